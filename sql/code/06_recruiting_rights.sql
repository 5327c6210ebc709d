-- Recruiting: who may see and write what. The list is the whole truth; psql obeys it too.
--
-- Recruiters and HR work on whole companies. A hiring manager sees the requisitions they hire for,
-- an interviewer their interviews and whom they meet there, a trainer who accepted into their classes,
-- a planner seats and dates and counts, but no candidate. An agent sees the candidates they referred.

SELECT people.close_doors('recruiting');

-- What is no secret inside a company, and names nobody.
SELECT people.permit('person', 'SELECT', 'recruiting.move', '(SELECT sec.me()) IS NOT NULL');
SELECT people.permit('recruiter hr planner publisher manager trainer', 'SELECT', 'recruiting.' || shared,
                     'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])')
  FROM unnest(ARRAY['pipeline', 'stage', 'stage_move', 'source', 'campaign', 'reason']) AS shared;
SELECT people.permit('person', 'SELECT', 'recruiting.kit', 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])'),
       people.permit('person', 'SELECT', 'recruiting.kit_question', 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])');

-- Recruiters and HR keep the lists.
SELECT people.permit('recruiter hr', verbs, 'recruiting.' || kept, 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])')
  FROM (VALUES ('source',       'INSERT (entity_id, name, kind), UPDATE (name, kind, operation_id)'),
               ('campaign',     'INSERT (entity_id, source_id, name, starts_on, ends_on), UPDATE (name, ends_on, operation_id)'),
               ('source_cost',  'SELECT, INSERT, UPDATE (external_minor, internal_minor, operation_id), DELETE'),
               ('reason',       'INSERT (entity_id, kind, name), UPDATE (retired_at, operation_id)'),
               ('kit',          'INSERT (entity_id, name, version, purpose, minutes, batch_id)'),
               ('kit_question', 'INSERT (entity_id, kit_id, ordinal, competency, question, anchors, weight)')
       ) AS list (kept, verbs);

-- Requisitions and seats. A planner reads them: they are need, not people.
SELECT people.permit('recruiter hr', 'SELECT, INSERT (entity_id, code, title, family, season, site_id, skill_id, language, kind, weekly_minutes, pipeline_id, manager_id, recruiter_id, why, currency, pay_unit, band_low_minor, band_high_minor, posted_low_minor, posted_high_minor, is_evergreen, hours_offered_on, needed_on), UPDATE (title, family, season, language, manager_id, recruiter_id, why, posted_low_minor, posted_high_minor, hours_offered_on, needed_on, state, state_note, operation_id)',
                     'recruiting.requisition', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('planner publisher', 'SELECT (id, entity_id, code, title, family, season, site_id, skill_id, language, kind, weekly_minutes, pipeline_id, is_evergreen, needed_on, state, state_at, approved_at, opened_at, ended_at, created_at)',
                     'recruiting.requisition', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('trainer', 'SELECT (id, entity_id, code, title, season, site_id, kind, weekly_minutes, state)', 'recruiting.requisition', 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])');
SELECT people.permit('manager', 'SELECT, UPDATE (state, state_note, operation_id), INSERT (entity_id, code, title, family, season, site_id, skill_id, language, kind, weekly_minutes, pipeline_id, manager_id, why, currency, pay_unit, band_low_minor, band_high_minor, posted_low_minor, posted_high_minor, is_evergreen, hours_offered_on, needed_on)',
                     'recruiting.requisition', 'manager_id = (SELECT sec.me())');
SELECT people.permit('recruiter hr', 'SELECT, INSERT (entity_id, requisition_id, number, class_id, starts_on, weekly_minutes, backfill_of), UPDATE (class_id, starts_on, state, state_note, operation_id)',
                     'recruiting.opening', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('planner publisher', 'SELECT (id, entity_id, requisition_id, number, class_id, starts_on, weekly_minutes, state, state_at, approved_at, closed_at)',
                     'recruiting.opening', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('manager', 'SELECT, INSERT (entity_id, requisition_id, number, class_id, starts_on, weekly_minutes, backfill_of)',
                     'recruiting.opening', 'requisition_id = ANY ((SELECT recruiting.my_requisitions())::bigint[])');
SELECT people.permit('hr', 'SELECT, INSERT (entity_id, requisition_id, decision, note)',
                     'recruiting.requisition_approval', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])'),
       people.permit('recruiter', 'SELECT', 'recruiting.requisition_approval', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])'),
       people.permit('manager', 'SELECT', 'recruiting.requisition_approval', 'requisition_id = ANY ((SELECT recruiting.my_requisitions())::bigint[])');

SELECT people.permit('manager', 'SELECT (id, entity_id, site_id, name, starts_on, ends_on, seats)', 'people.training_class',
                     'id = ANY ((SELECT recruiting.classes_i_hire_into())::bigint[])');

-- Candidates: whole for recruiters and HR; by name for who hires, meets, trains or referred them.
SELECT people.permit('recruiter hr', verbs, 'recruiting.' || kept, 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])')
  FROM (VALUES ('candidate',           'SELECT, INSERT (entity_id, person_id, name, preferred_name, location, jurisdiction, batch_id), UPDATE (person_id, name, preferred_name, location, jurisdiction, operation_id)'),
               ('candidate_contact',   'SELECT, INSERT (entity_id, candidate_id, kind, written, normalised), DELETE'),
               ('candidate_tag',       'SELECT, INSERT (entity_id, candidate_id, name), DELETE'),
               ('tag',                 'SELECT, INSERT (entity_id, name)'),
               ('candidate_note',      'SELECT, INSERT (entity_id, candidate_id, kind, body, written_as, written_at, batch_id)'),
               ('candidate_merge',     'SELECT'),
               ('candidate_merge_row', 'SELECT'),
               ('external_key',        'SELECT, INSERT'),
               ('batch',               'SELECT, INSERT (entity_id, kind, name, rows), UPDATE (rows, operation_id)')
       ) AS list (kept, verbs);
