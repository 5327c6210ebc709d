public import Postgres
public import Store

/// Why a draft cannot be published as it is: who would break which rule, with its source and what is in the way.
public struct RosterConflict: Codable, Hashable, Sendable {
  /// `nil` where the draft as a whole stands against what is published.
  public let person: Int64?
  public let name: String?
  public let day: LocalDate
  /// What would be broken, such as rest, overlap, skill or time away; or the version that is published meanwhile.
  public let measure: String
  /// The rule in `muster law list`; `nil` for the house's own and for plain facts.
  public let rule: String?
  public let citation: String
  public let words: String
  /// The published shift in the way, and its version.
  public let shift: Int64?
  public let version: Int?
}

extension RosterConflict: CustomStringConvertible {
  public var description: String {
    let clash = shift.map { ", shift #\($0)" + (version.map { " of version \($0)" } ?? "") } ?? ""
    return "\(name.map { "\($0), " } ?? "")\(day): \(words)\(clash) (\(citation))"
  }
}

/// How a draft differs from what is published, for one person on one day.
public struct RosterDifference: Codable, Hashable, Sendable {
  public let person: Int64
  public let name: String
  public let day: LocalDate
  /// `added`, `dropped` or `moved`.
  public let change: String
  public let was: String?
  public let becomes: String?
  /// Whole days from today to that day.
  public let noticeDays: Int
  /// Days of notice that a law asks for there; `nil` where none does.
  public let owedDays: Int?
  public let citation: String?
  /// What the law adds to the pay for the change, in minutes of pay and in money.
  public let premiumMinutes: Int
  public let premiumMinor: Int?
  public let currency: String?

  /// Whether the person hears of it later than a law asks for.
  public var isLate: Bool { owedDays.map { noticeDays < $0 } ?? false }
}

extension Scheduling {
  /// What stands in the way of publishing a season's newest draft, or a roster by its number.
  public func conflicts(
    _ code: String, roster: RosterVersion.ID? = nil
  ) async throws(SchedulingError) -> [RosterConflict] {
    try await store.read(or: SchedulingError.init) { tx in
      let roster = try roster ?? Season.find(code, in: tx).newestRoster(in: tx).id
      let found = try tx.all(RosterConflict.of(roster))
      return try [RosterConflict.overtaking(roster, in: tx)].compactMap(\.self) + found
    }
  }

  /// Who is affected by publishing it, with the notice they get and the premium that costs; empty when nothing changes.
  public func differences(
    _ code: String, roster: RosterVersion.ID? = nil
  ) async throws(SchedulingError) -> [RosterDifference] {
    try await store.read(or: SchedulingError.init) { tx in
      let roster = try roster ?? Season.find(code, in: tx).newestRoster(in: tx).id
      return try tx.all(RosterDifference.of(roster))
    }
  }
}

extension RosterConflict {
  /// The newest version that publishing a draft would undo unseen; `nil` when it would undo none.
  fileprivate static func overtaking(_ roster: RosterVersion.ID, in tx: Session) throws -> RosterConflict? {
    guard let draft = try tx.first(RosterVersion.called(roster)), draft.publication == nil,
      let later = try tx.first(RosterVersion.overtaking(roster, seen: nil))
    else { return nil }
    return RosterConflict(
      person: nil, name: nil, day: draft.startsOn, measure: "version", rule: nil,
      citation: "house: what was agreed on is not undone unseen",
      words: "version \(later) was published for the draft's days after it was drawn; draw the week again, "
        + "or publish with --seen \(later)", shift: nil, version: later)
  }
}

// MARK: - SQL

extension RosterConflict: RowDecodable {
  public static let columns: StaticString = """
    conflict.person_id, conflict.person_name, conflict.works_on, conflict.measure, conflict.rule_code, conflict.citation,
    conflict.words, conflict.shift_id, conflict.version::bigint
    """

  public init(row: inout Row) throws(PostgresError) {
    person = try row.next()
    name = try row.next()
    day = try row.next()
    measure = try row.next()
    rule = try row.next()
    citation = try row.next()
    words = try row.next()
    shift = try row.next()
    version = try row.next()
  }

  static func of(_ roster: RosterVersion.ID) -> Query<RosterConflict> {
    Query("roster.conflicts", "SELECT \(raw: columns) FROM scheduling.conflicts(\(roster)) AS conflict")
  }
}

extension RosterDifference: RowDecodable {
  public static let columns: StaticString = """
    difference.person_id, difference.person_name, difference.works_on, difference.change, difference.was, difference.becomes,
    difference.notice::bigint, difference.owed::bigint, difference.citation, difference.premium_minutes::bigint,
    difference.premium_minor, difference.currency
    """

  public init(row: inout Row) throws(PostgresError) {
    person = try row.next()
    name = try row.next()
    day = try row.next()
    change = try row.next()
    was = try row.next()
    becomes = try row.next()
    noticeDays = try row.next()
    owedDays = try row.next()
    citation = try row.next()
    premiumMinutes = try row.next()
    premiumMinor = try row.next()
    currency = try row.next()
  }

  static func of(_ roster: RosterVersion.ID) -> Query<RosterDifference> {
    Query("roster.differences", "SELECT \(raw: columns) FROM scheduling.differences(\(roster)) AS difference")
  }
}
