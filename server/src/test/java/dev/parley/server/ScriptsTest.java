package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `./run` and `./test` say where something is missing, and when they build anew.
final class ScriptsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path folder;

  /// The only programs on the PATH, besides those that the scripts need everywhere.
  private Path programs;

  private record Said(int code, String out, String err) {}

  @BeforeEach
  void programsOfItsOwn() throws IOException {
    programs = Files.createDirectory(folder.resolve("bin"));
    for (var name : List.of("bash", "dirname", "readlink", "sed", "find", "env")) {
      Files.createSymbolicLink(programs.resolve(name), Path.of("/usr/bin", name));
    }
  }

  /// Runs some shell code where nothing but [#programs] can be found.
  private Said shell(String code) throws IOException, InterruptedException {
    var out = folder.resolve("out");
    var err = folder.resolve("err");
    var builder =
        new ProcessBuilder(programs.resolve("bash").toString(), "-euc", code)
            .directory(ROOT.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", programs.toString());
    builder.environment().put("HOME", folder.toString());
    var ended = builder.start().waitFor();
    return new Said(ended, Files.readString(out), Files.readString(err));
  }

  private void program(String name, String script) throws IOException {
    var file = programs.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script, StandardCharsets.UTF_8);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void withoutAJdk25ItSaysSo() throws Exception {
    var older = "jdk_feature() { echo 21; }";

    var said = shell(". tools/ground.sh; " + older + "; find_jdk");

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err())
        .isEqualTo(
            "parley: JDK 25 is missing. Install one (for example Temurin 25) or point JAVA_HOME at"
                + " it.\n");
  }

  @Test
  void aJdkIsFoundByItsOwnWordAndNotByItsName() throws Exception {
    var jdk = Files.createDirectories(folder.resolve("jdk/bin"));
    Files.createSymbolicLink(jdk.resolve("javac"), programs.resolve("bash"));
    var release = Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    var find =
        ". tools/ground.sh; JAVA_HOME=" + folder.resolve("jdk") + "; find_jdk; echo $JAVA_HOME";

    assertThat(shell(find).out()).isEqualTo(folder.resolve("jdk") + "\n");

    Files.writeString(release, "JAVA_VERSION=\"17.0.9\"\n");
    assertThat(shell(find).out()).doesNotContain(folder.toString());
  }

  @Test
  void withoutNodeOrWithAnOldOneItSaysSo() throws Exception {
    var find = ". tools/ground.sh; find_node";

    assertThat(shell(find))
        .isEqualTo(
            new Said(1, "", "parley: Node is missing. Install Node 20.19 or later, with npm.\n"));

    program("npm", "");
    program("node", "[ \"$1\" = --version ] && echo v18.20.0; exit 1");
    assertThat(shell(find))
        .isEqualTo(
            new Said(1, "", "parley: Node v18.20.0 is too old. Install Node 20.19 or later.\n"));
  }

  @Test
  void anUnknownArgumentOfTestIsOneLine() throws Exception {
    program("npm", "");
    program("node", "");

    var said = shell("./test --lnog");

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err()).isEqualTo("parley: usage: ./test [--long]\n");
  }

  @Test
  void whatWasBuiltIsStaleOnceASourceIsChangedAddedOrRemoved() throws Exception {
    var top = folder.resolve("chat/src");
    var source = Files.createDirectories(top.resolve("main"));
    var one = Files.writeString(source.resolve("One.java"), "");
    var two = Files.writeString(source.resolve("Two.java"), "");
    var built = Files.writeString(folder.resolve("built"), "");
    var sources = List.of(one, two, source, top);

    age(sources);
    assertThat(isStale(built)).isFalse();

    Files.writeString(one, "changed");
    assertThat(isStale(built)).isTrue();

    age(sources);
    Files.delete(two);
    assertThat(isStale(built)).isTrue();

    age(List.of(one, source));
    Files.writeString(Files.createDirectories(folder.resolve("chat/target")).resolve("x"), "");
    assertThat(isStale(built)).isFalse();

    Files.delete(built);
    assertThat(isStale(built)).isTrue();
  }

  private static void age(List<Path> files) throws IOException {
    var past = FileTime.from(Instant.now().minusSeconds(60));
    for (var file : files) {
      Files.setLastModifiedTime(file, past);
    }
  }

  private boolean isStale(Path built) throws IOException, InterruptedException {
    return shell(". tools/ground.sh; is_stale " + built + " " + folder.resolve("chat")).code() == 0;
  }
}
