-- What administrators did, in the order it was recorded. Rows are only ever added.
CREATE TABLE audit (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  admin TEXT NOT NULL, -- a user, or 0 for the command line
  admin_name TEXT NOT NULL, -- as it was then
  act TEXT NOT NULL,
  target_type TEXT NOT NULL,
  target TEXT NOT NULL
) STRICT;

CREATE TABLE audit_details (
  entry INTEGER NOT NULL,
  place INTEGER NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (entry, place)
) STRICT, WITHOUT ROWID;
