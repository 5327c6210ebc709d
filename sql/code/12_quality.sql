-- Quality: who takes which step of an evaluation, how contacts are drawn, and who sees what.

-- Evaluations --------------------------------------------------------------------------------------------

-- What a caller tried to do is refused in the name of a rule.
CREATE OR REPLACE FUNCTION scorecards.refuse(rule text, relation text, words text, hint text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION '%', words
          USING ERRCODE = '23514', SCHEMA = 'scorecards', TABLE = relation, CONSTRAINT = rule,
                HINT = coalesce(hint, '');
END
$$;
REVOKE EXECUTE ON FUNCTION scorecards.refuse(text, text, text, text) FROM PUBLIC;

-- An evaluation begins as a draft of its evaluator's; one that supersedes another is of the same work.
CREATE OR REPLACE FUNCTION scorecards.begin_evaluation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    earlier scorecards.evaluation;
BEGIN
    IF new.supersedes_id IS NULL THEN
        RETURN new;
    END IF;
    SELECT * INTO earlier FROM scorecards.evaluation AS evaluation WHERE evaluation.id = new.supersedes_id FOR UPDATE;
    IF NOT FOUND OR (earlier.agent_id, earlier.reference) IS DISTINCT FROM (new.agent_id, new.reference) THEN
        PERFORM scorecards.refuse('evaluation_amends_the_same_contact', 'evaluation', 'another agent or contact');
    ELSIF earlier.state NOT IN ('submitted', 'published', 'acknowledged', 'disputed')
          OR (earlier.state IN ('published', 'acknowledged') AND earlier.disputable_to < now()) THEN
        PERFORM scorecards.refuse('evaluation_is_amended_before_it_is_final', 'evaluation', 'it is ' || earlier.state);
    ELSIF earlier.state = 'disputed' AND earlier.evaluator_id IS NOT DISTINCT FROM new.evaluator_id THEN
        PERFORM scorecards.refuse('dispute_is_resolved_by_someone_else', 'evaluation_step', 'the evaluator amends it');
    END IF;
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER evaluation_begins
    BEFORE INSERT ON scorecards.evaluation
    FOR EACH ROW EXECUTE FUNCTION scorecards.begin_evaluation();

-- What was submitted stands: only its state still moves, and only by a step.
CREATE OR REPLACE FUNCTION scorecards.keep_evaluation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF old.state <> 'draft'
       AND (to_jsonb(old) - ARRAY['state', 'published_at', 'disputable_to'])
           IS DISTINCT FROM (to_jsonb(new) - ARRAY['state', 'published_at', 'disputable_to']) THEN
        PERFORM scorecards.refuse('evaluation_is_not_edited_once_submitted', 'evaluation', 'it is ' || old.state);
    END IF;
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER evaluation_is_kept
    BEFORE UPDATE ON scorecards.evaluation
    FOR EACH ROW EXECUTE FUNCTION scorecards.keep_evaluation();

-- Whether the person who speaks may take a step that is for the evaluator, the agent, a reviewer or a resolver.
-- A reviewer is anyone the policies let in who is not the agent; a resolver is not the evaluator either.
CREATE OR REPLACE FUNCTION scorecards.may_take(taken_by text, evaluation scorecards.evaluation) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE taken_by
               WHEN 'evaluator' THEN sec.me() = (evaluation).evaluator_id
               WHEN 'agent'     THEN sec.me() = (evaluation).agent_id
               WHEN 'reviewer'  THEN sec.me() <> (evaluation).agent_id
               WHEN 'resolver'  THEN sec.me() NOT IN ((evaluation).agent_id, (evaluation).evaluator_id)
           END
$$;
REVOKE EXECUTE ON FUNCTION scorecards.may_take(text, scorecards.evaluation) FROM PUBLIC;

-- Holds everyone to the table of transitions, psql too.
CREATE OR REPLACE FUNCTION scorecards.check_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    evaluation scorecards.evaluation;
    transition scorecards.evaluation_transition;
    answered   boolean;
BEGIN
    SELECT * INTO evaluation FROM scorecards.evaluation AS found WHERE found.id = new.evaluation_id FOR UPDATE;
    IF NOT FOUND THEN
        PERFORM scorecards.refuse('evaluation_step_is_of_an_evaluation', 'evaluation_step', 'no such evaluation');
    END IF;
    SELECT * INTO transition
      FROM scorecards.evaluation_transition AS known
     WHERE known.from_state = evaluation.state AND known.to_state = new.state;
    IF NOT FOUND THEN
        PERFORM scorecards.refuse('evaluation_takes_one_of_its_steps', 'evaluation_step',
            format('from %s to %s', evaluation.state, new.state), evaluation.state);
    END IF;
    IF NOT scorecards.may_take(transition.taken_by, evaluation) THEN
        PERFORM scorecards.refuse(
            CASE transition.taken_by
                WHEN 'resolver' THEN 'dispute_is_resolved_by_someone_else'
                ELSE 'evaluation_step_is_taken_by_whose_it_is' END,
            'evaluation_step', 'it is for the ' || transition.taken_by, transition.taken_by);
    END IF;
    answered := evaluation.supersedes_id IS NOT NULL AND EXISTS (
        SELECT FROM scorecards.evaluation_step AS step
         WHERE step.evaluation_id = evaluation.supersedes_id AND step.state = 'disputed');
    IF new.state = 'submitted' AND evaluation.answered_share IS NULL THEN
        PERFORM scorecards.refuse('evaluation_is_scored_before_it_is_submitted', 'evaluation_step', 'no score yet');
    ELSIF new.state = 'disputed' AND (evaluation.disputable_to < now() OR answered) THEN
        PERFORM scorecards.refuse('dispute_is_raised_once_and_in_time', 'evaluation_step', 'its days are over');
    ELSIF new.state = 'final' AND evaluation.state <> 'disputed' AND evaluation.disputable_to >= now()
          AND NOT answered THEN
        PERFORM scorecards.refuse('evaluation_is_final_when_its_days_are_over', 'evaluation_step', 'they are not over',
            to_char(evaluation.disputable_to AT TIME ZONE 'UTC', 'YYYY-MM-DD'));
    ELSIF new.state = 'superseded' AND NOT EXISTS (
        SELECT FROM scorecards.evaluation AS later
         WHERE later.supersedes_id = evaluation.id AND later.state NOT IN ('draft', 'withdrawn')) THEN
        PERFORM scorecards.refuse('evaluation_is_superseded_by_another', 'evaluation_step', 'by none');
    END IF;
    new.entity_id := evaluation.entity_id;
    new.agent_id := evaluation.agent_id;
    new.person_id := sec.me();
    new.taken_at := clock_timestamp();
    new.is_open := new.state = 'published' OR evaluation.published_at IS NOT NULL;
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER evaluation_step_is_checked
    BEFORE INSERT ON scorecards.evaluation_step
    FOR EACH ROW EXECUTE FUNCTION scorecards.check_step();

-- The evaluation follows; an amendment that is submitted supersedes what it amends, a resolved dispute closes it.
CREATE OR REPLACE FUNCTION scorecards.follow_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    amended bigint;
BEGIN
    UPDATE scorecards.evaluation AS evaluation
       SET state = new.state,
           published_at = CASE WHEN new.state = 'published' THEN new.taken_at ELSE evaluation.published_at END,
           disputable_to = CASE WHEN new.state = 'published'
                                THEN new.taken_at + make_interval(days => (
                                    SELECT coalesce((version.content ->> 'dispute_days')::integer, 7)
                                      FROM scorecards.form_version AS version
                                     WHERE version.id = evaluation.form_version_id))
                                ELSE evaluation.disputable_to END
     WHERE evaluation.id = new.evaluation_id
    RETURNING evaluation.supersedes_id INTO amended;
    IF new.state = 'submitted' AND amended IS NOT NULL THEN
        INSERT INTO scorecards.evaluation_step (evaluation_id, state, comment)
        VALUES (amended, 'superseded', new.comment);
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER evaluation_step_is_followed
    AFTER INSERT ON scorecards.evaluation_step
    FOR EACH ROW EXECUTE FUNCTION scorecards.follow_step();

-- An evaluation with its state as of now: what nobody disputed in its days is final.
CREATE OR REPLACE VIEW scorecards.evaluation_now WITH (security_invoker) AS
SELECT evaluation.*,
       CASE WHEN evaluation.state IN ('published', 'acknowledged') AND evaluation.disputable_to < now()
            THEN 'final' ELSE evaluation.state END AS state_now
  FROM scorecards.evaluation;

-- An agent is told by name who evaluated them, though they see nobody else of the company.
CREATE OR REPLACE FUNCTION scorecards.evaluator_name(evaluation bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
    SELECT person.name
      FROM scorecards.evaluation AS found
      JOIN people.person ON person.id = found.evaluator_id
     WHERE found.id = evaluator_name.evaluation
       AND ((found.agent_id = sec.me() AND found.published_at IS NOT NULL) OR found.evaluator_id = sec.me()
            OR found.agent_id = ANY (sec.my_people()) OR found.entity_id = ANY (sec.my_entities())
            OR found.agent_id = ANY (people.my_trainees()));
END;

-- Samples ------------------------------------------------------------------------------------------------

-- A plan's days begin and end by the clock of its team's site, or of the first site of the company.
CREATE OR REPLACE FUNCTION scorecards.derive_plan() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    SELECT site.zone
      INTO new.zone
      FROM people.site
      LEFT JOIN people.team ON team.site_id = site.id AND team.id = new.team_id
     WHERE site.entity_id = new.entity_id
     ORDER BY team.id IS NULL, site.id
     LIMIT 1;
    new.starts_at := people.day_start(new.starts_on, new.zone);
    new.ends_at := people.day_start(new.ends_on + 1, new.zone);
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER sampling_plan_is_derived
    BEFORE INSERT ON scorecards.sampling_plan
    FOR EACH ROW EXECUTE FUNCTION scorecards.derive_plan();

-- The contacts a plan would draw, among those of people the caller answers for: each agent's, in the order of the draw.
--
-- Chance is a digest of seed and contact, so it depends on neither the order of rows nor the day of the draw. Within
-- an agent the strata take turns by (place - 1/2) / size, which is Webster's method: each is drawn from in
-- proportion, to the nearest contact.
CREATE OR REPLACE FUNCTION scorecards.order_of_draw(plan bigint)
RETURNS TABLE (agent_id bigint, contact_id bigint, reference text, opened_at timestamptz, stratum text, place bigint,
               contacts bigint)
LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
    WITH frame AS (
        SELECT contact.agent_id, contact.id, origin.external_id, contact.opened_at,
               CASE plan.strata WHEN 'channel' THEN channel.code WHEN 'queue' THEN queue.code ELSE '' END AS stratum,
               sha256(convert_to(plan.seed || '/' || contact.id, 'UTF8')) AS chance
          FROM scorecards.sampling_plan AS plan
          JOIN workload.contact ON contact.entity_id = plan.entity_id
           AND contact.opened_at >= plan.starts_at AND contact.opened_at < plan.ends_at
          JOIN workload.origin ON origin.id = contact.id
          JOIN workload.channel ON channel.id = contact.channel_id
          JOIN workload.queue ON queue.id = contact.queue_id
         WHERE plan.id = order_of_draw.plan
           AND contact.deleted_at IS NULL
           AND contact.agent_id <> sec.me()
           AND (plan.entity_id = ANY (sec.my_entities()) OR contact.agent_id = ANY (sec.my_people()))
           AND (plan.team_id IS NULL OR EXISTS (
               SELECT FROM people.membership
                WHERE membership.person_id = contact.agent_id AND membership.team_id = plan.team_id
                  AND membership.starts_on <= plan.ends_on
                  AND coalesce(membership.ends_on, plan.ends_on) >= plan.starts_on))
    ), turned AS (
        SELECT frame.*,
               (row_number() OVER (PARTITION BY frame.agent_id, frame.stratum ORDER BY frame.chance) - 0.5)
               / count(*) OVER (PARTITION BY frame.agent_id, frame.stratum) AS turn
          FROM frame
    )
    SELECT turned.agent_id, turned.id, turned.external_id, turned.opened_at, turned.stratum,
           row_number() OVER (PARTITION BY turned.agent_id ORDER BY turned.turn, turned.chance),
           count(*) OVER (PARTITION BY turned.agent_id)
      FROM turned;
END;
REVOKE EXECUTE ON FUNCTION scorecards.order_of_draw(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scorecards.order_of_draw(bigint) TO muster_hr, muster_manager;

-- What a source calls a contact, as the contact: for whoever may evaluate its agent.
CREATE OR REPLACE FUNCTION scorecards.contact_called(entity bigint, reference text)
RETURNS TABLE (contact_id bigint, opened_at timestamptz, agent_id bigint, agent_name text)
LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
    SELECT contact.id, contact.opened_at, contact.agent_id, person.name
      FROM workload.origin
      JOIN workload.contact ON contact.id = origin.id AND contact.opened_at = origin.happened_at
      LEFT JOIN people.person ON person.id = contact.agent_id
     WHERE origin.entity_id = contact_called.entity
       AND origin.kind = 'contact'
       AND origin.external_id = contact_called.reference
       AND (origin.entity_id = ANY (sec.my_entities()) OR contact.agent_id = ANY (sec.my_people())
            OR contact.agent_id = ANY (people.my_trainees()))
     ORDER BY contact.opened_at DESC;
END;
REVOKE EXECUTE ON FUNCTION scorecards.contact_called(bigint, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scorecards.contact_called(bigint, text) TO muster_hr, muster_manager, muster_trainer;

-- Calibration --------------------------------------------------------------------------------------------

-- The sessions I rate in or opened.
CREATE OR REPLACE FUNCTION scorecards.my_calibrations() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(calibration.id), '{}'::bigint[])
      FROM scorecards.calibration
     WHERE calibration.opened_by = sec.me()
        OR EXISTS (SELECT FROM scorecards.calibration_rater AS rater
                    WHERE rater.calibration_id = calibration.id AND rater.person_id = sec.me());
END;

-- The sessions I opened and may still set up.
CREATE OR REPLACE FUNCTION scorecards.calibrations_i_open() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(calibration.id), '{}'::bigint[])
      FROM scorecards.calibration
     WHERE calibration.opened_by = sec.me() AND calibration.revealed_at IS NULL;
END;

-- The sessions I rate in that are still blind.
CREATE OR REPLACE FUNCTION scorecards.calibrations_i_rate() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(calibration.id), '{}'::bigint[])
      FROM scorecards.calibration
      JOIN scorecards.calibration_rater AS rater ON rater.calibration_id = calibration.id
     WHERE rater.person_id = sec.me() AND calibration.revealed_at IS NULL;
END;

-- The sessions whose scores are open to me: revealed, and mine or of a company I work on.
CREATE OR REPLACE FUNCTION scorecards.calibrations_revealed_to_me() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(calibration.id), '{}'::bigint[])
      FROM scorecards.calibration
     WHERE calibration.revealed_at IS NOT NULL
       AND (calibration.id = ANY (scorecards.my_calibrations())
            OR (calibration.entity_id = ANY (sec.my_entities()) AND sec.i_am('hr')));
