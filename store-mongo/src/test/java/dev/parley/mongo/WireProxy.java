package dev.parley.mongo;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/// Stands between a store and its MongoDB, reads OP_MSG, and does to writes of `messages` what
/// networks and elections do: swallows an answer to what took effect, cuts the line before or
/// after, lets a write through only long after its connection is gone, or answers
/// NotWritablePrimary; and as mongos does, says of a write, done or not, that a shard's primary has
/// stepped down.
final class WireProxy implements AutoCloseable {
  private static final int HEADER = 16;
  private static final int OP_MSG = 2013;
  private static final int SECTIONS = 20;
  private static final Set<String> WRITES = Set.of("insert", "update");

  private static final BsonDocument NOT_PRIMARY =
      new BsonDocument("ok", new BsonDouble(0))
          .append("code", new BsonInt32(10107))
          .append("codeName", new BsonString("NotWritablePrimary"))
          .append("errmsg", new BsonString("not primary"))
          .append("errorLabels", new BsonArray(List.of(new BsonString("RetryableWriteError"))));

  private static final BsonDocument STEPPED_DOWN =
      new BsonDocument("ok", new BsonDouble(1))
          .append("n", new BsonInt32(0))
          .append(
              "writeErrors",
              new BsonArray(
                  List.of(
                      new BsonDocument("index", new BsonInt32(0))
                          .append("code", new BsonInt32(11602))
                          .append("errmsg", new BsonString("operation was interrupted")))));

  private final int target;
  private final Random random;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /// Writes that nobody waits for any more and that have not come there yet.
  private final Queue<byte[]> late = new ArrayDeque<>();

  private volatile boolean faulty = true;

  /// Whether the next write is the last thing that comes through; see [#dieAfterNextWrite].
  private volatile boolean doomed;

  private volatile boolean dead;
  private int faults;

  WireProxy(int target, Random random) throws IOException {
    this.target = target;
    this.random = random;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  synchronized int faults() {
    return faults;
  }

  /// One more write takes effect; its answer, and all else from then on, is lost. Nothing else goes
  /// wrong.
  void dieAfterNextWrite() {
    faulty = false;
    doomed = true;
  }

  /// Whether it has come to that.
  boolean isDead() {
    return dead;
  }

  /// From now on nothing goes wrong; what is late arrives before this returns.
  void calmDown() throws IOException {
    faulty = false;
    doomed = false;
    dead = false;
    while (arrive()) {
      // the next one
    }
  }

  private void accept() {
    try {
      while (true) {
        var client = server.accept();
        open.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket client) {
    try (client;
        var upstream = new Socket(InetAddress.getLoopbackAddress(), target)) {
      open.add(upstream);
      var requests = new DataInputStream(client.getInputStream());
      var answers = new DataInputStream(upstream.getInputStream());
      while (true) {
        var request = read(requests);
        if (doomed && isWrite(request)) {
          dead = true;
          upstream.getOutputStream().write(request);
          read(answers);
        }
        if (dead) {
          return;
        }
        switch (isWrite(request) ? fault() : Fault.NONE) {
          case NONE -> {
            upstream.getOutputStream().write(request);
            client.getOutputStream().write(read(answers));
          }
          case ANSWER_LOST -> {
            upstream.getOutputStream().write(request);
            read(answers);
            return;
          }
          case LINE_CUT -> {
            return;
          }
          case LATE -> {
            synchronized (late) {
              late.add(request);
            }
            return;
          }
          case NO_PRIMARY -> answer(client.getOutputStream(), request, NOT_PRIMARY);
          case SHARD_STEPPED_DOWN -> {
            if (random.nextBoolean()) {
              upstream.getOutputStream().write(request);
              read(answers);
            }
            answer(client.getOutputStream(), request, STEPPED_DOWN);
          }
        }
        if (faulty && random.nextInt(20) == 0) {
          arrive();
        }
      }
    } catch (IOException e) {
      // One of the two has gone.
    } finally {
      open.remove(client);
    }
  }

  private enum Fault {
    NONE,
    ANSWER_LOST,
    LINE_CUT,
    LATE,
    NO_PRIMARY,
    SHARD_STEPPED_DOWN
  }

  /// Of the first write, and of a third of the others.
  private synchronized Fault fault() {
    if (!faulty || (faults > 0 && random.nextInt(3) != 0)) {
      return Fault.NONE;
    }
    faults++;
    return Fault.values()[1 + random.nextInt(Fault.values().length - 1)];
  }

  /// Lets one late write through, on a connection of its own.
  private boolean arrive() throws IOException {
    byte[] request;
    synchronized (late) {
      request = late.poll();
    }
    if (request == null) {
      return false;
    }
    try (var upstream = new Socket(InetAddress.getLoopbackAddress(), target)) {
      upstream.getOutputStream().write(request);
      read(new DataInputStream(upstream.getInputStream()));
    }
    return true;
  }

  private static byte[] read(DataInputStream in) throws IOException {
    var length = new byte[4];
    in.readFully(length);
    var size = little(length).getInt();
    if (size < HEADER) {
      throw new EOFException("no message");
    }
    var message = Arrays.copyOf(length, size);
    in.readFully(message, 4, size - 4);
    return message;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static boolean isWrite(byte[] message) {
    if (little(message).getInt(12) != OP_MSG || message[SECTIONS] != 0) {
      return false;
    }
    var body = new RawBsonDocument(message, SECTIONS + 1, little(message).getInt(SECTIONS + 1));
    var name = body.getFirstKey();
    return WRITES.contains(name) && body.getString(name).getValue().equals(Schema.MESSAGES);
  }

  private static void answer(OutputStream out, byte[] request, BsonDocument answer)
      throws IOException {
    var raw = new RawBsonDocument(answer, new BsonDocumentCodec()).getByteBuffer();
    var bytes = new byte[raw.remaining()];
    raw.get(bytes);
    var size = SECTIONS + 1 + bytes.length;
    out.write(
        ByteBuffer.allocate(size)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(size)
            .putInt(0)
            .putInt(little(request).getInt(4))
            .putInt(OP_MSG)
            .putInt(0)
            .put((byte) 0)
            .put(bytes)
            .array());
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (var socket : open) {
      socket.close();
    }
  }
}
