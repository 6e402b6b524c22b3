package dev.parley.server;

import dev.parley.chat.Ids;
import dev.parley.chat.UploadTickets;
import dev.parley.chat.Uploads;
import dev.parley.gateway.Described;
import dev.parley.gateway.Identity;
import dev.parley.gateway.PresignedView;
import dev.parley.gateway.Success;
import dev.parley.gateway.UploadView;
import java.time.InstantSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;

/// Addresses that take a file by a plain PUT: where contents are kept, or here.
@RestController
@RequestMapping("/api/v1/upload")
final class PresignedController {
  private final Uploads uploads;
  private final UploadTickets tickets;
  private final Clients clients;
  private final InstantSource clock;

  PresignedController(
      Uploads uploads, UploadTickets tickets, Clients clients, InstantSource clock) {
    this.uploads = uploads;
    this.tickets = tickets;
    this.clients = clients;
    this.clock = clock;
  }

  @PostMapping("/presigned-url")
  @Described(
      value = "An address to put a file to, and the one it will have",
      takes = {"filename: string 1..255", "contentType?: string"})
  PresignedView address(
      @AuthenticationPrincipal Identity identity, Body body, ServerWebExchange exchange) {
    var fields = body.fields();
    var fileName = fields.requiredText("filename");
    fields.text("contentType");
    if (fileName.isBlank() || fileName.length() > 255) {
      fields.refuse("filename", "must have 1 to 255 characters");
    }
    fields.refuseIfAny();
    var direct = uploads.directAddress(identity.userId(), fileName);
    if (direct != null) {
      var id = direct.uploadId();
      return new PresignedView(direct.address().toString(), UploadView.url(id), id);
    }
    var id = Ids.at(clock.instant());
    var ticket = tickets.issue(id, identity.userId(), fileName);
    var client = clients.of(exchange);
    var here = (client.secure() ? "https://" : "http://") + client.host();
    return new PresignedView(
        here + "/api/v1/upload/" + id + "?ticket=" + ticket, UploadView.url(id), id);
  }

  /// For whoever holds a ticket. What came under an id first stays.
  @PutMapping("/{id}")
  @Described(
      value = "Puts a file, by a ticket",
      asks = {"ticket: string"},
      answers = UploadView.class,
      consumes = "application/octet-stream")
  Success put(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String ticket,
      @RequestHeader HttpHeaders headers,
      @RequestBody Flux<DataBuffer> content) {
    var allowed = tickets.check(id, ticket);
    try (var receiving =
        uploads.receive(allowed.userId(), Math.max(0, headers.getContentLength()))) {
      try (var pieces = content.map(FilePart::bytes).toStream(8)) {
        pieces.forEach(receiving::write);
      }
      return Success.of(
          UploadView.of(uploads.keep(id, allowed.userId(), receiving, allowed.fileName())));
    }
  }
}
