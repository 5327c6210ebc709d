-- Onboarding: what there is to learn, who learns it with whom until when, and what it allows them to do.
--
-- A curriculum is read in versions, and a published version never changes: an assignment pins one, so an author's
-- edit moves nobody's progress. Results, waivers and extensions are appended, never edited. What was once
-- satisfied stays satisfied (onboarding.satisfied) until somebody voids the result, with a reason. The
-- states a thing may take are rows of onboarding.transition, which a trigger obeys, so psql obeys them too.

-- What People keeps of it: facts that the plan and the clock read ---------------------------------------

-- Who sits in a class. A trainer reaches them by it; leaving keeps the row.
CREATE TABLE people.class_member (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    class_id     bigint      NOT NULL,
    person_id    bigint      NOT NULL,
    joined_at    timestamptz NOT NULL DEFAULT now(),
    left_at      timestamptz,
    left_reason  text,
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT class_member_class_is_of_the_entity FOREIGN KEY (class_id, entity_id) REFERENCES people.training_class (id, entity_id),
    CONSTRAINT class_member_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT class_member_who_left_says_why CHECK ((left_at IS NULL) = (left_reason IS NULL)),
    CONSTRAINT class_member_leaves_after_joining CHECK (left_at >= joined_at),
    CONSTRAINT class_member_reason_is_1_to_200_characters CHECK (left_reason ~ '\S' AND length(left_reason) <= 200)
);
CREATE UNIQUE INDEX class_member_sits_in_a_class_once ON people.class_member (class_id, person_id) WHERE left_at IS NULL;
CREATE INDEX class_member_by_class ON people.class_member (class_id, entity_id);
CREATE INDEX class_member_by_person ON people.class_member (person_id, entity_id);
CREATE INDEX class_member_by_entity ON people.class_member (entity_id);

-- Each time a class was moved to other days: a plan can say what a delay costs. Written by a trigger.
CREATE TABLE people.class_move (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id      bigint      NOT NULL,
    class_id       bigint      NOT NULL,
    was_starts_on  date        NOT NULL,
    starts_on      date        NOT NULL,
    moved_by       bigint      DEFAULT sec.me(),
    moved_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    operation_id   bigint      DEFAULT op.current(),
    CONSTRAINT class_move_is_of_a_class FOREIGN KEY (class_id, entity_id) REFERENCES people.training_class (id, entity_id),
    CONSTRAINT class_move_goes_elsewhere CHECK (starts_on <> was_starts_on)
);
CREATE INDEX class_move_by_class ON people.class_move (class_id, entity_id);
CREATE INDEX class_move_by_entity ON people.class_move (entity_id);

-- What a class is expected to be worth, week by week, in full-time agents who are certified, still there and up
-- to speed. Noted again whenever it changes; the newest word counts (people.current_class_supply).
CREATE TABLE people.class_supply (
    id           bigint           GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint           NOT NULL,
    class_id     bigint           NOT NULL,
    noted_at     timestamptz      NOT NULL DEFAULT now(),
    week_on      date             NOT NULL,
    fte_p10      double precision NOT NULL,
    fte_p50      double precision NOT NULL,
    fte_p90      double precision NOT NULL,
    operation_id bigint           DEFAULT op.current(),
    CONSTRAINT class_supply_is_of_a_class FOREIGN KEY (class_id, entity_id) REFERENCES people.training_class (id, entity_id),
    CONSTRAINT class_supply_is_told_once UNIQUE (class_id, noted_at, week_on),
    CONSTRAINT class_supply_week_is_a_monday CHECK (extract(isodow FROM week_on) = 1),
    CONSTRAINT class_supply_range_is_in_order
        CHECK (0 <= fte_p10 AND fte_p10 <= fte_p50 AND fte_p50 <= fte_p90 AND fte_p90 < 'infinity')
);
CREATE INDEX class_supply_by_class ON people.class_supply (class_id, entity_id, noted_at DESC);
CREATE INDEX class_supply_by_entity ON people.class_supply (entity_id);

CREATE SCHEMA onboarding;
GRANT USAGE ON SCHEMA onboarding TO muster_person;

-- Which state may follow which: '' is before the first. --------------------------------------------------

CREATE TABLE onboarding.transition (
    machine    text NOT NULL,
    from_state text NOT NULL,
    to_state   text NOT NULL,
    PRIMARY KEY (machine, from_state, to_state),
    CONSTRAINT transition_machine_is_a_table_of_ours CHECK (length(machine) <= 40),
    CONSTRAINT transition_states_are_short CHECK (length(from_state) <= 20 AND length(to_state) BETWEEN 1 AND 20)
);
INSERT INTO onboarding.transition (machine, from_state, to_state)
VALUES ('curriculum_version', '',            'draft'),
       ('curriculum_version', 'draft',       'in review'),
       ('curriculum_version', 'in review',   'draft'),
       ('curriculum_version', 'in review',   'published'),
       ('curriculum_version', 'published',   'retired'),
       ('cohort',             '',            'planned'),
       ('cohort',             'planned',     'running'),
       ('cohort',             'planned',     'cancelled'),
       ('cohort',             'running',     'finished'),
       ('cohort',             'running',     'cancelled'),
       ('assignment',         '',            'assigned'),
       ('assignment',         'assigned',    'in progress'),
       ('assignment',         'assigned',    'completed'),
       ('assignment',         'assigned',    'failed'),
       ('assignment',         'assigned',    'suspended'),
       ('assignment',         'assigned',    'withdrawn'),
       ('assignment',         'assigned',    'expired'),
       ('assignment',         'assigned',    'migrated'),
       ('assignment',         'in progress', 'completed'),
       ('assignment',         'in progress', 'failed'),
       ('assignment',         'in progress', 'suspended'),
       ('assignment',         'in progress', 'withdrawn'),
       ('assignment',         'in progress', 'expired'),
       ('assignment',         'in progress', 'migrated'),
       ('assignment',         'suspended',   'in progress'),
       ('assignment',         'suspended',   'withdrawn'),
       ('assignment',         'suspended',   'expired'),
       ('assignment',         'suspended',   'migrated'),
       ('assignment',         'completed',   'in progress'),
       ('certificate',        '',            'active'),
       ('certificate',        'active',      'superseded'),
       ('certificate',        'active',      'revoked'),
       ('policy_version',     '',            'draft'),
       ('policy_version',     'draft',       'published'),
       ('policy_version',     'published',   'retired');

