package dev.parley.server;

import dev.parley.chat.AccountAdministration;
import dev.parley.chat.Accounts;
import dev.parley.chat.Audit;
import dev.parley.chat.Refused;
import dev.parley.chat.Sessions;
import dev.parley.chat.Store;
import dev.parley.chat.UploadAccess;
import dev.parley.gateway.Json;
import dev.parley.mongo.MongoStore;
import dev.parley.mongo.UnusableDatabase;
import dev.parley.sqlite.SqliteStore;
import dev.parley.sqlite.UnusableDataFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `parley user …`: asks the server that runs on the data folder; where none does, opens the files
/// itself.
final class UserProgram {
  private UserProgram() {}

  /// Answers the lines to print. Throws [StartFailure] with the one line that says why not.
  static List<String> run(UserArguments arguments) {
    var channel = connect(ControlSocket.path(arguments.data()));
    try {
      return channel == null
          ? runHere(arguments)
          : runThere(channel, arguments.withPassword().command());
    } catch (IOException e) {
      throw new StartFailure("The running server did not answer: " + e.getMessage());
    }
  }

  private static @Nullable SocketChannel connect(Path path) {
    try {
      var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        channel.connect(UnixDomainSocketAddress.of(path));
        return channel;
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException | UnsupportedOperationException e) {
      return null; // no server; if there is one all the same, it holds the folder's lock
    }
  }

  private static List<String> runThere(SocketChannel channel, UserCommands.Command command)
      throws IOException {
    try (channel;
        var reader = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
        var writer = Channels.newWriter(channel, StandardCharsets.UTF_8)) {
      writer.write(Json.text(command) + "\n");
      writer.flush();
      var line = reader.readLine();
      if (line == null) {
        throw new IOException("it closed the connection");
      }
      var answer = Json.mapper().readValue(line, ControlSocket.Answer.class);
      if (answer.refused() != null) {
        throw new StartFailure(answer.refused());
      }
      return answer.lines();
    }
  }

  private static List<String> runHere(UserArguments arguments) {
    var clock = Clock.systemUTC();
    try (var store = open(arguments.data(), clock);
        var passwords = new Argon2Passwords(1)) {
      // Nothing is refreshed here, so the key of refresh tokens does not matter.
      var sessions = new Sessions(store.sessions(), event -> {}, clock, new byte[32]);
      var accounts = new Accounts(store.users(), sessions, passwords, UploadAccess.NONE, clock);
      var audit = new Audit(store.audit(), store.users(), clock);
      var administration =
          new AccountAdministration(
              store.users(), accounts, sessions, passwords, audit, event -> {});
      return new UserCommands(administration).run(arguments.withPassword().command());
    } catch (UnusableDataFolder | UnusableDatabase e) {
      throw new StartFailure(String.valueOf(e.getMessage()));
    } catch (Refused refused) {
      throw new StartFailure(UserCommands.line(refused));
    }
  }

  private static Store open(Path folder, InstantSource clock) {
    var mongo = ProgramSettings.mongo();
    return mongo.isSet()
        ? MongoStore.open(mongo.uri(), mongo.timeout(), event -> {}, clock)
        : SqliteStore.open(folder, event -> {}, clock);
  }
}
