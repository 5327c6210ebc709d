-- as-login
-- What the policies ask, the front door of grants, operations, and the sealing of the audit.
-- Re-created whole at each migrate, after the migrations.

-- Only people of Muster come in, and nobody makes temporary tables: one could stand in front of ours.
-- A clone of a template forgets this, so it is a procedure; it runs with its caller's rights.
SET LOCAL ROLE muster_sec;
CREATE OR REPLACE PROCEDURE sec.close_database()
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    technical name;
BEGIN
    IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        EXECUTE format('ALTER DATABASE %I OWNER TO muster_owner', current_database());
    END IF;
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO muster_person', current_database());
    FOR technical IN SELECT rolname FROM pg_roles WHERE rolname IN ('muster_backup', 'muster_local', 'muster_web') LOOP
        EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), technical);
    END LOOP;
END
$$;
RESET ROLE;
CALL sec.close_database();

SET LOCAL ROLE muster_sec;

-- MARK: What policies ask
-- `team_id = any(sec.my_teams())` over an index answers in half a millisecond where a function of each row takes
-- sixteen seconds. Each returns an empty array, never NULL, for nobody.

CREATE OR REPLACE FUNCTION sec.my_entities() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(access.entity_id), '{}'::bigint[])
      FROM sec.entity_access AS access
     WHERE access.person_id = sec.me();
END;

CREATE OR REPLACE FUNCTION sec.my_teams() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(DISTINCT reach.team_id), '{}'::bigint[])
      FROM sec.reach
     WHERE reach.lead_id = sec.me()
       AND reach.starts_at <= now()
       AND reach.ends_at > now();
END;

CREATE OR REPLACE FUNCTION sec.my_people() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(DISTINCT member.person_id), '{}'::bigint[])
      FROM sec.member
     WHERE member.team_id = ANY (sec.my_teams())
       AND member.starts_on <= current_date
       AND member.ends_on > current_date;
END;

