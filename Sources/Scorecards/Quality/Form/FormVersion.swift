internal import FoundationEssentials
public import People
public import Postgres
public import Store

/// One wording of a form, which never changes; evaluations name the version they were made by.
public struct FormVersion: Codable, Sendable, Identifiable {
  public typealias ID = Identifier<FormVersion>

  public let id: ID
  public let entity: LegalEntity.ID
  public let code: String
  public let number: Int
  public let form: EvaluationForm
  /// What an import could not say in our words.
  public let remarks: [String]
  public let createdAt: Instant
  /// `nil` for a draft.
  public let publishedAt: Instant?
  /// Whether new evaluations are made by it.
  public let isCurrent: Bool
}

// MARK: - SQL

extension FormVersion: RowDecodable {
  public static let columns: StaticString = """
    version.id, version.entity_id, form.code, version.number, version.content, version.remarks, version.created_at,
    publication.published_at,
    publication.published_at IS NOT NULL AND NOT EXISTS (
        SELECT FROM scorecards.form_version AS later
          JOIN scorecards.form_publication AS shown ON shown.form_version_id = later.id
         WHERE later.form_id = version.form_id AND later.number > version.number)
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    entity = try row.next()
    code = try row.next()
    number = try row.next()
    form = try row.next(JSONText.self).decoded()
    remarks = try row.next()
    createdAt = try row.next()
    publishedAt = try row.next()
    isCurrent = try row.next()
  }

  private static func list(_ condition: SQL) -> SQL {
    """
    SELECT \(raw: columns)
      FROM scorecards.form_version AS version
      JOIN scorecards.form ON form.id = version.form_id
      LEFT JOIN scorecards.form_publication AS publication ON publication.form_version_id = version.id
     WHERE \(condition)
     ORDER BY form.code, version.number DESC
    """
  }

  static let all = Query<FormVersion>("form.all", list("true"))

  static func of(_ code: String) -> Query<FormVersion> {
    Query("form.of", list("form.code = \(code)"))
  }

  static func with(_ id: ID) -> Query<FormVersion> {
    Query("form.with", list("version.id = \(id)"))
  }

  static func newest(_ code: String, of entity: LegalEntity.ID) -> Query<FormVersion> {
    Query("form.newest", list("form.code = \(code) AND form.entity_id = \(entity)"))
  }

  /// Finds the version somebody means: by number, else the published one, else the newest.
  static func find(_ code: String, _ number: Int?, newest: Bool = false, in tx: Session) throws -> FormVersion {
    let versions = try tx.all(of(code))
    guard let first = versions.first else {
      let known = Set(try tx.all(Query<String>("form.codes", "SELECT code FROM scorecards.form"))).sorted()
      throw QualityError.unknownForm(code, known: known)
    }
    guard let number else { return newest ? first : versions.first(where: \.isCurrent) ?? first }
    guard let found = versions.first(where: { $0.number == number }) else {
      throw QualityError.unknownVersion(code, number)
    }
    return found
  }

  /// The version new evaluations are made by.
  static func current(_ code: String, in tx: Session) throws -> FormVersion {
    let found = try find(code, nil, in: tx)
    guard found.isCurrent else { throw QualityError.unpublished(code) }
    return found
  }

  /// The company somebody means; whoever works on none means their own.
  static func entity(_ name: String?, in tx: Session) throws -> LegalEntity.ID {
    try LegalEntity.find(name, in: tx).id
  }

  static func open(_ code: String, of entity: LegalEntity.ID) -> Query<Int64> {
    Query(
      "form.open",
      """
      INSERT INTO scorecards.form (entity_id, code)
      VALUES (\(entity), \(code))
          ON CONFLICT ON CONSTRAINT form_code_is_free DO NOTHING
      RETURNING id
      """)
  }

  static func add(
    _ form: EvaluationForm, _ remarks: [String], to code: String, of entity: LegalEntity.ID
  ) -> Query<FormVersion> {
    Query(
      "form.add",
      """
      WITH version AS (
          INSERT INTO scorecards.form_version (entity_id, form_id, number, content, remarks)
          SELECT form.entity_id, form.id,
                 1 + coalesce((SELECT max(number) FROM scorecards.form_version AS known WHERE known.form_id = form.id), 0),
                 \(JSONText(form.json)), \(remarks)
            FROM scorecards.form
           WHERE form.entity_id = \(entity) AND form.code = \(code)
          RETURNING *
      )
      SELECT version.id, version.entity_id, form.code, version.number, version.content, version.remarks,
             version.created_at, NULL::timestamptz, false
        FROM version
        JOIN scorecards.form ON form.id = version.form_id
      """)
  }

  var publish: Statement {
    Statement(
      "form.publish",
      "INSERT INTO scorecards.form_publication (form_version_id, entity_id) VALUES (\(id), \(entity))")
  }
}

extension JSONText {
  /// The value this JSON holds; it was checked as it was written.
  func decoded<Value: Decodable>() throws(PostgresError) -> Value {
    do {
      return try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    } catch {
      throw PostgresError(.decoding, "JSON of another version of this program")
    }
  }

  /// A value as JSON with sorted keys.
  init(of value: some Encodable) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    self.init(String(decoding: (try? encoder.encode(value)) ?? Data("{}".utf8), as: UTF8.self))
  }
}
