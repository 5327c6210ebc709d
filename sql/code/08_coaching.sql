-- Coaching, the moving parts: booking, steps, seals, and who may read what.

-- Whole words for policies -----------------------------------------------------------------------

-- The sessions in which I take part beside the two they are between.
CREATE OR REPLACE FUNCTION coaching.my_sessions() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(participant.session_id), '{}'::bigint[])
      FROM coaching.participant
     WHERE participant.participant_id = sec.me();
END;

-- The sessions I coach. A policy asks this beside whom I reach today, so that a lead of yesterday sees nothing.
CREATE OR REPLACE FUNCTION coaching.sessions_i_coach() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(session.id), '{}'::bigint[]) FROM coaching.session WHERE session.coach_id = sec.me();
END;

CREATE OR REPLACE FUNCTION coaching.actions_i_coach() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(action.id), '{}'::bigint[])
      FROM coaching.action
      JOIN coaching.session ON session.id = action.session_id
     WHERE session.coach_id = sec.me();
END;

CREATE OR REPLACE FUNCTION coaching.actions_i_own() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(action.id), '{}'::bigint[])
      FROM coaching.action
     WHERE action.owner_id = sec.me()
       AND (action.person_id = sec.me() OR action.session_id = ANY (coaching.my_sessions()));
END;

-- The notes whose glass I broke within the hour, in a transaction that is over: nobody reads and rolls back.
CREATE OR REPLACE FUNCTION coaching.opened_notes() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED
BEGIN ATOMIC
    SELECT coalesce(array_agg(glass.note_id), '{}'::bigint[])
      FROM coaching.glass
     WHERE glass.reader_id = sec.me()
       AND glass.broken_at > clock_timestamp() - interval '1 hour'
       AND glass.xid IS DISTINCT FROM pg_current_xact_id_if_assigned();
END;

