-- What a change costs that comes less than a day ahead, and where the laws behind it were read.
--
-- A week's notice and an hour's notice are not the same to the law: San Francisco pays by the length of the shift,
-- Emeryville and Evanston by what is left of it.

-- beyond: of the late premium, the length of the shift above which it is owed.
INSERT INTO scheduling.measure (name, sense, unit, is_clock, words)
VALUES ('late premium',      'fact', 'minutes', true, 'pay of {amount} for a shift changed less than a day ahead'),
       ('late lost premium', 'fact', 'minutes', true, 'pay of {amount}, or of a shorter shift, for hours lost less than a day ahead');

INSERT INTO scheduling.parameter (rule_code, measure, amount, beyond, citation)
VALUES ('us-ca.san-francisco-notice', 'late premium',      120, 0,   'SF Labor and Employment Code 42.4'),
       ('us-ca.san-francisco-notice', 'late premium',      240, 240, 'SF Labor and Employment Code 42.4'),
       ('us-ca.emeryville-notice',    'late lost premium', 240, 0,   'Emeryville Mun. Code 5-39.04'),
       ('us-il.evanston-notice',      'late lost premium', 240, 0,   'Evanston City Code 3-34-5');

-- California's day of rest belongs to the workweek and is not owed to whoever never works more than six hours that
-- week: the Supreme Court's answer of 8 May 2017. Evanston's city tells whom its ordinance is for.
UPDATE law.rule SET evidence = told.evidence, checked_on = '2026-11-23', words = told.words, citation = told.citation,
       coverage = coalesce(told.coverage::jsonb, rule.coverage)
  FROM (VALUES ('us-ca.day-of-rest', 'read', NULL,
                'One day of rest in every workweek of seven days; not owed where no day of that week is longer than six hours.',
                'Lab. Code 551, 552, 556; Mendoza v. Nordstrom (2017), S224611'),
               ('us-ca.san-francisco-notice', 'read', NULL,
                'Formula retail: roster 14 days ahead; an hour''s pay for a change with less than a week of notice, below a day two hours'' pay, four where the shift is longer than four hours.',
                'SF Labor and Employment Code 42.4'),
               ('us-ca.emeryville-notice', 'partly recalled', NULL,
                'Retail: roster 14 days ahead; an hour''s pay for a change; four hours'' pay, or that of a shorter shift, for hours lost less than a day ahead.',
                'Emeryville Mun. Code 5-39.04'),
               ('us-il.evanston-notice', 'partly recalled',
                '{"employees": 100, "where": "worldwide", "naics": ["31", "32", "33", "44", "45", "493", "5617", "721"]}',
                'Roster 14 days ahead, eleven hours between shifts; an hour''s pay for a change; four hours'' pay, or that of a shorter shift, for hours lost less than a day ahead.',
                'Evanston City Code 3-34 (24-O-23)'))
       AS told (code, evidence, coverage, words, citation)
 WHERE rule.code = told.code;
