public import People
public import Postgres
public import Store

/// Somebody who might work here; not on the books until hired.
public struct Candidate: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Candidate>

  public let id: ID
  public let entity: LegalEntity.ID
  public let name: String
  /// Who they are on the books: an alumnus, or hired.
  public let person: Person.ID?
  /// Their addresses and numbers, for who may see them.
  public let contacts: [String]
  /// How many applications of theirs are in play.
  public let inPlay: Int
}

/// A candidate as somebody adds them.
public struct NewCandidate: Codable, Sendable, Equatable {
  public var name: String
  public var preferredName: String?
  public var location: String?
  public var jurisdiction: String?
  public var contacts: [Contact] = []
  /// Who they were on the books, by name, number or `#id`.
  public var person: String?

  public init(_ name: String, contacts: [Contact] = []) {
    self.name = name
    self.contacts = contacts
  }
}

/// Two candidates who may be one, and why.
public struct Duplicate: Codable, Sendable, Equatable {
  public let first: Candidate.ID
  public let firstName: String
  public let second: Candidate.ID
  public let secondName: String
  /// What they share: `email`, `phone`, or both.
  public let shared: [String]
}

/// A merge of two candidates, which can be undone.
public struct CandidateMerge: Codable, Sendable, Equatable {
  public let id: Identifier<CandidateMerge>
  public let winner: Candidate
  public let loser: Candidate.ID
}

// MARK: - SQL

extension Candidate: RowDecodable {
  public static let columns: StaticString = """
    candidate.id, candidate.entity_id, candidate.name, candidate.person_id, reach.contacts, play.applications
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    entity = try row.next()
    name = try row.next()
    person = try row.next()
    contacts = try row.next()
    inPlay = try row.next()
  }

  static func list(_ condition: SQL, limit: Int32) -> SQL {
    """
    SELECT \(raw: columns)
      FROM recruiting.candidate
     CROSS JOIN LATERAL (
           SELECT coalesce(array_agg(contact.written ORDER BY contact.kind, contact.id), '{}') AS contacts
             FROM recruiting.candidate_contact AS contact
            WHERE contact.candidate_id = candidate.id
         ) AS reach
     CROSS JOIN LATERAL (
           SELECT count(*) AS applications
             FROM recruiting.application
            WHERE application.candidate_id = candidate.id AND application.ended_at IS NULL
         ) AS play
     WHERE candidate.merged_into_id IS NULL
       AND candidate.erased_at IS NULL
       AND \(condition)
     ORDER BY candidate.name, candidate.id
     LIMIT \(limit)
    """
  }

  /// Everybody whose name contains the words, or whose address or number it is.
  static func matching(_ text: String, limit: Int) -> Query<Candidate> {
    Query(
      "candidate.matching",
      list(
        """
        (strpos(lower(candidate.name), lower(\(text))) > 0
         OR EXISTS (SELECT FROM recruiting.candidate_contact AS contact
                     WHERE contact.candidate_id = candidate.id
                       AND contact.normalised = ANY (\(values(of: text)))))
        """, limit: Int32(limit)))
  }

  /// Whom `text` names; who was merged is found as whom they were merged into.
  static func called(_ text: String) -> Query<Candidate> {
    let id = number(of: text, after: "C")
    return Query(
      "candidate.called",
      list(
        """
        (candidate.id = (SELECT coalesce(asked.merged_into_id, asked.id) FROM recruiting.candidate AS asked WHERE asked.id = \(id))
         OR candidate.name = \(text)
         OR EXISTS (SELECT FROM recruiting.candidate_contact AS contact
                     WHERE contact.candidate_id = candidate.id
                       AND contact.normalised = ANY (\(values(of: text)))))
        """, limit: 5))
  }

  static func with(_ id: ID) -> Query<Candidate> {
    Query("candidate.with", list("candidate.id = \(id)", limit: 1))
  }

  private static func values(of text: String) -> [String] {
    Contact.Kind.allCases.compactMap { Contact($0, text)?.normalised }
  }

  static func add(_ new: NewCandidate, person: Person.ID?, to entity: LegalEntity.ID) -> Query<ID> {
    Query(
      "candidate.add",
      """
      INSERT INTO recruiting.candidate (entity_id, person_id, name, preferred_name, location, jurisdiction)
      VALUES (\(entity), \(person), \(new.name), \(new.preferredName), \(new.location), \(new.jurisdiction))
      RETURNING id
      """)
  }

  static func add(_ contacts: [Contact], to candidate: ID, of entity: LegalEntity.ID) -> Statement {
    Statement(
      "candidate.reach",
      """
      INSERT INTO recruiting.candidate_contact (entity_id, candidate_id, kind, written, normalised)
      SELECT \(entity), \(candidate), *
        FROM unnest(\(contacts.map(\.kind.rawValue)), \(contacts.map(\.written)), \(contacts.map(\.normalised)))
          ON CONFLICT DO NOTHING
      """)
  }

  static func link(_ candidate: ID, to person: Person.ID?) -> Statement {
    Statement("candidate.link", "UPDATE recruiting.candidate SET person_id = \(person) WHERE id = \(candidate)")
  }
}

extension NewCandidate {
  func add(to entity: LegalEntity.ID, in tx: Session) throws -> Candidate {
    let person = try self.person.map { try Person.find($0, in: tx).id }
    let id = try tx.one(Candidate.add(self, person: person, to: entity))
    try tx.run(Candidate.add(contacts, to: id, of: entity))
    return try tx.one(Candidate.with(id))
  }
}

extension Duplicate: RowDecodable {
  public static let columns: StaticString =
    "one.id, one.name, other.id, other.name, array_agg(DISTINCT a.kind ORDER BY a.kind)"

  public init(row: inout Row) throws(PostgresError) {
    first = try row.next()
    firstName = try row.next()
    second = try row.next()
    secondName = try row.next()
    shared = try row.next()
  }

  /// Pairs that share an address or a number, whatever their names.
  static let all = Query<Duplicate>(
    "candidate.duplicates",
    """
    SELECT \(raw: columns)
      FROM recruiting.candidate_contact AS a
      JOIN recruiting.candidate_contact AS b
        ON b.entity_id = a.entity_id AND b.kind = a.kind AND b.normalised = a.normalised
       AND b.candidate_id > a.candidate_id
      JOIN recruiting.candidate AS one ON one.id = a.candidate_id
      JOIN recruiting.candidate AS other ON other.id = b.candidate_id
     WHERE a.kind IN ('email', 'phone')
       AND one.merged_into_id IS NULL
       AND other.merged_into_id IS NULL
     GROUP BY one.id, other.id
     ORDER BY one.id, other.id
    """)
}

extension CandidateMerge {
  static func merge(_ winner: Candidate.ID, _ loser: Candidate.ID, rule: String) -> Query<Identifier<CandidateMerge>> {
    Query("candidate.merge", "SELECT recruiting.merge(\(winner), \(loser), \(rule))")
  }

  static func undo(_ merge: Identifier<CandidateMerge>) -> Query<Candidate.ID> {
    Query("candidate.unmerge", "SELECT recruiting.unmerge(\(merge))")
  }
}
