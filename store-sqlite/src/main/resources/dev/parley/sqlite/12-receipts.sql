ALTER TABLE participants ADD COLUMN delivered_seq INTEGER NOT NULL DEFAULT 0; -- or read_seq, if that is more

-- Messages there were when it was archived: with one more it is archived no longer.
ALTER TABLE participants ADD COLUMN archived_number INTEGER;
UPDATE participants SET archived_number =
  (SELECT number FROM conversations WHERE key = participants.conversation) WHERE archived = 1;
ALTER TABLE participants DROP COLUMN archived;

CREATE TABLE last_seen (
  user TEXT PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
