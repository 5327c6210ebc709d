-- Scheduling: a season from its orders to its published shifts.
-- Every step leaves a version that never changes: assumption, forecast, requirement, hiring plan, roster.
-- A version names the versions it was made from, so each number can be traced back to the orders behind it.

CREATE SCHEMA scheduling AUTHORIZATION muster_owner;
SET LOCAL ROLE muster_owner;

-- The weeks a manager plans for: a name, first and last day, and the week everybody fears.
CREATE TABLE scheduling.season (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id     bigint      NOT NULL REFERENCES people.legal_entity (id),
    code          text        NOT NULL,
    name          text        NOT NULL,
    starts_on     date        NOT NULL,
    ends_on       date        NOT NULL,
    peak_week_on  date        NOT NULL,
    operation_id  bigint      DEFAULT op.current(),
    created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT season_code_is_free            UNIQUE (entity_id, code),
    CONSTRAINT season_row_is_of_its_entity    UNIQUE (id, entity_id),
    CONSTRAINT season_code_is_a_short_word    CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    CONSTRAINT season_name_is_not_blank       CHECK (name ~ '\S' AND char_length(name) <= 120),
    CONSTRAINT season_ends_after_it_starts    CHECK (ends_on > starts_on AND ends_on - starts_on <= 400),
    CONSTRAINT season_peak_week_is_a_monday   CHECK (extract(isodow FROM peak_week_on) = 1),
    CONSTRAINT season_peak_week_is_inside     CHECK (peak_week_on >= starts_on AND peak_week_on + 6 <= ends_on)
);

-- What a planner knows beforehand: a promotion, a holiday, a new returns rule.
CREATE TABLE scheduling.event (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id     bigint      NOT NULL REFERENCES people.legal_entity (id),
    name          text        NOT NULL,
    starts_on     date        NOT NULL,
    ends_on       date        NOT NULL,
    uplift_low    float8,
    uplift_mid    float8,
    uplift_high   float8,
    operation_id  bigint      DEFAULT op.current(),
    created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT event_is_known_once             UNIQUE (entity_id, name, starts_on),
    CONSTRAINT event_name_is_not_blank         CHECK (name ~ '\S' AND char_length(name) <= 120),
    CONSTRAINT event_ends_after_it_starts      CHECK (ends_on >= starts_on AND ends_on - starts_on <= 60),
    CONSTRAINT event_uplift_is_a_range         CHECK (
        num_nulls(uplift_low, uplift_mid, uplift_high) = 3
        OR (num_nulls(uplift_low, uplift_mid, uplift_high) = 0
            AND 0 < uplift_low AND uplift_low <= uplift_mid AND uplift_mid <= uplift_high AND uplift_high <= 1000))
);

-- What the plan takes for granted: contacts per order, handle times, goals, shrinkage, classes, costs.
CREATE TABLE scheduling.assumption (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id     bigint      NOT NULL,
    season_id     bigint      NOT NULL,
    version       integer     NOT NULL,
    body          jsonb       NOT NULL,
    note          text        NOT NULL DEFAULT '',
    operation_id  bigint      DEFAULT op.current(),
    created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT assumption_is_of_a_season       FOREIGN KEY (season_id, entity_id) REFERENCES scheduling.season (id, entity_id),
    CONSTRAINT assumption_version_is_free      UNIQUE (season_id, version),
    CONSTRAINT assumption_row_is_of_its_entity UNIQUE (id, entity_id),
    CONSTRAINT assumption_version_counts_up    CHECK (version > 0),
    CONSTRAINT assumption_body_is_small        CHECK (pg_column_size(body) <= 262144),
    CONSTRAINT assumption_note_is_short        CHECK (char_length(note) <= 2000)
);

COMMENT ON COLUMN scheduling.assumption.body IS 'rates, times and costs: nothing about a person';

CREATE TABLE scheduling.forecast (
    id               bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id        bigint      NOT NULL,
    season_id        bigint      NOT NULL,
    assumption_id    bigint      NOT NULL,
    as_of_on         date        NOT NULL,
    history_from_on  date        NOT NULL,
    history_to_on    date        NOT NULL,
    history_digest   text        NOT NULL,
    method           text        NOT NULL,
    explanation      jsonb       NOT NULL,
    operation_id     bigint      DEFAULT op.current(),
    created_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT forecast_is_of_a_season         FOREIGN KEY (season_id, entity_id) REFERENCES scheduling.season (id, entity_id),
    CONSTRAINT forecast_has_its_assumptions    FOREIGN KEY (assumption_id, entity_id) REFERENCES scheduling.assumption (id, entity_id),
    CONSTRAINT forecast_row_is_of_its_entity   UNIQUE (id, entity_id),
    CONSTRAINT forecast_saw_only_its_past      CHECK (history_from_on <= history_to_on AND history_to_on <= as_of_on),
    CONSTRAINT forecast_method_is_named        CHECK (method ~ '\S' AND char_length(method) <= 120),
    CONSTRAINT forecast_digest_is_sha256       CHECK (history_digest ~ '^[0-9a-f]{64}$')
);
CREATE INDEX forecast_newest_of_season ON scheduling.forecast (season_id, id DESC);
CREATE INDEX forecast_by_assumption ON scheduling.forecast (assumption_id);

