-- Coaching: what was talked about, by whom, who may read it, and what came of it.
--
-- A session's state is the last of its steps, and which step may follow which is data. Notes are
-- their author's: private until widened, sealed after 72 hours by this clock, added to afterwards.
-- An action keeps its id from session to session until somebody settles it. What a session refers
-- to in other rooms is named by kind and code: no foreign key goes sideways.

CREATE SCHEMA coaching;
GRANT USAGE ON SCHEMA coaching TO muster_person;

-- A wish that somebody be trained, for the room that teaches to answer. A fact among people: whoever
-- coaches or hires may ask, in the transaction that gives the reason.
CREATE TABLE people.training_request (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    person_id    bigint      NOT NULL,
    curriculum   text        NOT NULL,
    source       text        NOT NULL,
    reference    text        NOT NULL,
    due_on       date,
    requested_by bigint      DEFAULT sec.me(),
    requested_at timestamptz NOT NULL DEFAULT now(),
    withdrawn_at timestamptz,
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT training_request_person_is_of_the_entity
        FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT training_request_names_a_curriculum CHECK (curriculum ~ '\S' AND length(curriculum) <= 120),
    CONSTRAINT training_request_source_is_1_to_60_characters CHECK (source ~ '\S' AND length(source) <= 60),
    CONSTRAINT training_request_reference_is_1_to_120_characters CHECK (reference ~ '\S' AND length(reference) <= 120),
    CONSTRAINT training_request_due_is_finite CHECK (isfinite(due_on))
);
CREATE UNIQUE INDEX training_is_asked_for_once
    ON people.training_request (person_id, curriculum, source, reference) WHERE withdrawn_at IS NULL;
CREATE INDEX training_request_by_person ON people.training_request (person_id, entity_id);
CREATE INDEX training_request_by_entity ON people.training_request (entity_id);

-- Sessions ---------------------------------------------------------------------------------------

-- Which step may follow which, and who may take it: the coach's side, or the persons coached.
CREATE TABLE coaching.transition (
    from_state text NOT NULL,
    to_state   text NOT NULL,
    taken_by   text NOT NULL,
    needs      text NOT NULL DEFAULT '',
    PRIMARY KEY (from_state, to_state),
    CONSTRAINT transition_states_are_known CHECK (
        from_state IN ('planned', 'held', 'shared', 'acknowledged')
        AND to_state IN ('held', 'shared', 'acknowledged', 'closed', 'cancelled', 'no show')),
    CONSTRAINT transition_is_taken_by_a_side CHECK (taken_by IN ('coach', 'person')),
    CONSTRAINT transition_needs_are_known CHECK (needs IN ('', 'reason'))
);
INSERT INTO coaching.transition (from_state, to_state, taken_by, needs)
VALUES ('planned',      'held',         'coach',  ''),
       ('planned',      'cancelled',    'coach',  'reason'),
       ('planned',      'no show',      'coach',  ''),
       ('held',         'shared',       'coach',  ''),
       ('shared',       'acknowledged', 'person', ''),
       ('acknowledged', 'closed',       'coach',  ''),
       -- Whoever does not answer by the date does not keep a session open for ever.
       ('shared',       'closed',       'coach',  'reason');

