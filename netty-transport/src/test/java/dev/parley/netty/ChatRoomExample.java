package dev.parley.netty;

import dev.parley.engineio.Broadcast;
import dev.parley.engineio.CloseReason;
import dev.parley.engineio.Engine;
import dev.parley.engineio.EngineSettings;
import dev.parley.engineio.Frame;
import dev.parley.engineio.Session;
import dev.parley.engineio.SessionListener;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// The example of the README: what one says, all get.
final class ChatRoomExample implements SessionListener {
  private final Engine engine = new Engine(EngineSettings.defaults(), session -> this);

  EngineServer start(int port) {
    return EngineServer.start(
        engine,
        HttpOptions.defaults(),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  @Override
  public void onText(Session session, String data) {
    Broadcast.send(Frame.text(data), engine.sessions());
  }

  @Override
  public void onBinary(Session session, byte[] data) {
    session.close(CloseReason.FORCED_CLOSE);
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    System.out.println(session.id() + " left: " + reason.text());
  }
}
