-- A feed of what agents were seen to do is an import like any other: a line tells what it brought, and stays when the
-- feed is taken back. Taking back asked every state of everybody whose feed it was.

CREATE TABLE timekeeping.feed (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id bigint NOT NULL,
    operation_id bigint NOT NULL DEFAULT op.current(),
    source text NOT NULL,
    added bigint NOT NULL,
    unchanged bigint NOT NULL,
    refused bigint NOT NULL,
    taken_by bigint NOT NULL DEFAULT sec.me(),
    taken_at timestamptz NOT NULL DEFAULT now(),
    undone_by bigint,
    undone_at timestamptz,
    CONSTRAINT feed_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT feed_is_told_once UNIQUE (operation_id, entity_id, source),
    CONSTRAINT feed_source_is_1_to_60_characters CHECK (source ~ '\S' AND length(source) <= 60),
    CONSTRAINT feed_counts_are_no_debts CHECK (added >= 0 AND unchanged >= 0 AND refused >= 0),
    CONSTRAINT feed_is_undone_by_someone CHECK ((undone_by IS NULL) = (undone_at IS NULL))
);
COMMENT ON TABLE timekeeping.feed IS 'What one operation brought of the states agents were seen in.';
CREATE INDEX feed_by_entity ON timekeeping.feed (entity_id, taken_at DESC);
CREATE INDEX state_spell_by_operation ON timekeeping.state_spell (operation_id);

SELECT sec.guard('timekeeping.feed'), audit.watch('timekeeping.feed');
