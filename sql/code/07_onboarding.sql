-- Onboarding, the moving parts: states, latches, gates, and who may see what.

-- Whole words for policies -----------------------------------------------------------------------------------

-- The cohorts of classes I train.
CREATE OR REPLACE FUNCTION onboarding.my_cohorts() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(cohort.id), '{}'::bigint[])
      FROM onboarding.cohort
     WHERE cohort.class_id = ANY (people.my_classes());
END;

-- The assignments in them: a trainer sees what people learn with them, not what the same people learn elsewhere.
CREATE OR REPLACE FUNCTION onboarding.my_assignments() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(assignment.id), '{}'::bigint[])
      FROM onboarding.assignment
     WHERE assignment.cohort_id = ANY (onboarding.my_cohorts());
END;

-- The classes in which I or my people sit.
CREATE OR REPLACE FUNCTION onboarding.classes_of_mine() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(DISTINCT member.class_id), '{}'::bigint[])
      FROM people.class_member AS member
     WHERE member.person_id = ANY (sec.my_people() || sec.me());
END;

-- The lessons that I may tick off myself: of what I am learning now.
CREATE OR REPLACE FUNCTION onboarding.my_own_steps() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(item.id), '{}'::bigint[])
      FROM onboarding.assignment
      JOIN onboarding.item ON item.version_id = assignment.version_id
     WHERE assignment.person_id = sec.me() AND assignment.state IN ('assigned', 'in progress') AND item.kind = 'lesson';
END;

GRANT EXECUTE ON FUNCTION onboarding.my_own_steps(), onboarding.my_cohorts(), onboarding.my_assignments(), onboarding.classes_of_mine() TO muster_person;

-- States -------------------------------------------------------------------------------------------------------

-- Refuses a step that onboarding.transition does not know, and signs the ones it does.
CREATE OR REPLACE FUNCTION onboarding.follow_transitions() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    was text := '';
BEGIN
    IF tg_op = 'UPDATE' THEN
        was := old.state;
        IF new.state = was THEN
            RETURN new;
        END IF;
    END IF;
    IF NOT EXISTS (
        SELECT FROM onboarding.transition AS step
         WHERE (step.machine, step.from_state, step.to_state) = (tg_table_name, was, new.state)
    ) THEN
        RAISE EXCEPTION '% cannot become %', coalesce(nullif(was, ''), 'nothing'), new.state
              USING ERRCODE = '23514', SCHEMA = 'onboarding', TABLE = tg_table_name,
                    CONSTRAINT = tg_table_name || '_takes_a_step_that_is_there',
                    HINT = coalesce((SELECT format('It is %s and can become %s.', was, string_agg(step.to_state, ', ' ORDER BY step.to_state))
                                       FROM onboarding.transition AS step
                                      WHERE step.machine = tg_table_name AND step.from_state = was
                                     HAVING count(*) > 0),
                                    format('It is %s, and stays so.', was));
    END IF;
    new.state_at := now();
    new.state_by := coalesce(sec.me(), new.state_by);
    RETURN new;
END
$$;
DO $$
DECLARE
    machine text;
BEGIN
    FOREACH machine IN ARRAY ARRAY['curriculum_version', 'cohort', 'assignment', 'certificate', 'policy_version'] LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER %1$s_follows_transitions BEFORE INSERT OR UPDATE OF state ON onboarding.%1$s '
                       'FOR EACH ROW EXECUTE FUNCTION onboarding.follow_transitions()', machine);
    END LOOP;
END
$$;

-- Curricula ----------------------------------------------------------------------------------------------------

-- What waits for what in a version: an item for what it or its module needs, a module for its own items.
CREATE OR REPLACE FUNCTION onboarding.waits(version bigint) RETURNS TABLE (waiting text, awaited text)
LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
    SELECT item.key, need
      FROM onboarding.prerequisite AS rule
      JOIN onboarding.item ON item.version_id = rule.version_id
      JOIN onboarding.module ON module.id = item.module_id
     CROSS JOIN LATERAL unnest(rule.needs) AS need
     WHERE rule.version_id = waits.version AND rule.target_key IN (item.key, module.key)
    UNION
    SELECT module.key, item.key
      FROM onboarding.module
      JOIN onboarding.item ON item.module_id = module.id
     WHERE module.version_id = waits.version AND item.weight > 0;
END;

-- A version is published whole: nothing waits for itself or for what is not there, and it asks for something.
-- What it asks for is counted now; from here on nothing of it changes.
CREATE OR REPLACE FUNCTION onboarding.seal_version() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    stray text;
BEGIN
    SELECT string_agg(DISTINCT edge.awaited, ', ') INTO stray
      FROM onboarding.waits(new.id) AS edge
     WHERE NOT EXISTS (SELECT FROM onboarding.item WHERE item.version_id = new.id AND item.key = edge.awaited)
       AND NOT EXISTS (SELECT FROM onboarding.module WHERE module.version_id = new.id AND module.key = edge.awaited);
    IF stray IS NOT NULL THEN
        RAISE EXCEPTION 'something waits for what is not in the version' USING ERRCODE = '23514', SCHEMA = 'onboarding',
              TABLE = 'prerequisite', CONSTRAINT = 'prerequisite_names_what_is_there', HINT = format('Not there: %s.', stray);
    END IF;
    IF EXISTS (
        WITH RECURSIVE path AS (
            SELECT edge.waiting AS first, edge.awaited AS here FROM onboarding.waits(new.id) AS edge
            UNION
            SELECT path.first, edge.awaited FROM path JOIN onboarding.waits(new.id) AS edge ON edge.waiting = path.here
        )
        SELECT FROM path WHERE path.first = path.here
    ) THEN
        RAISE EXCEPTION 'something waits for itself' USING ERRCODE = '23514', SCHEMA = 'onboarding',
              TABLE = 'prerequisite', CONSTRAINT = 'prerequisite_does_not_wait_for_itself',
              HINT = '`muster curriculum check` prints the circle.';
    END IF;
    SELECT coalesce(sum(item.weight), 0) INTO new.required_weight
      FROM onboarding.item
      JOIN onboarding.module ON module.id = item.module_id
     WHERE item.version_id = new.id AND module.is_required;
    new.published_at := now();
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER curriculum_version_is_sealed
    BEFORE UPDATE OF state ON onboarding.curriculum_version
    FOR EACH ROW WHEN (new.state = 'published' AND old.state <> 'published') EXECUTE FUNCTION onboarding.seal_version();

