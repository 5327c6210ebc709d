-- A draft knows what was published for its week when it was drawn, so that what people agreed on since is not undone unseen.
ALTER TABLE scheduling.roster ADD COLUMN based_on integer;
COMMENT ON COLUMN scheduling.roster.based_on IS
    'The newest version published for the week when its inputs were read, 0 for none; NULL where that was not noted.';

-- The Irish Act's words were read: section 6 (1) (a) to (c) has these numbers.
UPDATE law.rule SET evidence = 'read', citation = 'Protection of Young Persons (Employment) Act 1996 s. 6 (1) (a) to (c)',
       checked_on = '2026-11-23'
 WHERE rule.code = 'ie.young-workers';
