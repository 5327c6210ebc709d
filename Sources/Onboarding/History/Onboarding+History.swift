internal import People
internal import Postgres
public import Store

extension Onboarding {
  /// Brings in cohorts that are over: their people, what was due, what was handed in, and the outcome.
  ///
  /// Classes seat at most 500, so a larger run becomes several cohorts. People are known by their number; who is not on
  /// the books is put there, without an employment.
  ///
  /// - Parameter site: Where the classes are said to have been.
  public func load(
    _ history: CohortHistory, at site: String, as operation: Operation
  ) async throws(OnboardingError) -> Outcome<LoadedHistory> {
    try await write(operation) { tx in
      let place = try Site.find(site, in: tx)
      var loaded = LoadedHistory()
      loaded.people = try Self.addPeople(history, to: place.entity, in: tx)
      for run in history.classes(of: 500) {
        try Self.load(run, at: place, in: tx)
        loaded.cohorts += 1
        loaded.enrolments += run.learners.count
        loaded.submissions += run.learners.map(\.handedIn.count).reduce(0, +)
      }
      return loaded
    }
  }

  private static func addPeople(_ history: CohortHistory, to entity: LegalEntity.ID, in tx: Session) throws -> Int {
    let numbers = Array(Set(history.runs.flatMap { $0.learners.map(\.number) })).sorted()
    return try tx.run(
      Statement(
        "person.add_history",
        """
        INSERT INTO people.person (entity_id, number, name)
        SELECT \(entity), wanted.number, wanted.number
          FROM unnest(\(numbers)) AS wanted (number)
         WHERE NOT EXISTS (SELECT FROM people.person AS known
                            WHERE known.entity_id = \(entity) AND known.number = wanted.number)
        """))
  }

  private static func load(_ run: CohortHistory.Run, at site: Site, in tx: Session) throws {
    let (curriculum, version) = try version(for: run, of: site.entity, in: tx)
    let id = try tx.one(
      Query<Cohort.ID>(
        "cohort.add_history",
        """
        WITH class AS (
            INSERT INTO people.training_class (entity_id, site_id, name, starts_on, ends_on, seats)
            VALUES (\(site.entity), \(site.id), \(run.name), \(run.startsOn), \(run.endsOn), 500)
            RETURNING id, entity_id
        )
        INSERT INTO onboarding.cohort (entity_id, class_id, curriculum_id, version_id)
        SELECT class.entity_id, class.id, \(version.curriculum), \(version.id) FROM class
        RETURNING id
        """))
    let content = try VersionContent.read(version, of: curriculum, in: tx)
    let persons = try KnownPeople(run.learners.map(\.number), in: tx)
    let ids = run.learners.compactMap { persons.person($0.number) }
    try tx.run(
      Statement(
        "class_member.add_history",
        """
        INSERT INTO people.class_member (entity_id, class_id, person_id)
        SELECT cohort.entity_id, cohort.class_id, person
          FROM onboarding.cohort CROSS JOIN unnest(\(ids)) AS person
         WHERE cohort.id = \(id)
        """))
    _ = try NewAssignments(
      content: content, site: site.id, startsOn: run.startsOn, cohort: id, source: "history"
    ).add(ids, in: tx)
    try addResults(run, of: id, persons, in: tx)
    try close(run, id, persons, in: tx)
  }

  /// A version with the run's tasks: the newest published one when it has the same, else a new one.
  private static func version(
    for run: CohortHistory.Run, of entity: LegalEntity.ID, in tx: Session
  ) throws -> (Curriculum, CurriculumVersion) {
    let draft = CurriculumDraft(
      code: run.course, title: run.course.uppercased(), note: run.name,
      modules: [
        CurriculumDraft.Module(
          "tasks", "Tasks",
          items: run.tasks.map {
            CurriculumDraft.Item(
              $0.key, $0.key, .assessment, moveOn: .completed, weight: $0.weight,
              due: DueRule(.start, plus: $0.dueAfter).description)
          })
      ])
    if try tx.first(Curriculum.coded(draft.code)) == nil {
      try tx.run(Curriculum.add(draft.code, title: draft.title, to: entity))
    }
    let curriculum = try Curriculum.find(draft.code, in: tx)
    let newest = try tx.all(CurriculumVersion.of(curriculum.id)).first
    if let newest, newest.state == .published {
      let known = try VersionContent.read(newest, of: curriculum, in: tx).draft
      if VersionDiff(from: known, to: draft).changes.isEmpty { return (curriculum, newest) }
    }
    let id = try tx.one(
      CurriculumVersion.add((newest?.number ?? 0) + 1, to: curriculum, after: newest?.id, note: draft.note))
    try draft.write(into: id, of: curriculum, in: tx)
    try tx.run(CurriculumVersion.step(id, to: .inReview))
    try tx.run(CurriculumVersion.step(id, to: .published))
    return (curriculum, try tx.one(CurriculumVersion.with(id)))
  }

  /// All that was handed in, at noon of its day.
  private static func addResults(
    _ run: CohortHistory.Run, of cohort: Cohort.ID, _ persons: KnownPeople, in tx: Session
  ) throws {
    let rows = run.learners.flatMap { learner in
      learner.handedIn.compactMap { made in
        persons.person(learner.number).map { ($0, made.task, run.startsOn.adding(days: made.after), made.score) }
      }
    }
    try tx.run(
      Statement(
        "item_result.add_history",
        """
        INSERT INTO onboarding.item_result
            (entity_id, person_id, assignment_id, version_id, item_id, verb, score, happened_at)
        SELECT assignment.entity_id, assignment.person_id, assignment.id, assignment.version_id, item.id, 'completed',
               made.score, (made.day + time '12:00') AT TIME ZONE 'UTC'
          FROM unnest(\(rows.map(\.0)), \(rows.map(\.1)), \(rows.map(\.2)), \(rows.map(\.3)))
               AS made (person, task, day, score)
          JOIN onboarding.assignment ON assignment.cohort_id = \(cohort) AND assignment.person_id = made.person
          JOIN onboarding.item ON item.version_id = assignment.version_id AND item.key = made.task
        """))
  }

  private static func close(
    _ run: CohortHistory.Run, _ cohort: Cohort.ID, _ persons: KnownPeople, in tx: Session
  ) throws {
    let failed = run.learners.filter { !$0.madeIt }.compactMap { persons.person($0.number) }
    // Who did all of it and failed is opened again before the outcome is written down.
    for state in [Assignment.State.inProgress, .failed] {
      try tx.run(
        Statement(
          "assignment.fail_history",
          """
          UPDATE onboarding.assignment SET state = \(state.rawValue), state_reason = 'the outcome as it was kept elsewhere'
           WHERE cohort_id = \(cohort) AND person_id = ANY (\(failed))
             AND (\(state == .failed) OR state = 'completed')
          """))
    }
    try tx.run(
      Statement(
        "assignment.complete_history",
        """
        UPDATE onboarding.assignment SET state = 'completed'
         WHERE cohort_id = \(cohort) AND state IN ('assigned', 'in progress')
        """))
    try tx.run(Cohort.step(cohort, to: .running))
    try tx.run(Cohort.step(cohort, to: .finished))
  }
}
