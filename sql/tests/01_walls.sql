-- The walls as the catalogue shows them: who owns what, who may call what, and that no rule of sec.lint() is broken.
BEGIN;
SELECT plan(43);

-- Every rule of the lint, one by one, so that a breach names itself.
SELECT is_empty('SELECT rule, object FROM sec.lint_tables()', 'tables are forced behind policies, owned and indexed');
SELECT is_empty('SELECT rule, object FROM sec.lint_columns()', 'columns have limits, tags and zones');
SELECT is_empty('SELECT rule, object FROM sec.lint_policies()', 'policies name rows, and find them by an index');
SELECT is_empty('SELECT rule, object FROM sec.lint_functions()', 'definer functions are pinned and not for everyone');
SELECT is_empty('SELECT rule, object FROM sec.lint_roles()', 'no person has powers over the server');
SELECT is_empty('SELECT rule, object FROM sec.lint_web()', 'the login of the pool is nothing of its own');

-- Roles.
SELECT isnt_superuser('muster_owner', 'the owner of the tables is no superuser');
SELECT isnt_superuser('muster_sec', 'the owner of the walls is no superuser');
SELECT isnt_superuser('muster_keys', 'the maker of logins is no superuser');
SELECT is_empty(
    $$SELECT rolname FROM pg_roles WHERE rolname LIKE 'muster\_%' AND rolcanlogin
         AND rolname NOT IN ('muster_backup', 'muster_local', 'muster_web')$$,
    'group roles cannot log in');
SELECT is_empty(
    $$SELECT member::regrole FROM pg_auth_members WHERE roleid = 'muster_owner'::regrole$$,
    'nobody is a member of the owner');
SELECT is_empty(
    $$SELECT member::regrole FROM pg_auth_members WHERE roleid IN ('muster_sec'::regrole, 'muster_keys'::regrole)$$,
    'nobody is a member of the makers of walls and logins');
SELECT is_empty($$SELECT rolname FROM pg_authid WHERE rolname = 'muster_web' AND rolpassword IS NOT NULL$$,
                'the login of the pool has no password');
SELECT set_eq(
    $$SELECT login.login FROM sec.login
       WHERE pg_has_role('muster_web', login.login, 'MEMBER')$$,
    $$SELECT login.login FROM sec.login
       WHERE login.revoked_at IS NULL
         AND NOT EXISTS (SELECT FROM unnest(ARRAY['admin', 'eeo', 'hr', 'privacy']) AS role
                          WHERE pg_has_role(login.login, 'muster_' || role, 'MEMBER'))$$,
    'the login of the pool may become everybody but those who give rights or read the most private');
SELECT set_eq(
    $$SELECT role FROM sec.role_grant$$,
    ARRAY['admin', 'agent', 'auditor', 'eeo', 'export', 'hr', 'manager', 'planner', 'privacy', 'publisher', 'recruiter', 'ro', 'trainer'],
    'the cast holds every role there is');
SELECT is_empty(
    $$SELECT login.login, role_grant.role
        FROM sec.role_grant JOIN sec.login USING (person_id)
       WHERE NOT pg_has_role(login.login, 'muster_' || role_grant.role, 'MEMBER')$$,
    'what was granted is held');

-- What is closed.
SELECT database_privs_are(current_database(), 'muster_agent', ARRAY['CONNECT'], 'agents connect and make nothing');
SELECT schema_privs_are('public', 'muster_agent', ARRAY['USAGE'], 'nobody makes anything in public');
SELECT ok(NOT has_function_privilege('muster_agent', 'pg_advisory_lock(bigint)', 'EXECUTE'), 'advisory locks are closed');
SELECT ok(NOT has_function_privilege('muster_agent', 'lo_create(oid)', 'EXECUTE'), 'large objects are closed');

