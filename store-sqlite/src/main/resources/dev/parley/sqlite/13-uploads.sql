CREATE TABLE uploads (
  id TEXT PRIMARY KEY,
  user TEXT NOT NULL,
  content TEXT NOT NULL, -- key of the content; uploads of the same bytes may share it
  file_name TEXT NOT NULL,
  content_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  width INTEGER, -- of an image, with the next three
  height INTEGER,
  thumbnail TEXT,
  thumbnail_type TEXT,
  created_at INTEGER NOT NULL,
  used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX uploads_of_user ON uploads (user, size);
CREATE INDEX uploads_by_content ON uploads (content);
CREATE INDEX uploads_by_thumbnail ON uploads (thumbnail) WHERE thumbnail IS NOT NULL;

-- Who names an upload. Most messages and many people have no address, and then no row here.
CREATE INDEX entries_by_url ON entries (url) WHERE url IS NOT NULL;
CREATE INDEX users_by_avatar ON users (avatar) WHERE avatar IS NOT NULL;
CREATE INDEX conversations_by_avatar ON conversations (avatar) WHERE avatar IS NOT NULL;

CREATE TABLE awaited_uploads (
  id TEXT PRIMARY KEY,
  user TEXT NOT NULL,
  file_name TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
