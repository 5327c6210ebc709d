-- Time off with limits: who holds a place, who waits, and in which order.

-- The limits that an absence meets: its company's, its site's, those of the teams its person is in and of those above.
CREATE OR REPLACE FUNCTION timekeeping.limits_of(person bigint, site bigint, from_day date, through_day date)
RETURNS TABLE (limit_id bigint, entity_id bigint, day_on date, people integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    WITH RECURSIVE above AS (
        SELECT membership.team_id AS id
          FROM people.membership
         WHERE membership.person_id = limits_of.person AND membership.starts_on <= limits_of.through_day
           AND coalesce(membership.ends_on, limits_of.from_day) >= limits_of.from_day
        UNION
        SELECT team.parent_id FROM people.team JOIN above ON team.id = above.id WHERE team.parent_id IS NOT NULL
    )
    SELECT set.id, set.entity_id, day.on_day::date, set.people
      FROM people.person
      JOIN timekeeping.time_off_limit AS set ON set.entity_id = person.entity_id
     CROSS JOIN LATERAL generate_series(greatest(set.starts_on, limits_of.from_day)::timestamp,
                                        least(set.ends_on, limits_of.through_day)::timestamp, interval '1 day') AS day (on_day)
     WHERE person.id = limits_of.person
       AND (set.site_id IS NULL OR set.site_id = limits_of.site)
       AND (set.team_id IS NULL OR set.team_id IN (SELECT above.id FROM above))
$$;

-- Gives an absence its places, or a place in the queue. Everybody who asks for days of one limit takes the limit's row
-- in turn; two limits are taken in the order of their ids.
CREATE OR REPLACE FUNCTION timekeeping.take_places() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    limits  bigint[];
    days    date[];
    places  integer[];
    is_held boolean;
BEGIN
    IF new.kind NOT IN ('holiday', 'unpaid') THEN
        RETURN NULL;
    END IF;
    SELECT array_agg(asked.limit_id ORDER BY asked.limit_id, asked.day_on), array_agg(asked.day_on ORDER BY asked.limit_id, asked.day_on),
           array_agg(asked.people ORDER BY asked.limit_id, asked.day_on)
      INTO limits, days, places
      FROM timekeeping.limits_of(new.person_id, new.site_id, new.starts_on, new.ends_on) AS asked;
    IF limits IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM FROM timekeeping.time_off_limit AS set WHERE set.id = ANY (limits) ORDER BY set.id FOR NO KEY UPDATE;
    INSERT INTO timekeeping.time_off_day (entity_id, limit_id, day_on, people)
    SELECT new.entity_id, asked.* FROM unnest(limits, days, places) AS asked
        ON CONFLICT DO NOTHING;
    SELECT bool_and(day.taken < day.people)
      INTO is_held
      FROM unnest(limits, days) AS asked (limit_id, day_on)
      JOIN timekeeping.time_off_day AS day ON day.limit_id = asked.limit_id AND day.day_on = asked.day_on;
    INSERT INTO timekeeping.time_off_place (entity_id, absence_id, person_id, limit_id, day_on, is_held, held_at)
    SELECT new.entity_id, new.id, new.person_id, asked.limit_id, asked.day_on, is_held, CASE WHEN is_held THEN clock_timestamp() END
      FROM unnest(limits, days) AS asked (limit_id, day_on);
    IF is_held THEN
        UPDATE timekeeping.time_off_day AS day SET taken = day.taken + 1
          FROM unnest(limits, days) AS asked (limit_id, day_on)
         WHERE day.limit_id = asked.limit_id AND day.day_on = asked.day_on;
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER absence_takes_its_places
    AFTER INSERT ON timekeeping.absence FOR EACH ROW EXECUTE FUNCTION timekeeping.take_places();

-- Moves up whoever waits and now fits whole, first asked first. The caller holds the limits' rows.
CREATE OR REPLACE FUNCTION timekeeping.move_up(limits bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    waiting bigint;
BEGIN
    FOR waiting IN
        SELECT DISTINCT place.absence_id FROM timekeeping.time_off_place AS place
         WHERE place.limit_id = ANY (limits) AND NOT place.is_held ORDER BY place.absence_id
    LOOP
        CONTINUE WHEN EXISTS (
            SELECT FROM timekeeping.time_off_place AS place
              JOIN timekeeping.time_off_day AS day ON day.limit_id = place.limit_id AND day.day_on = place.day_on
             WHERE place.absence_id = waiting AND day.taken >= day.people);
        UPDATE timekeeping.time_off_day AS day SET taken = day.taken + 1
          FROM timekeeping.time_off_place AS place
         WHERE place.absence_id = waiting AND day.limit_id = place.limit_id AND day.day_on = place.day_on;
        UPDATE timekeeping.time_off_place SET is_held = true, held_at = clock_timestamp() WHERE absence_id = waiting;
    END LOOP;
END
$$;

-- An absence that is declined or withdrawn leaves its places to those who wait.
CREATE OR REPLACE FUNCTION timekeeping.leave_places() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    limits bigint[];
BEGIN
    SELECT array_agg(DISTINCT place.limit_id) INTO limits FROM timekeeping.time_off_place AS place WHERE place.absence_id = new.id;
    IF limits IS NULL THEN
        RETURN NULL;
    END IF;
    -- Every limit that somebody waiting for one of these days also needs, so that all of them are taken in order.
    PERFORM FROM timekeeping.time_off_limit AS set
      WHERE set.id IN (SELECT other.limit_id FROM timekeeping.time_off_place AS other
                        WHERE other.absence_id IN (SELECT place.absence_id FROM timekeeping.time_off_place AS place
                                                    WHERE place.limit_id = ANY (limits)))
      ORDER BY set.id FOR NO KEY UPDATE;
    UPDATE timekeeping.time_off_day AS day SET taken = day.taken - 1
      FROM timekeeping.time_off_place AS place
     WHERE place.absence_id = new.id AND place.is_held AND day.limit_id = place.limit_id AND day.day_on = place.day_on;
    DELETE FROM timekeeping.time_off_place WHERE absence_id = new.id;
    PERFORM timekeeping.move_up(limits);
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER absence_leaves_its_places
    AFTER UPDATE OF decision, withdrawn_at ON timekeeping.absence FOR EACH ROW
    WHEN (new.withdrawn_at IS NOT NULL AND old.withdrawn_at IS NULL AND old.decision IS DISTINCT FROM 'declined'
          OR new.decision = 'declined' AND old.decision IS NULL)
    EXECUTE FUNCTION timekeeping.leave_places();

-- Nobody is let go beyond the limit: whoever waits for a place cannot be approved.
CREATE OR REPLACE FUNCTION timekeeping.refuse_without_place() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    full_on date;
BEGIN
    SELECT min(place.day_on) INTO full_on FROM timekeeping.time_off_place AS place WHERE place.absence_id = new.id AND NOT place.is_held;
    IF full_on IS NOT NULL THEN
        RAISE EXCEPTION 'no place yet on %', full_on
              USING ERRCODE = '23514', SCHEMA = 'timekeeping', TABLE = 'absence', CONSTRAINT = 'absence_has_its_place_on_every_limited_day',
                    HINT = 'It waits in line: raise the limit, or decline it.';
    END IF;
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER absence_is_approved_with_a_place
    BEFORE UPDATE OF decision ON timekeeping.absence FOR EACH ROW WHEN (new.decision = 'approved')
    EXECUTE FUNCTION timekeeping.refuse_without_place();

-- A changed limit opens its days, and whoever waited moves up; below what is taken it is refused.
CREATE OR REPLACE FUNCTION timekeeping.spread_limit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE timekeeping.time_off_day SET people = new.people WHERE limit_id = new.id;
    PERFORM timekeeping.move_up(ARRAY[new.id]);
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER time_off_limit_opens_its_days
    AFTER UPDATE OF people ON timekeeping.time_off_limit FOR EACH ROW WHEN (new.people <> old.people)
    EXECUTE FUNCTION timekeeping.spread_limit();

-- What asking for some days would come to, day by day and limit by limit, before anybody asks. About oneself, and about
-- whoever one leads or works on. shifts: published shifts it would leave open.
CREATE OR REPLACE FUNCTION timekeeping.estimate(person bigint, from_day date, through_day date)
RETURNS TABLE (day_on date, limit_id bigint, people integer, taken integer, waiting bigint, place_in_line bigint, shifts bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT (person = sec.me() OR person = ANY (sec.my_people()) OR EXISTS (
            SELECT FROM people.person AS someone WHERE someone.id = person AND someone.entity_id = ANY (sec.my_entities()))) THEN
        RAISE EXCEPTION 'permission denied for this person' USING ERRCODE = '42501';
    ELSIF through_day < from_day OR through_day - from_day > 366 THEN
        RAISE EXCEPTION 'a year at most' USING ERRCODE = '23514', CONSTRAINT = 'absence_ends_on_or_after_its_start';
    END IF;
    RETURN QUERY
    WITH place AS (
        SELECT employment.site_id FROM people.employment
         WHERE employment.person_id = estimate.person AND employment.starts_on <= estimate.through_day
           AND coalesce(employment.ends_on, estimate.through_day) >= estimate.from_day
         ORDER BY employment.starts_on LIMIT 1
    ), asked AS (
        SELECT found.* FROM place CROSS JOIN LATERAL timekeeping.limits_of(estimate.person, place.site_id, estimate.from_day, estimate.through_day) AS found
    )
    SELECT day.on_day::date, asked.limit_id, asked.people, coalesce(open.taken, 0),
           coalesce(line.waiting, 0),
           CASE WHEN coalesce(open.taken, 0) >= asked.people THEN coalesce(line.waiting, 0) + 1 END,
           (SELECT count(*) FROM timekeeping.shift
             WHERE shift.person_id = estimate.person AND shift.works_on = day.on_day::date AND shift.withdrawn_at IS NULL)
      FROM generate_series(estimate.from_day::timestamp, estimate.through_day::timestamp, interval '1 day') AS day (on_day)
      LEFT JOIN asked ON asked.day_on = day.on_day::date
      LEFT JOIN timekeeping.time_off_day AS open ON open.limit_id = asked.limit_id AND open.day_on = asked.day_on
      LEFT JOIN LATERAL (
           SELECT count(*) AS waiting FROM timekeeping.time_off_place AS place
            WHERE place.limit_id = asked.limit_id AND place.day_on = asked.day_on AND NOT place.is_held) AS line ON true
     ORDER BY 1, 2;
END
$$;
GRANT EXECUTE ON FUNCTION timekeeping.estimate(bigint, date, date) TO muster_person;

-- Where an absence stands in line, day by day: one's own or one's people's. Everybody ahead is counted, nobody named.
CREATE OR REPLACE FUNCTION timekeeping.line(absence bigint)
RETURNS TABLE (day_on date, limit_id bigint, is_held boolean, place_in_line bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT mine.day_on, mine.limit_id, mine.is_held,
           CASE WHEN NOT mine.is_held THEN (
               SELECT count(*) FROM timekeeping.time_off_place AS ahead
                WHERE ahead.limit_id = mine.limit_id AND ahead.day_on = mine.day_on AND NOT ahead.is_held
                  AND ahead.absence_id <= mine.absence_id) END
      FROM timekeeping.time_off_place AS mine
     WHERE mine.absence_id = line.absence
       AND (mine.person_id = sec.me() OR mine.person_id = ANY (sec.my_people()) OR mine.entity_id = ANY (sec.my_entities()))
     ORDER BY mine.day_on, mine.limit_id
$$;
GRANT EXECUTE ON FUNCTION timekeeping.line(bigint) TO muster_person;

-- Who may do what. How many may go is no secret; who waits is their own and their lead's business.
SELECT people.permit('person', 'SELECT', 'timekeeping.' || seen, 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])')
  FROM unnest(ARRAY['time_off_limit', 'time_off_day']) AS seen;
SELECT people.permit('hr planner', 'INSERT (entity_id, site_id, team_id, starts_on, ends_on, people, note), UPDATE (people, note)',
                     'timekeeping.time_off_limit', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('manager', 'INSERT (entity_id, site_id, team_id, starts_on, ends_on, people, note), UPDATE (people, note)',
                     'timekeeping.time_off_limit', 'team_id = ANY ((SELECT sec.my_teams())::bigint[])');
SELECT people.permit('agent', 'SELECT', 'timekeeping.time_off_place', 'person_id = (SELECT sec.me())');
SELECT people.permit('manager', 'SELECT', 'timekeeping.time_off_place', 'person_id = ANY ((SELECT sec.my_people())::bigint[])');
SELECT people.permit('hr planner publisher', 'SELECT', 'timekeeping.time_off_place', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