-- The parts of a version change only while it is a draft.
CREATE OR REPLACE FUNCTION onboarding.refuse_published() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    version CONSTANT bigint := CASE WHEN tg_op = 'DELETE' THEN old.version_id ELSE new.version_id END;
BEGIN
    IF NOT EXISTS (SELECT FROM onboarding.curriculum_version AS held WHERE held.id = version AND held.state = 'draft') THEN
        RAISE EXCEPTION 'only a draft changes' USING ERRCODE = '23514', SCHEMA = 'onboarding', TABLE = tg_table_name,
              CONSTRAINT = 'curriculum_version_that_is_published_does_not_change',
              HINT = 'Make a new version: muster curriculum new-version CODE.';
    END IF;
    RETURN CASE WHEN tg_op = 'DELETE' THEN old ELSE new END;
END
$$;
DO $$
DECLARE
    part text;
BEGIN
    FOREACH part IN ARRAY ARRAY['module', 'item', 'prerequisite'] LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER %1$s_changes_only_in_a_draft BEFORE INSERT OR UPDATE OR DELETE ON onboarding.%1$s '
                       'FOR EACH ROW EXECUTE FUNCTION onboarding.refuse_published()', part);
    END LOOP;
END
$$;

-- Assignments --------------------------------------------------------------------------------------------------

-- Pins published versions alone, writes the first step, and satisfies at once what asks for nothing.
CREATE OR REPLACE FUNCTION onboarding.begin_assignments() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM onboarding.curriculum_version AS version
         WHERE version.id IN (SELECT written.version_id FROM written) AND version.published_at IS NULL
    ) THEN
        RAISE EXCEPTION 'not published yet' USING ERRCODE = '23514', SCHEMA = 'onboarding', TABLE = 'assignment',
              CONSTRAINT = 'assignment_pins_a_version_that_is_published';
    END IF;
    INSERT INTO onboarding.assignment_step (entity_id, person_id, assignment_id, state, cohort_id, reason)
    SELECT written.entity_id, written.person_id, written.id, written.state, written.cohort_id, written.state_reason FROM written;
    INSERT INTO onboarding.satisfied (assignment_id, item_id, entity_id, person_id, version_id, weight, how)
    SELECT written.id, item.id, written.entity_id, written.person_id, written.version_id,
           CASE WHEN module.is_required THEN item.weight ELSE 0 END, 'not applicable'
      FROM written
      JOIN onboarding.item ON item.version_id = written.version_id AND item.move_on = 'NotApplicable'
      JOIN onboarding.module ON module.id = item.module_id;
    PERFORM onboarding.advance(array_agg(written.id)) FROM written;
    RETURN NULL;
END
$$;
DROP TRIGGER IF EXISTS assignment_begins ON onboarding.assignment;
CREATE TRIGGER assignment_begins
    AFTER INSERT ON onboarding.assignment REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION onboarding.begin_assignments();

-- Nobody is called done who is not: what is required must be satisfied. History that is brought in by HR may tell of an
-- outcome without each of its steps.
CREATE OR REPLACE FUNCTION onboarding.refuse_unearned() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT (new.source = 'history' AND sec.i_am('hr')) AND NOT EXISTS (
        SELECT FROM onboarding.curriculum_version AS version
         WHERE version.id = new.version_id
           AND version.required_weight = (
               SELECT sum(satisfied.weight) FROM onboarding.satisfied
                WHERE satisfied.assignment_id = new.id
                  AND (satisfied.until_on IS NULL OR satisfied.until_on >= current_date))
    ) THEN
        RAISE EXCEPTION 'something is still open' USING ERRCODE = '23514', SCHEMA = 'onboarding', TABLE = 'assignment',
              CONSTRAINT = 'assignment_that_is_completed_has_all_satisfied';
    END IF;
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER assignment_is_earned
    BEFORE UPDATE OF state ON onboarding.assignment
    FOR EACH ROW WHEN (new.state = 'completed' AND old.state <> 'completed') EXECUTE FUNCTION onboarding.refuse_unearned();

-- Each change of state or cohort is a step of its own.
CREATE OR REPLACE FUNCTION onboarding.note_steps() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO onboarding.assignment_step (entity_id, person_id, assignment_id, state, cohort_id, reason)
    SELECT new_row.entity_id, new_row.person_id, new_row.id, new_row.state, new_row.cohort_id, new_row.state_reason
      FROM new_row
      JOIN old_row ON old_row.id = new_row.id
     WHERE (old_row.state, old_row.cohort_id) IS DISTINCT FROM (new_row.state, new_row.cohort_id);
    RETURN NULL;
