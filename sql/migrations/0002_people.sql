-- People: who works here, where, in which team, on what terms, and what they can do.
--
-- Every row names its legal entity, and composite foreign keys keep that name true, so a policy
-- may trust entity_id alone. Spells (employment, membership) hold their last day, inclusive;
-- NULL means open. A person shows a display name; whatever identifies them outside the shop is
-- in person_private. A change of mind is a new row, not an edited one: grants are revoked,
-- readiness is noted again, calendars get a new version.

CREATE SCHEMA people;
GRANT USAGE ON SCHEMA people TO muster_person;

-- Where we work ----------------------------------------------------------------------------------

CREATE TABLE people.legal_entity (
    id                       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name                     text        NOT NULL,
    country                  text        NOT NULL,
    currency                 text        NOT NULL,
    full_time_weekly_minutes integer     NOT NULL DEFAULT 2250,
    created_at               timestamptz NOT NULL DEFAULT now(),
    operation_id             bigint      DEFAULT op.current(),
    CONSTRAINT legal_entity_name_is_unique UNIQUE (name),
    CONSTRAINT legal_entity_name_is_1_to_120_characters CHECK (name ~ '\S' AND length(name) <= 120),
    CONSTRAINT legal_entity_country_is_two_capitals CHECK (country ~ '^[A-Z]{2}$'),
    CONSTRAINT legal_entity_currency_is_three_capitals CHECK (currency ~ '^[A-Z]{3}$'),
    CONSTRAINT legal_entity_full_time_is_10_to_60_hours CHECK (full_time_weekly_minutes BETWEEN 600 AND 3600)
);