END;

-- A session is revealed once, when somebody has scored, and closed once after that.
CREATE OR REPLACE FUNCTION scorecards.reveal_calibration() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF new.revealed_at IS DISTINCT FROM old.revealed_at THEN
        IF old.revealed_at IS NOT NULL THEN
            PERFORM scorecards.refuse('calibration_is_revealed_once', 'calibration', 'it is revealed');
        ELSIF (SELECT count(DISTINCT score.rater_id) FROM scorecards.calibration_score AS score
                WHERE score.calibration_id = old.id) < 2 THEN
            PERFORM scorecards.refuse('calibration_is_revealed_when_two_have_scored', 'calibration', 'too few scored');
        END IF;
        new.revealed_at := now();
        new.revealed_by := sec.me();
    END IF;
    IF old.closed_at IS NOT NULL THEN
        PERFORM scorecards.refuse('calibration_is_closed_once', 'calibration', 'it is closed');
    ELSIF new.closed_at IS NOT NULL THEN
        new.closed_at := now();
    END IF;
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER calibration_is_revealed
    BEFORE UPDATE ON scorecards.calibration
    FOR EACH ROW EXECUTE FUNCTION scorecards.reveal_calibration();

-- The raters of a session by name, for those who are in it.
CREATE OR REPLACE FUNCTION scorecards.rater_names(calibration bigint) RETURNS TABLE (person_id bigint, name text)
LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
    SELECT rater.person_id, person.name
      FROM scorecards.calibration_rater AS rater
      JOIN people.person ON person.id = rater.person_id
     WHERE rater.calibration_id = rater_names.calibration
       AND (rater.calibration_id = ANY (scorecards.my_calibrations()) OR rater.entity_id = ANY (sec.my_entities()));
