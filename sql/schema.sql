
CREATE SCHEMA audit;

ALTER SCHEMA audit OWNER TO muster_sec;

CREATE SCHEMA op;

ALTER SCHEMA op OWNER TO muster_sec;

CREATE SCHEMA people;

ALTER SCHEMA people OWNER TO muster_owner;

CREATE SCHEMA sec;

ALTER SCHEMA sec OWNER TO muster_sec;

CREATE SCHEMA stage;

ALTER SCHEMA stage OWNER TO muster_owner;

CREATE SCHEMA timekeeping;

ALTER SCHEMA timekeeping OWNER TO muster_owner;

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

CREATE TABLE audit.event (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    operation_id bigint,
    login name NOT NULL,
    acting name NOT NULL,
    relation text NOT NULL,
    verb text NOT NULL,
    key jsonb,
    diff jsonb,
    CONSTRAINT event_relation_is_a_name CHECK ((length(relation) <= 130)),
    CONSTRAINT event_verb_is_known CHECK ((verb = ANY (ARRAY['insert'::text, 'update'::text, 'delete'::text, 'read'::text, 'grant'::text, 'revoke'::text])))
);

ALTER TABLE ONLY audit.event FORCE ROW LEVEL SECURITY;

ALTER TABLE audit.event OWNER TO muster_sec;

CREATE FUNCTION audit.digest(event audit.event) RETURNS bytea
    LANGUAGE sql IMMUTABLE
    BEGIN ATOMIC
 SELECT sha256(convert_to((jsonb_build_array((event).id, EXTRACT(epoch FROM (event).at), ((event).xid)::text, (event).operation_id, (event).login, (event).acting, (event).relation, (event).verb, (event).key, (event).diff))::text, 'UTF8'::name)) AS sha256;
END;

ALTER FUNCTION audit.digest(event audit.event) OWNER TO muster_sec;

CREATE FUNCTION audit.batch(after_id bigint, from_xid xid8, upto_xid xid8, previous bytea, OUT events bigint, OUT hash bytea) RETURNS record
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT count(*) AS count,
     sha256((batch.previous || COALESCE(string_agg(audit.digest(event.*), '\x'::bytea ORDER BY event.id), '\x'::bytea))) AS sha256
    FROM audit.event event
   WHERE ((event.id > batch.after_id) AND (event.xid >= batch.from_xid) AND (event.xid < batch.upto_xid));
END;

ALTER FUNCTION audit.batch(after_id bigint, from_xid xid8, upto_xid xid8, previous bytea, OUT events bigint, OUT hash bytea) OWNER TO muster_sec;

CREATE FUNCTION audit.capture() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    was      jsonb := CASE WHEN tg_op IN ('UPDATE', 'DELETE') THEN to_jsonb(old) END;
    is_now   jsonb := CASE WHEN tg_op IN ('UPDATE', 'INSERT') THEN to_jsonb(new) END;
    keys     text[] := string_to_array(tg_argv[0], ',');
    personal text[] := string_to_array(tg_argv[1], ',');
    changes  jsonb;
BEGIN
    SELECT jsonb_object_agg(
               name,
               CASE WHEN name = ANY (personal)
                    THEN jsonb_build_array(audit.veil(was -> name), audit.veil(is_now -> name))
                    ELSE jsonb_build_array(was -> name, is_now -> name)
               END)
      INTO changes
      FROM jsonb_object_keys(coalesce(is_now, was)) AS name
     WHERE coalesce(was -> name, 'null') <> coalesce(is_now -> name, 'null');
    IF tg_op = 'UPDATE' AND changes IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO audit.event (operation_id, login, acting, relation, verb, key, diff)
    VALUES (
        op.current(),
        session_user,
        coalesce(nullif(current_setting('role', true), 'none'), session_user::text)::name,
        tg_table_schema || '.' || tg_table_name,
        lower(tg_op),
        (SELECT jsonb_object_agg(
                    name,
                    CASE WHEN name = ANY (personal)
                         THEN audit.veil(coalesce(is_now, was) -> name)
                         ELSE coalesce(is_now, was) -> name
                    END)
           FROM unnest(keys) AS name),
        changes);
    RETURN NULL;
END
$$;

ALTER FUNCTION audit.capture() OWNER TO muster_sec;

CREATE FUNCTION audit.deny() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', tg_table_schema || '.' || tg_table_name
          USING ERRCODE = '42501';
END
$$;

ALTER FUNCTION audit.deny() OWNER TO muster_sec;

