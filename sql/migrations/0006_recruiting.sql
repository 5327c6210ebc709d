-- Recruiting: from a requisition to a seat filled in the right class.
--
-- A seat is a row (opening), not a number: it is offered to one application at a time and filled by
-- one. A candidate is not on the books: People knows nobody until they are hired, and an alumnus is
-- a candidate who names the person they were. What happened to an application is in stage_event,
-- which is only ever added to; where it stands now is kept on application by a trigger, from the
-- events alone. What may follow what is data: move for records, stage_move for each pipeline.

CREATE SCHEMA recruiting;
GRANT USAGE ON SCHEMA recruiting TO muster_person;

-- What may follow what ---------------------------------------------------------------------------

-- Filled by sql/code/06_recruiting.sql; read by the triggers, and by whoever asks what comes next.
CREATE TABLE recruiting.move (
    machine      text    NOT NULL,
    from_state   text    NOT NULL,
    to_state     text    NOT NULL,
    roles        text[]  NOT NULL,
    needs_reason boolean NOT NULL DEFAULT false,
    PRIMARY KEY (machine, from_state, to_state),
    CONSTRAINT move_machine_is_1_to_40_characters CHECK (machine ~ '^[a-z_]{1,40}$'),
    CONSTRAINT move_from_is_1_to_40_characters CHECK (from_state ~ '^[a-z_]{1,40}$'),
    CONSTRAINT move_to_is_1_to_40_characters CHECK (to_state ~ '^[a-z_]{1,40}$')
);

-- One row a change of many: an import, a bulk move, a bulk rejection. It is undone as one.
CREATE TABLE recruiting.batch (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    kind         text        NOT NULL,
    name         text        NOT NULL,
    rows         integer     NOT NULL DEFAULT 0,
    created_by   bigint      DEFAULT sec.me(),
    created_at   timestamptz NOT NULL DEFAULT now(),
    undone_by    bigint,
    undone_at    timestamptz,
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT batch_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT batch_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT batch_kind_is_known CHECK (kind IN ('import', 'move', 'reject', 'close', 'invite')),
    CONSTRAINT batch_name_is_1_to_200_characters CHECK (name ~ '\S' AND length(name) <= 200),
    CONSTRAINT batch_rows_are_not_negative CHECK (rows >= 0),
    CONSTRAINT batch_undone_names_who_and_when CHECK ((undone_at IS NULL) = (undone_by IS NULL))
);
CREATE INDEX batch_by_entity ON recruiting.batch (entity_id, id);

-- What an import's other side calls a row of ours: repeating the import finds it again.
CREATE TABLE recruiting.external_key (
    entity_id   bigint NOT NULL,
    system      text   NOT NULL,
    noun        text   NOT NULL,
    external_id text   NOT NULL,
    row_id      bigint NOT NULL,
    batch_id    bigint NOT NULL,
    PRIMARY KEY (entity_id, system, noun, external_id),
    CONSTRAINT external_key_batch_is_of_the_entity FOREIGN KEY (batch_id, entity_id) REFERENCES recruiting.batch (id, entity_id),
    CONSTRAINT external_key_system_is_a_short_word CHECK (system ~ '^[a-z][a-z0-9-]{0,39}$'),
    CONSTRAINT external_key_noun_is_a_short_word CHECK (noun ~ '^[a-z_]{1,40}$'),
    CONSTRAINT external_key_id_is_1_to_120_characters CHECK (external_id ~ '\S' AND length(external_id) <= 120)
);
CREATE INDEX external_key_by_batch ON recruiting.external_key (batch_id, entity_id);
CREATE INDEX external_key_by_row ON recruiting.external_key (entity_id, noun, row_id);

-- Where candidates come from ---------------------------------------------------------------------

CREATE TABLE recruiting.source (
    id           bigint NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint NOT NULL,
    name         text   NOT NULL,
    kind         text   NOT NULL DEFAULT 'other',
    operation_id bigint DEFAULT op.current(),
    CONSTRAINT source_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT source_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT source_name_is_unique_in_its_entity UNIQUE (entity_id, name),
    CONSTRAINT source_name_is_1_to_80_characters CHECK (name ~ '\S' AND length(name) <= 80),
    CONSTRAINT source_kind_is_known CHECK (kind IN
        ('board', 'site', 'referral', 'agency', 'event', 'social', 'alumni', 'advertisement', 'other'))
);

CREATE TABLE recruiting.campaign (
    id           bigint NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint NOT NULL,
    source_id    bigint NOT NULL,
    name         text   NOT NULL,
    starts_on    date   NOT NULL,
    ends_on      date,
    operation_id bigint DEFAULT op.current(),
    CONSTRAINT campaign_source_is_of_the_entity FOREIGN KEY (source_id, entity_id) REFERENCES recruiting.source (id, entity_id),
    CONSTRAINT campaign_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT campaign_name_is_unique_at_its_source UNIQUE (source_id, name),
    CONSTRAINT campaign_name_is_1_to_80_characters CHECK (name ~ '\S' AND length(name) <= 80),
    CONSTRAINT campaign_dates_are_finite CHECK (isfinite(starts_on) AND (ends_on IS NULL OR isfinite(ends_on))),
    CONSTRAINT campaign_ends_on_or_after_its_start CHECK (ends_on >= starts_on)
);
CREATE INDEX campaign_by_entity ON recruiting.campaign (entity_id);

-- What a source cost in a month: what was paid out, and our own hours in money.
CREATE TABLE recruiting.source_cost (
    id             bigint NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id      bigint NOT NULL,
    source_id      bigint NOT NULL,
    month_on       date   NOT NULL,
    external_minor bigint NOT NULL,
    internal_minor bigint NOT NULL DEFAULT 0,
    currency       text   NOT NULL,
    operation_id   bigint DEFAULT op.current(),
    CONSTRAINT source_cost_source_is_of_the_entity FOREIGN KEY (source_id, entity_id) REFERENCES recruiting.source (id, entity_id),
    CONSTRAINT source_cost_is_told_once_a_month UNIQUE (source_id, month_on),
    CONSTRAINT source_cost_month_is_its_first_day CHECK (extract(day FROM month_on) = 1),
    CONSTRAINT source_cost_is_not_negative CHECK (external_minor >= 0 AND internal_minor >= 0),
    CONSTRAINT source_cost_currency_is_three_capitals CHECK (currency ~ '^[A-Z]{3}$')
);
CREATE INDEX source_cost_by_entity ON recruiting.source_cost (entity_id);

-- Why something ended, as a list people choose from: ours, theirs, neither's.
CREATE TABLE recruiting.reason (
    id           bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    kind         text        NOT NULL,
    name         text        NOT NULL,
    retired_at   timestamptz,
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT reason_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT reason_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT reason_is_unique_in_its_entity UNIQUE (entity_id, kind, name),
    CONSTRAINT reason_kind_is_known CHECK (kind IN ('org', 'candidate', 'no_show', 'admin', 'opening')),
    CONSTRAINT reason_name_is_1_to_120_characters CHECK (name ~ '\S' AND length(name) <= 120)
);

-- Pipelines: versions of stages and of what may follow what --------------------------------------

