-- Scorecards, what was counted: the rows under one person's sums, each with what it adds to them.
--
-- A row without a numerator was looked at and left out; its remark says why. The sums of the rows are the tally: the
-- tests hold every recipe to that. What is kept in step with is 09_scorecards_counting.sql.

-- One row under a figure. A reference is what the source calls the thing, or its local day.
DROP TYPE IF EXISTS scorecards.counted_row CASCADE;
CREATE TYPE scorecards.counted_row AS (
    at timestamptz, reference text, stratum text, numerator double precision, denominator double precision, remark text
);

CREATE OR REPLACE FUNCTION scorecards.called(fact bigint) RETURNS text
LANGUAGE sql STABLE
RETURN (SELECT origin.external_id FROM workload.origin WHERE origin.id = fact);

-- Contacts: solved at first contact, reopened, the times, and the replies in time.
CREATE OR REPLACE FUNCTION scorecards.rows_of_contacts(frame scorecards.frame, what text, person bigint)
RETURNS SETOF scorecards.counted_row
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN QUERY
    WITH followed AS (
        SELECT contact.*,
               lead(contact.opened_at) OVER (PARTITION BY contact.customer, contact.reason ORDER BY contact.opened_at, contact.id) AS next_at
          FROM scorecards.contacts(frame.entity, frame.starts_at - interval '60 days',
                                   frame.ends_at + coalesce(frame.window, interval '0'), frame.unseen) AS contact
         WHERE contact.is_inbound AND coalesce(contact.reason <> ALL (frame.left_out), true)
    ),
    own AS (
        SELECT followed.*, (array_position(frame.sites, queue.site_id) - 1) * 1e7::double precision AS base,
               CASE what WHEN 'resolution' THEN followed.solved_at
                         WHEN 'first reply' THEN followed.first_reply_at
                         WHEN 'reply in time' THEN coalesce(followed.first_reply_at, frame.as_of_at) END AS ended_at
          FROM followed
          JOIN workload.queue ON queue.id = followed.queue_id
         WHERE followed.agent_id = person AND followed.opened_at < frame.ends_at
           AND CASE WHEN what IN ('reopened', 'resolution') AND followed.solved_at IS NOT NULL
                    THEN followed.solved_at >= frame.starts_at AND followed.solved_at < frame.ends_at
                    ELSE what <> 'reopened' AND followed.opened_at >= frame.starts_at END
    ),
    placed AS (
        SELECT own.*, date_part('epoch', own.opened_at - coalesce(frame.origin, own.opened_at)) / 60 AS opened,
               date_part('epoch', own.ended_at - coalesce(frame.origin, own.opened_at)) / 60 AS ended
          FROM own
    ),
    measured AS (
        SELECT placed.*,
               CASE WHEN NOT frame.is_open THEN placed.ended
                    WHEN placed.ended IS NULL OR (what <> 'reply in time' AND placed.ended > frame.span) THEN NULL
                    ELSE scorecards.opened(frame.starts, frame.before, frame.lengths, placed.base + least(placed.ended, frame.span))
                         - scorecards.opened(frame.starts, frame.before, frame.lengths, placed.base + placed.opened) END AS took
          FROM placed
    ),
    judged AS (
        SELECT measured.*,
               CASE what
                   WHEN 'first contact' THEN CASE
                       WHEN measured.customer IS NOT NULL AND measured.opened_at + frame.window <= frame.as_of_at
                       THEN (measured.solved_at IS NOT NULL AND coalesce(measured.reopens, 0) = 0
                             AND coalesce(measured.next_at > measured.opened_at + frame.window, true))::integer END
                   WHEN 'reopened' THEN CASE
                       WHEN measured.solved_at + frame.window <= frame.as_of_at THEN (measured.reopens > 0)::integer END
                   WHEN 'reply in time' THEN CASE
                       WHEN measured.first_reply_at IS NOT NULL THEN (measured.took <= frame.threshold)::integer
                       WHEN measured.took > frame.threshold THEN 0 END
                   ELSE ln(1 + measured.took) END::double precision AS score
          FROM measured
    )
    SELECT judged.opened_at, scorecards.called(judged.id),
           scorecards.stratum(frame.strata, CASE frame.strata WHEN 'queue' THEN judged.queue_id
                                                              WHEN 'channel' THEN judged.channel_id END, judged.reason),
           judged.score, CASE WHEN judged.score IS NOT NULL THEN 1 END::double precision,
           CASE WHEN judged.score IS NOT NULL THEN ''
                WHEN what = 'first contact' AND judged.customer IS NULL THEN 'nobody knows whose it was'
                WHEN what = 'reopened' AND judged.reopens IS NULL THEN 'nobody counted reopenings'
                WHEN what = 'first reply' THEN 'no reply yet'
                WHEN what = 'resolution' THEN 'not solved yet'
                WHEN what = 'reply in time' THEN 'still within its time'
                ELSE 'still watched' END
      FROM judged;
