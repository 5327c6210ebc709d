-- Onboarding, assessments: questions with their keys, tests made of them, attempts and their grades.
--
-- A question version and an assessment version never change: an attempt is graded against what was asked. The key of a
-- question stands in a table of its own, which learners cannot read; so the database grades, and not the learner's own
-- program. Answers, marks and grades are appended: the newest counts, and a regrade is one more grade.

INSERT INTO onboarding.transition (machine, from_state, to_state)
VALUES ('assessment_version', '',            'published'),
       ('assessment_version', 'published',   'retired'),
       ('attempt',            '',            'in progress'),
       ('attempt',            'in progress', 'submitted'),
       ('attempt',            'in progress', 'overdue'),
       ('attempt',            'in progress', 'abandoned'),
       ('attempt',            'submitted',   'graded'),
       ('attempt',            'overdue',     'graded'),
       ('attempt',            'submitted',   'voided'),
       ('attempt',            'overdue',     'voided'),
       ('attempt',            'graded',      'voided');

-- Questions --------------------------------------------------------------------------------------------------

CREATE TABLE onboarding.question_bank (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    code         text        NOT NULL,
    title        text        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT question_bank_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT question_bank_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT question_bank_code_is_unique_in_its_entity UNIQUE (entity_id, code),
    CONSTRAINT question_bank_code_is_a_short_word CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    CONSTRAINT question_bank_title_is_1_to_120_characters CHECK (title ~ '\S' AND length(title) <= 120)
);

-- What stays the same through a question's versions: the key by which an import finds it again.
CREATE TABLE onboarding.question (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    bank_id      bigint      NOT NULL,
    key          text        NOT NULL,
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT question_is_of_a_bank FOREIGN KEY (bank_id, entity_id) REFERENCES onboarding.question_bank (id, entity_id),
    CONSTRAINT question_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT question_key_is_unique_in_its_bank UNIQUE (bank_id, key),
    CONSTRAINT question_key_is_1_to_120_characters CHECK (key ~ '\S' AND length(key) <= 120)
);
CREATE INDEX question_by_entity ON onboarding.question (entity_id);

