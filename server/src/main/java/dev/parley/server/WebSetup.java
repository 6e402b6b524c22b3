package dev.parley.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.util.DigestUtils;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.resource.PathResourceResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;

/// What REST and the page need of WebFlux.
final class WebSetup implements WebFluxConfigurer {
  private static final String FILES = "classpath:/static/";

  @Override
  public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
    resolvers.addCustomResolver(new BodyReader());
  }

  /// What is under `/assets/` has a hash in its name, so browsers keep it for good; the rest they
  /// ask for anew. A jar's times of modification say nothing, so the ETag is made of the content.
  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/assets/**")
        .addResourceLocations(FILES + "assets/")
        .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
        .setUseLastModified(false)
        .resourceChain(true)
        .addResolver(new PathResourceResolver());
    // What the API is, for programs and for people.
    for (var path : List.of("/*api.json", "/docs/**")) {
      registry
          .addResourceHandler(path)
          .addResourceLocations("classpath:/contract/" + (path.startsWith("/docs") ? "docs/" : ""))
          .setCacheControl(CacheControl.noCache())
          .setUseLastModified(false)
          .setEtagGenerator(WebSetup::etag);
    }
    registry
        .addResourceHandler("/**")
        .addResourceLocations(FILES)
        .setCacheControl(CacheControl.noCache())
        .setUseLastModified(false)
        .setEtagGenerator(WebSetup::etag)
        // Not kept: any address there is leads to the page.
        .resourceChain(false)
        .addResolver(new PageResolver());
  }

  private static String etag(Resource file) {
    try {
      return '"' + DigestUtils.md5DigestAsHex(file.getContentAsByteArray()) + '"';
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