END
$$;
DROP TRIGGER IF EXISTS assignment_steps_are_noted ON onboarding.assignment;
CREATE TRIGGER assignment_steps_are_noted
    AFTER UPDATE ON onboarding.assignment REFERENCING OLD TABLE AS old_row NEW TABLE AS new_row
    FOR EACH STATEMENT EXECUTE FUNCTION onboarding.note_steps();

-- Completes those of these assignments whose every required item is satisfied today, and reopens none.
CREATE OR REPLACE FUNCTION onboarding.advance(assignments bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER
BEGIN ATOMIC
    UPDATE onboarding.assignment
       SET state = 'completed', state_reason = NULL
      FROM onboarding.curriculum_version AS version
     WHERE assignment.id = ANY (assignments)
       AND assignment.state IN ('assigned', 'in progress')
       AND version.id = assignment.version_id
       AND version.required_weight = (
           SELECT sum(satisfied.weight) FROM onboarding.satisfied
            WHERE satisfied.assignment_id = assignment.id
              AND (satisfied.until_on IS NULL OR satisfied.until_on >= current_date));
END;

-- What counts of an item's results: all that nobody voided. That what voids it names something is said for the planner,
-- which finds those few by their own index.
CREATE OR REPLACE VIEW onboarding.standing_result WITH (security_invoker) AS
SELECT result.*
  FROM onboarding.item_result AS result
 WHERE result.verb <> 'voided'
   AND NOT EXISTS (SELECT FROM onboarding.item_result AS void WHERE void.voids_id = result.id AND void.voids_id IS NOT NULL);

-- cmi5's moveOn: whether what happened satisfies an item.
CREATE OR REPLACE FUNCTION onboarding.moves_on(move_on text, is_completed boolean, is_passed boolean) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE move_on
           WHEN 'Passed' THEN is_passed
           WHEN 'Completed' THEN is_completed
           WHEN 'CompletedAndPassed' THEN is_completed AND is_passed
           WHEN 'CompletedOrPassed' THEN is_completed OR is_passed
           ELSE true
       END;
GRANT EXECUTE ON FUNCTION onboarding.moves_on(text, boolean, boolean) TO muster_person;

-- Takes results in: none of an assignment that is over, none that passes below the mark; then latches what they
-- satisfy. A voided result opens its latch again, unless another result holds it.
CREATE OR REPLACE FUNCTION onboarding.take_results() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM written JOIN onboarding.assignment ON assignment.id = written.assignment_id
         WHERE assignment.state IN ('suspended', 'withdrawn', 'failed', 'expired', 'migrated') AND written.verb <> 'voided'
    ) THEN
        RAISE EXCEPTION 'the assignment is not running' USING ERRCODE = '23514', SCHEMA = 'onboarding', TABLE = 'item_result',
              CONSTRAINT = 'item_result_is_of_a_running_assignment';
    END IF;
    IF EXISTS (
        SELECT FROM written JOIN onboarding.item ON item.id = written.item_id
         WHERE written.verb = 'passed' AND written.score < item.mastery_score
    ) THEN
        RAISE EXCEPTION 'passed below the mark' USING ERRCODE = '23514', SCHEMA = 'onboarding', TABLE = 'item_result',
              CONSTRAINT = 'item_result_that_passes_reaches_the_mark';
    END IF;
    IF EXISTS (
        SELECT FROM written JOIN onboarding.item_result AS voided ON voided.id = written.voids_id
         WHERE (voided.assignment_id, voided.item_id) <> (written.assignment_id, written.item_id) OR voided.verb = 'voided'
    ) THEN
        RAISE EXCEPTION 'voids something else' USING ERRCODE = '23514', SCHEMA = 'onboarding', TABLE = 'item_result',
              CONSTRAINT = 'item_result_voids_a_result_of_the_same_item';
    END IF;
    DELETE FROM onboarding.satisfied
     USING written
     WHERE written.verb = 'voided' AND satisfied.how IN ('result', 'carried over')
       AND (satisfied.assignment_id, satisfied.item_id) = (written.assignment_id, written.item_id);
    INSERT INTO onboarding.satisfied (assignment_id, item_id, entity_id, person_id, version_id, weight, how)
    SELECT touched.assignment_id, touched.item_id, item.entity_id, touched.person_id, item.version_id,
           CASE WHEN module.is_required THEN item.weight ELSE 0 END, 'result'
      FROM (SELECT DISTINCT written.assignment_id, written.item_id, written.person_id FROM written) AS touched
      JOIN onboarding.item ON item.id = touched.item_id
      JOIN onboarding.module ON module.id = item.module_id
     CROSS JOIN LATERAL (
           SELECT coalesce(bool_or(result.verb = 'completed'), false) AS is_completed,
                  coalesce(bool_or(result.verb = 'passed'), false) AS is_passed
             FROM onboarding.standing_result AS result
            WHERE result.assignment_id = touched.assignment_id AND result.item_id = touched.item_id
         ) AS done
     WHERE onboarding.moves_on(item.move_on, done.is_completed, done.is_passed)
        ON CONFLICT (assignment_id, item_id) DO UPDATE SET how = 'result', until_on = NULL WHERE satisfied.until_on IS NOT NULL;
    UPDATE onboarding.assignment SET state = 'in progress', state_reason = NULL
     WHERE assignment.state = 'assigned' AND assignment.id IN (SELECT written.assignment_id FROM written);
    UPDATE onboarding.assignment SET state = 'in progress', state_reason = 'a result was voided'
     WHERE assignment.state = 'completed'
       AND assignment.id IN (SELECT written.assignment_id FROM written WHERE written.verb = 'voided')
       AND EXISTS (SELECT FROM onboarding.item
                     JOIN onboarding.module ON module.id = item.module_id
                    WHERE item.version_id = assignment.version_id AND item.weight > 0 AND module.is_required
                      AND NOT EXISTS (SELECT FROM onboarding.satisfied
                                       WHERE satisfied.assignment_id = assignment.id AND satisfied.item_id = item.id));
    PERFORM onboarding.advance(array_agg(DISTINCT written.assignment_id)) FROM written;
    RETURN NULL;
