-- Onboarding: policies for whoever holds a role; and what boards and the completion report look up, found without reading all there is.

-- Whom a policy concerns may be everybody who holds a role as well.
ALTER TABLE onboarding.policy_audience ADD COLUMN role text;
ALTER TABLE onboarding.policy_audience DROP CONSTRAINT policy_audience_is_a_team_or_a_skill;
ALTER TABLE onboarding.policy_audience
    ADD CONSTRAINT policy_audience_is_a_team_a_skill_or_a_role CHECK (num_nonnulls(team_id, skill_id, role) = 1),
    ADD CONSTRAINT policy_audience_role_is_one_a_person_can_hold CHECK (
        role IN ('admin', 'agent', 'auditor', 'eeo', 'export', 'hr', 'manager', 'planner', 'privacy', 'publisher',
                 'recruiter', 'trainer')
    );

-- A latch's weight is read from the index alone: a report adds up those of everybody who is learning.
ALTER TABLE onboarding.satisfied DROP CONSTRAINT satisfied_pkey;
ALTER TABLE onboarding.satisfied
    ADD CONSTRAINT satisfied_pkey PRIMARY KEY (assignment_id, item_id) INCLUDE (weight, until_on, entity_id, person_id);

-- Hardly any result is voided; whoever asks which ones are reads those few.
CREATE INDEX item_result_by_voided ON onboarding.item_result (voids_id) WHERE voids_id IS NOT NULL;
