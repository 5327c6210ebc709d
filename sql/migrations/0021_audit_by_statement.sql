-- as-login
-- The audit by statement: one event a changed row as before, written for all rows of a statement at once.
--
-- A trigger for each row looked up the operation, the secret and the plan anew each time, and cost more than the
-- row itself: half of the time of an import.

SET LOCAL ROLE muster_sec;
ALTER FUNCTION audit.capture() RENAME TO capture_row;

-- A value nobody can read back, yet equal for equal values: sha256 twice under a secret key.
CREATE FUNCTION audit.veil(value jsonb, secret bytea) RETURNS jsonb
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE
           WHEN value IS NULL OR value = 'null'::jsonb THEN NULL
           ELSE to_jsonb('#' || left(encode(sha256(secret || sha256(secret || convert_to(value::text, 'UTF8'))), 'hex'), 32))
       END;

-- What an event says of one row: which it is, and each column that differs as it was and as it is.
CREATE FUNCTION audit.difference(was jsonb, is_now jsonb, keys text[], personal text[], secret bytea)
RETURNS TABLE (key jsonb, diff jsonb)
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    SELECT jsonb_object_agg(
               col.name, CASE WHEN col.name = ANY (personal) THEN audit.veil(col.value, secret) ELSE col.value END)
               FILTER (WHERE col.name = ANY (keys)),
           jsonb_object_agg(
               col.name,
               CASE WHEN col.name = ANY (personal)
                    THEN jsonb_build_array(audit.veil(was -> col.name, secret), audit.veil(is_now -> col.name, secret))
                    ELSE jsonb_build_array(was -> col.name, is_now -> col.name)
               END)
               FILTER (WHERE coalesce(was -> col.name, 'null') <> coalesce(is_now -> col.name, 'null'))
      FROM jsonb_each(coalesce(is_now, was)) AS col (name, value)
$$;

-- Writes one event a changed row. Arguments: the key's columns and the personal columns, by comma.
-- A row is followed by its key; one whose key changes is written down twice, as it was and as it is.
CREATE FUNCTION audit.capture() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    relation CONSTANT text   := tg_table_schema || '.' || tg_table_name;
    acting   CONSTANT name   := coalesce(nullif(current_setting('role', true), 'none'), session_user::text);
    made_in  CONSTANT bigint := op.current();
    keys     CONSTANT text[] := string_to_array(tg_argv[0], ',');
    personal CONSTANT text[] := string_to_array(tg_argv[1], ',');
    secret   CONSTANT bytea  := (SELECT known.value FROM sec.secret AS known WHERE known.name = 'audit.digest');
BEGIN
    IF tg_op = 'INSERT' THEN
        INSERT INTO audit.event (operation_id, login, acting, relation, verb, key, diff)
        SELECT made_in, session_user, acting, relation, 'insert', told.key, told.diff
          FROM added
         CROSS JOIN LATERAL to_jsonb(added.*) AS image
         CROSS JOIN LATERAL audit.difference(NULL, image, keys, personal, secret) AS told;
    ELSIF tg_op = 'DELETE' THEN
        INSERT INTO audit.event (operation_id, login, acting, relation, verb, key, diff)
        SELECT made_in, session_user, acting, relation, 'delete', told.key, told.diff
          FROM removed
         CROSS JOIN LATERAL to_jsonb(removed.*) AS image
         CROSS JOIN LATERAL audit.difference(image, NULL, keys, personal, secret) AS told;
    ELSE
        INSERT INTO audit.event (operation_id, login, acting, relation, verb, key, diff)
        SELECT made_in, session_user, acting, relation, 'update', told.key, told.diff
          FROM (SELECT image.value, array(SELECT image.value -> name FROM unnest(keys) AS name) AS key,
                       row_number() OVER () AS place
                  FROM removed CROSS JOIN LATERAL to_jsonb(removed.*) AS image (value)) AS was
          FULL JOIN (SELECT image.value, array(SELECT image.value -> name FROM unnest(keys) AS name) AS key,
                            row_number() OVER () AS place
                       FROM added CROSS JOIN LATERAL to_jsonb(added.*) AS image (value)) AS is_now ON is_now.key = was.key
         CROSS JOIN LATERAL audit.difference(was.value, is_now.value, keys, personal, secret) AS told
         WHERE told.diff IS NOT NULL
         ORDER BY coalesce(was.place, is_now.place);
    END IF;
    RETURN NULL;
END
$$;
GRANT EXECUTE ON FUNCTION audit.capture() TO muster_owner;

-- Has every change of a table written down, and forbids emptying it: TRUNCATE knows no row-level security.
-- The personal columns are those whose comment begins with "pii:"; write the comments first, or let
-- audit.refresh read them again at the end of a migrate.
CREATE OR REPLACE FUNCTION audit.watch(relation regclass) RETURNS void
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
    EXECUTE format('CREATE OR REPLACE TRIGGER audit_added AFTER INSERT ON %s REFERENCING NEW TABLE AS added'
                   ' FOR EACH STATEMENT EXECUTE FUNCTION audit.capture(%L, %L)', relation, keys, coalesce(personal, ''));
    EXECUTE format('CREATE OR REPLACE TRIGGER audit_changed AFTER UPDATE ON %s REFERENCING OLD TABLE AS removed NEW TABLE AS added'
                   ' FOR EACH STATEMENT EXECUTE FUNCTION audit.capture(%L, %L)', relation, keys, coalesce(personal, ''));
    EXECUTE format('CREATE OR REPLACE TRIGGER audit_removed AFTER DELETE ON %s REFERENCING OLD TABLE AS removed'
                   ' FOR EACH STATEMENT EXECUTE FUNCTION audit.capture(%L, %L)', relation, keys, coalesce(personal, ''));
    EXECUTE format('CREATE OR REPLACE TRIGGER audit_no_truncate BEFORE TRUNCATE ON %s'
                   ' FOR EACH STATEMENT EXECUTE FUNCTION audit.deny()', relation);
END
$$;

RESET ROLE;

-- Every watched table is watched the new way, as before.
DO $$
DECLARE
    watched regclass;
BEGIN
    FOR watched IN SELECT tgrelid FROM pg_trigger WHERE tgname = 'audit_row' ORDER BY 1 LOOP
        PERFORM audit.watch(watched);
    END LOOP;
END
$$;

SET LOCAL ROLE muster_sec;
DROP FUNCTION audit.capture_row();
DROP FUNCTION audit.veil(jsonb);
RESET ROLE;
