-- Recruiting: what events come to, kept for counting. Events are the truth; these rows are made from them alone.

-- Makes the stays of these applications anew: after events were added, superseded or taken away.
CREATE OR REPLACE FUNCTION recruiting.settle(applications bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER
BEGIN ATOMIC
    DELETE FROM recruiting.stay WHERE stay.application_id = ANY (settle.applications);
    INSERT INTO recruiting.stay (application_id, stage_id, entity_id, requisition_id, last_at, entered_at, seconds, days,
                                 since_on, went_on, was_ended, has_ended, is_furthest, is_in_doubt)
    WITH told AS (
        SELECT event.application_id, event.stage_id, event.entity_id, event.requisition_id, event.happened_at,
               place.rank, event.end_kind IS NOT NULL AS is_end,
               (event.happened_at AT TIME ZONE site.zone)::date AS day,
               coalesce(event.place_id, event.id) AS place
          FROM unnest(settle.applications) AS one (id)
          JOIN recruiting.stage_event AS event ON event.application_id = one.id AND event.verb <> 'undo'
           AND NOT EXISTS (SELECT FROM recruiting.stage_event AS newer WHERE newer.supersedes_id = event.id)
          JOIN recruiting.stage AS place ON place.id = event.stage_id
          JOIN recruiting.requisition AS asked ON asked.id = event.requisition_id
          JOIN people.site ON site.id = asked.site_id
    ), visit AS (
        SELECT told.*, lead(told.day) OVER in_order AS left_on, lead(told.happened_at) OVER in_order AS left_at,
               lead(told.is_end) OVER in_order AS is_ended_next,
               lead(told.rank) OVER in_order AS next_rank,
               max(told.happened_at) OVER whole AS last_at, max(told.rank) OVER whole AS far
          FROM told
        WINDOW whole AS (PARTITION BY told.application_id), in_order AS (whole ORDER BY told.place)
    )
    SELECT visit.application_id, visit.stage_id, min(visit.entity_id), min(visit.requisition_id), min(visit.last_at),
           min(visit.happened_at) FILTER (WHERE NOT visit.is_end),
           coalesce(sum(extract(epoch FROM visit.left_at - visit.happened_at)) FILTER (WHERE NOT visit.is_end), 0),
           coalesce(sum(visit.left_on - visit.day) FILTER (WHERE NOT visit.is_end), 0),
           max(visit.day) FILTER (WHERE NOT visit.is_end AND visit.left_on IS NULL),
           coalesce(bool_or(NOT visit.is_end AND NOT visit.is_ended_next AND visit.next_rank > visit.rank), false),
           coalesce(bool_or(NOT visit.is_end AND visit.is_ended_next), false),
           bool_or(visit.is_end AND visit.left_on IS NULL), bool_or(visit.rank = visit.far),
           EXISTS (SELECT FROM recruiting.stage_event AS doubted
                    WHERE doubted.application_id = visit.application_id AND doubted.doubt IS NOT NULL)
      FROM visit
     GROUP BY visit.application_id, visit.stage_id;
END;

-- Days are those of the site: another zone is another count.
CREATE OR REPLACE FUNCTION recruiting.follow_zone() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM recruiting.settle(array(
        SELECT application.id
          FROM recruiting.application
          JOIN recruiting.requisition ON requisition.id = application.requisition_id
         WHERE requisition.site_id = new.id));
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER site_zone_moves_days
    AFTER UPDATE OF zone ON people.site
    FOR EACH ROW WHEN (old.zone IS DISTINCT FROM new.zone) EXECUTE FUNCTION recruiting.follow_zone();

-- Applications from before there were stays.
SELECT recruiting.settle(array(
    SELECT application.id
      FROM recruiting.application
     WHERE application.stage_id IS NOT NULL
       AND NOT EXISTS (SELECT FROM recruiting.stay WHERE stay.application_id = application.id)));
