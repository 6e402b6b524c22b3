package dev.parley.server;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.resource.PathResourceResolver;
import org.springframework.web.reactive.resource.ResourceResolverChain;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Finds the page's files. Addresses that are no file but wanted as a page are the page's own
/// routes: it gets its index.html for them.
final class PageResolver extends PathResourceResolver {
  private static final String INDEX = "index.html";

  @Override
  protected Mono<Resource> resolveResourceInternal(
      @Nullable ServerWebExchange exchange,
      String path,
      List<? extends Resource> locations,
      ResourceResolverChain chain) {
    var file = super.resolveResourceInternal(exchange, path, locations, chain);
    return wantsPage(exchange)
        ? file.switchIfEmpty(
            Mono.defer(() -> super.resolveResourceInternal(exchange, INDEX, locations, chain)))
        : file;
  }

  /// Browsers name text/html when a person goes to an address; scripts and images ask otherwise.
  private static boolean wantsPage(@Nullable ServerWebExchange exchange) {
    if (exchange == null) {
      return false;
    }
    var accepted = exchange.getRequest().getHeaders().getFirst("Accept");
    return accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE);
  }
}