END
$$;
DROP TRIGGER IF EXISTS item_result_is_taken ON onboarding.item_result;
CREATE TRIGGER item_result_is_taken
    AFTER INSERT ON onboarding.item_result REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION onboarding.take_results();

-- A waiver satisfies until it expires; a result that does the same outlasts it.
CREATE OR REPLACE FUNCTION onboarding.take_waivers() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO onboarding.satisfied (assignment_id, item_id, entity_id, person_id, version_id, weight, how, until_on)
    SELECT written.assignment_id, written.item_id, written.entity_id, written.person_id, written.version_id,
           CASE WHEN module.is_required THEN item.weight ELSE 0 END, 'waiver', max(coalesce(written.expires_on, 'infinity'))
      FROM written
      JOIN onboarding.item ON item.id = written.item_id
      JOIN onboarding.module ON module.id = item.module_id
     GROUP BY written.assignment_id, written.item_id, written.entity_id, written.person_id, written.version_id,
              module.is_required, item.weight
        ON CONFLICT (assignment_id, item_id) DO UPDATE SET how = 'waiver', until_on = excluded.until_on
             WHERE satisfied.until_on < excluded.until_on;
    PERFORM onboarding.advance(array_agg(DISTINCT written.assignment_id)) FROM written;
    RETURN NULL;
END
$$;
DROP TRIGGER IF EXISTS waiver_is_taken ON onboarding.waiver;
CREATE TRIGGER waiver_is_taken
    AFTER INSERT ON onboarding.waiver REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION onboarding.take_waivers();

-- What an assignment would keep in another version, item by item.
CREATE OR REPLACE FUNCTION onboarding.kept_by_migration(from_assignment bigint, to_version bigint)
RETURNS TABLE (from_item_id bigint, to_item_id bigint, weight integer, until_on date)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT DISTINCT ON (target.id) source.id, target.id, CASE WHEN module.is_required THEN target.weight ELSE 0 END,
           satisfied.until_on
      FROM onboarding.satisfied
      JOIN onboarding.item AS source ON source.id = satisfied.item_id
      LEFT JOIN onboarding.equivalence AS equal ON equal.from_item_id = source.id AND equal.to_version = kept_by_migration.to_version
      JOIN onboarding.item AS target
        ON target.version_id = kept_by_migration.to_version
       AND (target.id = equal.to_item_id OR (target.key = source.key AND target.kind = source.kind))
      JOIN onboarding.module ON module.id = target.module_id
      LEFT JOIN LATERAL (
           SELECT max(result.score) AS best FROM onboarding.standing_result AS result
            WHERE result.assignment_id = satisfied.assignment_id AND result.item_id = source.id AND result.verb = 'passed'
         ) AS scored ON true
     WHERE satisfied.assignment_id = kept_by_migration.from_assignment
       AND (satisfied.until_on IS NULL OR satisfied.until_on >= current_date)
       AND (satisfied.how = 'waiver' OR target.mastery_score IS NULL
            OR target.mastery_score <= coalesce(scored.best, source.mastery_score, 0))
     ORDER BY target.id, (target.id = equal.to_item_id) DESC NULLS LAST;
END;
-- Who is moved to another version keeps what they satisfied there of the same key, or of an item said to be equal,
-- unless it asks for a higher mark than theirs was given for. `whole` says that nothing is kept.
CREATE OR REPLACE FUNCTION onboarding.carry_over(from_assignment bigint, to_assignment bigint) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    kept integer;
BEGIN
    IF NOT EXISTS (
        SELECT FROM onboarding.assignment AS target
          JOIN onboarding.assignment AS source ON source.id = target.follows_id AND source.person_id = target.person_id
         WHERE target.id = to_assignment AND source.id = from_assignment AND source.state = 'migrated'
           AND target.operation_id IS NOT DISTINCT FROM op.current()
           AND (target.entity_id = ANY (sec.my_entities()) OR target.id = ANY (onboarding.my_assignments()))
    ) THEN
        RAISE EXCEPTION 'not a migration of yours' USING ERRCODE = '42501';
    END IF;
    INSERT INTO onboarding.satisfied (assignment_id, item_id, entity_id, person_id, version_id, weight, how, until_on)
    SELECT kept_item.assignment_id, kept_item.to_item_id, kept_item.entity_id, kept_item.person_id, kept_item.to_version_id,
           kept_item.weight, 'carried over', kept_item.until_on
      FROM onboarding.kept_by_migration(from_assignment, (SELECT version_id FROM onboarding.assignment WHERE id = to_assignment)) AS found
     CROSS JOIN LATERAL (
           SELECT to_assignment AS assignment_id, found.to_item_id, target.entity_id, target.person_id,
                  target.version_id AS to_version_id, found.weight, found.until_on
             FROM onboarding.assignment AS target WHERE target.id = to_assignment) AS kept_item
        ON CONFLICT (assignment_id, item_id) DO NOTHING;
    GET DIAGNOSTICS kept = ROW_COUNT;
    UPDATE onboarding.assignment SET state = 'in progress' WHERE id = to_assignment AND state = 'assigned' AND kept > 0;
    PERFORM onboarding.advance(ARRAY[to_assignment]);
    RETURN kept;
