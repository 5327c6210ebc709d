-- The day as it went: night hours, hours to be paid, and whether people did what was planned when it was planned.

-- Real minutes of a span that lie in the night of a place: from 23:00 to 06:00 unless told otherwise.
CREATE OR REPLACE FUNCTION timekeeping.night_minutes(
    starts_at timestamptz, ends_at timestamptz, zone text, night_starts integer DEFAULT 1380, night_ends integer DEFAULT 360) RETURNS integer
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(sum(extract(epoch FROM least(night.until_at, night_minutes.ends_at) - greatest(night.from_at, night_minutes.starts_at)) / 60), 0)::integer
      FROM generate_series(-1, 1) AS day (n)
     CROSS JOIN LATERAL (
           SELECT ((starts_at AT TIME ZONE zone)::date + day.n + make_interval(mins => night_starts)) AT TIME ZONE zone AS from_at,
                  ((starts_at AT TIME ZONE zone)::date + day.n + 1 + make_interval(mins => night_ends)) AT TIME ZONE zone AS until_at) AS night
     WHERE night.from_at < night_minutes.ends_at AND night.until_at > night_minutes.starts_at
$$;
GRANT EXECUTE ON FUNCTION timekeeping.night_minutes(timestamptz, timestamptz, text, integer, integer) TO muster_person;