-- One day of one series ("orders", or contacts of a queue by its code) with its range.
CREATE TABLE scheduling.forecast_day (
    entity_id    bigint NOT NULL,
    forecast_id  bigint NOT NULL,
    series       text   NOT NULL,
    day_on       date   NOT NULL,
    mean         float8 NOT NULL,
    p10          float8 NOT NULL,
    p50          float8 NOT NULL,
    p90          float8 NOT NULL,
    PRIMARY KEY (forecast_id, series, day_on),
    CONSTRAINT forecast_day_is_of_a_forecast   FOREIGN KEY (forecast_id, entity_id) REFERENCES scheduling.forecast (id, entity_id),
    CONSTRAINT forecast_day_series_is_named    CHECK (series ~ '\S' AND char_length(series) <= 80),
    CONSTRAINT forecast_day_range_is_in_order  CHECK (
        0 <= p10 AND p10 <= p50 AND p50 <= p90 AND 0 <= mean AND mean < 'infinity' AND p90 < 'infinity')
);

-- How a day of contacts spreads over its slots: shares by ISO weekday that add up to 1, or no row when closed.
CREATE TABLE scheduling.forecast_profile (
    entity_id    bigint   NOT NULL,
    forecast_id  bigint   NOT NULL,
    weekday      smallint NOT NULL,
    slot         smallint NOT NULL,
    share        float8   NOT NULL,
    PRIMARY KEY (forecast_id, weekday, slot),
    CONSTRAINT forecast_profile_is_of_a_forecast  FOREIGN KEY (forecast_id, entity_id) REFERENCES scheduling.forecast (id, entity_id),
    CONSTRAINT forecast_profile_weekday_is_iso    CHECK (weekday BETWEEN 1 AND 7),
    CONSTRAINT forecast_profile_slot_is_in_the_day CHECK (slot BETWEEN 0 AND 95),
    CONSTRAINT forecast_profile_share_is_a_share  CHECK (share > 0 AND share <= 1)
);

CREATE TABLE scheduling.requirement (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id      bigint      NOT NULL,
    season_id      bigint      NOT NULL,
    forecast_id    bigint      NOT NULL,
    assumption_id  bigint      NOT NULL,
    quantile       text        NOT NULL,
    slot_minutes   smallint    NOT NULL,
    operation_id   bigint      DEFAULT op.current(),
    created_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT requirement_is_of_a_season        FOREIGN KEY (season_id, entity_id) REFERENCES scheduling.season (id, entity_id),
    CONSTRAINT requirement_is_of_a_forecast      FOREIGN KEY (forecast_id, entity_id) REFERENCES scheduling.forecast (id, entity_id),
    CONSTRAINT requirement_has_its_assumptions   FOREIGN KEY (assumption_id, entity_id) REFERENCES scheduling.assumption (id, entity_id),
    CONSTRAINT requirement_row_is_of_its_entity  UNIQUE (id, entity_id),
    CONSTRAINT requirement_quantile_is_known     CHECK (quantile IN ('mean', 'p10', 'p50', 'p90')),
    CONSTRAINT requirement_slot_divides_the_day  CHECK (slot_minutes IN (15, 30, 60))
);
CREATE INDEX requirement_newest_of_season ON scheduling.requirement (season_id, id DESC);
CREATE INDEX requirement_by_forecast ON scheduling.requirement (forecast_id);
CREATE INDEX requirement_by_assumption ON scheduling.requirement (assumption_id);

