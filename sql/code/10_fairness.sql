-- Hiring fairly and lawfully: what counts, who may read which count, and how somebody is forgotten.
--
-- Counts over applications are definer functions: a planner gets numbers without names. Each asks which companies the
-- caller works on, and a manager gets what became of their own requisitions.

-- Postings -----------------------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION recruiting.move_posting() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    stood text;
BEGIN
    SELECT posting.state INTO stood FROM recruiting.posting WHERE posting.id = new.posting_id FOR NO KEY UPDATE;
    IF NOT EXISTS (SELECT FROM recruiting.posting_move AS move WHERE move.was = stood AND move.goes = new.goes) THEN
        RAISE EXCEPTION 'a posting does not go from % to %', stood, new.goes
              USING ERRCODE = '23514', SCHEMA = 'recruiting', TABLE = 'posting_step', CONSTRAINT = 'posting_goes_where_it_may',
                    HINT = coalesce(
                        format('From %s it goes to %s.', stood,
                               (SELECT string_agg(move.goes, ', ' ORDER BY move.goes)
                                  FROM recruiting.posting_move AS move WHERE move.was = stood)),
                        format('%s is its end: write another posting.', initcap(stood)));
    END IF;
    UPDATE recruiting.posting SET state = new.goes WHERE id = new.posting_id;
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER posting_goes_where_it_may
    BEFORE INSERT ON recruiting.posting_step
    FOR EACH ROW EXECUTE FUNCTION recruiting.move_posting();

-- What counts --------------------------------------------------------------------------------------

-- Whether the caller may count what became of a requisition's applications.
CREATE OR REPLACE FUNCTION recruiting.may_count(entities bigint[], me bigint, entity bigint, manager bigint) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN entity = ANY (entities) OR coalesce(manager = me, false);

-- The requisitions of one question that the caller may count.
CREATE OR REPLACE FUNCTION recruiting.counted_requisitions(requisition text, season text) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(asked.id), '{}'::bigint[])
      FROM recruiting.requisition AS asked
     WHERE recruiting.may_count((SELECT sec.my_entities()), (SELECT sec.me()), asked.entity_id, asked.manager_id)
       AND (counted_requisitions.requisition IS NULL OR asked.code = counted_requisitions.requisition)
       AND (counted_requisitions.season IS NULL OR asked.season = counted_requisitions.season);
END;

-- The applications of one question: applied in a period, for a requisition, a season, a source; NULL asks for all.
CREATE OR REPLACE FUNCTION recruiting.cohort(
    from_on date, through_on date, requisition text, season text, source text)