END;

-- People of a company by name or #id: evaluators are invited across teams, by people who do not lead each other.
CREATE OR REPLACE FUNCTION scorecards.people_called(entity bigint, called text) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
    SELECT person.id
      FROM people.person
     WHERE person.entity_id = people_called.entity
       AND person.entity_id = ANY (people.entities_around_me())
       AND (person.name = people_called.called OR '#' || person.id = people_called.called);
END;
REVOKE EXECUTE ON FUNCTION scorecards.people_called(bigint, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scorecards.people_called(bigint, text) TO muster_hr, muster_manager, muster_trainer;

GRANT EXECUTE ON FUNCTION
    scorecards.evaluator_name(bigint), scorecards.my_calibrations(), scorecards.calibrations_i_open(),
    scorecards.calibrations_i_rate(), scorecards.calibrations_revealed_to_me(), scorecards.rater_names(bigint)
 TO muster_person;

-- Who may do what ----------------------------------------------------------------------------------------

-- What is asked is no secret inside a company; HR and leads write forms, HR publishes them.
SELECT people.permit('person', 'SELECT', 'scorecards.' || shared, 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])')
  FROM unnest(ARRAY['form', 'form_version', 'form_publication']) AS shared;
SELECT people.permit('person', 'SELECT', 'scorecards.evaluation_transition', '(SELECT sec.me()) IS NOT NULL');
SELECT people.permit('hr', 'INSERT (entity_id, code)', 'scorecards.form', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])'),
       people.permit('manager trainer', 'INSERT (entity_id, code)', 'scorecards.form', 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])'),
       people.permit('hr', 'INSERT (entity_id, form_id, number, content, remarks)', 'scorecards.form_version', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])'),
       people.permit('manager trainer', 'INSERT (entity_id, form_id, number, content, remarks)', 'scorecards.form_version', 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])'),
       people.permit('hr', 'INSERT (form_version_id, entity_id)', 'scorecards.form_publication', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');

-- HR draws from the whole company, a lead from their people. Agents do not see what was drawn.
SELECT people.permit('hr', 'SELECT, INSERT (entity_id, name, team_id, starts_on, ends_on, strata, per_agent, seed)', 'scorecards.sampling_plan', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])'),
       people.permit('manager', 'SELECT, INSERT (entity_id, name, team_id, starts_on, ends_on, strata, per_agent, seed)', 'scorecards.sampling_plan', 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])');
