-- People, the moving parts: clocks, closures, and who may see what.

-- Whole words for policies -----------------------------------------------------------------------

-- The entities I work on, and the one I belong to: what is no secret inside a company.
CREATE OR REPLACE FUNCTION people.entities_around_me() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT sec.my_entities() || coalesce(array_agg(person.entity_id), '{}'::bigint[])
      FROM people.person
     WHERE person.id = sec.me();
END;

-- The classes I train.
CREATE OR REPLACE FUNCTION people.my_classes() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(class.id), '{}'::bigint[])
      FROM people.training_class AS class
     WHERE class.trainer_id = sec.me() AND class.cancelled_at IS NULL;
END;

-- The persons in them: who sits there, and who is expected.
CREATE OR REPLACE FUNCTION people.my_trainees() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(taught.person_id), '{}'::bigint[])
      FROM (SELECT arrival.person_id
              FROM people.arrival
             WHERE arrival.class_id = ANY (people.my_classes())
               AND arrival.withdrawn_at IS NULL
               AND arrival.person_id IS NOT NULL
            UNION
            SELECT member.person_id
              FROM people.class_member AS member
             WHERE member.class_id = ANY (people.my_classes())
               AND member.left_at IS NULL) AS taught;
END;

GRANT EXECUTE ON FUNCTION people.entities_around_me(), people.my_classes(), people.my_trainees() TO muster_person;

-- Local time to instants, here and nowhere else --------------------------------------------------

-- The instant at which a wall clock in `zone` shows `local`.
--
-- A time the clocks skip is refused, with both edges of the gap. A time they show twice needs a
-- fold: 1 is the earlier instant, 2 the later. PostgreSQL's AT TIME ZONE silently takes one.
-- A transition moves the clock by less than a day, so its offsets are seen a day before and after.
CREATE OR REPLACE FUNCTION people.instant(local timestamp, zone text, fold smallint DEFAULT NULL)
RETURNS timestamptz
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    day    CONSTANT interval    := interval '24 hours';
    utc    CONSTANT timestamptz := local AT TIME ZONE 'UTC';
    before CONSTANT interval    := ((utc - day) AT TIME ZONE zone) - (local - day);
    after  CONSTANT interval    := ((utc + day) AT TIME ZONE zone) - (local + day);
    early  CONSTANT timestamptz := utc - greatest(before, after);
    late   CONSTANT timestamptz := utc - least(before, after);
    gap    timestamptz;
BEGIN
    IF (early AT TIME ZONE zone) = local AND ((late AT TIME ZONE zone) <> local OR fold = 1 OR early = late) THEN
        RETURN early;
    ELSIF (late AT TIME ZONE zone) = local AND ((early AT TIME ZONE zone) <> local OR fold = 2) THEN
        RETURN late;
    ELSIF (late AT TIME ZONE zone) = local THEN
        RAISE EXCEPTION '% happens twice on % in %: at % UTC (fold 1) and at % UTC (fold 2)',
              to_char(local, 'HH24:MI'), local::date, zone,
              to_char(early AT TIME ZONE 'UTC', 'HH24:MI'), to_char(late AT TIME ZONE 'UTC', 'HH24:MI')
              USING ERRCODE = '23514', SCHEMA = 'people', CONSTRAINT = 'local_time_that_happens_twice_has_a_fold',
                    HINT = 'Say which: fold 1 or fold 2.';
    END IF;
    gap := people.change_of_clocks(early, late, zone, before);
    RAISE EXCEPTION '% does not exist on % in %: the clocks go from % to %',
          to_char(local, 'HH24:MI'), local::date, zone,
          to_char((gap AT TIME ZONE 'UTC') + before, 'HH24:MI'), to_char(gap AT TIME ZONE zone, 'HH24:MI')
          USING ERRCODE = '23514', SCHEMA = 'people', CONSTRAINT = 'local_time_exists',
                HINT = format('The nearest times are %s and %s.',
                              to_char((gap AT TIME ZONE 'UTC') + before - interval '1 minute', 'YYYY-MM-DD HH24:MI'),
                              to_char(gap AT TIME ZONE zone, 'YYYY-MM-DD HH24:MI'));
