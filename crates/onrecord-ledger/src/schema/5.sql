-- Schema 5: which propositions are one, so that an article makes only those claims anew that it bears on.

ALTER TABLE propositions ADD COLUMN cluster INTEGER; -- the earliest of those that are one; empty until they are gathered
ALTER TABLE propositions ADD COLUMN plan INTEGER NOT NULL DEFAULT 0; -- 1: a plan, or the end of one
CREATE INDEX propositions_cluster ON propositions (cluster);
ALTER TABLE claims ADD COLUMN cluster INTEGER; -- the propositions that it was made of
CREATE INDEX claims_cluster ON claims (cluster);
