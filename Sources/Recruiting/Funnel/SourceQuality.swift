public import Postgres

/// What a source brought: each share with its interval, so that none of 45 does not look like the worst of all.
public struct SourceQuality: Codable, Sendable, Hashable {
  public let source: String
  public let kind: String
  public let applied: Int
  public let offered: Int
  public let accepted: Int
  public let started: Int
  public let open: Int
  /// Started ninety days ago or longer.
  public let startedLongAgo: Int
  /// Of these, still there after ninety days, or until their season was over.
  public let stayed: Int
  public let costMinor: Int?
  public let currency: String?

  /// Below thirty applications a share says little, and is shown as such.
  public var isThin: Bool { applied < 30 }
  public var applyToAccept: Share { Share(accepted, of: applied) }
  public var applyToStart: Share { Share(started, of: applied) }
  public var retention: Share { Share(stayed, of: startedLongAgo) }
  /// What one who started cost; `nil` without costs or starters.
  public var costPerStartMinor: Int? { started > 0 ? costMinor.map { $0 / started } : nil }
}

// MARK: - SQL

extension SourceQuality: RowDecodable {
  public static let columns: StaticString = """
    told.source, told.kind, told.applied, told.offered, told.accepted, told.started, told.open, told.started_90,
    told.stayed_90, told.cost_minor, told.currency
    """

  public init(row: inout Row) throws(PostgresError) {
    source = try row.next()
    kind = try row.next()
    applied = try row.next()
    offered = try row.next()
    accepted = try row.next()
    started = try row.next()
    open = try row.next()
    startedLongAgo = try row.next()
    stayed = try row.next()
    costMinor = try row.next()
    currency = try row.next()
  }

  static func counted(_ question: CountingQuestion) -> Query<SourceQuality> {
    Query(
      "source_quality.counted",
      "SELECT \(raw: columns) FROM recruiting.source_counts(\(question.cohort), \(question.asOf)) AS told")
  }
}

/// A class, its seats, and who is in them.
public struct ClassFill: Codable, Sendable, Hashable {
  public let name: String
  public let site: String
  public let startsOn: LocalDate
  public let seats: Int
  public let accepted: Int
  public let started: Int
}

extension ClassFill: RowDecodable {
  public static let columns: StaticString = """
    fill.class, fill.site, fill.starts_on, fill.seats, fill.accepted, fill.started
    """

  public init(row: inout Row) throws(PostgresError) {
    name = try row.next()
    site = try row.next()
    startsOn = try row.next()
    seats = try Int(row.next(Int32.self))
    accepted = try row.next()
    started = try row.next()
  }

  static let all = Query<ClassFill>("class_fill.all", "SELECT \(raw: columns) FROM recruiting.class_fill() AS fill")
}
