-- Accounts elsewhere whose holders are users here.
CREATE TABLE outside_accounts (
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  user TEXT NOT NULL,
  PRIMARY KEY (issuer, subject)
) STRICT, WITHOUT ROWID;

CREATE INDEX outside_accounts_of_user ON outside_accounts (user);
