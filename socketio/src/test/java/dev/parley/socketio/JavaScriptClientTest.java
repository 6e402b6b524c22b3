package dev.parley.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The official JavaScript client, in a Node process of its own; `npm ci` provides it.
class JavaScriptClientTest {
  private static final Path SCRIPT = Path.of("src/test/js/scenario.mjs").toAbsolutePath();

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "upgrade"})
  void passesTheScenario(String mode, @TempDir Path folder)
      throws IOException, InterruptedException {
    if (!Files.exists(Path.of("../node_modules/socket.io-client"))) {
      fail("socket.io-client is missing: run `npm ci` in the project's folder first");
    }
    try (Rig rig = new Rig()) {
      ScenarioServer.serve(rig.server);
      Path output = folder.resolve("output");
      Process node = start(output, "http://127.0.0.1:" + rig.port(), mode);
      try {
        assertThat(node.waitFor(60, TimeUnit.SECONDS)).as("ended in time").isTrue();
        assertThat(node.exitValue()).as(Files.readString(output)).isZero();
        assertThat(Files.readString(output)).contains("ok the transport is " + mode);
        assertThat(rig.faults).isEmpty();
      } finally {
        node.destroyForcibly();
      }
    }
  }

  private static Process start(Path output, String url, String mode) {
    try {
      return new ProcessBuilder("node", SCRIPT.toString(), url, mode)
          .redirectErrorStream(true)
          .redirectOutput(output.toFile())
          .start();
    } catch (IOException e) {
      return fail("Node is missing: install Node 20.19 or newer", e);
    }
  }
}
