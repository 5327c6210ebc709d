-- What the law asks for people under eighteen, as numbers beside the others: less work, by day, with longer rests.
INSERT INTO scheduling.measure (name, sense, unit, is_clock, words)
VALUES ('young day hours',  'most',  'minutes', true, '{found} of paid work on one day, at most {amount} under eighteen'),
       ('young week hours', 'most',  'minutes', true, '{found} of paid work in the week, at most {amount} under eighteen'),
       ('young rest',       'least', 'minutes', true, '{found} of rest between two shifts, {amount} are owed under eighteen'),
       ('young earliest',   'least', 'minutes', true, 'begins {found} after midnight, under eighteen not before {amount}'),
       ('young latest',     'most',  'minutes', true, 'ends {found} after midnight, under eighteen not after {amount}');

INSERT INTO law.rule
    (code, jurisdiction, locality, topic, amount, unit, coverage, starts_on, ends_on, evidence, words, citation, checked_on)
VALUES ('eu.young-workers', 'EU', NULL, 'hours', 40, 'hours a week', '{}', '1996-06-22', NULL, 'partly recalled',
        'Adolescents: eight hours a day, 40 a week, twelve hours of rest, no work between 22:00 and 6:00 or between 23:00 and 7:00.',
        'Dir. 94/33/EC arts 8-10', '2026-11-23'),
       ('gb.young-workers', 'GB', NULL, 'hours', 40, 'hours a week', '{}', '2003-04-06', NULL, 'partly recalled',
        'Young workers: eight hours a day, 40 a week, twelve hours of rest, no work between 22:00 and 6:00.',
        'Working Time Regulations 1998 regs 5A, 6A, 10(2)', '2026-11-23'),
       ('ie.young-workers', 'IE', NULL, 'hours', 40, 'hours a week', '{}', '1997-01-02', NULL, 'partly recalled',
        'Young persons: eight hours a day, 40 a week, twelve hours of rest, no work between 22:00 and 6:00.',
        'Protection of Young Persons (Employment) Act 1996 s. 6', '2026-11-23'),
       ('de.young-workers', 'DE', NULL, 'hours', 40, 'hours a week', '{}', '1976-05-01', NULL, 'partly recalled',
        'Under eighteen: eight hours a day, 40 a week, twelve hours of rest, work between 6:00 and 20:00.',
        'JArbSchG §§ 8, 13, 14', '2026-11-23');

INSERT INTO scheduling.parameter (rule_code, measure, amount, beyond, citation)
SELECT law.code, young.measure, CASE WHEN law.code LIKE 'de.%' AND young.measure = 'young latest' THEN 1200 ELSE young.amount END, 0,
       young.citation[law.place]
  FROM (VALUES ('eu.young-workers', 1), ('gb.young-workers', 2), ('ie.young-workers', 3), ('de.young-workers', 4)) AS law (code, place)
 CROSS JOIN (VALUES
       ('young day hours', 480, ARRAY['Dir. 94/33/EC art. 8', 'WTR 1998 reg. 5A', 'PYPA 1996 s. 6', 'JArbSchG § 8']),
       ('young week hours', 2400, ARRAY['Dir. 94/33/EC art. 8', 'WTR 1998 reg. 5A', 'PYPA 1996 s. 6', 'JArbSchG § 8']),
       ('young rest', 720, ARRAY['Dir. 94/33/EC art. 10', 'WTR 1998 reg. 10(2)', 'PYPA 1996 s. 6', 'JArbSchG § 13']),
       ('young earliest', 360, ARRAY['Dir. 94/33/EC art. 9', 'WTR 1998 reg. 6A', 'PYPA 1996 s. 6', 'JArbSchG § 14']),
       ('young latest', 1320, ARRAY['Dir. 94/33/EC art. 9', 'WTR 1998 reg. 6A', 'PYPA 1996 s. 6', 'JArbSchG § 14']))
       AS young (measure, amount, citation);
