-- The day itself: whom the rules let work more today, and moving somebody to another queue.

-- Of some hours that people could be asked for, what would break whose rules. A planner's door; hours are minutes after
-- the midnight of the home site, and whoever is not of the planner's companies is nobody.
CREATE OR REPLACE FUNCTION scheduling.weigh_hours(on_day date, hours jsonb, home bigint)
RETURNS TABLE (person_id bigint, measure text, words text, citation text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT (sec.i_am('planner') OR sec.i_am('publisher')) THEN
        RAISE EXCEPTION 'only a planner weighs hours' USING ERRCODE = '42501';
    END IF;
    RETURN QUERY
    SELECT finding.person_id, finding.measure, finding.words, finding.citation
      FROM scheduling.judge((
           SELECT coalesce(jsonb_agg(jsonb_build_object(
                      'person', asked.person, 'site', asked.site, 'on', weigh_hours.on_day,
                      'starts', midnight.at + make_interval(mins => asked."from"), 'ends', midnight.at + make_interval(mins => asked."until"),
                      'queues', jsonb_build_array(asked.queue))), '[]')
             FROM jsonb_to_recordset(hours) AS asked (person bigint, site bigint, "from" integer, "until" integer, queue text)
             JOIN people.person ON person.id = asked.person AND person.entity_id = ANY (sec.my_entities())
             JOIN people.site ON site.id = weigh_hours.home AND site.entity_id = person.entity_id
            CROSS JOIN LATERAL (SELECT people.day_start(weigh_hours.on_day, site.zone) AS at) AS midnight), '{}') AS finding;
END
$$;

-- Puts somebody on another queue for some hours of a published shift: the shift stays, in a version of its own, with
-- its activities cut anew. Breaks stay where they are; only contact work moves.
CREATE OR REPLACE FUNCTION scheduling.move_work(shift bigint, queue text, from_time time, until_time time) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    old     timekeeping.shift;
    first   integer;
    last    integer;
    version bigint;
    made    bigint;
BEGIN
    SELECT * INTO old FROM timekeeping.shift AS given
     WHERE given.id = move_work.shift AND given.withdrawn_at IS NULL AND given.entity_id = ANY (sec.my_entities());
    IF NOT sec.i_am('publisher') THEN
        RAISE EXCEPTION 'only a publisher moves work' USING ERRCODE = '42501';
    ELSIF old.id IS NULL THEN
        PERFORM scheduling.refuse('moved_shift_is_published', 'shift', 'No published shift has that number.', 'Look: muster shift list.', 'P0002');
    END IF;
    PERFORM FROM people.person WHERE person.id = old.person_id FOR NO KEY UPDATE;
    first := scheduling.minute_of(old, from_time);
    last := scheduling.minute_of(old, until_time);
    IF first < 0 OR last > old.minutes OR first >= last THEN
        PERFORM scheduling.refuse('moved_hours_are_inside_the_shift', 'shift', format('The shift lasts from %s to %s.',
            to_char(old.starts_time, 'HH24:MI'), to_char(old.ends_time, 'HH24:MI')), 'Give hours inside it.');
    ELSIF NOT EXISTS (SELECT FROM scheduling.queue_skill(old.entity_id) AS asked
                        JOIN people.skill_grant AS held ON held.skill_id = asked.skill_id AND held.person_id = old.person_id
                         AND held.revoked_at IS NULL AND held.starts_on <= old.works_on AND coalesce(held.expires_on, old.works_on) >= old.works_on
                       WHERE asked.queue = move_work.queue) THEN
        PERFORM scheduling.refuse('moved_work_needs_the_skill', 'shift', format('Lacks the skill for %s.', move_work.queue),
                                  'Ask somebody who has it: muster person list.');
    END IF;
    version := timekeeping.open_version(old.entity_id, 'move', old.works_on, old.works_on, format('shift %s to %s', old.id, move_work.queue));
    PERFORM timekeeping.take_out(ARRAY[old.id], version);
    made := timekeeping.put_in(old.id, old.person_id, version);
    -- What the hours touch is cut at their edges, then what lies inside goes to the other queue.
    WITH cut AS (
        DELETE FROM timekeeping.activity AS part
         WHERE part.shift_id = made AND part.kind = 'contact' AND part.from_minute < last AND part.until_minute > first
        RETURNING part.*
    )
    INSERT INTO timekeeping.activity (entity_id, shift_id, person_id, shift_minutes, kind, queue, channel, from_minute, until_minute)
    SELECT cut.entity_id, cut.shift_id, cut.person_id, cut.shift_minutes, cut.kind,
           CASE WHEN piece.is_moved THEN move_work.queue ELSE cut.queue END, CASE WHEN NOT piece.is_moved THEN cut.channel END,
           piece.from_minute, piece.until_minute
      FROM cut
     CROSS JOIN LATERAL (VALUES (cut.from_minute, least(cut.until_minute, first), false),
                                (greatest(cut.from_minute, first), least(cut.until_minute, last), true),
                                (greatest(cut.from_minute, last), cut.until_minute, false)) AS piece (from_minute, until_minute, is_moved)
     WHERE piece.from_minute < piece.until_minute;
    RETURN made;
END
$$;

-- Moves a break inside its published shift, in a version of its own: the work before it goes on through the old place,
-- and contact work makes room at the new one.
CREATE OR REPLACE FUNCTION scheduling.move_break(shift bigint, from_time time, to_time time) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    old     timekeeping.shift;
    rest    timekeeping.activity;
    beside  timekeeping.activity;
    first   integer;
    last    integer;
    version bigint;
    made    bigint;
BEGIN
    SELECT * INTO old FROM timekeeping.shift AS given
     WHERE given.id = move_break.shift AND given.withdrawn_at IS NULL AND given.entity_id = ANY (sec.my_entities());
    IF NOT sec.i_am('publisher') THEN
        RAISE EXCEPTION 'only a publisher moves breaks' USING ERRCODE = '42501';
    ELSIF old.id IS NULL THEN
        PERFORM scheduling.refuse('moved_shift_is_published', 'shift', 'No published shift has that number.', 'Look: muster shift list.', 'P0002');
    END IF;
    PERFORM FROM people.person WHERE person.id = old.person_id FOR NO KEY UPDATE;
    SELECT * INTO rest FROM timekeeping.activity AS part
     WHERE part.shift_id = old.id AND part.kind IN ('paid break', 'unpaid break') AND part.from_minute = scheduling.minute_of(old, from_time);
    IF rest.id IS NULL THEN
        PERFORM scheduling.refuse('moved_break_begins_then', 'shift', format('No break of the shift begins at %s.', to_char(from_time, 'HH24:MI')),
                                  'Look: muster shift list.', 'P0002');
    END IF;
    first := scheduling.minute_of(old, to_time);
    last := first + rest.until_minute - rest.from_minute;
    SELECT * INTO beside FROM timekeeping.activity AS part
     WHERE part.shift_id = old.id AND part.kind = 'contact' AND (part.until_minute = rest.from_minute OR part.from_minute = rest.until_minute)
     ORDER BY part.from_minute LIMIT 1;
    IF beside.id IS NULL OR first <= 0 OR last >= old.minutes OR last - first > (
       SELECT coalesce(sum(least(part.until_minute, last) - greatest(part.from_minute, first)), 0) FROM timekeeping.activity AS part
        WHERE part.shift_id = old.id AND (part.kind = 'contact' OR part.id = rest.id) AND part.from_minute < last AND part.until_minute > first) THEN
        PERFORM scheduling.refuse('moved_break_lies_in_contact_work', 'shift', format('There is no contact work of %s minutes from %s.',
            rest.until_minute - rest.from_minute, to_char(to_time, 'HH24:MI')), 'Give a time inside the shift, off its other breaks and training.');
    END IF;
    version := timekeeping.open_version(old.entity_id, 'move', old.works_on, old.works_on, format('shift %s break', old.id));
    PERFORM timekeeping.take_out(ARRAY[old.id], version);
    made := timekeeping.put_in(old.id, old.person_id, version);
    WITH one AS (
        DELETE FROM timekeeping.activity AS part
         WHERE part.shift_id = made AND (part.from_minute = rest.from_minute OR part.kind = 'contact'
           AND (part.until_minute = rest.from_minute OR part.from_minute = rest.until_minute)
           AND (part.queue, part.channel) IS NOT DISTINCT FROM (beside.queue, beside.channel))
        RETURNING part.from_minute, part.until_minute
    )
    INSERT INTO timekeeping.activity (entity_id, shift_id, person_id, shift_minutes, kind, queue, channel, from_minute, until_minute)
    SELECT old.entity_id, made, old.person_id, old.minutes, beside.kind, beside.queue, beside.channel, min(one.from_minute), max(one.until_minute)
      FROM one;
    WITH cut AS (
        DELETE FROM timekeeping.activity AS part
         WHERE part.shift_id = made AND part.kind = 'contact' AND part.from_minute < last AND part.until_minute > first
        RETURNING part.*
    )
    INSERT INTO timekeeping.activity (entity_id, shift_id, person_id, shift_minutes, kind, queue, channel, from_minute, until_minute)
    SELECT cut.entity_id, cut.shift_id, cut.person_id, cut.shift_minutes, cut.kind, cut.queue, cut.channel, piece.from_minute, piece.until_minute
      FROM cut
     CROSS JOIN LATERAL (VALUES (cut.from_minute, least(cut.until_minute, first)),
                                (greatest(cut.from_minute, last), cut.until_minute)) AS piece (from_minute, until_minute)
     WHERE piece.from_minute < piece.until_minute
    UNION ALL
    SELECT old.entity_id, made, old.person_id, old.minutes, rest.kind, NULL, NULL, first, last;
    RETURN made;
END
$$;

-- Real minutes from a shift's start to the first time its clock reads a time after that; 24:00 and later are the next day.
CREATE OR REPLACE FUNCTION scheduling.minute_of(shift timekeeping.shift, at time) RETURNS integer
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT (extract(epoch FROM timekeeping.instant_today(
                (shift.works_on + CASE WHEN minute_of.at < shift.starts_time THEN 1 ELSE 0 END) + minute_of.at, shift.zone, NULL)
            - shift.starts_at) / 60)::integer
$$;
GRANT EXECUTE ON FUNCTION scheduling.weigh_hours(date, jsonb, bigint) TO muster_planner, muster_publisher;
GRANT EXECUTE ON FUNCTION scheduling.move_work(bigint, text, time, time) TO muster_publisher;
GRANT EXECUTE ON FUNCTION scheduling.move_break(bigint, time, time) TO muster_publisher;