END
$$;

-- The first instant in (early, late] at which the offset of `zone` is no longer `before`.
CREATE OR REPLACE FUNCTION people.change_of_clocks(early timestamptz, late timestamptz, zone text, before interval)
RETURNS timestamptz
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    middle timestamptz;
BEGIN
    WHILE late - early > interval '1 second' LOOP
        middle := date_trunc('second', early + (late - early) / 2, 'UTC');
        IF (middle AT TIME ZONE zone) - (middle AT TIME ZONE 'UTC') = before THEN
            early := middle;
        ELSE
            late := middle;
        END IF;
    END LOOP;
    RETURN late;
END
$$;

-- Whether the clocks show `local` twice.
CREATE OR REPLACE FUNCTION people.happens_twice(local timestamp, zone text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN people.instant(local, zone, 1::smallint) <> people.instant(local, zone, 2::smallint);

-- The first instant of a local day, also where the clocks skip midnight or show it twice.
CREATE OR REPLACE FUNCTION people.day_start(day date, zone text)
RETURNS timestamptz
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN people.instant(day::timestamp, zone, 1::smallint);
EXCEPTION WHEN check_violation THEN
    -- In a gap PostgreSQL reads the time with the offset before it: the change itself, for midnight.
    RETURN day::timestamp AT TIME ZONE zone;
END
$$;

GRANT EXECUTE ON FUNCTION
    people.instant(timestamp, text, smallint),
    people.change_of_clocks(timestamptz, timestamptz, text, interval),
    people.happens_twice(timestamp, text),
    people.day_start(date, text)
 TO muster_person;

-- The place of the time zone database that is most likely meant: it shares most pairs of letters with what was written,
-- the whole name or the city's alone (Dice 1945); NULL when none shares two in three.
CREATE OR REPLACE FUNCTION people.zone_near(zone text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    WITH place AS MATERIALIZED (
        SELECT known.name, form.letters
          FROM pg_timezone_names AS known
         CROSS JOIN LATERAL (VALUES (lower(known.name)), (lower(regexp_replace(known.name, '^.*/', '')))) AS form (letters)
         WHERE known.name ~ '^(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/'
    ), asked AS (
        SELECT lower(translate(left(btrim(zone_near.zone), 60), ' ', '_')) AS letters
    ), written AS (
        SELECT DISTINCT substr(asked.letters, n, 2) AS pair FROM asked, generate_series(1, length(asked.letters) - 1) AS n
    ), scored AS (
        SELECT place.name, place.letters = (SELECT asked.letters FROM asked) AS is_same,
               2.0 * count(written.pair) / (count(*) + (SELECT count(*) FROM written)) AS likeness
          FROM place
         CROSS JOIN LATERAL (SELECT DISTINCT substr(place.letters, n, 2) AS pair
                               FROM generate_series(1, length(place.letters) - 1) AS n) AS held
          LEFT JOIN written ON written.pair = held.pair
         GROUP BY place.name, place.letters
    )
    SELECT scored.name FROM scored
     WHERE scored.likeness >= 0.66
     ORDER BY scored.is_same DESC, scored.likeness DESC, scored.name
     LIMIT 1
$$;
GRANT EXECUTE ON FUNCTION people.zone_near(text) TO muster_person;

-- A site's zone is a place, as `Europe/London`: abbreviations and offsets do not know summer time.
CREATE OR REPLACE FUNCTION people.refuse_unknown_zone() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    suggestion text;
BEGIN
    IF new.zone ~ '^[A-Z][A-Za-z_]+/' AND new.zone !~ '^(Etc|SystemV|US)/'
       AND EXISTS (SELECT FROM pg_timezone_names AS known WHERE known.name = new.zone) THEN
        RETURN new;
    END IF;
    SELECT string_agg(near.name, ', ')
      INTO suggestion
      FROM (SELECT known.name
              FROM pg_timezone_names AS known
             WHERE known.name ~ '^(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/'
               AND (starts_with(lower(known.name), lower(translate(left(new.zone, -1), ' ', '_')))
                    OR starts_with(lower(regexp_replace(known.name, '^.*/', '')),
                                   lower(translate(left(regexp_replace(new.zone, '^.*/', ''), 4), ' ', '_'))))
             ORDER BY known.name
             LIMIT 3) AS near
     WHERE new.zone <> '';
    RAISE EXCEPTION 'no such time zone'
          USING ERRCODE = '23514', SCHEMA = 'people', TABLE = 'site', CONSTRAINT = 'site_zone_is_a_place_in_tzdata',
                HINT = coalesce('Near it: ' || suggestion || '.', 'Did you mean ' || people.zone_near(new.zone) || '?', 'Use a place, such as Europe/London.');
END
$$;
CREATE OR REPLACE TRIGGER site_zone_is_a_place_in_tzdata
    BEFORE INSERT OR UPDATE OF zone ON people.site
    FOR EACH ROW EXECUTE FUNCTION people.refuse_unknown_zone();

-- Teams: the tree, and whom a lead reaches -------------------------------------------------------

-- Takes the tree's one row, then walks up from the new parent: who meets themselves is refused.
-- Every statement after the lock sees what was committed before it; under REPEATABLE READ the
-- update of a row changed meanwhile fails instead, and the transaction is tried again.
CREATE OR REPLACE FUNCTION people.refuse_cycle() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE people.team_tree SET edition = edition + 1;
    IF EXISTS (
        WITH RECURSIVE above AS (
            SELECT new.parent_id AS id
            UNION
            SELECT team.parent_id FROM people.team JOIN above ON team.id = above.id
        )
        SELECT FROM above WHERE above.id = new.id
    ) THEN
        RAISE EXCEPTION 'a team cannot be below itself'
              USING ERRCODE = '23514', SCHEMA = 'people', TABLE = 'team', CONSTRAINT = 'team_is_not_below_itself';
    END IF;
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER team_is_not_below_itself
    BEFORE INSERT OR UPDATE OF parent_id ON people.team
    FOR EACH ROW EXECUTE FUNCTION people.refuse_cycle();

-- What sec.reach should say: each lead, each team at or below theirs, from when until when.
CREATE OR REPLACE VIEW people.expected_reach WITH (security_invoker) AS
WITH RECURSIVE below AS (
    SELECT team.id AS top_id, team.id FROM people.team
    UNION
    SELECT below.top_id, team.id FROM people.team JOIN below ON team.parent_id = below.id
)
SELECT lead.person_id AS lead_id,
       below.id AS team_id,
       lead.starts_at,
       max(coalesce(lead.ends_at, 'infinity')) AS ends_at
  FROM people.team_lead AS lead
  JOIN below ON below.top_id = lead.team_id
 GROUP BY lead.person_id, below.id, lead.starts_at;

-- Brings sec.reach up to date by its difference: an unchanged row is not written.
CREATE OR REPLACE FUNCTION people.rebuild_reach() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE people.team_tree SET edition = edition + 1;
    DELETE FROM sec.reach
     WHERE NOT EXISTS (
        SELECT FROM people.expected_reach AS expected
         WHERE (expected.lead_id, expected.team_id, expected.starts_at, expected.ends_at)
             = (reach.lead_id, reach.team_id, reach.starts_at, reach.ends_at));
    INSERT INTO sec.reach (lead_id, team_id, starts_at, ends_at)
    SELECT lead_id, team_id, starts_at, ends_at FROM people.expected_reach
        ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER team_moves_reach
    AFTER INSERT OR DELETE OR UPDATE OF parent_id ON people.team
    FOR EACH STATEMENT EXECUTE FUNCTION people.rebuild_reach();
CREATE OR REPLACE TRIGGER team_lead_moves_reach
    AFTER INSERT OR UPDATE OR DELETE ON people.team_lead
    FOR EACH STATEMENT EXECUTE FUNCTION people.rebuild_reach();

-- A transfer takes effect at once: sec.member follows each membership. Its ends_on is exclusive.
CREATE OR REPLACE FUNCTION people.follow_membership() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF tg_op <> 'INSERT' THEN
        DELETE FROM sec.member
         WHERE team_id = old.team_id AND person_id = old.person_id AND starts_on = old.starts_on;
    END IF;
    IF tg_op <> 'DELETE' THEN
        INSERT INTO sec.member (team_id, person_id, starts_on, ends_on)
        VALUES (new.team_id, new.person_id, new.starts_on, coalesce(new.ends_on + 1, 'infinity'));
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER membership_moves_member
    AFTER INSERT OR UPDATE OR DELETE ON people.membership
    FOR EACH ROW EXECUTE FUNCTION people.follow_membership();

-- Undo: what each operation changed, as it was before ---------------------------------------------

-- The first change of a row within an operation keeps the row's image and signs the row. Who sets
-- operation_id themselves (an undo, giving a row back to the operation before) leaves no image.
CREATE OR REPLACE FUNCTION people.remember() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    operation CONSTANT bigint := op.current();
    image     CONSTANT jsonb  := to_jsonb(old);
BEGIN
    IF operation IS NULL OR operation IS NOT DISTINCT FROM old.operation_id
       OR new.operation_id IS DISTINCT FROM old.operation_id OR new IS NOT DISTINCT FROM old THEN
        RETURN new;
    END IF;
    INSERT INTO people.before (operation_id, entity_id, tab, row_id, image)
    VALUES (operation, old.entity_id, tg_table_name, coalesce(image -> 'id', image -> 'person_id')::bigint, image)
        ON CONFLICT DO NOTHING;
    new.operation_id := operation;
    RETURN new;
END
$$;
DO $$
DECLARE
    remembered text;
BEGIN
    FOREACH remembered IN ARRAY ARRAY['person', 'person_private', 'employment', 'membership', 'skill_grant'] LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER %1$s_is_remembered BEFORE UPDATE ON people.%1$s '
                       'FOR EACH ROW EXECUTE FUNCTION people.remember()', remembered);
    END LOOP;
END
$$;

-- Whoever founds a legal entity may work on it.
CREATE OR REPLACE TRIGGER legal_entity_opens_to_its_founder
    AFTER INSERT ON people.legal_entity
    FOR EACH ROW EXECUTE FUNCTION sec.open_entity();

-- Classes ----------------------------------------------------------------------------------------

-- Takes the classes' rows, then counts: a class seats no more than it has seats for.
CREATE OR REPLACE FUNCTION people.refuse_overfull() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM FROM people.training_class AS class
      WHERE class.id IN (SELECT written.class_id FROM written)
      ORDER BY class.id
        FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT FROM people.training_class AS class
         WHERE class.id IN (SELECT written.class_id FROM written)
           AND class.seats < (SELECT count(*) FROM people.class_member AS member
                               WHERE member.class_id = class.id AND member.left_at IS NULL)
    ) THEN
        RAISE EXCEPTION 'the class is full'
              USING ERRCODE = '23514', SCHEMA = 'people', TABLE = 'class_member', CONSTRAINT = 'class_member_has_a_seat';
    END IF;
    RETURN NULL;
