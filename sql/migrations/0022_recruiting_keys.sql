-- Recruiting: a number of the other system is found by that number alone.
--
-- Within an import's own transaction nothing is known of how many keys there are, and the planner took the index by
-- row for every one of them: an import cost the square of its length.

DROP INDEX recruiting.external_key_by_row;
CREATE INDEX external_key_by_row ON recruiting.external_key (row_id, noun, entity_id);
DROP FUNCTION IF EXISTS recruiting.harvest_key(bigint, text, text, text);
