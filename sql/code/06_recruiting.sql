-- Recruiting, the moving parts: what may follow what, and the triggers that hold everybody to it.

-- Words for policies -----------------------------------------------------------------------------

-- The requisitions I hire for.
CREATE OR REPLACE FUNCTION recruiting.my_requisitions() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(requisition.id), '{}'::bigint[])
      FROM recruiting.requisition
     WHERE requisition.manager_id = sec.me();
END;

-- Who applied to them.
CREATE OR REPLACE FUNCTION recruiting.my_applicants() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(DISTINCT application.candidate_id), '{}'::bigint[])
      FROM recruiting.requisition
      JOIN recruiting.application ON application.requisition_id = requisition.id
     WHERE requisition.manager_id = sec.me();
END;

-- The classes their seats start with.
CREATE OR REPLACE FUNCTION recruiting.classes_i_hire_into() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(DISTINCT opening.class_id), '{}'::bigint[])
      FROM recruiting.requisition
      JOIN recruiting.opening ON opening.requisition_id = requisition.id
     WHERE requisition.manager_id = sec.me() AND opening.class_id IS NOT NULL;
END;

-- Their interviews.
CREATE OR REPLACE FUNCTION recruiting.interviews_i_hire_for() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(interview.id), '{}'::bigint[])
      FROM recruiting.interview
     WHERE interview.requisition_id = ANY (recruiting.my_requisitions());
END;

-- The interviews I sit in, their applications and their candidates.
CREATE OR REPLACE FUNCTION recruiting.my_interviews() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(panel.interview_id), '{}'::bigint[])
      FROM recruiting.interview_panel AS panel
     WHERE panel.person_id = sec.me();
END;
CREATE OR REPLACE FUNCTION recruiting.my_interviewed_applications() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(DISTINCT interview.application_id), '{}'::bigint[])
      FROM recruiting.interview_panel AS panel
      JOIN recruiting.interview ON interview.id = panel.interview_id
     WHERE panel.person_id = sec.me() AND interview.state <> 'cancelled';
END;
CREATE OR REPLACE FUNCTION recruiting.my_interviewees() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(DISTINCT application.candidate_id), '{}'::bigint[])
      FROM recruiting.application
     WHERE application.id = ANY (recruiting.my_interviewed_applications());
END;

-- Interviews I sit in and have not told about yet: what the others heard stays closed to me.
CREATE OR REPLACE FUNCTION recruiting.my_untold_interviews() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(panel.interview_id), '{}'::bigint[])
      FROM recruiting.interview_panel AS panel
     WHERE panel.person_id = sec.me()
       AND NOT EXISTS (
           SELECT FROM recruiting.feedback
            WHERE feedback.interview_id = panel.interview_id
              AND feedback.person_id = sec.me()
              AND feedback.state <> 'draft');
END;

-- The classes I train, and who accepted an offer into one of them.
CREATE OR REPLACE FUNCTION recruiting.my_classes() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(class.id), '{}'::bigint[])
      FROM people.training_class AS class
     WHERE class.trainer_id = sec.me() AND class.cancelled_at IS NULL;
END;
CREATE OR REPLACE FUNCTION recruiting.my_starters() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(DISTINCT application.candidate_id), '{}'::bigint[])
      FROM recruiting.offer
      JOIN recruiting.application ON application.id = offer.application_id
     WHERE offer.state = 'accepted'
       AND offer.class_id = ANY (recruiting.my_classes());
END;

-- Whom I referred.
CREATE OR REPLACE FUNCTION recruiting.my_referred() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(DISTINCT referral.candidate_id), '{}'::bigint[])
      FROM recruiting.referral
     WHERE referral.referrer_id = sec.me();
END;

GRANT EXECUTE ON FUNCTION
    recruiting.my_requisitions(), recruiting.my_applicants(), recruiting.classes_i_hire_into(), recruiting.interviews_i_hire_for(), recruiting.my_interviews(),
    recruiting.my_interviewed_applications(), recruiting.my_interviewees(), recruiting.my_untold_interviews(),
    recruiting.my_classes(), recruiting.my_starters(), recruiting.my_referred()
 TO muster_person;

-- What may follow what ---------------------------------------------------------------------------