-- The name of somebody I met in a session, or who read about me: an agent sees nobody else among the people.
CREATE OR REPLACE FUNCTION coaching.name_of(person bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT met.name
      FROM people.person AS met
     WHERE met.id = name_of.person
       AND (EXISTS (SELECT FROM coaching.session
                     WHERE met.id IN (session.person_id, session.coach_id)
                       AND (session.person_id = sec.me() OR session.person_id = ANY (sec.my_people())
                            OR session.id = ANY (coaching.my_sessions())))
            OR EXISTS (SELECT FROM coaching.participant AS other
                         JOIN coaching.session ON session.id = other.session_id
                        WHERE other.participant_id = met.id
                          AND (session.person_id = sec.me() OR session.person_id = ANY (sec.my_people())
                               OR session.id = ANY (coaching.my_sessions())))
            OR EXISTS (SELECT FROM coaching.note
                        WHERE note.author_id = met.id AND note.person_id = sec.me() AND note.shown_at IS NOT NULL)
            OR EXISTS (SELECT FROM coaching.glass
                        WHERE met.id IN (glass.reader_id, glass.person_id)
                          AND sec.me() IN (glass.author_id, glass.person_id)));
END;

GRANT EXECUTE ON FUNCTION
    coaching.my_sessions(), coaching.sessions_i_coach(), coaching.actions_i_coach(), coaching.actions_i_own(),
    coaching.opened_notes(),
    coaching.name_of(bigint)
 TO muster_person;

-- Booking ----------------------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION coaching.refuse(rule text, what text, state text DEFAULT '23514') RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION '%', what USING ERRCODE = state, SCHEMA = 'coaching', CONSTRAINT = rule;
END
$$;

-- What stands in the way of somebody's time: each stretch with its reason. A published shift is in the way
-- as a whole, except where it holds a meeting; in_shift asks for the shift's breaks instead.
CREATE OR REPLACE FUNCTION coaching.busy(person bigint, from_at timestamptz, until_at timestamptz, in_shift boolean)
RETURNS TABLE (rule text, starts_at timestamptz, ends_at timestamptz)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT 'session_does_not_meet_a_shift', part.starts_at, part.ends_at
      FROM timekeeping.shift
     CROSS JOIN LATERAL (
           SELECT gap.starts_at, gap.ends_at
             FROM (SELECT lag(meeting.ends_at, 1, shift.starts_at) OVER in_order AS starts_at, meeting.starts_at AS ends_at
                     FROM (SELECT shift.starts_at + make_interval(mins => activity.from_minute) AS starts_at,
                                  shift.starts_at + make_interval(mins => activity.until_minute) AS ends_at
                             FROM timekeeping.activity
                            WHERE activity.shift_id = shift.id AND activity.kind = 'meeting'
                            UNION ALL
                           SELECT shift.ends_at, shift.ends_at) AS meeting
                   WINDOW in_order AS (ORDER BY meeting.starts_at)) AS gap
            WHERE gap.ends_at > gap.starts_at) AS part
     WHERE NOT busy.in_shift AND shift.person_id = busy.person AND shift.withdrawn_at IS NULL
       AND shift.starts_at < busy.until_at AND shift.ends_at > busy.from_at
       AND part.starts_at < busy.until_at AND part.ends_at > busy.from_at
    UNION ALL
    SELECT 'session_in_a_shift_leaves_its_breaks', shift.starts_at + make_interval(mins => activity.from_minute),
           shift.starts_at + make_interval(mins => activity.until_minute)
      FROM timekeeping.shift
      JOIN timekeeping.activity ON activity.shift_id = shift.id AND activity.kind IN ('paid break', 'unpaid break')
     WHERE busy.in_shift AND shift.person_id = busy.person AND shift.withdrawn_at IS NULL
       AND shift.starts_at < busy.until_at AND shift.ends_at > busy.from_at
       AND shift.starts_at + make_interval(mins => activity.from_minute) < busy.until_at
       AND shift.starts_at + make_interval(mins => activity.until_minute) > busy.from_at
    UNION ALL
    SELECT 'session_is_not_during_an_absence', absence.starts_at, absence.ends_at
      FROM timekeeping.absence
     WHERE absence.person_id = busy.person AND absence.withdrawn_at IS NULL AND absence.decision = 'approved'
       AND absence.starts_at < busy.until_at AND absence.ends_at > busy.from_at
    UNION ALL
    SELECT 'session_is_not_during_training', block.starts_at, block.ends_at
      FROM timekeeping.training_block AS block
     WHERE block.person_id = busy.person AND block.withdrawn_at IS NULL
       AND block.starts_at < busy.until_at AND block.ends_at > busy.from_at;
END;

-- Other sessions in the way, whatever part somebody has in them.
CREATE OR REPLACE FUNCTION coaching.other_sessions(person bigint, except_id bigint, from_at timestamptz, until_at timestamptz)
RETURNS TABLE (id bigint, starts_at timestamptz, ends_at timestamptz)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT session.id, session.starts_at, session.ends_at
      FROM coaching.session
     WHERE session.id IS DISTINCT FROM other_sessions.except_id
       AND session.state NOT IN ('cancelled', 'no show')
       AND session.starts_at < other_sessions.until_at AND session.ends_at > other_sessions.from_at
       AND (other_sessions.person IN (session.person_id, session.coach_id)
            OR EXISTS (SELECT FROM coaching.participant AS guest
                        WHERE guest.session_id = session.id AND guest.participant_id = other_sessions.person));
END;

-- Refuses a time at which one of these people is busy. Whoever coaches in the person's shift may be in their own.
CREATE OR REPLACE FUNCTION coaching.refuse_busy(booked coaching.session, persons bigint[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    person  bigint;
    in_way  text;
BEGIN
    PERFORM FROM people.person WHERE person.id = ANY (persons) ORDER BY person.id FOR NO KEY UPDATE;
    FOREACH person IN ARRAY persons LOOP
        SELECT busy.rule INTO in_way
          FROM coaching.busy(person, booked.starts_at, booked.ends_at, booked.is_in_shift) AS busy
         WHERE NOT (booked.is_in_shift AND person = booked.coach_id AND busy.rule LIKE '%shift%')
         ORDER BY busy.starts_at
         LIMIT 1;
        IF in_way IS NOT NULL THEN
            PERFORM coaching.refuse(in_way, 'busy at that time', '23P01');
        ELSIF EXISTS (SELECT FROM coaching.other_sessions(person, booked.id, booked.starts_at, booked.ends_at)) THEN
            PERFORM coaching.refuse('session_does_not_meet_another', 'in another session then', '23P01');
        END IF;
    END LOOP;
END
$$;

-- The wall a moment early: nobody learns from a refusal whether a stranger works here, or how busy they are.
CREATE OR REPLACE FUNCTION coaching.refuse_stranger(booked coaching.session) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF sec.me() IS NOT NULL AND NOT (
        booked.person_id = ANY (sec.my_people() || people.my_trainees()) OR booked.entity_id = ANY (sec.my_entities())) THEN
        RAISE EXCEPTION 'not somebody you coach' USING ERRCODE = '42501';
    END IF;
END
$$;

-- Derives the instants, then refuses a time that is taken. It reads the site and the hours as the owner.
CREATE OR REPLACE FUNCTION coaching.book() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM coaching.refuse_stranger(new);
    IF tg_op = 'INSERT' THEN
        new.coach_id := coalesce(sec.me(), new.coach_id);
        SELECT coalesce(new.site_id, employment.site_id) INTO new.site_id
          FROM people.employment
         WHERE employment.person_id = new.person_id AND employment.entity_id = new.entity_id
           AND employment.starts_on <= new.takes_place_on
           AND coalesce(employment.ends_on, new.takes_place_on) >= new.takes_place_on;
        IF NOT FOUND THEN
            PERFORM coaching.refuse('session_person_is_employed_that_day', 'not employed on that day');
        END IF;
    ELSIF old.state <> 'planned' THEN
        PERFORM coaching.refuse('session_is_moved_while_it_is_planned', 'no longer planned', '23505');
    ELSE
        new.moves := old.moves + 1;
    END IF;
    SELECT site.zone INTO new.zone FROM people.site WHERE site.id = new.site_id AND site.entity_id = new.entity_id;
    IF NOT FOUND THEN
        PERFORM coaching.refuse('session_site_is_of_the_entity', 'no such site', '23503');
    END IF;
    new.starts_at := people.instant(new.takes_place_on + new.starts_time, new.zone, new.start_fold);
    new.ends_at := new.starts_at + make_interval(mins => new.minutes);
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER session_is_booked
    BEFORE INSERT OR UPDATE OF site_id, takes_place_on, starts_time, start_fold, minutes, is_in_shift ON coaching.session
    FOR EACH ROW EXECUTE FUNCTION coaching.book();

CREATE OR REPLACE FUNCTION coaching.check_booking() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF new.is_in_shift AND NOT EXISTS (
        SELECT FROM timekeeping.shift
         WHERE shift.person_id = new.person_id AND shift.withdrawn_at IS NULL
           AND shift.starts_at <= new.starts_at AND shift.ends_at >= new.ends_at) THEN
        PERFORM coaching.refuse('session_in_a_shift_lies_inside_one', 'no published shift then', '23P01');
    END IF;
    PERFORM coaching.refuse_busy(new, ARRAY[new.person_id, new.coach_id] || coalesce((
        SELECT array_agg(participant.participant_id) FROM coaching.participant
         WHERE participant.session_id = new.id AND participant.part = 'party'), '{}'));
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER session_is_in_free_time
    AFTER INSERT OR UPDATE OF takes_place_on, starts_time, start_fold, minutes, is_in_shift ON coaching.session
    FOR EACH ROW EXECUTE FUNCTION coaching.check_booking();

-- The clock by which somebody I may coach works on a day; NULL when they are not employed then.
CREATE OR REPLACE FUNCTION coaching.zone_of(person bigint, day date) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
    SELECT site.zone
      FROM people.employment
      JOIN people.site ON site.id = employment.site_id
     WHERE employment.person_id = zone_of.person
       AND employment.starts_on <= zone_of.day
       AND coalesce(employment.ends_on, zone_of.day) >= zone_of.day
       AND (zone_of.person = ANY (sec.my_people() || people.my_trainees()) OR site.entity_id = ANY (sec.my_entities()));
END;
GRANT EXECUTE ON FUNCTION coaching.zone_of(bigint, date) TO muster_person;

-- Whether a shift was published over a session since it was planned; asked by whoever has a way to it.
CREATE OR REPLACE FUNCTION coaching.is_overtaken(session bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
    SELECT EXISTS (
        SELECT FROM coaching.session AS planned
         CROSS JOIN LATERAL coaching.busy(planned.person_id, planned.starts_at, planned.ends_at, planned.is_in_shift) AS busy
         WHERE planned.id = is_overtaken.session
           AND (sec.me() IN (planned.coach_id, planned.person_id)
                OR planned.person_id = ANY (sec.my_people()) OR planned.entity_id = ANY (sec.my_entities())));
END;
GRANT EXECUTE ON FUNCTION coaching.is_overtaken(bigint) TO muster_person;

-- The next free times for somebody and me, on quarter hours of the site's opening, within a week; the nearest to
-- a shift of that day first, so that nobody comes in for half an hour alone.
CREATE OR REPLACE FUNCTION coaching.free_slots(person bigint, from_at timestamptz, minutes integer, in_shift boolean, wanted integer)
RETURNS TABLE (starts_at timestamptz, zone text)
LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
    WITH asked AS (
        SELECT site.zone, site.id AS site_id, site.entity_id
          FROM people.employment
          JOIN people.site ON site.id = employment.site_id
         WHERE employment.person_id = free_slots.person
           AND employment.starts_on <= (free_slots.from_at AT TIME ZONE site.zone)::date
           AND coalesce(employment.ends_on, 'infinity') >= (free_slots.from_at AT TIME ZONE site.zone)::date
           AND (free_slots.person = ANY (sec.my_people() || people.my_trainees()) OR site.entity_id = ANY (sec.my_entities()))
    ), slot AS (
        SELECT asked.zone, slot.starts_at, slot.starts_at + make_interval(mins => free_slots.minutes) AS ends_at,
               (slot.starts_at AT TIME ZONE asked.zone)::date AS day_on, asked.site_id
          FROM asked
         CROSS JOIN generate_series(to_timestamp(ceil(extract(epoch FROM free_slots.from_at) / 900) * 900),
                                    free_slots.from_at + interval '7 days', interval '15 minutes') AS slot (starts_at)
    ), open_slot AS (
        SELECT slot.*,
               (SELECT min(CASE WHEN slot.starts_at < shift.ends_at AND slot.ends_at > shift.starts_at THEN 0
                                ELSE least(abs(extract(epoch FROM shift.starts_at - slot.ends_at)),
                                           abs(extract(epoch FROM slot.starts_at - shift.ends_at))) END)
                  FROM timekeeping.shift
                 WHERE shift.person_id = free_slots.person AND shift.withdrawn_at IS NULL AND shift.works_on = slot.day_on
               ) AS seconds_from_work
          FROM slot
         WHERE (slot.starts_at AT TIME ZONE slot.zone)::time >= coalesce((
                   SELECT min(opening.opens_time) FROM people.opening
                    WHERE opening.calendar_id = (SELECT calendar.id FROM people.calendar
                                                  WHERE calendar.site_id = slot.site_id ORDER BY calendar.version DESC LIMIT 1)
                      AND opening.weekday = extract(isodow FROM slot.day_on)), '08:00')
           AND (slot.ends_at AT TIME ZONE slot.zone) <= slot.day_on + coalesce((
                   SELECT max(opening.closes_time) FROM people.opening
                    WHERE opening.calendar_id = (SELECT calendar.id FROM people.calendar
                                                  WHERE calendar.site_id = slot.site_id ORDER BY calendar.version DESC LIMIT 1)
                      AND opening.weekday = extract(isodow FROM slot.day_on)), '18:00')
    )
    SELECT open_slot.starts_at, open_slot.zone
      FROM open_slot
     WHERE (NOT free_slots.in_shift OR EXISTS (
               SELECT FROM timekeeping.shift
                WHERE shift.person_id = free_slots.person AND shift.withdrawn_at IS NULL
                  AND shift.starts_at <= open_slot.starts_at AND shift.ends_at >= open_slot.ends_at))
       AND NOT EXISTS (SELECT FROM coaching.busy(free_slots.person, open_slot.starts_at, open_slot.ends_at, free_slots.in_shift))
       AND NOT EXISTS (
               SELECT FROM coaching.busy(sec.me(), open_slot.starts_at, open_slot.ends_at, free_slots.in_shift) AS mine
                WHERE NOT (free_slots.in_shift AND mine.rule LIKE '%shift%'))
       AND NOT EXISTS (
               SELECT FROM unnest(ARRAY[free_slots.person, sec.me()]) AS somebody
                CROSS JOIN LATERAL coaching.other_sessions(somebody, NULL, open_slot.starts_at, open_slot.ends_at))
     ORDER BY open_slot.day_on, open_slot.seconds_from_work NULLS LAST, open_slot.starts_at
     LIMIT least(free_slots.wanted, 20);
END;
GRANT EXECUTE ON FUNCTION coaching.free_slots(bigint, timestamptz, integer, boolean, integer) TO muster_person;

-- Who joins does so while it is planned: nobody is let in on what was said before.
CREATE OR REPLACE FUNCTION coaching.check_participant() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    joined coaching.session;
BEGIN
    SELECT * INTO joined FROM coaching.session WHERE session.id = new.session_id FOR NO KEY UPDATE;
    IF joined.state <> 'planned' THEN
        PERFORM coaching.refuse('participant_joins_while_it_is_planned', 'no longer planned', '23505');
    ELSIF new.part = 'party' AND joined.kind <> 'conflict' THEN
        PERFORM coaching.refuse('party_is_of_a_conflict', 'not a conflict between people');
    ELSIF new.part = 'party' AND new.participant_id = joined.coach_id THEN
        PERFORM coaching.refuse('party_is_not_the_coach', 'who coaches is no party');
    ELSIF new.part = 'party' THEN
        PERFORM coaching.refuse_busy(joined, ARRAY[new.participant_id]);
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER participant_joins_in_time
    AFTER INSERT ON coaching.participant
    FOR EACH ROW EXECUTE FUNCTION coaching.check_participant();

-- Steps ------------------------------------------------------------------------------------------

-- The day that many working days later: Monday to Friday, without the holidays of the site's newest calendar.
CREATE OR REPLACE FUNCTION coaching.working_days_after(day date, days integer, site bigint) RETURNS date
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT coalesce((
        SELECT candidate.on_day::date
          FROM generate_series(working_days_after.day + 1, working_days_after.day + 10 * working_days_after.days,
                               interval '1 day') AS candidate (on_day)
         WHERE extract(isodow FROM candidate.on_day) < 6
           AND NOT EXISTS (
               SELECT FROM people.calendar_day
                WHERE calendar_day.day_on = candidate.on_day::date AND calendar_day.kind IN ('holiday', 'closed')
                  AND calendar_day.calendar_id = (
                      SELECT calendar.id FROM people.calendar
                       WHERE calendar.site_id = working_days_after.site ORDER BY calendar.version DESC LIMIT 1))
         ORDER BY candidate.on_day
        OFFSET working_days_after.days - 1
         LIMIT 1), working_days_after.day + 2 * working_days_after.days);
END;

-- Takes the session's row and writes down where the step starts from. What may follow is said after the walls.
CREATE OR REPLACE FUNCTION coaching.start_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    SELECT session.state INTO new.from_state FROM coaching.session WHERE session.id = new.session_id FOR NO KEY UPDATE;
    new.taken_by := coalesce(sec.me(), new.taken_by);
    new.taken_at := clock_timestamp();
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER step_starts_where_the_session_is
    BEFORE INSERT ON coaching.step
    FOR EACH ROW EXECUTE FUNCTION coaching.start_step();

CREATE OR REPLACE FUNCTION coaching.take_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    at_hand coaching.session;
    day_on  date;
BEGIN
    SELECT * INTO at_hand FROM coaching.session WHERE session.id = new.session_id;
    day_on := (new.taken_at AT TIME ZONE at_hand.zone)::date;
    IF new.reason !~ '\S' AND EXISTS (
        SELECT FROM coaching.transition AS way
         WHERE way.from_state = new.from_state AND way.to_state = new.to_state AND way.needs = 'reason') THEN
        PERFORM coaching.refuse('step_gives_its_reason', 'a reason is needed');
    END IF;
    CASE new.to_state
    WHEN 'held' THEN
        IF at_hand.kind = 'conflict' AND 2 > (
            SELECT count(DISTINCT part) FROM coaching.participant WHERE participant.session_id = at_hand.id) THEN
            PERFORM coaching.refuse('conflict_is_held_with_both_sides_and_hr', 'somebody is missing');
        END IF;
    WHEN 'no show' THEN
        IF at_hand.starts_at > new.taken_at THEN
            PERFORM coaching.refuse('session_is_missed_after_it_began', 'it did not begin yet');
        END IF;
    WHEN 'shared' THEN
        UPDATE coaching.note SET shown_at = new.taken_at
         WHERE note.session_id = at_hand.id AND note.visibility = 'shared' AND note.shown_at IS NULL;
        IF NOT EXISTS (SELECT FROM coaching.note
                        WHERE note.session_id = at_hand.id AND note.visibility = 'shared' AND note.author_id <> note.person_id) THEN
            PERFORM coaching.refuse('session_is_shared_with_a_shared_note', 'no note is shared');
        END IF;
        UPDATE coaching.session SET answer_by_on = coaching.working_days_after(day_on, 5, at_hand.site_id)
         WHERE session.id = at_hand.id;
    WHEN 'acknowledged' THEN
        IF EXISTS (SELECT FROM coaching.missing_answers(at_hand.id)) THEN
            PERFORM coaching.refuse('session_is_acknowledged_by_every_party', 'somebody has not answered');
        END IF;
    WHEN 'closed' THEN
        IF new.from_state = 'shared' AND day_on <= at_hand.answer_by_on THEN
            PERFORM coaching.refuse('session_is_answered_or_overdue_before_it_is_closed', 'there is time to answer yet');
        ELSIF EXISTS (SELECT FROM coaching.action WHERE action.session_id = at_hand.id AND action.state = 'open') THEN
            PERFORM coaching.refuse('session_is_closed_with_every_action_settled', 'an action is open');
        END IF;
    ELSE
        NULL;
    END CASE;
    UPDATE coaching.session SET state = new.to_state WHERE session.id = new.session_id;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER step_is_taken
    AFTER INSERT ON coaching.step
    FOR EACH ROW EXECUTE FUNCTION coaching.take_step();

-- Whoever still has to say whether they agree.
CREATE OR REPLACE FUNCTION coaching.missing_answers(session bigint) RETURNS TABLE (person_id bigint)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT party.id
      FROM (SELECT asked.person_id AS id FROM coaching.session AS asked WHERE asked.id = missing_answers.session
            UNION ALL
            SELECT participant.participant_id FROM coaching.participant
             WHERE participant.session_id = missing_answers.session AND participant.part = 'party') AS party
     WHERE NOT EXISTS (
           SELECT FROM coaching.acknowledgement
            WHERE acknowledgement.session_id = missing_answers.session AND acknowledgement.acknowledged_by = party.id);
END;

-- An answer is given once, to what was shared; the last one moves the session on.
CREATE OR REPLACE FUNCTION coaching.sign_answer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    new.acknowledged_by := coalesce(sec.me(), new.acknowledged_by);
    new.acknowledged_at := clock_timestamp();
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER acknowledgement_is_signed
    BEFORE INSERT ON coaching.acknowledgement
    FOR EACH ROW EXECUTE FUNCTION coaching.sign_answer();

CREATE OR REPLACE FUNCTION coaching.take_answer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    state_then text;
BEGIN
    SELECT session.state INTO state_then FROM coaching.session WHERE session.id = new.session_id FOR NO KEY UPDATE;
    IF state_then <> 'shared' THEN
        PERFORM coaching.refuse('acknowledgement_follows_the_sharing', 'nothing to answer', '23505');
    ELSIF new.acknowledged_by <> new.person_id AND NOT EXISTS (
        SELECT FROM coaching.participant
         WHERE participant.session_id = new.session_id AND participant.participant_id = new.acknowledged_by
           AND participant.part = 'party') THEN
        PERFORM coaching.refuse('acknowledgement_is_by_a_party', 'not a party to it', '42501');
    ELSIF NOT EXISTS (SELECT FROM coaching.missing_answers(new.session_id)) THEN
        INSERT INTO coaching.step (entity_id, session_id, person_id, from_state, to_state)
        VALUES (new.entity_id, new.session_id, new.person_id, 'shared', 'acknowledged');
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER acknowledgement_is_taken
    AFTER INSERT ON coaching.acknowledgement
    FOR EACH ROW EXECUTE FUNCTION coaching.take_answer();

-- Notes ------------------------------------------------------------------------------------------

-- Signs and dates a note by this clock. An addendum is seen as what it adds to; what the coached person shares
-- is shown at once, what the coach shares when the session is.
CREATE OR REPLACE FUNCTION coaching.sign_note() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    written_in coaching.session;
BEGIN
    SELECT * INTO written_in FROM coaching.session WHERE session.id = new.session_id FOR SHARE;
    new.author_id := coalesce(sec.me(), new.author_id);
    new.written_at := clock_timestamp();
    new.sealed_at := new.written_at + interval '72 hours';
    IF new.adds_to_id IS NOT NULL THEN
        SELECT note.visibility INTO new.visibility
          FROM coaching.note WHERE note.id = new.adds_to_id AND note.author_id = new.author_id;
        new.visibility := coalesce(new.visibility, 'private');
    END IF;
    new.shown_at := CASE
        WHEN new.visibility = 'shared' AND (written_in.state IN ('shared', 'acknowledged', 'closed')
                                            OR new.author_id = written_in.person_id)
        THEN new.written_at END;
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER note_is_signed
    BEFORE INSERT ON coaching.note
    FOR EACH ROW EXECUTE FUNCTION coaching.sign_note();

CREATE OR REPLACE FUNCTION coaching.check_note() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    first_note coaching.note;
BEGIN
    SELECT * INTO first_note FROM coaching.note WHERE note.id = new.adds_to_id;
    IF new.adds_to_id IS NULL AND EXISTS (
        SELECT FROM coaching.session WHERE session.id = new.session_id AND session.state IN ('closed', 'cancelled')) THEN
        PERFORM coaching.refuse('note_is_written_while_the_session_is_open', 'the session is over');
    ELSIF first_note.adds_to_id IS NOT NULL THEN
        PERFORM coaching.refuse('addendum_adds_to_a_note', 'an addendum has none of its own');
    ELSIF first_note.sealed_at > new.written_at THEN
        PERFORM coaching.refuse('addendum_comes_after_the_seal', 'it is not sealed yet');
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER note_is_in_time
    AFTER INSERT ON coaching.note
    FOR EACH ROW EXECUTE FUNCTION coaching.check_note();

-- Only wider, and no other word once it is sealed; what it said before is kept.
CREATE OR REPLACE FUNCTION coaching.change_note() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    width CONSTANT text[] := ARRAY['private', 'hr', 'shared'];
    session_state  text;
BEGIN
    IF new.body <> old.body AND clock_timestamp() >= old.sealed_at THEN
        PERFORM coaching.refuse('note_is_edited_before_it_is_sealed', 'sealed', '23505');
    ELSIF array_position(width, new.visibility) < array_position(width, old.visibility) THEN
        PERFORM coaching.refuse('note_is_only_widened', 'seen by more already', '23505');
    ELSIF new.visibility <> old.visibility AND old.adds_to_id IS NOT NULL AND pg_trigger_depth() < 2 THEN
        PERFORM coaching.refuse('addendum_is_widened_with_its_note', 'widen the note', '23514');
    END IF;
    IF new.body <> old.body THEN
        INSERT INTO coaching.revision (entity_id, note_id, session_id, person_id, author_id, was_shown, body)
        VALUES (old.entity_id, old.id, old.session_id, old.person_id, old.author_id, old.shown_at IS NOT NULL, old.body);
    END IF;
    IF new.visibility = 'shared' AND old.visibility <> 'shared' THEN
        SELECT session.state INTO session_state FROM coaching.session WHERE session.id = old.session_id FOR SHARE;
        IF session_state IN ('shared', 'acknowledged', 'closed') OR old.author_id = old.person_id THEN
            new.shown_at := clock_timestamp();
        END IF;
    END IF;
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER note_changes_by_the_rules
    BEFORE UPDATE OF body, visibility ON coaching.note
    FOR EACH ROW EXECUTE FUNCTION coaching.change_note();

-- Addenda are widened with what they add to.
CREATE OR REPLACE FUNCTION coaching.widen_addenda() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE coaching.note SET visibility = new.visibility
     WHERE note.adds_to_id = new.id AND note.visibility <> new.visibility;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER note_takes_its_addenda_along
    AFTER UPDATE OF visibility ON coaching.note
    FOR EACH ROW WHEN (new.visibility <> old.visibility AND new.adds_to_id IS NULL)
    EXECUTE FUNCTION coaching.widen_addenda();

-- Fills in whose note the glass is over; an unknown one is no one's, which no policy lets pass.
CREATE OR REPLACE FUNCTION coaching.break_glass() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    SELECT note.entity_id, note.session_id, note.person_id, note.author_id
      INTO new.entity_id, new.session_id, new.person_id, new.author_id
      FROM coaching.note WHERE note.id = new.note_id;
    new.reader_id := coalesce(sec.me(), new.reader_id);
    new.broken_at := clock_timestamp();
    new.xid := pg_current_xact_id();
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER glass_is_broken
    BEFORE INSERT ON coaching.glass
    FOR EACH ROW EXECUTE FUNCTION coaching.break_glass();

-- What comes of it -------------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION coaching.agree() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    new.agreed_in := new.session_id;
    new.first_due_on := new.due_on;
    new.state := 'open';
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER action_is_agreed
    BEFORE INSERT ON coaching.action
    FOR EACH ROW EXECUTE FUNCTION coaching.agree();

CREATE OR REPLACE FUNCTION coaching.check_action() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    at_hand coaching.session;
BEGIN
    SELECT * INTO at_hand FROM coaching.session WHERE session.id = new.session_id FOR SHARE;
    IF at_hand.state IN ('closed', 'cancelled') THEN
        PERFORM coaching.refuse('action_is_agreed_while_the_session_is_open', 'the session is over');
    ELSIF new.owner_id NOT IN (at_hand.person_id, at_hand.coach_id) AND NOT EXISTS (
        SELECT FROM coaching.participant
         WHERE participant.session_id = new.session_id AND participant.participant_id = new.owner_id) THEN
        PERFORM coaching.refuse('action_is_owned_by_someone_in_the_session', 'not in the session');
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER action_is_of_the_session
    AFTER INSERT ON coaching.action
    FOR EACH ROW EXECUTE FUNCTION coaching.check_action();

CREATE OR REPLACE FUNCTION coaching.take_action_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    at_hand coaching.action;
BEGIN
    SELECT * INTO at_hand FROM coaching.action WHERE action.id = new.action_id FOR NO KEY UPDATE;
    IF at_hand.state <> 'open' THEN
        PERFORM coaching.refuse('action_is_settled_once', 'settled before', '23505');
    ELSIF new.what = 'carried' AND NOT EXISTS (
        SELECT FROM coaching.session
         WHERE session.id = new.to_session_id AND session.id <> at_hand.session_id
           AND session.state IN ('planned', 'held', 'shared', 'acknowledged')) THEN
        PERFORM coaching.refuse('action_is_carried_to_an_open_session', 'no open session');
    END IF;
    UPDATE coaching.action
       SET state = CASE new.what WHEN 'carried' THEN 'open' ELSE new.what END,
           session_id = coalesce(new.to_session_id, action.session_id),
           due_on = coalesce(new.due_on, action.due_on)
     WHERE action.id = new.action_id;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER action_step_is_taken
    AFTER INSERT ON coaching.action_step
    FOR EACH ROW EXECUTE FUNCTION coaching.take_action_step();

CREATE OR REPLACE FUNCTION coaching.sign_action_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    new.taken_by := coalesce(sec.me(), new.taken_by);
    new.taken_at := clock_timestamp();
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER action_step_is_signed
    BEFORE INSERT ON coaching.action_step
    FOR EACH ROW EXECUTE FUNCTION coaching.sign_action_step();

CREATE OR REPLACE FUNCTION coaching.sign_follow_up() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF old.outcome IS NOT NULL THEN
        PERFORM coaching.refuse('follow_up_is_answered_once', 'answered before', '23505');
    END IF;
    new.answered_by := coalesce(sec.me(), new.answered_by);
    new.answered_at := now();
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER follow_up_is_answered_once
    BEFORE UPDATE OF outcome, evidence ON coaching.follow_up
    FOR EACH ROW EXECUTE FUNCTION coaching.sign_follow_up();