-- What there is to learn ---------------------------------------------------------------------------------

CREATE TABLE onboarding.curriculum (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    code         text        NOT NULL,
    title        text        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT curriculum_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT curriculum_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT curriculum_code_is_unique_in_its_entity UNIQUE (entity_id, code),
    CONSTRAINT curriculum_code_is_a_short_word CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    CONSTRAINT curriculum_title_is_1_to_120_characters CHECK (title ~ '\S' AND length(title) <= 120)
);

-- The weight that is required is counted when the version is published, and stands from then on.
CREATE TABLE onboarding.curriculum_version (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id       bigint      NOT NULL,
    curriculum_id   bigint      NOT NULL,
    number          integer     NOT NULL,
    supersedes_id   bigint,
    note            text        NOT NULL DEFAULT '',
    required_weight integer,
    published_at    timestamptz,
    state           text        NOT NULL DEFAULT 'draft',
    state_at        timestamptz NOT NULL DEFAULT now(),
    state_by        bigint      DEFAULT sec.me(),
    created_at      timestamptz NOT NULL DEFAULT now(),
    operation_id    bigint      DEFAULT op.current(),
    CONSTRAINT curriculum_version_is_of_a_curriculum
        FOREIGN KEY (curriculum_id, entity_id) REFERENCES onboarding.curriculum (id, entity_id),
    CONSTRAINT curriculum_version_keeps_its_curriculum UNIQUE (id, curriculum_id, entity_id),
    CONSTRAINT curriculum_version_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT curriculum_version_supersedes_one_of_its_own
        FOREIGN KEY (supersedes_id, curriculum_id, entity_id) REFERENCES onboarding.curriculum_version (id, curriculum_id, entity_id),
    CONSTRAINT curriculum_version_number_is_unique UNIQUE (curriculum_id, number),
    CONSTRAINT curriculum_version_number_counts_from_one CHECK (number >= 1),
    CONSTRAINT curriculum_version_note_is_at_most_500_characters CHECK (length(note) <= 500),
    CONSTRAINT curriculum_version_state_is_known CHECK (state IN ('draft', 'in review', 'published', 'retired')),
    CONSTRAINT curriculum_version_has_something_to_do
        CHECK (state IN ('draft', 'in review') OR required_weight > 0)
);
CREATE UNIQUE INDEX curriculum_version_is_drafted_one_at_a_time
    ON onboarding.curriculum_version (curriculum_id) WHERE state IN ('draft', 'in review');
CREATE INDEX curriculum_version_by_entity ON onboarding.curriculum_version (entity_id);
CREATE INDEX curriculum_version_by_superseded ON onboarding.curriculum_version (supersedes_id);