END
$$;

GRANT EXECUTE ON FUNCTION onboarding.carry_over(bigint, bigint), onboarding.kept_by_migration(bigint, bigint) TO muster_person;

-- Reading -------------------------------------------------------------------------------------------------------

-- The one definition of progress: weight satisfied of weight required, in the pinned version.
CREATE OR REPLACE VIEW onboarding.progress WITH (security_invoker) AS
SELECT assignment.id AS assignment_id,
       coalesce(done.weight, 0) AS satisfied_weight,
       version.required_weight,
       coalesce(done.weight, 0)::double precision / version.required_weight AS share
  FROM onboarding.assignment
  JOIN onboarding.curriculum_version AS version ON version.id = assignment.version_id
 CROSS JOIN LATERAL (
       SELECT sum(satisfied.weight) AS weight
         FROM onboarding.satisfied
        WHERE satisfied.assignment_id = assignment.id
          AND (satisfied.until_on IS NULL OR satisfied.until_on >= current_date)
     ) AS done;

-- Each item of each assignment: what happened, whether it is satisfied, when it is due. Looked up item by item, so that
-- a trainer's policy filters what was found and does not search all that they may see.
CREATE OR REPLACE VIEW onboarding.item_standing WITH (security_invoker) AS
SELECT assignment.id AS assignment_id,
       item.id AS item_id,
       done.last_verb,
       done.best_score,
       coalesce(done.tries, 0) AS tries,
       done.last_at,
       done.completed_at,
       satisfied.how,
       satisfied.at AS satisfied_at,
       coalesce(longer.due_on, due.due_on) AS due_on,
       due.rule
  FROM onboarding.assignment
  JOIN onboarding.item ON item.version_id = assignment.version_id
  LEFT JOIN onboarding.due_date AS due ON due.sheet_id = assignment.sheet_id AND due.item_id = item.id
  LEFT JOIN LATERAL (
       SELECT held.how, held.at
         FROM onboarding.satisfied AS held
        WHERE held.assignment_id = assignment.id AND held.item_id = item.id
          AND (held.until_on IS NULL OR held.until_on >= current_date)
        LIMIT 1
     ) AS satisfied ON true
  LEFT JOIN LATERAL (
       SELECT (array_agg(result.verb ORDER BY result.happened_at DESC, result.id DESC))[1] AS last_verb,
              max(result.score) AS best_score,
              count(*) FILTER (WHERE result.verb IN ('passed', 'failed'))::integer AS tries,
              max(result.happened_at) AS last_at,
              min(result.happened_at) FILTER (WHERE result.verb IN ('completed', 'passed')) AS completed_at
         FROM onboarding.standing_result AS result
        WHERE result.assignment_id = assignment.id AND result.item_id = item.id
     ) AS done ON true
  LEFT JOIN LATERAL (
       SELECT extension.due_on
         FROM onboarding.extension
        WHERE extension.assignment_id = assignment.id AND extension.item_id = item.id
        ORDER BY extension.granted_at DESC
        LIMIT 1
     ) AS longer ON true;

-- Certificates -------------------------------------------------------------------------------------------------

-- Fills in what follows from the certification's version, and refuses whoever has not completed what it asks for.
CREATE OR REPLACE FUNCTION onboarding.prepare_certificate() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    rules onboarding.certification_version;
BEGIN
    SELECT * INTO STRICT rules FROM onboarding.certification_version AS version WHERE version.id = new.version_id;
    new.signed_by := coalesce(sec.me(), new.signed_by);
    new.grace_days := rules.grace_days;
    new.valid_until_on := (new.valid_from_on + make_interval(months => rules.valid_months))::date - 1;
    IF rules.curriculum_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM onboarding.assignment
         WHERE assignment.id = new.assignment_id AND assignment.person_id = new.person_id
           AND assignment.curriculum_id = rules.curriculum_id AND assignment.state = 'completed'
    ) THEN
        RAISE EXCEPTION 'the curriculum is not completed' USING ERRCODE = '23514', SCHEMA = 'onboarding', TABLE = 'certificate',
              CONSTRAINT = 'certificate_follows_a_completed_curriculum';
    END IF;
    UPDATE onboarding.certificate AS earlier SET state = 'superseded'
     WHERE earlier.id = new.renews_id AND earlier.person_id = new.person_id
       AND earlier.certification_id = new.certification_id AND earlier.state = 'active';
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER certificate_is_prepared
    BEFORE INSERT ON onboarding.certificate
    FOR EACH ROW EXECUTE FUNCTION onboarding.prepare_certificate();

-- The skill comes and goes with the certificate, in the same transaction.
CREATE OR REPLACE FUNCTION onboarding.open_gate() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    skill CONSTANT bigint := (SELECT certification.skill_id FROM onboarding.certification WHERE certification.id = new.certification_id);
BEGIN
    IF skill IS NULL OR (tg_op = 'UPDATE' AND new.state <> 'revoked') THEN
        RETURN NULL;
    END IF;
    UPDATE people.skill_grant AS held SET revoked_at = now(), revoked_by = new.state_by
     WHERE held.person_id = new.person_id AND held.skill_id = skill AND held.revoked_at IS NULL;
    IF new.state = 'active' THEN
        INSERT INTO people.skill_grant (entity_id, person_id, skill_id, level, starts_on, expires_on, granted_by)
        SELECT new.entity_id, new.person_id, skill, version.level, new.valid_from_on, new.valid_until_on + new.grace_days, new.signed_by
          FROM onboarding.certification_version AS version WHERE version.id = new.version_id;
        INSERT INTO people.readiness
            (entity_id, person_id, skill_id, ready_p50_on, ready_p90_on, proficiency, gate_passed_at, gate_passed_by)
        SELECT new.entity_id, new.person_id, skill, new.valid_from_on, new.valid_from_on,
               (SELECT known.proficiency FROM people.current_readiness AS known
                 WHERE known.person_id = new.person_id AND known.skill_id = skill),
               new.signed_at, new.signed_by;
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER certificate_opens_its_gate
    AFTER INSERT OR UPDATE OF state ON onboarding.certificate
    FOR EACH ROW EXECUTE FUNCTION onboarding.open_gate();

