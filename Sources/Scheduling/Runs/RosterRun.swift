internal import Planning
public import Postgres
public import Store

/// One search for a roster: what it was made from, what it found, and how far that may be from the best.
///
/// A run yields a draft, or says in words why there can be none; it is kept either way.
public struct RosterRun: Codable, Sendable, Identifiable {
  public typealias ID = Identifier<RosterRun>

  public let id: ID
  public let requirement: RequirementVersion.ID
  public let forecast: ForecastVersion.ID
  public let startsOn: LocalDate
  public let endsOn: LocalDate
  public let seed: Int
  /// SHA-256 over requirement, people and rules, in hexadecimal: equal inputs, equal digests.
  public let inputsDigest: String
  /// The draft it yielded.
  public let roster: RosterVersion.ID?
  /// Why there is no draft, naming what contradicts what.
  public let refusal: String?
  public let milliseconds: Int
  /// Work units spent; the same inputs, seed and units give the same roster.
  public let work: Int
  public let objective: Double?
  /// No roster can cost less; `nil` when nothing is proven.
  public let bound: Double?
  public let neededHours: Double?
  public let coveredHours: Double?
  public let runBy: String?
  public let runAt: Instant

  /// The part of the cost that a better roster might save; `nil` when no bound is proven.
  public var gap: Double? {
    guard let objective, let bound else { return nil }
    return RosterDraft.gap(objective, above: bound)
  }
}

/// One term of a run's objective.
public struct RosterTerm: Codable, Hashable, Sendable {
  public let term: String
  public let amount: Double
}

/// Somebody a run has no shift for, and why.
public struct UnplacedPerson: Codable, Hashable, Sendable {
  /// A person's name, or a coming class's seat.
  public let name: String
  public let words: String
}

/// A run with all it has to say.
public struct RunReport: Codable, Sendable {
  public let run: RosterRun
  public let terms: [RosterTerm]
  public let unplaced: [UnplacedPerson]
  /// Only the slots in which somebody is missing.
  public let gaps: [RosterCoverage]
}

extension Scheduling {
  /// Searches for a week's roster and keeps the run, also when there can be no roster.
  public func run(
    _ code: String, _ request: RosterRequest = RosterRequest(), as operation: Operation
  ) async throws(SchedulingError) -> Outcome<RosterRun> {
    try await store.write(operation, or: SchedulingError.init) { tx in
      let season = try Season.find(code, in: tx)
      return try Stages(tx: tx, season: season).run(
        season.newestRequirement(in: tx), plan: tx.first(HiringPlanVersion.newest(of: season.id)), request)
    }
  }

  /// The runs of a season, the newest first.
  public func runs(of code: String) async throws(SchedulingError) -> [RosterRun] {
    try await store.read(or: SchedulingError.init) { tx in
      try tx.all(RosterRun.list("run.season_id = \(Season.find(code, in: tx).id)"))
    }
  }

  /// One run with its terms, its gaps and whom it could not place.
  public func report(_ id: RosterRun.ID) async throws(SchedulingError) -> RunReport {
    try await store.read(or: SchedulingError.init) { tx in
      guard let run = try tx.first(RosterRun.list("run.id = \(id)")) else {
        throw SchedulingError.unknownRun(id.rawValue)
      }
      let coverage = try run.roster.map { try tx.all(RosterCoverage.all(of: $0)) } ?? []
      return RunReport(
        run: run, terms: try tx.all(RosterTerm.all(of: id)), unplaced: try tx.all(UnplacedPerson.all(of: id)),
        gaps: coverage.filter { $0.covered < $0.required })
    }
  }
}

// MARK: - SQL

extension RosterRun: RowDecodable {
  public static let columns: StaticString = """
    run.id, run.requirement_id, run.forecast_id, run.starts_on, run.ends_on, run.seed, run.inputs_digest, run.roster_id,
    run.refusal, run.took_ms::bigint, run.work, run.objective, run.bound, run.needed_hours, run.covered_hours,
    (SELECT person.name FROM people.person AS person WHERE person.id = run.run_by), run.run_at
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    requirement = try row.next()
    forecast = try row.next()
    startsOn = try row.next()
    endsOn = try row.next()
    seed = try row.next()
    inputsDigest = try row.next()
    roster = try row.next()
    refusal = try row.next()
    milliseconds = try row.next()
    work = try row.next()
    objective = try row.next()
    bound = try row.next()
    neededHours = try row.next()
    coveredHours = try row.next()
    runBy = try row.next()
    runAt = try row.next()
  }

  static func list(_ condition: SQL) -> Query<RosterRun> {
    Query(
      "roster_run.list",
      """
      SELECT \(raw: columns) FROM scheduling.roster_run AS run WHERE \(condition) ORDER BY run.id DESC
      """)
  }
}

extension RosterTerm: RowDecodable {
  public static let columns: StaticString = "term.term, term.amount"

  public init(row: inout Row) throws(PostgresError) {
    term = try row.next()
    amount = try row.next()
  }

  static func all(of run: RosterRun.ID) -> Query<RosterTerm> {
    Query(
      "roster_term.all",
      "SELECT \(raw: columns) FROM scheduling.roster_term AS term WHERE term.run_id = \(run) ORDER BY term.amount DESC, term.term"
    )
  }

  static func add(_ terms: [RosterTerm], to run: RosterRun.ID, of season: Season) -> Statement {
    Statement(
      "roster_term.add",
      """
      INSERT INTO scheduling.roster_term (entity_id, run_id, term, amount)
      SELECT \(season.entity), \(run), term.* FROM unnest(\(terms.map(\.term)), \(terms.map(\.amount))) AS term
      """)
  }
}

extension UnplacedPerson: RowDecodable {
  public static let columns: StaticString = "coalesce(person.name, unplaced.seat), unplaced.words"

  public init(row: inout Row) throws(PostgresError) {
    name = try row.next()
    words = try row.next()
  }

  static func all(of run: RosterRun.ID) -> Query<UnplacedPerson> {
    Query(
      "roster_unplaced.all",
      """
      SELECT \(raw: columns) FROM scheduling.roster_unplaced AS unplaced
        LEFT JOIN people.person AS person ON person.id = unplaced.person_id
       WHERE unplaced.run_id = \(run) ORDER BY 1
      """)
  }
}
