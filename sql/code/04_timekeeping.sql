-- Timekeeping, the moving parts: deriving instants, deciding, releasing, and who may see what.

-- The local time at which a shift ends: on the next day when it does not end later on the same one;
-- from fold 1 to fold 2 of one doubled hour it stays.
CREATE OR REPLACE FUNCTION timekeeping.ends_local(
    works_on date, starts_time time, ends_time time, start_fold smallint, end_fold smallint) RETURNS timestamp
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN works_on + ends_time
       + CASE WHEN ends_time > starts_time OR (start_fold = 1 AND end_fold = 2) THEN interval '0' ELSE interval '24 hours' END;
GRANT EXECUTE ON FUNCTION timekeeping.ends_local(date, time, time, smallint, smallint) TO muster_person;

-- Fills in what follows from the wall clock: zone, instants, real minutes. A fold that the
-- clocks do not ask for is dropped. It reads the site as the owner: asking the policies for every
-- row of a publication would cost more than all the rest of it.
CREATE OR REPLACE FUNCTION timekeeping.derive() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    starts_local CONSTANT timestamp := new.works_on + new.starts_time;
    ends_local   timestamp;
BEGIN
    SELECT site.zone INTO new.zone FROM people.site WHERE site.id = new.site_id AND site.entity_id = new.entity_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no such site' USING ERRCODE = '23503', SCHEMA = tg_table_schema, TABLE = tg_table_name,
              CONSTRAINT = tg_table_name || '_site_is_of_the_entity';
    END IF;
    new.starts_at := people.instant(starts_local, new.zone, new.start_fold);
    IF new.start_fold IS NOT NULL AND NOT people.happens_twice(starts_local, new.zone) THEN
        new.start_fold := NULL;
    END IF;
    ends_local := timekeeping.ends_local(new.works_on, new.starts_time, new.ends_time, new.start_fold, new.end_fold);
    new.ends_at := people.instant(ends_local, new.zone, new.end_fold);
    IF new.end_fold IS NOT NULL AND NOT people.happens_twice(ends_local, new.zone) THEN
        new.end_fold := NULL;
    END IF;
    new.minutes := extract(epoch FROM new.ends_at - new.starts_at) / 60;
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER shift_is_derived
    BEFORE INSERT OR UPDATE OF site_id, works_on, starts_time, ends_time, start_fold, end_fold ON timekeeping.shift
    FOR EACH ROW EXECUTE FUNCTION timekeeping.derive();
CREATE OR REPLACE TRIGGER training_block_is_derived
    BEFORE INSERT OR UPDATE OF site_id, works_on, starts_time, ends_time, start_fold, end_fold ON timekeeping.training_block
    FOR EACH ROW EXECUTE FUNCTION timekeeping.derive();

-- Nobody is on a shift before they start, after they leave, or while they are known to be away.
-- Asked once for all the shifts of a statement, as the caller.
CREATE OR REPLACE FUNCTION timekeeping.refuse_shifts() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM written
         WHERE NOT EXISTS (
               SELECT FROM people.employment
                WHERE employment.person_id = written.person_id
                  AND employment.starts_on <= written.works_on
                  AND coalesce(employment.ends_on, written.works_on) >= written.works_on)
    ) THEN
        RAISE EXCEPTION 'not employed on that day'
              USING ERRCODE = '23514', SCHEMA = 'timekeeping', TABLE = 'shift',
                    CONSTRAINT = 'shift_person_is_employed_that_day';
    END IF;
    IF EXISTS (
        SELECT FROM written
          JOIN timekeeping.absence ON absence.person_id = written.person_id
         WHERE absence.decision = 'approved'
           AND absence.withdrawn_at IS NULL
           AND absence.starts_at < written.ends_at
           AND absence.ends_at > written.starts_at
    ) THEN
        RAISE EXCEPTION 'away at that time'
              USING ERRCODE = '23P01', SCHEMA = 'timekeeping', TABLE = 'shift',
                    CONSTRAINT = 'shift_is_not_during_an_absence';
    END IF;
    RETURN NULL;
END
$$;
DROP TRIGGER IF EXISTS shift_is_refused ON timekeeping.shift;
CREATE TRIGGER shift_is_refused
    AFTER INSERT ON timekeeping.shift REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION timekeeping.refuse_shifts();

