-- Rules as numbers: which bind a site on a day, and who would break which by working some shifts and not others.

-- Whether a law's coverage holds for what is known of an employer; NULL where it asks for something nobody noted.
CREATE OR REPLACE FUNCTION scheduling.covers(coverage jsonb, facts jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    asked   record;
    known   jsonb;
    holds   boolean;
    is_sure boolean := true;
BEGIN
    FOR asked IN SELECT key, value FROM jsonb_each(covers.coverage) WHERE key <> 'where' LOOP
        known := facts -> CASE
            WHEN asked.key = 'employees' AND coverage ? 'where' THEN 'employees_' || (coverage ->> 'where')
            WHEN asked.key = 'employees_over' THEN 'employees'
            ELSE asked.key END;
        holds := CASE
            WHEN known IS NULL THEN NULL
            WHEN jsonb_typeof(asked.value) = 'array' THEN EXISTS (
                SELECT FROM jsonb_array_elements_text(asked.value) AS prefix WHERE starts_with(known #>> '{}', prefix))
            WHEN jsonb_typeof(asked.value) = 'boolean' THEN known = asked.value
            WHEN jsonb_typeof(asked.value) = 'number' AND jsonb_typeof(known) = 'number' THEN
                (known #>> '{}')::numeric >= (asked.value #>> '{}')::numeric
                AND (asked.key <> 'employees_over' OR known <> asked.value)
            ELSE known = asked.value END;
        IF NOT holds THEN RETURN false; END IF;
        is_sure := is_sure AND holds IS NOT NULL;
    END LOOP;
    RETURN CASE WHEN is_sure THEN true END;
END
$$;

-- Every number that is or may be law at a site on a day, and the house's own. binds is NULL where it depends on something
-- that nobody noted about the site. place: how near it is to the site, 0 for the house's own.
CREATE OR REPLACE FUNCTION scheduling.every_rule(site bigint, on_day date)
RETURNS TABLE (measure text, sense text, amount integer, beyond integer, rule_code text, citation text, words text,
               jurisdiction text, locality text, binds boolean, place bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    WITH here AS (
        SELECT site.entity_id, site.jurisdiction, standing.locality, coalesce(standing.facts, '{}') AS facts
          FROM people.site
          LEFT JOIN LATERAL (
               SELECT * FROM scheduling.standing WHERE standing.site_id = site.id ORDER BY standing.id DESC LIMIT 1) AS standing ON true
         WHERE site.id = every_rule.site
    ), law AS (
        SELECT number.*, rule.words, rule.jurisdiction, rule.locality, near.place,
               CASE WHEN rule.locality IS NULL OR rule.locality = here.locality THEN scheduling.covers(rule.coverage, here.facts)
                    WHEN here.locality IS NULL THEN nullif(scheduling.covers(rule.coverage, here.facts), true)
                    ELSE false END AS binds
          FROM here
         CROSS JOIN unnest(law.chain(here.jurisdiction)) WITH ORDINALITY AS near (jurisdiction, place)
          JOIN law.rule ON rule.jurisdiction = near.jurisdiction
          JOIN scheduling.parameter AS number ON number.rule_code = rule.code
         WHERE coalesce(rule.starts_on, on_day) <= on_day AND coalesce(rule.ends_on, on_day) >= on_day
    ), house AS (
        SELECT number.*, 'The house''s own.' AS words, NULL::text AS jurisdiction, NULL::text AS locality,
               0::bigint AS place, true AS binds
          FROM here
          JOIN scheduling.parameter AS number ON number.rule_code IS NULL
           AND (number.entity_id = here.entity_id OR number.entity_id IS NULL AND NOT EXISTS (
                SELECT FROM scheduling.parameter AS own
                 WHERE own.entity_id = here.entity_id AND own.measure = number.measure
                   AND own.starts_on <= on_day AND coalesce(own.ends_on, on_day) >= on_day))
    )
    SELECT every.measure, measure.sense, every.amount, every.beyond, every.rule_code, every.citation, every.words,
           every.jurisdiction, every.locality, every.binds, every.place
      FROM (SELECT * FROM law UNION ALL SELECT * FROM house) AS every
      JOIN scheduling.measure ON measure.name = every.measure
     WHERE every.starts_on <= on_day AND coalesce(every.ends_on, on_day) >= on_day AND every.binds IS NOT false
$$;

-- One number a measure: the strictest of those that bind; of facts the nearest. Breaks keep a step for each length.
CREATE OR REPLACE FUNCTION scheduling.strictest(site bigint, on_day date)
RETURNS TABLE (measure text, sense text, amount integer, beyond integer, rule_code text, citation text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT DISTINCT ON (rule.measure, rule.beyond)
           rule.measure, rule.sense, rule.amount, rule.beyond, rule.rule_code, rule.citation
      FROM scheduling.every_rule(strictest.site, strictest.on_day) AS rule
     WHERE rule.binds
     ORDER BY rule.measure, rule.beyond,
              CASE rule.sense WHEN 'least' THEN -rule.amount WHEN 'most' THEN rule.amount ELSE rule.place END, rule.place
$$;

-- The same two, for whoever belongs to the site's company or works on it.
CREATE OR REPLACE FUNCTION scheduling.rules_at(site bigint, on_day date)
RETURNS TABLE (measure text, sense text, amount integer, beyond integer, rule_code text, citation text, words text,
               jurisdiction text, locality text, binds boolean, place bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT rule.*
      FROM people.site
     CROSS JOIN LATERAL scheduling.every_rule(site.id, rules_at.on_day) AS rule
     WHERE site.id = rules_at.site AND site.entity_id = ANY (people.entities_around_me())
$$;
CREATE OR REPLACE FUNCTION scheduling.binding(site bigint, on_day date)
RETURNS TABLE (measure text, sense text, amount integer, beyond integer, rule_code text, citation text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT rule.*
      FROM people.site
     CROSS JOIN LATERAL scheduling.strictest(site.id, binding.on_day) AS rule
     WHERE site.id = binding.site AND site.entity_id = ANY (people.entities_around_me())
$$;
GRANT EXECUTE ON FUNCTION scheduling.covers(jsonb, jsonb), scheduling.rules_at(bigint, date), scheduling.binding(bigint, date)
   TO muster_person;

-- A number as people say it: 10 h 30 min, or 6.
CREATE OR REPLACE FUNCTION scheduling.said(amount numeric, is_clock boolean) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN NOT is_clock THEN round(amount)::text
            WHEN amount < 60 THEN round(amount) || ' min'
            WHEN amount % 60 < 1 THEN div(amount, 60) || ' h'
            ELSE div(amount, 60) || ' h ' || floor(amount % 60) || ' min' END;

-- The skill that a queue asks for: as the newest assumptions have it, else the skill of the queue's name.
CREATE OR REPLACE FUNCTION scheduling.queue_skill(entity bigint) RETURNS TABLE (queue text, skill_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT DISTINCT ON (asked.queue) asked.queue, asked.skill_id
      FROM (SELECT queue.value ->> 'code' AS queue, skill.id AS skill_id, assumption.id AS version
              FROM scheduling.assumption
             CROSS JOIN jsonb_array_elements(CASE jsonb_typeof(assumption.body -> 'queues')
                                             WHEN 'array' THEN assumption.body -> 'queues' ELSE '[]' END) AS queue
              JOIN people.skill ON skill.entity_id = assumption.entity_id AND skill.name = queue.value ->> 'skill'
             WHERE assumption.entity_id = queue_skill.entity
            UNION ALL
            SELECT skill.name, skill.id, 0 FROM people.skill WHERE skill.entity_id = queue_skill.entity) AS asked
     ORDER BY asked.queue, asked.version DESC
$$;

-- What of a schedule breaks which rule, if these shifts were added and those taken away: of the persons added to, and
-- only what the addition has a part in. added is an array of {person, site, on, starts, ends, paid, breaks, queues}.
-- No one calls it but the doors below, which look who asks.
CREATE OR REPLACE FUNCTION scheduling.judge(added jsonb, removed bigint[])
RETURNS TABLE (person_id bigint, works_on date, measure text, rule_code text, citation text, words text, shift_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    WITH new AS MATERIALIZED (
        SELECT given.person AS person_id, given.site AS site_id, given."on" AS works_on, given.starts AS starts_at,
               given.ends AS ends_at, coalesce(given.paid, extract(epoch FROM given.ends - given.starts) / 60)::integer AS paid,
               given.breaks, given.queues, NULL::bigint AS shift_id, true AS is_new
          FROM jsonb_to_recordset(judge.added)
               AS given (person bigint, site bigint, "on" date, starts timestamptz, ends timestamptz, paid integer,
                         breaks integer, queues text[])
    ), span AS (
        SELECT min(new.starts_at) - interval '15 days' AS from_at, max(new.ends_at) + interval '15 days' AS until_at,
               array_agg(DISTINCT new.person_id) AS persons
          FROM new
    ), old AS MATERIALIZED (
        SELECT shift.person_id, shift.site_id, shift.works_on, shift.starts_at, shift.ends_at,
               shift.minutes - coalesce((SELECT sum(part.until_minute - part.from_minute) FROM timekeeping.activity AS part
                                          WHERE part.shift_id = shift.id AND NOT part.is_paid), 0)::integer AS paid,
               NULL::integer AS breaks, NULL::text[] AS queues, shift.id AS shift_id, false AS is_new
          FROM span
          JOIN timekeeping.shift ON shift.person_id = ANY (span.persons)
           AND shift.starts_at BETWEEN span.from_at AND span.until_at
         WHERE shift.withdrawn_at IS NULL AND NOT shift.id = ANY (judge.removed)
    ), duty AS MATERIALIZED (
        SELECT every.*, site.zone, site.week_starts_on, site.entity_id,
               every.works_on - (extract(isodow FROM every.works_on)::integer - site.week_starts_on + 7) % 7 AS week_on,
               coalesce(own.birth_on + interval '18 years' > every.works_on, false) AS is_young
          FROM (SELECT * FROM new UNION ALL SELECT * FROM old) AS every
          JOIN people.site ON site.id = every.site_id
          LEFT JOIN people.person_private AS own ON own.person_id = every.person_id
    ), bound AS MATERIALIZED (
        SELECT here.site_id, rule.*, measure.is_clock, measure.words AS form
          FROM (SELECT duty.site_id, min(duty.works_on) AS on_day FROM duty WHERE duty.is_new GROUP BY 1) AS here
         CROSS JOIN LATERAL scheduling.strictest(here.site_id, here.on_day) AS rule
          JOIN scheduling.measure ON measure.name = rule.measure
    ), day AS MATERIALIZED (
        SELECT duty.person_id, duty.works_on, min(duty.site_id) AS site_id, min(duty.week_on) AS week_on,
               min(duty.starts_at) AS starts_at, max(duty.ends_at) AS ends_at, sum(duty.paid) AS paid,
               bool_or(duty.is_new) AS is_new, min(duty.shift_id) AS shift_id, min(duty.zone) AS zone,
               bool_or(duty.is_young) AS is_young
          FROM duty GROUP BY 1, 2
    ), chain AS MATERIALIZED (
        SELECT day.*, lag(day.ends_at) OVER walk AS ended_at, lag(day.is_new) OVER walk AS was_new,
               lag(day.shift_id) OVER walk AS was_shift_id, lag(day.works_on) OVER walk AS was_on,
               day.works_on - (row_number() OVER walk)::integer AS island
          FROM day WINDOW walk AS (PARTITION BY day.person_id ORDER BY day.works_on)
    ), week AS (
        SELECT chain.person_id, chain.week_on, min(chain.site_id) AS site_id, sum(chain.paid) AS paid,
               max(chain.works_on) FILTER (WHERE chain.is_new) AS works_on, bool_or(chain.is_new) AS is_new,
               bool_or(chain.is_young) AS is_young, count(*) AS days,
               greatest(max(extract(epoch FROM chain.starts_at
                            - greatest(chain.ended_at, people.day_start(chain.week_on, chain.zone)))),
                        extract(epoch FROM people.day_start(chain.week_on + 7, min(chain.zone)) - max(chain.ends_at))) / 60 AS longest
          FROM chain GROUP BY 1, 2
    ), run AS (
        SELECT chain.person_id, chain.island, min(chain.site_id) AS site_id, count(*) AS days, bool_or(chain.is_new) AS is_new,
               max(chain.works_on) AS works_on
          FROM chain GROUP BY 1, 2
    ), found AS (
        SELECT chain.person_id, chain.works_on, bound.site_id, bound.measure, 0 AS beyond,
               (extract(epoch FROM chain.starts_at - chain.ended_at) / 60)::numeric AS amount,
               coalesce(chain.was_shift_id, chain.shift_id) AS shift_id,
               format('after %s', to_char(chain.ended_at AT TIME ZONE chain.zone, 'Dy YYYY-MM-DD HH24:MI')) AS detail
          FROM chain JOIN bound ON bound.site_id = chain.site_id
           AND (bound.measure = 'rest' OR bound.measure = 'young rest' AND chain.is_young)
         WHERE (chain.is_new OR chain.was_new) AND chain.starts_at > chain.ended_at
           AND chain.starts_at - chain.ended_at < make_interval(mins => bound.amount)
        UNION ALL
        SELECT day.person_id, day.works_on, bound.site_id, bound.measure, 0, day.paid, day.shift_id, NULL
          FROM day JOIN bound ON bound.site_id = day.site_id
           AND (bound.measure = 'day hours' OR bound.measure = 'young day hours' AND day.is_young)
         WHERE day.is_new AND day.paid > bound.amount
        UNION ALL
        SELECT week.person_id, week.works_on, bound.site_id, bound.measure, 0, week.paid, NULL, format('week of %s', week.week_on)
          FROM week JOIN bound ON bound.site_id = week.site_id
           AND (bound.measure = 'week hours' OR bound.measure = 'young week hours' AND week.is_young)
         WHERE week.is_new AND week.paid > bound.amount
        UNION ALL
        SELECT week.person_id, week.works_on, bound.site_id, bound.measure, 0, week.longest, NULL, format('week of %s', week.week_on)
          FROM week JOIN bound ON bound.site_id = week.site_id
           AND (bound.measure = 'weekly rest' OR bound.measure = 'young weekly rest' AND week.is_young)
         WHERE week.is_new AND week.longest < bound.amount
        UNION ALL
        SELECT week.person_id, week.works_on, bound.site_id, bound.measure, 0, week.days, NULL, format('week of %s', week.week_on)
          FROM week JOIN bound ON bound.site_id = week.site_id AND bound.measure = 'young days a week'
         WHERE week.is_new AND week.is_young AND week.days > bound.amount
        UNION ALL
        SELECT run.person_id, run.works_on, bound.site_id, 'days in a row', 0, run.days::numeric, NULL, format('up to %s', run.works_on)
          FROM run JOIN bound ON bound.site_id = run.site_id AND bound.measure = 'days in a row'
         WHERE run.is_new AND run.days > bound.amount
        UNION ALL
        SELECT duty.person_id, duty.works_on, bound.site_id, bound.measure, max(bound.beyond), duty.breaks, NULL,
               format('shift of %s', scheduling.said((extract(epoch FROM duty.ends_at - duty.starts_at) / 60), true))
          FROM duty JOIN bound ON bound.site_id = duty.site_id
           AND (bound.measure = 'break' OR bound.measure = 'young break' AND duty.is_young)
         WHERE duty.is_new AND duty.breaks IS NOT NULL AND duty.ends_at - duty.starts_at > make_interval(mins => bound.beyond)
         GROUP BY duty.person_id, duty.works_on, bound.site_id, bound.measure, duty.breaks, duty.starts_at, duty.ends_at
        HAVING duty.breaks < max(bound.amount)
        UNION ALL
        -- By day only, on the clock of the site.
        SELECT duty.person_id, duty.works_on, bound.site_id, bound.measure, 0, at.minute::numeric, NULL,
               format('shift of %s', to_char(duty.starts_at AT TIME ZONE duty.zone, 'Dy YYYY-MM-DD HH24:MI'))
          FROM duty
         CROSS JOIN LATERAL (VALUES
               ('young earliest', extract(epoch FROM duty.starts_at AT TIME ZONE duty.zone - duty.works_on) / 60),
               ('young latest', extract(epoch FROM duty.ends_at AT TIME ZONE duty.zone - duty.works_on) / 60)) AS at (measure, minute)
          JOIN bound ON bound.site_id = duty.site_id AND bound.measure = at.measure
         WHERE duty.is_new AND duty.is_young
           AND CASE bound.sense WHEN 'least' THEN at.minute < bound.amount ELSE at.minute > bound.amount END
    )
    SELECT found.person_id, found.works_on, found.measure, bound.rule_code, bound.citation,
           replace(replace(bound.form, '{found}', scheduling.said(found.amount, bound.is_clock)),
                   '{amount}', scheduling.said(bound.amount, bound.is_clock)) || coalesce(' (' || found.detail || ')', ''),
           found.shift_id
      FROM found
      JOIN bound ON bound.site_id = found.site_id AND bound.measure = found.measure AND bound.beyond = found.beyond
    UNION ALL
    SELECT one.person_id, one.works_on, 'overlap', NULL, 'one shift at a time',
           format('already works %s to %s', to_char(other.starts_at AT TIME ZONE other.zone, 'YYYY-MM-DD HH24:MI'),
                  to_char(other.ends_at AT TIME ZONE other.zone, 'HH24:MI')), other.shift_id
      FROM duty AS one
      JOIN duty AS other ON other.person_id = one.person_id AND other.starts_at < one.ends_at AND other.ends_at > one.starts_at
       AND (NOT other.is_new OR (other.starts_at, other.ends_at, other.site_id) < (one.starts_at, one.ends_at, one.site_id))
     WHERE one.is_new
    UNION ALL
    SELECT duty.person_id, duty.works_on, 'contract', NULL, 'the contract of employment',
           format('%s of paid work in the week of %s, the contract allows %s', scheduling.said(week.paid, true), week.week_on,
                  scheduling.said(employment.maximum_weekly_minutes, true)), NULL
      FROM week
      JOIN LATERAL (SELECT duty.* FROM duty WHERE duty.person_id = week.person_id AND duty.is_new AND duty.works_on = week.works_on LIMIT 1)
           AS duty ON true
      JOIN people.employment ON employment.person_id = week.person_id AND employment.starts_on <= duty.works_on
       AND coalesce(employment.ends_on, duty.works_on) >= duty.works_on
     WHERE week.is_new AND week.paid > employment.maximum_weekly_minutes
    UNION ALL
    SELECT duty.person_id, duty.works_on, 'away', NULL, 'approved time off', 'away then', NULL
      FROM duty
      JOIN timekeeping.absence ON absence.person_id = duty.person_id AND absence.decision = 'approved'
       AND absence.withdrawn_at IS NULL AND absence.starts_at < duty.ends_at AND absence.ends_at > duty.starts_at
     WHERE duty.is_new
    UNION ALL
    SELECT duty.person_id, duty.works_on, 'training', NULL, 'training is planned', format('in training then: %s', block.title), NULL
      FROM duty
      JOIN timekeeping.training_block AS block ON block.person_id = duty.person_id
       AND block.withdrawn_at IS NULL AND block.starts_at < duty.ends_at AND block.ends_at > duty.starts_at
     WHERE duty.is_new
    UNION ALL
    SELECT duty.person_id, duty.works_on, 'employment', NULL, 'employment', 'not employed that day', NULL
      FROM duty
     WHERE duty.is_new AND NOT EXISTS (
           SELECT FROM people.employment
            WHERE employment.person_id = duty.person_id AND employment.starts_on <= duty.works_on
              AND coalesce(employment.ends_on, duty.works_on) >= duty.works_on)
    UNION ALL
    SELECT duty.person_id, duty.works_on, 'skill', NULL, 'skills and certificates', format('lacks the skill for %s', wanted.queue), NULL
      FROM duty
     CROSS JOIN unnest(duty.queues) AS wanted (queue)
      JOIN scheduling.queue_skill(duty.entity_id) AS asked ON asked.queue = wanted.queue
     WHERE duty.is_new AND NOT EXISTS (
           SELECT FROM people.skill_grant AS held
            WHERE held.person_id = duty.person_id AND held.skill_id = asked.skill_id AND held.revoked_at IS NULL
              AND held.starts_on <= duty.works_on AND coalesce(held.expires_on, duty.works_on) >= duty.works_on)
    UNION ALL
    SELECT DISTINCT duty.person_id, duty.works_on, 'availability', NULL, 'told before the deadline', 'not available then', NULL::bigint
      FROM duty
      JOIN scheduling.availability AS told ON told.person_id = duty.person_id AND told.kind = 'unavailable' AND told.withdrawn_at IS NULL
     CROSS JOIN generate_series(0, 1) AS later (days)
     WHERE duty.is_new
       AND told.starts_on <= duty.works_on + later.days AND coalesce(told.ends_on, duty.works_on + later.days) >= duty.works_on + later.days
       AND coalesce(told.weekday, extract(isodow FROM duty.works_on + later.days)) = extract(isodow FROM duty.works_on + later.days)
       AND (duty.works_on + later.days) + told.starts_time::interval < duty.ends_at AT TIME ZONE duty.zone
       AND (duty.works_on + later.days) + told.ends_time::interval > duty.starts_at AT TIME ZONE duty.zone
$$;

-- A published shift as judge() reads it, worked by somebody.
CREATE OR REPLACE FUNCTION scheduling.as_added(shift bigint, person bigint) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT jsonb_build_object(
               'person', as_added.person, 'site', shift.site_id, 'on', shift.works_on, 'starts', shift.starts_at, 'ends', shift.ends_at,
               'paid', shift.minutes - coalesce(sum(part.until_minute - part.from_minute) FILTER (WHERE NOT part.is_paid), 0),
               'breaks', sum(part.until_minute - part.from_minute) FILTER (WHERE part.kind IN ('paid break', 'unpaid break')),
               'queues', array_agg(DISTINCT part.queue) FILTER (WHERE part.queue IS NOT NULL))
      FROM timekeeping.shift
      LEFT JOIN timekeeping.activity AS part ON part.shift_id = shift.id
     WHERE shift.id = as_added.shift
     GROUP BY shift.id
$$;

-- Stops with the findings in words, one a line; the first of them names the constraint.
CREATE OR REPLACE FUNCTION scheduling.refuse(name text, relation text, message text, hint text DEFAULT NULL, code text DEFAULT '23514') RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION '%', message USING ERRCODE = code, SCHEMA = 'scheduling', TABLE = relation, CONSTRAINT = name,
          HINT = coalesce(hint, '');
END
$$;
