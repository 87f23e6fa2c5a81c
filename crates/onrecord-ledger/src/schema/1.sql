-- Schema 1: articles as read, what was found in them, and the claims that come of it.

CREATE TABLE articles (
  key        INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,      -- the report's identifier
  url        TEXT,
  found_at   TEXT,                      -- the address that led to it, where it is another one
  outlet     TEXT,                      -- the publisher's name, else its domain
  domain     TEXT,
  title      TEXT,
  published  TEXT,                      -- as the report has it, a day or a moment
  language   TEXT,
  words      INTEGER NOT NULL,
  engine     TEXT NOT NULL,             -- version of the program that read it
  model      TEXT NOT NULL,             -- hash of the weights that read it
  added      TEXT NOT NULL,             -- the moment at which it came into the ledger
  card       TEXT NOT NULL,             -- JSON: what claims need to know of the article
  fingerprint BLOB NOT NULL,            -- deflated JSON: what its copies are told by
  report     BLOB NOT NULL              -- deflated JSON: the whole report, onrecord.report/1
);
CREATE INDEX articles_url ON articles (url);
CREATE INDEX articles_found_at ON articles (found_at);
CREATE INDEX articles_outlet ON articles (outlet);
CREATE INDEX articles_published ON articles (published);

-- Every text that ever came under an identifier, so that none is read twice.
CREATE TABLE versions (
  id   TEXT NOT NULL,
  hash INTEGER NOT NULL,                -- XXH3 of what was given
  PRIMARY KEY (id, hash)
) WITHOUT ROWID;

CREATE TABLE statements (
  key       INTEGER PRIMARY KEY,
  article   INTEGER NOT NULL REFERENCES articles (key),
  id        TEXT NOT NULL,              -- s1, s2, ... within the report
  speaker   TEXT NOT NULL,
  kind      TEXT NOT NULL,
  named     INTEGER NOT NULL,
  country   TEXT,
  sector    TEXT,
  stance    TEXT NOT NULL,
  quotation TEXT NOT NULL,
  via       TEXT NOT NULL,              -- JSON: names of carriers, nearest first
  said      TEXT,                       -- first day of when it was said
  content   TEXT NOT NULL,              -- the words
  about     TEXT NOT NULL,              -- JSON: PLOVER types of the events in them
  start     INTEGER NOT NULL,           -- code points of the whole statement
  end       INTEGER NOT NULL
);
CREATE INDEX statements_article ON statements (article);
CREATE INDEX statements_speaker ON statements (speaker);

CREATE TABLE events (
  key        INTEGER PRIMARY KEY,
  article    INTEGER NOT NULL REFERENCES articles (key),
  id         TEXT NOT NULL,             -- v1, v2, ... within the report
  type       TEXT NOT NULL,
  mode       TEXT,
  status     TEXT NOT NULL,
  factuality REAL NOT NULL,
  first_day  TEXT,
  last_day   TEXT,
  place      TEXT,
  country    TEXT,                      -- of the place
  actors     TEXT NOT NULL,             -- JSON: [{"name", "country"}]
  recipients TEXT NOT NULL,
  start      INTEGER NOT NULL,          -- code points of the trigger
  end        INTEGER NOT NULL
);
CREATE INDEX events_article ON events (article);
CREATE INDEX events_day ON events (first_day);

CREATE VIRTUAL TABLE article_words USING fts5 (
  title, text, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE statement_words USING fts5 (
  speaker, content, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);

-- Copies: candidates share a key; the link says why the two are one text.
CREATE TABLE article_keys (
  hash    INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES articles (key),
  PRIMARY KEY (hash, article)
) WITHOUT ROWID;
CREATE INDEX article_keys_article ON article_keys (article);
CREATE TABLE copies (
  a    INTEGER NOT NULL REFERENCES articles (key),
  b    INTEGER NOT NULL REFERENCES articles (key),
  link TEXT NOT NULL,                   -- JSON: the reason and the passages
  PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX copies_b ON copies (b);

-- Propositions: candidates share a key; those that are the same form a story.
CREATE TABLE propositions (
  key     INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles (key),
  story   INTEGER NOT NULL,
  data    TEXT NOT NULL                 -- JSON
);
CREATE INDEX propositions_article ON propositions (article);
CREATE INDEX propositions_story ON propositions (story);
CREATE TABLE proposition_keys (
  hash        INTEGER NOT NULL,
  proposition INTEGER NOT NULL REFERENCES propositions (key),
  PRIMARY KEY (hash, proposition)
) WITHOUT ROWID;
CREATE INDEX proposition_keys_proposition ON proposition_keys (proposition);

-- Claims: what a story comes to. Everything below follows from the tables above.
CREATE TABLE claims (
  key         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL,
  story       INTEGER NOT NULL,
  proposition TEXT NOT NULL,
  type        TEXT,
  status      TEXT NOT NULL,
  at_least    INTEGER NOT NULL,
  at_most     INTEGER NOT NULL,
  articles    INTEGER NOT NULL,
  first_seen  TEXT,
  last_seen   TEXT,
  moved       TEXT NOT NULL,            -- publication of the article that last moved the status
  claim       BLOB NOT NULL             -- deflated JSON: onrecord.claim/1
);
CREATE INDEX claims_id ON claims (id);
CREATE INDEX claims_story ON claims (story);
CREATE INDEX claims_moved ON claims (moved DESC, last_seen DESC, id);

CREATE TABLE claim_parties (
  claim   INTEGER NOT NULL REFERENCES claims (key),
  role    TEXT NOT NULL,                -- actor, recipient
  name    TEXT NOT NULL,
  country TEXT
);
CREATE INDEX claim_parties_claim ON claim_parties (claim);
CREATE INDEX claim_parties_country ON claim_parties (country, role);

CREATE TABLE claim_articles (
  claim   INTEGER NOT NULL REFERENCES claims (key),
  article INTEGER NOT NULL REFERENCES articles (key),
  PRIMARY KEY (claim, article)
) WITHOUT ROWID;
CREATE INDEX claim_articles_article ON claim_articles (article);

CREATE VIRTUAL TABLE claim_words USING fts5 (
  proposition, quotations, content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 2"
);

-- How statuses moved, and when the ledger came to know of it.
CREATE TABLE moves (
  claim   INTEGER NOT NULL REFERENCES claims (key),
  step    INTEGER NOT NULL,             -- place in the claim's history, from 0
  at      TEXT,                         -- publication of the article that moved it
  article TEXT NOT NULL,
  status  TEXT NOT NULL,
  before  TEXT,                         -- the status that it moved from
  noted   TEXT NOT NULL,
  PRIMARY KEY (claim, step)
) WITHOUT ROWID;
CREATE INDEX moves_noted ON moves (noted);

-- Identifiers that claims had before an earlier article, or a link between two, came to light.
CREATE TABLE former_claims (
  id    TEXT PRIMARY KEY,
  now   TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX former_claims_now ON former_claims (now);

-- What could not be read.
CREATE TABLE problems (
  key    INTEGER PRIMARY KEY,
  input  TEXT NOT NULL,
  line   INTEGER NOT NULL,              -- 0 where the input is one record
  reason TEXT NOT NULL,
  first  TEXT NOT NULL,
  last   TEXT NOT NULL,
  times  INTEGER NOT NULL,
  UNIQUE (input, line, reason)
);
