-- Reports: numbers without names for those who hold nothing but muster_ro, company by company.
--
-- A view asks a function of the owner's, for whoever reads reports may read none of the tables behind them. Each
-- row that counts people counts at least five of them: fewer would tell of somebody.

SET LOCAL ROLE muster_owner;

CREATE OR REPLACE FUNCTION report.contacts_a_day()
RETURNS TABLE (company text, site text, queue text, channel text, day_on date, contacts bigint, first_reply_seconds numeric)
LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
    SELECT company.name, site.name, queue.code, channel.code, (contact.opened_at AT TIME ZONE site.zone)::date, count(*),
           round(extract(epoch FROM percentile_cont(0.5) WITHIN GROUP (ORDER BY contact.first_reply_at - contact.opened_at))::numeric)
      FROM workload.contact
      JOIN workload.queue ON queue.id = contact.queue_id
      JOIN workload.channel ON channel.id = contact.channel_id
      JOIN people.site ON site.id = queue.site_id
      JOIN people.legal_entity AS company ON company.id = contact.entity_id
     WHERE contact.entity_id = ANY ((SELECT sec.my_entities())::bigint[])
       AND contact.is_inbound AND contact.deleted_at IS NULL
     GROUP BY 1, 2, 3, 4, 5;
END;

-- By the clock of the company's first site; a source that counts its days itself is not counted again.
CREATE OR REPLACE FUNCTION report.orders_a_day()
RETURNS TABLE (company text, day_on date, orders bigint, cancelled bigint, refunds bigint)
LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
    WITH company AS (
        SELECT entity.id, entity.name,
               (SELECT site.zone FROM people.site WHERE site.entity_id = entity.id ORDER BY site.id LIMIT 1) AS zone
          FROM people.legal_entity AS entity
         WHERE entity.id = ANY ((SELECT sec.my_entities())::bigint[])
    ), told AS (
        SELECT volume.entity_id, volume.source_id, volume.local_on AS day_on, volume.volume
          FROM workload.series_volume AS volume
         WHERE volume.series = 'orders' AND volume.minutes = 1440
           AND volume.entity_id = ANY ((SELECT sec.my_entities())::bigint[])
    ), placed AS (
        SELECT placed.entity_id, placed.source_id, (placed.placed_at AT TIME ZONE company.zone)::date AS day_on,
               count(*) FILTER (WHERE placed.cancelled_at IS NULL) AS orders, count(placed.cancelled_at) AS cancelled
          FROM workload.shop_order AS placed
          JOIN company ON company.id = placed.entity_id
         GROUP BY 1, 2, 3
    )
    SELECT company.name, counted.day_on, sum(counted.orders)::bigint, sum(counted.cancelled)::bigint,
           sum(counted.refunds)::bigint
      FROM (SELECT told.entity_id, told.day_on, told.volume AS orders, NULL::bigint AS cancelled, NULL::bigint AS refunds
              FROM told
             UNION ALL
            SELECT placed.entity_id, placed.day_on,
                   CASE WHEN NOT EXISTS (SELECT FROM told WHERE told.source_id = placed.source_id AND told.day_on = placed.day_on)
                        THEN placed.orders END, placed.cancelled, NULL
              FROM placed
             UNION ALL
            SELECT refund.entity_id, (refund.refunded_at AT TIME ZONE company.zone)::date, NULL, NULL, count(*)
              FROM workload.shop_refund AS refund
              JOIN company ON company.id = refund.entity_id
             GROUP BY 1, 2) AS counted
      JOIN company ON company.id = counted.entity_id
     GROUP BY 1, 2;
END;

CREATE OR REPLACE FUNCTION report.headcount()
RETURNS TABLE (company text, site text, kind text, people bigint, weekly_hours numeric)
LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
    SELECT company.name, site.name, spell.kind, count(*), round(sum(spell.weekly_minutes) / 60.0, 1)
      FROM people.employment AS spell
      JOIN people.site ON site.id = spell.site_id
      JOIN people.legal_entity AS company ON company.id = spell.entity_id
     WHERE spell.entity_id = ANY ((SELECT sec.my_entities())::bigint[])
       AND current_date BETWEEN spell.starts_on AND coalesce(spell.ends_on, 'infinity')
     GROUP BY 1, 2, 3
    HAVING count(*) >= 5;
END;

CREATE OR REPLACE FUNCTION report.shifts_a_day()
RETURNS TABLE (company text, site text, day_on date, people bigint, hours numeric)
LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
    SELECT company.name, site.name, shift.works_on, count(DISTINCT shift.person_id), round(sum(shift.minutes) / 60.0, 1)
      FROM timekeeping.shift
      JOIN people.site ON site.id = shift.site_id
      JOIN people.legal_entity AS company ON company.id = shift.entity_id
     WHERE shift.entity_id = ANY ((SELECT sec.my_entities())::bigint[])
       AND shift.withdrawn_at IS NULL
     GROUP BY 1, 2, 3
    HAVING count(DISTINCT shift.person_id) >= 5;
END;

CREATE OR REPLACE FUNCTION report.seats()
RETURNS TABLE (company text, season text, requisition text, site text, state text, seats bigint)
LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
    SELECT company.name, requisition.season, requisition.code, site.name, opening.state, count(*)
      FROM recruiting.opening
      JOIN recruiting.requisition ON requisition.id = opening.requisition_id
      JOIN people.site ON site.id = requisition.site_id
      JOIN people.legal_entity AS company ON company.id = opening.entity_id
     WHERE opening.entity_id = ANY ((SELECT sec.my_entities())::bigint[])
     GROUP BY 1, 2, 3, 4, 5;
END;

CREATE OR REPLACE VIEW report.contact_day WITH (security_invoker) AS SELECT * FROM report.contacts_a_day();
CREATE OR REPLACE VIEW report.order_day WITH (security_invoker) AS SELECT * FROM report.orders_a_day();
CREATE OR REPLACE VIEW report.employed WITH (security_invoker) AS SELECT * FROM report.headcount();
CREATE OR REPLACE VIEW report.shift_day WITH (security_invoker) AS SELECT * FROM report.shifts_a_day();
CREATE OR REPLACE VIEW report.seat WITH (security_invoker) AS SELECT * FROM report.seats();

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA report FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA report TO muster_ro;
GRANT SELECT ON ALL TABLES IN SCHEMA report TO muster_ro;
