-- as-login
-- Scorecards, the moving parts: steps and their chain of hashes, and who may see what.
-- What is counted, and how, is in 09_scorecards_counting.sql.

SET LOCAL ROLE muster_sec;

-- The operations that a snapshot of the database could not see yet.
CREATE OR REPLACE FUNCTION op.unseen_by(facts pg_snapshot) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
    SELECT coalesce(array_agg(operation.id), '{}'::bigint[])
      FROM op.operation
     WHERE operation.xid >= pg_snapshot_xmin(facts)
       AND NOT pg_visible_in_snapshot(operation.xid, facts);
END;
GRANT EXECUTE ON FUNCTION op.unseen_by(pg_snapshot) TO muster_hr, muster_owner;

SET LOCAL ROLE muster_owner;

-- Periods ------------------------------------------------------------------------------------------------

-- A period lasts from the first instant of its first local day to the last of its last.
CREATE OR REPLACE FUNCTION scorecards.derive_period() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    zone text;
BEGIN
    SELECT site.zone INTO zone FROM people.site WHERE site.id = new.site_id AND site.entity_id = new.entity_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no such site' USING ERRCODE = '23503', SCHEMA = 'scorecards', TABLE = 'period',
              CONSTRAINT = 'period_site_is_of_the_entity';
    END IF;
    new.starts_at := people.day_start(new.starts_on, zone);
    new.ends_at := people.day_start(new.ends_on + 1, zone);
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER period_is_derived
    BEFORE INSERT ON scorecards.period
    FOR EACH ROW EXECUTE FUNCTION scorecards.derive_period();

-- Nobody is measured by weeks that are not over.
CREATE OR REPLACE FUNCTION scorecards.refuse_early_issue() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF EXISTS (SELECT FROM scorecards.period WHERE period.id = new.period_id AND period.ends_at > now()) THEN
        RAISE EXCEPTION 'the period is not over' USING ERRCODE = '23514', SCHEMA = 'scorecards', TABLE = 'issue',
              CONSTRAINT = 'issue_comes_after_its_period';
    END IF;
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER issue_comes_after_its_period
    BEFORE INSERT ON scorecards.issue
    FOR EACH ROW EXECUTE FUNCTION scorecards.refuse_early_issue();

-- A card's own hash, printed in every footer.
CREATE OR REPLACE FUNCTION scorecards.hash_body() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    new.content_hash := sha256(convert_to(new.body, 'UTF8'));
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER snapshot_is_hashed
    BEFORE INSERT ON scorecards.snapshot
    FOR EACH ROW EXECUTE FUNCTION scorecards.hash_body();

-- The chain ----------------------------------------------------------------------------------------------

-- Everything an issue stands on, as a digest: period, definitions, calendars, and every tally in its order.
CREATE OR REPLACE FUNCTION scorecards.issue_digest(issue_id bigint) RETURNS bytea
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET extra_float_digits = 1
AS $$
    SELECT sha256(convert_to(jsonb_build_array(
               issue.id, issue.entity_id, issue.number, issue.reason, issue.as_of_at, issue.facts::text, issue.computed_by,
               period.id, period.code, period.site_id, period.starts_on, period.ends_on, period.starts_at, period.ends_at,
               period.mode,
               (SELECT jsonb_agg(jsonb_build_array(
                           wording.id, metric.code, metric.name, wording.version, wording.recipe, wording.shape,
                           wording.numerator, wording.denominator, wording.attribution, wording.clock, wording.unit,
                           wording.direction, wording.strata, wording.estimator, wording.window_days,
                           wording.threshold, to_jsonb(wording.left_out), wording.min_n, wording.trusted_n,
                           wording.starts_on) ORDER BY wording.id)
                  FROM scorecards.issue_metric AS used
                  JOIN scorecards.metric_version AS wording ON wording.id = used.metric_version_id
                  JOIN scorecards.metric ON metric.id = wording.metric_id
                 WHERE used.issue_id = issue.id),
               (SELECT jsonb_agg(jsonb_build_array(used.site_id, used.calendar_id) ORDER BY used.site_id)
                  FROM scorecards.issue_calendar AS used
                 WHERE used.issue_id = issue.id)
               )::text, 'UTF8')
           || coalesce((SELECT string_agg(sha256(convert_to(concat_ws('|',
                            tally.metric_version_id, tally.person_id, tally.stratum, tally.n, tally.numerator,
                            tally.denominator, tally.squares, tally.crosses, tally.exposures,
                            coalesce(tally.asked::text, '-'), tally.left_out), 'UTF8')), ''::bytea
                            ORDER BY tally.metric_version_id, tally.person_id, tally.stratum COLLATE "C")
                  FROM scorecards.tally
                 WHERE tally.issue_id = issue.id), ''::bytea))
      FROM scorecards.issue
      JOIN scorecards.period ON period.id = issue.period_id
     WHERE issue.id = issue_digest.issue_id
