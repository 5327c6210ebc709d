-- Recruiting: taking in what another system exported, as one batch that can be undone.
--
-- The caller sends rows as JSON, read and judged in Swift; here they become candidates, applications,
-- events and offers, set by set. A key of the other system is told once, so a repeated import adds nothing.

-- What a number of the other system is with us. One row at most, and the planner is told so: in an import's own
-- transaction nothing is known yet of how many keys there are.
CREATE OR REPLACE FUNCTION recruiting.key_of(entity bigint, system text, noun text, number text)
RETURNS TABLE (row_id bigint, batch_id bigint)
LANGUAGE sql STABLE
AS $$
    SELECT key.row_id, key.batch_id
      FROM recruiting.external_key AS key
     WHERE key.entity_id = key_of.entity AND key.system = key_of.system AND key.noun = key_of.noun
       AND key.external_id = key_of.number
     LIMIT 1
$$;

-- Gives each new thing of the other system a number of ours. Answers how many were new.
CREATE OR REPLACE FUNCTION recruiting.number_keys(batch bigint, system text, noun text, relation text, ids text[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    made bigint;
BEGIN
    INSERT INTO recruiting.external_key (entity_id, system, noun, external_id, row_id, batch_id)
    SELECT batch.entity_id, number_keys.system, number_keys.noun, one.id,
           nextval(pg_get_serial_sequence('recruiting.' || relation, 'id')), batch.id
      FROM (SELECT DISTINCT id FROM unnest(ids) AS id WHERE id IS NOT NULL) AS one
      JOIN recruiting.batch ON batch.id = number_keys.batch
     ORDER BY one.id
        ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS made = ROW_COUNT;
    RETURN made;
END
$$;

-- The stage of a pipeline that a kind is told by: its own, or the nearest before it.
CREATE OR REPLACE FUNCTION recruiting.stage_for(pipeline bigint, kind text) RETURNS bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT stage.id
      FROM recruiting.stage
      JOIN unnest(ARRAY['lead', 'applied', 'screen', 'assess', 'interview', 'offer', 'accepted', 'started'])
           WITH ORDINALITY AS known (kind, place) ON known.kind = stage.kind
     WHERE stage.pipeline_id = stage_for.pipeline
     ORDER BY known.place <= array_position(
                  ARRAY['lead', 'applied', 'screen', 'assess', 'interview', 'offer', 'accepted', 'started'], stage_for.kind) DESC,
              abs(known.place - array_position(
                  ARRAY['lead', 'applied', 'screen', 'assess', 'interview', 'offer', 'accepted', 'started'], stage_for.kind)),
              stage.rank
     LIMIT 1
$$;

-- The stage of each pipeline of a company that each kind is told by.
CREATE OR REPLACE FUNCTION recruiting.ways_of(entity bigint) RETURNS TABLE (pipeline_id bigint, kind text, stage_id bigint)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT pipeline.id, known.kind, recruiting.stage_for(pipeline.id, known.kind)
      FROM recruiting.pipeline
     CROSS JOIN unnest(ARRAY['lead', 'applied', 'screen', 'assess', 'interview', 'offer', 'accepted', 'started']) AS known (kind)
     WHERE pipeline.entity_id = ways_of.entity
$$;

-- Requisitions that only the other system knows, as drafts: an import approves nothing.
CREATE OR REPLACE FUNCTION recruiting.take_requisitions(batch bigint, site bigint, pipeline bigint, requisitions jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    made bigint;
BEGIN
    PERFORM recruiting.require_recruiter((SELECT one.entity_id FROM recruiting.batch AS one WHERE one.id = take_requisitions.batch));
    INSERT INTO recruiting.requisition
        (entity_id, code, title, family, site_id, kind, weekly_minutes, pipeline_id, currency, is_evergreen, batch_id)
    SELECT DISTINCT ON (told.code) entity.id, told.code, told.title, told.family, site.id, coalesce(told.kind, 'permanent'),
           coalesce(told.weekly_minutes, entity.full_time_weekly_minutes), take_requisitions.pipeline, entity.currency, true, batch.id
      FROM jsonb_to_recordset(requisitions) AS told (code text, title text, family text, kind text, weekly_minutes integer)
      JOIN recruiting.batch ON batch.id = take_requisitions.batch
      JOIN people.legal_entity AS entity ON entity.id = batch.entity_id
      JOIN people.site ON site.id = take_requisitions.site AND site.entity_id = entity.id
        ON CONFLICT (entity_id, code) DO NOTHING;
    GET DIAGNOSTICS made = ROW_COUNT;
    INSERT INTO recruiting.source (entity_id, name)
    SELECT DISTINCT batch.entity_id, told.source
      FROM jsonb_to_recordset(requisitions) AS told (source text)
      JOIN recruiting.batch ON batch.id = take_requisitions.batch
     WHERE told.source IS NOT NULL
        ON CONFLICT DO NOTHING;
    RETURN made;
END
$$;

-- Applications with their candidates, events and offers. Rows whose key is known already are left alone.
CREATE OR REPLACE FUNCTION recruiting.take_applications(batch bigint, system text, rows jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    -- Asked once: as a column's default each would be asked for every row.
    me      CONSTANT bigint := sec.me();
    made_in CONSTANT bigint := op.current();
    into_batch recruiting.batch;
    made bigint;
BEGIN
    SELECT * INTO STRICT into_batch FROM recruiting.batch WHERE id = take_applications.batch;
    PERFORM recruiting.require_recruiter(into_batch.entity_id);
    -- New candidates, and their addresses and numbers.
    PERFORM recruiting.number_keys(into_batch.id, take_applications.system, 'candidate', 'candidate',
                                   array(SELECT value ->> 'candidate' FROM jsonb_array_elements(rows)));
    INSERT INTO recruiting.candidate (id, entity_id, name, preferred_name, location, batch_id, operation_id)
    OVERRIDING SYSTEM VALUE
    SELECT DISTINCT ON (key.row_id) key.row_id, into_batch.entity_id, told.name, told.preferred_name, told.location, into_batch.id,
           made_in
      FROM jsonb_to_recordset(rows) AS told (candidate text, name text, preferred_name text, location text)
      JOIN recruiting.key_of(into_batch.entity_id, take_applications.system, 'candidate', told.candidate) AS key ON key.batch_id = into_batch.id
     WHERE NOT EXISTS (SELECT FROM recruiting.candidate WHERE candidate.id = key.row_id)
     ORDER BY key.row_id;
    INSERT INTO recruiting.candidate_contact (entity_id, candidate_id, kind, written, normalised, operation_id)
    SELECT into_batch.entity_id, key.row_id, contact.kind, contact.written, contact.normalised, made_in
      FROM jsonb_to_recordset(rows) AS told (candidate text, contacts jsonb)
      JOIN recruiting.key_of(into_batch.entity_id, take_applications.system, 'candidate', told.candidate) AS key ON key.batch_id = into_batch.id
     CROSS JOIN LATERAL jsonb_to_recordset(told.contacts) AS contact (kind text, written text, normalised text)
        ON CONFLICT DO NOTHING;
    -- New applications, each where its last event leaves it: the events then find it there, and write none of them twice.
    made := recruiting.number_keys(into_batch.id, take_applications.system, 'application', 'application',
                                   array(SELECT value ->> 'application' FROM jsonb_array_elements(rows)));
    WITH ways AS MATERIALIZED (
        SELECT way.* FROM recruiting.ways_of(into_batch.entity_id) AS way
    )
    INSERT INTO recruiting.application
        (id, entity_id, candidate_id, requisition_id, pipeline_id, source_id, applied_at, available_on, batch_id, operation_id,
         stage_id, end_kind, ended_at, end_reason_id)
    OVERRIDING SYSTEM VALUE
    SELECT key.row_id, into_batch.entity_id, coalesce(candidate.merged_into_id, candidate.id), requisition.id,
           requisition.pipeline_id, source.id, told.applied_at, told.available_on, into_batch.id, made_in,
           way.stage_id, last.end_kind, CASE WHEN last.end_kind IS NOT NULL THEN last.at END, reason.id
      FROM jsonb_to_recordset(rows)
           AS told (application text, candidate text, requisition text, source text, applied_at timestamptz, available_on date,
                    events jsonb)
      JOIN recruiting.key_of(into_batch.entity_id, take_applications.system, 'application', told.application) AS key ON key.batch_id = into_batch.id
      JOIN recruiting.key_of(into_batch.entity_id, take_applications.system, 'candidate', told.candidate) AS whose ON true
      JOIN recruiting.candidate ON candidate.id = whose.row_id
      JOIN recruiting.requisition ON requisition.entity_id = into_batch.entity_id AND requisition.code = told.requisition
      LEFT JOIN recruiting.source ON source.entity_id = into_batch.entity_id AND source.name = told.source
     CROSS JOIN LATERAL jsonb_to_record(coalesce(told.events -> -1, '{}'))
           AS last (kind text, at timestamptz, end_kind text, reason text)
      LEFT JOIN ways AS way ON way.pipeline_id = requisition.pipeline_id AND way.kind = last.kind
      LEFT JOIN recruiting.reason ON reason.entity_id = into_batch.entity_id AND reason.name = last.reason
           AND reason.kind = CASE last.end_kind WHEN 'rejected' THEN 'org' WHEN 'withdrawn' THEN 'candidate' ELSE 'admin' END
     WHERE key.batch_id = into_batch.id;
    -- What happened to them, stage by stage in the order of the pipeline, then how it ended.
    WITH ways AS MATERIALIZED (
        SELECT way.* FROM recruiting.ways_of(into_batch.entity_id) AS way
    )
    INSERT INTO recruiting.stage_event
        (entity_id, application_id, requisition_id, verb, from_stage_id, stage_id, end_kind, reason_id, note, happened_at,
         doubt, batch_id, noted_by, operation_id)
    SELECT into_batch.entity_id, told.id, told.requisition_id, CASE WHEN told.end_kind IS NULL THEN 'enter' ELSE 'end' END,
           lag(told.stage_id) OVER (PARTITION BY told.id ORDER BY told.ordinal), told.stage_id, told.end_kind, reason.id,
           coalesce(told.note, ''), told.at, told.doubt, into_batch.id, me, made_in
      FROM (SELECT application.id, application.requisition_id, event.ordinal, event.end_kind, event.reason, event.note,
                   event.at, event.doubt,
                   way.stage_id
              FROM jsonb_to_recordset(rows) AS told (application text, events jsonb)
              JOIN recruiting.key_of(into_batch.entity_id, take_applications.system, 'application', told.application) AS key ON key.batch_id = into_batch.id
              -- One row by its number: statistics say that hardly any application is nowhere, and a plan that begins
              -- with those few, by whichever index, reads all rows again for each.
             CROSS JOIN LATERAL (SELECT one.id, one.requisition_id, one.pipeline_id
                                   FROM recruiting.application AS one WHERE one.id = key.row_id LIMIT 1) AS application
             CROSS JOIN LATERAL ROWS FROM (jsonb_to_recordset(told.events)
                   AS (kind text, at timestamptz, doubt text, end_kind text, reason text, note text))
                   WITH ORDINALITY AS event (kind, at, doubt, end_kind, reason, note, ordinal)
              JOIN ways AS way ON way.pipeline_id = application.pipeline_id AND way.kind = event.kind
             WHERE key.batch_id = into_batch.id
               AND NOT EXISTS (SELECT FROM recruiting.stage_event AS before WHERE before.application_id = application.id)
           ) AS told
      LEFT JOIN recruiting.reason ON reason.entity_id = into_batch.entity_id AND reason.name = told.reason
           AND reason.kind = CASE told.end_kind WHEN 'rejected' THEN 'org' WHEN 'withdrawn' THEN 'candidate' ELSE 'admin' END
     ORDER BY told.id, told.ordinal;
    -- What was offered, as far as it was told.
    INSERT INTO recruiting.offer
        (entity_id, application_id, requisition_id, version, kind, currency, pay_unit, weekly_minutes, starts_on, state,
         sent_at, accepted_at, resolved_at, state_note, batch_id)
    SELECT into_batch.entity_id, application.id, requisition.id, coalesce(offer.version, 1), requisition.kind, requisition.currency,
           requisition.pay_unit, requisition.weekly_minutes, offer.starts_on, offer.state, offer.sent_at,
           CASE WHEN offer.state = 'accepted' THEN coalesce(offer.answered_at, offer.sent_at) END,
           CASE WHEN offer.state IN ('accepted', 'declined', 'rescinded') THEN coalesce(offer.answered_at, offer.sent_at) END,
           CASE WHEN offer.answered_at IS NULL AND offer.state <> 'sent' THEN 'the day of the answer was not told' ELSE '' END,
           into_batch.id
      FROM jsonb_to_recordset(rows) AS told (application text, offer jsonb)
      JOIN recruiting.key_of(into_batch.entity_id, take_applications.system, 'application', told.application) AS key ON key.batch_id = into_batch.id
      JOIN recruiting.application ON application.id = key.row_id
      JOIN recruiting.requisition ON requisition.id = application.requisition_id
     CROSS JOIN LATERAL jsonb_to_record(told.offer)
           AS offer (state text, version integer, sent_at timestamptz, answered_at timestamptz, starts_on date)
     WHERE told.offer IS NOT NULL AND jsonb_typeof(told.offer) = 'object';
    UPDATE recruiting.batch SET rows = rows + made WHERE id = into_batch.id;
    RETURN made;
END
$$;
GRANT EXECUTE ON FUNCTION recruiting.take_requisitions(bigint, bigint, bigint, jsonb),
                          recruiting.take_applications(bigint, text, jsonb)
   TO muster_person;

-- Last season's people -----------------------------------------------------------------------------

-- Whose spell ended within the days and who has no other since, with our newest word on them. Recruiters
-- see no contracts, so this answers for them: who left, and nothing about their terms.
CREATE OR REPLACE FUNCTION recruiting.alumni(first_on date, last_on date)
RETURNS TABLE (person_id bigint, entity_id bigint, name text, number text, candidate_id bigint, is_welcome boolean, invited_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT person.id, person.entity_id, person.name, person.number, candidate.id, word.is_welcome,
           (SELECT max(invitation.invited_at) FROM recruiting.invitation WHERE invitation.candidate_id = candidate.id)
      FROM people.person
      LEFT JOIN recruiting.candidate ON candidate.person_id = person.id AND candidate.merged_into_id IS NULL
      LEFT JOIN LATERAL (
            SELECT rehire_word.is_welcome FROM recruiting.rehire_word
             WHERE rehire_word.person_id = person.id
             ORDER BY rehire_word.said_at DESC, rehire_word.id DESC
             LIMIT 1
           ) AS word ON true
     WHERE person.entity_id = ANY (sec.my_entities())
       AND (sec.i_am('recruiter') OR sec.i_am('hr'))
       AND EXISTS (SELECT FROM people.employment
                    WHERE employment.person_id = person.id AND employment.ends_on BETWEEN first_on AND last_on
                      AND coalesce(employment.end_reason, '') NOT IN ('dismissed', 'no show'))
       AND NOT EXISTS (SELECT FROM people.employment
                        WHERE employment.person_id = person.id AND coalesce(employment.ends_on, 'infinity') > last_on)
$$;

-- Invites them to a requisition; who is no candidate yet becomes one. Answers how many invitations are new.
CREATE OR REPLACE FUNCTION recruiting.invite_alumni(requisition bigint, batch bigint, first_on date, last_on date, only_welcome boolean)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    wanted recruiting.requisition;
    made   bigint;
BEGIN
    SELECT * INTO STRICT wanted FROM recruiting.requisition WHERE id = invite_alumni.requisition;
    PERFORM recruiting.require_recruiter(wanted.entity_id);
    IF wanted.season IS NULL THEN
        PERFORM recruiting.refuse('invitation_is_for_a_season', 'invitation', 'The requisition names no season.');
    END IF;
    INSERT INTO recruiting.candidate (entity_id, person_id, name)
    SELECT alumnus.entity_id, alumnus.person_id, alumnus.name
      FROM recruiting.alumni(first_on, last_on) AS alumnus
     WHERE alumnus.candidate_id IS NULL AND alumnus.entity_id = wanted.entity_id
       AND (NOT only_welcome OR alumnus.is_welcome IS DISTINCT FROM false);
    INSERT INTO recruiting.invitation (entity_id, candidate_id, requisition_id, season, batch_id)
    SELECT alumnus.entity_id, alumnus.candidate_id, wanted.id, wanted.season, invite_alumni.batch
      FROM recruiting.alumni(first_on, last_on) AS alumnus
     WHERE alumnus.entity_id = wanted.entity_id
       AND (NOT only_welcome OR alumnus.is_welcome IS DISTINCT FROM false)
        ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS made = ROW_COUNT;
    RETURN made;
END
$$;
-- Invites whoever is in a pool and still agrees to be asked. Answers how many invitations are new.
CREATE OR REPLACE FUNCTION recruiting.invite_pool(requisition bigint, batch bigint, pool bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    wanted recruiting.requisition;
    made   bigint;
BEGIN
    SELECT * INTO STRICT wanted FROM recruiting.requisition WHERE id = invite_pool.requisition;
    PERFORM recruiting.require_recruiter(wanted.entity_id);
    IF wanted.season IS NULL THEN
        PERFORM recruiting.refuse('invitation_is_for_a_season', 'invitation', 'The requisition names no season.');
    END IF;
    INSERT INTO recruiting.invitation (entity_id, candidate_id, requisition_id, pool_id, season, batch_id)
    SELECT member.entity_id, member.candidate_id, wanted.id, member.pool_id, wanted.season, invite_pool.batch
      FROM recruiting.pool_member AS member
     WHERE member.pool_id = invite_pool.pool AND member.entity_id = wanted.entity_id
       AND member.left_at IS NULL AND member.expires_on >= current_date
        ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS made = ROW_COUNT;
    RETURN made;
END
$$;
GRANT EXECUTE ON FUNCTION recruiting.alumni(date, date), recruiting.invite_alumni(bigint, bigint, date, date, boolean),
                          recruiting.invite_pool(bigint, bigint, bigint)
   TO muster_person;