SELECT people.permit('hr', 'SELECT, INSERT', 'scorecards.' || drawn, 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])'),
       people.permit('manager', 'SELECT, INSERT', 'scorecards.' || drawn, 'agent_id = ANY ((SELECT sec.my_people())::bigint[]) AND agent_id <> (SELECT sec.me())')
  FROM unnest(ARRAY['sample_frame', 'sample_draw']) AS drawn;

-- HR sees every evaluation of the company, a lead and a trainer those of their people once submitted and their own
-- drafts, an agent their own once published. Whoever no longer leads somebody no longer sees what they wrote.
SELECT people.permit('hr', 'SELECT', 'scorecards.evaluation', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])'),
       people.permit('manager', 'SELECT', 'scorecards.evaluation', 'agent_id = ANY ((SELECT sec.my_people())::bigint[]) AND agent_id <> (SELECT sec.me()) AND (state <> ''draft'' OR evaluator_id = (SELECT sec.me()))'),
       people.permit('trainer', 'SELECT', 'scorecards.evaluation', 'agent_id = ANY ((SELECT people.my_trainees())::bigint[]) AND (state <> ''draft'' OR evaluator_id = (SELECT sec.me()))'),
       people.permit('agent', 'SELECT', 'scorecards.evaluation', 'agent_id = (SELECT sec.me()) AND published_at IS NOT NULL');
