internal import People
public import Postgres
public import Store

/// What an applicant says about themselves: every part may be left out.
public struct SelfDescription: Codable, Sendable, Equatable {
  /// The list the words are of, as `us-1997`.
  public var scheme: String
  public var sex: String?
  public var ethnicity: String?
  public var veteran: String?
  public var disability: String?

  public init(
    scheme: String, sex: String? = nil, ethnicity: String? = nil, veteran: String? = nil, disability: String? = nil
  ) {
    self.scheme = scheme
    self.sex = sex
    self.ethnicity = ethnicity
    self.veteran = veteran
    self.disability = disability
  }
}

/// A choice of a scheme.
public struct SelfCategory: Codable, Sendable, Hashable {
  public let scheme: String
  public let dimension: String
  public let code: String
  public let words: String
}

/// Answers about oneself go in by one door and come out as counts by another; nobody sees a row.
public struct EqualOpportunity: Sendable {
  let store: Store

  public init(store: Store) {
    self.store = store
  }

  /// The choices there are.
  public func categories() async throws(HiringError) -> [SelfCategory] {
    try await store.read(or: HiringError.init) { tx in try tx.all(SelfCategory.all) }
  }

  /// Keeps what an applicant said; the writer cannot read it again.
  public func keep(
    _ answer: SelfDescription, of application: Int64, as operation: Operation
  ) async throws(HiringError) -> Outcome<Bool> {
    try await store.write(operation, or: HiringError.init) { tx in
      try tx.run(answer.keep(of: application))
      return true
    }
  }

  /// Compares groups step by step, over what was decided in a period.
  ///
  /// A write, since each reading of these counts is noted in the audit.
  public func impact(
    by dimension: Dimension, from: LocalDate, through: LocalDate, in entity: String? = nil
  ) async throws(HiringError) -> ImpactReport {
    let operation = Operation("eeo.impact", input: [dimension.rawValue, from.description, through.description])
    let found = try await store.write(operation, or: HiringError.init) { tx in
      let company = try LegalEntity.find(entity, in: tx)
      return Counted(
        counts: try tx.all(
          SelectionCount.counted(by: dimension, in: company.id.rawValue, from: from, through: through)),
        rule: try tx.first(LawRule.called("us.four-fifths")))
    }.value
    return ImpactReport(found.counts, dimension: dimension, from: from, through: through, rule: found.rule)
  }

  /// Counts who was at work on a day and came through recruiting, by place, job category, origin and sex.
  ///
  /// A write, since each reading of these counts is noted in the audit.
  public func workforce(
    on day: LocalDate, categories: [String: WorkforceReport.Category] = [:], in entity: String? = nil
  ) async throws(HiringError) -> WorkforceReport {
    let operation = Operation("eeo.workforce", input: [day.description])
    let found = try await store.write(operation, or: HiringError.init) { tx in
      let company = try LegalEntity.find(entity, in: tx)
      return try tx.all(WorkforceCount.counted(in: company.id.rawValue, on: day))
    }.value
    return WorkforceReport(found, categories: categories)
  }

  /// What the law says, for a place and a topic.
  public func law(at jurisdiction: String? = nil, topic: String? = nil) async throws(HiringError) -> [LawRule] {
    try await store.read(or: HiringError.init) { tx in try tx.all(LawRule.list(at: jurisdiction, topic: topic)) }
  }

  private struct Counted: Codable, Sendable {
    let counts: [SelectionCount]
    let rule: LawRule?
  }
}

// MARK: - SQL

extension SelfCategory: RowDecodable {
  public static let columns: StaticString = "category.scheme, category.dimension, category.code, category.words"

  public init(row: inout Row) throws(PostgresError) {
    scheme = try row.next()
    dimension = try row.next()
    code = try row.next()
    words = try row.next()
  }

  static let all = Query<SelfCategory>(
    "category.all",
    "SELECT \(raw: columns) FROM eeo.category ORDER BY category.scheme, category.dimension DESC, category.place")
}

extension SelfDescription {
  func keep(of application: Int64) -> Statement {
    Statement(
      "self_description.keep",
      "SELECT eeo.answer(\(application), \(scheme), \(sex), \(ethnicity), \(veteran), \(disability))")
  }
}
