package dev.parley.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/// Gives tests an [Api] or the [Parley] behind it: one server on a free port for all of them, since
/// each test brings people of its own.
final class ServerExtension implements ParameterResolver {
  private static final Map<Integer, Parley> STARTED = new ConcurrentHashMap<>();

  private record Shared(Path folder, Parley parley) implements AutoCloseable {
    static Shared start() {
      try {
        var folder = Files.createTempDirectory("parley");
        return new Shared(folder, start(folder));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      parley.close();
      FileSystemUtils.deleteRecursively(folder);
    }

    private static Parley start(Path folder) {
      return ServerExtension.start(
          folder,
          "--parley.allowed-origins=https://friend.example",
          "--parley.trusted-proxies=10.0.0.0/8",
          "--parley.limits.sign-up=off",
          "--parley.limits.sign-in=off");
    }
  }

  /// One more server, on a free port.
  static Parley start(Path folder, String... settings) {
    var all =
        new ArrayList<>(
            List.of("--parley.host=127.0.0.1", "--parley.port=0", "--parley.data=" + folder));
    for (var setting : settings) {
      // Named twice it would be a list.
      all.removeIf(usual -> setting.startsWith(usual.substring(0, usual.indexOf('=') + 1)));
      all.add(setting);
    }
    var parley = Parley.start(all);
    STARTED.put(parley.port(), parley);
    return parley;
  }

  /// The one of this process that listens there; null for one of another process.
  static @Nullable Parley at(int port) {
    return STARTED.get(port);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    var type = parameter.getParameter().getType();
    return type == Api.class || type == Parley.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var shared =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(ServerExtension.class))
            .computeIfAbsent(Shared.class, key -> Shared.start(), Shared.class);
    return parameter.getParameter().getType() == Parley.class
        ? shared.parley()
        : new Api(shared.parley().port());
  }
}
