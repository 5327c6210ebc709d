public import Postgres
public import Store

/// Somebody on the books, as colleagues know them.
///
/// What identifies them outside the shop is kept apart, in ``PrivateDetails``.
public struct Person: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Person>

  public let id: ID
  public let entity: LegalEntity.ID
  /// The employee number, unique in the company.
  public let number: String?
  public let name: String
}

// MARK: - SQL

extension Person: RowDecodable {
  public static let columns: StaticString = "person.id, person.entity_id, person.number, person.name"

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    entity = try row.next()
    number = try row.next()
    name = try row.next()
  }

  /// Everybody the caller may see whom `text` names: by `#id`, by number, or by name.
  static func called(_ text: String) -> Query<Person> {
    let id = text.hasPrefix("#") ? ID(parsing: text) : nil
    return Query(
      "person.called",
      """
      SELECT \(raw: columns)
        FROM people.person
       WHERE person.id = \(id)
          OR person.number = \(text)
          OR person.name = \(text)
       ORDER BY person.id
       LIMIT 5
      """)
  }

  static func add(_ name: String, number: String?, to entity: LegalEntity.ID) -> Query<Person> {
    Query(
      "person.add",
      """
      INSERT INTO people.person (entity_id, number, name)
      VALUES (\(entity), \(number), \(name))
      RETURNING \(raw: columns)
      """)
  }

  static func rename(_ person: ID, to name: String) -> Statement {
    Statement("person.rename", "UPDATE people.person SET name = \(name) WHERE id = \(person)")
  }
}
