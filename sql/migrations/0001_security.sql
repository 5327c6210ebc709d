-- as-login
-- Who anyone is, what was changed by whom, and which operation it belonged to.
--
-- This file alone runs as the login that migrates (a superuser on the private cluster), because it makes
-- roles and closes what PostgreSQL leaves open. Every later file runs as muster_owner.

-- Roles are the cluster's, not the database's: they may be there already.
DO $$
DECLARE
    role text;
BEGIN
    FOREACH role IN ARRAY ARRAY[
        'muster_owner', 'muster_sec', 'muster_keys', 'muster_person',
        'muster_admin', 'muster_agent', 'muster_auditor', 'muster_export', 'muster_hr',
        'muster_manager', 'muster_planner', 'muster_publisher', 'muster_recruiter', 'muster_trainer'
    ] LOOP
        BEGIN
            EXECUTE format('CREATE ROLE %I NOLOGIN', role);
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;
        END;
    END LOOP;
END
$$;

-- muster_keys makes login roles and owns the few functions that do; nobody is a member of it.
DO $$
DECLARE
    role text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('muster.roles'));
    IF NOT (SELECT rolcreaterole AND NOT rolinherit FROM pg_roles WHERE rolname = 'muster_keys') THEN
        ALTER ROLE muster_keys CREATEROLE NOINHERIT;
    END IF;
    FOREACH role IN ARRAY ARRAY[
        'muster_admin', 'muster_agent', 'muster_auditor', 'muster_export', 'muster_hr',
        'muster_manager', 'muster_planner', 'muster_publisher', 'muster_recruiter', 'muster_trainer'
    ] LOOP
        IF NOT EXISTS (
            SELECT 1 FROM pg_auth_members
             WHERE roleid = 'muster_person'::regrole AND member = role::regrole
        ) THEN
            EXECUTE format('GRANT muster_person TO %I', role);
        END IF;
        IF NOT EXISTS (
            SELECT 1 FROM pg_auth_members
             WHERE roleid = role::regrole AND member = 'muster_keys'::regrole
        ) THEN
            EXECUTE format('GRANT %I TO muster_keys WITH ADMIN OPTION', role);
        END IF;
    END LOOP;
    IF NOT EXISTS (
        SELECT 1 FROM pg_auth_members
         WHERE roleid = 'muster_person'::regrole AND member = 'muster_keys'::regrole
    ) THEN
        GRANT muster_person TO muster_keys WITH ADMIN OPTION;
    END IF;
END
$$;

-- A dump must see every row, and only it: refused where the login that migrates is no superuser.
DO $$
BEGIN
    IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
       AND NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'muster_backup') THEN
        CREATE ROLE muster_backup LOGIN BYPASSRLS CONNECTION LIMIT 4;
        GRANT pg_read_all_data TO muster_backup;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;
END
$$;

-- What everyone may do by default, nobody may: the per-schema form of this does nothing.
ALTER DEFAULT PRIVILEGES FOR ROLE muster_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE muster_sec REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE muster_keys REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;

-- Advisory locks and large objects are open to every login: one could squat on a lock or fill the disk.
DO $$
DECLARE
    open regprocedure;
BEGIN
    FOR open IN
        SELECT oid
          FROM pg_proc
         WHERE pronamespace = 'pg_catalog'::regnamespace
           AND (proname LIKE 'pg\_advisory%' OR proname LIKE 'pg\_try\_advisory%'
                OR proname IN ('lo_creat', 'lo_create', 'lo_from_bytea', 'lo_get', 'lo_import', 'lo_export',
                               'lo_open', 'lo_put', 'lo_truncate', 'lo_truncate64', 'lo_unlink', 'loread', 'lowrite'))
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', open);
    END LOOP;
END
$$;
-- The migrator takes its turn by this one.
GRANT EXECUTE ON FUNCTION
    pg_try_advisory_xact_lock(bigint), pg_try_advisory_lock(bigint), pg_advisory_unlock(bigint)
 TO muster_owner;

-- No two shifts of a person overlap, no two spells of employment: exclusion constraints need this.
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE SCHEMA IF NOT EXISTS op;
ALTER SCHEMA op OWNER TO muster_sec;
CREATE SCHEMA sec AUTHORIZATION muster_sec;
CREATE SCHEMA audit AUTHORIZATION muster_sec;
CREATE SCHEMA stage AUTHORIZATION muster_owner;
GRANT USAGE ON SCHEMA sec, op, audit, stage TO muster_person, muster_owner;
GRANT USAGE ON SCHEMA sec, op, audit TO muster_keys;

