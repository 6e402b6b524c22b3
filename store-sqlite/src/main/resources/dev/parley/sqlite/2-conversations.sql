-- A conversation with the head of its log, written in the same transaction as the entry.
CREATE TABLE conversations (
  key INTEGER PRIMARY KEY, -- short, since every index of entries holds it
  id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  name TEXT,
  avatar TEXT,
  owner TEXT,
  created_at INTEGER NOT NULL,
  seq INTEGER NOT NULL DEFAULT 0,
  rev INTEGER NOT NULL DEFAULT 0,
  number INTEGER NOT NULL DEFAULT 0,
  sender_number INTEGER NOT NULL DEFAULT 0,
  member_rev INTEGER NOT NULL DEFAULT 0,
  active_at INTEGER NOT NULL, -- when the newest entry was written, else created_at
  last_message INTEGER -- seq of the newest that is not deleted
) STRICT;

-- Who is in it now: whoever goes loses the row. A conversation without any is over.
CREATE TABLE participants (
  user TEXT NOT NULL,
  conversation INTEGER NOT NULL,
  standing INTEGER NOT NULL, -- order of joining, for one conversation
  role TEXT NOT NULL,
  joined_seq INTEGER NOT NULL,
  read_seq INTEGER NOT NULL, -- the mark, with what unread is reckoned from:
  read_number INTEGER NOT NULL, -- all messages up to it
  read_own INTEGER NOT NULL, -- their own messages up to it
  read_at INTEGER,
  muted INTEGER NOT NULL DEFAULT 0,
  pinned INTEGER NOT NULL DEFAULT 0,
  archived INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (user, conversation)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX roster ON participants (conversation, standing);

-- The logs. The primary key and the unique indexes are the guarantees themselves.
CREATE TABLE entries (
  conversation INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  rev INTEGER NOT NULL,
  number INTEGER NOT NULL,
  sender_number INTEGER NOT NULL,
  member_rev INTEGER NOT NULL,
  id TEXT NOT NULL UNIQUE,
  sender TEXT NOT NULL,
  client_message_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  edited_at INTEGER,
  deleted_at INTEGER,
  kind TEXT NOT NULL, -- MESSAGE, else the type of a notice
  text TEXT, -- of a message, or the detail of a notice
  url TEXT,
  file_name TEXT,
  reply_to TEXT,
  user_ids TEXT, -- mentioned, or whom a notice is about; parted by spaces
  PRIMARY KEY (conversation, seq),
  UNIQUE (conversation, rev),
  UNIQUE (client_message_id, conversation, sender)
) STRICT, WITHOUT ROWID;

-- A sender's messages up to any place, without touching the log itself.
CREATE INDEX sent ON entries (conversation, sender, seq, sender_number);
