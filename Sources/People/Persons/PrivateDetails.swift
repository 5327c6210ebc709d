public import Postgres
public import Store

/// What identifies a person outside the shop; only HR sees it, and it can be erased.
public struct PrivateDetails: Codable, Sendable, Equatable {
  public let person: Person.ID
  public let legalName: String?
  public let email: String?
  public let phone: String?
  public let birthOn: LocalDate?

  public init(
    person: Person.ID, legalName: String? = nil, email: String? = nil, phone: String? = nil, birthOn: LocalDate? = nil
  ) {
    self.person = person
    self.legalName = legalName
    self.email = email?.lowercased()
    self.phone = phone
    self.birthOn = birthOn
  }
}

// MARK: - SQL

extension PrivateDetails: RowDecodable {
  public static let columns: StaticString = """
    private.person_id, private.legal_name, private.email, private.phone, private.birth_on
    """

  public init(row: inout Row) throws(PostgresError) {
    person = try row.next()
    legalName = try row.next()
    email = try row.next()
    phone = try row.next()
    birthOn = try row.next()
  }

  static func of(_ persons: [Person.ID]) -> Query<PrivateDetails> {
    Query(
      "person_private.of",
      "SELECT \(raw: columns) FROM people.person_private AS private WHERE private.person_id = ANY (\(persons))")
  }

  /// Writes what is given; what is not given stays.
  func keep(in entity: LegalEntity.ID) -> Statement {
    Statement(
      "person_private.keep",
      """
      INSERT INTO people.person_private AS private (person_id, entity_id, legal_name, email, phone, birth_on)
      VALUES (\(person), \(entity), \(legalName), \(email), \(phone), \(birthOn))
          ON CONFLICT (person_id) DO UPDATE
         SET legal_name = coalesce(excluded.legal_name, private.legal_name),
             email = coalesce(excluded.email, private.email),
             phone = coalesce(excluded.phone, private.phone),
             birth_on = coalesce(excluded.birth_on, private.birth_on)
      """)
  }
}
