-- Recruiting: what another system's export does not say stays unknown.

ALTER TABLE recruiting.offer ALTER COLUMN starts_on DROP NOT NULL;
ALTER TABLE recruiting.offer ADD CONSTRAINT offer_names_its_first_day CHECK (starts_on IS NOT NULL OR batch_id IS NOT NULL);
