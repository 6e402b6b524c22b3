package dev.parley.server;

import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import org.springframework.core.MethodParameter;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Gives controllers a [Body] of at most 1 MiB of JSON.
final class BodyReader implements HandlerMethodArgumentResolver {
  private static final int LIMIT = 1 << 20;

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Body.class;
  }

  @Override
  public Mono<Object> resolveArgument(
      MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
    var request = exchange.getRequest();
    if (request.getHeaders().getContentLength() > LIMIT) {
      return Mono.error(tooLarge());
    }
    return DataBufferUtils.join(request.getBody(), LIMIT)
        .onErrorMap(DataBufferLimitException.class, e -> tooLarge())
        .map(BodyReader::bytes)
        .defaultIfEmpty(new byte[0])
        .map(bytes -> read(request, bytes));
  }

  private static Object read(ServerHttpRequest request, byte[] bytes) {
    if (bytes.length > 0 && !isJson(request)) {
      throw new Refused(Refusal.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json");
    }
    return new Body(bytes);
  }

  private static boolean isJson(ServerHttpRequest request) {
    try {
      return MediaType.APPLICATION_JSON.isCompatibleWith(request.getHeaders().getContentType());
    } catch (InvalidMediaTypeException e) {
      return false;
    }
  }

  private static byte[] bytes(DataBuffer buffer) {
    try {
      var bytes = new byte[buffer.readableByteCount()];
      buffer.read(bytes);
      return bytes;
    } finally {
      DataBufferUtils.release(buffer);
    }
  }

  private static Refused tooLarge() {
    return new Refused(Refusal.PAYLOAD_TOO_LARGE, "The body is larger than 1 MiB");
  }
}
