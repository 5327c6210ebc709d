-- as-login
-- The login of a later service's pool, and how many exports of scorecards a person may make in an hour.
--
-- Runs as the login that migrates because it makes a role. muster_web may do nothing itself and inherits nothing: it
-- becomes a person for one transaction (SET LOCAL ROLE) and meets that person's walls. It has no password, so only a
-- server's own way in (a certificate, peer) lets it connect; the private cluster's list of who may be whom leaves it out.

DO $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('muster.roles'));
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'muster_web') THEN
        CREATE ROLE muster_web LOGIN NOINHERIT;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;
END
$$;

SET LOCAL ROLE muster_owner;

-- One row for the whole house: a person's hour is one, however many companies they export from.
CREATE TABLE scorecards.export_limit (
    is_only    boolean     PRIMARY KEY DEFAULT true,
    per_hour   integer     NOT NULL DEFAULT 20,
    decided_by bigint      DEFAULT sec.me(),
    decided_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT export_limit_is_one_row CHECK (is_only),
    CONSTRAINT export_limit_is_1_to_1000_an_hour CHECK (per_hour BETWEEN 1 AND 1000)
);
SELECT sec.guard('scorecards.export_limit');
SELECT audit.watch('scorecards.export_limit');
INSERT INTO scorecards.export_limit DEFAULT VALUES;

CREATE INDEX export_by_person ON scorecards.export (exported_by, exported_at);

RESET ROLE;