-- One half hour of one queue. `slot` counts from local midnight; a closed slot has no row.
CREATE TABLE scheduling.requirement_slot (
    entity_id        bigint   NOT NULL,
    requirement_id   bigint   NOT NULL,
    queue            text     NOT NULL,
    day_on           date     NOT NULL,
    slot             smallint NOT NULL,
    volume           float8   NOT NULL,
    handle_seconds   float8   NOT NULL,
    offered_load     float8   NOT NULL,
    agents           integer  NOT NULL,
    scheduled        integer  NOT NULL,
    PRIMARY KEY (requirement_id, queue, day_on, slot),
    CONSTRAINT requirement_slot_is_of_a_requirement  FOREIGN KEY (requirement_id, entity_id) REFERENCES scheduling.requirement (id, entity_id),
    CONSTRAINT requirement_slot_queue_is_named       CHECK (queue ~ '\S' AND char_length(queue) <= 80),
    CONSTRAINT requirement_slot_is_in_the_day        CHECK (slot BETWEEN 0 AND 95),
    CONSTRAINT requirement_slot_is_not_negative      CHECK (volume >= 0 AND handle_seconds >= 0 AND offered_load >= 0 AND agents >= 0),
    CONSTRAINT requirement_slot_schedules_enough     CHECK (scheduled >= agents)
);

CREATE TABLE scheduling.hiring_plan (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id       bigint      NOT NULL,
    season_id       bigint      NOT NULL,
    requirement_id  bigint      NOT NULL,
    as_of_on        date        NOT NULL,
    is_covered      boolean     NOT NULL,
    cost_minor      bigint      NOT NULL,
    currency        text        NOT NULL,
    explanation     jsonb       NOT NULL,
    operation_id    bigint      DEFAULT op.current(),
    created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT hiring_plan_is_of_a_season        FOREIGN KEY (season_id, entity_id) REFERENCES scheduling.season (id, entity_id),
    CONSTRAINT hiring_plan_is_of_a_requirement   FOREIGN KEY (requirement_id, entity_id) REFERENCES scheduling.requirement (id, entity_id),
    CONSTRAINT hiring_plan_row_is_of_its_entity  UNIQUE (id, entity_id),
    CONSTRAINT hiring_plan_cost_is_not_negative  CHECK (cost_minor >= 0),
    CONSTRAINT hiring_plan_currency_is_iso       CHECK (currency ~ '^[A-Z]{3}$')
);
CREATE INDEX hiring_plan_newest_of_season ON scheduling.hiring_plan (season_id, id DESC);
CREATE INDEX hiring_plan_by_requirement ON scheduling.hiring_plan (requirement_id);

-- Productive agents needed and expected, week by week: before the plan's classes, and with them.
CREATE TABLE scheduling.hiring_week (
    entity_id       bigint NOT NULL,
    hiring_plan_id  bigint NOT NULL,
    week_on         date   NOT NULL,
    required        float8 NOT NULL,
    supply_before   float8 NOT NULL,
    supply_planned  float8 NOT NULL,
    PRIMARY KEY (hiring_plan_id, week_on),
    CONSTRAINT hiring_week_is_of_a_plan         FOREIGN KEY (hiring_plan_id, entity_id) REFERENCES scheduling.hiring_plan (id, entity_id),
    CONSTRAINT hiring_week_starts_on_monday     CHECK (extract(isodow FROM week_on) = 1),
    CONSTRAINT hiring_week_is_not_negative      CHECK (required >= 0 AND supply_before >= 0 AND supply_planned >= 0)
);

CREATE TABLE scheduling.hiring_class (
    entity_id          bigint  NOT NULL,
    hiring_plan_id     bigint  NOT NULL,
    starts_on          date    NOT NULL,
    kind               text    NOT NULL,
    starters           integer NOT NULL,
    open_requisition_on date   NOT NULL,
    last_safe_on       date    NOT NULL,
    productive_on      date    NOT NULL,
    reason             text    NOT NULL,
    PRIMARY KEY (hiring_plan_id, starts_on, kind),
    CONSTRAINT hiring_class_is_of_a_plan            FOREIGN KEY (hiring_plan_id, entity_id) REFERENCES scheduling.hiring_plan (id, entity_id),
    CONSTRAINT hiring_class_starts_on_monday        CHECK (extract(isodow FROM starts_on) = 1),
    CONSTRAINT hiring_class_kind_is_known           CHECK (kind IN ('permanent', 'seasonal')),
    CONSTRAINT hiring_class_has_starters            CHECK (starters > 0),
    CONSTRAINT hiring_class_is_recruited_before     CHECK (open_requisition_on <= starts_on AND starts_on <= productive_on),
    CONSTRAINT hiring_class_reason_is_given         CHECK (reason ~ '\S' AND char_length(reason) <= 2000)
);

