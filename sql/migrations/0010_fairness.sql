-- as-login
-- Hiring fairly and lawfully: postings, the supply forecast, equal-opportunity answers, privacy, and what the law says.
--
-- Runs as the login that migrates because it makes two roles. Answers about sex, origin or disability live in a
-- schema of their own without a key to the person: a random token, whose map only the privacy officer can read.
-- Nothing here ranks candidates or rejects anybody.

DO $$
DECLARE
    role text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('muster.roles'));
    FOREACH role IN ARRAY ARRAY['muster_eeo', 'muster_privacy'] LOOP
        BEGIN
            EXECUTE format('CREATE ROLE %I NOLOGIN', role);
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;
        END;
        IF NOT EXISTS (SELECT FROM pg_auth_members WHERE roleid = 'muster_person'::regrole AND member = role::regrole) THEN
            EXECUTE format('GRANT muster_person TO %I', role);
        END IF;
        IF NOT EXISTS (SELECT FROM pg_auth_members WHERE roleid = role::regrole AND member = 'muster_keys'::regrole) THEN
            EXECUTE format('GRANT %I TO muster_keys WITH ADMIN OPTION', role);
        END IF;
    END LOOP;
END
$$;

SET LOCAL ROLE muster_sec;
ALTER TABLE sec.role_grant DROP CONSTRAINT role_is_one_a_person_can_hold;
ALTER TABLE sec.role_grant ADD CONSTRAINT role_is_one_a_person_can_hold CHECK (
    role IN ('admin', 'agent', 'auditor', 'eeo', 'export', 'hr', 'manager', 'planner', 'privacy', 'publisher',
             'recruiter', 'trainer')
);

SET LOCAL ROLE muster_owner;

CREATE SCHEMA law;
CREATE SCHEMA eeo;
CREATE SCHEMA privacy;
GRANT USAGE ON SCHEMA law TO muster_person;
GRANT USAGE ON SCHEMA eeo TO muster_eeo, muster_recruiter, muster_hr;
GRANT USAGE ON SCHEMA privacy TO muster_privacy, muster_hr, muster_recruiter;

-- What the law says ------------------------------------------------------------------------------
-- Parameters with their source, not legal advice. `evidence` tells whether the page was read or recalled; whoever
-- relies on a rule checks it first. The rows stand at the end of this file.

CREATE TABLE law.rule (
    code         text    PRIMARY KEY,
    jurisdiction text    NOT NULL,
    locality     text,
    topic        text    NOT NULL,
    words        text    NOT NULL,
    amount       numeric,
    unit         text,
    coverage     jsonb   NOT NULL DEFAULT '{}',
    starts_on    date,
    ends_on      date,
    citation     text    NOT NULL,
    evidence     text    NOT NULL,
    checked_on   date    NOT NULL,
    CONSTRAINT rule_code_is_dotted_words CHECK (code ~ '^[a-z0-9-]+(\.[a-z0-9-]+)+$' AND length(code) <= 80),
    CONSTRAINT rule_jurisdiction_is_the_union_or_an_iso_3166_code CHECK (jurisdiction ~ '^(EU|[A-Z]{2}(-[A-Z0-9]{1,3})?)$'),
    CONSTRAINT rule_locality_is_at_most_80_characters CHECK (length(locality) <= 80),
    CONSTRAINT rule_topic_is_known CHECK (
        topic IN ('selection', 'records', 'privacy', 'pay transparency', 'hours', 'minors', 'scheduling')),
    CONSTRAINT rule_words_are_at_most_600_characters CHECK (words ~ '\S' AND length(words) <= 600),
    CONSTRAINT rule_unit_is_at_most_40_characters CHECK (length(unit) <= 40),
    CONSTRAINT rule_unit_stands_with_an_amount CHECK ((amount IS NULL) = (unit IS NULL)),
    CONSTRAINT rule_ends_on_or_after_its_start CHECK (ends_on >= starts_on),
    CONSTRAINT rule_citation_is_1_to_200_characters CHECK (citation ~ '\S' AND length(citation) <= 200),
    CONSTRAINT rule_evidence_is_known CHECK (evidence IN ('read', 'partly recalled', 'recalled'))
);
CREATE INDEX rule_by_jurisdiction ON law.rule (jurisdiction, topic);

-- How long records of a kind are kept: not shorter than the floor, not longer than the ceiling.
CREATE TABLE law.retention (
    jurisdiction text    NOT NULL,
    record       text    NOT NULL,
    counts_from  text    NOT NULL,
    least_days   integer NOT NULL DEFAULT 0,
    most_days    integer,
    rule_code    text    NOT NULL,
    PRIMARY KEY (jurisdiction, record),
    CONSTRAINT retention_names_its_rule FOREIGN KEY (rule_code) REFERENCES law.rule (code),
    CONSTRAINT retention_jurisdiction_is_the_union_or_an_iso_3166_code CHECK (jurisdiction ~ '^(EU|[A-Z]{2}(-[A-Z0-9]{1,3})?)$'),
    CONSTRAINT retention_record_is_known CHECK (record IN ('application', 'employment', 'pool')),
    CONSTRAINT retention_counts_from_a_known_day CHECK (counts_from IN ('decision', 'last contact', 'end', 'consent')),
    CONSTRAINT retention_ceiling_is_not_below_the_floor CHECK (0 <= least_days AND least_days <= most_days)
);
CREATE INDEX retention_by_rule ON law.retention (rule_code);

SELECT sec.guard('law.rule'), sec.guard('law.retention');

-- What a job is, and what the world is told ------------------------------------------------------

