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
INSERT INTO workload.metric_event (id, entity_id, source_id, happened_at, metric, step, instance, contact_external_id, is_withdrawn, operation_id)
SELECT n, entity, source, '2025-11-28', 'reply_time', 'activate', 1, 'c1', false, n FROM public.lane;
INSERT INTO workload.desk_hours (id, entity_id, source_id, changed_at, name, zone, week, operation_id)
SELECT n, entity, source, '2025-11-28', 'Support', 'Europe/London', '{[540,1020)}', n FROM public.lane;
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
-- Scorecards: Ana and Uwe have a signed card each, which was exported.
INSERT INTO timekeeping.presence (entity_id, person_id, state, starts_at, ends_at)
SELECT entity, person, 'contact', '2025-11-28 09:00Z', '2025-11-28 10:00Z' FROM public.side;
INSERT INTO scorecards.metric (entity_id, code, name) SELECT entity, 'satisfaction', 'Satisfied' FROM public.side;
INSERT INTO scorecards.metric_version (entity_id, metric_id, version, recipe, shape, numerator, denominator, attribution,
                                       clock, unit, direction, strata, estimator, min_n, trusted_n, starts_on)
SELECT entity, n, 1, 'satisfaction', 'share', 'good', 'all', 'who was rated', 'calendar', 'percent', 'higher', 'none',
       'exact', 1, 1, '2025-01-01' FROM public.side;
INSERT INTO scorecards.peer_group (entity_id, code, place) SELECT entity, 'all', 1 FROM public.side;
INSERT INTO scorecards.target (entity_id, metric_id, value, starts_on) SELECT entity, n, 0.9, '2025-01-01' FROM public.side;
INSERT INTO scorecards.period (entity_id, code, site_id, starts_on, ends_on, starts_at, ends_at)
SELECT entity, 'peak', site, '2025-11-24', '2025-11-30', '2025-11-24', '2025-12-01' FROM public.side;
INSERT INTO scorecards.issue (entity_id, period_id, number) SELECT entity, n, 1 FROM public.side;
INSERT INTO scorecards.issue_metric (entity_id, issue_id, metric_version_id) SELECT entity, n, n FROM public.side;
INSERT INTO scorecards.issue_calendar (entity_id, issue_id, site_id, calendar_id) SELECT entity, n, site, n FROM public.side;
INSERT INTO scorecards.snapshot (id, entity_id, issue_id, person_id, body, content_hash) OVERRIDING SYSTEM VALUE
SELECT n, entity, n, person, '{}', sha256('') FROM public.side;
INSERT INTO scorecards.signature (entity_id, snapshot_id, subject_id, state, signed_by)
SELECT entity, n, person, 'signed', n FROM public.side;
INSERT INTO scorecards.tally (entity_id, issue_id, metric_version_id, person_id, stratum, n, numerator, denominator,
                              squares, crosses, exposures, left_out)
SELECT entity, snapshot.issue_id, n, person, '', 1, 1, 1, 1, 0, 0, 0
  FROM public.side JOIN scorecards.snapshot ON snapshot.entity_id = entity;
INSERT INTO scorecards.link (id, entity_id, kind, row_id, content_hash, previous, hash)
SELECT n, entity, 'issue', n, sha256(''), sha256(''), sha256('') FROM public.side;
INSERT INTO scorecards.chain (entity_id, length, last_hash) SELECT entity, 1, sha256('') FROM public.side;
INSERT INTO scorecards.export (id, entity_id, period_id, purpose, manifest_hash, cards, exported_by) OVERRIDING SYSTEM VALUE
SELECT n, entity, n, 'a year''s talks', sha256(''), 1, (SELECT id FROM people.person WHERE name = 'Hal') FROM public.side;
INSERT INTO scorecards.export_card (entity_id, export_id, snapshot_id, subject_id) SELECT entity, n, n, person FROM public.side;

-- Quality: a draft of Ana's and of Uwe's lead, and a calibration of theirs.
INSERT INTO scorecards.form (entity_id, code) SELECT entity, 'matrix' FROM public.side;
INSERT INTO scorecards.form_version (entity_id, form_id, number, content)
SELECT entity_id, id, 1, '{"sections": []}' FROM scorecards.form WHERE code = 'matrix';
INSERT INTO scorecards.form_publication (form_version_id, entity_id)
SELECT version.id, version.entity_id FROM scorecards.form_version AS version JOIN scorecards.form ON form.id = form_id WHERE code = 'matrix';
CREATE VIEW public.care AS
SELECT side.*, version.id AS version, (SELECT max(lead_id) FROM sec.reach JOIN sec.member USING (team_id) WHERE member.person_id = side.person) AS lead
  FROM public.side
  JOIN scorecards.form ON form.entity_id = entity AND form.code = 'matrix'
  JOIN scorecards.form_version AS version ON version.form_id = form.id;