-- A draft of who works when. Publishing copies it into Timekeeping; the draft stays as it was.
CREATE TABLE scheduling.roster (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id       bigint      NOT NULL,
    season_id       bigint      NOT NULL,
    requirement_id  bigint      NOT NULL,
    starts_on       date        NOT NULL,
    ends_on         date        NOT NULL,
    seed            bigint      NOT NULL,
    inputs_digest   text        NOT NULL,
    objective       jsonb       NOT NULL,
    operation_id    bigint      DEFAULT op.current(),
    created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT roster_is_of_a_season        FOREIGN KEY (season_id, entity_id) REFERENCES scheduling.season (id, entity_id),
    CONSTRAINT roster_is_of_a_requirement   FOREIGN KEY (requirement_id, entity_id) REFERENCES scheduling.requirement (id, entity_id),
    CONSTRAINT roster_row_is_of_its_entity  UNIQUE (id, entity_id),
    CONSTRAINT roster_ends_after_it_starts  CHECK (ends_on >= starts_on AND ends_on - starts_on < 56),
    CONSTRAINT roster_digest_is_sha256      CHECK (inputs_digest ~ '^[0-9a-f]{64}$')
);
CREATE INDEX roster_newest_of_season ON scheduling.roster (season_id, id DESC);
CREATE INDEX roster_by_requirement ON scheduling.roster (requirement_id);

-- One activity of a draft shift, in minutes after the shift day's local midnight at its site. The shift is a
-- person's, or a seat's: somebody a class of the hiring plan will bring, whom nobody knows by name yet.
CREATE TABLE scheduling.roster_activity (
    entity_id     bigint   NOT NULL,
    roster_id     bigint   NOT NULL,
    shift_no      integer  NOT NULL,
    person_id     bigint,
    seat          text,
    site_id       bigint   NOT NULL,
    day_on        date     NOT NULL,
    start_minute  smallint NOT NULL,
    end_minute    smallint NOT NULL,
    kind          text     NOT NULL,
    queue         text,
    PRIMARY KEY (roster_id, shift_no, start_minute),
    CONSTRAINT roster_activity_is_of_a_roster          FOREIGN KEY (roster_id, entity_id) REFERENCES scheduling.roster (id, entity_id),
    CONSTRAINT roster_activity_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT roster_activity_site_is_of_the_entity   FOREIGN KEY (site_id, entity_id) REFERENCES people.site (id, entity_id),
    CONSTRAINT roster_activity_is_a_persons_or_a_seats CHECK (num_nonnulls(person_id, seat) = 1),
    CONSTRAINT roster_activity_seat_is_named           CHECK (seat ~ '\S' AND char_length(seat) <= 80),
    CONSTRAINT roster_activity_ends_after_it_starts    CHECK (0 <= start_minute AND start_minute < end_minute AND end_minute <= 2880),
    CONSTRAINT roster_activity_kind_is_known           CHECK (kind IN ('contacts', 'paid break', 'unpaid break')),
    CONSTRAINT roster_activity_contacts_have_a_queue   CHECK ((kind = 'contacts') = (queue IS NOT NULL)),
    CONSTRAINT roster_activity_queue_is_short          CHECK (char_length(queue) <= 80)
);
CREATE INDEX roster_activity_by_person ON scheduling.roster_activity (person_id, entity_id);
CREATE INDEX roster_activity_by_site ON scheduling.roster_activity (site_id, entity_id);

-- Coverage of the draft: what was needed, who is there, and in words why somebody is missing.
CREATE TABLE scheduling.roster_coverage (
    entity_id  bigint   NOT NULL,
    roster_id  bigint   NOT NULL,
    queue      text     NOT NULL,
    day_on     date     NOT NULL,
    slot       smallint NOT NULL,
    required   integer  NOT NULL,
    covered    integer  NOT NULL,
    reason     text,
    PRIMARY KEY (roster_id, queue, day_on, slot),
    CONSTRAINT roster_coverage_is_of_a_roster     FOREIGN KEY (roster_id, entity_id) REFERENCES scheduling.roster (id, entity_id),
    CONSTRAINT roster_coverage_is_not_negative    CHECK (required >= 0 AND covered >= 0),
    CONSTRAINT roster_coverage_explains_each_gap  CHECK (covered >= required OR reason ~ '\S'),
    CONSTRAINT roster_coverage_reason_is_short    CHECK (char_length(reason) <= 500),
    CONSTRAINT roster_coverage_queue_is_named     CHECK (queue ~ '\S' AND char_length(queue) <= 80)
);

-- Which published version of Timekeeping a draft became.
CREATE TABLE scheduling.roster_publication (
    entity_id       bigint      NOT NULL,
    roster_id       bigint      NOT NULL PRIMARY KEY,
    publication_id  bigint      NOT NULL REFERENCES timekeeping.publication (id),
    operation_id    bigint      DEFAULT op.current(),
    published_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT roster_publication_is_of_a_roster FOREIGN KEY (roster_id, entity_id) REFERENCES scheduling.roster (id, entity_id)
);
CREATE INDEX roster_publication_by_publication ON scheduling.roster_publication (publication_id);
