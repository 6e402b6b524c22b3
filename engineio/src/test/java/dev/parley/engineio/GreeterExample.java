package dev.parley.engineio;

final class GreeterExample implements SessionListener {
  final Engine engine = new Engine(EngineSettings.defaults(), this::greet);

  private SessionListener greet(Session session) {
    session.send(Frame.text("welcome, send me your number"));
    return this;
  }

  @Override
  public void onText(Session session, String data) {
    Broadcast.send(Frame.text("somebody has number " + data), engine.sessions());
  }

  @Override
  public void onBinary(Session session, byte[] data) {
    session.send(Frame.text("text only"));
    session.shut(CloseReason.FORCED_CLOSE);
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    System.out.println(session.id() + " left: " + reason.text());
  }
}