-- What a learner is shown. The newest number counts for assessments published from now on.
CREATE TABLE onboarding.question_version (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    question_id  bigint      NOT NULL,
    number       integer     NOT NULL,
    kind         text        NOT NULL,
    points       integer     NOT NULL DEFAULT 1,
    shown        jsonb       NOT NULL,
    digest       text        NOT NULL,
    created_by   bigint      DEFAULT sec.me(),
    created_at   timestamptz NOT NULL DEFAULT now(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT question_version_is_of_a_question FOREIGN KEY (question_id, entity_id) REFERENCES onboarding.question (id, entity_id),
    CONSTRAINT question_version_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT question_version_number_is_unique UNIQUE (question_id, number),
    CONSTRAINT question_version_number_counts_from_one CHECK (number >= 1),
    CONSTRAINT question_version_kind_is_known
        CHECK (kind IN ('description', 'choice', 'choices', 'true or false', 'matching', 'short answer', 'number', 'essay')),
    CONSTRAINT question_version_earns_0_to_100_points CHECK (points BETWEEN 0 AND 100 AND (points > 0 OR kind = 'description')),
    CONSTRAINT question_version_digest_is_sha256 CHECK (digest ~ '^[0-9a-f]{64}$'),
    CONSTRAINT question_version_is_small CHECK (pg_column_size(shown) <= 262144)
);
CREATE INDEX question_version_by_entity ON onboarding.question_version (entity_id);

-- What is right. `body` is the whole question as its author wrote it; `marks` is what the database grades with.
CREATE TABLE onboarding.question_key (
    version_id bigint NOT NULL PRIMARY KEY,
    entity_id  bigint NOT NULL,
    body       jsonb  NOT NULL,
    marks      jsonb  NOT NULL,
    CONSTRAINT question_key_is_of_a_version FOREIGN KEY (version_id, entity_id) REFERENCES onboarding.question_version (id, entity_id),
    CONSTRAINT question_key_is_small CHECK (pg_column_size(body) <= 262144 AND pg_column_size(marks) <= 262144)
);
COMMENT ON COLUMN onboarding.question_key.body IS 'a question and its right answers: nothing about a person';
CREATE INDEX question_key_by_entity ON onboarding.question_key (entity_id);

-- Tests ------------------------------------------------------------------------------------------------------

CREATE TABLE onboarding.assessment (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    code         text        NOT NULL,
    title        text        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT assessment_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT assessment_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT assessment_code_is_unique_in_its_entity UNIQUE (entity_id, code),
    CONSTRAINT assessment_code_is_a_short_word CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    CONSTRAINT assessment_title_is_1_to_120_characters CHECK (title ~ '\S' AND length(title) <= 120)
);

-- The rules of a test as they were when somebody sat it. Scores and pass marks are exact decimals: 0.8000 passes 0.8.
CREATE TABLE onboarding.assessment_version (
    id                 bigint       GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id          bigint       NOT NULL,
    assessment_id      bigint       NOT NULL,
    bank_id            bigint       NOT NULL,
    number             integer      NOT NULL,
    pass_mark          numeric(5,4) NOT NULL,
    method             text         NOT NULL DEFAULT 'highest',
    most_attempts      integer,
    delay_minutes      integer      NOT NULL DEFAULT 0,
    limit_minutes      integer,
    asks               integer      NOT NULL,
    draws              integer,
    shuffles           boolean      NOT NULL DEFAULT true,
    reveals            text         NOT NULL DEFAULT 'marks',
    note               text         NOT NULL DEFAULT '',
    state              text         NOT NULL DEFAULT 'published',
    state_at           timestamptz  NOT NULL DEFAULT now(),
    state_by           bigint       DEFAULT sec.me(),
    operation_id       bigint       DEFAULT op.current(),
    CONSTRAINT assessment_version_is_of_an_assessment
        FOREIGN KEY (assessment_id, entity_id) REFERENCES onboarding.assessment (id, entity_id),
    CONSTRAINT assessment_version_asks_from_a_bank FOREIGN KEY (bank_id, entity_id) REFERENCES onboarding.question_bank (id, entity_id),
    CONSTRAINT assessment_version_keeps_its_assessment UNIQUE (id, assessment_id, entity_id),
    CONSTRAINT assessment_version_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT assessment_version_number_is_unique UNIQUE (assessment_id, number),
    CONSTRAINT assessment_version_number_counts_from_one CHECK (number >= 1),
    CONSTRAINT assessment_version_pass_mark_is_above_0_and_at_most_1 CHECK (pass_mark > 0 AND pass_mark <= 1),
    CONSTRAINT assessment_version_method_is_known CHECK (method IN ('highest', 'average', 'first', 'last')),
    CONSTRAINT assessment_version_allows_1_to_50_attempts CHECK (most_attempts BETWEEN 1 AND 50),
    CONSTRAINT assessment_version_delay_is_0_to_30_days CHECK (delay_minutes BETWEEN 0 AND 43200),
    CONSTRAINT assessment_version_limit_is_1_minute_to_a_day CHECK (limit_minutes BETWEEN 1 AND 1440),
    CONSTRAINT assessment_version_asks_1_to_500 CHECK (asks BETWEEN 1 AND 500),
    CONSTRAINT assessment_version_draws_what_it_asks CHECK (draws = asks),
    CONSTRAINT assessment_version_reveals_what_is_known CHECK (reveals IN ('nothing', 'marks', 'answers')),
    CONSTRAINT assessment_version_note_is_at_most_500_characters CHECK (length(note) <= 500),
    CONSTRAINT assessment_version_state_is_known CHECK (state IN ('published', 'retired'))
);
CREATE UNIQUE INDEX assessment_version_is_in_force_alone ON onboarding.assessment_version (assessment_id) WHERE state = 'published';
CREATE INDEX assessment_version_by_bank ON onboarding.assessment_version (bank_id, entity_id);
CREATE INDEX assessment_version_by_entity ON onboarding.assessment_version (entity_id);

CREATE TABLE onboarding.assessment_question (
    entity_id             bigint  NOT NULL,
    assessment_version_id bigint  NOT NULL,
    position              integer NOT NULL,
    question_version_id   bigint  NOT NULL,
    PRIMARY KEY (assessment_version_id, position),
    CONSTRAINT assessment_question_is_of_a_version
        FOREIGN KEY (assessment_version_id, entity_id) REFERENCES onboarding.assessment_version (id, entity_id),
    CONSTRAINT assessment_question_asks_a_version
        FOREIGN KEY (question_version_id, entity_id) REFERENCES onboarding.question_version (id, entity_id),
    CONSTRAINT assessment_question_is_asked_once UNIQUE (assessment_version_id, question_version_id),
    CONSTRAINT assessment_question_position_counts_from_one CHECK (position >= 1)
);
CREATE INDEX assessment_question_by_question ON onboarding.assessment_question (question_version_id, entity_id);
CREATE INDEX assessment_question_by_entity ON onboarding.assessment_question (entity_id);

-- Attempts ---------------------------------------------------------------------------------------------------

-- One sitting: made by onboarding.start_attempt alone. With an assignment its grade becomes a result of that item.
CREATE TABLE onboarding.attempt (
    id                    bigint       GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id             bigint       NOT NULL,
    person_id             bigint       NOT NULL,
    assessment_id         bigint       NOT NULL,
    assessment_version_id bigint       NOT NULL,
    assignment_id         bigint,
    version_id            bigint,
    item_id               bigint,
    number                integer      NOT NULL,
    seed                  bigint       NOT NULL,
    pass_mark             numeric(5,4) NOT NULL,
    started_at            timestamptz  NOT NULL DEFAULT now(),
    due_at                timestamptz  NOT NULL DEFAULT 'infinity',
    ended_at              timestamptz,
    state                 text         NOT NULL DEFAULT 'in progress',
    state_reason          text,
    state_at              timestamptz  NOT NULL DEFAULT now(),
    state_by              bigint       DEFAULT sec.me(),
    operation_id          bigint       DEFAULT op.current(),
    CONSTRAINT attempt_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT attempt_is_at_a_version_of_its_assessment
        FOREIGN KEY (assessment_version_id, assessment_id, entity_id) REFERENCES onboarding.assessment_version (id, assessment_id, entity_id),
    CONSTRAINT attempt_is_of_an_assignment_of_the_person
        FOREIGN KEY (assignment_id, version_id, person_id, entity_id) REFERENCES onboarding.assignment (id, version_id, person_id, entity_id),
    CONSTRAINT attempt_is_at_an_item_of_the_pinned_version
        FOREIGN KEY (item_id, version_id, entity_id) REFERENCES onboarding.item (id, version_id, entity_id),
    CONSTRAINT attempt_has_an_item_where_it_has_an_assignment CHECK (num_nulls(assignment_id, version_id, item_id) IN (0, 3)),
    CONSTRAINT attempt_keeps_its_person UNIQUE (id, person_id, entity_id),
    CONSTRAINT attempt_number_is_unique UNIQUE NULLS NOT DISTINCT (person_id, assessment_id, assignment_id, number),
    CONSTRAINT attempt_number_counts_from_one CHECK (number >= 1),
    CONSTRAINT attempt_pass_mark_is_above_0_and_at_most_1 CHECK (pass_mark > 0 AND pass_mark <= 1),
    CONSTRAINT attempt_ends_when_it_is_handed_in CHECK ((state = 'in progress') = (ended_at IS NULL)),
    CONSTRAINT attempt_state_is_known
        CHECK (state IN ('in progress', 'submitted', 'overdue', 'graded', 'abandoned', 'voided')),
    CONSTRAINT attempt_that_is_voided_says_why CHECK (state <> 'voided' OR state_reason IS NOT NULL),
    CONSTRAINT attempt_reason_is_1_to_500_characters CHECK (state_reason ~ '\S' AND length(state_reason) <= 500)
);
COMMENT ON COLUMN onboarding.attempt.state_reason IS 'pii: why a person''s attempt does not count';
CREATE UNIQUE INDEX attempt_is_open_once
    ON onboarding.attempt (person_id, assessment_id, coalesce(assignment_id, 0)) WHERE state = 'in progress';
CREATE INDEX attempt_by_person ON onboarding.attempt (person_id, entity_id);
CREATE INDEX attempt_by_assessment_version ON onboarding.attempt (assessment_version_id, assessment_id);
CREATE INDEX attempt_by_assignment ON onboarding.attempt (assignment_id, item_id);
CREATE INDEX attempt_by_item ON onboarding.attempt (item_id, version_id);
CREATE INDEX attempt_by_entity ON onboarding.attempt (entity_id, state);

-- What was asked, in the order it was shown: drawn and shuffled by the attempt's seed, and kept.
CREATE TABLE onboarding.attempt_question (
    entity_id           bigint    NOT NULL,
    person_id           bigint    NOT NULL,
    attempt_id          bigint    NOT NULL,
    position            integer   NOT NULL,
    question_version_id bigint    NOT NULL,
    points              integer   NOT NULL,
    shown_order         integer[] NOT NULL,
    PRIMARY KEY (attempt_id, position),
    CONSTRAINT attempt_question_is_of_an_attempt
        FOREIGN KEY (attempt_id, person_id, entity_id) REFERENCES onboarding.attempt (id, person_id, entity_id),
    CONSTRAINT attempt_question_asks_a_version
        FOREIGN KEY (question_version_id, entity_id) REFERENCES onboarding.question_version (id, entity_id),
    CONSTRAINT attempt_question_position_counts_from_one CHECK (position >= 1),
    CONSTRAINT attempt_question_earns_0_to_100_points CHECK (points BETWEEN 0 AND 100)
);
CREATE INDEX attempt_question_by_question ON onboarding.attempt_question (question_version_id, entity_id);
CREATE INDEX attempt_question_by_person ON onboarding.attempt_question (person_id, entity_id);
CREATE INDEX attempt_question_by_entity ON onboarding.attempt_question (entity_id);

-- Each answer as it was given; the newest counts. A NULL takes an answer back.
CREATE TABLE onboarding.attempt_answer (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id   bigint      NOT NULL,
    person_id   bigint      NOT NULL,
    attempt_id  bigint      NOT NULL,
    position    integer     NOT NULL,
    response    jsonb,
    answered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT attempt_answer_is_of_an_attempt
        FOREIGN KEY (attempt_id, person_id, entity_id) REFERENCES onboarding.attempt (id, person_id, entity_id),
    CONSTRAINT attempt_answer_is_to_a_question
        FOREIGN KEY (attempt_id, position) REFERENCES onboarding.attempt_question (attempt_id, position),
    CONSTRAINT attempt_answer_is_at_most_64_kilobytes CHECK (pg_column_size(response) <= 65536)
);
COMMENT ON COLUMN onboarding.attempt_answer.response IS 'pii: what a person answered';
CREATE INDEX attempt_answer_by_question ON onboarding.attempt_answer (attempt_id, position, id DESC);
CREATE INDEX attempt_answer_by_attempt ON onboarding.attempt_answer (attempt_id, person_id, entity_id);
CREATE INDEX attempt_answer_by_person ON onboarding.attempt_answer (person_id, entity_id);
CREATE INDEX attempt_answer_by_entity ON onboarding.attempt_answer (entity_id);

-- What a reader of an essay gave it, in their own name; the newest counts.
CREATE TABLE onboarding.hand_mark (
    id           bigint       GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint       NOT NULL,
    person_id    bigint       NOT NULL,
    attempt_id   bigint       NOT NULL,
    position     integer      NOT NULL,
    fraction     numeric(7,6) NOT NULL,
    comment      text,
    marked_by    bigint       NOT NULL DEFAULT sec.me(),
    marked_at    timestamptz  NOT NULL DEFAULT clock_timestamp(),
    operation_id bigint       DEFAULT op.current(),
    CONSTRAINT hand_mark_is_of_an_attempt
        FOREIGN KEY (attempt_id, person_id, entity_id) REFERENCES onboarding.attempt (id, person_id, entity_id),
    CONSTRAINT hand_mark_is_for_a_question FOREIGN KEY (attempt_id, position) REFERENCES onboarding.attempt_question (attempt_id, position),
    CONSTRAINT hand_mark_is_0_to_1 CHECK (fraction BETWEEN 0 AND 1),
    CONSTRAINT hand_mark_is_given_by_someone_else CHECK (marked_by <> person_id),
    CONSTRAINT hand_mark_comment_is_1_to_2000_characters CHECK (comment ~ '\S' AND length(comment) <= 2000)
);
COMMENT ON COLUMN onboarding.hand_mark.comment IS 'pii: what somebody was told about their answer';
CREATE INDEX hand_mark_by_question ON onboarding.hand_mark (attempt_id, position, id DESC);
CREATE INDEX hand_mark_by_attempt ON onboarding.hand_mark (attempt_id, person_id, entity_id);
CREATE INDEX hand_mark_by_person ON onboarding.hand_mark (person_id, entity_id);
CREATE INDEX hand_mark_by_entity ON onboarding.hand_mark (entity_id);

-- A grade and how it came about; the newest number counts.
CREATE TABLE onboarding.attempt_grade (
    id             bigint       GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id      bigint       NOT NULL,
    person_id      bigint       NOT NULL,
    attempt_id     bigint       NOT NULL,
    number         integer      NOT NULL,
    score          numeric(5,4) NOT NULL,
    is_pass        boolean      NOT NULL,
    basis          text         NOT NULL,
    note           text,
    item_result_id bigint,
    graded_by      bigint       DEFAULT sec.me(),
    graded_at      timestamptz  NOT NULL DEFAULT clock_timestamp(),
    operation_id   bigint       DEFAULT op.current(),
    CONSTRAINT attempt_grade_is_of_an_attempt
        FOREIGN KEY (attempt_id, person_id, entity_id) REFERENCES onboarding.attempt (id, person_id, entity_id),
    CONSTRAINT attempt_grade_became_a_result FOREIGN KEY (item_result_id) REFERENCES onboarding.item_result (id),
    CONSTRAINT attempt_grade_keeps_its_attempt UNIQUE (id, attempt_id),
    CONSTRAINT attempt_grade_number_is_unique UNIQUE (attempt_id, number),
    CONSTRAINT attempt_grade_number_counts_from_one CHECK (number >= 1),
    CONSTRAINT attempt_grade_score_is_0_to_1 CHECK (score BETWEEN 0 AND 1),
    CONSTRAINT attempt_grade_basis_is_known CHECK (basis IN ('answers', 'hand', 'regrade')),
    CONSTRAINT attempt_grade_note_is_1_to_500_characters CHECK (note ~ '\S' AND length(note) <= 500)
);
CREATE INDEX attempt_grade_by_attempt ON onboarding.attempt_grade (attempt_id, person_id, entity_id);
CREATE INDEX attempt_grade_by_person ON onboarding.attempt_grade (person_id, entity_id);
CREATE INDEX attempt_grade_by_result ON onboarding.attempt_grade (item_result_id);
CREATE INDEX attempt_grade_by_entity ON onboarding.attempt_grade (entity_id);

-- What each question earned, and by which version of its key.
CREATE TABLE onboarding.attempt_mark (
    entity_id           bigint       NOT NULL,
    person_id           bigint       NOT NULL,
    grade_id            bigint       NOT NULL,
    attempt_id          bigint       NOT NULL,
    position            integer      NOT NULL,
    question_version_id bigint       NOT NULL,
    fraction            numeric(7,6) NOT NULL,
    PRIMARY KEY (grade_id, position),
    CONSTRAINT attempt_mark_is_of_a_grade FOREIGN KEY (grade_id, attempt_id) REFERENCES onboarding.attempt_grade (id, attempt_id),
    CONSTRAINT attempt_mark_is_for_a_question FOREIGN KEY (attempt_id, position) REFERENCES onboarding.attempt_question (attempt_id, position),
    CONSTRAINT attempt_mark_is_by_a_key FOREIGN KEY (question_version_id, entity_id) REFERENCES onboarding.question_version (id, entity_id),
    CONSTRAINT attempt_mark_is_0_to_1 CHECK (fraction BETWEEN 0 AND 1)
);
CREATE INDEX attempt_mark_by_attempt ON onboarding.attempt_mark (attempt_id, position);
CREATE INDEX attempt_mark_by_question ON onboarding.attempt_mark (question_version_id, entity_id);
CREATE INDEX attempt_mark_by_person ON onboarding.attempt_mark (person_id);
CREATE INDEX attempt_mark_by_entity ON onboarding.attempt_mark (entity_id);

SELECT sec.guard(('onboarding.' || guarded)::regclass)
  FROM unnest(ARRAY['question_bank', 'question', 'question_version', 'question_key', 'assessment', 'assessment_version',
                    'assessment_question', 'attempt', 'attempt_question', 'attempt_answer', 'hand_mark', 'attempt_grade',
                    'attempt_mark']) AS guarded;
-- Keys, answers, marks and grades are their own history; what people decide is written down.
SELECT audit.watch(('onboarding.' || watched)::regclass)
  FROM unnest(ARRAY['question_bank', 'assessment', 'assessment_version', 'attempt', 'hand_mark', 'attempt_grade']) AS watched;