-- The rooms' schemas are made by their own migrations.
DO $$
BEGIN
    EXECUTE format('GRANT CREATE ON DATABASE %I TO muster_owner', current_database());
END
$$;

SET LOCAL ROLE muster_sec;

-- MARK: Who

-- One row a login role. The role is made by sec.add_login and never dropped: history names it.
CREATE TABLE sec.login (
    login       name        NOT NULL,
    person_id   bigint      NOT NULL,
    added_at    timestamptz NOT NULL DEFAULT now(),
    revoked_at  timestamptz,
    CONSTRAINT login_is_unique PRIMARY KEY (login),
    CONSTRAINT login_has_a_plain_name CHECK (login ~ '^u_[a-z0-9_]{1,58}$')
);
CREATE UNIQUE INDEX login_is_the_only_one_of_a_person ON sec.login (person_id) WHERE revoked_at IS NULL;

-- Which group roles a person holds, and who said so; pg_auth_members must agree (doctor compares).
CREATE TABLE sec.role_grant (
    person_id   bigint      NOT NULL,
    role        text        NOT NULL,
    granted_by  bigint,
    granted_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT role_is_granted_once PRIMARY KEY (person_id, role),
    CONSTRAINT role_is_one_a_person_can_hold CHECK (
        role IN ('admin', 'agent', 'auditor', 'export', 'hr', 'manager', 'planner', 'publisher', 'recruiter', 'trainer')
    ),
    CONSTRAINT role_is_granted_by_someone_else CHECK (granted_by <> person_id)
);

-- The legal entities whose people and plans a person may work on: the wall between two companies.
CREATE TABLE sec.entity_access (
    person_id   bigint      NOT NULL,
    entity_id   bigint      NOT NULL,
    granted_by  bigint,
    granted_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT entity_is_opened_once PRIMARY KEY (person_id, entity_id),
    CONSTRAINT entity_is_opened_by_someone_else CHECK (granted_by <> person_id)
);

-- Whom a lead reaches: every team they lead, and all teams below. The room People keeps it by trigger;
-- a window other than always is a delegation or the cover of a leave.
CREATE TABLE sec.reach (
    lead_id     bigint      NOT NULL,
    team_id     bigint      NOT NULL,
    starts_at   timestamptz NOT NULL DEFAULT '-infinity',
    ends_at     timestamptz NOT NULL DEFAULT 'infinity',
    CONSTRAINT reach_is_told_once PRIMARY KEY (lead_id, team_id, starts_at),
    CONSTRAINT reach_ends_after_it_starts CHECK (ends_at > starts_at)
);
CREATE INDEX reach_of_a_team ON sec.reach (team_id);

-- Who is in which team, from a day until the day before another. The room People keeps it by trigger.
CREATE TABLE sec.member (
    team_id     bigint NOT NULL,
    person_id   bigint NOT NULL,
    starts_on   date   NOT NULL,
    ends_on     date   NOT NULL DEFAULT 'infinity',
    CONSTRAINT member_is_told_once PRIMARY KEY (team_id, person_id, starts_on),
    CONSTRAINT member_leaves_after_joining CHECK (ends_on > starts_on)
);
CREATE INDEX member_of_a_person ON sec.member (person_id);

-- What only muster_sec may read.
CREATE TABLE sec.secret (
    name   text  NOT NULL,
    value  bytea NOT NULL,
    CONSTRAINT secret_is_unique PRIMARY KEY (name),
    CONSTRAINT secret_has_a_short_name CHECK (length(name) <= 60),
    CONSTRAINT secret_is_long_enough CHECK (octet_length(value) >= 32)
);
-- 244 random bits; gen_random_uuid is the strong generator PostgreSQL has without an extension.
INSERT INTO sec.secret (name, value)
VALUES ('audit.digest', uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));

-- The person who speaks: the role acted as, or the login. Nobody (NULL) for a group role or a revoked login.
-- Inside a definer function current_user is the owner; session_user and the setting "role" stay the caller's,
-- and no custom setting has a part in it.
CREATE FUNCTION sec.me() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT login.person_id
      FROM sec.login
     WHERE login.login = coalesce(nullif(current_setting('role', true), 'none'), session_user::text)::name
       AND login.revoked_at IS NULL;
END;
GRANT EXECUTE ON FUNCTION sec.me() TO muster_person, muster_owner, muster_keys;

-- MARK: The schema's own history

