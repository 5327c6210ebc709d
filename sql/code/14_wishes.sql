-- Wishes with deadlines, bids with a printed order, and the ledger of who had the unpleasant hours.

-- A wish that touches a week whose deadline is over comes too late, also when it is taken back.
CREATE OR REPLACE FUNCTION scheduling.refuse_late_wish() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    closed date;
BEGIN
    SELECT max(line.week_on)
      INTO closed
      FROM (SELECT DISTINCT ON (deadline.week_on) deadline.week_on, deadline.closes_at
              FROM scheduling.wish_deadline AS deadline
             WHERE deadline.entity_id = new.entity_id
             ORDER BY deadline.week_on, deadline.id DESC) AS line
     WHERE line.closes_at <= clock_timestamp()
       AND line.week_on + 6 >= new.starts_on AND line.week_on <= coalesce(new.ends_on, line.week_on);
    IF closed IS NOT NULL THEN
        PERFORM scheduling.refuse('availability_is_told_before_the_deadline', 'availability',
            format('Wishes up to the week of %s are closed.', closed),
            format('Start on %s or later, or ask your lead for time off or a swap.', closed + 7));
    END IF;
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER availability_is_told_before_the_deadline
    BEFORE INSERT OR UPDATE ON scheduling.availability FOR EACH ROW EXECUTE FUNCTION scheduling.refuse_late_wish();

-- The ledger -------------------------------------------------------------------------------------

-- Each shift that counted, and what was unpleasant about it. Night: at least two hours between the house's night hours.
CREATE OR REPLACE VIEW scheduling.hard_shift WITH (security_invoker) AS
SELECT shift.id, shift.entity_id, shift.person_id, shift.site_id, shift.works_on, shift.minutes,
       extract(isodow FROM shift.works_on) >= 6 AS is_weekend,
       EXISTS (SELECT FROM people.calendar
                 JOIN people.calendar_day AS day ON day.calendar_id = calendar.id
                WHERE calendar.site_id = shift.site_id AND day.day_on = shift.works_on AND day.kind IN ('holiday', 'hours')
                  AND calendar.version = (SELECT max(newest.version) FROM people.calendar AS newest WHERE newest.site_id = shift.site_id)) AS is_holiday,
       timekeeping.night_minutes(shift.starts_at, shift.ends_at, shift.zone) >= 120 AS is_night,
       EXISTS (SELECT FROM timekeeping.shift AS other
                WHERE other.person_id = shift.person_id AND other.works_on = shift.works_on AND other.withdrawn_at IS NULL
                  AND other.id <> shift.id AND other.starts_at > shift.ends_at) AS is_split
  FROM timekeeping.shift
 WHERE shift.withdrawn_at IS NULL;

-- Per person between two days: weekends (a weekend once), holidays, nights, split days, wishes not met, time off declined.
-- As the caller sees shifts and wishes; the doors below call it as the owner for a team.
CREATE OR REPLACE FUNCTION scheduling.ledger(persons bigint[], from_day date, through_day date)
RETURNS TABLE (person_id bigint, shifts bigint, weekends bigint, holidays bigint, nights bigint, splits bigint, denied bigint)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT who.id, count(hard.id), count(DISTINCT date_trunc('week', hard.works_on)) FILTER (WHERE hard.is_weekend),
           count(*) FILTER (WHERE hard.is_holiday), count(*) FILTER (WHERE hard.is_night), count(*) FILTER (WHERE hard.is_split),
           (SELECT count(DISTINCT (wish.id, against.id))
              FROM scheduling.availability AS wish
              JOIN timekeeping.shift AS against ON against.person_id = wish.person_id AND against.withdrawn_at IS NULL
             WHERE wish.person_id = who.id AND wish.kind = 'undesired' AND wish.withdrawn_at IS NULL
               AND against.works_on BETWEEN greatest(ledger.from_day, wish.starts_on) AND least(ledger.through_day, coalesce(wish.ends_on, ledger.through_day))
               AND coalesce(wish.weekday, extract(isodow FROM against.works_on)) = extract(isodow FROM against.works_on)
               AND against.works_on + wish.starts_time::interval < against.ends_at AT TIME ZONE against.zone
               AND against.works_on + wish.ends_time::interval > against.starts_at AT TIME ZONE against.zone)
           + (SELECT count(*) FROM timekeeping.absence
               WHERE absence.person_id = who.id AND absence.decision = 'declined'
                 AND absence.starts_on <= ledger.through_day AND absence.ends_on >= ledger.from_day)
      FROM unnest(ledger.persons) AS who (id)
      LEFT JOIN scheduling.hard_shift AS hard ON hard.person_id = who.id AND hard.works_on BETWEEN ledger.from_day AND ledger.through_day
     GROUP BY who.id
