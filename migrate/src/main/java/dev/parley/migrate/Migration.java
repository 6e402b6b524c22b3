package dev.parley.migrate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Moves everything from one store to an empty one, then reads both and holds them against each
/// other. It may be cut short at any moment and run again; nobody starts on the target before it is
/// whole. Sources are read only, but for being brought to the newest version.
public final class Migration {
  private static final int BATCH = 1_000;
  private static final int SAID_EVERY = 100_000;

  private final Side source;
  private final Side target;
  private final Consumer<String> say;

  private Migration(Side source, Side target, Consumer<String> say) {
    this.source = source;
    this.target = target;
    this.say = say;
  }

  /// True when both sides hold the same in the end. Throws [UnmovableStore], and what the stores
  /// throw when they can't be opened.
  ///
  /// @param say takes lines for whoever waits
  public static boolean toMongo(Path folder, String uri, Consumer<String> say) {
    try (var source = SqliteSide.source(folder);
        var target = MongoSide.target(uri)) {
      return new Migration(source, target, say).run();
    }
  }

  /// As [#toMongo], the other way.
  public static boolean toSqlite(String uri, Path folder, Consumer<String> say) {
    try (var source = MongoSide.source(uri);
        var target = SqliteSide.target(folder)) {
      return new Migration(source, target, say).run();
    }
  }

  private boolean run() {
    say.accept("From " + source.name() + " to " + target.name() + ".");
    Shapes.ALL.forEach(this::copy);
    target.complete();
    say.accept("Everything is copied; both sides are read and compared.");
    var same = true;
    for (var shape : Shapes.ALL) {
      same &= isSame(shape);
    }
    if (same) {
      source.refuseUsed(); // what it writes now would be missing there
      target.open();
      say.accept("Both sides hold the same. Servers may start on " + target.name() + ".");
    } else {
      say.accept(
          "The sides differ, and no server will start on %s: remove it and begin anew."
              .formatted(target.name()));
    }
    return same;
  }

  private void copy(Shape shape) {
    var reached = target.reached(shape);
    if (!reached.isEmpty()) {
      say.accept("Going on with " + shape.table() + " where an earlier run was cut.");
    }
    var batch = new ArrayList<Row>();
    var copied = new long[1];
    source.read(
        shape,
        reached,
        row -> {
          batch.add(row);
          if (batch.size() == BATCH) {
            target.write(shape, batch);
            batch.clear();
          }
          if (++copied[0] % SAID_EVERY == 0) {
            say.accept("%s: %,d so far".formatted(shape.table(), copied[0]));
          }
        });
    if (!batch.isEmpty()) {
      target.write(shape, batch);
    }
  }

  private boolean isSame(Shape shape) {
    if (shape.logged()) {
      return areSameByConversation(shape);
    }
    var here = new Digest();
    var there = new Digest();
    source.read(shape, List.of(), row -> here.add(row.text(shape.fields(), shape.part())));
    target.read(shape, List.of(), row -> there.add(row.text(shape.fields(), shape.part())));
    var same = here.rows() == there.rows() && here.hex().equals(there.hex());
    say(shape, here.rows(), there.rows(), same);
    return same;
  }

  /// One conversation after the other, so that no more than their checksums is held at once.
  private boolean areSameByConversation(Shape shape) {
    var here = Conversations.of(source, shape);
    var there = Conversations.of(target, shape);
    var different = Conversations.different(here, there);
    for (var each : different) {
      say.accept("%s differ in conversation %s".formatted(shape.table(), each));
    }
    say(shape, Conversations.rows(here), Conversations.rows(there), different.isEmpty());
    return different.isEmpty();
  }

  private void say(Shape shape, long here, long there, boolean same) {
    say.accept(
        same
            ? "%s: %,d, the same on both sides".formatted(shape.table(), here)
            : "%s: NOT the same: %,d in %s, %,d in %s"
                .formatted(shape.table(), here, source.name(), there, target.name()));
  }
}