INSERT INTO scorecards.sampling_plan (entity_id, name, starts_on, ends_on, zone, starts_at, ends_at, strata, per_agent, seed)
SELECT entity, 'matrix', '2025-11-01', '2025-11-30', 'UTC', '2025-11-01Z', '2025-12-01Z', 'none', 5, 1 FROM public.care;
INSERT INTO scorecards.sample_frame (plan_id, entity_id, agent_id, contacts, drawn, digest)
SELECT plan.id, entity, person, 9, 5, sha256('') FROM public.care JOIN scorecards.sampling_plan AS plan ON plan.entity_id = entity;
INSERT INTO scorecards.sample_draw (plan_id, entity_id, agent_id, contact_id, reference, opened_at, stratum, place)
SELECT plan.id, entity, person, n, 'c1', '2025-11-28', '', 1 FROM public.care JOIN scorecards.sampling_plan AS plan ON plan.entity_id = entity;
INSERT INTO scorecards.evaluation (entity_id, form_version_id, agent_id, evaluator_id, reference)
SELECT entity, version, person, lead, 'matrix' FROM public.care;
INSERT INTO scorecards.evaluation_step (evaluation_id, entity_id, agent_id, state, is_open, person_id)
SELECT evaluation.id, entity, person, 'submitted', false, lead FROM public.care JOIN scorecards.evaluation ON evaluation.entity_id = entity AND reference = 'matrix';
INSERT INTO scorecards.calibration (entity_id, form_version_id, name, opened_by) SELECT entity, version, 'matrix', lead FROM public.care;
INSERT INTO scorecards.calibration_contact (calibration_id, entity_id, reference)
SELECT id, entity_id, 'c1' FROM scorecards.calibration;
INSERT INTO scorecards.calibration_rater (calibration_id, entity_id, person_id) SELECT id, entity_id, opened_by FROM scorecards.calibration;
INSERT INTO scorecards.calibration_score (calibration_id, entity_id, contact_id, rater_id, answers)
SELECT session.id, session.entity_id, contact.id, session.opened_by, '{}'
  FROM scorecards.calibration AS session JOIN scorecards.calibration_contact AS contact ON contact.calibration_id = session.id;

-- Coaching: Hal and Bruno have talked with Ana and Uwe; nothing was shared yet.
CREATE VIEW public.talk AS
SELECT side.*, coach.id AS coach FROM public.side
  JOIN people.person AS coach ON coach.entity_id = entity AND coach.name IN ('Hal', 'Bruno');
INSERT INTO people.training_request (entity_id, person_id, curriculum, source, reference, requested_by)
SELECT entity, person, 'returns', 'coaching', 'session 1', coach FROM public.talk;
INSERT INTO coaching.session OVERRIDING SYSTEM VALUE
SELECT n, entity, person, coach, site, 'feedback', '', '2025-11-24', '07:00', NULL, 30, false, 'Europe/London',
       '2025-11-24 07:00Z', '2025-11-24 07:30Z', 0, 'held' FROM public.talk;
INSERT INTO coaching.participant (entity_id, session_id, person_id, participant_id, part, added_by)
SELECT entity, n, person, coach, 'hr', coach FROM public.talk;
INSERT INTO coaching.step (entity_id, session_id, person_id, from_state, to_state, taken_by)
SELECT entity, n, person, 'planned', 'held', coach FROM public.talk;
INSERT INTO coaching.acknowledgement (entity_id, session_id, person_id, acknowledged_by, stance)
SELECT entity, n, person, person, 'agree' FROM public.talk;
INSERT INTO coaching.note (id, entity_id, session_id, person_id, author_id, body, sealed_at) OVERRIDING SYSTEM VALUE
SELECT n, entity, n, person, coach, 'x', now() FROM public.talk;
INSERT INTO coaching.revision (entity_id, note_id, session_id, person_id, author_id, was_shown, body)
SELECT entity, n, n, person, coach, false, 'x' FROM public.talk;
INSERT INTO coaching.glass (entity_id, note_id, session_id, person_id, author_id, reader_id, reason)
SELECT entity, n, n, person, coach, coach, 'a reason that is long enough' FROM public.talk;
INSERT INTO coaching.action OVERRIDING SYSTEM VALUE
SELECT n, entity, n, person, person, 'x', '2025-12-01', '2025-12-01', 'open', n, coach FROM public.talk;
INSERT INTO coaching.action_step (entity_id, action_id, person_id, owner_id, what, taken_by)
SELECT entity, n, person, person, 'done', coach FROM public.talk;
INSERT INTO coaching.follow_up (entity_id, session_id, person_id, due_on, question, asked_by)
SELECT entity, n, person, '2025-12-01', 'x', coach FROM public.talk;
INSERT INTO coaching.reference (entity_id, session_id, person_id, kind, code, added_by)
SELECT entity, n, person, 'metric', 'x', coach FROM public.talk;
INSERT INTO coaching.retention (entity_id, class, months, reason, decided_by)
SELECT entity, 'private note', 12, 'x', coach FROM public.talk;