-- `system` is a trigger or function of this schema, which checks its own facts first.
TRUNCATE recruiting.move;
INSERT INTO recruiting.move (machine, from_state, to_state, roles, needs_reason)
SELECT machine, from_state, to_state, string_to_array(roles, ' '), needs_reason
  FROM (VALUES
       ('requisition', 'draft',       'pending',     'manager recruiter hr', false),
       ('requisition', 'pending',     'draft',       'manager recruiter hr', false),
       ('requisition', 'pending',     'approved',    'system',               false),
       ('requisition', 'pending',     'rejected',    'system',               false),
       ('requisition', 'rejected',    'draft',       'manager recruiter hr', false),
       ('requisition', 'approved',    'open',        'recruiter hr',         false),
       ('requisition', 'open',        'on_hold',     'recruiter hr',         true),
       ('requisition', 'on_hold',     'open',        'recruiter hr',         false),
       ('requisition', 'open',        'filled',      'system',               false),
       ('requisition', 'filled',      'open',        'system',               false),
       ('requisition', 'draft',       'cancelled',   'manager recruiter hr', true),
       ('requisition', 'pending',     'cancelled',   'recruiter hr',         true),
       ('requisition', 'rejected',    'cancelled',   'recruiter hr',         true),
       ('requisition', 'approved',    'cancelled',   'hr',                   true),
       ('requisition', 'open',        'cancelled',   'hr',                   true),
       ('requisition', 'on_hold',     'cancelled',   'hr',                   true),
       ('opening',     'planned',     'approved',    'hr system',            false),
       ('opening',     'approved',    'open',        'recruiter hr system',  false),
       ('opening',     'open',        'reserved',    'system',               false),
       ('opening',     'reserved',    'filled',      'system',               false),
       ('opening',     'reserved',    'open',        'system',               false),
       ('opening',     'filled',      'occupied',    'system',               false),
       ('opening',     'filled',      'open',        'system',               false),
       ('opening',     'occupied',    'open',        'system',               false),
       ('opening',     'planned',     'cancelled',   'recruiter hr system',  true),
       ('opening',     'approved',    'cancelled',   'recruiter hr system',  true),
       ('opening',     'open',        'cancelled',   'recruiter hr system',  true),
       ('interview',   'proposed',    'scheduled',   'recruiter hr manager', false),
       ('interview',   'proposed',    'cancelled',   'recruiter hr manager', false),
       ('interview',   'scheduled',   'rescheduled', 'recruiter hr manager', false),
       ('interview',   'scheduled',   'completed',   'recruiter hr manager system', false),
       ('interview',   'scheduled',   'no_show',     'recruiter hr manager', false),
       ('interview',   'scheduled',   'cancelled',   'recruiter hr manager', true),
       ('offer',       'draft',       'pending',     'recruiter hr',         false),
       ('offer',       'draft',       'superseded',  'recruiter hr',         false),
       ('offer',       'pending',     'approved',    'system',               false),
       ('offer',       'pending',     'superseded',  'recruiter hr system',  false),
       ('offer',       'approved',    'sent',        'recruiter hr',         false),
       ('offer',       'approved',    'superseded',  'recruiter hr',         false),
       ('offer',       'sent',        'accepted',    'recruiter hr system',  false),
       ('offer',       'sent',        'declined',    'recruiter hr',         true),
       ('offer',       'sent',        'expired',     'recruiter hr',         false),
       ('offer',       'sent',        'rescinded',   'hr',                   true),
       ('offer',       'sent',        'superseded',  'recruiter hr',         false),
       ('offer',       'accepted',    'rescinded',   'hr',                   true),
       ('offer',       'accepted',    'void',        'system',               false),
       ('application', 'rejected',    'reopened',    'recruiter hr',         false),
       ('application', 'withdrawn',   'reopened',    'recruiter hr',         false),
       ('application', 'no_show',     'reopened',    'recruiter hr',         false),
       ('application', 'closed',      'reopened',    'recruiter hr',         false)
       ) AS told (machine, from_state, to_state, roles, needs_reason);

