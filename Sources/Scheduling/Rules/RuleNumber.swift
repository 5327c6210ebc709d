internal import People
internal import Planning
public import Postgres
internal import Store

/// One number that the law or the house sets at a site on a day, with its source.
public struct RuleNumber: Codable, Hashable, Sendable {
  /// What is measured, such as the rest between shifts or the days of notice.
  public let measure: String
  /// `least`, `most`, or `fact` for a number that only describes.
  public let sense: String
  public let amount: Int
  /// Presence in minutes above which a break is owed.
  public let beyond: Int
  /// The rule in `muster law list`; `nil` for the house's own.
  public let rule: String?
  public let citation: String
  public let words: String
  public let jurisdiction: String?
  public let locality: String?
  /// `nil` where it depends on something nobody noted about the site.
  public let binds: Bool?
}

extension Scheduling {
  /// Every number that binds, or may bind, at a site on a day.
  ///
  /// - Throws: ``SchedulingError/unknownPlace(_:)``.
  public func rules(at site: String, on day: LocalDate) async throws(SchedulingError) -> [RuleNumber] {
    try await store.read(or: SchedulingError.init) { tx in
      guard let id = (try? Site.find(site, in: tx))?.id else { throw SchedulingError.unknownPlace(site) }
      return try tx.all(
        Query<RuleNumber>(
          "rule.at",
          """
          SELECT \(raw: RuleNumber.columns) FROM scheduling.rules_at(\(id), \(day)) AS rule
           ORDER BY rule.measure, rule.beyond, rule.place
          """))
    }
  }
}

// MARK: - SQL

extension RuleNumber: RowDecodable {
  public static let columns: StaticString = """
    rule.measure, rule.sense, rule.amount::bigint, rule.beyond::bigint, rule.rule_code, rule.citation, rule.words,
    rule.jurisdiction, rule.locality, rule.binds
    """

  public init(row: inout Row) throws(PostgresError) {
    measure = try row.next()
    sense = try row.next()
    amount = try row.next()
    beyond = try row.next()
    rule = try row.next()
    citation = try row.next()
    words = try row.next()
    jurisdiction = try row.next()
    locality = try row.next()
    binds = try row.next()
  }

  /// The strictest number of each measure among those that bind.
  static func binding(_ site: Int64, on day: LocalDate) -> Query<RuleNumber> {
    Query(
      "rule.binding",
      """
      SELECT rule.measure, rule.sense, rule.amount::bigint, rule.beyond::bigint, rule.rule_code, rule.citation, '', NULL,
             NULL, true
        FROM scheduling.binding(\(site), \(day)) AS rule ORDER BY rule.measure, rule.beyond
      """)
  }
}

extension RuleBook {
  /// The rule book that the numbers make.
  init(_ numbers: [RuleNumber]) {
    self.init()
    youngWorkers = YoungWorkers(numbers)
    for number in numbers {
      let (minutes, citation) = (number.amount, number.citation)
      switch number.measure {
      case "rest": minimumRest = MinimumRest(minutes: minutes, citation: citation)
      case "weekly rest": weeklyRest = WeeklyRest(minutes: minutes, citation: citation)
      case "day hours": longestDay = LongestDay(minutes: minutes, citation: citation)
      case "week hours": longestWeek = LongestWeek(minutes: minutes, citation: citation)
      case "days in a row": longestRun = LongestRun(days: number.amount, citation: citation)
      case "notice": noticeWindow = NoticeWindow(days: number.amount, citation: citation)
      default: break
      }
    }
    let breaks = numbers.filter { $0.measure == "break" }
    if let first = breaks.first {
      breaksByLength = BreaksByLength(steps: breaks.map(\.step), citation: first.citation)
    }
  }
}

extension RuleNumber {
  /// A length of presence and the break it owes.
  fileprivate var step: BreaksByLength.Step { BreaksByLength.Step(over: beyond, owed: amount) }
}

extension YoungWorkers {
  /// The limits for the young among the numbers; `nil` where nothing limits them beside others.
  fileprivate init?(_ numbers: [RuleNumber]) {
    let own = numbers.filter { $0.measure.hasPrefix("young ") }
    guard !own.isEmpty else { return nil }
    let young = Dictionary(own.map { ($0.measure, $0.amount) }) { first, _ in first }
    self.init(
      minutesADay: young["young day hours"] ?? 1440, minutesAWeek: young["young week hours"] ?? 7 * 1440,
      daysAWeek: young["young days a week"] ?? 7, restMinutes: young["young rest"] ?? 0,
      weeklyRestMinutes: young["young weekly rest"] ?? 0,
      breaks: own.filter { $0.measure == "young break" }.map(\.step), earliest: young["young earliest"] ?? 0,
      latest: young["young latest"] ?? 2880, citation: Set(own.map(\.citation)).sorted().joined(separator: "; "))
  }
}
