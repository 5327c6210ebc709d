public import People
public import Postgres
public import Store

/// What to ask in an interview, and what good answers look like.
public struct Kit: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Kit>

  public let id: ID
  public let entity: LegalEntity.ID
  public let name: String
  public let version: Int
  public let purpose: String
  public let minutes: Int
}

/// One competency of a kit.
public struct KitQuestion: Codable, Sendable, Equatable {
  public var competency: String
  public var question: String
  /// What one to four look like; four of them, or none.
  public var anchors: [String]

  public init(_ competency: String, _ question: String, anchors: [String] = []) {
    self.competency = competency
    self.question = question
    self.anchors = anchors
  }
}

// MARK: - SQL

extension Kit: RowDecodable {
  public static let columns: StaticString = "kit.id, kit.entity_id, kit.name, kit.version, kit.purpose, kit.minutes"

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    entity = try row.next()
    name = try row.next()
    version = try row.next()
    purpose = try row.next()
    minutes = try row.next()
  }

  static let all = Query<Kit>(
    "kit.all", "SELECT \(raw: columns) FROM recruiting.kit ORDER BY kit.name, kit.version DESC")

  static func newest(_ name: String) -> Query<Kit> {
    Query(
      "kit.newest",
      "SELECT \(raw: columns) FROM recruiting.kit WHERE kit.name = \(name) ORDER BY kit.version DESC LIMIT 1")
  }

  static func add(_ name: String, purpose: String, minutes: Int, to entity: LegalEntity.ID) -> Query<ID> {
    Query(
      "kit.add",
      """
      INSERT INTO recruiting.kit (entity_id, name, version, purpose, minutes)
      SELECT \(entity), \(name), coalesce(max(kit.version), 0) + 1, \(purpose), \(Int32(minutes))
        FROM recruiting.kit
       WHERE kit.entity_id = \(entity) AND kit.name = \(name)
      RETURNING id
      """)
  }

  static func add(_ question: KitQuestion, _ ordinal: Int, to kit: ID, of entity: LegalEntity.ID) -> Statement {
    Statement(
      "kit_question.add",
      """
      INSERT INTO recruiting.kit_question (entity_id, kit_id, ordinal, competency, question, anchors)
      VALUES (\(entity), \(kit), \(Int16(ordinal)), \(question.competency), \(question.question), \(question.anchors))
      """)
  }

  static func questions(of kit: ID) -> Query<KitQuestion> {
    Query(
      "kit_question.of",
      "SELECT \(raw: KitQuestion.columns) FROM recruiting.kit_question WHERE kit_id = \(kit) ORDER BY ordinal")
  }
}

extension KitQuestion: RowDecodable {
  public static let columns: StaticString = "competency, question, anchors"

  public init(row: inout Row) throws(PostgresError) {
    competency = try row.next()
    question = try row.next()
    anchors = try row.next()
  }
}
