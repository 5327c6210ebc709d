public import People
internal import Postgres
public import Store

/// What a class told the plan: who is likely to be ready when, and what all of them are worth by week.
public struct ToldReadiness: Codable, Sendable, Equatable {
  /// The name of the class.
  public let name: String
  public let asOf: LocalDate
  /// Those who are not ready yet, by name, with the days they are likely to be.
  public let learners: [ReadyLearner]
  /// Those who hold the skill already.
  public let certified: Int
  public let supply: [ClassSupply]
  public let form: RampCurve.Form
}

/// Somebody who learns, with the days by which they are likely to be ready.
public struct ReadyLearner: Codable, Sendable, Equatable {
  public let person: Person.ID
  public let name: String
  public let ready: Projection
}

extension Onboarding {
  /// Tells the plan when the people of a cohort's class are likely to be ready, and what the class is worth by week.
  ///
  /// Whoever learns several curricula with the class is ready when the last of them is likely done. Whoever is paused or
  /// stopped is not counted. What was told before stays and counts no longer.
  ///
  /// - Throws: ``OnboardingError/noSkill(_:)`` when the class teaches none.
  public func tellReadiness(
    of cohort: String, asOf: LocalDate? = nil, as operation: Operation
  ) async throws(OnboardingError) -> Outcome<ToldReadiness> {
    try await write(operation) { tx in
      let cohort = try Cohort.find(cohort, in: tx)
      guard let told = try ToldReadiness.tell(cohort, asOf: try asOf ?? tx.today(), in: tx) else {
        throw OnboardingError.noSkill(cohort.name)
      }
      return told
    }
  }
}

extension ToldReadiness {
  /// How far ahead a class is told to be worth something.
  private static let weeks = 26

  /// - Returns: `nil` when the class teaches no skill.
  static func tell(_ cohort: Cohort, asOf: LocalDate, in tx: Session) throws -> ToldReadiness? {
    guard let skillName = cohort.skill else { return nil }
    let trainingClass = try TrainingClass.find(cohort.name, in: tx)
    let skill = try Skill.find(skillName, of: cohort.entity, in: tx)
    let holding = try Self.holding(skill, in: trainingClass, in: tx)
    let learners = try learners(of: trainingClass, asOf: asOf, in: tx).filter { holding[$0.person] == nil }
    for learner in learners {
      try Readiness(
        person: learner.person, skill: skill.id, readyP50On: learner.ready.p50On, readyP90On: learner.ready.p90On
      ).note(in: tx)
    }
    let ready = Dictionary(
      learners.map { ($0.person, $0.ready) } + holding.map { ($0.key, Projection(p50On: $0.value, p90On: $0.value)) },
      uniquingKeysWith: { first, _ in first })
    let curve = try RampCurve.current(skillName, in: tx)
    let starters = try trainingClass.hours(on: asOf, in: tx).compactMap { hours in
      ready[hours.person].map { Starter(fullTime: hours.fullTime, ready: $0, endsOn: hours.endsOn) }
    }
    let supply = ClassWorth(curve: curve, classStart: cohort.startsOn, asOf: asOf)
      .supply(of: starters, from: asOf.monday, weeks: weeks)
    try trainingClass.note(supply, in: tx)
    return ToldReadiness(
      name: cohort.name, asOf: asOf, learners: learners, certified: holding.count, supply: supply, form: curve.form)
  }

  /// Everybody who is on the way, by the later of their cohorts' days.
  private static func learners(
    of trainingClass: TrainingClass, asOf: LocalDate, in tx: Session
  ) throws -> [ReadyLearner] {
    var learners: [Person.ID: ReadyLearner] = [:]
    for cohort in try tx.all(Cohort.named(trainingClass.name))
    where cohort.state == .planned || cohort.state == .running {
      for row in try Onboarding.board(of: cohort, asOf: asOf, RiskLimits(), in: tx).rows {
        guard let own = row.likelyReady(asOf: asOf) else { continue }
        let before = learners[row.person]?.ready ?? own
        learners[row.person] = ReadyLearner(
          person: row.person, name: row.name,
          ready: Projection(p50On: max(own.p50On, before.p50On), p90On: max(own.p90On, before.p90On)))
      }
    }
    return learners.values.sorted { ($0.name, $0.person) < ($1.name, $1.person) }
  }

  /// Since when each of the class holds the skill.
  private static func holding(
    _ skill: Skill, in trainingClass: TrainingClass, in tx: Session
  ) throws -> [Person.ID: LocalDate] {
    let held = try tx.tuples(
      "skill_grant.of_class",
      """
      SELECT held.person_id, min(held.starts_on)
        FROM people.skill_grant AS held
        JOIN people.class_member AS seat ON seat.person_id = held.person_id AND seat.left_at IS NULL
       WHERE seat.class_id = \(trainingClass.id) AND held.skill_id = \(skill.id) AND held.revoked_at IS NULL
       GROUP BY held.person_id
      """, as: (Person.ID, LocalDate).self)
    return Dictionary(held.map { ($0.0, $0.1) }, uniquingKeysWith: { first, _ in first })
  }
}

extension BoardRow {
  /// The days by which somebody is likely to be ready: whoever has done all waits for a signature alone.
  fileprivate func likelyReady(asOf: LocalDate) -> Projection? {
    switch status {
    case .paused, .stopped: nil
    case .certified, .ahead, .onTrack, .behind, .atRisk, .blocked:
      projection ?? (progress >= 1 ? Projection(p50On: asOf, p90On: asOf) : nil)
    }
  }
}
