ALTER TABLE entries ADD COLUMN reactions TEXT; -- a line an emoji: it, and who, parted by spaces
ALTER TABLE entries ADD COLUMN pinned_at INTEGER;
ALTER TABLE entries ADD COLUMN pinned_by TEXT;

CREATE INDEX pins ON entries (conversation, pinned_at) WHERE pinned_at IS NOT NULL;

-- What messages said before they were edited, under the rev of the edit.
CREATE TABLE edits (
  entry TEXT NOT NULL,
  rev INTEGER NOT NULL,
  text TEXT,
  edited_at INTEGER NOT NULL,
  PRIMARY KEY (entry, rev)
) STRICT, WITHOUT ROWID;

-- Who else is named where, of what is not deleted.
CREATE TABLE mentions (
  user TEXT NOT NULL,
  conversation INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (user, conversation, seq)
) STRICT, WITHOUT ROWID;