-- A wall clock and real minutes; starts_at, ends_at, zone and state are derived, never written by people.
-- Everybody who may know that a session takes place reads its title: it says what for, not what about.
CREATE TABLE coaching.session (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id      bigint      NOT NULL,
    person_id      bigint      NOT NULL,
    coach_id       bigint      NOT NULL DEFAULT sec.me(),
    site_id        bigint      NOT NULL,
    kind           text        NOT NULL,
    title          text        NOT NULL DEFAULT '',
    takes_place_on date        NOT NULL,
    starts_time    time        NOT NULL,
    start_fold     smallint,
    minutes        integer     NOT NULL,
    is_in_shift    boolean     NOT NULL DEFAULT false,
    zone           text        NOT NULL,
    starts_at      timestamptz NOT NULL,
    ends_at        timestamptz NOT NULL,
    moves          integer     NOT NULL DEFAULT 0,
    state          text        NOT NULL DEFAULT 'planned',
    answer_by_on   date,
    follows_id     bigint,
    planned_at     timestamptz NOT NULL DEFAULT now(),
    operation_id   bigint      DEFAULT op.current(),
    CONSTRAINT session_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT session_coach_is_of_the_entity FOREIGN KEY (coach_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT session_site_is_of_the_entity FOREIGN KEY (site_id, entity_id) REFERENCES people.site (id, entity_id),
    CONSTRAINT session_keeps_its_people UNIQUE (id, entity_id, person_id),
    CONSTRAINT session_keeps_its_coach UNIQUE (id, entity_id, person_id, coach_id),
    CONSTRAINT session_follows_one_with_the_same_person
        FOREIGN KEY (follows_id, entity_id, person_id) REFERENCES coaching.session (id, entity_id, person_id),
    CONSTRAINT session_is_not_with_oneself CHECK (coach_id <> person_id),
    CONSTRAINT session_kind_is_known
        CHECK (kind IN ('one-to-one', 'side by side', 'feedback', 'performance', 'conflict')),
    CONSTRAINT session_side_by_side_is_in_a_shift CHECK (kind <> 'side by side' OR is_in_shift),
    CONSTRAINT session_title_is_at_most_120_characters CHECK (length(title) <= 120),
    CONSTRAINT session_date_is_finite CHECK (isfinite(takes_place_on)),
    CONSTRAINT session_starts_at_a_whole_minute CHECK (extract(second FROM starts_time) = 0),
    CONSTRAINT session_fold_is_1_or_2 CHECK (start_fold IN (1, 2)),
    CONSTRAINT session_lasts_5_minutes_to_4_hours CHECK (minutes BETWEEN 5 AND 240),
    CONSTRAINT session_zone_is_at_most_64_characters CHECK (length(zone) <= 64),
    CONSTRAINT session_ends_after_its_minutes CHECK (
        isfinite(starts_at) AND isfinite(ends_at) AND extract(epoch FROM ends_at - starts_at) = minutes * 60),
    CONSTRAINT session_state_is_known
        CHECK (state IN ('planned', 'held', 'shared', 'acknowledged', 'closed', 'cancelled', 'no show')),
    CONSTRAINT session_does_not_overlap_another_of_the_person
        EXCLUDE USING gist (person_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
        WHERE (state NOT IN ('cancelled', 'no show')),
    CONSTRAINT session_does_not_overlap_another_of_the_coach
        EXCLUDE USING gist (coach_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
        WHERE (state NOT IN ('cancelled', 'no show'))
);
COMMENT ON COLUMN coaching.session.title IS 'pii: what a session with somebody was for';
CREATE INDEX session_by_person ON coaching.session (person_id, starts_at);
CREATE INDEX session_by_coach ON coaching.session (coach_id, starts_at);
CREATE INDEX session_by_entity ON coaching.session (entity_id, starts_at);
CREATE INDEX session_by_site ON coaching.session (site_id, entity_id);
CREATE INDEX session_by_earlier ON coaching.session (follows_id, entity_id, person_id);

-- Who else is there: the other parties of a conflict, and HR, which signs itself in.
CREATE TABLE coaching.participant (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id      bigint      NOT NULL,
    session_id     bigint      NOT NULL,
    person_id      bigint      NOT NULL,
    participant_id bigint      NOT NULL,
    part           text        NOT NULL,
    added_by       bigint      DEFAULT sec.me(),
    added_at       timestamptz NOT NULL DEFAULT now(),
    operation_id   bigint      DEFAULT op.current(),
    CONSTRAINT participant_is_of_a_session FOREIGN KEY (session_id, entity_id, person_id)
        REFERENCES coaching.session (id, entity_id, person_id),
    CONSTRAINT participant_is_of_the_entity
        FOREIGN KEY (participant_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT participant_part_is_known CHECK (part IN ('party', 'hr')),
    CONSTRAINT participant_is_another CHECK (participant_id <> person_id),
    CONSTRAINT participant_takes_part_once UNIQUE (session_id, person_id, participant_id)
);
CREATE INDEX participant_by_session ON coaching.participant (session_id, entity_id, person_id);
CREATE INDEX participant_by_participant ON coaching.participant (participant_id, entity_id);
CREATE INDEX participant_by_person ON coaching.participant (person_id);
CREATE INDEX participant_by_entity ON coaching.participant (entity_id);

-- What happened to a session, a row a step: who, when, why. The session shows the last.
CREATE TABLE coaching.step (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    session_id   bigint      NOT NULL,
    person_id    bigint      NOT NULL,
    from_state   text        NOT NULL,
    to_state     text        NOT NULL,
    reason       text        NOT NULL DEFAULT '',
    taken_by     bigint      DEFAULT sec.me(),
    taken_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT step_is_of_a_session FOREIGN KEY (session_id, entity_id, person_id)
        REFERENCES coaching.session (id, entity_id, person_id),
    CONSTRAINT step_is_one_that_may_follow
        FOREIGN KEY (from_state, to_state) REFERENCES coaching.transition (from_state, to_state),
    CONSTRAINT step_is_taken_once UNIQUE (session_id, person_id, to_state),
    CONSTRAINT step_reason_is_at_most_500_characters CHECK (length(reason) <= 500)
);
COMMENT ON COLUMN coaching.step.reason IS 'pii: why a session with somebody went as it did';
CREATE INDEX step_by_session ON coaching.step (session_id, entity_id, person_id);
CREATE INDEX step_by_transition ON coaching.step (from_state, to_state);
CREATE INDEX step_by_person ON coaching.step (person_id);
CREATE INDEX step_by_entity ON coaching.step (entity_id);

-- What somebody says to what was shared with them. Disagreeing is kept, and blocks nothing.
CREATE TABLE coaching.acknowledgement (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id       bigint      NOT NULL,
    session_id      bigint      NOT NULL,
    person_id       bigint      NOT NULL,
    acknowledged_by bigint      NOT NULL DEFAULT sec.me(),
    stance          text        NOT NULL,
    comment         text        NOT NULL DEFAULT '',
    acknowledged_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    operation_id    bigint      DEFAULT op.current(),
    CONSTRAINT acknowledgement_is_of_a_session FOREIGN KEY (session_id, entity_id, person_id)
        REFERENCES coaching.session (id, entity_id, person_id),
    CONSTRAINT acknowledgement_is_by_one_of_the_entity
        FOREIGN KEY (acknowledged_by, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT acknowledgement_is_given_once UNIQUE (session_id, acknowledged_by),
    CONSTRAINT acknowledgement_stance_is_known CHECK (stance IN ('agree', 'agree with comment', 'disagree')),
    CONSTRAINT acknowledgement_with_comment_has_one CHECK (stance <> 'agree with comment' OR comment ~ '\S'),
    CONSTRAINT acknowledgement_without_comment_has_none CHECK (stance <> 'agree' OR comment = ''),
    CONSTRAINT acknowledgement_comment_is_at_most_2000_characters CHECK (length(comment) <= 2000)
);
COMMENT ON COLUMN coaching.acknowledgement.stance IS 'pii: what somebody says to what was said of them';
COMMENT ON COLUMN coaching.acknowledgement.comment IS 'pii: what somebody says to what was said of them';
CREATE INDEX acknowledgement_by_session ON coaching.acknowledgement (session_id, entity_id, person_id);
CREATE INDEX acknowledgement_by_whom ON coaching.acknowledgement (acknowledged_by, entity_id);
CREATE INDEX acknowledgement_by_person ON coaching.acknowledgement (person_id);
CREATE INDEX acknowledgement_by_entity ON coaching.acknowledgement (entity_id);

-- Notes ------------------------------------------------------------------------------------------

-- Private: its author alone. hr: HR of the company too. Shared: those who were there, and whoever leads
-- the person today, once it was shown. An addendum is a note that adds to one: it is seen as that is.
CREATE TABLE coaching.note (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    session_id   bigint      NOT NULL,
    person_id    bigint      NOT NULL,
    author_id    bigint      NOT NULL DEFAULT sec.me(),
    visibility   text        NOT NULL DEFAULT 'private',
    body         text        NOT NULL,
    words        tsvector    NOT NULL GENERATED ALWAYS AS (to_tsvector('simple', body)) STORED,
    adds_to_id   bigint,
    written_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    sealed_at    timestamptz NOT NULL,
    shown_at     timestamptz,
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT note_is_of_a_session FOREIGN KEY (session_id, entity_id, person_id)
        REFERENCES coaching.session (id, entity_id, person_id),
    CONSTRAINT note_author_is_of_the_entity FOREIGN KEY (author_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT note_keeps_its_author UNIQUE (id, session_id, author_id),
    CONSTRAINT note_adds_to_one_of_its_author
        FOREIGN KEY (adds_to_id, session_id, author_id) REFERENCES coaching.note (id, session_id, author_id),
    CONSTRAINT note_visibility_is_known CHECK (visibility IN ('private', 'hr', 'shared')),
    CONSTRAINT note_says_something CHECK (body ~ '\S'),
    CONSTRAINT note_is_at_most_20000_characters CHECK (length(body) <= 20000),
    CONSTRAINT note_is_shown_when_shared CHECK (shown_at IS NULL OR visibility = 'shared')
);
COMMENT ON COLUMN coaching.note.body IS 'pii: what was said of somebody';
COMMENT ON COLUMN coaching.note.words IS 'pii: the words of what was said of somebody';
CREATE INDEX note_by_session ON coaching.note (session_id, entity_id, person_id);
CREATE INDEX note_by_person ON coaching.note (person_id);
CREATE INDEX note_by_author ON coaching.note (author_id, entity_id);
CREATE INDEX note_by_entity ON coaching.note (entity_id);
CREATE INDEX note_by_what_it_adds_to ON coaching.note (adds_to_id, session_id, author_id);

-- What a note said before an edit. What was never shown stays its author's, whatever the note is now.
CREATE TABLE coaching.revision (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    note_id      bigint      NOT NULL,
    session_id   bigint      NOT NULL,
    person_id    bigint      NOT NULL,
    author_id    bigint      NOT NULL,
    was_shown    boolean     NOT NULL,
    body         text        NOT NULL,
    replaced_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT revision_is_of_a_note
        FOREIGN KEY (note_id, session_id, author_id) REFERENCES coaching.note (id, session_id, author_id),
    CONSTRAINT revision_is_at_most_20000_characters CHECK (length(body) <= 20000)
);
COMMENT ON COLUMN coaching.revision.body IS 'pii: what was said of somebody';
CREATE INDEX revision_by_note ON coaching.revision (note_id, session_id, author_id);
CREATE INDEX revision_by_person ON coaching.revision (person_id);
CREATE INDEX revision_by_author ON coaching.revision (author_id);
CREATE INDEX revision_by_entity ON coaching.revision (entity_id);

-- HR opens a note it may not read: for a reason, in the sight of its author and of the person it is about.
-- The note can be read from the next transaction on, for an hour, so that nobody reads and rolls back.
CREATE TABLE coaching.glass (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    note_id      bigint      NOT NULL,
    session_id   bigint      NOT NULL,
    person_id    bigint      NOT NULL,
    author_id    bigint      NOT NULL,
    reader_id    bigint      NOT NULL DEFAULT sec.me(),
    reason       text        NOT NULL,
    broken_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    xid          xid8        NOT NULL DEFAULT pg_current_xact_id(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT glass_is_over_a_note
        FOREIGN KEY (note_id, session_id, author_id) REFERENCES coaching.note (id, session_id, author_id),
    CONSTRAINT glass_is_broken_for_a_reason CHECK (length(btrim(reason)) BETWEEN 20 AND 500)
);
COMMENT ON COLUMN coaching.glass.reason IS 'pii: why a note about somebody was read';
CREATE INDEX glass_by_note ON coaching.glass (note_id, session_id, author_id);
CREATE INDEX glass_by_reader ON coaching.glass (reader_id, broken_at);
CREATE INDEX glass_by_author ON coaching.glass (author_id);
CREATE INDEX glass_by_person ON coaching.glass (person_id);
CREATE INDEX glass_by_entity ON coaching.glass (entity_id);

-- What comes of it -------------------------------------------------------------------------------

-- Agreed in one session, due on a day, settled or carried into the next: the same row throughout.
CREATE TABLE coaching.action (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id       bigint      NOT NULL,
    session_id      bigint      NOT NULL,
    person_id       bigint      NOT NULL,
    owner_id        bigint      NOT NULL,
    task            text        NOT NULL,
    due_on          date        NOT NULL,
    first_due_on    date        NOT NULL,
    state           text        NOT NULL DEFAULT 'open',
    agreed_in       bigint      NOT NULL,
    agreed_by       bigint      DEFAULT sec.me(),
    agreed_at       timestamptz NOT NULL DEFAULT now(),
    operation_id    bigint      DEFAULT op.current(),
    CONSTRAINT action_is_of_a_session FOREIGN KEY (session_id, entity_id, person_id)
        REFERENCES coaching.session (id, entity_id, person_id),
    CONSTRAINT action_was_agreed_in_a_session FOREIGN KEY (agreed_in, entity_id, person_id)
        REFERENCES coaching.session (id, entity_id, person_id),
    CONSTRAINT action_owner_is_of_the_entity FOREIGN KEY (owner_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT action_keeps_its_people UNIQUE (id, entity_id, person_id, owner_id),
    CONSTRAINT action_task_is_1_to_500_characters CHECK (task ~ '\S' AND length(task) <= 500),
    CONSTRAINT action_dates_are_finite CHECK (isfinite(due_on) AND isfinite(first_due_on)),
    CONSTRAINT action_state_is_known CHECK (state IN ('open', 'done', 'dropped'))
);
COMMENT ON COLUMN coaching.action.task IS 'pii: what somebody is to do better';
CREATE INDEX action_by_session ON coaching.action (session_id, entity_id, person_id);
CREATE INDEX action_by_first_session ON coaching.action (agreed_in, entity_id, person_id);
CREATE INDEX action_by_person ON coaching.action (person_id, due_on);
CREATE INDEX action_by_owner ON coaching.action (owner_id, entity_id);
CREATE INDEX action_by_entity ON coaching.action (entity_id, due_on);

CREATE TABLE coaching.action_step (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id     bigint      NOT NULL,
    action_id     bigint      NOT NULL,
    person_id     bigint      NOT NULL,
    owner_id      bigint      NOT NULL,
    what          text        NOT NULL,
    to_session_id bigint,
    due_on        date,
    reason        text        NOT NULL DEFAULT '',
    taken_by      bigint      DEFAULT sec.me(),
    taken_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    operation_id  bigint      DEFAULT op.current(),
    CONSTRAINT action_step_is_of_an_action FOREIGN KEY (action_id, entity_id, person_id, owner_id)
        REFERENCES coaching.action (id, entity_id, person_id, owner_id),
    CONSTRAINT action_is_carried_to_a_session_with_the_same_person
        FOREIGN KEY (to_session_id, entity_id, person_id) REFERENCES coaching.session (id, entity_id, person_id),
    CONSTRAINT action_step_is_known CHECK (what IN ('done', 'dropped', 'carried')),
    CONSTRAINT action_is_carried_to_a_session CHECK ((what = 'carried') = (to_session_id IS NOT NULL)),
    CONSTRAINT action_gets_a_day_when_it_is_carried CHECK (due_on IS NULL OR (what = 'carried' AND isfinite(due_on))),
    CONSTRAINT action_is_dropped_for_a_reason CHECK (what <> 'dropped' OR reason ~ '\S'),
    CONSTRAINT action_step_reason_is_at_most_500_characters CHECK (length(reason) <= 500)
);
COMMENT ON COLUMN coaching.action_step.reason IS 'pii: why something was not done, or how';
CREATE INDEX action_step_by_action ON coaching.action_step (action_id, entity_id, person_id, owner_id);
CREATE INDEX action_step_by_session ON coaching.action_step (to_session_id, entity_id, person_id);
CREATE INDEX action_step_by_person ON coaching.action_step (person_id);
CREATE INDEX action_step_by_owner ON coaching.action_step (owner_id);
CREATE INDEX action_step_by_entity ON coaching.action_step (entity_id);

-- Looking again on a day: what was found, and what shows it.
CREATE TABLE coaching.follow_up (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    session_id   bigint      NOT NULL,
    person_id    bigint      NOT NULL,
    due_on       date        NOT NULL,
    question     text        NOT NULL,
    outcome      text,
    evidence     text,
    asked_by     bigint      DEFAULT sec.me(),
    asked_at     timestamptz NOT NULL DEFAULT now(),
    answered_by  bigint,
    answered_at  timestamptz,
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT follow_up_is_of_a_session FOREIGN KEY (session_id, entity_id, person_id)
        REFERENCES coaching.session (id, entity_id, person_id),
    CONSTRAINT follow_up_date_is_finite CHECK (isfinite(due_on)),
    CONSTRAINT follow_up_question_is_1_to_500_characters CHECK (question ~ '\S' AND length(question) <= 500),
    CONSTRAINT follow_up_outcome_is_1_to_2000_characters CHECK (outcome ~ '\S' AND length(outcome) <= 2000),
    CONSTRAINT follow_up_evidence_is_1_to_200_characters CHECK (evidence ~ '\S' AND length(evidence) <= 200),
    CONSTRAINT follow_up_answer_says_who_and_when CHECK (
        (outcome IS NULL) = (answered_at IS NULL) AND (answered_by IS NULL OR answered_at IS NOT NULL)
        AND (evidence IS NULL OR outcome IS NOT NULL))
);
COMMENT ON COLUMN coaching.follow_up.question IS 'pii: what somebody is looked at for';
COMMENT ON COLUMN coaching.follow_up.outcome IS 'pii: what was found of somebody';
COMMENT ON COLUMN coaching.follow_up.evidence IS 'pii: what shows it';
CREATE INDEX follow_up_by_session ON coaching.follow_up (session_id, entity_id, person_id);
CREATE INDEX follow_up_by_person ON coaching.follow_up (person_id, due_on);
CREATE INDEX follow_up_by_entity ON coaching.follow_up (entity_id, due_on);

-- What a session was about in other rooms, by kind and code: an evaluation's id, a metric's code and
-- period, a curriculum item. Looked up by whoever may see it there; here it is a word.
CREATE TABLE coaching.reference (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    session_id   bigint      NOT NULL,
    person_id    bigint      NOT NULL,
    kind         text        NOT NULL,
    code         text        NOT NULL,
    added_by     bigint      DEFAULT sec.me(),
    added_at     timestamptz NOT NULL DEFAULT now(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT reference_is_of_a_session FOREIGN KEY (session_id, entity_id, person_id)
        REFERENCES coaching.session (id, entity_id, person_id),
    CONSTRAINT reference_kind_is_known CHECK (kind IN ('evaluation', 'scorecard', 'metric', 'curriculum item', 'contact')),
    CONSTRAINT reference_code_is_1_to_120_characters CHECK (code ~ '\S' AND length(code) <= 120),
    CONSTRAINT reference_is_made_once UNIQUE (session_id, person_id, kind, code)
);
CREATE INDEX reference_by_session ON coaching.reference (session_id, entity_id, person_id);
CREATE INDEX reference_by_person ON coaching.reference (person_id);
CREATE INDEX reference_by_entity ON coaching.reference (entity_id);

-- How long what is kept, by the company's own decision. Defaults are a start to ask counsel with, no advice.
CREATE TABLE coaching.retention (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    class        text        NOT NULL,
    months       integer     NOT NULL,
    reason       text        NOT NULL,
    decided_by   bigint      DEFAULT sec.me(),
    decided_at   timestamptz NOT NULL DEFAULT now(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT retention_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT retention_class_is_known CHECK (class IN ('private note', 'hr note', 'shared note', 'action', 'follow-up')),
    CONSTRAINT retention_is_1_to_240_months CHECK (months BETWEEN 1 AND 240),
    CONSTRAINT retention_has_a_reason CHECK (reason ~ '\S' AND length(reason) <= 500)
);
CREATE INDEX retention_by_entity ON coaching.retention (entity_id, class, decided_at);

SELECT sec.guard('people.training_request'),
       sec.guard('coaching.transition'),
       sec.guard('coaching.session'),
       sec.guard('coaching.participant'),
       sec.guard('coaching.step'),
       sec.guard('coaching.acknowledgement'),
       sec.guard('coaching.note'),
       sec.guard('coaching.revision'),
       sec.guard('coaching.glass'),
       sec.guard('coaching.action'),
       sec.guard('coaching.action_step'),
       sec.guard('coaching.follow_up'),
       sec.guard('coaching.reference'),
       sec.guard('coaching.retention');
SELECT audit.watch('people.training_request'),
       audit.watch('coaching.session'),
       audit.watch('coaching.participant'),
       audit.watch('coaching.step'),
       audit.watch('coaching.acknowledgement'),
       audit.watch('coaching.note'),
       audit.watch('coaching.glass'),
       audit.watch('coaching.action'),
       audit.watch('coaching.action_step'),
       audit.watch('coaching.follow_up'),
       audit.watch('coaching.reference'),
       audit.watch('coaching.retention');
