-- Workload: months on demand, customers as hashes, and who may see what.
-- Re-created whole at each migrate, after the migrations.

-- MARK: Months

-- Makes the monthly partitions that rows between two instants need. Attaching lets readers go on reading,
-- where CREATE TABLE … PARTITION OF would shut them out until the import commits.
CREATE OR REPLACE FUNCTION workload.open_months(relation text, first timestamptz, last timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
DECLARE
    month date;
    child text;
    made  integer := 0;
BEGIN
    IF relation NOT IN ('shop_order', 'contact', 'handle_spell') THEN
        RAISE EXCEPTION '% has no months', relation USING ERRCODE = '22023';
    END IF;
    IF first < '1990-01-01' OR last >= '2100-01-01' OR last - first > interval '40 years' THEN
        RAISE EXCEPTION 'these instants span no plausible months' USING ERRCODE = '22008';
    END IF;
    FOR month IN SELECT generate_series(date_trunc('month', first), last, interval '1 month')::date LOOP
        child := format('%s_%s', relation, to_char(month, 'YYYY_MM'));
        CONTINUE WHEN to_regclass(format('workload.%I', child)) IS NOT NULL;
        -- Two imports may need the same new month: the second waits here and then finds it. Nobody else does.
        EXECUTE format('LOCK TABLE workload.%I IN SHARE UPDATE EXCLUSIVE MODE', relation);
        CONTINUE WHEN to_regclass(format('workload.%I', child)) IS NOT NULL;
        EXECUTE format('CREATE TABLE workload.%I (LIKE workload.%I INCLUDING ALL)', child, relation);
        PERFORM sec.guard(format('workload.%I', child)::regclass);
        EXECUTE format('ALTER TABLE workload.%I ATTACH PARTITION workload.%I FOR VALUES FROM (%L) TO (%L)',
                       relation, child, month::timestamptz, (month + interval '1 month')::timestamptz);
        made := made + 1;
    END LOOP;
    RETURN made;
END
$$;

-- MARK: Staging

-- What a merge has staged goes. A large heap of rows goes with its pages, where nobody else is staging just then: rows
-- merely deleted stay in the file until somebody vacuums, and every statement of the next step walks over them.
CREATE OR REPLACE FUNCTION workload.clear_stage(kind text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    relation regclass;
BEGIN
    SELECT heir.inhrelid::regclass INTO STRICT relation
      FROM pg_inherits AS heir
      JOIN pg_class ON pg_class.oid = heir.inhrelid
     WHERE heir.inhparent = 'stage.fact'::regclass AND pg_class.relname = clear_stage.kind;
    IF pg_relation_size(relation) >= 1024 * 1024 THEN
        EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE NOWAIT', relation);
        EXECUTE format('TRUNCATE %s', relation);
        RETURN;
    END IF;
    EXECUTE format('DELETE FROM %s WHERE xid = pg_current_xact_id()', relation);
EXCEPTION WHEN lock_not_available THEN
    EXECUTE format('DELETE FROM %s WHERE xid = pg_current_xact_id()', relation);
END
$$;
GRANT EXECUTE ON FUNCTION workload.clear_stage(text) TO muster_hr, muster_planner;

-- MARK: Customers

-- One of the two pads of HMAC (RFC 2104): the key, filled up with zeros to a block, with every byte crossed.
CREATE OR REPLACE FUNCTION workload.pad(key bytea, crossing integer) RETURNS bytea
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT string_agg(
               set_byte('\x00', 0, CASE WHEN place < octet_length(key) THEN get_byte(key, place) ELSE 0 END # crossing),
               ''::bytea ORDER BY place)
      FROM generate_series(0, 63) AS place;
END;

-- HMAC-SHA-256 from the two pads.
CREATE OR REPLACE FUNCTION workload.hmac(inner_pad bytea, outer_pad bytea, message bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE
RETURN sha256(outer_pad || sha256(inner_pad || message));

-- Gives an entity its key when it first needs one.
CREATE OR REPLACE FUNCTION workload.make_customer_key() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    key bytea := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
BEGIN
    INSERT INTO workload.customer_key (entity_id, inner_pad, outer_pad)
    VALUES (new.entity_id, workload.pad(key, 54), workload.pad(key, 92))
        ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
DROP TRIGGER IF EXISTS source_gives_its_entity_a_key ON workload.source;
CREATE TRIGGER source_gives_its_entity_a_key AFTER INSERT ON workload.source
    FOR EACH ROW EXECUTE FUNCTION workload.make_customer_key();

-- The keyed hashes of customers of a source, in their order: names come in as words of a statement and are never kept.
-- Whoever brings a source's facts in may ask; the key itself is nobody's to read.
CREATE OR REPLACE FUNCTION workload.hide_customers(of_source bigint, customers text[]) RETURNS bytea[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    key workload.customer_key;
BEGIN
    SELECT customer_key.* INTO key
      FROM workload.source
      JOIN workload.customer_key USING (entity_id)
     WHERE source.id = of_source AND source.entity_id = ANY (sec.my_entities());
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no such source' USING ERRCODE = '42501';
    END IF;
    RETURN ARRAY(
        SELECT workload.hmac(key.inner_pad, key.outer_pad, convert_to(told.customer, 'UTF8'))
          FROM unnest(customers) WITH ORDINALITY AS told (customer, place)
         ORDER BY told.place);
END
$$;
GRANT EXECUTE ON FUNCTION workload.hide_customers(bigint, text[]) TO muster_hr, muster_planner;

-- MARK: Local times

-- The instant of a local time, or why it has none: an import goes on where people.instant would end it.
CREATE OR REPLACE FUNCTION workload.read_clock(
    local timestamp, zone text, fold smallint, OUT instant timestamptz, OUT reason text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    instant := people.instant(local, zone, fold);
EXCEPTION WHEN check_violation THEN
    GET STACKED DIAGNOSTICS reason = MESSAGE_TEXT;
END
$$;
GRANT EXECUTE ON FUNCTION workload.read_clock(timestamp, text, smallint) TO muster_hr, muster_planner;

-- MARK: Who may do what
-- A condition stands in a sub-select, which is asked once a statement: facts come and go by the hundred thousand,
-- and asked row by row it took ten times as long as the rest of the import.

SELECT people.close_doors('workload');

-- No secret inside a company: what its queues, channels and sources are called.
SELECT people.permit('person', 'SELECT', 'workload.' || shared, 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])')
  FROM unnest(ARRAY['channel', 'queue', 'source']) AS shared;

-- Planners and HR name them. Whoever merges locks the source's row, which needs an UPDATE of something.
SELECT people.permit('hr planner', 'INSERT (entity_id, code, is_live), UPDATE (is_live)', 'workload.channel', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])'),
       people.permit('hr planner', 'INSERT (entity_id, site_id, code), UPDATE (site_id)', 'workload.queue', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])'),
       people.permit('hr planner', 'INSERT (entity_id, site_id, name), UPDATE (name)', 'workload.source', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])'),
       people.permit('hr planner', 'SELECT, INSERT (entity_id, source_id, reference, person_id), UPDATE (person_id)', 'workload.agent_identity', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');

-- They bring facts in and take them back, and read all of their entities'.
SELECT people.permit('hr planner', 'SELECT, INSERT, DELETE', 'workload.' || fact, 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])')
  FROM unnest(ARRAY['superseded', 'shop_order', 'shop_refund', 'shop_return', 'interval_volume', 'series_volume', 'metric_event', 'desk_hours']) AS fact;
SELECT people.permit('hr planner', 'SELECT, INSERT, DELETE, UPDATE (agent_id)', 'workload.' || fact, 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])')
  FROM unnest(ARRAY['contact', 'handle_spell', 'survey']) AS fact;
SELECT people.permit('hr planner', 'SELECT, INSERT, DELETE, UPDATE (version, digest, happened_at, operation_id)', 'workload.origin', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])'),
       people.permit('hr planner', 'SELECT, INSERT (entity_id, source_id, kind, added, changed, unchanged, older, repeated, refused), UPDATE (undone_by, undone_at)', 'workload.batch', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');

-- Managers read the volumes of their company, and of contacts, spells and surveys those of their people.
SELECT people.permit('manager', 'SELECT', 'workload.' || volume, 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])')
  FROM unnest(ARRAY['interval_volume', 'series_volume']) AS volume;
SELECT people.permit('manager', 'SELECT', 'workload.' || fact, 'agent_id = ANY ((SELECT sec.my_people())::bigint[])'),
       people.permit('agent', 'SELECT', 'workload.' || fact, 'agent_id = (SELECT sec.me())')
  FROM unnest(ARRAY['contact', 'handle_spell', 'survey']) AS fact;

-- Into staging by COPY, every column but those the database fills in.
DO $$
DECLARE
    relation regclass;
BEGIN
    FOR relation IN
        SELECT inhrelid FROM pg_inherits WHERE inhparent = 'stage.fact'::regclass
    LOOP
        EXECUTE (SELECT format('GRANT SELECT, DELETE, INSERT (%s), UPDATE (external_id, happened_at) ON %s TO muster_hr, muster_planner',
                               string_agg(quote_ident(attname), ', ' ORDER BY attnum), relation)
                   FROM pg_attribute
                  WHERE attrelid = relation AND attnum > 0 AND NOT attisdropped AND attname <> 'xid');
    END LOOP;
    GRANT SELECT, DELETE ON stage.fact TO muster_hr, muster_planner;
END
$$;

GRANT EXECUTE ON FUNCTION workload.open_months(text, timestamptz, timestamptz) TO muster_hr, muster_planner;