-- Versions of a description: written once, never edited.
CREATE TABLE recruiting.description (
    id                bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id         bigint      NOT NULL,
    code              text        NOT NULL,
    version           integer     NOT NULL,
    title             text        NOT NULL,
    brief             text        NOT NULL DEFAULT '',
    responsibilities  text        NOT NULL DEFAULT '',
    qualifications    text        NOT NULL DEFAULT '',
    benefits          text        NOT NULL DEFAULT '',
    additional        text        NOT NULL DEFAULT '',
    equal_opportunity text        NOT NULL DEFAULT '',
    pay               text        NOT NULL DEFAULT '',
    note              text        NOT NULL DEFAULT '',
    written_by        bigint      DEFAULT sec.me(),
    written_at        timestamptz NOT NULL DEFAULT now(),
    operation_id      bigint      DEFAULT op.current(),
    CONSTRAINT description_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT description_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT description_version_is_written_once UNIQUE (entity_id, code, version),
    CONSTRAINT description_code_is_a_short_word CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
    CONSTRAINT description_version_counts_from_one CHECK (version >= 1),
    CONSTRAINT description_title_is_1_to_120_characters CHECK (title ~ '\S' AND length(title) <= 120),
    CONSTRAINT description_sections_are_at_most_8000_characters CHECK (
        greatest(length(brief), length(responsibilities), length(qualifications), length(benefits), length(additional),
                 length(equal_opportunity), length(pay)) <= 8000),
    CONSTRAINT description_note_is_at_most_500_characters CHECK (length(note) <= 500)
);

-- Which move follows which, and nothing else.
CREATE TABLE recruiting.posting_move (
    was  text NOT NULL,
    goes text NOT NULL,
    PRIMARY KEY (was, goes),
    CONSTRAINT posting_move_is_between_known_states CHECK (
        was IN ('draft', 'linted', 'live', 'paused') AND goes IN ('linted', 'live', 'paused', 'expired', 'closed'))
);
INSERT INTO recruiting.posting_move (was, goes)
VALUES ('draft', 'linted'), ('draft', 'closed'), ('linted', 'live'), ('linted', 'closed'), ('live', 'paused'),
       ('live', 'expired'), ('live', 'closed'), ('paused', 'live'), ('paused', 'expired'), ('paused', 'closed');

-- What a posting says is frozen; another wording is another posting. Its state moves by recruiting.posting_step alone.
CREATE TABLE recruiting.posting (
    id                bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id         bigint      NOT NULL,
    requisition_id    bigint      NOT NULL,
    description_id    bigint      NOT NULL,
    channel           text        NOT NULL,
    state             text        NOT NULL DEFAULT 'draft',
    title             text        NOT NULL,
    brief             text        NOT NULL,
    responsibilities  text        NOT NULL,
    qualifications    text        NOT NULL,
    benefits          text        NOT NULL,
    additional        text        NOT NULL,
    equal_opportunity text        NOT NULL,
    pay               text        NOT NULL,
    pay_from_minor    bigint,
    pay_to_minor      bigint,
    pay_currency      text,
    pay_unit          text,
    hours             text        NOT NULL,
    work_hours        text        NOT NULL,
    city              text        NOT NULL,
    region            text        NOT NULL,
    country           text        NOT NULL,
    is_remote         boolean     NOT NULL,
    apply_to          text        NOT NULL,
    language          text        NOT NULL,
    starts_on         date,
    opens_on          date        NOT NULL,
    closes_on         date,
    operation_id      bigint      DEFAULT op.current(),
    CONSTRAINT posting_requisition_is_of_the_entity FOREIGN KEY (requisition_id, entity_id) REFERENCES recruiting.requisition (id, entity_id),
    CONSTRAINT posting_description_is_of_the_entity FOREIGN KEY (description_id, entity_id) REFERENCES recruiting.description (id, entity_id),
    CONSTRAINT posting_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT posting_channel_is_1_to_60_characters CHECK (channel ~ '\S' AND length(channel) <= 60),
    CONSTRAINT posting_state_is_known CHECK (state IN ('draft', 'linted', 'live', 'paused', 'expired', 'closed')),
    CONSTRAINT posting_title_is_1_to_120_characters CHECK (title ~ '\S' AND length(title) <= 120),
    CONSTRAINT posting_sections_are_at_most_8000_characters CHECK (
        greatest(length(brief), length(responsibilities), length(qualifications), length(benefits), length(additional),
                 length(equal_opportunity), length(pay)) <= 8000),
    CONSTRAINT posting_pay_is_whole_or_absent CHECK (num_nulls(pay_from_minor, pay_to_minor, pay_currency, pay_unit) IN (0, 4)),
    CONSTRAINT posting_pay_currency_is_three_capitals CHECK (pay_currency ~ '^[A-Z]{3}$'),
    CONSTRAINT posting_pay_unit_is_known CHECK (pay_unit IN ('hour', 'day', 'week', 'month', 'year')),
    CONSTRAINT posting_hours_are_known CHECK (hours IN ('full time', 'part time', 'temporary', 'by the day')),
    CONSTRAINT posting_work_hours_are_at_most_200_characters CHECK (length(work_hours) <= 200),
    CONSTRAINT posting_place_is_at_most_80_characters CHECK (length(city) <= 80 AND length(region) <= 80),
    CONSTRAINT posting_country_is_two_capitals CHECK (country ~ '^[A-Z]{2}$'),
    CONSTRAINT posting_apply_to_is_at_most_300_characters CHECK (length(apply_to) <= 300),
    CONSTRAINT posting_language_is_two_letters CHECK (language ~ '^[a-z]{2}$'),
    CONSTRAINT posting_dates_are_finite CHECK (isfinite(opens_on) AND isfinite(closes_on) AND isfinite(starts_on)),
    -- What the world sees keeps these, whoever writes it.
    CONSTRAINT posting_shown_has_a_pay_range CHECK (
        state = 'draft' OR state = 'closed' OR (pay_from_minor IS NOT NULL AND 0 < pay_from_minor AND pay_from_minor < pay_to_minor)),
    CONSTRAINT posting_shown_names_benefits CHECK (state = 'draft' OR state = 'closed' OR benefits ~ '\S'),
    CONSTRAINT posting_shown_promises_equal_opportunity CHECK (state = 'draft' OR state = 'closed' OR equal_opportunity ~ '\S'),
    CONSTRAINT posting_shown_says_where_to_apply CHECK (state = 'draft' OR state = 'closed' OR apply_to ~ '\S'),
    CONSTRAINT posting_shown_has_a_place CHECK (state = 'draft' OR state = 'closed' OR is_remote OR city ~ '\S'),
    CONSTRAINT posting_shown_closes_after_it_opens CHECK (state = 'draft' OR state = 'closed' OR (closes_on IS NOT NULL AND closes_on >= opens_on)),
    CONSTRAINT posting_shown_has_no_placeholder CHECK (
        state = 'draft' OR state = 'closed'
        OR concat_ws(E'\n', title, brief, responsibilities, qualifications, benefits, additional, equal_opportunity, pay)
           !~ '\{\{|\[[^]0-9][^]]*\](?!\()')
);
CREATE INDEX posting_by_requisition ON recruiting.posting (requisition_id, entity_id);
CREATE INDEX posting_by_description ON recruiting.posting (description_id, entity_id);
CREATE INDEX posting_by_entity ON recruiting.posting (entity_id, state);

