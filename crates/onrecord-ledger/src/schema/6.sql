-- Schema 6: what else is asked of two propositions that share a key; what changes often stands apart from what is long.

DROP TABLE proposition_keys;
CREATE TABLE propositions_of_6 (
  key     INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles (key),
  story   INTEGER NOT NULL,
  cluster INTEGER,                      -- the earliest of those that are one; empty until they are gathered
  plan    INTEGER NOT NULL DEFAULT 0    -- 1: a plan, or the end of one
);
INSERT INTO propositions_of_6 SELECT key, article, story, cluster, plan FROM propositions;
CREATE TABLE proposition_data (
  proposition INTEGER PRIMARY KEY,
  keys        INTEGER NOT NULL,         -- how many it has
  data        TEXT NOT NULL             -- JSON
);
INSERT INTO proposition_data SELECT key, 0, data FROM propositions;
DROP TABLE propositions;
ALTER TABLE propositions_of_6 RENAME TO propositions;
CREATE INDEX propositions_article ON propositions (article);
CREATE INDEX propositions_story ON propositions (story);
CREATE INDEX propositions_cluster ON propositions (cluster);
CREATE TABLE proposition_keys (
  hash        INTEGER NOT NULL,
  proposition INTEGER NOT NULL,         -- no reference: to look for those of one, all would have to be read
  article     INTEGER NOT NULL,         -- that of the proposition
  sorts       INTEGER NOT NULL,         -- a bit for each sort of deed of which the other must tell one; 0: the articles must be on one matter
  PRIMARY KEY (hash, proposition)
) WITHOUT ROWID;
