-- Rosters people can live with: runs that explain themselves, rules as numbers with a source, time off with limits,
-- offers, swaps, wishes and bids, and the day as it really went.
--
-- What decides is in the database: a place on a limited day, a place of an offer and a place in a bid are rows under
-- a constraint, so that a thousand people who ask at once are served in an order that can be read afterwards.

-- Rules as numbers -------------------------------------------------------------------------------

-- What can be asked of a schedule, and how a breach reads: {found} and {amount} are filled in.
CREATE TABLE scheduling.measure (
    name     text PRIMARY KEY,
    sense    text NOT NULL,
    unit     text NOT NULL,
    is_clock boolean NOT NULL DEFAULT false,
    words    text NOT NULL,
    CONSTRAINT measure_name_is_at_most_40_characters CHECK (name ~ '^[a-z ]{1,40}$'),
    CONSTRAINT measure_sense_is_known CHECK (sense IN ('least', 'most', 'fact')),
    CONSTRAINT measure_unit_is_at_most_20_characters CHECK (length(unit) <= 20),
    CONSTRAINT measure_words_are_at_most_200_characters CHECK (length(words) <= 200)
);
INSERT INTO scheduling.measure (name, sense, unit, is_clock, words)
VALUES ('rest',             'least', 'minutes', true,  '{found} of rest between two shifts, {amount} are owed'),
       ('weekly rest',      'least', 'minutes', true,  '{found} of rest in one stretch that week, {amount} are owed'),
       ('day hours',        'most',  'minutes', true,  '{found} of paid work on one day, at most {amount}'),
       ('week hours',       'most',  'minutes', true,  '{found} of paid work in the week, at most {amount}'),
       ('days in a row',    'most',  'days',    false, '{found} days in a row, at most {amount}'),
       ('break',            'least', 'minutes', true,  '{found} of break in the shift, {amount} are owed'),
       ('notice',           'least', 'days',    false, '{found} days of notice, {amount} are owed'),
       ('change premium',   'fact',  'minutes', true,  'pay of {amount} for each changed shift'),
       ('lost premium',     'fact',  'percent', false, '{amount} % of the pay of each hour lost'),
       ('change grace',     'fact',  'minutes', true,  'a start or an end may move by {amount} without a premium'),
       ('change within',    'fact',  'days',    false, 'the premium for a change is owed below {amount} days of notice'),
       ('lost within',      'fact',  'minutes', true,  'lost hours are paid when less than {amount} ahead, else as a change'),
       ('overtime of week', 'fact',  'minutes', true,  'overtime above {amount} a week'),
       ('overtime of day',  'fact',  'minutes', true,  'overtime above {amount} a day'),
       ('night starts',     'fact',  'minutes', true,  'night begins {amount} after midnight'),
       ('night ends',       'fact',  'minutes', true,  'night ends {amount} after midnight');

-- Three laws that the table of rules did not have yet.
INSERT INTO law.rule
    (code, jurisdiction, locality, topic, amount, unit, coverage, starts_on, ends_on, evidence, words, citation, checked_on)
VALUES ('gb.working-time', 'GB', NULL, 'hours', 48, 'hours a week', '{}', '1998-10-01', NULL, 'partly recalled',
        'Eleven hours of rest a day, 24 a week, 20 minutes of break above six hours, 48 hours a week on average unless opted out.',
        'Working Time Regulations 1998 regs 4, 10-12', '2026-11-20'),
       ('ie.working-time', 'IE', NULL, 'hours', 48, 'hours a week', '{}', '1998-03-01', NULL, 'read',
        'Eleven hours of rest a day, 24 after a daily rest each week, breaks of 15 minutes above four and a half hours and 30 above six, 48 hours a week on average.',
        'Organisation of Working Time Act 1997 ss 11-15', '2026-11-20'),
       ('de.working-time', 'DE', NULL, 'hours', 10, 'hours a day', '{}', '1994-07-01', NULL, 'partly recalled',
        'Eleven hours of rest a day, ten hours of work a day, 30 minutes of break above six hours and 45 above nine.',
        'ArbZG §§ 3-5', '2026-11-20'),
       ('us-ca.day-of-rest', 'US-CA', NULL, 'hours', 1, 'day of rest in seven', '{}', NULL, NULL, 'recalled',
        'One day of rest in seven.',
        'Lab. Code 551, 552', '2026-11-20');

