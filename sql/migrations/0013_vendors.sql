-- Vendors: files of help desks and shops, taken in batch by batch, and what could not be taken.
--
-- A run reads one file. Each of its steps is one transaction: the rows, the place in the file behind them and the
-- counts come together or not at all, so a run that was cut off goes on behind its last step. Nothing here is ever
-- changed afterwards; what an undo took back is told by workload.batch, as for every import.

CREATE TABLE workload.import_run (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    source_id    bigint      NOT NULL,
    operation_id bigint      NOT NULL DEFAULT op.current(),
    vendor       text        NOT NULL,
    file_name    text        NOT NULL,
    file_size    bigint      NOT NULL,
    retry_of     bigint,
    begun_by     bigint      NOT NULL DEFAULT sec.me(),
    begun_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT import_run_source_is_of_the_entity FOREIGN KEY (source_id, entity_id)
        REFERENCES workload.source (id, entity_id),
    CONSTRAINT import_run_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT import_run_retries_one_of_its_entity FOREIGN KEY (retry_of, entity_id)
        REFERENCES workload.import_run (id, entity_id),
    CONSTRAINT import_run_vendor_is_known CHECK (vendor IN ('zendesk', 'freshdesk', 'shopify', 'woocommerce', 'magento')),
    CONSTRAINT import_run_file_name_is_1_to_255_characters CHECK (length(file_name) BETWEEN 1 AND 255),
    CONSTRAINT import_run_file_size_is_not_negative CHECK (file_size >= 0)
);
COMMENT ON COLUMN workload.import_run.vendor IS 'whose format the file has';
COMMENT ON COLUMN workload.import_run.file_name IS 'the name without its folder';
COMMENT ON COLUMN workload.import_run.retry_of IS 'the run whose refused records this one reads again';
CREATE INDEX import_run_by_source ON workload.import_run (source_id, entity_id);
CREATE INDEX import_run_by_entity ON workload.import_run (entity_id, begun_at DESC);
CREATE INDEX import_run_by_retried ON workload.import_run (retry_of, entity_id);

-- The checksum is of every record up to the place: a run goes on only in the file it began with.
CREATE TABLE workload.import_step (
    run_id       bigint      NOT NULL,
    entity_id    bigint      NOT NULL,
    place        integer     NOT NULL,
    operation_id bigint      NOT NULL DEFAULT op.current(),
    byte_offset  bigint      NOT NULL,
    records      bigint      NOT NULL,
    checksum     bigint      NOT NULL,
    added        bigint      NOT NULL,
    changed      bigint      NOT NULL,
    unchanged    bigint      NOT NULL,
    older        bigint      NOT NULL,
    repeated     bigint      NOT NULL,
    refused      bigint      NOT NULL,
    skipped      bigint      NOT NULL,
    is_last      boolean     NOT NULL,
    stepped_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT import_step_is_taken_once PRIMARY KEY (run_id, place),
    CONSTRAINT import_step_run_is_of_the_entity FOREIGN KEY (run_id, entity_id)
        REFERENCES workload.import_run (id, entity_id),
    CONSTRAINT import_step_begins_at_one CHECK (place >= 1),
    CONSTRAINT import_step_counts_are_not_negative CHECK (
        byte_offset >= 0 AND records >= 0 AND checksum >= 0 AND added >= 0 AND changed >= 0 AND unchanged >= 0
        AND older >= 0 AND repeated >= 0 AND refused >= 0 AND skipped >= 0)
);
COMMENT ON COLUMN workload.import_step.byte_offset IS 'where the next record begins, in the unpacked file';
COMMENT ON COLUMN workload.import_step.checksum IS 'CRC-32 of all records so far';
CREATE INDEX import_step_by_entity ON workload.import_step (entity_id);
CREATE INDEX import_step_by_operation ON workload.import_step (operation_id);

