-- Vendors: who an agent of a help desk is, and who may run its imports.
-- Re-created whole at each migrate, after the migrations.

-- MARK: Agents

-- Says whom a source means by a reference, by the address it has for them. The caller learns who it is, never an
-- address; nobody is guessed, and a reference that someone has claimed stays theirs.
CREATE OR REPLACE FUNCTION workload.claim_by_email(of_source bigint, claimed text, address text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    entity bigint;
    found  bigint;
BEGIN
    SELECT source.entity_id INTO entity
      FROM workload.source
     WHERE source.id = of_source AND source.entity_id = ANY (sec.my_entities());
    IF entity IS NULL THEN
        RAISE EXCEPTION 'no such source' USING ERRCODE = '42501';
    END IF;
    IF EXISTS (SELECT FROM workload.agent_identity WHERE source_id = of_source AND reference = claimed) THEN
        RETURN NULL;
    END IF;
    SELECT person_id INTO found
      FROM people.person_private
     WHERE person_private.entity_id = entity AND person_private.email = lower(address);
    IF found IS NOT NULL THEN
        INSERT INTO workload.agent_identity (entity_id, source_id, reference, person_id)
        VALUES (entity, of_source, claimed, found);
    END IF;
    RETURN found;
END
$$;
GRANT EXECUTE ON FUNCTION workload.claim_by_email(bigint, text, text) TO muster_hr, muster_planner;

-- MARK: Hours

-- How many hours of the week a set of its minutes is; null of null.
CREATE OR REPLACE FUNCTION workload.hours_in(week int4multirange) RETURNS double precision
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE WHEN week IS NOT NULL THEN
               (SELECT coalesce(sum(upper(stretch) - lower(stretch)), 0)::double precision / 60
                  FROM unnest(week) AS stretch) END
$$;
GRANT EXECUTE ON FUNCTION workload.hours_in(int4multirange) TO muster_hr, muster_planner;

-- MARK: Pulls

-- Lets nobody else take a page of the stream before this transaction is over; false where somebody does already. Locks of
-- one's own making are nobody's right, since they could stop others for ever: this one is named here, and is let go with
-- the transaction.
CREATE OR REPLACE FUNCTION workload.hold_stream(of_source bigint, of_stream text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT
          FROM workload.source
         WHERE source.id = of_source AND source.entity_id = ANY (sec.my_entities())) THEN
        RAISE EXCEPTION 'no such source' USING ERRCODE = '42501';
    END IF;
    RETURN pg_try_advisory_xact_lock(hashtextextended(format('pull %s %s', of_source, of_stream), 0));
END
$$;
GRANT EXECUTE ON FUNCTION workload.hold_stream(bigint, text) TO muster_hr, muster_planner;

-- MARK: Who may do what

SELECT people.permit('hr planner', 'SELECT, INSERT (entity_id, source_id, vendor, file_name, file_size, stream, retry_of)', 'workload.import_run', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])'),
       people.permit('hr planner', 'SELECT, INSERT (run_id, entity_id, place, byte_offset, records, checksum, added, changed, unchanged, older, repeated, refused, skipped, is_last, cursor)', 'workload.import_step', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])'),
       people.permit('hr planner', 'SELECT, INSERT (run_id, entity_id, record, line, byte_offset, code, pointer, problem, excerpt)', 'workload.import_reject', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])'),
       people.permit('hr planner', 'SELECT, INSERT (entity_id, source_id, reference, name, queue_id), UPDATE (name, queue_id)', 'workload.queue_identity', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
GRANT INSERT (valid) ON workload.agent_identity TO muster_hr, muster_planner;