SELECT people.permit('manager', 'SELECT (id, entity_id, name, preferred_name, location, merged_into_id, created_at)', 'recruiting.candidate',
                     'id = ANY ((SELECT recruiting.my_applicants())::bigint[])');
SELECT people.permit('person', 'SELECT (id, entity_id, name, preferred_name)', 'recruiting.candidate',
                     'id = ANY ((SELECT recruiting.my_interviewees() || recruiting.my_starters() || recruiting.my_referred())::bigint[])');

-- Applications and their events.
SELECT people.permit('recruiter hr', 'SELECT, INSERT (entity_id, candidate_id, requisition_id, pipeline_id, source_id, campaign_id, applied_at, available_on, notice_days, desired_weekly_minutes, consent_until_on, batch_id), UPDATE (source_id, campaign_id, available_on, notice_days, desired_weekly_minutes, consent_until_on, operation_id)',
                     'recruiting.application', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('manager', 'SELECT', 'recruiting.application', 'requisition_id = ANY ((SELECT recruiting.my_requisitions())::bigint[])'),
       people.permit('person', 'SELECT (id, entity_id, candidate_id, requisition_id, pipeline_id, stage_id, applied_at)', 'recruiting.application',
                     'id = ANY ((SELECT recruiting.my_interviewed_applications())::bigint[])');
SELECT people.permit('recruiter hr', 'SELECT, INSERT (entity_id, application_id, requisition_id, verb, from_stage_id, stage_id, end_kind, reason_id, note, happened_at, doubt, supersedes_id, batch_id)',
                     'recruiting.stage_event', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('manager', 'SELECT, INSERT (entity_id, application_id, requisition_id, verb, from_stage_id, stage_id, end_kind, reason_id, note)',
                     'recruiting.stage_event', 'requisition_id = ANY ((SELECT recruiting.my_requisitions())::bigint[])');
GRANT SELECT ON recruiting.live_event TO muster_recruiter, muster_hr, muster_manager;

-- Interviews: one's own for whoever sits in them; what others heard after telling what one heard oneself.
SELECT people.permit('recruiter hr', 'SELECT, INSERT (entity_id, application_id, requisition_id, stage_id, kit_id, site_id, starts_at, ends_at, place, replaces_id, sequence, batch_id), UPDATE (place, state, state_note, operation_id)',
                     'recruiting.interview', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('manager', 'INSERT (entity_id, application_id, requisition_id, stage_id, kit_id, site_id, starts_at, ends_at, place, replaces_id, sequence), UPDATE (place, state, state_note, operation_id)',
                     'recruiting.interview', 'requisition_id = ANY ((SELECT recruiting.my_requisitions())::bigint[])'),
       people.permit('manager', 'SELECT', 'recruiting.interview', 'requisition_id = ANY ((SELECT recruiting.my_requisitions())::bigint[])'),
       people.permit('person', 'SELECT', 'recruiting.interview', 'id = ANY ((SELECT recruiting.my_interviews())::bigint[])');
SELECT people.permit('recruiter hr', 'SELECT, INSERT (entity_id, interview_id, person_id, role), DELETE',
                     'recruiting.interview_panel', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])'),
       people.permit('manager', 'SELECT, INSERT (entity_id, interview_id, person_id, role)', 'recruiting.interview_panel',
                     'interview_id = ANY ((SELECT recruiting.interviews_i_hire_for())::bigint[])'),
       people.permit('person', 'SELECT', 'recruiting.interview_panel', 'interview_id = ANY ((SELECT recruiting.my_interviews())::bigint[])');
SELECT people.permit('person', 'SELECT', 'recruiting.feedback', 'person_id = (SELECT sec.me())');
SELECT people.permit('person', 'INSERT (entity_id, interview_id, requisition_id, overall, summary, items, state, submitted_at, amends_id)', 'recruiting.feedback',
                     'person_id = (SELECT sec.me()) AND interview_id = ANY ((SELECT recruiting.my_interviews())::bigint[])');
GRANT UPDATE (overall, summary, items, state, submitted_at, operation_id) ON recruiting.feedback TO muster_person;
CREATE POLICY person_may_finish_a_draft ON recruiting.feedback FOR UPDATE TO muster_person
    USING (person_id = (SELECT sec.me()) AND state = 'draft')
    WITH CHECK (person_id = (SELECT sec.me()));
CREATE POLICY interviewer_may_read_the_others ON recruiting.feedback FOR SELECT TO muster_person
    USING (state <> 'draft' AND interview_id = ANY ((SELECT recruiting.my_interviews())::bigint[])
           AND interview_id <> ALL ((SELECT recruiting.my_untold_interviews())::bigint[]));
SELECT people.permit('recruiter hr', 'SELECT', 'recruiting.feedback',
                     'state <> ''draft'' AND entity_id = ANY ((SELECT sec.my_entities())::bigint[]) AND interview_id <> ALL ((SELECT recruiting.my_untold_interviews())::bigint[])'),
       people.permit('manager', 'SELECT', 'recruiting.feedback',
                     'state <> ''draft'' AND requisition_id = ANY ((SELECT recruiting.my_requisitions())::bigint[]) AND interview_id <> ALL ((SELECT recruiting.my_untold_interviews())::bigint[])');
GRANT INSERT (entity_id, interview_id, requisition_id, person_id, written_as, overall, summary, items, state, submitted_at, batch_id)
    ON recruiting.feedback TO muster_recruiter, muster_hr;
CREATE POLICY recruiter_may_import ON recruiting.feedback FOR INSERT TO muster_recruiter, muster_hr
    WITH CHECK (entity_id = ANY ((SELECT sec.my_entities())::bigint[]) AND batch_id IS NOT NULL AND person_id IS NULL);

-- Offers and hires. Pay is seen by who recruits and who hires.
SELECT people.permit('recruiter hr', 'SELECT, INSERT (entity_id, application_id, requisition_id, version, opening_id, class_id, kind, pay_minor, currency, pay_unit, weekly_minutes, hours_estimate, starts_on, ends_on, expires_at), UPDATE (opening_id, class_id, pay_minor, weekly_minutes, hours_estimate, starts_on, ends_on, expires_at, state, state_note, reason_id, operation_id)',
                     'recruiting.offer', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('manager', 'SELECT', 'recruiting.offer', 'requisition_id = ANY ((SELECT recruiting.my_requisitions())::bigint[])');
SELECT people.permit('hr', 'SELECT, INSERT (entity_id, offer_id, requisition_id, decision, note)', 'recruiting.offer_approval', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])'),
       people.permit('recruiter', 'SELECT', 'recruiting.offer_approval', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])'),
       people.permit('manager', 'SELECT, INSERT (entity_id, offer_id, requisition_id, decision, note)', 'recruiting.offer_approval', 'requisition_id = ANY ((SELECT recruiting.my_requisitions())::bigint[])');
SELECT people.permit('recruiter hr', 'SELECT', 'recruiting.hire', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])'),
       people.permit('manager', 'SELECT', 'recruiting.hire', 'requisition_id = ANY ((SELECT recruiting.my_requisitions())::bigint[])'),
       people.permit('trainer', 'SELECT', 'recruiting.hire', 'class_id = ANY ((SELECT recruiting.my_classes())::bigint[])');
