-- Assessments, the moving parts: sitting, grading, regrading, and who may see what.

-- Whole words for policies -----------------------------------------------------------------------------------

-- The questions I was asked: their text, never their key.
CREATE OR REPLACE FUNCTION onboarding.asked_of_me() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(DISTINCT asked.question_version_id), '{}'::bigint[])
      FROM onboarding.attempt_question AS asked
     WHERE asked.person_id = sec.me();
END;

-- My attempts of which I may see what each question earned.
CREATE OR REPLACE FUNCTION onboarding.revealed_to_me() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(attempt.id), '{}'::bigint[])
      FROM onboarding.attempt
      JOIN onboarding.assessment_version AS version ON version.id = attempt.assessment_version_id
     WHERE attempt.person_id = sec.me() AND attempt.state = 'graded' AND version.reveals <> 'nothing';
END;

-- The attempts that I may grade: HR's company, a trainer's own cohorts.
CREATE OR REPLACE FUNCTION onboarding.attempts_i_grade() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(attempt.id), '{}'::bigint[])
      FROM onboarding.attempt
     WHERE (sec.i_am('hr') AND attempt.entity_id = ANY (sec.my_entities()))
        OR (sec.i_am('trainer') AND attempt.assignment_id = ANY (onboarding.my_assignments()));
END;

GRANT EXECUTE ON FUNCTION onboarding.asked_of_me(), onboarding.revealed_to_me(), onboarding.attempts_i_grade() TO muster_person;

CREATE OR REPLACE TRIGGER assessment_version_follows_transitions
    BEFORE INSERT OR UPDATE OF state ON onboarding.assessment_version
    FOR EACH ROW EXECUTE FUNCTION onboarding.follow_transitions();
CREATE OR REPLACE TRIGGER attempt_follows_transitions
    BEFORE INSERT OR UPDATE OF state ON onboarding.attempt
    FOR EACH ROW EXECUTE FUNCTION onboarding.follow_transitions();

