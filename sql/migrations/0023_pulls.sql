-- Pulls: a run reads a file, or what is new in one stream of an account.

ALTER TABLE workload.import_run
    ADD COLUMN stream text,
    ADD CONSTRAINT import_run_stream_is_plain_letters CHECK (stream ~ '^[a-z_]{1,40}$');
COMMENT ON COLUMN workload.import_run.stream IS 'which stream of an account was pulled; null for a file';

ALTER TABLE workload.import_step
    ADD COLUMN cursor text,
    ADD CONSTRAINT import_step_cursor_is_1_to_4000_characters CHECK (length(cursor) BETWEEN 1 AND 4000);
COMMENT ON COLUMN workload.import_step.cursor IS 'where the next pull of the stream begins, in the vendor''s own words';