CREATE TABLE recruiting.posting_step (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    posting_id   bigint      NOT NULL,
    goes         text        NOT NULL,
    reason       text        NOT NULL DEFAULT '',
    stepped_by   bigint      DEFAULT sec.me(),
    stepped_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT posting_step_is_of_a_posting FOREIGN KEY (posting_id, entity_id) REFERENCES recruiting.posting (id, entity_id),
    CONSTRAINT posting_step_goes_to_a_known_state CHECK (goes IN ('linted', 'live', 'paused', 'expired', 'closed')),
    CONSTRAINT posting_step_reason_is_at_most_300_characters CHECK (length(reason) <= 300)
);
CREATE INDEX posting_step_by_posting ON recruiting.posting_step (posting_id, entity_id);
CREATE INDEX posting_step_by_entity ON recruiting.posting_step (entity_id);

-- Who will start, and when they carry weight -----------------------------------------------------

-- A run of the supply forecast: written once; the next one explains what changed since.
CREATE TABLE recruiting.supply_run (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    as_of_on     date        NOT NULL,
    curve        jsonb       NOT NULL,
    applications integer     NOT NULL,
    conversions  jsonb       NOT NULL,
    explanation  jsonb       NOT NULL DEFAULT '[]',
    made_by      bigint      DEFAULT sec.me(),
    made_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT supply_run_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT supply_run_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT supply_run_day_is_finite CHECK (isfinite(as_of_on)),
    CONSTRAINT supply_run_counts_applications CHECK (applications >= 0)
);
CREATE INDEX supply_run_by_entity ON recruiting.supply_run (entity_id, id);

CREATE TABLE recruiting.supply_class (
    run_id              bigint           NOT NULL,
    class_id            bigint           NOT NULL,
    entity_id           bigint           NOT NULL,
    seats               integer          NOT NULL,
    candidates          integer          NOT NULL,
    mean                double precision NOT NULL,
    variance            double precision NOT NULL,
    chance_full         double precision NOT NULL,
    starts_p20          integer          NOT NULL,
    starts_p50          integer          NOT NULL,
    starts_p80          integer          NOT NULL,
    further_offers      integer,
    drop_dead_on        date             NOT NULL,
    applications_needed integer,
    PRIMARY KEY (run_id, class_id),
    CONSTRAINT supply_class_is_of_a_run FOREIGN KEY (run_id, entity_id) REFERENCES recruiting.supply_run (id, entity_id),
    CONSTRAINT supply_class_is_of_a_class FOREIGN KEY (class_id, entity_id) REFERENCES people.training_class (id, entity_id),
    CONSTRAINT supply_class_chance_is_0_to_1 CHECK (chance_full BETWEEN 0 AND 1),
    CONSTRAINT supply_class_starts_are_in_order CHECK (0 <= starts_p20 AND starts_p20 <= starts_p50 AND starts_p50 <= starts_p80)
);
CREATE INDEX supply_class_by_class ON recruiting.supply_class (class_id, entity_id);
CREATE INDEX supply_class_by_entity ON recruiting.supply_class (entity_id);

-- Productive full-time equivalents the pipeline adds in a week, Monday to Sunday.
CREATE TABLE recruiting.supply_week (
    run_id    bigint           NOT NULL,
    week_on   date             NOT NULL,
    entity_id bigint           NOT NULL,
    mean      double precision NOT NULL,
    fte_p20   double precision NOT NULL,
    fte_p50   double precision NOT NULL,
    fte_p80   double precision NOT NULL,
    PRIMARY KEY (run_id, week_on),
    CONSTRAINT supply_week_is_of_a_run FOREIGN KEY (run_id, entity_id) REFERENCES recruiting.supply_run (id, entity_id),
    CONSTRAINT supply_week_is_a_monday CHECK (extract(isodow FROM week_on) = 1),
    CONSTRAINT supply_week_shares_are_in_order CHECK (0 <= fte_p20 AND fte_p20 <= fte_p50 AND fte_p50 <= fte_p80)
);
CREATE INDEX supply_week_by_entity ON recruiting.supply_week (entity_id);

-- What each open application counted for: a chance to start, never a rank among candidates.
CREATE TABLE recruiting.supply_chance (
    run_id         bigint           NOT NULL,
    application_id bigint           NOT NULL,
    entity_id      bigint           NOT NULL,
    class_id       bigint,
    stage          text             NOT NULL,
    chance         double precision NOT NULL,
    PRIMARY KEY (run_id, application_id),
    CONSTRAINT supply_chance_is_of_a_run FOREIGN KEY (run_id, entity_id) REFERENCES recruiting.supply_run (id, entity_id),
    CONSTRAINT supply_chance_is_of_an_application FOREIGN KEY (application_id, entity_id) REFERENCES recruiting.application (id, entity_id),
    CONSTRAINT supply_chance_class_is_of_the_entity FOREIGN KEY (class_id, entity_id) REFERENCES people.training_class (id, entity_id),
    CONSTRAINT supply_chance_stage_is_1_to_80_characters CHECK (stage ~ '\S' AND length(stage) <= 80),
    CONSTRAINT supply_chance_is_0_to_1 CHECK (chance BETWEEN 0 AND 1)
);
CREATE INDEX supply_chance_by_application ON recruiting.supply_chance (application_id, entity_id);
CREATE INDEX supply_chance_by_class ON recruiting.supply_chance (class_id, entity_id);
CREATE INDEX supply_chance_by_entity ON recruiting.supply_chance (entity_id);