-- A skill behind a gate is granted with its certificate and in no other way: who has not passed is not rosterable.
CREATE OR REPLACE FUNCTION onboarding.require_gate() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    gate onboarding.certification;
BEGIN
    SELECT * INTO gate FROM onboarding.certification WHERE certification.skill_id = new.skill_id;
    IF gate.id IS NOT NULL AND new.revoked_at IS NULL AND NOT EXISTS (
        SELECT FROM onboarding.certificate
         WHERE certificate.person_id = new.person_id AND certificate.certification_id = gate.id AND certificate.state = 'active'
    ) THEN
        RAISE EXCEPTION 'the gate is not passed' USING ERRCODE = '23514', SCHEMA = 'people', TABLE = 'skill_grant',
              CONSTRAINT = 'skill_grant_passes_its_gate',
              HINT = format('It comes with the certificate: muster cert issue %s PERSON --evidence TEXT.', gate.code);
    END IF;
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER skill_grant_passes_its_gate
    BEFORE INSERT ON people.skill_grant
    FOR EACH ROW EXECUTE FUNCTION onboarding.require_gate();

-- How a certificate stands on a day.
CREATE OR REPLACE FUNCTION onboarding.standing_on(day date, state text, valid_until_on date, grace_days integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
           WHEN state <> 'active' THEN state
           WHEN valid_until_on IS NULL OR valid_until_on >= day + 60 THEN 'active'
           WHEN valid_until_on >= day THEN 'expiring'
           WHEN valid_until_on + grace_days >= day THEN 'grace'
           ELSE 'expired'
       END;
GRANT EXECUTE ON FUNCTION onboarding.standing_on(date, text, date, integer) TO muster_person;

-- Policies and procedures ------------------------------------------------------------------------------------

-- A version's text is fixed by its digest, taken when it is written.
CREATE OR REPLACE FUNCTION onboarding.digest_policy() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    new.body_digest := encode(sha256(convert_to(new.body, 'UTF8')), 'hex');
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER policy_version_has_its_digest
    BEFORE INSERT OR UPDATE OF body, body_digest ON onboarding.policy_version
    FOR EACH ROW EXECUTE FUNCTION onboarding.digest_policy();

-- A newer version takes the place of the one in force; the day it does so stays on it.
CREATE OR REPLACE FUNCTION onboarding.put_in_force() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE onboarding.policy_version AS earlier SET state = 'retired'
     WHERE earlier.policy_id = new.policy_id AND earlier.state = 'published' AND earlier.id <> new.id;
    new.published_at := now();
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER policy_version_is_put_in_force
    BEFORE UPDATE OF state ON onboarding.policy_version
    FOR EACH ROW WHEN (new.state = 'published' AND old.state <> 'published') EXECUTE FUNCTION onboarding.put_in_force();

-- Who reads signs what they were shown: the version in force, by its digest. Items that ask for it are completed.
CREATE OR REPLACE FUNCTION onboarding.take_reading() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM onboarding.policy_version AS version
         WHERE version.id = new.version_id AND version.state = 'published' AND version.body_digest = new.body_digest
    ) THEN
        RAISE EXCEPTION 'not what is in force' USING ERRCODE = '23514', SCHEMA = 'onboarding', TABLE = 'policy_reading',
              CONSTRAINT = 'policy_reading_is_of_what_is_in_force';
    END IF;
    INSERT INTO onboarding.item_result (entity_id, person_id, assignment_id, version_id, item_id, verb, evidence)
    SELECT assignment.entity_id, assignment.person_id, assignment.id, assignment.version_id, item.id, 'completed',
           'read and acknowledged, sha256 ' || left(new.body_digest, 16)
      FROM onboarding.assignment
      JOIN onboarding.item ON item.version_id = assignment.version_id AND item.policy_id = new.policy_id
     WHERE assignment.person_id = new.person_id AND assignment.state IN ('assigned', 'in progress');
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER policy_reading_is_taken
    AFTER INSERT ON onboarding.policy_reading
    FOR EACH ROW EXECUTE FUNCTION onboarding.take_reading();

-- Who holds a role in a company: all of them for HR, one's own people for a lead, oneself for everybody.
CREATE OR REPLACE FUNCTION onboarding.holders_of(role text, entity bigint) RETURNS TABLE (person_id bigint, since_on date)
LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
    SELECT person.id, (holder.since_at AT TIME ZONE 'UTC')::date
      FROM sec.holders_of(holders_of.role) AS holder
      JOIN people.person ON person.id = holder.person_id AND person.entity_id = holders_of.entity
     WHERE (sec.i_am('hr') AND person.entity_id = ANY (sec.my_entities()))
        OR person.id = ANY (sec.my_people() || people.my_trainees() || sec.me());
END;
GRANT EXECUTE ON FUNCTION onboarding.holders_of(text, bigint) TO muster_person;

