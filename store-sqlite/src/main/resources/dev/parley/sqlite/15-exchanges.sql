-- Refresh tokens that were exchanged lately.
CREATE TABLE exchanges (
  session TEXT NOT NULL,
  hash TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (session, hash)
) STRICT, WITHOUT ROWID;

CREATE INDEX exchanges_by_time ON exchanges (at);

INSERT INTO exchanges (session, hash, at)
SELECT id, previous_hash, rotated_at FROM sessions WHERE previous_hash IS NOT NULL;

ALTER TABLE sessions DROP COLUMN previous_hash;
ALTER TABLE sessions DROP COLUMN rotated_at;
