-- What two users are to each other: one row a pair, changed by compare-and-set on its version.
CREATE TABLE relations (
  id TEXT PRIMARY KEY, -- of their direct conversation, whether there is one or not
  low TEXT NOT NULL, -- the smaller one of the two ids
  high TEXT NOT NULL,
  version INTEGER NOT NULL,
  request TEXT UNIQUE, -- id of the newest friend request
  request_from TEXT,
  request_status TEXT,
  request_created_at INTEGER,
  request_updated_at INTEGER,
  friends_since INTEGER,
  low_blocked_at INTEGER, -- when low blocked high
  high_blocked_at INTEGER,
  contact_receiver TEXT, -- whose consent is asked for
  contact_state TEXT,
  contact_opening TEXT -- clientMessageId of the message sent with the question
) STRICT, WITHOUT ROWID;

CREATE INDEX relations_of_low ON relations (low);
CREATE INDEX relations_of_high ON relations (high);
CREATE INDEX contacts ON relations (contact_receiver, contact_state)
  WHERE contact_receiver IS NOT NULL;