-- One row a migration. The checksum is of the file's bytes: a landed file is never edited.
CREATE TABLE op.migration (
    version     integer     NOT NULL,
    name        text        NOT NULL,
    checksum    text        NOT NULL,
    started_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    applied_at  timestamptz,
    applied_by  name        NOT NULL DEFAULT session_user,
    CONSTRAINT migration_is_unique PRIMARY KEY (version),
    CONSTRAINT migration_has_a_name CHECK (name ~ '^[0-9]{4}_[a-z_]{1,60}$'),
    CONSTRAINT migration_checksum_is_sha256 CHECK (checksum ~ '^[0-9a-f]{64}$')
);
COMMENT ON COLUMN op.migration.name IS 'the file';
COMMENT ON COLUMN op.migration.checksum IS 'sha256 of the file';

-- The functions, views and policies as they were last re-created: one row a file.
CREATE TABLE op.code (
    name        text        NOT NULL,
    checksum    text        NOT NULL,
    applied_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT code_is_unique PRIMARY KEY (name),
    CONSTRAINT code_has_a_name CHECK (name ~ '^[0-9]{2}_[a-z_]{1,60}$'),
    CONSTRAINT code_checksum_is_sha256 CHECK (checksum ~ '^[0-9a-f]{64}$')
);
COMMENT ON COLUMN op.code.name IS 'the file';
COMMENT ON COLUMN op.code.checksum IS 'sha256 of the file';
GRANT SELECT ON op.migration, op.code TO muster_person;
GRANT SELECT, INSERT, UPDATE ON op.migration TO muster_owner;
GRANT SELECT, INSERT, DELETE ON op.code TO muster_owner;

-- MARK: Operations

-- One row a write: its key makes repeating it harmless, its outcome is what the repeat answers.
CREATE TABLE op.operation (
    id          bigint      GENERATED ALWAYS AS IDENTITY,
    person_id   bigint      NOT NULL,
    key         text        NOT NULL,
    name        text        NOT NULL,
    input_hash  bytea       NOT NULL,
    outcome     jsonb,
    xid         xid8        NOT NULL DEFAULT pg_current_xact_id(),
    created_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT operation_is_unique PRIMARY KEY (id),
    CONSTRAINT operation_key_is_used_once UNIQUE (person_id, key),
    CONSTRAINT operation_key_is_short CHECK (length(key) BETWEEN 1 AND 200),
    CONSTRAINT operation_has_a_name CHECK (length(name) BETWEEN 1 AND 100),
    CONSTRAINT operation_input_is_a_digest CHECK (octet_length(input_hash) = 32)
);
CREATE INDEX operation_of_a_transaction ON op.operation (xid);
COMMENT ON COLUMN op.operation.key IS 'chosen by the caller; names no person';
COMMENT ON COLUMN op.operation.name IS 'noun.verb of the operation';
COMMENT ON COLUMN op.operation.outcome IS 'pii: what the caller was told, kept for the repeat; only the caller reads it';

-- The operation of this transaction, or NULL. The time must agree too: a restored dump brings old xids along.
CREATE FUNCTION op.current() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED
BEGIN ATOMIC
    SELECT max(operation.id)
      FROM op.operation
     WHERE operation.xid = pg_current_xact_id_if_assigned()
       AND operation.created_at = now();
END;
GRANT EXECUTE ON FUNCTION op.current() TO muster_person, muster_owner, muster_keys;

-- MARK: Audit

-- What was changed, by whom: only the columns that differ, personal ones as a keyed digest.
CREATE TABLE audit.event (
    id            bigint      GENERATED ALWAYS AS IDENTITY,
    at            timestamptz NOT NULL DEFAULT clock_timestamp(),
    xid           xid8        NOT NULL DEFAULT pg_current_xact_id(),
    operation_id  bigint,
    login         name        NOT NULL,
    acting        name        NOT NULL,
    relation      text        NOT NULL,
    verb          text        NOT NULL,
    key           jsonb,
    diff          jsonb,
    CONSTRAINT event_is_unique PRIMARY KEY (id),
    CONSTRAINT event_relation_is_a_name CHECK (length(relation) <= 130),
    CONSTRAINT event_verb_is_known CHECK (verb IN ('insert', 'update', 'delete', 'read', 'grant', 'revoke'))
);
CREATE INDEX event_of_a_transaction ON audit.event (xid);
CREATE INDEX event_of_an_operation ON audit.event (operation_id);
CREATE INDEX event_of_a_relation ON audit.event (relation, id);
COMMENT ON COLUMN audit.event.relation IS 'schema.table';
COMMENT ON COLUMN audit.event.verb IS 'what was done';