SELECT people.permit('hr', 'INSERT (entity_id, form_version_id, agent_id, contact_id, reference, opened_at, sample_draw_id, supersedes_id, answers, comment), UPDATE (answers, comment, answered_share, raw, reported, critical, fatal, is_passed)',
                     'scorecards.evaluation', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[]) AND evaluator_id = (SELECT sec.me()) AND state = ''draft'''),
       people.permit('manager', 'INSERT (entity_id, form_version_id, agent_id, contact_id, reference, opened_at, sample_draw_id, supersedes_id, answers, comment), UPDATE (answers, comment, answered_share, raw, reported, critical, fatal, is_passed)',
                     'scorecards.evaluation', 'agent_id = ANY ((SELECT sec.my_people())::bigint[]) AND evaluator_id = (SELECT sec.me()) AND state = ''draft'''),
       people.permit('trainer', 'INSERT (entity_id, form_version_id, agent_id, contact_id, reference, opened_at, sample_draw_id, supersedes_id, answers, comment), UPDATE (answers, comment, answered_share, raw, reported, critical, fatal, is_passed)',
                     'scorecards.evaluation', 'agent_id = ANY ((SELECT people.my_trainees())::bigint[]) AND evaluator_id = (SELECT sec.me()) AND state = ''draft''');
