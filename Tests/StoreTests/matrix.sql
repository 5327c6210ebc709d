-- For the matrix: a row of everything in both companies, where the peak week tells no story of it.
-- Foreign keys and triggers sleep; checks do not. Ana handled Leeds' contact, Uwe Berlin's.
SET LOCAL session_replication_role = replica;

SELECT workload.open_months(name, '2025-11-01', '2025-11-30') FROM unnest(ARRAY['shop_order', 'contact', 'handle_spell']) AS name;

CREATE VIEW public.side AS
SELECT entity.id AS entity, person.id AS person, site.id AS site, entity.id * 1000 AS n
  FROM people.legal_entity AS entity
  JOIN people.person ON person.entity_id = entity.id AND person.name IN ('Ana', 'Uwe')
  JOIN people.site ON site.entity_id = entity.id AND site.name IN ('Leeds', 'Berlin');

INSERT INTO op.operation (person_id, key, name, input_hash) SELECT person, 'k', 'test.row', sha256('') FROM public.side;
INSERT INTO audit.seal (id, after_id, upto_id, from_xid, upto_xid, events, previous, hash)
VALUES (1, 0, 0, '0', '0', 0, '\x00', sha256('\x00'));
INSERT INTO people.before (operation_id, entity_id, tab, row_id, image) SELECT n, entity, 'person', person, '{}' FROM public.side;

INSERT INTO workload.source (entity_id, site_id, name) SELECT entity, site, 'desk' FROM public.side;
INSERT INTO workload.queue (entity_id, site_id, code) SELECT entity, site, 'returns' FROM public.side;
INSERT INTO workload.channel (entity_id, code, is_live) SELECT entity, 'chat', true FROM public.side;
CREATE VIEW public.lane AS
SELECT side.*, source.id AS source, queue.id AS queue, channel.id AS channel
  FROM public.side
  JOIN workload.source ON source.entity_id = entity
  JOIN workload.queue ON queue.entity_id = entity
  JOIN workload.channel ON channel.entity_id = entity;
INSERT INTO workload.agent_identity (entity_id, source_id, reference, person_id) SELECT entity, source, 'a1', person FROM public.lane;
INSERT INTO workload.batch (entity_id, source_id, operation_id, kind, added, changed, unchanged, older, repeated, refused, merged_by)
SELECT entity, source, n, 'contact', 1, 0, 0, 0, 0, 0, person FROM public.lane;
INSERT INTO workload.origin (entity_id, source_id, kind, external_id, version, digest, happened_at, added_by, operation_id)
SELECT entity, source, 'contact', 'c1', 1, sha256(''), '2025-11-28 09:00Z', n, n FROM public.lane;
INSERT INTO workload.contact (id, entity_id, source_id, opened_at, queue_id, channel_id, is_inbound, agent_id, operation_id)
SELECT n, entity, source, '2025-11-28 09:00Z', queue, channel, true, person, n FROM public.lane;
INSERT INTO workload.handle_spell (id, entity_id, source_id, started_at, handle_seconds, queue_id, channel_id, agent_id, operation_id)
SELECT n, entity, source, '2025-11-28 09:00Z', 300, queue, channel, person, n FROM public.lane;
INSERT INTO workload.survey (id, entity_id, source_id, answered_at, score, queue_id, agent_id, operation_id)
SELECT n, entity, source, '2025-11-28 10:00Z', 1, queue, person, n FROM public.lane;
INSERT INTO workload.interval_volume (id, entity_id, source_id, queue_id, channel_id, starts_at, minutes, local_on, local_minute, offered, operation_id)
SELECT n, entity, source, queue, channel, '2025-11-28 09:00Z', 30, '2025-11-28', 540, 12, n FROM public.lane;
INSERT INTO workload.series_volume (id, entity_id, source_id, series, local_on, local_minute, minutes, starts_at, volume, operation_id)
SELECT n, entity, source, 'orders', '2025-11-28', 0, 1440, '2025-11-28', 900, n FROM public.lane;
INSERT INTO workload.shop_order (id, entity_id, source_id, placed_at, operation_id) SELECT n, entity, source, '2025-11-28', n FROM public.lane;
INSERT INTO workload.shop_refund (id, entity_id, source_id, refunded_at, amount_minor, currency, operation_id)
SELECT n, entity, source, '2025-11-28', 100, 'GBP', n FROM public.lane;
INSERT INTO workload.shop_return (id, entity_id, source_id, requested_at, operation_id) SELECT n, entity, source, '2025-11-28', n FROM public.lane;
INSERT INTO workload.superseded (operation_id, origin_id, entity_id, kind, version, digest, happened_at, was_operation, fact)
SELECT n, n, entity, 'contact', 1, sha256(''), '2025-11-28', n, '{}' FROM public.lane;
INSERT INTO workload.customer_key (entity_id, inner_pad, outer_pad)
SELECT entity, decode(repeat('00', 64), 'hex'), decode(repeat('00', 64), 'hex') FROM public.lane ON CONFLICT DO NOTHING;

