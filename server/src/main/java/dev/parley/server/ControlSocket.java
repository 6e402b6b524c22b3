package dev.parley.server;

import dev.parley.chat.Refused;
import dev.parley.gateway.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running server's ear for the command line: a Unix socket in a folder of the data folder that
/// only its owner may enter. A connection brings one [UserCommands.Command] as a line of JSON and
/// takes one [Answer].
final class ControlSocket implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);

  /// @param lines to print, when it was done
  /// @param refused why it was not, null when it was
  record Answer(List<String> lines, @Nullable String refused) {}

  private final @Nullable ServerSocketChannel channel;
  private final UserCommands commands;

  private ControlSocket(@Nullable ServerSocketChannel channel, UserCommands commands) {
    this.channel = channel;
    this.commands = commands;
  }

  static Path path(Path dataFolder) {
    return dataFolder.toAbsolutePath().resolve("control").resolve("socket");
  }

  /// Opens it and begins to listen. To be called by the holder of the data folder: what a killed
  /// server left is in the way. Where it is not possible, as with a path longer than the system
  /// allows, the server does without.
  static ControlSocket open(Path dataFolder, UserCommands commands) {
    var path = path(dataFolder);
    try {
      privateFolder(path.getParent());
      Files.deleteIfExists(path);
      var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      channel.bind(UnixDomainSocketAddress.of(path));
      var opened = new ControlSocket(channel, commands);
      Thread.ofVirtual().name("control").start(() -> opened.listen(channel));
      return opened;
    } catch (IOException | UnsupportedOperationException e) {
      LOG.warn("No command line while this server runs: {} can't be made ({})", path, e.toString());
      return new ControlSocket(null, commands);
    }
  }

  private static void privateFolder(@Nullable Path folder) throws IOException {
    if (folder == null) {
      throw new IOException("no folder");
    }
    Files.createDirectories(folder);
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private void listen(ServerSocketChannel listening) {
    while (listening.isOpen()) {
      try {
        var connection = listening.accept();
        Thread.ofVirtual().name("control").start(() -> serve(connection));
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        LOG.warn("The command line can't be heard", e);
        return;
      }
    }
  }

  private void serve(SocketChannel connection) {
    try (connection;
        var reader = new BufferedReader(Channels.newReader(connection, StandardCharsets.UTF_8));
        var writer = Channels.newWriter(connection, StandardCharsets.UTF_8)) {
      var line = reader.readLine();
      if (line != null) {
        writer.write(Json.text(answer(line)) + "\n");
      }
    } catch (IOException e) {
      LOG.debug("A command went away", e);
    }
  }

  private Answer answer(String line) {
    try {
      var command = Json.mapper().readValue(line, UserCommands.Command.class);
      return new Answer(commands.run(command), null);
    } catch (Refused refused) {
      return new Answer(List.of(), UserCommands.line(refused));
    } catch (RuntimeException e) {
      LOG.error("A command failed", e);
      return new Answer(List.of(), "The command failed; the server's log says why.");
    }
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      var address = channel.getLocalAddress();
      channel.close();
      if (address instanceof UnixDomainSocketAddress bound) {
        Files.deleteIfExists(bound.getPath());
      }
    }
  }
}
