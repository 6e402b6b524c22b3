CREATE TABLE invitations (
  id TEXT PRIMARY KEY,
  code_hash TEXT NOT NULL UNIQUE,
  email TEXT,
  uses INTEGER NOT NULL,
  used INTEGER NOT NULL CHECK (used <= uses),
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Of links sent by mail: each lets its holder do one thing once.
CREATE TABLE one_time_tokens (
  hash TEXT PRIMARY KEY,
  purpose TEXT NOT NULL,
  user TEXT NOT NULL,
  detail TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX one_time_tokens_of_user ON one_time_tokens (user);
CREATE INDEX one_time_tokens_by_end ON one_time_tokens (expires_at);
