-- Scorecards, the counting: opening hours as instants, and each recipe as one statement over all people.
--
-- A recipe answers sums by person and stratum: n, numerator, denominator, sums of squares, how many could have
-- answered, how many were left out. Facts are those the issue's transactions could see: what came later is left
-- out, what was replaced later is taken as it was. The same functions count and recount.

-- Opening hours ------------------------------------------------------------------------------------------

-- An edge of opening hours: the earlier of two instants when it opens, the later when it closes; in a gap the
-- clocks' own jump.
CREATE OR REPLACE FUNCTION scorecards.edge(local timestamp, zone text, fold smallint) RETURNS timestamptz
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN people.instant(local, zone, fold);
EXCEPTION WHEN check_violation THEN
    RETURN local AT TIME ZONE zone;
END
$$;

-- When a calendar is open, in instants, from the rules of each local date: its own hours, none, or the week's.
CREATE OR REPLACE FUNCTION scorecards.opening(calendar bigint, first_on date, last_on date)
RETURNS TABLE (starts_at timestamptz, ends_at timestamptz)
LANGUAGE sql STABLE ROWS 400
AS $$
    SELECT scorecards.edge(day + hours.opens_time, site.zone, 1::smallint),
           scorecards.edge(day + hours.closes_time, site.zone, 2::smallint)
      FROM people.calendar AS version
      JOIN people.site ON site.id = version.site_id
     CROSS JOIN generate_series(first_on::timestamp, last_on::timestamp, interval '1 day') AS day
     CROSS JOIN LATERAL (
           SELECT own.opens_time, own.closes_time
             FROM people.calendar_day AS own
            WHERE own.calendar_id = version.id AND own.day_on = day::date AND own.kind = 'hours'
            UNION ALL
           SELECT week.opens_time, week.closes_time
             FROM people.opening AS week
            WHERE week.calendar_id = version.id AND week.weekday = extract(isodow FROM day)
              AND NOT EXISTS (
                  SELECT FROM people.calendar_day AS own
                   WHERE own.calendar_id = version.id AND own.day_on = day::date
                     AND own.kind IN ('hours', 'holiday', 'closed'))
           ) AS hours
     WHERE version.id = calendar
     ORDER BY 1
$$;

-- Minutes between two instants while a calendar is open.
CREATE OR REPLACE FUNCTION scorecards.open_minutes(calendar bigint, from_at timestamptz, until_at timestamptz)
RETURNS double precision
LANGUAGE sql STABLE
AS $$
    SELECT coalesce(sum(date_part('epoch', least(hours.ends_at, until_at) - greatest(hours.starts_at, from_at))) / 60, 0)
      FROM scorecards.opening(calendar, (from_at - interval '2 days')::date, (until_at + interval '2 days')::date) AS hours
     WHERE hours.starts_at < until_at AND hours.ends_at > from_at
$$;

-- The instant at which so many open minutes have passed; NULL when a year is not enough.
CREATE OR REPLACE FUNCTION scorecards.due_at(calendar bigint, from_at timestamptz, minutes double precision)
RETURNS timestamptz
LANGUAGE sql STABLE
AS $$
    WITH spell AS (
        SELECT greatest(hours.starts_at, from_at) AS starts_at,
               date_part('epoch', hours.ends_at - greatest(hours.starts_at, from_at)) / 60 AS length
          FROM scorecards.opening(calendar, (from_at - interval '2 days')::date, (from_at + interval '366 days')::date)
               AS hours
         WHERE hours.ends_at > from_at
    ),
    passed AS (
        SELECT spell.*, sum(spell.length) OVER (ORDER BY spell.starts_at) - spell.length AS before FROM spell
    )
    SELECT passed.starts_at + (minutes - passed.before) * interval '1 minute'
      FROM passed
     WHERE passed.before + passed.length >= minutes
     ORDER BY passed.starts_at
     LIMIT 1
$$;

-- What the opening hours of several sites, laid end to end, say of a minute: how many open ones came before it.
-- Each spell has its start, its length, and the open minutes before it; binary search makes ten million looks bearable.
CREATE OR REPLACE FUNCTION scorecards.opened(
    starts double precision[], before double precision[], lengths double precision[], minute double precision)
RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN before[width_bucket(minute, starts)]
     + least(minute - starts[width_bucket(minute, starts)], lengths[width_bucket(minute, starts)]);

