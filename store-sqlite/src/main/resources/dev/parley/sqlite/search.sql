-- Made anew whenever it is missing or of another version; nothing is in it that the log has not.

-- Words of live messages, parted by blanks and compared as bytes; `tags` holds the conversation.
CREATE VIRTUAL TABLE words USING fts5 (
  text, tags, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '2 3'
);

-- Which message a row of words is. The place grows with the time of the message.
CREATE TABLE places (
  place INTEGER PRIMARY KEY,
  conversation INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  UNIQUE (conversation, seq)
) STRICT;

-- How far into each log the words are written.
CREATE TABLE cursors (conversation INTEGER PRIMARY KEY, rev INTEGER NOT NULL) STRICT;
