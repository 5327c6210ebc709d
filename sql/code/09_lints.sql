-- as-login
-- What the catalogue must never show: sec.lint() lists every breach, `muster doctor` and pgTAP read it.
-- Each rule has a reason in the security page; the last column says what to write instead.

SET LOCAL ROLE muster_sec;

-- The tables of our schemas, each partitioned one as one: its parts are made as months come, and granted to nobody.
-- stage is outside row-level security because COPY is refused on guarded tables.
CREATE OR REPLACE VIEW sec.our_table WITH (security_invoker) AS
SELECT class.oid, class.oid::regclass::text AS name, class.relowner, class.relrowsecurity, class.relforcerowsecurity,
       class.relkind, space.nspname
  FROM pg_class AS class
  JOIN pg_namespace AS space ON space.oid = class.relnamespace
 WHERE space.nspname IN ('sec', 'op', 'audit', 'stage', 'people', 'workload', 'timekeeping', 'scheduling',
                         'recruiting', 'onboarding', 'coaching', 'scorecards', 'law', 'eeo', 'privacy', 'report')
   AND class.relkind IN ('r', 'p', 'v', 'm')
   AND NOT class.relispartition;

CREATE OR REPLACE FUNCTION sec.lint_tables() RETURNS TABLE (rule text, object text, fix text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT 'table without forced row-level security', ours.name, 'SELECT sec.guard(…) in its migration'
      FROM sec.our_table AS ours
     WHERE ours.relkind IN ('r', 'p') AND ours.nspname <> 'stage'
       AND NOT (ours.relrowsecurity AND ours.relforcerowsecurity)
    UNION ALL
    SELECT 'table without a policy', ours.name, 'write its policies in sql/code'
      FROM sec.our_table AS ours
     WHERE ours.relkind IN ('r', 'p') AND ours.nspname <> 'stage'
       AND NOT EXISTS (SELECT FROM pg_policy AS policy WHERE policy.polrelid = ours.oid)
    UNION ALL
    SELECT 'table owned by a login or a superuser', ours.name, 'make it as muster_owner'
      FROM sec.our_table AS ours
      JOIN pg_roles AS owner ON owner.oid = ours.relowner
     WHERE owner.rolcanlogin OR owner.rolsuper
    UNION ALL
    SELECT 'partition open to someone', part.oid::regclass::text, 'REVOKE ALL: whoever may, comes by the table it is part of'
      FROM pg_class AS part
      JOIN pg_inherits AS link ON link.inhrelid = part.oid
      JOIN sec.our_table AS ours ON ours.oid = link.inhparent
     CROSS JOIN LATERAL aclexplode(part.relacl) AS right_given
     WHERE part.relispartition AND right_given.grantee <> part.relowner
    UNION ALL
    SELECT 'view that reads as its owner', ours.name, 'CREATE VIEW … WITH (security_invoker)'
      FROM sec.our_table AS ours
      JOIN pg_class AS class ON class.oid = ours.oid
     WHERE ours.relkind = 'v' AND NOT coalesce(class.reloptions::text ~ 'security_invoker=(true|on|1)|security_invoker[,}]',
                                               false)
    UNION ALL
    SELECT 'materialised view', ours.name, 'a materialised view knows no row-level security: keep a table'
      FROM sec.our_table AS ours
     WHERE ours.relkind = 'm'
    UNION ALL
    SELECT 'foreign key without an index', link.conrelid::regclass || '.' || link.conname,
           'index its columns, in any order, first'
      FROM pg_constraint AS link
      JOIN sec.our_table AS ours ON ours.oid = link.conrelid
     WHERE link.contype = 'f'
       AND NOT EXISTS (
           SELECT FROM pg_index AS index
            WHERE index.indrelid = link.conrelid
              AND (index.indkey::int2[])[0:cardinality(link.conkey) - 1] @> link.conkey[1:1]
              AND (index.indkey::int2[])[0] = ANY (link.conkey))
    UNION ALL
    SELECT 'nullable column in an exclusion constraint', rule.conrelid::regclass || '.' || attribute.attname,
           'SET NOT NULL: a NULL escapes the rule'
      FROM pg_constraint AS rule
      JOIN sec.our_table AS ours ON ours.oid = rule.conrelid
      JOIN pg_attribute AS attribute ON attribute.attrelid = rule.conrelid AND attribute.attnum = ANY (rule.conkey)
     WHERE rule.contype = 'x' AND NOT attribute.attnotnull;
END;

CREATE OR REPLACE FUNCTION sec.lint_columns() RETURNS TABLE (rule text, object text, fix text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT 'text column without a limit', ours.name || '.' || attribute.attname,
           'a CHECK of its length, its form or its words'
      FROM sec.our_table AS ours
      JOIN pg_attribute AS attribute ON attribute.attrelid = ours.oid
     WHERE ours.relkind IN ('r', 'p') AND ours.nspname <> 'stage'
       AND attribute.attnum > 0 AND NOT attribute.attisdropped
       AND attribute.atttypid = 'text'::regtype
       AND NOT EXISTS (
           SELECT FROM pg_constraint AS bound
            WHERE bound.conrelid = ours.oid AND bound.contype IN ('c', 'f') AND attribute.attnum = ANY (bound.conkey))
    UNION ALL
    SELECT 'personal column without its tag', ours.name || '.' || attribute.attname,
           'COMMENT ON COLUMN … IS ''pii: …'', or a comment that says why not'
      FROM sec.our_table AS ours
      JOIN pg_attribute AS attribute ON attribute.attrelid = ours.oid
     WHERE ours.relkind IN ('r', 'p') AND ours.nspname <> 'stage'
       AND attribute.attnum > 0 AND NOT attribute.attisdropped
       AND attribute.attname::text ~ '^(legal_name|email|phone|birth_on|address|body|wage.*|document.*|customer.*)$'
       AND col_description(ours.oid, attribute.attnum) IS NULL
    UNION ALL
    SELECT 'timestamp without a zone', ours.name || '.' || attribute.attname, 'timestamptz, or date and local time apart'
      FROM sec.our_table AS ours
      JOIN pg_attribute AS attribute ON attribute.attrelid = ours.oid
     WHERE ours.relkind IN ('r', 'p') AND attribute.attnum > 0 AND NOT attribute.attisdropped
       AND attribute.atttypid = 'timestamp'::regtype
    UNION ALL
    SELECT 'enumerated type', ours.name || '.' || attribute.attname,
           'text and CHECK: comparing an enum is not leakproof and kills the index behind a policy'
      FROM sec.our_table AS ours
      JOIN pg_attribute AS attribute ON attribute.attrelid = ours.oid
      JOIN pg_type AS type ON type.oid = attribute.atttypid
     WHERE attribute.attnum > 0 AND type.typtype = 'e';
END;

CREATE OR REPLACE FUNCTION sec.lint_policies() RETURNS TABLE (rule text, object text, fix text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT 'policy that lets everyone in', policy.schemaname || '.' || policy.tablename || '.' || policy.policyname,
           'name rows by entity, team or person'
      FROM pg_policies AS policy
      JOIN sec.our_table AS ours ON ours.name = policy.schemaname || '.' || policy.tablename
     WHERE policy.permissive = 'PERMISSIVE' AND policy.qual = 'true'
       AND NOT policy.roles <@ ARRAY['muster_owner', 'muster_sec', 'muster_keys']::name[]
       AND policy.policyname <> 'everyone_sees_the_level'
    UNION ALL
    SELECT 'permissive policy for everyone', policy.schemaname || '.' || policy.tablename || '.' || policy.policyname,
           'TO a group role'
      FROM pg_policies AS policy
      JOIN sec.our_table AS ours ON ours.name = policy.schemaname || '.' || policy.tablename
     WHERE policy.permissive = 'PERMISSIVE' AND policy.roles = ARRAY['public']::name[]
    UNION ALL
    SELECT 'restrictive policy for some', policy.schemaname || '.' || policy.tablename || '.' || policy.policyname,
           'TO PUBLIC, with the condition inside: DROP OWNED takes a role away'
      FROM pg_policies AS policy
      JOIN sec.our_table AS ours ON ours.name = policy.schemaname || '.' || policy.tablename
     WHERE policy.permissive = 'RESTRICTIVE' AND policy.roles <> ARRAY['public']::name[]
    UNION ALL
    SELECT 'operator in a policy that may leak and finds no index',
           policy.schemaname || '.' || policy.tablename || '.' || policy.policyname,
           'compare whole numbers, dates, instants or texts by = < >'
      FROM pg_policies AS policy
      JOIN sec.our_table AS ours ON ours.name = policy.schemaname || '.' || policy.tablename
     WHERE coalesce(policy.qual, '') ~ '(&&|@>|<@|~~|~\*| ~ |lower\()'
    UNION ALL
    SELECT 'policy that asks who I am once a row',
           policy.schemaname || '.' || policy.tablename || '.' || policy.policyname,
           '(SELECT sec.me()), ANY ((SELECT sec.my_people())::bigint[]): asked once a statement'
      FROM pg_policies AS policy
      JOIN sec.our_table AS ours ON ours.name = policy.schemaname || '.' || policy.tablename
     WHERE concat_ws(' ', policy.qual, policy.with_check) ~ '(?<!SELECT |SELECT \(|\|\| )(sec|people)\.(me|my_\w+|entities_around_me)\('
    UNION ALL
    -- A part is asked for by its whole: it is enough that an index leads by the key the column is half of.
    SELECT 'policy column that no index leads to',
           policy.schemaname || '.' || policy.tablename || '.' || policy.policyname || ' by ' || part.found[1],
           'an index that begins with it'
      FROM pg_policies AS policy
      JOIN sec.our_table AS ours ON ours.name = policy.schemaname || '.' || policy.tablename
     CROSS JOIN LATERAL regexp_matches(policy.qual, '(\w+) = ANY \((?:\( ?SELECT \(?)?(?:sec|people)\.', 'g') AS part (found)
      JOIN pg_attribute AS attribute ON attribute.attrelid = ours.oid AND attribute.attname = part.found[1]
     WHERE NOT EXISTS (
           SELECT FROM pg_index AS index
            WHERE index.indrelid = ours.oid
              AND ((index.indkey::int2[])[0] = attribute.attnum
                   OR EXISTS (
                       SELECT FROM pg_constraint AS link
                        WHERE link.conrelid = ours.oid AND link.contype = 'f'
                          AND attribute.attnum = ANY (link.conkey)
                          AND (index.indkey::int2[])[0] = ANY (link.conkey))));
END;

CREATE OR REPLACE FUNCTION sec.lint_functions() RETURNS TABLE (rule text, object text, fix text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT 'definer function whose names the caller can bend', function.oid::regprocedure::text,
           'BEGIN ATOMIC, or SET search_path = pg_catalog, pg_temp'
      FROM pg_proc AS function
      JOIN pg_namespace AS space ON space.oid = function.pronamespace
     WHERE space.nspname IN (SELECT nspname FROM sec.our_table)
       AND function.prosecdef AND function.prosqlbody IS NULL
       AND NOT coalesce(function.proconfig::text LIKE '%search_path=pg_catalog%pg_temp"%', false)
    UNION ALL
    SELECT 'definer function of a superuser', function.oid::regprocedure::text, 'make it as muster_owner'
      FROM pg_proc AS function
      JOIN pg_namespace AS space ON space.oid = function.pronamespace
      JOIN pg_roles AS owner ON owner.oid = function.proowner
     WHERE space.nspname IN (SELECT nspname FROM sec.our_table)
       AND function.prosecdef AND (owner.rolsuper OR owner.rolcanlogin OR owner.rolbypassrls)
    UNION ALL
    SELECT 'function everyone may call', function.oid::regprocedure::text, 'REVOKE EXECUTE … FROM PUBLIC'
      FROM pg_proc AS function
      JOIN pg_namespace AS space ON space.oid = function.pronamespace
     CROSS JOIN LATERAL aclexplode(coalesce(function.proacl, acldefault('f', function.proowner))) AS right_given
     WHERE space.nspname IN (SELECT nspname FROM sec.our_table)
       AND right_given.grantee = 0;
END;

CREATE OR REPLACE FUNCTION sec.lint_roles() RETURNS TABLE (rule text, object text, fix text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT 'role with powers over the server', role.rolname::text, 'ALTER ROLE … NOCREATEROLE NOBYPASSRLS NOCREATEDB'
      FROM pg_roles AS role
     WHERE (role.rolname ~ '^(muster|u)_')
       AND (role.rolsuper OR role.rolcreatedb OR role.rolreplication
            OR (role.rolcreaterole AND role.rolname <> 'muster_keys')
            OR (role.rolbypassrls AND role.rolname <> 'muster_backup'))
    UNION ALL
    SELECT 'person in a role of the server', member.rolname || ' in ' || role.rolname, 'REVOKE … FROM …'
      FROM pg_auth_members AS link
      JOIN pg_roles AS role ON role.oid = link.roleid
      JOIN pg_roles AS member ON member.oid = link.member
     WHERE member.rolname LIKE 'u\_%'
       AND (role.rolname LIKE 'pg\_%'
            OR role.rolname IN ('muster_owner', 'muster_sec', 'muster_keys', 'muster_backup', 'muster_local', 'muster_web'))
    UNION ALL
    SELECT 'right to empty, refer to or hook into a table',
           ours.name || ' for ' || coalesce(grantee.rolname, 'PUBLIC'), 'REVOKE TRUNCATE, REFERENCES, TRIGGER'
      FROM sec.our_table AS ours
      JOIN pg_class AS class ON class.oid = ours.oid
     CROSS JOIN LATERAL aclexplode(class.relacl) AS right_given
      LEFT JOIN pg_roles AS grantee ON grantee.oid = right_given.grantee
     WHERE right_given.grantee <> class.relowner
       AND coalesce(grantee.rolname, '') NOT IN ('muster_owner', 'muster_sec')
       AND right_given.privilege_type IN ('TRUNCATE', 'REFERENCES', 'TRIGGER')
    UNION ALL
    SELECT 'database open to everyone', current_database()::text, 'CALL sec.close_database()'
      FROM pg_database AS database
     CROSS JOIN LATERAL aclexplode(coalesce(database.datacl, acldefault('d', database.datdba))) AS right_given
     WHERE database.datname = current_database() AND right_given.grantee = 0;
END;

-- The pool's login is nothing of its own, and nobody with rights over others is within its reach.
CREATE OR REPLACE FUNCTION sec.lint_web() RETURNS TABLE (rule text, object text, fix text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT 'login of the pool that is missing', 'muster_web', 'CREATE ROLE muster_web LOGIN NOINHERIT'
     WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'muster_web')
    UNION ALL
    SELECT 'login of the pool that inherits', role.rolname::text, 'ALTER ROLE muster_web NOINHERIT'
      FROM pg_roles AS role
     WHERE role.rolname = 'muster_web' AND role.rolinherit
    UNION ALL
    SELECT 'login of the pool that owns or may something of its own',
           link.classid::regclass || ' ' || link.objid || ' in ' || coalesce(place.datname, 'the cluster'),
           'DROP OWNED BY muster_web; then CALL sec.close_database()'
      FROM pg_shdepend AS link
      JOIN pg_roles AS role ON role.oid = link.refobjid AND role.rolname = 'muster_web'
      LEFT JOIN pg_database AS place ON place.oid = link.dbid
     WHERE link.refclassid = 'pg_authid'::regclass
       AND NOT (link.classid = 'pg_database'::regclass AND link.deptype = 'a')
       AND link.classid <> 'pg_auth_members'::regclass
    UNION ALL
    SELECT 'login of the pool that may more with a database than connect', database.datname || ' ' || right_given.privilege_type,
           'REVOKE … FROM muster_web'
      FROM pg_database AS database
     CROSS JOIN LATERAL aclexplode(database.datacl) AS right_given
      JOIN pg_roles AS role ON role.oid = right_given.grantee AND role.rolname = 'muster_web'
     WHERE right_given.privilege_type <> 'CONNECT' OR right_given.is_grantable
    UNION ALL
    SELECT 'login of the pool that may become more than a person', role.rolname::text, 'REVOKE … FROM muster_web'
      FROM pg_auth_members AS link
      JOIN pg_roles AS member ON member.oid = link.member AND member.rolname = 'muster_web'
      JOIN pg_roles AS role ON role.oid = link.roleid
     WHERE link.admin_option
        OR NOT role.rolcanlogin OR role.rolsuper OR role.rolcreaterole OR role.rolbypassrls
        OR role.rolname ~ '^(muster|pg)_'
        OR NOT pg_has_role(role.oid, 'muster_person', 'MEMBER')
        -- A server may keep several companies' databases: what one of their logins may become is told by its own.
        OR EXISTS (SELECT FROM sec.login AS own CROSS JOIN unnest(sec.never_on_the_web()) AS closed
                    WHERE own.login = role.rolname AND pg_has_role(role.oid, closed, 'MEMBER'));
END;

CREATE OR REPLACE FUNCTION sec.lint() RETURNS TABLE (rule text, object text, fix text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT * FROM sec.lint_tables()
    UNION ALL
    SELECT * FROM sec.lint_columns()
    UNION ALL
    SELECT * FROM sec.lint_policies()
    UNION ALL
    SELECT * FROM sec.lint_functions()
    UNION ALL
    SELECT * FROM sec.lint_roles()
    UNION ALL
    SELECT * FROM sec.lint_web()
     ORDER BY 1, 2;
END;

-- One digest of everything that stands: columns, constraints, indexes, policies, functions, triggers, grants.
-- The migrator keeps it; a later one that differs was changed by hand.
CREATE OR REPLACE FUNCTION op.catalogue() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    WITH part (line) AS (
        SELECT format('column %s %s %s %s %s %s %s', ours.name, attribute.attnum, attribute.attname,
                      format_type(attribute.atttypid, attribute.atttypmod), attribute.attnotnull,
                      pg_get_expr(initial.adbin, initial.adrelid),
                      array(SELECT privilege::text FROM unnest(attribute.attacl) AS privilege ORDER BY 1))
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
          JOIN sec.our_table AS ours ON ours.name = policy.schemaname || '.' || policy.tablename
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

-- The schema of today as one reads it: each table whole, with its indexes and who may do what with which rows.
CREATE OR REPLACE FUNCTION op.schema() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    WITH line (table_name, part, place, text) AS (
        SELECT ours.name, 1, attribute.attnum,
               concat_ws(' ', '    ' || attribute.attname, format_type(attribute.atttypid, attribute.atttypmod),
                         CASE WHEN attribute.attnotnull THEN 'NOT NULL' END,
                         CASE attribute.attidentity WHEN 'a' THEN 'GENERATED ALWAYS AS IDENTITY' END,
                         CASE attribute.attgenerated WHEN 's' THEN 'GENERATED ALWAYS AS ('
                             || pg_get_expr(initial.adbin, initial.adrelid) || ') STORED'
                         ELSE 'DEFAULT ' || pg_get_expr(initial.adbin, initial.adrelid) END)
          FROM sec.our_table AS ours
          JOIN pg_attribute AS attribute ON attribute.attrelid = ours.oid AND attribute.attnum > 0
          LEFT JOIN pg_attrdef AS initial ON initial.adrelid = ours.oid AND initial.adnum = attribute.attnum
         WHERE NOT attribute.attisdropped AND ours.relkind IN ('r', 'p')
        UNION ALL
        SELECT ours.name, 2, row_number() OVER (PARTITION BY ours.name ORDER BY bound.contype = 'p' DESC, bound.conname),
               format('    CONSTRAINT %I %s', bound.conname, pg_get_constraintdef(bound.oid, true))
          FROM sec.our_table AS ours
          JOIN pg_constraint AS bound ON bound.conrelid = ours.oid
         WHERE ours.relkind IN ('r', 'p')
    ),
    after (table_name, part, text) AS (
        SELECT ours.name, 1, pg_get_indexdef(index.indexrelid) || ';'
          FROM sec.our_table AS ours
          JOIN pg_index AS index ON index.indrelid = ours.oid
         WHERE NOT EXISTS (SELECT FROM pg_constraint AS bound WHERE bound.conindid = index.indexrelid
                                                                AND bound.contype IN ('p', 'u', 'x'))
        UNION ALL
        SELECT policy.schemaname || '.' || policy.tablename, 2,
               format('-- %s: %s %s%s%s', policy.policyname, array_to_string(policy.roles, ', '), policy.cmd,
                      ' WHERE ' || regexp_replace(policy.qual, '\s+', ' ', 'g'),
                      ' CHECK ' || regexp_replace(nullif(policy.with_check, policy.qual), '\s+', ' ', 'g'))
          FROM pg_policies AS policy
         WHERE policy.policyname <> 'owner_keeps'
    )
    SELECT string_agg(
               format(E'CREATE TABLE %s (\n%s\n);\n%s', ours.name,
                      (SELECT string_agg(line.text, E',\n' ORDER BY line.part, line.place)
                         FROM line WHERE line.table_name = ours.name),
                      coalesce((SELECT string_agg(after.text || E'\n', '' ORDER BY after.part, after.text COLLATE "C")
                                  FROM after WHERE after.table_name = ours.name), '')),
               E'\n' ORDER BY ours.name COLLATE "C")
      FROM sec.our_table AS ours
     WHERE ours.relkind IN ('r', 'p')
$$;

GRANT SELECT ON sec.our_table TO muster_person, muster_owner;
GRANT EXECUTE ON FUNCTION
    sec.lint(), sec.lint_tables(), sec.lint_columns(), sec.lint_policies(), sec.lint_functions(), sec.lint_roles(),
    sec.lint_web(), op.catalogue(), op.schema()
 TO muster_person, muster_owner;

RESET ROLE;
