-- What help desks measure of themselves: when each of their metrics began, was fulfilled or breached, and the hours they
-- are open. A metric set tells only how a ticket ended; events tell when a promise was broken.

ALTER TABLE workload.origin
    DROP CONSTRAINT origin_kind_is_known,
    ADD CONSTRAINT origin_kind_is_known CHECK (kind IN (
        'shop_order', 'shop_refund', 'shop_return', 'contact', 'handle_spell', 'survey',
        'interval_volume', 'series_volume', 'metric_event', 'desk_hours'));

CREATE TABLE workload.metric_event (
    id                  bigint      PRIMARY KEY,
    entity_id           bigint      NOT NULL,
    source_id           bigint      NOT NULL,
    happened_at         timestamptz NOT NULL,
    metric              text        NOT NULL,
    step                text        NOT NULL,
    instance            integer     NOT NULL,
    contact_external_id text        NOT NULL,
    calendar_minutes    integer,
    business_minutes    integer,
    is_withdrawn        boolean     NOT NULL,
    operation_id        bigint      NOT NULL,
    CONSTRAINT metric_event_has_an_origin FOREIGN KEY (id, entity_id, happened_at)
        REFERENCES workload.origin (id, entity_id, happened_at),
    CONSTRAINT metric_event_metric_is_plain_letters CHECK (metric ~ '^[a-z][a-z0-9_]{0,59}$'),
    CONSTRAINT metric_event_step_is_plain_letters CHECK (step ~ '^[a-z][a-z0-9_]{0,59}$'),
    CONSTRAINT metric_event_contact_is_1_to_200_characters CHECK (length(contact_external_id) BETWEEN 1 AND 200),
    CONSTRAINT metric_event_counts_are_not_negative
        CHECK (instance >= 0 AND calendar_minutes >= 0 AND business_minutes >= 0)
);
COMMENT ON COLUMN workload.metric_event.metric IS 'what is measured, such as reply_time';
COMMENT ON COLUMN workload.metric_event.step IS 'what happened to it, such as activate, fulfill or breach';
COMMENT ON COLUMN workload.metric_event.instance IS 'which time it is measured on this contact; 0 belongs to none';
COMMENT ON COLUMN workload.metric_event.contact_external_id IS 'what the source calls the contact';
COMMENT ON COLUMN workload.metric_event.is_withdrawn IS 'a breach that the source took back';
CREATE INDEX metric_event_by_entity ON workload.metric_event (entity_id, source_id, happened_at);

CREATE TABLE workload.desk_hours (
    id           bigint        PRIMARY KEY,
    entity_id    bigint        NOT NULL,
    source_id    bigint        NOT NULL,
    changed_at   timestamptz   NOT NULL,
    name         text          NOT NULL,
    zone         text          NOT NULL,
    week         int4multirange NOT NULL,
    operation_id bigint        NOT NULL,
    CONSTRAINT desk_hours_has_an_origin FOREIGN KEY (id, entity_id, changed_at)
        REFERENCES workload.origin (id, entity_id, happened_at),
    CONSTRAINT desk_hours_name_is_1_to_200_characters CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT desk_hours_zone_is_1_to_60_characters CHECK (length(zone) BETWEEN 1 AND 60),
    CONSTRAINT desk_hours_are_within_a_week CHECK (week <@ int4multirange(int4range(0, 10080)))
);
COMMENT ON COLUMN workload.desk_hours.name IS 'what the help desk calls the schedule';
COMMENT ON COLUMN workload.desk_hours.zone IS 'whose clocks, as IANA names the zone';
COMMENT ON COLUMN workload.desk_hours.week IS 'open minutes of the week from Monday 00:00 on';
CREATE INDEX desk_hours_by_entity ON workload.desk_hours (entity_id, source_id);

CREATE UNLOGGED TABLE stage.metric_event (
    metric text, step text, instance integer, contact_external_id text, calendar_minutes integer,
    business_minutes integer, is_withdrawn boolean
) INHERITS (stage.fact);
CREATE UNLOGGED TABLE stage.desk_hours (
    name text, zone text, week text
) INHERITS (stage.fact);

SELECT sec.guard('workload.metric_event'), sec.guard('workload.desk_hours');
