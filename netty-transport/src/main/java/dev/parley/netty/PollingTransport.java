package dev.parley.netty;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.engineio.CloseReason;
import dev.parley.engineio.Engine;
import dev.parley.engineio.Frame;
import dev.parley.engineio.Handshake;
import dev.parley.engineio.MalformedPacket;
import dev.parley.engineio.Packet;
import dev.parley.engineio.Payload;
import dev.parley.engineio.ProtocolError;
import dev.parley.engineio.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Long-polling: at most one GET waits for packets, at most one POST brings some. Requests come
/// over any connections; all state belongs to the loop of the first one, to which the others hand
/// over.
///
/// See <https://socket.io/docs/v4/engine-io-protocol/#http-long-polling>.
@SuppressWarnings("FutureReturnValueIgnored") // a task of the loop that is not awaited
final class PollingTransport extends Transport {
  private static final String TEXT = "text/plain; charset=UTF-8";

  /// Milliseconds that requests of one client may overtake each other by.
  private static final int GRACE = 500;

  private static final ByteBuf OK = Unpooled.unreleasableBuffer(Unpooled.copiedBuffer("ok", UTF_8));

  private final EventLoop loop;
  private volatile @Nullable Exchange poll;
  private volatile @Nullable Exchange post;

  /// Whether the POST is there to its end, and only its answer waits.
  private boolean posted;

  /// What of the POST has not been handed over yet. A body of one million bytes may hold half a
  /// million packets: they are made as they are handled.
  private @Nullable Iterator<Packet> coming;

  /// The client closed, and its last poll may still come.
  private boolean leaving;

  /// The end waits for a poll of its own: official clients hear of it at once, but of the packets
  /// before it a tick later, so that in one answer it would overtake them.
  private boolean closeDue;

  private boolean ended;

  PollingTransport(EventLoop loop) {
    super("polling", loop);
    this.loop = loop;
  }

  /// The handshake: a poll whose answer is the open packet.
  void open(Engine engine, Handshake handshake, Exchange exchange) {
    poll = exchange;
    exchange.whenAborted(reason -> aborted(exchange, reason));
    engine.open(handshake, this);
  }

  boolean isPolled() {
    return poll != null;
  }

  boolean isPosting() {
    return post != null;
  }

  void poll(Exchange exchange) {
    onLoop(() -> {
      if (ended) {
        exchange.refuse(ProtocolError.UNKNOWN_SESSION);
      } else if (poll != null) {
        exchange.refuse(ProtocolError.BAD_REQUEST);
        lost(CloseReason.TRANSPORT_ERROR);
      } else {
        poll = exchange;
        if (leaving) {
          received(new Packet.Close());
        } else {
          drain();
        }
      }
    });
  }

  /// The head of a POST is there: from here on no other may come.
  void beginPost(Exchange exchange) {
    onLoop(() -> {
      if (post != null) {
        lost(CloseReason.TRANSPORT_ERROR);
      } else {
        post = exchange;
      }
    });
  }

  void post(Exchange exchange, byte[] body) {
    onLoop(() -> {
      if (!exchange.equals(post)) {
        exchange.refuse(ProtocolError.BAD_REQUEST);
      } else if (ended || leaving) {
        exchange.refuse(ProtocolError.UNKNOWN_SESSION);
      } else {
        receive(exchange, body);
      }
    });
  }

  private void receive(Exchange exchange, byte[] body) {
    try {
      coming = Payload.parse(Utf8.decode(body)).iterator();
    } catch (MalformedPacket malformed) {
      exchange.refuse(ProtocolError.BAD_REQUEST);
      lost(CloseReason.PARSE_ERROR);
      return;
    }
    posted = true;
    regulate();
  }

  /// Hands over what the POST brought as long as it may be read. Its answer waits until all of that
  /// is handled, and before it a client sends no more.
  @Override
  protected void regulate() {
    var packets = coming;
    if (packets == null) {
      return;
    }
    while (packets.hasNext() && mayRead()) {
      handle(packets.next());
    }
    if (!packets.hasNext()) {
      coming = null;
      afterReceived(this::answerPost);
    }
  }

  /// A client that closes has a poll waiting or on its way; one that was overtaken by the close
  /// shall still end well.
  private void handle(Packet packet) {
    if (packet instanceof Packet.Close && poll == null) {
      leaving = true;
      loop.schedule(() -> received(packet), GRACE, TimeUnit.MILLISECONDS);
    } else if (!leaving) {
      received(packet);
    }
  }

  private void answerPost() {
    var waiting = post;
    post = null;
    posted = false;
    if (waiting != null) {
      waiting.ok("text/html", OK.duplicate());
    }
  }

  /// The session ended, or moved away, before all of it was handed over.
  private void refusePost() {
    var waiting = post;
    post = null;
    if (waiting != null) {
      waiting.refuse(ProtocolError.UNKNOWN_SESSION);
    }
  }

  /// A connection ended, or was refused, with its request unanswered.
  void aborted(Exchange exchange, CloseReason reason) {
    onLoop(() -> {
      if (exchange.equals(poll) || exchange.equals(post)) {
        lost(reason);
      }
    });
  }

  @Override
  protected void drain() {
    var waiting = poll;
    if (waiting == null || ended) {
      return;
    }
    if (closeDue) {
      answer(Frame.CLOSE);
      finished();
      return;
    }
    var frames = take();
    if (frames.isEmpty()) {
      if (isUpgrading()) {
        answer(Frame.NOOP);
      }
      return;
    }
    var over = frames.getLast().equals(Frame.CLOSE);
    closeDue = over && frames.size() > 1 && !isUpgrading();
    if (closeDue) {
      frames.removeLast();
    }
    poll = null;
    waiting.ok(TEXT, payload(waiting, frames));
    if (over && !closeDue) {
      finished();
    }
  }

  private List<Frame> take() {
    var frames = new ArrayList<Frame>();
    for (var frame = next(); frame != null; frame = next()) {
      frames.add(frame);
    }
    return frames;
  }

  private static ByteBuf payload(Exchange exchange, List<Frame> frames) {
    var payload = exchange.context().alloc().buffer();
    for (var first : frames) {
      for (var frame = first; frame != null; frame = frame.next()) {
        if (payload.isReadable()) {
          payload.writeByte(Payload.SEPARATOR);
        }
        if (frame.isBinary()) {
          payload.writeByte('b').writeBytes(Base64.getEncoder().encode(frame.bytes()));
        } else {
          payload.writeBytes(frame.bytes());
        }
      }
    }
    return payload;
  }

  private void answer(Frame frame) {
    var waiting = poll;
    poll = null;
    if (waiting != null) {
      waiting.ok(TEXT, Unpooled.wrappedBuffer(frame.bytes()));
    }
  }

  /// The client of a probing transport speaks there; polling has no probes.
  @Override
  protected void probed() {
    throw new IllegalStateException("polling is no upgrade");
  }

  @Override
  protected void end(CloseReason reason) {
    ended = true;
    answer(reason == CloseReason.TRANSPORT_CLOSE ? Frame.NOOP : Frame.CLOSE);
    if (coming != null) {
      coming = null;
      refusePost();
    } else if (posted) {
      answerPost();
    }
  }

  private void onLoop(Runnable task) {
    if (loop.inEventLoop()) {
      task.run();
    } else {
      loop.execute(task);
    }
  }
}
