package dev.parley.engineio;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Writes down what a session's listener is told.
final class Recorder implements SessionListener {
  final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  String next() {
    try {
      var next = told.poll(SessionFixture.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return next == null ? "nothing" : next;
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void onText(Session session, String data) {
    told.add("text " + data);
  }

  @Override
  public void onBinary(Session session, byte[] data) {
    told.add("binary " + data.length);
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    told.add("close: " + reason.text());
  }

  @Override
  public void onBacklogDropped(Session session) {
    told.add("dropped");
  }
}
