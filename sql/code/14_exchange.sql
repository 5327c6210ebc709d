-- Offers, swaps and covers: doors through which agents change who works when, each under its rules and in one turn.

-- Opens a version for what people agree on between them. The doors alone call it.
CREATE OR REPLACE FUNCTION timekeeping.open_version(entity bigint, kind text, from_day date, through_day date, note text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    version bigint;
BEGIN
    PERFORM FROM people.legal_entity WHERE legal_entity.id = entity FOR NO KEY UPDATE;
    INSERT INTO timekeeping.publication (entity_id, version, kind, starts_on, ends_on, note, published_by)
    SELECT entity, coalesce(max(earlier.version), 0) + 1, open_version.kind, from_day, through_day, open_version.note, sec.me()
      FROM timekeeping.publication AS earlier
     WHERE earlier.entity_id = entity
    RETURNING id INTO version;
    RETURN version;
END
$$;

-- Takes live shifts out of what counts, on behalf of a version; all of them, or none.
CREATE OR REPLACE FUNCTION timekeeping.take_out(shifts bigint[], version bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    taken integer;
BEGIN
    UPDATE timekeeping.shift AS given SET withdrawn_at = now(), withdrawn_by = version
     WHERE given.id = ANY (shifts) AND given.withdrawn_at IS NULL;
    GET DIAGNOSTICS taken = ROW_COUNT;
    IF taken <> cardinality(shifts) THEN
        PERFORM scheduling.refuse('swap_shift_is_still_published', 'swap', 'A shift of it was changed or withdrawn in the meantime.',
                                  'Look again: muster shift list.', '55000');
    END IF;
END
$$;

-- Puts a copy of a shift into a version for somebody, with the activities it had; cut off after some real minutes.
CREATE OR REPLACE FUNCTION timekeeping.put_in(shift bigint, person bigint, version bigint, until_minute integer DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    old    timekeeping.shift;
    ends   timestamp;
    new_id bigint;
BEGIN
    SELECT * INTO old FROM timekeeping.shift AS given WHERE given.id = put_in.shift;
    ends := (old.starts_at + make_interval(mins => until_minute)) AT TIME ZONE old.zone;
    INSERT INTO timekeeping.shift
        (entity_id, publication_id, person_id, site_id, works_on, starts_time, ends_time, start_fold, end_fold, zone, starts_at, ends_at, minutes)
    VALUES (old.entity_id, version, put_in.person, old.site_id, old.works_on, old.starts_time, coalesce(ends::time, old.ends_time), old.start_fold,
            CASE WHEN ends IS NULL THEN old.end_fold
                 WHEN people.instant(ends, old.zone, 1::smallint) = old.starts_at + make_interval(mins => until_minute) THEN 1
                 ELSE 2 END, old.zone, old.starts_at, old.ends_at, 1)
    RETURNING id INTO new_id;
    INSERT INTO timekeeping.activity
        (entity_id, shift_id, person_id, shift_minutes, kind, queue, channel, from_minute, until_minute)
    SELECT new.entity_id, new.id, new.person_id, new.minutes, part.kind, part.queue, part.channel, part.from_minute,
           least(part.until_minute, new.minutes)
      FROM timekeeping.activity AS part
      JOIN timekeeping.shift AS new ON new.id = new_id
     WHERE part.shift_id = old.id AND part.from_minute < new.minutes;
    RETURN new_id;
END
$$;

-- Offers -----------------------------------------------------------------------------------------

-- Offers extra hours, or leave to go early. A publisher's door: what is claimed is published.
CREATE OR REPLACE FUNCTION scheduling.offer_hours(
    kind text, site bigint, team bigint, queue text, works_on date, starts_time time, ends_time time, places integer,
    closes_at timestamptz, note text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    place  people.site;
    new_id bigint;
BEGIN
    SELECT * INTO place FROM people.site WHERE site.id = offer_hours.site AND site.entity_id = ANY (sec.my_entities());
    IF NOT FOUND OR NOT sec.i_am('publisher') THEN
        RAISE EXCEPTION 'only a publisher of the company offers hours' USING ERRCODE = '42501';
    ELSIF offer_hours.closes_at <= clock_timestamp() THEN
        PERFORM scheduling.refuse('hours_offer_closes_in_the_future', 'hours_offer', 'The offer would be closed already.', 'Give a later --closes.');
    ELSIF offer_hours.queue IS NOT NULL
          AND NOT EXISTS (SELECT FROM scheduling.queue_skill(place.entity_id) AS asked WHERE asked.queue = offer_hours.queue) THEN
        PERFORM scheduling.refuse('hours_offer_is_for_a_queue', 'hours_offer', format('No queue is called %s.', offer_hours.queue),
                                  'The season''s assumptions name its queues.', 'P0002');
    END IF;
    INSERT INTO scheduling.hours_offer
        (entity_id, kind, site_id, team_id, queue, works_on, starts_time, ends_time, zone, starts_at, ends_at, minutes, places, closes_at,
         note, publication_id)
    VALUES (place.entity_id, offer_hours.kind, place.id, team, offer_hours.queue, offer_hours.works_on, offer_hours.starts_time,
            offer_hours.ends_time, place.zone, now(), now(), 1, offer_hours.places, offer_hours.closes_at, coalesce(offer_hours.note, ''),
            timekeeping.open_version(place.entity_id, 'offer', offer_hours.works_on, offer_hours.works_on,
                                     format('offer of %s hours', CASE offer_hours.kind WHEN 'extra' THEN 'extra' ELSE 'free' END)))
    RETURNING id INTO new_id;
    RETURN new_id;
END
$$;
CREATE OR REPLACE TRIGGER hours_offer_is_derived
    BEFORE INSERT OR UPDATE OF site_id, works_on, starts_time, ends_time, start_fold, end_fold ON scheduling.hours_offer
    FOR EACH ROW EXECUTE FUNCTION timekeeping.derive();

-- The teams I am in today.
CREATE OR REPLACE FUNCTION scheduling.my_memberships() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(membership.team_id), '{}') FROM people.membership
     WHERE membership.person_id = sec.me() AND membership.starts_on <= current_date AND coalesce(membership.ends_on, current_date) >= current_date
$$;

-- The offers that are for me: in my company, and in my team where they name one.
CREATE OR REPLACE FUNCTION scheduling.my_offers() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(offer.id), '{}')
      FROM people.person AS me
      JOIN scheduling.hours_offer AS offer ON offer.entity_id = me.entity_id
     WHERE me.id = sec.me()
       AND (offer.team_id IS NULL OR EXISTS (
            SELECT FROM people.membership
             WHERE membership.person_id = me.id AND membership.team_id = offer.team_id
               AND membership.starts_on <= offer.works_on AND coalesce(membership.ends_on, offer.works_on) >= offer.works_on))
$$;

-- Why I cannot have a place of an offer, in one line; NULL when I can. shift: the one that a release would shorten.
CREATE OR REPLACE FUNCTION scheduling.claim_obstacle(offer scheduling.hours_offer, person bigint, shift bigint) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    reason text;
BEGIN
    IF offer.kind = 'release' THEN
        RETURN CASE WHEN shift IS NULL THEN 'You have no shift that ends in those hours.' END;
    END IF;
    SELECT string_agg(finding.words || ' (' || finding.citation || ')', '; ' ORDER BY finding.measure)
      INTO reason
      FROM scheduling.judge(jsonb_build_array(jsonb_build_object(
               'person', person, 'site', offer.site_id, 'on', offer.works_on, 'starts', offer.starts_at, 'ends', offer.ends_at,
               'queues', CASE WHEN offer.queue IS NOT NULL THEN jsonb_build_array(offer.queue) END)), '{}') AS finding;
    RETURN left(reason, 300);
END
$$;

-- Claims a place. The person's row first, then the offer's: whoever has it decides, everybody else waits a moment and
-- then sees what is left. Each claim is kept, with its place or with the reason why it has none.
CREATE OR REPLACE FUNCTION scheduling.claim_hours(offer bigint)
RETURNS TABLE (place integer, places integer, reason text, shift_id bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me      CONSTANT bigint := sec.me();
    at_hand scheduling.hours_offer;
    own     bigint;
    why     text;
    mine    integer;
    made    bigint;
BEGIN
    IF NOT offer = ANY (scheduling.my_offers()) THEN
        PERFORM scheduling.refuse('hours_offer_is_for_you', 'hours_offer', 'There is no such offer for you.', 'Look: muster hours list.', 'P0002');
    END IF;
    PERFORM FROM people.person WHERE person.id = me FOR NO KEY UPDATE;
    SELECT * INTO at_hand FROM scheduling.hours_offer WHERE hours_offer.id = offer FOR NO KEY UPDATE;
    IF at_hand.kind = 'release' THEN
        SELECT shift.id INTO own FROM timekeeping.shift
         WHERE shift.person_id = me AND shift.withdrawn_at IS NULL AND shift.site_id = at_hand.site_id
           AND shift.starts_at < at_hand.starts_at AND shift.ends_at > at_hand.starts_at AND shift.ends_at <= at_hand.ends_at;
    END IF;
    why := CASE
        WHEN at_hand.withdrawn_at IS NOT NULL THEN 'The offer was withdrawn.'
        WHEN at_hand.closes_at <= clock_timestamp() THEN format('The offer closed at %s.', to_char(at_hand.closes_at AT TIME ZONE at_hand.zone, 'HH24:MI on YYYY-MM-DD'))
        WHEN EXISTS (SELECT FROM scheduling.hours_claim AS had WHERE had.offer_id = offer AND had.person_id = me AND had.place IS NOT NULL)
            THEN 'You have a place already.'
        WHEN at_hand.taken >= at_hand.places THEN
            format('All %s places are taken; the last went at %s.', at_hand.places, (
                SELECT to_char(max(had.claimed_at) AT TIME ZONE at_hand.zone, 'HH24:MI:SS') FROM scheduling.hours_claim AS had
                 WHERE had.offer_id = offer AND had.place IS NOT NULL))
        ELSE scheduling.claim_obstacle(at_hand, me, own) END;
    IF why IS NULL THEN
        UPDATE scheduling.hours_offer SET taken = taken + 1 WHERE hours_offer.id = offer RETURNING taken INTO mine;
        IF at_hand.kind = 'release' THEN
            PERFORM timekeeping.take_out(ARRAY[own], at_hand.publication_id);
            made := timekeeping.put_in(own, me, at_hand.publication_id, (
                SELECT extract(epoch FROM at_hand.starts_at - shift.starts_at)::integer / 60 FROM timekeeping.shift WHERE shift.id = own));
        ELSE
            INSERT INTO timekeeping.shift
                (entity_id, publication_id, person_id, site_id, works_on, starts_time, ends_time, start_fold, end_fold, zone, starts_at, ends_at, minutes)
            VALUES (at_hand.entity_id, at_hand.publication_id, me, at_hand.site_id, at_hand.works_on, at_hand.starts_time, at_hand.ends_time,
                    at_hand.start_fold, at_hand.end_fold, at_hand.zone, at_hand.starts_at, at_hand.ends_at, at_hand.minutes)
            RETURNING id INTO made;
            INSERT INTO timekeeping.activity (entity_id, shift_id, person_id, shift_minutes, kind, queue, from_minute, until_minute)
            SELECT at_hand.entity_id, made, me, at_hand.minutes, 'contact', at_hand.queue, 0, at_hand.minutes WHERE at_hand.queue IS NOT NULL;
        END IF;
    END IF;
    INSERT INTO scheduling.hours_claim (entity_id, offer_id, person_id, place, reason, shift_id)
    VALUES (at_hand.entity_id, offer, me, mine, why, made);
    RETURN QUERY SELECT mine, at_hand.places, why, made;
END
$$;

-- Swaps ------------------------------------------------------------------------------------------

-- The shifts of whoever is in a team with me, from a day on: what one may ask for.
CREATE OR REPLACE FUNCTION scheduling.team_shifts(from_day date, through_day date)
RETURNS TABLE (shift_id bigint, person_id bigint, person_name text, works_on date, starts_time time, ends_time time, zone text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT shift.id, person.id, person.name, shift.works_on, shift.starts_time, shift.ends_time, shift.zone
      FROM people.person
      JOIN timekeeping.shift ON shift.person_id = person.id AND shift.withdrawn_at IS NULL
     WHERE person.id IN (
           SELECT mate.person_id FROM people.membership AS mine
             JOIN people.membership AS mate ON mate.team_id = mine.team_id
            WHERE mine.person_id = sec.me() AND mine.starts_on <= current_date AND coalesce(mine.ends_on, current_date) >= current_date
              AND mate.starts_on <= shift.works_on AND coalesce(mate.ends_on, shift.works_on) >= shift.works_on)
       AND shift.works_on BETWEEN team_shifts.from_day AND team_shifts.through_day AND through_day - from_day <= 62
     ORDER BY shift.starts_at, person.name
$$;

-- Whom a swap is with: a number, or the name of somebody in a team with me or of those I lead.
CREATE OR REPLACE FUNCTION scheduling.mate(called text) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    found bigint[];
BEGIN
    IF called ~ '^#?[0-9]{1,18}$' THEN
        RETURN ltrim(called, '#')::bigint;
    END IF;
    SELECT array_agg(person.id) INTO found
      FROM people.person
     WHERE (person.name = called OR person.number = called)
       AND (person.id = ANY (sec.my_people()) OR EXISTS (
            SELECT FROM people.membership
             WHERE membership.person_id = person.id AND membership.team_id = ANY (scheduling.my_memberships())
               AND membership.starts_on <= current_date AND coalesce(membership.ends_on, current_date) >= current_date));
    IF found IS NULL THEN
        PERFORM scheduling.refuse('swap_partner_is_in_the_team', 'swap', format('Nobody in your team is called %s.', called),
                                  'Look: muster swap shifts.', 'P0002');
    ELSIF cardinality(found) > 1 THEN
        PERFORM scheduling.refuse('swap_partner_is_one_person', 'swap', format('%s people of your team are called %s.', cardinality(found), called),
                                  'Give the number that muster swap shifts tells.');
    END IF;
    RETURN found[1];
END
$$;

-- A swap is with somebody else of the company, and for a published shift of theirs if for any.
CREATE OR REPLACE FUNCTION scheduling.check_partner(asker bigint, partner bigint, partner_shift bigint) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF partner = asker OR NOT EXISTS (
           SELECT FROM people.person AS one JOIN people.person AS other ON other.entity_id = one.entity_id
            WHERE one.id = asker AND other.id = partner) THEN
        PERFORM scheduling.refuse('swap_is_with_somebody_else', 'swap', 'Nobody else of the company has that number.', 'Look: muster swap shifts.', 'P0002');
    ELSIF partner_shift IS NOT NULL AND NOT EXISTS (
           SELECT FROM timekeeping.shift AS given
            WHERE given.id = partner_shift AND given.person_id = partner AND given.withdrawn_at IS NULL) THEN
        PERFORM scheduling.refuse('swap_takes_a_shift_of_the_partner', 'swap', 'The shift taken is no published shift of theirs.',
                                  'Look: muster swap shifts.', 'P0002');
    END IF;
END
$$;

-- What both sides' rules say of a swap or a cover, before anybody asks and again before anybody decides. Of the other
-- side one reads the rule; its details only of oneself, and of the people one leads.
CREATE OR REPLACE FUNCTION scheduling.weigh_swap(shift bigint, partner bigint, partner_shift bigint)
RETURNS TABLE (person_id bigint, person_name text, measure text, words text, citation text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    asker bigint := (SELECT given.person_id FROM timekeeping.shift AS given WHERE given.id = weigh_swap.shift AND given.withdrawn_at IS NULL);
    added jsonb;
BEGIN
    IF asker IS NOT NULL AND NOT (sec.me() IN (asker, partner) OR asker = ANY (sec.my_people()) OR partner = ANY (sec.my_people())) THEN
        RAISE EXCEPTION 'permission denied for this swap' USING ERRCODE = '42501';
    ELSIF asker IS NULL THEN
        PERFORM scheduling.refuse('swap_gives_a_published_shift', 'swap', 'No published shift has that number.', 'Look: muster shift list.', 'P0002');
    END IF;
    PERFORM scheduling.check_partner(asker, partner, partner_shift);
    added := jsonb_build_array(scheduling.as_added(shift, partner))
             || CASE WHEN partner_shift IS NULL THEN '[]' ELSE jsonb_build_array(scheduling.as_added(partner_shift, asker)) END;
    RETURN QUERY
    SELECT finding.person_id, person.name, finding.measure,
           CASE WHEN finding.person_id = sec.me() OR finding.person_id = ANY (sec.my_people()) THEN finding.words
                ELSE format('breaks the rule on %s', finding.measure) END,
           finding.citation
      FROM scheduling.judge(added, array_remove(ARRAY[shift, partner_shift], NULL)) AS finding
      JOIN people.person ON person.id = finding.person_id
     ORDER BY person.name, finding.measure;
END
$$;

-- Asks somebody of one's company to take a shift of one's own, for one of theirs or as a favour.
CREATE OR REPLACE FUNCTION scheduling.ask_swap(shift bigint, partner bigint, partner_shift bigint, note text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    own    timekeeping.shift;
    theirs timekeeping.shift;
    new_id bigint;
BEGIN
    SELECT * INTO own FROM timekeeping.shift AS given
     WHERE given.id = ask_swap.shift AND given.person_id = sec.me() AND given.withdrawn_at IS NULL;
    IF NOT FOUND THEN
        PERFORM scheduling.refuse('swap_gives_ones_own_shift', 'swap', 'That is no published shift of yours.', 'Look: muster shift list.', 'P0002');
    END IF;
    PERFORM scheduling.check_partner(own.person_id, partner, partner_shift);
    SELECT * INTO theirs FROM timekeeping.shift AS given WHERE given.id = partner_shift;
    IF own.starts_at <= clock_timestamp() OR theirs.starts_at <= clock_timestamp() THEN
        PERFORM scheduling.refuse('swap_is_asked_before_the_shift_begins', 'swap', 'The shift has begun already.', 'Ask your lead.');
    END IF;
    INSERT INTO scheduling.swap (entity_id, asker_id, shift_id, partner_id, partner_shift_id, note)
    VALUES (own.entity_id, sec.me(), own.id, partner, theirs.id, coalesce(ask_swap.note, ''))
    RETURNING id INTO new_id;
    RETURN new_id;
END
$$;

-- Which sides of a swap I am on.
CREATE OR REPLACE FUNCTION scheduling.swap_sides(at_hand scheduling.swap) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT array_remove(ARRAY[
        CASE WHEN at_hand.asker_id = sec.me() THEN 'asker' END,
        CASE WHEN at_hand.partner_id = sec.me() THEN 'partner' END,
        -- A lead decides on other people's swaps, never on their own.
        CASE WHEN sec.me() NOT IN (at_hand.asker_id, at_hand.partner_id)
              AND (ARRAY[at_hand.asker_id, at_hand.partner_id] && sec.my_people()) THEN 'lead' END], NULL)
$$;

-- Moves a swap one step: agree, decline, withdraw, approve or refuse. Approving does it, in one turn: the persons' rows
-- in the order of their ids, then both shifts as they are now, then the rules of both sides once more.
CREATE OR REPLACE FUNCTION scheduling.move_swap(swap bigint, goes text, reason text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    at_hand scheduling.swap;
    step    scheduling.swap_move;
    broken  text;
    version bigint;
    days    date[];
BEGIN
    SELECT * INTO at_hand FROM scheduling.swap AS asked WHERE asked.id = move_swap.swap;
    IF NOT FOUND OR scheduling.swap_sides(at_hand) = '{}' THEN
        PERFORM scheduling.refuse('swap_is_one_of_yours', 'swap', format('You have no swap %s to decide on.', swap), 'Look: muster swap list.', 'P0002');
    END IF;
    IF goes = 'approved' THEN
        PERFORM FROM people.person WHERE person.id IN (at_hand.asker_id, at_hand.partner_id) ORDER BY person.id FOR NO KEY UPDATE;
    END IF;
    SELECT * INTO at_hand FROM scheduling.swap AS asked WHERE asked.id = move_swap.swap FOR NO KEY UPDATE;
    SELECT * INTO step FROM scheduling.swap_move AS move WHERE move.was = at_hand.state AND move.goes = move_swap.goes;
    IF NOT FOUND THEN
        PERFORM scheduling.refuse('swap_step_is_one_that_may_follow', 'swap_step', format('A swap that is %s cannot be %s.', at_hand.state, goes),
            coalesce((SELECT 'Open: ' || string_agg(format('%s (%s)', move.goes, move.taken_by), ', ' ORDER BY move.goes) || '.'
                        FROM scheduling.swap_move AS move WHERE move.was = at_hand.state), 'It is settled.'), '55000');
    ELSIF NOT step.taken_by = ANY (scheduling.swap_sides(at_hand)) THEN
        RAISE EXCEPTION 'That step is the %''s.', step.taken_by USING ERRCODE = '42501', SCHEMA = 'scheduling', TABLE = 'swap_step',
              CONSTRAINT = 'swap_step_is_taken_by_its_side';
    END IF;
    IF goes = 'approved' THEN
        SELECT array_agg(shift.works_on) INTO days FROM timekeeping.shift
         WHERE shift.id IN (at_hand.shift_id, at_hand.partner_shift_id) AND shift.withdrawn_at IS NULL;
        IF cardinality(days) IS DISTINCT FROM (CASE WHEN at_hand.partner_shift_id IS NULL THEN 1 ELSE 2 END) THEN
            PERFORM scheduling.refuse('swap_shift_is_still_published', 'swap', 'A shift of it was changed or withdrawn in the meantime.',
                                      'Refuse it; they can ask anew.', '55000');
        END IF;
        SELECT string_agg(format('%s: %s (%s)', person.name, finding.words, finding.citation), E'\n' ORDER BY person.name, finding.measure)
          INTO broken
          FROM scheduling.judge(
                   jsonb_build_array(scheduling.as_added(at_hand.shift_id, at_hand.partner_id))
                   || CASE WHEN at_hand.partner_shift_id IS NULL THEN '[]'
                           ELSE jsonb_build_array(scheduling.as_added(at_hand.partner_shift_id, at_hand.asker_id)) END,
                   array_remove(ARRAY[at_hand.shift_id, at_hand.partner_shift_id], NULL)) AS finding
          JOIN people.person ON person.id = finding.person_id;
        IF broken IS NOT NULL THEN
            PERFORM scheduling.refuse('swap_keeps_the_rules_of_both', 'swap', broken, 'Refuse it, or change a shift first.');
        END IF;
        version := timekeeping.open_version(at_hand.entity_id, 'swap', (SELECT min(day) FROM unnest(days) AS day),
                                            (SELECT max(day) FROM unnest(days) AS day), format('swap %s', at_hand.id));
        -- Both are taken out before either is put in, so that neither stands in the other's way.
        PERFORM timekeeping.take_out(array_remove(ARRAY[at_hand.shift_id, at_hand.partner_shift_id], NULL), version);
        PERFORM timekeeping.put_in(at_hand.shift_id, at_hand.partner_id, version);
        IF at_hand.partner_shift_id IS NOT NULL THEN
            PERFORM timekeeping.put_in(at_hand.partner_shift_id, at_hand.asker_id, version);
        END IF;
    END IF;
    INSERT INTO scheduling.swap_step (entity_id, swap_id, was, goes, reason)
    VALUES (at_hand.entity_id, at_hand.id, at_hand.state, move_swap.goes, coalesce(move_swap.reason, ''));
    UPDATE scheduling.swap AS asked SET state = move_swap.goes, publication_id = version WHERE asked.id = at_hand.id;
    RETURN goes;
END
$$;

-- What the agents' side of an offer or a swap is called by.
CREATE OR REPLACE VIEW scheduling.named_offer WITH (security_invoker) AS
SELECT offer.*, site.name AS site_name, team.name AS team_name,
       CASE WHEN offer.withdrawn_at IS NOT NULL THEN 'withdrawn'
            WHEN offer.taken >= offer.places THEN 'full'
            WHEN offer.closes_at <= now() THEN 'closed'
            ELSE 'open' END AS state
  FROM scheduling.hours_offer AS offer
  JOIN people.site ON site.id = offer.site_id
  LEFT JOIN people.team ON team.id = offer.team_id;

-- A swap with the words of both sides; a door, because neither reads the other's shifts.
CREATE OR REPLACE FUNCTION scheduling.my_swaps()
RETURNS TABLE (id bigint, state text, sides text[], asker text, gives text, partner text, takes text, note text, asked_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT asked.id, asked.state, scheduling.swap_sides(asked), asker.name,
           format('#%s %s %s–%s', given.id, given.works_on, to_char(given.starts_time, 'HH24:MI'), to_char(given.ends_time, 'HH24:MI')),
           partner.name,
           CASE WHEN taken.id IS NOT NULL THEN
                format('#%s %s %s–%s', taken.id, taken.works_on, to_char(taken.starts_time, 'HH24:MI'), to_char(taken.ends_time, 'HH24:MI')) END,
           asked.note, asked.asked_at
      FROM scheduling.swap AS asked
      JOIN people.person AS asker ON asker.id = asked.asker_id
      JOIN people.person AS partner ON partner.id = asked.partner_id
      JOIN timekeeping.shift AS given ON given.id = asked.shift_id
      LEFT JOIN timekeeping.shift AS taken ON taken.id = asked.partner_shift_id
     WHERE asked.asker_id = sec.me() OR asked.partner_id = sec.me()
        OR asked.asker_id = ANY (sec.my_people()) OR asked.partner_id = ANY (sec.my_people())
        OR sec.i_am('planner') AND asked.entity_id = ANY (sec.my_entities())
     ORDER BY asked.id DESC
$$;
GRANT EXECUTE ON FUNCTION scheduling.offer_hours(text, bigint, bigint, text, date, time, time, integer, timestamptz, text) TO muster_publisher;
GRANT EXECUTE ON FUNCTION scheduling.my_memberships() TO muster_person;
GRANT EXECUTE ON FUNCTION scheduling.my_offers(), scheduling.claim_hours(bigint), scheduling.team_shifts(date, date),
    scheduling.weigh_swap(bigint, bigint, bigint), scheduling.ask_swap(bigint, bigint, bigint, text),
    scheduling.move_swap(bigint, text, text), scheduling.mate(text) TO muster_agent, muster_manager;
GRANT EXECUTE ON FUNCTION scheduling.my_swaps() TO muster_agent, muster_manager, muster_planner;
GRANT SELECT ON scheduling.named_offer TO muster_person;