END
$$;

-- Spells of work: their length, or whether somebody else went on.
CREATE OR REPLACE FUNCTION scorecards.rows_of_spells(frame scorecards.frame, what text, person bigint)
RETURNS SETOF scorecards.counted_row
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN QUERY
    WITH leg AS (
        SELECT spell.*, lead(spell.agent_id) OVER contact AS next_id, lead(spell.started_at) OVER contact AS next_at
          FROM scorecards.spells(frame.entity, frame.starts_at, frame.ends_at + coalesce(frame.window, interval '0'),
                                 frame.unseen) AS spell
         WHERE spell.agent_id IS NOT NULL
        WINDOW contact AS (PARTITION BY spell.source_id, spell.contact_external_id ORDER BY spell.started_at, spell.id)
    ),
    judged AS (
        SELECT leg.*,
               CASE WHEN what = 'handle time' THEN leg.handle_seconds
                    WHEN leg.contact_external_id IS NOT NULL AND leg.started_at + frame.window <= frame.as_of_at
                    THEN coalesce(leg.next_id <> leg.agent_id AND leg.next_at <= leg.started_at + frame.window, false)::integer
               END::double precision AS score
          FROM leg
         WHERE leg.agent_id = person AND leg.started_at < frame.ends_at
    )
    SELECT judged.started_at, coalesce(judged.contact_external_id, scorecards.called(judged.id)),
           scorecards.stratum(frame.strata, CASE frame.strata WHEN 'queue' THEN judged.queue_id
                                                              WHEN 'channel' THEN judged.channel_id END, NULL),
           judged.score, CASE WHEN judged.score IS NOT NULL THEN 1 END::double precision,
           CASE WHEN judged.score IS NOT NULL THEN ''
                WHEN judged.contact_external_id IS NULL THEN 'nobody knows of which contact' ELSE 'still watched' END
      FROM judged;
END
$$;

-- Days of contacts begun against hours of published contact time.
CREATE OR REPLACE FUNCTION scorecards.rows_of_days(frame scorecards.frame, person bigint)
RETURNS SETOF scorecards.counted_row
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN QUERY
    WITH done AS (
        SELECT (spell.started_at AT TIME ZONE site.zone)::date AS day_on,
               count(DISTINCT coalesce(spell.contact_external_id, spell.id::text)) AS contacts
          FROM scorecards.spells(frame.entity, frame.starts_at, frame.ends_at, frame.unseen) AS spell
          JOIN workload.queue ON queue.id = spell.queue_id
          JOIN people.site ON site.id = queue.site_id
         WHERE spell.agent_id = person
         GROUP BY 1
    ),
    day AS (
        SELECT coalesce(done.day_on, shift.works_on) AS day_on, done.contacts, shift.hours
          FROM done
          FULL JOIN (SELECT * FROM scorecards.contact_hours(frame) AS hours WHERE hours.person_id = person) AS shift
            ON shift.works_on = done.day_on
    )
    SELECT day.day_on::timestamp AT TIME ZONE 'UTC', day.day_on::text, '',
           CASE WHEN day.hours > 0 THEN day.contacts END::double precision,
           CASE WHEN day.contacts > 0 AND day.hours > 0 THEN day.hours END,
           CASE WHEN day.contacts IS NULL THEN 'a shift without a contact'
                WHEN day.hours > 0 THEN '' ELSE 'contacts outside any shift' END
      FROM day;
