-- Schema 2: what people do with a ledger: watches, and corrections of what the engine found.

CREATE TABLE watches (
  name  TEXT PRIMARY KEY,
  query TEXT NOT NULL,                  -- as Filter::parse reads it
  saved TEXT NOT NULL
) WITHOUT ROWID;

-- Nothing refers to another table: a correction outlives every new reading.
CREATE TABLE corrections (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  at      TEXT NOT NULL,
  who     TEXT NOT NULL,
  verdict TEXT NOT NULL,                -- right, wrong (a finding); join, part (two claims)
  article TEXT,                         -- of a finding
  finding TEXT,                         -- s1, v1, g1, ... as it was called then
  start   INTEGER,                      -- code points: finds it again in a newer reading
  end     INTEGER,
  claim   TEXT,
  other   TEXT,                         -- the second claim
  note    TEXT
);
CREATE INDEX corrections_article ON corrections (article);
CREATE INDEX corrections_claim ON corrections (claim);
