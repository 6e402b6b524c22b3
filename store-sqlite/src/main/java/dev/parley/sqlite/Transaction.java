package dev.parley.sqlite;

import dev.parley.chat.ChatEvent;
import java.util.ArrayList;
import java.util.List;

/// What a write has at hand while the writer's transaction is open.
final class Transaction {
  private final Database database;
  private final Heads heads;
  private final List<ChatEvent> events = new ArrayList<>();

  Transaction(Database database) {
    this.database = database;
    this.heads = new Heads(database);
  }

  Database database() {
    return database;
  }

  Heads heads() {
    return heads;
  }

  /// Told to others once it is committed, in the order of the calls.
  void tell(ChatEvent event) {
    events.add(event);
  }

  List<ChatEvent> events() {
    return events;
  }

  /// Forgets everything that was not committed.
  void forget() {
    heads.forget();
    events.clear();
  }
}