CREATE TABLE recruiting.pipeline (
    id           bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    name         text        NOT NULL,
    version      integer     NOT NULL DEFAULT 1,
    published_at timestamptz,
    created_by   bigint      DEFAULT sec.me(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT pipeline_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT pipeline_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT pipeline_version_is_unique UNIQUE (entity_id, name, version),
    CONSTRAINT pipeline_name_is_1_to_80_characters CHECK (name ~ '\S' AND length(name) <= 80),
    CONSTRAINT pipeline_version_counts_from_one CHECK (version >= 1)
);

CREATE TABLE recruiting.stage (
    id                bigint   NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id         bigint   NOT NULL,
    pipeline_id       bigint   NOT NULL,
    name              text     NOT NULL,
    kind              text     NOT NULL,
    rank              smallint NOT NULL,
    sla_minutes       integer,
    required_feedback smallint NOT NULL DEFAULT 0,
    CONSTRAINT stage_pipeline_is_of_the_entity FOREIGN KEY (pipeline_id, entity_id) REFERENCES recruiting.pipeline (id, entity_id),
    CONSTRAINT stage_keeps_its_pipeline UNIQUE (id, pipeline_id),
    CONSTRAINT stage_name_is_unique_in_its_pipeline UNIQUE (pipeline_id, name),
    CONSTRAINT stage_rank_is_unique_in_its_pipeline UNIQUE (pipeline_id, rank),
    CONSTRAINT stage_name_is_1_to_60_characters CHECK (name ~ '\S' AND length(name) <= 60),
    CONSTRAINT stage_kind_is_known
        CHECK (kind IN ('lead', 'applied', 'screen', 'assess', 'interview', 'offer', 'accepted', 'started')),
    CONSTRAINT stage_rank_is_not_negative CHECK (rank >= 0),
    CONSTRAINT stage_sla_is_positive CHECK (sla_minutes > 0),
    CONSTRAINT stage_required_feedback_is_0_to_9 CHECK (required_feedback BETWEEN 0 AND 9)
);
COMMENT ON COLUMN recruiting.stage.sla_minutes IS 'opening minutes of the site within which the stage should be left';
CREATE INDEX stage_by_entity ON recruiting.stage (entity_id);

-- From a stage to another stage, or to an end; by whom; and whether they must say why.
CREATE TABLE recruiting.stage_move (
    id            bigint  NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id     bigint  NOT NULL,
    pipeline_id   bigint  NOT NULL,
    from_stage_id bigint  NOT NULL,
    to_stage_id   bigint,
    to_end        text,
    role          text    NOT NULL,
    needs_reason  boolean NOT NULL DEFAULT false,
    CONSTRAINT stage_move_pipeline_is_of_the_entity FOREIGN KEY (pipeline_id, entity_id) REFERENCES recruiting.pipeline (id, entity_id),
    CONSTRAINT stage_move_starts_in_the_pipeline FOREIGN KEY (from_stage_id, pipeline_id) REFERENCES recruiting.stage (id, pipeline_id),
    CONSTRAINT stage_move_arrives_in_the_pipeline FOREIGN KEY (to_stage_id, pipeline_id) REFERENCES recruiting.stage (id, pipeline_id),
    CONSTRAINT stage_move_goes_to_a_stage_or_an_end CHECK ((to_stage_id IS NULL) <> (to_end IS NULL)),
    CONSTRAINT stage_move_end_is_known CHECK (to_end IN ('rejected', 'withdrawn', 'no_show', 'closed')),
    CONSTRAINT stage_move_role_is_known CHECK (role IN ('recruiter', 'hr', 'manager', 'trainer')),
    CONSTRAINT stage_move_leaves_its_stage CHECK (from_stage_id <> to_stage_id),
    CONSTRAINT stage_move_is_told_once UNIQUE NULLS NOT DISTINCT (from_stage_id, to_stage_id, to_end, role)
);
CREATE INDEX stage_move_by_pipeline ON recruiting.stage_move (pipeline_id, entity_id);
CREATE INDEX stage_move_by_arrival ON recruiting.stage_move (to_stage_id);

-- Requisitions and their seats -------------------------------------------------------------------

CREATE TABLE recruiting.requisition (
    id                   bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id            bigint      NOT NULL,
    code                 text        NOT NULL,
    title                text        NOT NULL,
    family               text,
    season               text,
    site_id              bigint      NOT NULL,
    skill_id             bigint,
    language             text,
    kind                 text        NOT NULL,
    weekly_minutes       integer     NOT NULL,
    pipeline_id          bigint      NOT NULL,
    manager_id           bigint,
    recruiter_id         bigint,
    requested_by         bigint      DEFAULT sec.me(),
    why                  text        NOT NULL DEFAULT '',
    currency             text        NOT NULL,
    pay_unit             text        NOT NULL DEFAULT 'hour',
    band_low_minor       bigint,
    band_high_minor      bigint,
    posted_low_minor     bigint,
    posted_high_minor    bigint,
    is_evergreen         boolean     NOT NULL DEFAULT false,
    hours_offered_on     date,
    needed_on            date,
    state                text        NOT NULL DEFAULT 'draft',
    state_note           text        NOT NULL DEFAULT '',
    state_at             timestamptz NOT NULL DEFAULT now(),
    approved_at          timestamptz,
    opened_at            timestamptz,
    ended_at             timestamptz,
    batch_id             bigint,
    created_at           timestamptz NOT NULL DEFAULT now(),
    operation_id         bigint      DEFAULT op.current(),
    CONSTRAINT requisition_site_is_of_the_entity FOREIGN KEY (site_id, entity_id) REFERENCES people.site (id, entity_id),
    CONSTRAINT requisition_skill_is_of_the_entity FOREIGN KEY (skill_id, entity_id) REFERENCES people.skill (id, entity_id),
    CONSTRAINT requisition_pipeline_is_of_the_entity FOREIGN KEY (pipeline_id, entity_id) REFERENCES recruiting.pipeline (id, entity_id),
    CONSTRAINT requisition_manager_is_of_the_entity FOREIGN KEY (manager_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT requisition_recruiter_is_of_the_entity FOREIGN KEY (recruiter_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT requisition_batch_is_of_the_entity FOREIGN KEY (batch_id, entity_id) REFERENCES recruiting.batch (id, entity_id),
    CONSTRAINT requisition_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT requisition_code_is_free UNIQUE (entity_id, code),
    CONSTRAINT requisition_code_is_1_to_40_characters CHECK (code ~ '^\S{1,40}$'),
    CONSTRAINT requisition_title_is_1_to_120_characters CHECK (title ~ '\S' AND length(title) <= 120),
    CONSTRAINT requisition_family_is_at_most_80_characters CHECK (length(family) <= 80),
    CONSTRAINT requisition_season_is_a_short_word CHECK (season ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    CONSTRAINT requisition_language_is_a_language_tag CHECK (language ~ '^[a-z]{2,3}(-[A-Z]{2})?$'),
    CONSTRAINT requisition_kind_is_known CHECK (kind IN ('permanent', 'seasonal', 'agency')),
    CONSTRAINT requisition_weekly_minutes_are_1_to_10080 CHECK (weekly_minutes BETWEEN 1 AND 10080),
    CONSTRAINT requisition_why_is_at_most_500_characters CHECK (length(why) <= 500),
    CONSTRAINT requisition_currency_is_three_capitals CHECK (currency ~ '^[A-Z]{3}$'),
    CONSTRAINT requisition_pay_unit_is_known CHECK (pay_unit IN ('hour', 'week', 'month', 'year')),
    CONSTRAINT requisition_band_is_a_range CHECK (
        num_nulls(band_low_minor, band_high_minor) = 2
        OR (num_nulls(band_low_minor, band_high_minor) = 0 AND 0 < band_low_minor AND band_low_minor <= band_high_minor)),
    CONSTRAINT requisition_posted_range_is_a_range CHECK (
        num_nulls(posted_low_minor, posted_high_minor) = 2
        OR (num_nulls(posted_low_minor, posted_high_minor) = 0
            AND 0 < posted_low_minor AND posted_low_minor <= posted_high_minor)),
    CONSTRAINT requisition_state_is_known CHECK (state IN
        ('draft', 'pending', 'approved', 'rejected', 'open', 'on_hold', 'filled', 'cancelled')),
    CONSTRAINT requisition_state_note_is_at_most_500_characters CHECK (length(state_note) <= 500)
);
CREATE INDEX requisition_by_site ON recruiting.requisition (site_id, entity_id);
CREATE INDEX requisition_by_skill ON recruiting.requisition (skill_id, entity_id);
CREATE INDEX requisition_by_pipeline ON recruiting.requisition (pipeline_id, entity_id);
CREATE INDEX requisition_by_manager ON recruiting.requisition (manager_id, entity_id);
CREATE INDEX requisition_by_recruiter ON recruiting.requisition (recruiter_id, entity_id);
CREATE INDEX requisition_by_batch ON recruiting.requisition (batch_id, entity_id);

-- Who said yes or no to it; nobody to their own.
CREATE TABLE recruiting.requisition_approval (
    id             bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id      bigint      NOT NULL,
    requisition_id bigint      NOT NULL,
    decision       text        NOT NULL,
    note           text        NOT NULL DEFAULT '',
    decided_by     bigint      NOT NULL DEFAULT sec.me(),
    decided_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    operation_id   bigint      DEFAULT op.current(),
    CONSTRAINT requisition_approval_is_of_a_requisition FOREIGN KEY (requisition_id, entity_id) REFERENCES recruiting.requisition (id, entity_id),
    CONSTRAINT requisition_approval_decision_is_known CHECK (decision IN ('approved', 'rejected')),
    CONSTRAINT requisition_approval_note_is_at_most_500_characters CHECK (length(note) <= 500)
);
CREATE INDEX requisition_approval_by_requisition ON recruiting.requisition_approval (requisition_id, entity_id);

-- One row a seat. Its class says when it must be filled.
CREATE TABLE recruiting.opening (
    id             bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id      bigint      NOT NULL,
    requisition_id bigint      NOT NULL,
    number         integer     NOT NULL,
    class_id       bigint,
    starts_on      date        NOT NULL,
    weekly_minutes integer     NOT NULL,
    backfill_of    bigint,
    state          text        NOT NULL DEFAULT 'planned',
    state_note     text        NOT NULL DEFAULT '',
    state_at       timestamptz NOT NULL DEFAULT now(),
    approved_at    timestamptz,
    closed_at      timestamptz,
    application_id bigint,
    batch_id       bigint,
    operation_id   bigint      DEFAULT op.current(),
    CONSTRAINT opening_is_of_a_requisition FOREIGN KEY (requisition_id, entity_id) REFERENCES recruiting.requisition (id, entity_id),
    CONSTRAINT opening_class_is_of_the_entity FOREIGN KEY (class_id, entity_id) REFERENCES people.training_class (id, entity_id),
    CONSTRAINT opening_backfill_is_of_the_entity FOREIGN KEY (backfill_of, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT opening_batch_is_of_the_entity FOREIGN KEY (batch_id, entity_id) REFERENCES recruiting.batch (id, entity_id),
    CONSTRAINT opening_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT opening_keeps_its_requisition UNIQUE (id, requisition_id),
    CONSTRAINT opening_number_is_unique_in_its_requisition UNIQUE (requisition_id, number),
    CONSTRAINT opening_fills_one_application UNIQUE (application_id),
    CONSTRAINT opening_number_counts_from_one CHECK (number >= 1),
    CONSTRAINT opening_start_is_finite CHECK (isfinite(starts_on)),
    CONSTRAINT opening_weekly_minutes_are_1_to_10080 CHECK (weekly_minutes BETWEEN 1 AND 10080),
    CONSTRAINT opening_state_is_known CHECK (state IN
        ('planned', 'approved', 'open', 'reserved', 'filled', 'occupied', 'cancelled')),
    CONSTRAINT opening_state_note_is_at_most_500_characters CHECK (length(state_note) <= 500),
    CONSTRAINT opening_filled_names_by_whom CHECK ((state IN ('filled', 'occupied')) = (application_id IS NOT NULL))
);
CREATE INDEX opening_by_class ON recruiting.opening (class_id, entity_id);
CREATE INDEX opening_by_backfill ON recruiting.opening (backfill_of, entity_id);
CREATE INDEX opening_by_batch ON recruiting.opening (batch_id, entity_id);
CREATE INDEX opening_by_entity ON recruiting.opening (entity_id);

-- Who applies ------------------------------------------------------------------------------------

-- Whoever might work here. Merged into another they keep their row, and can be told apart again.
CREATE TABLE recruiting.candidate (
    id             bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id      bigint      NOT NULL,
    person_id      bigint,
    name           text        NOT NULL,
    preferred_name text,
    location       text,
    jurisdiction   text,
    merged_into_id bigint,
    batch_id       bigint,
    created_by     bigint      DEFAULT sec.me(),
    created_at     timestamptz NOT NULL DEFAULT now(),
    erased_at      timestamptz,
    operation_id   bigint      DEFAULT op.current(),
    CONSTRAINT candidate_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT candidate_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT candidate_keeps_their_entity UNIQUE (id, entity_id),
    CONSTRAINT candidate_merged_is_of_the_entity FOREIGN KEY (merged_into_id, entity_id) REFERENCES recruiting.candidate (id, entity_id),
    CONSTRAINT candidate_batch_is_of_the_entity FOREIGN KEY (batch_id, entity_id) REFERENCES recruiting.batch (id, entity_id),
    CONSTRAINT candidate_name_is_1_to_120_characters CHECK (name ~ '\S' AND length(name) <= 120),
    CONSTRAINT candidate_preferred_name_is_1_to_120_characters CHECK (preferred_name ~ '\S' AND length(preferred_name) <= 120),
    CONSTRAINT candidate_location_is_at_most_200_characters CHECK (length(location) <= 200),
    CONSTRAINT candidate_jurisdiction_is_an_iso_3166_code CHECK (jurisdiction ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'),
    CONSTRAINT candidate_is_not_merged_into_themselves CHECK (merged_into_id <> id)
);
COMMENT ON COLUMN recruiting.candidate.name IS 'pii: name as they wrote it';
COMMENT ON COLUMN recruiting.candidate.preferred_name IS 'pii: name they go by';
COMMENT ON COLUMN recruiting.candidate.location IS 'pii: where they live, as they wrote it';
CREATE UNIQUE INDEX candidate_is_one_for_a_person ON recruiting.candidate (person_id) WHERE merged_into_id IS NULL;
CREATE INDEX candidate_by_person ON recruiting.candidate (person_id, entity_id);
CREATE INDEX candidate_by_merge ON recruiting.candidate (merged_into_id, entity_id);
CREATE INDEX candidate_by_batch ON recruiting.candidate (batch_id, entity_id);
CREATE INDEX candidate_by_name ON recruiting.candidate (entity_id, name);

-- Normalised for comparing: e-mail trimmed and lower, telephone as + and digits. Families share them.
CREATE TABLE recruiting.candidate_contact (
    id           bigint NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint NOT NULL,
    candidate_id bigint NOT NULL,
    kind         text   NOT NULL,
    written      text   NOT NULL,
    normalised   text   NOT NULL,
    operation_id bigint DEFAULT op.current(),
    CONSTRAINT candidate_contact_is_of_a_candidate FOREIGN KEY (candidate_id, entity_id)
        REFERENCES recruiting.candidate (id, entity_id) ON DELETE CASCADE,
    CONSTRAINT candidate_contact_kind_is_known CHECK (kind IN ('email', 'phone', 'link')),
    CONSTRAINT candidate_contact_is_1_to_254_characters CHECK (written ~ '\S' AND length(written) <= 254),
    CONSTRAINT candidate_contact_is_normalised CHECK (
        length(normalised) <= 254
        AND CASE kind
                WHEN 'email' THEN normalised ~ '^[^@\s]+@[^@\s]+$' AND normalised = lower(normalised)
                WHEN 'phone' THEN normalised ~ '^\+?[0-9]{3,20}$'
                ELSE normalised ~ '\S'
            END),
    CONSTRAINT candidate_contact_is_told_once UNIQUE (candidate_id, kind, normalised)
);
COMMENT ON COLUMN recruiting.candidate_contact.written IS 'pii: address or number as they wrote it';
COMMENT ON COLUMN recruiting.candidate_contact.normalised IS 'pii: address or number for comparing';
CREATE INDEX candidate_contact_by_value ON recruiting.candidate_contact (entity_id, kind, normalised);

CREATE TABLE recruiting.candidate_tag (
    entity_id    bigint NOT NULL,
    candidate_id bigint NOT NULL,
    name         text   NOT NULL,
    operation_id bigint DEFAULT op.current(),
    PRIMARY KEY (candidate_id, name),
    CONSTRAINT candidate_tag_is_of_a_candidate FOREIGN KEY (candidate_id, entity_id)
        REFERENCES recruiting.candidate (id, entity_id) ON DELETE CASCADE,
    CONSTRAINT candidate_tag_name_is_1_to_60_characters CHECK (name ~ '\S' AND length(name) <= 60)
);
CREATE INDEX candidate_tag_by_entity ON recruiting.candidate_tag (entity_id, name);

CREATE TABLE recruiting.candidate_note (
    id             bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id      bigint      NOT NULL,
    candidate_id   bigint      NOT NULL,
    kind           text        NOT NULL DEFAULT 'note',
    body           text        NOT NULL,
    written_by     bigint      DEFAULT sec.me(),
    written_as     text,
    written_at     timestamptz NOT NULL DEFAULT now(),
    batch_id       bigint,
    operation_id   bigint      DEFAULT op.current(),
    CONSTRAINT candidate_note_is_of_a_candidate FOREIGN KEY (candidate_id, entity_id)
        REFERENCES recruiting.candidate (id, entity_id) ON DELETE CASCADE,
    CONSTRAINT candidate_note_batch_is_of_the_entity FOREIGN KEY (batch_id, entity_id) REFERENCES recruiting.batch (id, entity_id),
    CONSTRAINT candidate_note_kind_is_known CHECK (kind IN ('note', 'email', 'activity')),
    CONSTRAINT candidate_note_author_is_at_most_120_characters CHECK (length(written_as) <= 120),
    CONSTRAINT candidate_note_body_is_1_to_8000_characters CHECK (body ~ '\S' AND length(body) <= 8000)
);
COMMENT ON COLUMN recruiting.candidate_note.body IS 'pii: what somebody wrote about them';
COMMENT ON COLUMN recruiting.candidate_note.written_as IS 'pii: author of an imported note, as its system names them';
CREATE INDEX candidate_note_by_candidate ON recruiting.candidate_note (candidate_id, entity_id);
CREATE INDEX candidate_note_by_batch ON recruiting.candidate_note (batch_id, entity_id);

-- Two were one: what moved is kept, so that they can be told apart again.
CREATE TABLE recruiting.candidate_merge (
    id           bigint           NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint           NOT NULL,
    winner_id    bigint           NOT NULL,
    loser_id     bigint           NOT NULL,
    rule         text             NOT NULL,
    merged_by    bigint           NOT NULL DEFAULT sec.me(),
    merged_at    timestamptz      NOT NULL DEFAULT now(),
    undone_by    bigint,
    undone_at    timestamptz,
    operation_id bigint           DEFAULT op.current(),
    CONSTRAINT candidate_merge_winner_is_of_the_entity FOREIGN KEY (winner_id, entity_id) REFERENCES recruiting.candidate (id, entity_id),
    CONSTRAINT candidate_merge_loser_is_of_the_entity FOREIGN KEY (loser_id, entity_id) REFERENCES recruiting.candidate (id, entity_id),
    CONSTRAINT candidate_merge_is_of_two CHECK (winner_id <> loser_id),
    CONSTRAINT candidate_merge_rule_is_1_to_60_characters CHECK (rule ~ '\S' AND length(rule) <= 60),
    CONSTRAINT candidate_merge_undone_names_who_and_when CHECK ((undone_at IS NULL) = (undone_by IS NULL))
);
CREATE UNIQUE INDEX candidate_is_merged_once_at_a_time ON recruiting.candidate_merge (loser_id) WHERE undone_at IS NULL;
CREATE INDEX candidate_merge_by_winner ON recruiting.candidate_merge (winner_id, entity_id);
CREATE INDEX candidate_merge_by_loser ON recruiting.candidate_merge (loser_id, entity_id);

CREATE TABLE recruiting.candidate_merge_row (
    merge_id  bigint NOT NULL,
    entity_id bigint NOT NULL,
    tab       text   NOT NULL,
    row_id    bigint NOT NULL,
    PRIMARY KEY (merge_id, tab, row_id),
    CONSTRAINT candidate_merge_row_is_of_a_merge FOREIGN KEY (merge_id) REFERENCES recruiting.candidate_merge (id),
    CONSTRAINT candidate_merge_row_tab_is_known CHECK (tab IN
        ('application', 'candidate_contact', 'candidate_note', 'referral', 'pool_member', 'invitation', 'hire', 'person'))
);
CREATE INDEX candidate_merge_row_by_entity ON recruiting.candidate_merge_row (entity_id);

-- Applications and what happened to them ---------------------------------------------------------

CREATE TABLE recruiting.application (
    id                     bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id              bigint      NOT NULL,
    candidate_id           bigint      NOT NULL,
    requisition_id         bigint      NOT NULL,
    pipeline_id            bigint      NOT NULL,
    stage_id               bigint,
    source_id              bigint,
    campaign_id            bigint,
    applied_at             timestamptz NOT NULL DEFAULT now(),
    available_on           date,
    notice_days            integer,
    desired_weekly_minutes integer,
    consent_until_on       date,
    ended_at               timestamptz,
    end_kind               text,
    end_reason_id          bigint,
    batch_id               bigint,
    created_by             bigint      DEFAULT sec.me(),
    operation_id           bigint      DEFAULT op.current(),
    CONSTRAINT application_candidate_is_of_the_entity FOREIGN KEY (candidate_id, entity_id) REFERENCES recruiting.candidate (id, entity_id),
    CONSTRAINT application_requisition_is_of_the_entity FOREIGN KEY (requisition_id, entity_id) REFERENCES recruiting.requisition (id, entity_id),
    CONSTRAINT application_stage_is_of_its_pipeline FOREIGN KEY (stage_id, pipeline_id) REFERENCES recruiting.stage (id, pipeline_id),
    CONSTRAINT application_pipeline_is_of_the_entity FOREIGN KEY (pipeline_id, entity_id) REFERENCES recruiting.pipeline (id, entity_id),
    CONSTRAINT application_source_is_of_the_entity FOREIGN KEY (source_id, entity_id) REFERENCES recruiting.source (id, entity_id),
    CONSTRAINT application_campaign_is_of_the_entity FOREIGN KEY (campaign_id, entity_id) REFERENCES recruiting.campaign (id, entity_id),
    CONSTRAINT application_end_reason_is_of_the_entity FOREIGN KEY (end_reason_id, entity_id) REFERENCES recruiting.reason (id, entity_id),
    CONSTRAINT application_batch_is_of_the_entity FOREIGN KEY (batch_id, entity_id) REFERENCES recruiting.batch (id, entity_id),
    CONSTRAINT application_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT application_keeps_its_requisition UNIQUE (id, requisition_id),
    CONSTRAINT application_dates_are_finite CHECK (isfinite(applied_at) AND (available_on IS NULL OR isfinite(available_on))),
    CONSTRAINT application_notice_is_0_to_400_days CHECK (notice_days BETWEEN 0 AND 400),
    CONSTRAINT application_desired_minutes_are_1_to_10080 CHECK (desired_weekly_minutes BETWEEN 1 AND 10080),
    CONSTRAINT application_end_is_known CHECK (end_kind IN ('rejected', 'withdrawn', 'no_show', 'closed')),
    CONSTRAINT application_ended_says_how_and_when CHECK ((ended_at IS NULL) = (end_kind IS NULL))
);
COMMENT ON COLUMN recruiting.application.stage_id IS 'where it stands: kept by the events, NULL until the first';
CREATE UNIQUE INDEX application_is_live_once_a_requisition
    ON recruiting.application (candidate_id, requisition_id) WHERE ended_at IS NULL;
CREATE INDEX application_by_candidate ON recruiting.application (candidate_id, entity_id);
CREATE INDEX application_by_requisition ON recruiting.application (requisition_id, entity_id, stage_id);
CREATE INDEX application_by_stage ON recruiting.application (stage_id, pipeline_id);
CREATE INDEX application_by_pipeline ON recruiting.application (pipeline_id, entity_id);
CREATE INDEX application_by_source ON recruiting.application (source_id, entity_id);
CREATE INDEX application_by_campaign ON recruiting.application (campaign_id, entity_id);
CREATE INDEX application_by_end_reason ON recruiting.application (end_reason_id, entity_id);
CREATE INDEX application_by_batch ON recruiting.application (batch_id, entity_id);
CREATE INDEX application_by_entity ON recruiting.application (entity_id, applied_at);
ALTER TABLE recruiting.opening ADD CONSTRAINT opening_application_is_of_its_requisition
    FOREIGN KEY (application_id, requisition_id) REFERENCES recruiting.application (id, requisition_id);

-- Every move, end and reopening, in order. A correction is a new row that supersedes an old one: with
-- verb `correct` it takes the old one's place, with verb `undo` the old one never counted.
-- `doubt` says why its date cannot be trusted; durations leave such an application out.
CREATE TABLE recruiting.stage_event (
    id             bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id      bigint      NOT NULL,
    application_id bigint      NOT NULL,
    requisition_id bigint      NOT NULL,
    verb           text        NOT NULL DEFAULT 'enter',
    from_stage_id  bigint,
    stage_id       bigint      NOT NULL,
    end_kind       text,
    reason_id      bigint,
    note           text        NOT NULL DEFAULT '',
    happened_at    timestamptz NOT NULL DEFAULT now(),
    doubt          text,
    supersedes_id  bigint,
    place_id       bigint,
    batch_id       bigint,
    noted_by       bigint      DEFAULT sec.me(),
    noted_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    operation_id   bigint      DEFAULT op.current(),
    CONSTRAINT stage_event_is_of_an_application FOREIGN KEY (application_id, requisition_id) REFERENCES recruiting.application (id, requisition_id),
    CONSTRAINT stage_event_requisition_is_of_the_entity FOREIGN KEY (requisition_id, entity_id) REFERENCES recruiting.requisition (id, entity_id),
    CONSTRAINT stage_event_from_a_stage FOREIGN KEY (from_stage_id) REFERENCES recruiting.stage (id),
    CONSTRAINT stage_event_to_a_stage FOREIGN KEY (stage_id) REFERENCES recruiting.stage (id),
    CONSTRAINT stage_event_reason_is_of_the_entity FOREIGN KEY (reason_id, entity_id) REFERENCES recruiting.reason (id, entity_id),
    CONSTRAINT stage_event_supersedes_an_event FOREIGN KEY (supersedes_id) REFERENCES recruiting.stage_event (id),
    CONSTRAINT stage_event_batch_is_of_the_entity FOREIGN KEY (batch_id, entity_id) REFERENCES recruiting.batch (id, entity_id),
    CONSTRAINT stage_event_is_superseded_once UNIQUE (supersedes_id),
    CONSTRAINT stage_event_verb_is_known CHECK (verb IN ('enter', 'end', 'reopen', 'correct', 'undo')),
    CONSTRAINT stage_event_end_is_known CHECK (end_kind IN ('rejected', 'withdrawn', 'no_show', 'closed')),
    CONSTRAINT stage_event_end_says_how CHECK (CASE verb WHEN 'end' THEN end_kind IS NOT NULL WHEN 'correct' THEN true ELSE end_kind IS NULL END),
    CONSTRAINT stage_event_supersedes_to_correct_or_undo CHECK ((verb IN ('correct', 'undo')) = (supersedes_id IS NOT NULL)),
    CONSTRAINT stage_event_correction_says_why CHECK (verb NOT IN ('correct', 'undo') OR note ~ '\S'),
    CONSTRAINT stage_event_time_is_finite CHECK (isfinite(happened_at)),
    CONSTRAINT stage_event_note_is_at_most_500_characters CHECK (length(note) <= 500),
    CONSTRAINT stage_event_doubt_is_at_most_120_characters CHECK (doubt ~ '\S' AND length(doubt) <= 120)
);
COMMENT ON COLUMN recruiting.stage_event.place_id IS 'a correction stands where the event stood that it corrects; NULL: at its own id';
COMMENT ON COLUMN recruiting.stage_event.note IS 'pii: what was said about the move';
CREATE INDEX stage_event_by_application ON recruiting.stage_event (application_id, requisition_id, id);
CREATE INDEX stage_event_by_requisition ON recruiting.stage_event (requisition_id, entity_id);
CREATE INDEX stage_event_by_from ON recruiting.stage_event (from_stage_id);
CREATE INDEX stage_event_by_stage ON recruiting.stage_event (stage_id, happened_at);
CREATE INDEX stage_event_by_reason ON recruiting.stage_event (reason_id, entity_id);
CREATE INDEX stage_event_by_batch ON recruiting.stage_event (batch_id, entity_id);

-- Interviews and what was heard ------------------------------------------------------------------

CREATE TABLE recruiting.kit (
    id           bigint  NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint  NOT NULL,
    name         text    NOT NULL,
    version      integer NOT NULL DEFAULT 1,
    purpose      text    NOT NULL DEFAULT '',
    minutes      integer NOT NULL DEFAULT 30,
    batch_id     bigint,
    operation_id bigint  DEFAULT op.current(),
    CONSTRAINT kit_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT kit_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT kit_batch_is_of_the_entity FOREIGN KEY (batch_id, entity_id) REFERENCES recruiting.batch (id, entity_id),
    CONSTRAINT kit_version_is_unique UNIQUE (entity_id, name, version),
    CONSTRAINT kit_name_is_1_to_120_characters CHECK (name ~ '\S' AND length(name) <= 120),
    CONSTRAINT kit_version_counts_from_one CHECK (version >= 1),
    CONSTRAINT kit_purpose_is_at_most_4000_characters CHECK (length(purpose) <= 4000),
    CONSTRAINT kit_takes_5_to_480_minutes CHECK (minutes BETWEEN 5 AND 480)
);
CREATE INDEX kit_by_batch ON recruiting.kit (batch_id, entity_id);

-- One competency of a kit: what to ask, and what one to four look like.
CREATE TABLE recruiting.kit_question (
    id           bigint   NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint   NOT NULL,
    kit_id       bigint   NOT NULL,
    ordinal      smallint NOT NULL,
    competency   text     NOT NULL,
    question     text     NOT NULL,
    anchors      text[]   NOT NULL DEFAULT '{}',
    weight       smallint NOT NULL DEFAULT 1,
    CONSTRAINT kit_question_is_of_a_kit FOREIGN KEY (kit_id, entity_id) REFERENCES recruiting.kit (id, entity_id),
    CONSTRAINT kit_question_ordinal_is_unique UNIQUE (kit_id, ordinal),
    CONSTRAINT kit_question_competency_is_1_to_80_characters CHECK (competency ~ '\S' AND length(competency) <= 80),
    CONSTRAINT kit_question_is_1_to_1000_characters CHECK (question ~ '\S' AND length(question) <= 1000),
    CONSTRAINT kit_question_has_no_or_four_anchors CHECK (cardinality(anchors) IN (0, 4)),
    CONSTRAINT kit_question_weight_is_1_to_9 CHECK (weight BETWEEN 1 AND 9)
);
CREATE INDEX kit_question_by_entity ON recruiting.kit_question (entity_id);

CREATE TABLE recruiting.interview (
    id             bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id      bigint      NOT NULL,
    application_id bigint      NOT NULL,
    requisition_id bigint      NOT NULL,
    stage_id       bigint,
    kit_id         bigint,
    site_id        bigint      NOT NULL,
    starts_at      timestamptz NOT NULL,
    ends_at        timestamptz NOT NULL,
    place          text        NOT NULL DEFAULT '',
    state          text        NOT NULL DEFAULT 'proposed',
    state_note     text        NOT NULL DEFAULT '',
    state_at       timestamptz NOT NULL DEFAULT now(),
    replaces_id    bigint,
    sequence       integer     NOT NULL DEFAULT 0,
    batch_id       bigint,
    created_by     bigint      DEFAULT sec.me(),
    created_at     timestamptz NOT NULL DEFAULT now(),
    operation_id   bigint      DEFAULT op.current(),
    CONSTRAINT interview_is_of_an_application FOREIGN KEY (application_id, requisition_id) REFERENCES recruiting.application (id, requisition_id),
    CONSTRAINT interview_requisition_is_of_the_entity FOREIGN KEY (requisition_id, entity_id) REFERENCES recruiting.requisition (id, entity_id),
    CONSTRAINT interview_stage_exists FOREIGN KEY (stage_id) REFERENCES recruiting.stage (id),
    CONSTRAINT interview_kit_is_of_the_entity FOREIGN KEY (kit_id, entity_id) REFERENCES recruiting.kit (id, entity_id),
    CONSTRAINT interview_site_is_of_the_entity FOREIGN KEY (site_id, entity_id) REFERENCES people.site (id, entity_id),
    CONSTRAINT interview_replaces_an_interview FOREIGN KEY (replaces_id) REFERENCES recruiting.interview (id),
    CONSTRAINT interview_batch_is_of_the_entity FOREIGN KEY (batch_id, entity_id) REFERENCES recruiting.batch (id, entity_id),
    CONSTRAINT interview_is_replaced_once UNIQUE (replaces_id),
    CONSTRAINT interview_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT interview_ends_after_it_starts CHECK (ends_at > starts_at AND ends_at <= starts_at + interval '12 hours'),
    CONSTRAINT interview_place_is_at_most_200_characters CHECK (length(place) <= 200),
    CONSTRAINT interview_state_is_known CHECK (state IN
        ('proposed', 'scheduled', 'rescheduled', 'completed', 'no_show', 'cancelled')),
    CONSTRAINT interview_state_note_is_at_most_500_characters CHECK (length(state_note) <= 500)
);
CREATE INDEX interview_by_application ON recruiting.interview (application_id, requisition_id);
CREATE INDEX interview_by_requisition ON recruiting.interview (requisition_id, entity_id);
CREATE INDEX interview_by_stage ON recruiting.interview (stage_id);
CREATE INDEX interview_by_kit ON recruiting.interview (kit_id, entity_id);
CREATE INDEX interview_by_site ON recruiting.interview (site_id, entity_id);
CREATE INDEX interview_by_batch ON recruiting.interview (batch_id, entity_id);

-- Who sits in it. The times are the interview's, kept by trigger; only a scheduled one holds its people.
CREATE TABLE recruiting.interview_panel (
    id           bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    interview_id bigint      NOT NULL,
    person_id    bigint      NOT NULL,
    role         text        NOT NULL DEFAULT 'member',
    starts_at    timestamptz NOT NULL DEFAULT '-infinity',
    ends_at      timestamptz NOT NULL DEFAULT '-infinity',
    is_held      boolean     NOT NULL DEFAULT false,
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT interview_panel_is_of_an_interview FOREIGN KEY (interview_id, entity_id) REFERENCES recruiting.interview (id, entity_id),
    CONSTRAINT interview_panel_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT interview_panel_names_each_once UNIQUE (interview_id, person_id),
    CONSTRAINT interview_panel_role_is_known CHECK (role IN ('lead', 'member', 'shadow')),
    CONSTRAINT interviewer_is_in_one_interview_at_a_time
        EXCLUDE USING gist (person_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (is_held)
);
CREATE INDEX interview_panel_by_interview ON recruiting.interview_panel (interview_id, entity_id);
CREATE INDEX interview_panel_by_person ON recruiting.interview_panel (person_id, entity_id);

-- What one interviewer found. A draft is theirs; submitted it is locked, and amended by another row.
CREATE TABLE recruiting.feedback (
    id             bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id      bigint      NOT NULL,
    interview_id   bigint      NOT NULL,
    requisition_id bigint      NOT NULL,
    person_id      bigint      DEFAULT sec.me(),
    written_as     text,
    overall        smallint,
    summary        text        NOT NULL DEFAULT '',
    items          jsonb       NOT NULL DEFAULT '[]',
    state          text        NOT NULL DEFAULT 'draft',
    submitted_at   timestamptz,
    amends_id      bigint,
    batch_id       bigint,
    created_at     timestamptz NOT NULL DEFAULT now(),
    operation_id   bigint      DEFAULT op.current(),
    CONSTRAINT feedback_is_of_an_interview FOREIGN KEY (interview_id, entity_id) REFERENCES recruiting.interview (id, entity_id),
    CONSTRAINT feedback_requisition_is_of_the_entity FOREIGN KEY (requisition_id, entity_id) REFERENCES recruiting.requisition (id, entity_id),
    CONSTRAINT feedback_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT feedback_amends_a_feedback FOREIGN KEY (amends_id) REFERENCES recruiting.feedback (id),
    CONSTRAINT feedback_batch_is_of_the_entity FOREIGN KEY (batch_id, entity_id) REFERENCES recruiting.batch (id, entity_id),
    CONSTRAINT feedback_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT feedback_is_amended_once UNIQUE (amends_id),
    CONSTRAINT feedback_has_an_author CHECK (person_id IS NOT NULL OR batch_id IS NOT NULL),
    CONSTRAINT feedback_author_is_at_most_120_characters CHECK (length(written_as) <= 120),
    CONSTRAINT feedback_overall_is_1_to_4 CHECK (overall BETWEEN 1 AND 4),
    CONSTRAINT feedback_summary_is_at_most_4000_characters CHECK (length(summary) <= 4000),
    CONSTRAINT feedback_items_are_a_short_list CHECK (jsonb_typeof(items) = 'array' AND length(items::text) <= 20000),
    CONSTRAINT feedback_ratings_are_1_to_4 CHECK (NOT items @? '$[*].rating ? (@ != null && !(@ >= 1 && @ <= 4))'),
    CONSTRAINT feedback_state_is_known CHECK (state IN ('draft', 'submitted', 'amended')),
    CONSTRAINT feedback_submitted_says_when CHECK ((state = 'draft') = (submitted_at IS NULL)),
    CONSTRAINT feedback_submitted_says_what CHECK (state = 'draft' OR overall IS NOT NULL OR batch_id IS NOT NULL)
);
COMMENT ON COLUMN recruiting.feedback.summary IS 'pii: what an interviewer wrote about them';
COMMENT ON COLUMN recruiting.feedback.items IS 'pii: each competency with its rating and what was heard';
COMMENT ON COLUMN recruiting.feedback.written_as IS 'pii: author of imported feedback, as its system names them';
CREATE UNIQUE INDEX feedback_is_one_an_interviewer
    ON recruiting.feedback (interview_id, person_id) WHERE state IN ('draft', 'submitted');
CREATE INDEX feedback_by_interview ON recruiting.feedback (interview_id, entity_id);
CREATE INDEX feedback_by_requisition ON recruiting.feedback (requisition_id, entity_id);
CREATE INDEX feedback_by_person ON recruiting.feedback (person_id, entity_id);
CREATE INDEX feedback_by_batch ON recruiting.feedback (batch_id, entity_id);

-- Offers and hires -------------------------------------------------------------------------------

-- A changed offer is another version. What was accepted stays accepted_at, also when it came to nothing.
CREATE TABLE recruiting.offer (
    id             bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id      bigint      NOT NULL,
    application_id bigint      NOT NULL,
    requisition_id bigint      NOT NULL,
    version        integer     NOT NULL DEFAULT 1,
    opening_id     bigint,
    class_id       bigint,
    kind           text        NOT NULL,
    pay_minor      bigint,
    currency       text        NOT NULL,
    pay_unit       text        NOT NULL,
    weekly_minutes integer     NOT NULL,
    hours_estimate text        NOT NULL DEFAULT '',
    starts_on      date        NOT NULL,
    ends_on        date,
    expires_at     timestamptz,
    state          text        NOT NULL DEFAULT 'draft',
    state_note     text        NOT NULL DEFAULT '',
    state_at       timestamptz NOT NULL DEFAULT now(),
    sent_at        timestamptz,
    accepted_at    timestamptz,
    resolved_at    timestamptz,
    reason_id      bigint,
    batch_id       bigint,
    made_by        bigint      DEFAULT sec.me(),
    made_at        timestamptz NOT NULL DEFAULT now(),
    operation_id   bigint      DEFAULT op.current(),
    CONSTRAINT offer_is_of_an_application FOREIGN KEY (application_id, requisition_id) REFERENCES recruiting.application (id, requisition_id),
    CONSTRAINT offer_requisition_is_of_the_entity FOREIGN KEY (requisition_id, entity_id) REFERENCES recruiting.requisition (id, entity_id),
    CONSTRAINT offer_opening_is_of_its_requisition FOREIGN KEY (opening_id, requisition_id) REFERENCES recruiting.opening (id, requisition_id),
    CONSTRAINT offer_class_is_of_the_entity FOREIGN KEY (class_id, entity_id) REFERENCES people.training_class (id, entity_id),
    CONSTRAINT offer_reason_is_of_the_entity FOREIGN KEY (reason_id, entity_id) REFERENCES recruiting.reason (id, entity_id),
    CONSTRAINT offer_batch_is_of_the_entity FOREIGN KEY (batch_id, entity_id) REFERENCES recruiting.batch (id, entity_id),
    CONSTRAINT offer_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT offer_version_is_unique UNIQUE (application_id, version),
    CONSTRAINT offer_version_counts_from_one CHECK (version >= 1),
    CONSTRAINT offer_kind_is_known CHECK (kind IN ('permanent', 'seasonal', 'agency')),
    CONSTRAINT offer_names_its_seat CHECK (opening_id IS NOT NULL OR batch_id IS NOT NULL),
    CONSTRAINT offer_names_its_pay CHECK (pay_minor > 0 AND (pay_minor IS NOT NULL OR batch_id IS NOT NULL)),
    CONSTRAINT offer_currency_is_three_capitals CHECK (currency ~ '^[A-Z]{3}$'),
    CONSTRAINT offer_pay_unit_is_known CHECK (pay_unit IN ('hour', 'week', 'month', 'year')),
    CONSTRAINT offer_weekly_minutes_are_1_to_10080 CHECK (weekly_minutes BETWEEN 1 AND 10080),
    CONSTRAINT offer_hours_estimate_is_at_most_500_characters CHECK (length(hours_estimate) <= 500),
    CONSTRAINT offer_dates_are_finite CHECK (isfinite(starts_on) AND (ends_on IS NULL OR isfinite(ends_on))),
    CONSTRAINT offer_ends_on_or_after_its_start CHECK (ends_on >= starts_on),
    CONSTRAINT offer_seasonal_has_an_end CHECK (kind <> 'seasonal' OR ends_on IS NOT NULL OR batch_id IS NOT NULL),
    CONSTRAINT offer_state_is_known CHECK (state IN
        ('draft', 'pending', 'approved', 'sent', 'accepted', 'declined', 'expired', 'rescinded', 'superseded', 'void')),
    CONSTRAINT offer_state_note_is_at_most_500_characters CHECK (length(state_note) <= 500),
    CONSTRAINT offer_accepted_says_when CHECK (state <> 'accepted' OR accepted_at IS NOT NULL)
);
CREATE UNIQUE INDEX offer_is_live_once_an_application
    ON recruiting.offer (application_id) WHERE state IN ('draft', 'pending', 'approved', 'sent', 'accepted');
CREATE UNIQUE INDEX offer_is_live_once_an_opening
    ON recruiting.offer (opening_id) WHERE state IN ('draft', 'pending', 'approved', 'sent', 'accepted');
CREATE INDEX offer_by_application ON recruiting.offer (application_id, requisition_id);
CREATE INDEX offer_by_requisition ON recruiting.offer (requisition_id, entity_id);
CREATE INDEX offer_by_opening ON recruiting.offer (opening_id, requisition_id);
CREATE INDEX offer_by_class ON recruiting.offer (class_id, entity_id);
CREATE INDEX offer_by_reason ON recruiting.offer (reason_id, entity_id);
CREATE INDEX offer_by_batch ON recruiting.offer (batch_id, entity_id);

CREATE TABLE recruiting.offer_approval (
    id             bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id      bigint      NOT NULL,
    offer_id       bigint      NOT NULL,
    requisition_id bigint      NOT NULL,
    decision       text        NOT NULL,
    note           text        NOT NULL DEFAULT '',
    decided_by     bigint      DEFAULT sec.me(),
    written_as     text,
    decided_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    batch_id       bigint,
    operation_id   bigint      DEFAULT op.current(),
    CONSTRAINT offer_approval_is_of_an_offer FOREIGN KEY (offer_id, entity_id) REFERENCES recruiting.offer (id, entity_id),
    CONSTRAINT offer_approval_requisition_is_of_the_entity FOREIGN KEY (requisition_id, entity_id) REFERENCES recruiting.requisition (id, entity_id),
    CONSTRAINT offer_approval_batch_is_of_the_entity FOREIGN KEY (batch_id, entity_id) REFERENCES recruiting.batch (id, entity_id),
    CONSTRAINT offer_approval_is_given_once UNIQUE (offer_id, decided_by),
    CONSTRAINT offer_approval_has_an_author CHECK (decided_by IS NOT NULL OR batch_id IS NOT NULL),
    CONSTRAINT offer_approval_author_is_at_most_120_characters CHECK (length(written_as) <= 120),
    CONSTRAINT offer_approval_decision_is_known CHECK (decision IN ('approved', 'rejected')),
    CONSTRAINT offer_approval_note_is_at_most_500_characters CHECK (length(note) <= 500)
);
COMMENT ON COLUMN recruiting.offer_approval.written_as IS 'pii: approver in an imported offer, as its system names them';
CREATE INDEX offer_approval_by_offer ON recruiting.offer_approval (offer_id, entity_id);
CREATE INDEX offer_approval_by_requisition ON recruiting.offer_approval (requisition_id, entity_id);
CREATE INDEX offer_approval_by_batch ON recruiting.offer_approval (batch_id, entity_id);

-- One row a hire, with everything it made; made by recruiting.hire() alone. A seat of a class is a
-- number no two live hires share, so a class cannot be overfilled whoever is quicker.
CREATE TABLE recruiting.hire (
    id             bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id      bigint      NOT NULL,
    candidate_id   bigint      NOT NULL,
    application_id bigint      NOT NULL,
    requisition_id bigint      NOT NULL,
    opening_id     bigint      NOT NULL,
    offer_id       bigint      NOT NULL,
    class_id       bigint,
    seat           integer,
    person_id      bigint,
    is_new_person  boolean     NOT NULL,
    employment_id  bigint,
    arrival_id     bigint,
    enrolment_id   bigint,
    starts_on      date        NOT NULL,
    hired_by       bigint      NOT NULL DEFAULT sec.me(),
    hired_at       timestamptz NOT NULL DEFAULT now(),
    started_at     timestamptz,
    ended_at       timestamptz,
    ended_by       bigint,
    end_kind       text,
    note           text        NOT NULL DEFAULT '',
    operation_id   bigint      DEFAULT op.current(),
    CONSTRAINT hire_candidate_is_of_the_entity FOREIGN KEY (candidate_id, entity_id) REFERENCES recruiting.candidate (id, entity_id),
    CONSTRAINT hire_is_of_an_application FOREIGN KEY (application_id, requisition_id) REFERENCES recruiting.application (id, requisition_id),
    CONSTRAINT hire_opening_is_of_the_requisition FOREIGN KEY (opening_id, requisition_id) REFERENCES recruiting.opening (id, requisition_id),
    CONSTRAINT hire_requisition_is_of_the_entity FOREIGN KEY (requisition_id, entity_id) REFERENCES recruiting.requisition (id, entity_id),
    CONSTRAINT hire_offer_is_of_the_entity FOREIGN KEY (offer_id, entity_id) REFERENCES recruiting.offer (id, entity_id),
    CONSTRAINT hire_class_is_of_the_entity FOREIGN KEY (class_id, entity_id) REFERENCES people.training_class (id, entity_id),
    CONSTRAINT hire_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT hire_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT hire_seat_counts_from_one CHECK (seat >= 1),
    CONSTRAINT hire_seat_is_of_a_class CHECK ((seat IS NULL) = (class_id IS NULL)),
    CONSTRAINT hire_end_is_known CHECK (end_kind IN ('undone', 'no_show')),
    CONSTRAINT hire_ended_says_how_and_when CHECK ((ended_at IS NULL) = (end_kind IS NULL)),
    CONSTRAINT hire_live_has_a_person CHECK (ended_at IS NOT NULL OR person_id IS NOT NULL),
    CONSTRAINT hire_note_is_at_most_500_characters CHECK (length(note) <= 500)
);
CREATE UNIQUE INDEX hire_is_live_once_an_application ON recruiting.hire (application_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX hire_is_live_once_an_opening ON recruiting.hire (opening_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX hire_is_live_once_an_offer ON recruiting.hire (offer_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX class_seat_is_taken_once ON recruiting.hire (class_id, seat) WHERE ended_at IS NULL;
CREATE INDEX hire_by_candidate ON recruiting.hire (candidate_id, entity_id);
CREATE INDEX hire_by_application ON recruiting.hire (application_id, requisition_id);
CREATE INDEX hire_by_opening ON recruiting.hire (opening_id, requisition_id);
CREATE INDEX hire_by_requisition ON recruiting.hire (requisition_id, entity_id);
CREATE INDEX hire_by_offer ON recruiting.hire (offer_id, entity_id);
CREATE INDEX hire_by_class ON recruiting.hire (class_id, entity_id);
CREATE INDEX hire_by_person ON recruiting.hire (person_id, entity_id);

-- A new starter for Onboarding to enrol: into the class's curriculum, or its refresher for who was here.
CREATE TABLE people.enrolment_request (
    id           bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    person_id    bigint      NOT NULL,
    class_id     bigint,
    skill_id     bigint,
    starts_on    date        NOT NULL,
    course       text        NOT NULL DEFAULT 'standard',
    requested_by bigint      DEFAULT sec.me(),
    requested_at timestamptz NOT NULL DEFAULT now(),
    withdrawn_at timestamptz,
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT enrolment_request_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT enrolment_request_class_is_of_the_entity FOREIGN KEY (class_id, entity_id) REFERENCES people.training_class (id, entity_id),
    CONSTRAINT enrolment_request_skill_is_of_the_entity FOREIGN KEY (skill_id, entity_id) REFERENCES people.skill (id, entity_id),
    CONSTRAINT enrolment_request_start_is_finite CHECK (isfinite(starts_on)),
    CONSTRAINT enrolment_request_course_is_known CHECK (course IN ('standard', 'refresher'))
);
CREATE INDEX enrolment_request_by_person ON people.enrolment_request (person_id, entity_id);
CREATE INDEX enrolment_request_by_class ON people.enrolment_request (class_id, entity_id);
CREATE INDEX enrolment_request_by_skill ON people.enrolment_request (skill_id, entity_id);

-- Who knows somebody, and who was here before ----------------------------------------------------

-- The same candidate may be referred again next season.
CREATE TABLE recruiting.referral (
    id             bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id      bigint      NOT NULL,
    candidate_id   bigint      NOT NULL,
    season         text        NOT NULL,
    referrer_id    bigint      NOT NULL DEFAULT sec.me(),
    application_id bigint,
    referred_at    timestamptz NOT NULL DEFAULT now(),
    bonus_state    text        NOT NULL DEFAULT 'open',
    bonus_minor    bigint,
    currency       text,
    operation_id   bigint      DEFAULT op.current(),
    CONSTRAINT referral_candidate_is_of_the_entity FOREIGN KEY (candidate_id, entity_id) REFERENCES recruiting.candidate (id, entity_id),
    CONSTRAINT referral_referrer_is_of_the_entity FOREIGN KEY (referrer_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT referral_application_is_of_the_entity FOREIGN KEY (application_id, entity_id) REFERENCES recruiting.application (id, entity_id),
    CONSTRAINT referral_is_one_a_season UNIQUE (candidate_id, season),
    CONSTRAINT referral_season_is_a_short_word CHECK (season ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    CONSTRAINT referral_bonus_state_is_known CHECK (bonus_state IN ('open', 'earned', 'paid', 'lapsed')),
    CONSTRAINT referral_bonus_is_not_negative CHECK (bonus_minor >= 0),
    CONSTRAINT referral_bonus_has_a_currency CHECK (currency ~ '^[A-Z]{3}$' AND (bonus_minor IS NULL) = (currency IS NULL))
);
CREATE INDEX referral_by_referrer ON recruiting.referral (referrer_id, entity_id);
CREATE INDEX referral_by_application ON recruiting.referral (application_id, entity_id);
CREATE INDEX referral_by_entity ON recruiting.referral (entity_id);

CREATE TABLE recruiting.pool (
    id           bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    name         text        NOT NULL,
    purpose      text        NOT NULL DEFAULT '',
    season       text,
    batch_id     bigint,
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT pool_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT pool_batch_is_of_the_entity FOREIGN KEY (batch_id, entity_id) REFERENCES recruiting.batch (id, entity_id),
    CONSTRAINT pool_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT pool_name_is_unique_in_its_entity UNIQUE (entity_id, name),
    CONSTRAINT pool_name_is_1_to_80_characters CHECK (name ~ '\S' AND length(name) <= 80),
    CONSTRAINT pool_purpose_is_at_most_500_characters CHECK (length(purpose) <= 500),
    CONSTRAINT pool_season_is_a_short_word CHECK (season ~ '^[a-z0-9][a-z0-9-]{0,39}$')
);
CREATE INDEX pool_by_batch ON recruiting.pool (batch_id, entity_id);

-- Somebody we may ask again, until a day they agreed to.
CREATE TABLE recruiting.pool_member (
    id           bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    pool_id      bigint      NOT NULL,
    candidate_id bigint      NOT NULL,
    consented_on date        NOT NULL,
    expires_on   date        NOT NULL,
    added_by     bigint      DEFAULT sec.me(),
    added_at     timestamptz NOT NULL DEFAULT now(),
    left_at      timestamptz,
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT pool_member_pool_is_of_the_entity FOREIGN KEY (pool_id, entity_id) REFERENCES recruiting.pool (id, entity_id),
    CONSTRAINT pool_member_candidate_is_of_the_entity FOREIGN KEY (candidate_id, entity_id) REFERENCES recruiting.candidate (id, entity_id),
    CONSTRAINT pool_member_dates_are_finite CHECK (isfinite(consented_on) AND isfinite(expires_on)),
    CONSTRAINT pool_member_expires_after_consent CHECK (expires_on > consented_on)
);
CREATE UNIQUE INDEX pool_member_is_in_it_once ON recruiting.pool_member (pool_id, candidate_id) WHERE left_at IS NULL;
CREATE INDEX pool_member_by_pool ON recruiting.pool_member (pool_id, entity_id);
CREATE INDEX pool_member_by_candidate ON recruiting.pool_member (candidate_id, entity_id);

-- Asked to apply: last season's people, or a pool's. The answer is the return yield.
CREATE TABLE recruiting.invitation (
    id             bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id      bigint      NOT NULL,
    candidate_id   bigint      NOT NULL,
    requisition_id bigint      NOT NULL,
    pool_id        bigint,
    season         text        NOT NULL,
    invited_by     bigint      DEFAULT sec.me(),
    invited_at     timestamptz NOT NULL DEFAULT now(),
    answer         text,
    answered_at    timestamptz,
    application_id bigint,
    batch_id       bigint,
    operation_id   bigint      DEFAULT op.current(),
    CONSTRAINT invitation_candidate_is_of_the_entity FOREIGN KEY (candidate_id, entity_id) REFERENCES recruiting.candidate (id, entity_id),
    CONSTRAINT invitation_requisition_is_of_the_entity FOREIGN KEY (requisition_id, entity_id) REFERENCES recruiting.requisition (id, entity_id),
    CONSTRAINT invitation_pool_is_of_the_entity FOREIGN KEY (pool_id, entity_id) REFERENCES recruiting.pool (id, entity_id),
    CONSTRAINT invitation_application_is_of_the_entity FOREIGN KEY (application_id, entity_id) REFERENCES recruiting.application (id, entity_id),
    CONSTRAINT invitation_batch_is_of_the_entity FOREIGN KEY (batch_id, entity_id) REFERENCES recruiting.batch (id, entity_id),
    CONSTRAINT invitation_is_sent_once UNIQUE (candidate_id, requisition_id),
    CONSTRAINT invitation_season_is_a_short_word CHECK (season ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    CONSTRAINT invitation_answer_is_known CHECK (answer IN ('yes', 'no')),
    CONSTRAINT invitation_answered_says_when CHECK ((answer IS NULL) = (answered_at IS NULL))
);
CREATE INDEX invitation_by_requisition ON recruiting.invitation (requisition_id, entity_id);
CREATE INDEX invitation_by_pool ON recruiting.invitation (pool_id, entity_id);
CREATE INDEX invitation_by_application ON recruiting.invitation (application_id, entity_id);
CREATE INDEX invitation_by_batch ON recruiting.invitation (batch_id, entity_id);
CREATE INDEX invitation_by_entity ON recruiting.invitation (entity_id);

-- Whether we would have somebody back, said anew when it changes. Nobody's word is not a no.
CREATE TABLE recruiting.rehire_word (
    id           bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    person_id    bigint      NOT NULL,
    is_welcome   boolean     NOT NULL,
    note         text        NOT NULL DEFAULT '',
    said_by      bigint      NOT NULL DEFAULT sec.me(),
    said_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT rehire_word_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT rehire_word_is_said_by_another CHECK (said_by <> person_id),
    CONSTRAINT rehire_word_note_is_at_most_500_characters CHECK (length(note) <= 500)
);
COMMENT ON COLUMN recruiting.rehire_word.note IS 'pii: why we would or would not have them back';
CREATE INDEX rehire_word_by_person ON recruiting.rehire_word (person_id, entity_id, said_at DESC);

-- Every table behind its policies (sql/code/06_recruiting.sql), what people change written down ---

DO $$
DECLARE
    tab name;
BEGIN
    FOR tab IN SELECT relname FROM pg_class WHERE relnamespace = 'recruiting'::regnamespace AND relkind = 'r' ORDER BY 1 LOOP
        PERFORM sec.guard(format('recruiting.%I', tab)::regclass);
    END LOOP;
END
$$;
SELECT sec.guard('people.enrolment_request');
SELECT audit.watch('recruiting.requisition'),
       audit.watch('recruiting.requisition_approval'),
       audit.watch('recruiting.opening'),
       audit.watch('recruiting.candidate'),
       audit.watch('recruiting.candidate_contact'),
       audit.watch('recruiting.candidate_merge'),
       audit.watch('recruiting.application'),
       audit.watch('recruiting.interview'),
       audit.watch('recruiting.interview_panel'),
       audit.watch('recruiting.feedback'),
       audit.watch('recruiting.offer'),
       audit.watch('recruiting.offer_approval'),
       audit.watch('recruiting.hire'),
       audit.watch('recruiting.referral'),
       audit.watch('recruiting.pool_member'),
       audit.watch('recruiting.invitation'),
       audit.watch('recruiting.rehire_word'),
       audit.watch('recruiting.batch'),
       audit.watch('people.enrolment_request');
