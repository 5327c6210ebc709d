-- Recruiting: taking in a Greenhouse Harvest export, kind by kind, parents before what hangs on them.
--
-- Swift has read and judged the records; each comes as {"number": …, "told": {…}}, new and with its parents there.
-- Every function first gives the new numbers keys of ours, so that what is told twice is taken once.

-- Writes down what the other system calls rows that are found by name, not made by number.
CREATE OR REPLACE FUNCTION recruiting.keep_keys(batch bigint, system text, noun text, numbers text[], ids bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    INSERT INTO recruiting.external_key (entity_id, system, noun, external_id, row_id, batch_id)
    SELECT one.entity_id, keep_keys.system, keep_keys.noun, told.number, told.id, one.id
      FROM unnest(numbers, ids) AS told (number, id)
      JOIN recruiting.batch AS one ON one.id = keep_keys.batch
     WHERE told.id IS NOT NULL
        ON CONFLICT DO NOTHING
$$;

-- What is shared by all jobs: lists, kits, stages, descriptions.
CREATE OR REPLACE FUNCTION recruiting.take_harvest_lists(
    into_batch recruiting.batch, system text, pipeline bigint, kind text, rows jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    entity CONSTANT bigint := into_batch.entity_id;
    numbers text[];
    ids bigint[];
BEGIN
    IF kind = 'source' THEN
        INSERT INTO recruiting.source (entity_id, name, kind)
        SELECT DISTINCT ON (row -> 'told' ->> 'name') entity, row -> 'told' ->> 'name', row -> 'told' ->> 'kind'
          FROM jsonb_array_elements(rows) AS row
            ON CONFLICT DO NOTHING;
        SELECT array_agg(row ->> 'number'), array_agg(source.id) INTO numbers, ids
          FROM jsonb_array_elements(rows) AS row
          JOIN recruiting.source ON source.entity_id = entity AND source.name = row -> 'told' ->> 'name';
    ELSIF kind = 'reason' THEN
        INSERT INTO recruiting.reason (entity_id, kind, name)
        SELECT DISTINCT entity, row -> 'told' ->> 'kind', row -> 'told' ->> 'name'
          FROM jsonb_array_elements(rows) AS row
            ON CONFLICT DO NOTHING;
        SELECT array_agg(row ->> 'number'), array_agg(reason.id) INTO numbers, ids
          FROM jsonb_array_elements(rows) AS row
          JOIN recruiting.reason ON reason.entity_id = entity AND reason.kind = row -> 'told' ->> 'kind'
                                AND reason.name = row -> 'told' ->> 'name';
    ELSIF kind = 'tag' THEN
        INSERT INTO recruiting.tag (entity_id, name)
        SELECT DISTINCT entity, row -> 'told' ->> 'name' FROM jsonb_array_elements(rows) AS row
            ON CONFLICT DO NOTHING;
        SELECT array_agg(row ->> 'number'), array_agg(tag.id) INTO numbers, ids
          FROM jsonb_array_elements(rows) AS row
          JOIN recruiting.tag ON tag.entity_id = entity AND tag.name = row -> 'told' ->> 'name';
    ELSIF kind = 'pool' THEN
        INSERT INTO recruiting.pool (entity_id, name, purpose, batch_id)
        SELECT DISTINCT ON (row -> 'told' ->> 'name') entity, row -> 'told' ->> 'name', row -> 'told' ->> 'purpose', into_batch.id
          FROM jsonb_array_elements(rows) AS row
            ON CONFLICT DO NOTHING;
        SELECT array_agg(row ->> 'number'), array_agg(pool.id) INTO numbers, ids
          FROM jsonb_array_elements(rows) AS row
          JOIN recruiting.pool ON pool.entity_id = entity AND pool.name = row -> 'told' ->> 'name';
    ELSIF kind = 'stage' THEN
        SELECT array_agg(row ->> 'number'), array_agg(recruiting.stage_for(take_harvest_lists.pipeline, row -> 'told' ->> 'kind'))
          INTO numbers, ids
          FROM jsonb_array_elements(rows) AS row;
    ELSIF kind = 'question_set' THEN
        WITH made AS (
            INSERT INTO eeo.question_set (entity_id, system, number, title, words, is_active)
            SELECT entity, take_harvest_lists.system, row ->> 'number', row -> 'told' ->> 'title', row -> 'told' ->> 'words',
                   (row -> 'told' ->> 'is_active')::boolean
              FROM jsonb_array_elements(rows) AS row
                ON CONFLICT DO NOTHING
            RETURNING question_set.id, question_set.number)
        SELECT array_agg(made.number), array_agg(made.id) INTO numbers, ids FROM made;
    ELSIF kind = 'description' THEN
        WITH made AS (
            INSERT INTO recruiting.description (entity_id, code, version, title, brief, additional, note)
            SELECT entity, row -> 'told' ->> 'code', 1, row -> 'told' ->> 'title', row -> 'told' ->> 'brief',
                   row -> 'told' ->> 'additional', row -> 'told' ->> 'note'
              FROM jsonb_array_elements(rows) AS row
                ON CONFLICT DO NOTHING
            RETURNING description.id, description.code)
        SELECT array_agg(substr(made.code, 10)), array_agg(made.id) INTO numbers, ids FROM made;
    ELSE
        PERFORM recruiting.number_keys(into_batch.id, take_harvest_lists.system, 'kit', 'kit',
                                       array(SELECT row ->> 'number' FROM jsonb_array_elements(rows) AS row));
        INSERT INTO recruiting.kit (id, entity_id, name, version, purpose, minutes, batch_id)
        OVERRIDING SYSTEM VALUE
        SELECT key.row_id, entity, row -> 'told' ->> 'name',
               coalesce((SELECT max(older.version) FROM recruiting.kit AS older
                          WHERE older.entity_id = entity AND older.name = row -> 'told' ->> 'name'), 0)
               + row_number() OVER (PARTITION BY row -> 'told' ->> 'name' ORDER BY key.row_id),
               row -> 'told' ->> 'purpose', (row -> 'told' ->> 'minutes')::integer, into_batch.id
          FROM jsonb_array_elements(rows) AS row
          JOIN recruiting.harvest_key(entity, take_harvest_lists.system, 'kit', row ->> 'number') AS key ON key.batch_id = into_batch.id;
        INSERT INTO recruiting.kit_question (entity_id, kit_id, ordinal, competency, question)
        SELECT entity, key.row_id, question.ordinal, question.competency, question.question
          FROM jsonb_array_elements(rows) AS row
          JOIN recruiting.harvest_key(entity, take_harvest_lists.system, 'kit', row ->> 'number') AS key ON key.batch_id = into_batch.id
         CROSS JOIN LATERAL jsonb_to_recordset(row -> 'told' -> 'questions') AS question (ordinal smallint, competency text, question text);
        RETURN;
    END IF;
    PERFORM recruiting.keep_keys(into_batch.id, take_harvest_lists.system, kind, numbers, ids);
END
$$;

-- What a number of the other system is with us.
CREATE OR REPLACE FUNCTION recruiting.harvest_key(entity bigint, system text, noun text, number text)
RETURNS TABLE (row_id bigint, batch_id bigint)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT key.row_id, key.batch_id
      FROM recruiting.external_key AS key
     WHERE key.entity_id = harvest_key.entity AND key.system = harvest_key.system AND key.noun = harvest_key.noun
       AND key.external_id = harvest_key.number
$$;

-- Jobs as drafts, their seats as planned, candidates with their addresses, applications with their events, notes.
CREATE OR REPLACE FUNCTION recruiting.take_harvest_people(
    into_batch recruiting.batch, system text, site bigint, pipeline bigint, kind text, rows jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    entity CONSTANT bigint := into_batch.entity_id;
    numbers text[];
    ids bigint[];
BEGIN
    IF kind = 'job' THEN
        INSERT INTO recruiting.requisition
            (entity_id, code, title, family, why, site_id, kind, weekly_minutes, pipeline_id, manager_id, currency, pay_unit,
             band_low_minor, band_high_minor, is_evergreen, batch_id)
        SELECT DISTINCT ON (told.code) entity, told.code, told.title, told.family, coalesce(told.why, ''),
               take_harvest_people.site, 'permanent', company.full_time_weekly_minutes, take_harvest_people.pipeline,
               (SELECT person.id FROM people.person
                 WHERE person.entity_id = entity AND told.managers ? person.number ORDER BY person.id LIMIT 1),
               coalesce(told.currency, company.currency), 'year', round(told.low * 100), round(told.high * 100), true, into_batch.id
          FROM jsonb_array_elements(rows) AS row
         CROSS JOIN LATERAL jsonb_to_record(row -> 'told') AS told (
               code text, title text, family text, why text, managers jsonb, currency text, low numeric, high numeric)
          JOIN people.legal_entity AS company ON company.id = entity
            ON CONFLICT (entity_id, code) DO NOTHING;
        SELECT array_agg(row ->> 'number'), array_agg(requisition.id) INTO numbers, ids
          FROM jsonb_array_elements(rows) AS row
          JOIN recruiting.requisition ON requisition.entity_id = entity AND requisition.code = row -> 'told' ->> 'code';
        PERFORM recruiting.keep_keys(into_batch.id, take_harvest_people.system, kind, numbers, ids);
    ELSIF kind = 'opening' THEN
        PERFORM recruiting.number_keys(into_batch.id, take_harvest_people.system, kind, kind,
                                       array(SELECT row ->> 'number' FROM jsonb_array_elements(rows) AS row));
        -- A closed seat is filled by its application where that came in for the same job, and is cancelled otherwise.
        INSERT INTO recruiting.opening
            (id, entity_id, requisition_id, number, weekly_minutes, state, state_note, state_at, closed_at, application_id, batch_id)
        OVERRIDING SYSTEM VALUE
        SELECT key.row_id, entity, requisition.id,
               coalesce((SELECT max(older.number) FROM recruiting.opening AS older WHERE older.requisition_id = requisition.id), 0)
               + row_number() OVER (PARTITION BY requisition.id ORDER BY key.row_id),
               requisition.weekly_minutes,
               CASE WHEN NOT told.is_closed THEN 'planned' WHEN taken.id IS NOT NULL THEN 'filled' ELSE 'cancelled' END,
               coalesce(told.why, ''), coalesce(told.closed_at, told.opened_at, now()),
               CASE WHEN told.is_closed THEN coalesce(told.closed_at, told.opened_at, now()) END,
               CASE WHEN told.is_closed THEN taken.id END, into_batch.id
          FROM jsonb_array_elements(rows) AS row
          JOIN recruiting.harvest_key(entity, take_harvest_people.system, kind, row ->> 'number') AS key ON key.batch_id = into_batch.id
         CROSS JOIN LATERAL jsonb_to_record(row -> 'told') AS told (
               job text, is_closed boolean, opened_at timestamptz, closed_at timestamptz, application text, why text)
          JOIN recruiting.harvest_key(entity, take_harvest_people.system, 'job', told.job) AS wanted ON true
          JOIN recruiting.requisition ON requisition.id = wanted.row_id
          LEFT JOIN recruiting.harvest_key(entity, take_harvest_people.system, 'application', told.application) AS whose ON true
          LEFT JOIN recruiting.application AS taken ON taken.id = whose.row_id AND taken.requisition_id = requisition.id
                AND NOT EXISTS (SELECT FROM recruiting.opening AS other WHERE other.application_id = taken.id);
    ELSIF kind = 'candidate' THEN
        PERFORM recruiting.number_keys(into_batch.id, take_harvest_people.system, kind, kind,
                                       array(SELECT row ->> 'number' FROM jsonb_array_elements(rows) AS row));
        INSERT INTO recruiting.candidate (id, entity_id, name, location, batch_id)
        OVERRIDING SYSTEM VALUE
        SELECT key.row_id, entity, row -> 'told' ->> 'name', row -> 'told' ->> 'location', into_batch.id
          FROM jsonb_array_elements(rows) AS row
          JOIN recruiting.harvest_key(entity, take_harvest_people.system, kind, row ->> 'number') AS key ON key.batch_id = into_batch.id;
        INSERT INTO recruiting.candidate_contact (entity_id, candidate_id, kind, written, normalised)
        SELECT entity, key.row_id, contact.kind, contact.written, contact.normalised
          FROM jsonb_array_elements(rows) AS row
          JOIN recruiting.harvest_key(entity, take_harvest_people.system, 'candidate', row ->> 'number') AS key ON key.batch_id = into_batch.id
         CROSS JOIN LATERAL jsonb_to_recordset(row -> 'told' -> 'contacts') AS contact (kind text, written text, normalised text)
            ON CONFLICT DO NOTHING;
        INSERT INTO recruiting.tag (entity_id, name)
        SELECT DISTINCT entity, tag FROM jsonb_array_elements(rows) AS row, jsonb_array_elements_text(row -> 'told' -> 'tags') AS tag
            ON CONFLICT DO NOTHING;
        INSERT INTO recruiting.candidate_tag (entity_id, candidate_id, name)
        SELECT DISTINCT entity, key.row_id, tag
          FROM jsonb_array_elements(rows) AS row
          JOIN recruiting.harvest_key(entity, take_harvest_people.system, 'candidate', row ->> 'number') AS key ON key.batch_id = into_batch.id
         CROSS JOIN LATERAL jsonb_array_elements_text(row -> 'told' -> 'tags') AS tag;
    ELSIF kind = 'application' THEN
        PERFORM recruiting.take_applications(into_batch.id, take_harvest_people.system, jsonb_agg(
                    row -> 'told' || jsonb_build_object('requisition', requisition.code)))
          FROM jsonb_array_elements(rows) AS row
          JOIN recruiting.harvest_key(entity, take_harvest_people.system, 'job', row -> 'told' ->> 'job') AS wanted ON true
          JOIN recruiting.requisition ON requisition.id = wanted.row_id;
    ELSE
        PERFORM recruiting.number_keys(into_batch.id, take_harvest_people.system, kind, 'candidate_note',
                                       array(SELECT row ->> 'number' FROM jsonb_array_elements(rows) AS row));
        INSERT INTO recruiting.candidate_note (id, entity_id, candidate_id, kind, body, written_by, written_as, written_at, batch_id)
        OVERRIDING SYSTEM VALUE
        SELECT key.row_id, entity, coalesce(candidate.merged_into_id, candidate.id), told.kind, told.body, NULL, told.author, told.at,
               into_batch.id
          FROM jsonb_array_elements(rows) AS row
          JOIN recruiting.harvest_key(entity, take_harvest_people.system, 'note', row ->> 'number') AS key ON key.batch_id = into_batch.id
         CROSS JOIN LATERAL jsonb_to_record(row -> 'told') AS told (candidate text, kind text, body text, author text, at timestamptz)
          JOIN recruiting.harvest_key(entity, take_harvest_people.system, 'candidate', told.candidate) AS whose ON true
          JOIN recruiting.candidate ON candidate.id = whose.row_id;
    END IF;
END
$$;

-- Interviews with what was heard in them, offers with who said yes, and answers about oneself.
CREATE OR REPLACE FUNCTION recruiting.take_harvest_hiring(
    into_batch recruiting.batch, system text, site bigint, kind text, rows jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    entity CONSTANT bigint := into_batch.entity_id;
BEGIN
    IF kind <> 'answer' THEN
        PERFORM recruiting.number_keys(into_batch.id, take_harvest_hiring.system, kind,
                                       CASE kind WHEN 'approval' THEN 'offer_approval' ELSE kind END,
                                       array(SELECT row ->> 'number' FROM jsonb_array_elements(rows) AS row));
    END IF;
    IF kind = 'interview' THEN
        INSERT INTO recruiting.interview
            (id, entity_id, application_id, requisition_id, stage_id, kit_id, site_id, starts_at, ends_at, place, state, state_note, batch_id)
        OVERRIDING SYSTEM VALUE
        SELECT key.row_id, entity, application.id, application.requisition_id,
               recruiting.stage_for(application.pipeline_id, 'interview'), kit.row_id, take_harvest_hiring.site, told.starts_at,
               least(told.ends_at, told.starts_at + interval '12 hours'), coalesce(told.place, ''),
               CASE WHEN told.is_over THEN 'completed' ELSE 'proposed' END, left('with ' || told.names, 500), into_batch.id
          FROM jsonb_array_elements(rows) AS row
          JOIN recruiting.harvest_key(entity, take_harvest_hiring.system, kind, row ->> 'number') AS key ON key.batch_id = into_batch.id
         CROSS JOIN LATERAL jsonb_to_record(row -> 'told') AS told (
               application text, kit text, starts_at timestamptz, ends_at timestamptz, place text, is_over boolean, names text)
          JOIN recruiting.harvest_key(entity, take_harvest_hiring.system, 'application', told.application) AS whose ON true
          JOIN recruiting.application ON application.id = whose.row_id
          LEFT JOIN recruiting.harvest_key(entity, take_harvest_hiring.system, 'kit', told.kit) AS kit ON true;
        INSERT INTO recruiting.interview_panel (entity_id, interview_id, person_id)
        SELECT DISTINCT entity, key.row_id, person.id
          FROM jsonb_array_elements(rows) AS row
          JOIN recruiting.harvest_key(entity, take_harvest_hiring.system, kind, row ->> 'number') AS key ON key.batch_id = into_batch.id
         CROSS JOIN LATERAL jsonb_array_elements_text(row -> 'told' -> 'numbers') AS told (number)
          JOIN people.person ON person.entity_id = entity AND person.number = told.number;
        -- Which scorecard tells of which interview is said by the interview alone.
        PERFORM recruiting.keep_keys(into_batch.id, take_harvest_hiring.system, 'awaited_scorecard', array_agg(card), array_agg(key.row_id))
           FROM jsonb_array_elements(rows) AS row
           JOIN recruiting.harvest_key(entity, take_harvest_hiring.system, kind, row ->> 'number') AS key ON key.batch_id = into_batch.id
          CROSS JOIN LATERAL jsonb_array_elements_text(row -> 'told' -> 'scorecards') AS card;
    ELSIF kind = 'feedback' THEN
        -- A scorecard of an interview that no file tells of brings its own, half an hour long.
        WITH told AS (
            SELECT row ->> 'number' AS number, application.id AS application_id, application.requisition_id, application.pipeline_id,
                   (row -> 'told' ->> 'at')::timestamptz AS at
              FROM jsonb_array_elements(rows) AS row
              JOIN recruiting.harvest_key(entity, take_harvest_hiring.system, 'application', row -> 'told' ->> 'application') AS whose ON true
              JOIN recruiting.application ON application.id = whose.row_id
             WHERE NOT EXISTS (SELECT FROM recruiting.harvest_key(entity, take_harvest_hiring.system, 'awaited_scorecard', row ->> 'number'))
        ), numbered AS (
            SELECT told.*, nextval(pg_get_serial_sequence('recruiting.interview', 'id')) AS id FROM told
        ), made AS (
            INSERT INTO recruiting.interview
                (id, entity_id, application_id, requisition_id, stage_id, site_id, starts_at, ends_at, state, state_note, batch_id)
            OVERRIDING SYSTEM VALUE
            SELECT numbered.id, entity, numbered.application_id, numbered.requisition_id,
                   recruiting.stage_for(numbered.pipeline_id, 'interview'), take_harvest_hiring.site, numbered.at,
                   numbered.at + interval '30 minutes', 'completed', 'told by a scorecard alone', into_batch.id
              FROM numbered
            RETURNING id
        )
        INSERT INTO recruiting.external_key (entity_id, system, noun, external_id, row_id, batch_id)
        SELECT entity, take_harvest_hiring.system, 'awaited_scorecard', numbered.number, made.id, into_batch.id
          FROM numbered JOIN made ON made.id = numbered.id;
        INSERT INTO recruiting.feedback
            (id, entity_id, interview_id, requisition_id, person_id, written_as, overall, summary, items, state, submitted_at, batch_id)
        OVERRIDING SYSTEM VALUE
        SELECT key.row_id, entity, interview.id, interview.requisition_id, NULL, told.author, told.overall, told.summary, told.items,
               'submitted', told.submitted_at, into_batch.id
          FROM jsonb_array_elements(rows) AS row
          JOIN recruiting.harvest_key(entity, take_harvest_hiring.system, kind, row ->> 'number') AS key ON key.batch_id = into_batch.id
          JOIN recruiting.harvest_key(entity, take_harvest_hiring.system, 'awaited_scorecard', row ->> 'number') AS heard ON true
          JOIN recruiting.interview ON interview.id = heard.row_id
         CROSS JOIN LATERAL jsonb_to_record(row -> 'told') AS told (
               author text, overall smallint, summary text, items jsonb, submitted_at timestamptz);
    ELSIF kind = 'offer' THEN
        INSERT INTO recruiting.offer
            (id, entity_id, application_id, requisition_id, version, kind, currency, pay_unit, weekly_minutes, starts_on, state, sent_at,
             accepted_at, resolved_at, made_by, made_at, batch_id)
        OVERRIDING SYSTEM VALUE
        SELECT key.row_id, entity, application.id, requisition.id, told.version, requisition.kind, requisition.currency,
               requisition.pay_unit, requisition.weekly_minutes, told.starts_on, told.state, told.sent_at,
               CASE WHEN told.state = 'accepted' THEN coalesce(told.answered_at, told.sent_at) END,
               CASE WHEN told.state IN ('accepted', 'declined') THEN coalesce(told.answered_at, told.sent_at) END,
               NULL, told.made_at, into_batch.id
          FROM jsonb_array_elements(rows) AS row
          JOIN recruiting.harvest_key(entity, take_harvest_hiring.system, kind, row ->> 'number') AS key ON key.batch_id = into_batch.id
         CROSS JOIN LATERAL jsonb_to_record(row -> 'told') AS told (
               application text, version integer, state text, made_at timestamptz, sent_at timestamptz, answered_at timestamptz, starts_on date)
          JOIN recruiting.harvest_key(entity, take_harvest_hiring.system, 'application', told.application) AS whose ON true
          JOIN recruiting.application ON application.id = whose.row_id
          JOIN recruiting.requisition ON requisition.id = application.requisition_id;
    ELSIF kind = 'approval' THEN
        INSERT INTO recruiting.offer_approval (entity_id, offer_id, requisition_id, decision, decided_by, written_as, decided_at, batch_id)
        SELECT entity, offer.id, offer.requisition_id, 'approved', NULL, yes.author, yes.at, into_batch.id
          FROM jsonb_array_elements(rows) AS row
          JOIN recruiting.harvest_key(entity, take_harvest_hiring.system, kind, row ->> 'number') AS key ON key.batch_id = into_batch.id
          JOIN recruiting.harvest_key(entity, take_harvest_hiring.system, 'offer', row -> 'told' ->> 'offer') AS whose ON true
          JOIN recruiting.offer ON offer.id = whose.row_id
         CROSS JOIN LATERAL jsonb_to_recordset(row -> 'told' -> 'yes') AS yes (author text, at timestamptz);
    ELSE
        PERFORM eeo.answer(whose.row_id, 'us-1997', told.sex, told.ethnicity, told.veteran, told.disability)
           FROM jsonb_array_elements(rows) AS row
          CROSS JOIN LATERAL jsonb_to_record(row -> 'told') AS told (application text, sex text, ethnicity text, veteran text, disability text)
           JOIN recruiting.harvest_key(entity, take_harvest_hiring.system, 'application', told.application) AS whose ON true;
    END IF;
END
$$;

-- Takes the records of one kind into a batch.
CREATE OR REPLACE FUNCTION recruiting.take_harvest(batch bigint, system text, site bigint, pipeline bigint, kind text, rows jsonb)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    into_batch recruiting.batch;
BEGIN
    SELECT * INTO STRICT into_batch FROM recruiting.batch AS one WHERE one.id = take_harvest.batch FOR UPDATE;
    PERFORM recruiting.require_recruiter(into_batch.entity_id);
    IF NOT EXISTS (SELECT FROM people.site AS home WHERE home.id = take_harvest.site AND home.entity_id = into_batch.entity_id)
       OR NOT EXISTS (SELECT FROM recruiting.pipeline AS way
                       WHERE way.id = take_harvest.pipeline AND way.entity_id = into_batch.entity_id) THEN
        PERFORM recruiting.refuse('import_is_into_one_company', 'batch', 'Name a site and a pipeline of the same company.');
    END IF;
    CASE
        WHEN kind IN ('source', 'reason', 'tag', 'pool', 'question_set', 'kit', 'stage', 'description') THEN
            PERFORM recruiting.take_harvest_lists(into_batch, take_harvest.system, take_harvest.pipeline, kind, rows);
        WHEN kind IN ('job', 'opening', 'candidate', 'application', 'note') THEN
            PERFORM recruiting.take_harvest_people(into_batch, take_harvest.system, take_harvest.site, take_harvest.pipeline, kind, rows);
        ELSE
            PERFORM recruiting.take_harvest_hiring(into_batch, take_harvest.system, take_harvest.site, kind, rows);
    END CASE;
    IF kind <> 'application' THEN
        UPDATE recruiting.batch SET rows = batch.rows + jsonb_array_length(take_harvest.rows) WHERE batch.id = into_batch.id;
    END IF;
END
$$;
GRANT EXECUTE ON FUNCTION recruiting.take_harvest(bigint, text, bigint, bigint, text, jsonb) TO muster_recruiter, muster_hr;
