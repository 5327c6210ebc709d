-- An import of people is an import like any other: a line tells what it brought, and stays when it is taken back.

CREATE TABLE people.roll (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id bigint NOT NULL,
    operation_id bigint NOT NULL DEFAULT op.current(),
    added bigint NOT NULL,
    changed bigint NOT NULL,
    unchanged bigint NOT NULL,
    refused bigint NOT NULL,
    taken_by bigint NOT NULL DEFAULT sec.me(),
    taken_at timestamptz NOT NULL DEFAULT now(),
    undone_by bigint,
    undone_at timestamptz,
    CONSTRAINT roll_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT roll_is_told_once UNIQUE (operation_id, entity_id),
    CONSTRAINT roll_counts_are_no_debts CHECK (added >= 0 AND changed >= 0 AND unchanged >= 0 AND refused >= 0),
    CONSTRAINT roll_is_undone_by_someone CHECK ((undone_by IS NULL) = (undone_at IS NULL))
);
COMMENT ON TABLE people.roll IS 'What one operation brought of a file of people.';
CREATE INDEX roll_by_entity ON people.roll (entity_id, taken_at DESC);

SELECT sec.guard('people.roll'), audit.watch('people.roll');
