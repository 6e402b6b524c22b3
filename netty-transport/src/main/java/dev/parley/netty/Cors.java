package dev.parley.netty;

import static io.netty.handler.codec.http.HttpHeaderNames.*;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.function.Predicate;

/// Lets pages of allowed other origins read our answers, cookies included; the origin is named,
/// since a wildcard and credentials exclude each other.
///
/// See <https://fetch.spec.whatwg.org/#http-cors-protocol>.
record Cors(Predicate<String> allowedOrigin) {
  void apply(HttpRequest request, HttpResponse response) {
    var origin = request.headers().get(ORIGIN);
    if (origin != null) {
      response.headers().add(VARY, ORIGIN);
      if (allowedOrigin.test(origin)) {
        response
            .headers()
            .set(ACCESS_CONTROL_ALLOW_ORIGIN, origin)
            .set(ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
      }
    }
  }

  /// Answers an OPTIONS request; the browser asks before anything but a simple GET or POST.
  void preflight(Exchange exchange) {
    var response = exchange.response(HttpResponseStatus.NO_CONTENT, Unpooled.EMPTY_BUFFER);
    if (response.headers().contains(ACCESS_CONTROL_ALLOW_ORIGIN)) {
      response
          .headers()
          .set(ACCESS_CONTROL_ALLOW_METHODS, "GET, POST")
          .set(ACCESS_CONTROL_MAX_AGE, "600");
      var headers = exchange.request().headers().get(ACCESS_CONTROL_REQUEST_HEADERS);
      if (headers != null) {
        response.headers().set(ACCESS_CONTROL_ALLOW_HEADERS, headers);
      }
    }
    exchange.answer(response);
  }
}
