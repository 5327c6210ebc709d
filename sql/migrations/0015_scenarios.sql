-- What a plan says beyond its numbers: how sure a week is, what a planner changed by hand and why, what would differ if.

-- The goal kept on average over the forecast's whole range is a level of its own.
ALTER TABLE scheduling.requirement
    DROP CONSTRAINT requirement_quantile_is_known,
    ADD CONSTRAINT requirement_quantile_is_known CHECK (quantile IN ('range', 'mean', 'p10', 'p50', 'p90'));

-- Played through a thousand times: how often the week is short, and the middle eight tenths of need and supply.
ALTER TABLE scheduling.hiring_week
    ADD COLUMN short_share  float8,
    ADD COLUMN required_p10 float8,
    ADD COLUMN required_p90 float8,
    ADD COLUMN supply_p10   float8,
    ADD COLUMN supply_p90   float8,
    -- Productive agents' work done without hiring.
    ADD COLUMN overtime     float8 NOT NULL DEFAULT 0,
    ADD COLUMN outsourced   float8 NOT NULL DEFAULT 0,
    ADD CONSTRAINT hiring_week_relief_is_not_negative CHECK (overtime >= 0 AND outsourced >= 0),
    ADD CONSTRAINT hiring_week_short_share_is_a_share CHECK (short_share BETWEEN 0 AND 1),
    ADD CONSTRAINT hiring_week_ranges_are_in_order CHECK (required_p10 <= required_p90 AND supply_p10 <= supply_p90);

-- A planner knows better for some days: the forecast stays as it was made, what is staffed is multiplied.
CREATE TABLE scheduling.adjustment (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id     bigint      NOT NULL,
    season_id     bigint      NOT NULL,
    queue         text,
    starts_on     date        NOT NULL,
    ends_on       date        NOT NULL,
    multiple      float8      NOT NULL,
    reason        text        NOT NULL,
    person_id     bigint      NOT NULL DEFAULT sec.me(),
    operation_id  bigint      DEFAULT op.current(),
    created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT adjustment_is_of_a_season          FOREIGN KEY (season_id, entity_id) REFERENCES scheduling.season (id, entity_id),
    CONSTRAINT adjustment_row_is_of_its_entity    UNIQUE (id, entity_id),
    CONSTRAINT adjustment_queue_is_named          CHECK (queue ~ '\S' AND char_length(queue) <= 80),
    CONSTRAINT adjustment_ends_on_or_after_start  CHECK (ends_on BETWEEN starts_on AND starts_on + 400),
    CONSTRAINT adjustment_multiple_is_0_to_100    CHECK (multiple BETWEEN 0 AND 100),
    CONSTRAINT adjustment_says_why                CHECK (reason ~ '\S' AND char_length(reason) <= 500)
);
CREATE INDEX adjustment_by_season ON scheduling.adjustment (season_id, entity_id);
CREATE INDEX adjustment_by_entity ON scheduling.adjustment (entity_id);

-- An adjustment is taken back by a row of its own, so that both stay on the record.
CREATE TABLE scheduling.adjustment_end (
    adjustment_id  bigint      PRIMARY KEY,
    entity_id      bigint      NOT NULL,
    reason         text        NOT NULL,
    person_id      bigint      NOT NULL DEFAULT sec.me(),
    operation_id   bigint      DEFAULT op.current(),
    created_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT adjustment_end_is_of_one  FOREIGN KEY (adjustment_id, entity_id) REFERENCES scheduling.adjustment (id, entity_id),
    CONSTRAINT adjustment_end_says_why   CHECK (reason ~ '\S' AND char_length(reason) <= 500)
);
CREATE INDEX adjustment_end_by_entity ON scheduling.adjustment_end (entity_id);

-- A "what if" of a season, as multiples of what is assumed; the newest of a name counts.
CREATE TABLE scheduling.scenario (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id     bigint      NOT NULL,
    season_id     bigint      NOT NULL,
    name          text        NOT NULL,
    demand        float8      NOT NULL DEFAULT 1,
    handle_time   float8      NOT NULL DEFAULT 1,
    pass_rate     float8      NOT NULL DEFAULT 1,
    attrition     float8      NOT NULL DEFAULT 1,
    later_weeks   integer     NOT NULL DEFAULT 0,
    person_id     bigint      NOT NULL DEFAULT sec.me(),
    operation_id  bigint      DEFAULT op.current(),
    created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT scenario_is_of_a_season           FOREIGN KEY (season_id, entity_id) REFERENCES scheduling.season (id, entity_id),
    CONSTRAINT scenario_name_is_1_to_60_letters  CHECK (name ~ '\S' AND char_length(name) <= 60),
    CONSTRAINT scenario_multiples_are_0_to_10    CHECK (demand BETWEEN 0 AND 10 AND handle_time BETWEEN 0 AND 10
                                                        AND pass_rate BETWEEN 0 AND 10 AND attrition BETWEEN 0 AND 10),
    CONSTRAINT scenario_is_late_0_to_52_weeks    CHECK (later_weeks BETWEEN 0 AND 52),
    CONSTRAINT scenario_differs_from_the_plan    CHECK (
        NOT (demand = 1 AND handle_time = 1 AND pass_rate = 1 AND attrition = 1 AND later_weeks = 0))
);
CREATE INDEX scenario_by_season ON scheduling.scenario (season_id, entity_id, name, id DESC);
CREATE INDEX scenario_by_entity ON scheduling.scenario (entity_id);
