-- Quality: what is asked of a contact, which contacts are looked at, what was found, and whether evaluators agree.
--
-- A form's version is written once; publishing it is a row beside it, and only a published one is evaluated by.
-- A plan draws contacts by a seed, so that anyone can draw them again. What happens to an evaluation is a step that
-- somebody takes; the table of transitions says which may follow which, and a trigger holds everyone to it. The
-- contact is named, not referred to: an evaluation outlives a re-import. A calibration is blind until it is revealed.

-- Forms --------------------------------------------------------------------------------------------------

CREATE TABLE scorecards.form (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    code         text        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT form_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT form_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT form_code_is_free UNIQUE (entity_id, code),
    CONSTRAINT form_code_is_a_short_word CHECK (code ~ '^[a-z][a-z0-9-]{0,39}$')
);

CREATE TABLE scorecards.form_version (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    form_id      bigint      NOT NULL,
    number       integer     NOT NULL,
    content      jsonb       NOT NULL,
    remarks      text[]      NOT NULL DEFAULT '{}',
    created_by   bigint      DEFAULT sec.me(),
    created_at   timestamptz NOT NULL DEFAULT now(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT form_version_is_of_a_form FOREIGN KEY (form_id, entity_id) REFERENCES scorecards.form (id, entity_id),
    CONSTRAINT form_version_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT form_version_number_is_free UNIQUE (form_id, number),
    CONSTRAINT form_version_counts_from_one CHECK (number >= 1),
    CONSTRAINT form_version_content_is_a_form CHECK (
        jsonb_typeof(content -> 'sections') = 'array' AND octet_length(content::text) <= 500000),
    CONSTRAINT form_version_has_at_most_500_remarks CHECK (cardinality(remarks) <= 500)
);
COMMENT ON COLUMN scorecards.form_version.remarks IS 'what an import could not say in our words';
CREATE INDEX form_version_by_entity ON scorecards.form_version (entity_id);

CREATE TABLE scorecards.form_publication (
    form_version_id bigint      NOT NULL,
    entity_id       bigint      NOT NULL,
    published_by    bigint      DEFAULT sec.me(),
    published_at    timestamptz NOT NULL DEFAULT now(),
    operation_id    bigint      DEFAULT op.current(),
    CONSTRAINT form_version_is_published_once PRIMARY KEY (form_version_id),
    CONSTRAINT form_publication_is_of_a_version FOREIGN KEY (form_version_id, entity_id)
        REFERENCES scorecards.form_version (id, entity_id),
    CONSTRAINT form_publication_keeps_its_entity UNIQUE (form_version_id, entity_id)
);
CREATE INDEX form_publication_by_entity ON scorecards.form_publication (entity_id);

-- Samples ------------------------------------------------------------------------------------------------

CREATE TABLE scorecards.sampling_plan (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    name         text        NOT NULL,
    team_id      bigint,
    starts_on    date        NOT NULL,
    ends_on      date        NOT NULL,
    zone         text        NOT NULL,
    starts_at    timestamptz NOT NULL,
    ends_at      timestamptz NOT NULL,
    strata       text        NOT NULL,
    per_agent    integer     NOT NULL,
    seed         bigint      NOT NULL,
    created_by   bigint      DEFAULT sec.me(),
    created_at   timestamptz NOT NULL DEFAULT now(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT sampling_plan_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT sampling_plan_team_is_of_the_entity FOREIGN KEY (team_id, entity_id)
        REFERENCES people.team (id, entity_id),
    CONSTRAINT sampling_plan_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT sampling_plan_name_is_free UNIQUE (entity_id, name),
    CONSTRAINT sampling_plan_name_is_a_short_word CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
    CONSTRAINT sampling_plan_ends_after_it_starts CHECK (ends_on >= starts_on AND ends_on - starts_on < 367),
    CONSTRAINT sampling_plan_zone_is_at_most_64_characters CHECK (length(zone) <= 64),
    CONSTRAINT sampling_plan_strata_are_known CHECK (strata IN ('none', 'channel', 'queue')),
    CONSTRAINT sampling_plan_draws_1_to_500_of_an_agent CHECK (per_agent BETWEEN 1 AND 500)
);
COMMENT ON COLUMN scorecards.sampling_plan.name IS 'name of a plan, such as returns-2025-11';
CREATE INDEX sampling_plan_by_team ON scorecards.sampling_plan (team_id, entity_id);

-- From how many contacts of an agent how many were drawn, and what the whole was: one digest of all its ids.
CREATE TABLE scorecards.sample_frame (
    plan_id      bigint  NOT NULL,
    entity_id    bigint  NOT NULL,
    agent_id     bigint  NOT NULL,
    contacts     integer NOT NULL,
    drawn        integer NOT NULL,
    digest       bytea   NOT NULL,
    operation_id bigint  DEFAULT op.current(),
    CONSTRAINT sample_frame_is_taken_once PRIMARY KEY (plan_id, agent_id),
    CONSTRAINT sample_frame_is_of_a_plan FOREIGN KEY (plan_id, entity_id)
        REFERENCES scorecards.sampling_plan (id, entity_id),
    CONSTRAINT sample_frame_agent_is_of_the_entity FOREIGN KEY (agent_id, entity_id)
        REFERENCES people.person (id, entity_id),
    CONSTRAINT sample_frame_holds_what_is_drawn CHECK (0 <= drawn AND drawn <= contacts),
    CONSTRAINT sample_frame_digest_is_32_bytes CHECK (octet_length(digest) = 32)
);
CREATE INDEX sample_frame_by_agent ON scorecards.sample_frame (agent_id, entity_id);
CREATE INDEX sample_frame_by_entity ON scorecards.sample_frame (entity_id);

CREATE TABLE scorecards.sample_draw (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    plan_id      bigint      NOT NULL,
    entity_id    bigint      NOT NULL,
    agent_id     bigint      NOT NULL,
    contact_id   bigint      NOT NULL,
    reference    text        NOT NULL,
    opened_at    timestamptz NOT NULL,
    stratum      text        NOT NULL,
    place        integer     NOT NULL,
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT sample_draw_is_of_a_frame FOREIGN KEY (plan_id, agent_id)
        REFERENCES scorecards.sample_frame (plan_id, agent_id),
    CONSTRAINT sample_draw_agent_is_of_the_entity FOREIGN KEY (agent_id, entity_id)
        REFERENCES people.person (id, entity_id),
    CONSTRAINT sample_draw_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT sample_draws_a_contact_once UNIQUE (plan_id, contact_id),
    CONSTRAINT sample_draw_reference_is_1_to_200_characters CHECK (length(reference) BETWEEN 1 AND 200),
    CONSTRAINT sample_draw_stratum_is_at_most_80_characters CHECK (length(stratum) <= 80),
    CONSTRAINT sample_draw_place_counts_from_one CHECK (place >= 1)
);
COMMENT ON COLUMN scorecards.sample_draw.contact_id IS 'the contact as it was known; it may be taken back with its import';
COMMENT ON COLUMN scorecards.sample_draw.reference IS 'what the source calls the contact';
CREATE INDEX sample_draw_by_agent ON scorecards.sample_draw (agent_id, entity_id);
CREATE INDEX sample_draw_by_entity ON scorecards.sample_draw (entity_id);
CREATE INDEX sample_draw_by_frame ON scorecards.sample_draw (plan_id, agent_id);

-- Evaluations --------------------------------------------------------------------------------------------

-- Which state may follow which, and who takes the step: the evaluator, the agent, or anyone else who may see it.
CREATE TABLE scorecards.evaluation_transition (
    from_state text NOT NULL,
    to_state   text NOT NULL,
    taken_by   text NOT NULL,
    CONSTRAINT evaluation_transition_is_told_once PRIMARY KEY (from_state, to_state),
    CONSTRAINT evaluation_transition_is_taken_by_someone CHECK (taken_by IN ('evaluator', 'agent', 'reviewer', 'resolver')),
    CONSTRAINT evaluation_transition_states_are_known CHECK (
        from_state IN ('draft', 'submitted', 'published', 'acknowledged', 'disputed')
        AND to_state IN ('submitted', 'withdrawn', 'published', 'acknowledged', 'disputed', 'final', 'superseded'))
);
INSERT INTO scorecards.evaluation_transition (from_state, to_state, taken_by)
VALUES ('draft',        'submitted',    'evaluator'),
       ('draft',        'withdrawn',    'evaluator'),
       ('submitted',    'published',    'reviewer'),
       ('submitted',    'superseded',   'reviewer'),
       ('published',    'acknowledged', 'agent'),
       ('published',    'disputed',     'agent'),
       ('published',    'superseded',   'reviewer'),
       ('published',    'final',        'reviewer'),
       ('acknowledged', 'disputed',     'agent'),
       ('acknowledged', 'superseded',   'reviewer'),
       ('acknowledged', 'final',        'reviewer'),
       ('disputed',     'final',        'resolver'),
       ('disputed',     'superseded',   'resolver');

CREATE TABLE scorecards.evaluation (
    id              bigint           GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id       bigint           NOT NULL,
    form_version_id bigint           NOT NULL,
    agent_id        bigint           NOT NULL,
    evaluator_id    bigint           NOT NULL DEFAULT sec.me(),
    contact_id      bigint,
    reference       text             NOT NULL,
    opened_at       timestamptz,
    sample_draw_id  bigint,
    supersedes_id   bigint,
    answers         jsonb            NOT NULL DEFAULT '{}',
    comment         text             NOT NULL DEFAULT '',
    answered_share  double precision,
    raw             double precision,
    reported        double precision,
    critical        double precision,
    fatal           text[]           NOT NULL DEFAULT '{}',
    is_passed       boolean,
    state           text             NOT NULL DEFAULT 'draft',
    started_at      timestamptz      NOT NULL DEFAULT now(),
    published_at    timestamptz,
    disputable_to   timestamptz,
    operation_id    bigint           DEFAULT op.current(),
    CONSTRAINT evaluation_is_by_a_published_form FOREIGN KEY (form_version_id, entity_id)
        REFERENCES scorecards.form_publication (form_version_id, entity_id),
    CONSTRAINT evaluation_agent_is_of_the_entity FOREIGN KEY (agent_id, entity_id)
        REFERENCES people.person (id, entity_id),
    CONSTRAINT evaluation_evaluator_exists FOREIGN KEY (evaluator_id) REFERENCES people.person (id),
    CONSTRAINT evaluation_draw_is_of_the_entity FOREIGN KEY (sample_draw_id, entity_id)
        REFERENCES scorecards.sample_draw (id, entity_id),
    CONSTRAINT evaluation_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT evaluation_supersedes_another_of_the_entity FOREIGN KEY (supersedes_id, entity_id)
        REFERENCES scorecards.evaluation (id, entity_id),
    CONSTRAINT evaluation_is_of_someone_else CHECK (agent_id <> evaluator_id),
    CONSTRAINT evaluation_reference_is_1_to_200_characters CHECK (reference ~ '\S' AND length(reference) <= 200),
    CONSTRAINT evaluation_answers_are_an_object CHECK (
        jsonb_typeof(answers) = 'object' AND octet_length(answers::text) <= 500000),
    CONSTRAINT evaluation_comment_is_at_most_4000_characters CHECK (length(comment) <= 4000),
    CONSTRAINT evaluation_share_is_a_share CHECK (answered_share BETWEEN 0 AND 1),
    CONSTRAINT evaluation_scores_are_of_100 CHECK (
        raw BETWEEN 0 AND 100.000001 AND reported BETWEEN 0 AND 100.000001 AND critical BETWEEN 0 AND 100.000001),
    CONSTRAINT evaluation_reports_no_more_than_was_earned CHECK (reported <= raw + 0.000001),
    CONSTRAINT evaluation_fatal_answers_are_at_most_200 CHECK (cardinality(fatal) <= 200),
    CONSTRAINT evaluation_state_is_known CHECK (state IN (
        'draft', 'submitted', 'withdrawn', 'published', 'acknowledged', 'disputed', 'final', 'superseded')),
    CONSTRAINT evaluation_published_has_its_days CHECK ((published_at IS NULL) = (disputable_to IS NULL))
);
COMMENT ON COLUMN scorecards.evaluation.contact_id IS 'the contact as it was known; it may be taken back with its import';
COMMENT ON COLUMN scorecards.evaluation.reference IS 'what the source calls the contact';
COMMENT ON COLUMN scorecards.evaluation.answers IS 'pii: what was found about a person''s work';
COMMENT ON COLUMN scorecards.evaluation.comment IS 'pii: what was found about a person''s work';
COMMENT ON COLUMN scorecards.evaluation.raw IS 'what was earned, of 100; NULL when too little was answered';
COMMENT ON COLUMN scorecards.evaluation.reported IS '0 after a fatal answer; NULL when too little was answered';
CREATE INDEX evaluation_by_agent ON scorecards.evaluation (agent_id, entity_id, published_at);
CREATE INDEX evaluation_by_evaluator ON scorecards.evaluation (evaluator_id);
CREATE INDEX evaluation_by_entity ON scorecards.evaluation (entity_id, published_at);
CREATE INDEX evaluation_by_form ON scorecards.evaluation (form_version_id, entity_id);
CREATE INDEX evaluation_by_draw ON scorecards.evaluation (sample_draw_id, entity_id);
CREATE UNIQUE INDEX evaluation_is_amended_once ON scorecards.evaluation (supersedes_id, entity_id)
    WHERE state <> 'withdrawn';
CREATE INDEX evaluation_by_superseded ON scorecards.evaluation (supersedes_id, entity_id);

-- What happened, by whom, when and why: only added to. The evaluation's state follows.
CREATE TABLE scorecards.evaluation_step (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    evaluation_id bigint      NOT NULL,
    entity_id     bigint      NOT NULL,
    agent_id      bigint      NOT NULL,
    state         text        NOT NULL,
    comment       text        NOT NULL DEFAULT '',
    is_open       boolean     NOT NULL,
    person_id     bigint      NOT NULL,
    taken_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    operation_id  bigint      DEFAULT op.current(),
    CONSTRAINT evaluation_step_is_of_an_evaluation FOREIGN KEY (evaluation_id, entity_id)
        REFERENCES scorecards.evaluation (id, entity_id),
    CONSTRAINT evaluation_step_agent_is_of_the_entity FOREIGN KEY (agent_id, entity_id)
        REFERENCES people.person (id, entity_id),
    CONSTRAINT evaluation_step_person_exists FOREIGN KEY (person_id) REFERENCES people.person (id),
    CONSTRAINT evaluation_step_is_taken_once UNIQUE (evaluation_id, state),
    CONSTRAINT evaluation_step_state_is_known CHECK (state IN (
        'submitted', 'withdrawn', 'published', 'acknowledged', 'disputed', 'final', 'superseded')),
    CONSTRAINT evaluation_step_comment_is_at_most_4000_characters CHECK (length(comment) <= 4000),
    CONSTRAINT dispute_says_why CHECK (state <> 'disputed' OR comment ~ '\S')
);
COMMENT ON COLUMN scorecards.evaluation_step.comment IS 'pii: what agent and evaluator say to each other';
COMMENT ON COLUMN scorecards.evaluation_step.is_open IS 'whether the agent may see it';
CREATE INDEX evaluation_step_by_evaluation ON scorecards.evaluation_step (evaluation_id, entity_id);
CREATE INDEX evaluation_step_by_agent ON scorecards.evaluation_step (agent_id, entity_id);
CREATE INDEX evaluation_step_by_person ON scorecards.evaluation_step (person_id);
CREATE INDEX evaluation_step_by_entity ON scorecards.evaluation_step (entity_id);

-- Calibration --------------------------------------------------------------------------------------------

CREATE TABLE scorecards.calibration (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id       bigint      NOT NULL,
    form_version_id bigint      NOT NULL,
    name            text        NOT NULL,
    opened_by       bigint      NOT NULL DEFAULT sec.me(),
    opened_at       timestamptz NOT NULL DEFAULT now(),
    revealed_by     bigint,
    revealed_at     timestamptz,
    closed_at       timestamptz,
    note            text        NOT NULL DEFAULT '',
    operation_id    bigint      DEFAULT op.current(),
    CONSTRAINT calibration_is_by_a_published_form FOREIGN KEY (form_version_id, entity_id)
        REFERENCES scorecards.form_publication (form_version_id, entity_id),
    CONSTRAINT calibration_opener_exists FOREIGN KEY (opened_by) REFERENCES people.person (id),
    CONSTRAINT calibration_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT calibration_name_is_free UNIQUE (entity_id, name),
    CONSTRAINT calibration_name_is_a_short_word CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
    CONSTRAINT calibration_is_revealed_by_someone CHECK ((revealed_by IS NULL) = (revealed_at IS NULL)),
    CONSTRAINT calibration_is_closed_after_it_is_revealed CHECK (closed_at IS NULL OR revealed_at IS NOT NULL),
    CONSTRAINT calibration_note_is_at_most_4000_characters CHECK (length(note) <= 4000)
);
COMMENT ON COLUMN scorecards.calibration.name IS 'name of a session, such as returns-november';
COMMENT ON COLUMN scorecards.calibration.note IS 'what was agreed';
CREATE INDEX calibration_by_form ON scorecards.calibration (form_version_id, entity_id);
CREATE INDEX calibration_by_opener ON scorecards.calibration (opened_by);

CREATE TABLE scorecards.calibration_contact (
    id             bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    calibration_id bigint  NOT NULL,
    entity_id      bigint  NOT NULL,
    reference      text    NOT NULL,
    operation_id   bigint  DEFAULT op.current(),
    CONSTRAINT calibration_contact_is_of_a_calibration FOREIGN KEY (calibration_id, entity_id)
        REFERENCES scorecards.calibration (id, entity_id),
    CONSTRAINT calibration_contact_keeps_its_calibration UNIQUE (id, calibration_id),
    CONSTRAINT calibration_contact_is_there_once UNIQUE (calibration_id, reference),
    CONSTRAINT calibration_contact_reference_is_1_to_200_characters CHECK (reference ~ '\S' AND length(reference) <= 200)
);
CREATE INDEX calibration_contact_by_calibration ON scorecards.calibration_contact (calibration_id, entity_id);
CREATE INDEX calibration_contact_by_entity ON scorecards.calibration_contact (entity_id);

CREATE TABLE scorecards.calibration_rater (
    calibration_id bigint  NOT NULL,
    entity_id      bigint  NOT NULL,
    person_id      bigint  NOT NULL,
    is_reference   boolean NOT NULL DEFAULT false,
    operation_id   bigint  DEFAULT op.current(),
    CONSTRAINT calibration_rater_is_invited_once PRIMARY KEY (calibration_id, person_id),
    CONSTRAINT calibration_rater_is_of_a_calibration FOREIGN KEY (calibration_id, entity_id)
        REFERENCES scorecards.calibration (id, entity_id),
    CONSTRAINT calibration_rater_exists FOREIGN KEY (person_id) REFERENCES people.person (id)
);
COMMENT ON COLUMN scorecards.calibration_rater.is_reference IS 'whether the others are compared with this one';
CREATE UNIQUE INDEX calibration_has_one_reference ON scorecards.calibration_rater (calibration_id) WHERE is_reference;
CREATE INDEX calibration_rater_by_person ON scorecards.calibration_rater (person_id);
CREATE INDEX calibration_rater_by_calibration ON scorecards.calibration_rater (calibration_id, entity_id);
CREATE INDEX calibration_rater_by_entity ON scorecards.calibration_rater (entity_id);

CREATE TABLE scorecards.calibration_score (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    calibration_id bigint      NOT NULL,
    entity_id      bigint      NOT NULL,
    contact_id     bigint      NOT NULL,
    rater_id       bigint      NOT NULL DEFAULT sec.me(),
    answers        jsonb       NOT NULL,
    scored_at      timestamptz NOT NULL DEFAULT now(),
    operation_id   bigint      DEFAULT op.current(),
    CONSTRAINT calibration_score_is_of_a_contact FOREIGN KEY (contact_id, calibration_id)
        REFERENCES scorecards.calibration_contact (id, calibration_id),
    CONSTRAINT calibration_score_is_by_a_rater FOREIGN KEY (calibration_id, rater_id)
        REFERENCES scorecards.calibration_rater (calibration_id, person_id),
    CONSTRAINT calibration_score_is_of_a_calibration FOREIGN KEY (calibration_id, entity_id)
        REFERENCES scorecards.calibration (id, entity_id),
    CONSTRAINT calibration_contact_is_scored_once_by_a_rater UNIQUE (contact_id, rater_id),
    CONSTRAINT calibration_score_answers_are_an_object CHECK (
        jsonb_typeof(answers) = 'object' AND octet_length(answers::text) <= 500000)
);
COMMENT ON COLUMN scorecards.calibration_score.answers IS 'pii: how a person judges';
CREATE INDEX calibration_score_by_rater ON scorecards.calibration_score (rater_id);
CREATE INDEX calibration_score_by_calibration ON scorecards.calibration_score (calibration_id, entity_id);
CREATE INDEX calibration_score_by_calibration_rater ON scorecards.calibration_score (calibration_id, rater_id);
CREATE INDEX calibration_score_by_contact ON scorecards.calibration_score (contact_id, calibration_id);
CREATE INDEX calibration_score_by_entity ON scorecards.calibration_score (entity_id);

DO $$
DECLARE
    relation text;
BEGIN
    FOREACH relation IN ARRAY ARRAY[
        'form', 'form_version', 'form_publication', 'sampling_plan', 'sample_frame', 'sample_draw',
        'evaluation_transition', 'evaluation', 'evaluation_step', 'calibration', 'calibration_contact',
        'calibration_rater', 'calibration_score']
    LOOP
        PERFORM sec.guard(format('scorecards.%I', relation)::regclass);
    END LOOP;
    FOREACH relation IN ARRAY ARRAY[
        'form', 'form_version', 'form_publication', 'sampling_plan', 'evaluation', 'evaluation_step', 'calibration',
        'calibration_contact', 'calibration_rater', 'calibration_score']
    LOOP
        PERFORM audit.watch(format('scorecards.%I', relation)::regclass);
    END LOOP;
END
$$;