SELECT people.permit('hr', 'SELECT, INSERT (evaluation_id, state, comment)', 'scorecards.evaluation_step', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])'),
       people.permit('manager', 'SELECT, INSERT (evaluation_id, state, comment)', 'scorecards.evaluation_step', 'agent_id = ANY ((SELECT sec.my_people())::bigint[]) AND agent_id <> (SELECT sec.me())'),
       people.permit('trainer', 'SELECT, INSERT (evaluation_id, state, comment)', 'scorecards.evaluation_step', 'agent_id = ANY ((SELECT people.my_trainees())::bigint[])'),
       people.permit('agent', 'SELECT, INSERT (evaluation_id, state, comment)', 'scorecards.evaluation_step', 'agent_id = (SELECT sec.me()) AND is_open');
GRANT SELECT ON scorecards.evaluation_now TO muster_person;

-- Blind until revealed: before that nobody sees another's score, HR included.
SELECT people.permit('hr', 'SELECT, INSERT (entity_id, form_version_id, name)', 'scorecards.calibration', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])'),
       people.permit('manager trainer', 'SELECT', 'scorecards.calibration', 'id = ANY ((SELECT scorecards.my_calibrations())::bigint[])'),
       people.permit('manager trainer', 'INSERT (entity_id, form_version_id, name)', 'scorecards.calibration', 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])'),
       people.permit('hr manager trainer', 'UPDATE (revealed_at, closed_at, note)', 'scorecards.calibration', 'opened_by = (SELECT sec.me())');
