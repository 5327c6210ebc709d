internal import People
public import Postgres
public import Store

/// One version of what a job is: seven sections with variables such as `{{city}}` in them.
///
/// A posting pins a version; a change is the next version, and the older ones stay readable.
public struct JobDescription: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<JobDescription>

  public let id: ID
  /// The short word all versions share, as `customer-service-manager`.
  public let code: String
  public let version: Int
  public let text: JobText
  public let note: String
  public let writtenAt: Instant
}

/// A job in words: its title and its sections, in the order in which they are read.
public struct JobText: Codable, Sendable, Hashable {
  /// The parts every description has.
  public enum Section: String, Codable, Sendable, CaseIterable {
    case brief
    case responsibilities
    case qualifications
    case benefits
    case additional
    case equalOpportunity = "equal_opportunity"
    case pay

    /// The heading above it.
    public var heading: String {
      switch self {
      case .brief: "About the job"
      case .responsibilities: "Responsibilities"
      case .qualifications: "Qualifications"
      case .benefits: "Benefits"
      case .additional: "Additional information"
      case .equalOpportunity: "Equal opportunity"
      case .pay: "Pay"
      }
    }
  }

  public var title: String
  public var brief: String
  public var responsibilities: String
  public var qualifications: String
  public var benefits: String
  public var additional: String
  public var equalOpportunity: String
  public var pay: String

  public init(title: String, _ sections: [Section: String] = [:]) {
    self.title = title
    brief = sections[.brief] ?? ""
    responsibilities = sections[.responsibilities] ?? ""
    qualifications = sections[.qualifications] ?? ""
    benefits = sections[.benefits] ?? ""
    additional = sections[.additional] ?? ""
    equalOpportunity = sections[.equalOpportunity] ?? ""
    pay = sections[.pay] ?? ""
  }

  public subscript(_ section: Section) -> String {
    switch section {
    case .brief: brief
    case .responsibilities: responsibilities
    case .qualifications: qualifications
    case .benefits: benefits
    case .additional: additional
    case .equalOpportunity: equalOpportunity
    case .pay: pay
    }
  }

  /// Title and sections in one list, each with its name.
  var parts: [(name: String, text: String)] {
    [("title", title)] + Section.allCases.map { ($0.rawValue, self[$0]) }
  }

  /// The text with every part rewritten.
  func mapped(_ rewrite: (String) -> String) -> JobText {
    JobText(
      title: rewrite(title),
      Dictionary(uniqueKeysWithValues: Section.allCases.map { ($0, rewrite(self[$0])) }))
  }
}

// MARK: - SQL

extension JobDescription: RowDecodable {
  public static let columns: StaticString = """
    description.id, description.code, description.version, description.title, description.brief,
    description.responsibilities, description.qualifications, description.benefits, description.additional,
    description.equal_opportunity, description.pay, description.note, description.written_at
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    code = try row.next()
    version = try row.next()
    text = try JobText(next: &row)
    note = try row.next()
    writtenAt = try row.next()
  }

  /// The newest version of each description, by code.
  static let newest = Query<JobDescription>(
    "description.newest",
    """
    SELECT DISTINCT ON (description.entity_id, description.code) \(raw: columns)
      FROM recruiting.description
     ORDER BY description.entity_id, description.code, description.version DESC
    """)

  /// One version; the newest without a number.
  static func called(_ code: String, version: Int?) -> Query<JobDescription> {
    Query(
      "description.called",
      """
      SELECT \(raw: columns)
        FROM recruiting.description
       WHERE description.code = \(code)
         AND (\(version) IS NULL OR description.version = \(version))
       ORDER BY description.version DESC
       LIMIT 1
      """)
  }

  static func with(_ id: ID) -> Query<JobDescription> {
    Query("description.with", "SELECT \(raw: columns) FROM recruiting.description WHERE description.id = \(id)")
  }

  /// Keeps the next version; the table counts it.
  static func add(_ text: JobText, as code: String, note: String, to entity: LegalEntity.ID) -> Query<ID> {
    Query(
      "description.add",
      """
      INSERT INTO recruiting.description
          (entity_id, code, version, title, brief, responsibilities, qualifications, benefits, additional,
           equal_opportunity, pay, note)
      SELECT \(entity), \(code), 1 + coalesce(max(older.version), 0), \(text.title), \(text.brief),
             \(text.responsibilities), \(text.qualifications), \(text.benefits), \(text.additional),
             \(text.equalOpportunity), \(text.pay), \(note)
        FROM recruiting.description AS older
       WHERE older.entity_id = \(entity) AND older.code = \(code)
      RETURNING id
      """)
  }
}

extension JobText {
  /// Reads title and sections from the next eight columns.
  init(next row: inout Row) throws(PostgresError) {
    title = try row.next()
    brief = try row.next()
    responsibilities = try row.next()
    qualifications = try row.next()
    benefits = try row.next()
    additional = try row.next()
    equalOpportunity = try row.next()
    pay = try row.next()
  }
}