SELECT people.permit('hr recruiter', 'SELECT', 'people.enrolment_request', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])'),
       people.permit('trainer', 'SELECT', 'people.enrolment_request', 'class_id = ANY ((SELECT recruiting.my_classes())::bigint[])');

-- Referrals in one's own name; pools, invitations and whom we would have back.
SELECT people.permit('recruiter hr', verbs, 'recruiting.' || kept, 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])')
  FROM (VALUES ('referral',    'SELECT, INSERT (entity_id, candidate_id, season, referrer_id, application_id), UPDATE (application_id, bonus_state, bonus_minor, currency, operation_id)'),
               ('pool',        'SELECT, INSERT (entity_id, name, purpose, season, batch_id), UPDATE (purpose, operation_id)'),
               ('pool_member', 'SELECT, INSERT (entity_id, pool_id, candidate_id, consented_on, expires_on), UPDATE (expires_on, left_at, operation_id)'),
               ('invitation',  'SELECT, INSERT (entity_id, candidate_id, requisition_id, pool_id, season, batch_id), UPDATE (answer, answered_at, application_id, operation_id)')
       ) AS list (kept, verbs);
SELECT people.permit('agent', 'SELECT (id, entity_id, candidate_id, season, referrer_id, referred_at, bonus_state, bonus_minor, currency)', 'recruiting.referral', 'referrer_id = (SELECT sec.me())');
SELECT people.permit('hr', 'SELECT, INSERT (entity_id, person_id, is_welcome, note)', 'recruiting.rehire_word', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])'),
       people.permit('manager', 'SELECT, INSERT (entity_id, person_id, is_welcome, note)', 'recruiting.rehire_word', 'person_id = ANY ((SELECT sec.my_people())::bigint[])'),
       people.permit('recruiter', 'SELECT (id, entity_id, person_id, is_welcome, said_at)', 'recruiting.rehire_word', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
