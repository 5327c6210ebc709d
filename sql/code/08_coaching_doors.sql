-- Coaching: what is read most, and who may read it.

-- Reading ----------------------------------------------------------------------------------------

-- A session as people speak of it.
CREATE OR REPLACE VIEW coaching.named_session WITH (security_invoker) AS
SELECT session.*,
       coalesce(person.name, coaching.name_of(session.person_id)) AS person_name,
       coalesce(coach.name, coaching.name_of(session.coach_id)) AS coach_name,
       (session.ends_at AT TIME ZONE session.zone)::time AS ends_time
  FROM coaching.session
  LEFT JOIN people.person ON person.id = session.person_id
  LEFT JOIN people.person AS coach ON coach.id = session.coach_id;

-- How much coaching there was on some days, in numbers alone: of a company for its HR, of their people for a lead.
CREATE OR REPLACE FUNCTION coaching.counted(first_on date, last_on date)
RETURNS TABLE (held bigint, people bigint, missed bigint, agreed bigint, disagreed bigint, actions bigint, done bigint,
               late bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT (sec.i_am('hr') OR sec.i_am('manager')) THEN
        RAISE EXCEPTION 'HR and leads count what coaching there was' USING ERRCODE = '42501';
    END IF;
    RETURN QUERY
    WITH session AS (
        SELECT talk.id, talk.person_id, talk.state IN ('held', 'shared', 'acknowledged', 'closed') AS is_held,
               talk.state = 'no show' AS is_missed
          FROM coaching.session AS talk
         WHERE talk.takes_place_on BETWEEN first_on AND last_on
           AND ((sec.i_am('hr') AND talk.entity_id = ANY (sec.my_entities()))
                OR (sec.i_am('manager') AND talk.person_id = ANY (sec.my_people())))
    )
    SELECT talk.held, talk.people, talk.missed, answer.agreed, answer.disagreed, task.actions, task.done, task.late
      FROM (SELECT count(*) FILTER (WHERE session.is_held) AS held,
                   count(DISTINCT session.person_id) FILTER (WHERE session.is_held) AS people,
                   count(*) FILTER (WHERE session.is_missed) AS missed
              FROM session) AS talk,
           (SELECT count(*) FILTER (WHERE given.stance <> 'disagree') AS agreed,
                   count(*) FILTER (WHERE given.stance = 'disagree') AS disagreed
              FROM session JOIN coaching.acknowledgement AS given ON given.session_id = session.id) AS answer,
           (SELECT count(*) AS actions, count(*) FILTER (WHERE action.state = 'done') AS done,
                   count(*) FILTER (WHERE action.state = 'open' AND action.due_on < current_date) AS late
              FROM session JOIN coaching.action ON action.agreed_in = session.id) AS task;
END
$$;
GRANT EXECUTE ON FUNCTION coaching.counted(date, date) TO muster_hr, muster_manager;

CREATE OR REPLACE VIEW coaching.named_note WITH (security_invoker) AS
SELECT note.*,
       coalesce(author.name, coaching.name_of(note.author_id)) AS author_name,
       clock_timestamp() >= note.sealed_at AS is_sealed,
       (SELECT count(*) FROM coaching.revision WHERE revision.note_id = note.id) AS revisions
  FROM coaching.note
  LEFT JOIN people.person AS author ON author.id = note.author_id;

CREATE OR REPLACE VIEW coaching.named_action WITH (security_invoker) AS
SELECT action.*,
       coalesce(person.name, coaching.name_of(action.person_id)) AS person_name,
       coalesce(owner.name, coaching.name_of(action.owner_id)) AS owner_name,
       (SELECT count(*) FROM coaching.action_step AS carried
         WHERE carried.action_id = action.id AND carried.what = 'carried') AS carried
  FROM coaching.action
  LEFT JOIN people.person ON person.id = action.person_id
  LEFT JOIN people.person AS owner ON owner.id = action.owner_id;

-- What waits for whom: one row a thing to do or to know. Each sees what they may; `whose` says who is meant.
CREATE OR REPLACE VIEW coaching.agenda WITH (security_invoker) AS
SELECT whose.id AS whose, 'session' AS kind, session.takes_place_on AS due_on, session.id AS session_id,
       session.person_id, session.title AS about
  FROM coaching.session
 CROSS JOIN LATERAL (
       SELECT session.coach_id AS id UNION ALL SELECT session.person_id UNION ALL
       SELECT participant.participant_id FROM coaching.participant WHERE participant.session_id = session.id) AS whose
 WHERE session.state = 'planned'
UNION ALL
SELECT session.coach_id, 'clash', session.takes_place_on, session.id, session.person_id,
       'the time is taken by now'
  FROM coaching.session
 WHERE session.state = 'planned' AND coaching.is_overtaken(session.id)
UNION ALL
SELECT session.coach_id, 'hr', session.takes_place_on, session.id, session.person_id, 'HR has not joined yet'
  FROM coaching.session
 WHERE session.state = 'planned' AND session.kind = 'conflict'
   AND NOT EXISTS (SELECT FROM coaching.participant
                    WHERE participant.session_id = session.id AND participant.part = 'hr')
UNION ALL
SELECT session.coach_id, 'share', session.takes_place_on + 2, session.id, session.person_id, 'write up and share'
  FROM coaching.session
 WHERE session.state = 'held'
UNION ALL
SELECT party.id, 'answer', session.answer_by_on, session.id, session.person_id, 'agree or disagree'
  FROM coaching.session
 CROSS JOIN LATERAL (
       SELECT session.person_id AS id UNION ALL
       SELECT participant.participant_id FROM coaching.participant
        WHERE participant.session_id = session.id AND participant.part = 'party') AS party
 WHERE session.state = 'shared'
   AND NOT EXISTS (SELECT FROM coaching.acknowledgement AS given
                    WHERE given.session_id = session.id AND given.acknowledged_by = party.id)
UNION ALL
SELECT session.coach_id, 'unanswered', session.answer_by_on, session.id, session.person_id, 'ask again, or close'
  FROM coaching.session
 WHERE session.state = 'shared' AND session.answer_by_on < current_date
UNION ALL
SELECT session.coach_id, 'close', session.takes_place_on + 14, session.id, session.person_id, 'settle the actions and close'
  FROM coaching.session
 WHERE session.state = 'acknowledged'
UNION ALL
SELECT action.owner_id, 'action', action.due_on, action.session_id, action.person_id, action.task
  FROM coaching.action
 WHERE action.state = 'open'
UNION ALL
SELECT session.coach_id, 'their action', action.due_on, action.session_id, action.person_id, action.task
  FROM coaching.action
  JOIN coaching.session ON session.id = action.session_id
 WHERE action.state = 'open' AND action.owner_id <> session.coach_id
UNION ALL
SELECT session.coach_id, 'follow-up', follow_up.due_on, follow_up.session_id, follow_up.person_id, follow_up.question
  FROM coaching.follow_up
  JOIN coaching.session ON session.id = follow_up.session_id
 WHERE follow_up.outcome IS NULL
UNION ALL
-- Whoever wrote a note and whoever it is about are told that HR read it, for three months.
SELECT told.id, 'read by HR', glass.broken_at::date, glass.session_id, glass.person_id, glass.reason
  FROM coaching.glass
 CROSS JOIN LATERAL (SELECT glass.author_id AS id UNION SELECT glass.person_id) AS told
 WHERE glass.broken_at > now() - interval '90 days';

-- Who may do what --------------------------------------------------------------------------------

SELECT people.close_doors('coaching');

-- Which step may follow which is no secret.
SELECT people.permit('person', 'SELECT', 'coaching.transition', '(SELECT sec.me()) IS NOT NULL');

-- Asking for training: of one's own people; answered by whoever teaches in the company.
SELECT people.permit('person', 'SELECT', 'people.training_request', 'person_id = (SELECT sec.me())');
SELECT people.permit('trainer', 'SELECT', 'people.training_request', 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])');
SELECT people.permit('hr recruiter', 'SELECT, INSERT (entity_id, person_id, curriculum, source, reference, due_on), UPDATE (withdrawn_at)',
                     'people.training_request', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');
SELECT people.permit('manager', 'SELECT, INSERT (entity_id, person_id, curriculum, source, reference, due_on), UPDATE (withdrawn_at)',
                     'people.training_request', 'person_id = ANY ((SELECT sec.my_people())::bigint[])');
SELECT people.permit('trainer', 'INSERT (entity_id, person_id, curriculum, source, reference, due_on), UPDATE (withdrawn_at)',
                     'people.training_request', 'person_id = ANY ((SELECT people.my_trainees())::bigint[])');

-- Everything below hangs on four ways to a session, each of today: it is about me or I took part in it (person);
-- I lead them now (manager); I train them now and coach it (trainer); it is in my company (hr), which says that it
-- took place and no more. A lead is in their own team: what is about them they see as anybody does.
CREATE OR REPLACE FUNCTION coaching.way(who text, part text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
RETURN CASE who
    WHEN 'person'  THEN '(person_id = (SELECT sec.me()) OR ' || part || ' = ANY ((SELECT coaching.my_sessions())::bigint[]))'
    WHEN 'manager' THEN 'person_id = ANY ((SELECT sec.my_people())::bigint[]) AND person_id <> (SELECT sec.me())'
    WHEN 'trainer' THEN 'person_id = ANY ((SELECT people.my_trainees())::bigint[]) AND '
                        || part || ' = ANY ((SELECT coaching.sessions_i_coach())::bigint[])'
    WHEN 'hr'      THEN 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])'
    WHEN 'hr here' THEN 'entity_id = ANY ((SELECT sec.my_entities())::bigint[]) AND ('
                        || part || ' = ANY ((SELECT coaching.sessions_i_coach())::bigint[]) OR '
                        || part || ' = ANY ((SELECT coaching.my_sessions())::bigint[]))'