-- The zone is checked against pg_timezone_names by people.refuse_unknown_zone().
CREATE TABLE people.site (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id      bigint      NOT NULL,
    name           text        NOT NULL,
    zone           text        NOT NULL,
    week_starts_on smallint    NOT NULL DEFAULT 1,
    jurisdiction   text        NOT NULL,
    created_at     timestamptz NOT NULL DEFAULT now(),
    operation_id   bigint      DEFAULT op.current(),
    CONSTRAINT site_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT site_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT site_name_is_unique_in_its_entity UNIQUE (entity_id, name),
    CONSTRAINT site_name_is_1_to_80_characters CHECK (name ~ '\S' AND length(name) <= 80),
    CONSTRAINT site_zone_is_at_most_64_characters CHECK (length(zone) <= 64),
    CONSTRAINT site_week_starts_on_an_iso_weekday CHECK (week_starts_on BETWEEN 1 AND 7),
    CONSTRAINT site_jurisdiction_is_an_iso_3166_code CHECK (jurisdiction ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$')
);

-- A calendar is replaced whole: a forecast made with version 3 can still be explained later.
CREATE TABLE people.calendar (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    site_id      bigint      NOT NULL,
    version      integer     NOT NULL,
    note         text        NOT NULL DEFAULT '',
    created_by   bigint      DEFAULT sec.me(),
    created_at   timestamptz NOT NULL DEFAULT now(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT calendar_site_is_of_the_entity FOREIGN KEY (site_id, entity_id) REFERENCES people.site (id, entity_id),
    CONSTRAINT calendar_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT calendar_version_is_unique_at_its_site UNIQUE (site_id, version),
    CONSTRAINT calendar_version_counts_from_one CHECK (version >= 1),
    CONSTRAINT calendar_note_is_at_most_500_characters CHECK (length(note) <= 500)
);
CREATE INDEX calendar_by_entity ON people.calendar (entity_id);

-- Opening hours of an ordinary week. A weekday without a row is closed; 24:00 closes at midnight.
CREATE TABLE people.opening (
    calendar_id bigint   NOT NULL,
    entity_id   bigint   NOT NULL,
    weekday     smallint NOT NULL,
    opens_time  time     NOT NULL,
    closes_time time     NOT NULL,
    PRIMARY KEY (calendar_id, weekday, opens_time),
    CONSTRAINT opening_is_of_a_calendar FOREIGN KEY (calendar_id, entity_id)
        REFERENCES people.calendar (id, entity_id) ON DELETE CASCADE,
    CONSTRAINT opening_weekday_is_iso CHECK (weekday BETWEEN 1 AND 7),
    CONSTRAINT opening_closes_after_it_opens CHECK (closes_time > opens_time)
);
CREATE INDEX opening_by_entity ON people.opening (entity_id);

-- Days that differ: a closed day has no hours, an event keeps the ordinary week's.
CREATE TABLE people.calendar_day (
    calendar_id bigint NOT NULL,
    entity_id   bigint NOT NULL,
    day_on      date   NOT NULL,
    kind        text   NOT NULL,
    name        text   NOT NULL,
    opens_time  time,
    closes_time time,
    PRIMARY KEY (calendar_id, day_on, name),
    CONSTRAINT calendar_day_is_of_a_calendar FOREIGN KEY (calendar_id, entity_id)
        REFERENCES people.calendar (id, entity_id) ON DELETE CASCADE,
    CONSTRAINT calendar_day_is_finite CHECK (isfinite(day_on)),
    CONSTRAINT calendar_day_kind_is_known CHECK (kind IN ('holiday', 'closed', 'hours', 'event')),
    CONSTRAINT calendar_day_name_is_1_to_80_characters CHECK (name ~ '\S' AND length(name) <= 80),
    CONSTRAINT calendar_day_hours_are_both_or_neither CHECK ((opens_time IS NULL) = (closes_time IS NULL)),
    CONSTRAINT calendar_day_closes_after_it_opens CHECK (closes_time > opens_time),
    CONSTRAINT calendar_day_with_own_hours_states_them CHECK ((kind = 'hours') = (opens_time IS NOT NULL))
);
CREATE INDEX calendar_day_by_entity ON people.calendar_day (entity_id);

-- Who we are -------------------------------------------------------------------------------------

CREATE TABLE people.person (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    number       text,
    name         text        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT person_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT person_keeps_their_entity UNIQUE (id, entity_id),
    CONSTRAINT person_number_is_unique_in_their_entity UNIQUE (entity_id, number),
    CONSTRAINT person_number_is_1_to_40_characters CHECK (number ~ '^\S{1,40}$'),
    CONSTRAINT person_name_is_1_to_120_characters CHECK (name ~ '\S' AND length(name) <= 120)
);
COMMENT ON COLUMN people.person.name IS 'pii: display name';
COMMENT ON COLUMN people.person.number IS 'pii: employee number';
CREATE INDEX person_by_name ON people.person (entity_id, name);

CREATE TABLE people.person_private (
    person_id    bigint PRIMARY KEY,
    entity_id    bigint NOT NULL,
    legal_name   text,
    email        text,
    phone        text,
    birth_on     date,
    operation_id bigint DEFAULT op.current(),
    CONSTRAINT person_private_is_of_a_person FOREIGN KEY (person_id, entity_id)
        REFERENCES people.person (id, entity_id) ON DELETE CASCADE,
    CONSTRAINT person_private_email_is_lower_case_with_an_at
        CHECK (email = lower(email) AND email ~ '^[^@\s]+@[^@\s]+$' AND length(email) <= 254),
    CONSTRAINT person_private_email_is_unique_in_the_entity UNIQUE (entity_id, email),
    CONSTRAINT person_private_legal_name_is_at_most_200_characters CHECK (length(legal_name) <= 200),
    CONSTRAINT person_private_phone_is_at_most_40_characters CHECK (length(phone) <= 40),
    CONSTRAINT person_private_birth_is_finite CHECK (isfinite(birth_on))
);
COMMENT ON COLUMN people.person_private.legal_name IS 'pii: legal name';
COMMENT ON COLUMN people.person_private.email IS 'pii: e-mail address';
COMMENT ON COLUMN people.person_private.phone IS 'pii: telephone number';
COMMENT ON COLUMN people.person_private.birth_on IS 'pii: date of birth';

CREATE TABLE people.team (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    site_id      bigint      NOT NULL,
    parent_id    bigint,
    name         text        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT team_site_is_of_the_entity FOREIGN KEY (site_id, entity_id) REFERENCES people.site (id, entity_id),
    CONSTRAINT team_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT team_parent_is_of_the_entity FOREIGN KEY (parent_id, entity_id) REFERENCES people.team (id, entity_id),
    CONSTRAINT team_is_not_its_own_parent CHECK (parent_id <> id),
    CONSTRAINT team_name_is_unique_in_its_entity UNIQUE (entity_id, name),
    CONSTRAINT team_name_is_1_to_80_characters CHECK (name ~ '\S' AND length(name) <= 80)
);
CREATE INDEX team_by_site ON people.team (site_id, entity_id);
CREATE INDEX team_by_parent ON people.team (parent_id, entity_id);

-- One lead at a time; delegates stand in beside them between two instants of the server's clock.
CREATE TABLE people.team_lead (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    team_id      bigint      NOT NULL,
    person_id    bigint      NOT NULL,
    kind         text        NOT NULL DEFAULT 'lead',
    starts_at    timestamptz NOT NULL DEFAULT now(),
    ends_at      timestamptz,
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT team_lead_team_is_of_the_entity FOREIGN KEY (team_id, entity_id) REFERENCES people.team (id, entity_id),
    CONSTRAINT team_lead_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT team_lead_kind_is_known CHECK (kind IN ('lead', 'delegate')),
    CONSTRAINT team_lead_times_are_finite CHECK (isfinite(starts_at) AND (ends_at IS NULL OR isfinite(ends_at))),
    CONSTRAINT team_lead_ends_after_it_starts CHECK (ends_at > starts_at),
    CONSTRAINT team_lead_delegate_has_an_end CHECK (kind = 'lead' OR ends_at IS NOT NULL),
    CONSTRAINT team_has_one_lead_at_a_time
        EXCLUDE USING gist (team_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (kind = 'lead')
);
CREATE INDEX team_lead_by_team ON people.team_lead (team_id, entity_id);
CREATE INDEX team_lead_by_entity ON people.team_lead (entity_id);
CREATE INDEX team_lead_by_person ON people.team_lead (person_id, entity_id);

-- One row: whoever changes the tree of teams or its leads takes it first, so that the closure in
-- sec.reach is always built from everything committed before.
CREATE TABLE people.team_tree (
    only_one boolean PRIMARY KEY DEFAULT true,
    edition  bigint  NOT NULL DEFAULT 0,
    CONSTRAINT team_tree_is_one_row CHECK (only_one)
);
INSERT INTO people.team_tree DEFAULT VALUES;

-- On what terms ----------------------------------------------------------------------------------

CREATE TABLE people.employment (
    id                     bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id              bigint      NOT NULL,
    person_id              bigint      NOT NULL,
    site_id                bigint      NOT NULL,
    kind                   text        NOT NULL,
    starts_on              date        NOT NULL,
    ends_on                date,
    end_reason             text,
    weekly_minutes         integer     NOT NULL,
    minimum_weekly_minutes integer     NOT NULL,
    maximum_weekly_minutes integer     NOT NULL,
    created_at             timestamptz NOT NULL DEFAULT now(),
    operation_id           bigint      DEFAULT op.current(),
    CONSTRAINT employment_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT employment_site_is_of_the_entity FOREIGN KEY (site_id, entity_id) REFERENCES people.site (id, entity_id),
    CONSTRAINT employment_kind_is_known CHECK (kind IN ('permanent', 'seasonal', 'agency')),
    CONSTRAINT employment_dates_are_finite CHECK (isfinite(starts_on) AND (ends_on IS NULL OR isfinite(ends_on))),
    CONSTRAINT employment_ends_on_or_after_its_start CHECK (ends_on >= starts_on),
    CONSTRAINT employment_seasonal_has_an_end CHECK (kind <> 'seasonal' OR ends_on IS NOT NULL),
    CONSTRAINT employment_end_reason_is_known
        CHECK (end_reason IN ('resigned', 'dismissed', 'season over', 'contract over', 'no show', 'other')),
    CONSTRAINT employment_end_reason_needs_an_end CHECK (end_reason IS NULL OR ends_on IS NOT NULL),
    CONSTRAINT employment_minutes_are_in_order CHECK (
        0 <= minimum_weekly_minutes AND minimum_weekly_minutes <= weekly_minutes
        AND weekly_minutes <= maximum_weekly_minutes AND maximum_weekly_minutes <= 10080),
    CONSTRAINT employment_does_not_overlap_another_of_the_person
        EXCLUDE USING gist (person_id WITH =, daterange(starts_on, ends_on, '[]') WITH &&)
);
CREATE INDEX employment_by_person ON people.employment (person_id, entity_id, starts_on);
CREATE INDEX employment_by_site ON people.employment (site_id, entity_id);
CREATE INDEX employment_by_entity ON people.employment (entity_id);

CREATE TABLE people.membership (
    id           bigint NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint NOT NULL,
    person_id    bigint NOT NULL,
    team_id      bigint NOT NULL,
    starts_on    date   NOT NULL,
    ends_on      date,
    operation_id bigint DEFAULT op.current(),
    CONSTRAINT membership_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT membership_team_is_of_the_entity FOREIGN KEY (team_id, entity_id) REFERENCES people.team (id, entity_id),
    CONSTRAINT membership_dates_are_finite CHECK (isfinite(starts_on) AND (ends_on IS NULL OR isfinite(ends_on))),
    CONSTRAINT membership_ends_on_or_after_its_start CHECK (ends_on >= starts_on),
    CONSTRAINT membership_is_in_one_team_at_a_time
        EXCLUDE USING gist (person_id WITH =, daterange(starts_on, ends_on, '[]') WITH &&)
);
CREATE INDEX membership_by_person ON people.membership (person_id, entity_id);
CREATE INDEX membership_by_team ON people.membership (team_id, entity_id, starts_on);
CREATE INDEX membership_by_entity ON people.membership (entity_id);

-- What an hour, a hire or a week of training costs, by kind of contract: for plans, not for pay.
CREATE TABLE people.cost_rate (
    id           bigint NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint NOT NULL,
    kind         text   NOT NULL,
    per          text   NOT NULL,
    amount_minor bigint NOT NULL,
    currency     text   NOT NULL,
    starts_on    date   NOT NULL,
    ends_on      date,
    operation_id bigint DEFAULT op.current(),
    CONSTRAINT cost_rate_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT cost_rate_kind_is_known CHECK (kind IN ('permanent', 'seasonal', 'agency', 'outsourced')),
    CONSTRAINT cost_rate_per_is_known CHECK (per IN ('hour', 'overtime hour', 'hire', 'training week')),
    CONSTRAINT cost_rate_is_not_negative CHECK (amount_minor >= 0),
    CONSTRAINT cost_rate_currency_is_three_capitals CHECK (currency ~ '^[A-Z]{3}$'),
    CONSTRAINT cost_rate_dates_are_finite CHECK (isfinite(starts_on) AND (ends_on IS NULL OR isfinite(ends_on))),
    CONSTRAINT cost_rate_ends_on_or_after_its_start CHECK (ends_on >= starts_on),
    CONSTRAINT cost_rate_is_one_at_a_time EXCLUDE USING gist
        (entity_id WITH =, kind WITH =, per WITH =, daterange(starts_on, ends_on, '[]') WITH &&)
);

-- What we can do ---------------------------------------------------------------------------------

CREATE TABLE people.skill (
    id           bigint NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint NOT NULL,
    name         text   NOT NULL,
    operation_id bigint DEFAULT op.current(),
    CONSTRAINT skill_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT skill_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT skill_name_is_unique_in_its_entity UNIQUE (entity_id, name),
    CONSTRAINT skill_name_is_1_to_60_characters CHECK (name ~ '\S' AND length(name) <= 60)
);

-- A renewal revokes the old grant and adds a new one; the last day is inclusive.
CREATE TABLE people.skill_grant (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    person_id    bigint      NOT NULL,
    skill_id     bigint      NOT NULL,
    level        smallint    NOT NULL DEFAULT 3,
    starts_on    date        NOT NULL,
    expires_on   date,
    granted_by   bigint      DEFAULT sec.me(),
    granted_at   timestamptz NOT NULL DEFAULT now(),
    revoked_by   bigint,
    revoked_at   timestamptz,
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT skill_grant_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT skill_grant_skill_is_of_the_entity FOREIGN KEY (skill_id, entity_id) REFERENCES people.skill (id, entity_id),
    CONSTRAINT skill_grant_level_is_1_to_5 CHECK (level BETWEEN 1 AND 5),
    CONSTRAINT skill_grant_dates_are_finite CHECK (isfinite(starts_on) AND (expires_on IS NULL OR isfinite(expires_on))),
    CONSTRAINT skill_grant_expires_on_or_after_its_start CHECK (expires_on >= starts_on)
);
CREATE UNIQUE INDEX skill_grant_is_live_once ON people.skill_grant (person_id, skill_id) WHERE revoked_at IS NULL;
CREATE INDEX skill_grant_by_person ON people.skill_grant (person_id, entity_id);
CREATE INDEX skill_grant_by_skill ON people.skill_grant (skill_id, entity_id);
CREATE INDEX skill_grant_by_entity ON people.skill_grant (entity_id);

-- Who is coming ----------------------------------------------------------------------------------

CREATE TABLE people.training_class (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    site_id      bigint      NOT NULL,
    name         text        NOT NULL,
    starts_on    date        NOT NULL,
    ends_on      date        NOT NULL,
    seats        integer     NOT NULL,
    trainer_id   bigint,
    skill_id     bigint,
    cancelled_at timestamptz,
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT training_class_site_is_of_the_entity FOREIGN KEY (site_id, entity_id) REFERENCES people.site (id, entity_id),
    CONSTRAINT training_class_trainer_is_of_the_entity FOREIGN KEY (trainer_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT training_class_skill_is_of_the_entity FOREIGN KEY (skill_id, entity_id) REFERENCES people.skill (id, entity_id),
    CONSTRAINT training_class_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT training_class_name_is_unique_in_its_entity UNIQUE (entity_id, name),
    CONSTRAINT training_class_name_is_1_to_80_characters CHECK (name ~ '\S' AND length(name) <= 80),
    CONSTRAINT training_class_dates_are_finite CHECK (isfinite(starts_on) AND isfinite(ends_on)),
    CONSTRAINT training_class_ends_on_or_after_its_start CHECK (ends_on >= starts_on),
    CONSTRAINT training_class_has_1_to_500_seats CHECK (seats BETWEEN 1 AND 500)
);
CREATE INDEX training_class_by_site ON people.training_class (site_id, entity_id);
CREATE INDEX training_class_by_trainer ON people.training_class (trainer_id, entity_id);
CREATE INDEX training_class_by_skill ON people.training_class (skill_id, entity_id);

-- Somebody likely to start: into a class or on a date. More arrivals than seats is a decision,
-- not an error. A source replaces its arrivals whole; the old ones are withdrawn, not deleted.
CREATE TABLE people.arrival (
    id             bigint           GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id      bigint           NOT NULL,
    site_id        bigint           NOT NULL,
    class_id       bigint,
    skill_id       bigint,
    person_id      bigint,
    source         text             NOT NULL,
    reference      text             NOT NULL,
    expected_on    date             NOT NULL,
    probability    double precision NOT NULL,
    weekly_minutes integer          NOT NULL,
    kind           text             NOT NULL,
    noted_at       timestamptz      NOT NULL DEFAULT now(),
    withdrawn_at   timestamptz,
    operation_id   bigint           DEFAULT op.current(),
    CONSTRAINT arrival_site_is_of_the_entity FOREIGN KEY (site_id, entity_id) REFERENCES people.site (id, entity_id),
    CONSTRAINT arrival_class_is_of_the_entity FOREIGN KEY (class_id, entity_id) REFERENCES people.training_class (id, entity_id),
    CONSTRAINT arrival_skill_is_of_the_entity FOREIGN KEY (skill_id, entity_id) REFERENCES people.skill (id, entity_id),
    CONSTRAINT arrival_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT arrival_source_is_1_to_60_characters CHECK (source ~ '\S' AND length(source) <= 60),
    CONSTRAINT arrival_reference_is_1_to_120_characters CHECK (reference ~ '\S' AND length(reference) <= 120),
    CONSTRAINT arrival_date_is_finite CHECK (isfinite(expected_on)),
    CONSTRAINT arrival_probability_is_0_to_1 CHECK (probability BETWEEN 0 AND 1),
    CONSTRAINT arrival_weekly_minutes_are_1_to_10080 CHECK (weekly_minutes BETWEEN 1 AND 10080),
    CONSTRAINT arrival_kind_is_known CHECK (kind IN ('permanent', 'seasonal', 'agency'))
);
CREATE UNIQUE INDEX arrival_is_expected_once ON people.arrival (entity_id, source, reference) WHERE withdrawn_at IS NULL;
CREATE INDEX arrival_by_site ON people.arrival (site_id, entity_id);
CREATE INDEX arrival_by_class ON people.arrival (class_id, entity_id);
CREATE INDEX arrival_by_skill ON people.arrival (skill_id, entity_id);
CREATE INDEX arrival_by_person ON people.arrival (person_id, entity_id);

-- When a person may take live contacts: an estimate, noted again whenever it changes.
CREATE TABLE people.readiness (
    id             bigint           GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id      bigint           NOT NULL,
    person_id      bigint           NOT NULL,
    skill_id       bigint           NOT NULL,
    ready_p50_on   date             NOT NULL,
    ready_p90_on   date             NOT NULL,
    proficiency    double precision,
    gate_passed_at timestamptz,
    gate_passed_by bigint,
    noted_at       timestamptz      NOT NULL DEFAULT clock_timestamp(),
    operation_id   bigint           DEFAULT op.current(),
    CONSTRAINT readiness_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT readiness_skill_is_of_the_entity FOREIGN KEY (skill_id, entity_id) REFERENCES people.skill (id, entity_id),
    CONSTRAINT readiness_dates_are_finite CHECK (isfinite(ready_p50_on) AND isfinite(ready_p90_on)),
    CONSTRAINT readiness_p90_is_not_before_p50 CHECK (ready_p90_on >= ready_p50_on),
    CONSTRAINT readiness_proficiency_is_0_to_2 CHECK (proficiency BETWEEN 0 AND 2),
    CONSTRAINT readiness_gate_names_who_passed_it CHECK ((gate_passed_at IS NULL) = (gate_passed_by IS NULL)),
    CONSTRAINT readiness_gate_is_passed_by_someone_else CHECK (gate_passed_by <> person_id)
);
CREATE INDEX readiness_by_person ON people.readiness (person_id, entity_id, skill_id, noted_at DESC);
CREATE INDEX readiness_by_skill ON people.readiness (skill_id, entity_id);
CREATE INDEX readiness_by_entity ON people.readiness (entity_id);

-- What an operation changed, so that it can be undone: each row as it was before (people.remember).
CREATE TABLE people.before (
    operation_id bigint NOT NULL,
    entity_id    bigint NOT NULL,
    tab          text   NOT NULL,
    row_id       bigint NOT NULL,
    image        jsonb  NOT NULL,
    PRIMARY KEY (operation_id, tab, row_id),
    CONSTRAINT before_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT before_tab_is_known CHECK (tab IN ('person', 'person_private', 'employment', 'membership', 'skill_grant'))
);
COMMENT ON COLUMN people.before.image IS 'pii: a row of a person as it was';
CREATE INDEX before_by_entity ON people.before (entity_id);

-- Every table behind its policies (sql/code/02_people.sql), every change written down ------------

SELECT sec.guard('people.legal_entity'),
       sec.guard('people.site'),
       sec.guard('people.calendar'),
       sec.guard('people.opening'),
       sec.guard('people.calendar_day'),
       sec.guard('people.person'),
       sec.guard('people.person_private'),
       sec.guard('people.team'),
       sec.guard('people.team_lead'),
       sec.guard('people.team_tree'),
       sec.guard('people.employment'),
       sec.guard('people.membership'),
       sec.guard('people.cost_rate'),
       sec.guard('people.skill'),
       sec.guard('people.skill_grant'),
       sec.guard('people.training_class'),
       sec.guard('people.arrival'),
       sec.guard('people.readiness'),
       sec.guard('people.before');
SELECT audit.watch('people.legal_entity'),
       audit.watch('people.site'),
       audit.watch('people.calendar'),
       audit.watch('people.opening'),
       audit.watch('people.calendar_day'),
       audit.watch('people.person'),
       audit.watch('people.person_private'),
       audit.watch('people.team'),
       audit.watch('people.team_lead'),
       audit.watch('people.employment'),
       audit.watch('people.membership'),
       audit.watch('people.cost_rate'),
       audit.watch('people.skill'),
       audit.watch('people.skill_grant'),
       audit.watch('people.training_class'),
       audit.watch('people.arrival'),
       audit.watch('people.readiness');