$$;

CREATE OR REPLACE FUNCTION scorecards.snapshot_digest(snapshot scorecards.snapshot) RETURNS bytea
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
    SELECT sha256(convert_to(jsonb_build_array(
               (snapshot).id, (snapshot).entity_id, (snapshot).issue_id, (snapshot).person_id, (snapshot).team_id,
               (snapshot).replaces_id, (snapshot).made_at, encode((snapshot).content_hash, 'hex'), (snapshot).body)::text, 'UTF8'))
$$;

CREATE OR REPLACE FUNCTION scorecards.signature_digest(signature scorecards.signature) RETURNS bytea
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
    SELECT sha256(convert_to(jsonb_build_array(
               (signature).id, (signature).entity_id, (signature).snapshot_id, (signature).subject_id,
               (signature).state, (signature).comment, (signature).signed_by, (signature).signed_at)::text, 'UTF8'))
$$;

-- The hash of a link: of the one before, of what it holds, and of its own place.
CREATE OR REPLACE FUNCTION scorecards.link_hash(previous bytea, content bytea, place bigint, kind text, row_id bigint)
RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN sha256(previous || content || convert_to(place || ':' || kind || ':' || row_id, 'UTF8'));

-- Adds rows to an entity's chain, in the order given.
CREATE OR REPLACE FUNCTION scorecards.append(entity bigint, kind text, row_ids bigint[], digests bytea[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    place bigint;
    last  bytea;
    next  bytea;
BEGIN
    INSERT INTO scorecards.chain (entity_id, length, last_hash)
    VALUES (entity, 0, sha256(convert_to('muster scorecards ' || entity, 'UTF8')))
        ON CONFLICT DO NOTHING;
    SELECT chain.length, chain.last_hash INTO place, last
      FROM scorecards.chain WHERE chain.entity_id = entity FOR UPDATE;
    FOR index IN 1 .. coalesce(cardinality(row_ids), 0) LOOP
        place := place + 1;
        next := scorecards.link_hash(last, digests[index], place, kind, row_ids[index]);
        INSERT INTO scorecards.link (id, entity_id, kind, row_id, content_hash, previous, hash)
        VALUES (place, entity, append.kind, row_ids[index], digests[index], last, next);
        last := next;
    END LOOP;
    UPDATE scorecards.chain SET length = place, last_hash = last WHERE chain.entity_id = entity;
END
$$;

-- Closes an issue's counting: what was counted goes into the chain, and no more may be added.
CREATE OR REPLACE FUNCTION scorecards.seal_issue(issue bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    entity bigint;
BEGIN
    SELECT found.entity_id INTO entity FROM scorecards.issue AS found
     WHERE found.id = issue AND found.entity_id = ANY (sec.my_entities());
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no such issue' USING ERRCODE = '42501';
    END IF;
    PERFORM scorecards.append(entity, 'issue', ARRAY[issue], ARRAY[scorecards.issue_digest(issue)]);
END
$$;
GRANT EXECUTE ON FUNCTION scorecards.seal_issue(bigint) TO muster_hr;

-- After the seal nothing is counted any more, and before it nothing is shown.
CREATE OR REPLACE FUNCTION scorecards.refuse_by_seal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF tg_table_name = 'snapshot' AND EXISTS (
        SELECT FROM added WHERE NOT EXISTS (
            SELECT FROM scorecards.link WHERE link.kind = 'issue' AND link.row_id = added.issue_id)) THEN
        RAISE EXCEPTION 'not sealed' USING ERRCODE = '23514', SCHEMA = 'scorecards', TABLE = 'snapshot',
              CONSTRAINT = 'snapshot_is_of_a_sealed_issue';
    ELSIF tg_table_name <> 'snapshot' AND EXISTS (
        SELECT FROM scorecards.link WHERE link.kind = 'issue' AND link.row_id IN (SELECT added.issue_id FROM added)) THEN
        RAISE EXCEPTION 'sealed' USING ERRCODE = '23514', SCHEMA = 'scorecards', TABLE = tg_table_name,
              CONSTRAINT = 'sealed_issue_counts_no_more';
    END IF;
    RETURN NULL;
END
$$;
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['issue_metric', 'issue_calendar', 'tally', 'snapshot'] LOOP
        EXECUTE format('DROP TRIGGER IF EXISTS a_seal_divides ON scorecards.%I', name);
        EXECUTE format('CREATE TRIGGER a_seal_divides AFTER INSERT ON scorecards.%I REFERENCING NEW TABLE AS added '
                       'FOR EACH STATEMENT EXECUTE FUNCTION scorecards.refuse_by_seal()', name);
    END LOOP;
END
$$;

-- Cards and signatures go into the chain as they are written.
CREATE OR REPLACE FUNCTION scorecards.chain_snapshots() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    part record;
BEGIN
    FOR part IN
        SELECT added.entity_id, array_agg(added.id ORDER BY added.id) AS ids,
               array_agg(scorecards.snapshot_digest(snapshot) ORDER BY added.id) AS digests
          FROM added
          JOIN scorecards.snapshot ON snapshot.id = added.id
         GROUP BY added.entity_id
    LOOP
        PERFORM scorecards.append(part.entity_id, 'snapshot', part.ids, part.digests);
    END LOOP;
    RETURN NULL;
END
$$;
DROP TRIGGER IF EXISTS snapshot_is_chained ON scorecards.snapshot;
CREATE TRIGGER snapshot_is_chained
    AFTER INSERT ON scorecards.snapshot REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION scorecards.chain_snapshots();

CREATE OR REPLACE FUNCTION scorecards.chain_signatures() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    part record;
BEGIN
    FOR part IN
        SELECT added.entity_id, array_agg(added.id ORDER BY added.id) AS ids,
               array_agg(scorecards.signature_digest(signature) ORDER BY added.id) AS digests
          FROM added
          JOIN scorecards.signature ON signature.id = added.id
         GROUP BY added.entity_id
    LOOP
        PERFORM scorecards.append(part.entity_id, 'signature', part.ids, part.digests);
    END LOOP;
    RETURN NULL;
END
$$;
DROP TRIGGER IF EXISTS signature_is_chained ON scorecards.signature;
CREATE TRIGGER signature_is_chained
    AFTER INSERT ON scorecards.signature REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION scorecards.chain_signatures();

-- What is wrong with the chains of some entities; no row when every byte is as it was.
CREATE OR REPLACE FUNCTION scorecards.verify_chains(entities bigint[])
RETURNS TABLE (entity_id bigint, kind text, row_id bigint, problem text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    WITH held AS (
        SELECT 'issue' AS kind, issue.id AS row_id, issue.entity_id, scorecards.issue_digest(issue.id) AS digest
          FROM scorecards.issue WHERE issue.entity_id = ANY (entities)
        UNION ALL
        SELECT 'snapshot', snapshot.id, snapshot.entity_id, scorecards.snapshot_digest(snapshot)
          FROM scorecards.snapshot WHERE snapshot.entity_id = ANY (entities)
        UNION ALL
        SELECT 'signature', signature.id, signature.entity_id, scorecards.signature_digest(signature)
          FROM scorecards.signature WHERE signature.entity_id = ANY (entities)
    ),
    chained AS (
        SELECT link.*,
               lag(link.hash) OVER in_order AS hash_before,
               lag(link.id, 1, 0::bigint) OVER in_order AS id_before
          FROM scorecards.link
         WHERE link.entity_id = ANY (entities)
        WINDOW in_order AS (PARTITION BY link.entity_id ORDER BY link.id)
    )
    SELECT chained.entity_id, chained.kind, chained.row_id,
           CASE WHEN held.digest IS NULL THEN 'is gone' ELSE 'was changed' END
      FROM chained
      LEFT JOIN held ON held.kind = chained.kind AND held.row_id = chained.row_id AND held.entity_id = chained.entity_id
     WHERE held.digest IS DISTINCT FROM chained.content_hash
    UNION ALL
    SELECT held.entity_id, held.kind, held.row_id, 'was never chained'
      FROM held
     WHERE NOT EXISTS (SELECT FROM chained WHERE chained.kind = held.kind AND chained.row_id = held.row_id)
    UNION ALL
    SELECT chained.entity_id, chained.kind, chained.row_id, 'has a link that does not follow the one before'
      FROM chained
     WHERE chained.id <> chained.id_before + 1
        OR chained.previous IS DISTINCT FROM coalesce(
               chained.hash_before, sha256(convert_to('muster scorecards ' || chained.entity_id, 'UTF8')))
        OR chained.hash <> scorecards.link_hash(
               chained.previous, chained.content_hash, chained.id, chained.kind, chained.row_id)
    UNION ALL
    SELECT chain.entity_id, 'chain', chain.length, 'does not end where it did'
      FROM scorecards.chain
     WHERE chain.entity_id = ANY (entities)
       AND NOT EXISTS (
           SELECT FROM (SELECT max(chained.id) AS length FROM chained WHERE chained.entity_id = chain.entity_id) AS ends
             JOIN chained ON chained.entity_id = chain.entity_id AND chained.id = ends.length
            WHERE ends.length = chain.length AND chained.hash = chain.last_hash)
     ORDER BY 1, 2, 3
$$;
-- What is wrong with the chains of my entities, or of an auditor's company.
CREATE OR REPLACE FUNCTION scorecards.verify() RETURNS TABLE (entity_id bigint, kind text, row_id bigint, problem text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT * FROM scorecards.verify_chains(
        CASE WHEN sec.i_am('auditor') THEN people.entities_around_me() ELSE sec.my_entities() END)
$$;
GRANT EXECUTE ON FUNCTION scorecards.verify() TO muster_hr, muster_auditor;

-- Steps --------------------------------------------------------------------------------------------------

-- Who takes a step is whoever is speaking, when is now, and the table of transitions says whether they may.
CREATE OR REPLACE FUNCTION scorecards.take_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    card  scorecards.snapshot;
    state text;
    step  scorecards.transition;
BEGIN
    SELECT * INTO card FROM scorecards.snapshot WHERE snapshot.id = new.snapshot_id FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no such card' USING ERRCODE = '23503', SCHEMA = 'scorecards', TABLE = 'signature',
              CONSTRAINT = 'signature_is_under_a_snapshot';
    END IF;
    SELECT coalesce(
               (SELECT signature.state FROM scorecards.signature
                 WHERE signature.snapshot_id = card.id ORDER BY signature.id DESC LIMIT 1), 'computed')
      INTO state;
    SELECT * INTO step FROM scorecards.transition WHERE from_state = state AND to_state = new.state;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'a card that is % cannot be %', state, new.state
              USING ERRCODE = '23514', SCHEMA = 'scorecards', TABLE = 'signature', CONSTRAINT = 'signature_follows_in_order';
    ELSIF step.needs_comment AND coalesce(new.comment, '') !~ '\S' THEN
        RAISE EXCEPTION 'this step needs a comment'
              USING ERRCODE = '23514', SCHEMA = 'scorecards', TABLE = 'signature', CONSTRAINT = 'signature_says_why';
    ELSIF (CASE step.who
               WHEN 'agent' THEN card.person_id = sec.me()
               WHEN 'lead' THEN card.person_id = ANY (sec.my_people())
               WHEN 'hr' THEN card.entity_id = ANY (sec.my_entities()) AND sec.i_am('hr')
           END) IS NOT TRUE THEN
        RAISE EXCEPTION 'this step is for the %', step.who
              USING ERRCODE = '42501', SCHEMA = 'scorecards', TABLE = 'signature',
                    CONSTRAINT = 'signature_is_given_by_' || step.who;
    END IF;
    new.entity_id := card.entity_id;
    new.subject_id := card.person_id;
    new.signed_by := sec.me();
    new.signed_at := now();
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER signature_follows_in_order
    BEFORE INSERT ON scorecards.signature
    FOR EACH ROW EXECUTE FUNCTION scorecards.take_step();

-- Each card with its state: that of the newest signature under it.
CREATE OR REPLACE VIEW scorecards.standing WITH (security_invoker) AS
SELECT snapshot.*,
       issue.period_id,
       issue.number,
       coalesce(newest.state, 'computed') AS state,
       coalesce(newest.signed_at, snapshot.made_at) AS since
  FROM scorecards.snapshot
  JOIN scorecards.issue ON issue.id = snapshot.issue_id
  LEFT JOIN LATERAL (
       SELECT signature.state, signature.signed_at
         FROM scorecards.signature
        WHERE signature.snapshot_id = snapshot.id
        ORDER BY signature.id DESC LIMIT 1) AS newest ON true;

-- Words for policies -------------------------------------------------------------------------------------

-- The cards that a lead has signed and so laid before me: nobody answers what they have not read.
CREATE OR REPLACE FUNCTION scorecards.laid_before_me() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(signature.snapshot_id), '{}'::bigint[])
      FROM scorecards.signature
     WHERE signature.subject_id = sec.me() AND signature.state = 'signed';
END;

CREATE OR REPLACE FUNCTION scorecards.issues_laid_before_me() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(snapshot.issue_id), '{}'::bigint[])
      FROM scorecards.signature
      JOIN scorecards.snapshot ON snapshot.id = signature.snapshot_id
     WHERE signature.subject_id = sec.me() AND signature.state = 'signed';
END;

CREATE OR REPLACE FUNCTION scorecards.exports_with_me() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(export_card.export_id), '{}'::bigint[])
      FROM scorecards.export_card
     WHERE export_card.subject_id = sec.me();
END;
GRANT EXECUTE ON FUNCTION
    scorecards.laid_before_me(), scorecards.issues_laid_before_me(), scorecards.exports_with_me()
 TO muster_person;

-- So many exports a person an hour. The row of the limit is held until the commit, so that two at once are counted
-- one after the other.
CREATE OR REPLACE FUNCTION scorecards.refuse_many_exports() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    allowed integer;
    counted timestamptz;
BEGIN
    SELECT export_limit.per_hour INTO STRICT allowed FROM scorecards.export_limit FOR NO KEY UPDATE;
    SELECT export.exported_at INTO counted
      FROM scorecards.export
     WHERE export.exported_by = new.exported_by AND export.exported_at > now() - interval '1 hour'
     ORDER BY export.exported_at DESC
    OFFSET allowed - 1 LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '% exports an hour are the most; the next is possible from % UTC', allowed,
                        to_char((counted + interval '1 hour') AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')
              USING ERRCODE = '23514', SCHEMA = 'scorecards', TABLE = 'export',
                    CONSTRAINT = 'export_is_within_the_hours_limit';
    END IF;
    RETURN new;
END
$$;
CREATE OR REPLACE TRIGGER export_is_within_the_hours_limit
    BEFORE INSERT ON scorecards.export
    FOR EACH ROW EXECUTE FUNCTION scorecards.refuse_many_exports();

-- Teams ------------------------------------------------------------------------------------------------

-- Figures of whole teams, of k people and more, for everybody in the company: read past the policies, which is why
-- nothing here may give a person away. A team is withheld when fewer than k were counted, when what is left of the
-- team above it after taking it out is somebody but fewer than k, and when the numbers rest on one person alone.
CREATE OR REPLACE FUNCTION scorecards.team_figures(period bigint, k integer)
RETURNS TABLE (team text, metric text, people bigint, n bigint, value double precision, withheld text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    WITH RECURSIVE above AS (
        SELECT team.id, team.id AS above_id FROM people.team
        UNION ALL
        SELECT above.id, team.parent_id FROM above JOIN people.team ON team.id = above.above_id
         WHERE team.parent_id IS NOT NULL
    ),
    -- The card that stands of each person, once it is published.
    standing AS (
        SELECT snapshot.*
          FROM scorecards.snapshot
          JOIN scorecards.issue ON issue.id = snapshot.issue_id
         WHERE issue.period_id = team_figures.period
           AND snapshot.entity_id = ANY (people.entities_around_me())
           AND (SELECT signature.state FROM scorecards.signature
                 WHERE signature.snapshot_id = snapshot.id ORDER BY signature.id DESC LIMIT 1) = 'published'
    ),
    own AS (
        SELECT standing.team_id, tally.person_id, tally.metric_version_id, sum(tally.n) AS n,
               sum(tally.numerator) AS numerator, sum(tally.denominator) AS denominator
          FROM standing
          JOIN scorecards.tally ON tally.issue_id = standing.issue_id AND tally.person_id = standing.person_id
         WHERE tally.n > 0
         GROUP BY standing.team_id, tally.person_id, tally.metric_version_id
    ),
    team_total AS (
        SELECT above.above_id AS team_id, own.metric_version_id, count(*) AS people, sum(own.n) AS n,
               sum(own.numerator) AS numerator, sum(own.denominator) AS denominator, max(own.n) AS largest
          FROM own JOIN above ON above.id = own.team_id
         GROUP BY above.above_id, own.metric_version_id
    ),
    judged AS (
        SELECT total.*, team.parent_id, team.name,
               CASE WHEN total.people < greatest(k, 5) THEN 'fewer than ' || greatest(k, 5) || ' people'
                    WHEN parent.people - total.people BETWEEN 1 AND greatest(k, 5) - 1
                    THEN 'the rest of the team above would be fewer than ' || greatest(k, 5)
                    WHEN total.largest > 0.8 * total.n THEN 'four fifths are one person''s' END AS withheld
          FROM team_total AS total
          JOIN people.team ON team.id = total.team_id
          LEFT JOIN team_total AS parent
            ON parent.team_id = team.parent_id AND parent.metric_version_id = total.metric_version_id
    )
    -- Where one of several neighbours is withheld alone, the next smallest goes with it: no number by subtraction.
    SELECT judged.name, metric.code, judged.people, judged.n,
           CASE WHEN coalesce(judged.withheld, beside.withheld) IS NULL
                THEN CASE wording.shape WHEN 'time' THEN exp(judged.numerator / judged.denominator) - 1
                                        ELSE judged.numerator / nullif(judged.denominator, 0) END END,
           coalesce(judged.withheld, beside.withheld)
      FROM judged
      JOIN scorecards.metric_version AS wording ON wording.id = judged.metric_version_id
      JOIN scorecards.metric ON metric.id = wording.metric_id
      LEFT JOIN LATERAL (
           SELECT 'a neighbour is withheld, and this would give it away' AS withheld
            WHERE judged.withheld IS NULL
              AND (SELECT count(*) FROM judged AS other
                    WHERE other.parent_id = judged.parent_id AND other.metric_version_id = judged.metric_version_id
                      AND other.withheld IS NOT NULL) = 1
              AND judged.people = (SELECT min(other.people) FROM judged AS other
                    WHERE other.parent_id = judged.parent_id AND other.metric_version_id = judged.metric_version_id
                      AND other.withheld IS NULL)) AS beside ON true
     ORDER BY judged.name, metric.id
$$;
GRANT EXECUTE ON FUNCTION scorecards.team_figures(bigint, integer) TO muster_hr, muster_manager, muster_planner;

-- Who may do what ----------------------------------------------------------------------------------------

SELECT people.close_doors('scorecards');

-- What is measured, and when, is no secret inside a company; HR writes it down, and nobody edits it.
SELECT people.permit('person', 'SELECT', 'scorecards.' || shared, 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])')
  FROM unnest(ARRAY['metric', 'metric_version', 'peer_group', 'target', 'period', 'issue', 'issue_metric', 'issue_calendar']) AS shared;
SELECT people.permit('person', 'SELECT', 'scorecards.transition', '(SELECT sec.me()) IS NOT NULL');
SELECT people.permit('hr', 'INSERT', 'scorecards.' || kept, 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])')
  FROM unnest(ARRAY['metric', 'metric_version', 'peer_group', 'target', 'period', 'issue', 'issue_metric', 'issue_calendar', 'tally']) AS kept;

-- HR sees every card of its entities, a lead those of the people below them, an agent the own ones once signed.
SELECT people.permit('hr', 'SELECT', 'scorecards.' || seen, 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])')
  FROM unnest(ARRAY['tally', 'snapshot', 'signature']) AS seen;
SELECT people.permit('manager', 'SELECT', 'scorecards.tally', 'person_id = ANY ((SELECT sec.my_people())::bigint[]) AND person_id <> (SELECT sec.me())'),
       people.permit('manager', 'SELECT', 'scorecards.snapshot', 'person_id = ANY ((SELECT sec.my_people())::bigint[]) AND person_id <> (SELECT sec.me())'),
       people.permit('manager', 'SELECT', 'scorecards.signature', 'subject_id = ANY ((SELECT sec.my_people())::bigint[]) AND subject_id <> (SELECT sec.me())');
SELECT people.permit('agent', 'SELECT', 'scorecards.tally', 'person_id = (SELECT sec.me()) AND issue_id = ANY ((SELECT scorecards.issues_laid_before_me())::bigint[])'),
       people.permit('agent', 'SELECT', 'scorecards.snapshot', 'person_id = (SELECT sec.me()) AND id = ANY ((SELECT scorecards.laid_before_me())::bigint[])'),
       people.permit('agent', 'SELECT', 'scorecards.signature', 'subject_id = (SELECT sec.me()) AND snapshot_id = ANY ((SELECT scorecards.laid_before_me())::bigint[])');
GRANT SELECT ON scorecards.standing TO muster_hr, muster_manager, muster_agent;

-- Cards are written by HR alone; steps by whoever the table of transitions names.
SELECT people.permit('hr', 'INSERT (entity_id, issue_id, person_id, team_id, replaces_id, body)', 'scorecards.snapshot', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('hr', 'INSERT (snapshot_id, state, comment)', 'scorecards.signature', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])'),
       people.permit('manager', 'INSERT (snapshot_id, state, comment)', 'scorecards.signature', 'subject_id = ANY ((SELECT sec.my_people())::bigint[])'),
       people.permit('agent', 'INSERT (snapshot_id, state, comment)', 'scorecards.signature', 'subject_id = (SELECT sec.me())');

-- The chain is written by triggers; HR and auditors read it, for its hashes hold nothing else.
SELECT people.permit('hr', 'SELECT', 'scorecards.' || part, 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])')
  FROM unnest(ARRAY['link', 'chain']) AS part;