END
$$;

-- Shifts with the minutes asked for and those kept.
CREATE OR REPLACE FUNCTION scorecards.rows_of_shifts(frame scorecards.frame, what text, person bigint)
RETURNS SETOF scorecards.counted_row
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN QUERY
    WITH asked AS (
        SELECT shift.id, shift.works_on, shift.starts_at AS shift_starts_at, shift.ends_at AS shift_ends_at,
               coalesce(replace(replace(activity.kind, 'unpaid ', ''), 'paid ', ''), 'contact') AS state,
               shift.starts_at + coalesce(activity.from_minute, 0) * interval '1 minute' AS starts_at,
               shift.starts_at + coalesce(activity.until_minute, shift.minutes) * interval '1 minute' AS ends_at
          FROM timekeeping.shift
          LEFT JOIN timekeeping.activity ON activity.shift_id = shift.id
         WHERE shift.person_id = person AND shift.entity_id = frame.entity
           AND coalesce(shift.withdrawn_at > frame.as_of_at, true)
           AND coalesce(shift.operation_id <> ALL (frame.unseen), true)
           AND shift.works_on BETWEEN frame.starts_on AND frame.ends_on
    ),
    seen AS (
        SELECT presence.* FROM timekeeping.presence
         WHERE presence.person_id = person AND coalesce(presence.operation_id <> ALL (frame.unseen), true)
    ),
    shift AS (
        SELECT asked.id, asked.works_on, min(asked.shift_starts_at) AS starts_at, max(asked.shift_ends_at) AS ends_at,
               sum(date_part('epoch', asked.ends_at - asked.starts_at) / 60)
                   FILTER (WHERE what = 'adherence' OR asked.state <> 'break') AS planned
          FROM asked
         GROUP BY asked.id, asked.works_on
    ),
    kept AS (
        SELECT asked.id,
               sum(date_part('epoch', least(asked.ends_at, seen.ends_at) - greatest(asked.starts_at, seen.starts_at)) / 60) AS minutes
          FROM asked
          JOIN seen ON seen.starts_at < asked.ends_at AND seen.ends_at > asked.starts_at
           AND CASE what WHEN 'adherence' THEN seen.state = asked.state
                         ELSE seen.state <> 'break' AND asked.state <> 'break' END
         GROUP BY asked.id
    ),
    judged AS (
        SELECT shift.*, CASE WHEN EXISTS (SELECT FROM seen WHERE seen.starts_at < shift.ends_at AND seen.ends_at > shift.starts_at)
                             THEN coalesce(kept.minutes, 0) END AS kept
          FROM shift
          LEFT JOIN kept ON kept.id = shift.id
    )
    SELECT judged.starts_at, judged.works_on::text, '', judged.kept, CASE WHEN judged.kept IS NOT NULL THEN judged.planned END,
           CASE WHEN judged.kept IS NULL THEN 'nobody measured it' ELSE '' END
      FROM judged;
END
$$;

