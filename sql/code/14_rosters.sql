-- Drafts against what is published: conflicts, differences with their notice and premium; and who may do what.

GRANT USAGE ON SCHEMA scheduling TO muster_person;

-- The shifts of a draft with their instants, as its sites' clocks tell them: the first of two, where a time comes twice.
CREATE OR REPLACE VIEW scheduling.draft_shift WITH (security_invoker) AS
SELECT part.entity_id, part.roster_id, part.shift_no, part.person_id, part.seat, part.site_id, part.day_on, site.zone,
       min(part.start_minute)::integer AS start_minute,
       max(part.end_minute)::integer AS end_minute,
       timekeeping.instant_today(part.day_on + make_interval(mins => min(part.start_minute)), site.zone, NULL) AS starts_at,
       timekeeping.instant_today(part.day_on + make_interval(mins => max(part.end_minute)), site.zone, NULL) AS ends_at,
       coalesce(sum(part.end_minute - part.start_minute) FILTER (WHERE part.kind = 'unpaid break'), 0)::integer AS unpaid,
       coalesce(sum(part.end_minute - part.start_minute) FILTER (WHERE part.kind <> 'contacts'), 0)::integer AS breaks,
       array_agg(DISTINCT part.queue) FILTER (WHERE part.queue IS NOT NULL) AS queues
  FROM scheduling.roster_activity AS part
  JOIN people.site ON site.id = part.site_id
 GROUP BY part.entity_id, part.roster_id, part.shift_no, part.person_id, part.seat, part.site_id, part.day_on, site.zone;

-- A roster of a company one plans or publishes for; anybody else is told that there is none.
CREATE OR REPLACE FUNCTION scheduling.roster_at_hand(roster bigint) RETURNS scheduling.roster
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    at_hand scheduling.roster;
BEGIN
    SELECT * INTO at_hand FROM scheduling.roster AS found
     WHERE found.id = roster_at_hand.roster AND found.entity_id = ANY (sec.my_entities()) AND (sec.i_am('planner') OR sec.i_am('publisher'));
    IF NOT FOUND THEN
        PERFORM scheduling.refuse('roster_is_one_of_yours', 'roster', format('There is no roster %s.', roster), 'Look: muster roster runs SEASON.', 'P0002');
    END IF;
    RETURN at_hand;
END
$$;