SELECT people.permit('auditor', 'SELECT', 'scorecards.' || part, 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])')
  FROM unnest(ARRAY['link', 'chain', 'export']) AS part;

-- Taking cards out is a right of its own, and whoever is in them can read who did.
SELECT people.permit('export', 'SELECT, INSERT (entity_id, period_id, purpose, manifest_hash, cards)', 'scorecards.export', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[]) AND exported_by = (SELECT sec.me())'),
       people.permit('export', 'SELECT, INSERT', 'scorecards.export_card', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])'),
       people.permit('hr', 'SELECT', 'scorecards.export', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])'),
       people.permit('hr', 'SELECT', 'scorecards.export_card', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])'),
       people.permit('agent', 'SELECT', 'scorecards.export', 'id = ANY ((SELECT scorecards.exports_with_me())::bigint[])'),
       people.permit('agent', 'SELECT', 'scorecards.export_card', 'subject_id = (SELECT sec.me())');

-- How many exports an hour is read by whoever exports, and decided by administrators.
SELECT people.permit('export hr auditor', 'SELECT', 'scorecards.export_limit', '(SELECT sec.me()) IS NOT NULL'),
       people.permit('admin', 'SELECT, UPDATE (per_hour)', 'scorecards.export_limit', '(SELECT sec.me()) IS NOT NULL');

-- How long what is kept is no secret inside a company; HR decides it.
SELECT people.permit('person', 'SELECT', 'scorecards.retention', 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])'),
       people.permit('hr', 'INSERT (entity_id, class, months, reason)', 'scorecards.retention', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');

-- What people did on their shifts: HR and planners bring it in; leads and agents see their own part.
SELECT people.permit('hr planner', 'SELECT, INSERT (entity_id, person_id, state, starts_at, ends_at), DELETE', 'timekeeping.presence', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])'),
       people.permit('manager', 'SELECT', 'timekeeping.presence', 'person_id = ANY ((SELECT sec.my_people())::bigint[])'),
       people.permit('agent', 'SELECT', 'timekeeping.presence', 'person_id = (SELECT sec.me())');

RESET ROLE;
