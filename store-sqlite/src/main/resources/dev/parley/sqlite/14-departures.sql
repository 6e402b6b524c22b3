-- Accounts that are gone and whose traces are being removed.
CREATE TABLE departures (
  user TEXT PRIMARY KEY,
  erase INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
