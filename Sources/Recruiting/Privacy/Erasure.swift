public import Postgres
internal import Store

/// That somebody was forgotten: how many values of which columns went.
public struct Erasure: Codable, Sendable, Equatable {
  public let candidate: Int64
  /// `schema.table.column` and the number of values, those with none left out.
  public let columns: [EmptiedColumn]
  /// Whether the books of employment stay until their own time has passed.
  public let booksStay: Bool

  public var values: Int { columns.reduce(0) { $0 + $1.values } }

  static func make(of candidate: Int64, reason: String, on day: LocalDate, in tx: Session) throws -> Erasure {
    let text = try tx.one(
      Query<JSONText>("privacy.erase", "SELECT privacy.erase(\(candidate), \(reason), \(day))"))
    let columns = try tx.all(
      Query<EmptiedColumn>(
        "privacy.erased",
        """
        SELECT part.key, part.value::bigint
          FROM jsonb_each_text(\(text)::jsonb -> 'values') AS part
         WHERE part.value <> '0' ORDER BY 1
        """))
    let booksStay = try tx.one(
      Query<Bool>("privacy.books_stay", "SELECT (\(text)::jsonb -> 'books_stay')::boolean"))
    return Erasure(candidate: candidate, columns: columns, booksStay: booksStay)
  }
}

/// A column and how many values were taken out of it.
public struct EmptiedColumn: Codable, Sendable, Hashable {
  public let name: String
  public let values: Int
}

/// Everything we hold about a candidate.
public struct AccessBundle: Codable, Sendable, Equatable {
  public let candidate: Int64
  /// An object of tables, each a list of rows.
  ///
  /// It is not kept with the operation: a repeat under the same key answers the tables alone.
  public private(set) var json = ""
  public let tables: [AccessTable]

  private enum CodingKeys: CodingKey { case candidate, tables }

  init(candidate: Int64, json: String, tables: [AccessTable]) {
    self.candidate = candidate
    self.json = json
    self.tables = tables
  }
}

/// A table of a bundle and how many rows are in it.
public struct AccessTable: Codable, Sendable, Hashable {
  public let name: String
  public let rows: Int
}

/// A column whose values are about a person.
public struct PersonalColumn: Codable, Sendable, Hashable {
  public let table: String
  public let column: String
  public let words: String
  /// Why it is not emptied by its own path; `nil` when it is.
  public let elsewhere: String?
}

// MARK: - SQL

extension EmptiedColumn: RowDecodable {
  public static let columns: StaticString = "name, values"

  public init(row: inout Row) throws(PostgresError) {
    name = try row.next()
    values = try row.next()
  }
}

extension AccessTable: RowDecodable {
  public static let columns: StaticString = "name, rows"

  public init(row: inout Row) throws(PostgresError) {
    name = try row.next()
    rows = try row.next()
  }
}

extension PersonalColumn: RowDecodable {
  public static let columns: StaticString = "known.relation, known.col, known.words, other.why"

  public init(row: inout Row) throws(PostgresError) {
    table = try row.next()
    column = try row.next()
    words = try row.next()
    elsewhere = try row.next()
  }

  static let all = Query<PersonalColumn>(
    "personal_column.all",
    """
    SELECT \(raw: columns)
      FROM privacy.columns() AS known
      LEFT JOIN privacy.elsewhere() AS other ON other.relation = known.relation AND other.col = known.col
     ORDER BY 1, 2
    """)
}