-- Refuses by a rule's name, with what to do next.
CREATE OR REPLACE FUNCTION onboarding.refuse(rule text, words text, hint text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION '%', words
          USING ERRCODE = '23514', SCHEMA = 'onboarding', TABLE = 'attempt', CONSTRAINT = rule, HINT = coalesce(hint, '');
END
$$;

-- Marking ----------------------------------------------------------------------------------------------------

-- What an answer is worth from 0 to 1 by a key's marks; NULL where somebody must read it. The same rules as
-- Scoring.fraction in Swift, and a test holds the two together.
CREATE OR REPLACE FUNCTION onboarding.worth(kind text, marks jsonb, response jsonb) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN response IS NULL THEN 0
    WHEN kind = 'essay' THEN NULL
    ELSE greatest(0, least(1, round(coalesce(
        CASE
            WHEN kind IN ('choice', 'choices') THEN (
                SELECT sum((marks -> (pick.number::integer - 1))::numeric)
                  FROM (SELECT DISTINCT jsonb_array_elements_text(response) AS number) AS pick
                 WHERE pick.number::integer >= 1)
            WHEN kind = 'true or false' THEN (marks = response)::integer
            WHEN kind = 'matching' THEN (
                SELECT avg((response -> (thing.place::integer - 1) = thing.match)::integer)
                  FROM jsonb_array_elements(marks) WITH ORDINALITY AS thing (match, place))
            WHEN kind = 'short answer' THEN (
                SELECT (foreseen.answer ->> 1)::numeric
                  FROM jsonb_array_elements(marks) WITH ORDINALITY AS foreseen (answer, place)
                 WHERE lower(regexp_replace(btrim(response #>> '{}', E' \t\n\r'), '\s+', ' ', 'g')) LIKE (foreseen.answer ->> 0)
                 ORDER BY foreseen.place
                 LIMIT 1)
            WHEN kind = 'number' THEN (
                SELECT (foreseen.span ->> 2)::numeric
                  FROM jsonb_array_elements(marks) WITH ORDINALITY AS foreseen (span, place)
                 WHERE (response #>> '{}')::float8 BETWEEN coalesce((foreseen.span ->> 0)::float8, '-infinity')
                                                       AND coalesce((foreseen.span ->> 1)::float8, 'infinity')
                 ORDER BY foreseen.place
                 LIMIT 1)
        END, 0), 6)))
END;

-- The share of points earned, cut to four decimals after the noise of a sixth: nobody passes by rounding.
CREATE OR REPLACE FUNCTION onboarding.score(earned numeric, possible bigint) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN possible > 0 THEN least(1, trunc(round(earned / possible, 6), 4)) END;

-- The newest answer to each question of an attempt.
CREATE OR REPLACE VIEW onboarding.standing_answer WITH (security_invoker) AS
SELECT DISTINCT ON (answer.attempt_id, answer.position) answer.*
  FROM onboarding.attempt_answer AS answer
 ORDER BY answer.attempt_id, answer.position, answer.id DESC;

-- The grade of each attempt that counts.
CREATE OR REPLACE VIEW onboarding.standing_grade WITH (security_invoker) AS
SELECT DISTINCT ON (grade.attempt_id) grade.*
  FROM onboarding.attempt_grade AS grade
 ORDER BY grade.attempt_id, grade.number DESC;

-- Sitting ----------------------------------------------------------------------------------------------------

-- An order of 1..count that a seed gives, the same each time.
CREATE OR REPLACE FUNCTION onboarding.shuffled(count integer, seed bigint, salt bigint) RETURNS integer[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT coalesce(array_agg(number ORDER BY md5(seed || ':' || salt || ':' || number), number), '{}')
          FROM generate_series(1, count) AS number);

-- Refuses a sitting too many or too early; answers the number of the next.
CREATE OR REPLACE FUNCTION onboarding.next_attempt(version onboarding.assessment_version, person bigint, for_assignment bigint)
RETURNS integer
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    sat record;
BEGIN
    SELECT coalesce(max(attempt.number), 0) + 1 AS next,
           count(*) FILTER (WHERE attempt.state <> 'voided') AS made,
           max(attempt.ended_at) FILTER (WHERE attempt.state <> 'voided') AS last_at
      INTO sat
      FROM onboarding.attempt
     WHERE attempt.person_id = person AND attempt.assessment_id = version.assessment_id
       AND attempt.assignment_id IS NOT DISTINCT FROM for_assignment;
    IF sat.made >= version.most_attempts THEN
        PERFORM onboarding.refuse('attempt_limit_is_not_passed', 'no attempt is left',
            format('All %s attempts were used. A trainer can void one: muster assess void ATTEMPT --reason TEXT.', version.most_attempts));
    END IF;
    IF sat.last_at + version.delay_minutes * interval '1 minute' > now() THEN
        PERFORM onboarding.refuse('attempt_waits_for_its_delay', 'the next attempt must wait',
            format('The next one may begin at %s UTC.',
                   to_char((sat.last_at + version.delay_minutes * interval '1 minute') AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI')));
    END IF;
    RETURN sat.next;
END
$$;

-- Begins a sitting of mine, or goes on with the one that is open.
CREATE OR REPLACE FUNCTION onboarding.start_attempt(assessment bigint, for_assignment bigint DEFAULT NULL, for_item bigint DEFAULT NULL)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me      CONSTANT bigint := sec.me();
    version onboarding.assessment_version;
    item    onboarding.item;
    open    onboarding.attempt;
    made    onboarding.attempt;
BEGIN
    SELECT held.* INTO version
      FROM onboarding.assessment_version AS held
     WHERE held.assessment_id = start_attempt.assessment AND held.state = 'published'
       AND held.entity_id = ANY (people.entities_around_me());
    IF me IS NULL OR version.id IS NULL THEN
        PERFORM onboarding.refuse('attempt_is_at_a_published_assessment', 'there is no such assessment');
    END IF;
    PERFORM FROM people.person WHERE person.id = me FOR NO KEY UPDATE;
    IF for_assignment IS NOT NULL THEN
        SELECT part.* INTO item
          FROM onboarding.assignment
          JOIN onboarding.item AS part ON part.version_id = assignment.version_id AND part.id = for_item
          JOIN onboarding.assessment AS named ON named.id = start_attempt.assessment AND named.code = part.reference
         WHERE assignment.id = for_assignment AND assignment.person_id = me AND part.kind = 'assessment'
           AND assignment.state IN ('assigned', 'in progress');
        IF item.id IS NULL THEN
            PERFORM onboarding.refuse('attempt_is_of_a_running_assignment', 'this is not part of what you are learning now');
        END IF;
    END IF;
    SELECT held.* INTO open
      FROM onboarding.attempt AS held
     WHERE held.person_id = me AND held.assessment_id = version.assessment_id AND held.state = 'in progress'
       AND held.assignment_id IS NOT DISTINCT FROM for_assignment;
    IF open.due_at > now() THEN
        RETURN open.id;
    ELSIF open.id IS NOT NULL THEN
        PERFORM onboarding.hand_in(open.id);
    END IF;
    INSERT INTO onboarding.attempt (entity_id, person_id, assessment_id, assessment_version_id, assignment_id, version_id, item_id,
                                    number, seed, pass_mark, due_at)
    VALUES (version.entity_id, me, version.assessment_id, version.id, for_assignment,
            item.version_id, item.id,
            onboarding.next_attempt(version, me, for_assignment), floor(random() * 9007199254740991)::bigint,
            coalesce(nullif(item.mastery_score, 0)::numeric(5, 4), version.pass_mark),
            coalesce(now() + version.limit_minutes * interval '1 minute', 'infinity'))
    RETURNING * INTO made;
    PERFORM onboarding.draw(made, version);
    RETURN made.id;
END
$$;

-- Draws and orders the questions of an attempt by its seed. Matches are always shuffled: in order they would tell.
CREATE OR REPLACE FUNCTION onboarding.draw(attempt onboarding.attempt, version onboarding.assessment_version) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp
AS $$
    WITH drawn AS (
        SELECT asked.position, question.id, question.points, question.kind, question.shown
          FROM onboarding.assessment_question AS asked
          JOIN onboarding.question_version AS question ON question.id = asked.question_version_id
         WHERE asked.assessment_version_id = (version).id
         ORDER BY CASE WHEN (version).draws IS NULL THEN '' ELSE md5((attempt).seed || '/' || question.id) END, asked.position
         LIMIT (version).draws
    )
    INSERT INTO onboarding.attempt_question (entity_id, person_id, attempt_id, position, question_version_id, points, shown_order)
    SELECT (attempt).entity_id, (attempt).person_id, (attempt).id,
           row_number() OVER (ORDER BY CASE WHEN (version).shuffles THEN md5((attempt).seed || '-' || drawn.id) ELSE '' END,
                                       drawn.position),
           drawn.id, drawn.points,
           CASE WHEN drawn.kind = 'matching'
                THEN onboarding.shuffled(jsonb_array_length(drawn.shown -> 'matches'), (attempt).seed, drawn.id)
                WHEN drawn.kind IN ('choice', 'choices') AND (version).shuffles
                THEN onboarding.shuffled(jsonb_array_length(drawn.shown -> 'options'), (attempt).seed, drawn.id)
                WHEN drawn.kind IN ('choice', 'choices')
                THEN (SELECT array_agg(number) FROM generate_series(1, jsonb_array_length(drawn.shown -> 'options')) AS number)
                ELSE '{}' END
      FROM drawn;
$$;

-- Whether a response has the shape that its kind of question asks for.
CREATE OR REPLACE FUNCTION onboarding.fits(kind text, response jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN response IS NULL THEN true
    WHEN kind IN ('choice', 'choices', 'matching') THEN
        CASE WHEN jsonb_typeof(response) = 'array'
             THEN (SELECT coalesce(bool_and(part::text ~ '^[0-9]{1,4}$'), true) AND (kind <> 'choice' OR count(*) <= 1)
                     FROM jsonb_array_elements(response) AS part)
             ELSE false END
    WHEN kind = 'true or false' THEN jsonb_typeof(response) = 'boolean'
    WHEN kind = 'number' THEN jsonb_typeof(response) = 'number' AND length(response::text) <= 40
    WHEN kind IN ('short answer', 'essay') THEN jsonb_typeof(response) = 'string'
    ELSE false
END;

-- Keeps an answer of mine while the sitting is open and its time is not up.
CREATE OR REPLACE FUNCTION onboarding.take_answer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    attempt onboarding.attempt;
BEGIN
    SELECT held.* INTO attempt FROM onboarding.attempt AS held WHERE held.id = new.attempt_id FOR NO KEY UPDATE;
    IF attempt.state <> 'in progress' OR attempt.due_at <= clock_timestamp() THEN
        PERFORM onboarding.refuse('attempt_answer_comes_in_time',
            CASE WHEN attempt.state = 'in progress' THEN 'the time is up' ELSE 'the attempt was handed in' END);
    END IF;
    IF NOT EXISTS (
        SELECT FROM onboarding.attempt_question AS asked
          JOIN onboarding.question_version AS question ON question.id = asked.question_version_id
         WHERE asked.attempt_id = new.attempt_id AND asked.position = new.position AND onboarding.fits(question.kind, new.response)
    ) THEN
        PERFORM onboarding.refuse('attempt_answer_is_of_the_kind_asked_for', 'this is no answer to that question');
    END IF;
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER attempt_answer_is_taken
    BEFORE INSERT ON onboarding.attempt_answer
    FOR EACH ROW EXECUTE FUNCTION onboarding.take_answer();

-- Closes a sitting and grades it as far as nobody need read it. Past its time it is overdue, whoever closes it.
CREATE OR REPLACE FUNCTION onboarding.hand_in(attempt bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE onboarding.attempt AS held
       SET state = CASE WHEN held.due_at <= now() THEN 'overdue' ELSE 'submitted' END, ended_at = least(now(), held.due_at)
     WHERE held.id = hand_in.attempt AND held.state = 'in progress';
    PERFORM onboarding.grade(hand_in.attempt, 'answers');
END
$$;

-- Hands in a sitting of mine.
CREATE OR REPLACE FUNCTION onboarding.submit_attempt(attempt bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM FROM onboarding.attempt AS held
      WHERE held.id = submit_attempt.attempt AND held.person_id = sec.me() AND held.state = 'in progress' FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        PERFORM onboarding.refuse('attempt_is_open', 'you have no such attempt open');
    END IF;
    PERFORM onboarding.hand_in(submit_attempt.attempt);
END
$$;

-- Gives a sitting of mine up without a grade. It counts as one of the attempts.
CREATE OR REPLACE FUNCTION onboarding.abandon_attempt(attempt bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE onboarding.attempt AS held SET state = 'abandoned', ended_at = now()
     WHERE held.id = abandon_attempt.attempt AND held.person_id = sec.me() AND held.state = 'in progress';
    IF NOT FOUND THEN
        PERFORM onboarding.refuse('attempt_is_open', 'you have no such attempt open');
    END IF;
END
$$;

-- Hands in what lies open past its time: mine, and what I grade. Answers how many.
CREATE OR REPLACE FUNCTION onboarding.close_overdue() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    late   bigint;
    closed integer := 0;
BEGIN
    FOR late IN
        SELECT attempt.id FROM onboarding.attempt
         WHERE attempt.state = 'in progress' AND attempt.due_at <= now()
           AND (attempt.person_id = sec.me() OR attempt.id = ANY (onboarding.attempts_i_grade()))
         ORDER BY attempt.id
           FOR NO KEY UPDATE SKIP LOCKED
    LOOP
        PERFORM onboarding.hand_in(late);
        closed := closed + 1;
    END LOOP;
    RETURN closed;
END
$$;

-- Grades -----------------------------------------------------------------------------------------------------

-- What an assessment came to under its policy, over the attempts that are graded and stand.
CREATE OR REPLACE FUNCTION onboarding.result_by_method(attempt onboarding.attempt, OUT score numeric, OUT is_pass boolean)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT found.score, found.score >= (attempt).pass_mark
      FROM (SELECT CASE version.method
                       WHEN 'highest' THEN max(grade.score)
                       WHEN 'average' THEN trunc(avg(grade.score), 4)
                       WHEN 'first'   THEN (array_agg(grade.score ORDER BY sat.number))[1]
                       ELSE                (array_agg(grade.score ORDER BY sat.number DESC))[1]
                   END AS score
              FROM onboarding.attempt AS sat
              JOIN onboarding.standing_grade AS grade ON grade.attempt_id = sat.id
              JOIN onboarding.assessment_version AS version ON version.id = (attempt).assessment_version_id
             WHERE sat.person_id = (attempt).person_id AND sat.assessment_id = (attempt).assessment_id
               AND sat.assignment_id IS NOT DISTINCT FROM (attempt).assignment_id AND sat.state = 'graded'
             GROUP BY version.method) AS found;
$$;

-- Writes the result of an attempt's item, in the same transaction. A regrade first voids what it corrects.
CREATE OR REPLACE FUNCTION onboarding.write_result(grade bigint, attempt onboarding.attempt, corrects boolean) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    came_to record;
    earlier bigint;
    written bigint;
BEGIN
    IF (attempt).assignment_id IS NULL OR NOT EXISTS (
        SELECT FROM onboarding.assignment
         WHERE assignment.id = (attempt).assignment_id AND assignment.state IN ('assigned', 'in progress', 'completed')) THEN
        RETURN;
    END IF;
    SELECT * INTO came_to FROM onboarding.result_by_method(attempt);
    IF corrects THEN
        FOR earlier IN
            SELECT held.item_result_id
              FROM onboarding.attempt_grade AS held
              JOIN onboarding.standing_result AS result ON result.id = held.item_result_id
              JOIN onboarding.attempt AS sat ON sat.id = held.attempt_id
             WHERE (sat.person_id, sat.assessment_id, sat.assignment_id)
                 = ((attempt).person_id, (attempt).assessment_id, (attempt).assignment_id)
        LOOP
            INSERT INTO onboarding.item_result (entity_id, person_id, assignment_id, version_id, item_id, verb, evidence, voids_id)
            VALUES ((attempt).entity_id, (attempt).person_id, (attempt).assignment_id, (attempt).version_id, (attempt).item_id,
                    'voided', format('attempt %s was graded again', (attempt).id), earlier);
        END LOOP;
    END IF;
    IF came_to.score IS NULL THEN
        RETURN;
    END IF;
    INSERT INTO onboarding.item_result (entity_id, person_id, assignment_id, version_id, item_id, verb, evidence)
    SELECT (attempt).entity_id, (attempt).person_id, (attempt).assignment_id, (attempt).version_id, (attempt).item_id,
           'completed', format('attempt %s', (attempt).id)
     WHERE NOT corrects;
    INSERT INTO onboarding.item_result (entity_id, person_id, assignment_id, version_id, item_id, verb, score, evidence)
    VALUES ((attempt).entity_id, (attempt).person_id, (attempt).assignment_id, (attempt).version_id, (attempt).item_id,
            CASE WHEN came_to.is_pass THEN 'passed' ELSE 'failed' END, came_to.score::float8, format('attempt %s', (attempt).id))
    RETURNING id INTO written;
    UPDATE onboarding.attempt_grade SET item_result_id = written WHERE id = write_result.grade;
END
$$;

-- Appends a grade from marks: one row a question, {position, version, fraction}.
CREATE OR REPLACE FUNCTION onboarding.append_grade(
    attempt onboarding.attempt, marks jsonb, basis text, note text) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    reached numeric;
    made    bigint;
BEGIN
    SELECT onboarding.score(sum(mark.fraction * asked.points), sum(asked.points)) INTO reached
      FROM jsonb_to_recordset(marks) AS mark (position integer, version bigint, fraction numeric)
      JOIN onboarding.attempt_question AS asked ON asked.attempt_id = (attempt).id AND asked.position = mark.position;
    INSERT INTO onboarding.attempt_grade (entity_id, person_id, attempt_id, number, score, is_pass, basis, note)
    SELECT (attempt).entity_id, (attempt).person_id, (attempt).id,
           1 + coalesce((SELECT max(held.number) FROM onboarding.attempt_grade AS held WHERE held.attempt_id = (attempt).id), 0),
           coalesce(reached, 0), coalesce(reached, 0) >= (attempt).pass_mark, append_grade.basis, append_grade.note
    RETURNING id INTO made;
    INSERT INTO onboarding.attempt_mark (entity_id, person_id, grade_id, attempt_id, position, question_version_id, fraction)
    SELECT (attempt).entity_id, (attempt).person_id, made, (attempt).id, mark.position, mark.version, mark.fraction
      FROM jsonb_to_recordset(marks) AS mark (position integer, version bigint, fraction numeric);
    RETURN made;
END
$$;

-- Grades what was handed in, once every essay in it has been read.
CREATE OR REPLACE FUNCTION onboarding.grade(attempt bigint, basis text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    held  onboarding.attempt;
    marks jsonb;
    made  bigint;
BEGIN
    SELECT sat.* INTO held FROM onboarding.attempt AS sat
     WHERE sat.id = grade.attempt AND sat.state IN ('submitted', 'overdue', 'graded');
    IF NOT FOUND THEN
        RETURN;
    END IF;
    SELECT jsonb_agg(jsonb_build_object('position', asked.position, 'version', asked.question_version_id, 'fraction',
                     CASE WHEN question.kind = 'essay' AND answer.response IS NOT NULL THEN read.fraction
                          ELSE onboarding.worth(question.kind, key.marks, answer.response) END)
                     ORDER BY asked.position)
      INTO marks
      FROM onboarding.attempt_question AS asked
      JOIN onboarding.question_version AS question ON question.id = asked.question_version_id AND question.kind <> 'description'
      JOIN onboarding.question_key AS key ON key.version_id = question.id
      LEFT JOIN onboarding.standing_answer AS answer ON (answer.attempt_id, answer.position) = (asked.attempt_id, asked.position)
      LEFT JOIN LATERAL (
           SELECT mark.fraction FROM onboarding.hand_mark AS mark
            WHERE (mark.attempt_id, mark.position) = (asked.attempt_id, asked.position)
            ORDER BY mark.id DESC LIMIT 1) AS read ON true
     WHERE asked.attempt_id = held.id;
    IF marks IS NULL OR jsonb_path_exists(marks, '$[*] ? (@.fraction == null)') THEN
        RETURN;
    END IF;
    UPDATE onboarding.attempt SET state = 'graded' WHERE id = held.id AND state <> 'graded';
    made := onboarding.append_grade(held, marks, grade.basis, NULL);
    PERFORM onboarding.write_result(made, held, held.state = 'graded');
END
$$;

-- A reader's mark grades the attempt when it was the last one missing, or grades it again.
CREATE OR REPLACE FUNCTION onboarding.take_hand_mark() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM FROM onboarding.attempt AS held
      WHERE held.id = new.attempt_id AND held.state IN ('submitted', 'overdue', 'graded') FOR NO KEY UPDATE;
    IF NOT FOUND OR NOT EXISTS (
        SELECT FROM onboarding.attempt_question AS asked
          JOIN onboarding.question_version AS question ON question.id = asked.question_version_id
         WHERE (asked.attempt_id, asked.position) = (new.attempt_id, new.position) AND question.kind = 'essay'
    ) THEN
        PERFORM onboarding.refuse('hand_mark_is_for_an_essay_that_was_handed_in', 'only an essay that was handed in is marked by hand');
    END IF;
    PERFORM onboarding.grade(new.attempt_id, 'hand');
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER hand_mark_is_taken
    AFTER INSERT ON onboarding.hand_mark
    FOR EACH ROW EXECUTE FUNCTION onboarding.take_hand_mark();

-- Takes an attempt out of the count, with its result.
CREATE OR REPLACE FUNCTION onboarding.void_attempt(attempt bigint, reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    held onboarding.attempt;
BEGIN
    SELECT sat.* INTO held FROM onboarding.attempt AS sat
     WHERE sat.id = void_attempt.attempt AND sat.id = ANY (onboarding.attempts_i_grade()) AND sat.person_id <> sec.me()
       FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        PERFORM onboarding.refuse('attempt_is_one_that_you_grade', 'there is no such attempt that you grade');
    ELSIF held.state = 'voided' THEN
        PERFORM onboarding.refuse('attempt_is_voided_once', 'it does not count already');
    END IF;
    UPDATE onboarding.attempt SET state = 'voided', state_reason = void_attempt.reason,
           ended_at = coalesce(ended_at, now()) WHERE id = held.id;
    IF held.state = 'graded' THEN
        PERFORM onboarding.write_result((SELECT grade.id FROM onboarding.standing_grade AS grade WHERE grade.attempt_id = held.id), held, true);
    END IF;
END
$$;

-- Grades every standing attempt at a question again by another version of its key; answers who moved.
-- A rehearsal of it is the preview.
CREATE OR REPLACE FUNCTION onboarding.regrade(old_version bigint, new_version bigint, note text)
RETURNS TABLE (attempt_id bigint, person_id bigint, was_score numeric, score numeric, was_pass boolean, is_pass boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    was  onboarding.question_version;
    now_ onboarding.question_version;
    key  onboarding.question_key;
    sat  record;
    made bigint;
BEGIN
    SELECT held.* INTO was FROM onboarding.question_version AS held WHERE held.id = old_version;
    SELECT held.* INTO now_ FROM onboarding.question_version AS held WHERE held.id = new_version;
    SELECT held.* INTO key FROM onboarding.question_key AS held WHERE held.version_id = new_version;
    IF NOT ((sec.i_am('hr') OR sec.i_am('trainer')) AND was.entity_id = ANY (people.entities_around_me())
            AND was.question_id = now_.question_id) THEN
        RAISE EXCEPTION 'not a question that you grade' USING ERRCODE = '42501';
    END IF;
    IF was.kind <> now_.kind OR was.shown -> 'options' IS DISTINCT FROM now_.shown -> 'options'
       OR was.shown -> 'matches' IS DISTINCT FROM now_.shown -> 'matches' OR was.shown -> 'things' IS DISTINCT FROM now_.shown -> 'things'
       OR was.kind IN ('essay', 'description') THEN
        PERFORM onboarding.refuse('regrade_is_by_a_key_to_the_same_question', 'the new version asks something else',
            'A regrade changes what is right, not what was asked.');
    END IF;
    FOR sat IN
        SELECT attempt AS row_, grade.id AS grade_id, grade.score, grade.is_pass, asked.position,
               onboarding.worth(now_.kind, key.marks, answer.response) AS fraction, mark.fraction AS was_fraction
          FROM onboarding.attempt_question AS asked
          JOIN onboarding.attempt ON attempt.id = asked.attempt_id AND attempt.state = 'graded'
          JOIN onboarding.standing_grade AS grade ON grade.attempt_id = attempt.id
          JOIN onboarding.attempt_mark AS mark ON mark.grade_id = grade.id AND mark.position = asked.position
          LEFT JOIN onboarding.standing_answer AS answer ON (answer.attempt_id, answer.position) = (asked.attempt_id, asked.position)
         WHERE asked.question_version_id = was.id
         ORDER BY attempt.id
    LOOP
        CONTINUE WHEN sat.fraction = sat.was_fraction;
        made := onboarding.append_grade(
            sat.row_,
            (SELECT jsonb_agg(jsonb_build_object('position', mark.position,
                        'version', CASE WHEN mark.position = sat.position THEN now_.id ELSE mark.question_version_id END,
                        'fraction', CASE WHEN mark.position = sat.position THEN sat.fraction ELSE mark.fraction END))
               FROM onboarding.attempt_mark AS mark WHERE mark.grade_id = sat.grade_id),
            'regrade', regrade.note);
        PERFORM onboarding.write_result(made, sat.row_, true);
        RETURN QUERY SELECT (sat.row_).id, (sat.row_).person_id, sat.score, grade.score, sat.is_pass, grade.is_pass
                       FROM onboarding.attempt_grade AS grade WHERE grade.id = made;
    END LOOP;
END
$$;

-- How each question of an assessment fares: sums over persons, no person.
CREATE OR REPLACE FUNCTION onboarding.question_statistics(assessment bigint)
RETURNS TABLE (question_version_id bigint, answers bigint, mean float8, deviation float8, discrimination float8)
LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
    SELECT mark.question_version_id, count(*), avg(mark.fraction)::float8, stddev_samp(mark.fraction)::float8,
           corr(mark.fraction::float8,
                CASE WHEN total.points > asked.points
                     THEN ((total.earned - mark.fraction * asked.points) / (total.points - asked.points))::float8 END)
      FROM onboarding.attempt
      JOIN onboarding.standing_grade AS grade ON grade.attempt_id = attempt.id
      JOIN onboarding.attempt_mark AS mark ON mark.grade_id = grade.id
      JOIN onboarding.attempt_question AS asked ON (asked.attempt_id, asked.position) = (mark.attempt_id, mark.position)
     CROSS JOIN LATERAL (
           SELECT sum(other.fraction * part.points) AS earned, sum(part.points) AS points
             FROM onboarding.attempt_mark AS other
             JOIN onboarding.attempt_question AS part ON (part.attempt_id, part.position) = (other.attempt_id, other.position)
            WHERE other.grade_id = grade.id) AS total
     WHERE attempt.assessment_id = question_statistics.assessment AND attempt.state = 'graded' AND attempt.number = 1
       AND attempt.entity_id = ANY (people.entities_around_me()) AND (sec.i_am('hr') OR sec.i_am('trainer'))
     GROUP BY mark.question_version_id;
END;

-- The right answers of an attempt of mine, where its assessment reveals them once it is graded.
CREATE OR REPLACE FUNCTION onboarding.review(attempt bigint) RETURNS TABLE (place integer, key_body jsonb)
LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
    SELECT asked.position, key.body
      FROM onboarding.attempt AS sat
      JOIN onboarding.assessment_version AS version ON version.id = sat.assessment_version_id AND version.reveals = 'answers'
      JOIN onboarding.attempt_question AS asked ON asked.attempt_id = sat.id
      JOIN onboarding.question_key AS key ON key.version_id = asked.question_version_id
     WHERE sat.id = review.attempt AND sat.state = 'graded' AND sat.person_id = sec.me();
END;

GRANT EXECUTE ON FUNCTION
    onboarding.start_attempt(bigint, bigint, bigint),
    onboarding.submit_attempt(bigint),
    onboarding.abandon_attempt(bigint),
    onboarding.close_overdue(),
    onboarding.review(bigint)
 TO muster_person;
GRANT EXECUTE ON FUNCTION
    onboarding.void_attempt(bigint, text),
    onboarding.regrade(bigint, bigint, text),
    onboarding.question_statistics(bigint)
 TO muster_hr, muster_trainer;

-- Who may do what --------------------------------------------------------------------------------------------

-- Which tests there are is no secret inside a company; what they ask is, until one sits there.
SELECT people.permit('person', 'SELECT', ('onboarding.' || shared)::regclass, 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])')
  FROM unnest(ARRAY['assessment', 'assessment_version']) AS shared;

-- Trainers and HR write questions and read their keys; nobody edits either.
SELECT people.permit('hr trainer', 'SELECT', ('onboarding.' || kept)::regclass, 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])')
  FROM unnest(ARRAY['question_bank', 'question', 'question_version', 'question_key', 'assessment_question']) AS kept;
SELECT people.permit('hr trainer', 'INSERT', ('onboarding.' || kept)::regclass, 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])')
  FROM unnest(ARRAY['question_bank', 'question', 'question_key', 'assessment', 'assessment_question']) AS kept;
SELECT people.permit('hr trainer', 'INSERT (entity_id, question_id, number, kind, points, shown, digest)', 'onboarding.question_version',
                     'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])');
SELECT people.permit('hr trainer', 'INSERT (entity_id, assessment_id, bank_id, number, pass_mark, method, most_attempts, delay_minutes, limit_minutes, asks, draws, shuffles, reveals, note), UPDATE (state)',
                     'onboarding.assessment_version', 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])');

-- Whoever sits sees their own attempts, what they were asked and answered, and their grades; marks when revealed.
SELECT people.permit('person', 'SELECT', 'onboarding.question_version', 'id = ANY ((SELECT onboarding.asked_of_me())::bigint[])');
SELECT people.permit('person', 'SELECT', ('onboarding.' || mine)::regclass, 'person_id = (SELECT sec.me())')
  FROM unnest(ARRAY['attempt', 'attempt_question', 'attempt_answer', 'attempt_grade']) AS mine;
SELECT people.permit('person', 'SELECT', ('onboarding.' || mine)::regclass, 'attempt_id = ANY ((SELECT onboarding.revealed_to_me())::bigint[])')
  FROM unnest(ARRAY['attempt_mark', 'hand_mark']) AS mine;
SELECT people.permit('person', 'INSERT (entity_id, person_id, attempt_id, position, response)', 'onboarding.attempt_answer',
                     'person_id = (SELECT sec.me())');

-- A lead sees that their people sat and how it went, not what they answered.
SELECT people.permit('manager', 'SELECT', ('onboarding.' || seen)::regclass, 'person_id = ANY ((SELECT sec.my_people())::bigint[])')
  FROM unnest(ARRAY['attempt', 'attempt_grade']) AS seen;

-- Trainers of the cohort and HR see all of it, and mark what must be read.
SELECT people.permit('hr trainer', 'SELECT', 'onboarding.attempt', 'id = ANY ((SELECT onboarding.attempts_i_grade())::bigint[])');
SELECT people.permit('hr trainer', 'SELECT', ('onboarding.' || seen)::regclass, 'attempt_id = ANY ((SELECT onboarding.attempts_i_grade())::bigint[])')
  FROM unnest(ARRAY['attempt_question', 'attempt_answer', 'attempt_grade', 'attempt_mark', 'hand_mark']) AS seen;
SELECT people.permit('hr trainer', 'INSERT (entity_id, person_id, attempt_id, position, fraction, comment)', 'onboarding.hand_mark',
                     'attempt_id = ANY ((SELECT onboarding.attempts_i_grade())::bigint[])');

GRANT SELECT ON onboarding.standing_answer, onboarding.standing_grade TO muster_person;
