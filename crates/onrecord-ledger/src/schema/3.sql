-- Schema 3: what a claim is a detail of, known without unpacking it; claims counted by status.

ALTER TABLE claims ADD COLUMN part_of TEXT; -- identifier of the claim that it is a detail of
CREATE INDEX claims_part_of ON claims (part_of) WHERE part_of IS NOT NULL;
CREATE INDEX claims_status ON claims (status);