-- What applicants say about themselves, apart ----------------------------------------------------

-- The words of one way of asking; another census brings another scheme, and old answers keep theirs.
CREATE TABLE eeo.category (
    scheme     text    NOT NULL,
    dimension  text    NOT NULL,
    code       text    NOT NULL,
    words      text    NOT NULL,
    place      integer NOT NULL,
    PRIMARY KEY (scheme, dimension, code),
    CONSTRAINT category_scheme_is_1_to_40_characters CHECK (scheme ~ '\S' AND length(scheme) <= 40),
    CONSTRAINT category_dimension_is_known CHECK (dimension IN ('sex', 'ethnicity', 'veteran', 'disability')),
    CONSTRAINT category_code_is_a_short_word CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    CONSTRAINT category_words_are_1_to_120_characters CHECK (words ~ '\S' AND length(words) <= 120)
);
INSERT INTO eeo.category (scheme, dimension, code, words, place)
VALUES ('us-1997', 'sex', 'female', 'Female', 1),
       ('us-1997', 'sex', 'male', 'Male', 2),
       ('us-1997', 'ethnicity', 'hispanic', 'Hispanic or Latino', 1),
       ('us-1997', 'ethnicity', 'white', 'White', 2),
       ('us-1997', 'ethnicity', 'black', 'Black or African American', 3),
       ('us-1997', 'ethnicity', 'pacific', 'Native Hawaiian or Other Pacific Islander', 4),
       ('us-1997', 'ethnicity', 'asian', 'Asian', 5),
       ('us-1997', 'ethnicity', 'native', 'American Indian or Alaska Native', 6),
       ('us-1997', 'ethnicity', 'several', 'Two or more races', 7),
       ('us-1997', 'veteran', 'protected', 'Protected veteran', 1),
       ('us-1997', 'veteran', 'no', 'Not a protected veteran', 2),
       ('us-1997', 'disability', 'yes', 'Has a disability, or had one', 1),
       ('us-1997', 'disability', 'no', 'No disability', 2),
       ('gb-2021', 'sex', 'female', 'Female', 1),
       ('gb-2021', 'sex', 'male', 'Male', 2),
       ('gb-2021', 'ethnicity', 'asian', 'Asian or Asian British', 1),
       ('gb-2021', 'ethnicity', 'black', 'Black, Black British, Caribbean or African', 2),
       ('gb-2021', 'ethnicity', 'mixed', 'Mixed or multiple ethnic groups', 3),
       ('gb-2021', 'ethnicity', 'white', 'White', 4),
       ('gb-2021', 'ethnicity', 'other', 'Other ethnic group', 5),
       ('gb-2021', 'disability', 'yes', 'Disabled', 1),
       ('gb-2021', 'disability', 'no', 'Not disabled', 2);

-- One answer. No key to the person, no operation, no instant: nothing that joins it to what else was written then.
-- NULL is not said; whoever declines leaves all of it NULL. Not audited, since the audit would keep the writer beside it.
CREATE TABLE eeo.response (
    token          uuid   PRIMARY KEY,
    entity_id      bigint NOT NULL,
    requisition_id bigint NOT NULL,
    scheme         text   NOT NULL,
    sex            text,
    ethnicity      text,
    veteran        text,
    disability     text,
    answered_on    date   NOT NULL DEFAULT current_date,
    CONSTRAINT response_requisition_is_of_the_entity FOREIGN KEY (requisition_id, entity_id) REFERENCES recruiting.requisition (id, entity_id),
    CONSTRAINT response_words_are_short CHECK (
        length(scheme) <= 40 AND length(sex) <= 40 AND length(ethnicity) <= 40 AND length(veteran) <= 40 AND length(disability) <= 40)
);
CREATE INDEX response_by_requisition ON eeo.response (requisition_id, entity_id);
CREATE INDEX response_by_entity ON eeo.response (entity_id);
COMMENT ON TABLE eeo.response IS 'answers about oneself; read as counts alone';
COMMENT ON COLUMN eeo.response.sex IS 'pii: what somebody said about their sex';
COMMENT ON COLUMN eeo.response.ethnicity IS 'pii: what somebody said about their origin';
COMMENT ON COLUMN eeo.response.veteran IS 'pii: what somebody said about their service';
COMMENT ON COLUMN eeo.response.disability IS 'pii: what somebody said about a disability';

-- Privacy ----------------------------------------------------------------------------------------

-- Which answer is whose: for erasure and access, and for nobody else.
CREATE TABLE privacy.token (
    application_id bigint PRIMARY KEY,
    entity_id      bigint NOT NULL,
    token          uuid   NOT NULL DEFAULT gen_random_uuid(),
    CONSTRAINT token_is_of_an_application FOREIGN KEY (application_id, entity_id) REFERENCES recruiting.application (id, entity_id),
    CONSTRAINT token_is_unique UNIQUE (token)
);
CREATE INDEX token_by_entity ON privacy.token (entity_id);
COMMENT ON COLUMN privacy.token.token IS 'pii: joins answers to an application';

-- What somebody asked of us about their own records, and by when the law wants it answered.
CREATE TABLE privacy.request (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    candidate_id bigint      NOT NULL,
    kind         text        NOT NULL,
    jurisdiction text        NOT NULL,
    received_on  date        NOT NULL,
    due_on       date        NOT NULL,
    state        text        NOT NULL DEFAULT 'received',
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT request_candidate_is_of_the_entity FOREIGN KEY (candidate_id, entity_id) REFERENCES recruiting.candidate (id, entity_id),
    CONSTRAINT request_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT request_kind_is_known CHECK (kind IN ('access', 'erase', 'correct', 'restrict')),
    CONSTRAINT request_jurisdiction_is_the_union_or_an_iso_3166_code CHECK (jurisdiction ~ '^(EU|[A-Z]{2}(-[A-Z0-9]{1,3})?)$'),
    CONSTRAINT request_days_are_in_order CHECK (isfinite(received_on) AND isfinite(due_on) AND due_on >= received_on),
    CONSTRAINT request_state_is_known CHECK (
        state IN ('received', 'verified', 'in progress', 'extended', 'fulfilled', 'partly refused', 'withdrawn'))
);
CREATE INDEX request_by_candidate ON privacy.request (candidate_id, entity_id);
CREATE INDEX request_by_entity ON privacy.request (entity_id, due_on);

