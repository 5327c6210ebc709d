public import Postgres

/// What became of offers, and how long it took until somebody said yes and until they came.
public struct OfferOutcomes: Codable, Sendable {
  public let question: CountingQuestion
  public let lines: [Line]

  /// One offer.
  public struct Line: Codable, Sendable, Hashable {
    public let outcome: String
    /// From the application to the yes.
    public let toHire: Int?
    /// From the seat's approval to the yes.
    public let toFill: Int?
    /// From the seat's approval to the first day.
    public let toStart: Int?
    public let hasStarted: Bool
    /// Accepted, and the first day has come.
    public let isDue: Bool
  }

  private func count(_ outcome: String) -> Int { lines.count { $0.outcome == outcome } }

  /// Accepted of those that got an answer or ran out; offers without one are no no.
  public var acceptance: Share {
    Share(count("accepted"), of: count("accepted") + count("declined") + count("expired"))
  }

  /// Offers nobody has answered.
  public var unanswered: Int { count("sent") }

  /// Came, of those who had accepted and whose first day has passed.
  public var show: Share {
    let due = lines.filter(\.isDue)
    return Share(due.count { $0.hasStarted }, of: due.count)
  }

  /// Days, each sorted, of what has happened.
  public func days(_ which: (Line) -> Int?) -> [Int] { lines.compactMap(which).sorted() }

  /// A quantile of sorted days, straight between two, as `percentile_cont`; `nil` of none.
  public func quantile(_ share: Double, of sorted: [Int]) -> Double? {
    guard let last = sorted.indices.last else { return nil }
    let place = share * Double(last)
    let (low, high) = (Int(place.rounded(.down)), Int(place.rounded(.up)))
    return Double(sorted[low]) + (place - Double(low)) * Double(sorted[high] - sorted[low])
  }
}

// MARK: - SQL

extension OfferOutcomes.Line: RowDecodable {
  public static let columns: StaticString = """
    told.outcome, told.to_hire, told.to_fill, told.to_start, told.has_started, told.is_due
    """

  public init(row: inout Row) throws(PostgresError) {
    outcome = try row.next()
    toHire = try row.next(Int32?.self).map(Int.init)
    toFill = try row.next(Int32?.self).map(Int.init)
    toStart = try row.next(Int32?.self).map(Int.init)
    hasStarted = try row.next()
    isDue = try row.next()
  }

  static func told(_ question: CountingQuestion) -> Query<OfferOutcomes.Line> {
    Query(
      "offer_outcome.told",
      "SELECT \(raw: columns) FROM recruiting.offer_days(\(question.cohort), \(question.asOf)) AS told")
  }
}
