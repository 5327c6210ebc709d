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
    person_id    bigint      NOT NULL,
    kind         text        NOT NULL,
    jurisdiction text        NOT NULL,
    received_on  date        NOT NULL,
    due_on       date        NOT NULL,
    state        text        NOT NULL DEFAULT 'received',
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT request_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT request_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT request_kind_is_known CHECK (kind IN ('access', 'erase', 'correct', 'restrict')),
    CONSTRAINT request_jurisdiction_is_the_union_or_an_iso_3166_code CHECK (jurisdiction ~ '^(EU|[A-Z]{2}(-[A-Z0-9]{1,3})?)$'),
    CONSTRAINT request_days_are_in_order CHECK (isfinite(received_on) AND isfinite(due_on) AND due_on >= received_on),
    CONSTRAINT request_state_is_known CHECK (
        state IN ('received', 'verified', 'in progress', 'extended', 'fulfilled', 'partly refused', 'withdrawn'))
);
CREATE INDEX request_by_person ON privacy.request (person_id, entity_id);
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

-- A lawsuit or a charge: nothing of the person goes until it is released.
CREATE TABLE privacy.legal_hold (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id      bigint      NOT NULL,
    person_id      bigint,
    requisition_id bigint,
    matter         text        NOT NULL,
    placed_by      bigint      DEFAULT sec.me(),
    placed_at      timestamptz NOT NULL DEFAULT now(),
    released_by    bigint,
    released_at    timestamptz,
    operation_id   bigint      DEFAULT op.current(),
    CONSTRAINT legal_hold_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT legal_hold_requisition_is_of_the_entity FOREIGN KEY (requisition_id, entity_id) REFERENCES recruiting.requisition (id, entity_id),
    CONSTRAINT legal_hold_is_on_a_person_or_a_requisition CHECK (num_nonnulls(person_id, requisition_id) = 1),
    CONSTRAINT legal_hold_matter_is_1_to_200_characters CHECK (matter ~ '\S' AND length(matter) <= 200),
    CONSTRAINT legal_hold_release_names_who CHECK ((released_at IS NULL) = (released_by IS NULL))
);
CREATE INDEX legal_hold_by_person ON privacy.legal_hold (person_id, entity_id);
CREATE INDEX legal_hold_by_requisition ON privacy.legal_hold (requisition_id, entity_id);
CREATE INDEX legal_hold_by_entity ON privacy.legal_hold (entity_id);

-- That somebody was erased, by whom and how many values of which columns: names of columns, no value.
CREATE TABLE privacy.erasure (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    person_id    bigint      NOT NULL,
    reason       text        NOT NULL,
    columns      jsonb       NOT NULL,
    erased_by    bigint      DEFAULT sec.me(),
    erased_at    timestamptz NOT NULL DEFAULT now(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT erasure_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT erasure_reason_is_1_to_200_characters CHECK (reason ~ '\S' AND length(reason) <= 200)
);
CREATE INDEX erasure_by_person ON privacy.erasure (person_id, entity_id);
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
