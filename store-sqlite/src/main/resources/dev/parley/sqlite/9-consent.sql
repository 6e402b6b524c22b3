-- What users chose about strangers; who chose nothing has no row.
CREATE TABLE strangers (
  user TEXT PRIMARY KEY,
  choice TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Consents to groups that were not answered yet.
CREATE TABLE group_invitations (
  user TEXT NOT NULL,
  conversation TEXT NOT NULL,
  invited_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (user, conversation)
) STRICT, WITHOUT ROWID;