-- Who is under eighteen on a day among those one plans for: that they are, not when they were born.
CREATE OR REPLACE FUNCTION scheduling.young(on_day date) RETURNS TABLE (person_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT own.person_id FROM people.person_private AS own
     WHERE own.birth_on + interval '18 years' > young.on_day AND own.entity_id = ANY (sec.my_entities())
       AND (sec.i_am('planner') OR sec.i_am('publisher'))
$$;
GRANT EXECUTE ON FUNCTION scheduling.young(date) TO muster_planner, muster_publisher;

-- What would stand in the way of publishing a draft now: every rule it would break beside what else is published.
CREATE OR REPLACE FUNCTION scheduling.conflicts(roster bigint)
RETURNS TABLE (person_id bigint, person_name text, works_on date, measure text, rule_code text, citation text, words text, shift_id bigint, version integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT finding.person_id, person.name, finding.works_on, finding.measure, finding.rule_code, finding.citation, finding.words,
           finding.shift_id, publication.version
      FROM scheduling.roster_at_hand(conflicts.roster) AS at_hand
     CROSS JOIN LATERAL scheduling.judge(
           coalesce((SELECT jsonb_agg(jsonb_build_object(
                         'person', draft.person_id, 'site', draft.site_id, 'on', draft.day_on, 'starts', draft.starts_at, 'ends', draft.ends_at,
                         'paid', (extract(epoch FROM draft.ends_at - draft.starts_at) / 60)::integer - draft.unpaid,
                         'breaks', draft.breaks, 'queues', draft.queues))
                       FROM scheduling.draft_shift AS draft
                      WHERE draft.roster_id = at_hand.id AND draft.person_id IS NOT NULL), '[]'),
           coalesce((SELECT array_agg(shift.id) FROM timekeeping.shift
                      WHERE shift.entity_id = at_hand.entity_id AND shift.works_on BETWEEN at_hand.starts_on AND at_hand.ends_on
                        AND shift.withdrawn_at IS NULL), '{}')) AS finding
      JOIN people.person ON person.id = finding.person_id
      LEFT JOIN timekeeping.shift ON shift.id = finding.shift_id
      LEFT JOIN timekeeping.publication ON publication.id = shift.publication_id
     ORDER BY person.name, finding.works_on, finding.measure
$$;

-- A draft against what is published for its days, person by person and day by day; with the days of notice given, those
-- owed, and what the law adds to the pay of a change that comes later than that.
CREATE OR REPLACE FUNCTION scheduling.differences(roster bigint)
RETURNS TABLE (person_id bigint, person_name text, works_on date, change text, was text, becomes text, notice integer, owed integer,
               citation text, premium_minutes integer, premium_minor bigint, currency text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    WITH at_hand AS MATERIALIZED (
        SELECT * FROM scheduling.roster_at_hand(differences.roster)
    ), old AS (
        SELECT shift.person_id, shift.works_on, shift.site_id, shift.zone, shift.starts_at, shift.ends_at, shift.minutes,
               row_number() OVER (PARTITION BY shift.person_id, shift.works_on ORDER BY shift.starts_at) AS n
          FROM at_hand
          JOIN timekeeping.shift ON shift.entity_id = at_hand.entity_id AND shift.withdrawn_at IS NULL
           AND shift.works_on BETWEEN at_hand.starts_on AND at_hand.ends_on
    ), new AS (
        SELECT draft.person_id, draft.day_on AS works_on, draft.site_id, draft.zone, draft.starts_at, draft.ends_at,
               (extract(epoch FROM draft.ends_at - draft.starts_at) / 60)::integer AS minutes,
               row_number() OVER (PARTITION BY draft.person_id, draft.day_on ORDER BY draft.starts_at) AS n
          FROM at_hand
          JOIN scheduling.draft_shift AS draft ON draft.roster_id = at_hand.id AND draft.person_id IS NOT NULL
    ), pair AS (
        SELECT coalesce(new.person_id, old.person_id) AS person_id, coalesce(new.works_on, old.works_on) AS works_on,
               coalesce(old.site_id, new.site_id) AS site_id, coalesce(old.zone, new.zone) AS zone,
               CASE WHEN old.person_id IS NULL THEN 'added' WHEN new.person_id IS NULL THEN 'dropped'
                    WHEN (old.starts_at, old.ends_at, old.site_id) = (new.starts_at, new.ends_at, new.site_id) THEN 'kept' ELSE 'moved' END AS change,
               old.starts_at AS was_from, old.ends_at AS was_until, new.starts_at AS from_at, new.ends_at AS until_at,
               greatest(0, coalesce(old.minutes, 0) - coalesce(new.minutes, 0)) AS lost, coalesce(old.minutes, new.minutes) AS length,
               coalesce(old.starts_at, new.starts_at) - now() < interval '1 day' AS is_near
          FROM new FULL JOIN old ON old.person_id = new.person_id AND old.works_on = new.works_on AND old.n = new.n
    ), law AS MATERIALIZED (
        -- Once a site and day, however many work there.
        SELECT place.site_id, place.works_on, rule.measure, rule.amount, rule.beyond, rule.citation
          FROM (SELECT DISTINCT pair.site_id, pair.works_on FROM pair) AS place
         CROSS JOIN LATERAL scheduling.binding(place.site_id, place.works_on) AS rule
    ), noticed AS (
        SELECT pair.*, greatest(0, pair.works_on - (now() AT TIME ZONE pair.zone)::date) AS notice,
               rule.*,
               -- Only what was told before can be changed.
               EXISTS (SELECT FROM at_hand JOIN timekeeping.publication ON publication.entity_id = at_hand.entity_id
                        WHERE pair.works_on BETWEEN publication.starts_on AND publication.ends_on) AS is_told
          FROM pair
          LEFT JOIN LATERAL (
               SELECT max(found.amount) FILTER (WHERE found.measure = 'notice') AS owed,
                      max(found.citation) FILTER (WHERE found.measure = 'notice') AS citation,
                      max(found.amount) FILTER (WHERE found.measure = 'change premium') AS change_minutes,
                      max(found.amount) FILTER (WHERE found.measure = 'lost premium') AS lost_percent,
                      max(found.amount) FILTER (WHERE found.measure = 'change within') AS change_days,
                      max(found.amount) FILTER (WHERE found.measure = 'late premium' AND pair.length > found.beyond) AS late_minutes,
                      max(found.amount) FILTER (WHERE found.measure = 'late lost premium') AS late_lost,
                      make_interval(mins => max(found.amount) FILTER (WHERE found.measure = 'change grace')) AS grace,
                      make_interval(mins => max(found.amount) FILTER (WHERE found.measure = 'lost within')) AS lost_within
                 FROM law AS found WHERE (found.site_id, found.works_on) = (pair.site_id, pair.works_on)) AS rule ON true
    ), priced AS (
        SELECT noticed.*,
               CASE WHEN noticed.change = 'kept' OR NOT noticed.is_told OR noticed.notice >= coalesce(noticed.owed, 0) THEN 0
                    -- A little earlier or later is no change that is paid for.
                    WHEN noticed.from_at BETWEEN noticed.was_from - noticed.grace AND noticed.was_from + noticed.grace
                     AND noticed.until_at BETWEEN noticed.was_until - noticed.grace AND noticed.was_until + noticed.grace THEN 0
                    -- Less than a day ahead some laws pay more.
                    WHEN noticed.is_near AND noticed.lost > 0 AND noticed.late_lost IS NOT NULL THEN least(noticed.late_lost, noticed.length)
                    WHEN noticed.is_near AND noticed.late_minutes IS NOT NULL THEN noticed.late_minutes
                    WHEN noticed.lost > 0 AND noticed.lost_percent IS NOT NULL
                     AND (noticed.lost_within IS NULL OR noticed.was_from - now() < noticed.lost_within)
                    THEN noticed.lost * noticed.lost_percent / 100
                    WHEN noticed.notice < coalesce(noticed.change_days, noticed.owed) THEN coalesce(noticed.change_minutes, 0)
                    ELSE 0 END AS premium
          FROM noticed
    )
    SELECT priced.person_id, person.name, priced.works_on, priced.change,
           to_char(priced.was_from AT TIME ZONE priced.zone, 'HH24:MI') || '–' || to_char(priced.was_until AT TIME ZONE priced.zone, 'HH24:MI'),
           to_char(priced.from_at AT TIME ZONE priced.zone, 'HH24:MI') || '–' || to_char(priced.until_at AT TIME ZONE priced.zone, 'HH24:MI'),
           priced.notice, priced.owed, priced.citation, priced.premium,
           CASE WHEN priced.premium > 0 THEN (priced.premium * rate.amount_minor + 59) / 60 END,
           CASE WHEN priced.premium > 0 THEN rate.currency END
      FROM priced
      JOIN people.person ON person.id = priced.person_id
      LEFT JOIN LATERAL (
           SELECT cost.amount_minor, cost.currency
             FROM people.employment
             JOIN people.cost_rate AS cost ON cost.entity_id = employment.entity_id AND cost.kind = employment.kind AND cost.per = 'hour'
              AND cost.starts_on <= priced.works_on
            WHERE employment.person_id = priced.person_id AND employment.starts_on <= priced.works_on
              AND coalesce(employment.ends_on, priced.works_on) >= priced.works_on
            ORDER BY cost.starts_on DESC LIMIT 1) AS rate ON true
     WHERE priced.change <> 'kept'
     ORDER BY person.name, priced.works_on
$$;
GRANT EXECUTE ON FUNCTION scheduling.conflicts(bigint), scheduling.differences(bigint) TO muster_planner, muster_publisher;

-- Who may do what --------------------------------------------------------------------------------

DO $$
DECLARE
    door record;
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['measure', 'parameter', 'standing', 'roster_run', 'roster_term', 'roster_unplaced', 'hours_offer', 'hours_claim',
                                'swap_move', 'swap', 'swap_step', 'availability', 'wish_deadline', 'bid_round', 'bid_seed', 'bid_line', 'bid', 'bid_award']
    LOOP
        FOR door IN SELECT policyname FROM pg_policies WHERE schemaname = 'scheduling' AND tablename = name AND policyname <> 'owner_keeps' LOOP
            EXECUTE format('DROP POLICY %I ON scheduling.%I', door.policyname, name);
        END LOOP;
        EXECUTE format('REVOKE ALL ON scheduling.%I FROM muster_person, muster_agent, muster_hr, muster_manager, muster_planner, muster_publisher', name);
    END LOOP;
END
$$;

-- The law and the steps are no secret; an entity's own rules and what is known of its sites are its own.
SELECT people.permit('person', 'SELECT', 'scheduling.' || shared, '(SELECT sec.me()) IS NOT NULL') FROM unnest(ARRAY['measure', 'swap_move']) AS shared;
SELECT people.permit('person', 'SELECT', 'scheduling.parameter',
                     '((SELECT sec.me()) IS NOT NULL AND entity_id IS NULL OR entity_id = ANY ((SELECT people.entities_around_me())::bigint[]))');
SELECT people.permit('person', 'SELECT', 'scheduling.' || shared, 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])')
  FROM unnest(ARRAY['standing', 'wish_deadline']) AS shared;
SELECT people.permit('hr planner', 'INSERT (entity_id, measure, amount, beyond, citation, starts_on, ends_on), UPDATE (ends_on)',
                     'scheduling.parameter', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('hr planner', 'INSERT (entity_id, site_id, locality, facts)', 'scheduling.standing', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('planner', 'INSERT (entity_id, week_on, closes_at)', 'scheduling.wish_deadline', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');

-- Runs are the planner's, and read by whoever publishes.
SELECT people.permit('planner', 'SELECT, INSERT', 'scheduling.' || own, 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])')
  FROM unnest(ARRAY['roster_run', 'roster_term', 'roster_unplaced']) AS own;
SELECT people.permit('publisher', 'SELECT', 'scheduling.' || seen, 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])')
  FROM unnest(ARRAY['roster_run', 'roster_term', 'roster_unplaced']) AS seen;

-- Offers: whom they are for; the company's planners and publishers see all, and their takers by name.
SELECT people.permit('agent manager', 'SELECT', 'scheduling.hours_offer', 'id = ANY ((SELECT scheduling.my_offers())::bigint[])');
SELECT people.permit('planner publisher', 'SELECT', 'scheduling.' || seen, 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])')
  FROM unnest(ARRAY['hours_offer', 'hours_claim']) AS seen;
SELECT people.permit('publisher', 'UPDATE (withdrawn_at)', 'scheduling.hours_offer', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('agent', 'SELECT', 'scheduling.hours_claim', 'person_id = (SELECT sec.me())');
SELECT people.permit('manager', 'SELECT', 'scheduling.hours_claim', 'person_id = ANY ((SELECT sec.my_people())::bigint[])');

-- Swaps: their two sides, the leads of either, and the planner who lives with them.
SELECT people.permit('agent', 'SELECT', 'scheduling.swap', '(asker_id = (SELECT sec.me()) OR partner_id = (SELECT sec.me()))');
SELECT people.permit('manager', 'SELECT', 'scheduling.swap',
                     '(asker_id = ANY ((SELECT sec.my_people())::bigint[]) OR partner_id = ANY ((SELECT sec.my_people())::bigint[]))');
SELECT people.permit('planner', 'SELECT', 'scheduling.' || seen, 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])')
  FROM unnest(ARRAY['swap', 'swap_step']) AS seen;

-- Wishes are one's own; leads read those of their people, planners all of them.
SELECT people.permit('agent', 'SELECT, INSERT (entity_id, person_id, kind, weekday, starts_on, ends_on, starts_time, ends_time, weight), UPDATE (withdrawn_at)',
                     'scheduling.availability', 'person_id = (SELECT sec.me())');
SELECT people.permit('manager', 'SELECT', 'scheduling.availability', 'person_id = ANY ((SELECT sec.my_people())::bigint[])');
SELECT people.permit('planner', 'SELECT', 'scheduling.availability', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');

-- Bids: rounds and lines are the team's, a bid one's own, the awards everybody's in the team once they are made.
SELECT people.permit('agent manager', 'SELECT', 'scheduling.bid_round', 'team_id = ANY ((SELECT scheduling.my_memberships())::bigint[])');
SELECT people.permit('agent manager', 'SELECT', 'scheduling.bid_line', 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])');
SELECT people.permit('planner', 'SELECT', 'scheduling.' || seen, 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])')
  FROM unnest(ARRAY['bid_round', 'bid_line', 'bid', 'bid_award']) AS seen;
SELECT people.permit('agent', 'SELECT', 'scheduling.bid', 'person_id = (SELECT sec.me())');
SELECT people.permit('agent', 'SELECT', 'scheduling.bid_award', 'person_id = (SELECT sec.me())');
SELECT people.permit('manager', 'SELECT', 'scheduling.bid_award', 'person_id = ANY ((SELECT sec.my_people())::bigint[])');

GRANT SELECT ON scheduling.draft_shift TO muster_person;
