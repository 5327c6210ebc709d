public import Postgres
public import Store

/// A shift given to somebody, for one of theirs or as a favour.
public struct Swap: Codable, Sendable, Identifiable {
  public typealias ID = Identifier<Swap>

  public enum Step: String, Codable, Sendable, CaseIterable {
    /// The partner's word.
    case agreed, declined
    /// The asker's.
    case withdrawn
    /// A lead's, who is neither.
    case approved, refused
  }

  public let id: ID
  /// `asked`, or the last step taken.
  public let state: String
  /// Which sides of it the caller is on: `asker`, `partner`, `lead`.
  public let sides: [String]
  public let asker: String
  /// The shift given, in words.
  public let gives: String
  public let partner: String
  /// The shift taken for it; `nil` for a favour.
  public let takes: String?
  public let note: String
  public let askedAt: Instant
}

/// A rule that one side would break; none means that both could.
public struct SwapFinding: Codable, Hashable, Sendable {
  public let name: String
  public let measure: String
  public let words: String
  public let citation: String
}

/// A shift of somebody in the caller's team: what one may ask for.
public struct TeamShift: Codable, Hashable, Sendable {
  public let shift: Int64
  public let person: Int64
  public let name: String
  public let day: LocalDate
  public let starts: LocalTime
  public let ends: LocalTime
  public let zone: String
}

extension Scheduling {
  /// The shifts of the caller's team in a period.
  public func teamShifts(from: LocalDate, through: LocalDate) async throws(SchedulingError) -> [TeamShift] {
    try await store.read(or: SchedulingError.init) { tx in
      try tx.all(
        Query<TeamShift>(
          "shift.of_team", "SELECT \(raw: TeamShift.columns) FROM scheduling.team_shifts(\(from), \(through)) AS shift")
      )
    }
  }

  /// What both sides' rules say of a swap, before anybody asks; empty when nothing stands in the way.
  ///
  /// - Parameters:
  ///   - partner: Whose name it is in the caller's team, or a number or #id.
  ///   - theirs: The shift taken for it; `nil` for a cover, which then needs its partner.
  public func weigh(
    _ shift: Int64, to partner: String, for theirs: Int64? = nil
  ) async throws(SchedulingError) -> [SwapFinding] {
    try await store.read(or: SchedulingError.init) { tx in
      try tx.all(
        Query<SwapFinding>(
          "swap.weigh",
          """
          SELECT \(raw: SwapFinding.columns)
            FROM scheduling.weigh_swap(\(shift), scheduling.mate(\(partner)), \(theirs)) AS finding
          """))
    }
  }

  /// Asks somebody to take a shift of the caller's.
  public func ask(
    _ shift: Int64, of partner: String, for theirs: Int64? = nil, note: String = "", as operation: Operation
  ) async throws(SchedulingError) -> Outcome<Swap> {
    try await store.write(operation, or: SchedulingError.init) { tx in
      let id = try tx.one(
        Query<Swap.ID>(
          "swap.ask",
          "SELECT scheduling.ask_swap(\(shift), scheduling.mate(\(partner)), \(theirs), \(note))"))
      return try tx.one(Swap.list("swap.id = \(id)"))
    }
  }

  /// The caller's swaps, those of the people they lead and of the companies they plan for, the newest first.
  public func swaps() async throws(SchedulingError) -> [Swap] {
    try await store.read(or: SchedulingError.init) { tx in try tx.all(Swap.list("true")) }
  }

  /// Takes a swap one step further; approving it exchanges the shifts and publishes that as a version.
  public func move(
    _ id: Swap.ID, to step: Swap.Step, reason: String = "", as operation: Operation
  ) async throws(SchedulingError) -> Outcome<Swap> {
    try await store.write(operation, or: SchedulingError.init) { tx in
      _ = try tx.one(
        Query<String>("swap.move", "SELECT scheduling.move_swap(\(id), \(step.rawValue), \(reason))"))
      return try tx.one(Swap.list("swap.id = \(id)"))
    }
  }
}

// MARK: - SQL

extension Swap: RowDecodable {
  public static let columns: StaticString = """
    swap.id, swap.state, swap.sides, swap.asker, swap.gives, swap.partner, swap.takes, swap.note, swap.asked_at
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    state = try row.next()
    sides = try row.next()
    asker = try row.next()
    gives = try row.next()
    partner = try row.next()
    takes = try row.next()
    note = try row.next()
    askedAt = try row.next()
  }

  static func list(_ condition: SQL) -> Query<Swap> {
    Query("swap.list", "SELECT \(raw: columns) FROM scheduling.my_swaps() AS swap WHERE \(condition)")
  }
}

extension SwapFinding: RowDecodable {
  public static let columns: StaticString = "finding.person_name, finding.measure, finding.words, finding.citation"

  public init(row: inout Row) throws(PostgresError) {
    name = try row.next()
    measure = try row.next()
    words = try row.next()
    citation = try row.next()
  }
}

extension TeamShift: RowDecodable {
  public static let columns: StaticString = """
    shift.shift_id, shift.person_id, shift.person_name, shift.works_on, shift.starts_time, shift.ends_time, shift.zone
    """

  public init(row: inout Row) throws(PostgresError) {
    shift = try row.next()
    person = try row.next()
    name = try row.next()
    day = try row.next()
    starts = try row.next()
    ends = try row.next()
    zone = try row.next()
  }
}
