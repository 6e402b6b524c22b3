package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;

/// The documents are those of the code.
@ExtendWith(ServerExtension.class)
final class ContractTest {
  private static final Path FOLDER = Path.of("src/main/resources/contract");
  static final boolean RENEW = Boolean.getBoolean("renew");

  private final Parley parley;
  private final Api api;

  ContractTest(Parley parley, Api api) {
    this.parley = parley;
    this.api = api;
  }

  @Test
  void everyRouteIsDocumentedAsItIs() throws IOException {
    assertDocumented("openapi.json", new OpenApi(parley).document());
  }

  @Test
  void everyEventIsDocumentedAsItIs() throws IOException {
    assertThat(AsyncApi.undescribed(parley))
        .as("events that no method of ClientEvents is annotated for with @Described(event = …)")
        .isEmpty();
    assertThat(AsyncApi.unhandled(parley)).as("events that nothing handles").isEmpty();
    assertDocumented("asyncapi.json", new AsyncApi().document());
  }

  private static void assertDocumented(String name, JsonNode document) throws IOException {
    var text =
        Json.mapper().writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(document)
            + "\n";
    var file = FOLDER.resolve(name);
    if (RENEW) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, text);
    }
    assertThat(Files.exists(file) ? Files.readString(file) : "")
        .as(
            """
            %s is not what the code says. Renew it, and look at the difference:
              ./mvnw -q -pl server -am test -Dtest=ContractTest -Dsurefire.failIfNoSpecifiedTests=false -Drenew=true
            """,
            name)
        .isEqualTo(text);
  }

  /// Whoever reads a field notes it as wrong; so what is documented and not noted is not read.
  @Test
  void everyDocumentedFieldOfABodyIsRead() {
    var admin = Administrator.of(api, parley);
    var document = new OpenApi(parley).document();
    document
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(operation -> {
                  var fields =
                      operation
                          .getValue()
                          .at("/requestBody/content/application~1json/schema/properties");
                  if (!fields.isMissingNode()) {
                    var address = path.getKey().substring(1).replaceAll("\\{\\w+}", "0".repeat(24));
                    var answer =
                        api.request(operation.getKey().toUpperCase(Locale.ROOT), address)
                            .bearer(admin.access())
                            .send(allWrong(fields));
                    if (answer.error().equals("NOT_FOUND") && address.startsWith("auth/")) {
                      return; // there is no mail here
                    }
                    assertWrong(operation.getKey() + " " + path.getKey(), fields, answer.json());
                  }
                }));
  }

  @Test
  void everyDocumentedFieldOfAnEventIsRead() {
    var messages = new AsyncApi().document().at("/components/messages");
    try (var socket = api.person("ada").socket()) {
      AsyncApi.clientEvents()
          .forEach((event, method) -> {
            var fields = messages.at("/" + event + "/payload/properties");
            if (!fields.isEmpty()) {
              assertWrong(event, fields, socket.call(event, allWrong(fields)));
            }
          });
    }
  }

  private static Map<String, Object> allWrong(JsonNode fields) {
    var wrong = new HashMap<String, Object>();
    fields.propertyNames().forEach(name -> wrong.put(name, List.of(Map.of("no", true))));
    return wrong;
  }

  private static void assertWrong(String what, JsonNode documented, JsonNode answer) {
    assertThat(answer.path("error").asString())
        .as(what + ": " + answer)
        .isEqualTo("VALIDATION_FAILED");
    var wrong = new TreeSet<String>();
    answer.get("details").forEach(detail -> wrong.add(detail.get("field").asString()));
    assertThat(wrong)
        .as(what + " notes as wrong what is documented: " + answer)
        .containsAll(documented.propertyNames());
  }

  @Test
  void theDocumentsAreServedWithAPageToReadThem() {
    for (var name : List.of("openapi", "asyncapi")) {
      var answer = api.get("/" + name + ".json").send();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("content-type")).startsWith("application/json");
      assertThat(answer.json().has(name)).isTrue();
    }
    for (var path : List.of("/docs", "/docs/", "/docs/index.html")) {
      var page = api.get(path).header("Accept", "text/html").send();
      assertThat(page.text()).contains("/docs/docs.js").doesNotContain("<script>", "style=");
      assertThat(page.header("content-type")).startsWith("text/html");
      assertThat(page.header("content-security-policy")).contains("script-src 'self'");
    }
    assertThat(api.get("/docs/docs.js").send().header("content-type")).contains("javascript");
    assertThat(api.get("/docs/docs.css").send().header("content-type")).startsWith("text/css");
  }
}