CREATE TABLE privacy.request_move (
    was          text    NOT NULL,
    goes         text    NOT NULL,
    needs_reason boolean NOT NULL,
    PRIMARY KEY (was, goes),
    CONSTRAINT request_move_is_between_known_states CHECK (
        was IN ('received', 'verified', 'in progress', 'extended')
        AND goes IN ('verified', 'in progress', 'extended', 'fulfilled', 'partly refused', 'withdrawn'))
);
INSERT INTO privacy.request_move (was, goes, needs_reason)
VALUES ('received', 'verified', false), ('received', 'withdrawn', false), ('received', 'partly refused', true),
       ('verified', 'in progress', false), ('verified', 'withdrawn', false), ('verified', 'partly refused', true),
       ('in progress', 'extended', true), ('in progress', 'fulfilled', false), ('in progress', 'partly refused', true),
       ('in progress', 'withdrawn', false), ('extended', 'fulfilled', false), ('extended', 'partly refused', true),
       ('extended', 'withdrawn', false);

CREATE TABLE privacy.request_step (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    request_id   bigint      NOT NULL,
    goes         text        NOT NULL,
    reason       text        NOT NULL DEFAULT '',
    stepped_by   bigint      DEFAULT sec.me(),
    stepped_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT request_step_is_of_a_request FOREIGN KEY (request_id, entity_id) REFERENCES privacy.request (id, entity_id),
    CONSTRAINT request_step_goes_to_a_known_state CHECK (
        goes IN ('verified', 'in progress', 'extended', 'fulfilled', 'partly refused', 'withdrawn')),
    CONSTRAINT request_step_reason_is_at_most_300_characters CHECK (length(reason) <= 300)
);
CREATE INDEX request_step_by_request ON privacy.request_step (request_id, entity_id);
CREATE INDEX request_step_by_entity ON privacy.request_step (entity_id);

-- A lawsuit or a charge: nothing of the candidate goes until it is released.
CREATE TABLE privacy.legal_hold (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id      bigint      NOT NULL,
    candidate_id   bigint,
    requisition_id bigint,
    matter         text        NOT NULL,
    placed_by      bigint      DEFAULT sec.me(),
    placed_at      timestamptz NOT NULL DEFAULT now(),
    released_by    bigint,
    released_at    timestamptz,
    operation_id   bigint      DEFAULT op.current(),
    CONSTRAINT legal_hold_candidate_is_of_the_entity FOREIGN KEY (candidate_id, entity_id) REFERENCES recruiting.candidate (id, entity_id),
    CONSTRAINT legal_hold_requisition_is_of_the_entity FOREIGN KEY (requisition_id, entity_id) REFERENCES recruiting.requisition (id, entity_id),
    CONSTRAINT legal_hold_is_on_a_candidate_or_a_requisition CHECK (num_nonnulls(candidate_id, requisition_id) = 1),
    CONSTRAINT legal_hold_matter_is_1_to_200_characters CHECK (matter ~ '\S' AND length(matter) <= 200),
    CONSTRAINT legal_hold_release_names_who CHECK ((released_at IS NULL) = (released_by IS NULL))
);
CREATE INDEX legal_hold_by_candidate ON privacy.legal_hold (candidate_id, entity_id);
CREATE INDEX legal_hold_by_requisition ON privacy.legal_hold (requisition_id, entity_id);
CREATE INDEX legal_hold_by_entity ON privacy.legal_hold (entity_id);

