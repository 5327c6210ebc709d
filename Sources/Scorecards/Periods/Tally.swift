public import People
public import Postgres

/// What was counted of a person in one stratum: sums from which every figure follows.
public struct Tally: Codable, Sendable, Equatable {
  public let person: Person.ID
  public let metric: Metric.ID
  public let stratum: String
  public let n: Int
  public let numerator: Double
  public let denominator: Double
  /// Sum of squares of what the numerator sums.
  public let squares: Double
  /// Day by day, sum of products of both.
  public let crosses: Double
  /// Day by day, sum of squares of what the denominator sums.
  public let exposures: Double
  /// How many could have answered.
  public let asked: Int?
  public let leftOut: Int

  public init(
    person: Person.ID, metric: Metric.ID, stratum: String = "", n: Int, numerator: Double, denominator: Double,
    squares: Double = 0, crosses: Double = 0, exposures: Double = 0, asked: Int? = nil, leftOut: Int = 0
  ) {
    self.person = person
    self.metric = metric
    self.stratum = stratum
    self.n = n
    self.numerator = numerator
    self.denominator = denominator
    self.squares = squares
    self.crosses = crosses
    self.exposures = exposures
    self.asked = asked
    self.leftOut = leftOut
  }
}

// MARK: - SQL

extension Tally: RowDecodable {
  public static let columns: StaticString = """
    tally.person_id, tally.metric_version_id, tally.stratum, tally.n, tally.numerator, tally.denominator,
    tally.squares, tally.crosses, tally.exposures, tally.asked, tally.left_out
    """

  public init(row: inout Row) throws(PostgresError) {
    person = try row.next()
    metric = try row.next()
    stratum = try row.next()
    n = try row.next()
    numerator = try row.next()
    denominator = try row.next()
    squares = try row.next()
    crosses = try row.next()
    exposures = try row.next()
    asked = try row.next()
    leftOut = try row.next()
  }

  /// What an issue counted, or of one person of it.
  static func of(_ issue: Issue.ID, person: Person.ID? = nil) -> Query<Tally> {
    Query(
      "tally.of",
      """
      SELECT \(raw: columns) FROM scorecards.tally
       WHERE tally.issue_id = \(issue) AND coalesce(tally.person_id = \(person), true)
       ORDER BY tally.metric_version_id, tally.person_id, tally.stratum COLLATE "C"
      """)
  }

  /// The same counted again from the facts as the issue knew them.
  static func again(_ issue: Issue.ID, _ metric: Metric.ID) -> Query<Tally> {
    Query(
      "tally.again",
      """
      SELECT tally.person_id, \(metric), tally.stratum, tally.n, tally.numerator, tally.denominator,
             tally.squares, tally.crosses, tally.exposures, tally.asked, tally.left_out
        FROM scorecards.count_metric(\(issue), \(metric)) AS tally
       ORDER BY tally.person_id, tally.stratum COLLATE "C"
      """)
  }
}