INSERT INTO scheduling.season (entity_id, code, name, starts_on, ends_on, peak_week_on)
SELECT entity, 'peak', 'Peak', '2025-10-01', '2025-12-31', '2025-11-24' FROM public.side;
INSERT INTO scheduling.event (entity_id, name, starts_on, ends_on) SELECT entity, 'Black Friday', '2025-11-28', '2025-11-28' FROM public.side;
CREATE VIEW public.plan AS SELECT side.*, season.id AS season FROM public.side JOIN scheduling.season ON season.entity_id = entity;
INSERT INTO scheduling.assumption (entity_id, season_id, version, body) SELECT entity, season, 1, '{}' FROM public.plan;
INSERT INTO scheduling.forecast (entity_id, season_id, assumption_id, as_of_on, history_from_on, history_to_on, history_digest, method, explanation)
SELECT entity, season, n, '2025-08-31', '2024-08-31', '2025-08-31', repeat('0', 64), 'slots', '{}' FROM public.plan;
INSERT INTO scheduling.forecast_day (entity_id, forecast_id, series, day_on, mean, p10, p50, p90)
SELECT entity, n, 'orders', '2025-11-28', 1, 0, 1, 2 FROM public.plan;
INSERT INTO scheduling.forecast_profile (entity_id, forecast_id, weekday, slot, share) SELECT entity, n, 1, 0, 1 FROM public.plan;
INSERT INTO scheduling.requirement (entity_id, season_id, forecast_id, assumption_id, quantile, slot_minutes)
SELECT entity, season, n, n, 'p50', 30 FROM public.plan;
INSERT INTO scheduling.requirement_slot (entity_id, requirement_id, queue, day_on, slot, volume, handle_seconds, offered_load, agents, scheduled)
SELECT entity, n, 'returns', '2025-11-28', 0, 1, 1, 1, 1, 1 FROM public.plan;
INSERT INTO scheduling.hiring_plan (entity_id, season_id, requirement_id, as_of_on, is_covered, cost_minor, currency, explanation)
SELECT entity, season, n, '2025-08-31', true, 0, 'GBP', '{}' FROM public.plan;
INSERT INTO scheduling.hiring_week (entity_id, hiring_plan_id, week_on, required, supply_before, supply_planned)
SELECT entity, n, '2025-11-24', 1, 1, 1 FROM public.plan;
INSERT INTO scheduling.hiring_class (entity_id, hiring_plan_id, starts_on, kind, starters, open_requisition_on, last_safe_on, productive_on, reason)
SELECT entity, n, '2025-10-06', 'seasonal', 1, '2025-09-01', '2025-10-06', '2025-11-03', 'gap' FROM public.plan;
INSERT INTO scheduling.roster (entity_id, season_id, requirement_id, starts_on, ends_on, seed, inputs_digest, objective)
SELECT entity, season, n, '2025-11-24', '2025-11-30', 1, repeat('0', 64), '{}' FROM public.plan;
INSERT INTO scheduling.roster_activity (entity_id, roster_id, shift_no, person_id, site_id, day_on, start_minute, end_minute, kind, queue)
SELECT entity, n, 1, person, site, '2025-11-28', 480, 960, 'contacts', 'returns' FROM public.plan;
INSERT INTO scheduling.roster_coverage (entity_id, roster_id, queue, day_on, slot, required, covered)
SELECT entity, n, 'returns', '2025-11-28', 0, 1, 1 FROM public.plan;
INSERT INTO scheduling.roster_publication (entity_id, roster_id, publication_id) SELECT entity, n, n FROM public.plan;