END
$$;
DROP TRIGGER IF EXISTS class_member_has_a_seat ON people.class_member;
CREATE TRIGGER class_member_has_a_seat
    AFTER INSERT ON people.class_member REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION people.refuse_overfull();

-- A class that is moved leaves a trace: what it was to start on, and what it starts on now.
CREATE OR REPLACE FUNCTION people.note_class_move() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO people.class_move (entity_id, class_id, was_starts_on, starts_on)
    VALUES (new.entity_id, new.id, old.starts_on, new.starts_on);
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER training_class_move_is_noted
    AFTER UPDATE OF starts_on ON people.training_class
    FOR EACH ROW WHEN (old.starts_on <> new.starts_on) EXECUTE FUNCTION people.note_class_move();

-- Locks ------------------------------------------------------------------------------------------

-- Takes the persons' rows in ascending id, so that two writers of many never wait for each other.
-- A definer function: who may write a shift need not be able to change a person.
CREATE OR REPLACE FUNCTION people.lock_persons(persons bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM FROM people.person
      WHERE person.id = ANY (persons)
        AND (person.entity_id = ANY (sec.my_entities()) OR person.id = ANY (sec.my_people() || people.my_trainees())
             OR person.id = sec.me())
      ORDER BY person.id
        FOR NO KEY UPDATE;
END
$$;
-- Takes an entity's row: version numbers within it are given one at a time.
CREATE OR REPLACE FUNCTION people.lock_entity(entity bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM FROM people.legal_entity
      WHERE legal_entity.id = entity AND legal_entity.id = ANY (sec.my_entities())
        FOR NO KEY UPDATE;
END
$$;
GRANT EXECUTE ON FUNCTION people.lock_persons(bigint[]), people.lock_entity(bigint) TO muster_person;

-- Reading ----------------------------------------------------------------------------------------

-- The newest word on when somebody is ready.
CREATE OR REPLACE VIEW people.current_readiness WITH (security_invoker) AS
SELECT DISTINCT ON (readiness.person_id, readiness.skill_id) readiness.*
  FROM people.readiness
 ORDER BY readiness.person_id, readiness.skill_id, readiness.noted_at DESC, readiness.id DESC;

-- The newest word on what a class is worth, week by week.
CREATE OR REPLACE VIEW people.current_class_supply WITH (security_invoker) AS
SELECT supply.*
  FROM people.class_supply AS supply
 WHERE supply.noted_at = (SELECT max(newest.noted_at) FROM people.class_supply AS newest
                           WHERE newest.class_id = supply.class_id);

-- The hours of a class: a trainer needs them to say what their class is worth, and nothing else of a contract.
CREATE OR REPLACE FUNCTION people.hours_in_class(class bigint, day date)
RETURNS TABLE (person_id bigint, full_time double precision, ends_on date)
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT DISTINCT ON (seat.person_id) seat.person_id,
           employment.weekly_minutes::double precision / entity.full_time_weekly_minutes, employment.ends_on
      FROM people.class_member AS seat
      JOIN people.legal_entity AS entity ON entity.id = seat.entity_id
      JOIN people.employment ON employment.person_id = seat.person_id
       AND (employment.ends_on IS NULL OR employment.ends_on >= hours_in_class.day)
     WHERE seat.class_id = hours_in_class.class AND seat.left_at IS NULL
       AND (seat.class_id = ANY (people.my_classes())
            OR (seat.entity_id = ANY (sec.my_entities()) AND (sec.i_am('hr') OR sec.i_am('planner'))))
     ORDER BY seat.person_id, employment.starts_on;
END;
GRANT EXECUTE ON FUNCTION people.hours_in_class(bigint, date) TO muster_person;

-- Who may do what --------------------------------------------------------------------------------

-- Forgets every permission in a schema, so that the list below is the whole truth.
CREATE OR REPLACE FUNCTION people.close_doors(room text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    door record;
BEGIN
    FOR door IN
        SELECT policyname, tablename FROM pg_policies WHERE schemaname = room AND policyname <> 'owner_keeps'
    LOOP
        EXECUTE format('DROP POLICY %I ON %I.%I', door.policyname, room, door.tablename);
    END LOOP;
    EXECUTE format(
        'REVOKE ALL ON ALL TABLES IN SCHEMA %I FROM muster_person, muster_admin, muster_agent, muster_auditor, muster_eeo, '
        'muster_export, muster_hr, muster_manager, muster_planner, muster_privacy, muster_publisher, muster_recruiter, '
        'muster_ro, muster_trainer',
        room);
END
$$;

-- One line of the list: `who` may `verbs` those rows of a table for which `rows` holds.
CREATE OR REPLACE FUNCTION people.permit(who text, verbs text, relation regclass, condition text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    verb text;
    role text;
BEGIN
    FOREACH role IN ARRAY string_to_array(who, ' ') LOOP
        FOR verb IN SELECT (regexp_matches(verbs, '(\w+(?: \([^)]*\))?)', 'g'))[1] LOOP
            EXECUTE format('GRANT %s ON %s TO %I', verb, relation, 'muster_' || role);
            EXECUTE format('CREATE POLICY %I ON %s FOR %s TO %I %s',
                           role || '_may_' || lower(split_part(verb, ' ', 1)), relation, split_part(verb, ' ', 1),
                           'muster_' || role,
                           CASE split_part(verb, ' ', 1)
                               WHEN 'INSERT' THEN format('WITH CHECK (%s)', condition)
                               WHEN 'UPDATE' THEN format('USING (%1$s) WITH CHECK (%1$s)', condition)
                               ELSE format('USING (%s)', condition)
                           END);
        END LOOP;
    END LOOP;
END
$$;

SELECT people.close_doors('people');

-- No secret inside a company: its sites, calendars, teams and the names of its skills.
SELECT people.permit('person', 'SELECT', 'people.legal_entity', 'id = ANY ((SELECT people.entities_around_me())::bigint[])');
SELECT people.permit('admin',  'SELECT, INSERT', 'people.legal_entity', '(SELECT sec.me()) IS NOT NULL');
SELECT people.permit('hr admin', 'UPDATE (name, full_time_weekly_minutes, operation_id)', 'people.legal_entity', 'id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('person', 'SELECT', 'people.' || shared, 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])')
  FROM unnest(ARRAY['site', 'calendar', 'opening', 'calendar_day', 'team', 'skill']) AS shared;

-- HR and administrators keep the books of the entities they work on.
SELECT people.permit('hr admin', 'INSERT, UPDATE, DELETE', 'people.' || kept, 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])')
  FROM unnest(ARRAY['site', 'team', 'skill']) AS kept;
SELECT people.permit('hr admin', 'SELECT, INSERT, UPDATE, DELETE', 'people.' || kept, 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])')
  FROM unnest(ARRAY['person', 'team_lead', 'employment', 'membership']) AS kept;
SELECT people.permit('hr admin', 'SELECT, DELETE', 'people.before', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('hr admin', 'SELECT, INSERT (entity_id, added, changed, unchanged, refused), UPDATE (undone_by, undone_at)',
                     'people.roll', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('hr', 'SELECT, INSERT, UPDATE, DELETE', 'people.person_private', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('hr', 'SELECT, INSERT, UPDATE, DELETE', 'people.cost_rate', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('hr admin planner', 'INSERT (entity_id, site_id, version, note)', 'people.calendar', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('hr admin planner', 'INSERT', 'people.opening', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('hr admin planner', 'INSERT', 'people.calendar_day', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');

-- Planners see the whole entity, but nothing that identifies a person outside it.
SELECT people.permit('planner publisher', 'SELECT', 'people.' || seen, 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])')
  FROM unnest(ARRAY['person', 'team_lead', 'employment', 'membership', 'skill_grant', 'training_class', 'arrival', 'readiness']) AS seen;
SELECT people.permit('planner', 'SELECT', 'people.cost_rate', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('planner', 'INSERT, UPDATE', 'people.training_class', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');

-- A manager sees the people below them, a trainer those in their classes, an agent themselves.
SELECT people.permit('manager', 'SELECT', 'people.person', 'id = ANY ((SELECT sec.my_people() || sec.me())::bigint[])');
SELECT people.permit('manager', 'SELECT', 'people.team_lead', 'team_id = ANY ((SELECT sec.my_teams())::bigint[])');
SELECT people.permit('manager', 'SELECT', 'people.' || seen, 'person_id = ANY ((SELECT sec.my_people())::bigint[])')
  FROM unnest(ARRAY['employment', 'membership', 'skill_grant', 'readiness']) AS seen;
SELECT people.permit('trainer', 'SELECT', 'people.person', 'id IN (SELECT unnest((SELECT people.my_trainees() || sec.me())))');
SELECT people.permit('trainer', 'SELECT', 'people.' || seen, 'person_id IN (SELECT unnest((SELECT people.my_trainees())))')
  FROM unnest(ARRAY['membership', 'skill_grant', 'readiness']) AS seen;
SELECT people.permit('agent', 'SELECT', 'people.person', 'id = (SELECT sec.me())');
SELECT people.permit('agent', 'SELECT', 'people.' || seen, 'person_id = (SELECT sec.me())')
  FROM unnest(ARRAY['employment', 'membership', 'skill_grant', 'readiness']) AS seen;

-- Skills are granted in the granter's own name, and revoked, never edited.
SELECT people.permit('hr admin', 'SELECT, DELETE, INSERT (entity_id, person_id, skill_id, level, starts_on, expires_on), UPDATE (level, starts_on, expires_on, revoked_by, revoked_at, operation_id)',
                     'people.skill_grant', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');

-- Classes and who is expected in them.
SELECT people.permit('hr admin recruiter', 'SELECT, INSERT, UPDATE, DELETE', 'people.training_class', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('hr admin recruiter', 'SELECT, INSERT, UPDATE (person_id, withdrawn_at, operation_id)', 'people.arrival', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('recruiter', 'SELECT', 'people.person', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('trainer', 'SELECT', 'people.training_class', 'trainer_id = (SELECT sec.me())');
SELECT people.permit('trainer', 'SELECT', 'people.arrival', 'person_id = ANY ((SELECT people.my_trainees())::bigint[])');

SELECT people.permit('hr admin recruiter', 'SELECT, INSERT (entity_id, class_id, person_id), UPDATE (left_at, left_reason)',
                     'people.class_member', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('planner', 'SELECT', 'people.class_member', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('trainer', 'SELECT, UPDATE (left_at, left_reason)', 'people.class_member', 'class_id = ANY ((SELECT people.my_classes())::bigint[])');
SELECT people.permit('trainer', 'INSERT (entity_id, class_id, person_id)', 'people.class_member',
                     'class_id = ANY ((SELECT people.my_classes())::bigint[]) AND person_id = ANY ((SELECT people.my_trainees())::bigint[])');
SELECT people.permit('manager', 'SELECT', 'people.class_member', 'person_id = ANY ((SELECT sec.my_people())::bigint[])');
SELECT people.permit('agent', 'SELECT', 'people.class_member', 'person_id = (SELECT sec.me())');
SELECT people.permit('hr admin planner recruiter', 'SELECT', 'people.class_move', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('trainer', 'SELECT', 'people.class_move', 'class_id = ANY ((SELECT people.my_classes())::bigint[])');

-- What a class is worth is told by who trains it or HR, and read by who plans.
SELECT people.permit('planner', 'SELECT', 'people.class_supply', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('hr', 'SELECT, INSERT (entity_id, class_id, week_on, fte_p10, fte_p50, fte_p90)',
                     'people.class_supply', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('trainer', 'SELECT, INSERT (entity_id, class_id, week_on, fte_p10, fte_p50, fte_p90)',
                     'people.class_supply', 'class_id = ANY ((SELECT people.my_classes())::bigint[])');

-- Readiness is noted by whoever trains and by HR, who delays classes; nobody edits what was noted.
SELECT people.permit('hr', 'SELECT', 'people.readiness', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('hr', 'INSERT (entity_id, person_id, skill_id, ready_p50_on, ready_p90_on, proficiency, gate_passed_at, gate_passed_by)', 'people.readiness',
                     'entity_id = ANY ((SELECT sec.my_entities())::bigint[]) AND gate_passed_by IS NULL');
SELECT people.permit('trainer', 'INSERT (entity_id, person_id, skill_id, ready_p50_on, ready_p90_on, proficiency, gate_passed_at, gate_passed_by)', 'people.readiness',
                     'person_id = ANY ((SELECT people.my_trainees())::bigint[]) AND coalesce(gate_passed_by = (SELECT sec.me()), true)');

GRANT SELECT ON people.current_readiness, people.current_class_supply TO muster_person;
