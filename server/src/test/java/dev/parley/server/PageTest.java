package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ServerExtension.class)
final class PageTest {
  private final Api api;

  PageTest(Api api) {
    this.api = api;
  }

  @Test
  void thePageIsAtTheRootAndAskedForAnewEachTime() {
    var page = api.get("/").send();
    var again = api.get("/").header("If-None-Match", page.header("etag")).send();

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("content-type")).startsWith("text/html");
    assertThat(page.header("cache-control")).isEqualTo("no-cache");
    assertThat(page.text()).contains("<title>Parley");
    assertThat(again.status()).isEqualTo(304);
  }

  @Test
  void addressesOfThePageItselfLeadToThePage() {
    var route = api.get("/conversations/abc").header("Accept", "text/html,*/*;q=0.8").send();

    assertThat(route.status()).isEqualTo(200);
    assertThat(route.text()).contains("<title>Parley");
    assertThat(route.header("cache-control")).isEqualTo("no-cache");
  }

  @Test
  void filesThatAreNotThereAreNotFound() {
    assertThat(api.get("/missing.png").send().status()).isEqualTo(404);
    assertThat(api.get("/assets/missing.js").header("Accept", "text/html").send().status())
        .isEqualTo(404);
    for (var path : List.of("/../application.yml", "/%2e%2e/application.yml", "/..%5cx")) {
      assertThat(api.get(path).send().status()).as(path).isIn(400, 404);
    }
  }

  @Test
  void assetsAreKeptForGoodAndComeCompressed() {
    var plain = api.get("/assets/app-1234.js").send();
    var packed = api.get("/assets/app-1234.js").header("Accept-Encoding", "gzip").send();

    assertThat(plain.status()).isEqualTo(200);
    assertThat(plain.header("cache-control")).contains("immutable", "max-age=31536000");
    assertThat(plain.header("content-type")).startsWith("text/javascript");
    assertThat(plain.header("content-encoding")).isEmpty();
    assertThat(packed.header("content-encoding")).isEqualTo("gzip");
  }
}
