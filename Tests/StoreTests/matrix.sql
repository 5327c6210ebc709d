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

DROP VIEW public.talk, public.lane, public.plan, public.side;
