-- Scorecards: what is measured and how, over which weeks, what was counted, what was signed.
--
-- A definition is a version and never edited. An issue of a period counts once: it keeps what it knew (a
-- snapshot of the database's transactions), which definitions and calendars it used, and what it counted.
-- A card is a text whose bytes never change; who reviewed, signed, objected or published it are rows beside
-- it. Everything that was shown hangs on one chain of hashes a legal entity. Absence is a missing row, never 0.

CREATE SCHEMA scorecards;
GRANT USAGE ON SCHEMA scorecards TO muster_person;

-- What is measured --------------------------------------------------------------------------------------

CREATE TABLE scorecards.metric (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    code         text        NOT NULL,
    name         text        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT metric_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT metric_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT metric_code_is_free UNIQUE (entity_id, code),
    CONSTRAINT metric_code_is_a_short_word CHECK (code ~ '^[a-z][a-z0-9-]{0,39}$'),
    CONSTRAINT metric_name_is_1_to_80_characters CHECK (name ~ '\S' AND length(name) <= 80)
);
COMMENT ON COLUMN scorecards.metric.name IS 'name of a metric, such as satisfied customers';

-- One wording of a metric. The recipe names the SQL that counts it; the rest are its choices.
CREATE TABLE scorecards.metric_version (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    metric_id    bigint      NOT NULL,
    version      integer     NOT NULL,
    recipe       text        NOT NULL,
    shape        text        NOT NULL,
    numerator    text        NOT NULL,
    denominator  text        NOT NULL,
    attribution  text        NOT NULL,
    clock        text        NOT NULL,
    unit         text        NOT NULL,
    direction    text        NOT NULL,
    strata       text        NOT NULL,
    estimator    text        NOT NULL,
    window_days  integer,
    threshold    double precision,
    left_out     text[]      NOT NULL DEFAULT '{}',
    min_n        integer     NOT NULL,
    trusted_n    integer     NOT NULL,
    starts_on    date        NOT NULL,
    note         text        NOT NULL DEFAULT '',
    created_by   bigint      DEFAULT sec.me(),
    created_at   timestamptz NOT NULL DEFAULT now(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT metric_version_is_of_a_metric FOREIGN KEY (metric_id, entity_id)
        REFERENCES scorecards.metric (id, entity_id),
    CONSTRAINT metric_version_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT metric_version_is_free UNIQUE (metric_id, version),
    CONSTRAINT metric_version_counts_from_one CHECK (version >= 1),
    CONSTRAINT metric_version_recipe_is_known CHECK (recipe IN (
        'satisfaction', 'first contact', 'first reply', 'reply in time', 'resolution', 'reopened', 'handle time',
        'contacts an hour', 'passed on', 'return asked again', 'refund time', 'adherence', 'conformance',
        'skills current', 'quality', 'fatal')),
    CONSTRAINT metric_version_shape_is_known CHECK (shape IN ('share', 'mean', 'time', 'rate', 'ratio')),
    CONSTRAINT metric_version_numerator_is_1_to_300_characters CHECK (numerator ~ '\S' AND length(numerator) <= 300),
    CONSTRAINT metric_version_denominator_is_1_to_300_characters
        CHECK (denominator ~ '\S' AND length(denominator) <= 300),
    CONSTRAINT metric_version_attribution_is_1_to_300_characters
        CHECK (attribution ~ '\S' AND length(attribution) <= 300),
    CONSTRAINT metric_version_clock_is_known CHECK (clock IN ('calendar', 'opening hours')),
    CONSTRAINT metric_version_unit_is_known CHECK (unit IN ('percent', 'minutes', 'seconds', 'an hour', 'points')),
    CONSTRAINT metric_version_direction_is_known CHECK (direction IN ('higher', 'lower', 'neither')),
    CONSTRAINT metric_version_strata_are_known CHECK (strata IN ('none', 'queue', 'channel', 'reason')),
    CONSTRAINT metric_version_estimator_is_known CHECK (estimator IN ('beta-binomial', 'normal-normal', 'exact')),
    CONSTRAINT metric_version_estimator_suits_its_shape CHECK (
        (estimator = 'beta-binomial' AND shape = 'share')
        OR (estimator = 'normal-normal' AND shape IN ('mean', 'time', 'rate', 'ratio'))
        OR (estimator = 'exact' AND shape IN ('share', 'rate'))),
    CONSTRAINT metric_version_window_is_1_to_90_days CHECK (window_days BETWEEN 1 AND 90),
    CONSTRAINT metric_version_threshold_is_a_number CHECK (threshold > 0 AND threshold < 1e9),
    CONSTRAINT metric_version_leaves_out_at_most_50_reasons CHECK (cardinality(left_out) <= 50),
    CONSTRAINT metric_version_is_trusted_after_it_is_shown CHECK (1 <= min_n AND min_n <= trusted_n),
    CONSTRAINT metric_version_date_is_finite CHECK (isfinite(starts_on)),
    CONSTRAINT metric_version_note_is_at_most_500_characters CHECK (length(note) <= 500)
);
COMMENT ON COLUMN scorecards.metric_version.left_out IS 'reasons of contacts that are not counted';
COMMENT ON COLUMN scorecards.metric_version.threshold IS 'minutes for reply in time; without meaning elsewhere';

-- Whom a person is compared with: people at or below a team, of a tenure; the first that fits by place.
CREATE TABLE scorecards.peer_group (
    id           bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint  NOT NULL,
    code         text    NOT NULL,
    place        integer NOT NULL,
    team_id      bigint,
    tenure_from  integer NOT NULL DEFAULT 0,
    tenure_to    integer,
    created_at   timestamptz NOT NULL DEFAULT now(),
    operation_id bigint  DEFAULT op.current(),
    CONSTRAINT peer_group_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT peer_group_team_is_of_the_entity FOREIGN KEY (team_id, entity_id)
        REFERENCES people.team (id, entity_id),
    CONSTRAINT peer_group_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT peer_group_code_is_free UNIQUE (entity_id, code),
    CONSTRAINT peer_group_code_is_a_short_word CHECK (code ~ '^[a-z][a-z0-9-]{0,39}$'),
    CONSTRAINT peer_group_tenure_is_in_order CHECK (0 <= tenure_from AND tenure_from < tenure_to)
);
COMMENT ON COLUMN scorecards.peer_group.tenure_from IS 'days since the start of employment, on the last day of a period';
CREATE INDEX peer_group_by_team ON scorecards.peer_group (team_id, entity_id);

-- What is hoped for: of everyone or of a peer group. With a ramp, a newcomer's target grows towards it.
CREATE TABLE scorecards.target (
    id            bigint           GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id     bigint           NOT NULL,
    metric_id     bigint           NOT NULL,
    peer_group_id bigint,
    value         double precision NOT NULL,
    ramp_start    double precision,
    ramp_weeks    double precision,
    starts_on     date             NOT NULL,
    created_by    bigint           DEFAULT sec.me(),
    created_at    timestamptz      NOT NULL DEFAULT now(),
    operation_id  bigint           DEFAULT op.current(),
    CONSTRAINT target_is_of_a_metric FOREIGN KEY (metric_id, entity_id) REFERENCES scorecards.metric (id, entity_id),
    CONSTRAINT target_peer_group_is_of_the_entity FOREIGN KEY (peer_group_id, entity_id)
        REFERENCES scorecards.peer_group (id, entity_id),
    CONSTRAINT target_is_set_once_a_day UNIQUE NULLS NOT DISTINCT (metric_id, peer_group_id, starts_on),
    CONSTRAINT target_value_is_a_number CHECK (value >= 0 AND value < 1e9),
    CONSTRAINT target_ramp_has_start_and_weeks CHECK ((ramp_start IS NULL) = (ramp_weeks IS NULL)),
    CONSTRAINT target_ramp_is_sensible CHECK (ramp_start >= 0 AND ramp_start < 1e9 AND ramp_weeks > 0 AND ramp_weeks <= 520),
    CONSTRAINT target_date_is_finite CHECK (isfinite(starts_on))
);
COMMENT ON COLUMN scorecards.target.value IS 'in the metric''s unit; percent as a share of 1';
COMMENT ON COLUMN scorecards.target.ramp_start IS 'the target on the first day of production';
COMMENT ON COLUMN scorecards.target.ramp_weeks IS 'weeks after which 63 % of the way to the target is made';
CREATE INDEX target_by_peer_group ON scorecards.target (peer_group_id, entity_id);

-- When ---------------------------------------------------------------------------------------------------

-- The site lends the period its clock: starts_at and ends_at are derived by scorecards.derive_period().
CREATE TABLE scorecards.period (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    code         text        NOT NULL,
    site_id      bigint      NOT NULL,
    starts_on    date        NOT NULL,
    ends_on      date        NOT NULL,
    starts_at    timestamptz NOT NULL,
    ends_at      timestamptz NOT NULL,
    mode         text        NOT NULL DEFAULT 'individual',
    opened_by    bigint      DEFAULT sec.me(),
    opened_at    timestamptz NOT NULL DEFAULT now(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT period_site_is_of_the_entity FOREIGN KEY (site_id, entity_id) REFERENCES people.site (id, entity_id),
    CONSTRAINT period_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT period_code_is_free UNIQUE (entity_id, code),
    CONSTRAINT period_code_is_a_short_word CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    CONSTRAINT period_days_are_finite CHECK (isfinite(starts_on) AND isfinite(ends_on)),
    CONSTRAINT period_lasts_1_to_400_days CHECK (ends_on >= starts_on AND ends_on - starts_on < 400),
    CONSTRAINT period_mode_is_known CHECK (mode IN ('individual', 'team'))
);
CREATE INDEX period_by_site ON scorecards.period (site_id, entity_id);

-- One counting of a period. The first is for everybody; a later one replaces what it names, for a reason.
CREATE TABLE scorecards.issue (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    period_id    bigint      NOT NULL,
    number       integer     NOT NULL,
    reason       text,
    as_of_at     timestamptz NOT NULL DEFAULT now(),
    facts        pg_snapshot NOT NULL DEFAULT pg_current_snapshot(),
    computed_by  bigint      DEFAULT sec.me(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT issue_is_of_a_period FOREIGN KEY (period_id, entity_id) REFERENCES scorecards.period (id, entity_id),
    CONSTRAINT issue_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT issue_number_is_free UNIQUE (period_id, number),
    CONSTRAINT issue_number_counts_from_one CHECK (number >= 1),
    CONSTRAINT issue_after_the_first_has_a_reason CHECK ((number = 1) = (reason IS NULL)),
    CONSTRAINT issue_reason_is_1_to_500_characters CHECK (reason ~ '\S' AND length(reason) <= 500)
);
COMMENT ON COLUMN scorecards.issue.facts IS 'the transactions it could see: later ones are for the next issue';

-- Which wording of each metric, and which calendar of each site, an issue counted by.
CREATE TABLE scorecards.issue_metric (
    entity_id         bigint NOT NULL,
    issue_id          bigint NOT NULL,
    metric_version_id bigint NOT NULL,
    PRIMARY KEY (issue_id, metric_version_id),
    CONSTRAINT issue_metric_is_of_an_issue FOREIGN KEY (issue_id, entity_id)
        REFERENCES scorecards.issue (id, entity_id),
    CONSTRAINT issue_metric_names_a_version FOREIGN KEY (metric_version_id, entity_id)
        REFERENCES scorecards.metric_version (id, entity_id)
);
CREATE INDEX issue_metric_by_version ON scorecards.issue_metric (metric_version_id, entity_id);
CREATE TABLE scorecards.issue_calendar (
    entity_id   bigint NOT NULL,
    issue_id    bigint NOT NULL,
    site_id     bigint NOT NULL,
    calendar_id bigint NOT NULL,
    PRIMARY KEY (issue_id, site_id),
    CONSTRAINT issue_calendar_is_of_an_issue FOREIGN KEY (issue_id, entity_id)
        REFERENCES scorecards.issue (id, entity_id),
    CONSTRAINT issue_calendar_site_is_of_the_entity FOREIGN KEY (site_id, entity_id)
        REFERENCES people.site (id, entity_id),
    CONSTRAINT issue_calendar_names_a_calendar FOREIGN KEY (calendar_id, entity_id)
        REFERENCES people.calendar (id, entity_id)
);
CREATE INDEX issue_calendar_by_site ON scorecards.issue_calendar (site_id, entity_id);
CREATE INDEX issue_calendar_by_calendar ON scorecards.issue_calendar (calendar_id, entity_id);

-- What was counted of a person: sums that every figure of a card follows from. No row, no data.
CREATE TABLE scorecards.tally (
    entity_id         bigint           NOT NULL,
    issue_id          bigint           NOT NULL,
    metric_version_id bigint           NOT NULL,
    person_id         bigint           NOT NULL,
    stratum           text             NOT NULL,
    n                 bigint           NOT NULL,
    numerator         double precision NOT NULL,
    denominator       double precision NOT NULL,
    squares           double precision NOT NULL,
    crosses           double precision NOT NULL,
    exposures         double precision NOT NULL,
    asked             bigint,
    left_out          bigint           NOT NULL,
    PRIMARY KEY (issue_id, metric_version_id, person_id, stratum),
    CONSTRAINT tally_is_by_a_metric_of_its_issue FOREIGN KEY (issue_id, metric_version_id)
        REFERENCES scorecards.issue_metric (issue_id, metric_version_id),
    CONSTRAINT tally_is_of_an_issue FOREIGN KEY (issue_id, entity_id) REFERENCES scorecards.issue (id, entity_id),
    CONSTRAINT tally_person_is_of_the_entity FOREIGN KEY (person_id, entity_id)
        REFERENCES people.person (id, entity_id),
    CONSTRAINT tally_stratum_is_at_most_120_characters CHECK (length(stratum) <= 120),
    CONSTRAINT tally_counts_are_not_negative CHECK (n >= 0 AND denominator >= 0 AND left_out >= 0 AND asked >= 0)
);
COMMENT ON COLUMN scorecards.tally.squares IS 'sum of squares of what the numerator sums';
COMMENT ON COLUMN scorecards.tally.crosses IS 'sum of products of what numerator and denominator sum, day by day';
COMMENT ON COLUMN scorecards.tally.exposures IS 'sum of squares of what the denominator sums, day by day';
COMMENT ON COLUMN scorecards.tally.asked IS 'how many could have answered';
COMMENT ON COLUMN scorecards.tally.left_out IS 'in the period, but not counted: too young, excluded, without what is counted';
CREATE INDEX tally_by_person ON scorecards.tally (person_id, entity_id, issue_id);

-- What is shown and signed -------------------------------------------------------------------------------

-- One person's card in one issue. `body` is canonical JSON as text: its bytes are what was signed, and
-- content_hash is their sha256, written by scorecards.hash_body().
CREATE TABLE scorecards.snapshot (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    issue_id     bigint      NOT NULL,
    person_id    bigint      NOT NULL,
    team_id      bigint,
    replaces_id  bigint,
    body         text        NOT NULL,
    content_hash bytea       NOT NULL,
    made_at      timestamptz NOT NULL DEFAULT now(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT snapshot_is_of_an_issue FOREIGN KEY (issue_id, entity_id) REFERENCES scorecards.issue (id, entity_id),
    CONSTRAINT snapshot_person_is_of_the_entity FOREIGN KEY (person_id, entity_id)
        REFERENCES people.person (id, entity_id),
    CONSTRAINT snapshot_team_is_of_the_entity FOREIGN KEY (team_id, entity_id) REFERENCES people.team (id, entity_id),
    CONSTRAINT snapshot_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT snapshot_keeps_its_person UNIQUE (id, entity_id, person_id),
    CONSTRAINT snapshot_replaces_one_of_the_person FOREIGN KEY (replaces_id, entity_id, person_id)
        REFERENCES scorecards.snapshot (id, entity_id, person_id),
    CONSTRAINT snapshot_is_made_once UNIQUE (issue_id, person_id),
    CONSTRAINT snapshot_hash_is_a_digest CHECK (octet_length(content_hash) = 32),
    CONSTRAINT snapshot_body_is_an_object_of_at_most_100_kilobytes
        CHECK (body LIKE '{%}' AND octet_length(body) <= 102400)
);
COMMENT ON COLUMN scorecards.snapshot.body IS 'pii: a person''s figures';
CREATE INDEX snapshot_by_person ON scorecards.snapshot (person_id, entity_id, issue_id);
CREATE INDEX snapshot_by_team ON scorecards.snapshot (team_id, entity_id);
CREATE INDEX snapshot_by_replaced ON scorecards.snapshot (replaces_id, entity_id, person_id);

-- Which step may follow which, and whose it is: the trigger on signature asks here.
CREATE TABLE scorecards.transition (
    from_state    text    NOT NULL,
    to_state      text    NOT NULL,
    who           text    NOT NULL,
    needs_comment boolean NOT NULL,
    PRIMARY KEY (from_state, to_state),
    CONSTRAINT transition_states_are_known CHECK (
        from_state IN ('computed', 'in review', 'signed', 'acknowledged', 'objected', 'countersigned', 'published')
        AND to_state IN ('in review', 'signed', 'acknowledged', 'objected', 'countersigned', 'published', 'reissued')),
    CONSTRAINT transition_is_somebodys CHECK (who IN ('lead', 'agent', 'hr'))
);
INSERT INTO scorecards.transition (from_state, to_state, who, needs_comment)
VALUES ('computed',      'in review',     'lead',  false),
       ('in review',     'signed',        'lead',  false),
       ('signed',        'acknowledged',  'agent', false),
       ('signed',        'objected',      'agent', true),
       ('acknowledged',  'countersigned', 'hr',    false),
       ('objected',      'countersigned', 'hr',    true),
       ('signed',        'countersigned', 'hr',    true),
       ('countersigned', 'published',     'hr',    false),
       ('computed',      'reissued',      'hr',    true),
       ('in review',     'reissued',      'hr',    true),
       ('signed',        'reissued',      'hr',    true),
       ('acknowledged',  'reissued',      'hr',    true),
       ('objected',      'reissued',      'hr',    true),
       ('countersigned', 'reissued',      'hr',    true),
       ('published',     'reissued',      'hr',    true);

-- Who took which step with a card, when, and what they said. The newest is the card's state.
CREATE TABLE scorecards.signature (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    snapshot_id  bigint      NOT NULL,
    subject_id   bigint      NOT NULL,
    state        text        NOT NULL,
    comment      text,
    signed_by    bigint      NOT NULL,
    signed_at    timestamptz NOT NULL DEFAULT now(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT signature_is_under_a_snapshot FOREIGN KEY (snapshot_id, entity_id, subject_id)
        REFERENCES scorecards.snapshot (id, entity_id, person_id),
    CONSTRAINT signature_person_is_of_the_entity FOREIGN KEY (signed_by, entity_id)
        REFERENCES people.person (id, entity_id),
    CONSTRAINT signature_is_given_once UNIQUE (snapshot_id, state),
    CONSTRAINT signature_state_is_known CHECK (
        state IN ('in review', 'signed', 'acknowledged', 'objected', 'countersigned', 'published', 'reissued')),
    CONSTRAINT signature_under_own_card_is_an_answer
        CHECK ((signed_by = subject_id) = (state IN ('acknowledged', 'objected'))),
    CONSTRAINT signature_comment_is_1_to_2000_characters CHECK (comment ~ '\S' AND length(comment) <= 2000)
);
COMMENT ON COLUMN scorecards.signature.comment IS 'pii: what somebody said about a person''s card';
CREATE INDEX signature_by_subject ON scorecards.signature (subject_id, entity_id, state);
CREATE INDEX signature_by_person ON scorecards.signature (signed_by, entity_id);
CREATE INDEX signature_by_snapshot ON scorecards.signature (snapshot_id, entity_id, subject_id);

-- The chain: each issue, card and signature once, with a hash of all its columns and of the link before.
CREATE TABLE scorecards.link (
    id           bigint NOT NULL,
    entity_id    bigint NOT NULL,
    kind         text   NOT NULL,
    row_id       bigint NOT NULL,
    content_hash bytea  NOT NULL,
    previous     bytea  NOT NULL,
    hash         bytea  NOT NULL,
    CONSTRAINT link_is_in_its_place PRIMARY KEY (entity_id, id),
    CONSTRAINT link_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT link_is_made_once UNIQUE (kind, row_id),
    CONSTRAINT link_follows_one_link UNIQUE (entity_id, previous),
    CONSTRAINT link_kind_is_known CHECK (kind IN ('issue', 'snapshot', 'signature')),
    CONSTRAINT link_hashes_are_digests
        CHECK (octet_length(content_hash) = 32 AND octet_length(previous) = 32 AND octet_length(hash) = 32)
);
-- Where the chain of an entity ends: whoever adds to it takes this row first.
CREATE TABLE scorecards.chain (
    entity_id bigint PRIMARY KEY,
    length    bigint NOT NULL,
    last_hash bytea  NOT NULL,
    CONSTRAINT chain_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT chain_hash_is_a_digest CHECK (octet_length(last_hash) = 32)
);

-- Who took what out, and why ------------------------------------------------------------------------------

CREATE TABLE scorecards.export (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id     bigint      NOT NULL,
    period_id     bigint      NOT NULL,
    purpose       text        NOT NULL,
    manifest_hash bytea       NOT NULL,
    cards         integer     NOT NULL,
    exported_by   bigint      NOT NULL DEFAULT sec.me(),
    exported_at   timestamptz NOT NULL DEFAULT now(),
    operation_id  bigint      DEFAULT op.current(),
    CONSTRAINT export_is_of_a_period FOREIGN KEY (period_id, entity_id) REFERENCES scorecards.period (id, entity_id),
    CONSTRAINT export_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT export_purpose_is_5_to_300_characters CHECK (purpose ~ '\S' AND length(purpose) BETWEEN 5 AND 300),
    CONSTRAINT export_manifest_is_a_digest CHECK (octet_length(manifest_hash) = 32),
    CONSTRAINT export_cards_are_not_negative CHECK (cards >= 0)
);
CREATE INDEX export_by_period ON scorecards.export (period_id, entity_id);

-- Whose card was in it: the subject reads this too.
CREATE TABLE scorecards.export_card (
    entity_id   bigint NOT NULL,
    export_id   bigint NOT NULL,
    snapshot_id bigint NOT NULL,
    subject_id  bigint NOT NULL,
    PRIMARY KEY (export_id, snapshot_id),
    CONSTRAINT export_card_is_of_an_export FOREIGN KEY (export_id, entity_id)
        REFERENCES scorecards.export (id, entity_id),
    CONSTRAINT export_card_is_of_a_snapshot FOREIGN KEY (snapshot_id, entity_id, subject_id)
        REFERENCES scorecards.snapshot (id, entity_id, person_id)
);
CREATE INDEX export_card_by_subject ON scorecards.export_card (subject_id, entity_id);
CREATE INDEX export_card_by_snapshot ON scorecards.export_card (snapshot_id, entity_id, subject_id);

-- How long what is kept, by the company's own decision. Defaults are a start to ask counsel with, no advice.
CREATE TABLE scorecards.retention (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    class        text        NOT NULL,
    months       integer     NOT NULL,
    reason       text        NOT NULL,
    decided_by   bigint      DEFAULT sec.me(),
    decided_at   timestamptz NOT NULL DEFAULT now(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT retention_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT retention_class_is_known CHECK (class IN ('card', 'evaluation', 'calibration', 'sample', 'export')),
    CONSTRAINT retention_is_1_to_240_months CHECK (months BETWEEN 1 AND 240),
    CONSTRAINT retention_has_a_reason CHECK (reason ~ '\S' AND length(reason) <= 500)
);
CREATE INDEX retention_by_entity ON scorecards.retention (entity_id, class, decided_at);

-- What people did on their shifts, as the telephone or help-desk system saw it: the other half of adherence.
CREATE TABLE timekeeping.presence (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    person_id    bigint      NOT NULL,
    state        text        NOT NULL,
    starts_at    timestamptz NOT NULL,
    ends_at      timestamptz NOT NULL,
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT presence_person_is_of_the_entity FOREIGN KEY (person_id, entity_id)
        REFERENCES people.person (id, entity_id),
    CONSTRAINT presence_state_is_known CHECK (state IN ('contact', 'break', 'training', 'meeting')),
    CONSTRAINT presence_ends_after_it_starts
        CHECK (isfinite(starts_at) AND ends_at > starts_at AND ends_at <= starts_at + interval '24 hours'),
    CONSTRAINT presence_is_in_one_state_at_a_time
        EXCLUDE USING gist (person_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
);
CREATE INDEX presence_by_person ON timekeeping.presence (person_id, entity_id, starts_at);
CREATE INDEX presence_by_entity ON timekeeping.presence (entity_id, starts_at);

-- Every table behind its policies (sql/code/09_scorecards.sql) --------------------------------------------

SELECT sec.guard(format('scorecards.%I', name)::regclass)
  FROM unnest(ARRAY['metric', 'metric_version', 'peer_group', 'target', 'period', 'issue', 'issue_metric',
                    'issue_calendar', 'tally', 'snapshot', 'transition', 'signature', 'link', 'chain', 'export',
                    'export_card', 'retention']) AS name;
SELECT sec.guard('timekeeping.presence');
SELECT audit.watch('scorecards.metric'),
       audit.watch('scorecards.metric_version'),
       audit.watch('scorecards.peer_group'),
       audit.watch('scorecards.target'),
       audit.watch('scorecards.period'),
       audit.watch('scorecards.issue'),
       audit.watch('scorecards.signature'),
       audit.watch('scorecards.export'),
       audit.watch('scorecards.retention');
