-- Ids are 24 hexadecimal characters, times are epoch milliseconds.

CREATE TABLE users (
  id TEXT PRIMARY KEY,
  username TEXT NOT NULL,
  username_key TEXT NOT NULL UNIQUE, -- without case; so is email_key
  email TEXT NOT NULL,
  email_key TEXT NOT NULL UNIQUE,
  avatar TEXT,
  role TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  user TEXT NOT NULL,
  device TEXT NOT NULL,
  address TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  refresh_hash TEXT NOT NULL,
  previous_hash TEXT,
  rotated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_of_user ON sessions (user, created_at);
CREATE INDEX sessions_by_end ON sessions (expires_at);