-- That somebody was erased, by whom and how many values of which columns: names of columns, no value.
CREATE TABLE privacy.erasure (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    candidate_id bigint      NOT NULL,
    reason       text        NOT NULL,
    columns      jsonb       NOT NULL,
    erased_by    bigint      DEFAULT sec.me(),
    erased_at    timestamptz NOT NULL DEFAULT now(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT erasure_candidate_is_of_the_entity FOREIGN KEY (candidate_id, entity_id) REFERENCES recruiting.candidate (id, entity_id),
    CONSTRAINT erasure_reason_is_1_to_200_characters CHECK (reason ~ '\S' AND length(reason) <= 200)
);
CREATE INDEX erasure_by_candidate ON privacy.erasure (candidate_id, entity_id);
CREATE INDEX erasure_by_entity ON privacy.erasure (entity_id);

SELECT sec.guard('recruiting.description'),
       sec.guard('recruiting.posting_move'),
       sec.guard('recruiting.posting'),
       sec.guard('recruiting.posting_step'),
       sec.guard('recruiting.supply_run'),
       sec.guard('recruiting.supply_class'),
       sec.guard('recruiting.supply_week'),
       sec.guard('recruiting.supply_chance'),
       sec.guard('eeo.category'),
       sec.guard('eeo.response'),
       sec.guard('privacy.token'),
       sec.guard('privacy.request'),
       sec.guard('privacy.request_move'),
       sec.guard('privacy.request_step'),
       sec.guard('privacy.legal_hold'),
       sec.guard('privacy.erasure');
SELECT audit.watch('recruiting.description'),
       audit.watch('recruiting.posting'),
       audit.watch('recruiting.posting_step'),
       audit.watch('recruiting.supply_run'),
       audit.watch('privacy.request'),
       audit.watch('privacy.request_step'),
       audit.watch('privacy.legal_hold'),
       audit.watch('privacy.erasure');

-- The rows --------------------------------------------------------------------------------------

INSERT INTO law.rule
    (code, jurisdiction, locality, topic, amount, unit, coverage, starts_on, ends_on, evidence, words, citation, checked_on)
VALUES
    ('us.four-fifths', 'US', NULL, 'selection', 0.8, 'ratio', '{}', NULL, NULL, 'read',
     'A group selected at less than four fifths of the rate of the group selected most often is evidence of adverse impact; smaller gaps count when significant in statistics and practice, larger ones may not when numbers are small.',
     '29 CFR 1607.4(D)', '2026-11-20'),
    ('us.one-person', 'US', NULL, 'selection', 1, 'person', '{}', NULL, NULL, 'read',
     'The four-fifths rule says nothing where one different person selected would turn the result.',
     'UGESP Q&A 21, 44 FR 11996 (1979)', '2026-11-20'),
    ('us.every-step', 'US', NULL, 'selection', NULL, NULL, '{}', NULL, NULL, 'partly recalled',
     'Each step of selection is looked at, not the bottom line alone.',
     '29 CFR 1607.4(C); Connecticut v. Teal, 457 U.S. 440 (1982)', '2026-11-20'),
    ('us.groups', 'US', NULL, 'selection', NULL, NULL, '{}', NULL, NULL, 'read',
     'Records by sex, by race or origin, and in total; with safeguards on their use.',
     '29 CFR 1607.4(B)', '2026-11-20'),
    ('us.group-size', 'US', NULL, 'selection', 0.02, 'share', '{"employees_over": 100}', NULL, NULL, 'recalled',
     'Impact is determined each year for groups of at least this share of the workforce.',
     '29 CFR 1607.15(A)', '2026-11-20'),
    ('us.deviations', 'US', NULL, 'selection', 2, 'standard deviations', '{}', NULL, NULL, 'recalled',
     'A difference of two or three standard deviations is suspect.',
     'Castaneda v. Partida, 430 U.S. 482 n.17; Hazelwood, 433 U.S. 299', '2026-11-20'),
    ('us.guidelines-status', 'US', NULL, 'selection', NULL, NULL, '{}', '2025-04-23', NULL, 'read',
     'Executive Order 14281 gives disparate impact low priority, and the EEOC proposes to rescind 29 CFR 1607 (RIN 3046-AB43, 3046-AB45); Title VII, 42 USC 2000e-2(k), stands.',
     'EO 14281; Unified Agenda; 42 USC 2000e-2(k)', '2026-11-20'),
    ('us.applications-kept', 'US', NULL, 'records', 1, 'year', '{"employees": 15}', NULL, NULL, 'read',
     'Applications and personnel records are kept for a year from the record or the action, whichever is later; with a charge until it is settled.',
     '29 CFR 1602.14', '2026-11-20'),
    ('us.temporary-applications-kept', 'US', NULL, 'records', 90, 'days', '{}', NULL, NULL, 'recalled',
     'Applications for temporary jobs 90 days, payroll three years; we keep a year.',
     '29 CFR 1627.3', '2026-11-20'),
    ('us.contractors-kept', 'US', NULL, 'records', 2, 'years', '{"federal_contractor": true}', NULL, NULL, 'partly recalled',
     'Federal contractors keep records two years; one year below 150 employees or a contract of 150,000 dollars.',
     '41 CFR 60-1.12; 60-741.80; 60-300.80', '2026-11-20'),
    ('us.eeo-1', 'US', NULL, 'records', 100, 'employees', '{"employees": 100}', NULL, NULL, 'read',
     'EEO-1 component 1: ten job categories by race or origin by sex, from one pay period between October and December.',
     '29 CFR 1602.7', '2026-11-20'),
    ('us.self-identification', 'US', NULL, 'records', NULL, NULL, '{}', NULL, NULL, 'recalled',
     'Questions about oneself are voluntary and apart from the application; answers about disability are kept in files of their own.',
     '29 CFR 1630.14; 41 CFR 60-741.42', '2026-11-20'),
    ('us.i-9', 'US', NULL, 'records', 3, 'years', '{}', NULL, NULL, 'read',
     'Form I-9: section 1 by the first day, section 2 within three business days; a rehire within three years may use the old form; kept three years from hire or one year from the end, whichever is later.',
     '8 CFR 274a.2', '2026-11-20'),
    ('us.background-check', 'US', NULL, 'records', 5, 'business days', '{}', NULL, NULL, 'recalled',
     'Before turning somebody down over a report: notice with a copy, a wait (five business days are usual), then notice.',
     '15 USC 1681b(b)(3)', '2026-11-20'),
    ('us.family-leave', 'US', NULL, 'hours', 1250, 'hours', '{"employees": 50}', NULL, NULL, 'partly recalled',
     'Family leave of twelve weeks after 12 months (breaks under seven years count) and 1,250 hours in the last 12.',
     '29 CFR 825.110; 29 USC 2612', '2026-11-20'),
    ('us.health-cover-rehire', 'US', NULL, 'records', 13, 'weeks', '{}', NULL, NULL, 'partly recalled',
     'After a break of 13 weeks a rehire may be treated as new for health cover.',
     '26 CFR 54.4980H-3', '2026-11-20'),
    ('us-ca.applications-kept', 'US-CA', NULL, 'records', 4, 'years', '{"employees": 5}', '2022-01-01', NULL, 'read',
     'Applications and personnel records are kept four years, longer with a complaint.',
     'Gov. Code 12946', '2026-11-20'),
    ('us-ca.privacy', 'US-CA', NULL, 'privacy', 45, 'days', '{}', '2023-01-01', NULL, 'partly recalled',
     'Applicants may see, correct and delete their records; answered within 45 days, once more 45.',
     'Civ. Code 1798.100-.130', '2026-11-20'),
    ('us-ny.automated-tools', 'US-NY', 'New York City', 'selection', 10, 'business days', '{}', NULL, NULL, 'read',
     'Automated tools that help to decide need a bias audit of the last year, published, and ten business days'' notice. Muster has none: nothing ranks or rejects.',
     'NYC Admin. Code 20-870 ff.', '2026-11-20'),
    ('eu.storage', 'EU', NULL, 'privacy', 1, 'month', '{}', '2018-05-25', NULL, 'partly recalled',
     'Kept no longer than needed; requests answered within a month, once two more; erasure except for legal claims; no decision by a program alone.',
     'GDPR 5(1)(e), 12(3), 15, 17(3)(e), 22', '2026-11-20'),
    ('eu.ai-act', 'EU', NULL, 'selection', NULL, NULL, '{}', '2026-08-02', NULL, 'read',
     'Programs that sort or judge applicants are high-risk. Muster has none.',
     'Reg. (EU) 2024/1689, Annex III(4)', '2026-11-20'),
    ('de.applications-kept', 'DE', NULL, 'records', 6, 'months', '{}', NULL, NULL, 'read',
     'Rejected applications go after about six months: two for a claim, three to sue, and a little more; a pool only with consent.',
     'AGG 15(4), ArbGG 61b; practice of the authorities', '2026-11-20'),
    ('fr.applications-kept', 'FR', NULL, 'records', 2, 'years', '{}', NULL, NULL, 'read',
     'Candidates'' records at most two years after the last contact.',
     'CNIL recommendation', '2026-11-20'),
    ('gb.applications-kept', 'GB', NULL, 'records', 6, 'months', '{}', NULL, NULL, 'recalled',
     'Rejected applications about six months: three to claim, and time to serve it.',
     'Equality Act 2010 s. 123; ICO guidance', '2026-11-20'),
    ('ie.applications-kept', 'IE', NULL, 'records', 12, 'months', '{}', NULL, NULL, 'recalled',
     'Rejected applications about a year: six months to claim, which may be made twelve.',
     'Employment Equality Acts 1998-2015 s. 77', '2026-11-20'),
    ('us-co.pay', 'US-CO', NULL, 'pay transparency', NULL, NULL, '{"employees": 1, "where": "state"}', '2021-01-01', NULL, 'partly recalled',
     'Postings state pay, other compensation and benefits, also for work at home.',
     'C.R.S. 8-5-201', '2026-11-20'),
    ('us-ny.city-pay', 'US-NY', 'New York City', 'pay transparency', NULL, NULL, '{"employees": 4}', '2022-11-01', NULL, 'read',
     'Postings state minimum and maximum in good faith.',
     'NYC Admin. Code 8-107(32)', '2026-11-20'),
    ('us-ca.pay', 'US-CA', NULL, 'pay transparency', NULL, NULL, '{"employees": 15}', '2023-01-01', NULL, 'read',
     'Postings state the pay scale, also through others; wage history is kept for the employment and three years.',
     'Lab. Code 432.3', '2026-11-20'),
    ('us-wa.pay', 'US-WA', NULL, 'pay transparency', NULL, NULL, '{"employees": 15}', '2023-01-01', NULL, 'partly recalled',
     'Postings state the wage scale and benefits.',
     'RCW 49.58.110', '2026-11-20'),
    ('us-ny.pay', 'US-NY', NULL, 'pay transparency', NULL, NULL, '{"employees": 4}', '2023-09-17', NULL, 'recalled',
     'Postings state minimum and maximum.',
     'Lab. Law 194-b', '2026-11-20'),
    ('us-hi.pay', 'US-HI', NULL, 'pay transparency', NULL, NULL, '{"employees": 50}', '2024-01-01', NULL, 'partly recalled',
     'Postings state the range.',
     'Hawaii Act 203 (2023)', '2026-11-20'),
    ('us-dc.pay', 'US-DC', NULL, 'pay transparency', NULL, NULL, '{"employees": 1}', '2024-06-30', NULL, 'partly recalled',
     'Postings state the range.',
     'D.C. Wage Transparency Omnibus Amendment Act', '2026-11-20'),
    ('us-md.pay', 'US-MD', NULL, 'pay transparency', NULL, NULL, '{"employees": 1}', '2024-10-01', NULL, 'partly recalled',
     'Postings state the range.',
     'Md. Lab. & Empl. 3-304.2', '2026-11-20'),
    ('us-il.pay', 'US-IL', NULL, 'pay transparency', NULL, NULL, '{"employees": 15}', '2025-01-01', NULL, 'partly recalled',
     'Postings state the range; promotions are posted within 14 days.',
     '820 ILCS 112/10', '2026-11-20'),
    ('us-mn.pay', 'US-MN', NULL, 'pay transparency', NULL, NULL, '{"employees": 30}', '2025-01-01', NULL, 'partly recalled',
     'Postings state the range.',
     'Minn. Stat. 181.173', '2026-11-20'),
    ('us-nj.pay', 'US-NJ', NULL, 'pay transparency', NULL, NULL, '{"employees": 10}', '2025-06-01', NULL, 'partly recalled',
     'Postings state the range and benefits.',
     'N.J. P.L. 2024 c. 91', '2026-11-20'),
    ('us-vt.pay', 'US-VT', NULL, 'pay transparency', NULL, NULL, '{"employees": 5}', '2025-07-01', NULL, 'partly recalled',
     'Postings state the range.',
     'Vt. Act 155 (2024)', '2026-11-20'),
    ('us-ma.pay', 'US-MA', NULL, 'pay transparency', NULL, NULL, '{"employees": 25}', '2025-07-31', NULL, 'partly recalled',
     'Postings state the range; later guidance says from 29 October 2025.',
     'Mass. St. 2024 c. 141', '2026-11-20'),
    ('eu.pay', 'EU', NULL, 'pay transparency', NULL, NULL, '{}', '2026-06-07', NULL, 'read',
     'Pay or range before the interview, no question about earlier pay, titles that speak to every sex; to be law in the member states.',
     'Dir. (EU) 2023/970 art. 5, 34', '2026-11-20'),
    ('us.overtime', 'US', NULL, 'hours', 40, 'hours a week', '{}', NULL, NULL, 'recalled',
     'Above 40 hours a week one and a half times; no daily limit for adults.',
     '29 USC 207(a)(1)', '2026-11-20'),
    ('us.time-records', 'US', NULL, 'records', 3, 'years', '{}', NULL, NULL, 'recalled',
     'Payroll three years, time cards and schedules two.',
     '29 CFR 516.5-.6', '2026-11-20'),
    ('us.minors', 'US', NULL, 'minors', 18, 'hours a school week', '{}', NULL, NULL, 'read',
     'Ages 14 and 15: three hours on a school day, 18 in a school week, eight and 40 otherwise; 7:00 to 19:00, to 21:00 from June to Labor Day.',
     '29 CFR 570.35', '2026-11-20'),
    ('us-ca.overtime', 'US-CA', NULL, 'hours', 8, 'hours a day', '{}', NULL, NULL, 'read',
     'Above eight hours a day, 40 a week or on the seventh day one and a half times; above twelve twice.',
     'Lab. Code 510', '2026-11-20'),
    ('us-ca.meals', 'US-CA', NULL, 'hours', 30, 'minutes', '{}', NULL, NULL, 'read',
     'Thirty minutes when above five hours (may be waived to six), again above ten.',
     'Lab. Code 512', '2026-11-20'),
    ('us-ca.rest', 'US-CA', NULL, 'hours', 10, 'minutes', '{}', NULL, NULL, 'read',
     'Ten minutes for each four hours or most of them; an hour''s pay for each day one is missed.',
     'IWC orders; Lab. Code 226.7', '2026-11-20'),
    ('us-ny.retail-notice', 'US-NY', 'New York City', 'scheduling', 72, 'hours', '{"employees": 20, "sells_at_stores": true}', '2017-11-26', NULL, 'read',
     'Retail: roster 72 hours ahead, no on-call, no change below 72 hours without consent. Sellers at stores in the city.',
     'NYC Admin. Code 20-1251 ff.', '2026-11-20'),
    ('us-ny.fast-food-notice', 'US-NY', 'New York City', 'scheduling', 14, 'days', '{"fast_food": true}', NULL, NULL, 'partly recalled',
     'Fast food: 14 days, premiums of 10 to 75 dollars, eleven hours between closing and opening.',
     'NYC Admin. Code 20-1211 ff.', '2026-11-20'),
    ('us-wa.seattle-notice', 'US-WA', 'Seattle', 'scheduling', 14, 'days', '{"employees": 500, "where": "worldwide", "naics": ["44", "45", "722"]}', '2017-07-01', NULL, 'partly recalled',
     'Roster 14 days ahead, ten hours between shifts.',
     'SMC 14.22', '2026-11-20'),
    ('us-or.notice', 'US-OR', NULL, 'scheduling', 14, 'days', '{"employees": 500, "where": "worldwide", "naics": ["44", "45", "72"]}', NULL, NULL, 'partly recalled',
     'Roster 14 days ahead, ten hours between shifts.',
     'ORS 653.412-.490', '2026-11-20'),
    ('us-ca.los-angeles-notice', 'US-CA', 'Los Angeles', 'scheduling', 14, 'days', '{"employees": 300, "where": "worldwide", "naics": ["44", "45"], "weekly_hours_in_city": 2}', '2023-04-01', NULL, 'partly recalled',
     'Roster 14 days ahead, ten hours between shifts or one and a half times; an estimate of hours in good faith with the offer; hours are offered to those employed first.',
     'LAMC 185 ff.', '2026-11-20'),
    ('us-ca.los-angeles-county-notice', 'US-CA', 'Los Angeles County', 'scheduling', 14, 'days', '{"employees": 300, "where": "nationwide", "naics": ["44", "45"]}', '2025-07-01', NULL, 'read',
     'The same pattern as in the city, for retail.',
     'Los Angeles County Code, Fair Workweek Ordinance', '2026-11-20'),
    ('us-il.chicago-notice', 'US-IL', 'Chicago', 'scheduling', 14, 'days', '{"employees": 100}', '2022-07-01', NULL, 'partly recalled',
     'Roster 14 days ahead, ten hours between shifts or one and a quarter; an hour''s pay for a change.',
     'MCC 6-110', '2026-11-20'),
    ('us-pa.philadelphia-notice', 'US-PA', 'Philadelphia', 'scheduling', 14, 'days', '{"employees": 250, "locations": 30}', NULL, NULL, 'partly recalled',
     'Roster 14 days ahead, nine hours between shifts or 40 dollars.',
     'Phila. Code 9-4600', '2026-11-20'),
    ('us-ca.san-francisco-notice', 'US-CA', 'San Francisco', 'scheduling', 14, 'days', '{"stores": 40, "employees_in_city": 20}', NULL, NULL, 'read',
     'Formula retail: roster 14 days ahead.',
     'SF Police Code 3300F-G', '2026-11-20'),
    ('us-ca.emeryville-notice', 'US-CA', 'Emeryville', 'scheduling', 14, 'days', '{"employees": 56, "where": "worldwide"}', NULL, NULL, 'read',
     'Retail: roster 14 days ahead.',
     'Emeryville Mun. Code 5-39', '2026-11-20'),
    ('us-il.evanston-notice', 'US-IL', 'Evanston', 'scheduling', 14, 'days', '{}', '2024-01-01', NULL, 'read',
     'Roster 14 days ahead.',
     'Evanston Fair Workweek Ordinance', '2026-11-20'),
    ('eu.working-time', 'EU', NULL, 'hours', 48, 'hours a week', '{}', NULL, NULL, 'read',
     'Eleven hours of rest a day, a break above six hours, 24 (and eleven) a week, 48 hours a week on average over four months, four weeks'' leave, eight hours of night work.',
     'Dir. 2003/88/EC arts 3-8, 16', '2026-11-20');

INSERT INTO law.retention (jurisdiction, record, counts_from, least_days, most_days, rule_code)
VALUES ('US',    'application', 'decision',     366,  NULL, 'us.applications-kept'),
       ('US-CA', 'application', 'decision',     1461, NULL, 'us-ca.applications-kept'),
       ('EU',    'application', 'decision',     0,    183,  'eu.storage'),
       ('DE',    'application', 'decision',     0,    183,  'de.applications-kept'),
       ('FR',    'application', 'last contact', 0,    730,  'fr.applications-kept'),
       ('GB',    'application', 'decision',     0,    183,  'gb.applications-kept'),
       ('IE',    'application', 'decision',     0,    365,  'ie.applications-kept'),
       ('US',    'employment',  'end',          366,  NULL, 'us.applications-kept'),
       ('US-CA', 'employment',  'end',          1461, NULL, 'us-ca.applications-kept'),
       ('EU',    'employment',  'end',          1096, NULL, 'eu.storage'),
       ('GB',    'employment',  'end',          1096, NULL, 'gb.applications-kept'),
       ('EU',    'pool',        'consent',      0,    0,    'eu.storage'),
       ('GB',    'pool',        'consent',      0,    0,    'gb.applications-kept');