-- A batch of events under one hash, chained to the batch before. Transactions bound it; the ids keep out what is
-- written later under the same numbers, after a dump was restored to another cluster.
CREATE TABLE audit.seal (
    id         bigint      NOT NULL,
    after_id   bigint      NOT NULL,
    upto_id    bigint      NOT NULL,
    from_xid   xid8        NOT NULL,
    upto_xid   xid8        NOT NULL,
    events     bigint      NOT NULL,
    previous   bytea       NOT NULL,
    hash       bytea       NOT NULL,
    sealed_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT seal_is_unique PRIMARY KEY (id),
    CONSTRAINT seal_follows_the_one_before UNIQUE (previous),
    CONSTRAINT seal_hash_is_a_digest CHECK (octet_length(hash) = 32)
);

-- Writes one event a changed row. Arguments: the key's columns and the personal columns, by comma.
CREATE FUNCTION audit.capture() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
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

-- A value nobody can read back, yet equal for equal values: sha256 twice under a secret key.
CREATE FUNCTION audit.veil(value jsonb) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
    SELECT CASE
               WHEN veil.value IS NULL OR veil.value = 'null'::jsonb THEN NULL
               ELSE to_jsonb('#' || left(encode(sha256(secret.value
                   || sha256(secret.value || convert_to(veil.value::text, 'UTF8'))), 'hex'), 32))
           END
      FROM sec.secret
     WHERE secret.name = 'audit.digest';
END;

CREATE FUNCTION audit.deny() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', tg_table_schema || '.' || tg_table_name
          USING ERRCODE = '42501';
END
$$;
GRANT EXECUTE ON FUNCTION audit.capture(), audit.deny() TO muster_owner;

CREATE TRIGGER event_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.event
    FOR EACH STATEMENT EXECUTE FUNCTION audit.deny();
CREATE TRIGGER seal_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.seal
    FOR EACH STATEMENT EXECUTE FUNCTION audit.deny();

-- Has every change of a table written down, and forbids emptying it: TRUNCATE knows no row-level security.
-- The personal columns are those whose comment begins with "pii:"; write the comments first, or let
-- audit.refresh read them again at the end of a migrate.
CREATE FUNCTION audit.watch(relation regclass) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
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
GRANT EXECUTE ON FUNCTION audit.watch(regclass) TO muster_owner;

-- Puts a table behind its policies: row-level security on, for its owner too, who then needs a policy of its own
-- (definer functions and migrations run as the owner). Policies for people are the room's.
CREATE FUNCTION sec.guard(relation regclass) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', relation);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', relation);
    EXECUTE format('DROP POLICY IF EXISTS owner_keeps ON %s', relation);
    EXECUTE format('CREATE POLICY owner_keeps ON %s TO %I USING (true) WITH CHECK (true)',
                   relation, (SELECT relowner::regrole::text FROM pg_class WHERE oid = relation));
END
$$;
GRANT EXECUTE ON FUNCTION sec.guard(regclass) TO muster_owner;

SELECT sec.guard('sec.login'),
       sec.guard('sec.role_grant'),
       sec.guard('sec.entity_access'),
       sec.guard('sec.reach'),
       sec.guard('sec.member'),
       sec.guard('sec.secret'),
       sec.guard('op.migration'),
       sec.guard('op.code'),
       sec.guard('op.operation'),
       sec.guard('audit.event'),
       sec.guard('audit.seal');
SELECT audit.watch('sec.login'),
       audit.watch('sec.role_grant'),
       audit.watch('sec.entity_access');

-- The room People keeps the closure and the memberships; its functions run as muster_owner.
GRANT SELECT, INSERT, UPDATE, DELETE ON sec.reach, sec.member TO muster_owner;
CREATE POLICY people_keeps ON sec.reach TO muster_owner USING (true) WITH CHECK (true);
CREATE POLICY people_keeps ON sec.member TO muster_owner USING (true) WITH CHECK (true);

CREATE POLICY migrator_keeps ON op.migration TO muster_owner USING (true) WITH CHECK (true);
CREATE POLICY migrator_keeps ON op.code TO muster_owner USING (true) WITH CHECK (true);
CREATE POLICY everyone_sees_the_level ON op.migration FOR SELECT TO muster_person USING (true);
CREATE POLICY everyone_sees_the_level ON op.code FOR SELECT TO muster_person USING (true);

RESET ROLE;