-- One number of a law, or of the house. A house's own rule has no law behind it and names itself; without an entity it
-- is every house's. beyond: the presence above which a break is owed.
CREATE TABLE scheduling.parameter (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    rule_code    text,
    entity_id    bigint,
    measure      text        NOT NULL,
    amount       integer     NOT NULL,
    beyond       integer     NOT NULL DEFAULT 0,
    citation     text        NOT NULL,
    starts_on    date        NOT NULL DEFAULT '1900-01-01',
    ends_on      date,
    noted_by     bigint      DEFAULT sec.me(),
    noted_at     timestamptz NOT NULL DEFAULT now(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT parameter_is_of_a_rule FOREIGN KEY (rule_code) REFERENCES law.rule (code),
    CONSTRAINT parameter_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT parameter_measure_is_known FOREIGN KEY (measure) REFERENCES scheduling.measure (name),
    CONSTRAINT parameter_of_a_law_is_nobodys_own CHECK (rule_code IS NULL OR entity_id IS NULL),
    CONSTRAINT parameter_is_0_to_100000 CHECK (amount BETWEEN 0 AND 100000 AND beyond BETWEEN 0 AND 1440),
    CONSTRAINT parameter_citation_is_1_to_200_characters CHECK (citation ~ '\S' AND length(citation) <= 200),
    CONSTRAINT parameter_ends_on_or_after_its_start CHECK (isfinite(starts_on) AND ends_on >= starts_on)
);
CREATE INDEX parameter_by_rule ON scheduling.parameter (rule_code);
CREATE INDEX parameter_by_entity ON scheduling.parameter (entity_id);
CREATE INDEX parameter_by_measure ON scheduling.parameter (measure);

INSERT INTO scheduling.parameter (rule_code, measure, amount, beyond, citation)
VALUES (NULL,                 'days in a row',    6,    0,   'house rule: at most six days in a row'),
       (NULL,                 'night starts',     1380, 0,   'house: 23:00 to 06:00, as WTR 1998 reg. 2'),
       (NULL,                 'night ends',       360,  0,   'house: 23:00 to 06:00, as WTR 1998 reg. 2'),
       ('eu.working-time',    'rest',             660,  0,   'Dir. 2003/88/EC art. 3'),
       ('eu.working-time',    'weekly rest',      2100, 0,   'Dir. 2003/88/EC art. 5'),
       ('eu.working-time',    'week hours',       2880, 0,   'Dir. 2003/88/EC art. 6'),
       ('eu.working-time',    'break',            15,   360, 'Dir. 2003/88/EC art. 4'),
       ('gb.working-time',    'rest',             660,  0,   'WTR 1998 reg. 10'),
       ('gb.working-time',    'weekly rest',      1440, 0,   'WTR 1998 reg. 11'),
       ('gb.working-time',    'week hours',       2880, 0,   'WTR 1998 reg. 4'),
       ('gb.working-time',    'break',            20,   360, 'WTR 1998 reg. 12'),
       ('ie.working-time',    'rest',             660,  0,   'OWTA 1997 s. 11'),
       ('ie.working-time',    'weekly rest',      2100, 0,   'OWTA 1997 s. 13'),
       ('ie.working-time',    'week hours',       2880, 0,   'OWTA 1997 s. 15'),
       ('ie.working-time',    'break',            15,   270, 'OWTA 1997 s. 12'),
       ('ie.working-time',    'break',            30,   360, 'OWTA 1997 s. 12'),
       ('de.working-time',    'rest',             660,  0,   'ArbZG § 5'),
       ('de.working-time',    'weekly rest',      2100, 0,   'ArbZG §§ 5, 11; Dir. 2003/88/EC art. 5'),
       ('de.working-time',    'day hours',        600,  0,   'ArbZG § 3'),
       ('de.working-time',    'week hours',       2880, 0,   'ArbZG § 3'),
       ('de.working-time',    'break',            30,   360, 'ArbZG § 4'),
       ('de.working-time',    'break',            45,   540, 'ArbZG § 4'),
       ('us.overtime',        'overtime of week', 2400, 0,   '29 USC 207(a)(1)'),
       ('us-ca.overtime',     'overtime of day',  480,  0,   'Lab. Code 510'),
       ('us-ca.overtime',     'day hours',        720,  0,   'house, before double time: Lab. Code 510'),
       ('us-ca.meals',        'break',            30,   300, 'Lab. Code 512'),
       ('us-ca.meals',        'break',            60,   600, 'Lab. Code 512'),
       ('us-ca.day-of-rest',  'weekly rest',      1440, 0,   'Lab. Code 551, 552'),
       ('us-or.notice',       'notice',           14,   0,   'ORS 653.436'),
       ('us-or.notice',       'rest',             600,  0,   'ORS 653.442'),
       ('us-or.notice',       'change premium',   60,   0,   'ORS 653.455(2)(a)'),
       ('us-or.notice',       'lost premium',     50,   0,   'ORS 653.455(2)(b)'),
       ('us-or.notice',       'change grace',     30,   0,   'ORS 653.455(3)(a)'),
       ('us-wa.seattle-notice', 'notice',         14,   0,   'SMC 14.22.040'),
       ('us-wa.seattle-notice', 'rest',           600,  0,   'SMC 14.22.035'),
       ('us-wa.seattle-notice', 'change premium', 60,   0,   'SMC 14.22.050'),
       ('us-wa.seattle-notice', 'lost premium',   50,   0,   'SMC 14.22.050'),
       ('us-ca.los-angeles-notice', 'notice',     14,   0,   'LAMC 185.04'),
       ('us-ca.los-angeles-notice', 'rest',       600,  0,   'LAMC 185.08'),
       ('us-ca.los-angeles-notice', 'change premium', 60, 0, 'LAMC 185.06'),
       ('us-ca.los-angeles-notice', 'lost premium', 50, 0,   'LAMC 185.06'),
       ('us-ca.los-angeles-notice', 'change grace', 15, 0,   'LAMC 185.06'),
       ('us-ca.los-angeles-county-notice', 'notice', 14, 0,  'Los Angeles County Code, Fair Workweek Ordinance'),
       ('us-ca.los-angeles-county-notice', 'rest', 600,  0,  'Los Angeles County Code, Fair Workweek Ordinance'),
       ('us-ca.los-angeles-county-notice', 'change premium', 60, 0, 'Los Angeles County Code, Fair Workweek Ordinance'),
       ('us-ca.los-angeles-county-notice', 'lost premium', 50, 0, 'Los Angeles County Code, Fair Workweek Ordinance'),
       ('us-ca.los-angeles-county-notice', 'change grace', 15, 0, 'Los Angeles County Code, Fair Workweek Ordinance'),
       ('us-il.chicago-notice', 'notice',         14,   0,   'MCC 6-110-040'),
       ('us-il.chicago-notice', 'rest',           600,  0,   'MCC 6-110-070'),
       ('us-il.chicago-notice', 'change premium', 60,   0,   'MCC 6-110-050'),
       ('us-il.chicago-notice', 'lost premium',   50,   0,   'MCC 6-110-050'),
       ('us-il.chicago-notice', 'lost within',    1440, 0,   'MCC 6-110-050'),
       ('us-pa.philadelphia-notice', 'notice',    14,   0,   'Phila. Code 9-4602'),
       ('us-pa.philadelphia-notice', 'rest',      540,  0,   'Phila. Code 9-4604'),
       ('us-pa.philadelphia-notice', 'change premium', 60, 0, 'Phila. Code 9-4603'),
       ('us-pa.philadelphia-notice', 'lost premium', 50, 0,  'Phila. Code 9-4603'),
       ('us-ny.retail-notice', 'notice',          3,    0,   'NYC Admin. Code 20-1252'),
       ('us-ca.san-francisco-notice', 'notice',   14,   0,   'SF Labor and Employment Code 42.4'),
       ('us-ca.san-francisco-notice', 'change premium', 60, 0, 'SF Labor and Employment Code 42.4'),
       ('us-ca.san-francisco-notice', 'change within', 7, 0, 'SF Labor and Employment Code 42.4'),
       ('us-ca.emeryville-notice', 'notice',      14,   0,   'Emeryville Mun. Code 5-39.03'),
       ('us-ca.emeryville-notice', 'change premium', 60, 0,  'Emeryville Mun. Code 5-39.04'),
       ('us-il.evanston-notice', 'notice',        14,   0,   'Evanston City Code 3-34'),
       ('us-il.evanston-notice', 'rest',          660,  0,   'Evanston City Code 3-34'),
       ('us-il.evanston-notice', 'change premium', 60,  0,   'Evanston City Code 3-34');

-- What was read since, in the words of the law or of the office that enforces it: Oregon's statute, Seattle's and
-- Chicago's labor offices. Of the others the sections are known and the numbers stand in lawyers' notes.
UPDATE law.rule SET evidence = 'read', checked_on = '2026-11-23',
       words = words || ' ' || told.more, starts_on = coalesce(rule.starts_on, told.since)
  FROM (VALUES ('us-or.notice', date '2018-07-01', 'An hour''s pay for a change, half the pay of hours lost; a move by 30 minutes or less is free.'),
               ('us-wa.seattle-notice', NULL, 'An hour''s pay for hours added or moved, half the pay of hours lost.'),
               ('us-il.chicago-notice', NULL, 'Half the pay of hours lost with less than a day of notice.'))
       AS told (code, since, more)
 WHERE rule.code = told.code;

-- What the coverage of a law asks about: how many employees, what is sold where. What nobody noted is unknown, not no.
CREATE TABLE scheduling.standing (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    site_id      bigint      NOT NULL,
    locality     text,
    facts        jsonb       NOT NULL DEFAULT '{}',
    noted_by     bigint      DEFAULT sec.me(),
    noted_at     timestamptz NOT NULL DEFAULT now(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT standing_is_of_a_site_of_the_entity FOREIGN KEY (site_id, entity_id) REFERENCES people.site (id, entity_id),
    CONSTRAINT standing_locality_is_at_most_80_characters CHECK (length(locality) <= 80),
    CONSTRAINT standing_facts_are_a_small_object CHECK (jsonb_typeof(facts) = 'object' AND pg_column_size(facts) <= 4096)
);
CREATE INDEX standing_by_site ON scheduling.standing (site_id, entity_id, id DESC);
CREATE INDEX standing_by_entity ON scheduling.standing (entity_id);

-- Runs -------------------------------------------------------------------------------------------

-- One search for a roster: what it was made from, what it found, how far that may be from the best.
CREATE TABLE scheduling.roster_run (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id      bigint      NOT NULL,
    season_id      bigint      NOT NULL,
    requirement_id bigint      NOT NULL,
    forecast_id    bigint      NOT NULL,
    starts_on      date        NOT NULL,
    ends_on        date        NOT NULL,
    seed           bigint      NOT NULL,
    inputs_digest  text        NOT NULL,
    roster_id      bigint,
    refusal        text,
    took_ms        integer     NOT NULL,
    work           bigint      NOT NULL DEFAULT 0,
    objective      float8,
    bound          float8,
    needed_hours   float8,
    covered_hours  float8,
    run_by         bigint      DEFAULT sec.me(),
    run_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    operation_id   bigint      DEFAULT op.current(),
    CONSTRAINT roster_run_is_of_a_season FOREIGN KEY (season_id, entity_id) REFERENCES scheduling.season (id, entity_id),
    CONSTRAINT roster_run_is_of_a_requirement
        FOREIGN KEY (requirement_id, entity_id) REFERENCES scheduling.requirement (id, entity_id),
    CONSTRAINT roster_run_is_of_a_forecast FOREIGN KEY (forecast_id, entity_id) REFERENCES scheduling.forecast (id, entity_id),
    CONSTRAINT roster_run_yields_a_draft FOREIGN KEY (roster_id, entity_id) REFERENCES scheduling.roster (id, entity_id),
    CONSTRAINT roster_run_yields_a_draft_or_says_why_not CHECK (num_nonnulls(roster_id, refusal) = 1),
    CONSTRAINT roster_run_yields_one_draft UNIQUE (roster_id),
    CONSTRAINT roster_run_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT roster_run_digest_is_sha256 CHECK (inputs_digest ~ '^[0-9a-f]{64}$'),
    CONSTRAINT roster_run_refusal_is_at_most_4000_characters CHECK (length(refusal) <= 4000),
    CONSTRAINT roster_run_bound_is_not_above_its_objective CHECK (bound <= objective * 1.000001 + 0.000001),
    CONSTRAINT roster_run_takes_no_negative_time CHECK (took_ms >= 0 AND work >= 0)
);
CREATE INDEX roster_run_by_season ON scheduling.roster_run (season_id, entity_id, id DESC);
CREATE INDEX roster_run_by_requirement ON scheduling.roster_run (requirement_id, entity_id);
CREATE INDEX roster_run_by_forecast ON scheduling.roster_run (forecast_id, entity_id);
CREATE INDEX roster_run_by_entity ON scheduling.roster_run (entity_id);

CREATE TABLE scheduling.roster_term (
    entity_id bigint NOT NULL,
    run_id    bigint NOT NULL,
    term      text   NOT NULL,
    amount    float8 NOT NULL,
    PRIMARY KEY (run_id, term),
    CONSTRAINT roster_term_is_of_a_run FOREIGN KEY (run_id, entity_id) REFERENCES scheduling.roster_run (id, entity_id),
    CONSTRAINT roster_term_is_named CHECK (term ~ '^[a-z ]{1,40}$'),
    CONSTRAINT roster_term_is_finite CHECK (amount > '-infinity' AND amount < 'infinity')
);
CREATE INDEX roster_term_by_entity ON scheduling.roster_term (entity_id);

-- Somebody the run has no shift for, and why: a person, or a seat of a coming class.
CREATE TABLE scheduling.roster_unplaced (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id bigint NOT NULL,
    run_id    bigint NOT NULL,
    person_id bigint,
    seat      text,
    words     text   NOT NULL,
    CONSTRAINT roster_unplaced_is_of_a_run FOREIGN KEY (run_id, entity_id) REFERENCES scheduling.roster_run (id, entity_id),
    CONSTRAINT roster_unplaced_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT roster_unplaced_is_a_person_or_a_seat CHECK (num_nonnulls(person_id, seat) = 1),
    CONSTRAINT roster_unplaced_seat_is_at_most_80_characters CHECK (length(seat) <= 80),
    CONSTRAINT roster_unplaced_says_why CHECK (words ~ '\S' AND length(words) <= 500)
);
CREATE INDEX roster_unplaced_by_run ON scheduling.roster_unplaced (run_id, entity_id);
CREATE INDEX roster_unplaced_by_person ON scheduling.roster_unplaced (person_id, entity_id);
CREATE INDEX roster_unplaced_by_entity ON scheduling.roster_unplaced (entity_id);

-- The cheapest thing that would fill a gap.
ALTER TABLE scheduling.roster_coverage
    ADD COLUMN fix text,
    ADD CONSTRAINT roster_coverage_fix_is_short CHECK (length(fix) <= 300);

-- Versions that came about between people, beside those a planner published.
ALTER TABLE timekeeping.publication
    DROP CONSTRAINT publication_kind_is_known,
    ADD CONSTRAINT publication_kind_is_known CHECK (kind IN ('publish', 'revert', 'rederive', 'offer', 'swap', 'move'));

-- Time off ---------------------------------------------------------------------------------------

-- How many people may be away at once on each of some days: in a company, at one of its sites or in a team.
CREATE TABLE timekeeping.time_off_limit (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    site_id      bigint,
    team_id      bigint,
    starts_on    date        NOT NULL,
    ends_on      date        NOT NULL,
    people       integer     NOT NULL,
    note         text        NOT NULL DEFAULT '',
    set_by       bigint      DEFAULT sec.me(),
    set_at       timestamptz NOT NULL DEFAULT now(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT time_off_limit_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT time_off_limit_site_is_of_the_entity FOREIGN KEY (site_id, entity_id) REFERENCES people.site (id, entity_id),
    CONSTRAINT time_off_limit_team_is_of_the_entity FOREIGN KEY (team_id, entity_id) REFERENCES people.team (id, entity_id),
    CONSTRAINT time_off_limit_is_of_a_site_or_a_team CHECK (site_id IS NULL OR team_id IS NULL),
    CONSTRAINT time_off_limit_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT time_off_limit_ends_on_or_after_its_start
        CHECK (isfinite(starts_on) AND isfinite(ends_on) AND ends_on >= starts_on AND ends_on - starts_on <= 366),
    CONSTRAINT time_off_limit_is_not_negative CHECK (people BETWEEN 0 AND 100000),
    CONSTRAINT time_off_limit_note_is_at_most_500_characters CHECK (length(note) <= 500)
);
CREATE INDEX time_off_limit_by_entity ON timekeeping.time_off_limit (entity_id, starts_on);
CREATE INDEX time_off_limit_by_site ON timekeeping.time_off_limit (site_id, entity_id);
CREATE INDEX time_off_limit_by_team ON timekeeping.time_off_limit (team_id, entity_id);

-- A limited day: how many places it has and how many are taken.
CREATE TABLE timekeeping.time_off_day (
    entity_id bigint  NOT NULL,
    limit_id  bigint  NOT NULL,
    day_on    date    NOT NULL,
    people    integer NOT NULL,
    taken     integer NOT NULL DEFAULT 0,
    PRIMARY KEY (limit_id, day_on),
    CONSTRAINT time_off_day_is_of_a_limit FOREIGN KEY (limit_id, entity_id) REFERENCES timekeeping.time_off_limit (id, entity_id),
    CONSTRAINT time_off_day_is_finite CHECK (isfinite(day_on)),
    CONSTRAINT time_off_day_is_never_overfull CHECK (taken BETWEEN 0 AND people)
);
CREATE INDEX time_off_day_by_entity ON timekeeping.time_off_day (entity_id);

-- What an absence asks of a limited day: it holds a place, or waits for one in the order of asking. It holds all of
-- its days or none, so that nobody sits on half a holiday while others wait for it.
CREATE TABLE timekeeping.time_off_place (
    entity_id  bigint      NOT NULL,
    absence_id bigint      NOT NULL,
    person_id  bigint      NOT NULL,
    limit_id   bigint      NOT NULL,
    day_on     date        NOT NULL,
    is_held    boolean     NOT NULL,
    held_at    timestamptz,
    PRIMARY KEY (absence_id, limit_id, day_on),
    CONSTRAINT time_off_place_is_of_an_absence FOREIGN KEY (absence_id) REFERENCES timekeeping.absence (id),
    CONSTRAINT time_off_place_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT time_off_place_is_on_a_limited_day FOREIGN KEY (limit_id, day_on) REFERENCES timekeeping.time_off_day (limit_id, day_on),
    CONSTRAINT time_off_place_is_held_since_an_instant CHECK (is_held = (held_at IS NOT NULL))
);
CREATE INDEX time_off_place_by_day ON timekeeping.time_off_place (limit_id, day_on, is_held, absence_id);
CREATE INDEX time_off_place_by_person ON timekeeping.time_off_place (person_id, entity_id);
CREATE INDEX time_off_place_by_entity ON timekeeping.time_off_place (entity_id);

-- Offers -----------------------------------------------------------------------------------------

-- Extra hours, or leave to go early: so many places, until an instant. Its wall clock is derived as a shift's.
CREATE TABLE scheduling.hours_offer (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id      bigint      NOT NULL,
    kind           text        NOT NULL,
    site_id        bigint      NOT NULL,
    team_id        bigint,
    queue          text,
    works_on       date        NOT NULL,
    starts_time    time        NOT NULL,
    ends_time      time        NOT NULL,
    start_fold     smallint,
    end_fold       smallint,
    zone           text        NOT NULL,
    starts_at      timestamptz NOT NULL,
    ends_at        timestamptz NOT NULL,
    minutes        integer     NOT NULL,
    places         integer     NOT NULL,
    taken          integer     NOT NULL DEFAULT 0,
    closes_at      timestamptz NOT NULL,
    note           text        NOT NULL DEFAULT '',
    publication_id bigint      NOT NULL,
    offered_by     bigint      NOT NULL DEFAULT sec.me(),
    offered_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    withdrawn_at   timestamptz,
    operation_id   bigint      DEFAULT op.current(),
    CONSTRAINT hours_offer_site_is_of_the_entity FOREIGN KEY (site_id, entity_id) REFERENCES people.site (id, entity_id),
    CONSTRAINT hours_offer_team_is_of_the_entity FOREIGN KEY (team_id, entity_id) REFERENCES people.team (id, entity_id),
    CONSTRAINT hours_offer_is_published_as_a_version
        FOREIGN KEY (publication_id, entity_id) REFERENCES timekeeping.publication (id, entity_id),
    CONSTRAINT hours_offer_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT hours_offer_kind_is_known CHECK (kind IN ('extra', 'release')),
    CONSTRAINT hours_offer_queue_is_at_most_60_characters CHECK (length(queue) <= 60),
    CONSTRAINT hours_offer_date_is_finite CHECK (isfinite(works_on)),
    CONSTRAINT hours_offer_zone_is_at_most_64_characters CHECK (length(zone) <= 64),
    CONSTRAINT hours_offer_folds_are_1_or_2 CHECK (start_fold IN (1, 2) AND end_fold IN (1, 2)),
    CONSTRAINT hours_offer_times_are_whole_minutes
        CHECK (extract(second FROM starts_time) = 0 AND extract(second FROM ends_time) = 0),
    CONSTRAINT hours_offer_lasts_at_most_12_hours CHECK (ends_at > starts_at AND minutes BETWEEN 1 AND 720),
    CONSTRAINT hours_offer_has_1_to_10000_places CHECK (places BETWEEN 1 AND 10000),
    CONSTRAINT hours_offer_takes_no_more_than_its_places CHECK (taken BETWEEN 0 AND places),
    CONSTRAINT hours_offer_closes_before_it_starts CHECK (isfinite(closes_at) AND closes_at <= starts_at),
    CONSTRAINT hours_offer_note_is_at_most_500_characters CHECK (length(note) <= 500)
);
CREATE INDEX hours_offer_by_site ON scheduling.hours_offer (site_id, entity_id);
CREATE INDEX hours_offer_by_team ON scheduling.hours_offer (team_id, entity_id);
CREATE INDEX hours_offer_by_entity_and_day ON scheduling.hours_offer (entity_id, works_on);
CREATE INDEX hours_offer_by_publication ON scheduling.hours_offer (publication_id, entity_id);

-- Every claim in the order in which it came to the offer: its place, or in one line why it has none.
CREATE TABLE scheduling.hours_claim (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    offer_id     bigint      NOT NULL,
    person_id    bigint      NOT NULL,
    place        integer,
    reason       text,
    shift_id     bigint,
    claimed_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT hours_claim_is_of_an_offer FOREIGN KEY (offer_id, entity_id) REFERENCES scheduling.hours_offer (id, entity_id),
    CONSTRAINT hours_claim_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT hours_claim_shift_exists FOREIGN KEY (shift_id) REFERENCES timekeeping.shift (id),
    CONSTRAINT hours_claim_place_is_given_once UNIQUE (offer_id, place),
    CONSTRAINT hours_claim_has_a_place_or_a_reason CHECK (num_nonnulls(place, reason) = 1),
    CONSTRAINT hours_claim_place_counts_from_one CHECK (place >= 1),
    CONSTRAINT hours_claim_reason_is_one_line CHECK (length(reason) <= 300 AND reason !~ '[\n\r]')
);
CREATE UNIQUE INDEX hours_claim_is_one_of_a_person ON scheduling.hours_claim (offer_id, person_id) WHERE place IS NOT NULL;
CREATE INDEX hours_claim_by_offer ON scheduling.hours_claim (offer_id, entity_id);
CREATE INDEX hours_claim_by_person ON scheduling.hours_claim (person_id, entity_id);
CREATE INDEX hours_claim_by_shift ON scheduling.hours_claim (shift_id);
CREATE INDEX hours_claim_by_entity ON scheduling.hours_claim (entity_id);

-- Swaps and covers -------------------------------------------------------------------------------

-- Which step may follow which, and whose it is.
CREATE TABLE scheduling.swap_move (
    was      text NOT NULL,
    goes     text NOT NULL,
    taken_by text NOT NULL,
    PRIMARY KEY (was, goes),
    CONSTRAINT swap_move_is_between_known_states CHECK (
        was IN ('asked', 'agreed') AND goes IN ('agreed', 'declined', 'approved', 'refused', 'withdrawn')),
    CONSTRAINT swap_move_is_taken_by_a_side CHECK (taken_by IN ('asker', 'partner', 'lead'))
);
INSERT INTO scheduling.swap_move (was, goes, taken_by)
VALUES ('asked',  'agreed',    'partner'),
       ('asked',  'declined',  'partner'),
       ('asked',  'withdrawn', 'asker'),
       ('agreed', 'withdrawn', 'asker'),
       ('agreed', 'approved',  'lead'),
       ('agreed', 'refused',   'lead');

-- I give you this shift of mine; for that one of yours, or as a favour.
CREATE TABLE scheduling.swap (
    id               bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id        bigint      NOT NULL,
    asker_id         bigint      NOT NULL DEFAULT sec.me(),
    shift_id         bigint      NOT NULL,
    partner_id       bigint      NOT NULL,
    partner_shift_id bigint,
    state            text        NOT NULL DEFAULT 'asked',
    note             text        NOT NULL DEFAULT '',
    publication_id   bigint,
    asked_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    operation_id     bigint      DEFAULT op.current(),
    CONSTRAINT swap_asker_is_of_the_entity FOREIGN KEY (asker_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT swap_partner_is_of_the_entity FOREIGN KEY (partner_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT swap_shift_exists FOREIGN KEY (shift_id) REFERENCES timekeeping.shift (id),
    CONSTRAINT swap_partner_shift_exists FOREIGN KEY (partner_shift_id) REFERENCES timekeeping.shift (id),
    CONSTRAINT swap_is_published_as_a_version
        FOREIGN KEY (publication_id, entity_id) REFERENCES timekeeping.publication (id, entity_id),
    CONSTRAINT swap_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT swap_is_between_two CHECK (asker_id <> partner_id AND shift_id <> partner_shift_id),
    CONSTRAINT swap_state_is_known CHECK (state IN ('asked', 'agreed', 'declined', 'approved', 'refused', 'withdrawn')),
    CONSTRAINT swap_is_published_when_approved CHECK ((state = 'approved') = (publication_id IS NOT NULL)),
    CONSTRAINT swap_note_is_at_most_500_characters CHECK (length(note) <= 500)
);
CREATE UNIQUE INDEX swap_offers_a_shift_once ON scheduling.swap (shift_id, partner_id) WHERE state IN ('asked', 'agreed');
CREATE INDEX swap_by_asker ON scheduling.swap (asker_id, entity_id);
CREATE INDEX swap_by_partner ON scheduling.swap (partner_id, entity_id);
CREATE INDEX swap_by_shift ON scheduling.swap (shift_id);
CREATE INDEX swap_by_partner_shift ON scheduling.swap (partner_shift_id);
CREATE INDEX swap_by_publication ON scheduling.swap (publication_id, entity_id);
CREATE INDEX swap_by_entity ON scheduling.swap (entity_id);

CREATE TABLE scheduling.swap_step (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    swap_id      bigint      NOT NULL,
    was          text        NOT NULL,
    goes         text        NOT NULL,
    reason       text        NOT NULL DEFAULT '',
    taken_by     bigint      NOT NULL DEFAULT sec.me(),
    taken_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT swap_step_is_of_a_swap FOREIGN KEY (swap_id, entity_id) REFERENCES scheduling.swap (id, entity_id),
    CONSTRAINT swap_step_is_one_that_may_follow FOREIGN KEY (was, goes) REFERENCES scheduling.swap_move (was, goes),
    CONSTRAINT swap_step_is_taken_once UNIQUE (swap_id, was),
    CONSTRAINT swap_step_reason_is_at_most_500_characters CHECK (length(reason) <= 500)
);
CREATE INDEX swap_step_by_swap ON scheduling.swap_step (swap_id, entity_id);
CREATE INDEX swap_step_by_move ON scheduling.swap_step (was, goes);
CREATE INDEX swap_step_by_entity ON scheduling.swap_step (entity_id);

-- Wishes -----------------------------------------------------------------------------------------

-- When somebody cannot, would rather not, or would like to work: each week on a weekday, or on one day.
CREATE TABLE scheduling.availability (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    person_id    bigint      NOT NULL,
    kind         text        NOT NULL,
    weekday      smallint,
    starts_on    date        NOT NULL,
    ends_on      date,
    starts_time  time        NOT NULL DEFAULT '00:00',
    ends_time    time        NOT NULL DEFAULT '24:00',
    weight       smallint    NOT NULL DEFAULT 1,
    told_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    withdrawn_at timestamptz,
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT availability_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT availability_kind_is_known CHECK (kind IN ('unavailable', 'undesired', 'desired')),
    CONSTRAINT availability_weekday_is_iso CHECK (weekday BETWEEN 1 AND 7),
    CONSTRAINT availability_ends_on_or_after_its_start CHECK (isfinite(starts_on) AND ends_on >= starts_on),
    CONSTRAINT availability_without_a_weekday_is_at_most_a_month
        CHECK (weekday IS NOT NULL OR (ends_on IS NOT NULL AND ends_on - starts_on <= 31)),
    CONSTRAINT availability_ends_later_than_it_starts CHECK (ends_time > starts_time),
    CONSTRAINT availability_weight_is_1_to_5 CHECK (weight BETWEEN 1 AND 5)
);
CREATE INDEX availability_by_person ON scheduling.availability (person_id, entity_id);
CREATE INDEX availability_by_entity ON scheduling.availability (entity_id, starts_on);

-- Until when wishes for a week are taken; a later word is a new row, and the newest counts.
CREATE TABLE scheduling.wish_deadline (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    week_on      date        NOT NULL,
    closes_at    timestamptz NOT NULL,
    set_by       bigint      DEFAULT sec.me(),
    set_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT wish_deadline_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT wish_deadline_is_of_a_monday CHECK (isfinite(week_on) AND extract(isodow FROM week_on) = 1),
    CONSTRAINT wish_deadline_is_finite CHECK (isfinite(closes_at))
);
CREATE INDEX wish_deadline_by_week ON scheduling.wish_deadline (entity_id, week_on, id DESC);

-- Bids -------------------------------------------------------------------------------------------

-- Lines of work for which people bid. Who comes first is told beforehand: the words of tie_break in their order, the
-- last of them a lottery whose seed is sealed by its digest when the round is opened and shown when it is awarded.
CREATE TABLE scheduling.bid_round (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    team_id      bigint      NOT NULL,
    name         text        NOT NULL,
    starts_on    date        NOT NULL,
    ends_on      date        NOT NULL,
    opens_at     timestamptz NOT NULL,
    closes_at    timestamptz NOT NULL,
    tie_break    text[]      NOT NULL,
    seed_digest  text        NOT NULL,
    seed         text,
    awarded_at   timestamptz,
    announced_by bigint      NOT NULL DEFAULT sec.me(),
    announced_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT bid_round_team_is_of_the_entity FOREIGN KEY (team_id, entity_id) REFERENCES people.team (id, entity_id),
    CONSTRAINT bid_round_keeps_its_entity UNIQUE (id, entity_id),
    CONSTRAINT bid_round_name_is_1_to_80_characters CHECK (name ~ '\S' AND length(name) <= 80),
    CONSTRAINT bid_round_ends_after_it_starts CHECK (isfinite(starts_on) AND ends_on > starts_on AND ends_on - starts_on <= 200),
    CONSTRAINT bid_round_closes_after_it_opens CHECK (isfinite(opens_at) AND isfinite(closes_at) AND closes_at > opens_at),
    CONSTRAINT bid_round_tie_break_ends_in_the_lottery
        CHECK (tie_break <@ ARRAY['fairness', 'tenure', 'lottery'] AND tie_break[cardinality(tie_break)] = 'lottery'),
    CONSTRAINT bid_round_seed_digest_is_sha256 CHECK (seed_digest ~ '^[0-9a-f]{64}$'),
    CONSTRAINT bid_round_seed_is_the_sealed_one CHECK (encode(sha256(convert_to(seed, 'UTF8')), 'hex') = seed_digest),
    CONSTRAINT bid_round_shows_its_seed_when_awarded CHECK ((seed IS NULL) = (awarded_at IS NULL))
);
COMMENT ON COLUMN scheduling.bid_round.seed IS 'what the lottery was drawn with; names nobody';
CREATE INDEX bid_round_by_team ON scheduling.bid_round (team_id, entity_id);
CREATE INDEX bid_round_by_entity ON scheduling.bid_round (entity_id);

-- The seed until then: nobody reads it.
CREATE TABLE scheduling.bid_seed (
    round_id  bigint PRIMARY KEY,
    entity_id bigint NOT NULL,
    seed      text   NOT NULL,
    CONSTRAINT bid_seed_is_of_a_round FOREIGN KEY (round_id, entity_id) REFERENCES scheduling.bid_round (id, entity_id),
    CONSTRAINT bid_seed_is_64_hexadecimal_digits CHECK (seed ~ '^[0-9a-f]{64}$')
);
CREATE INDEX bid_seed_by_entity ON scheduling.bid_seed (entity_id);

CREATE TABLE scheduling.bid_line (
    entity_id bigint  NOT NULL,
    round_id  bigint  NOT NULL,
    line      integer NOT NULL,
    seats     integer NOT NULL,
    words     text    NOT NULL,
    PRIMARY KEY (round_id, line),
    CONSTRAINT bid_line_is_of_a_round FOREIGN KEY (round_id, entity_id) REFERENCES scheduling.bid_round (id, entity_id),
    CONSTRAINT bid_line_has_seats CHECK (line >= 1 AND seats BETWEEN 1 AND 10000),
    CONSTRAINT bid_line_words_are_1_to_200_characters CHECK (words ~ '\S' AND length(words) <= 200)
);
CREATE INDEX bid_line_by_entity ON scheduling.bid_line (entity_id);

-- What somebody would take, best first.
CREATE TABLE scheduling.bid (
    entity_id    bigint      NOT NULL,
    round_id     bigint      NOT NULL,
    person_id    bigint      NOT NULL,
    choice       integer     NOT NULL,
    line         integer     NOT NULL,
    placed_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    operation_id bigint      DEFAULT op.current(),
    PRIMARY KEY (round_id, person_id, choice),
    CONSTRAINT bid_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT bid_is_for_a_line FOREIGN KEY (round_id, line) REFERENCES scheduling.bid_line (round_id, line),
    CONSTRAINT bid_names_a_line_once UNIQUE (round_id, person_id, line),
    CONSTRAINT bid_choice_counts_from_one CHECK (choice BETWEEN 1 AND 100)
);
CREATE INDEX bid_by_person ON scheduling.bid (person_id, entity_id);
CREATE INDEX bid_by_line ON scheduling.bid (round_id, line);
CREATE INDEX bid_by_entity ON scheduling.bid (entity_id);

-- How it went: everybody's turn, what decided it in words, and the line they got.
CREATE TABLE scheduling.bid_award (
    entity_id   bigint  NOT NULL,
    round_id    bigint  NOT NULL,
    person_id   bigint  NOT NULL,
    turn        integer NOT NULL,
    weekends    integer NOT NULL,
    employed_on date    NOT NULL,
    lot         text    NOT NULL,
    line        integer,
    choice      integer,
    words       text    NOT NULL,
    PRIMARY KEY (round_id, person_id),
    CONSTRAINT bid_award_is_of_a_round FOREIGN KEY (round_id, entity_id) REFERENCES scheduling.bid_round (id, entity_id),
    CONSTRAINT bid_award_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT bid_award_is_of_a_line FOREIGN KEY (round_id, line) REFERENCES scheduling.bid_line (round_id, line),
    CONSTRAINT bid_award_turn_is_ones_own UNIQUE (round_id, turn),
    CONSTRAINT bid_award_lot_is_sha256 CHECK (lot ~ '^[0-9a-f]{64}$'),
    CONSTRAINT bid_award_words_are_1_to_300_characters CHECK (words ~ '\S' AND length(words) <= 300)
);
CREATE INDEX bid_award_by_person ON scheduling.bid_award (person_id, entity_id);
CREATE INDEX bid_award_by_line ON scheduling.bid_award (round_id, line);
CREATE INDEX bid_award_by_entity ON scheduling.bid_award (entity_id);

-- The day ----------------------------------------------------------------------------------------

-- What a state of the telephone or the desk counts as. Where two systems disagree, the lower priority number is
-- believed: printed here, so that nobody on a break is called online because another window says so.
CREATE TABLE timekeeping.state_meaning (
    entity_id bigint   NOT NULL,
    state     text     NOT NULL,
    counts_as text     NOT NULL,
    priority  smallint NOT NULL DEFAULT 50,
    PRIMARY KEY (entity_id, state),
    CONSTRAINT state_meaning_entity_exists FOREIGN KEY (entity_id) REFERENCES people.legal_entity (id),
    CONSTRAINT state_meaning_state_is_1_to_60_characters CHECK (state ~ '\S' AND length(state) <= 60),
    CONSTRAINT state_meaning_is_known CHECK (counts_as IN ('contact', 'break', 'training', 'meeting', 'off')),
    CONSTRAINT state_meaning_priority_is_1_to_99 CHECK (priority BETWEEN 1 AND 99)
);

-- What somebody was seen to do, as a feed told it. Intervals hold their start, not their end.
CREATE TABLE timekeeping.state_spell (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    person_id    bigint      NOT NULL,
    source       text        NOT NULL,
    state        text        NOT NULL,
    starts_at    timestamptz NOT NULL,
    ends_at      timestamptz NOT NULL,
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT state_spell_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT state_spell_means_something FOREIGN KEY (entity_id, state) REFERENCES timekeeping.state_meaning (entity_id, state),
    CONSTRAINT state_spell_source_is_1_to_60_characters CHECK (source ~ '\S' AND length(source) <= 60),
    CONSTRAINT state_spell_ends_after_it_starts
        CHECK (isfinite(starts_at) AND isfinite(ends_at) AND ends_at > starts_at AND ends_at - starts_at <= interval '24 hours'),
    CONSTRAINT state_spell_is_told_once UNIQUE (person_id, source, starts_at)
);
CREATE INDEX state_spell_by_entity ON timekeeping.state_spell (entity_id, starts_at);
CREATE INDEX state_spell_by_meaning ON timekeeping.state_spell (entity_id, state);

-- An agent explains minutes that do not match; a lead accepts that, or not, once. Accepted ones do not count against them.
CREATE TABLE timekeeping.explanation (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id    bigint      NOT NULL,
    person_id    bigint      NOT NULL,
    starts_at    timestamptz NOT NULL,
    ends_at      timestamptz NOT NULL,
    words        text        NOT NULL,
    told_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    decision     text,
    decided_by   bigint,
    decided_at   timestamptz,
    operation_id bigint      DEFAULT op.current(),
    CONSTRAINT explanation_person_is_of_the_entity FOREIGN KEY (person_id, entity_id) REFERENCES people.person (id, entity_id),
    CONSTRAINT explanation_ends_after_it_starts
        CHECK (isfinite(starts_at) AND isfinite(ends_at) AND ends_at > starts_at AND ends_at - starts_at <= interval '24 hours'),
    CONSTRAINT explanation_words_are_1_to_500_characters CHECK (words ~ '\S' AND length(words) <= 500),
    CONSTRAINT explanation_decision_is_known CHECK (decision IN ('accepted', 'declined')),
    CONSTRAINT explanation_decision_says_who_and_when
        CHECK ((decision IS NULL) = (decided_by IS NULL) AND (decision IS NULL) = (decided_at IS NULL)),
    CONSTRAINT explanation_is_decided_by_someone_else CHECK (decided_by <> person_id)
);
COMMENT ON COLUMN timekeeping.explanation.words IS 'pii: why somebody was elsewhere';
CREATE INDEX explanation_by_person ON timekeeping.explanation (person_id, entity_id, starts_at);
CREATE INDEX explanation_by_entity ON timekeeping.explanation (entity_id);

SELECT sec.guard(name::regclass)
  FROM unnest(ARRAY['scheduling.measure', 'scheduling.parameter', 'scheduling.standing', 'scheduling.roster_run',
                    'scheduling.roster_term', 'scheduling.roster_unplaced', 'scheduling.hours_offer', 'scheduling.hours_claim',
                    'scheduling.swap_move', 'scheduling.swap', 'scheduling.swap_step', 'scheduling.availability',
                    'scheduling.wish_deadline', 'scheduling.bid_round', 'scheduling.bid_seed', 'scheduling.bid_line',
                    'scheduling.bid', 'scheduling.bid_award', 'timekeeping.time_off_limit', 'timekeeping.time_off_day',
                    'timekeeping.time_off_place', 'timekeeping.state_meaning', 'timekeeping.state_spell',
                    'timekeeping.explanation']) AS name;
SELECT audit.watch('scheduling.parameter'),
       audit.watch('scheduling.standing'),
       audit.watch('scheduling.hours_offer'),
       audit.watch('scheduling.swap'),
       audit.watch('scheduling.bid_round'),
       audit.watch('scheduling.bid_award'),
       audit.watch('timekeeping.time_off_limit'),
       audit.watch('timekeeping.explanation');