-- What could not be taken, where it stands, and why: enough to find and mend it, nothing to know anyone by.
CREATE TABLE workload.import_reject (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id       bigint NOT NULL,
    entity_id    bigint NOT NULL,
    operation_id bigint NOT NULL DEFAULT op.current(),
    record       bigint NOT NULL,
    line         bigint NOT NULL,
    byte_offset  bigint NOT NULL,
    code         text   NOT NULL,
    pointer      text   NOT NULL,
    problem      text   NOT NULL,
    excerpt      text   NOT NULL,
    CONSTRAINT import_reject_run_is_of_the_entity FOREIGN KEY (run_id, entity_id)
        REFERENCES workload.import_run (id, entity_id),
    CONSTRAINT import_reject_code_is_plain_letters CHECK (code ~ '^[a-z0-9_]{1,40}$'),
    CONSTRAINT import_reject_pointer_is_at_most_1000_characters CHECK (length(pointer) <= 1000),
    CONSTRAINT import_reject_problem_is_at_most_1000_characters CHECK (length(problem) <= 1000),
    CONSTRAINT import_reject_excerpt_is_at_most_200_characters CHECK (length(excerpt) <= 200),
    CONSTRAINT import_reject_stands_somewhere CHECK (record >= 1 AND line >= 1 AND byte_offset >= 0)
);
COMMENT ON COLUMN workload.import_reject.code IS 'a stable word, such as bad_timestamp';
COMMENT ON COLUMN workload.import_reject.pointer IS 'the place within the record (RFC 6901), or its column';
COMMENT ON COLUMN workload.import_reject.problem IS 'what is wrong, in words';
COMMENT ON COLUMN workload.import_reject.excerpt IS 'pii: the record''s beginning, addresses and long numbers masked';
CREATE INDEX import_reject_by_run ON workload.import_reject (run_id, entity_id, record);
CREATE INDEX import_reject_by_entity ON workload.import_reject (entity_id);

-- Which queue a source means by "group 360004077472". One nobody has mapped is kept, to be asked about.
CREATE TABLE workload.queue_identity (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint NOT NULL,
    source_id    bigint NOT NULL,
    reference    text   NOT NULL,
    name         text,
    queue_id     bigint,
    operation_id bigint DEFAULT op.current(),
    CONSTRAINT queue_identity_source_is_of_the_entity FOREIGN KEY (source_id, entity_id)
        REFERENCES workload.source (id, entity_id),
    CONSTRAINT queue_identity_queue_is_of_the_entity FOREIGN KEY (queue_id, entity_id)
        REFERENCES workload.queue (id, entity_id),
    CONSTRAINT queue_identity_is_one_queue UNIQUE (source_id, reference),
    CONSTRAINT queue_identity_reference_is_1_to_200_characters
        CHECK (length(reference) BETWEEN 1 AND 200 AND reference IS NFC NORMALIZED),
    CONSTRAINT queue_identity_name_is_at_most_200_characters CHECK (length(name) <= 200)
);
COMMENT ON COLUMN workload.queue_identity.reference IS 'what another system calls one of its groups';
COMMENT ON COLUMN workload.queue_identity.name IS 'how it names the group to people';
CREATE INDEX queue_identity_by_source ON workload.queue_identity (source_id, entity_id);
CREATE INDEX queue_identity_by_queue ON workload.queue_identity (queue_id, entity_id);

-- An agent's number at a help desk goes to somebody else when a seat does: it is one person at a time.
ALTER TABLE workload.agent_identity
    ADD COLUMN valid daterange NOT NULL DEFAULT '(,)',
    DROP CONSTRAINT agent_identity_is_one_person,
    ADD CONSTRAINT agent_identity_is_one_person_at_a_time
        EXCLUDE USING gist (source_id WITH =, reference WITH =, valid WITH &&),
    ADD CONSTRAINT agent_identity_is_valid_some_time CHECK (NOT isempty(valid));
COMMENT ON COLUMN workload.agent_identity.valid IS 'the days on which the source means this person';
CREATE INDEX agent_identity_by_reference ON workload.agent_identity (source_id, reference);

-- A contact the help desk has deleted: spam, a test, a customer who asked to be forgotten. It counts no more.
ALTER TABLE workload.contact ADD COLUMN deleted_at timestamptz;
ALTER TABLE stage.contact ADD COLUMN deleted_at timestamptz;

SELECT sec.guard('workload.import_run'), sec.guard('workload.import_step'), sec.guard('workload.import_reject'),
       sec.guard('workload.queue_identity');
SELECT audit.watch('workload.queue_identity');
