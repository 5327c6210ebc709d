-- Timekeeping: when people work, as published; when they are away; when they are in training.
--
-- What a person is told is a wall clock: a local date, two local times, and a fold where the
-- clocks show a time twice. The instants are derived from it by PostgreSQL alone (people.instant)
-- when a row is written, and everything that compares or counts uses the instants. A published
-- shift is never edited: a new version withdraws the old rows and adds its own, so whoever was
-- shown version 3 can be shown it again.

CREATE SCHEMA timekeeping;
GRANT USAGE ON SCHEMA timekeeping TO muster_person;

-- One version of what was published: for a period, and for an entity, one of its sites or a team.
CREATE TABLE timekeeping.publication (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    version      integer     NOT NULL,
    kind         text        NOT NULL DEFAULT 'publish',
    restores_id  bigint,
    starts_on    date        NOT NULL,
    ends_on      date        NOT NULL,
    site_id      bigint,
    team_id      bigint,
    note         text        NOT NULL DEFAULT '',
    published_by bigint      DEFAULT sec.me(),
    published_at timestamptz NOT NULL DEFAULT now(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT publication_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT publication_site_is_of_the_entity FOREIGN KEY (site_id, entity_id) REFERENCES people.site (id, entity_id),
    CONSTRAINT publication_team_is_of_the_entity FOREIGN KEY (team_id, entity_id) REFERENCES people.team (id, entity_id),
    CONSTRAINT publication_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT publication_restores_one_of_the_entity
        FOREIGN KEY (restores_id, entity_id) REFERENCES timekeeping.publication (id, entity_id),
    CONSTRAINT publication_version_is_unique_in_its_entity UNIQUE (entity_id, version),
    CONSTRAINT publication_version_counts_from_one CHECK (version >= 1),
    CONSTRAINT publication_kind_is_known CHECK (kind IN ('publish', 'revert', 'rederive')),
    CONSTRAINT publication_reverts_to_a_version CHECK ((kind = 'revert') = (restores_id IS NOT NULL)),
    CONSTRAINT publication_period_is_finite CHECK (isfinite(starts_on) AND isfinite(ends_on)),
    CONSTRAINT publication_ends_on_or_after_its_start CHECK (ends_on >= starts_on),
    CONSTRAINT publication_period_is_at_most_a_year CHECK (ends_on - starts_on <= 366),
    CONSTRAINT publication_is_of_a_site_or_a_team CHECK (site_id IS NULL OR team_id IS NULL),
    CONSTRAINT publication_note_is_at_most_500_characters CHECK (length(note) <= 500)
);
CREATE INDEX publication_by_site ON timekeeping.publication (site_id, entity_id);
CREATE INDEX publication_by_team ON timekeeping.publication (team_id, entity_id);
CREATE INDEX publication_by_restored ON timekeeping.publication (restores_id, entity_id);

-- starts_at, ends_at, zone and minutes are derived by timekeeping.derive(); no one may write them.
CREATE TABLE timekeeping.shift (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id      bigint      NOT NULL,
    publication_id bigint      NOT NULL,
    person_id      bigint      NOT NULL,
    site_id        bigint      NOT NULL,
    works_on       date        NOT NULL,
    starts_time    time        NOT NULL,
    ends_time      time        NOT NULL,
    start_fold     smallint,
    end_fold       smallint,
    zone           text        NOT NULL,
    starts_at      timestamptz NOT NULL,
    ends_at        timestamptz NOT NULL,
    minutes        integer     NOT NULL,
    during         tstzrange   NOT NULL GENERATED ALWAYS AS (tstzrange(starts_at, ends_at)) STORED,
    withdrawn_at   timestamptz,
    withdrawn_by   bigint,
    operation_id   bigint      DEFAULT op.current(),
    CONSTRAINT shift_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT shift_site_is_of_the_entity FOREIGN KEY (site_id, entity_id) REFERENCES people.site (id, entity_id),
    CONSTRAINT shift_is_of_a_publication
        FOREIGN KEY (publication_id, entity_id) REFERENCES timekeeping.publication (id, entity_id),
    CONSTRAINT shift_is_withdrawn_by_a_publication
        FOREIGN KEY (withdrawn_by, entity_id) REFERENCES timekeeping.publication (id, entity_id),
    CONSTRAINT shift_date_is_finite CHECK (isfinite(works_on)),
    CONSTRAINT shift_times_are_whole_minutes
        CHECK (extract(second FROM starts_time) = 0 AND extract(second FROM ends_time) = 0),
    CONSTRAINT shift_zone_is_at_most_64_characters CHECK (length(zone) <= 64),
    CONSTRAINT shift_folds_are_1_or_2 CHECK (start_fold IN (1, 2) AND end_fold IN (1, 2)),
    CONSTRAINT shift_ends_after_it_starts CHECK (isfinite(starts_at) AND isfinite(ends_at) AND ends_at > starts_at),
    CONSTRAINT shift_lasts_at_most_16_hours CHECK (minutes <= 960),
    CONSTRAINT shift_minutes_are_the_real_ones CHECK (extract(epoch FROM ends_at - starts_at) = minutes * 60),
    CONSTRAINT shift_withdrawn_by_needs_a_time CHECK (withdrawn_by IS NULL OR withdrawn_at IS NOT NULL),
    CONSTRAINT shift_and_its_length_are_known UNIQUE (id, entity_id, person_id, minutes),
    CONSTRAINT shift_does_not_overlap_another_of_the_person
        EXCLUDE USING gist (person_id WITH =, during WITH &&) WHERE (withdrawn_at IS NULL)
);
CREATE INDEX shift_by_person ON timekeeping.shift (person_id, starts_at);
CREATE INDEX shift_by_entity_and_day ON timekeeping.shift (entity_id, works_on) WHERE withdrawn_at IS NULL;
CREATE INDEX shift_by_site ON timekeeping.shift (site_id, entity_id, starts_at);
CREATE INDEX shift_by_publication ON timekeeping.shift (publication_id, entity_id);
CREATE INDEX shift_by_withdrawal ON timekeeping.shift (withdrawn_by, entity_id);

-- What a shift is made of, in real minutes after its start: a break at minute 240 comes four hours
-- of work later, whatever the clocks do. A shift without activities is contact work throughout.
-- The shift's length is carried along so that the database itself keeps an activity inside it.
CREATE TABLE timekeeping.activity (
    id            bigint   GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id     bigint   NOT NULL,
    shift_id      bigint   NOT NULL,
    person_id     bigint   NOT NULL,
    shift_minutes integer  NOT NULL,
    kind          text     NOT NULL,
    queue         text,
    channel       text,
    from_minute   integer  NOT NULL,
    until_minute  integer  NOT NULL,
    is_paid       boolean  GENERATED ALWAYS AS (kind <> 'unpaid break') STORED,
    CONSTRAINT activity_is_inside_a_shift FOREIGN KEY (shift_id, entity_id, person_id, shift_minutes)
        REFERENCES timekeeping.shift (id, entity_id, person_id, minutes) ON DELETE CASCADE,
    CONSTRAINT activity_kind_is_known CHECK (kind IN ('contact', 'paid break', 'unpaid break', 'training', 'meeting')),
    CONSTRAINT activity_queue_is_at_most_60_characters CHECK (length(queue) <= 60),
    CONSTRAINT activity_channel_is_at_most_40_characters CHECK (length(channel) <= 40),
    CONSTRAINT activity_ends_after_it_starts CHECK (0 <= from_minute AND from_minute < until_minute),
    CONSTRAINT activity_ends_with_its_shift CHECK (until_minute <= shift_minutes),
    CONSTRAINT activity_does_not_overlap_another_of_the_shift
        EXCLUDE USING gist (shift_id WITH =, int4range(from_minute, until_minute) WITH &&)
);
-- Each leads with what a policy asks and goes on with the shift, so that one look finds a shift's activities.
CREATE INDEX activity_by_person ON timekeeping.activity (person_id, shift_id);
CREATE INDEX activity_by_entity ON timekeeping.activity (entity_id, shift_id);

-- Away: whole days, or part of one. Somebody else decides; a decision is made once.
CREATE TABLE timekeeping.absence (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    person_id    bigint      NOT NULL,
    site_id      bigint      NOT NULL,
    kind         text        NOT NULL,
    starts_on    date        NOT NULL,
    ends_on      date        NOT NULL,
    starts_time  time,
    ends_time    time,
    starts_at    timestamptz NOT NULL,
    ends_at      timestamptz NOT NULL,
    note         text        NOT NULL DEFAULT '',
    requested_by bigint      DEFAULT sec.me(),
    requested_at timestamptz NOT NULL DEFAULT now(),
    decision     text,
    decided_by   bigint,
    decided_at   timestamptz,
    withdrawn_at timestamptz,
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT absence_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT absence_site_is_of_the_entity FOREIGN KEY (site_id, entity_id) REFERENCES people.site (id, entity_id),
    CONSTRAINT absence_kind_is_known CHECK (kind IN ('holiday', 'sick', 'parental', 'unpaid', 'public duty', 'other')),
    CONSTRAINT absence_dates_are_finite CHECK (isfinite(starts_on) AND isfinite(ends_on)),
    CONSTRAINT absence_ends_on_or_after_its_start CHECK (ends_on >= starts_on),
    CONSTRAINT absence_of_part_of_a_day_has_both_times CHECK ((starts_time IS NULL) = (ends_time IS NULL)),
    CONSTRAINT absence_of_part_of_a_day_is_on_one_day CHECK (starts_time IS NULL OR (starts_on = ends_on AND ends_time > starts_time)),
    CONSTRAINT absence_ends_after_it_starts CHECK (isfinite(starts_at) AND isfinite(ends_at) AND ends_at > starts_at),
    CONSTRAINT absence_note_is_at_most_500_characters CHECK (length(note) <= 500),
    CONSTRAINT absence_decision_is_known CHECK (decision IN ('approved', 'declined')),
    CONSTRAINT absence_decision_says_who_and_when
        CHECK ((decision IS NULL) = (decided_by IS NULL) AND (decision IS NULL) = (decided_at IS NULL)),
    CONSTRAINT absence_is_decided_by_someone_else CHECK (decided_by <> person_id),
    CONSTRAINT absence_does_not_overlap_another_of_the_person
        EXCLUDE USING gist (person_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
        WHERE (withdrawn_at IS NULL AND decision IS DISTINCT FROM 'declined')
);
COMMENT ON COLUMN timekeeping.absence.kind IS 'pii: why a person is away; may be about health';
COMMENT ON COLUMN timekeeping.absence.note IS 'pii: what a person said about it';
CREATE INDEX absence_by_person ON timekeeping.absence (person_id, starts_at);
CREATE INDEX absence_by_site ON timekeeping.absence (site_id, entity_id);
CREATE INDEX absence_by_entity ON timekeeping.absence (entity_id, starts_on);

-- Hours set aside for training, derived as a shift's are.
CREATE TABLE timekeeping.training_block (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    person_id    bigint      NOT NULL,
    site_id      bigint      NOT NULL,
    class_id     bigint,
    title        text        NOT NULL,
    works_on     date        NOT NULL,
    starts_time  time        NOT NULL,
    ends_time    time        NOT NULL,
    start_fold   smallint,
    end_fold     smallint,
    zone         text        NOT NULL,
    starts_at    timestamptz NOT NULL,
    ends_at      timestamptz NOT NULL,
    minutes      integer     NOT NULL,
    withdrawn_at timestamptz,
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT training_block_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT training_block_site_is_of_the_entity FOREIGN KEY (site_id, entity_id) REFERENCES people.site (id, entity_id),
    CONSTRAINT training_block_class_is_of_the_entity
        FOREIGN KEY (class_id, entity_id) REFERENCES people.training_class (id, entity_id),
    CONSTRAINT training_block_title_is_1_to_120_characters CHECK (title ~ '\S' AND length(title) <= 120),
    CONSTRAINT training_block_date_is_finite CHECK (isfinite(works_on)),
    CONSTRAINT training_block_times_are_whole_minutes
        CHECK (extract(second FROM starts_time) = 0 AND extract(second FROM ends_time) = 0),
    CONSTRAINT training_block_zone_is_at_most_64_characters CHECK (length(zone) <= 64),
    CONSTRAINT training_block_folds_are_1_or_2 CHECK (start_fold IN (1, 2) AND end_fold IN (1, 2)),
    CONSTRAINT training_block_ends_after_it_starts
        CHECK (isfinite(starts_at) AND isfinite(ends_at) AND ends_at > starts_at),
    CONSTRAINT training_block_lasts_at_most_12_hours CHECK (minutes <= 720),
    CONSTRAINT training_block_minutes_are_the_real_ones CHECK (extract(epoch FROM ends_at - starts_at) = minutes * 60),
    CONSTRAINT training_block_does_not_overlap_another_of_the_person
        EXCLUDE USING gist (person_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (withdrawn_at IS NULL)
);
CREATE INDEX training_block_by_person ON timekeeping.training_block (person_id, starts_at);
CREATE INDEX training_block_by_site ON timekeeping.training_block (site_id, entity_id);
CREATE INDEX training_block_by_class ON timekeeping.training_block (class_id, entity_id);
CREATE INDEX training_block_by_entity ON timekeeping.training_block (entity_id, works_on);

-- Shifts and activities are their own history, so the publication alone is audited: a week of a
-- thousand people is one event, not fifteen thousand.
SELECT sec.guard('timekeeping.publication'),
       sec.guard('timekeeping.shift'),
       sec.guard('timekeeping.activity'),
       sec.guard('timekeeping.absence'),
       sec.guard('timekeeping.training_block');
SELECT audit.watch('timekeeping.publication'),
       audit.watch('timekeeping.absence'),
       audit.watch('timekeeping.training_block');
