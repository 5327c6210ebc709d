-- Scheduling: who may read and write plans. Versions are written once; nobody may change or remove one.

SET LOCAL ROLE muster_owner;

GRANT USAGE ON SCHEMA scheduling TO
    muster_planner, muster_publisher, muster_manager, muster_hr, muster_recruiter, muster_trainer;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'season', 'event', 'assumption', 'forecast', 'forecast_day', 'forecast_profile', 'requirement', 'requirement_slot',
        'hiring_plan', 'hiring_week', 'hiring_class', 'roster', 'roster_activity', 'roster_coverage',
        'roster_publication']
    LOOP
        PERFORM sec.guard(format('scheduling.%I', name)::regclass);
        EXECUTE format('GRANT SELECT, INSERT ON scheduling.%I TO muster_planner', name);
        EXECUTE format('DROP POLICY IF EXISTS planner_plans_own_entity ON scheduling.%I', name);
        EXECUTE format('CREATE POLICY planner_plans_own_entity ON scheduling.%I TO muster_planner '
            'USING (entity_id = ANY ((SELECT sec.my_entities())::bigint[])) WITH CHECK (entity_id = ANY ((SELECT sec.my_entities())::bigint[]))', name);
    END LOOP;
    -- The plan is no secret among those who carry it out; drafts of who works when are the planner's alone.
    FOREACH name IN ARRAY ARRAY[
        'season', 'event', 'assumption', 'forecast', 'forecast_day', 'forecast_profile', 'requirement', 'requirement_slot',
        'hiring_plan', 'hiring_week', 'hiring_class']
    LOOP
        EXECUTE format('GRANT SELECT ON scheduling.%I TO muster_manager, muster_hr, muster_recruiter, muster_trainer', name);
        EXECUTE format('DROP POLICY IF EXISTS plan_is_read_in_its_entity ON scheduling.%I', name);
        EXECUTE format('CREATE POLICY plan_is_read_in_its_entity ON scheduling.%I FOR SELECT '
            'TO muster_manager, muster_hr, muster_recruiter, muster_trainer '
            'USING (entity_id = ANY ((SELECT people.entities_around_me())::bigint[]))', name);
    END LOOP;
    -- Publishing is a right of its own.
    FOREACH name IN ARRAY ARRAY['season', 'requirement', 'roster', 'roster_activity', 'roster_coverage', 'roster_publication']
    LOOP
        EXECUTE format('GRANT SELECT ON scheduling.%I TO muster_publisher', name);
        EXECUTE format('DROP POLICY IF EXISTS publisher_reads_drafts ON scheduling.%I', name);
        EXECUTE format('CREATE POLICY publisher_reads_drafts ON scheduling.%I FOR SELECT TO muster_publisher '
            'USING (entity_id = ANY ((SELECT sec.my_entities())::bigint[]))', name);
    END LOOP;
END
$$;

REVOKE INSERT ON scheduling.roster_publication FROM muster_planner;
GRANT INSERT ON scheduling.roster_publication TO muster_publisher;
DROP POLICY IF EXISTS publisher_publishes ON scheduling.roster_publication;
CREATE POLICY publisher_publishes ON scheduling.roster_publication FOR INSERT TO muster_publisher
    WITH CHECK (entity_id = ANY ((SELECT sec.my_entities())::bigint[]));
