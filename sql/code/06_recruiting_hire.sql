-- Recruiting: offers and their approval, the hire and its reversal, merging candidates, undoing batches.

-- Offers -----------------------------------------------------------------------------------------

CREATE OR REPLACE TRIGGER a_offer_moves_as_allowed
    BEFORE UPDATE OF state ON recruiting.offer
    FOR EACH ROW WHEN (old.state IS DISTINCT FROM new.state) EXECUTE FUNCTION recruiting.hold_to_moves();

-- All that keeps an offer from being read by anybody, the gravest first.
CREATE OR REPLACE FUNCTION recruiting.faults_of_offer(given recruiting.offer, as_of timestamptz)
RETURNS TABLE (rule text, hint text, code text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT fault.rule, fault.hint, fault.code
      FROM recruiting.requisition AS wanted
      LEFT JOIN recruiting.opening AS seat ON seat.id = given.opening_id
      LEFT JOIN people.training_class AS class ON class.id = given.class_id
     CROSS JOIN LATERAL (VALUES
           (1, wanted.state <> 'open' OR seat.state IS DISTINCT FROM 'open', 'offer_is_of_an_open_seat', '23505',
            format('Its requisition is %s, its seat %s.', replace(wanted.state, '_', ' '), coalesce(seat.state, 'not named'))),
           (2, (given.currency, given.pay_unit) <> (wanted.currency, wanted.pay_unit),
            'offer_pay_is_in_the_unit_of_its_requisition', '23514',
            format('The requisition pays in %s per %s.', wanted.currency, wanted.pay_unit)),
           (3, given.pay_minor NOT BETWEEN wanted.posted_low_minor AND wanted.posted_high_minor,
            'offer_pay_is_within_the_posted_range', '23514',
            format('Posted is %s to %s %s per %s.', round(wanted.posted_low_minor / 100.0, 2), round(wanted.posted_high_minor / 100.0, 2),
                   wanted.currency, wanted.pay_unit)),
           (4, given.hours_estimate !~ '\S', 'offer_estimates_its_hours', '23514',
            'Say in good faith which hours to expect: --estimate.'),
           (5, given.expires_at IS NULL OR given.expires_at <= as_of, 'offer_has_an_expiry_to_come', '23514',
            'Say until when it stands: --expires.'),
           (6, class.cancelled_at IS NOT NULL OR class.site_id <> wanted.site_id OR class.starts_on <> given.starts_on
               OR class.skill_id <> wanted.skill_id, 'offer_starts_with_an_open_class_of_its_role', '23514',
            format('The class %s starts on %s.', class.name, class.starts_on)),
           (7, (SELECT count(*) FROM recruiting.hire WHERE hire.class_id = class.id AND hire.ended_at IS NULL) >= class.seats,
            'class_has_a_seat_left', '23505', format('%s is full.', class.name))
           ) AS fault (place, is_so, rule, code, hint)
     WHERE wanted.id = given.requisition_id AND fault.is_so
     ORDER BY fault.place
$$;

-- What an offer must be before somebody reads it. What was submitted is changed by another version.
CREATE OR REPLACE FUNCTION recruiting.guard_offer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    fault  record;
    now_at CONSTANT timestamptz := clock_timestamp();
BEGIN
    IF old.state <> 'draft'
       AND (old.pay_minor, old.currency, old.pay_unit, old.weekly_minutes, old.hours_estimate, old.kind,
            old.opening_id, old.class_id, old.starts_on, old.ends_on, old.expires_at)
           IS DISTINCT FROM (new.pay_minor, new.currency, new.pay_unit, new.weekly_minutes, new.hours_estimate, new.kind,
            new.opening_id, new.class_id, new.starts_on, new.ends_on, new.expires_at) THEN
        PERFORM recruiting.refuse('submitted_offer_stays_as_it_is', 'offer', 'Make another version: muster offer draft.');
    END IF;
    IF new.state = old.state THEN
        RETURN new;
    END IF;
    IF new.state IN ('accepted', 'declined', 'expired', 'rescinded') THEN
        new.resolved_at := coalesce(new.resolved_at, now_at);
    END IF;
    IF new.state = 'accepted' THEN
        new.accepted_at := coalesce(new.accepted_at, now_at);
        IF new.expires_at <= now_at THEN
            PERFORM recruiting.refuse('offer_is_accepted_before_it_expires', 'offer', 'It has expired: make another version.');
        END IF;
    ELSIF new.state = 'expired' AND (new.expires_at IS NULL OR new.expires_at > now_at) THEN
        PERFORM recruiting.refuse('offer_expires_when_its_time_has_come', 'offer', 'Rescind it, or wait.');
    END IF;
    IF new.state NOT IN ('pending', 'sent') THEN
        RETURN new;
    END IF;
    SELECT * INTO fault FROM recruiting.faults_of_offer(new, now_at) LIMIT 1;
    IF FOUND THEN
        PERFORM recruiting.refuse(fault.rule, 'offer', fault.hint, fault.code);
    END IF;
    IF new.state = 'sent' THEN
        new.sent_at := now_at;
    END IF;
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER b_offer_is_guarded
    BEFORE UPDATE ON recruiting.offer
    FOR EACH ROW EXECUTE FUNCTION recruiting.guard_offer();

-- Its seat follows: reserved when sent, filled when accepted, free again otherwise.
CREATE OR REPLACE FUNCTION recruiting.follow_offer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    event recruiting.stage_event;
BEGIN
    IF new.state = 'sent' THEN
        UPDATE recruiting.opening SET state = 'reserved' WHERE id = new.opening_id;
    ELSIF new.state = 'accepted' THEN
        UPDATE recruiting.opening
           SET state = 'filled', application_id = new.application_id
         WHERE id = new.opening_id AND state = 'reserved';
        PERFORM recruiting.enter(new.application_id, 'accepted', new.state_note);
    ELSIF old.state IN ('sent', 'accepted') AND new.state <> 'superseded' THEN
        UPDATE recruiting.opening SET state = 'open' WHERE id = new.opening_id AND state IN ('reserved', 'filled', 'occupied');
        IF old.state = 'accepted' AND new.state = 'rescinded' THEN
            PERFORM recruiting.leave_accepted(new.application_id, 'offer rescinded: ' || new.state_note);
        END IF;
    ELSIF old.state = 'sent' THEN
        UPDATE recruiting.opening SET state = 'open' WHERE id = new.opening_id AND state = 'reserved';
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER offer_moves_its_seat
    AFTER UPDATE OF state ON recruiting.offer
    FOR EACH ROW WHEN (old.state IS DISTINCT FROM new.state) EXECUTE FUNCTION recruiting.follow_offer();

-- Puts an application into the stage of a kind, wherever it stands.
CREATE OR REPLACE FUNCTION recruiting.enter(application bigint, kind text, note text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    INSERT INTO recruiting.stage_event (entity_id, application_id, requisition_id, from_stage_id, stage_id, note)
    SELECT one.entity_id, one.id, one.requisition_id, one.stage_id, stage.id, left(coalesce(enter.note, ''), 500)
      FROM recruiting.application AS one
      JOIN recruiting.stage ON stage.pipeline_id = one.pipeline_id AND stage.kind = enter.kind
     WHERE one.id = enter.application
     ORDER BY stage.rank
     LIMIT 1
$$;

-- Takes back the acceptance, and whatever stands after it: each event is superseded, none removed.
CREATE OR REPLACE FUNCTION recruiting.leave_accepted(application bigint, why text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    last record;
BEGIN
    LOOP
        SELECT event.id, event.entity_id, event.requisition_id, event.stage_id, stage.kind, stage.rank, stage.pipeline_id
          INTO last
          FROM recruiting.live_event AS event
          JOIN recruiting.stage ON stage.id = event.stage_id
         WHERE event.application_id = leave_accepted.application
         ORDER BY event.place DESC
         LIMIT 1;
        EXIT WHEN last.kind IS NULL OR last.kind NOT IN ('accepted', 'started');
        INSERT INTO recruiting.stage_event
            (entity_id, application_id, requisition_id, verb, from_stage_id, stage_id, supersedes_id, note)
        VALUES (last.entity_id, leave_accepted.application, last.requisition_id, 'undo', last.stage_id, last.stage_id,
                last.id, left(why, 500));
    END LOOP;
END
$$;

-- A yes is another's. Pay outside the requisition's band needs two of them.
CREATE OR REPLACE FUNCTION recruiting.decide_offer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    asked  recruiting.offer;
    wanted recruiting.requisition;
    needed integer;
BEGIN
    IF new.batch_id IS NOT NULL THEN
        RETURN NULL;
    END IF;
    SELECT * INTO STRICT asked FROM recruiting.offer WHERE id = new.offer_id FOR UPDATE;
    SELECT * INTO STRICT wanted FROM recruiting.requisition WHERE id = asked.requisition_id;
    IF asked.state <> 'pending' THEN
        PERFORM recruiting.refuse('offer_is_pending_when_decided', 'offer', recruiting.next_moves('offer', asked.state));
    ELSIF new.decided_by = asked.made_by THEN
        PERFORM recruiting.refuse('offer_is_decided_by_another', 'offer', 'Whoever made it cannot approve it.', '42501');
    ELSIF new.decision = 'rejected' THEN
        UPDATE recruiting.offer SET state = 'superseded', state_note = new.note WHERE id = asked.id;
        RETURN NULL;
    END IF;
    needed := CASE WHEN asked.pay_minor BETWEEN wanted.band_low_minor AND wanted.band_high_minor
                     OR wanted.band_low_minor IS NULL THEN 1 ELSE 2 END;
    IF (SELECT count(*) FROM recruiting.offer_approval WHERE offer_id = asked.id AND decision = 'approved') >= needed THEN
        UPDATE recruiting.offer SET state = 'approved' WHERE id = asked.id;
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER offer_approval_decides
    AFTER INSERT ON recruiting.offer_approval
    FOR EACH ROW EXECUTE FUNCTION recruiting.decide_offer();

-- The hire ---------------------------------------------------------------------------------------

-- Accepts the offer if it only was sent, takes the seat, and puts the person on the books: who was
-- here before under the number they had. Everything or nothing; answers the hire.
CREATE OR REPLACE FUNCTION recruiting.hire(offer bigint, note text DEFAULT '', show_rate double precision DEFAULT 0.92)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    given     recruiting.offer;
    wanted    recruiting.requisition;
    who       recruiting.candidate;
    class     people.training_class;
    place     integer;
    person    bigint;
    spell     bigint;
    coming    bigint;
    enrolment bigint;
    last_day  date;
    made      bigint;
BEGIN
    SELECT * INTO given FROM recruiting.offer WHERE id = hire.offer FOR UPDATE;
    IF NOT FOUND THEN
        PERFORM recruiting.refuse('hire_follows_an_offer', 'hire', 'There is no such offer.');
    END IF;
    PERFORM recruiting.require_recruiter(given.entity_id);
    IF given.state NOT IN ('sent', 'accepted') OR given.opening_id IS NULL THEN
        PERFORM recruiting.refuse('hire_follows_a_sent_or_accepted_offer', 'hire',
                                  recruiting.next_moves('offer', given.state), '23505');
    END IF;
    PERFORM FROM recruiting.opening WHERE id = given.opening_id FOR UPDATE;
    IF given.class_id IS NOT NULL THEN
        SELECT * INTO STRICT class FROM people.training_class WHERE id = given.class_id FOR NO KEY UPDATE;
        SELECT min(free) INTO place
          FROM generate_series(1, class.seats) AS free
         WHERE NOT EXISTS (SELECT FROM recruiting.hire AS other
                            WHERE other.class_id = class.id AND other.seat = free AND other.ended_at IS NULL);
        IF place IS NULL OR class.cancelled_at IS NOT NULL THEN
            PERFORM recruiting.refuse('class_has_a_seat_left', 'hire', format(
                '%s has %s seats and all are taken.', class.name, class.seats), '23505');
        END IF;
    END IF;
    IF given.state = 'sent' THEN
        UPDATE recruiting.offer SET state = 'accepted' WHERE id = given.id;
    END IF;
    SELECT * INTO STRICT wanted FROM recruiting.requisition WHERE id = given.requisition_id;
    SELECT candidate.* INTO STRICT who
      FROM recruiting.application
      JOIN recruiting.candidate ON candidate.id = application.candidate_id
     WHERE application.id = given.application_id
       FOR UPDATE OF candidate;
    person := who.person_id;
    IF person IS NULL THEN
        INSERT INTO people.person (entity_id, name)
        VALUES (given.entity_id, coalesce(who.preferred_name, who.name))
        RETURNING id INTO person;
        INSERT INTO people.person_private (person_id, entity_id, legal_name, email, phone)
        SELECT person, given.entity_id, who.name,
               (SELECT min(normalised) FROM recruiting.candidate_contact WHERE candidate_id = who.id AND kind = 'email'),
               (SELECT left(min(written), 40) FROM recruiting.candidate_contact WHERE candidate_id = who.id AND kind = 'phone');
        UPDATE recruiting.candidate SET person_id = person WHERE id = who.id;
    ELSIF NOT coalesce((SELECT is_welcome FROM recruiting.rehire_word WHERE person_id = person
                         ORDER BY said_at DESC, id DESC LIMIT 1), true)
          AND NOT sec.i_am('hr') THEN
        PERFORM recruiting.refuse('rehire_is_of_somebody_welcome', 'hire', 'Ask HR: they said not to have them back.', '42501');
    END IF;
    SELECT max(coalesce(ends_on, 'infinity')) INTO last_day FROM people.employment WHERE person_id = person;
    INSERT INTO people.employment
        (entity_id, person_id, site_id, kind, starts_on, ends_on, weekly_minutes, minimum_weekly_minutes, maximum_weekly_minutes)
    VALUES (given.entity_id, person, wanted.site_id, given.kind, given.starts_on, given.ends_on,
            given.weekly_minutes, given.weekly_minutes, given.weekly_minutes)
    RETURNING id INTO spell;
    UPDATE people.arrival SET withdrawn_at = now()
     WHERE entity_id = given.entity_id AND source = 'recruiting' AND reference = 'A-' || given.application_id
       AND withdrawn_at IS NULL;
    INSERT INTO people.arrival (entity_id, site_id, class_id, skill_id, person_id, source, reference, expected_on,
                                probability, weekly_minutes, kind)
    VALUES (given.entity_id, wanted.site_id, given.class_id, coalesce(class.skill_id, wanted.skill_id), person,
            'recruiting', 'A-' || given.application_id, given.starts_on, show_rate, given.weekly_minutes, given.kind)
    RETURNING id INTO coming;
    INSERT INTO people.enrolment_request (entity_id, person_id, class_id, skill_id, starts_on, course)
    VALUES (given.entity_id, person, given.class_id, coalesce(class.skill_id, wanted.skill_id), given.starts_on,
            CASE WHEN last_day > given.starts_on - 400 THEN 'refresher' ELSE 'standard' END)
    RETURNING id INTO enrolment;
    INSERT INTO recruiting.hire (entity_id, candidate_id, application_id, requisition_id, opening_id, offer_id, class_id,
                                 seat, person_id, is_new_person, employment_id, arrival_id, enrolment_id, starts_on, note)
    VALUES (given.entity_id, who.id, given.application_id, given.requisition_id, given.opening_id, given.id, given.class_id,
            place, person, who.person_id IS NULL, spell, coming, enrolment, given.starts_on, left(coalesce(hire.note, ''), 500))
    RETURNING id INTO made;
    RETURN made;
END
$$;

-- The hire as it stands, locked, for one of the three below.
CREATE OR REPLACE FUNCTION recruiting.take_hire(hire bigint) RETURNS recruiting.hire
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    made recruiting.hire;
BEGIN
    SELECT * INTO made FROM recruiting.hire WHERE hire.id = take_hire.hire FOR UPDATE;
    IF NOT FOUND THEN
        PERFORM recruiting.refuse('hire_is_there', 'hire', 'There is no such hire.');
    ELSIF made.ended_at IS NOT NULL THEN
        PERFORM recruiting.refuse('hire_still_stands', 'hire', format('It was %s.', replace(made.end_kind, '_', ' ')), '23505');
    END IF;
    RETURN made;
END
$$;

-- Reverses a hire before its first day: everything it made goes, what happened stays told.
CREATE OR REPLACE FUNCTION recruiting.undo_hire(hire bigint, why text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    made recruiting.hire := recruiting.take_hire(hire);
BEGIN
    PERFORM recruiting.require_recruiter(made.entity_id);
    IF made.started_at IS NOT NULL OR made.starts_on <= current_date THEN
        PERFORM recruiting.refuse('hire_is_undone_before_its_first_day', 'hire', format(
            'It began on %s: muster hire no-show, or muster person end.', made.starts_on));
    END IF;
    IF why !~ '\S' THEN
        PERFORM recruiting.refuse('undone_hire_says_why', 'hire', 'Add --note.');
    END IF;
    UPDATE recruiting.hire
       SET ended_at = clock_timestamp(), ended_by = sec.me(), end_kind = 'undone', note = left(why, 500),
           person_id = CASE WHEN is_new_person THEN NULL ELSE person_id END, employment_id = NULL, enrolment_id = NULL
     WHERE id = made.id;
    DELETE FROM people.employment WHERE id = made.employment_id;
    UPDATE people.arrival SET withdrawn_at = now(), person_id = CASE WHEN made.is_new_person THEN NULL ELSE person_id END
     WHERE id = made.arrival_id;
    DELETE FROM people.enrolment_request WHERE id = made.enrolment_id;
    IF made.is_new_person THEN
        UPDATE recruiting.candidate SET person_id = NULL WHERE id = made.candidate_id;
        DELETE FROM people.person WHERE id = made.person_id;
    END IF;
    UPDATE recruiting.offer SET state = 'void', state_note = left(why, 500) WHERE id = made.offer_id;
    PERFORM recruiting.leave_accepted(made.application_id, 'hire undone: ' || why);
END
$$;

-- They came: the seat is occupied and the application has started.
CREATE OR REPLACE FUNCTION recruiting.start_hire(hire bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    made recruiting.hire := recruiting.take_hire(hire);
BEGIN
    IF NOT (sec.i_am('trainer') AND made.class_id = ANY (recruiting.my_classes())) THEN
        PERFORM recruiting.require_recruiter(made.entity_id);
    END IF;
    IF made.started_at IS NOT NULL OR made.starts_on > current_date THEN
        PERFORM recruiting.refuse('hire_starts_once_on_its_day', 'hire', format('Its first day is %s.', made.starts_on), '23505');
    END IF;
    UPDATE recruiting.hire SET started_at = clock_timestamp() WHERE id = made.id;
    UPDATE recruiting.opening SET state = 'occupied' WHERE id = made.opening_id;
    PERFORM recruiting.enter(made.application_id, 'started', '');
END
$$;

-- They did not: the spell ends on its first day, the seat is free, the application ends as a no-show.
CREATE OR REPLACE FUNCTION recruiting.no_show(hire bigint, why text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    made recruiting.hire := recruiting.take_hire(hire);
BEGIN
    IF NOT (sec.i_am('trainer') AND made.class_id = ANY (recruiting.my_classes())) THEN
        PERFORM recruiting.require_recruiter(made.entity_id);
    END IF;
    IF made.started_at IS NOT NULL OR made.starts_on > current_date THEN
        PERFORM recruiting.refuse('no_show_is_said_from_the_first_day', 'hire', format('Its first day is %s.', made.starts_on));
    END IF;
    INSERT INTO recruiting.stage_event
        (entity_id, application_id, requisition_id, verb, from_stage_id, stage_id, end_kind, note)
    SELECT entity_id, id, requisition_id, 'end', stage_id, stage_id, 'no_show', left(why, 500)
      FROM recruiting.application
     WHERE id = made.application_id;
    UPDATE recruiting.hire
       SET ended_at = clock_timestamp(), ended_by = sec.me(), end_kind = 'no_show', note = left(why, 500)
     WHERE id = made.id;
    UPDATE people.employment SET ends_on = made.starts_on, end_reason = 'no show' WHERE id = made.employment_id;
    UPDATE people.arrival SET withdrawn_at = now() WHERE id = made.arrival_id;
    UPDATE people.enrolment_request SET withdrawn_at = now() WHERE id = made.enrolment_id;
    UPDATE recruiting.offer SET state = 'void', state_note = 'no show' WHERE id = made.offer_id;
END
$$;

-- Two candidates who are one ---------------------------------------------------------------------

-- Moves what the loser has to the winner and remembers which rows; answers the merge.
CREATE OR REPLACE FUNCTION recruiting.merge(winner bigint, loser bigint, rule text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    kept recruiting.candidate;
    gone recruiting.candidate;
    made bigint;
    tab  text;
BEGIN
    PERFORM FROM recruiting.candidate WHERE id IN (winner, loser) ORDER BY id FOR UPDATE;
    SELECT * INTO STRICT kept FROM recruiting.candidate WHERE id = winner;
    SELECT * INTO STRICT gone FROM recruiting.candidate WHERE id = loser;
    PERFORM recruiting.require_recruiter(kept.entity_id);
    IF kept.merged_into_id IS NOT NULL OR gone.merged_into_id IS NOT NULL THEN
        PERFORM recruiting.refuse('merge_is_of_two_whole_candidates', 'candidate_merge', 'One of them was merged already.', '23505');
    ELSIF kept.person_id <> gone.person_id THEN
        PERFORM recruiting.refuse('merge_is_of_one_person', 'candidate_merge', 'They are two different people on the books.', '23505');
    ELSIF EXISTS (SELECT FROM recruiting.application AS a JOIN recruiting.application AS b USING (requisition_id)
                   WHERE a.candidate_id = winner AND b.candidate_id = loser AND a.ended_at IS NULL AND b.ended_at IS NULL) THEN
        PERFORM recruiting.refuse('application_is_live_once_a_requisition', 'candidate_merge',
                                  'Both have a live application for the same requisition: end one first.', '23505');
    END IF;
    INSERT INTO recruiting.candidate_merge (entity_id, winner_id, loser_id, rule)
    VALUES (kept.entity_id, winner, loser, merge.rule)
    RETURNING id INTO made;
    FOREACH tab IN ARRAY ARRAY['application', 'candidate_note', 'hire'] LOOP
        EXECUTE format(
            'WITH moved AS (UPDATE recruiting.%I SET candidate_id = $1 WHERE candidate_id = $2 RETURNING id) '
            'INSERT INTO recruiting.candidate_merge_row (merge_id, entity_id, tab, row_id) SELECT $3, $4, $5, id FROM moved', tab)
          USING winner, loser, made, kept.entity_id, tab;
    END LOOP;
    -- What the winner has too stays with the loser.
    WITH moved AS (
        UPDATE recruiting.candidate_contact AS contact SET candidate_id = winner
         WHERE candidate_id = loser
           AND NOT EXISTS (SELECT FROM recruiting.candidate_contact AS same
                            WHERE same.candidate_id = winner AND same.kind = contact.kind AND same.normalised = contact.normalised)
        RETURNING id)
    INSERT INTO recruiting.candidate_merge_row SELECT made, kept.entity_id, 'candidate_contact', id FROM moved;
    WITH moved AS (
        UPDATE recruiting.referral AS referral SET candidate_id = winner
         WHERE candidate_id = loser
           AND NOT EXISTS (SELECT FROM recruiting.referral AS same WHERE same.candidate_id = winner AND same.season = referral.season)
        RETURNING id)
    INSERT INTO recruiting.candidate_merge_row SELECT made, kept.entity_id, 'referral', id FROM moved;
    WITH moved AS (
        UPDATE recruiting.pool_member AS member SET candidate_id = winner
         WHERE candidate_id = loser AND left_at IS NULL
           AND NOT EXISTS (SELECT FROM recruiting.pool_member AS same
                            WHERE same.candidate_id = winner AND same.pool_id = member.pool_id AND same.left_at IS NULL)
        RETURNING id)
    INSERT INTO recruiting.candidate_merge_row SELECT made, kept.entity_id, 'pool_member', id FROM moved;
    WITH moved AS (
        UPDATE recruiting.invitation AS invitation SET candidate_id = winner
         WHERE candidate_id = loser
           AND NOT EXISTS (SELECT FROM recruiting.invitation AS same
                            WHERE same.candidate_id = winner AND same.requisition_id = invitation.requisition_id)
        RETURNING id)
    INSERT INTO recruiting.candidate_merge_row SELECT made, kept.entity_id, 'invitation', id FROM moved;
    UPDATE recruiting.candidate SET merged_into_id = winner WHERE id = loser;
    IF kept.person_id IS NULL AND gone.person_id IS NOT NULL THEN
        UPDATE recruiting.candidate SET person_id = gone.person_id WHERE id = winner;
        INSERT INTO recruiting.candidate_merge_row VALUES (made, kept.entity_id, 'person', gone.person_id);
    END IF;
    RETURN made;
END
$$;

-- Gives back every row that moved and still is where it went.
CREATE OR REPLACE FUNCTION recruiting.unmerge(merge bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    done recruiting.candidate_merge;
    tab  text;
BEGIN
    SELECT * INTO done FROM recruiting.candidate_merge WHERE id = unmerge.merge FOR UPDATE;
    IF NOT FOUND OR done.undone_at IS NOT NULL THEN
        PERFORM recruiting.refuse('merge_still_stands', 'candidate_merge', 'There is no such merge, or it was undone.', '23505');
    END IF;
    PERFORM recruiting.require_recruiter(done.entity_id);
    IF EXISTS (SELECT FROM recruiting.candidate WHERE id = done.winner_id AND merged_into_id IS NOT NULL) THEN
        PERFORM recruiting.refuse('merge_is_undone_from_the_last', 'candidate_merge', 'The winner was merged again: undo that first.', '23505');
    END IF;
    IF EXISTS (SELECT FROM recruiting.candidate_merge_row WHERE merge_id = done.id AND tab = 'person') THEN
        UPDATE recruiting.candidate SET person_id = NULL WHERE id = done.winner_id;
    END IF;
    UPDATE recruiting.candidate SET merged_into_id = NULL WHERE id = done.loser_id;
    FOR tab IN SELECT DISTINCT row.tab FROM recruiting.candidate_merge_row AS row WHERE row.merge_id = done.id AND row.tab <> 'person' LOOP
        EXECUTE format(
            'UPDATE recruiting.%I AS here SET candidate_id = $1 FROM recruiting.candidate_merge_row AS row '
            'WHERE row.merge_id = $2 AND row.tab = $3 AND row.row_id = here.id AND here.candidate_id = $4', tab)
          USING done.loser_id, done.id, tab, done.winner_id;
    END LOOP;
    UPDATE recruiting.candidate_merge SET undone_at = now(), undone_by = sec.me() WHERE id = done.id;
    RETURN done.loser_id;
END
$$;

-- Batches ----------------------------------------------------------------------------------------

-- Undoes a batch. Of moves: every application whose last event is the batch's goes back; the others,
-- moved on since, are counted as kept. Of an import: all its rows go, if nobody has used one.
CREATE OR REPLACE FUNCTION recruiting.undo_batch(batch bigint, why text, OUT undone bigint, OUT kept bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    done recruiting.batch;
BEGIN
    SELECT * INTO done FROM recruiting.batch WHERE id = undo_batch.batch FOR UPDATE;
    IF NOT FOUND OR done.undone_at IS NOT NULL THEN
        PERFORM recruiting.refuse('batch_still_stands', 'batch', 'There is no such batch, or it was undone.', '23505');
    END IF;
    PERFORM recruiting.require_recruiter(done.entity_id);
    UPDATE recruiting.batch SET undone_at = clock_timestamp(), undone_by = sec.me() WHERE id = done.id;
    IF done.kind = 'import' THEN
        undone := recruiting.undo_import(done.id);
        kept := 0;
        RETURN;
    END IF;
    WITH last AS (
        SELECT DISTINCT ON (event.application_id) event.*
          FROM recruiting.live_event AS event
         WHERE event.application_id IN (SELECT application_id FROM recruiting.stage_event WHERE batch_id = done.id)
         ORDER BY event.application_id, event.place DESC
    ), back AS (
        INSERT INTO recruiting.stage_event
            (entity_id, application_id, requisition_id, verb, from_stage_id, stage_id, supersedes_id, note)
        SELECT entity_id, application_id, requisition_id, 'undo', stage_id, stage_id, id,
               left('batch ' || done.id || ' undone: ' || why, 500)
          FROM last
         WHERE last.batch_id = done.id
        RETURNING 1
    )
    SELECT (SELECT count(*) FROM back), (SELECT count(*) FROM last WHERE last.batch_id IS DISTINCT FROM done.id)
      INTO undone, kept;
END
$$;

CREATE OR REPLACE FUNCTION recruiting.undo_import(batch bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    gone    bigint;
    touched bigint[];
BEGIN
    IF EXISTS (SELECT FROM recruiting.stage_event
                 JOIN recruiting.application ON application.id = stage_event.application_id
                WHERE application.batch_id = undo_import.batch AND stage_event.batch_id IS DISTINCT FROM undo_import.batch)
       OR EXISTS (SELECT FROM recruiting.application
                    JOIN recruiting.candidate ON candidate.id = application.candidate_id
                   WHERE candidate.batch_id = undo_import.batch AND application.batch_id IS DISTINCT FROM undo_import.batch)
       OR EXISTS (SELECT FROM recruiting.offer JOIN recruiting.application ON application.id = offer.application_id
                   WHERE application.batch_id = undo_import.batch AND offer.batch_id IS DISTINCT FROM undo_import.batch)
       OR EXISTS (SELECT FROM recruiting.interview JOIN recruiting.application ON application.id = interview.application_id
                   WHERE application.batch_id = undo_import.batch AND interview.batch_id IS DISTINCT FROM undo_import.batch) THEN
        PERFORM recruiting.refuse('import_is_undone_before_it_is_used', 'batch',
                                  'Somebody worked with its rows since.', '23505');
    END IF;
    DELETE FROM recruiting.offer_approval WHERE batch_id = undo_import.batch;
    DELETE FROM recruiting.offer WHERE batch_id = undo_import.batch;
    DELETE FROM recruiting.feedback WHERE batch_id = undo_import.batch;
    DELETE FROM recruiting.interview_panel WHERE interview_id IN (SELECT id FROM recruiting.interview WHERE batch_id = undo_import.batch);
    DELETE FROM recruiting.interview WHERE batch_id = undo_import.batch;
    WITH taken AS (
        DELETE FROM recruiting.stage_event WHERE batch_id = undo_import.batch RETURNING application_id
    )
    SELECT array_agg(DISTINCT application_id) INTO touched FROM taken;
    PERFORM recruiting.settle(touched);
    DELETE FROM recruiting.opening WHERE batch_id = undo_import.batch;
    -- What they said about themselves, and what a forecast made of them, goes with them.
    DELETE FROM eeo.response USING privacy.token, recruiting.application
     WHERE response.token = token.token AND token.application_id = application.id AND application.batch_id = undo_import.batch;
    DELETE FROM privacy.token USING recruiting.application
     WHERE token.application_id = application.id AND application.batch_id = undo_import.batch;
    DELETE FROM recruiting.supply_chance USING recruiting.application
     WHERE supply_chance.application_id = application.id AND application.batch_id = undo_import.batch;
    DELETE FROM recruiting.application WHERE batch_id = undo_import.batch;
    GET DIAGNOSTICS gone = ROW_COUNT;
    DELETE FROM recruiting.candidate_note WHERE batch_id = undo_import.batch;
    DELETE FROM recruiting.candidate WHERE batch_id = undo_import.batch;
    DELETE FROM recruiting.requisition WHERE batch_id = undo_import.batch;
    DELETE FROM recruiting.kit_question WHERE kit_id IN (SELECT id FROM recruiting.kit WHERE batch_id = undo_import.batch);
    DELETE FROM recruiting.kit WHERE batch_id = undo_import.batch;
    DELETE FROM recruiting.pool WHERE batch_id = undo_import.batch;
    -- Lists, such as sources and reasons, stay: others may have chosen from them since.
    DELETE FROM recruiting.description USING recruiting.external_key AS key
     WHERE key.batch_id = undo_import.batch AND key.noun = 'description' AND key.row_id = description.id
       AND NOT EXISTS (SELECT FROM recruiting.posting WHERE posting.description_id = description.id);
    DELETE FROM eeo.question_set USING recruiting.external_key AS key
     WHERE key.batch_id = undo_import.batch AND key.noun = 'question_set' AND key.row_id = question_set.id;
    DELETE FROM recruiting.external_key WHERE batch_id = undo_import.batch;
    RETURN gone;
END
$$;

-- What a planner may know of the pipeline: how many stand where, and no names.
CREATE OR REPLACE FUNCTION recruiting.standing()
RETURNS TABLE (requisition_id bigint, code text, stage text, kind text, rank smallint, applications bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT requisition.id, requisition.code, stage.name, stage.kind, stage.rank, count(*)
      FROM recruiting.requisition
      JOIN recruiting.application ON application.requisition_id = requisition.id
      JOIN recruiting.stage ON stage.id = application.stage_id
     WHERE application.ended_at IS NULL
       AND requisition.entity_id = ANY (sec.my_entities())
       AND (sec.i_am('planner') OR sec.i_am('publisher') OR sec.i_am('recruiter') OR sec.i_am('hr'))
     GROUP BY requisition.id, requisition.code, stage.id
     ORDER BY requisition.code, stage.rank
$$;

GRANT EXECUTE ON FUNCTION
    recruiting.hire(bigint, text, double precision), recruiting.undo_hire(bigint, text), recruiting.start_hire(bigint),
    recruiting.no_show(bigint, text), recruiting.merge(bigint, bigint, text), recruiting.unmerge(bigint),
    recruiting.undo_batch(bigint, text), recruiting.standing()
 TO muster_person;