-- Returned orders: contacts about them that came up again, or the minutes to the refund.
CREATE OR REPLACE FUNCTION scorecards.rows_of_returns(frame scorecards.frame, what text, person bigint)
RETURNS SETOF scorecards.counted_row
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN QUERY
    WITH returned AS (
        SELECT back.order_external_id AS code, min(back.requested_at) AS requested_at
          FROM scorecards.returned(frame.entity, frame.unseen) AS back
         GROUP BY back.order_external_id
    ),
    followed AS (
        SELECT contact.*, queue.site_id,
               lead(contact.opened_at) OVER orders AS next_at,
               row_number() OVER (orders ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) = 1 AS is_first
          FROM scorecards.contacts(frame.entity, frame.starts_at, frame.ends_at + coalesce(frame.window, interval '0'),
                                   frame.unseen) AS contact
          JOIN workload.queue ON queue.id = contact.queue_id
          JOIN returned ON returned.code = contact.order_external_id
           AND (what = 'refund time' OR returned.requested_at < frame.ends_at)
         WHERE contact.is_inbound AND (what <> 'refund time' OR contact.agent_id IS NOT NULL)
        WINDOW orders AS (PARTITION BY contact.order_external_id ORDER BY contact.opened_at, contact.id)
    ),
    paid AS (
        SELECT followed.*,
               (SELECT min(refund.refunded_at) FROM scorecards.refunded(frame.entity, frame.unseen) AS refund
                 WHERE refund.order_external_id = followed.order_external_id
                   AND refund.refunded_at >= followed.opened_at) AS refunded_at,
               (array_position(frame.sites, followed.site_id) - 1) * 1e7::double precision AS base
          FROM followed
         WHERE followed.agent_id = person AND followed.opened_at < frame.ends_at
           AND (what <> 'refund time' OR followed.is_first)
    ),
    placed AS (
        SELECT paid.*, date_part('epoch', paid.opened_at - coalesce(frame.origin, paid.opened_at)) / 60 AS opened,
               date_part('epoch', paid.refunded_at - coalesce(frame.origin, paid.opened_at)) / 60 AS ended
          FROM paid
    ),
    judged AS (
        SELECT placed.*,
               CASE WHEN what = 'refund time'
                    THEN ln(1 + CASE WHEN NOT frame.is_open THEN placed.ended
                                     WHEN placed.ended > frame.span THEN NULL
                                     ELSE scorecards.opened(frame.starts, frame.before, frame.lengths, placed.base + placed.ended)
                                          - scorecards.opened(frame.starts, frame.before, frame.lengths, placed.base + placed.opened)
                                END)
                    WHEN placed.opened_at + frame.window <= frame.as_of_at
                    THEN coalesce(placed.next_at <= placed.opened_at + frame.window, false)::integer END AS score
          FROM placed
    )
    SELECT judged.opened_at, scorecards.called(judged.id),
           scorecards.stratum(CASE what WHEN 'refund time' THEN 'none' ELSE frame.strata END,
                              CASE frame.strata WHEN 'queue' THEN judged.queue_id
                                                WHEN 'channel' THEN judged.channel_id END, NULL),
           judged.score, CASE WHEN judged.score IS NOT NULL THEN 1 END::double precision,
           CASE WHEN judged.score IS NOT NULL THEN '' WHEN what = 'refund time' THEN 'no refund yet' ELSE 'still watched' END
      FROM judged;
END
$$;

