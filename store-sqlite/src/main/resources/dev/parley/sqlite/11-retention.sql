-- How many days a conversation keeps its messages, null for as long as the server does; and up to
-- which seq that has been carried out.
ALTER TABLE conversations ADD COLUMN retention INTEGER;
ALTER TABLE conversations ADD COLUMN swept INTEGER NOT NULL DEFAULT 0;

CREATE INDEX conversations_with_retention ON conversations (id) WHERE retention IS NOT NULL;
