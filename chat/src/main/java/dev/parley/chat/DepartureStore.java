package dev.parley.chat;

import java.util.List;

/// Which accounts' traces are still to be removed; [UserStore#remove] adds to them.
public interface DepartureStore {
  List<Departure> open();

  /// Ids of some of a user's live messages, in any conversation; empty when there are none left.
  List<String> messages(String userId, int limit);

  /// Everything of it is done.
  void end(String userId);
}
