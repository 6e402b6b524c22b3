package dev.parley.gateway;

import java.util.Map;

/// What a client has, and how many changes it wants at most.
public record SyncRequest(Map<String, Long> cursors, int limit) {
  private static final int USUAL = 500;
  private static final int MOST = 1_000;

  public static SyncRequest read(Fields fields) {
    var cursors = fields.revisions("cursors");
    var limit = (int) fields.integer("limit", USUAL, 1, MOST);
    fields.refuseIfAny();
    return new SyncRequest(cursors, limit);
  }
}
