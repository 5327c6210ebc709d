-- Recruiting: what the events of an application come to, one row a stage it stood in.
--
-- A funnel over a season's million events put them together anew each time it was asked. The trigger that says where an
-- application stands keeps these rows too, from the events alone; recruiting.settle says how.

CREATE TABLE recruiting.stay (
    application_id bigint      NOT NULL,
    stage_id       bigint      NOT NULL,
    entity_id      bigint      NOT NULL,
    requisition_id bigint      NOT NULL,
    last_at        timestamptz NOT NULL,
    days           integer     NOT NULL,
    since_on       date,
    went_on        boolean     NOT NULL,
    has_ended      boolean     NOT NULL,
    is_furthest    boolean     NOT NULL,
    is_in_doubt    boolean     NOT NULL,
    PRIMARY KEY (application_id, stage_id),
    CONSTRAINT stay_is_of_an_application FOREIGN KEY (application_id, requisition_id) REFERENCES recruiting.application (id, requisition_id)
);
COMMENT ON COLUMN recruiting.stay.last_at IS 'of the last event of the application: what is asked as of an earlier day is counted from the events';
COMMENT ON COLUMN recruiting.stay.days IS 'calendar days of the site, of all stays that are over';
COMMENT ON COLUMN recruiting.stay.since_on IS 'the day of the site since which it stands here; NULL: it left or ended';
COMMENT ON COLUMN recruiting.stay.is_furthest IS 'no stage of the application has a higher rank';
CREATE INDEX stay_by_requisition ON recruiting.stay (requisition_id, last_at);
SELECT sec.guard('recruiting.stay');