RETURNS TABLE (id bigint, pipeline_id bigint, site_id bigint, source_id bigint, applied_at timestamptz, ended_at timestamptz,
               end_kind text, stage_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT application.id, application.pipeline_id, asked.site_id, application.source_id, application.applied_at,
           application.ended_at, application.end_kind, application.stage_id
      FROM recruiting.application
      JOIN recruiting.requisition AS asked ON asked.id = application.requisition_id
      LEFT JOIN recruiting.source AS told ON told.id = application.source_id
     WHERE application.requisition_id = ANY ((SELECT recruiting.counted_requisitions(cohort.requisition, cohort.season))::bigint[])
       AND (cohort.source IS NULL OR told.name = cohort.source)
       AND (from_on IS NULL OR application.applied_at >= from_on)
       AND (through_on IS NULL OR application.applied_at < through_on + 1);
END;

-- How far applications came. Reached is skip-safe: whoever got further has reached what they skipped.
CREATE OR REPLACE FUNCTION recruiting.funnel(
    from_on date, through_on date, requisition text, season text, source text)
RETURNS TABLE (pipeline text, stage text, kind text, rank integer, reached bigint, open_here bigint, ended_here bigint)
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET work_mem = '128MB'
BEGIN ATOMIC
    WITH counted AS (
        SELECT stay.stage_id, count(*) FILTER (WHERE stay.is_furthest) AS furthest, count(stay.since_on) AS open,
               count(*) FILTER (WHERE stay.has_ended) AS ended
          FROM recruiting.stay
         WHERE stay.requisition_id = ANY ((SELECT recruiting.counted_requisitions(requisition, season))::bigint[])
           AND (funnel.from_on IS NULL AND funnel.through_on IS NULL AND funnel.source IS NULL
                OR stay.application_id IN (SELECT asked.id FROM recruiting.cohort(from_on, through_on, requisition, season, source) AS asked))
         GROUP BY 1
    )
    SELECT pipeline.name || ' ' || pipeline.version, place.name, place.kind, place.rank::integer,
           coalesce(sum(counted.furthest) OVER further, 0)::bigint, coalesce(counted.open, 0), coalesce(counted.ended, 0)
      FROM recruiting.stage AS place
      JOIN recruiting.pipeline ON pipeline.id = place.pipeline_id
      LEFT JOIN counted ON counted.stage_id = place.id
     WHERE place.pipeline_id IN (SELECT stood.pipeline_id FROM recruiting.stage AS stood JOIN counted ON counted.stage_id = stood.id)
    WINDOW further AS (PARTITION BY place.pipeline_id ORDER BY place.rank DESC)
     ORDER BY 1, 4;
END;

-- One row a stay in a stage: from when until when, and how it was left. Applications whose dates are in doubt are out.
CREATE OR REPLACE FUNCTION recruiting.stays(
    from_on date, through_on date, requisition text, season text, source text, as_of_on date)
RETURNS TABLE (application_id bigint, pipeline_id bigint, site_id bigint, source_id bigint, stage_id bigint,
               entered_at timestamptz, left_at timestamptz, next_rank integer, was_ended boolean)
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET work_mem = '128MB'
BEGIN ATOMIC
    WITH told AS (
        SELECT event.application_id, event.stage_id, event.happened_at, event.end_kind IS NOT NULL AS is_end,
               lead(event.happened_at) OVER in_order AS left_at,
               lead(event.stage_id) OVER in_order AS next_stage_id,
               lead(event.end_kind IS NOT NULL) OVER in_order AS was_ended
          FROM recruiting.stage_event AS event
         WHERE event.requisition_id = ANY ((SELECT recruiting.counted_requisitions(requisition, season))::bigint[])
           AND event.verb <> 'undo' AND event.happened_at < stays.as_of_on + 1
           AND event.id NOT IN (SELECT newer.supersedes_id FROM recruiting.stage_event AS newer
                                 WHERE newer.supersedes_id IS NOT NULL)
        WINDOW in_order AS (PARTITION BY event.application_id ORDER BY coalesce(event.place_id, event.id))
    )
    SELECT told.application_id, asked.pipeline_id, asked.site_id, asked.source_id, told.stage_id, told.happened_at,
           told.left_at, CASE WHEN NOT told.was_ended THEN place.rank::integer END, coalesce(told.was_ended, false)
      FROM told
      JOIN recruiting.cohort(from_on, through_on, requisition, season, source) AS asked ON asked.id = told.application_id
      LEFT JOIN recruiting.stage AS place ON place.id = told.next_stage_id
     WHERE NOT told.is_end
       AND told.application_id NOT IN (SELECT doubted.application_id FROM recruiting.stage_event AS doubted
                                        WHERE doubted.doubt IS NOT NULL);
END;

-- The stays of these applications as they were at the end of a day, from their events.
CREATE OR REPLACE FUNCTION recruiting.visits(applications bigint[], as_of_on date)
RETURNS TABLE (application_id bigint, stage_id bigint, entered_at timestamptz, left_at timestamptz, next_rank integer,
               was_ended boolean)
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    WITH told AS (
        SELECT event.application_id, event.stage_id, event.happened_at, event.end_kind IS NOT NULL AS is_end,
               lead(event.happened_at) OVER in_order AS left_at,
               lead(event.stage_id) OVER in_order AS next_stage_id,
               lead(event.end_kind IS NOT NULL) OVER in_order AS was_ended
          FROM unnest(visits.applications) AS one (id)
          JOIN recruiting.stage_event AS event ON event.application_id = one.id
           AND event.verb <> 'undo' AND event.happened_at < visits.as_of_on + 1
           AND NOT EXISTS (SELECT FROM recruiting.stage_event AS newer WHERE newer.supersedes_id = event.id)
        WINDOW in_order AS (PARTITION BY event.application_id ORDER BY coalesce(event.place_id, event.id))
    )
    SELECT told.application_id, told.stage_id, told.happened_at, told.left_at,
           CASE WHEN NOT told.was_ended THEN place.rank::integer END, coalesce(told.was_ended, false)
      FROM told
      LEFT JOIN recruiting.stage AS place ON place.id = told.next_stage_id
     WHERE NOT told.is_end;
END;

-- Days in each stage, as counts by length: the sum of an application's stays, so that coming back adds up.
-- `outcome` is onward, ended or open; a stay still open counts until the day asked about. What is kept is what stands
-- now: applications with an event after that day are counted from their events.
CREATE OR REPLACE FUNCTION recruiting.stage_days(
    from_on date, through_on date, requisition text, season text, source text, as_of_on date)
RETURNS TABLE (pipeline text, stage text, rank integer, days integer, outcome text, applications bigint)
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET work_mem = '128MB'
BEGIN ATOMIC
    WITH kept AS (
        SELECT stay.stage_id, stay.days + coalesce(stage_days.as_of_on - stay.since_on, 0) AS days,
               stay.since_on IS NOT NULL AS is_open, stay.went_on, count(*) AS applications
          FROM recruiting.stay
         WHERE stay.requisition_id = ANY ((SELECT recruiting.counted_requisitions(requisition, season))::bigint[])
           AND NOT stay.is_in_doubt AND stay.last_at < stage_days.as_of_on + 1
           AND (stage_days.from_on IS NULL AND stage_days.through_on IS NULL AND stage_days.source IS NULL
                OR stay.application_id IN (SELECT asked.id FROM recruiting.cohort(from_on, through_on, requisition, season, source) AS asked))
         GROUP BY 1, 2, 3, 4
    ), later AS (
        SELECT visit.stage_id,
               sum(coalesce((visit.left_at AT TIME ZONE site.zone)::date, as_of_on) - (visit.entered_at AT TIME ZONE site.zone)::date)
                   AS days,
               bool_or(visit.left_at IS NULL) AS is_open,
               bool_or(visit.next_rank > place.rank) AS went_on
          FROM recruiting.visits(array(
                   SELECT DISTINCT newer.application_id FROM recruiting.stay AS newer
                    WHERE newer.requisition_id = ANY ((SELECT recruiting.counted_requisitions(requisition, season))::bigint[])
                      AND NOT newer.is_in_doubt AND newer.last_at >= stage_days.as_of_on + 1), as_of_on) AS visit
          JOIN recruiting.cohort(from_on, through_on, requisition, season, source) AS asked ON asked.id = visit.application_id
          JOIN people.site ON site.id = asked.site_id
          JOIN recruiting.stage AS place ON place.id = visit.stage_id
         GROUP BY visit.application_id, visit.stage_id
    ), spent AS (
        SELECT * FROM kept
        UNION ALL
        SELECT later.*, 1 FROM later
    )
    SELECT pipeline.name || ' ' || pipeline.version, place.name, place.rank::integer, greatest(0, spent.days)::integer,
           CASE WHEN spent.is_open THEN 'open' WHEN spent.went_on THEN 'onward' ELSE 'ended' END, sum(spent.applications)::bigint
      FROM spent
      JOIN recruiting.stage AS place ON place.id = spent.stage_id
      JOIN recruiting.pipeline ON pipeline.id = place.pipeline_id
     GROUP BY 1, 2, 3, 4, 5
     ORDER BY 1, 3, 4, 5;
END;

-- Opening minutes of a site before each of its hours, so that minutes between two instants are a difference.
CREATE OR REPLACE FUNCTION recruiting.opening_spans(from_on date, through_on date)
RETURNS TABLE (site_id bigint, opens_at timestamptz, closes_at timestamptz, minutes_before double precision)
LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
    WITH newest AS (
        SELECT DISTINCT ON (calendar.site_id) calendar.id, calendar.site_id, site.zone
          FROM people.calendar
          JOIN people.site ON site.id = calendar.site_id
         ORDER BY calendar.site_id, calendar.version DESC
    ), hours AS (
        SELECT newest.site_id, newest.zone, span.day::date AS day,
               coalesce(special.opens_time, usual.opens_time) AS opens, coalesce(special.closes_time, usual.closes_time) AS closes
          FROM newest
         CROSS JOIN generate_series(from_on::timestamp, through_on::timestamp, interval '1 day') AS span (day)
          LEFT JOIN people.calendar_day AS special
            ON special.calendar_id = newest.id AND special.day_on = span.day::date AND special.kind <> 'event'
          LEFT JOIN people.opening AS usual
            ON usual.calendar_id = newest.id AND usual.weekday = extract(isodow FROM span.day) AND special.day_on IS NULL
         WHERE coalesce(special.opens_time, usual.opens_time) IS NOT NULL
    ), spans AS (
        SELECT hours.site_id, (hours.day + hours.opens) AT TIME ZONE hours.zone AS opens_at,
               (hours.day + hours.closes) AT TIME ZONE hours.zone AS closes_at
          FROM hours
    )
    SELECT spans.site_id, spans.opens_at, spans.closes_at,
           coalesce(sum(extract(epoch FROM spans.closes_at - spans.opens_at) / 60) OVER (
               PARTITION BY spans.site_id ORDER BY spans.opens_at ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)
      FROM spans;
END;

-- Stays against the time a stage is allowed: opening minutes of the site, all hours where it has no calendar.
-- Open and in time is no case yet.
CREATE OR REPLACE FUNCTION recruiting.stage_promises(
    from_on date, through_on date, requisition text, season text, source text, as_of_on date)
RETURNS TABLE (pipeline text, stage text, rank integer, sla_minutes integer, in_time bigint, late bigint, open_late bigint,
               open_in_time bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET work_mem = '128MB'
BEGIN ATOMIC
    WITH stay AS (
        SELECT stays.*, place.sla_minutes, coalesce(stays.left_at, (as_of_on + 1)::timestamptz) AS until_at
          FROM recruiting.stays(from_on, through_on, requisition, season, source, as_of_on) AS stays
          JOIN recruiting.stage AS place ON place.id = stays.stage_id
         WHERE place.sla_minutes IS NOT NULL
    ), spans AS MATERIALIZED (
        SELECT span.*
          FROM (SELECT min(stay.entered_at)::date - 40 AS first, max(stay.until_at)::date + 1 AS last FROM stay) AS reach
         CROSS JOIN LATERAL recruiting.opening_spans(reach.first, reach.last) AS span
    ), measured AS (
        SELECT stay.stage_id, stay.sla_minutes, stay.left_at,
               CASE WHEN EXISTS (SELECT FROM spans WHERE spans.site_id = stay.site_id)
                    THEN recruiting_minutes.until - recruiting_minutes.since
                    ELSE extract(epoch FROM stay.until_at - stay.entered_at) / 60 END AS minutes
          FROM stay
         CROSS JOIN LATERAL (
               SELECT (SELECT spans.minutes_before + least(extract(epoch FROM stay.until_at - spans.opens_at),
                                                           extract(epoch FROM spans.closes_at - spans.opens_at)) / 60
                         FROM spans WHERE spans.site_id = stay.site_id AND spans.opens_at <= stay.until_at
                        ORDER BY spans.opens_at DESC LIMIT 1) AS until,
                      (SELECT spans.minutes_before + least(extract(epoch FROM stay.entered_at - spans.opens_at),
                                                           extract(epoch FROM spans.closes_at - spans.opens_at)) / 60
                         FROM spans WHERE spans.site_id = stay.site_id AND spans.opens_at <= stay.entered_at
                        ORDER BY spans.opens_at DESC LIMIT 1) AS since
             ) AS recruiting_minutes
    )
    SELECT pipeline.name || ' ' || pipeline.version, place.name, place.rank::integer, place.sla_minutes,
           count(*) FILTER (WHERE measured.left_at IS NOT NULL AND measured.minutes <= measured.sla_minutes),
           count(*) FILTER (WHERE measured.left_at IS NOT NULL AND measured.minutes > measured.sla_minutes),
           count(*) FILTER (WHERE measured.left_at IS NULL AND measured.minutes > measured.sla_minutes),
           count(*) FILTER (WHERE measured.left_at IS NULL AND measured.minutes <= measured.sla_minutes)
      FROM measured
      JOIN recruiting.stage AS place ON place.id = measured.stage_id
      JOIN recruiting.pipeline ON pipeline.id = place.pipeline_id
     GROUP BY 1, 2, 3, 4
     ORDER BY 1, 3;
END;

-- Days from one thing to another, one row a hire, an acceptance or an offer asked about; NULL where it has not come.
CREATE OR REPLACE FUNCTION recruiting.offer_days(
    from_on date, through_on date, requisition text, season text, source text, as_of_on date)
RETURNS TABLE (outcome text, to_hire integer, to_fill integer, to_start integer, has_started boolean, is_due boolean)
LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
    SELECT CASE WHEN offer.accepted_at IS NOT NULL THEN 'accepted' ELSE offer.state END,
           (offer.accepted_at AT TIME ZONE site.zone)::date - (asked.applied_at AT TIME ZONE site.zone)::date,
           (offer.accepted_at AT TIME ZONE site.zone)::date - (opening.approved_at AT TIME ZONE site.zone)::date,
           CASE WHEN hire.started_at IS NOT NULL THEN hire.starts_on - (opening.approved_at AT TIME ZONE site.zone)::date END,
           hire.started_at IS NOT NULL,
           offer.accepted_at IS NOT NULL AND offer.starts_on <= as_of_on
      FROM recruiting.cohort(from_on, through_on, requisition, season, source) AS asked
      JOIN recruiting.offer ON offer.application_id = asked.id
      JOIN people.site ON site.id = asked.site_id
      LEFT JOIN recruiting.opening ON opening.id = offer.opening_id
      LEFT JOIN recruiting.hire ON hire.offer_id = offer.id AND hire.end_kind IS DISTINCT FROM 'undone'
     WHERE offer.accepted_at IS NOT NULL OR offer.state IN ('sent', 'declined', 'expired', 'rescinded');
END;

-- What a source brought and cost. Retention asks who started ninety days ago or more; the end of a season is no leaving.
CREATE OR REPLACE FUNCTION recruiting.source_counts(
    from_on date, through_on date, requisition text, season text, source text, as_of_on date)
RETURNS TABLE (source text, kind text, applied bigint, offered bigint, accepted bigint, started bigint, open bigint,
               started_90 bigint, stayed_90 bigint, cost_minor bigint, currency text)
LANGUAGE sql STABLE SECURITY DEFINER SET work_mem = '128MB'
BEGIN ATOMIC
    WITH asked AS MATERIALIZED (
        SELECT * FROM recruiting.cohort(from_on, through_on, requisition, season, source)
    ), far AS (
        SELECT asked.id, asked.source_id, asked.ended_at IS NULL AS is_open, max(place.rank) AS rank, asked.pipeline_id
          FROM asked
          LEFT JOIN recruiting.stage_event AS event ON event.application_id = asked.id AND event.verb <> 'undo'
               AND NOT EXISTS (SELECT FROM recruiting.stage_event AS newer WHERE newer.supersedes_id = event.id)
          LEFT JOIN recruiting.stage AS place ON place.id = event.stage_id
         GROUP BY 1, 2, 3, 5
    ), mark AS (
        SELECT stage.pipeline_id, min(stage.rank) FILTER (WHERE stage.kind = 'offer') AS offer,
               min(stage.rank) FILTER (WHERE stage.kind = 'accepted') AS accepted,
               min(stage.rank) FILTER (WHERE stage.kind = 'started') AS started
          FROM recruiting.stage GROUP BY 1
    ), stayed AS (
        SELECT hire.application_id,
               NOT coalesce(employment.ends_on < hire.starts_on + 90
                            AND coalesce(employment.end_reason, '') NOT IN ('season over', 'contract over'), false) AS has_stayed
          FROM recruiting.hire
          LEFT JOIN people.employment ON employment.id = hire.employment_id
         WHERE hire.started_at IS NOT NULL AND hire.starts_on <= as_of_on - 90
    ), cost AS (
        SELECT source_cost.source_id, sum(source_cost.external_minor + source_cost.internal_minor)::bigint AS minor,
               CASE WHEN count(DISTINCT source_cost.currency) = 1 THEN min(source_cost.currency) END AS currency
          FROM recruiting.source_cost
         WHERE (from_on IS NULL OR source_cost.month_on >= date_trunc('month', from_on::timestamp)::date)
           AND source_cost.month_on <= coalesce(through_on, as_of_on)
         GROUP BY 1
    )
    SELECT coalesce(told.name, '(not said)'), coalesce(told.kind, 'other'), count(*),
           count(*) FILTER (WHERE far.rank >= mark.offer), count(*) FILTER (WHERE far.rank >= mark.accepted),
           count(*) FILTER (WHERE far.rank >= mark.started), count(*) FILTER (WHERE far.is_open),
           count(stayed.application_id), count(*) FILTER (WHERE stayed.has_stayed),
           min(cost.minor) FILTER (WHERE cost.currency IS NOT NULL), min(cost.currency)
      FROM far
      JOIN mark ON mark.pipeline_id = far.pipeline_id
      LEFT JOIN recruiting.source AS told ON told.id = far.source_id
      LEFT JOIN stayed ON stayed.application_id = far.id
      LEFT JOIN cost ON cost.source_id = far.source_id
     GROUP BY 1, 2
     ORDER BY 3 DESC, 1;
END;

-- Seats of each class, and how many are taken, accepted or started.
CREATE OR REPLACE FUNCTION recruiting.class_fill()
RETURNS TABLE (class text, site text, starts_on date, seats integer, accepted bigint, started bigint)
LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
    SELECT class.name, site.name, class.starts_on, class.seats,
           count(hire.id), count(hire.id) FILTER (WHERE hire.started_at IS NOT NULL)
      FROM people.training_class AS class
      JOIN people.site ON site.id = class.site_id
      LEFT JOIN recruiting.hire ON hire.class_id = class.id AND hire.ended_at IS NULL
     WHERE class.cancelled_at IS NULL AND class.entity_id = ANY ((SELECT sec.my_entities())::bigint[])
     GROUP BY class.id, class.name, site.name, class.starts_on, class.seats
     ORDER BY class.starts_on, class.name;
END;

-- What the supply forecast learns: of those who had time to move on from a stage, how many did. Ripe is who moved on,
-- ended, or has waited longer than nine in ten of those who moved on.
CREATE OR REPLACE FUNCTION recruiting.conversions(entity bigint, as_of_on date)
RETURNS TABLE (family text, source_kind text, pipeline text, stage text, rank integer, ripe bigint, onward bigint,
               median_days double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET work_mem = '128MB' SET jit = off
BEGIN ATOMIC
    WITH stay AS MATERIALIZED (
        SELECT kept.application_id, kept.stage_id, kept.entered_at, kept.went_on, kept.was_ended, kept.seconds / 86400 AS days
          FROM recruiting.stay AS kept
         WHERE kept.entity_id = conversions.entity AND NOT kept.is_in_doubt AND kept.last_at < conversions.as_of_on + 1
           AND kept.entered_at IS NOT NULL
        UNION ALL
        SELECT visit.application_id, visit.stage_id, min(visit.entered_at), bool_or(visit.next_rank > place.rank),
               bool_or(visit.was_ended), sum(extract(epoch FROM visit.left_at - visit.entered_at))::double precision / 86400
          FROM recruiting.visits(array(
                   SELECT DISTINCT newer.application_id FROM recruiting.stay AS newer
                    WHERE newer.entity_id = conversions.entity AND NOT newer.is_in_doubt
                      AND newer.last_at >= conversions.as_of_on + 1), as_of_on) AS visit
          JOIN recruiting.stage AS place ON place.id = visit.stage_id
         GROUP BY 1, 2
    ), slow AS (
        SELECT stay.stage_id, percentile_cont(0.9) WITHIN GROUP (ORDER BY stay.days) AS days
          FROM stay WHERE stay.went_on GROUP BY 1
    ), job AS MATERIALIZED (
        SELECT asked.id, coalesce(asked.family, asked.title) AS family,
               dense_rank() OVER (ORDER BY coalesce(asked.family, asked.title)) AS number
          FROM recruiting.requisition AS asked
         WHERE asked.entity_id = conversions.entity AND conversions.entity = ANY ((SELECT sec.my_entities())::bigint[])
    ), way AS MATERIALIZED (
        SELECT known.kind, row_number() OVER () AS number
          FROM (SELECT source.kind FROM recruiting.source UNION SELECT 'other') AS known
    ), applied AS MATERIALIZED (
        SELECT application.id, job.number AS job, way.number AS way
          FROM recruiting.application
          JOIN job ON job.id = application.requisition_id
          LEFT JOIN recruiting.source AS told ON told.id = application.source_id
          JOIN way ON way.kind = coalesce(told.kind, 'other')
         WHERE application.entity_id = conversions.entity AND application.applied_at < conversions.as_of_on + 1
    ), counted AS (
        SELECT applied.job, applied.way, stay.stage_id,
               count(*) FILTER (WHERE stay.went_on OR stay.was_ended
                                      OR stay.entered_at < (as_of_on + 1) - coalesce(slow.days, 1e4) * interval '1 day') AS ripe,
               count(*) FILTER (WHERE stay.went_on) AS onward,
               percentile_cont(0.5) WITHIN GROUP (ORDER BY stay.days) FILTER (WHERE stay.went_on) AS median_days
          FROM stay
          JOIN applied ON applied.id = stay.application_id
          LEFT JOIN slow ON slow.stage_id = stay.stage_id
         GROUP BY applied.job, applied.way, stay.stage_id
    )
    SELECT family.name, way.kind, pipeline.name, place.name, place.rank::integer, counted.ripe, counted.onward,
           counted.median_days
      FROM counted
      JOIN (SELECT DISTINCT job.number, job.family AS name FROM job) AS family ON family.number = counted.job
      JOIN way ON way.number = counted.way
      JOIN recruiting.stage AS place ON place.id = counted.stage_id
      JOIN recruiting.pipeline ON pipeline.id = place.pipeline_id
     ORDER BY 1, 2, 3, 5;
END;

-- What applicants say about themselves ------------------------------------------------------------

-- Takes an answer and gives none back: whoever types it in or imports it cannot read it again. A later answer of the
-- same application takes the place of the earlier one, under another token.
CREATE OR REPLACE FUNCTION eeo.answer(
    application bigint, scheme text, sex text, ethnicity text, veteran text, disability text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    asked   record;
    fresh   uuid := gen_random_uuid();
    unknown text;
BEGIN
    SELECT applied.entity_id, applied.requisition_id INTO asked
      FROM recruiting.application AS applied
     WHERE applied.id = answer.application AND applied.entity_id = ANY (sec.my_entities());
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no such application'
              USING ERRCODE = '23503', SCHEMA = 'eeo', TABLE = 'response', CONSTRAINT = 'response_is_of_an_application';
    END IF;
    SELECT said.dimension || ' ' || said.code INTO unknown
      FROM (VALUES ('sex', answer.sex), ('ethnicity', answer.ethnicity), ('veteran', answer.veteran),
                   ('disability', answer.disability)) AS said (dimension, code)
     WHERE said.code IS NOT NULL
       AND NOT EXISTS (SELECT FROM eeo.category AS known
                        WHERE known.scheme = answer.scheme AND known.dimension = said.dimension AND known.code = said.code);
    IF unknown IS NOT NULL THEN
        RAISE EXCEPTION 'an answer that is not in the list'
              USING ERRCODE = '23514', SCHEMA = 'eeo', TABLE = 'response', CONSTRAINT = 'response_chooses_from_the_list',
                    HINT = format('%s has no %s.', answer.scheme, unknown);
    END IF;
    DELETE FROM eeo.response AS old
     USING privacy.token AS held WHERE held.application_id = answer.application AND old.token = held.token;
    INSERT INTO privacy.token (application_id, entity_id, token) VALUES (answer.application, asked.entity_id, fresh)
        ON CONFLICT (application_id) DO UPDATE SET token = fresh;
    INSERT INTO eeo.response (token, entity_id, requisition_id, scheme, sex, ethnicity, veteran, disability)
    VALUES (fresh, asked.entity_id, asked.requisition_id, answer.scheme, answer.sex, answer.ethnicity, answer.veteran,
            answer.disability);
END
$$;

-- Counts by family of jobs, step and group: applicants at a step whom it decided on, and those it let through.
-- Decided means gone on or turned down; whoever withdrew at a step, or is still there, is no case of that step.
-- The period is that of the decision. No row is about one person, and each reading is written down.
CREATE OR REPLACE FUNCTION eeo.selection(entity bigint, dimension text, from_on date, through_on date)
RETURNS TABLE (family text, step text, place integer, grp text, is_declared boolean, applicants bigint, selected bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT entity = ANY (sec.my_entities()) OR dimension NOT IN ('sex', 'ethnicity', 'veteran', 'disability') THEN
        RETURN;
    END IF;
    PERFORM audit.note_read('eeo.selection', jsonb_build_object(
        'entity', entity, 'dimension', dimension, 'from', from_on, 'through', through_on));
    RETURN QUERY
    WITH told AS (
        SELECT applied.id, coalesce(asked.family, asked.title) AS family, applied.pipeline_id, applied.end_kind,
               max(stage.rank)::integer AS far,
               coalesce(applied.ended_at, max(event.happened_at))::date AS decided_on
          FROM recruiting.application AS applied
          JOIN recruiting.requisition AS asked ON asked.id = applied.requisition_id
          JOIN recruiting.stage_event AS event ON event.application_id = applied.id AND event.verb <> 'undo'
          JOIN recruiting.stage ON stage.id = event.stage_id
         WHERE applied.entity_id = selection.entity
           AND NOT EXISTS (SELECT FROM recruiting.stage_event AS newer WHERE newer.supersedes_id = event.id)
         GROUP BY applied.id, 2, applied.pipeline_id, applied.end_kind, applied.ended_at
    ), said AS (
        SELECT told.*, known.words AS grp
          FROM told
          LEFT JOIN privacy.token AS held ON held.application_id = told.id
          LEFT JOIN eeo.response AS response ON response.token = held.token
          LEFT JOIN eeo.category AS known
            ON known.scheme = response.scheme AND known.dimension = selection.dimension
           AND known.code = CASE selection.dimension WHEN 'sex' THEN response.sex WHEN 'ethnicity' THEN response.ethnicity
                                                     WHEN 'veteran' THEN response.veteran ELSE response.disability END
         WHERE told.decided_on BETWEEN selection.from_on AND selection.through_on
    ), step AS (
        SELECT stage.pipeline_id, stage.name || ' → ' || lead(stage.name) OVER in_order AS name, stage.rank::integer AS here,
               lead(stage.rank) OVER in_order AS there, stage.rank::integer AS place
          FROM recruiting.stage
         WHERE stage.kind <> 'lead'
        WINDOW in_order AS (PARTITION BY stage.pipeline_id ORDER BY stage.rank)
        UNION ALL
        SELECT stage.pipeline_id, 'all steps', min(stage.rank)::integer,
               min(stage.rank) FILTER (WHERE stage.kind = 'accepted'), 1000
          FROM recruiting.stage WHERE stage.kind <> 'lead' GROUP BY 1
    )
    SELECT said.family, step.name, step.place, coalesce(said.grp, '(not said)'), said.grp IS NOT NULL,
           count(*), count(*) FILTER (WHERE said.far >= step.there)
      FROM said
      JOIN step ON step.pipeline_id = said.pipeline_id AND step.there IS NOT NULL
     WHERE said.far >= step.here AND (said.far >= step.there OR said.end_kind = 'rejected')
     GROUP BY 1, 2, 3, 4, 5
     ORDER BY 1, 3, 4;
END
$$;

-- Who was at work on a day and came through recruiting, as counts by place and family of jobs, in the words of the
-- answers' list. No row is about one person, and each reading is written down.
CREATE OR REPLACE FUNCTION eeo.workforce(entity bigint, on_day date)
RETURNS TABLE (site text, family text, sex text, ethnicity text, people bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT entity = ANY (sec.my_entities()) THEN
        RETURN;
    END IF;
    PERFORM audit.note_read('eeo.workforce', jsonb_build_object('entity', entity, 'on', on_day));
    RETURN QUERY
    SELECT place.name, coalesce(asked.family, asked.title), response.sex, response.ethnicity, count(*)
      FROM recruiting.hire
      JOIN people.employment AS spell ON spell.id = hire.employment_id
      JOIN people.site AS place ON place.id = spell.site_id
      JOIN recruiting.requisition AS asked ON asked.id = hire.requisition_id
      LEFT JOIN privacy.token AS held ON held.application_id = hire.application_id
      LEFT JOIN eeo.response AS response ON response.token = held.token AND response.scheme = 'us-1997'
     WHERE hire.entity_id = workforce.entity AND hire.started_at IS NOT NULL
       AND workforce.on_day BETWEEN spell.starts_on AND coalesce(spell.ends_on, 'infinity')
     GROUP BY 1, 2, 3, 4;
END
$$;

-- Privacy: where somebody's records are ------------------------------------------------------------

-- Personal columns that are not a candidate's, or go another way: each with its reason.
CREATE OR REPLACE FUNCTION privacy.elsewhere() RETURNS TABLE (relation text, col text, why text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    VALUES ('op.operation', 'outcome', 'what the writer was told: op.forget empties those that touched the candidate'),
           ('people.before', 'image', 'images for undo: removed with the person''s rows'),
           ('privacy.token', 'token', 'removed with the answers it names'),
           ('eeo.response', 'sex', 'found by its token and removed'),
           ('eeo.response', 'ethnicity', 'found by its token and removed'),
           ('eeo.response', 'veteran', 'found by its token and removed'),
           ('eeo.response', 'disability', 'found by its token and removed'),
           ('workload.contact', 'customer', 'a keyed hash of a customer of the shop'),
           ('workload.shop_order', 'customer', 'a keyed hash of a customer of the shop'),
           ('workload.shop_order', 'number', 'a customer''s of the shop'),
           ('workload.superseded', 'fact', 'the shop''s facts as they were; who handled them is a reference of another system'),
           ('stage.contact', 'customer_hash', 'a keyed hash, gone within the import that staged it'),
           ('stage.shop_order', 'customer_hash', 'a keyed hash, gone within the import that staged it'),
           ('workload.import_reject', 'excerpt', 'of a customer''s record, masked; goes with its import'),
           ('scorecards.snapshot', 'body', 'a signed card in a chain of hashes: it names nobody once the person is forgotten'),
           ('scorecards.signature', 'comment', 'part of the signed chain');
END;

-- Every table that holds rows of a candidate, and how to find them: $1 are their ids, $2 the ids of the person they
-- became. Foreign keys lead there, the shortest way first; a person is followed only by columns that mean the subject,
-- not by those that say who decided.
CREATE OR REPLACE FUNCTION privacy.paths() RETURNS TABLE (relation text, condition text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    found jsonb := '{"recruiting.candidate": "id = ANY ($1)"}';
    start text;
    more  jsonb;
BEGIN
    FOREACH start IN ARRAY ARRAY['recruiting.candidate', 'people.person'] LOOP
        IF start = 'people.person' THEN
            found := found || '{"people.person": "id = ANY ($2)"}';
        END IF;
        LOOP
            SELECT jsonb_object_agg(step.name, step.condition) INTO more
              FROM (SELECT DISTINCT ON (child.name) child.name,
                           format('(%s) IN (SELECT %s FROM %s WHERE %s)', names.here, names.there, parent.name,
                                  found ->> parent.name) AS condition
                      FROM pg_constraint AS link
                      JOIN sec.our_table AS child ON child.oid = link.conrelid
                      JOIN sec.our_table AS parent ON parent.oid = link.confrelid
                      JOIN pg_attribute AS mine ON mine.attrelid = link.conrelid AND mine.attnum = link.conkey[1]
                     CROSS JOIN LATERAL (
                           SELECT string_agg(quote_ident(own.attname), ', ' ORDER BY pair.place) AS here,
                                  string_agg(quote_ident(other.attname), ', ' ORDER BY pair.place) AS there
                             FROM unnest(link.conkey, link.confkey) WITH ORDINALITY AS pair (own, other, place)
                             JOIN pg_attribute AS own ON own.attrelid = link.conrelid AND own.attnum = pair.own
                             JOIN pg_attribute AS other ON other.attrelid = link.confrelid AND other.attnum = pair.other
                         ) AS names
                     WHERE link.contype = 'f' AND found ? parent.name AND NOT found ? child.name
                       AND parent.name NOT IN ('recruiting.requisition', 'recruiting.opening')
                       AND (parent.name <> 'people.person' OR mine.attname IN ('person_id', 'agent_id'))
                       AND (parent.name <> 'recruiting.candidate' OR mine.attname <> 'winner_id')
                     ORDER BY child.name, length(found ->> parent.name), mine.attnum) AS step;
            EXIT WHEN more IS NULL;
            found := found || more;
        END LOOP;
    END LOOP;
    RETURN QUERY SELECT pair.key, pair.value FROM jsonb_each_text(found) AS pair ORDER BY 1;
END
$$;

-- Every personal column there is, with the way to a candidate's values in it; without a way it must stand in
-- privacy.elsewhere, or belong to a room that keeps customers.
CREATE OR REPLACE FUNCTION privacy.columns()
RETURNS TABLE (relation text, col text, words text, type text, is_nullable boolean, condition text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT ours.name, attribute.attname::text, substr(col_description(ours.oid, attribute.attnum), 6),
           format_type(attribute.atttypid, NULL), NOT attribute.attnotnull, path.condition
      FROM sec.our_table AS ours
      JOIN pg_attribute AS attribute ON attribute.attrelid = ours.oid AND attribute.attnum > 0 AND NOT attribute.attisdropped
      LEFT JOIN privacy.paths() AS path ON path.relation = ours.name
     WHERE ours.relkind IN ('r', 'p') AND col_description(ours.oid, attribute.attnum) LIKE 'pii:%'
     ORDER BY 1, attribute.attnum
$$;

-- The ids a candidate goes by: their own and those merged into them, and the persons they became.
CREATE OR REPLACE FUNCTION privacy.subject(candidate bigint, OUT candidates bigint[], OUT persons bigint[], OUT entity bigint)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    WITH RECURSIVE same AS (
        SELECT known.id FROM recruiting.candidate AS known WHERE known.id = candidate
        UNION
        SELECT known.id FROM recruiting.candidate AS known JOIN same ON known.merged_into_id = same.id
    )
    SELECT array_agg(known.id ORDER BY known.id), coalesce(array_agg(DISTINCT known.person_id) FILTER (WHERE known.person_id IS NOT NULL), '{}'),
           min(known.entity_id)
      INTO candidates, persons, entity
      FROM recruiting.candidate AS known WHERE known.id IN (SELECT same.id FROM same);
    IF entity IS NULL OR NOT entity = ANY (sec.my_entities()) THEN
        RAISE EXCEPTION 'no such candidate'
              USING ERRCODE = '23503', SCHEMA = 'privacy', TABLE = 'request', CONSTRAINT = 'subject_is_a_candidate_one_may_see';
    END IF;
END
$$;

-- Everything on record about a candidate, table by table: the answer to somebody who asks what we hold.
CREATE OR REPLACE FUNCTION privacy.bundle(candidate bigint) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who    record;
    path   record;
    rows   jsonb;
    result jsonb := '{}';
BEGIN
    SELECT * INTO who FROM privacy.subject(candidate);
    PERFORM audit.note_read('privacy.bundle', jsonb_build_object('candidate', candidate));
    FOR path IN SELECT * FROM privacy.paths() LOOP
        EXECUTE format('SELECT jsonb_agg(to_jsonb(found) - ''entity_id'' - ''operation_id'') FROM %s AS found WHERE %s',
                       path.relation, path.condition)
           INTO rows USING who.candidates, who.persons;
        IF rows IS NOT NULL THEN
            result := result || jsonb_build_object(path.relation, rows);
        END IF;
    END LOOP;
    SELECT jsonb_agg(to_jsonb(answer) - 'token' - 'entity_id') INTO rows
      FROM eeo.response AS answer
      JOIN privacy.token AS held ON held.token = answer.token
      JOIN recruiting.application AS applied ON applied.id = held.application_id
     WHERE applied.candidate_id = ANY (who.candidates);
    RETURN CASE WHEN rows IS NULL THEN result ELSE result || jsonb_build_object('eeo.response', rows) END;
END
$$;

-- Where somebody's law comes from, near to far: their own part, their country, and the union it belongs to.
CREATE OR REPLACE FUNCTION law.chain(jurisdiction text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_remove(ARRAY[
    CASE WHEN length(jurisdiction) > 2 THEN jurisdiction END,
    left(jurisdiction, 2),
    CASE WHEN jurisdiction = 'EU' OR left(jurisdiction, 2) = ANY (ARRAY[
              'AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IT', 'LT', 'LU',
              'LV', 'MT', 'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK']) THEN 'EU' END], NULL);

-- What stands in the way of an offer, and what to know before it goes out: approvals, and the notice that the place asks.
CREATE OR REPLACE FUNCTION recruiting.check_offer(offer bigint) RETURNS TABLE (rule text, says text, blocks boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    WITH given AS MATERIALIZED (
        SELECT one.*
          FROM recruiting.offer AS one
         WHERE one.id = check_offer.offer AND one.state IN ('draft', 'pending', 'approved')
           AND one.entity_id = ANY (sec.my_entities()) AND (sec.i_am('recruiter') OR sec.i_am('hr'))
    )
    SELECT fault.rule, fault.hint, true
      FROM given
      JOIN recruiting.offer AS whole ON whole.id = given.id
     CROSS JOIN LATERAL recruiting.faults_of_offer(whole, clock_timestamp()) AS fault
     UNION ALL
    SELECT 'offer_pay_is_within_the_band', 'Pay outside the band needs two approvals.', false
      FROM given
      JOIN recruiting.requisition AS wanted ON wanted.id = given.requisition_id
     WHERE given.pay_minor NOT BETWEEN wanted.band_low_minor AND wanted.band_high_minor
     UNION ALL
    SELECT known.code, coalesce(known.locality || ': ', '') || known.words || ' ' || known.citation || '.', false
      FROM given
      JOIN recruiting.requisition AS wanted ON wanted.id = given.requisition_id
      JOIN people.site ON site.id = wanted.site_id
      JOIN law.rule AS known ON known.topic = 'scheduling' AND known.jurisdiction = ANY (law.chain(site.jurisdiction))
       AND coalesce(known.starts_on <= given.starts_on, true) AND coalesce(known.ends_on >= given.starts_on, true)
     ORDER BY 3 DESC, 1
$$;

-- The nearest rule on how long a record is kept; the longest floor along the chain and the nearest ceiling.
CREATE OR REPLACE FUNCTION law.keep(jurisdiction text, record text, OUT least_days integer, OUT most_days integer, OUT rule_code text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT max(rule.least_days), (array_agg(rule.most_days ORDER BY near.place))[1], (array_agg(rule.rule_code ORDER BY near.place))[1]
      FROM unnest(law.chain(keep.jurisdiction)) WITH ORDINALITY AS near (jurisdiction, place)
      JOIN law.retention AS rule ON rule.jurisdiction = near.jurisdiction AND rule.record = keep.record;
END;

-- Candidates with the days that bound how long their records stay, and what stands in the way of forgetting them.
CREATE OR REPLACE VIEW privacy.retained WITH (security_invoker) AS
WITH last AS (
    SELECT applied.candidate_id, applied.entity_id, max(coalesce(applied.ended_at, applied.applied_at))::date AS decided_on,
           bool_or(applied.ended_at IS NULL) AS is_open, max(applied.consent_until_on) AS consent_until_on,
           (array_agg(site.jurisdiction ORDER BY applied.applied_at DESC))[1] AS jurisdiction,
           array_agg(DISTINCT applied.requisition_id) AS requisitions
      FROM recruiting.application AS applied
      JOIN recruiting.requisition AS asked ON asked.id = applied.requisition_id
      JOIN people.site ON site.id = asked.site_id
     GROUP BY 1, 2
)
SELECT candidate.id AS candidate_id, candidate.entity_id, coalesce(candidate.jurisdiction, last.jurisdiction, site.jurisdiction) AS jurisdiction,
       coalesce(last.decided_on, candidate.created_at::date) AS decided_on,
       greatest(last.consent_until_on, pooled.expires_on) AS consent_until_on,
       coalesce(last.is_open, false) AS is_open,
       candidate.person_id IS NOT NULL AS is_employee,
       EXISTS (SELECT FROM privacy.legal_hold AS hold
                WHERE hold.released_at IS NULL
                  AND (hold.candidate_id = candidate.id OR hold.requisition_id = ANY (last.requisitions))) AS is_held,
       kept.rule_code,
       coalesce(last.decided_on, candidate.created_at::date) + kept.least_days AS keep_until_on,
       CASE WHEN kept.most_days IS NOT NULL
            THEN greatest(coalesce(last.decided_on, candidate.created_at::date) + greatest(kept.most_days, kept.least_days),
                          last.consent_until_on, pooled.expires_on) END AS erase_by_on
  FROM recruiting.candidate
  LEFT JOIN last ON last.candidate_id = candidate.id
  LEFT JOIN LATERAL (SELECT max(member.expires_on) AS expires_on FROM recruiting.pool_member AS member
                      WHERE member.candidate_id = candidate.id AND member.left_at IS NULL) AS pooled ON true
  LEFT JOIN LATERAL (SELECT home.jurisdiction FROM people.site AS home
                      WHERE home.entity_id = candidate.entity_id ORDER BY home.id LIMIT 1) AS site ON true
 CROSS JOIN LATERAL law.keep(coalesce(candidate.jurisdiction, last.jurisdiction, site.jurisdiction), 'application') AS kept
 WHERE candidate.erased_at IS NULL AND candidate.merged_into_id IS NULL;

-- Forgets a candidate: every personal value the catalogue knows of is emptied, or its row removed where it may not be
-- empty. What remains are numbers without a name: stages, dates, seats. The audit keeps digests only, so its seals
-- still hold. Whoever was employed keeps the books of employment until their own time has passed.
CREATE OR REPLACE FUNCTION privacy.erase(candidate bigint, reason text, as_of_on date) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who        record;
    kept       record;
    part       record;
    persons    bigint[];
    operations bigint[] := '{}';
    more       bigint[];
    changed    bigint;
    counts     jsonb := '{}';
BEGIN
    SELECT * INTO who FROM privacy.subject(candidate);
    PERFORM FROM recruiting.candidate AS known WHERE known.id = ANY (who.candidates) ORDER BY known.id FOR UPDATE;
    SELECT * INTO kept FROM privacy.retained WHERE candidate_id = candidate;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'erased before, or merged into another' USING ERRCODE = '23514', SCHEMA = 'privacy', TABLE = 'erasure',
              CONSTRAINT = 'erasure_finds_somebody';
    ELSIF kept.is_held THEN
        RAISE EXCEPTION 'held' USING ERRCODE = '23514', SCHEMA = 'privacy', TABLE = 'erasure',
              CONSTRAINT = 'erasure_waits_for_a_legal_hold', HINT = 'Release it first: muster privacy release.';
    ELSIF kept.is_open THEN
        RAISE EXCEPTION 'still applying' USING ERRCODE = '23514', SCHEMA = 'privacy', TABLE = 'erasure',
              CONSTRAINT = 'erasure_waits_for_an_open_application', HINT = 'End it first: muster application withdraw.';
    ELSIF kept.keep_until_on > as_of_on THEN
        RAISE EXCEPTION 'to be kept' USING ERRCODE = '23514', SCHEMA = 'privacy', TABLE = 'erasure',
              CONSTRAINT = 'erasure_waits_until_records_may_go',
              HINT = format('Until %s, by %s.', kept.keep_until_on, kept.rule_code);
    END IF;
    -- The books of employment go only when no spell is within its own time.
    SELECT coalesce(array_agg(known), '{}') INTO persons
      FROM unnest(who.persons) AS known
     WHERE NOT EXISTS (
           SELECT FROM people.employment AS spell
             JOIN people.site ON site.id = spell.site_id
            WHERE spell.person_id = known
              AND coalesce(spell.ends_on, 'infinity') + coalesce((law.keep(site.jurisdiction, 'employment')).least_days, 0) > as_of_on);
    FOR part IN SELECT * FROM privacy.paths() LOOP
        IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = part.relation::regclass AND attname = 'operation_id' AND NOT attisdropped) THEN
            EXECUTE format('SELECT array_agg(DISTINCT operation_id) FROM %s WHERE operation_id IS NOT NULL AND %s', part.relation, part.condition)
               INTO more USING who.candidates, persons;
            operations := operations || coalesce(more, '{}');
        END IF;
    END LOOP;
    DELETE FROM eeo.response AS answer USING privacy.token AS held, recruiting.application AS applied
     WHERE answer.token = held.token AND held.application_id = applied.id AND applied.candidate_id = ANY (who.candidates);
    GET DIAGNOSTICS changed = ROW_COUNT;
    counts := counts || jsonb_build_object('eeo.response', changed);
    DELETE FROM privacy.token AS held USING recruiting.application AS applied
     WHERE held.application_id = applied.id AND applied.candidate_id = ANY (who.candidates);
    FOR part IN
        SELECT columns.* FROM privacy.columns() AS columns
         WHERE columns.condition IS NOT NULL
           AND NOT EXISTS (SELECT FROM privacy.elsewhere() AS other WHERE other.relation = columns.relation AND other.col = columns.col)
    LOOP
        counts := counts || jsonb_build_object(part.relation || '.' || part.col,
            privacy.empty(part.relation, part.col, part.type, part.is_nullable, part.condition, who.candidates, persons));
    END LOOP;
    DELETE FROM people.before AS image
     WHERE image.tab IN ('person', 'person_private') AND image.row_id = ANY (persons)
        OR (image.image ->> 'person_id')::bigint = ANY (persons);
    PERFORM op.forget(operations);
    UPDATE recruiting.candidate SET erased_at = now() WHERE id = ANY (who.candidates);
    INSERT INTO privacy.erasure (entity_id, candidate_id, reason, columns) VALUES (who.entity, candidate, erase.reason, counts);
    RETURN jsonb_build_object('values', counts, 'books_stay', persons IS DISTINCT FROM who.persons);
END
$$;

-- Empties one column in the rows a condition finds: NULL, or a word that names nobody, or the whole row where neither
-- may stand. Answers how many values went.
CREATE OR REPLACE FUNCTION privacy.empty(
    relation text, col text, type text, is_nullable boolean, condition text, candidates bigint[], persons bigint[]) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    blank   text := CASE WHEN is_nullable THEN 'NULL'
                         WHEN type = 'text' THEN quote_literal('(erased)')
                         WHEN type = 'jsonb' THEN quote_literal('{}')
                         WHEN type = 'text[]' THEN quote_literal('{}') END;
    changed bigint;
BEGIN
    EXECUTE format('SELECT count(*) FROM %s WHERE (%s) AND %I IS NOT NULL', relation, condition, col)
       INTO changed USING candidates, persons;
    IF changed = 0 THEN
        RETURN 0;
    END IF;
    PERFORM privacy.guard(relation, false);
    BEGIN
        IF blank IS NULL THEN
            RAISE not_null_violation;
        END IF;
        EXECUTE format('UPDATE %s SET %I = %s WHERE (%s) AND %I IS DISTINCT FROM %s', relation, col, blank, condition, col, blank)
          USING candidates, persons;
    EXCEPTION WHEN check_violation OR not_null_violation OR unique_violation THEN
        EXECUTE format('DELETE FROM %s WHERE %s', relation, condition) USING candidates, persons;
    END;
    GET DIAGNOSTICS changed = ROW_COUNT;
    PERFORM privacy.guard(relation, true);
    RETURN changed;
END
$$;

-- Lets what guards finished records step aside and back: every trigger of a table but those of the audit.
CREATE OR REPLACE FUNCTION privacy.guard(relation text, is_on boolean) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    guard name;
BEGIN
    FOR guard IN
        SELECT tgname FROM pg_trigger
         WHERE tgrelid = relation::regclass AND NOT tgisinternal AND tgname NOT LIKE 'audit\_%' AND tgparentid = 0
    LOOP
        EXECUTE format('ALTER TABLE %s %s TRIGGER %I', relation, CASE WHEN is_on THEN 'ENABLE' ELSE 'DISABLE' END, guard);
    END LOOP;
END
$$;

-- Requests go from state to state as privacy.request_move says.
CREATE OR REPLACE FUNCTION privacy.move_request() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    stood text;
    move  privacy.request_move;
BEGIN
    SELECT request.state INTO stood FROM privacy.request WHERE request.id = new.request_id FOR NO KEY UPDATE;
    SELECT * INTO move FROM privacy.request_move AS known WHERE known.was = stood AND known.goes = new.goes;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'a request does not go from % to %', stood, new.goes
              USING ERRCODE = '23514', SCHEMA = 'privacy', TABLE = 'request_step', CONSTRAINT = 'request_goes_where_it_may',
                    HINT = coalesce(
                        format('From %s it goes to %s.', stood,
                               (SELECT string_agg(known.goes, ', ' ORDER BY known.goes)
                                  FROM privacy.request_move AS known WHERE known.was = stood)),
                        format('%s is its end.', initcap(stood)));
    ELSIF move.needs_reason AND new.reason !~ '\S' THEN
        RAISE EXCEPTION 'why?' USING ERRCODE = '23514', SCHEMA = 'privacy', TABLE = 'request_step',
              CONSTRAINT = 'request_step_says_why', HINT = 'Give --reason.';
    END IF;
    UPDATE privacy.request
       SET state = new.goes,
           due_on = CASE WHEN new.goes = 'extended' THEN privacy.due_on(received_on, jurisdiction, true) ELSE due_on END
     WHERE id = new.request_id;
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER request_goes_where_it_may
    BEFORE INSERT ON privacy.request_step
    FOR EACH ROW EXECUTE FUNCTION privacy.move_request();

-- By when a request is answered: 45 days in California, a month elsewhere; extended 45 days more, or two months more.
CREATE OR REPLACE FUNCTION privacy.due_on(received_on date, jurisdiction text, is_extended boolean) RETURNS date
LANGUAGE sql IMMUTABLE
RETURN CASE WHEN jurisdiction = 'US-CA' THEN received_on + CASE WHEN is_extended THEN 90 ELSE 45 END
            ELSE (received_on + CASE WHEN is_extended THEN interval '3 months' ELSE interval '1 month' END)::date END;

-- Who may do what ----------------------------------------------------------------------------------

SELECT people.close_doors(room) FROM unnest(ARRAY['law', 'eeo', 'privacy']) AS room;

SELECT people.permit('person', 'SELECT', 'law.' || shared, '(SELECT sec.me()) IS NOT NULL') FROM unnest(ARRAY['rule', 'retention']) AS shared;

-- Postings: written by recruiters, read by whoever may read the requisition; what is live is no secret.
SELECT people.permit('recruiter hr', 'SELECT, INSERT (entity_id, code, version, title, brief, responsibilities, qualifications, benefits, additional, equal_opportunity, pay, note)',
                     'recruiting.description', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('manager', 'SELECT', 'recruiting.description', 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])');
SELECT people.permit('recruiter hr', 'SELECT, INSERT (entity_id, requisition_id, description_id, channel, title, brief, responsibilities, qualifications, benefits, additional, equal_opportunity, pay, pay_from_minor, pay_to_minor, pay_currency, pay_unit, hours, work_hours, city, region, country, is_remote, apply_to, language, starts_on, opens_on, closes_on)',
                     'recruiting.posting', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('manager', 'SELECT', 'recruiting.posting', 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])');
SELECT people.permit('recruiter hr', 'SELECT, INSERT (entity_id, posting_id, goes, reason)', 'recruiting.posting_step', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('person', 'SELECT', 'recruiting.posting_move', '(SELECT sec.me()) IS NOT NULL');

-- The forecast: a planner reads classes and weeks; which application counted for how much stays with recruiters.
SELECT people.permit('recruiter hr planner', 'SELECT', 'recruiting.' || seen, 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])')
  FROM unnest(ARRAY['supply_run', 'supply_class', 'supply_week']) AS seen;
SELECT people.permit('recruiter hr', 'SELECT', 'recruiting.supply_chance', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('recruiter hr', 'INSERT', 'recruiting.' || kept, 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])')
  FROM unnest(ARRAY['supply_run', 'supply_class', 'supply_week', 'supply_chance']) AS kept;

-- Answers about oneself: nobody reads a row. The list of choices is no secret.
SELECT people.permit('eeo recruiter hr', 'SELECT', 'eeo.category', '(SELECT sec.me()) IS NOT NULL');
SELECT people.permit('eeo hr', 'SELECT', 'eeo.question_set', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');

-- Privacy: the officer keeps requests, holds and the map; HR and recruiters see that a hold is there.
SELECT people.permit('privacy', 'SELECT, INSERT (entity_id, candidate_id, kind, jurisdiction, received_on, due_on)', 'privacy.request', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('privacy', 'SELECT, INSERT (entity_id, request_id, goes, reason)', 'privacy.request_step', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('privacy', 'SELECT', 'privacy.request_move', '(SELECT sec.me()) IS NOT NULL');
SELECT people.permit('privacy', 'SELECT, INSERT (entity_id, candidate_id, requisition_id, matter), UPDATE (released_by, released_at)', 'privacy.legal_hold', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('hr recruiter', 'SELECT', 'privacy.legal_hold', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('privacy', 'SELECT', 'privacy.' || seen, 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])')
  FROM unnest(ARRAY['token', 'erasure']) AS seen;
SELECT people.permit('privacy', 'SELECT', 'recruiting.' || seen, 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])')
  FROM unnest(ARRAY['candidate', 'candidate_contact', 'application', 'requisition', 'pool_member']) AS seen;
GRANT SELECT ON privacy.retained TO muster_privacy;

GRANT EXECUTE ON FUNCTION
    recruiting.may_count(bigint[], bigint, bigint, bigint),
    recruiting.funnel(date, date, text, text, text),
    recruiting.stage_days(date, date, text, text, text, date),
    recruiting.stage_promises(date, date, text, text, text, date),
    recruiting.offer_days(date, date, text, text, text, date),
    recruiting.source_counts(date, date, text, text, text, date)
 TO muster_recruiter, muster_hr, muster_planner, muster_manager;
GRANT EXECUTE ON FUNCTION recruiting.class_fill() TO muster_recruiter, muster_hr, muster_planner;
GRANT EXECUTE ON FUNCTION recruiting.conversions(bigint, date) TO muster_recruiter, muster_hr;
GRANT EXECUTE ON FUNCTION eeo.answer(bigint, text, text, text, text, text) TO muster_recruiter, muster_hr;
GRANT EXECUTE ON FUNCTION eeo.selection(bigint, text, date, date), eeo.workforce(bigint, date) TO muster_eeo;
GRANT EXECUTE ON FUNCTION recruiting.check_offer(bigint) TO muster_recruiter, muster_hr;
GRANT EXECUTE ON FUNCTION law.chain(text), law.keep(text, text) TO muster_person;
GRANT EXECUTE ON FUNCTION privacy.due_on(date, text, boolean) TO muster_privacy;
GRANT EXECUTE ON FUNCTION privacy.bundle(bigint), privacy.erase(bigint, text, date), privacy.columns(), privacy.paths(), privacy.elsewhere()
 TO muster_privacy;