-- Whether I hold a group role, whichever role I act as.
CREATE OR REPLACE FUNCTION sec.i_am(role text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT EXISTS (
        SELECT FROM sec.role_grant
         WHERE role_grant.person_id = sec.me() AND role_grant.role = i_am.role);
END;

-- Who holds a role, and since when; for the rooms' own functions, which say to whom they tell it.
CREATE OR REPLACE FUNCTION sec.holders_of(role text) RETURNS TABLE (person_id bigint, since_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT role_grant.person_id, role_grant.granted_at FROM sec.role_grant WHERE role_grant.role = holders_of.role;
END;
GRANT EXECUTE ON FUNCTION sec.holders_of(text) TO muster_owner;

GRANT EXECUTE ON FUNCTION sec.my_entities(), sec.my_teams(), sec.my_people(), sec.i_am(text)
   TO muster_person, muster_owner, muster_keys;

-- Roles no login may hold that the pool's login may become: they give rights, or read past teams what is most private.
CREATE OR REPLACE FUNCTION sec.never_on_the_web() RETURNS name[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT ARRAY['muster_admin', 'muster_eeo', 'muster_hr', 'muster_privacy']::name[];
END;
GRANT EXECUTE ON FUNCTION sec.never_on_the_web() TO muster_person, muster_owner, muster_keys;

-- MARK: Policies of these schemas

DROP POLICY IF EXISTS own_login ON sec.login;
CREATE POLICY own_login ON sec.login FOR SELECT TO muster_person USING (person_id = (SELECT sec.me()));
DROP POLICY IF EXISTS admin_sees_logins ON sec.login;
CREATE POLICY admin_sees_logins ON sec.login FOR SELECT TO muster_admin, muster_auditor USING ((SELECT sec.me()) IS NOT NULL);

DROP POLICY IF EXISTS own_roles ON sec.role_grant;
CREATE POLICY own_roles ON sec.role_grant FOR SELECT TO muster_person USING (person_id = (SELECT sec.me()));
DROP POLICY IF EXISTS admin_sees_roles ON sec.role_grant;
CREATE POLICY admin_sees_roles ON sec.role_grant FOR SELECT TO muster_admin, muster_auditor
    USING ((SELECT sec.me()) IS NOT NULL);

DROP POLICY IF EXISTS own_entities ON sec.entity_access;
CREATE POLICY own_entities ON sec.entity_access FOR SELECT TO muster_person USING (person_id = (SELECT sec.me()));
DROP POLICY IF EXISTS admin_sees_entities ON sec.entity_access;
CREATE POLICY admin_sees_entities ON sec.entity_access FOR SELECT TO muster_admin, muster_auditor
    USING ((SELECT sec.me()) IS NOT NULL);

DROP POLICY IF EXISTS own_operations ON op.operation;
CREATE POLICY own_operations ON op.operation FOR SELECT TO muster_person USING (person_id = (SELECT sec.me()));

DROP POLICY IF EXISTS auditor_reads ON audit.event;
CREATE POLICY auditor_reads ON audit.event FOR SELECT TO muster_auditor USING ((SELECT sec.me()) IS NOT NULL);
DROP POLICY IF EXISTS auditor_reads ON audit.seal;
CREATE POLICY auditor_reads ON audit.seal FOR SELECT TO muster_auditor USING ((SELECT sec.me()) IS NOT NULL);

-- muster_keys keeps the logins; audited like everything else.
DROP POLICY IF EXISTS keys_keeps ON sec.login;
CREATE POLICY keys_keeps ON sec.login TO muster_keys USING (true) WITH CHECK (true);
DROP POLICY IF EXISTS keys_keeps ON sec.role_grant;
CREATE POLICY keys_keeps ON sec.role_grant TO muster_keys USING (true) WITH CHECK (true);
DROP POLICY IF EXISTS keys_keeps ON sec.entity_access;
CREATE POLICY keys_keeps ON sec.entity_access TO muster_keys USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON sec.login, sec.role_grant, sec.entity_access TO muster_keys;

GRANT SELECT ON sec.login, sec.role_grant, sec.entity_access TO muster_person;
GRANT SELECT (id, person_id, key, name, input_hash, outcome, created_at) ON op.operation TO muster_person;
GRANT SELECT ON audit.event, audit.seal TO muster_auditor;

-- Whoever founds a legal entity may work on it. The room People hangs this on its table.
CREATE OR REPLACE FUNCTION sec.open_entity() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO sec.entity_access (person_id, entity_id)
    SELECT sec.me(), new.id
     WHERE sec.me() IS NOT NULL
        ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
GRANT EXECUTE ON FUNCTION sec.open_entity() TO muster_owner;

-- MARK: Operations

-- Opens an operation in this transaction, or finds that its key was used: with the same input the old outcome is
-- the answer, with another it is a conflict. A second caller waits here until the first has committed.
CREATE OR REPLACE FUNCTION op.start(
    key text, name text, input_hash bytea,
    OUT id bigint, OUT is_replay boolean, OUT outcome jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
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

-- Writes down what the caller is told. Only in the transaction that opened the operation.
CREATE OR REPLACE FUNCTION op.finish(id bigint, outcome jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
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
GRANT EXECUTE ON FUNCTION op.start(text, text, bytea), op.finish(bigint, jsonb) TO muster_person;

-- Empties what the callers of operations were told, when somebody named in it is forgotten. A repeat under one of
-- these keys is then refused instead of answered.
CREATE OR REPLACE FUNCTION op.forget(operations bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER
BEGIN ATOMIC
    UPDATE op.operation AS made SET outcome = NULL
     WHERE made.id = ANY (operations) AND made.outcome IS NOT NULL AND made.xid <> pg_current_xact_id();
END;
GRANT EXECUTE ON FUNCTION op.forget(bigint[]) TO muster_owner;

-- MARK: Audit

-- Watched tables read their columns' comments again.
CREATE OR REPLACE FUNCTION audit.refresh() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    watched regclass;
BEGIN
    FOR watched IN
        SELECT trigger.tgrelid
          FROM pg_trigger AS trigger
          JOIN pg_class AS class ON class.oid = trigger.tgrelid
         WHERE trigger.tgname = 'audit_added'
           AND pg_has_role(class.relowner, 'USAGE')
           AND NOT trigger.tgisinternal
           AND trigger.tgparentid = 0
         ORDER BY 1
    LOOP
        PERFORM audit.watch(watched);
    END LOOP;
END
$$;

-- A read that is an event of its own: an export, a note only HR may see.
CREATE OR REPLACE FUNCTION audit.note_read(relation text, key jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO audit.event (operation_id, login, acting, relation, verb, key)
    VALUES (op.current(), session_user,
            coalesce(nullif(current_setting('role', true), 'none'), session_user::text)::name,
            note_read.relation, 'read', note_read.key);
END
$$;

CREATE OR REPLACE FUNCTION audit.digest(event audit.event) RETURNS bytea
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT sha256(convert_to(
               jsonb_build_array(
                   (event).id, extract(epoch FROM (event).at), (event).xid::text, (event).operation_id,
                   (event).login, (event).acting, (event).relation, (event).verb, (event).key, (event).diff)::text,
               'UTF8'));
END;

CREATE OR REPLACE FUNCTION audit.batch(after_id bigint, upto_id bigint, from_xid xid8, upto_xid xid8, previous bytea,
                                       OUT events bigint, OUT last_id bigint, OUT hash bytea)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT count(*),
           max(event.id),
           sha256(previous || coalesce(string_agg(audit.digest(event), ''::bytea ORDER BY event.id), ''::bytea))
      FROM audit.event AS event
     WHERE event.id > after_id AND event.id <= upto_id AND event.xid >= from_xid AND event.xid < upto_xid;
END;

-- Seals what is finished and not yet sealed; answers how many events. Bounded by the oldest transaction still
-- running: ids do not arrive in the order of their commits, so a bound by id would lose the late ones.
CREATE OR REPLACE FUNCTION audit.seal() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    LOCK TABLE audit.seal IN EXCLUSIVE MODE;
    RETURN audit.seal_upto(pg_snapshot_xmin(pg_current_snapshot()));
END
$$;

-- Seals the events below a transaction; answers how many.
CREATE OR REPLACE FUNCTION audit.seal_upto(finished xid8) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    last  audit.seal;
    after bigint;
    since xid8;
    made  record;
BEGIN
    SELECT * INTO last FROM audit.seal ORDER BY id DESC LIMIT 1;
    after := coalesce(last.after_id, 0);
    since := coalesce(last.upto_xid, '0'::xid8);
    SELECT * INTO made
      FROM audit.batch(after, 9223372036854775807, since, finished, coalesce(last.hash, '\x00'));
    IF made.events > 0 THEN
        INSERT INTO audit.seal (id, after_id, upto_id, from_xid, upto_xid, events, previous, hash)
        VALUES (coalesce(last.id, 0) + 1, after, made.last_id, since, finished, made.events,
                coalesce(last.hash, '\x00'), made.hash);
    END IF;
    RETURN made.events;
END
$$;

-- A restored dump comes to a cluster whose transactions are numbered anew: everything that came along is sealed,
-- and an empty seal lets the next one begin at number zero after the last event.
CREATE OR REPLACE FUNCTION audit.reopen() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    last bigint;
BEGIN
    LOCK TABLE audit.seal, audit.event IN EXCLUSIVE MODE;
    PERFORM audit.seal_upto((SELECT (coalesce(max(xid::text::numeric), 0) + 1)::text::xid8 FROM audit.event));
    SELECT coalesce(max(id), 0) INTO last FROM audit.event;
    INSERT INTO audit.seal (id, after_id, upto_id, from_xid, upto_xid, events, previous, hash)
    SELECT coalesce(max(seal.id), 0) + 1, last, last, '0', '0', 0, newest.hash, sha256(newest.hash)
      FROM (SELECT coalesce((SELECT hash FROM audit.seal ORDER BY id DESC LIMIT 1), '\x00') AS hash) AS newest
      LEFT JOIN audit.seal ON true
     GROUP BY newest.hash;
END
$$;

-- Recomputes every seal: whether it follows the one before, and whether its events are what they were.
CREATE OR REPLACE FUNCTION audit.verify()
RETURNS TABLE (seal_id bigint, sealed_at timestamptz, events bigint, follows boolean, holds boolean)
LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
    SELECT seal.id,
           seal.sealed_at,
           seal.events,
           seal.previous = lag(seal.hash, 1, '\x00'::bytea) OVER in_order
               AND seal.id = 1 + lag(seal.id, 1, 0::bigint) OVER in_order,
           seal.events = now.events AND seal.hash = now.hash
      FROM audit.seal
     CROSS JOIN LATERAL audit.batch(seal.after_id, seal.upto_id, seal.from_xid, seal.upto_xid, seal.previous) AS now
    WINDOW in_order AS (ORDER BY seal.id)
     ORDER BY seal.id;
END;

GRANT EXECUTE ON FUNCTION audit.note_read(text, jsonb) TO muster_person, muster_owner;
GRANT EXECUTE ON FUNCTION audit.seal(), audit.reopen() TO muster_auditor, muster_admin;
GRANT EXECUTE ON FUNCTION audit.verify() TO muster_auditor, muster_admin;
GRANT EXECUTE ON FUNCTION audit.refresh() TO muster_owner;
SELECT audit.refresh();

RESET ROLE;

-- MARK: Grants: the one way to make a login and to give or take a role
-- They run as muster_keys, which may make roles; an administrator may call them, for anyone but themselves.

GRANT CREATE ON SCHEMA sec TO muster_keys;
SET LOCAL ROLE muster_keys;

-- The login a person has, or a refusal.
CREATE OR REPLACE FUNCTION sec.login_of(person bigint) RETURNS name
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
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

-- Refuses whoever changes their own rights: nobody grants to themselves, or takes away what holds them.
CREATE OR REPLACE FUNCTION sec.require_another(person bigint) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
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

-- Keeps whom the pool's login muster_web may become: people whose login is open, and no role among theirs that reads
-- past teams or gives rights. An administrator's or HR administrator's session is never one step from the web.
CREATE OR REPLACE FUNCTION sec.keep_web(login name) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    wanted boolean;
    held   boolean;
BEGIN
    SELECT role.rolcanlogin
           AND pg_has_role(role.oid, 'muster_person', 'MEMBER')
           AND NOT EXISTS (SELECT FROM unnest(sec.never_on_the_web()) AS closed WHERE pg_has_role(role.oid, closed, 'MEMBER')),
           EXISTS (SELECT FROM pg_auth_members AS link
                    WHERE link.roleid = role.oid AND link.member = 'muster_web'::regrole)
      INTO STRICT wanted, held
      FROM pg_roles AS role
     WHERE role.rolname = keep_web.login;
    IF wanted AND NOT held THEN
        EXECUTE format('GRANT %I TO muster_web', keep_web.login);
    ELSIF held AND NOT wanted THEN
        EXECUTE format('REVOKE %I FROM muster_web', keep_web.login);
    END IF;
END
$$;

-- Makes the login role of a person. `verifier` is a SCRAM verifier, never a password; without one only a
-- certificate, peer or another way of the server's own lets them in.
CREATE OR REPLACE FUNCTION sec.add_login(person bigint, login name, verifier text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM sec.require_another(person);
    INSERT INTO sec.login (login, person_id) VALUES (add_login.login, person);
    BEGIN
        EXECUTE format('CREATE ROLE %I LOGIN CONNECTION LIMIT 20', add_login.login);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
        -- Another database of this server may name the same login right now: what is right already is not written.
        IF NOT (SELECT rolcanlogin FROM pg_roles WHERE rolname = add_login.login) THEN
            EXECUTE format('ALTER ROLE %I LOGIN', add_login.login);
        END IF;
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
    PERFORM sec.keep_web(add_login.login);
END
$$;

-- Closes a person's login at once: their next statement is nobody's. The role stays, history names it.
CREATE OR REPLACE FUNCTION sec.revoke_login(person bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
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
    PERFORM sec.keep_web(closed);
END
$$;

CREATE OR REPLACE FUNCTION sec.grant_role(person bigint, role text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM sec.require_another(person);
    INSERT INTO sec.role_grant (person_id, role, granted_by) VALUES (person, grant_role.role, sec.me())
        ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    EXECUTE format('GRANT %I TO %I', 'muster_' || grant_role.role, sec.login_of(person));
    PERFORM sec.keep_web(sec.login_of(person));
    RETURN true;
END
$$;

CREATE OR REPLACE FUNCTION sec.revoke_role(person bigint, role text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM sec.require_another(person);
    DELETE FROM sec.role_grant AS held WHERE held.person_id = person AND held.role = revoke_role.role;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    EXECUTE format('REVOKE %I FROM %I', 'muster_' || revoke_role.role, sec.login_of(person));
    PERFORM sec.keep_web(sec.login_of(person));
    RETURN true;
END
$$;

CREATE OR REPLACE FUNCTION sec.grant_entity(person bigint, entity bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM sec.require_another(person);
    INSERT INTO sec.entity_access (person_id, entity_id, granted_by) VALUES (person, entity, sec.me())
        ON CONFLICT DO NOTHING;
    RETURN FOUND;
END
$$;

CREATE OR REPLACE FUNCTION sec.revoke_entity(person bigint, entity bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM sec.require_another(person);
    DELETE FROM sec.entity_access AS held WHERE held.person_id = person AND held.entity_id = entity;
    RETURN FOUND;
END
$$;

GRANT EXECUTE ON FUNCTION
    sec.add_login(bigint, name, text),
    sec.revoke_login(bigint),
    sec.grant_role(bigint, text),
    sec.revoke_role(bigint, text),
    sec.grant_entity(bigint, bigint),
    sec.revoke_entity(bigint, bigint)
 TO muster_admin;

-- Logins made before the pool's login was.
SELECT sec.keep_web(login.login) FROM sec.login AS login JOIN pg_roles AS role ON role.rolname = login.login;

RESET ROLE;
REVOKE CREATE ON SCHEMA sec FROM muster_keys;