-- What the caller may do next with a record in a state, as a refusal tells it.
CREATE OR REPLACE FUNCTION recruiting.next_moves(machine text, state text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(
               'From ' || replace(next_moves.state, '_', ' ') || ' it may become '
               || string_agg(replace(move.to_state, '_', ' ') || ' (' || array_to_string(move.roles, ', ') || ')', ', '
                             ORDER BY move.to_state) || '.',
               'Nothing follows ' || replace(next_moves.state, '_', ' ') || '.')
      FROM recruiting.move
     WHERE move.machine = next_moves.machine
       AND move.from_state = next_moves.state
       AND move.roles <> ARRAY['system'];
END;

-- Holds a record's state to the moves. It runs as whoever writes: inside a function of this schema
-- that is the owner, and a move for `system` is allowed.
CREATE OR REPLACE FUNCTION recruiting.hold_to_moves() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    allowed recruiting.move;
BEGIN
    SELECT * INTO allowed
      FROM recruiting.move
     WHERE move.machine = tg_table_name AND move.from_state = old.state AND move.to_state = new.state;
    IF NOT FOUND THEN
        RAISE EXCEPTION '% cannot go from % to %', tg_table_name, replace(old.state, '_', ' '), replace(new.state, '_', ' ')
              USING ERRCODE = '23514', SCHEMA = 'recruiting', TABLE = tg_table_name,
                    CONSTRAINT = tg_table_name || '_moves_as_allowed',
                    HINT = recruiting.next_moves(tg_table_name, old.state);
    END IF;
    IF NOT (current_user = 'muster_owner' AND 'system' = ANY (allowed.roles))
       AND NOT EXISTS (SELECT FROM unnest(allowed.roles) AS role WHERE sec.i_am(role)) THEN
        RAISE EXCEPTION 'this move is for %', array_to_string(allowed.roles, ', ')
              USING ERRCODE = '42501', SCHEMA = 'recruiting', TABLE = tg_table_name,
                    CONSTRAINT = tg_table_name || '_move_is_for_its_roles',
                    HINT = recruiting.next_moves(tg_table_name, old.state);
    END IF;
    IF allowed.needs_reason AND new.state_note !~ '\S' THEN
        RAISE EXCEPTION 'say why' USING ERRCODE = '23514', SCHEMA = 'recruiting', TABLE = tg_table_name,
              CONSTRAINT = tg_table_name || '_move_says_why', HINT = 'Add a note.';
    END IF;
    new.state_at := clock_timestamp();
    RETURN new;
END
$$;

-- Raises one of this schema's own rules, as a constraint that speaks.
CREATE OR REPLACE FUNCTION recruiting.refuse(rule text, tab text, hint text, code text DEFAULT '23514') RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION '%', replace(rule, '_', ' ')
          USING ERRCODE = code, SCHEMA = 'recruiting', TABLE = tab, CONSTRAINT = rule, HINT = coalesce(hint, '');
END
$$;
GRANT EXECUTE ON FUNCTION recruiting.next_moves(text, text), recruiting.refuse(text, text, text, text) TO muster_person;

-- Whether the caller recruits for a company: the question every function below asks first.
CREATE OR REPLACE FUNCTION recruiting.require_recruiter(entity bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT (sec.i_am('recruiter') OR sec.i_am('hr')) OR entity <> ALL (sec.my_entities()) THEN
        RAISE EXCEPTION 'only recruiters and HR of this company may' USING ERRCODE = '42501';
    END IF;
END
$$;

-- Requisitions and openings ----------------------------------------------------------------------

CREATE OR REPLACE TRIGGER a_requisition_moves_as_allowed
    BEFORE UPDATE OF state ON recruiting.requisition
    FOR EACH ROW WHEN (old.state IS DISTINCT FROM new.state) EXECUTE FUNCTION recruiting.hold_to_moves();
CREATE OR REPLACE TRIGGER a_opening_moves_as_allowed
    BEFORE UPDATE OF state ON recruiting.opening
    FOR EACH ROW WHEN (old.state IS DISTINCT FROM new.state) EXECUTE FUNCTION recruiting.hold_to_moves();

-- A decision is another's, and moves the requisition.
CREATE OR REPLACE FUNCTION recruiting.decide_requisition() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    asked recruiting.requisition;
BEGIN
    SELECT * INTO STRICT asked FROM recruiting.requisition WHERE id = new.requisition_id FOR UPDATE;
    IF asked.state <> 'pending' THEN
        PERFORM recruiting.refuse('requisition_is_pending_when_decided', 'requisition',
                                  recruiting.next_moves('requisition', asked.state));
    END IF;
    IF new.decided_by = asked.requested_by THEN
        PERFORM recruiting.refuse('requisition_is_decided_by_another', 'requisition',
                                  'Whoever asked for it cannot approve it.', '42501');
    END IF;
    UPDATE recruiting.requisition SET state = new.decision, state_note = new.note WHERE id = asked.id;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER requisition_approval_decides
    AFTER INSERT ON recruiting.requisition_approval
    FOR EACH ROW EXECUTE FUNCTION recruiting.decide_requisition();

-- Dates of a requisition's life, each kept from the first time on; nothing is cancelled under a live offer.
CREATE OR REPLACE FUNCTION recruiting.date_requisition() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF new.state = 'approved' THEN
        new.approved_at := coalesce(new.approved_at, clock_timestamp());
    ELSIF new.state = 'open' THEN
        new.opened_at := coalesce(new.opened_at, clock_timestamp());
        new.ended_at := NULL;
        IF NOT EXISTS (SELECT FROM recruiting.opening
                        WHERE requisition_id = new.id AND state <> 'cancelled') THEN
            PERFORM recruiting.refuse('requisition_opens_with_a_seat', 'requisition', 'Add an opening first: muster opening add.');
        END IF;
    ELSIF new.state IN ('filled', 'cancelled') THEN
        new.ended_at := clock_timestamp();
        IF new.state = 'cancelled' AND EXISTS (
            SELECT FROM recruiting.offer
             WHERE requisition_id = new.id AND state IN ('pending', 'approved', 'sent', 'accepted')) THEN
            PERFORM recruiting.refuse('requisition_is_cancelled_without_live_offers', 'requisition',
                                      'Rescind, decline or undo its offers first: muster offer list.', '23505');
        END IF;
    END IF;
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER b_requisition_is_dated
    BEFORE UPDATE OF state ON recruiting.requisition
    FOR EACH ROW WHEN (old.state IS DISTINCT FROM new.state) EXECUTE FUNCTION recruiting.date_requisition();

-- Its seats follow: approved with it, opened with it, cancelled with it.
CREATE OR REPLACE FUNCTION recruiting.follow_requisition() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF new.state = 'approved' THEN
        UPDATE recruiting.opening SET state = 'approved' WHERE requisition_id = new.id AND state = 'planned';
    ELSIF new.state = 'open' THEN
        UPDATE recruiting.opening SET state = 'open' WHERE requisition_id = new.id AND state = 'approved';
    ELSIF new.state = 'cancelled' THEN
        UPDATE recruiting.opening
           SET state = 'cancelled', state_note = 'requisition cancelled'
         WHERE requisition_id = new.id AND state IN ('planned', 'approved', 'open');
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER requisition_moves_its_seats
    AFTER UPDATE OF state ON recruiting.requisition
    FOR EACH ROW WHEN (old.state IS DISTINCT FROM new.state) EXECUTE FUNCTION recruiting.follow_requisition();

CREATE OR REPLACE FUNCTION recruiting.date_opening() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF new.state = 'approved' THEN
        new.approved_at := coalesce(new.approved_at, clock_timestamp());
    END IF;
    new.closed_at := CASE WHEN new.state IN ('filled', 'occupied', 'cancelled')
                          THEN coalesce(new.closed_at, clock_timestamp()) END;
    IF new.state NOT IN ('filled', 'occupied') THEN
        new.application_id := NULL;
    END IF;
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER b_opening_is_dated
    BEFORE UPDATE OF state ON recruiting.opening
    FOR EACH ROW WHEN (old.state IS DISTINCT FROM new.state) EXECUTE FUNCTION recruiting.date_opening();

-- A requisition is filled when no seat of it waits and somebody filled one; evergreen ones stay open.
CREATE OR REPLACE FUNCTION recruiting.fill_requisition() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    waiting bigint;
    taken   bigint;
BEGIN
    PERFORM FROM recruiting.requisition WHERE id = new.requisition_id FOR NO KEY UPDATE;
    SELECT count(*) FILTER (WHERE state IN ('planned', 'approved', 'open', 'reserved')),
           count(*) FILTER (WHERE state IN ('filled', 'occupied'))
      INTO waiting, taken
      FROM recruiting.opening
     WHERE requisition_id = new.requisition_id;
    UPDATE recruiting.requisition
       SET state = CASE WHEN waiting = 0 AND taken > 0 THEN 'filled' ELSE 'open' END
     WHERE id = new.requisition_id
       AND NOT is_evergreen
       AND state = CASE WHEN waiting = 0 AND taken > 0 THEN 'open' ELSE 'filled' END;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER opening_fills_its_requisition
    AFTER UPDATE OF state ON recruiting.opening
    FOR EACH ROW WHEN (old.state IS DISTINCT FROM new.state) EXECUTE FUNCTION recruiting.fill_requisition();
CREATE OR REPLACE TRIGGER opening_added_reopens_its_requisition
    AFTER INSERT ON recruiting.opening
    FOR EACH ROW EXECUTE FUNCTION recruiting.fill_requisition();

-- Pipelines --------------------------------------------------------------------------------------

-- A published pipeline is what its applications were moved by: another is another version.
CREATE OR REPLACE FUNCTION recruiting.keep_published() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF (SELECT published_at FROM recruiting.pipeline WHERE id = new.pipeline_id) IS NOT NULL THEN
        PERFORM recruiting.refuse('published_pipeline_stays_as_it_is', tg_table_name, 'Make another version: muster pipeline add.');
    END IF;
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER stage_is_added_before_publishing
    BEFORE INSERT OR UPDATE ON recruiting.stage FOR EACH ROW EXECUTE FUNCTION recruiting.keep_published();
CREATE OR REPLACE TRIGGER stage_move_is_added_before_publishing
    BEFORE INSERT OR UPDATE ON recruiting.stage_move FOR EACH ROW EXECUTE FUNCTION recruiting.keep_published();

-- Makes and publishes a version of a pipeline: forward to the next stage freely, past one with a
-- reason, back with a reason; every end from wherever it makes sense.
CREATE OR REPLACE FUNCTION recruiting.make_pipeline(
    entity bigint, name text, names text[], kinds text[], slas integer[], feedback smallint[])
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    made bigint;
BEGIN
    PERFORM recruiting.require_recruiter(entity);
    PERFORM FROM people.legal_entity WHERE id = entity FOR NO KEY UPDATE;
    INSERT INTO recruiting.pipeline (entity_id, name, version)
    SELECT entity, make_pipeline.name, coalesce(max(pipeline.version), 0) + 1
      FROM recruiting.pipeline
     WHERE pipeline.entity_id = entity AND pipeline.name = make_pipeline.name
    RETURNING id INTO made;
    INSERT INTO recruiting.stage (entity_id, pipeline_id, name, kind, rank, sla_minutes, required_feedback)
    SELECT entity, made, part.name, part.kind, part.rank, part.sla, coalesce(part.feedback, 0)
      FROM unnest(names, kinds, slas, feedback) WITH ORDINALITY AS part (name, kind, sla, feedback, rank);
    IF NOT EXISTS (SELECT FROM recruiting.stage WHERE pipeline_id = made AND kind = 'applied')
       OR NOT EXISTS (SELECT FROM recruiting.stage WHERE pipeline_id = made AND kind = 'offer')
       OR NOT EXISTS (SELECT FROM recruiting.stage WHERE pipeline_id = made AND kind = 'accepted')
       OR NOT EXISTS (SELECT FROM recruiting.stage WHERE pipeline_id = made AND kind = 'started') THEN
        PERFORM recruiting.refuse('pipeline_has_applied_offer_accepted_and_started', 'pipeline',
                                  'Every pipeline has stages of these four kinds.');
    END IF;
    INSERT INTO recruiting.stage_move (entity_id, pipeline_id, from_stage_id, to_stage_id, role, needs_reason)
    SELECT entity, made, here.id, there.id, role, there.rank <> here.rank + 1
      FROM recruiting.stage AS here
      JOIN recruiting.stage AS there ON there.pipeline_id = made AND there.id <> here.id
     CROSS JOIN unnest(ARRAY['recruiter', 'hr', 'manager']) AS role
     WHERE here.pipeline_id = made
       AND here.kind NOT IN ('accepted', 'started') AND there.kind NOT IN ('accepted', 'started')
       AND (role <> 'manager' OR (here.kind <> 'offer' AND there.kind <> 'offer'));
    INSERT INTO recruiting.stage_move (entity_id, pipeline_id, from_stage_id, to_end, role)
    SELECT entity, made, here.id, ending.kind, ending.role
      FROM recruiting.stage AS here
     CROSS JOIN (VALUES ('rejected', 'recruiter'), ('rejected', 'hr'), ('rejected', 'manager'),
                        ('withdrawn', 'recruiter'), ('withdrawn', 'hr'),
                        ('closed', 'recruiter'), ('closed', 'hr')) AS ending (kind, role)
     WHERE here.pipeline_id = made AND here.kind NOT IN ('accepted', 'started');
    INSERT INTO recruiting.stage_move (entity_id, pipeline_id, from_stage_id, to_end, role)
    SELECT entity, made, here.id, ending.kind, ending.role
      FROM recruiting.stage AS here
     CROSS JOIN (VALUES ('no_show', 'recruiter'), ('no_show', 'hr'), ('no_show', 'trainer'),
                        ('withdrawn', 'recruiter'), ('withdrawn', 'hr')) AS ending (kind, role)
     WHERE here.pipeline_id = made AND here.kind = 'accepted';
    UPDATE recruiting.pipeline SET published_at = now() WHERE id = made;
    RETURN made;
END
$$;
GRANT EXECUTE ON FUNCTION recruiting.make_pipeline(bigint, text, text[], text[], integer[], smallint[]) TO muster_person;

-- What happens to an application -----------------------------------------------------------------

-- The events that count, each at its place: a correction stands where the corrected one stood.
CREATE OR REPLACE VIEW recruiting.live_event WITH (security_invoker) AS
SELECT coalesce(event.place_id, event.id) AS place, event.*
  FROM recruiting.stage_event AS event
 WHERE event.verb <> 'undo'
   AND NOT EXISTS (SELECT FROM recruiting.stage_event AS later WHERE later.supersedes_id = event.id);

-- A correction takes the place of what it corrects and changes only when and why.
CREATE OR REPLACE FUNCTION recruiting.place_correction() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    old_event recruiting.stage_event;
BEGIN
    SELECT * INTO STRICT old_event FROM recruiting.stage_event WHERE id = new.supersedes_id;
    IF old_event.application_id <> new.application_id OR old_event.verb = 'undo'
       OR (new.verb = 'correct' AND (old_event.stage_id, old_event.end_kind)
                                    IS DISTINCT FROM (new.stage_id, new.end_kind)) THEN
        PERFORM recruiting.refuse('correction_is_of_the_same_move', 'stage_event',
                                  'A correction changes when and why; another stage is another move.');
    END IF;
    IF new.verb = 'correct' THEN
        new.place_id := coalesce(old_event.place_id, old_event.id);
        new.from_stage_id := old_event.from_stage_id;
    END IF;
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER stage_event_correction_has_its_place
    BEFORE INSERT ON recruiting.stage_event
    FOR EACH ROW WHEN (new.supersedes_id IS NOT NULL) EXECUTE FUNCTION recruiting.place_correction();

-- The first rule that an added event breaks, with what may be done instead; no row when all is well.
-- `added` are the rows of one statement: each follows the one before it, the first what was there.
CREATE OR REPLACE FUNCTION recruiting.fault_of(events bigint[])
RETURNS TABLE (rule text, hint text, code text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    WITH mine AS (
        SELECT array(SELECT role FROM unnest(ARRAY['recruiter', 'hr', 'manager', 'trainer']) AS role
                      WHERE sec.i_am(role)) AS roles
    ), step AS (
        SELECT added.id, added.entity_id, added.application_id, added.requisition_id, added.verb, added.from_stage_id,
               added.stage_id, added.end_kind, added.reason_id, added.note, added.happened_at, added.doubt,
               added.supersedes_id, added.batch_id, application.pipeline_id,
               CASE WHEN lag(added.id) OVER chain IS NOT NULL THEN lag(added.stage_id) OVER chain
                    WHEN before.is_there THEN application.stage_id END AS stood_id,
               CASE WHEN lag(added.id) OVER chain IS NOT NULL THEN lag(added.end_kind) OVER chain
                    WHEN before.is_there THEN application.end_kind END AS ended_as,
               CASE WHEN lag(added.id) OVER chain IS NOT NULL THEN lag(added.happened_at) OVER chain
                    ELSE before.last_at END AS last_at
          FROM recruiting.stage_event AS added
          -- An import says of a new application where it stands before its events are told.
          LEFT JOIN LATERAL (
                SELECT max(earlier.happened_at) FILTER (WHERE earlier.place < added.id) AS last_at, count(*) > 0 AS is_there
                  FROM recruiting.live_event AS earlier
                 WHERE earlier.application_id = added.application_id
                   AND earlier.id NOT IN (SELECT unnest(fault_of.events))
               ) AS before ON true
          JOIN recruiting.application ON application.id = added.application_id
         WHERE added.id = ANY (fault_of.events) AND added.verb NOT IN ('correct', 'undo')
        WINDOW chain AS (PARTITION BY added.application_id ORDER BY added.id)
    ), seen AS (
        SELECT step.*, batch.kind = 'import' AS is_import, requisition.state AS requisition_state,
               there.kind AS stage_kind, there.pipeline_id AS there_pipeline, there.rank AS there_rank,
               here.rank AS here_rank, here.name AS here_name, here.required_feedback, reason.kind AS reason_kind
          FROM step
          JOIN recruiting.requisition ON requisition.id = step.requisition_id
          JOIN recruiting.stage AS there ON there.id = step.stage_id
          LEFT JOIN recruiting.stage AS here ON here.id = step.stood_id
          LEFT JOIN recruiting.batch ON batch.id = step.batch_id
          LEFT JOIN recruiting.reason ON reason.id = step.reason_id
    ), judged AS (
        SELECT seen.id, seen.ended_as, seen.here_name, seen.stood_id, seen.requisition_state,
               CASE
                   WHEN seen.from_stage_id IS DISTINCT FROM seen.stood_id THEN 'stage_event_continues_where_it_stood'
                   WHEN seen.there_pipeline <> seen.pipeline_id THEN 'stage_event_stays_in_its_pipeline'
                   WHEN seen.verb <> 'reopen' AND seen.ended_as IS NOT NULL THEN 'ended_application_is_reopened_first'
                   WHEN seen.verb = 'reopen' AND seen.ended_as IS NULL THEN 'only_an_ended_application_is_reopened'
                   WHEN seen.verb <> 'enter' AND seen.stage_id IS DISTINCT FROM seen.stood_id
                        THEN 'application_ends_and_reopens_where_it_stood'
                   WHEN seen.doubt IS NOT NULL AND seen.is_import IS NOT TRUE THEN 'doubt_is_for_imports'
                   WHEN seen.happened_at > clock_timestamp() + interval '1 day' THEN 'stage_event_is_not_in_the_future'
                   WHEN seen.doubt IS NULL AND seen.happened_at < seen.last_at AND seen.is_import IS NOT TRUE
                        THEN 'stage_event_is_not_before_the_last'
                   WHEN seen.doubt IS NULL AND seen.happened_at < seen.last_at THEN 'reversed_date_is_in_doubt'
                   WHEN seen.is_import THEN NULL
                   WHEN seen.verb = 'reopen' AND seen.requisition_state = 'cancelled' THEN 'requisition_takes_moves'
                   WHEN seen.verb = 'reopen' AND NOT ARRAY['recruiter', 'hr'] && mine.roles THEN 'stage_move_is_for_its_roles'
                   WHEN seen.verb = 'reopen' THEN NULL
                   WHEN seen.verb = 'enter' AND seen.requisition_state <> 'open'
                        AND NOT (seen.requisition_state = 'filled' AND seen.stage_kind IN ('accepted', 'started'))
                        THEN 'requisition_takes_moves'
                   WHEN seen.verb = 'enter' AND seen.stage_kind = 'accepted' THEN
                        CASE WHEN NOT EXISTS (SELECT FROM recruiting.offer
                                               WHERE application_id = seen.application_id AND state = 'accepted')
                             THEN 'accepted_follows_an_accepted_offer' END
                   WHEN seen.verb = 'enter' AND seen.stage_kind = 'started' THEN
                        CASE WHEN NOT EXISTS (SELECT FROM recruiting.hire
                                               WHERE application_id = seen.application_id AND ended_at IS NULL
                                                 AND started_at IS NOT NULL)
                             THEN 'started_follows_a_hire' END
                   WHEN seen.verb = 'enter' AND seen.stood_id IS NULL THEN
                        CASE WHEN seen.stage_kind NOT IN ('lead', 'applied') THEN 'application_starts_at_the_beginning' END
                   WHEN seen.verb = 'end' AND seen.end_kind = 'closed' AND seen.requisition_state NOT IN ('filled', 'cancelled')
                        THEN 'closed_is_for_ended_requisitions'
                   WHEN NOT EXISTS (SELECT FROM recruiting.stage_move AS move
                                     WHERE move.from_stage_id = seen.stood_id
                                       AND (move.to_stage_id = seen.stage_id AND seen.verb = 'enter'
                                            OR move.to_end = seen.end_kind AND seen.verb = 'end'))
                        THEN 'stage_event_moves_as_allowed'
                   WHEN NOT EXISTS (SELECT FROM recruiting.stage_move AS move
                                     WHERE move.from_stage_id = seen.stood_id AND move.role = ANY (mine.roles)
                                       AND (move.to_stage_id = seen.stage_id AND seen.verb = 'enter'
                                            OR move.to_end = seen.end_kind AND seen.verb = 'end'))
                        THEN 'stage_move_is_for_its_roles'
                   WHEN seen.verb = 'enter' AND seen.reason_id IS NULL AND seen.note !~ '\S'
                        AND EXISTS (SELECT FROM recruiting.stage_move AS move
                                     WHERE move.from_stage_id = seen.stood_id AND move.to_stage_id = seen.stage_id
                                       AND move.needs_reason)
                        THEN 'skip_or_return_says_why'
                   WHEN seen.verb = 'end' AND seen.end_kind IN ('rejected', 'withdrawn')
                        AND seen.reason_kind IS DISTINCT FROM CASE seen.end_kind WHEN 'rejected' THEN 'org' ELSE 'candidate' END
                        THEN 'end_has_a_reason_of_its_kind'
                   WHEN seen.verb = 'enter' AND seen.there_rank > seen.here_rank AND seen.required_feedback > 0
                        AND NOT ('hr' = ANY (mine.roles) AND seen.note ~ '\S')
                        AND seen.required_feedback > (
                            SELECT count(*) FROM recruiting.feedback
                              JOIN recruiting.interview ON interview.id = feedback.interview_id
                             WHERE interview.application_id = seen.application_id
                               AND interview.stage_id = seen.stood_id
                               AND feedback.state = 'submitted')
                        THEN 'stage_is_left_with_its_feedback'
               END AS rule
          FROM seen CROSS JOIN mine
    )
    SELECT judged.rule,
           CASE judged.rule
               WHEN 'stage_event_continues_where_it_stood' THEN format('It stands at %s now.', coalesce(judged.here_name, 'the beginning'))
               WHEN 'ended_application_is_reopened_first' THEN format('It was %s: muster application reopen.', replace(judged.ended_as, '_', ' '))
               WHEN 'requisition_takes_moves' THEN format('Its requisition is %s.', replace(judged.requisition_state, '_', ' '))
               WHEN 'accepted_follows_an_accepted_offer' THEN 'Make, send and accept an offer: muster offer draft.'
               WHEN 'started_follows_a_hire' THEN 'Hire first, then: muster hire start.'
               WHEN 'end_has_a_reason_of_its_kind' THEN 'Rejections need a reason of ours, withdrawals one of theirs: muster recruiting reasons.'
               WHEN 'skip_or_return_says_why' THEN 'Add --note with the reason for skipping or going back.'
               WHEN 'stage_is_left_with_its_feedback' THEN 'Feedback is missing: muster feedback missing. HR may go on with a note.'
               ELSE (SELECT 'From ' || judged.here_name || ' it may go to '
                            || string_agg(DISTINCT coalesce(there.name, replace(move.to_end, '_', ' ')), ', ') || '.'
                       FROM recruiting.stage_move AS move
                       LEFT JOIN recruiting.stage AS there ON there.id = move.to_stage_id
                      WHERE move.from_stage_id = judged.stood_id)
           END,
           CASE judged.rule
               WHEN 'stage_event_continues_where_it_stood' THEN '23505'
               WHEN 'stage_move_is_for_its_roles' THEN '42501'
               ELSE '23514'
           END
      FROM judged
     WHERE judged.rule IS NOT NULL
     ORDER BY judged.id
     LIMIT 1
$$;

-- Judges what was added, then says on each application where it stands now.
CREATE OR REPLACE FUNCTION recruiting.follow_events() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    events CONSTANT bigint[] := array(SELECT id FROM added);
    touched CONSTANT bigint[] := array(SELECT DISTINCT application_id FROM added);
    fault record;
BEGIN
    PERFORM FROM recruiting.application WHERE id = ANY (touched) ORDER BY id FOR NO KEY UPDATE;
    SELECT * INTO fault FROM recruiting.fault_of(events);
    IF FOUND THEN
        PERFORM recruiting.refuse(fault.rule, 'stage_event', fault.hint, fault.code);
    END IF;
    IF EXISTS (SELECT FROM added
                 JOIN recruiting.stage_event AS undone ON undone.id = added.supersedes_id
                WHERE added.verb = 'undo'
                  AND EXISTS (SELECT FROM recruiting.live_event AS later
                               WHERE later.application_id = added.application_id
                                 AND later.place > coalesce(undone.place_id, undone.id))) THEN
        PERFORM recruiting.refuse('only_the_last_event_is_undone', 'stage_event', 'Undo what came after it first.', '23505');
    END IF;
    UPDATE recruiting.application
       SET stage_id = stands.stage_id,
           ended_at = stands.ended_at,
           end_kind = stands.end_kind,
           end_reason_id = stands.reason_id
      FROM unnest(touched) AS one (id)
      LEFT JOIN LATERAL (
            SELECT event.stage_id, event.end_kind,
                   CASE WHEN event.end_kind IS NOT NULL THEN event.happened_at END AS ended_at,
                   CASE WHEN event.end_kind IS NOT NULL THEN event.reason_id END AS reason_id
              FROM recruiting.live_event AS event
             WHERE event.application_id = one.id
             ORDER BY event.place DESC
             LIMIT 1
           ) AS stands ON true
     WHERE application.id = one.id
       AND (application.stage_id, application.ended_at, application.end_kind, application.end_reason_id)
           IS DISTINCT FROM (stands.stage_id, stands.ended_at, stands.end_kind, stands.reason_id);
    PERFORM recruiting.settle(touched);
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER stage_event_moves_its_application
    AFTER INSERT ON recruiting.stage_event
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION recruiting.follow_events();

-- Interviews and feedback ------------------------------------------------------------------------

CREATE OR REPLACE TRIGGER a_interview_moves_as_allowed
    BEFORE UPDATE OF state ON recruiting.interview
    FOR EACH ROW WHEN (old.state IS DISTINCT FROM new.state) EXECUTE FUNCTION recruiting.hold_to_moves();

-- A panel holds its people while the interview is scheduled, for as long as it lasts.
CREATE OR REPLACE FUNCTION recruiting.follow_interview() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE recruiting.interview_panel
       SET starts_at = new.starts_at, ends_at = new.ends_at, is_held = (new.state = 'scheduled')
     WHERE interview_id = new.id;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER interview_moves_its_panel
    AFTER UPDATE OF state, starts_at, ends_at ON recruiting.interview
    FOR EACH ROW EXECUTE FUNCTION recruiting.follow_interview();

CREATE OR REPLACE FUNCTION recruiting.join_panel() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    SELECT starts_at, ends_at, state = 'scheduled'
      INTO STRICT new.starts_at, new.ends_at, new.is_held
      FROM recruiting.interview
     WHERE id = new.interview_id
       FOR SHARE;
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER interview_panel_takes_its_times
    BEFORE INSERT ON recruiting.interview_panel
    FOR EACH ROW EXECUTE FUNCTION recruiting.join_panel();

-- Feedback is by somebody of the panel, after the interview began; submitted it stays as it is.
CREATE OR REPLACE FUNCTION recruiting.keep_feedback() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    heard recruiting.interview;
BEGIN
    IF new.batch_id IS NOT NULL THEN
        RETURN new;
    END IF;
    SELECT * INTO STRICT heard FROM recruiting.interview WHERE id = new.interview_id;
    IF tg_op = 'UPDATE' AND old.state <> 'draft'
       AND (old.state, new.state) <> ('submitted', 'amended') THEN
        PERFORM recruiting.refuse('submitted_feedback_stays_as_it_is', 'feedback', 'Amend it: muster feedback submit --amend.');
    ELSIF NOT EXISTS (SELECT FROM recruiting.interview_panel
                       WHERE interview_id = heard.id AND person_id = new.person_id) THEN
        PERFORM recruiting.refuse('feedback_is_by_the_panel', 'feedback', 'Only who sits in the interview tells of it.', '42501');
    ELSIF new.state = 'submitted' AND (heard.state IN ('cancelled', 'no_show', 'rescheduled', 'proposed')
                                       OR heard.starts_at > clock_timestamp()) THEN
        PERFORM recruiting.refuse('feedback_follows_the_interview', 'feedback', 'The interview has not been held.');
    END IF;
    IF new.state = 'submitted' THEN
        new.submitted_at := coalesce(new.submitted_at, clock_timestamp());
        IF new.amends_id IS NOT NULL AND tg_op = 'INSERT' THEN
            UPDATE recruiting.feedback SET state = 'amended'
             WHERE id = new.amends_id AND state = 'submitted'
               AND person_id = new.person_id AND interview_id = new.interview_id;
            IF NOT FOUND THEN
                PERFORM recruiting.refuse('feedback_amends_ones_own', 'feedback', 'Only your own submitted feedback.', '42501');
            END IF;
        END IF;
    END IF;
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER feedback_is_kept
    BEFORE INSERT OR UPDATE ON recruiting.feedback
    FOR EACH ROW EXECUTE FUNCTION recruiting.keep_feedback();
