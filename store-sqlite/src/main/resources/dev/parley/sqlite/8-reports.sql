-- Complaints, in the order they came.
CREATE TABLE reports (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  claim TEXT NOT NULL UNIQUE, -- while it is open who reports what, then its id
  reporter TEXT NOT NULL,
  kind TEXT NOT NULL,
  target TEXT NOT NULL,
  reason TEXT NOT NULL,
  conversation TEXT, -- of a message: a copy of it as it was
  author TEXT,
  text TEXT,
  created_at INTEGER NOT NULL,
  status TEXT NOT NULL,
  closed_by TEXT,
  note TEXT,
  closed_at INTEGER
) STRICT;

CREATE INDEX reports_by_status ON reports (status, key);
