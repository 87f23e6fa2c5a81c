-- Schema 4: claims in each of their orders, and those of a status, without sorting them all.

CREATE INDEX claims_origins ON claims (at_least DESC, at_most DESC, moved DESC, id);
CREATE INDEX claims_articles ON claims (articles DESC, moved DESC, id);
CREATE INDEX claims_first ON claims (first_seen IS NULL, first_seen, id);
DROP INDEX claims_status;
CREATE INDEX claims_status ON claims (status, moved DESC, last_seen DESC, id);