END;
CREATE OR REPLACE FUNCTION coaching.runs(who text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
RETURN coaching.way(CASE who WHEN 'hr' THEN 'hr here' ELSE who END, 'session_id') || ' AND person_id <> (SELECT sec.me())';

-- Sessions: that one takes place is seen by all four; whoever plans one coaches it.
SELECT people.permit(who, 'SELECT', 'coaching.session', coaching.way(who, 'id'))
  FROM unnest(ARRAY['person', 'manager', 'hr']) AS who;
SELECT people.permit('trainer', 'SELECT', 'coaching.session',
                     'person_id = ANY ((SELECT people.my_trainees())::bigint[]) AND coach_id = (SELECT sec.me())');
SELECT people.permit(who, 'INSERT (entity_id, person_id, site_id, kind, title, takes_place_on, starts_time, start_fold, minutes, is_in_shift, follows_id)',
                     'coaching.session', reach || ' AND coach_id = (SELECT sec.me())')
  FROM (VALUES ('manager', 'person_id = ANY ((SELECT sec.my_people())::bigint[])'), ('hr', coaching.way('hr', 'id')),
               ('trainer', 'person_id = ANY ((SELECT people.my_trainees())::bigint[])')) AS planner (who, reach);
SELECT people.permit(who, 'UPDATE (takes_place_on, starts_time, start_fold, minutes, is_in_shift)', 'coaching.session', reach)
  FROM (VALUES ('manager', coaching.way('manager', 'id')), ('hr', coaching.way('hr', 'id') || ' AND coach_id = (SELECT sec.me())'),
               ('trainer', coaching.way('trainer', 'id'))) AS mover (who, reach);

-- A lead brings in people they reach; HR signs itself in and nobody else does.
SELECT people.permit(who, 'SELECT', 'coaching.participant', coaching.way(who, 'session_id'))
  FROM unnest(ARRAY['person', 'manager', 'hr']) AS who;
SELECT people.permit('manager', 'INSERT (entity_id, session_id, person_id, participant_id, part)', 'coaching.participant',
                     coaching.runs('manager') || ' AND participant_id = ANY ((SELECT sec.my_people())::bigint[]) AND part = ''party''');
SELECT people.permit('hr', 'INSERT (entity_id, session_id, person_id, participant_id, part)', 'coaching.participant',
                     coaching.way('hr', 'session_id') || ' AND (part = ''party'' OR participant_id = (SELECT sec.me()))');

-- Steps are the coach's side's; an answer is a party's own.
SELECT people.permit(who, 'SELECT', 'coaching.step', coaching.way(who, 'session_id'))
  FROM unnest(ARRAY['person', 'manager', 'trainer', 'hr']) AS who;
SELECT people.permit(who, 'INSERT (entity_id, session_id, person_id, to_state, reason)', 'coaching.step', coaching.runs(who))
  FROM unnest(ARRAY['manager', 'trainer', 'hr']) AS who;
SELECT people.permit(who, 'SELECT', 'coaching.acknowledgement', coaching.way(who, 'session_id'))
  FROM unnest(ARRAY['manager', 'trainer', 'hr']) AS who;
SELECT people.permit('person', 'SELECT', 'coaching.acknowledgement', 'acknowledged_by = (SELECT sec.me())');
SELECT people.permit('person', 'INSERT (entity_id, session_id, person_id, stance, comment)', 'coaching.acknowledgement',
                     coaching.way('person', 'session_id') || ' AND acknowledged_by = (SELECT sec.me())');

-- Notes: one's own while one has a way to the session, and what was shown. HR reads what was written for it, not what
-- was written for it about itself, and what it broke the glass of.
SELECT people.permit(who, 'SELECT', 'coaching.note',
                     coaching.way(who, 'session_id') || ' AND (author_id = (SELECT sec.me()) OR (visibility = ''shared'' AND shown_at IS NOT NULL))')
  FROM unnest(ARRAY['person', 'manager', 'trainer']) AS who;
SELECT people.permit('hr', 'SELECT', 'coaching.note',
                     coaching.way('hr', 'session_id')
                     || ' AND (author_id = (SELECT sec.me()) OR (visibility = ''shared'' AND shown_at IS NOT NULL)'
                     || ' OR (visibility = ''hr'' AND person_id <> (SELECT sec.me()))'
                     || ' OR id = ANY ((SELECT coaching.opened_notes())::bigint[]))');
SELECT people.permit(who, 'INSERT (entity_id, session_id, person_id, visibility, body, adds_to_id), UPDATE (visibility, body)', 'coaching.note',
                     coaching.way(CASE who WHEN 'hr' THEN 'hr here' ELSE who END, 'session_id') || ' AND author_id = (SELECT sec.me())')
  FROM unnest(ARRAY['person', 'manager', 'trainer', 'hr']) AS who;
SELECT people.permit(who, 'SELECT', 'coaching.revision', coaching.way(who, 'session_id') || ' AND (author_id = (SELECT sec.me()) OR was_shown)')
  FROM unnest(ARRAY['person', 'manager', 'trainer', 'hr']) AS who;
SELECT people.permit('person', 'SELECT', 'coaching.glass', '(author_id = (SELECT sec.me()) OR person_id = (SELECT sec.me()))');
SELECT people.permit('hr', 'SELECT', 'coaching.glass', coaching.way('hr', 'session_id'));
SELECT people.permit('hr', 'INSERT (note_id, reason)', 'coaching.glass',
                     coaching.way('hr', 'session_id') || ' AND reader_id = (SELECT sec.me()) AND author_id <> (SELECT sec.me()) AND person_id <> (SELECT sec.me())');

-- What comes of it is the business of those who were there and of today's leads.
SELECT people.permit(who, 'SELECT', 'coaching.' || seen, coaching.way(CASE who WHEN 'hr' THEN 'hr here' ELSE who END, 'session_id'))
  FROM unnest(ARRAY['manager', 'trainer', 'hr']) AS who
 CROSS JOIN unnest(ARRAY['action', 'follow_up', 'reference']) AS seen;
SELECT people.permit('person', 'SELECT', 'coaching.' || seen, 'person_id = (SELECT sec.me())')
  FROM unnest(ARRAY['follow_up', 'reference']) AS seen;
SELECT people.permit('person', 'SELECT', 'coaching.action',
                     '(person_id = (SELECT sec.me()) OR owner_id = (SELECT sec.me()) AND session_id = ANY ((SELECT coaching.my_sessions())::bigint[]))');
SELECT people.permit(who, 'INSERT (entity_id, session_id, person_id, owner_id, task, due_on)', 'coaching.action', coaching.runs(who))
  FROM unnest(ARRAY['manager', 'trainer', 'hr']) AS who;
SELECT people.permit('person', 'INSERT (entity_id, session_id, person_id, owner_id, task, due_on)', 'coaching.action',
                     'person_id = (SELECT sec.me()) AND owner_id = (SELECT sec.me())');
SELECT people.permit(who, 'INSERT (entity_id, session_id, person_id, due_on, question), UPDATE (outcome, evidence)', 'coaching.follow_up', coaching.runs(who))
  FROM unnest(ARRAY['manager', 'trainer', 'hr']) AS who;
SELECT people.permit(who, 'INSERT (entity_id, session_id, person_id, kind, code)', 'coaching.reference', coaching.runs(who))
  FROM unnest(ARRAY['manager', 'trainer', 'hr']) AS who;

-- Whoever owns an action says that it is done; the coach's side settles or carries it.
SELECT people.permit('person', 'SELECT', 'coaching.action_step', '(person_id = (SELECT sec.me()) OR action_id = ANY ((SELECT coaching.actions_i_own())::bigint[]))');
SELECT people.permit('manager', 'SELECT', 'coaching.action_step', coaching.way('manager', 'action_id'));
SELECT people.permit(who, 'SELECT', 'coaching.action_step', reach)
  FROM (VALUES ('trainer', 'person_id = ANY ((SELECT people.my_trainees())::bigint[]) AND action_id = ANY ((SELECT coaching.actions_i_coach())::bigint[])'),
               ('hr', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[]) AND action_id = ANY ((SELECT coaching.actions_i_coach())::bigint[])'))
       AS reader (who, reach);
SELECT people.permit(who, 'INSERT (entity_id, action_id, person_id, owner_id, what, to_session_id, due_on, reason)', 'coaching.action_step',
                     reach || ' AND person_id <> (SELECT sec.me())')
  FROM (VALUES ('manager', coaching.way('manager', 'action_id')),
               ('trainer', 'person_id = ANY ((SELECT people.my_trainees())::bigint[]) AND action_id = ANY ((SELECT coaching.actions_i_coach())::bigint[])'),
               ('hr', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[]) AND action_id = ANY ((SELECT coaching.actions_i_coach())::bigint[])'))
       AS settler (who, reach);
SELECT people.permit('person', 'INSERT (entity_id, action_id, person_id, owner_id, what, reason)', 'coaching.action_step',
                     'action_id = ANY ((SELECT coaching.actions_i_own())::bigint[]) AND what = ''done''');

-- How long it is kept is known to everybody it is about.
SELECT people.permit('person', 'SELECT', 'coaching.retention', 'entity_id = ANY ((SELECT people.entities_around_me())::bigint[])');
SELECT people.permit('hr', 'INSERT (entity_id, class, months, reason)', 'coaching.retention', 'entity_id = ANY ((SELECT sec.my_entities())::bigint[])');

GRANT SELECT ON coaching.named_session, coaching.named_note, coaching.named_action, coaching.agenda TO muster_person;