CREATE TABLE onboarding.module (
    id          bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id   bigint  NOT NULL,
    version_id  bigint  NOT NULL,
    key         text    NOT NULL,
    title       text    NOT NULL,
    position    integer NOT NULL,
    is_required boolean NOT NULL DEFAULT true,
    CONSTRAINT module_is_of_a_version FOREIGN KEY (version_id, entity_id) REFERENCES onboarding.curriculum_version (id, entity_id),
    CONSTRAINT module_keeps_its_version UNIQUE (id, version_id, entity_id),
    CONSTRAINT module_key_is_unique_in_its_version UNIQUE (version_id, key),
    CONSTRAINT module_position_is_taken_once UNIQUE (version_id, position),
    CONSTRAINT module_key_is_a_short_word CHECK (key ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
    CONSTRAINT module_title_is_1_to_120_characters CHECK (title ~ '\S' AND length(title) <= 120),
    CONSTRAINT module_position_counts_from_one CHECK (position >= 1)
);
CREATE INDEX module_by_entity ON onboarding.module (entity_id);

CREATE TABLE onboarding.policy (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    code         text        NOT NULL,
    title        text        NOT NULL,
    kind         text        NOT NULL DEFAULT 'policy',
    created_at   timestamptz NOT NULL DEFAULT now(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT policy_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT policy_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT policy_code_is_unique_in_its_entity UNIQUE (entity_id, code),
    CONSTRAINT policy_code_is_a_short_word CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    CONSTRAINT policy_title_is_1_to_120_characters CHECK (title ~ '\S' AND length(title) <= 120),
    CONSTRAINT policy_kind_is_known CHECK (kind IN ('policy', 'procedure', 'script'))
);

-- Satisfied when cmi5's moveOn says so: move_on over what was recorded. Weight 0 counts for nothing.
CREATE TABLE onboarding.item (
    id            bigint           GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id     bigint           NOT NULL,
    version_id    bigint           NOT NULL,
    module_id     bigint           NOT NULL,
    key           text             NOT NULL,
    title         text             NOT NULL,
    position      integer          NOT NULL,
    kind          text             NOT NULL,
    move_on       text             NOT NULL,
    mastery_score double precision,
    weight        integer          NOT NULL DEFAULT 1,
    minutes       integer          NOT NULL DEFAULT 30,
    due_rule      text,
    reference     text,
    policy_id     bigint,
    CONSTRAINT item_is_of_a_module_of_its_version
        FOREIGN KEY (module_id, version_id, entity_id) REFERENCES onboarding.module (id, version_id, entity_id),
    CONSTRAINT item_policy_is_of_the_entity FOREIGN KEY (policy_id, entity_id) REFERENCES onboarding.policy (id, entity_id),
    CONSTRAINT item_keeps_its_version UNIQUE (id, version_id, entity_id),
    CONSTRAINT item_key_is_unique_in_its_version UNIQUE (version_id, key),
    CONSTRAINT item_position_is_taken_once UNIQUE (module_id, position),
    CONSTRAINT item_key_is_a_short_word CHECK (key ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
    CONSTRAINT item_title_is_1_to_120_characters CHECK (title ~ '\S' AND length(title) <= 120),
    CONSTRAINT item_position_counts_from_one CHECK (position >= 1),
    CONSTRAINT item_kind_is_known
        CHECK (kind IN ('lesson', 'session', 'practice', 'assessment', 'policy', 'sign-off', 'package')),
    CONSTRAINT item_of_a_policy_names_it CHECK ((kind = 'policy') = (policy_id IS NOT NULL)),
    CONSTRAINT item_moves_on_as_cmi5_says
        CHECK (move_on IN ('Passed', 'Completed', 'CompletedAndPassed', 'CompletedOrPassed', 'NotApplicable')),
    CONSTRAINT item_mastery_score_is_0_to_1 CHECK (mastery_score BETWEEN 0 AND 1),
    CONSTRAINT item_weight_is_0_to_1000 CHECK (weight BETWEEN 0 AND 1000),
    CONSTRAINT item_takes_1_minute_to_200_hours CHECK (minutes BETWEEN 1 AND 12000),
    CONSTRAINT item_due_rule_is_1_to_200_characters CHECK (due_rule ~ '\S' AND length(due_rule) <= 200),
    CONSTRAINT item_reference_is_1_to_500_characters CHECK (reference ~ '\S' AND length(reference) <= 500)
);
CREATE INDEX item_by_entity ON onboarding.item (entity_id);
CREATE INDEX item_by_module ON onboarding.item (module_id, version_id);
CREATE INDEX item_by_policy ON onboarding.item (policy_id, entity_id);

-- A module or an item that waits for others. The expression is what people read; the keys it needs stand beside it,
-- so that the database itself refuses a circle when the version is published.
CREATE TABLE onboarding.prerequisite (
    entity_id  bigint NOT NULL,
    version_id bigint NOT NULL,
    target_key text   NOT NULL,
    expression text   NOT NULL,
    needs      text[] NOT NULL,
    PRIMARY KEY (version_id, target_key),
    CONSTRAINT prerequisite_is_of_a_version FOREIGN KEY (version_id, entity_id) REFERENCES onboarding.curriculum_version (id, entity_id),
    CONSTRAINT prerequisite_target_is_a_short_word CHECK (target_key ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
    CONSTRAINT prerequisite_expression_is_1_to_500_characters CHECK (expression ~ '\S' AND length(expression) <= 500),
    CONSTRAINT prerequisite_needs_something CHECK (cardinality(needs) BETWEEN 1 AND 50)
);
CREATE INDEX prerequisite_by_entity ON onboarding.prerequisite (entity_id);

-- Which item of an older version counts for which of a newer one, where their keys differ.
CREATE TABLE onboarding.equivalence (
    entity_id    bigint NOT NULL,
    from_item_id bigint NOT NULL,
    from_version bigint NOT NULL,
    to_item_id   bigint NOT NULL,
    to_version   bigint NOT NULL,
    PRIMARY KEY (from_item_id, to_item_id),
    CONSTRAINT equivalence_is_from_an_item FOREIGN KEY (from_item_id, from_version, entity_id) REFERENCES onboarding.item (id, version_id, entity_id),
    CONSTRAINT equivalence_is_to_an_item FOREIGN KEY (to_item_id, to_version, entity_id) REFERENCES onboarding.item (id, version_id, entity_id),
    CONSTRAINT equivalence_is_between_versions CHECK (from_version <> to_version)
);
CREATE INDEX equivalence_by_target ON onboarding.equivalence (to_item_id);
CREATE INDEX equivalence_by_entity ON onboarding.equivalence (entity_id);

-- A typing mistake put right in a published version: the words change, nothing else does.
CREATE TABLE onboarding.erratum (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    version_id   bigint      NOT NULL,
    key          text        NOT NULL,
    title        text        NOT NULL,
    noted_by     bigint      DEFAULT sec.me(),
    noted_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT erratum_is_of_a_version FOREIGN KEY (version_id, entity_id) REFERENCES onboarding.curriculum_version (id, entity_id),
    CONSTRAINT erratum_key_is_a_short_word CHECK (key ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
    CONSTRAINT erratum_title_is_1_to_120_characters CHECK (title ~ '\S' AND length(title) <= 120)
);
CREATE INDEX erratum_by_version ON onboarding.erratum (version_id, key, noted_at DESC);
CREATE INDEX erratum_by_entity ON onboarding.erratum (entity_id);

-- Who learns it --------------------------------------------------------------------------------------------

-- A class of People that takes one version of a curriculum.
CREATE TABLE onboarding.cohort (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id     bigint      NOT NULL,
    class_id      bigint      NOT NULL,
    curriculum_id bigint      NOT NULL,
    version_id    bigint      NOT NULL,
    room          text,
    state         text        NOT NULL DEFAULT 'planned',
    state_at      timestamptz NOT NULL DEFAULT now(),
    state_by      bigint      DEFAULT sec.me(),
    created_at    timestamptz NOT NULL DEFAULT now(),
    operation_id  bigint      DEFAULT op.current(),
    CONSTRAINT cohort_class_is_of_the_entity FOREIGN KEY (class_id, entity_id) REFERENCES people.training_class (id, entity_id),
    CONSTRAINT cohort_takes_a_version_of_its_curriculum
        FOREIGN KEY (version_id, curriculum_id, entity_id) REFERENCES onboarding.curriculum_version (id, curriculum_id, entity_id),
    CONSTRAINT cohort_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT cohort_takes_a_curriculum_once UNIQUE (class_id, curriculum_id),
    CONSTRAINT cohort_room_is_1_to_80_characters CHECK (room ~ '\S' AND length(room) <= 80),
    CONSTRAINT cohort_state_is_known CHECK (state IN ('planned', 'running', 'finished', 'cancelled'))
);
CREATE INDEX cohort_by_entity ON onboarding.cohort (entity_id);
CREATE INDEX cohort_by_version ON onboarding.cohort (version_id, curriculum_id);

-- One meeting of the timetable; each member's hours in Timekeeping hang on it.
CREATE TABLE onboarding.meeting (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    cohort_id    bigint      NOT NULL,
    item_key     text,
    title        text        NOT NULL,
    works_on     date        NOT NULL,
    starts_time  time        NOT NULL,
    ends_time    time        NOT NULL,
    cancelled_at timestamptz,
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT meeting_is_of_a_cohort FOREIGN KEY (cohort_id, entity_id) REFERENCES onboarding.cohort (id, entity_id),
    CONSTRAINT meeting_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT meeting_title_is_1_to_120_characters CHECK (title ~ '\S' AND length(title) <= 120),
    CONSTRAINT meeting_item_is_a_short_word CHECK (item_key ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
    CONSTRAINT meeting_date_is_finite CHECK (isfinite(works_on)),
    CONSTRAINT meeting_ends_after_it_starts CHECK (ends_time > starts_time)
);
CREATE INDEX meeting_by_cohort ON onboarding.meeting (cohort_id, entity_id, works_on);
CREATE INDEX meeting_by_entity ON onboarding.meeting (entity_id);

CREATE TABLE onboarding.meeting_block (
    entity_id  bigint NOT NULL,
    meeting_id bigint NOT NULL,
    block_id   bigint NOT NULL PRIMARY KEY,
    person_id  bigint NOT NULL,
    CONSTRAINT meeting_block_is_of_a_meeting FOREIGN KEY (meeting_id, entity_id) REFERENCES onboarding.meeting (id, entity_id),
    CONSTRAINT meeting_block_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT meeting_block_is_in_timekeeping FOREIGN KEY (block_id) REFERENCES timekeeping.training_block (id)
);
CREATE INDEX meeting_block_by_meeting ON onboarding.meeting_block (meeting_id, entity_id);
CREATE INDEX meeting_block_by_person ON onboarding.meeting_block (person_id, entity_id);
CREATE INDEX meeting_block_by_entity ON onboarding.meeting_block (entity_id);

-- A version's due rules, resolved once for all who start on a day under a calendar: the date beside its rule.
CREATE TABLE onboarding.due_sheet (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id     bigint      NOT NULL,
    version_id    bigint      NOT NULL,
    site_id       bigint      NOT NULL,
    calendar_id   bigint,
    starts_on     date        NOT NULL,
    production_on date,
    resolved_at   timestamptz NOT NULL DEFAULT now(),
    operation_id  bigint      DEFAULT op.current(),
    CONSTRAINT due_sheet_is_of_a_version FOREIGN KEY (version_id, entity_id) REFERENCES onboarding.curriculum_version (id, entity_id),
    CONSTRAINT due_sheet_site_is_of_the_entity FOREIGN KEY (site_id, entity_id) REFERENCES people.site (id, entity_id),
    CONSTRAINT due_sheet_calendar_is_of_the_entity FOREIGN KEY (calendar_id, entity_id) REFERENCES people.calendar (id, entity_id),
    CONSTRAINT due_sheet_keeps_its_version UNIQUE (id, version_id, entity_id),
    CONSTRAINT due_sheet_is_resolved_once UNIQUE NULLS NOT DISTINCT (version_id, site_id, calendar_id, starts_on, production_on),
    CONSTRAINT due_sheet_dates_are_finite CHECK (isfinite(starts_on) AND (production_on IS NULL OR isfinite(production_on)))
);
CREATE INDEX due_sheet_by_entity ON onboarding.due_sheet (entity_id);
CREATE INDEX due_sheet_by_site ON onboarding.due_sheet (site_id, entity_id);
CREATE INDEX due_sheet_by_calendar ON onboarding.due_sheet (calendar_id, entity_id);

-- due_on is NULL where the rule waits for something the person has not done yet.
CREATE TABLE onboarding.due_date (
    entity_id  bigint NOT NULL,
    sheet_id   bigint NOT NULL,
    version_id bigint NOT NULL,
    item_id    bigint NOT NULL,
    rule       text   NOT NULL,
    due_on     date,
    PRIMARY KEY (sheet_id, item_id),
    CONSTRAINT due_date_is_on_a_sheet FOREIGN KEY (sheet_id, version_id, entity_id) REFERENCES onboarding.due_sheet (id, version_id, entity_id),
    CONSTRAINT due_date_is_of_an_item FOREIGN KEY (item_id, version_id, entity_id) REFERENCES onboarding.item (id, version_id, entity_id),
    CONSTRAINT due_date_rule_is_1_to_200_characters CHECK (rule ~ '\S' AND length(rule) <= 200),
    CONSTRAINT due_date_is_finite CHECK (isfinite(due_on))
);
CREATE INDEX due_date_by_item ON onboarding.due_date (item_id, version_id);
CREATE INDEX due_date_by_entity ON onboarding.due_date (entity_id);

-- A person and the version they learn. Only one live assignment of a curriculum; a recertification is a new one.
CREATE TABLE onboarding.assignment (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id     bigint      NOT NULL,
    person_id     bigint      NOT NULL,
    curriculum_id bigint      NOT NULL,
    version_id    bigint      NOT NULL,
    cohort_id     bigint,
    sheet_id      bigint      NOT NULL,
    follows_id    bigint,
    starts_on     date        NOT NULL,
    source        text        NOT NULL DEFAULT 'by hand',
    state         text        NOT NULL DEFAULT 'assigned',
    state_reason  text,
    state_at      timestamptz NOT NULL DEFAULT now(),
    state_by      bigint      DEFAULT sec.me(),
    assigned_at   timestamptz NOT NULL DEFAULT now(),
    operation_id  bigint      DEFAULT op.current(),
    CONSTRAINT assignment_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT assignment_pins_a_version_of_its_curriculum
        FOREIGN KEY (version_id, curriculum_id, entity_id) REFERENCES onboarding.curriculum_version (id, curriculum_id, entity_id),
    CONSTRAINT assignment_cohort_is_of_the_entity FOREIGN KEY (cohort_id, entity_id) REFERENCES onboarding.cohort (id, entity_id),
    CONSTRAINT assignment_has_its_due_dates FOREIGN KEY (sheet_id, version_id, entity_id) REFERENCES onboarding.due_sheet (id, version_id, entity_id),
    CONSTRAINT assignment_keeps_its_version UNIQUE (id, version_id, person_id, entity_id),
    CONSTRAINT assignment_follows_an_earlier_one FOREIGN KEY (follows_id) REFERENCES onboarding.assignment (id),
    CONSTRAINT assignment_starts_on_a_day CHECK (isfinite(starts_on)),
    CONSTRAINT assignment_source_is_1_to_60_characters CHECK (source ~ '\S' AND length(source) <= 60),
    CONSTRAINT assignment_reason_is_1_to_500_characters CHECK (state_reason ~ '\S' AND length(state_reason) <= 500),
    CONSTRAINT assignment_that_ends_early_says_why
        CHECK (state NOT IN ('suspended', 'withdrawn', 'failed', 'expired', 'migrated') OR state_reason IS NOT NULL),
    CONSTRAINT assignment_state_is_known
        CHECK (state IN ('assigned', 'in progress', 'suspended', 'completed', 'failed', 'withdrawn', 'expired', 'migrated'))
);
COMMENT ON COLUMN onboarding.assignment.state_reason IS 'pii: why a person paused or stopped';
CREATE UNIQUE INDEX assignment_is_live_once
    ON onboarding.assignment (person_id, curriculum_id) WHERE state IN ('assigned', 'in progress', 'suspended');
CREATE INDEX assignment_by_person ON onboarding.assignment (person_id, entity_id);
CREATE INDEX assignment_by_version ON onboarding.assignment (version_id, curriculum_id);
CREATE INDEX assignment_by_cohort ON onboarding.assignment (cohort_id, entity_id);
CREATE INDEX assignment_by_sheet ON onboarding.assignment (sheet_id, version_id);
CREATE INDEX assignment_by_earlier ON onboarding.assignment (follows_id);
CREATE INDEX assignment_by_entity ON onboarding.assignment (entity_id, curriculum_id, state);

-- What became of an assignment, step by step. Written by a trigger.
CREATE TABLE onboarding.assignment_step (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id     bigint      NOT NULL,
    person_id     bigint      NOT NULL,
    assignment_id bigint      NOT NULL,
    state         text        NOT NULL,
    cohort_id     bigint,
    reason        text,
    taken_by      bigint      DEFAULT sec.me(),
    taken_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    operation_id  bigint      DEFAULT op.current(),
    CONSTRAINT assignment_step_is_of_an_assignment FOREIGN KEY (assignment_id) REFERENCES onboarding.assignment (id),
    CONSTRAINT assignment_step_cohort_is_of_the_entity FOREIGN KEY (cohort_id, entity_id) REFERENCES onboarding.cohort (id, entity_id),
    CONSTRAINT assignment_step_state_is_short CHECK (length(state) <= 20),
    CONSTRAINT assignment_step_reason_is_at_most_500_characters CHECK (length(reason) <= 500)
);
COMMENT ON COLUMN onboarding.assignment_step.reason IS 'pii: why a person paused or stopped';
CREATE INDEX assignment_step_by_assignment ON onboarding.assignment_step (assignment_id, taken_at);
CREATE INDEX assignment_step_by_person ON onboarding.assignment_step (person_id);
CREATE INDEX assignment_step_by_cohort ON onboarding.assignment_step (cohort_id);
CREATE INDEX assignment_step_by_entity ON onboarding.assignment_step (entity_id);

-- A due date of one person's own: put off with a reason, or resolved when what its rule waits for came to pass.
CREATE TABLE onboarding.extension (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id     bigint      NOT NULL,
    person_id     bigint      NOT NULL,
    assignment_id bigint      NOT NULL,
    version_id    bigint      NOT NULL,
    item_id       bigint      NOT NULL,
    due_on        date        NOT NULL,
    reason        text        NOT NULL,
    granted_by    bigint      DEFAULT sec.me(),
    granted_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    operation_id  bigint      DEFAULT op.current(),
    CONSTRAINT extension_is_of_an_assignment
        FOREIGN KEY (assignment_id, version_id, person_id, entity_id) REFERENCES onboarding.assignment (id, version_id, person_id, entity_id),
    CONSTRAINT extension_is_of_an_item_of_its_version
        FOREIGN KEY (item_id, version_id, entity_id) REFERENCES onboarding.item (id, version_id, entity_id),
    CONSTRAINT extension_date_is_finite CHECK (isfinite(due_on)),
    CONSTRAINT extension_reason_is_1_to_500_characters CHECK (reason ~ '\S' AND length(reason) <= 500)
);
COMMENT ON COLUMN onboarding.extension.reason IS 'pii: why a person needs longer';
CREATE INDEX extension_by_assignment ON onboarding.extension (assignment_id, item_id, granted_at DESC);
CREATE INDEX extension_by_item ON onboarding.extension (item_id, version_id);
CREATE INDEX extension_by_person ON onboarding.extension (person_id, entity_id);
CREATE INDEX extension_by_entity ON onboarding.extension (entity_id);

-- What happened ---------------------------------------------------------------------------------------------

-- Appended, never edited; a mistake is voided by a later row that names it.
CREATE TABLE onboarding.item_result (
    id            bigint           GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id     bigint           NOT NULL,
    person_id     bigint           NOT NULL,
    assignment_id bigint           NOT NULL,
    version_id    bigint           NOT NULL,
    item_id       bigint           NOT NULL,
    verb          text             NOT NULL,
    score         double precision,
    evidence      text,
    voids_id      bigint,
    happened_at   timestamptz      NOT NULL DEFAULT now(),
    recorded_by   bigint           DEFAULT sec.me(),
    recorded_at   timestamptz      NOT NULL DEFAULT now(),
    operation_id  bigint           DEFAULT op.current(),
    CONSTRAINT item_result_is_of_an_assignment
        FOREIGN KEY (assignment_id, version_id, person_id, entity_id) REFERENCES onboarding.assignment (id, version_id, person_id, entity_id),
    CONSTRAINT item_result_is_of_an_item_of_the_pinned_version
        FOREIGN KEY (item_id, version_id, entity_id) REFERENCES onboarding.item (id, version_id, entity_id),
    CONSTRAINT item_result_verb_is_known CHECK (verb IN ('started', 'completed', 'passed', 'failed', 'voided')),
    CONSTRAINT item_result_score_is_0_to_1 CHECK (score BETWEEN 0 AND 1),
    CONSTRAINT item_result_evidence_is_1_to_500_characters CHECK (evidence ~ '\S' AND length(evidence) <= 500),
    CONSTRAINT item_result_that_voids_names_what_and_why
        CHECK ((verb = 'voided') = (voids_id IS NOT NULL) AND (verb <> 'voided' OR evidence IS NOT NULL)),
    CONSTRAINT item_result_is_voided_once UNIQUE (voids_id),
    CONSTRAINT item_result_voids_an_earlier_one FOREIGN KEY (voids_id) REFERENCES onboarding.item_result (id)
);
COMMENT ON COLUMN onboarding.item_result.evidence IS 'pii: what a person showed, or why a result was voided';
CREATE INDEX item_result_by_assignment ON onboarding.item_result (assignment_id, item_id);
CREATE INDEX item_result_by_item ON onboarding.item_result (item_id, version_id);
CREATE INDEX item_result_by_person ON onboarding.item_result (person_id, entity_id);
CREATE INDEX item_result_by_entity ON onboarding.item_result (entity_id, happened_at);

CREATE TABLE onboarding.waiver (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id     bigint      NOT NULL,
    person_id     bigint      NOT NULL,
    assignment_id bigint      NOT NULL,
    version_id    bigint      NOT NULL,
    item_id       bigint      NOT NULL,
    reason        text        NOT NULL,
    expires_on    date,
    granted_by    bigint      DEFAULT sec.me(),
    granted_at    timestamptz NOT NULL DEFAULT now(),
    operation_id  bigint      DEFAULT op.current(),
    CONSTRAINT waiver_is_of_an_assignment
        FOREIGN KEY (assignment_id, version_id, person_id, entity_id) REFERENCES onboarding.assignment (id, version_id, person_id, entity_id),
    CONSTRAINT waiver_is_of_an_item_of_the_pinned_version
        FOREIGN KEY (item_id, version_id, entity_id) REFERENCES onboarding.item (id, version_id, entity_id),
    CONSTRAINT waiver_reason_is_1_to_500_characters CHECK (reason ~ '\S' AND length(reason) <= 500),
    CONSTRAINT waiver_is_granted_by_someone_else CHECK (granted_by <> person_id),
    CONSTRAINT waiver_expiry_is_finite CHECK (isfinite(expires_on))
);
COMMENT ON COLUMN onboarding.waiver.reason IS 'pii: why a person need not do it';
CREATE INDEX waiver_by_assignment ON onboarding.waiver (assignment_id, item_id);
CREATE INDEX waiver_by_item ON onboarding.waiver (item_id, version_id);
CREATE INDEX waiver_by_person ON onboarding.waiver (person_id, entity_id);
CREATE INDEX waiver_by_entity ON onboarding.waiver (entity_id);

-- The latch: one row an item that is satisfied, written by triggers alone. An item of another version cannot stand
-- here, nor one item twice, so progress cannot exceed what the pinned version asks for.
CREATE TABLE onboarding.satisfied (
    assignment_id bigint      NOT NULL,
    item_id       bigint      NOT NULL,
    entity_id     bigint      NOT NULL,
    person_id     bigint      NOT NULL,
    version_id    bigint      NOT NULL,
    weight        integer     NOT NULL,
    how           text        NOT NULL,
    until_on      date,
    at            timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (assignment_id, item_id),
    CONSTRAINT satisfied_is_of_an_assignment
        FOREIGN KEY (assignment_id, version_id, person_id, entity_id) REFERENCES onboarding.assignment (id, version_id, person_id, entity_id),
    CONSTRAINT satisfied_is_of_an_item_of_the_pinned_version
        FOREIGN KEY (item_id, version_id, entity_id) REFERENCES onboarding.item (id, version_id, entity_id),
    CONSTRAINT satisfied_how_is_known CHECK (how IN ('result', 'waiver', 'not applicable', 'carried over')),
    CONSTRAINT satisfied_weight_is_not_negative CHECK (weight >= 0)
);
CREATE INDEX satisfied_by_item ON onboarding.satisfied (item_id, version_id);
CREATE INDEX satisfied_by_person ON onboarding.satisfied (person_id, entity_id);
CREATE INDEX satisfied_by_entity ON onboarding.satisfied (entity_id);

-- What it allows ---------------------------------------------------------------------------------------------

-- A right that is certified: with a skill, granting it grants the skill, and the skill is not granted otherwise.
CREATE TABLE onboarding.certification (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    code         text        NOT NULL,
    title        text        NOT NULL,
    skill_id     bigint,
    created_at   timestamptz NOT NULL DEFAULT now(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT certification_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT certification_skill_is_of_the_entity FOREIGN KEY (skill_id, entity_id) REFERENCES people.skill (id, entity_id),
    CONSTRAINT certification_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT certification_code_is_unique_in_its_entity UNIQUE (entity_id, code),
    CONSTRAINT certification_gates_a_skill_alone UNIQUE (skill_id),
    CONSTRAINT certification_code_is_a_short_word CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    CONSTRAINT certification_title_is_1_to_120_characters CHECK (title ~ '\S' AND length(title) <= 120)
);

-- The rules a certificate is given under; the newest counts, earlier certificates keep theirs.
CREATE TABLE onboarding.certification_version (
    id               bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id        bigint      NOT NULL,
    certification_id bigint      NOT NULL,
    number           integer     NOT NULL,
    curriculum_id    bigint,
    valid_months     integer,
    grace_days       integer     NOT NULL DEFAULT 0,
    level            smallint    NOT NULL DEFAULT 3,
    renew_by_on      date,
    created_by       bigint      DEFAULT sec.me(),
    created_at       timestamptz NOT NULL DEFAULT now(),
    operation_id     bigint      DEFAULT op.current(),
    CONSTRAINT certification_version_is_of_a_certification
        FOREIGN KEY (certification_id, entity_id) REFERENCES onboarding.certification (id, entity_id),
    CONSTRAINT certification_version_curriculum_is_of_the_entity
        FOREIGN KEY (curriculum_id, entity_id) REFERENCES onboarding.curriculum (id, entity_id),
    CONSTRAINT certification_version_keeps_its_certification UNIQUE (id, certification_id, entity_id),
    CONSTRAINT certification_version_number_is_unique UNIQUE (certification_id, number),
    CONSTRAINT certification_version_number_counts_from_one CHECK (number >= 1),
    CONSTRAINT certification_version_is_valid_1_to_120_months CHECK (valid_months BETWEEN 1 AND 120),
    CONSTRAINT certification_version_grace_is_0_to_180_days CHECK (grace_days BETWEEN 0 AND 180),
    CONSTRAINT certification_version_level_is_1_to_5 CHECK (level BETWEEN 1 AND 5),
    CONSTRAINT certification_version_renewal_is_finite CHECK (isfinite(renew_by_on))
);
CREATE INDEX certification_version_by_curriculum ON onboarding.certification_version (curriculum_id, entity_id);
CREATE INDEX certification_version_by_entity ON onboarding.certification_version (entity_id);

CREATE TABLE onboarding.certificate (
    id               bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id        bigint      NOT NULL,
    person_id        bigint      NOT NULL,
    certification_id bigint      NOT NULL,
    version_id       bigint      NOT NULL,
    assignment_id    bigint,
    valid_from_on    date        NOT NULL,
    valid_until_on   date,
    grace_days       integer     NOT NULL DEFAULT 0,
    renews_id        bigint,
    evidence         text        NOT NULL,
    signed_by        bigint      NOT NULL DEFAULT sec.me(),
    signed_at        timestamptz NOT NULL DEFAULT now(),
    state            text        NOT NULL DEFAULT 'active',
    state_reason     text,
    state_at         timestamptz NOT NULL DEFAULT now(),
    state_by         bigint      DEFAULT sec.me(),
    operation_id     bigint      DEFAULT op.current(),
    CONSTRAINT certificate_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT certificate_is_given_under_a_version
        FOREIGN KEY (version_id, certification_id, entity_id) REFERENCES onboarding.certification_version (id, certification_id, entity_id),
    CONSTRAINT certificate_assignment_is_there FOREIGN KEY (assignment_id) REFERENCES onboarding.assignment (id),
    CONSTRAINT certificate_renews_an_earlier_one FOREIGN KEY (renews_id) REFERENCES onboarding.certificate (id),
    CONSTRAINT certificate_is_renewed_once UNIQUE (renews_id),
    CONSTRAINT certificate_is_signed_by_someone_else CHECK (signed_by <> person_id),
    CONSTRAINT certificate_ends_on_or_after_its_start CHECK (valid_until_on >= valid_from_on),
    CONSTRAINT certificate_dates_are_finite CHECK (isfinite(valid_from_on) AND (valid_until_on IS NULL OR isfinite(valid_until_on))),
    CONSTRAINT certificate_grace_is_0_to_180_days CHECK (grace_days BETWEEN 0 AND 180),
    CONSTRAINT certificate_evidence_is_1_to_500_characters CHECK (evidence ~ '\S' AND length(evidence) <= 500),
    CONSTRAINT certificate_state_is_known CHECK (state IN ('active', 'superseded', 'revoked')),
    CONSTRAINT certificate_revoked_says_why CHECK (state <> 'revoked' OR state_reason IS NOT NULL),
    CONSTRAINT certificate_reason_is_1_to_500_characters CHECK (state_reason ~ '\S' AND length(state_reason) <= 500)
);
COMMENT ON COLUMN onboarding.certificate.evidence IS 'pii: what a person showed';
COMMENT ON COLUMN onboarding.certificate.state_reason IS 'pii: why a right was taken back';
CREATE UNIQUE INDEX certificate_is_held_once ON onboarding.certificate (person_id, certification_id) WHERE state = 'active';
CREATE INDEX certificate_by_person ON onboarding.certificate (person_id, entity_id);
CREATE INDEX certificate_by_version ON onboarding.certificate (version_id, certification_id);
CREATE INDEX certificate_by_assignment ON onboarding.certificate (assignment_id);
CREATE INDEX certificate_by_entity ON onboarding.certificate (entity_id, valid_until_on);

-- How fast starters get there, as fitted to our own cohorts: output by week in production against a tenured agent's, how
-- far cohorts lie apart, and the share still there by week since the start.
CREATE TABLE onboarding.ramp (
    id            bigint             GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id     bigint             NOT NULL,
    skill_id      bigint             NOT NULL,
    as_of_on      date               NOT NULL,
    form          text               NOT NULL,
    people        integer            NOT NULL,
    cohorts       integer            NOT NULL,
    proficiency   double precision[] NOT NULL,
    spread        double precision   NOT NULL,
    staying       double precision[] NOT NULL,
    note          text               NOT NULL DEFAULT '',
    fitted_at     timestamptz        NOT NULL DEFAULT clock_timestamp(),
    operation_id  bigint             DEFAULT op.current(),
    CONSTRAINT ramp_skill_is_of_the_entity FOREIGN KEY (skill_id, entity_id) REFERENCES people.skill (id, entity_id),
    CONSTRAINT ramp_form_is_known CHECK (form IN ('assumed', 'piecewise', 'exponential')),
    CONSTRAINT ramp_counts_are_not_negative CHECK (people >= 0 AND cohorts >= 0),
    CONSTRAINT ramp_is_told_for_1_to_104_weeks
        CHECK (cardinality(proficiency) BETWEEN 1 AND 104 AND cardinality(staying) BETWEEN 1 AND 104),
    CONSTRAINT ramp_proficiency_is_0_to_2 CHECK (0 <= ALL (proficiency) AND 2 >= ALL (proficiency)),
    CONSTRAINT ramp_staying_is_a_share CHECK (0 <= ALL (staying) AND 1 >= ALL (staying)),
    CONSTRAINT ramp_spread_is_0_to_1 CHECK (spread BETWEEN 0 AND 1),
    CONSTRAINT ramp_note_is_at_most_500_characters CHECK (length(note) <= 500)
);
CREATE INDEX ramp_by_skill ON onboarding.ramp (skill_id, entity_id, fitted_at DESC);
CREATE INDEX ramp_by_entity ON onboarding.ramp (entity_id);

-- What everybody must have read -------------------------------------------------------------------------------

-- The digest of the body is taken by a trigger; what is published does not change.
CREATE TABLE onboarding.policy_version (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id      bigint      NOT NULL,
    policy_id      bigint      NOT NULL,
    number         integer     NOT NULL,
    body           text        NOT NULL,
    body_digest    text        NOT NULL DEFAULT '',
    is_material    boolean     NOT NULL,
    note           text        NOT NULL DEFAULT '',
    published_at   timestamptz,
    state          text        NOT NULL DEFAULT 'draft',
    state_at       timestamptz NOT NULL DEFAULT now(),
    state_by       bigint      DEFAULT sec.me(),
    operation_id   bigint      DEFAULT op.current(),
    CONSTRAINT policy_version_is_of_a_policy FOREIGN KEY (policy_id, entity_id) REFERENCES onboarding.policy (id, entity_id),
    CONSTRAINT policy_version_keeps_its_policy UNIQUE (id, policy_id, entity_id),
    CONSTRAINT policy_version_number_is_unique UNIQUE (policy_id, number),
    CONSTRAINT policy_version_number_counts_from_one CHECK (number >= 1),
    CONSTRAINT policy_version_first_is_material CHECK (number > 1 OR is_material),
    CONSTRAINT policy_version_body_is_1_to_200000_characters CHECK (body ~ '\S' AND length(body) <= 200000),
    CONSTRAINT policy_version_digest_is_sha256 CHECK (body_digest ~ '^[0-9a-f]{64}$'),
    CONSTRAINT policy_version_note_is_at_most_500_characters CHECK (length(note) <= 500),
    CONSTRAINT policy_version_state_is_known CHECK (state IN ('draft', 'published', 'retired'))
);
COMMENT ON COLUMN onboarding.policy_version.body IS 'rules of the house: nothing about a person';
CREATE UNIQUE INDEX policy_version_is_in_force_alone ON onboarding.policy_version (policy_id) WHERE state = 'published';
CREATE INDEX policy_version_by_entity ON onboarding.policy_version (entity_id);

-- Whom a policy concerns: a team with all below it, or everybody who holds a skill.
CREATE TABLE onboarding.policy_audience (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    policy_id    bigint      NOT NULL,
    team_id      bigint,
    skill_id     bigint,
    days_to_read integer     NOT NULL,
    starts_on    date        NOT NULL,
    ends_on      date,
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT policy_audience_is_of_a_policy FOREIGN KEY (policy_id, entity_id) REFERENCES onboarding.policy (id, entity_id),
    CONSTRAINT policy_audience_team_is_of_the_entity FOREIGN KEY (team_id, entity_id) REFERENCES people.team (id, entity_id),
    CONSTRAINT policy_audience_skill_is_of_the_entity FOREIGN KEY (skill_id, entity_id) REFERENCES people.skill (id, entity_id),
    CONSTRAINT policy_audience_is_a_team_or_a_skill CHECK (num_nonnulls(team_id, skill_id) = 1),
    CONSTRAINT policy_audience_has_1_to_365_days CHECK (days_to_read BETWEEN 1 AND 365),
    CONSTRAINT policy_audience_ends_on_or_after_its_start CHECK (ends_on >= starts_on)
);
CREATE INDEX policy_audience_by_policy ON onboarding.policy_audience (policy_id, entity_id);
CREATE INDEX policy_audience_by_team ON onboarding.policy_audience (team_id, entity_id);
CREATE INDEX policy_audience_by_skill ON onboarding.policy_audience (skill_id, entity_id);
CREATE INDEX policy_audience_by_entity ON onboarding.policy_audience (entity_id);

-- Somebody read a version: in their own name, with the digest of what they were shown.
CREATE TABLE onboarding.policy_reading (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    person_id    bigint      NOT NULL DEFAULT sec.me(),
    policy_id    bigint      NOT NULL,
    version_id   bigint      NOT NULL,
    body_digest  text        NOT NULL,
    read_at      timestamptz NOT NULL DEFAULT now(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT policy_reading_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT policy_reading_is_of_a_version
        FOREIGN KEY (version_id, policy_id, entity_id) REFERENCES onboarding.policy_version (id, policy_id, entity_id),
    CONSTRAINT policy_reading_is_acknowledged_once UNIQUE (version_id, person_id),
    CONSTRAINT policy_reading_digest_is_sha256 CHECK (body_digest ~ '^[0-9a-f]{64}$')
);
CREATE INDEX policy_reading_by_person ON onboarding.policy_reading (person_id, entity_id);
CREATE INDEX policy_reading_by_version ON onboarding.policy_reading (version_id, policy_id);
CREATE INDEX policy_reading_by_entity ON onboarding.policy_reading (entity_id);

-- Every table behind its policies (sql/code/07_onboarding.sql). Results, steps, latches and readings are their own
-- history; what people decide is written down -------------------------------------------------------------------

SELECT sec.guard(('people.' || guarded)::regclass) FROM unnest(ARRAY['class_member', 'class_move', 'class_supply']) AS guarded;
SELECT sec.guard(('onboarding.' || guarded)::regclass)
  FROM unnest(ARRAY['transition', 'curriculum', 'curriculum_version', 'module', 'item', 'prerequisite', 'equivalence', 'erratum',
                    'cohort', 'meeting', 'meeting_block', 'due_sheet', 'due_date', 'assignment', 'assignment_step', 'extension',
                    'item_result', 'waiver', 'satisfied', 'certification', 'certification_version', 'certificate', 'ramp',
                    'policy', 'policy_version', 'policy_audience', 'policy_reading']) AS guarded;
SELECT audit.watch('people.class_member');
SELECT audit.watch(('onboarding.' || watched)::regclass)
  FROM unnest(ARRAY['curriculum', 'curriculum_version', 'equivalence', 'erratum', 'cohort', 'meeting', 'extension', 'waiver',
                    'certification', 'certification_version', 'certificate', 'policy', 'policy_version',
                    'policy_audience']) AS watched;