INSERT INTO recruiting.batch (id, entity_id, kind, name, created_by) OVERRIDING SYSTEM VALUE SELECT n, entity, 'import', 'file', person FROM public.side;
INSERT INTO recruiting.external_key (entity_id, system, noun, external_id, row_id, batch_id) SELECT entity, 'csv', 'candidate', 'x1', n, n FROM public.side;
INSERT INTO recruiting.source (id, entity_id, name) OVERRIDING SYSTEM VALUE SELECT n, entity, 'Website' FROM public.side;
INSERT INTO recruiting.campaign (entity_id, source_id, name, starts_on) SELECT entity, n, 'Autumn', '2025-09-01' FROM public.side;
INSERT INTO recruiting.source_cost (entity_id, source_id, month_on, external_minor, currency) SELECT entity, n, '2025-10-01', 100, 'GBP' FROM public.side;
INSERT INTO recruiting.reason (id, entity_id, kind, name) OVERRIDING SYSTEM VALUE SELECT n, entity, 'org', 'Hours' FROM public.side;
INSERT INTO recruiting.pipeline (id, entity_id, name) OVERRIDING SYSTEM VALUE SELECT n, entity, 'Usual' FROM public.side;
INSERT INTO recruiting.stage (id, entity_id, pipeline_id, name, kind, rank) OVERRIDING SYSTEM VALUE SELECT n, entity, n, 'Applied', 'applied', 1 FROM public.side;
INSERT INTO recruiting.stage_move (entity_id, pipeline_id, from_stage_id, to_end, role) SELECT entity, n, n, 'rejected', 'recruiter' FROM public.side;
INSERT INTO recruiting.requisition (id, entity_id, code, title, site_id, kind, weekly_minutes, pipeline_id, manager_id, currency)
OVERRIDING SYSTEM VALUE SELECT n, entity, 'REQ', 'Agent', site, 'seasonal', 1800, n, (SELECT id FROM people.person WHERE name = 'Mara' AND entity_id = entity), 'GBP' FROM public.side;
INSERT INTO recruiting.requisition_approval (entity_id, requisition_id, decision, decided_by) SELECT entity, n, 'approved', person FROM public.side;
INSERT INTO recruiting.candidate (id, entity_id, name) OVERRIDING SYSTEM VALUE SELECT n, entity, 'Zoe' FROM public.side;
INSERT INTO recruiting.candidate_contact (entity_id, candidate_id, kind, written, normalised) SELECT entity, n, 'email', 'z@x', 'z@x' FROM public.side;
INSERT INTO recruiting.candidate_tag (entity_id, candidate_id, name) SELECT entity, n, 'calm' FROM public.side;
INSERT INTO recruiting.candidate_note (entity_id, candidate_id, body) SELECT entity, n, 'called' FROM public.side;
INSERT INTO recruiting.candidate_merge (id, entity_id, winner_id, loser_id, rule, merged_by) OVERRIDING SYSTEM VALUE SELECT n, entity, n, n + 1, 'email', person FROM public.side;
INSERT INTO recruiting.candidate_merge_row (merge_id, entity_id, tab, row_id) SELECT n, entity, 'application', n FROM public.side;
INSERT INTO recruiting.application (id, entity_id, candidate_id, requisition_id, pipeline_id, stage_id) OVERRIDING SYSTEM VALUE SELECT n, entity, n, n, n, n FROM public.side;
INSERT INTO recruiting.opening (id, entity_id, requisition_id, number, starts_on, weekly_minutes) OVERRIDING SYSTEM VALUE SELECT n, entity, n, 1, '2025-12-01', 1800 FROM public.side;
INSERT INTO recruiting.stage_event (entity_id, application_id, requisition_id, stage_id) SELECT entity, n, n, n FROM public.side;
INSERT INTO recruiting.kit (id, entity_id, name) OVERRIDING SYSTEM VALUE SELECT n, entity, 'First talk' FROM public.side;
INSERT INTO recruiting.kit_question (entity_id, kit_id, ordinal, competency, question) SELECT entity, n, 1, 'Listening', 'When did you last …?' FROM public.side;
-- Lev sits in Leeds' interview and has not told of it; Ana has.
INSERT INTO recruiting.interview (id, entity_id, application_id, requisition_id, site_id, starts_at, ends_at) OVERRIDING SYSTEM VALUE
SELECT n, entity, n, n, site, '2025-11-20 10:00Z', '2025-11-20 10:30Z' FROM public.side;
INSERT INTO recruiting.interview_panel (entity_id, interview_id, person_id) SELECT entity, n, person FROM public.side
UNION ALL SELECT entity, n, (SELECT id FROM people.person WHERE name = 'Lev') FROM public.side WHERE n = 1000;
INSERT INTO recruiting.feedback (entity_id, interview_id, requisition_id, person_id, overall, state, submitted_at) SELECT entity, n, n, person, 3, 'submitted', now() FROM public.side;
INSERT INTO recruiting.offer (id, entity_id, application_id, requisition_id, opening_id, class_id, kind, pay_minor, currency, pay_unit, weekly_minutes, starts_on, ends_on)
OVERRIDING SYSTEM VALUE SELECT n, entity, n, n, n, (SELECT min(id) FROM people.training_class), 'seasonal', 1300, 'GBP', 'hour', 1800, '2025-12-01', '2026-01-10' FROM public.side;
INSERT INTO recruiting.offer_approval (entity_id, offer_id, requisition_id, decision, decided_by) SELECT entity, n, n, 'approved', person FROM public.side;
INSERT INTO recruiting.hire (entity_id, candidate_id, application_id, requisition_id, opening_id, offer_id, class_id, seat, person_id, is_new_person, starts_on, hired_by)
SELECT entity, n, n, n, n, n, (SELECT min(id) FROM people.training_class), n / 1000, person, true, '2025-12-01', person FROM public.side;
INSERT INTO people.enrolment_request (entity_id, person_id, class_id, starts_on) SELECT entity, person, (SELECT min(id) FROM people.training_class), '2025-12-01' FROM public.side;
INSERT INTO recruiting.referral (entity_id, candidate_id, season, referrer_id) SELECT entity, n, 'peak-2025', person FROM public.side;
INSERT INTO recruiting.pool (id, entity_id, name) OVERRIDING SYSTEM VALUE SELECT n, entity, 'Last season' FROM public.side;
INSERT INTO recruiting.pool_member (entity_id, pool_id, candidate_id, consented_on, expires_on) SELECT entity, n, n, '2025-10-01', '2026-10-01' FROM public.side;
INSERT INTO recruiting.invitation (entity_id, candidate_id, requisition_id, season) SELECT entity, n, n, 'peak-2025' FROM public.side;
INSERT INTO recruiting.rehire_word (entity_id, person_id, is_welcome, said_by) SELECT entity, person, true, person + 1 FROM public.side;

DROP VIEW public.lane, public.plan, public.side;
