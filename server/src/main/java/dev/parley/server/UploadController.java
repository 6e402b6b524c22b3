package dev.parley.server;

import dev.parley.chat.FileStore;
import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import dev.parley.chat.Uploads;
import dev.parley.gateway.Described;
import dev.parley.gateway.Fields;
import dev.parley.gateway.Identity;
import dev.parley.gateway.Success;
import dev.parley.gateway.UploadView;
import java.time.Duration;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/// Files on their way in and out.
@RestController
@RequestMapping("/api/v1/uploads")
final class UploadController {
  /// What a browser shows of a file runs nothing and reaches nothing.
  private static final String CONTENT_POLICY =
      "sandbox; default-src 'none'; frame-ancestors 'none'";

  private final Uploads uploads;

  UploadController(Uploads uploads) {
    this.uploads = uploads;
  }

  @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Described(
      value = "Uploads a file",
      answers = UploadView.class,
      status = {201},
      consumes = "multipart/form-data")
  ResponseEntity<Success> upload(
      @AuthenticationPrincipal Identity identity,
      @RequestHeader HttpHeaders headers,
      @RequestBody Flux<PartEvent> parts) {
    var form = new FilePart(parts);
    // What surrounds the file in the form is not counted.
    var announced = Math.max(0, headers.getContentLength() - FilePart.SURROUNDINGS);
    try (var receiving = uploads.receive(identity.userId(), announced)) {
      var fileName = form.read(receiving);
      var upload = uploads.keep(identity.userId(), receiving, fileName);
      return ResponseEntity.status(HttpStatus.CREATED).body(Success.of(UploadView.of(upload)));
    }
  }

  @GetMapping("/{id}")
  @Described(
      value = "A file, for who may read it",
      status = {200, 206, 302, 304},
      produces = "*/*")
  ResponseEntity<?> whole(
      @AuthenticationPrincipal Identity identity,
      @RequestHeader HttpHeaders headers,
      @PathVariable String id) {
    return serve(identity, headers, id, Uploads.Part.WHOLE);
  }

  @GetMapping("/{id}/thumbnail")
  @Described(
      value = "A small picture of a picture",
      status = {200, 206, 302, 304},
      produces = "*/*")
  ResponseEntity<?> thumbnail(
      @AuthenticationPrincipal Identity identity,
      @RequestHeader HttpHeaders headers,
      @PathVariable String id) {
    return serve(identity, headers, id, Uploads.Part.THUMBNAIL);
  }

  private ResponseEntity<?> serve(
      Identity identity, HttpHeaders headers, String id, Uploads.Part part) {
    Fields.requireId("id", id);
    var served = uploads.serve(identity.userId(), id, part);
    return switch (served.source()) {
      case FileStore.Source.Local(var file) -> {
        var resource = new FileSystemResource(file);
        requireRange(headers, resource);
        yield ResponseEntity.ok()
            .contentType(MediaType.parseMediaType(served.contentType()))
            .eTag(part == Uploads.Part.WHOLE ? id : id + "-thumbnail")
            .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable())
            .header(HttpHeaders.CONTENT_DISPOSITION, served.disposition())
            .header("X-Content-Type-Options", "nosniff")
            .header("Content-Security-Policy", CONTENT_POLICY)
            .body(resource);
      }
      case FileStore.Source.Remote(var address, var good) ->
          ResponseEntity.status(HttpStatus.FOUND)
              .cacheControl(CacheControl.maxAge(good.dividedBy(2)).cachePrivate())
              .location(address)
              .build();
    };
  }

  /// The framework serves ranges, but refuses those it can't with an empty answer.
  private static void requireRange(HttpHeaders headers, FileSystemResource file) {
    try {
      HttpRange.toResourceRegions(headers.getRange(), file);
    } catch (IllegalArgumentException e) {
      throw new Refused(Refusal.RANGE_NOT_SATISFIABLE, "The file has no such range");
    }
  }
}