-- Rosters people live with: a run, a limit, an offer, a swap, a wish, a bid and a state on either side of the wall.
INSERT INTO scheduling.parameter (entity_id, measure, amount, citation) SELECT entity, 'days in a row', 5, 'matrix' FROM public.side;
INSERT INTO scheduling.standing (entity_id, site_id, facts) SELECT entity, site, '{}' FROM public.side;
INSERT INTO scheduling.roster_run (id, entity_id, season_id, requirement_id, forecast_id, starts_on, ends_on, seed, inputs_digest, refusal, took_ms)
OVERRIDING SYSTEM VALUE SELECT n, entity, n, n, n, '2025-11-24', '2025-11-30', 1, repeat('0', 64), 'matrix', 1 FROM public.side;
INSERT INTO scheduling.roster_term (entity_id, run_id, term, amount) SELECT entity, n, 'overtime', 1 FROM public.side;
INSERT INTO scheduling.roster_unplaced (entity_id, run_id, person_id, words) SELECT entity, n, person, 'matrix' FROM public.side;
INSERT INTO timekeeping.time_off_limit (id, entity_id, starts_on, ends_on, people)
OVERRIDING SYSTEM VALUE SELECT n, entity, '2025-12-24', '2025-12-24', 2 FROM public.side;
INSERT INTO timekeeping.time_off_day (entity_id, limit_id, day_on, people, taken) SELECT entity, n, '2025-12-24', 2, 1 FROM public.side;
INSERT INTO timekeeping.time_off_place (entity_id, absence_id, person_id, limit_id, day_on, is_held) SELECT entity, n, person, n, '2025-12-24', false FROM public.side;
INSERT INTO scheduling.hours_offer
    (id, entity_id, kind, site_id, works_on, starts_time, ends_time, zone, starts_at, ends_at, minutes, places, taken, closes_at, publication_id, offered_by)
OVERRIDING SYSTEM VALUE
SELECT n, entity, 'extra', site, '2025-12-01', '16:00', '18:00', 'UTC', '2025-12-01 16:00Z', '2025-12-01 18:00Z', 120, 1, 0, '2025-12-01Z', n, person FROM public.side;
INSERT INTO scheduling.hours_claim (entity_id, offer_id, person_id, reason) SELECT entity, n, person, 'matrix' FROM public.side;
INSERT INTO scheduling.swap (id, entity_id, asker_id, shift_id, partner_id) OVERRIDING SYSTEM VALUE SELECT n, entity, person, n, 0 FROM public.side;
INSERT INTO scheduling.swap_step (entity_id, swap_id, was, goes, taken_by) SELECT entity, n, 'asked', 'declined', 0 FROM public.side;
INSERT INTO scheduling.availability (entity_id, person_id, kind, weekday, starts_on) SELECT entity, person, 'undesired', 7, '2025-11-24' FROM public.side;
INSERT INTO scheduling.wish_deadline (entity_id, week_on, closes_at) SELECT entity, '2025-11-24', '2025-11-10Z' FROM public.side;
INSERT INTO scheduling.bid_round (id, entity_id, team_id, name, starts_on, ends_on, opens_at, closes_at, tie_break, seed_digest, announced_by)
OVERRIDING SYSTEM VALUE
SELECT n, entity, membership.team_id, 'matrix', '2025-12-01', '2025-12-31', '2025-11-01Z', '2025-11-10Z', '{lottery}', repeat('0', 64), person
  FROM public.side JOIN people.membership ON membership.person_id = person;
INSERT INTO scheduling.bid_seed (round_id, entity_id, seed) SELECT n, entity, repeat('0', 64) FROM public.side;
INSERT INTO scheduling.bid_line (entity_id, round_id, line, seats, words) SELECT entity, n, 1, 1, 'matrix' FROM public.side;
INSERT INTO scheduling.bid (entity_id, round_id, person_id, choice, line) SELECT entity, n, person, 1, 1 FROM public.side;
INSERT INTO scheduling.bid_award (entity_id, round_id, person_id, turn, weekends, employed_on, lot, line, words)
SELECT entity, n, person, 1, 0, '2022-03-01', repeat('0', 64), 1, 'matrix' FROM public.side;
INSERT INTO timekeeping.state_meaning (entity_id, state, counts_as) SELECT entity, 'ready', 'contact' FROM public.side;
INSERT INTO timekeeping.state_spell (entity_id, person_id, source, state, starts_at, ends_at)
SELECT entity, person, 'desk', 'ready', '2025-11-28 09:00Z', '2025-11-28 10:00Z' FROM public.side;
INSERT INTO timekeeping.explanation (entity_id, person_id, starts_at, ends_at, words)
SELECT entity, person, '2025-11-28 09:00Z', '2025-11-28 10:00Z', 'matrix' FROM public.side;

DROP VIEW public.talk, public.care, public.plan, public.lane, public.side;