CREATE FUNCTION audit.note_read(relation text, key jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    INSERT INTO audit.event (operation_id, login, acting, relation, verb, key)
    VALUES (op.current(), session_user,
            coalesce(nullif(current_setting('role', true), 'none'), session_user::text)::name,
            note_read.relation, 'read', note_read.key);
END
$$;

ALTER FUNCTION audit.note_read(relation text, key jsonb) OWNER TO muster_sec;

CREATE FUNCTION audit.refresh() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    watched regclass;
BEGIN
    FOR watched IN
        SELECT trigger.tgrelid
          FROM pg_trigger AS trigger
          JOIN pg_class AS class ON class.oid = trigger.tgrelid
         WHERE trigger.tgname = 'audit_row'
           AND pg_has_role(class.relowner, 'USAGE')
           AND NOT trigger.tgisinternal
           AND trigger.tgparentid = 0
         ORDER BY 1
    LOOP
        PERFORM audit.watch(watched);
    END LOOP;
END
$$;

ALTER FUNCTION audit.refresh() OWNER TO muster_sec;

CREATE FUNCTION audit.reopen() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    last audit.seal;
    made record;
    upto xid8;
BEGIN
    LOCK TABLE audit.seal IN EXCLUSIVE MODE;
    SELECT * INTO last FROM audit.seal ORDER BY id DESC LIMIT 1;
    SELECT (coalesce(max(xid::text::numeric), 0) + 1)::text::xid8 INTO upto FROM audit.event;
    SELECT * INTO made
      FROM audit.batch(coalesce(last.after_id, 0), coalesce(last.upto_xid, '0'::xid8), upto,
                       coalesce(last.hash, '\x00'));
    INSERT INTO audit.seal (id, after_id, from_xid, upto_xid, events, previous, hash)
    VALUES (coalesce(last.id, 0) + 1, coalesce(last.after_id, 0), coalesce(last.upto_xid, '0'::xid8), upto,
            made.events, coalesce(last.hash, '\x00'), made.hash);
    INSERT INTO audit.seal (id, after_id, from_xid, upto_xid, events, previous, hash)
    VALUES (coalesce(last.id, 0) + 2, (SELECT coalesce(max(id), 0) FROM audit.event), '0'::xid8, '0'::xid8,
            0, made.hash, sha256(made.hash));
END
$$;

ALTER FUNCTION audit.reopen() OWNER TO muster_sec;

CREATE FUNCTION audit.seal() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    finished xid8;
    last     audit.seal;
    made     record;
BEGIN
    LOCK TABLE audit.seal IN EXCLUSIVE MODE;
    finished := pg_snapshot_xmin(pg_current_snapshot());
    SELECT * INTO last FROM audit.seal ORDER BY id DESC LIMIT 1;
    SELECT * INTO made
      FROM audit.batch(coalesce(last.after_id, 0), coalesce(last.upto_xid, '0'::xid8), finished,
                       coalesce(last.hash, '\x00'));
    IF made.events = 0 THEN
        RETURN 0;
    END IF;
    INSERT INTO audit.seal (id, after_id, from_xid, upto_xid, events, previous, hash)
    VALUES (coalesce(last.id, 0) + 1, coalesce(last.after_id, 0), coalesce(last.upto_xid, '0'::xid8), finished,
            made.events, coalesce(last.hash, '\x00'), made.hash);
    RETURN made.events;
END
$$;

ALTER FUNCTION audit.seal() OWNER TO muster_sec;

CREATE TABLE sec.secret (
    name text NOT NULL,
    value bytea NOT NULL,
    CONSTRAINT secret_has_a_short_name CHECK ((length(name) <= 60)),
    CONSTRAINT secret_is_long_enough CHECK ((octet_length(value) >= 32))
);

ALTER TABLE ONLY sec.secret FORCE ROW LEVEL SECURITY;

ALTER TABLE sec.secret OWNER TO muster_sec;

CREATE FUNCTION audit.veil(value jsonb) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN ((veil.value IS NULL) OR (veil.value = 'null'::jsonb)) THEN NULL::jsonb
             ELSE to_jsonb(('#'::text || "left"(encode(sha256((secret.value || sha256((secret.value || convert_to((veil.value)::text, 'UTF8'::name))))), 'hex'::text), 32)))
         END AS to_jsonb
    FROM sec.secret
   WHERE (secret.name = 'audit.digest'::text);
END;

ALTER FUNCTION audit.veil(value jsonb) OWNER TO muster_sec;

CREATE TABLE audit.seal (
    id bigint NOT NULL,
    after_id bigint NOT NULL,
    from_xid xid8 NOT NULL,
    upto_xid xid8 NOT NULL,
    events bigint NOT NULL,
    previous bytea NOT NULL,
    hash bytea NOT NULL,
    sealed_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT seal_hash_is_a_digest CHECK ((octet_length(hash) = 32))
);

ALTER TABLE ONLY audit.seal FORCE ROW LEVEL SECURITY;

ALTER TABLE audit.seal OWNER TO muster_sec;

CREATE FUNCTION audit.verify() RETURNS TABLE(seal_id bigint, sealed_at timestamp with time zone, events bigint, follows boolean, holds boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    BEGIN ATOMIC
 SELECT seal.id,
     seal.sealed_at,
     seal.events,
     ((seal.previous = lag(seal.hash, 1, '\x00'::bytea) OVER in_order) AND (seal.id = (1 + lag(seal.id, 1, (0)::bigint) OVER in_order))),
     ((seal.events = now.events) AND (seal.hash = now.hash))
    FROM (audit.seal
      CROSS JOIN LATERAL audit.batch(seal.after_id, seal.from_xid, seal.upto_xid, seal.previous) now(events, hash))
   WINDOW in_order AS (ORDER BY seal.id)
   ORDER BY seal.id;
END;

ALTER FUNCTION audit.verify() OWNER TO muster_sec;

CREATE FUNCTION audit.watch(relation regclass) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    keys     text;
    personal text;
BEGIN
    SELECT string_agg(attname, ',' ORDER BY attnum)
      INTO keys
      FROM pg_attribute
     WHERE attrelid = relation
       AND attnum = ANY ((SELECT conkey FROM pg_constraint WHERE conrelid = relation AND contype = 'p')::int2[]);
    SELECT string_agg(attname, ',' ORDER BY attnum)
      INTO personal
      FROM pg_attribute
     WHERE attrelid = relation AND attnum > 0 AND NOT attisdropped
       AND col_description(relation, attnum) LIKE 'pii:%';
    IF keys IS NULL THEN
        RAISE EXCEPTION '% has no primary key to name its rows in the audit', relation;
    END IF;
    EXECUTE format('DROP TRIGGER IF EXISTS audit_row ON %s', relation);
    EXECUTE format('DROP TRIGGER IF EXISTS audit_no_truncate ON %s', relation);
    EXECUTE format('CREATE TRIGGER audit_row AFTER INSERT OR UPDATE OR DELETE ON %s'
                   ' FOR EACH ROW EXECUTE FUNCTION audit.capture(%L, %L)', relation, keys, coalesce(personal, ''));
    EXECUTE format('CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON %s'
                   ' FOR EACH STATEMENT EXECUTE FUNCTION audit.deny()', relation);
END
$$;

ALTER FUNCTION audit.watch(relation regclass) OWNER TO muster_sec;

CREATE FUNCTION op.catalogue() RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    WITH part (line) AS (
        SELECT format('column %s %s %s %s %s %s', ours.name, attribute.attnum, attribute.attname,
                      format_type(attribute.atttypid, attribute.atttypmod), attribute.attnotnull,
                      pg_get_expr(initial.adbin, initial.adrelid))
          FROM sec.our_table AS ours
          JOIN pg_attribute AS attribute ON attribute.attrelid = ours.oid AND attribute.attnum > 0
          LEFT JOIN pg_attrdef AS initial ON initial.adrelid = ours.oid AND initial.adnum = attribute.attnum
         WHERE NOT attribute.attisdropped
        UNION ALL
        SELECT format('table %s %s %s %s', ours.name, ours.relrowsecurity, ours.relforcerowsecurity,
                      array(SELECT privilege::text FROM unnest(class.relacl) AS privilege ORDER BY 1))
          FROM sec.our_table AS ours
          JOIN pg_class AS class ON class.oid = ours.oid
        UNION ALL
        SELECT format('constraint %s %s %s', ours.name, bound.conname, pg_get_constraintdef(bound.oid))
          FROM sec.our_table AS ours
          JOIN pg_constraint AS bound ON bound.conrelid = ours.oid
        UNION ALL
        SELECT format('index %s', pg_get_indexdef(index.indexrelid))
          FROM sec.our_table AS ours
          JOIN pg_index AS index ON index.indrelid = ours.oid
        UNION ALL
        SELECT format('trigger %s %s', trigger.tgenabled, pg_get_triggerdef(trigger.oid))
          FROM sec.our_table AS ours
          JOIN pg_trigger AS trigger ON trigger.tgrelid = ours.oid
         WHERE NOT trigger.tgisinternal
        UNION ALL
        SELECT format('policy %s', policy)
          FROM pg_policies AS policy
         WHERE policy.schemaname IN (SELECT nspname FROM sec.our_table)
        UNION ALL
        SELECT format('view %s %s', ours.name, pg_get_viewdef(ours.oid))
          FROM sec.our_table AS ours
         WHERE ours.relkind = 'v'
        UNION ALL
        SELECT format('function %s %s', pg_get_functiondef(function.oid),
                      array(SELECT privilege::text FROM unnest(function.proacl) AS privilege ORDER BY 1))
          FROM pg_proc AS function
          JOIN pg_namespace AS space ON space.oid = function.pronamespace
         WHERE space.nspname IN (SELECT nspname FROM sec.our_table)
           AND function.prokind IN ('f', 'p')
    )
    SELECT encode(sha256(convert_to(string_agg(line, E'\n' ORDER BY line COLLATE "C"), 'UTF8')), 'hex')
      FROM part
$$;

ALTER FUNCTION op.catalogue() OWNER TO muster_sec;

CREATE TABLE op.operation (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    key text NOT NULL,
    name text NOT NULL,
    input_hash bytea NOT NULL,
    outcome jsonb,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT operation_has_a_name CHECK (((length(name) >= 1) AND (length(name) <= 100))),
    CONSTRAINT operation_input_is_a_digest CHECK ((octet_length(input_hash) = 32)),
    CONSTRAINT operation_key_is_short CHECK (((length(key) >= 1) AND (length(key) <= 200)))
);

ALTER TABLE ONLY op.operation FORCE ROW LEVEL SECURITY;

ALTER TABLE op.operation OWNER TO muster_sec;

CREATE FUNCTION op.current() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED
    BEGIN ATOMIC
 SELECT max(operation.id) AS max
    FROM op.operation
   WHERE ((operation.xid = pg_current_xact_id_if_assigned()) AND (operation.created_at = now()));
END;

ALTER FUNCTION op.current() OWNER TO muster_sec;

CREATE FUNCTION op.finish(id bigint, outcome jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
BEGIN
    UPDATE op.operation AS made
       SET outcome = finish.outcome
     WHERE made.id = finish.id
       AND made.xid = pg_current_xact_id()
       AND made.created_at = now()
       AND made.person_id = sec.me();
    IF NOT FOUND THEN
        RAISE EXCEPTION 'this operation was not opened here' USING ERRCODE = '42501';
    END IF;
END
$$;

ALTER FUNCTION op.finish(id bigint, outcome jsonb) OWNER TO muster_sec;

CREATE FUNCTION op.start(key text, name text, input_hash bytea, OUT id bigint, OUT is_replay boolean, OUT outcome jsonb) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
DECLARE
    me    bigint := sec.me();
    found op.operation;
BEGIN
    IF me IS NULL THEN
        RAISE EXCEPTION 'this login is nobody here'
              USING ERRCODE = '42501', HINT = 'An administrator can add it: muster person grant NAME.';
    END IF;
    INSERT INTO op.operation AS made (person_id, key, name, input_hash)
    VALUES (me, start.key, start.name, start.input_hash)
        ON CONFLICT (person_id, key) DO NOTHING
    RETURNING made.id INTO start.id;
    IF start.id IS NOT NULL THEN
        is_replay := false;
        RETURN;
    END IF;
    SELECT * INTO STRICT found
      FROM op.operation AS made
     WHERE made.person_id = me AND made.key = start.key;
    IF found.name <> start.name OR found.input_hash <> start.input_hash THEN
        RAISE EXCEPTION 'this key was used for another operation or with another input'
              USING ERRCODE = '23505', CONSTRAINT = 'operation_key_is_used_for_one_input',
                    SCHEMA = 'op', TABLE = 'operation';
    END IF;
    id := found.id;
    is_replay := true;
    outcome := found.outcome;
END
$$;

ALTER FUNCTION op.start(key text, name text, input_hash bytea, OUT id bigint, OUT is_replay boolean, OUT outcome jsonb) OWNER TO muster_sec;

CREATE FUNCTION people.change_of_clocks(early timestamp with time zone, late timestamp with time zone, zone text, before interval) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    middle timestamptz;
BEGIN
    WHILE late - early > interval '1 second' LOOP
        middle := date_trunc('second', early + (late - early) / 2, 'UTC');
        IF (middle AT TIME ZONE zone) - (middle AT TIME ZONE 'UTC') = before THEN
            early := middle;
        ELSE
            late := middle;
        END IF;
    END LOOP;
    RETURN late;
END
$$;

ALTER FUNCTION people.change_of_clocks(early timestamp with time zone, late timestamp with time zone, zone text, before interval) OWNER TO muster_owner;

CREATE FUNCTION people.close_doors(room text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    door record;
BEGIN
    FOR door IN
        SELECT policyname, tablename FROM pg_policies WHERE schemaname = room AND policyname <> 'owner_keeps'
    LOOP
        EXECUTE format('DROP POLICY %I ON %I.%I', door.policyname, room, door.tablename);
    END LOOP;
    EXECUTE format(
        'REVOKE ALL ON ALL TABLES IN SCHEMA %I FROM muster_person, muster_admin, muster_agent, muster_auditor, '
        'muster_export, muster_hr, muster_manager, muster_planner, muster_publisher, muster_recruiter, muster_trainer',
        room);
END
$$;

ALTER FUNCTION people.close_doors(room text) OWNER TO muster_owner;

CREATE FUNCTION people.day_start(day date, zone text) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN people.instant(day::timestamp, zone, 1::smallint);
EXCEPTION WHEN check_violation THEN
    -- In a gap PostgreSQL reads the time with the offset before it: the change itself, for midnight.
    RETURN day::timestamp AT TIME ZONE zone;
END
$$;

ALTER FUNCTION people.day_start(day date, zone text) OWNER TO muster_owner;

CREATE TABLE sec.login (
    login name NOT NULL,
    person_id bigint NOT NULL,
    added_at timestamp with time zone DEFAULT now() NOT NULL,
    revoked_at timestamp with time zone,
    CONSTRAINT login_has_a_plain_name CHECK ((login ~ '^u_[a-z0-9_]{1,58}$'::text))
);

ALTER TABLE ONLY sec.login FORCE ROW LEVEL SECURITY;

ALTER TABLE sec.login OWNER TO muster_sec;

CREATE FUNCTION sec.me() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    BEGIN ATOMIC
 SELECT login.person_id
    FROM sec.login
   WHERE ((login.login = (COALESCE(NULLIF(current_setting('role'::text, true), 'none'::text), (SESSION_USER)::text))::name) AND (login.revoked_at IS NULL));
END;

ALTER FUNCTION sec.me() OWNER TO muster_sec;

CREATE TABLE sec.entity_access (
    person_id bigint NOT NULL,
    entity_id bigint NOT NULL,
    granted_by bigint,
    granted_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT entity_is_opened_by_someone_else CHECK ((granted_by <> person_id))
);

ALTER TABLE ONLY sec.entity_access FORCE ROW LEVEL SECURITY;

ALTER TABLE sec.entity_access OWNER TO muster_sec;

CREATE FUNCTION sec.my_entities() RETURNS bigint[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    BEGIN ATOMIC
 SELECT COALESCE(array_agg(access.entity_id), '{}'::bigint[]) AS "coalesce"
    FROM sec.entity_access access
   WHERE (access.person_id = sec.me());
END;

ALTER FUNCTION sec.my_entities() OWNER TO muster_sec;

CREATE TABLE people.person (
    id bigint NOT NULL,
    entity_id bigint NOT NULL,
    number text,
    name text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    operation_id bigint DEFAULT op.current(),
    CONSTRAINT person_name_is_1_to_120_characters CHECK (((name ~ '\S'::text) AND (length(name) <= 120))),
    CONSTRAINT person_number_is_1_to_40_characters CHECK ((number ~ '^\S{1,40}$'::text))
);

ALTER TABLE ONLY people.person FORCE ROW LEVEL SECURITY;

ALTER TABLE people.person OWNER TO muster_owner;

CREATE FUNCTION people.entities_around_me() RETURNS bigint[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    BEGIN ATOMIC
 SELECT (sec.my_entities() || COALESCE(array_agg(person.entity_id), '{}'::bigint[]))
    FROM people.person
   WHERE (person.id = sec.me());
END;

ALTER FUNCTION people.entities_around_me() OWNER TO muster_owner;

CREATE FUNCTION people.follow_membership() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF tg_op <> 'INSERT' THEN
        DELETE FROM sec.member
         WHERE team_id = old.team_id AND person_id = old.person_id AND starts_on = old.starts_on;
    END IF;
    IF tg_op <> 'DELETE' THEN
        INSERT INTO sec.member (team_id, person_id, starts_on, ends_on)
        VALUES (new.team_id, new.person_id, new.starts_on, coalesce(new.ends_on + 1, 'infinity'));
    END IF;
    RETURN NULL;
END
$$;

ALTER FUNCTION people.follow_membership() OWNER TO muster_owner;

CREATE FUNCTION people.instant(local timestamp without time zone, zone text, fold smallint DEFAULT NULL::smallint) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    day    CONSTANT interval    := interval '24 hours';
    utc    CONSTANT timestamptz := local AT TIME ZONE 'UTC';
    before CONSTANT interval    := ((utc - day) AT TIME ZONE zone) - (local - day);
    after  CONSTANT interval    := ((utc + day) AT TIME ZONE zone) - (local + day);
    early  CONSTANT timestamptz := utc - greatest(before, after);
    late   CONSTANT timestamptz := utc - least(before, after);
    gap    timestamptz;
BEGIN
    IF (early AT TIME ZONE zone) = local AND ((late AT TIME ZONE zone) <> local OR fold = 1 OR early = late) THEN
        RETURN early;
    ELSIF (late AT TIME ZONE zone) = local AND ((early AT TIME ZONE zone) <> local OR fold = 2) THEN
        RETURN late;
    ELSIF (late AT TIME ZONE zone) = local THEN
        RAISE EXCEPTION '% happens twice on % in %: at % UTC (fold 1) and at % UTC (fold 2)',
              to_char(local, 'HH24:MI'), local::date, zone,
              to_char(early AT TIME ZONE 'UTC', 'HH24:MI'), to_char(late AT TIME ZONE 'UTC', 'HH24:MI')
              USING ERRCODE = '23514', SCHEMA = 'people', CONSTRAINT = 'local_time_that_happens_twice_has_a_fold',
                    HINT = 'Say which: fold 1 or fold 2.';
    END IF;
    gap := people.change_of_clocks(early, late, zone, before);
    RAISE EXCEPTION '% does not exist on % in %: the clocks go from % to %',
          to_char(local, 'HH24:MI'), local::date, zone,
          to_char((gap AT TIME ZONE 'UTC') + before, 'HH24:MI'), to_char(gap AT TIME ZONE zone, 'HH24:MI')
          USING ERRCODE = '23514', SCHEMA = 'people', CONSTRAINT = 'local_time_exists',
                HINT = format('The nearest times are %s and %s.',
                              to_char((gap AT TIME ZONE 'UTC') + before - interval '1 minute', 'YYYY-MM-DD HH24:MI'),
                              to_char(gap AT TIME ZONE zone, 'YYYY-MM-DD HH24:MI'));
END
$$;

ALTER FUNCTION people.instant(local timestamp without time zone, zone text, fold smallint) OWNER TO muster_owner;

CREATE FUNCTION people.happens_twice(local timestamp without time zone, zone text) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (people.instant(local, zone, (1)::smallint) <> people.instant(local, zone, (2)::smallint));

ALTER FUNCTION people.happens_twice(local timestamp without time zone, zone text) OWNER TO muster_owner;

CREATE FUNCTION people.lock_entity(entity bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    PERFORM FROM people.legal_entity
      WHERE legal_entity.id = entity AND legal_entity.id = ANY (sec.my_entities())
        FOR NO KEY UPDATE;
END
$$;

ALTER FUNCTION people.lock_entity(entity bigint) OWNER TO muster_owner;

CREATE FUNCTION people.lock_persons(persons bigint[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    PERFORM FROM people.person
      WHERE person.id = ANY (persons)
        AND (person.entity_id = ANY (sec.my_entities()) OR person.id = ANY (sec.my_people() || people.my_trainees())
             OR person.id = sec.me())
      ORDER BY person.id
        FOR NO KEY UPDATE;
END
$$;

ALTER FUNCTION people.lock_persons(persons bigint[]) OWNER TO muster_owner;

CREATE TABLE people.arrival (
    id bigint NOT NULL,
    entity_id bigint NOT NULL,
    site_id bigint NOT NULL,
    class_id bigint,
    skill_id bigint,
    person_id bigint,
    source text NOT NULL,
    reference text NOT NULL,
    expected_on date NOT NULL,
    probability double precision NOT NULL,
    weekly_minutes integer NOT NULL,
    kind text NOT NULL,
    noted_at timestamp with time zone DEFAULT now() NOT NULL,
    withdrawn_at timestamp with time zone,
    operation_id bigint DEFAULT op.current(),
    CONSTRAINT arrival_date_is_finite CHECK (isfinite(expected_on)),
    CONSTRAINT arrival_kind_is_known CHECK ((kind = ANY (ARRAY['permanent'::text, 'seasonal'::text, 'agency'::text]))),
    CONSTRAINT arrival_probability_is_0_to_1 CHECK (((probability >= (0)::double precision) AND (probability <= (1)::double precision))),
    CONSTRAINT arrival_reference_is_1_to_120_characters CHECK (((reference ~ '\S'::text) AND (length(reference) <= 120))),
    CONSTRAINT arrival_source_is_1_to_60_characters CHECK (((source ~ '\S'::text) AND (length(source) <= 60))),
    CONSTRAINT arrival_weekly_minutes_are_1_to_10080 CHECK (((weekly_minutes >= 1) AND (weekly_minutes <= 10080)))
);

ALTER TABLE ONLY people.arrival FORCE ROW LEVEL SECURITY;

ALTER TABLE people.arrival OWNER TO muster_owner;

CREATE TABLE people.training_class (
    id bigint NOT NULL,
    entity_id bigint NOT NULL,
    site_id bigint NOT NULL,
    name text NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    seats integer NOT NULL,
    trainer_id bigint,
    skill_id bigint,
    cancelled_at timestamp with time zone,
    operation_id bigint DEFAULT op.current(),
    CONSTRAINT training_class_dates_are_finite CHECK ((isfinite(starts_on) AND isfinite(ends_on))),
    CONSTRAINT training_class_ends_on_or_after_its_start CHECK ((ends_on >= starts_on)),
    CONSTRAINT training_class_has_1_to_500_seats CHECK (((seats >= 1) AND (seats <= 500))),
    CONSTRAINT training_class_name_is_1_to_80_characters CHECK (((name ~ '\S'::text) AND (length(name) <= 80)))
);

ALTER TABLE ONLY people.training_class FORCE ROW LEVEL SECURITY;

ALTER TABLE people.training_class OWNER TO muster_owner;

CREATE FUNCTION people.my_trainees() RETURNS bigint[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    BEGIN ATOMIC
 SELECT COALESCE(array_agg(DISTINCT arrival.person_id), '{}'::bigint[]) AS "coalesce"
    FROM (people.training_class class
      JOIN people.arrival ON ((arrival.class_id = class.id)))
   WHERE ((class.trainer_id = sec.me()) AND (class.cancelled_at IS NULL) AND (arrival.withdrawn_at IS NULL) AND (arrival.person_id IS NOT NULL));
END;

ALTER FUNCTION people.my_trainees() OWNER TO muster_owner;

CREATE FUNCTION people.permit(who text, verbs text, relation regclass, condition text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
DECLARE
    verb text;
    role text;
BEGIN
    FOREACH role IN ARRAY string_to_array(who, ' ') LOOP
        FOR verb IN SELECT (regexp_matches(verbs, '(\w+(?: \([^)]*\))?)', 'g'))[1] LOOP
            EXECUTE format('GRANT %s ON %s TO %I', verb, relation, 'muster_' || role);
            EXECUTE format('CREATE POLICY %I ON %s FOR %s TO %I %s',
                           role || '_may_' || lower(split_part(verb, ' ', 1)), relation, split_part(verb, ' ', 1),
                           'muster_' || role,
                           CASE split_part(verb, ' ', 1)
                               WHEN 'INSERT' THEN format('WITH CHECK (%s)', condition)
                               WHEN 'UPDATE' THEN format('USING (%1$s) WITH CHECK (%1$s)', condition)
                               ELSE format('USING (%s)', condition)
                           END);
        END LOOP;
    END LOOP;
END
$_$;

ALTER FUNCTION people.permit(who text, verbs text, relation regclass, condition text) OWNER TO muster_owner;

CREATE FUNCTION people.rebuild_reach() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    UPDATE people.team_tree SET edition = edition + 1;
    DELETE FROM sec.reach
     WHERE NOT EXISTS (
        SELECT FROM people.expected_reach AS expected
         WHERE (expected.lead_id, expected.team_id, expected.starts_at, expected.ends_at)
             = (reach.lead_id, reach.team_id, reach.starts_at, reach.ends_at));
    INSERT INTO sec.reach (lead_id, team_id, starts_at, ends_at)
    SELECT lead_id, team_id, starts_at, ends_at FROM people.expected_reach
        ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;

ALTER FUNCTION people.rebuild_reach() OWNER TO muster_owner;

CREATE FUNCTION people.refuse_cycle() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    UPDATE people.team_tree SET edition = edition + 1;
    IF EXISTS (
        WITH RECURSIVE above AS (
            SELECT new.parent_id AS id
            UNION
            SELECT team.parent_id FROM people.team JOIN above ON team.id = above.id
        )
        SELECT FROM above WHERE above.id = new.id
    ) THEN
        RAISE EXCEPTION 'a team cannot be below itself'
              USING ERRCODE = '23514', SCHEMA = 'people', TABLE = 'team', CONSTRAINT = 'team_is_not_below_itself';
    END IF;
    RETURN new;
END
$$;

ALTER FUNCTION people.refuse_cycle() OWNER TO muster_owner;

CREATE FUNCTION people.refuse_unknown_zone() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    suggestion text;
BEGIN
    IF new.zone ~ '^[A-Z][A-Za-z_]+/' AND new.zone !~ '^(Etc|SystemV|US)/'
       AND EXISTS (SELECT FROM pg_timezone_names AS known WHERE known.name = new.zone) THEN
        RETURN new;
    END IF;
    SELECT string_agg(near.name, ', ')
      INTO suggestion
      FROM (SELECT known.name
              FROM pg_timezone_names AS known
             WHERE known.name ~ '^(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/'
               AND (starts_with(lower(known.name), lower(left(new.zone, -1)))
                    OR starts_with(lower(regexp_replace(known.name, '^.*/', '')),
                                   lower(left(regexp_replace(new.zone, '^.*/', ''), 4))))
             ORDER BY known.name
             LIMIT 3) AS near
     WHERE new.zone <> '';
    RAISE EXCEPTION 'no such time zone'
          USING ERRCODE = '23514', SCHEMA = 'people', TABLE = 'site', CONSTRAINT = 'site_zone_is_a_place_in_tzdata',
                HINT = coalesce('Near it: ' || suggestion || '.', 'Use a place, such as Europe/London.');
END
$$;

ALTER FUNCTION people.refuse_unknown_zone() OWNER TO muster_owner;

CREATE FUNCTION people.remember() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    operation CONSTANT bigint := op.current();
    image     CONSTANT jsonb  := to_jsonb(old);
BEGIN
    IF operation IS NULL OR operation IS NOT DISTINCT FROM old.operation_id
       OR new.operation_id IS DISTINCT FROM old.operation_id OR new IS NOT DISTINCT FROM old THEN
        RETURN new;
    END IF;
    INSERT INTO people.before (operation_id, entity_id, tab, row_id, image)
    VALUES (operation, old.entity_id, tg_table_name, coalesce(image -> 'id', image -> 'person_id')::bigint, image)
        ON CONFLICT DO NOTHING;
    new.operation_id := operation;
    RETURN new;
END
$$;

ALTER FUNCTION people.remember() OWNER TO muster_owner;

CREATE FUNCTION sec.add_login(person bigint, login name, verifier text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
BEGIN
    PERFORM sec.require_another(person);
    INSERT INTO sec.login (login, person_id) VALUES (add_login.login, person);
    BEGIN
        EXECUTE format('CREATE ROLE %I LOGIN CONNECTION LIMIT 20', add_login.login);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
        EXECUTE format('ALTER ROLE %I LOGIN', add_login.login);
    END;
    IF verifier IS NOT NULL THEN
        IF verifier !~ '^SCRAM-SHA-256\$\d+:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$' THEN
            RAISE EXCEPTION 'a SCRAM verifier is needed, never a password'
                  USING ERRCODE = '22023', CONSTRAINT = 'login_takes_a_scram_verifier';
        END IF;
        EXECUTE format('ALTER ROLE %I PASSWORD %L', add_login.login, verifier);
    END IF;
    EXECUTE format('GRANT muster_person TO %I', add_login.login);
    -- On a private cluster whoever owns it may act as anyone.
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'muster_local') THEN
        EXECUTE format('GRANT %I TO muster_local', add_login.login);
    END IF;
END
$_$;

ALTER FUNCTION sec.add_login(person bigint, login name, verifier text) OWNER TO muster_keys;

CREATE PROCEDURE sec.close_database()
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    technical name;
BEGIN
    IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        EXECUTE format('ALTER DATABASE %I OWNER TO muster_owner', current_database());
    END IF;
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO muster_person', current_database());
    FOR technical IN SELECT rolname FROM pg_roles WHERE rolname IN ('muster_backup', 'muster_local') LOOP
        EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), technical);
    END LOOP;
END
$$;

ALTER PROCEDURE sec.close_database() OWNER TO muster_sec;

CREATE FUNCTION sec.grant_entity(person bigint, entity bigint) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    PERFORM sec.require_another(person);
    INSERT INTO sec.entity_access (person_id, entity_id, granted_by) VALUES (person, entity, sec.me())
        ON CONFLICT DO NOTHING;
    RETURN FOUND;
END
$$;

ALTER FUNCTION sec.grant_entity(person bigint, entity bigint) OWNER TO muster_keys;

CREATE FUNCTION sec.grant_role(person bigint, role text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    PERFORM sec.require_another(person);
    INSERT INTO sec.role_grant (person_id, role, granted_by) VALUES (person, grant_role.role, sec.me())
        ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    EXECUTE format('GRANT %I TO %I', 'muster_' || grant_role.role, sec.login_of(person));
    RETURN true;
END
$$;

ALTER FUNCTION sec.grant_role(person bigint, role text) OWNER TO muster_keys;

CREATE FUNCTION sec.guard(relation regclass) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', relation);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', relation);
    EXECUTE format('DROP POLICY IF EXISTS owner_keeps ON %s', relation);
    EXECUTE format('CREATE POLICY owner_keeps ON %s TO %I USING (true) WITH CHECK (true)',
                   relation, (SELECT relowner::regrole::text FROM pg_class WHERE oid = relation));
END
$$;

ALTER FUNCTION sec.guard(relation regclass) OWNER TO muster_sec;

CREATE TABLE sec.role_grant (
    person_id bigint NOT NULL,
    role text NOT NULL,
    granted_by bigint,
    granted_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT role_is_granted_by_someone_else CHECK ((granted_by <> person_id)),
    CONSTRAINT role_is_one_a_person_can_hold CHECK ((role = ANY (ARRAY['admin'::text, 'agent'::text, 'auditor'::text, 'export'::text, 'hr'::text, 'manager'::text, 'planner'::text, 'publisher'::text, 'recruiter'::text, 'trainer'::text])))
);

ALTER TABLE ONLY sec.role_grant FORCE ROW LEVEL SECURITY;

ALTER TABLE sec.role_grant OWNER TO muster_sec;

CREATE FUNCTION sec.i_am(role text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    BEGIN ATOMIC
 SELECT (EXISTS ( SELECT
            FROM sec.role_grant
           WHERE ((role_grant.person_id = sec.me()) AND (role_grant.role = i_am.role)))) AS "exists";
END;

ALTER FUNCTION sec.i_am(role text) OWNER TO muster_sec;

CREATE VIEW sec.our_table WITH (security_invoker='true') AS
 SELECT class.oid,
    ((class.oid)::regclass)::text AS name,
    class.relowner,
    class.relrowsecurity,
    class.relforcerowsecurity,
    class.relkind,
    space.nspname
   FROM (pg_class class
     JOIN pg_namespace space ON ((space.oid = class.relnamespace)))
  WHERE ((space.nspname = ANY (ARRAY['sec'::name, 'op'::name, 'audit'::name, 'stage'::name, 'people'::name, 'workload'::name, 'timekeeping'::name, 'scheduling'::name, 'recruiting'::name, 'onboarding'::name, 'coaching'::name, 'scorecards'::name])) AND (class.relkind = ANY (ARRAY['r'::"char", 'p'::"char", 'v'::"char", 'm'::"char"])));

ALTER TABLE sec.our_table OWNER TO muster_sec;

CREATE FUNCTION sec.lint_columns() RETURNS TABLE(rule text, object text, fix text)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT 'text column without a limit'::text,
     ((ours.name || '.'::text) || (attribute.attname)::text),
     'a CHECK of its length, its form or its words'::text
    FROM (sec.our_table ours
      JOIN pg_attribute attribute ON ((attribute.attrelid = ours.oid)))
   WHERE ((ours.relkind = ANY (ARRAY['r'::"char", 'p'::"char"])) AND (ours.nspname <> 'stage'::name) AND (attribute.attnum > 0) AND (NOT attribute.attisdropped) AND (attribute.atttypid = ('text'::regtype)::oid) AND (NOT (EXISTS ( SELECT
            FROM pg_constraint bound
           WHERE ((bound.conrelid = ours.oid) AND (bound.contype = ANY (ARRAY['c'::"char", 'f'::"char"])) AND (attribute.attnum = ANY (bound.conkey)))))))
 UNION ALL
  SELECT 'personal column without its tag'::text,
     ((ours.name || '.'::text) || (attribute.attname)::text),
     'COMMENT ON COLUMN … IS ''pii: …'', or a comment that says why not'::text
    FROM (sec.our_table ours
      JOIN pg_attribute attribute ON ((attribute.attrelid = ours.oid)))
   WHERE ((ours.relkind = ANY (ARRAY['r'::"char", 'p'::"char"])) AND (ours.nspname <> 'stage'::name) AND (attribute.attnum > 0) AND (NOT attribute.attisdropped) AND ((attribute.attname)::text ~ '^(legal_name|email|phone|birth_on|address|body|wage.*|document.*|customer.*)$'::text) AND (col_description(ours.oid, (attribute.attnum)::integer) IS NULL))
 UNION ALL
  SELECT 'timestamp without a zone'::text,
     ((ours.name || '.'::text) || (attribute.attname)::text),
     'timestamptz, or date and local time apart'::text
    FROM (sec.our_table ours
      JOIN pg_attribute attribute ON ((attribute.attrelid = ours.oid)))
   WHERE ((ours.relkind = ANY (ARRAY['r'::"char", 'p'::"char"])) AND (attribute.attnum > 0) AND (NOT attribute.attisdropped) AND (attribute.atttypid = ('timestamp without time zone'::regtype)::oid))
 UNION ALL
  SELECT 'enumerated type'::text,
     ((ours.name || '.'::text) || (attribute.attname)::text),
     'text and CHECK: comparing an enum is not leakproof and kills the index behind a policy'::text
    FROM ((sec.our_table ours
      JOIN pg_attribute attribute ON ((attribute.attrelid = ours.oid)))
      JOIN pg_type type ON ((type.oid = attribute.atttypid)))
   WHERE ((attribute.attnum > 0) AND (type.typtype = 'e'::"char"));
END;

ALTER FUNCTION sec.lint_columns() OWNER TO muster_sec;

CREATE FUNCTION sec.lint_functions() RETURNS TABLE(rule text, object text, fix text)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT 'definer function whose names the caller can bend'::text,
     ((function.oid)::regprocedure)::text AS oid,
     'BEGIN ATOMIC, or SET search_path = pg_catalog, pg_temp'::text
    FROM (pg_proc function
      JOIN pg_namespace space ON ((space.oid = function.pronamespace)))
   WHERE ((space.nspname IN ( SELECT our_table.nspname
            FROM sec.our_table)) AND function.prosecdef AND (function.prosqlbody IS NULL) AND (NOT COALESCE(((function.proconfig)::text ~~ '%search_path=pg_catalog%pg_temp"%'::text), false)))
 UNION ALL
  SELECT 'definer function of a superuser'::text,
     ((function.oid)::regprocedure)::text AS oid,
     'make it as muster_owner'::text
    FROM ((pg_proc function
      JOIN pg_namespace space ON ((space.oid = function.pronamespace)))
      JOIN pg_roles owner ON ((owner.oid = function.proowner)))
   WHERE ((space.nspname IN ( SELECT our_table.nspname
            FROM sec.our_table)) AND function.prosecdef AND (owner.rolsuper OR owner.rolcanlogin OR owner.rolbypassrls))
 UNION ALL
  SELECT 'function everyone may call'::text,
     ((function.oid)::regprocedure)::text AS oid,
     'REVOKE EXECUTE … FROM PUBLIC'::text
    FROM ((pg_proc function
      JOIN pg_namespace space ON ((space.oid = function.pronamespace)))
      CROSS JOIN LATERAL aclexplode(COALESCE(function.proacl, acldefault('f'::"char", function.proowner))) right_given(grantor, grantee, privilege_type, is_grantable))
   WHERE ((space.nspname IN ( SELECT our_table.nspname
            FROM sec.our_table)) AND (right_given.grantee = (0)::oid));
END;

ALTER FUNCTION sec.lint_functions() OWNER TO muster_sec;

CREATE FUNCTION sec.lint_policies() RETURNS TABLE(rule text, object text, fix text)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT 'policy that lets everyone in'::text,
     (((((policy.schemaname)::text || '.'::text) || (policy.tablename)::text) || '.'::text) || (policy.policyname)::text),
     'name rows by entity, team or person'::text
    FROM (pg_policies policy
      JOIN sec.our_table ours ON ((ours.name = (((policy.schemaname)::text || '.'::text) || (policy.tablename)::text))))
   WHERE ((policy.permissive = 'PERMISSIVE'::text) AND (policy.qual = 'true'::text) AND (NOT (policy.roles <@ ARRAY['muster_owner'::name, 'muster_sec'::name, 'muster_keys'::name])) AND (policy.policyname <> 'everyone_sees_the_level'::name))
 UNION ALL
  SELECT 'permissive policy for everyone'::text,
     (((((policy.schemaname)::text || '.'::text) || (policy.tablename)::text) || '.'::text) || (policy.policyname)::text),
     'TO a group role'::text
    FROM (pg_policies policy
      JOIN sec.our_table ours ON ((ours.name = (((policy.schemaname)::text || '.'::text) || (policy.tablename)::text))))
   WHERE ((policy.permissive = 'PERMISSIVE'::text) AND (policy.roles = ARRAY['public'::name]))
 UNION ALL
  SELECT 'restrictive policy for some'::text,
     (((((policy.schemaname)::text || '.'::text) || (policy.tablename)::text) || '.'::text) || (policy.policyname)::text),
     'TO PUBLIC, with the condition inside: DROP OWNED takes a role away'::text
    FROM (pg_policies policy
      JOIN sec.our_table ours ON ((ours.name = (((policy.schemaname)::text || '.'::text) || (policy.tablename)::text))))
   WHERE ((policy.permissive = 'RESTRICTIVE'::text) AND (policy.roles <> ARRAY['public'::name]))
 UNION ALL
  SELECT 'operator in a policy that may leak and finds no index'::text,
     (((((policy.schemaname)::text || '.'::text) || (policy.tablename)::text) || '.'::text) || (policy.policyname)::text),
     'compare whole numbers, dates, instants or texts by = < >'::text
    FROM (pg_policies policy
      JOIN sec.our_table ours ON ((ours.name = (((policy.schemaname)::text || '.'::text) || (policy.tablename)::text))))
   WHERE (COALESCE(policy.qual, ''::text) ~ '(&&|@>|<@|~~|~\*| ~ |lower\()'::text)
 UNION ALL
  SELECT 'policy column that leads no index'::text,
     (((((((policy.schemaname)::text || '.'::text) || (policy.tablename)::text) || '.'::text) || (policy.policyname)::text) || ' by '::text) || part.found[1]),
     'an index that begins with it'::text
    FROM (((pg_policies policy
      JOIN sec.our_table ours ON ((ours.name = (((policy.schemaname)::text || '.'::text) || (policy.tablename)::text))))
      CROSS JOIN LATERAL regexp_matches(policy.qual, '\(?(\w+) = ANY \((?:sec|people)\.'::text, 'g'::text) part(found))
      JOIN pg_attribute attribute ON (((attribute.attrelid = ours.oid) AND (attribute.attname = part.found[1]))))
   WHERE (NOT (EXISTS ( SELECT
            FROM pg_index index
           WHERE ((index.indrelid = ours.oid) AND (((index.indkey)::smallint[])[0] = attribute.attnum)))));
END;

ALTER FUNCTION sec.lint_policies() OWNER TO muster_sec;

CREATE FUNCTION sec.lint_roles() RETURNS TABLE(rule text, object text, fix text)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT 'role with powers over the server'::text,
     (role.rolname)::text AS rolname,
     'ALTER ROLE … NOCREATEROLE NOBYPASSRLS NOCREATEDB'::text
    FROM pg_roles role
   WHERE ((role.rolname ~ '^(muster|u)_'::text) AND (role.rolsuper OR role.rolcreatedb OR role.rolreplication OR (role.rolcreaterole AND (role.rolname <> 'muster_keys'::name)) OR (role.rolbypassrls AND (role.rolname <> 'muster_backup'::name))))
 UNION ALL
  SELECT 'person in a role of the server'::text,
     (((member.rolname)::text || ' in '::text) || (role.rolname)::text),
     'REVOKE … FROM …'::text
    FROM ((pg_auth_members link
      JOIN pg_roles role ON ((role.oid = link.roleid)))
      JOIN pg_roles member ON ((member.oid = link.member)))
   WHERE ((member.rolname ~~ 'u\_%'::text) AND ((role.rolname ~~ 'pg\_%'::text) OR (role.rolname = ANY (ARRAY['muster_owner'::name, 'muster_sec'::name, 'muster_keys'::name, 'muster_backup'::name, 'muster_local'::name]))))
 UNION ALL
  SELECT 'right to empty, refer to or hook into a table'::text,
     ((ours.name || ' for '::text) || (COALESCE(grantee.rolname, 'PUBLIC'::name))::text),
     'REVOKE TRUNCATE, REFERENCES, TRIGGER'::text
    FROM (((sec.our_table ours
      JOIN pg_class class ON ((class.oid = ours.oid)))
      CROSS JOIN LATERAL aclexplode(class.relacl) right_given(grantor, grantee, privilege_type, is_grantable))
      LEFT JOIN pg_roles grantee ON ((grantee.oid = right_given.grantee)))
   WHERE ((right_given.grantee <> class.relowner) AND (COALESCE(grantee.rolname, ''::name) <> ALL (ARRAY['muster_owner'::name, 'muster_sec'::name])) AND (right_given.privilege_type = ANY (ARRAY['TRUNCATE'::text, 'REFERENCES'::text, 'TRIGGER'::text])))
 UNION ALL
  SELECT 'database open to everyone'::text,
     (current_database())::text AS current_database,
     'CALL sec.close_database()'::text
    FROM (pg_database database
      CROSS JOIN LATERAL aclexplode(COALESCE(database.datacl, acldefault('d'::"char", database.datdba))) right_given(grantor, grantee, privilege_type, is_grantable))
   WHERE ((database.datname = current_database()) AND (right_given.grantee = (0)::oid));
END;

ALTER FUNCTION sec.lint_roles() OWNER TO muster_sec;

CREATE FUNCTION sec.lint_tables() RETURNS TABLE(rule text, object text, fix text)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT 'table without forced row-level security'::text,
     ours.name,
     'SELECT sec.guard(…) in its migration'::text
    FROM sec.our_table ours
   WHERE ((ours.relkind = ANY (ARRAY['r'::"char", 'p'::"char"])) AND (ours.nspname <> 'stage'::name) AND (NOT (ours.relrowsecurity AND ours.relforcerowsecurity)))
 UNION ALL
  SELECT 'table without a policy'::text,
     ours.name,
     'write its policies in sql/code'::text
    FROM sec.our_table ours
   WHERE ((ours.relkind = ANY (ARRAY['r'::"char", 'p'::"char"])) AND (ours.nspname <> 'stage'::name) AND (NOT (EXISTS ( SELECT
            FROM pg_policy policy
           WHERE (policy.polrelid = ours.oid)))))
 UNION ALL
  SELECT 'table owned by a login or a superuser'::text,
     ours.name,
     'make it as muster_owner'::text
    FROM (sec.our_table ours
      JOIN pg_roles owner ON ((owner.oid = ours.relowner)))
   WHERE (owner.rolcanlogin OR owner.rolsuper)
 UNION ALL
  SELECT 'view that reads as its owner'::text,
     ours.name,
     'CREATE VIEW … WITH (security_invoker)'::text
    FROM (sec.our_table ours
      JOIN pg_class class ON ((class.oid = ours.oid)))
   WHERE ((ours.relkind = 'v'::"char") AND (NOT COALESCE(((class.reloptions)::text ~ 'security_invoker=(true|on|1)|security_invoker[,}]'::text), false)))
 UNION ALL
  SELECT 'materialised view'::text,
     ours.name,
     'a materialised view knows no row-level security: keep a table'::text
    FROM sec.our_table ours
   WHERE (ours.relkind = 'm'::"char")
 UNION ALL
  SELECT 'foreign key without an index'::text,
     (((link.conrelid)::regclass || '.'::text) || (link.conname)::text),
     'index its columns, in any order, first'::text
    FROM (pg_constraint link
      JOIN sec.our_table ours ON ((ours.oid = link.conrelid)))
   WHERE ((link.contype = 'f'::"char") AND (NOT (EXISTS ( SELECT
            FROM pg_index index
           WHERE ((index.indrelid = link.conrelid) AND (((index.indkey)::smallint[])[0:(cardinality(link.conkey) - 1)] @> link.conkey[1:1]) AND (((index.indkey)::smallint[])[0] = ANY (link.conkey)))))))
 UNION ALL
  SELECT 'nullable column in an exclusion constraint'::text,
     (((rule.conrelid)::regclass || '.'::text) || (attribute.attname)::text),
     'SET NOT NULL: a NULL escapes the rule'::text
    FROM ((pg_constraint rule
      JOIN sec.our_table ours ON ((ours.oid = rule.conrelid)))
      JOIN pg_attribute attribute ON (((attribute.attrelid = rule.conrelid) AND (attribute.attnum = ANY (rule.conkey)))))
   WHERE ((rule.contype = 'x'::"char") AND (NOT attribute.attnotnull));
END;

ALTER FUNCTION sec.lint_tables() OWNER TO muster_sec;

CREATE FUNCTION sec.lint() RETURNS TABLE(rule text, object text, fix text)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT lint_tables.rule,
     lint_tables.object,
     lint_tables.fix
    FROM sec.lint_tables() lint_tables(rule, object, fix)
 UNION ALL
  SELECT lint_columns.rule,
     lint_columns.object,
     lint_columns.fix
    FROM sec.lint_columns() lint_columns(rule, object, fix)
 UNION ALL
  SELECT lint_policies.rule,
     lint_policies.object,
     lint_policies.fix
    FROM sec.lint_policies() lint_policies(rule, object, fix)
 UNION ALL
  SELECT lint_functions.rule,
     lint_functions.object,
     lint_functions.fix
    FROM sec.lint_functions() lint_functions(rule, object, fix)
 UNION ALL
  SELECT lint_roles.rule,
     lint_roles.object,
     lint_roles.fix
    FROM sec.lint_roles() lint_roles(rule, object, fix)
  ORDER BY 1, 2;
END;

ALTER FUNCTION sec.lint() OWNER TO muster_sec;

CREATE FUNCTION sec.login_of(person bigint) RETURNS name
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    found name;
BEGIN
    SELECT login.login INTO found FROM sec.login AS login
     WHERE login.person_id = person AND login.revoked_at IS NULL;
    IF found IS NULL THEN
        RAISE EXCEPTION 'this person has no login'
              USING ERRCODE = '23503', CONSTRAINT = 'grant_needs_a_login', SCHEMA = 'sec', TABLE = 'role_grant';
    END IF;
    RETURN found;
END
$$;

ALTER FUNCTION sec.login_of(person bigint) OWNER TO muster_keys;

CREATE TABLE sec.reach (
    lead_id bigint NOT NULL,
    team_id bigint NOT NULL,
    starts_at timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    ends_at timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    CONSTRAINT reach_ends_after_it_starts CHECK ((ends_at > starts_at))
);

ALTER TABLE ONLY sec.reach FORCE ROW LEVEL SECURITY;

ALTER TABLE sec.reach OWNER TO muster_sec;

CREATE FUNCTION sec.my_teams() RETURNS bigint[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    BEGIN ATOMIC
 SELECT COALESCE(array_agg(DISTINCT reach.team_id), '{}'::bigint[]) AS "coalesce"
    FROM sec.reach
   WHERE ((reach.lead_id = sec.me()) AND (reach.starts_at <= now()) AND (reach.ends_at > now()));
END;

ALTER FUNCTION sec.my_teams() OWNER TO muster_sec;

CREATE TABLE sec.member (
    team_id bigint NOT NULL,
    person_id bigint NOT NULL,
    starts_on date NOT NULL,
    ends_on date DEFAULT 'infinity'::date NOT NULL,
    CONSTRAINT member_leaves_after_joining CHECK ((ends_on > starts_on))
);

ALTER TABLE ONLY sec.member FORCE ROW LEVEL SECURITY;

ALTER TABLE sec.member OWNER TO muster_sec;

CREATE FUNCTION sec.my_people() RETURNS bigint[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    BEGIN ATOMIC
 SELECT COALESCE(array_agg(DISTINCT member.person_id), '{}'::bigint[]) AS "coalesce"
    FROM sec.member
   WHERE ((member.team_id = ANY (sec.my_teams())) AND (member.starts_on <= CURRENT_DATE) AND (member.ends_on > CURRENT_DATE));
END;

ALTER FUNCTION sec.my_people() OWNER TO muster_sec;

CREATE FUNCTION sec.open_entity() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    INSERT INTO sec.entity_access (person_id, entity_id)
    SELECT sec.me(), new.id
     WHERE sec.me() IS NOT NULL
        ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;

ALTER FUNCTION sec.open_entity() OWNER TO muster_sec;

CREATE FUNCTION sec.require_another(person bigint) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF person = sec.me() THEN
        RAISE EXCEPTION 'nobody changes their own rights'
              USING ERRCODE = '42501', CONSTRAINT = 'rights_are_changed_by_someone_else',
                    SCHEMA = 'sec', TABLE = 'role_grant';
    END IF;
    -- The master of the database, who is nobody, may: the first administrator comes from there.
    IF sec.me() IS NULL AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = session_user) THEN
        RAISE EXCEPTION 'this login is nobody here' USING ERRCODE = '42501';
    END IF;
END
$$;

ALTER FUNCTION sec.require_another(person bigint) OWNER TO muster_keys;

CREATE FUNCTION sec.revoke_entity(person bigint, entity bigint) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    PERFORM sec.require_another(person);
    DELETE FROM sec.entity_access AS held WHERE held.person_id = person AND held.entity_id = entity;
    RETURN FOUND;
END
$$;

ALTER FUNCTION sec.revoke_entity(person bigint, entity bigint) OWNER TO muster_keys;

CREATE FUNCTION sec.revoke_login(person bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    closed name := sec.login_of(person);
    held   text;
BEGIN
    PERFORM sec.require_another(person);
    FOR held IN DELETE FROM sec.role_grant WHERE person_id = person RETURNING role LOOP
        EXECUTE format('REVOKE %I FROM %I', 'muster_' || held, closed);
    END LOOP;
    DELETE FROM sec.entity_access WHERE person_id = person;
    UPDATE sec.login SET revoked_at = now() WHERE login = closed;
    EXECUTE format('REVOKE muster_person FROM %I', closed);
    EXECUTE format('ALTER ROLE %I NOLOGIN', closed);
END
$$;

ALTER FUNCTION sec.revoke_login(person bigint) OWNER TO muster_keys;

CREATE FUNCTION sec.revoke_role(person bigint, role text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    PERFORM sec.require_another(person);
    DELETE FROM sec.role_grant AS held WHERE held.person_id = person AND held.role = revoke_role.role;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    EXECUTE format('REVOKE %I FROM %I', 'muster_' || revoke_role.role, sec.login_of(person));
    RETURN true;
END
$$;

ALTER FUNCTION sec.revoke_role(person bigint, role text) OWNER TO muster_keys;

CREATE FUNCTION timekeeping.derive() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    starts_local CONSTANT timestamp := new.works_on + new.starts_time;
    ends_local   timestamp          := new.works_on + new.ends_time;
BEGIN
    SELECT site.zone INTO new.zone FROM people.site WHERE site.id = new.site_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no such site' USING ERRCODE = '23503', SCHEMA = tg_table_schema, TABLE = tg_table_name,
              CONSTRAINT = tg_table_name || '_site_is_of_the_entity';
    END IF;
    new.starts_at := people.instant(starts_local, new.zone, new.start_fold);
    IF new.start_fold IS NOT NULL AND NOT people.happens_twice(starts_local, new.zone) THEN
        new.start_fold := NULL;
    END IF;
    IF new.ends_time <= new.starts_time AND NOT coalesce(new.start_fold = 1 AND new.end_fold = 2, false) THEN
        ends_local := ends_local + interval '24 hours';
    END IF;
    new.ends_at := people.instant(ends_local, new.zone, new.end_fold);
    IF new.end_fold IS NOT NULL AND NOT people.happens_twice(ends_local, new.zone) THEN
        new.end_fold := NULL;
    END IF;
    new.minutes := extract(epoch FROM new.ends_at - new.starts_at) / 60;
    RETURN new;
END
$$;

ALTER FUNCTION timekeeping.derive() OWNER TO muster_owner;

CREATE FUNCTION timekeeping.derive_absence() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
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

ALTER FUNCTION timekeeping.derive_absence() OWNER TO muster_owner;

CREATE FUNCTION timekeeping.instant_today(local timestamp without time zone, zone text, fold smallint) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN people.instant(local, zone, coalesce(fold, 1::smallint));
EXCEPTION WHEN check_violation THEN
    RETURN NULL;
END
$$;

ALTER FUNCTION timekeeping.instant_today(local timestamp without time zone, zone text, fold smallint) OWNER TO muster_owner;

CREATE FUNCTION timekeeping.refuse_shift() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM people.employment
         WHERE employment.person_id = new.person_id
           AND employment.starts_on <= new.works_on
           AND coalesce(employment.ends_on, new.works_on) >= new.works_on
    ) THEN
        RAISE EXCEPTION 'not employed on that day'
              USING ERRCODE = '23514', SCHEMA = 'timekeeping', TABLE = 'shift',
                    CONSTRAINT = 'shift_person_is_employed_that_day';
    END IF;
    IF EXISTS (
        SELECT FROM timekeeping.absence
         WHERE absence.person_id = new.person_id
           AND absence.decision = 'approved'
           AND absence.withdrawn_at IS NULL
           AND absence.starts_at < new.ends_at
           AND absence.ends_at > new.starts_at
    ) THEN
        RAISE EXCEPTION 'away at that time'
              USING ERRCODE = '23P01', SCHEMA = 'timekeeping', TABLE = 'shift',
                    CONSTRAINT = 'shift_is_not_during_an_absence';
    END IF;
    RETURN new;
END
$$;

ALTER FUNCTION timekeeping.refuse_shift() OWNER TO muster_owner;

CREATE FUNCTION timekeeping.release() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    UPDATE timekeeping.shift SET withdrawn_at = now()
     WHERE shift.person_id = old.person_id AND shift.withdrawn_at IS NULL
       AND shift.works_on > new.ends_on AND shift.works_on <= coalesce(old.ends_on, shift.works_on);
    UPDATE timekeeping.training_block SET withdrawn_at = now()
     WHERE training_block.person_id = old.person_id AND training_block.withdrawn_at IS NULL
       AND training_block.works_on > new.ends_on AND training_block.works_on <= coalesce(old.ends_on, training_block.works_on);
    RETURN NULL;
END
$$;

ALTER FUNCTION timekeeping.release() OWNER TO muster_owner;

CREATE FUNCTION timekeeping.sign_decision() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
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

ALTER FUNCTION timekeeping.sign_decision() OWNER TO muster_owner;

ALTER TABLE audit.event ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME audit.event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE op.code (
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT code_checksum_is_sha256 CHECK ((checksum ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT code_has_a_name CHECK ((name ~ '^[0-9]{2}_[a-z_]{1,60}$'::text))
);

ALTER TABLE ONLY op.code FORCE ROW LEVEL SECURITY;

ALTER TABLE op.code OWNER TO muster_sec;

CREATE TABLE op.migration (
    version integer NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    started_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    applied_at timestamp with time zone,
    applied_by name DEFAULT SESSION_USER NOT NULL,
    CONSTRAINT migration_checksum_is_sha256 CHECK ((checksum ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT migration_has_a_name CHECK ((name ~ '^[0-9]{4}_[a-z_]{1,60}$'::text))
);

ALTER TABLE ONLY op.migration FORCE ROW LEVEL SECURITY;

ALTER TABLE op.migration OWNER TO muster_sec;

ALTER TABLE op.operation ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME op.operation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE people.arrival ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME people.arrival_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE people.before (
    operation_id bigint NOT NULL,
    entity_id bigint NOT NULL,
    tab text NOT NULL,
    row_id bigint NOT NULL,
    image jsonb NOT NULL,
    CONSTRAINT before_tab_is_known CHECK ((tab = ANY (ARRAY['person'::text, 'person_private'::text, 'employment'::text, 'membership'::text, 'skill_grant'::text])))
);

ALTER TABLE ONLY people.before FORCE ROW LEVEL SECURITY;

ALTER TABLE people.before OWNER TO muster_owner;

CREATE TABLE people.calendar (
    id bigint NOT NULL,
    entity_id bigint NOT NULL,
    site_id bigint NOT NULL,
    version integer NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    created_by bigint DEFAULT sec.me(),
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    operation_id bigint DEFAULT op.current(),
    CONSTRAINT calendar_note_is_at_most_500_characters CHECK ((length(note) <= 500)),
    CONSTRAINT calendar_version_counts_from_one CHECK ((version >= 1))
);

ALTER TABLE ONLY people.calendar FORCE ROW LEVEL SECURITY;

ALTER TABLE people.calendar OWNER TO muster_owner;

CREATE TABLE people.calendar_day (
    calendar_id bigint NOT NULL,
    entity_id bigint NOT NULL,
    day_on date NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    opens_time time without time zone,
    closes_time time without time zone,
    CONSTRAINT calendar_day_closes_after_it_opens CHECK ((closes_time > opens_time)),
    CONSTRAINT calendar_day_hours_are_both_or_neither CHECK (((opens_time IS NULL) = (closes_time IS NULL))),
    CONSTRAINT calendar_day_is_finite CHECK (isfinite(day_on)),
    CONSTRAINT calendar_day_kind_is_known CHECK ((kind = ANY (ARRAY['holiday'::text, 'closed'::text, 'hours'::text, 'event'::text]))),
    CONSTRAINT calendar_day_name_is_1_to_80_characters CHECK (((name ~ '\S'::text) AND (length(name) <= 80))),
    CONSTRAINT calendar_day_with_own_hours_states_them CHECK (((kind = 'hours'::text) = (opens_time IS NOT NULL)))
);

ALTER TABLE ONLY people.calendar_day FORCE ROW LEVEL SECURITY;

ALTER TABLE people.calendar_day OWNER TO muster_owner;

ALTER TABLE people.calendar ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME people.calendar_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE people.cost_rate (
    id bigint NOT NULL,
    entity_id bigint NOT NULL,
    kind text NOT NULL,
    per text NOT NULL,
    amount_minor bigint NOT NULL,
    currency text NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    operation_id bigint DEFAULT op.current(),
    CONSTRAINT cost_rate_currency_is_three_capitals CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT cost_rate_dates_are_finite CHECK ((isfinite(starts_on) AND ((ends_on IS NULL) OR isfinite(ends_on)))),
    CONSTRAINT cost_rate_ends_on_or_after_its_start CHECK ((ends_on >= starts_on)),
    CONSTRAINT cost_rate_is_not_negative CHECK ((amount_minor >= 0)),
    CONSTRAINT cost_rate_kind_is_known CHECK ((kind = ANY (ARRAY['permanent'::text, 'seasonal'::text, 'agency'::text, 'outsourced'::text]))),
    CONSTRAINT cost_rate_per_is_known CHECK ((per = ANY (ARRAY['hour'::text, 'overtime hour'::text, 'hire'::text, 'training week'::text])))
);

ALTER TABLE ONLY people.cost_rate FORCE ROW LEVEL SECURITY;

ALTER TABLE people.cost_rate OWNER TO muster_owner;

ALTER TABLE people.cost_rate ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME people.cost_rate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE people.readiness (
    id bigint NOT NULL,
    entity_id bigint NOT NULL,
    person_id bigint NOT NULL,
    skill_id bigint NOT NULL,
    ready_p50_on date NOT NULL,
    ready_p90_on date NOT NULL,
    proficiency double precision,
    gate_passed_at timestamp with time zone,
    gate_passed_by bigint,
    noted_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    operation_id bigint DEFAULT op.current(),
    CONSTRAINT readiness_dates_are_finite CHECK ((isfinite(ready_p50_on) AND isfinite(ready_p90_on))),
    CONSTRAINT readiness_gate_is_passed_by_someone_else CHECK ((gate_passed_by <> person_id)),
    CONSTRAINT readiness_gate_names_who_passed_it CHECK (((gate_passed_at IS NULL) = (gate_passed_by IS NULL))),
    CONSTRAINT readiness_p90_is_not_before_p50 CHECK ((ready_p90_on >= ready_p50_on)),
    CONSTRAINT readiness_proficiency_is_0_to_2 CHECK (((proficiency >= (0)::double precision) AND (proficiency <= (2)::double precision)))
);

ALTER TABLE ONLY people.readiness FORCE ROW LEVEL SECURITY;

ALTER TABLE people.readiness OWNER TO muster_owner;

CREATE VIEW people.current_readiness WITH (security_invoker='true') AS
 SELECT DISTINCT ON (readiness.person_id, readiness.skill_id) readiness.id,
    readiness.entity_id,
    readiness.person_id,
    readiness.skill_id,
    readiness.ready_p50_on,
    readiness.ready_p90_on,
    readiness.proficiency,
    readiness.gate_passed_at,
    readiness.gate_passed_by,
    readiness.noted_at,
    readiness.operation_id
   FROM people.readiness
  ORDER BY readiness.person_id, readiness.skill_id, readiness.noted_at DESC, readiness.id DESC;

ALTER TABLE people.current_readiness OWNER TO muster_owner;

CREATE TABLE people.employment (
    id bigint NOT NULL,
    entity_id bigint NOT NULL,
    person_id bigint NOT NULL,
    site_id bigint NOT NULL,
    kind text NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    end_reason text,
    weekly_minutes integer NOT NULL,
    minimum_weekly_minutes integer NOT NULL,
    maximum_weekly_minutes integer NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    operation_id bigint DEFAULT op.current(),
    CONSTRAINT employment_dates_are_finite CHECK ((isfinite(starts_on) AND ((ends_on IS NULL) OR isfinite(ends_on)))),
    CONSTRAINT employment_end_reason_is_known CHECK ((end_reason = ANY (ARRAY['resigned'::text, 'dismissed'::text, 'season over'::text, 'contract over'::text, 'no show'::text, 'other'::text]))),
    CONSTRAINT employment_end_reason_needs_an_end CHECK (((end_reason IS NULL) OR (ends_on IS NOT NULL))),
    CONSTRAINT employment_ends_on_or_after_its_start CHECK ((ends_on >= starts_on)),
    CONSTRAINT employment_kind_is_known CHECK ((kind = ANY (ARRAY['permanent'::text, 'seasonal'::text, 'agency'::text]))),
    CONSTRAINT employment_minutes_are_in_order CHECK (((0 <= minimum_weekly_minutes) AND (minimum_weekly_minutes <= weekly_minutes) AND (weekly_minutes <= maximum_weekly_minutes) AND (maximum_weekly_minutes <= 10080))),
    CONSTRAINT employment_seasonal_has_an_end CHECK (((kind <> 'seasonal'::text) OR (ends_on IS NOT NULL)))
);

ALTER TABLE ONLY people.employment FORCE ROW LEVEL SECURITY;

ALTER TABLE people.employment OWNER TO muster_owner;

ALTER TABLE people.employment ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME people.employment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE people.team (
    id bigint NOT NULL,
    entity_id bigint NOT NULL,
    site_id bigint NOT NULL,
    parent_id bigint,
    name text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    operation_id bigint DEFAULT op.current(),
    CONSTRAINT team_is_not_its_own_parent CHECK ((parent_id <> id)),
    CONSTRAINT team_name_is_1_to_80_characters CHECK (((name ~ '\S'::text) AND (length(name) <= 80)))
);

ALTER TABLE ONLY people.team FORCE ROW LEVEL SECURITY;

ALTER TABLE people.team OWNER TO muster_owner;

CREATE TABLE people.team_lead (
    id bigint NOT NULL,
    entity_id bigint NOT NULL,
    team_id bigint NOT NULL,
    person_id bigint NOT NULL,
    kind text DEFAULT 'lead'::text NOT NULL,
    starts_at timestamp with time zone DEFAULT now() NOT NULL,
    ends_at timestamp with time zone,
    operation_id bigint DEFAULT op.current(),
    CONSTRAINT team_lead_delegate_has_an_end CHECK (((kind = 'lead'::text) OR (ends_at IS NOT NULL))),
    CONSTRAINT team_lead_ends_after_it_starts CHECK ((ends_at > starts_at)),
    CONSTRAINT team_lead_kind_is_known CHECK ((kind = ANY (ARRAY['lead'::text, 'delegate'::text]))),
    CONSTRAINT team_lead_times_are_finite CHECK ((isfinite(starts_at) AND ((ends_at IS NULL) OR isfinite(ends_at))))
);

ALTER TABLE ONLY people.team_lead FORCE ROW LEVEL SECURITY;

ALTER TABLE people.team_lead OWNER TO muster_owner;

CREATE VIEW people.expected_reach WITH (security_invoker='true') AS
 WITH RECURSIVE below AS (
         SELECT team.id AS top_id,
            team.id
           FROM people.team
        UNION
         SELECT below_1.top_id,
            team.id
           FROM (people.team
             JOIN below below_1 ON ((team.parent_id = below_1.id)))
        )
 SELECT lead.person_id AS lead_id,
    below.id AS team_id,
    lead.starts_at,
    max(COALESCE(lead.ends_at, 'infinity'::timestamp with time zone)) AS ends_at
   FROM (people.team_lead lead
     JOIN below ON ((below.top_id = lead.team_id)))
  GROUP BY lead.person_id, below.id, lead.starts_at;

ALTER TABLE people.expected_reach OWNER TO muster_owner;

CREATE TABLE people.legal_entity (
    id bigint NOT NULL,
    name text NOT NULL,
    country text NOT NULL,
    currency text NOT NULL,
    full_time_weekly_minutes integer DEFAULT 2250 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    operation_id bigint DEFAULT op.current(),
    CONSTRAINT legal_entity_country_is_two_capitals CHECK ((country ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT legal_entity_currency_is_three_capitals CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT legal_entity_full_time_is_10_to_60_hours CHECK (((full_time_weekly_minutes >= 600) AND (full_time_weekly_minutes <= 3600))),
    CONSTRAINT legal_entity_name_is_1_to_120_characters CHECK (((name ~ '\S'::text) AND (length(name) <= 120)))
);

ALTER TABLE ONLY people.legal_entity FORCE ROW LEVEL SECURITY;

ALTER TABLE people.legal_entity OWNER TO muster_owner;

ALTER TABLE people.legal_entity ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME people.legal_entity_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE people.membership (
    id bigint NOT NULL,
    entity_id bigint NOT NULL,
    person_id bigint NOT NULL,
    team_id bigint NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    operation_id bigint DEFAULT op.current(),
    CONSTRAINT membership_dates_are_finite CHECK ((isfinite(starts_on) AND ((ends_on IS NULL) OR isfinite(ends_on)))),
    CONSTRAINT membership_ends_on_or_after_its_start CHECK ((ends_on >= starts_on))
);

ALTER TABLE ONLY people.membership FORCE ROW LEVEL SECURITY;

ALTER TABLE people.membership OWNER TO muster_owner;

ALTER TABLE people.membership ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME people.membership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE people.opening (
    calendar_id bigint NOT NULL,
    entity_id bigint NOT NULL,
    weekday smallint NOT NULL,
    opens_time time without time zone NOT NULL,
    closes_time time without time zone NOT NULL,
    CONSTRAINT opening_closes_after_it_opens CHECK ((closes_time > opens_time)),
    CONSTRAINT opening_weekday_is_iso CHECK (((weekday >= 1) AND (weekday <= 7)))
);

ALTER TABLE ONLY people.opening FORCE ROW LEVEL SECURITY;

ALTER TABLE people.opening OWNER TO muster_owner;

ALTER TABLE people.person ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME people.person_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE people.person_private (
    person_id bigint NOT NULL,
    entity_id bigint NOT NULL,
    legal_name text,
    email text,
    phone text,
    birth_on date,
    operation_id bigint DEFAULT op.current(),
    CONSTRAINT person_private_birth_is_finite CHECK (isfinite(birth_on)),
    CONSTRAINT person_private_email_is_lower_case_with_an_at CHECK (((email = lower(email)) AND (email ~ '^[^@\s]+@[^@\s]+$'::text) AND (length(email) <= 254))),
    CONSTRAINT person_private_legal_name_is_at_most_200_characters CHECK ((length(legal_name) <= 200)),
    CONSTRAINT person_private_phone_is_at_most_40_characters CHECK ((length(phone) <= 40))
);

ALTER TABLE ONLY people.person_private FORCE ROW LEVEL SECURITY;

ALTER TABLE people.person_private OWNER TO muster_owner;

ALTER TABLE people.readiness ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME people.readiness_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE people.site (
    id bigint NOT NULL,
    entity_id bigint NOT NULL,
    name text NOT NULL,
    zone text NOT NULL,
    week_starts_on smallint DEFAULT 1 NOT NULL,
    jurisdiction text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    operation_id bigint DEFAULT op.current(),
    CONSTRAINT site_jurisdiction_is_an_iso_3166_code CHECK ((jurisdiction ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'::text)),
    CONSTRAINT site_name_is_1_to_80_characters CHECK (((name ~ '\S'::text) AND (length(name) <= 80))),
    CONSTRAINT site_week_starts_on_an_iso_weekday CHECK (((week_starts_on >= 1) AND (week_starts_on <= 7))),
    CONSTRAINT site_zone_is_at_most_64_characters CHECK ((length(zone) <= 64))
);

ALTER TABLE ONLY people.site FORCE ROW LEVEL SECURITY;

ALTER TABLE people.site OWNER TO muster_owner;

ALTER TABLE people.site ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME people.site_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE people.skill (
    id bigint NOT NULL,
    entity_id bigint NOT NULL,
    name text NOT NULL,
    operation_id bigint DEFAULT op.current(),
    CONSTRAINT skill_name_is_1_to_60_characters CHECK (((name ~ '\S'::text) AND (length(name) <= 60)))
);

ALTER TABLE ONLY people.skill FORCE ROW LEVEL SECURITY;

ALTER TABLE people.skill OWNER TO muster_owner;

CREATE TABLE people.skill_grant (
    id bigint NOT NULL,
    entity_id bigint NOT NULL,
    person_id bigint NOT NULL,
    skill_id bigint NOT NULL,
    level smallint DEFAULT 3 NOT NULL,
    starts_on date NOT NULL,
    expires_on date,
    granted_by bigint DEFAULT sec.me(),
    granted_at timestamp with time zone DEFAULT now() NOT NULL,
    revoked_by bigint,
    revoked_at timestamp with time zone,
    operation_id bigint DEFAULT op.current(),
    CONSTRAINT skill_grant_dates_are_finite CHECK ((isfinite(starts_on) AND ((expires_on IS NULL) OR isfinite(expires_on)))),
    CONSTRAINT skill_grant_expires_on_or_after_its_start CHECK ((expires_on >= starts_on)),
    CONSTRAINT skill_grant_level_is_1_to_5 CHECK (((level >= 1) AND (level <= 5)))
);

ALTER TABLE ONLY people.skill_grant FORCE ROW LEVEL SECURITY;

ALTER TABLE people.skill_grant OWNER TO muster_owner;

ALTER TABLE people.skill_grant ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME people.skill_grant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE people.skill ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME people.skill_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE people.team ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME people.team_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE people.team_lead ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME people.team_lead_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE people.team_tree (
    only_one boolean DEFAULT true NOT NULL,
    edition bigint DEFAULT 0 NOT NULL,
    CONSTRAINT team_tree_is_one_row CHECK (only_one)
);

ALTER TABLE ONLY people.team_tree FORCE ROW LEVEL SECURITY;

ALTER TABLE people.team_tree OWNER TO muster_owner;

ALTER TABLE people.training_class ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME people.training_class_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE timekeeping.absence (
    id bigint NOT NULL,
    entity_id bigint NOT NULL,
    person_id bigint NOT NULL,
    site_id bigint NOT NULL,
    kind text NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    starts_time time without time zone,
    ends_time time without time zone,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    requested_by bigint DEFAULT sec.me(),
    requested_at timestamp with time zone DEFAULT now() NOT NULL,
    decision text,
    decided_by bigint,
    decided_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    operation_id bigint DEFAULT op.current(),
    CONSTRAINT absence_dates_are_finite CHECK ((isfinite(starts_on) AND isfinite(ends_on))),
    CONSTRAINT absence_decision_is_known CHECK ((decision = ANY (ARRAY['approved'::text, 'declined'::text]))),
    CONSTRAINT absence_decision_says_who_and_when CHECK ((((decision IS NULL) = (decided_by IS NULL)) AND ((decision IS NULL) = (decided_at IS NULL)))),
    CONSTRAINT absence_ends_after_it_starts CHECK ((isfinite(starts_at) AND isfinite(ends_at) AND (ends_at > starts_at))),
    CONSTRAINT absence_ends_on_or_after_its_start CHECK ((ends_on >= starts_on)),
    CONSTRAINT absence_is_decided_by_someone_else CHECK ((decided_by <> person_id)),
    CONSTRAINT absence_kind_is_known CHECK ((kind = ANY (ARRAY['holiday'::text, 'sick'::text, 'parental'::text, 'unpaid'::text, 'public duty'::text, 'other'::text]))),
    CONSTRAINT absence_note_is_at_most_500_characters CHECK ((length(note) <= 500)),
    CONSTRAINT absence_of_part_of_a_day_has_both_times CHECK (((starts_time IS NULL) = (ends_time IS NULL))),
    CONSTRAINT absence_of_part_of_a_day_is_on_one_day CHECK (((starts_time IS NULL) OR ((starts_on = ends_on) AND (ends_time > starts_time))))
);

ALTER TABLE ONLY timekeeping.absence FORCE ROW LEVEL SECURITY;

ALTER TABLE timekeeping.absence OWNER TO muster_owner;

ALTER TABLE timekeeping.absence ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME timekeeping.absence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE timekeeping.activity (
    id bigint NOT NULL,
    entity_id bigint NOT NULL,
    shift_id bigint NOT NULL,
    person_id bigint NOT NULL,
    shift_minutes integer NOT NULL,
    kind text NOT NULL,
    queue text,
    channel text,
    from_minute integer NOT NULL,
    until_minute integer NOT NULL,
    is_paid boolean GENERATED ALWAYS AS ((kind <> 'unpaid break'::text)) STORED,
    CONSTRAINT activity_channel_is_at_most_40_characters CHECK ((length(channel) <= 40)),
    CONSTRAINT activity_ends_after_it_starts CHECK (((0 <= from_minute) AND (from_minute < until_minute))),
    CONSTRAINT activity_ends_with_its_shift CHECK ((until_minute <= shift_minutes)),
    CONSTRAINT activity_kind_is_known CHECK ((kind = ANY (ARRAY['contact'::text, 'paid break'::text, 'unpaid break'::text, 'training'::text, 'meeting'::text]))),
    CONSTRAINT activity_queue_is_at_most_60_characters CHECK ((length(queue) <= 60))
);

ALTER TABLE ONLY timekeeping.activity FORCE ROW LEVEL SECURITY;

ALTER TABLE timekeeping.activity OWNER TO muster_owner;

ALTER TABLE timekeeping.activity ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME timekeeping.activity_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE timekeeping.publication (
    id bigint NOT NULL,
    entity_id bigint NOT NULL,
    version integer NOT NULL,
    kind text DEFAULT 'publish'::text NOT NULL,
    restores_id bigint,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    site_id bigint,
    team_id bigint,
    note text DEFAULT ''::text NOT NULL,
    published_by bigint DEFAULT sec.me(),
    published_at timestamp with time zone DEFAULT now() NOT NULL,
    operation_id bigint DEFAULT op.current(),
    CONSTRAINT publication_ends_on_or_after_its_start CHECK ((ends_on >= starts_on)),
    CONSTRAINT publication_is_of_a_site_or_a_team CHECK (((site_id IS NULL) OR (team_id IS NULL))),
    CONSTRAINT publication_kind_is_known CHECK ((kind = ANY (ARRAY['publish'::text, 'revert'::text, 'rederive'::text]))),
    CONSTRAINT publication_note_is_at_most_500_characters CHECK ((length(note) <= 500)),
    CONSTRAINT publication_period_is_at_most_a_year CHECK (((ends_on - starts_on) <= 366)),
    CONSTRAINT publication_period_is_finite CHECK ((isfinite(starts_on) AND isfinite(ends_on))),
    CONSTRAINT publication_reverts_to_a_version CHECK (((kind = 'revert'::text) = (restores_id IS NOT NULL))),
    CONSTRAINT publication_version_counts_from_one CHECK ((version >= 1))
);

ALTER TABLE ONLY timekeeping.publication FORCE ROW LEVEL SECURITY;

ALTER TABLE timekeeping.publication OWNER TO muster_owner;

CREATE TABLE timekeeping.shift (
    id bigint NOT NULL,
    entity_id bigint NOT NULL,
    publication_id bigint NOT NULL,
    person_id bigint NOT NULL,
    site_id bigint NOT NULL,
    works_on date NOT NULL,
    starts_time time without time zone NOT NULL,
    ends_time time without time zone NOT NULL,
    start_fold smallint,
    end_fold smallint,
    zone text NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    minutes integer NOT NULL,
    during tstzrange GENERATED ALWAYS AS (tstzrange(starts_at, ends_at)) STORED,
    withdrawn_at timestamp with time zone,
    withdrawn_by bigint,
    operation_id bigint DEFAULT op.current(),
    CONSTRAINT shift_date_is_finite CHECK (isfinite(works_on)),
    CONSTRAINT shift_ends_after_it_starts CHECK ((isfinite(starts_at) AND isfinite(ends_at) AND (ends_at > starts_at))),
    CONSTRAINT shift_folds_are_1_or_2 CHECK (((start_fold = ANY (ARRAY[1, 2])) AND (end_fold = ANY (ARRAY[1, 2])))),
    CONSTRAINT shift_lasts_at_most_16_hours CHECK ((minutes <= 960)),
    CONSTRAINT shift_minutes_are_the_real_ones CHECK ((EXTRACT(epoch FROM (ends_at - starts_at)) = ((minutes * 60))::numeric)),
    CONSTRAINT shift_times_are_whole_minutes CHECK (((EXTRACT(second FROM starts_time) = (0)::numeric) AND (EXTRACT(second FROM ends_time) = (0)::numeric))),
    CONSTRAINT shift_withdrawn_by_needs_a_time CHECK (((withdrawn_by IS NULL) OR (withdrawn_at IS NOT NULL)))
);

ALTER TABLE ONLY timekeeping.shift FORCE ROW LEVEL SECURITY;

ALTER TABLE timekeeping.shift OWNER TO muster_owner;

CREATE VIEW timekeeping.named_shift WITH (security_invoker='true') AS
 SELECT shift.id,
    shift.entity_id,
    shift.publication_id,
    shift.person_id,
    shift.site_id,
    shift.works_on,
    shift.starts_time,
    shift.ends_time,
    shift.start_fold,
    shift.end_fold,
    shift.zone,
    shift.starts_at,
    shift.ends_at,
    shift.minutes,
    shift.during,
    shift.withdrawn_at,
    shift.withdrawn_by,
    shift.operation_id,
    person.name AS person_name,
    publication.version,
    ((shift.ends_at AT TIME ZONE shift.zone) >= (shift.works_on + 1)) AS ends_next_day,
    (shift.minutes - (COALESCE(( SELECT sum((activity.until_minute - activity.from_minute)) AS sum
           FROM timekeeping.activity
          WHERE ((activity.shift_id = shift.id) AND (NOT activity.is_paid))), (0)::bigint))::integer) AS paid_minutes
   FROM ((timekeeping.shift
     JOIN people.person ON ((person.id = shift.person_id)))
     JOIN timekeeping.publication ON ((publication.id = shift.publication_id)));

ALTER TABLE timekeeping.named_shift OWNER TO muster_owner;

ALTER TABLE timekeeping.publication ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME timekeeping.publication_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW timekeeping.rederived_shift WITH (security_invoker='true') AS
 SELECT shift.id,
    shift.entity_id,
    shift.starts_at,
    shift.ends_at,
    timekeeping.instant_today((shift.works_on + shift.starts_time), site.zone, shift.start_fold) AS starts_at_today,
    timekeeping.instant_today(((shift.works_on + shift.ends_time) +
        CASE
            WHEN ((shift.ends_time > shift.starts_time) OR ((shift.start_fold = 1) AND (shift.end_fold = 2))) THEN '00:00:00'::interval
            ELSE '24:00:00'::interval
        END), site.zone, shift.end_fold) AS ends_at_today
   FROM (timekeeping.shift
     JOIN people.site ON ((site.id = shift.site_id)))
  WHERE (shift.withdrawn_at IS NULL);

ALTER TABLE timekeeping.rederived_shift OWNER TO muster_owner;

ALTER TABLE timekeeping.shift ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME timekeeping.shift_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE timekeeping.training_block (
    id bigint NOT NULL,
    entity_id bigint NOT NULL,
    person_id bigint NOT NULL,
    site_id bigint NOT NULL,
    class_id bigint,
    title text NOT NULL,
    works_on date NOT NULL,
    starts_time time without time zone NOT NULL,
    ends_time time without time zone NOT NULL,
    start_fold smallint,
    end_fold smallint,
    zone text NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    minutes integer NOT NULL,
    withdrawn_at timestamp with time zone,
    operation_id bigint DEFAULT op.current(),
    CONSTRAINT training_block_date_is_finite CHECK (isfinite(works_on)),
    CONSTRAINT training_block_ends_after_it_starts CHECK ((isfinite(starts_at) AND isfinite(ends_at) AND (ends_at > starts_at))),
    CONSTRAINT training_block_folds_are_1_or_2 CHECK (((start_fold = ANY (ARRAY[1, 2])) AND (end_fold = ANY (ARRAY[1, 2])))),
    CONSTRAINT training_block_lasts_at_most_12_hours CHECK ((minutes <= 720)),
    CONSTRAINT training_block_minutes_are_the_real_ones CHECK ((EXTRACT(epoch FROM (ends_at - starts_at)) = ((minutes * 60))::numeric)),
    CONSTRAINT training_block_times_are_whole_minutes CHECK (((EXTRACT(second FROM starts_time) = (0)::numeric) AND (EXTRACT(second FROM ends_time) = (0)::numeric))),
    CONSTRAINT training_block_title_is_1_to_120_characters CHECK (((title ~ '\S'::text) AND (length(title) <= 120)))
);

ALTER TABLE ONLY timekeeping.training_block FORCE ROW LEVEL SECURITY;

ALTER TABLE timekeeping.training_block OWNER TO muster_owner;

ALTER TABLE timekeeping.training_block ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME timekeeping.training_block_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY audit.event
    ADD CONSTRAINT event_is_unique PRIMARY KEY (id);

ALTER TABLE ONLY audit.seal
    ADD CONSTRAINT seal_follows_the_one_before UNIQUE (previous);

ALTER TABLE ONLY audit.seal
    ADD CONSTRAINT seal_is_unique PRIMARY KEY (id);

ALTER TABLE ONLY op.code
    ADD CONSTRAINT code_is_unique PRIMARY KEY (name);

ALTER TABLE ONLY op.migration
    ADD CONSTRAINT migration_is_unique PRIMARY KEY (version);

ALTER TABLE ONLY op.operation
    ADD CONSTRAINT operation_is_unique PRIMARY KEY (id);

ALTER TABLE ONLY op.operation
    ADD CONSTRAINT operation_key_is_used_once UNIQUE (person_id, key);

ALTER TABLE ONLY people.arrival
    ADD CONSTRAINT arrival_pkey PRIMARY KEY (id);

ALTER TABLE ONLY people.before
    ADD CONSTRAINT before_pkey PRIMARY KEY (operation_id, tab, row_id);

ALTER TABLE ONLY people.calendar_day
    ADD CONSTRAINT calendar_day_pkey PRIMARY KEY (calendar_id, day_on, name);

ALTER TABLE ONLY people.calendar
    ADD CONSTRAINT calendar_keeps_its_entity UNIQUE (id, entity_id);

ALTER TABLE ONLY people.calendar
    ADD CONSTRAINT calendar_pkey PRIMARY KEY (id);

ALTER TABLE ONLY people.calendar
    ADD CONSTRAINT calendar_version_is_unique_at_its_site UNIQUE (site_id, version);

ALTER TABLE ONLY people.cost_rate
    ADD CONSTRAINT cost_rate_is_one_at_a_time EXCLUDE USING gist (entity_id WITH =, kind WITH =, per WITH =, daterange(starts_on, ends_on, '[]'::text) WITH &&);

ALTER TABLE ONLY people.cost_rate
    ADD CONSTRAINT cost_rate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY people.employment
    ADD CONSTRAINT employment_does_not_overlap_another_of_the_person EXCLUDE USING gist (person_id WITH =, daterange(starts_on, ends_on, '[]'::text) WITH &&);

ALTER TABLE ONLY people.employment
    ADD CONSTRAINT employment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY people.legal_entity
    ADD CONSTRAINT legal_entity_name_is_unique UNIQUE (name);

ALTER TABLE ONLY people.legal_entity
    ADD CONSTRAINT legal_entity_pkey PRIMARY KEY (id);

ALTER TABLE ONLY people.membership
    ADD CONSTRAINT membership_is_in_one_team_at_a_time EXCLUDE USING gist (person_id WITH =, daterange(starts_on, ends_on, '[]'::text) WITH &&);

ALTER TABLE ONLY people.membership
    ADD CONSTRAINT membership_pkey PRIMARY KEY (id);

ALTER TABLE ONLY people.opening
    ADD CONSTRAINT opening_pkey PRIMARY KEY (calendar_id, weekday, opens_time);

ALTER TABLE ONLY people.person
    ADD CONSTRAINT person_keeps_their_entity UNIQUE (id, entity_id);

ALTER TABLE ONLY people.person
    ADD CONSTRAINT person_number_is_unique_in_their_entity UNIQUE (entity_id, number);

ALTER TABLE ONLY people.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (id);

ALTER TABLE ONLY people.person_private
    ADD CONSTRAINT person_private_email_is_unique_in_the_entity UNIQUE (entity_id, email);

ALTER TABLE ONLY people.person_private
    ADD CONSTRAINT person_private_pkey PRIMARY KEY (person_id);

ALTER TABLE ONLY people.readiness
    ADD CONSTRAINT readiness_pkey PRIMARY KEY (id);

ALTER TABLE ONLY people.site
    ADD CONSTRAINT site_keeps_its_entity UNIQUE (id, entity_id);

ALTER TABLE ONLY people.site
    ADD CONSTRAINT site_name_is_unique_in_its_entity UNIQUE (entity_id, name);

ALTER TABLE ONLY people.site
    ADD CONSTRAINT site_pkey PRIMARY KEY (id);

ALTER TABLE ONLY people.skill_grant
    ADD CONSTRAINT skill_grant_pkey PRIMARY KEY (id);

ALTER TABLE ONLY people.skill
    ADD CONSTRAINT skill_keeps_its_entity UNIQUE (id, entity_id);

ALTER TABLE ONLY people.skill
    ADD CONSTRAINT skill_name_is_unique_in_its_entity UNIQUE (entity_id, name);

ALTER TABLE ONLY people.skill
    ADD CONSTRAINT skill_pkey PRIMARY KEY (id);

ALTER TABLE ONLY people.team_lead
    ADD CONSTRAINT team_has_one_lead_at_a_time EXCLUDE USING gist (team_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE ((kind = 'lead'::text));

ALTER TABLE ONLY people.team
    ADD CONSTRAINT team_keeps_its_entity UNIQUE (id, entity_id);

ALTER TABLE ONLY people.team_lead
    ADD CONSTRAINT team_lead_pkey PRIMARY KEY (id);

ALTER TABLE ONLY people.team
    ADD CONSTRAINT team_name_is_unique_in_its_entity UNIQUE (entity_id, name);

ALTER TABLE ONLY people.team
    ADD CONSTRAINT team_pkey PRIMARY KEY (id);

ALTER TABLE ONLY people.team_tree
    ADD CONSTRAINT team_tree_pkey PRIMARY KEY (only_one);

ALTER TABLE ONLY people.training_class
    ADD CONSTRAINT training_class_keeps_its_entity UNIQUE (id, entity_id);

ALTER TABLE ONLY people.training_class
    ADD CONSTRAINT training_class_name_is_unique_in_its_entity UNIQUE (entity_id, name);

ALTER TABLE ONLY people.training_class
    ADD CONSTRAINT training_class_pkey PRIMARY KEY (id);

ALTER TABLE ONLY sec.entity_access
    ADD CONSTRAINT entity_is_opened_once PRIMARY KEY (person_id, entity_id);

ALTER TABLE ONLY sec.login
    ADD CONSTRAINT login_is_unique PRIMARY KEY (login);

ALTER TABLE ONLY sec.member
    ADD CONSTRAINT member_is_told_once PRIMARY KEY (team_id, person_id, starts_on);

ALTER TABLE ONLY sec.reach
    ADD CONSTRAINT reach_is_told_once PRIMARY KEY (lead_id, team_id, starts_at);

ALTER TABLE ONLY sec.role_grant
    ADD CONSTRAINT role_is_granted_once PRIMARY KEY (person_id, role);

ALTER TABLE ONLY sec.secret
    ADD CONSTRAINT secret_is_unique PRIMARY KEY (name);

ALTER TABLE ONLY timekeeping.absence
    ADD CONSTRAINT absence_does_not_overlap_another_of_the_person EXCLUDE USING gist (person_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (((withdrawn_at IS NULL) AND (decision IS DISTINCT FROM 'declined'::text)));

ALTER TABLE ONLY timekeeping.absence
    ADD CONSTRAINT absence_pkey PRIMARY KEY (id);

ALTER TABLE ONLY timekeeping.activity
    ADD CONSTRAINT activity_does_not_overlap_another_of_the_shift EXCLUDE USING gist (shift_id WITH =, int4range(from_minute, until_minute) WITH &&);

ALTER TABLE ONLY timekeeping.activity
    ADD CONSTRAINT activity_pkey PRIMARY KEY (id);

ALTER TABLE ONLY timekeeping.publication
    ADD CONSTRAINT publication_keeps_its_entity UNIQUE (id, entity_id);

ALTER TABLE ONLY timekeeping.publication
    ADD CONSTRAINT publication_pkey PRIMARY KEY (id);

ALTER TABLE ONLY timekeeping.publication
    ADD CONSTRAINT publication_version_is_unique_in_its_entity UNIQUE (entity_id, version);

ALTER TABLE ONLY timekeeping.shift
    ADD CONSTRAINT shift_and_its_length_are_known UNIQUE (id, entity_id, person_id, minutes);

ALTER TABLE ONLY timekeeping.shift
    ADD CONSTRAINT shift_does_not_overlap_another_of_the_person EXCLUDE USING gist (person_id WITH =, during WITH &&) WHERE ((withdrawn_at IS NULL));

ALTER TABLE ONLY timekeeping.shift
    ADD CONSTRAINT shift_pkey PRIMARY KEY (id);

ALTER TABLE ONLY timekeeping.training_block
    ADD CONSTRAINT training_block_does_not_overlap_another_of_the_person EXCLUDE USING gist (person_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE ((withdrawn_at IS NULL));

ALTER TABLE ONLY timekeeping.training_block
    ADD CONSTRAINT training_block_pkey PRIMARY KEY (id);

CREATE INDEX event_of_a_relation ON audit.event USING btree (relation, id);

CREATE INDEX event_of_a_transaction ON audit.event USING btree (xid);

CREATE INDEX event_of_an_operation ON audit.event USING btree (operation_id);

CREATE INDEX operation_of_a_transaction ON op.operation USING btree (xid);

CREATE INDEX arrival_by_class ON people.arrival USING btree (class_id, entity_id);

CREATE INDEX arrival_by_person ON people.arrival USING btree (person_id, entity_id);

CREATE INDEX arrival_by_site ON people.arrival USING btree (site_id, entity_id);

CREATE INDEX arrival_by_skill ON people.arrival USING btree (skill_id, entity_id);

CREATE UNIQUE INDEX arrival_is_expected_once ON people.arrival USING btree (entity_id, source, reference) WHERE (withdrawn_at IS NULL);

CREATE INDEX before_by_entity ON people.before USING btree (entity_id);

CREATE INDEX employment_by_entity ON people.employment USING btree (entity_id);

CREATE INDEX employment_by_person ON people.employment USING btree (person_id, entity_id, starts_on);

CREATE INDEX employment_by_site ON people.employment USING btree (site_id, entity_id);

CREATE INDEX membership_by_entity ON people.membership USING btree (entity_id);

CREATE INDEX membership_by_person ON people.membership USING btree (person_id, entity_id);

CREATE INDEX membership_by_team ON people.membership USING btree (team_id, entity_id, starts_on);

CREATE INDEX person_by_name ON people.person USING btree (entity_id, name);

CREATE INDEX readiness_by_entity ON people.readiness USING btree (entity_id);

CREATE INDEX readiness_by_person ON people.readiness USING btree (person_id, entity_id, skill_id, noted_at DESC);

CREATE INDEX readiness_by_skill ON people.readiness USING btree (skill_id, entity_id);

CREATE INDEX skill_grant_by_entity ON people.skill_grant USING btree (entity_id);

CREATE INDEX skill_grant_by_person ON people.skill_grant USING btree (person_id, entity_id);

CREATE INDEX skill_grant_by_skill ON people.skill_grant USING btree (skill_id, entity_id);

CREATE UNIQUE INDEX skill_grant_is_live_once ON people.skill_grant USING btree (person_id, skill_id) WHERE (revoked_at IS NULL);

CREATE INDEX team_by_parent ON people.team USING btree (parent_id, entity_id);

CREATE INDEX team_by_site ON people.team USING btree (site_id, entity_id);

CREATE INDEX team_lead_by_person ON people.team_lead USING btree (person_id, entity_id);

CREATE INDEX team_lead_by_team ON people.team_lead USING btree (team_id, entity_id);

CREATE INDEX training_class_by_site ON people.training_class USING btree (site_id, entity_id);

CREATE INDEX training_class_by_skill ON people.training_class USING btree (skill_id, entity_id);

CREATE INDEX training_class_by_trainer ON people.training_class USING btree (trainer_id, entity_id);

CREATE UNIQUE INDEX login_is_the_only_one_of_a_person ON sec.login USING btree (person_id) WHERE (revoked_at IS NULL);

CREATE INDEX member_of_a_person ON sec.member USING btree (person_id);

CREATE INDEX reach_of_a_team ON sec.reach USING btree (team_id);

CREATE INDEX absence_by_entity ON timekeeping.absence USING btree (entity_id, starts_on);

CREATE INDEX absence_by_person ON timekeeping.absence USING btree (person_id, entity_id, starts_at);

CREATE INDEX absence_by_site ON timekeeping.absence USING btree (site_id, entity_id);

CREATE INDEX activity_by_entity ON timekeeping.activity USING btree (entity_id);

CREATE INDEX activity_by_person ON timekeeping.activity USING btree (person_id);

CREATE INDEX publication_by_restored ON timekeeping.publication USING btree (restores_id, entity_id);

CREATE INDEX publication_by_site ON timekeeping.publication USING btree (site_id, entity_id);

CREATE INDEX publication_by_team ON timekeeping.publication USING btree (team_id, entity_id);

CREATE INDEX shift_by_entity_and_day ON timekeeping.shift USING btree (entity_id, works_on) WHERE (withdrawn_at IS NULL);

CREATE INDEX shift_by_person ON timekeeping.shift USING btree (person_id, entity_id, starts_at);

CREATE INDEX shift_by_publication ON timekeeping.shift USING btree (publication_id, entity_id);

CREATE INDEX shift_by_site ON timekeeping.shift USING btree (site_id, entity_id, starts_at);

CREATE INDEX shift_by_withdrawal ON timekeeping.shift USING btree (withdrawn_by, entity_id);

CREATE INDEX training_block_by_class ON timekeeping.training_block USING btree (class_id, entity_id);

CREATE INDEX training_block_by_entity ON timekeeping.training_block USING btree (entity_id, works_on);

CREATE INDEX training_block_by_person ON timekeeping.training_block USING btree (person_id, entity_id, starts_at);

CREATE INDEX training_block_by_site ON timekeeping.training_block USING btree (site_id, entity_id);

CREATE TRIGGER event_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON audit.event FOR EACH STATEMENT EXECUTE FUNCTION audit.deny();

CREATE TRIGGER seal_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON audit.seal FOR EACH STATEMENT EXECUTE FUNCTION audit.deny();

CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON people.arrival FOR EACH STATEMENT EXECUTE FUNCTION audit.deny();

CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON people.calendar FOR EACH STATEMENT EXECUTE FUNCTION audit.deny();

CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON people.calendar_day FOR EACH STATEMENT EXECUTE FUNCTION audit.deny();

CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON people.cost_rate FOR EACH STATEMENT EXECUTE FUNCTION audit.deny();

CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON people.employment FOR EACH STATEMENT EXECUTE FUNCTION audit.deny();

CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON people.legal_entity FOR EACH STATEMENT EXECUTE FUNCTION audit.deny();

CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON people.membership FOR EACH STATEMENT EXECUTE FUNCTION audit.deny();

CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON people.opening FOR EACH STATEMENT EXECUTE FUNCTION audit.deny();

CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON people.person FOR EACH STATEMENT EXECUTE FUNCTION audit.deny();

CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON people.person_private FOR EACH STATEMENT EXECUTE FUNCTION audit.deny();

CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON people.readiness FOR EACH STATEMENT EXECUTE FUNCTION audit.deny();

CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON people.site FOR EACH STATEMENT EXECUTE FUNCTION audit.deny();

CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON people.skill FOR EACH STATEMENT EXECUTE FUNCTION audit.deny();

CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON people.skill_grant FOR EACH STATEMENT EXECUTE FUNCTION audit.deny();

CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON people.team FOR EACH STATEMENT EXECUTE FUNCTION audit.deny();

CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON people.team_lead FOR EACH STATEMENT EXECUTE FUNCTION audit.deny();

CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON people.training_class FOR EACH STATEMENT EXECUTE FUNCTION audit.deny();

CREATE TRIGGER audit_row AFTER INSERT OR DELETE OR UPDATE ON people.arrival FOR EACH ROW EXECUTE FUNCTION audit.capture('id', '');

CREATE TRIGGER audit_row AFTER INSERT OR DELETE OR UPDATE ON people.calendar FOR EACH ROW EXECUTE FUNCTION audit.capture('id', '');

CREATE TRIGGER audit_row AFTER INSERT OR DELETE OR UPDATE ON people.calendar_day FOR EACH ROW EXECUTE FUNCTION audit.capture('calendar_id,day_on,name', '');

CREATE TRIGGER audit_row AFTER INSERT OR DELETE OR UPDATE ON people.cost_rate FOR EACH ROW EXECUTE FUNCTION audit.capture('id', '');

CREATE TRIGGER audit_row AFTER INSERT OR DELETE OR UPDATE ON people.employment FOR EACH ROW EXECUTE FUNCTION audit.capture('id', '');

CREATE TRIGGER audit_row AFTER INSERT OR DELETE OR UPDATE ON people.legal_entity FOR EACH ROW EXECUTE FUNCTION audit.capture('id', '');

CREATE TRIGGER audit_row AFTER INSERT OR DELETE OR UPDATE ON people.membership FOR EACH ROW EXECUTE FUNCTION audit.capture('id', '');

CREATE TRIGGER audit_row AFTER INSERT OR DELETE OR UPDATE ON people.opening FOR EACH ROW EXECUTE FUNCTION audit.capture('calendar_id,weekday,opens_time', '');

CREATE TRIGGER audit_row AFTER INSERT OR DELETE OR UPDATE ON people.person FOR EACH ROW EXECUTE FUNCTION audit.capture('id', 'number,name');

CREATE TRIGGER audit_row AFTER INSERT OR DELETE OR UPDATE ON people.person_private FOR EACH ROW EXECUTE FUNCTION audit.capture('person_id', 'legal_name,email,phone,birth_on');

CREATE TRIGGER audit_row AFTER INSERT OR DELETE OR UPDATE ON people.readiness FOR EACH ROW EXECUTE FUNCTION audit.capture('id', '');

CREATE TRIGGER audit_row AFTER INSERT OR DELETE OR UPDATE ON people.site FOR EACH ROW EXECUTE FUNCTION audit.capture('id', '');

CREATE TRIGGER audit_row AFTER INSERT OR DELETE OR UPDATE ON people.skill FOR EACH ROW EXECUTE FUNCTION audit.capture('id', '');

CREATE TRIGGER audit_row AFTER INSERT OR DELETE OR UPDATE ON people.skill_grant FOR EACH ROW EXECUTE FUNCTION audit.capture('id', '');

CREATE TRIGGER audit_row AFTER INSERT OR DELETE OR UPDATE ON people.team FOR EACH ROW EXECUTE FUNCTION audit.capture('id', '');

CREATE TRIGGER audit_row AFTER INSERT OR DELETE OR UPDATE ON people.team_lead FOR EACH ROW EXECUTE FUNCTION audit.capture('id', '');

CREATE TRIGGER audit_row AFTER INSERT OR DELETE OR UPDATE ON people.training_class FOR EACH ROW EXECUTE FUNCTION audit.capture('id', '');

CREATE TRIGGER employment_end_releases_shifts AFTER UPDATE OF ends_on ON people.employment FOR EACH ROW WHEN ((new.ends_on IS NOT NULL)) EXECUTE FUNCTION timekeeping.release();

CREATE TRIGGER employment_is_remembered BEFORE UPDATE ON people.employment FOR EACH ROW EXECUTE FUNCTION people.remember();

CREATE TRIGGER legal_entity_opens_to_its_founder AFTER INSERT ON people.legal_entity FOR EACH ROW EXECUTE FUNCTION sec.open_entity();

CREATE TRIGGER membership_is_remembered BEFORE UPDATE ON people.membership FOR EACH ROW EXECUTE FUNCTION people.remember();

CREATE TRIGGER membership_moves_member AFTER INSERT OR DELETE OR UPDATE ON people.membership FOR EACH ROW EXECUTE FUNCTION people.follow_membership();

CREATE TRIGGER person_is_remembered BEFORE UPDATE ON people.person FOR EACH ROW EXECUTE FUNCTION people.remember();

CREATE TRIGGER person_private_is_remembered BEFORE UPDATE ON people.person_private FOR EACH ROW EXECUTE FUNCTION people.remember();

CREATE TRIGGER site_zone_is_a_place_in_tzdata BEFORE INSERT OR UPDATE OF zone ON people.site FOR EACH ROW EXECUTE FUNCTION people.refuse_unknown_zone();

CREATE TRIGGER skill_grant_is_remembered BEFORE UPDATE ON people.skill_grant FOR EACH ROW EXECUTE FUNCTION people.remember();

CREATE TRIGGER team_is_not_below_itself BEFORE INSERT OR UPDATE OF parent_id ON people.team FOR EACH ROW EXECUTE FUNCTION people.refuse_cycle();

CREATE TRIGGER team_lead_moves_reach AFTER INSERT OR DELETE OR UPDATE ON people.team_lead FOR EACH STATEMENT EXECUTE FUNCTION people.rebuild_reach();

CREATE TRIGGER team_moves_reach AFTER INSERT OR DELETE OR UPDATE OF parent_id ON people.team FOR EACH STATEMENT EXECUTE FUNCTION people.rebuild_reach();

CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON sec.entity_access FOR EACH STATEMENT EXECUTE FUNCTION audit.deny();

CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON sec.login FOR EACH STATEMENT EXECUTE FUNCTION audit.deny();

CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON sec.role_grant FOR EACH STATEMENT EXECUTE FUNCTION audit.deny();

CREATE TRIGGER audit_row AFTER INSERT OR DELETE OR UPDATE ON sec.entity_access FOR EACH ROW EXECUTE FUNCTION audit.capture('person_id,entity_id', '');

CREATE TRIGGER audit_row AFTER INSERT OR DELETE OR UPDATE ON sec.login FOR EACH ROW EXECUTE FUNCTION audit.capture('login', '');

CREATE TRIGGER audit_row AFTER INSERT OR DELETE OR UPDATE ON sec.role_grant FOR EACH ROW EXECUTE FUNCTION audit.capture('person_id,role', '');

CREATE TRIGGER a_absence_is_derived BEFORE INSERT OR UPDATE OF site_id, starts_on, ends_on, starts_time, ends_time ON timekeeping.absence FOR EACH ROW EXECUTE FUNCTION timekeeping.derive_absence();

CREATE TRIGGER a_shift_is_derived BEFORE INSERT OR UPDATE OF site_id, works_on, starts_time, ends_time, start_fold, end_fold ON timekeeping.shift FOR EACH ROW EXECUTE FUNCTION timekeeping.derive();

CREATE TRIGGER a_training_block_is_derived BEFORE INSERT OR UPDATE OF site_id, works_on, starts_time, ends_time, start_fold, end_fold ON timekeeping.training_block FOR EACH ROW EXECUTE FUNCTION timekeeping.derive();

CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON timekeeping.absence FOR EACH STATEMENT EXECUTE FUNCTION audit.deny();

CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON timekeeping.publication FOR EACH STATEMENT EXECUTE FUNCTION audit.deny();

CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON timekeeping.training_block FOR EACH STATEMENT EXECUTE FUNCTION audit.deny();

CREATE TRIGGER audit_row AFTER INSERT OR DELETE OR UPDATE ON timekeeping.absence FOR EACH ROW EXECUTE FUNCTION audit.capture('id', 'kind,note');

CREATE TRIGGER audit_row AFTER INSERT OR DELETE OR UPDATE ON timekeeping.publication FOR EACH ROW EXECUTE FUNCTION audit.capture('id', '');

CREATE TRIGGER audit_row AFTER INSERT OR DELETE OR UPDATE ON timekeeping.training_block FOR EACH ROW EXECUTE FUNCTION audit.capture('id', '');

CREATE TRIGGER b_absence_is_decided_once BEFORE UPDATE OF decision ON timekeeping.absence FOR EACH ROW EXECUTE FUNCTION timekeeping.sign_decision();

CREATE TRIGGER b_shift_is_refused BEFORE INSERT ON timekeeping.shift FOR EACH ROW EXECUTE FUNCTION timekeeping.refuse_shift();

ALTER TABLE ONLY people.arrival
    ADD CONSTRAINT arrival_class_is_of_the_entity FOREIGN KEY (class_id, entity_id) REFERENCES people.training_class(id, entity_id);

ALTER TABLE ONLY people.arrival
    ADD CONSTRAINT arrival_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person(id, entity_id);

ALTER TABLE ONLY people.arrival
    ADD CONSTRAINT arrival_site_is_of_the_entity FOREIGN KEY (site_id, entity_id) REFERENCES people.site(id, entity_id);

ALTER TABLE ONLY people.arrival
    ADD CONSTRAINT arrival_skill_is_of_the_entity FOREIGN KEY (skill_id, entity_id) REFERENCES people.skill(id, entity_id);

ALTER TABLE ONLY people.before
    ADD CONSTRAINT before_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity(id);

ALTER TABLE ONLY people.calendar_day
    ADD CONSTRAINT calendar_day_is_of_a_calendar FOREIGN KEY (calendar_id, entity_id) REFERENCES people.calendar(id, entity_id) ON DELETE CASCADE;

ALTER TABLE ONLY people.calendar
    ADD CONSTRAINT calendar_site_is_of_the_entity FOREIGN KEY (site_id, entity_id) REFERENCES people.site(id, entity_id);

ALTER TABLE ONLY people.cost_rate
    ADD CONSTRAINT cost_rate_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity(id);

ALTER TABLE ONLY people.employment
    ADD CONSTRAINT employment_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person(id, entity_id);

ALTER TABLE ONLY people.employment
    ADD CONSTRAINT employment_site_is_of_the_entity FOREIGN KEY (site_id, entity_id) REFERENCES people.site(id, entity_id);

ALTER TABLE ONLY people.membership
    ADD CONSTRAINT membership_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person(id, entity_id);

ALTER TABLE ONLY people.membership
    ADD CONSTRAINT membership_team_is_of_the_entity FOREIGN KEY (team_id, entity_id) REFERENCES people.team(id, entity_id);

ALTER TABLE ONLY people.opening
    ADD CONSTRAINT opening_is_of_a_calendar FOREIGN KEY (calendar_id, entity_id) REFERENCES people.calendar(id, entity_id) ON DELETE CASCADE;

ALTER TABLE ONLY people.person
    ADD CONSTRAINT person_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity(id);

ALTER TABLE ONLY people.person_private
    ADD CONSTRAINT person_private_is_of_a_person FOREIGN KEY (person_id, entity_id) REFERENCES people.person(id, entity_id) ON DELETE CASCADE;

ALTER TABLE ONLY people.readiness
    ADD CONSTRAINT readiness_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person(id, entity_id);

ALTER TABLE ONLY people.readiness
    ADD CONSTRAINT readiness_skill_is_of_the_entity FOREIGN KEY (skill_id, entity_id) REFERENCES people.skill(id, entity_id);

ALTER TABLE ONLY people.site
    ADD CONSTRAINT site_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity(id);

ALTER TABLE ONLY people.skill
    ADD CONSTRAINT skill_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity(id);

ALTER TABLE ONLY people.skill_grant
    ADD CONSTRAINT skill_grant_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person(id, entity_id);

ALTER TABLE ONLY people.skill_grant
    ADD CONSTRAINT skill_grant_skill_is_of_the_entity FOREIGN KEY (skill_id, entity_id) REFERENCES people.skill(id, entity_id);

ALTER TABLE ONLY people.team_lead
    ADD CONSTRAINT team_lead_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person(id, entity_id);

ALTER TABLE ONLY people.team_lead
    ADD CONSTRAINT team_lead_team_is_of_the_entity FOREIGN KEY (team_id, entity_id) REFERENCES people.team(id, entity_id);

ALTER TABLE ONLY people.team
    ADD CONSTRAINT team_parent_is_of_the_entity FOREIGN KEY (parent_id, entity_id) REFERENCES people.team(id, entity_id);

ALTER TABLE ONLY people.team
    ADD CONSTRAINT team_site_is_of_the_entity FOREIGN KEY (site_id, entity_id) REFERENCES people.site(id, entity_id);

ALTER TABLE ONLY people.training_class
    ADD CONSTRAINT training_class_site_is_of_the_entity FOREIGN KEY (site_id, entity_id) REFERENCES people.site(id, entity_id);

ALTER TABLE ONLY people.training_class
    ADD CONSTRAINT training_class_skill_is_of_the_entity FOREIGN KEY (skill_id, entity_id) REFERENCES people.skill(id, entity_id);

ALTER TABLE ONLY people.training_class
    ADD CONSTRAINT training_class_trainer_is_of_the_entity FOREIGN KEY (trainer_id, entity_id) REFERENCES people.person(id, entity_id);

ALTER TABLE ONLY timekeeping.absence
    ADD CONSTRAINT absence_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person(id, entity_id);

ALTER TABLE ONLY timekeeping.absence
    ADD CONSTRAINT absence_site_is_of_the_entity FOREIGN KEY (site_id, entity_id) REFERENCES people.site(id, entity_id);

ALTER TABLE ONLY timekeeping.activity
    ADD CONSTRAINT activity_is_inside_a_shift FOREIGN KEY (shift_id, entity_id, person_id, shift_minutes) REFERENCES timekeeping.shift(id, entity_id, person_id, minutes) ON DELETE CASCADE;

ALTER TABLE ONLY timekeeping.publication
    ADD CONSTRAINT publication_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity(id);

ALTER TABLE ONLY timekeeping.publication
    ADD CONSTRAINT publication_restores_one_of_the_entity FOREIGN KEY (restores_id, entity_id) REFERENCES timekeeping.publication(id, entity_id);

ALTER TABLE ONLY timekeeping.publication
    ADD CONSTRAINT publication_site_is_of_the_entity FOREIGN KEY (site_id, entity_id) REFERENCES people.site(id, entity_id);

ALTER TABLE ONLY timekeeping.publication
    ADD CONSTRAINT publication_team_is_of_the_entity FOREIGN KEY (team_id, entity_id) REFERENCES people.team(id, entity_id);

ALTER TABLE ONLY timekeeping.shift
    ADD CONSTRAINT shift_is_of_a_publication FOREIGN KEY (publication_id, entity_id) REFERENCES timekeeping.publication(id, entity_id);

ALTER TABLE ONLY timekeeping.shift
    ADD CONSTRAINT shift_is_withdrawn_by_a_publication FOREIGN KEY (withdrawn_by, entity_id) REFERENCES timekeeping.publication(id, entity_id);

ALTER TABLE ONLY timekeeping.shift
    ADD CONSTRAINT shift_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person(id, entity_id);

ALTER TABLE ONLY timekeeping.shift
    ADD CONSTRAINT shift_site_is_of_the_entity FOREIGN KEY (site_id, entity_id) REFERENCES people.site(id, entity_id);

ALTER TABLE ONLY timekeeping.training_block
    ADD CONSTRAINT training_block_class_is_of_the_entity FOREIGN KEY (class_id, entity_id) REFERENCES people.training_class(id, entity_id);

ALTER TABLE ONLY timekeeping.training_block
    ADD CONSTRAINT training_block_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person(id, entity_id);

ALTER TABLE ONLY timekeeping.training_block
    ADD CONSTRAINT training_block_site_is_of_the_entity FOREIGN KEY (site_id, entity_id) REFERENCES people.site(id, entity_id);

CREATE POLICY auditor_reads ON audit.event FOR SELECT TO muster_auditor USING ((sec.me() IS NOT NULL));

CREATE POLICY auditor_reads ON audit.seal FOR SELECT TO muster_auditor USING ((sec.me() IS NOT NULL));

ALTER TABLE audit.event ENABLE ROW LEVEL SECURITY;

CREATE POLICY owner_keeps ON audit.event TO muster_sec USING (true) WITH CHECK (true);

CREATE POLICY owner_keeps ON audit.seal TO muster_sec USING (true) WITH CHECK (true);

ALTER TABLE audit.seal ENABLE ROW LEVEL SECURITY;

ALTER TABLE op.code ENABLE ROW LEVEL SECURITY;

CREATE POLICY everyone_sees_the_level ON op.code FOR SELECT TO muster_person USING (true);

CREATE POLICY everyone_sees_the_level ON op.migration FOR SELECT TO muster_person USING (true);

ALTER TABLE op.migration ENABLE ROW LEVEL SECURITY;

CREATE POLICY migrator_keeps ON op.code TO muster_owner USING (true) WITH CHECK (true);

CREATE POLICY migrator_keeps ON op.migration TO muster_owner USING (true) WITH CHECK (true);

ALTER TABLE op.operation ENABLE ROW LEVEL SECURITY;

CREATE POLICY own_operations ON op.operation FOR SELECT TO muster_person USING ((person_id = sec.me()));

CREATE POLICY owner_keeps ON op.code TO muster_sec USING (true) WITH CHECK (true);

CREATE POLICY owner_keeps ON op.migration TO muster_sec USING (true) WITH CHECK (true);

CREATE POLICY owner_keeps ON op.operation TO muster_sec USING (true) WITH CHECK (true);

CREATE POLICY admin_may_delete ON people.before FOR DELETE TO muster_admin USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_delete ON people.employment FOR DELETE TO muster_admin USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_delete ON people.membership FOR DELETE TO muster_admin USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_delete ON people.person FOR DELETE TO muster_admin USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_delete ON people.site FOR DELETE TO muster_admin USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_delete ON people.skill FOR DELETE TO muster_admin USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_delete ON people.skill_grant FOR DELETE TO muster_admin USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_delete ON people.team FOR DELETE TO muster_admin USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_delete ON people.team_lead FOR DELETE TO muster_admin USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_delete ON people.training_class FOR DELETE TO muster_admin USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_insert ON people.arrival FOR INSERT TO muster_admin WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_insert ON people.calendar FOR INSERT TO muster_admin WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_insert ON people.calendar_day FOR INSERT TO muster_admin WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_insert ON people.employment FOR INSERT TO muster_admin WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_insert ON people.legal_entity FOR INSERT TO muster_admin WITH CHECK ((sec.me() IS NOT NULL));

CREATE POLICY admin_may_insert ON people.membership FOR INSERT TO muster_admin WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_insert ON people.opening FOR INSERT TO muster_admin WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_insert ON people.person FOR INSERT TO muster_admin WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_insert ON people.site FOR INSERT TO muster_admin WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_insert ON people.skill FOR INSERT TO muster_admin WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_insert ON people.skill_grant FOR INSERT TO muster_admin WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_insert ON people.team FOR INSERT TO muster_admin WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_insert ON people.team_lead FOR INSERT TO muster_admin WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_insert ON people.training_class FOR INSERT TO muster_admin WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_select ON people.arrival FOR SELECT TO muster_admin USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_select ON people.before FOR SELECT TO muster_admin USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_select ON people.employment FOR SELECT TO muster_admin USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_select ON people.legal_entity FOR SELECT TO muster_admin USING ((sec.me() IS NOT NULL));

CREATE POLICY admin_may_select ON people.membership FOR SELECT TO muster_admin USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_select ON people.person FOR SELECT TO muster_admin USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_select ON people.skill_grant FOR SELECT TO muster_admin USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_select ON people.team_lead FOR SELECT TO muster_admin USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_select ON people.training_class FOR SELECT TO muster_admin USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_update ON people.arrival FOR UPDATE TO muster_admin USING ((entity_id = ANY (sec.my_entities()))) WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_update ON people.employment FOR UPDATE TO muster_admin USING ((entity_id = ANY (sec.my_entities()))) WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_update ON people.legal_entity FOR UPDATE TO muster_admin USING ((id = ANY (sec.my_entities()))) WITH CHECK ((id = ANY (sec.my_entities())));

CREATE POLICY admin_may_update ON people.membership FOR UPDATE TO muster_admin USING ((entity_id = ANY (sec.my_entities()))) WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_update ON people.person FOR UPDATE TO muster_admin USING ((entity_id = ANY (sec.my_entities()))) WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_update ON people.site FOR UPDATE TO muster_admin USING ((entity_id = ANY (sec.my_entities()))) WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_update ON people.skill FOR UPDATE TO muster_admin USING ((entity_id = ANY (sec.my_entities()))) WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_update ON people.skill_grant FOR UPDATE TO muster_admin USING ((entity_id = ANY (sec.my_entities()))) WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_update ON people.team FOR UPDATE TO muster_admin USING ((entity_id = ANY (sec.my_entities()))) WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_update ON people.team_lead FOR UPDATE TO muster_admin USING ((entity_id = ANY (sec.my_entities()))) WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY admin_may_update ON people.training_class FOR UPDATE TO muster_admin USING ((entity_id = ANY (sec.my_entities()))) WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY agent_may_select ON people.employment FOR SELECT TO muster_agent USING ((person_id = sec.me()));

CREATE POLICY agent_may_select ON people.membership FOR SELECT TO muster_agent USING ((person_id = sec.me()));

CREATE POLICY agent_may_select ON people.person FOR SELECT TO muster_agent USING ((id = sec.me()));

CREATE POLICY agent_may_select ON people.readiness FOR SELECT TO muster_agent USING ((person_id = sec.me()));

CREATE POLICY agent_may_select ON people.skill_grant FOR SELECT TO muster_agent USING ((person_id = sec.me()));

ALTER TABLE people.arrival ENABLE ROW LEVEL SECURITY;

ALTER TABLE people.before ENABLE ROW LEVEL SECURITY;

ALTER TABLE people.calendar ENABLE ROW LEVEL SECURITY;

ALTER TABLE people.calendar_day ENABLE ROW LEVEL SECURITY;

ALTER TABLE people.cost_rate ENABLE ROW LEVEL SECURITY;

ALTER TABLE people.employment ENABLE ROW LEVEL SECURITY;

CREATE POLICY hr_may_delete ON people.before FOR DELETE TO muster_hr USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_delete ON people.cost_rate FOR DELETE TO muster_hr USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_delete ON people.employment FOR DELETE TO muster_hr USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_delete ON people.membership FOR DELETE TO muster_hr USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_delete ON people.person FOR DELETE TO muster_hr USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_delete ON people.person_private FOR DELETE TO muster_hr USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_delete ON people.site FOR DELETE TO muster_hr USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_delete ON people.skill FOR DELETE TO muster_hr USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_delete ON people.skill_grant FOR DELETE TO muster_hr USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_delete ON people.team FOR DELETE TO muster_hr USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_delete ON people.team_lead FOR DELETE TO muster_hr USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_delete ON people.training_class FOR DELETE TO muster_hr USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_insert ON people.arrival FOR INSERT TO muster_hr WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_insert ON people.calendar FOR INSERT TO muster_hr WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_insert ON people.calendar_day FOR INSERT TO muster_hr WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_insert ON people.cost_rate FOR INSERT TO muster_hr WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_insert ON people.employment FOR INSERT TO muster_hr WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_insert ON people.membership FOR INSERT TO muster_hr WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_insert ON people.opening FOR INSERT TO muster_hr WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_insert ON people.person FOR INSERT TO muster_hr WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_insert ON people.person_private FOR INSERT TO muster_hr WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_insert ON people.site FOR INSERT TO muster_hr WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_insert ON people.skill FOR INSERT TO muster_hr WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_insert ON people.skill_grant FOR INSERT TO muster_hr WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_insert ON people.team FOR INSERT TO muster_hr WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_insert ON people.team_lead FOR INSERT TO muster_hr WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_insert ON people.training_class FOR INSERT TO muster_hr WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_select ON people.arrival FOR SELECT TO muster_hr USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_select ON people.before FOR SELECT TO muster_hr USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_select ON people.cost_rate FOR SELECT TO muster_hr USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_select ON people.employment FOR SELECT TO muster_hr USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_select ON people.membership FOR SELECT TO muster_hr USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_select ON people.person FOR SELECT TO muster_hr USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_select ON people.person_private FOR SELECT TO muster_hr USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_select ON people.readiness FOR SELECT TO muster_hr USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_select ON people.skill_grant FOR SELECT TO muster_hr USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_select ON people.team_lead FOR SELECT TO muster_hr USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_select ON people.training_class FOR SELECT TO muster_hr USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_update ON people.arrival FOR UPDATE TO muster_hr USING ((entity_id = ANY (sec.my_entities()))) WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_update ON people.cost_rate FOR UPDATE TO muster_hr USING ((entity_id = ANY (sec.my_entities()))) WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_update ON people.employment FOR UPDATE TO muster_hr USING ((entity_id = ANY (sec.my_entities()))) WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_update ON people.legal_entity FOR UPDATE TO muster_hr USING ((id = ANY (sec.my_entities()))) WITH CHECK ((id = ANY (sec.my_entities())));

CREATE POLICY hr_may_update ON people.membership FOR UPDATE TO muster_hr USING ((entity_id = ANY (sec.my_entities()))) WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_update ON people.person FOR UPDATE TO muster_hr USING ((entity_id = ANY (sec.my_entities()))) WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_update ON people.person_private FOR UPDATE TO muster_hr USING ((entity_id = ANY (sec.my_entities()))) WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_update ON people.site FOR UPDATE TO muster_hr USING ((entity_id = ANY (sec.my_entities()))) WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_update ON people.skill FOR UPDATE TO muster_hr USING ((entity_id = ANY (sec.my_entities()))) WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_update ON people.skill_grant FOR UPDATE TO muster_hr USING ((entity_id = ANY (sec.my_entities()))) WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_update ON people.team FOR UPDATE TO muster_hr USING ((entity_id = ANY (sec.my_entities()))) WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_update ON people.team_lead FOR UPDATE TO muster_hr USING ((entity_id = ANY (sec.my_entities()))) WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_update ON people.training_class FOR UPDATE TO muster_hr USING ((entity_id = ANY (sec.my_entities()))) WITH CHECK ((entity_id = ANY (sec.my_entities())));

ALTER TABLE people.legal_entity ENABLE ROW LEVEL SECURITY;

CREATE POLICY manager_may_select ON people.employment FOR SELECT TO muster_manager USING ((person_id = ANY (sec.my_people())));

CREATE POLICY manager_may_select ON people.membership FOR SELECT TO muster_manager USING ((person_id = ANY (sec.my_people())));

CREATE POLICY manager_may_select ON people.person FOR SELECT TO muster_manager USING ((id = ANY ((sec.my_people() || sec.me()))));

CREATE POLICY manager_may_select ON people.readiness FOR SELECT TO muster_manager USING ((person_id = ANY (sec.my_people())));

CREATE POLICY manager_may_select ON people.skill_grant FOR SELECT TO muster_manager USING ((person_id = ANY (sec.my_people())));

CREATE POLICY manager_may_select ON people.team_lead FOR SELECT TO muster_manager USING ((team_id = ANY (sec.my_teams())));

ALTER TABLE people.membership ENABLE ROW LEVEL SECURITY;

ALTER TABLE people.opening ENABLE ROW LEVEL SECURITY;

CREATE POLICY owner_keeps ON people.arrival TO muster_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_keeps ON people.before TO muster_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_keeps ON people.calendar TO muster_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_keeps ON people.calendar_day TO muster_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_keeps ON people.cost_rate TO muster_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_keeps ON people.employment TO muster_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_keeps ON people.legal_entity TO muster_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_keeps ON people.membership TO muster_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_keeps ON people.opening TO muster_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_keeps ON people.person TO muster_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_keeps ON people.person_private TO muster_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_keeps ON people.readiness TO muster_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_keeps ON people.site TO muster_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_keeps ON people.skill TO muster_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_keeps ON people.skill_grant TO muster_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_keeps ON people.team TO muster_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_keeps ON people.team_lead TO muster_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_keeps ON people.team_tree TO muster_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_keeps ON people.training_class TO muster_owner USING (true) WITH CHECK (true);

ALTER TABLE people.person ENABLE ROW LEVEL SECURITY;

CREATE POLICY person_may_select ON people.calendar FOR SELECT TO muster_person USING ((entity_id = ANY (people.entities_around_me())));

CREATE POLICY person_may_select ON people.calendar_day FOR SELECT TO muster_person USING ((entity_id = ANY (people.entities_around_me())));

CREATE POLICY person_may_select ON people.legal_entity FOR SELECT TO muster_person USING ((id = ANY (people.entities_around_me())));

CREATE POLICY person_may_select ON people.opening FOR SELECT TO muster_person USING ((entity_id = ANY (people.entities_around_me())));

CREATE POLICY person_may_select ON people.site FOR SELECT TO muster_person USING ((entity_id = ANY (people.entities_around_me())));

CREATE POLICY person_may_select ON people.skill FOR SELECT TO muster_person USING ((entity_id = ANY (people.entities_around_me())));

CREATE POLICY person_may_select ON people.team FOR SELECT TO muster_person USING ((entity_id = ANY (people.entities_around_me())));

ALTER TABLE people.person_private ENABLE ROW LEVEL SECURITY;

CREATE POLICY planner_may_insert ON people.calendar FOR INSERT TO muster_planner WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY planner_may_insert ON people.calendar_day FOR INSERT TO muster_planner WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY planner_may_insert ON people.opening FOR INSERT TO muster_planner WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY planner_may_insert ON people.training_class FOR INSERT TO muster_planner WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY planner_may_select ON people.arrival FOR SELECT TO muster_planner USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY planner_may_select ON people.cost_rate FOR SELECT TO muster_planner USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY planner_may_select ON people.employment FOR SELECT TO muster_planner USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY planner_may_select ON people.membership FOR SELECT TO muster_planner USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY planner_may_select ON people.person FOR SELECT TO muster_planner USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY planner_may_select ON people.readiness FOR SELECT TO muster_planner USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY planner_may_select ON people.skill_grant FOR SELECT TO muster_planner USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY planner_may_select ON people.team_lead FOR SELECT TO muster_planner USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY planner_may_select ON people.training_class FOR SELECT TO muster_planner USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY planner_may_update ON people.training_class FOR UPDATE TO muster_planner USING ((entity_id = ANY (sec.my_entities()))) WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY publisher_may_select ON people.arrival FOR SELECT TO muster_publisher USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY publisher_may_select ON people.employment FOR SELECT TO muster_publisher USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY publisher_may_select ON people.membership FOR SELECT TO muster_publisher USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY publisher_may_select ON people.person FOR SELECT TO muster_publisher USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY publisher_may_select ON people.readiness FOR SELECT TO muster_publisher USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY publisher_may_select ON people.skill_grant FOR SELECT TO muster_publisher USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY publisher_may_select ON people.team_lead FOR SELECT TO muster_publisher USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY publisher_may_select ON people.training_class FOR SELECT TO muster_publisher USING ((entity_id = ANY (sec.my_entities())));

ALTER TABLE people.readiness ENABLE ROW LEVEL SECURITY;

CREATE POLICY recruiter_may_delete ON people.training_class FOR DELETE TO muster_recruiter USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY recruiter_may_insert ON people.arrival FOR INSERT TO muster_recruiter WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY recruiter_may_insert ON people.training_class FOR INSERT TO muster_recruiter WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY recruiter_may_select ON people.arrival FOR SELECT TO muster_recruiter USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY recruiter_may_select ON people.person FOR SELECT TO muster_recruiter USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY recruiter_may_select ON people.training_class FOR SELECT TO muster_recruiter USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY recruiter_may_update ON people.arrival FOR UPDATE TO muster_recruiter USING ((entity_id = ANY (sec.my_entities()))) WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY recruiter_may_update ON people.training_class FOR UPDATE TO muster_recruiter USING ((entity_id = ANY (sec.my_entities()))) WITH CHECK ((entity_id = ANY (sec.my_entities())));

ALTER TABLE people.site ENABLE ROW LEVEL SECURITY;

ALTER TABLE people.skill ENABLE ROW LEVEL SECURITY;

ALTER TABLE people.skill_grant ENABLE ROW LEVEL SECURITY;

ALTER TABLE people.team ENABLE ROW LEVEL SECURITY;

ALTER TABLE people.team_lead ENABLE ROW LEVEL SECURITY;

ALTER TABLE people.team_tree ENABLE ROW LEVEL SECURITY;

CREATE POLICY trainer_may_insert ON people.readiness FOR INSERT TO muster_trainer WITH CHECK (((person_id = ANY (people.my_trainees())) AND COALESCE((gate_passed_by = sec.me()), true)));

CREATE POLICY trainer_may_select ON people.arrival FOR SELECT TO muster_trainer USING ((person_id = ANY (people.my_trainees())));

CREATE POLICY trainer_may_select ON people.membership FOR SELECT TO muster_trainer USING ((person_id = ANY (people.my_trainees())));

CREATE POLICY trainer_may_select ON people.person FOR SELECT TO muster_trainer USING ((id = ANY ((people.my_trainees() || sec.me()))));

CREATE POLICY trainer_may_select ON people.readiness FOR SELECT TO muster_trainer USING ((person_id = ANY (people.my_trainees())));

CREATE POLICY trainer_may_select ON people.skill_grant FOR SELECT TO muster_trainer USING ((person_id = ANY (people.my_trainees())));

CREATE POLICY trainer_may_select ON people.training_class FOR SELECT TO muster_trainer USING ((trainer_id = sec.me()));

ALTER TABLE people.training_class ENABLE ROW LEVEL SECURITY;

CREATE POLICY admin_sees_entities ON sec.entity_access FOR SELECT TO muster_admin, muster_auditor USING ((sec.me() IS NOT NULL));

CREATE POLICY admin_sees_logins ON sec.login FOR SELECT TO muster_admin, muster_auditor USING ((sec.me() IS NOT NULL));

CREATE POLICY admin_sees_roles ON sec.role_grant FOR SELECT TO muster_admin, muster_auditor USING ((sec.me() IS NOT NULL));

ALTER TABLE sec.entity_access ENABLE ROW LEVEL SECURITY;

CREATE POLICY keys_keeps ON sec.entity_access TO muster_keys USING (true) WITH CHECK (true);

CREATE POLICY keys_keeps ON sec.login TO muster_keys USING (true) WITH CHECK (true);

CREATE POLICY keys_keeps ON sec.role_grant TO muster_keys USING (true) WITH CHECK (true);

ALTER TABLE sec.login ENABLE ROW LEVEL SECURITY;

ALTER TABLE sec.member ENABLE ROW LEVEL SECURITY;

CREATE POLICY own_entities ON sec.entity_access FOR SELECT TO muster_person USING ((person_id = sec.me()));

CREATE POLICY own_login ON sec.login FOR SELECT TO muster_person USING ((person_id = sec.me()));

CREATE POLICY own_roles ON sec.role_grant FOR SELECT TO muster_person USING ((person_id = sec.me()));

CREATE POLICY owner_keeps ON sec.entity_access TO muster_sec USING (true) WITH CHECK (true);

CREATE POLICY owner_keeps ON sec.login TO muster_sec USING (true) WITH CHECK (true);

CREATE POLICY owner_keeps ON sec.member TO muster_sec USING (true) WITH CHECK (true);

CREATE POLICY owner_keeps ON sec.reach TO muster_sec USING (true) WITH CHECK (true);

CREATE POLICY owner_keeps ON sec.role_grant TO muster_sec USING (true) WITH CHECK (true);

CREATE POLICY owner_keeps ON sec.secret TO muster_sec USING (true) WITH CHECK (true);

CREATE POLICY people_keeps ON sec.member TO muster_owner USING (true) WITH CHECK (true);

CREATE POLICY people_keeps ON sec.reach TO muster_owner USING (true) WITH CHECK (true);

ALTER TABLE sec.reach ENABLE ROW LEVEL SECURITY;

ALTER TABLE sec.role_grant ENABLE ROW LEVEL SECURITY;

ALTER TABLE sec.secret ENABLE ROW LEVEL SECURITY;

ALTER TABLE timekeeping.absence ENABLE ROW LEVEL SECURITY;

ALTER TABLE timekeeping.activity ENABLE ROW LEVEL SECURITY;

CREATE POLICY agent_may_insert ON timekeeping.absence FOR INSERT TO muster_agent WITH CHECK ((person_id = sec.me()));

CREATE POLICY agent_may_select ON timekeeping.absence FOR SELECT TO muster_agent USING ((person_id = sec.me()));

CREATE POLICY agent_may_select ON timekeeping.activity FOR SELECT TO muster_agent USING ((person_id = sec.me()));

CREATE POLICY agent_may_select ON timekeeping.publication FOR SELECT TO muster_agent USING ((entity_id = ANY (people.entities_around_me())));

CREATE POLICY agent_may_select ON timekeeping.shift FOR SELECT TO muster_agent USING ((person_id = sec.me()));

CREATE POLICY agent_may_select ON timekeeping.training_block FOR SELECT TO muster_agent USING ((person_id = sec.me()));

CREATE POLICY agent_may_update ON timekeeping.absence FOR UPDATE TO muster_agent USING ((person_id = sec.me())) WITH CHECK ((person_id = sec.me()));

CREATE POLICY hr_may_insert ON timekeeping.absence FOR INSERT TO muster_hr WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_insert ON timekeeping.training_block FOR INSERT TO muster_hr WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_select ON timekeeping.absence FOR SELECT TO muster_hr USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_select ON timekeeping.activity FOR SELECT TO muster_hr USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_select ON timekeeping.publication FOR SELECT TO muster_hr USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_select ON timekeeping.shift FOR SELECT TO muster_hr USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_select ON timekeeping.training_block FOR SELECT TO muster_hr USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_update ON timekeeping.absence FOR UPDATE TO muster_hr USING ((entity_id = ANY (sec.my_entities()))) WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY hr_may_update ON timekeeping.training_block FOR UPDATE TO muster_hr USING ((entity_id = ANY (sec.my_entities()))) WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY manager_may_insert ON timekeeping.absence FOR INSERT TO muster_manager WITH CHECK ((person_id = ANY (sec.my_people())));

CREATE POLICY manager_may_select ON timekeeping.absence FOR SELECT TO muster_manager USING ((person_id = ANY (sec.my_people())));

CREATE POLICY manager_may_select ON timekeeping.activity FOR SELECT TO muster_manager USING ((person_id = ANY (sec.my_people())));

CREATE POLICY manager_may_select ON timekeeping.publication FOR SELECT TO muster_manager USING ((entity_id = ANY (people.entities_around_me())));

CREATE POLICY manager_may_select ON timekeeping.shift FOR SELECT TO muster_manager USING ((person_id = ANY (sec.my_people())));

CREATE POLICY manager_may_select ON timekeeping.training_block FOR SELECT TO muster_manager USING ((person_id = ANY (sec.my_people())));

CREATE POLICY manager_may_update ON timekeeping.absence FOR UPDATE TO muster_manager USING ((person_id = ANY (sec.my_people()))) WITH CHECK ((person_id = ANY (sec.my_people())));

CREATE POLICY owner_keeps ON timekeeping.absence TO muster_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_keeps ON timekeeping.activity TO muster_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_keeps ON timekeeping.publication TO muster_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_keeps ON timekeeping.shift TO muster_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_keeps ON timekeeping.training_block TO muster_owner USING (true) WITH CHECK (true);

CREATE POLICY planner_may_insert ON timekeeping.training_block FOR INSERT TO muster_planner WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY planner_may_select ON timekeeping.absence FOR SELECT TO muster_planner USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY planner_may_select ON timekeeping.activity FOR SELECT TO muster_planner USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY planner_may_select ON timekeeping.publication FOR SELECT TO muster_planner USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY planner_may_select ON timekeeping.shift FOR SELECT TO muster_planner USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY planner_may_select ON timekeeping.training_block FOR SELECT TO muster_planner USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY planner_may_update ON timekeeping.training_block FOR UPDATE TO muster_planner USING ((entity_id = ANY (sec.my_entities()))) WITH CHECK ((entity_id = ANY (sec.my_entities())));

ALTER TABLE timekeeping.publication ENABLE ROW LEVEL SECURITY;

CREATE POLICY publisher_may_insert ON timekeeping.activity FOR INSERT TO muster_publisher WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY publisher_may_insert ON timekeeping.publication FOR INSERT TO muster_publisher WITH CHECK (((entity_id = ANY (sec.my_entities())) AND (published_by = sec.me())));

CREATE POLICY publisher_may_insert ON timekeeping.shift FOR INSERT TO muster_publisher WITH CHECK ((entity_id = ANY (sec.my_entities())));

CREATE POLICY publisher_may_select ON timekeeping.absence FOR SELECT TO muster_publisher USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY publisher_may_select ON timekeeping.activity FOR SELECT TO muster_publisher USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY publisher_may_select ON timekeeping.publication FOR SELECT TO muster_publisher USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY publisher_may_select ON timekeeping.shift FOR SELECT TO muster_publisher USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY publisher_may_select ON timekeeping.training_block FOR SELECT TO muster_publisher USING ((entity_id = ANY (sec.my_entities())));

CREATE POLICY publisher_may_update ON timekeeping.shift FOR UPDATE TO muster_publisher USING ((entity_id = ANY (sec.my_entities()))) WITH CHECK ((entity_id = ANY (sec.my_entities())));

ALTER TABLE timekeeping.shift ENABLE ROW LEVEL SECURITY;

CREATE POLICY trainer_may_insert ON timekeeping.training_block FOR INSERT TO muster_trainer WITH CHECK ((person_id = ANY (people.my_trainees())));

CREATE POLICY trainer_may_select ON timekeeping.activity FOR SELECT TO muster_trainer USING ((person_id = ANY (people.my_trainees())));

CREATE POLICY trainer_may_select ON timekeeping.publication FOR SELECT TO muster_trainer USING ((entity_id = ANY (people.entities_around_me())));

CREATE POLICY trainer_may_select ON timekeeping.shift FOR SELECT TO muster_trainer USING ((person_id = ANY (people.my_trainees())));

CREATE POLICY trainer_may_select ON timekeeping.training_block FOR SELECT TO muster_trainer USING ((person_id = ANY (people.my_trainees())));

CREATE POLICY trainer_may_update ON timekeeping.training_block FOR UPDATE TO muster_trainer USING ((person_id = ANY (people.my_trainees()))) WITH CHECK ((person_id = ANY (people.my_trainees())));

ALTER TABLE timekeeping.training_block ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA audit TO muster_person;
GRANT USAGE ON SCHEMA audit TO muster_owner;
GRANT USAGE ON SCHEMA audit TO muster_keys;

GRANT USAGE ON SCHEMA op TO muster_person;
GRANT USAGE ON SCHEMA op TO muster_owner;
GRANT USAGE ON SCHEMA op TO muster_keys;

GRANT USAGE ON SCHEMA people TO muster_person;

GRANT USAGE ON SCHEMA sec TO muster_person;
GRANT USAGE ON SCHEMA sec TO muster_owner;
GRANT USAGE ON SCHEMA sec TO muster_keys;

GRANT USAGE ON SCHEMA stage TO muster_person;

GRANT USAGE ON SCHEMA timekeeping TO muster_person;

GRANT SELECT ON TABLE audit.event TO muster_auditor;

REVOKE ALL ON FUNCTION audit.digest(event audit.event) FROM PUBLIC;

REVOKE ALL ON FUNCTION audit.batch(after_id bigint, from_xid xid8, upto_xid xid8, previous bytea, OUT events bigint, OUT hash bytea) FROM PUBLIC;

REVOKE ALL ON FUNCTION audit.capture() FROM PUBLIC;
GRANT ALL ON FUNCTION audit.capture() TO muster_owner;

REVOKE ALL ON FUNCTION audit.deny() FROM PUBLIC;
GRANT ALL ON FUNCTION audit.deny() TO muster_owner;

REVOKE ALL ON FUNCTION audit.note_read(relation text, key jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION audit.note_read(relation text, key jsonb) TO muster_person;
GRANT ALL ON FUNCTION audit.note_read(relation text, key jsonb) TO muster_owner;

REVOKE ALL ON FUNCTION audit.refresh() FROM PUBLIC;
GRANT ALL ON FUNCTION audit.refresh() TO muster_owner;

REVOKE ALL ON FUNCTION audit.reopen() FROM PUBLIC;
GRANT ALL ON FUNCTION audit.reopen() TO muster_auditor;
GRANT ALL ON FUNCTION audit.reopen() TO muster_admin;

REVOKE ALL ON FUNCTION audit.seal() FROM PUBLIC;
GRANT ALL ON FUNCTION audit.seal() TO muster_auditor;
GRANT ALL ON FUNCTION audit.seal() TO muster_admin;

REVOKE ALL ON FUNCTION audit.veil(value jsonb) FROM PUBLIC;

GRANT SELECT ON TABLE audit.seal TO muster_auditor;

REVOKE ALL ON FUNCTION audit.verify() FROM PUBLIC;
GRANT ALL ON FUNCTION audit.verify() TO muster_auditor;
GRANT ALL ON FUNCTION audit.verify() TO muster_admin;

REVOKE ALL ON FUNCTION audit.watch(relation regclass) FROM PUBLIC;
GRANT ALL ON FUNCTION audit.watch(relation regclass) TO muster_owner;

REVOKE ALL ON FUNCTION op.catalogue() FROM PUBLIC;
GRANT ALL ON FUNCTION op.catalogue() TO muster_person;
GRANT ALL ON FUNCTION op.catalogue() TO muster_owner;

GRANT SELECT(id) ON TABLE op.operation TO muster_person;

GRANT SELECT(person_id) ON TABLE op.operation TO muster_person;

GRANT SELECT(key) ON TABLE op.operation TO muster_person;

GRANT SELECT(name) ON TABLE op.operation TO muster_person;

GRANT SELECT(input_hash) ON TABLE op.operation TO muster_person;

GRANT SELECT(outcome) ON TABLE op.operation TO muster_person;

GRANT SELECT(created_at) ON TABLE op.operation TO muster_person;

REVOKE ALL ON FUNCTION op.current() FROM PUBLIC;
GRANT ALL ON FUNCTION op.current() TO muster_person;
GRANT ALL ON FUNCTION op.current() TO muster_owner;
GRANT ALL ON FUNCTION op.current() TO muster_keys;

REVOKE ALL ON FUNCTION op.finish(id bigint, outcome jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION op.finish(id bigint, outcome jsonb) TO muster_person;

REVOKE ALL ON FUNCTION op.start(key text, name text, input_hash bytea, OUT id bigint, OUT is_replay boolean, OUT outcome jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION op.start(key text, name text, input_hash bytea, OUT id bigint, OUT is_replay boolean, OUT outcome jsonb) TO muster_person;

REVOKE ALL ON FUNCTION people.change_of_clocks(early timestamp with time zone, late timestamp with time zone, zone text, before interval) FROM PUBLIC;
GRANT ALL ON FUNCTION people.change_of_clocks(early timestamp with time zone, late timestamp with time zone, zone text, before interval) TO muster_person;

REVOKE ALL ON FUNCTION people.close_doors(room text) FROM PUBLIC;

REVOKE ALL ON FUNCTION people.day_start(day date, zone text) FROM PUBLIC;
GRANT ALL ON FUNCTION people.day_start(day date, zone text) TO muster_person;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE sec.login TO muster_keys;
GRANT SELECT ON TABLE sec.login TO muster_person;

REVOKE ALL ON FUNCTION sec.me() FROM PUBLIC;
GRANT ALL ON FUNCTION sec.me() TO muster_person;
GRANT ALL ON FUNCTION sec.me() TO muster_owner;
GRANT ALL ON FUNCTION sec.me() TO muster_keys;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE sec.entity_access TO muster_keys;
GRANT SELECT ON TABLE sec.entity_access TO muster_person;

REVOKE ALL ON FUNCTION sec.my_entities() FROM PUBLIC;
GRANT ALL ON FUNCTION sec.my_entities() TO muster_person;
GRANT ALL ON FUNCTION sec.my_entities() TO muster_owner;
GRANT ALL ON FUNCTION sec.my_entities() TO muster_keys;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE people.person TO muster_hr;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE people.person TO muster_admin;
GRANT SELECT ON TABLE people.person TO muster_planner;
GRANT SELECT ON TABLE people.person TO muster_publisher;
GRANT SELECT ON TABLE people.person TO muster_manager;
GRANT SELECT ON TABLE people.person TO muster_trainer;
GRANT SELECT ON TABLE people.person TO muster_agent;
GRANT SELECT ON TABLE people.person TO muster_recruiter;

REVOKE ALL ON FUNCTION people.entities_around_me() FROM PUBLIC;
GRANT ALL ON FUNCTION people.entities_around_me() TO muster_person;

REVOKE ALL ON FUNCTION people.follow_membership() FROM PUBLIC;

REVOKE ALL ON FUNCTION people.instant(local timestamp without time zone, zone text, fold smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION people.instant(local timestamp without time zone, zone text, fold smallint) TO muster_person;

REVOKE ALL ON FUNCTION people.happens_twice(local timestamp without time zone, zone text) FROM PUBLIC;
GRANT ALL ON FUNCTION people.happens_twice(local timestamp without time zone, zone text) TO muster_person;

REVOKE ALL ON FUNCTION people.lock_entity(entity bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION people.lock_entity(entity bigint) TO muster_person;

REVOKE ALL ON FUNCTION people.lock_persons(persons bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION people.lock_persons(persons bigint[]) TO muster_person;

GRANT SELECT ON TABLE people.arrival TO muster_planner;
GRANT SELECT ON TABLE people.arrival TO muster_publisher;
GRANT SELECT,INSERT ON TABLE people.arrival TO muster_hr;
GRANT SELECT,INSERT ON TABLE people.arrival TO muster_admin;
GRANT SELECT,INSERT ON TABLE people.arrival TO muster_recruiter;
GRANT SELECT ON TABLE people.arrival TO muster_trainer;

GRANT UPDATE(person_id) ON TABLE people.arrival TO muster_hr;
GRANT UPDATE(person_id) ON TABLE people.arrival TO muster_admin;
GRANT UPDATE(person_id) ON TABLE people.arrival TO muster_recruiter;

GRANT UPDATE(withdrawn_at) ON TABLE people.arrival TO muster_hr;
GRANT UPDATE(withdrawn_at) ON TABLE people.arrival TO muster_admin;
GRANT UPDATE(withdrawn_at) ON TABLE people.arrival TO muster_recruiter;

GRANT UPDATE(operation_id) ON TABLE people.arrival TO muster_hr;
GRANT UPDATE(operation_id) ON TABLE people.arrival TO muster_admin;
GRANT UPDATE(operation_id) ON TABLE people.arrival TO muster_recruiter;

GRANT SELECT,INSERT,UPDATE ON TABLE people.training_class TO muster_planner;
GRANT SELECT ON TABLE people.training_class TO muster_publisher;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE people.training_class TO muster_hr;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE people.training_class TO muster_admin;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE people.training_class TO muster_recruiter;
GRANT SELECT ON TABLE people.training_class TO muster_trainer;

REVOKE ALL ON FUNCTION people.my_trainees() FROM PUBLIC;
GRANT ALL ON FUNCTION people.my_trainees() TO muster_person;

REVOKE ALL ON FUNCTION people.permit(who text, verbs text, relation regclass, condition text) FROM PUBLIC;

REVOKE ALL ON FUNCTION people.rebuild_reach() FROM PUBLIC;

REVOKE ALL ON FUNCTION people.refuse_cycle() FROM PUBLIC;

REVOKE ALL ON FUNCTION people.refuse_unknown_zone() FROM PUBLIC;

REVOKE ALL ON FUNCTION people.remember() FROM PUBLIC;

REVOKE ALL ON FUNCTION pg_catalog.lo_creat(integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION pg_catalog.lo_create(oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION pg_catalog.lo_from_bytea(oid, bytea) FROM PUBLIC;

REVOKE ALL ON FUNCTION pg_catalog.lo_get(oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION pg_catalog.lo_get(oid, bigint, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION pg_catalog.lo_open(oid, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION pg_catalog.lo_put(oid, bigint, bytea) FROM PUBLIC;

REVOKE ALL ON FUNCTION pg_catalog.lo_truncate(integer, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION pg_catalog.lo_truncate64(integer, bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION pg_catalog.lo_unlink(oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION pg_catalog.loread(integer, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION pg_catalog.lowrite(integer, bytea) FROM PUBLIC;

REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_lock(bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_lock(integer, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_lock_shared(bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_lock_shared(integer, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_unlock(bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_unlock(bigint) TO muster_owner;

REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_unlock(integer, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_unlock_all() FROM PUBLIC;

REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_unlock_shared(bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_unlock_shared(integer, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_xact_lock(bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_xact_lock(integer, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_xact_lock_shared(bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_xact_lock_shared(integer, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION pg_catalog.pg_try_advisory_lock(bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_lock(bigint) TO muster_owner;

REVOKE ALL ON FUNCTION pg_catalog.pg_try_advisory_lock(integer, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION pg_catalog.pg_try_advisory_lock_shared(bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION pg_catalog.pg_try_advisory_lock_shared(integer, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION pg_catalog.pg_try_advisory_xact_lock(bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_xact_lock(bigint) TO muster_owner;

REVOKE ALL ON FUNCTION pg_catalog.pg_try_advisory_xact_lock(integer, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION pg_catalog.pg_try_advisory_xact_lock_shared(bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION pg_catalog.pg_try_advisory_xact_lock_shared(integer, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION sec.add_login(person bigint, login name, verifier text) FROM PUBLIC;
GRANT ALL ON FUNCTION sec.add_login(person bigint, login name, verifier text) TO muster_admin;

REVOKE ALL ON PROCEDURE sec.close_database() FROM PUBLIC;

REVOKE ALL ON FUNCTION sec.grant_entity(person bigint, entity bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION sec.grant_entity(person bigint, entity bigint) TO muster_admin;

REVOKE ALL ON FUNCTION sec.grant_role(person bigint, role text) FROM PUBLIC;
GRANT ALL ON FUNCTION sec.grant_role(person bigint, role text) TO muster_admin;

REVOKE ALL ON FUNCTION sec.guard(relation regclass) FROM PUBLIC;
GRANT ALL ON FUNCTION sec.guard(relation regclass) TO muster_owner;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE sec.role_grant TO muster_keys;
GRANT SELECT ON TABLE sec.role_grant TO muster_person;

REVOKE ALL ON FUNCTION sec.i_am(role text) FROM PUBLIC;
GRANT ALL ON FUNCTION sec.i_am(role text) TO muster_person;
GRANT ALL ON FUNCTION sec.i_am(role text) TO muster_owner;
GRANT ALL ON FUNCTION sec.i_am(role text) TO muster_keys;

GRANT SELECT ON TABLE sec.our_table TO muster_person;
GRANT SELECT ON TABLE sec.our_table TO muster_owner;

REVOKE ALL ON FUNCTION sec.lint_columns() FROM PUBLIC;
GRANT ALL ON FUNCTION sec.lint_columns() TO muster_person;
GRANT ALL ON FUNCTION sec.lint_columns() TO muster_owner;

REVOKE ALL ON FUNCTION sec.lint_functions() FROM PUBLIC;
GRANT ALL ON FUNCTION sec.lint_functions() TO muster_person;
GRANT ALL ON FUNCTION sec.lint_functions() TO muster_owner;

REVOKE ALL ON FUNCTION sec.lint_policies() FROM PUBLIC;
GRANT ALL ON FUNCTION sec.lint_policies() TO muster_person;
GRANT ALL ON FUNCTION sec.lint_policies() TO muster_owner;

REVOKE ALL ON FUNCTION sec.lint_roles() FROM PUBLIC;
GRANT ALL ON FUNCTION sec.lint_roles() TO muster_person;
GRANT ALL ON FUNCTION sec.lint_roles() TO muster_owner;

REVOKE ALL ON FUNCTION sec.lint_tables() FROM PUBLIC;
GRANT ALL ON FUNCTION sec.lint_tables() TO muster_person;
GRANT ALL ON FUNCTION sec.lint_tables() TO muster_owner;

REVOKE ALL ON FUNCTION sec.lint() FROM PUBLIC;
GRANT ALL ON FUNCTION sec.lint() TO muster_person;
GRANT ALL ON FUNCTION sec.lint() TO muster_owner;

REVOKE ALL ON FUNCTION sec.login_of(person bigint) FROM PUBLIC;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE sec.reach TO muster_owner;

REVOKE ALL ON FUNCTION sec.my_teams() FROM PUBLIC;
GRANT ALL ON FUNCTION sec.my_teams() TO muster_person;
GRANT ALL ON FUNCTION sec.my_teams() TO muster_owner;
GRANT ALL ON FUNCTION sec.my_teams() TO muster_keys;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE sec.member TO muster_owner;

REVOKE ALL ON FUNCTION sec.my_people() FROM PUBLIC;
GRANT ALL ON FUNCTION sec.my_people() TO muster_person;
GRANT ALL ON FUNCTION sec.my_people() TO muster_owner;
GRANT ALL ON FUNCTION sec.my_people() TO muster_keys;

REVOKE ALL ON FUNCTION sec.open_entity() FROM PUBLIC;
GRANT ALL ON FUNCTION sec.open_entity() TO muster_owner;

REVOKE ALL ON FUNCTION sec.require_another(person bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION sec.revoke_entity(person bigint, entity bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION sec.revoke_entity(person bigint, entity bigint) TO muster_admin;

REVOKE ALL ON FUNCTION sec.revoke_login(person bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION sec.revoke_login(person bigint) TO muster_admin;

REVOKE ALL ON FUNCTION sec.revoke_role(person bigint, role text) FROM PUBLIC;
GRANT ALL ON FUNCTION sec.revoke_role(person bigint, role text) TO muster_admin;

REVOKE ALL ON FUNCTION timekeeping.derive() FROM PUBLIC;

REVOKE ALL ON FUNCTION timekeeping.derive_absence() FROM PUBLIC;

REVOKE ALL ON FUNCTION timekeeping.instant_today(local timestamp without time zone, zone text, fold smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION timekeeping.instant_today(local timestamp without time zone, zone text, fold smallint) TO muster_person;

REVOKE ALL ON FUNCTION timekeeping.refuse_shift() FROM PUBLIC;

REVOKE ALL ON FUNCTION timekeeping.release() FROM PUBLIC;

REVOKE ALL ON FUNCTION timekeeping.sign_decision() FROM PUBLIC;

GRANT SELECT ON TABLE op.code TO muster_person;
GRANT SELECT,INSERT,DELETE ON TABLE op.code TO muster_owner;

GRANT SELECT ON TABLE op.migration TO muster_person;
GRANT SELECT,INSERT,UPDATE ON TABLE op.migration TO muster_owner;

GRANT SELECT,DELETE ON TABLE people.before TO muster_hr;
GRANT SELECT,DELETE ON TABLE people.before TO muster_admin;

GRANT SELECT ON TABLE people.calendar TO muster_person;

GRANT INSERT(entity_id) ON TABLE people.calendar TO muster_hr;
GRANT INSERT(entity_id) ON TABLE people.calendar TO muster_admin;
GRANT INSERT(entity_id) ON TABLE people.calendar TO muster_planner;

GRANT INSERT(site_id) ON TABLE people.calendar TO muster_hr;
GRANT INSERT(site_id) ON TABLE people.calendar TO muster_admin;
GRANT INSERT(site_id) ON TABLE people.calendar TO muster_planner;

GRANT INSERT(version) ON TABLE people.calendar TO muster_hr;
GRANT INSERT(version) ON TABLE people.calendar TO muster_admin;
GRANT INSERT(version) ON TABLE people.calendar TO muster_planner;

GRANT INSERT(note) ON TABLE people.calendar TO muster_hr;
GRANT INSERT(note) ON TABLE people.calendar TO muster_admin;
GRANT INSERT(note) ON TABLE people.calendar TO muster_planner;

GRANT SELECT ON TABLE people.calendar_day TO muster_person;
GRANT INSERT ON TABLE people.calendar_day TO muster_hr;
GRANT INSERT ON TABLE people.calendar_day TO muster_admin;
GRANT INSERT ON TABLE people.calendar_day TO muster_planner;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE people.cost_rate TO muster_hr;
GRANT SELECT ON TABLE people.cost_rate TO muster_planner;

GRANT SELECT ON TABLE people.readiness TO muster_planner;
GRANT SELECT ON TABLE people.readiness TO muster_publisher;
GRANT SELECT ON TABLE people.readiness TO muster_manager;
GRANT SELECT ON TABLE people.readiness TO muster_trainer;
GRANT SELECT ON TABLE people.readiness TO muster_agent;
GRANT SELECT ON TABLE people.readiness TO muster_hr;

GRANT INSERT(entity_id) ON TABLE people.readiness TO muster_trainer;

GRANT INSERT(person_id) ON TABLE people.readiness TO muster_trainer;

GRANT INSERT(skill_id) ON TABLE people.readiness TO muster_trainer;

GRANT INSERT(ready_p50_on) ON TABLE people.readiness TO muster_trainer;

GRANT INSERT(ready_p90_on) ON TABLE people.readiness TO muster_trainer;

GRANT INSERT(proficiency) ON TABLE people.readiness TO muster_trainer;

GRANT INSERT(gate_passed_at) ON TABLE people.readiness TO muster_trainer;

GRANT INSERT(gate_passed_by) ON TABLE people.readiness TO muster_trainer;

GRANT SELECT ON TABLE people.current_readiness TO muster_person;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE people.employment TO muster_hr;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE people.employment TO muster_admin;
GRANT SELECT ON TABLE people.employment TO muster_planner;
GRANT SELECT ON TABLE people.employment TO muster_publisher;
GRANT SELECT ON TABLE people.employment TO muster_manager;
GRANT SELECT ON TABLE people.employment TO muster_agent;

GRANT SELECT ON TABLE people.team TO muster_person;
GRANT INSERT,DELETE,UPDATE ON TABLE people.team TO muster_hr;
GRANT INSERT,DELETE,UPDATE ON TABLE people.team TO muster_admin;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE people.team_lead TO muster_hr;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE people.team_lead TO muster_admin;
GRANT SELECT ON TABLE people.team_lead TO muster_planner;
GRANT SELECT ON TABLE people.team_lead TO muster_publisher;
GRANT SELECT ON TABLE people.team_lead TO muster_manager;

GRANT SELECT ON TABLE people.legal_entity TO muster_person;
GRANT SELECT,INSERT ON TABLE people.legal_entity TO muster_admin;

GRANT UPDATE(name) ON TABLE people.legal_entity TO muster_hr;
GRANT UPDATE(name) ON TABLE people.legal_entity TO muster_admin;

GRANT UPDATE(full_time_weekly_minutes) ON TABLE people.legal_entity TO muster_hr;
GRANT UPDATE(full_time_weekly_minutes) ON TABLE people.legal_entity TO muster_admin;

GRANT UPDATE(operation_id) ON TABLE people.legal_entity TO muster_hr;
GRANT UPDATE(operation_id) ON TABLE people.legal_entity TO muster_admin;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE people.membership TO muster_hr;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE people.membership TO muster_admin;
GRANT SELECT ON TABLE people.membership TO muster_planner;
GRANT SELECT ON TABLE people.membership TO muster_publisher;
GRANT SELECT ON TABLE people.membership TO muster_manager;
GRANT SELECT ON TABLE people.membership TO muster_trainer;
GRANT SELECT ON TABLE people.membership TO muster_agent;

GRANT SELECT ON TABLE people.opening TO muster_person;
GRANT INSERT ON TABLE people.opening TO muster_hr;
GRANT INSERT ON TABLE people.opening TO muster_admin;
GRANT INSERT ON TABLE people.opening TO muster_planner;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE people.person_private TO muster_hr;

GRANT SELECT ON TABLE people.site TO muster_person;
GRANT INSERT,DELETE,UPDATE ON TABLE people.site TO muster_hr;
GRANT INSERT,DELETE,UPDATE ON TABLE people.site TO muster_admin;

GRANT SELECT ON TABLE people.skill TO muster_person;
GRANT INSERT,DELETE,UPDATE ON TABLE people.skill TO muster_hr;
GRANT INSERT,DELETE,UPDATE ON TABLE people.skill TO muster_admin;

GRANT SELECT ON TABLE people.skill_grant TO muster_planner;
GRANT SELECT ON TABLE people.skill_grant TO muster_publisher;
GRANT SELECT ON TABLE people.skill_grant TO muster_manager;
GRANT SELECT ON TABLE people.skill_grant TO muster_trainer;
GRANT SELECT ON TABLE people.skill_grant TO muster_agent;
GRANT SELECT,DELETE ON TABLE people.skill_grant TO muster_hr;
GRANT SELECT,DELETE ON TABLE people.skill_grant TO muster_admin;

GRANT INSERT(entity_id) ON TABLE people.skill_grant TO muster_hr;
GRANT INSERT(entity_id) ON TABLE people.skill_grant TO muster_admin;

GRANT INSERT(person_id) ON TABLE people.skill_grant TO muster_hr;
GRANT INSERT(person_id) ON TABLE people.skill_grant TO muster_admin;

GRANT INSERT(skill_id) ON TABLE people.skill_grant TO muster_hr;
GRANT INSERT(skill_id) ON TABLE people.skill_grant TO muster_admin;

GRANT INSERT(level),UPDATE(level) ON TABLE people.skill_grant TO muster_hr;
GRANT INSERT(level),UPDATE(level) ON TABLE people.skill_grant TO muster_admin;

GRANT INSERT(starts_on),UPDATE(starts_on) ON TABLE people.skill_grant TO muster_hr;
GRANT INSERT(starts_on),UPDATE(starts_on) ON TABLE people.skill_grant TO muster_admin;

GRANT INSERT(expires_on),UPDATE(expires_on) ON TABLE people.skill_grant TO muster_hr;
GRANT INSERT(expires_on),UPDATE(expires_on) ON TABLE people.skill_grant TO muster_admin;

GRANT UPDATE(revoked_by) ON TABLE people.skill_grant TO muster_hr;
GRANT UPDATE(revoked_by) ON TABLE people.skill_grant TO muster_admin;

GRANT UPDATE(revoked_at) ON TABLE people.skill_grant TO muster_hr;
GRANT UPDATE(revoked_at) ON TABLE people.skill_grant TO muster_admin;

GRANT UPDATE(operation_id) ON TABLE people.skill_grant TO muster_hr;
GRANT UPDATE(operation_id) ON TABLE people.skill_grant TO muster_admin;

GRANT SELECT ON TABLE timekeeping.absence TO muster_manager;
GRANT SELECT ON TABLE timekeeping.absence TO muster_agent;
GRANT SELECT ON TABLE timekeeping.absence TO muster_hr;

GRANT SELECT(id) ON TABLE timekeeping.absence TO muster_planner;
GRANT SELECT(id) ON TABLE timekeeping.absence TO muster_publisher;

GRANT INSERT(entity_id) ON TABLE timekeeping.absence TO muster_agent;
GRANT INSERT(entity_id) ON TABLE timekeeping.absence TO muster_manager;
GRANT INSERT(entity_id) ON TABLE timekeeping.absence TO muster_hr;
GRANT SELECT(entity_id) ON TABLE timekeeping.absence TO muster_planner;
GRANT SELECT(entity_id) ON TABLE timekeeping.absence TO muster_publisher;

GRANT INSERT(person_id) ON TABLE timekeeping.absence TO muster_agent;
GRANT INSERT(person_id) ON TABLE timekeeping.absence TO muster_manager;
GRANT INSERT(person_id) ON TABLE timekeeping.absence TO muster_hr;
GRANT SELECT(person_id) ON TABLE timekeeping.absence TO muster_planner;
GRANT SELECT(person_id) ON TABLE timekeeping.absence TO muster_publisher;

GRANT INSERT(site_id) ON TABLE timekeeping.absence TO muster_agent;
GRANT INSERT(site_id) ON TABLE timekeeping.absence TO muster_manager;
GRANT INSERT(site_id) ON TABLE timekeeping.absence TO muster_hr;
GRANT SELECT(site_id) ON TABLE timekeeping.absence TO muster_planner;
GRANT SELECT(site_id) ON TABLE timekeeping.absence TO muster_publisher;

GRANT INSERT(kind) ON TABLE timekeeping.absence TO muster_agent;
GRANT INSERT(kind) ON TABLE timekeeping.absence TO muster_manager;
GRANT INSERT(kind) ON TABLE timekeeping.absence TO muster_hr;

GRANT INSERT(starts_on) ON TABLE timekeeping.absence TO muster_agent;
GRANT INSERT(starts_on) ON TABLE timekeeping.absence TO muster_manager;
GRANT INSERT(starts_on) ON TABLE timekeeping.absence TO muster_hr;
GRANT SELECT(starts_on) ON TABLE timekeeping.absence TO muster_planner;
GRANT SELECT(starts_on) ON TABLE timekeeping.absence TO muster_publisher;

GRANT INSERT(ends_on) ON TABLE timekeeping.absence TO muster_agent;
GRANT INSERT(ends_on) ON TABLE timekeeping.absence TO muster_manager;
GRANT INSERT(ends_on) ON TABLE timekeeping.absence TO muster_hr;
GRANT SELECT(ends_on) ON TABLE timekeeping.absence TO muster_planner;
GRANT SELECT(ends_on) ON TABLE timekeeping.absence TO muster_publisher;

GRANT INSERT(starts_time) ON TABLE timekeeping.absence TO muster_agent;
GRANT INSERT(starts_time) ON TABLE timekeeping.absence TO muster_manager;
GRANT INSERT(starts_time) ON TABLE timekeeping.absence TO muster_hr;
GRANT SELECT(starts_time) ON TABLE timekeeping.absence TO muster_planner;
GRANT SELECT(starts_time) ON TABLE timekeeping.absence TO muster_publisher;

GRANT INSERT(ends_time) ON TABLE timekeeping.absence TO muster_agent;
GRANT INSERT(ends_time) ON TABLE timekeeping.absence TO muster_manager;
GRANT INSERT(ends_time) ON TABLE timekeeping.absence TO muster_hr;
GRANT SELECT(ends_time) ON TABLE timekeeping.absence TO muster_planner;
GRANT SELECT(ends_time) ON TABLE timekeeping.absence TO muster_publisher;

GRANT SELECT(starts_at) ON TABLE timekeeping.absence TO muster_planner;
GRANT SELECT(starts_at) ON TABLE timekeeping.absence TO muster_publisher;

GRANT SELECT(ends_at) ON TABLE timekeeping.absence TO muster_planner;
GRANT SELECT(ends_at) ON TABLE timekeeping.absence TO muster_publisher;

GRANT INSERT(note) ON TABLE timekeeping.absence TO muster_agent;
GRANT INSERT(note) ON TABLE timekeeping.absence TO muster_manager;
GRANT INSERT(note) ON TABLE timekeeping.absence TO muster_hr;

GRANT SELECT(requested_at) ON TABLE timekeeping.absence TO muster_planner;
GRANT SELECT(requested_at) ON TABLE timekeeping.absence TO muster_publisher;

GRANT UPDATE(decision) ON TABLE timekeeping.absence TO muster_manager;
GRANT UPDATE(decision) ON TABLE timekeeping.absence TO muster_hr;
GRANT SELECT(decision) ON TABLE timekeeping.absence TO muster_planner;
GRANT SELECT(decision) ON TABLE timekeeping.absence TO muster_publisher;

GRANT SELECT(decided_at) ON TABLE timekeeping.absence TO muster_planner;
GRANT SELECT(decided_at) ON TABLE timekeeping.absence TO muster_publisher;

GRANT UPDATE(withdrawn_at) ON TABLE timekeeping.absence TO muster_agent;
GRANT UPDATE(withdrawn_at) ON TABLE timekeeping.absence TO muster_manager;
GRANT UPDATE(withdrawn_at) ON TABLE timekeeping.absence TO muster_hr;
GRANT SELECT(withdrawn_at) ON TABLE timekeeping.absence TO muster_planner;
GRANT SELECT(withdrawn_at) ON TABLE timekeeping.absence TO muster_publisher;

GRANT SELECT ON TABLE timekeeping.activity TO muster_hr;
GRANT SELECT ON TABLE timekeeping.activity TO muster_planner;
GRANT SELECT ON TABLE timekeeping.activity TO muster_publisher;
GRANT SELECT ON TABLE timekeeping.activity TO muster_manager;
GRANT SELECT ON TABLE timekeeping.activity TO muster_trainer;
GRANT SELECT ON TABLE timekeeping.activity TO muster_agent;

GRANT INSERT(entity_id) ON TABLE timekeeping.activity TO muster_publisher;

GRANT INSERT(shift_id) ON TABLE timekeeping.activity TO muster_publisher;

GRANT INSERT(person_id) ON TABLE timekeeping.activity TO muster_publisher;

GRANT INSERT(shift_minutes) ON TABLE timekeeping.activity TO muster_publisher;

GRANT INSERT(kind) ON TABLE timekeeping.activity TO muster_publisher;

GRANT INSERT(queue) ON TABLE timekeeping.activity TO muster_publisher;

GRANT INSERT(channel) ON TABLE timekeeping.activity TO muster_publisher;

GRANT INSERT(from_minute) ON TABLE timekeeping.activity TO muster_publisher;

GRANT INSERT(until_minute) ON TABLE timekeeping.activity TO muster_publisher;

GRANT SELECT ON TABLE timekeeping.publication TO muster_hr;
GRANT SELECT ON TABLE timekeeping.publication TO muster_planner;
GRANT SELECT ON TABLE timekeeping.publication TO muster_publisher;
GRANT SELECT ON TABLE timekeeping.publication TO muster_agent;
GRANT SELECT ON TABLE timekeeping.publication TO muster_manager;
GRANT SELECT ON TABLE timekeeping.publication TO muster_trainer;

GRANT INSERT(entity_id) ON TABLE timekeeping.publication TO muster_publisher;

GRANT INSERT(version) ON TABLE timekeeping.publication TO muster_publisher;

GRANT INSERT(kind) ON TABLE timekeeping.publication TO muster_publisher;

GRANT INSERT(restores_id) ON TABLE timekeeping.publication TO muster_publisher;

GRANT INSERT(starts_on) ON TABLE timekeeping.publication TO muster_publisher;

GRANT INSERT(ends_on) ON TABLE timekeeping.publication TO muster_publisher;

GRANT INSERT(site_id) ON TABLE timekeeping.publication TO muster_publisher;

GRANT INSERT(team_id) ON TABLE timekeeping.publication TO muster_publisher;

GRANT INSERT(note) ON TABLE timekeeping.publication TO muster_publisher;

GRANT SELECT ON TABLE timekeeping.shift TO muster_hr;
GRANT SELECT ON TABLE timekeeping.shift TO muster_planner;
GRANT SELECT ON TABLE timekeeping.shift TO muster_publisher;
GRANT SELECT ON TABLE timekeeping.shift TO muster_manager;
GRANT SELECT ON TABLE timekeeping.shift TO muster_trainer;
GRANT SELECT ON TABLE timekeeping.shift TO muster_agent;

GRANT INSERT(entity_id) ON TABLE timekeeping.shift TO muster_publisher;

GRANT INSERT(publication_id) ON TABLE timekeeping.shift TO muster_publisher;

GRANT INSERT(person_id) ON TABLE timekeeping.shift TO muster_publisher;

GRANT INSERT(site_id) ON TABLE timekeeping.shift TO muster_publisher;

GRANT INSERT(works_on) ON TABLE timekeeping.shift TO muster_publisher;

GRANT INSERT(starts_time) ON TABLE timekeeping.shift TO muster_publisher;

GRANT INSERT(ends_time) ON TABLE timekeeping.shift TO muster_publisher;

GRANT INSERT(start_fold) ON TABLE timekeeping.shift TO muster_publisher;

GRANT INSERT(end_fold) ON TABLE timekeeping.shift TO muster_publisher;

GRANT UPDATE(withdrawn_at) ON TABLE timekeeping.shift TO muster_publisher;

GRANT UPDATE(withdrawn_by) ON TABLE timekeeping.shift TO muster_publisher;

GRANT SELECT ON TABLE timekeeping.named_shift TO muster_person;

GRANT SELECT ON TABLE timekeeping.rederived_shift TO muster_person;

GRANT SELECT ON TABLE timekeeping.training_block TO muster_hr;
GRANT SELECT ON TABLE timekeeping.training_block TO muster_planner;
GRANT SELECT ON TABLE timekeeping.training_block TO muster_publisher;
GRANT SELECT ON TABLE timekeeping.training_block TO muster_manager;
GRANT SELECT ON TABLE timekeeping.training_block TO muster_trainer;
GRANT SELECT ON TABLE timekeeping.training_block TO muster_agent;

GRANT INSERT(entity_id) ON TABLE timekeeping.training_block TO muster_trainer;
GRANT INSERT(entity_id) ON TABLE timekeeping.training_block TO muster_hr;
GRANT INSERT(entity_id) ON TABLE timekeeping.training_block TO muster_planner;

GRANT INSERT(person_id) ON TABLE timekeeping.training_block TO muster_trainer;
GRANT INSERT(person_id) ON TABLE timekeeping.training_block TO muster_hr;
GRANT INSERT(person_id) ON TABLE timekeeping.training_block TO muster_planner;

GRANT INSERT(site_id) ON TABLE timekeeping.training_block TO muster_trainer;
GRANT INSERT(site_id) ON TABLE timekeeping.training_block TO muster_hr;
GRANT INSERT(site_id) ON TABLE timekeeping.training_block TO muster_planner;

GRANT INSERT(class_id) ON TABLE timekeeping.training_block TO muster_trainer;
GRANT INSERT(class_id) ON TABLE timekeeping.training_block TO muster_hr;
GRANT INSERT(class_id) ON TABLE timekeeping.training_block TO muster_planner;

GRANT INSERT(title) ON TABLE timekeeping.training_block TO muster_trainer;
GRANT INSERT(title) ON TABLE timekeeping.training_block TO muster_hr;
GRANT INSERT(title) ON TABLE timekeeping.training_block TO muster_planner;

GRANT INSERT(works_on) ON TABLE timekeeping.training_block TO muster_trainer;
GRANT INSERT(works_on) ON TABLE timekeeping.training_block TO muster_hr;
GRANT INSERT(works_on) ON TABLE timekeeping.training_block TO muster_planner;

GRANT INSERT(starts_time) ON TABLE timekeeping.training_block TO muster_trainer;
GRANT INSERT(starts_time) ON TABLE timekeeping.training_block TO muster_hr;
GRANT INSERT(starts_time) ON TABLE timekeeping.training_block TO muster_planner;

GRANT INSERT(ends_time) ON TABLE timekeeping.training_block TO muster_trainer;
GRANT INSERT(ends_time) ON TABLE timekeeping.training_block TO muster_hr;
GRANT INSERT(ends_time) ON TABLE timekeeping.training_block TO muster_planner;

GRANT INSERT(start_fold) ON TABLE timekeeping.training_block TO muster_trainer;
GRANT INSERT(start_fold) ON TABLE timekeeping.training_block TO muster_hr;
GRANT INSERT(start_fold) ON TABLE timekeeping.training_block TO muster_planner;

GRANT INSERT(end_fold) ON TABLE timekeeping.training_block TO muster_trainer;
GRANT INSERT(end_fold) ON TABLE timekeeping.training_block TO muster_hr;
GRANT INSERT(end_fold) ON TABLE timekeeping.training_block TO muster_planner;

GRANT UPDATE(withdrawn_at) ON TABLE timekeeping.training_block TO muster_trainer;
GRANT UPDATE(withdrawn_at) ON TABLE timekeeping.training_block TO muster_hr;
GRANT UPDATE(withdrawn_at) ON TABLE timekeeping.training_block TO muster_planner;

ALTER DEFAULT PRIVILEGES FOR ROLE muster_keys REVOKE ALL ON FUNCTIONS  FROM PUBLIC;

ALTER DEFAULT PRIVILEGES FOR ROLE muster_owner REVOKE ALL ON FUNCTIONS  FROM PUBLIC;

ALTER DEFAULT PRIVILEGES FOR ROLE muster_sec REVOKE ALL ON FUNCTIONS  FROM PUBLIC;

