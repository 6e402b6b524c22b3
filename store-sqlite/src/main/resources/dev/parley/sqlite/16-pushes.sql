-- Browsers that take pushes.
CREATE TABLE push_subscriptions (
  id TEXT PRIMARY KEY, -- of the endpoint: its SHA-256
  user TEXT NOT NULL,
  session TEXT, -- it ends with
  endpoint TEXT NOT NULL,
  p256dh TEXT NOT NULL,
  auth TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX push_subscriptions_of_user ON push_subscriptions (user, created_at);
CREATE INDEX push_subscriptions_of_session ON push_subscriptions (session);

-- What pushes are signed with; one row.
CREATE TABLE push_keys (
  id TEXT PRIMARY KEY,
  key TEXT NOT NULL
) STRICT, WITHOUT ROWID;