-- The spells of an issue's calendars from some minutes after an origin on: each site's begin at a base of their own,
-- behind a spell of no length, so that the minute before the first has none before it.
CREATE OR REPLACE FUNCTION scorecards.spells_of_opening(issue bigint, origin timestamptz, ends_at timestamptz)
RETURNS TABLE (site_id bigint, start double precision, before double precision, length double precision)
LANGUAGE sql STABLE ROWS 1000
AS $$
    WITH site AS (
        SELECT used.site_id, used.calendar_id, (row_number() OVER (ORDER BY used.site_id) - 1) * 1e7::double precision AS base
          FROM scorecards.issue_calendar AS used WHERE used.issue_id = issue
    ),
    spell AS (
        SELECT site.site_id, site.base + date_part('epoch', hours.starts_at - origin) / 60 AS start,
               date_part('epoch', hours.ends_at - hours.starts_at) / 60 AS length
          FROM site
         CROSS JOIN LATERAL scorecards.opening(
               site.calendar_id, (origin - interval '2 days')::date, (ends_at + interval '2 days')::date) AS hours
        UNION ALL
        SELECT site.site_id, site.base - 4e6, 0 FROM site
    )
    SELECT spell.site_id, spell.start,
           coalesce(sum(spell.length) OVER (PARTITION BY spell.site_id ORDER BY spell.start
                                            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0),
           spell.length
      FROM spell
$$;

-- Facts as an issue knew them ----------------------------------------------------------------------------

-- What the help desk deleted counts nowhere.
CREATE OR REPLACE FUNCTION scorecards.contacts(entity bigint, from_at timestamptz, until_at timestamptz, unseen bigint[])
RETURNS SETOF workload.contact
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    SELECT contact.*
      FROM workload.contact
     WHERE contact.entity_id = entity AND contact.opened_at >= from_at AND contact.opened_at < until_at
       AND contact.operation_id <> ALL (unseen) AND contact.deleted_at IS NULL
    UNION ALL
    SELECT was.*
      FROM workload.superseded
     CROSS JOIN LATERAL jsonb_populate_record(NULL::workload.contact, superseded.fact) AS was
     WHERE superseded.kind = 'contact' AND superseded.entity_id = entity
       AND superseded.operation_id = ANY (unseen) AND superseded.was_operation <> ALL (unseen)
       AND was.opened_at >= from_at AND was.opened_at < until_at AND was.deleted_at IS NULL
$$;

CREATE OR REPLACE FUNCTION scorecards.spells(entity bigint, from_at timestamptz, until_at timestamptz, unseen bigint[])
RETURNS SETOF workload.handle_spell
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    SELECT spell.*
      FROM workload.handle_spell AS spell
     WHERE spell.entity_id = entity AND spell.started_at >= from_at AND spell.started_at < until_at
       AND spell.operation_id <> ALL (unseen)
    UNION ALL
    SELECT was.*
      FROM workload.superseded
     CROSS JOIN LATERAL jsonb_populate_record(NULL::workload.handle_spell, superseded.fact) AS was
     WHERE superseded.kind = 'handle_spell' AND superseded.entity_id = entity
       AND superseded.operation_id = ANY (unseen) AND superseded.was_operation <> ALL (unseen)
       AND was.started_at >= from_at AND was.started_at < until_at
$$;

CREATE OR REPLACE FUNCTION scorecards.surveys(entity bigint, from_at timestamptz, until_at timestamptz, unseen bigint[])
RETURNS SETOF workload.survey
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    SELECT survey.*
      FROM workload.survey
     WHERE survey.entity_id = entity AND survey.answered_at >= from_at AND survey.answered_at < until_at
       AND survey.operation_id <> ALL (unseen)
    UNION ALL
    SELECT was.*
      FROM workload.superseded
     CROSS JOIN LATERAL jsonb_populate_record(NULL::workload.survey, superseded.fact) AS was
     WHERE superseded.kind = 'survey' AND superseded.entity_id = entity
       AND superseded.operation_id = ANY (unseen) AND superseded.was_operation <> ALL (unseen)
       AND was.answered_at >= from_at AND was.answered_at < until_at
$$;

CREATE OR REPLACE FUNCTION scorecards.returned(entity bigint, unseen bigint[]) RETURNS SETOF workload.shop_return
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    SELECT back.* FROM workload.shop_return AS back
     WHERE back.entity_id = entity AND back.operation_id <> ALL (unseen)
    UNION ALL
    SELECT was.*
      FROM workload.superseded
     CROSS JOIN LATERAL jsonb_populate_record(NULL::workload.shop_return, superseded.fact) AS was
     WHERE superseded.kind = 'shop_return' AND superseded.entity_id = entity
       AND superseded.operation_id = ANY (unseen) AND superseded.was_operation <> ALL (unseen)
$$;

CREATE OR REPLACE FUNCTION scorecards.refunded(entity bigint, unseen bigint[]) RETURNS SETOF workload.shop_refund
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    SELECT refund.* FROM workload.shop_refund AS refund
     WHERE refund.entity_id = entity AND refund.operation_id <> ALL (unseen)
    UNION ALL
    SELECT was.*
      FROM workload.superseded
     CROSS JOIN LATERAL jsonb_populate_record(NULL::workload.shop_refund, superseded.fact) AS was
     WHERE superseded.kind = 'shop_refund' AND superseded.entity_id = entity
       AND superseded.operation_id = ANY (unseen) AND superseded.was_operation <> ALL (unseen)
$$;

-- Everything a recipe needs to know, found once.
DROP TYPE IF EXISTS scorecards.frame CASCADE;
CREATE TYPE scorecards.frame AS (
    entity      bigint,
    starts_at   timestamptz,
    ends_at     timestamptz,
    starts_on   date,
    ends_on     date,
    as_of_at    timestamptz,
    unseen      bigint[],
    strata      text,
    is_open     boolean,
    "window"    interval,
    threshold   double precision,
    left_out    text[],
    origin      timestamptz,
    span        integer,
    sites       bigint[],
    starts      double precision[],
    before      double precision[],
    lengths     double precision[],
    queues      bigint[],
    bases       double precision[]
);

-- What a recipe answers: one row a person and stratum.
DROP TYPE IF EXISTS scorecards.counted CASCADE;
CREATE TYPE scorecards.counted AS (
    person_id bigint, stratum text, n bigint, numerator double precision, denominator double precision,
    squares double precision, crosses double precision, exposures double precision, asked bigint, left_out bigint
);

CREATE OR REPLACE FUNCTION scorecards.frame_of(issue bigint, metric_version bigint) RETURNS scorecards.frame
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    frame scorecards.frame;
    asked record;
BEGIN
    SELECT period.entity_id, period.starts_at, period.ends_at, period.starts_on, period.ends_on, made.as_of_at, made.facts,
           version.strata, version.clock, version.window_days, version.threshold, version.left_out
      INTO STRICT asked
      FROM scorecards.issue AS made
      JOIN scorecards.period ON period.id = made.period_id
      JOIN scorecards.metric_version AS version ON version.id = metric_version
     WHERE made.id = issue;
    frame.entity := asked.entity_id;
    frame.starts_at := asked.starts_at;
    frame.ends_at := asked.ends_at;
    frame.starts_on := asked.starts_on;
    frame.ends_on := asked.ends_on;
    frame.as_of_at := asked.as_of_at;
    frame.unseen := op.unseen_by(asked.facts);
    frame.strata := asked.strata;
    frame.is_open := asked.clock = 'opening hours';
    frame.window := asked.window_days * interval '1 day';
    frame.threshold := asked.threshold;
    frame.left_out := asked.left_out;
    IF frame.is_open THEN
        frame.origin := date_trunc('minute', asked.starts_at - interval '60 days');
        frame.span := ceil(date_part('epoch', least(asked.as_of_at, asked.ends_at + interval '60 days') - frame.origin) / 60);
        SELECT array_agg(used.site_id ORDER BY used.site_id) INTO frame.sites
          FROM scorecards.issue_calendar AS used WHERE used.issue_id = issue;
        SELECT array_agg(spell.start ORDER BY spell.start), array_agg(spell.before ORDER BY spell.start),
               array_agg(spell.length ORDER BY spell.start)
          INTO frame.starts, frame.before, frame.lengths
          FROM scorecards.spells_of_opening(issue, frame.origin, frame.origin + frame.span * interval '1 minute') AS spell;
    END IF;
    SELECT array_agg(queue.id), array_agg((array_position(frame.sites, queue.site_id) - 1) * 1e7::double precision)
      INTO frame.queues, frame.bases
      FROM workload.queue WHERE queue.entity_id = frame.entity;
    RETURN frame;
END
$$;

-- Recipes ------------------------------------------------------------------------------------------------

-- The minutes that contacts of the period's cohort took by the clock asked for, as logarithms or as whether they were
-- few enough: a contact still within its time is left out, one beyond it is a miss; so is left out what has no end.
--
-- A volatile column (fence) keeps the planner from writing a level into the next, to be worked out again at each use.
CREATE OR REPLACE FUNCTION scorecards.count_times(frame scorecards.frame, what text) RETURNS SETOF scorecards.counted
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    is_solution CONSTANT boolean := what = 'resolution';
    is_judged   CONSTANT boolean := what = 'reply in time';
    first_at    CONSTANT timestamptz := CASE WHEN is_solution THEN frame.starts_at - interval '60 days' ELSE frame.starts_at END;
    last_at     CONSTANT timestamptz := frame.origin + frame.span * interval '1 minute';
BEGIN
    RETURN QUERY
    SELECT summed.agent_id, scorecards.stratum(frame.strata, summed.part, summed.reason), summed.n,
           coalesce(summed.total, 0), summed.n::double precision, coalesce(summed.squares, 0), 0::double precision,
           0::double precision, NULL::bigint, summed.left_out
      FROM (
        SELECT judged.agent_id, judged.part, judged.reason, count(judged.score) AS n, sum(judged.score) AS total,
               sum(judged.score * judged.score) AS squares, count(*) - count(judged.score) AS left_out
          FROM (
            SELECT timed.agent_id, timed.part, timed.reason, clock_timestamp() AS fence,
                   CASE WHEN NOT is_judged THEN ln(1 + timed.took)
                        WHEN timed.is_replied THEN (timed.took <= frame.threshold)::integer::double precision
                        WHEN timed.took > frame.threshold THEN 0 END AS score
              FROM (
                SELECT placed.agent_id, placed.part, placed.reason, placed.is_replied,
                       CASE WHEN NOT frame.is_open THEN placed.ended - placed.opened
                            ELSE frame.before[placed.until] - frame.before[placed.since]
                                 + least(placed.ended - frame.starts[placed.until], frame.lengths[placed.until])
                                 - least(placed.opened - frame.starts[placed.since], frame.lengths[placed.since]) END AS took
                  FROM (
                    SELECT cohort.*, width_bucket(cohort.opened, frame.starts) AS since,
                           width_bucket(cohort.ended, frame.starts) AS until, clock_timestamp() AS second_fence
                      FROM (
                        SELECT contact.agent_id, contact.first_reply_at IS NOT NULL AS is_replied, clock_timestamp() AS fence,
                               CASE frame.strata WHEN 'queue' THEN contact.queue_id
                                                 WHEN 'channel' THEN contact.channel_id END AS part,
                               CASE frame.strata WHEN 'reason' THEN contact.reason END AS reason,
                               CASE WHEN frame.is_open THEN queue.base ELSE 0 END
                               + date_part('epoch', contact.opened_at - coalesce(frame.origin, contact.opened_at)) / 60 AS opened,
                               CASE WHEN frame.is_open THEN queue.base ELSE 0 END
                               + date_part('epoch', CASE
                                     WHEN is_judged THEN least(coalesce(contact.first_reply_at, frame.as_of_at), last_at)
                                     WHEN is_solution THEN CASE WHEN contact.solved_at > last_at THEN NULL ELSE contact.solved_at END
                                     ELSE CASE WHEN contact.first_reply_at > last_at THEN NULL ELSE contact.first_reply_at END END
                                 - coalesce(frame.origin, contact.opened_at)) / 60 AS ended
                          FROM scorecards.contacts(frame.entity, first_at, frame.ends_at, frame.unseen) AS contact
                          JOIN unnest(frame.queues, frame.bases) AS queue (id, base) ON queue.id = contact.queue_id
                         WHERE contact.agent_id IS NOT NULL AND contact.is_inbound
                           AND coalesce(contact.reason <> ALL (frame.left_out), true)
                           AND (NOT is_solution OR (contact.solved_at >= frame.starts_at AND contact.solved_at < frame.ends_at)
                                OR (contact.solved_at IS NULL AND contact.opened_at >= frame.starts_at))) AS cohort) AS placed
                   ) AS timed) AS judged
         GROUP BY judged.agent_id, judged.part, judged.reason) AS summed;
END
$$;

-- Solved at the first contact: solved, never reopened, and no other contact of the customer about the same reason
-- within the window, which must be over. Contacts without a customer cannot be followed and are left out.
CREATE OR REPLACE FUNCTION scorecards.count_first_contact(frame scorecards.frame) RETURNS SETOF scorecards.counted
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN QUERY
    WITH followed AS (
        SELECT contact.agent_id, contact.queue_id, contact.channel_id, contact.reason, contact.opened_at,
               contact.solved_at IS NOT NULL AND coalesce(contact.reopens, 0) = 0 AS is_closed,
               contact.customer IS NOT NULL AND contact.opened_at + frame.window <= frame.as_of_at AS is_ripe,
               lead(contact.opened_at) OVER (PARTITION BY contact.customer, contact.reason COLLATE "C"
                                                 ORDER BY contact.opened_at, contact.id) AS next_at
          FROM scorecards.contacts(frame.entity, frame.starts_at, frame.ends_at + frame.window, frame.unseen) AS contact
         WHERE contact.is_inbound AND coalesce(contact.reason <> ALL (frame.left_out), true)
    ),
    summed AS (
        SELECT followed.agent_id,
               CASE frame.strata WHEN 'queue' THEN followed.queue_id WHEN 'channel' THEN followed.channel_id END AS part,
               CASE frame.strata WHEN 'reason' THEN followed.reason END AS reason,
               count(*) FILTER (WHERE followed.is_ripe) AS n,
               count(*) FILTER (WHERE followed.is_ripe AND followed.is_closed
                                  AND (followed.next_at IS NULL OR followed.next_at > followed.opened_at + frame.window)) AS hits,
               count(*) FILTER (WHERE NOT followed.is_ripe) AS left_out
          FROM followed
         WHERE followed.agent_id IS NOT NULL AND followed.opened_at < frame.ends_at
         GROUP BY 1, 2, 3
    )
    SELECT summed.agent_id, scorecards.stratum(frame.strata, summed.part, summed.reason), summed.n,
           summed.hits::double precision, summed.n::double precision, summed.hits::double precision,
           0::double precision, 0::double precision, NULL::bigint, summed.left_out
      FROM summed;
END
$$;

-- Solved in the period and opened again; those whose window is not over are left out.
CREATE OR REPLACE FUNCTION scorecards.count_reopened(frame scorecards.frame) RETURNS SETOF scorecards.counted
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN QUERY
    WITH solved AS (
        SELECT contact.agent_id, contact.queue_id, contact.channel_id, contact.reason, contact.reopens,
               contact.solved_at + frame.window <= frame.as_of_at AND contact.reopens IS NOT NULL AS is_ripe
          FROM scorecards.contacts(frame.entity, frame.starts_at - interval '60 days', frame.ends_at, frame.unseen) AS contact
         WHERE contact.agent_id IS NOT NULL AND contact.is_inbound
           AND contact.solved_at >= frame.starts_at AND contact.solved_at < frame.ends_at
           AND coalesce(contact.reason <> ALL (frame.left_out), true)
    ),
    summed AS (
        SELECT solved.agent_id,
               CASE frame.strata WHEN 'queue' THEN solved.queue_id WHEN 'channel' THEN solved.channel_id END AS part,
               CASE frame.strata WHEN 'reason' THEN solved.reason END AS reason,
               count(*) FILTER (WHERE solved.is_ripe) AS n,
               count(*) FILTER (WHERE solved.is_ripe AND solved.reopens > 0) AS hits,
               count(*) FILTER (WHERE NOT solved.is_ripe) AS left_out
          FROM solved
         GROUP BY 1, 2, 3
    )
    SELECT summed.agent_id, scorecards.stratum(frame.strata, summed.part, summed.reason), summed.n,
           summed.hits::double precision, summed.n::double precision, summed.hits::double precision,
           0::double precision, 0::double precision, NULL::bigint, summed.left_out
      FROM summed;
END
$$;

-- Satisfied customers among those who answered, put down to the agent who was rated. Asked at most: everyone whose
-- contact the agent solved in the period, or as many as answered when that is more.
CREATE OR REPLACE FUNCTION scorecards.count_satisfaction(frame scorecards.frame) RETURNS SETOF scorecards.counted
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN QUERY
    WITH answered AS (
        SELECT survey.agent_id, CASE frame.strata WHEN 'queue' THEN survey.queue_id END AS part,
               count(*) AS n, count(*) FILTER (WHERE survey.score > 0) AS hits
          FROM scorecards.surveys(frame.entity, frame.starts_at, frame.ends_at, frame.unseen) AS survey
         WHERE survey.agent_id IS NOT NULL
         GROUP BY 1, 2
    ),
    solved AS (
        SELECT contact.agent_id, CASE frame.strata WHEN 'queue' THEN contact.queue_id END AS part, count(*) AS asked
          FROM scorecards.contacts(frame.entity, frame.starts_at - interval '60 days', frame.ends_at, frame.unseen) AS contact
         WHERE contact.agent_id IS NOT NULL AND contact.is_inbound
           AND contact.solved_at >= frame.starts_at AND contact.solved_at < frame.ends_at
         GROUP BY 1, 2
    )
    SELECT coalesce(answered.agent_id, solved.agent_id),
           scorecards.stratum(frame.strata, coalesce(answered.part, solved.part), NULL),
           coalesce(answered.n, 0), coalesce(answered.hits, 0)::double precision, coalesce(answered.n, 0)::double precision,
           coalesce(answered.hits, 0)::double precision, 0::double precision, 0::double precision,
           greatest(coalesce(solved.asked, 0), coalesce(answered.n, 0)), 0::bigint
      FROM answered
      FULL JOIN solved ON solved.agent_id = answered.agent_id AND solved.part IS NOT DISTINCT FROM answered.part;
END
$$;

-- Handle time by leg, in seconds: each spell once, in the period in which it began.
CREATE OR REPLACE FUNCTION scorecards.count_handle_time(frame scorecards.frame) RETURNS SETOF scorecards.counted
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN QUERY
    WITH summed AS (
        SELECT spell.agent_id,
               CASE frame.strata WHEN 'queue' THEN spell.queue_id WHEN 'channel' THEN spell.channel_id END AS part,
               count(*) AS n, sum(spell.handle_seconds)::double precision AS total,
               sum(spell.handle_seconds::double precision ^ 2) AS squares
          FROM scorecards.spells(frame.entity, frame.starts_at, frame.ends_at, frame.unseen) AS spell
         WHERE spell.agent_id IS NOT NULL
         GROUP BY 1, 2
    )
    SELECT summed.agent_id, scorecards.stratum(frame.strata, summed.part, NULL), summed.n, summed.total,
           summed.n::double precision, summed.squares, 0::double precision, 0::double precision, NULL::bigint, 0::bigint
      FROM summed;
END
$$;

-- Legs after which somebody else went on with the contact, within the window.
CREATE OR REPLACE FUNCTION scorecards.count_passed_on(frame scorecards.frame) RETURNS SETOF scorecards.counted
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN QUERY
    WITH leg AS (
        SELECT spell.agent_id, spell.queue_id, spell.channel_id, spell.started_at,
               spell.contact_external_id IS NOT NULL AND spell.started_at + frame.window <= frame.as_of_at AS is_ripe,
               lead(spell.agent_id) OVER contact AS next_id,
               lead(spell.started_at) OVER contact AS next_at
          FROM scorecards.spells(frame.entity, frame.starts_at, frame.ends_at + frame.window, frame.unseen) AS spell
         WHERE spell.agent_id IS NOT NULL
        WINDOW contact AS (PARTITION BY spell.source_id, spell.contact_external_id COLLATE "C" ORDER BY spell.started_at, spell.id)
    ),
    summed AS (
        SELECT leg.agent_id,
               CASE frame.strata WHEN 'queue' THEN leg.queue_id WHEN 'channel' THEN leg.channel_id END AS part,
               count(*) FILTER (WHERE leg.is_ripe) AS n,
               count(*) FILTER (WHERE leg.is_ripe AND leg.next_id <> leg.agent_id
                                  AND leg.next_at <= leg.started_at + frame.window) AS hits,
               count(*) FILTER (WHERE NOT leg.is_ripe) AS left_out
          FROM leg
         WHERE leg.started_at < frame.ends_at
         GROUP BY 1, 2
    )
    SELECT summed.agent_id, scorecards.stratum(frame.strata, summed.part, NULL), summed.n, summed.hits::double precision,
           summed.n::double precision, summed.hits::double precision, 0::double precision, 0::double precision,
           NULL::bigint, summed.left_out
      FROM summed;
END
$$;

-- Contact hours of each published shift: what its activities say, or the whole shift when they say nothing.
CREATE OR REPLACE FUNCTION scorecards.contact_hours(frame scorecards.frame)
RETURNS TABLE (person_id bigint, works_on date, hours double precision)
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    SELECT shift.person_id, shift.works_on,
           sum(coalesce(parts.minutes, shift.minutes)) / 60.0::double precision
      FROM timekeeping.shift
      LEFT JOIN LATERAL (
           SELECT sum(activity.until_minute - activity.from_minute) FILTER (WHERE activity.kind = 'contact') AS minutes,
                  count(*) AS known
             FROM timekeeping.activity
            WHERE activity.shift_id = shift.id) AS parts ON parts.known > 0
     WHERE shift.entity_id = frame.entity AND coalesce(shift.withdrawn_at > frame.as_of_at, true)
       AND coalesce(shift.operation_id <> ALL (frame.unseen), true)
       AND shift.works_on BETWEEN frame.starts_on AND frame.ends_on
     GROUP BY shift.person_id, shift.works_on
$$;

-- Contacts begun an hour of published contact time, day by day. A day with contacts but no shift is left out, and so
-- is one with a shift but no contact: whether nobody called or nobody counted, it is not a day of work at no pace.
CREATE OR REPLACE FUNCTION scorecards.count_contacts_an_hour(frame scorecards.frame) RETURNS SETOF scorecards.counted
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN QUERY
    WITH done AS (
        SELECT spell.agent_id, (spell.started_at AT TIME ZONE site.zone)::date AS day_on,
               count(DISTINCT coalesce(spell.contact_external_id, spell.id::text) COLLATE "C") AS contacts
          FROM scorecards.spells(frame.entity, frame.starts_at, frame.ends_at, frame.unseen) AS spell
          JOIN workload.queue ON queue.id = spell.queue_id
          JOIN people.site ON site.id = queue.site_id
         WHERE spell.agent_id IS NOT NULL
         GROUP BY 1, 2
    ),
    day AS (
        SELECT coalesce(done.agent_id, shift.person_id) AS agent_id, done.contacts::double precision AS contacts,
               shift.hours
          FROM done
          FULL JOIN scorecards.contact_hours(frame) AS shift
            ON shift.person_id = done.agent_id AND shift.works_on = done.day_on
    )
    SELECT day.agent_id, '', count(*) FILTER (WHERE day.hours > 0 AND day.contacts > 0),
           coalesce(sum(day.contacts) FILTER (WHERE day.hours > 0), 0),
           coalesce(sum(day.hours) FILTER (WHERE day.contacts > 0), 0),
           coalesce(sum(day.contacts ^ 2) FILTER (WHERE day.hours > 0), 0),
           coalesce(sum(day.contacts * day.hours), 0),
           coalesce(sum(day.hours ^ 2) FILTER (WHERE day.contacts > 0), 0), NULL::bigint,
           count(*) FILTER (WHERE (day.hours > 0 AND day.contacts > 0) IS NOT TRUE)
      FROM day
     GROUP BY day.agent_id;
END
$$;

-- Minutes in the state the shift asked for (adherence) or at work at all (conformance), against minutes on shift.
-- A shift of which no state is known is left out: nobody measured it, which is not the same as absence.
CREATE OR REPLACE FUNCTION scorecards.count_adherence(frame scorecards.frame, what text) RETURNS SETOF scorecards.counted
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN QUERY
    WITH asked AS (
        SELECT shift.id, shift.person_id, shift.starts_at AS shift_starts_at, shift.ends_at AS shift_ends_at,
               coalesce(replace(replace(activity.kind, 'unpaid ', ''), 'paid ', ''), 'contact') AS state,
               shift.starts_at + coalesce(activity.from_minute, 0) * interval '1 minute' AS starts_at,
               shift.starts_at + coalesce(activity.until_minute, shift.minutes) * interval '1 minute' AS ends_at
          FROM timekeeping.shift
          LEFT JOIN timekeeping.activity ON activity.shift_id = shift.id
         WHERE shift.entity_id = frame.entity AND coalesce(shift.withdrawn_at > frame.as_of_at, true)
       AND coalesce(shift.operation_id <> ALL (frame.unseen), true)
           AND shift.works_on BETWEEN frame.starts_on AND frame.ends_on
    ),
    planned AS (
        SELECT asked.id, asked.person_id, min(asked.shift_starts_at) AS starts_at, max(asked.shift_ends_at) AS ends_at,
               sum(date_part('epoch', asked.ends_at - asked.starts_at) / 60)
                   FILTER (WHERE what = 'adherence' OR asked.state <> 'break') AS minutes
          FROM asked
         GROUP BY asked.id, asked.person_id
    ),
    kept AS (
        SELECT asked.id,
               sum(date_part('epoch', least(asked.ends_at, presence.ends_at)
                                      - greatest(asked.starts_at, presence.starts_at)) / 60) AS minutes
          FROM asked
          JOIN timekeeping.presence ON presence.person_id = asked.person_id
           AND presence.starts_at < asked.ends_at AND presence.ends_at > asked.starts_at
           AND CASE what WHEN 'adherence' THEN presence.state = asked.state
                         ELSE presence.state <> 'break' AND asked.state <> 'break' END
           AND coalesce(presence.operation_id <> ALL (frame.unseen), true)
         GROUP BY asked.id
    ),
    day AS (
        SELECT planned.person_id, planned.minutes AS planned,
               CASE WHEN EXISTS (SELECT FROM timekeeping.presence
                                  WHERE presence.person_id = planned.person_id
                                    AND coalesce(presence.operation_id <> ALL (frame.unseen), true)
                                    AND presence.starts_at < planned.ends_at AND presence.ends_at > planned.starts_at)
                    THEN coalesce(kept.minutes, 0) END AS kept
          FROM planned
          LEFT JOIN kept ON kept.id = planned.id
    )
    SELECT day.person_id, '', count(day.kept), coalesce(sum(day.kept), 0),
           coalesce(sum(day.planned) FILTER (WHERE day.kept IS NOT NULL), 0), coalesce(sum(day.kept ^ 2), 0),
           coalesce(sum(day.kept * day.planned), 0), coalesce(sum(day.planned ^ 2) FILTER (WHERE day.kept IS NOT NULL), 0),
           NULL::bigint, count(*) - count(day.kept)
      FROM day
     GROUP BY day.person_id;
END
$$;

-- Contacts about a returned order after which the same order came up again within the window.
CREATE OR REPLACE FUNCTION scorecards.count_return_asked_again(frame scorecards.frame) RETURNS SETOF scorecards.counted
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN QUERY
    WITH returned AS (
        SELECT DISTINCT back.order_external_id
          FROM scorecards.returned(frame.entity, frame.unseen) AS back
         WHERE back.order_external_id IS NOT NULL AND back.requested_at < frame.ends_at
    ),
    followed AS (
        SELECT contact.agent_id, contact.queue_id, contact.channel_id, contact.opened_at,
               contact.opened_at + frame.window <= frame.as_of_at AS is_ripe,
               lead(contact.opened_at) OVER (PARTITION BY contact.order_external_id COLLATE "C" ORDER BY contact.opened_at, contact.id) AS next_at
          FROM scorecards.contacts(frame.entity, frame.starts_at, frame.ends_at + frame.window, frame.unseen) AS contact
          JOIN returned ON returned.order_external_id = contact.order_external_id
         WHERE contact.is_inbound
    ),
    summed AS (
        SELECT followed.agent_id,
               CASE frame.strata WHEN 'queue' THEN followed.queue_id WHEN 'channel' THEN followed.channel_id END AS part,
               count(*) FILTER (WHERE followed.is_ripe) AS n,
               count(*) FILTER (WHERE followed.is_ripe AND followed.next_at <= followed.opened_at + frame.window) AS hits,
               count(*) FILTER (WHERE NOT followed.is_ripe) AS left_out
          FROM followed
         WHERE followed.agent_id IS NOT NULL AND followed.opened_at < frame.ends_at
         GROUP BY 1, 2
    )
    SELECT summed.agent_id, scorecards.stratum(frame.strata, summed.part, NULL), summed.n, summed.hits::double precision,
           summed.n::double precision, summed.hits::double precision, 0::double precision, 0::double precision,
           NULL::bigint, summed.left_out
      FROM summed;
END
$$;

-- Minutes from the first contact about a returned order to the first refund after it, put down to that contact's agent.
CREATE OR REPLACE FUNCTION scorecards.count_refund_time(frame scorecards.frame) RETURNS SETOF scorecards.counted
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN QUERY
    WITH first_contact AS (
        SELECT DISTINCT ON (contact.order_external_id)
               contact.order_external_id, contact.agent_id, contact.opened_at, queue.site_id
          FROM scorecards.contacts(frame.entity, frame.starts_at, frame.ends_at, frame.unseen) AS contact
          JOIN workload.queue ON queue.id = contact.queue_id
         WHERE contact.is_inbound AND contact.agent_id IS NOT NULL
           AND contact.order_external_id IN (
               SELECT back.order_external_id FROM scorecards.returned(frame.entity, frame.unseen) AS back)
         ORDER BY contact.order_external_id, contact.opened_at, contact.id
    ),
    paid AS (
        SELECT first_contact.*, min(refund.refunded_at) AS refunded_at
          FROM first_contact
          LEFT JOIN scorecards.refunded(frame.entity, frame.unseen) AS refund
            ON refund.order_external_id = first_contact.order_external_id AND refund.refunded_at >= first_contact.opened_at
         GROUP BY first_contact.order_external_id, first_contact.agent_id, first_contact.opened_at, first_contact.site_id
    ),
    placed AS (
        SELECT paid.agent_id, (array_position(frame.sites, paid.site_id) - 1) * 1e7::double precision AS base,
               date_part('epoch', paid.opened_at - coalesce(frame.origin, paid.opened_at)) / 60 AS opened,
               date_part('epoch', paid.refunded_at - coalesce(frame.origin, paid.opened_at)) / 60 AS ended
          FROM paid
    ),
    measured AS (
        SELECT paid.agent_id,
               ln(1 + CASE WHEN NOT frame.is_open THEN paid.ended
                           WHEN paid.ended > frame.span THEN NULL
                           ELSE scorecards.opened(frame.starts, frame.before, frame.lengths, paid.base + paid.ended)
                                - scorecards.opened(frame.starts, frame.before, frame.lengths, paid.base + paid.opened) END) AS took
          FROM placed AS paid
    )
    SELECT measured.agent_id, '', count(measured.took), coalesce(sum(measured.took), 0), count(measured.took)::double precision,
           coalesce(sum(measured.took ^ 2), 0), 0::double precision, 0::double precision, NULL::bigint,
           count(*) - count(measured.took)
      FROM measured
     GROUP BY measured.agent_id;
END
$$;

-- Skills granted that still hold on the last day.
CREATE OR REPLACE FUNCTION scorecards.count_skills_current(frame scorecards.frame) RETURNS SETOF scorecards.counted
LANGUAGE sql STABLE
AS $$
    SELECT skill_grant.person_id, '', count(*),
           count(*) FILTER (WHERE coalesce(skill_grant.expires_on >= frame.ends_on, true))::double precision,
           count(*)::double precision,
           count(*) FILTER (WHERE coalesce(skill_grant.expires_on >= frame.ends_on, true))::double precision,
           0::double precision, 0::double precision, NULL::bigint, 0::bigint
      FROM people.skill_grant
     WHERE skill_grant.entity_id = frame.entity AND skill_grant.starts_on <= frame.ends_on
       AND coalesce(skill_grant.revoked_at > frame.as_of_at, true)
       AND coalesce(skill_grant.operation_id <> ALL (frame.unseen), true)
     GROUP BY skill_grant.person_id
$$;

-- Evaluations published in the period and not replaced since: their reported score, or whether an answer was fatal.
CREATE OR REPLACE FUNCTION scorecards.count_evaluations(frame scorecards.frame, what text) RETURNS SETOF scorecards.counted
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN QUERY
    WITH scored AS (
        SELECT evaluation.agent_id,
               CASE WHEN what = 'quality' THEN evaluation.reported
                    WHEN evaluation.reported IS NOT NULL THEN (cardinality(evaluation.fatal) > 0)::integer END AS score
          FROM scorecards.evaluation
          JOIN scorecards.evaluation_step AS step ON step.evaluation_id = evaluation.id AND step.state = 'published'
         WHERE evaluation.entity_id = frame.entity
           AND step.taken_at >= frame.starts_at AND step.taken_at < frame.ends_at
           AND coalesce(step.operation_id <> ALL (frame.unseen), true)
           AND NOT EXISTS (
               SELECT FROM scorecards.evaluation_step AS later
                WHERE later.evaluation_id = evaluation.id AND later.state IN ('superseded', 'withdrawn')
                  AND coalesce(later.operation_id <> ALL (frame.unseen), true))
    )
    SELECT scored.agent_id, '', count(scored.score), coalesce(sum(scored.score), 0), count(scored.score)::double precision,
           coalesce(sum(scored.score ^ 2), 0), 0::double precision, 0::double precision, NULL::bigint,
           count(*) - count(scored.score)
      FROM scored
     GROUP BY scored.agent_id;
END
$$;

-- The name of a stratum: a queue's or channel's code, a reason, or nothing.
CREATE OR REPLACE FUNCTION scorecards.stratum(strata text, part bigint, reason text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE strata
           WHEN 'queue' THEN coalesce((SELECT queue.code FROM workload.queue WHERE queue.id = part), '')
           WHEN 'channel' THEN coalesce((SELECT channel.code FROM workload.channel WHERE channel.id = part), '')
           WHEN 'reason' THEN coalesce(reason, '')
           ELSE '' END;

-- What an issue counts by one definition, from the facts as it knew them: to count, and to count again.
--
-- It counts as the owner, after a look at the caller: row-level security asked of each row, with a plan of its own
-- inside each UNION, would keep a month of ten million contacts on one processor.
CREATE OR REPLACE FUNCTION scorecards.count_metric(issue bigint, metric_version bigint) RETURNS SETOF scorecards.counted
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET work_mem = '256MB'
AS $$
DECLARE
    recipe CONSTANT text := (SELECT version.recipe FROM scorecards.metric_version AS version WHERE version.id = metric_version);
    frame  CONSTANT scorecards.frame := scorecards.frame_of(issue, metric_version);
BEGIN
    IF NOT (sec.i_am('hr') AND frame.entity = ANY (sec.my_entities())) THEN
        RAISE EXCEPTION 'HR of the company counts its metrics' USING ERRCODE = '42501';
    END IF;
    CASE recipe
        WHEN 'satisfaction' THEN RETURN QUERY SELECT * FROM scorecards.count_satisfaction(frame);
        WHEN 'first contact' THEN RETURN QUERY SELECT * FROM scorecards.count_first_contact(frame);
        WHEN 'first reply', 'reply in time', 'resolution' THEN
            RETURN QUERY SELECT * FROM scorecards.count_times(frame, recipe);
        WHEN 'reopened' THEN RETURN QUERY SELECT * FROM scorecards.count_reopened(frame);
        WHEN 'handle time' THEN RETURN QUERY SELECT * FROM scorecards.count_handle_time(frame);
        WHEN 'contacts an hour' THEN RETURN QUERY SELECT * FROM scorecards.count_contacts_an_hour(frame);
        WHEN 'passed on' THEN RETURN QUERY SELECT * FROM scorecards.count_passed_on(frame);
        WHEN 'return asked again' THEN RETURN QUERY SELECT * FROM scorecards.count_return_asked_again(frame);
        WHEN 'refund time' THEN RETURN QUERY SELECT * FROM scorecards.count_refund_time(frame);
        WHEN 'adherence', 'conformance' THEN RETURN QUERY SELECT * FROM scorecards.count_adherence(frame, recipe);
        WHEN 'skills current' THEN RETURN QUERY SELECT * FROM scorecards.count_skills_current(frame);
        WHEN 'quality', 'fatal' THEN RETURN QUERY SELECT * FROM scorecards.count_evaluations(frame, recipe);
        ELSE RAISE EXCEPTION 'nothing counts %', recipe USING ERRCODE = '0A000';
    END CASE;
END
$$;

DO $$
DECLARE
    function regprocedure;
BEGIN
    FOR function IN
        SELECT oid FROM pg_proc
         WHERE pronamespace = 'scorecards'::regnamespace
           AND (proname LIKE 'count\_%' OR proname IN ('edge', 'opening', 'open_minutes', 'due_at', 'spells_of_opening', 'opened',
                'contacts', 'spells', 'surveys', 'returned', 'refunded', 'frame_of', 'contact_hours', 'stratum'))
    LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO muster_hr', function);
    END LOOP;
END
$$;
