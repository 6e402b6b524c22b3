package dev.parley.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.parley.engineio.EngineSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The official JavaScript client, in a Node process of its own; `npm ci` provides it.
class JavaScriptClientTest {
  private static final Path SCRIPTS = Path.of("src/test/js").toAbsolutePath();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "upgrade"})
  void passesTheScenario(String mode) throws IOException, InterruptedException {
    try (Rig rig = new Rig()) {
      ScenarioServer.serve(rig.server);

      String output = run("scenario.mjs", rig, mode);

      assertThat(output).contains("ok the transport is " + mode);
      assertThat(rig.faults).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "upgrade"})
  void passesTheScenarioCompressed(String mode) throws IOException, InterruptedException {
    EngineSettings compressing = EngineSettings.defaults().withCompression(true);
    try (Rig rig = new Rig(SocketSettings.defaults(), compressing)) {
      ScenarioServer.serve(rig.server);

      String output = run("scenario.mjs", rig, mode, "compressed");

      assertThat(output).contains("ok the transport is " + mode);
      assertThat(rig.faults).isEmpty();
    }
  }

  @Test
  void hearsThatItsConnectionWasClosedWhileItMoved() throws IOException, InterruptedException {
    try (Rig rig = new Rig()) {
      ScenarioServer.serve(rig.server);

      run("closed.mjs", rig);

      assertThat(rig.faults).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "upgrade"})
  void recoversItsState(String mode) throws IOException, InterruptedException {
    try (Rig rig = new Rig(SocketSettings.defaults().withRecovery(RecoverySettings.defaults()))) {
      AtomicInteger round = new AtomicInteger();
      rig.main.onDisconnect((_, _) -> rig.main.all().emit("missed", round.getAndIncrement()));

      run("recovery.mjs", rig, mode);

      assertThat(rig.faults).isEmpty();
    }
  }

  /// What the script printed; it must succeed.
  private String run(String script, Rig rig, String... arguments)
      throws IOException, InterruptedException {
    if (!Files.exists(Path.of("../node_modules/socket.io-client"))) {
      fail("socket.io-client is missing: run `npm ci` in the project's folder first");
    }
    Path output = folder.resolve("output");
    String url = "http://127.0.0.1:" + rig.port();
    List<String> command =
        new ArrayList<>(List.of("node", SCRIPTS.resolve(script).toString(), url));
    command.addAll(List.of(arguments));
    Process node = start(output, command);
    try {
      assertThat(node.waitFor(5, TimeUnit.MINUTES)).as("ended in time").isTrue();
      assertThat(node.exitValue()).as(Files.readString(output)).isZero();
      return Files.readString(output);
    } finally {
      node.destroyForcibly();
    }
  }

  private static Process start(Path output, List<String> command) {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(output.toFile())
          .start();
    } catch (IOException e) {
      return fail("Node is missing: install Node 20.19 or newer", e);
    }
  }
}