-- Answers of customers, evaluations, and skills.
CREATE OR REPLACE FUNCTION scorecards.rows_of_others(frame scorecards.frame, what text, person bigint)
RETURNS SETOF scorecards.counted_row
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN QUERY
    SELECT survey.answered_at, coalesce(survey.contact_external_id, scorecards.called(survey.id)),
           scorecards.stratum(frame.strata, CASE frame.strata WHEN 'queue' THEN survey.queue_id END, NULL),
           (survey.score > 0)::integer::double precision, 1::double precision, ''
      FROM scorecards.surveys(frame.entity, frame.starts_at, frame.ends_at, frame.unseen) AS survey
     WHERE what = 'satisfaction' AND survey.agent_id = person
    UNION ALL
    SELECT step.taken_at, evaluation.reference, '',
           CASE WHEN what = 'quality' THEN evaluation.reported
                WHEN evaluation.reported IS NOT NULL THEN (cardinality(evaluation.fatal) > 0)::integer END::double precision,
           CASE WHEN evaluation.reported IS NOT NULL THEN 1 END::double precision,
           CASE WHEN evaluation.reported IS NULL THEN 'too little was answered' ELSE '' END
      FROM scorecards.evaluation
      JOIN scorecards.evaluation_step AS step ON step.evaluation_id = evaluation.id AND step.state = 'published'
     WHERE what IN ('quality', 'fatal') AND evaluation.entity_id = frame.entity AND evaluation.agent_id = person
       AND step.taken_at >= frame.starts_at AND step.taken_at < frame.ends_at
       AND coalesce(step.operation_id <> ALL (frame.unseen), true)
       AND NOT EXISTS (
           SELECT FROM scorecards.evaluation_step AS later
            WHERE later.evaluation_id = evaluation.id AND later.state IN ('superseded', 'withdrawn')
              AND coalesce(later.operation_id <> ALL (frame.unseen), true))
    UNION ALL
    SELECT skill_grant.starts_on::timestamp AT TIME ZONE 'UTC', skill.name, '',
           coalesce(skill_grant.expires_on >= frame.ends_on, true)::integer::double precision, 1::double precision, ''
      FROM people.skill_grant
      JOIN people.skill ON skill.id = skill_grant.skill_id
     WHERE what = 'skills current' AND skill_grant.entity_id = frame.entity AND skill_grant.person_id = person
       AND skill_grant.starts_on <= frame.ends_on
       AND coalesce(skill_grant.revoked_at > frame.as_of_at, true)
       AND coalesce(skill_grant.operation_id <> ALL (frame.unseen), true);
END
$$;

-- The rows under a figure, for whoever may see the card it stands on: past the policies of the facts, because who reads
-- a number about themselves may read what it was counted from.
CREATE OR REPLACE FUNCTION scorecards.rows_of(issue bigint, metric_version bigint, person bigint)
RETURNS SETOF scorecards.counted_row
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    recipe CONSTANT text := (SELECT version.recipe FROM scorecards.metric_version AS version WHERE version.id = metric_version);
    frame  scorecards.frame;
BEGIN
    IF NOT EXISTS (
        SELECT FROM scorecards.snapshot AS card
         WHERE card.issue_id = rows_of.issue AND card.person_id = rows_of.person
           AND ((sec.i_am('hr') AND card.entity_id = ANY (sec.my_entities()))
                OR (sec.i_am('manager') AND card.person_id = ANY (sec.my_people()) AND card.person_id <> sec.me())
                OR (card.person_id = sec.me() AND card.id = ANY (scorecards.laid_before_me())))) THEN
        RAISE EXCEPTION 'no such card' USING ERRCODE = '42501';
    END IF;
    frame := scorecards.frame_of(issue, metric_version);
    CASE
        WHEN recipe IN ('first contact', 'reopened', 'first reply', 'resolution', 'reply in time') THEN
            RETURN QUERY SELECT * FROM scorecards.rows_of_contacts(frame, recipe, person) AS counted ORDER BY counted.at;
        WHEN recipe IN ('handle time', 'passed on') THEN
            RETURN QUERY SELECT * FROM scorecards.rows_of_spells(frame, recipe, person) AS counted ORDER BY counted.at;
        WHEN recipe = 'contacts an hour' THEN
            RETURN QUERY SELECT * FROM scorecards.rows_of_days(frame, person) AS counted ORDER BY counted.at;
        WHEN recipe IN ('adherence', 'conformance') THEN
            RETURN QUERY SELECT * FROM scorecards.rows_of_shifts(frame, recipe, person) AS counted ORDER BY counted.at;
        WHEN recipe IN ('return asked again', 'refund time') THEN
            RETURN QUERY SELECT * FROM scorecards.rows_of_returns(frame, recipe, person) AS counted ORDER BY counted.at;
        ELSE
            RETURN QUERY SELECT * FROM scorecards.rows_of_others(frame, recipe, person) AS counted ORDER BY counted.at;
    END CASE;
END
$$;
GRANT EXECUTE ON FUNCTION scorecards.rows_of(bigint, bigint, bigint) TO muster_hr, muster_manager, muster_agent;