-- Hours to be paid, by person, day and category, as the caller may see them. A shift belongs whole to the local day it
-- starts on, with the minutes that really passed. regular and overtime add up to all paid hours of shifts; training is
-- beside them, as is away, the hours of a shift whose person has approved time off, paid or not; night, sunday and holiday are hours among them that may earn a premium.
CREATE OR REPLACE FUNCTION timekeeping.pay_hours(from_day date, through_day date)
RETURNS TABLE (person_id bigint, works_on date, site_id bigint, category text, minutes integer, citation text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    WITH worked AS (
        SELECT shift.person_id, shift.works_on, min(shift.site_id) AS site_id, sum(shift.paid_minutes - least(shift.paid_minutes, gone.minutes))::integer AS paid,
               sum(least(shift.paid_minutes, gone.minutes))::integer AS away,
               sum(CASE WHEN gone.minutes >= shift.minutes THEN 0
                        ELSE timekeeping.night_minutes(shift.starts_at, shift.ends_at, shift.zone) END)::integer AS night
          FROM timekeeping.named_shift AS shift
         CROSS JOIN LATERAL (
               SELECT coalesce(sum(extract(epoch FROM least(absence.ends_at, shift.ends_at) - greatest(absence.starts_at, shift.starts_at)) / 60), 0)
                      ::integer AS minutes
                 FROM timekeeping.absence
                WHERE absence.person_id = shift.person_id AND absence.decision = 'approved' AND absence.withdrawn_at IS NULL
                  AND absence.starts_at < shift.ends_at AND absence.ends_at > shift.starts_at) AS gone
         -- Whole weeks, so that a week's overtime is known also where the period cuts it.
         WHERE shift.withdrawn_at IS NULL AND shift.works_on BETWEEN from_day - 6 AND through_day
         GROUP BY 1, 2
    ), law AS MATERIALIZED (
        -- Once a site and day, however many work there.
        SELECT place.site_id, place.works_on, rule.measure, rule.amount, rule.citation
          FROM (SELECT DISTINCT worked.site_id, worked.works_on FROM worked) AS place
         CROSS JOIN LATERAL scheduling.binding(place.site_id, place.works_on) AS rule
         WHERE rule.measure IN ('overtime of day', 'overtime of week')
    ), ruled AS (
        SELECT worked.*, site.zone, worked.works_on - (extract(isodow FROM worked.works_on)::integer - site.week_starts_on + 7) % 7 AS week_on,
               day.amount AS day_limit, day.citation AS day_citation, week.amount AS week_limit, week.citation AS week_citation
          FROM worked
          JOIN people.site ON site.id = worked.site_id
          LEFT JOIN law AS day ON (day.site_id, day.works_on, day.measure) = (worked.site_id, worked.works_on, 'overtime of day')
          LEFT JOIN law AS week ON (week.site_id, week.works_on, week.measure) = (worked.site_id, worked.works_on, 'overtime of week')
    ), dayed AS (
        SELECT ruled.*, greatest(0, ruled.paid - coalesce(ruled.day_limit, ruled.paid)) AS over_day
          FROM ruled
    ), summed AS (
        SELECT dayed.*, sum(dayed.paid - dayed.over_day) OVER (PARTITION BY dayed.person_id, dayed.week_on ORDER BY dayed.works_on) AS straight,
               -- Where no law counts overtime, it begins where the contract ends.
               coalesce(dayed.week_limit, (
                   SELECT employment.weekly_minutes FROM people.employment
                    WHERE employment.person_id = dayed.person_id AND employment.starts_on <= dayed.works_on
                      AND coalesce(employment.ends_on, dayed.works_on) >= dayed.works_on)) AS limit_of_week
          FROM dayed
    ), split AS (
        SELECT summed.*, summed.over_day + least(summed.paid - summed.over_day, greatest(0, summed.straight - coalesce(summed.limit_of_week, summed.straight)))
                         ::integer AS over
          FROM summed
    )
    SELECT split.person_id, split.works_on, split.site_id, told.category, told.minutes, told.citation
      FROM split
     CROSS JOIN LATERAL (VALUES
           ('regular', split.paid - split.over, NULL),
           ('overtime', split.over, coalesce(CASE WHEN split.over_day > 0 THEN split.day_citation END, split.week_citation, 'above the contract''s hours')),
           ('away', split.away, NULL),
           ('night', split.night, NULL),
           ('sunday', CASE WHEN extract(isodow FROM split.works_on) = 7 THEN split.paid ELSE 0 END, NULL),
           ('holiday', CASE WHEN EXISTS (
                SELECT FROM people.calendar JOIN people.calendar_day AS free ON free.calendar_id = calendar.id
                 WHERE calendar.site_id = split.site_id AND free.day_on = split.works_on AND free.kind IN ('holiday', 'hours')
                   AND calendar.version = (SELECT max(newest.version) FROM people.calendar AS newest WHERE newest.site_id = split.site_id))
                THEN split.paid ELSE 0 END, NULL)) AS told (category, minutes, citation)
     WHERE split.works_on >= from_day AND told.minutes > 0
    UNION ALL
    SELECT block.person_id, block.works_on, min(block.site_id), 'training', sum(block.minutes)::integer, NULL
      FROM timekeeping.training_block AS block
     WHERE block.withdrawn_at IS NULL AND block.works_on BETWEEN from_day AND through_day
       AND NOT EXISTS (SELECT FROM timekeeping.shift
                        WHERE shift.person_id = block.person_id AND shift.withdrawn_at IS NULL
                          AND shift.starts_at < block.ends_at AND shift.ends_at > block.starts_at)
     GROUP BY 1, 2
$$;
GRANT EXECUTE ON FUNCTION timekeeping.pay_hours(date, date) TO muster_person;

-- Adherence of each shift, minute by minute, as the caller may see shifts and states. A minute is planned as its activity
-- is, seen as the state of lowest priority number says, and excused where a lead accepted the explanation. A shift of
-- whose person the feed says nothing has no figures rather than zeros.
CREATE OR REPLACE FUNCTION timekeeping.adherence(from_day date, through_day date)
RETURNS TABLE (shift_id bigint, person_id bigint, works_on date, planned bigint, excused bigint, kept bigint, due bigint, worked bigint)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    WITH minute AS (
        SELECT shift.id, shift.entity_id, shift.person_id, shift.works_on, at.at,
               coalesce((SELECT CASE part.kind WHEN 'paid break' THEN 'break' WHEN 'unpaid break' THEN 'break' ELSE part.kind END
                           FROM timekeeping.activity AS part
                          WHERE part.shift_id = shift.id AND part.from_minute <= at.n AND part.until_minute > at.n), 'contact') AS plan,
               (SELECT meaning.counts_as
                  FROM timekeeping.state_spell AS spell
                  JOIN timekeeping.state_meaning AS meaning ON meaning.entity_id = spell.entity_id AND meaning.state = spell.state
                 WHERE spell.person_id = shift.person_id AND spell.starts_at <= at.at AND spell.ends_at > at.at
                   AND spell.starts_at > at.at - interval '24 hours'
                 ORDER BY meaning.priority, spell.source, spell.starts_at DESC LIMIT 1) AS seen,
               EXISTS (SELECT FROM timekeeping.explanation AS said
                        WHERE said.person_id = shift.person_id AND said.decision = 'accepted'
                          AND said.starts_at <= at.at AND said.ends_at > at.at) AS is_excused
          FROM timekeeping.shift
         CROSS JOIN LATERAL (SELECT n, shift.starts_at + make_interval(mins => n) AS at FROM generate_series(0, shift.minutes - 1) AS n) AS at
         WHERE shift.withdrawn_at IS NULL AND shift.works_on BETWEEN adherence.from_day AND adherence.through_day
           AND EXISTS (SELECT FROM timekeeping.state_spell AS spell
                        WHERE spell.person_id = shift.person_id AND spell.starts_at < shift.ends_at AND spell.ends_at > shift.starts_at)
    )
    SELECT minute.id, minute.person_id, minute.works_on, count(*), count(*) FILTER (WHERE minute.is_excused),
           count(*) FILTER (WHERE NOT minute.is_excused AND minute.seen = minute.plan),
           count(*) FILTER (WHERE NOT minute.is_excused AND minute.plan <> 'break'),
           count(*) FILTER (WHERE NOT minute.is_excused AND minute.seen IN ('contact', 'training', 'meeting'))
      FROM minute
     GROUP BY 1, 2, 3
$$;
GRANT EXECUTE ON FUNCTION timekeeping.adherence(date, date) TO muster_person;

-- Who decides on an explanation is whoever is speaking, once.
CREATE OR REPLACE FUNCTION timekeeping.sign_explanation() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF old.decision IS NOT NULL THEN
        RAISE EXCEPTION 'already decided'
              USING ERRCODE = '23505', SCHEMA = 'timekeeping', TABLE = 'explanation', CONSTRAINT = 'explanation_is_decided_once';
    END IF;
    new.decided_by := coalesce(sec.me(), new.decided_by);
    new.decided_at := now();
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER explanation_is_decided_once
    BEFORE UPDATE OF decision ON timekeeping.explanation FOR EACH ROW EXECUTE FUNCTION timekeeping.sign_explanation();

-- Who may do what. What a state means is known to whoever is measured by it.
SELECT people.permit('person', 'SELECT', 'timekeeping.state_meaning', 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])');
SELECT people.permit('hr planner', 'INSERT (entity_id, state, counts_as, priority), UPDATE (counts_as, priority)',
                     'timekeeping.state_meaning', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('planner', 'SELECT, DELETE, INSERT (entity_id, person_id, source, state, starts_at, ends_at)', 'timekeeping.state_spell',
                     'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('planner', 'SELECT, INSERT (entity_id, source, added, unchanged, refused), UPDATE (undone_by, undone_at)',
                     'timekeeping.feed', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('manager', 'SELECT', 'timekeeping.' || seen, 'person_id = ANY ((SELECT sec.my_people())::bigint[])')
  FROM unnest(ARRAY['state_spell', 'explanation']) AS seen;
SELECT people.permit('agent', 'SELECT', 'timekeeping.' || seen, 'person_id = (SELECT sec.me())')
  FROM unnest(ARRAY['state_spell', 'explanation']) AS seen;
SELECT people.permit('agent', 'INSERT (entity_id, person_id, starts_at, ends_at, words)', 'timekeeping.explanation', 'person_id = (SELECT sec.me())');
SELECT people.permit('manager', 'UPDATE (decision)', 'timekeeping.explanation', 'person_id = ANY ((SELECT sec.my_people())::bigint[])');
-- Whoever counts adherence needs to know which minutes are excused, not what was said about them.
SELECT people.permit('planner', 'SELECT (id, entity_id, person_id, starts_at, ends_at, decision, decided_at)', 'timekeeping.explanation',
                     'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