SELECT people.permit('hr', 'SELECT', 'scorecards.' || part, 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])'),
       people.permit('manager trainer', 'SELECT', 'scorecards.' || part, 'calibration_id = ANY ((SELECT scorecards.my_calibrations())::bigint[])')
  FROM unnest(ARRAY['calibration_contact', 'calibration_rater']) AS part;
SELECT people.permit('hr manager trainer', 'INSERT (calibration_id, entity_id, reference)', 'scorecards.calibration_contact', 'calibration_id = ANY ((SELECT scorecards.calibrations_i_open())::bigint[])'),
       people.permit('hr manager trainer', 'INSERT (calibration_id, entity_id, person_id, is_reference)', 'scorecards.calibration_rater', 'calibration_id = ANY ((SELECT scorecards.calibrations_i_open())::bigint[])'),
       people.permit('hr manager trainer', 'SELECT', 'scorecards.calibration_score', 'rater_id = (SELECT sec.me()) OR calibration_id = ANY ((SELECT scorecards.calibrations_revealed_to_me())::bigint[])'),
       people.permit('hr manager trainer', 'INSERT (calibration_id, entity_id, contact_id, answers), UPDATE (answers, scored_at)', 'scorecards.calibration_score', 'rater_id = (SELECT sec.me()) AND calibration_id = ANY ((SELECT scorecards.calibrations_i_rate())::bigint[])');

-- Retention ----------------------------------------------------------------------------------------------

-- How long what is kept, and how much is older: cards from the day somebody left, the rest from when it was made. Nothing
-- is removed here; what is older is for somebody to decide.
CREATE OR REPLACE FUNCTION scorecards.retention_plan()
RETURNS TABLE (entity text, class text, months integer, is_decided boolean, reason text, kept bigint, older bigint)
LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
    WITH usual (class, months) AS (
        VALUES ('card', 72), ('evaluation', 24), ('calibration', 24), ('sample', 13), ('export', 72)
    ), plan AS (
        SELECT entity.id, entity.name, usual.class, coalesce(decided.months, usual.months) AS months,
               decided.months IS NOT NULL AS is_decided, coalesce(decided.reason, 'a usual start: ask counsel') AS reason
          FROM people.legal_entity AS entity
         CROSS JOIN usual
          LEFT JOIN LATERAL (
               SELECT retention.months, retention.reason FROM scorecards.retention
                WHERE retention.entity_id = entity.id AND retention.class = usual.class
                ORDER BY retention.decided_at DESC, retention.id DESC LIMIT 1) AS decided ON true
         WHERE entity.id = ANY (sec.my_entities()) AND sec.i_am('hr')
    ), gone AS (
        SELECT employment.person_id, max(employment.ends_on) AS at
          FROM people.employment
         GROUP BY employment.person_id
        HAVING bool_and(employment.ends_on IS NOT NULL)
    ), thing AS (
        SELECT snapshot.entity_id, 'card' AS class, gone.at::timestamptz AS at
          FROM scorecards.snapshot LEFT JOIN gone ON gone.person_id = snapshot.person_id
         UNION ALL SELECT evaluation.entity_id, 'evaluation', evaluation.started_at FROM scorecards.evaluation
         UNION ALL SELECT calibration.entity_id, 'calibration', calibration.opened_at FROM scorecards.calibration
         UNION ALL SELECT sampling_plan.entity_id, 'sample', sampling_plan.created_at FROM scorecards.sampling_plan
         UNION ALL SELECT export.entity_id, 'export', export.exported_at FROM scorecards.export
    )
    SELECT plan.name, plan.class, plan.months, plan.is_decided, plan.reason, count(thing.class),
           count(thing.at) FILTER (WHERE thing.at < now() - make_interval(months => plan.months))
      FROM plan
      LEFT JOIN thing ON thing.entity_id = plan.id AND thing.class = plan.class
     GROUP BY plan.name, plan.class, plan.months, plan.is_decided, plan.reason
     ORDER BY plan.name, plan.class;
END;
GRANT EXECUTE ON FUNCTION scorecards.retention_plan() TO muster_hr;
