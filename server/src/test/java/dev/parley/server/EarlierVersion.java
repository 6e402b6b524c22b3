package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// The server as it was at an earlier commit, compiled from the repository's history against the
/// libraries of today.
final class EarlierVersion {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  private EarlierVersion() {}

  /// The class path it runs with. Where the history does not reach that far the test is left out,
  /// but never under CI.
  static String at(String commit, Path folder) throws IOException, InterruptedException {
    requireHistory(commit);
    var sources = Files.createDirectories(folder.resolve("sources"));
    unpack(commit, folder.resolve("sources.tar"), sources);
    var classes = Files.createDirectories(folder.resolve("classes"));
    var libraries = libraries();
    for (var main : mains(sources)) {
      copy(main.resolve("resources"), classes);
    }
    compile(sources, classes, libraries);
    return classes + File.pathSeparator + libraries;
  }

  private static void requireHistory(String commit) throws IOException, InterruptedException {
    var asked = git("cat-file", "-e", commit + "^{commit}").redirectErrorStream(true);
    var known = asked.redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
    var reason =
        "the history is too short, "
            + commit
            + " is not in it: fetch it with git fetch --unshallow";
    if (System.getenv("CI") != null) {
      assertThat(known).as(reason).isTrue();
    }
    assumeTrue(known, reason);
  }

  private static ProcessBuilder git(String... arguments) {
    var command = new ArrayList<>(List.of("git", "-C", REPOSITORY.toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  private static void unpack(String commit, Path archive, Path sources)
      throws IOException, InterruptedException {
    var made = git("archive", "--output", archive.toString(), commit).inheritIO().start();
    assertThat(made.waitFor()).isZero();
    var tar = List.of("tar", "-xf", archive.toString(), "-C", sources.toString());
    assertThat(new ProcessBuilder(tar).inheritIO().start().waitFor()).isZero();
  }

  /// What this test runs with, without what this repository makes.
  private static String libraries() {
    var all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(all.split(File.pathSeparator))
        .filter(each -> !Path.of(each).startsWith(REPOSITORY))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /// Without the programs that measure.
  private static List<Path> mains(Path sources) throws IOException {
    try (var modules = Files.list(sources)) {
      return modules
          .filter(module -> !module.endsWith("bench"))
          .map(module -> module.resolve("src/main"))
          .filter(Files::isDirectory)
          .toList();
    }
  }

  private static void compile(Path sources, Path classes, String libraries) throws IOException {
    var options = new ArrayList<>(List.of("-nowarn", "-proc:none", "-parameters"));
    options.addAll(List.of("-cp", libraries, "-d", classes.toString()));
    for (var main : mains(sources)) {
      try (var files = Files.walk(main)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(file -> options.add(file.toString()));
      }
    }
    var compiler = ToolProvider.getSystemJavaCompiler();
    assertThat(compiler.run(null, null, null, options.toArray(String[]::new))).isZero();
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> all = Files.walk(from)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (var file : files) {
      var target = to.resolve(from.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
  }
}