-- Who must have read what by when, and whether they did. A material version asks everybody again.
CREATE OR REPLACE VIEW onboarding.policy_duty WITH (security_invoker) AS
WITH RECURSIVE below AS (
    SELECT audience.id AS audience_id, audience.team_id FROM onboarding.policy_audience AS audience WHERE audience.team_id IS NOT NULL
    UNION
    SELECT below.audience_id, team.id FROM below JOIN people.team ON team.parent_id = below.team_id
), concerned AS (
    SELECT below.audience_id, member.person_id, member.starts_on AS since_on
      FROM below
      JOIN people.membership AS member ON member.team_id = below.team_id
     WHERE member.starts_on <= current_date AND coalesce(member.ends_on, current_date) >= current_date
    UNION ALL
    SELECT audience.id, held.person_id, held.starts_on
      FROM onboarding.policy_audience AS audience
      JOIN people.skill_grant AS held ON held.skill_id = audience.skill_id AND held.revoked_at IS NULL
     WHERE coalesce(held.expires_on, current_date) >= current_date
    UNION ALL
    SELECT audience.id, holder.person_id, holder.since_on
      FROM onboarding.policy_audience AS audience
     CROSS JOIN LATERAL onboarding.holders_of(audience.role, audience.entity_id) AS holder
     WHERE audience.role IS NOT NULL
)
SELECT policy.id AS policy_id,
       policy.entity_id,
       concerned.person_id,
       material.number AS since_number,
       min(greatest(audience.starts_on, concerned.since_on, (material.published_at AT TIME ZONE 'UTC')::date)
           + audience.days_to_read) AS due_on,
       min(reading.read_at) AS read_at
  FROM onboarding.policy
  JOIN onboarding.policy_audience AS audience
    ON audience.policy_id = policy.id AND audience.starts_on <= current_date
   AND coalesce(audience.ends_on, current_date) >= current_date
  JOIN concerned ON concerned.audience_id = audience.id
 CROSS JOIN LATERAL (
       SELECT version.number, version.published_at
         FROM onboarding.policy_version AS version
        WHERE version.policy_id = policy.id AND version.is_material AND version.published_at IS NOT NULL
        ORDER BY version.number DESC
        LIMIT 1
     ) AS material
  LEFT JOIN LATERAL (
       SELECT read.read_at
         FROM onboarding.policy_reading AS read
         JOIN onboarding.policy_version AS version ON version.id = read.version_id
        WHERE read.person_id = concerned.person_id AND read.policy_id = policy.id AND version.number >= material.number
     ) AS reading ON true
 GROUP BY policy.id, policy.entity_id, concerned.person_id, material.number;

-- Who may do what ----------------------------------------------------------------------------------------------

SELECT people.close_doors('onboarding');

-- No secret inside a company: what there is to learn, to be certified in, and to read; which steps there are.
SELECT people.permit('person', 'SELECT', 'onboarding.transition', '(SELECT sec.me()) IS NOT NULL');
SELECT people.permit('person', 'SELECT', ('onboarding.' || shared)::regclass, 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])')
  FROM unnest(ARRAY['curriculum', 'curriculum_version', 'module', 'item', 'prerequisite', 'equivalence', 'erratum', 'due_sheet', 'due_date',
                    'certification', 'certification_version', 'policy', 'policy_version', 'policy_audience']) AS shared;

-- Trainers and HR write it.
SELECT people.permit('hr trainer', 'INSERT', ('onboarding.' || kept)::regclass, 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])')
  FROM unnest(ARRAY['curriculum', 'equivalence', 'due_sheet', 'due_date', 'certification']) AS kept;
SELECT people.permit('hr trainer', 'INSERT, UPDATE, DELETE', ('onboarding.' || kept)::regclass, 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])')
  FROM unnest(ARRAY['module', 'item', 'prerequisite']) AS kept;
SELECT people.permit('hr trainer', 'INSERT (entity_id, curriculum_id, number, supersedes_id, note), UPDATE (state)', 'onboarding.curriculum_version',
                     'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])');
SELECT people.permit('hr trainer', 'INSERT (entity_id, version_id, key, title)', 'onboarding.erratum', 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])');
SELECT people.permit('hr trainer', 'INSERT (entity_id, certification_id, number, curriculum_id, valid_months, grace_days, level, renew_by_on)',
                     'onboarding.certification_version', 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])');
SELECT people.permit('hr trainer', 'INSERT', 'onboarding.policy', 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])');
SELECT people.permit('hr trainer', 'INSERT (entity_id, policy_id, number, body, is_material, note), UPDATE (state)', 'onboarding.policy_version',
                     'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])');
