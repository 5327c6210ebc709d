-- as-login
-- Reports: a role for those who only read numbers, such as the company's reporting tool, and their schema.
--
-- Runs as the login that migrates because it makes a role. What the schema shows is counts without names: days of
-- contacts and orders, headcount, hours and seats. Counts of fewer than five people are left out, not rounded.

DO $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('muster.roles'));
    BEGIN
        CREATE ROLE muster_ro NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;
    END;
    IF NOT EXISTS (SELECT FROM pg_auth_members WHERE roleid = 'muster_person'::regrole AND member = 'muster_ro'::regrole) THEN
        GRANT muster_person TO muster_ro;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_auth_members WHERE roleid = 'muster_ro'::regrole AND member = 'muster_keys'::regrole) THEN
        GRANT muster_ro TO muster_keys WITH ADMIN OPTION;
    END IF;
END
$$;

SET LOCAL ROLE muster_sec;
ALTER TABLE sec.role_grant DROP CONSTRAINT role_is_one_a_person_can_hold;
ALTER TABLE sec.role_grant ADD CONSTRAINT role_is_one_a_person_can_hold CHECK (
    role IN ('admin', 'agent', 'auditor', 'eeo', 'export', 'hr', 'manager', 'planner', 'privacy', 'publisher',
             'recruiter', 'ro', 'trainer')
);

SET LOCAL ROLE muster_owner;
CREATE SCHEMA report;
GRANT USAGE ON SCHEMA report TO muster_ro, muster_sec;

RESET ROLE;