-- An absence of whole days lasts from the first instant of the first to the last of the last.
CREATE OR REPLACE FUNCTION timekeeping.derive_absence() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    zone text;
BEGIN
    SELECT site.zone INTO zone FROM people.site WHERE site.id = new.site_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no such site' USING ERRCODE = '23503', SCHEMA = 'timekeeping', TABLE = 'absence',
              CONSTRAINT = 'absence_site_is_of_the_entity';
    ELSIF new.starts_time IS NULL THEN
        new.starts_at := people.day_start(new.starts_on, zone);
        new.ends_at := people.day_start(new.ends_on + 1, zone);
    ELSE
        new.starts_at := people.instant(new.starts_on + new.starts_time, zone, 1::smallint);
        new.ends_at := people.instant(new.ends_on + new.ends_time, zone, 2::smallint);
    END IF;
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER absence_is_derived
    BEFORE INSERT OR UPDATE OF site_id, starts_on, ends_on, starts_time, ends_time ON timekeeping.absence
    FOR EACH ROW EXECUTE FUNCTION timekeeping.derive_absence();

-- Who decides is whoever is speaking, when is now, and once.
CREATE OR REPLACE FUNCTION timekeeping.sign_decision() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF old.decision IS NOT NULL OR old.withdrawn_at IS NOT NULL THEN
        RAISE EXCEPTION 'already decided or withdrawn'
              USING ERRCODE = '23505', SCHEMA = 'timekeeping', TABLE = 'absence', CONSTRAINT = 'absence_is_decided_once';
    END IF;
    new.decided_by := coalesce(sec.me(), new.decided_by);
    new.decided_at := now();
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER absence_is_decided_once
    BEFORE UPDATE OF decision ON timekeeping.absence
    FOR EACH ROW EXECUTE FUNCTION timekeeping.sign_decision();

-- Whoever leaves, leaves their later shifts and training open for others; those too that somebody is about to publish:
-- whoever refers to the person's row waits for the one who locks it, and the other way round.
CREATE OR REPLACE FUNCTION timekeeping.release() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM FROM people.person WHERE person.id = old.person_id FOR UPDATE;
    UPDATE timekeeping.shift SET withdrawn_at = now()
     WHERE shift.person_id = old.person_id AND shift.withdrawn_at IS NULL
       AND shift.works_on > new.ends_on AND shift.works_on <= coalesce(old.ends_on, shift.works_on);
    UPDATE timekeeping.training_block SET withdrawn_at = now()
     WHERE training_block.person_id = old.person_id AND training_block.withdrawn_at IS NULL
       AND training_block.works_on > new.ends_on AND training_block.works_on <= coalesce(old.ends_on, training_block.works_on);
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER employment_end_releases_shifts
    AFTER UPDATE OF ends_on ON people.employment
    FOR EACH ROW WHEN (new.ends_on IS NOT NULL) EXECUTE FUNCTION timekeeping.release();

-- Reading ----------------------------------------------------------------------------------------

-- A shift as people speak of it: the person, the day, the wall clock, the real hours.
CREATE OR REPLACE VIEW timekeeping.named_shift WITH (security_invoker) AS
SELECT shift.*,
       person.name AS person_name,
       site.name AS site_name,
       publication.version AS version,
       shift.ends_at AT TIME ZONE shift.zone >= shift.works_on + 1 AS ends_next_day,
       shift.minutes - coalesce((
           SELECT sum(activity.until_minute - activity.from_minute)
             FROM timekeeping.activity
            WHERE activity.shift_id = shift.id AND NOT activity.is_paid
       ), 0)::integer AS paid_minutes
  FROM timekeeping.shift
  JOIN people.person ON person.id = shift.person_id
  JOIN people.site ON site.id = shift.site_id
  JOIN timekeeping.publication ON publication.id = shift.publication_id;

-- What the server's time zone rules say today of a published wall clock; NULL where it no longer exists.
CREATE OR REPLACE FUNCTION timekeeping.instant_today(local timestamp, zone text, fold smallint) RETURNS timestamptz
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN people.instant(local, zone, coalesce(fold, 1::smallint));
EXCEPTION WHEN check_violation THEN
    RETURN NULL;
END
$$;
GRANT EXECUTE ON FUNCTION timekeeping.instant_today(timestamp, text, smallint) TO muster_person;

