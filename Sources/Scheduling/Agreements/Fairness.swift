public import Postgres
internal import Store

/// One line of the ledger: the unpleasant hours somebody had between two days.
public struct FairnessEntry: Codable, Hashable, Sendable {
  public let name: String
  public let team: String?
  public let shifts: Int
  /// Weekends worked, a weekend once.
  public let weekends: Int
  public let holidays: Int
  /// Shifts with at least two hours of night.
  public let nights: Int
  /// Days with a hole between two shifts.
  public let splits: Int
  /// Wishes not met, and time off declined.
  public let denied: Int
}

/// How one count spreads over the caller's team, without names.
public struct FairnessSpread: Codable, Hashable, Sendable {
  public let what: String
  public let people: Int
  public let fewest: Int
  public let middle: Double
  public let most: Int
  /// The caller's own.
  public let mine: Int?
}

extension Scheduling {
  /// The ledger by name: the caller's own line, and those of whom they lead or plan for.
  public func fairness(from: LocalDate, through: LocalDate) async throws(SchedulingError) -> [FairnessEntry] {
    try await store.read(or: SchedulingError.init) { tx in
      try tx.all(
        Query<FairnessEntry>(
          "fairness.list",
          "SELECT \(raw: FairnessEntry.columns) FROM scheduling.fairness(\(from), \(through)) AS entry"))
    }
  }

  /// How the counts spread over the caller's team; nothing below three people, whom one could name.
  public func teamFairness(from: LocalDate, through: LocalDate) async throws(SchedulingError) -> [FairnessSpread] {
    try await store.read(or: SchedulingError.init) { tx in
      try tx.all(
        Query<FairnessSpread>(
          "fairness.team",
          "SELECT \(raw: FairnessSpread.columns) FROM scheduling.team_fairness(\(from), \(through)) AS spread"))
    }
  }
}

// MARK: - SQL

extension FairnessEntry: RowDecodable {
  public static let columns: StaticString = """
    entry.person_name, entry.team_name, entry.shifts, entry.weekends, entry.holidays, entry.nights, entry.splits, entry.denied
    """

  public init(row: inout Row) throws(PostgresError) {
    name = try row.next()
    team = try row.next()
    shifts = try row.next()
    weekends = try row.next()
    holidays = try row.next()
    nights = try row.next()
    splits = try row.next()
    denied = try row.next()
  }
}

extension FairnessSpread: RowDecodable {
  public static let columns: StaticString =
    "spread.what, spread.people, spread.fewest, spread.middle::float8, spread.most, spread.mine"

  public init(row: inout Row) throws(PostgresError) {
    what = try row.next()
    people = try row.next()
    fewest = try row.next()
    middle = try row.next()
    most = try row.next()
    mine = try row.next()
  }
}