SELECT people.permit('hr', 'INSERT, UPDATE (ends_on)', 'onboarding.policy_audience', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');

-- HR sees every cohort and what becomes of everybody; planners and recruiters the cohorts.
SELECT people.permit('hr', 'SELECT, INSERT (entity_id, class_id, curriculum_id, version_id, room), UPDATE (state, room)', 'onboarding.cohort',
                     'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('planner recruiter', 'SELECT', 'onboarding.cohort', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('hr', 'SELECT, INSERT, UPDATE (cancelled_at)', 'onboarding.meeting', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('hr', 'SELECT, INSERT', 'onboarding.meeting_block', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('hr', 'SELECT, INSERT (entity_id, person_id, curriculum_id, version_id, cohort_id, sheet_id, follows_id, starts_on, source), UPDATE (state, state_reason, cohort_id, sheet_id)',
                     'onboarding.assignment', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('hr', 'SELECT', ('onboarding.' || seen)::regclass, 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])')
  FROM unnest(ARRAY['assignment_step', 'satisfied', 'policy_reading']) AS seen;
SELECT people.permit('hr', 'SELECT, INSERT (entity_id, person_id, assignment_id, version_id, item_id, due_on, reason)', 'onboarding.extension',
                     'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('hr', 'SELECT, INSERT (entity_id, person_id, assignment_id, version_id, item_id, verb, score, evidence, voids_id, happened_at)',
                     'onboarding.item_result', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('hr', 'SELECT, INSERT (entity_id, person_id, assignment_id, version_id, item_id, reason, expires_on)', 'onboarding.waiver',
                     'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('hr', 'SELECT, INSERT (entity_id, person_id, certification_id, version_id, assignment_id, valid_from_on, renews_id, evidence), UPDATE (state, state_reason)',
                     'onboarding.certificate', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('hr planner', 'SELECT', 'onboarding.ramp', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('hr planner trainer', 'INSERT (entity_id, skill_id, as_of_on, form, people, cohorts, proficiency, spread, staying, note)', 'onboarding.ramp',
                     'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])');
SELECT people.permit('trainer', 'SELECT', 'onboarding.ramp', 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])');

-- A trainer has their own cohorts, and the people's work in those alone. Asked with IN and not with = ANY, the many are
-- hashed once; as an array they would be put in order anew for every row that is looked up.
SELECT people.permit('trainer', 'SELECT, INSERT (entity_id, class_id, curriculum_id, version_id, room), UPDATE (state, room)', 'onboarding.cohort',
                     'class_id = ANY ((SELECT people.my_classes())::bigint[])');
SELECT people.permit('trainer', 'SELECT, INSERT, UPDATE (cancelled_at)', 'onboarding.meeting', 'cohort_id = ANY ((SELECT onboarding.my_cohorts())::bigint[])');
SELECT people.permit('trainer', 'SELECT, INSERT', 'onboarding.meeting_block', 'person_id = ANY ((SELECT people.my_trainees())::bigint[])');
SELECT people.permit('trainer', 'SELECT, INSERT (entity_id, person_id, curriculum_id, version_id, cohort_id, sheet_id, follows_id, starts_on, source), UPDATE (state, state_reason, cohort_id, sheet_id)',
                     'onboarding.assignment', 'cohort_id = ANY ((SELECT onboarding.my_cohorts())::bigint[])');
SELECT people.permit('trainer', 'SELECT', ('onboarding.' || seen)::regclass, 'assignment_id IN (SELECT unnest((SELECT onboarding.my_assignments())))')
  FROM unnest(ARRAY['assignment_step', 'satisfied']) AS seen;
SELECT people.permit('trainer', 'SELECT, INSERT (entity_id, person_id, assignment_id, version_id, item_id, due_on, reason)', 'onboarding.extension',
                     'assignment_id IN (SELECT unnest((SELECT onboarding.my_assignments())))');
SELECT people.permit('trainer', 'SELECT, INSERT (entity_id, person_id, assignment_id, version_id, item_id, verb, score, evidence, voids_id, happened_at)',
                     'onboarding.item_result', 'assignment_id IN (SELECT unnest((SELECT onboarding.my_assignments())))');
SELECT people.permit('trainer', 'SELECT, INSERT (entity_id, person_id, assignment_id, version_id, item_id, reason, expires_on)', 'onboarding.waiver',
                     'assignment_id IN (SELECT unnest((SELECT onboarding.my_assignments())))');
SELECT people.permit('trainer', 'SELECT, INSERT (entity_id, person_id, certification_id, version_id, assignment_id, valid_from_on, renews_id, evidence), UPDATE (state, state_reason)',
                     'onboarding.certificate', 'person_id = ANY ((SELECT people.my_trainees())::bigint[])');
SELECT people.permit('trainer', 'SELECT', 'onboarding.policy_reading', 'person_id = ANY ((SELECT people.my_trainees())::bigint[])');

-- A lead sees their team, an agent themselves.
SELECT people.permit('agent manager', 'SELECT', 'onboarding.cohort', 'class_id = ANY ((SELECT onboarding.classes_of_mine())::bigint[])');
SELECT people.permit('manager', 'SELECT', ('onboarding.' || seen)::regclass, 'person_id = ANY ((SELECT sec.my_people())::bigint[])')
  FROM unnest(ARRAY['meeting_block', 'assignment', 'assignment_step', 'extension', 'item_result', 'waiver', 'satisfied', 'certificate',
                    'policy_reading']) AS seen;
SELECT people.permit('agent', 'SELECT', ('onboarding.' || seen)::regclass, 'person_id = (SELECT sec.me())')
  FROM unnest(ARRAY['meeting_block', 'assignment', 'assignment_step', 'extension', 'item_result', 'waiver', 'satisfied', 'certificate',
                    'policy_reading']) AS seen;

-- Whoever learns says so themselves where nobody else needs to see it, and reads policies in their own name.
SELECT people.permit('agent', 'INSERT (entity_id, person_id, assignment_id, version_id, item_id, verb, evidence)', 'onboarding.item_result',
                     'person_id = (SELECT sec.me()) AND item_id = ANY ((SELECT onboarding.my_own_steps())::bigint[]) AND verb = ANY (ARRAY[''started'', ''completed''])');
SELECT people.permit('person', 'INSERT (entity_id, policy_id, version_id, body_digest), SELECT', 'onboarding.policy_reading', 'person_id = (SELECT sec.me())');

GRANT SELECT ON onboarding.standing_result, onboarding.progress, onboarding.item_standing, onboarding.policy_duty TO muster_person;