-- Live shifts, with the instants that today's rules would derive.
CREATE OR REPLACE VIEW timekeeping.rederived_shift WITH (security_invoker) AS
SELECT shift.id,
       shift.entity_id,
       shift.starts_at,
       shift.ends_at,
       timekeeping.instant_today(shift.works_on + shift.starts_time, site.zone, shift.start_fold) AS starts_at_today,
       timekeeping.instant_today(
           timekeeping.ends_local(shift.works_on, shift.starts_time, shift.ends_time, shift.start_fold, shift.end_fold),
           site.zone, shift.end_fold) AS ends_at_today
  FROM timekeeping.shift
  JOIN people.site ON site.id = shift.site_id
 WHERE shift.withdrawn_at IS NULL;

-- Who may do what --------------------------------------------------------------------------------

SELECT people.close_doors('timekeeping');

-- Planners and publishers see the whole entity; only publishers publish, in their own name.
SELECT people.permit('hr planner publisher', 'SELECT', 'timekeeping.' || seen, 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])')
  FROM unnest(ARRAY['publication', 'shift', 'activity', 'training_block']) AS seen;
SELECT people.permit('publisher', 'INSERT (entity_id, version, kind, restores_id, starts_on, ends_on, site_id, team_id, note)',
                     'timekeeping.publication', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[]) AND published_by = (SELECT sec.me())');
SELECT people.permit('publisher', 'INSERT (entity_id, publication_id, person_id, site_id, works_on, starts_time, ends_time, start_fold, end_fold), UPDATE (withdrawn_at, withdrawn_by)',
                     'timekeeping.shift', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('publisher', 'INSERT (entity_id, shift_id, person_id, shift_minutes, kind, queue, channel, from_minute, until_minute)',
                     'timekeeping.activity', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');

-- A manager sees the people below them, a trainer those in their classes, an agent themselves.
-- The version a shift belongs to is no secret inside the company.
SELECT people.permit('agent manager trainer', 'SELECT', 'timekeeping.publication', 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])');
SELECT people.permit('manager', 'SELECT', 'timekeeping.' || seen, 'person_id = ANY ((SELECT sec.my_people())::bigint[])')
  FROM unnest(ARRAY['shift', 'activity', 'training_block', 'absence']) AS seen;
SELECT people.permit('trainer', 'SELECT', 'timekeeping.' || seen, 'person_id IN (SELECT unnest((SELECT people.my_trainees())))')
  FROM unnest(ARRAY['shift', 'activity', 'training_block']) AS seen;
SELECT people.permit('agent', 'SELECT', 'timekeeping.' || seen, 'person_id = (SELECT sec.me())')
  FROM unnest(ARRAY['shift', 'activity', 'training_block', 'absence']) AS seen;

-- Anyone asks for themselves, a manager for their people, HR for all; someone else decides.
-- A planner sees that somebody is away and when, not why.
SELECT people.permit('agent', 'INSERT (entity_id, person_id, site_id, kind, starts_on, ends_on, starts_time, ends_time, note), UPDATE (withdrawn_at)',
                     'timekeeping.absence', 'person_id = (SELECT sec.me())');
SELECT people.permit('manager', 'INSERT (entity_id, person_id, site_id, kind, starts_on, ends_on, starts_time, ends_time, note), UPDATE (decision, withdrawn_at)',
                     'timekeeping.absence', 'person_id = ANY ((SELECT sec.my_people())::bigint[])');
SELECT people.permit('hr', 'SELECT, INSERT (entity_id, person_id, site_id, kind, starts_on, ends_on, starts_time, ends_time, note), UPDATE (decision, withdrawn_at)',
                     'timekeeping.absence', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('planner publisher', 'SELECT (id, entity_id, person_id, site_id, starts_on, ends_on, starts_time, ends_time, starts_at, ends_at, requested_at, decision, decided_at, withdrawn_at)',
                     'timekeeping.absence', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');

-- Trainers set training hours for their classes, HR and planners for anyone.
SELECT people.permit('trainer', 'INSERT (entity_id, person_id, site_id, class_id, title, works_on, starts_time, ends_time, start_fold, end_fold), UPDATE (withdrawn_at)',
                     'timekeeping.training_block', 'person_id = ANY ((SELECT people.my_trainees())::bigint[])');
SELECT people.permit('hr planner', 'INSERT (entity_id, person_id, site_id, class_id, title, works_on, starts_time, ends_time, start_fold, end_fold), UPDATE (withdrawn_at)',
                     'timekeeping.training_block', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');

GRANT SELECT ON timekeeping.named_shift, timekeeping.rederived_shift TO muster_person;
