-- The young have days off together and longer breaks: three more numbers, from the words of the laws.
INSERT INTO scheduling.measure (name, sense, unit, is_clock, words)
VALUES ('young weekly rest', 'least', 'minutes', true,  '{found} of rest in one stretch that week, {amount} are owed under eighteen'),
       ('young days a week', 'most',  'days',    false, '{found} days of work in the week, at most {amount} under eighteen'),
       ('young break',       'least', 'minutes', true,  '{found} of break in the shift, {amount} are owed under eighteen');

-- The directive and Ireland give two days, together as far as that can be done, and 36 hours in one stretch at the least;
-- Germany gives two days; Great Britain 48 hours.
INSERT INTO scheduling.parameter (rule_code, measure, amount, beyond, citation)
VALUES ('eu.young-workers', 'young days a week', 5,    0,   'Dir. 94/33/EC art. 10 (2)'),
       ('eu.young-workers', 'young weekly rest', 2160, 0,   'Dir. 94/33/EC art. 10 (2)'),
       ('eu.young-workers', 'young break',       30,   270, 'Dir. 94/33/EC art. 12'),
       ('gb.young-workers', 'young weekly rest', 2880, 0,   'WTR 1998 reg. 11(3)'),
       ('gb.young-workers', 'young break',       30,   270, 'WTR 1998 reg. 12(4)'),
       ('ie.young-workers', 'young days a week', 5,    0,   'PYPA 1996 s. 6 (1) (d)'),
       ('ie.young-workers', 'young break',       30,   270, 'PYPA 1996 s. 6 (1) (e)'),
       ('de.young-workers', 'young days a week', 5,    0,   'JArbSchG § 15'),
       ('de.young-workers', 'young break',       30,   270, 'JArbSchG § 11 (1)'),
       ('de.young-workers', 'young break',       60,   360, 'JArbSchG § 11 (1)');

-- Read since: the German Act's and the Irish Act's own words, articles 8 to 10 of the directive, and what the British
-- government tells young workers. Article 12 of the directive is known by the Acts that carry it out.
UPDATE law.rule SET evidence = told.evidence, words = told.words, citation = told.citation, checked_on = '2026-11-24'
  FROM (VALUES
       ('eu.young-workers', 'partly recalled',
        'Adolescents: eight hours a day, 40 a week, twelve hours of rest, two days off in seven, together if possible and never less than 36 hours; 30 minutes of break above four and a half hours; no work between 22:00 and 6:00 or between 23:00 and 7:00.',
        'Dir. 94/33/EC arts 8-10, 12'),
       ('gb.young-workers', 'read',
        'Young workers: eight hours a day, 40 a week, twelve hours of rest, 48 hours off in seven days, 30 minutes of break above four and a half hours, no work between 22:00 and 6:00.',
        'Working Time Regulations 1998 regs 5A, 6A, 10(2), 11(3), 12(4)'),
       ('ie.young-workers', 'read',
        'Young persons: eight hours a day, 40 a week, twelve hours of rest, two days off in seven, 30 minutes of break above four and a half hours, no work between 22:00 and 6:00.',
        'Protection of Young Persons (Employment) Act 1996 s. 6 (1)'),
       ('de.young-workers', 'read',
        'Under eighteen: eight hours a day, 40 a week on five days, twelve hours of rest, work between 6:00 and 20:00, 30 minutes of break above four and a half hours and 60 above six. Saturdays, Sundays and holidays are for listed trades only: nobody checks that here.',
        'JArbSchG §§ 8, 11, 13-18'))
       AS told (code, evidence, words, citation)
 WHERE rule.code = told.code;

-- Emeryville lets nobody be made to come back within eleven hours. Its premiums and Evanston's stand in lawyers' notes:
-- the marks stay as they are.
INSERT INTO scheduling.parameter (rule_code, measure, amount, beyond, citation)
VALUES ('us-ca.emeryville-notice', 'rest', 660, 0, 'Emeryville Mun. Code 5-39.06');
UPDATE law.rule SET words = 'Retail: roster 14 days ahead, eleven hours between shifts; an hour''s pay for a change; four hours'' pay, or that of a shorter shift, for hours lost less than a day ahead.'
 WHERE rule.code = 'us-ca.emeryville-notice';
