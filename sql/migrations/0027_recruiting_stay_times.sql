-- Recruiting: when a stay began and how long it took to the second, kept as well.
--
-- The supply forecast learns from every stay there was, and put them together from all events each time it ran. The
-- rows are made anew by recruiting.settle, which makes those that are not there.

DELETE FROM recruiting.stay;
ALTER TABLE recruiting.stay ADD COLUMN entered_at timestamptz;
ALTER TABLE recruiting.stay ADD COLUMN seconds double precision NOT NULL;
ALTER TABLE recruiting.stay ADD COLUMN was_ended boolean NOT NULL;
COMMENT ON COLUMN recruiting.stay.entered_at IS 'when it first came here; NULL: it ended here and nobody says that it ever came';
COMMENT ON COLUMN recruiting.stay.seconds IS 'of all stays that are over';
COMMENT ON COLUMN recruiting.stay.was_ended IS 'it ended here once, reopened since or not';
CREATE INDEX stay_by_entity ON recruiting.stay (entity_id, last_at);
