-- Adjustments and scenarios: the planner writes them, whoever carries the plan out reads them; nobody changes one.

SET LOCAL ROLE muster_owner;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['adjustment', 'adjustment_end', 'scenario']
    LOOP
        PERFORM sec.guard(format('scheduling.%I', name)::regclass);
        EXECUTE format('GRANT SELECT, INSERT ON scheduling.%I TO muster_planner', name);
        EXECUTE format('DROP POLICY IF EXISTS planner_plans_own_entity ON scheduling.%I', name);
        EXECUTE format('CREATE POLICY planner_plans_own_entity ON scheduling.%I TO muster_planner '
            'USING (entity_id = ANY ((SELECT sec.my_entities())::bigint[])) '
            'WITH CHECK (entity_id = ANY ((SELECT sec.my_entities())::bigint[]) AND person_id = (SELECT sec.me()))', name);
        EXECUTE format('GRANT SELECT ON scheduling.%I TO muster_manager, muster_hr, muster_recruiter, muster_trainer', name);
        EXECUTE format('DROP POLICY IF EXISTS plan_is_read_in_its_entity ON scheduling.%I', name);
        EXECUTE format('CREATE POLICY plan_is_read_in_its_entity ON scheduling.%I FOR SELECT '
            'TO muster_manager, muster_hr, muster_recruiter, muster_trainer '
            'USING (entity_id = ANY ((SELECT people.entities_around_me())::bigint[]))', name);
    END LOOP;
END
$$;
