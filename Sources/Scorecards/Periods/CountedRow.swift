public import Postgres

/// One thing that was counted under a figure: a contact, a spell of work, an answer, a shift, an evaluation.
public struct CountedRow: Codable, Sendable, Equatable {
  public let at: Instant
  /// What its source calls it, or its day.
  public let reference: String?
  public let stratum: String
  /// What it adds, on the scale the sums are in; `nil` where it was left out.
  public let numerator: Double?
  public let denominator: Double?
  /// Why it was left out.
  public let remark: String
}

// MARK: - SQL

extension CountedRow: RowDecodable {
  public static let columns: StaticString = """
    counted.at, counted.reference, counted.stratum, counted.numerator, counted.denominator, counted.remark
    """

  public init(row: inout Row) throws(PostgresError) {
    at = try row.next()
    reference = try row.next()
    stratum = try row.next()
    numerator = try row.next()
    denominator = try row.next()
    remark = try row.next()
  }

  /// The rows under a person's figure, as the issue knew them.
  static func of(_ card: Card, _ issue: Issue.ID, _ metric: Metric.ID) -> Query<CountedRow> {
    Query(
      "counted_row.of",
      "SELECT \(raw: columns) FROM scorecards.rows_of(\(issue), \(metric), \(card.person)) AS counted")
  }
}