-- The audit is written by triggers alone.
SELECT table_privs_are('audit', 'event', 'muster_auditor', ARRAY['SELECT'], 'auditors read events');
SELECT table_privs_are('audit', 'event', 'muster_hr', ARRAY[]::text[], 'HR has nothing to do with events');
SELECT table_privs_are('audit', 'event', 'muster_owner', ARRAY[]::text[], 'nor has the owner of the tables');
SELECT table_privs_are('audit', 'seal', 'muster_auditor', ARRAY['SELECT'], 'auditors read seals');
SELECT trigger_is('audit', 'event', 'event_is_append_only', 'audit', 'deny', 'events are append-only');
SELECT trigger_is('audit', 'seal', 'seal_is_append_only', 'audit', 'deny', 'seals are append-only');
SELECT table_privs_are('sec', 'secret', 'muster_admin', ARRAY[]::text[], 'the digest key is nobody''s');
SELECT table_privs_are('op', 'operation', 'muster_hr', ARRAY[]::text[], 'operations are written by functions');
SELECT is_empty(
    $$SELECT tgrelid::regclass
        FROM pg_trigger AS watch
       WHERE tgname = 'audit_added'
         AND NOT EXISTS (SELECT FROM pg_trigger AS guard
                          WHERE guard.tgrelid = watch.tgrelid AND guard.tgname = 'audit_no_truncate')$$,
    'what is audited cannot be truncated');
SELECT is_empty(
    $$SELECT tgrelid::regclass FROM pg_trigger
       WHERE tgname IN ('audit_added', 'audit_changed', 'audit_removed')
       GROUP BY tgrelid HAVING count(*) FILTER (WHERE tgenabled = 'O') < 3$$,
    'what is audited is audited at every change');
SELECT is_empty(
    $$SELECT watch.tgrelid::regclass, attribute.attname
        FROM pg_trigger AS watch
        JOIN pg_attribute AS attribute ON attribute.attrelid = watch.tgrelid AND attribute.attnum > 0
       WHERE watch.tgname IN ('audit_added', 'audit_changed', 'audit_removed') AND NOT attribute.attisdropped
         AND col_description(watch.tgrelid, attribute.attnum) LIKE 'pii:%'
         AND pg_get_triggerdef(watch.oid) !~ ('[,'']' || attribute.attname || '[,'']')$$,
    'every personal column is veiled in the audit');

-- Grants are for administrators.
SELECT function_privs_are('sec', 'grant_role', ARRAY['bigint', 'text'], 'muster_admin', ARRAY['EXECUTE']);
SELECT function_privs_are('sec', 'grant_role', ARRAY['bigint', 'text'], 'muster_hr', ARRAY[]::text[]);
SELECT function_privs_are('sec', 'add_login', ARRAY['bigint', 'name', 'text'], 'muster_admin', ARRAY['EXECUTE']);
SELECT function_privs_are('sec', 'add_login', ARRAY['bigint', 'name', 'text'], 'muster_manager', ARRAY[]::text[]);
SELECT function_privs_are('audit', 'seal', ARRAY[]::text[], 'muster_agent', ARRAY[]::text[]);
SELECT set_eq(
    $$SELECT proname::text FROM pg_proc WHERE proowner = 'muster_keys'::regrole$$,
    ARRAY['add_login', 'grant_entity', 'grant_role', 'keep_web', 'login_of', 'require_another', 'revoke_entity', 'revoke_login',
          'revoke_role'],
    'the maker of logins owns these functions and nothing else');
SELECT is_empty(
    $$SELECT relname FROM pg_class WHERE relowner = 'muster_keys'::regrole$$,
    'and no table');

-- Column grants: who signs is not for the writer to say.
SELECT ok(NOT has_column_privilege('muster_hr', 'people.skill_grant', 'granted_by', 'INSERT'), 'grants are signed by sec.me()');
SELECT ok(NOT has_column_privilege('muster_publisher', 'timekeeping.publication', 'published_by', 'INSERT'),
          'publications are signed by sec.me()');
SELECT ok(NOT has_column_privilege('muster_manager', 'timekeeping.absence', 'decided_by', 'UPDATE'),
          'decisions are signed by sec.me()');
SELECT ok(NOT has_column_privilege('muster_planner', 'timekeeping.absence', 'kind', 'SELECT'),
          'planners see that somebody is away, not why');
SELECT ok(NOT has_table_privilege('muster_planner', 'people.person_private', 'SELECT'), 'planners see no private data');

SELECT * FROM finish();
ROLLBACK;