$$;

-- The ledger by name, for whoever leads or plans these people; oneself is always there.
CREATE OR REPLACE FUNCTION scheduling.fairness(from_day date, through_day date)
RETURNS TABLE (person_id bigint, person_name text, team_name text, shifts bigint, weekends bigint, holidays bigint, nights bigint, splits bigint, denied bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    WITH seen AS (
        SELECT person.id, person.name FROM people.person
         WHERE person.id = sec.me() OR person.id = ANY (sec.my_people())
            OR (sec.i_am('planner') OR sec.i_am('hr')) AND person.entity_id = ANY (sec.my_entities())
    )
    SELECT seen.id, seen.name, team.name, counted.shifts, counted.weekends, counted.holidays, counted.nights, counted.splits, counted.denied
      FROM seen
      JOIN scheduling.ledger((SELECT array_agg(seen.id) FROM seen), fairness.from_day, fairness.through_day) AS counted ON counted.person_id = seen.id
      LEFT JOIN LATERAL (
           SELECT team.name FROM people.membership JOIN people.team ON team.id = membership.team_id
            WHERE membership.person_id = seen.id AND membership.starts_on <= fairness.through_day
              AND coalesce(membership.ends_on, fairness.through_day) >= fairness.through_day
            ORDER BY membership.starts_on DESC LIMIT 1) AS team ON true
     WHERE counted.shifts > 0 OR counted.denied > 0 OR seen.id = sec.me()
     ORDER BY team.name, seen.name
$$;

-- What a team's members may know of each other: how each count spreads over the team, and where they stand themselves.
CREATE OR REPLACE FUNCTION scheduling.team_fairness(from_day date, through_day date)
RETURNS TABLE (what text, people bigint, fewest bigint, middle numeric, most bigint, mine bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    WITH mates AS (
        SELECT array_agg(DISTINCT mate.person_id) AS ids
          FROM people.membership AS mine
          JOIN people.membership AS mate ON mate.team_id = mine.team_id AND mate.starts_on <= through_day
           AND coalesce(mate.ends_on, through_day) >= from_day
         WHERE mine.person_id = sec.me() AND mine.starts_on <= through_day AND coalesce(mine.ends_on, through_day) >= from_day
    ), counted AS (
        SELECT found.*
          FROM mates CROSS JOIN LATERAL scheduling.ledger(mates.ids, team_fairness.from_day, team_fairness.through_day) AS found
    )
    SELECT told.what, count(*), min(told.n), (percentile_cont(0.5) WITHIN GROUP (ORDER BY told.n))::numeric(10, 1), max(told.n),
           min(told.n) FILTER (WHERE counted.person_id = sec.me())
      FROM counted
     CROSS JOIN LATERAL (VALUES (1, 'weekends', counted.weekends), (2, 'holidays', counted.holidays), (3, 'nights', counted.nights),
                                (4, 'split days', counted.splits), (5, 'wishes not met', counted.denied)) AS told (no, what, n)
     GROUP BY told.no, told.what
    HAVING count(*) >= 3
     ORDER BY told.no
$$;
GRANT EXECUTE ON FUNCTION scheduling.fairness(date, date), scheduling.team_fairness(date, date) TO muster_agent, muster_manager, muster_planner, muster_hr;

-- Bids -------------------------------------------------------------------------------------------

-- Announces a round. Its seed is drawn here, sealed by its digest, and read by nobody until the award.
CREATE OR REPLACE FUNCTION scheduling.announce_bids(
    team bigint, name text, from_day date, through_day date, opens_at timestamptz, closes_at timestamptz, tie_break text[],
    lines text[], seats integer[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    entity bigint := (SELECT found.entity_id FROM people.team AS found
                       WHERE found.id = announce_bids.team AND found.entity_id = ANY (sec.my_entities()));
    sealed text   := encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 'hex');
    new_id bigint;
BEGIN
    IF entity IS NULL OR NOT sec.i_am('planner') THEN
        RAISE EXCEPTION 'only a planner of the company announces bids' USING ERRCODE = '42501';
    ELSIF cardinality(lines) IS DISTINCT FROM cardinality(seats) OR cardinality(lines) = 0 THEN
        PERFORM scheduling.refuse('bid_round_has_lines_with_seats', 'bid_line', 'A round has lines, each with its seats.');
    END IF;
    INSERT INTO scheduling.bid_round (entity_id, team_id, name, starts_on, ends_on, opens_at, closes_at, tie_break, seed_digest)
    VALUES (entity, team, announce_bids.name, from_day, through_day, announce_bids.opens_at, announce_bids.closes_at, announce_bids.tie_break,
            encode(sha256(convert_to(sealed, 'UTF8')), 'hex'))
    RETURNING id INTO new_id;
    INSERT INTO scheduling.bid_seed (round_id, entity_id, seed) VALUES (new_id, entity, sealed);
    INSERT INTO scheduling.bid_line (entity_id, round_id, line, seats, words)
    SELECT entity, new_id, given.n, given.seats, given.words
      FROM unnest(lines, announce_bids.seats) WITH ORDINALITY AS given (words, seats, n);
    RETURN new_id;
END
$$;

-- Says which lines one would take, best first; again as often as one likes while the round is open.
CREATE OR REPLACE FUNCTION scheduling.place_bids(round bigint, lines integer[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    at_hand scheduling.bid_round;
BEGIN
    SELECT * INTO at_hand FROM scheduling.bid_round WHERE bid_round.id = round AND bid_round.team_id = ANY (scheduling.my_memberships()) FOR SHARE;
    IF NOT FOUND THEN
        PERFORM scheduling.refuse('bid_round_is_of_your_team', 'bid_round', format('Your team has no round %s.', round), 'Look: muster bid list.', 'P0002');
    ELSIF clock_timestamp() < at_hand.opens_at OR clock_timestamp() >= at_hand.closes_at OR at_hand.awarded_at IS NOT NULL THEN
        PERFORM scheduling.refuse('bid_is_placed_while_the_round_is_open', 'bid',
            format('Bids are taken from %s to %s UTC.', to_char(at_hand.opens_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI'),
                   to_char(at_hand.closes_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI')), 'Until then the lines are there to be read.');
    ELSIF EXISTS (SELECT FROM unnest(lines) AS given
                   WHERE NOT EXISTS (SELECT FROM scheduling.bid_line AS line WHERE line.round_id = round AND line.line = given)) THEN
        PERFORM scheduling.refuse('bid_is_for_a_line', 'bid', 'The round has no such line.', format('Look: muster bid lines %s.', round), 'P0002');
    ELSIF cardinality(lines) > (SELECT count(DISTINCT given) FROM unnest(lines) AS given) THEN
        PERFORM scheduling.refuse('bid_names_a_line_once', 'bid', 'A line is named twice.', 'Name each line once, best first.');
    END IF;
    DELETE FROM scheduling.bid WHERE bid.round_id = round AND bid.person_id = sec.me();
    INSERT INTO scheduling.bid (entity_id, round_id, person_id, choice, line)
    SELECT at_hand.entity_id, round, sec.me(), given.n, given.line FROM unnest(lines) WITH ORDINALITY AS given (line, n);
END
$$;

-- Who comes when, by the round's own words. fairness: more weekends worked in the hundred days before come first;
-- tenure: longer employed first; lottery: the SHA-256 of the seed and the person's number, smallest first.
CREATE OR REPLACE FUNCTION scheduling.bid_order(round bigint, seed text)
RETURNS TABLE (person_id bigint, turn bigint, weekends bigint, employed_on date, lot text, ahead bigint, level bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    WITH at_hand AS (SELECT * FROM scheduling.bid_round WHERE bid_round.id = bid_order.round),
    bidder AS (
        SELECT DISTINCT bid.person_id FROM scheduling.bid WHERE bid.round_id = bid_order.round
    ), told AS (
        SELECT bidder.person_id, counted.weekends,
               (SELECT min(employment.starts_on) FROM people.employment WHERE employment.person_id = bidder.person_id) AS employed_on,
               encode(sha256(convert_to(coalesce(seed, '') || ':' || bidder.person_id, 'UTF8')), 'hex') AS lot
          FROM at_hand
         CROSS JOIN bidder
          JOIN scheduling.ledger((SELECT array_agg(bidder.person_id) FROM bidder), (SELECT at_hand.starts_on - 100 FROM at_hand),
                                 (SELECT at_hand.starts_on - 1 FROM at_hand)) AS counted ON counted.person_id = bidder.person_id
    ), keyed AS (
        SELECT told.*, (
               SELECT array_agg(CASE word WHEN 'fairness' THEN -told.weekends WHEN 'tenure' THEN told.employed_on - date '1900-01-01' END ORDER BY n)
                 FROM at_hand, unnest(at_hand.tie_break) WITH ORDINALITY AS chain (word, n) WHERE word <> 'lottery') AS merit
          FROM told
    )
    SELECT keyed.person_id, row_number() OVER (ORDER BY keyed.merit, keyed.lot), keyed.weekends, keyed.employed_on, keyed.lot,
           rank() OVER (ORDER BY keyed.merit) - 1, count(*) OVER (PARTITION BY keyed.merit)
      FROM keyed
$$;

-- Where I stand before the lottery: so many are ahead of me, and I share that place with so many.
CREATE OR REPLACE FUNCTION scheduling.bid_position(round bigint) RETURNS TABLE (bidders bigint, first bigint, last bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT (SELECT count(DISTINCT bid.person_id) FROM scheduling.bid WHERE bid.round_id = bid_position.round),
           found.ahead + 1, found.ahead + found.level
      FROM scheduling.bid_order(bid_position.round, NULL) AS found
     WHERE found.person_id = sec.me()
$$;

-- Awards a closed round, once: each in turn gets the best of their choices that still has a seat.
CREATE OR REPLACE FUNCTION scheduling.award_bids(round bigint) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    at_hand scheduling.bid_round;
    sealed  text;
    bidder  record;
    got     record;
    turns   integer := 0;
BEGIN
    SELECT * INTO at_hand FROM scheduling.bid_round WHERE bid_round.id = round AND bid_round.entity_id = ANY (sec.my_entities()) FOR UPDATE;
    IF NOT sec.i_am('planner') THEN
        RAISE EXCEPTION 'only a planner of the company awards bids' USING ERRCODE = '42501';
    ELSIF at_hand.id IS NULL THEN
        PERFORM scheduling.refuse('bid_round_is_one_of_yours', 'bid_round', format('There is no round %s.', round), 'Look: muster bid list.', 'P0002');
    ELSIF at_hand.awarded_at IS NOT NULL OR at_hand.closes_at > clock_timestamp() THEN
        PERFORM scheduling.refuse('bid_round_is_awarded_once_after_it_closed', 'bid_round',
            CASE WHEN at_hand.awarded_at IS NULL THEN 'The round is still open.' ELSE 'The round is awarded already.' END,
            format('Look: muster bid %s %s.', CASE WHEN at_hand.awarded_at IS NULL THEN 'lines' ELSE 'awards' END, round), '55000');
    END IF;
    SELECT bid_seed.seed INTO sealed FROM scheduling.bid_seed WHERE bid_seed.round_id = round;
    UPDATE scheduling.bid_round SET seed = sealed, awarded_at = now() WHERE bid_round.id = round;
    FOR bidder IN SELECT * FROM scheduling.bid_order(round, sealed) AS found ORDER BY found.turn LOOP
        turns := turns + 1;
        SELECT bid.line, bid.choice INTO got
          FROM scheduling.bid
          JOIN scheduling.bid_line AS line ON line.round_id = bid.round_id AND line.line = bid.line
         WHERE bid.round_id = round AND bid.person_id = bidder.person_id
           AND line.seats > (SELECT count(*) FROM scheduling.bid_award AS given WHERE given.round_id = round AND given.line = bid.line)
         ORDER BY bid.choice LIMIT 1;
        INSERT INTO scheduling.bid_award (entity_id, round_id, person_id, turn, weekends, employed_on, lot, line, choice, words)
        VALUES (at_hand.entity_id, round, bidder.person_id, bidder.turn, bidder.weekends, bidder.employed_on, bidder.lot, got.line, got.choice,
                format('turn %s of %s: %s%s; %s', bidder.turn, (SELECT count(DISTINCT bid.person_id) FROM scheduling.bid WHERE bid.round_id = round),
                       (SELECT string_agg(CASE word WHEN 'fairness' THEN format('%s weekend%s in the 100 days before', bidder.weekends, CASE WHEN bidder.weekends <> 1 THEN 's' END)
                                                    WHEN 'tenure' THEN format('employed since %s', bidder.employed_on) END, ', ' ORDER BY n)
                          FROM unnest(at_hand.tie_break) WITH ORDINALITY AS chain (word, n) WHERE word <> 'lottery'),
                       CASE WHEN bidder.level > 1 THEN format(', lot %s among %s', left(bidder.lot, 8), bidder.level) ELSE '' END,
                       CASE WHEN got.line IS NULL THEN 'no chosen line had a seat left' ELSE format('choice %s', got.choice) END));
    END LOOP;
    RETURN turns;
END
$$;
GRANT EXECUTE ON FUNCTION scheduling.place_bids(bigint, integer[]) TO muster_agent;
GRANT EXECUTE ON FUNCTION scheduling.bid_position(bigint) TO muster_agent, muster_manager, muster_planner;
GRANT EXECUTE ON FUNCTION scheduling.announce_bids(bigint, text, date, date, timestamptz, timestamptz, text[], text[], integer[]),
    scheduling.award_bids(bigint) TO muster_planner;
GRANT SELECT ON scheduling.hard_shift TO muster_person;
