internal import People
public import Postgres
public import Store

/// What an import does with one statement.
public struct EvidenceVerdict: Codable, Sendable, Equatable {
  /// What became of it.
  public enum Fate: String, Codable, Sendable, CaseIterable {
    case taken, known, voided, ignored, refused
  }

  public let line: Int
  public let person: String?
  public let item: String?
  public let fate: Fate
  /// What was recorded, or why nothing was.
  public let remark: String?
}

extension Onboarding {
  /// Takes statements as evidence of what people did with items that name the same activity.
  ///
  /// Each statement counts once, by its id; a voiding statement voids what it names. Whoever is not found, and
  /// whatever is no evidence, is told and left.
  public func take(
    _ lines: [StatementFile.Line], as operation: Operation
  ) async throws(OnboardingError) -> Outcome<[EvidenceVerdict]> {
    try await write(operation) { tx in
      let seesAddresses = try tx.one(Query<Bool>("role.is_hr", "SELECT sec.i_am('hr')"))
      return try lines.map { line in
        switch line.statement {
        case .failure(let refusal):
          EvidenceVerdict(line: line.number, person: nil, item: nil, fate: .refused, remark: refusal.reason)
        case .success(let statement): try statement.take(line: line.number, seesAddresses: seesAddresses, in: tx)
        }
      }
    }
  }
}

extension XAPIStatement {
  fileprivate func take(line: Int, seesAddresses: Bool, in tx: Session) throws -> EvidenceVerdict {
    func left(_ fate: EvidenceVerdict.Fate, _ remark: String, _ place: Place? = nil) -> EvidenceVerdict {
      EvidenceVerdict(line: line, person: place?.name, item: place?.key, fate: fate, remark: remark)
    }
    guard let id else { return left(.refused, "it has no id, so it could be taken twice") }
    if verb == Self.voided {
      let count = try tx.run(Self.void(object))
      return count > 0
        ? left(.voided, "results taken back: \(count)") : left(.ignored, "nothing of that statement stands")
    }
    guard !outcomes.isEmpty else { return left(.ignored, "the verb \(verb) is no evidence") }
    if case .email = actor, !seesAddresses {
      return left(
        .refused, "only HR finds people by their address; accounts with employee numbers are found by trainers too")
    }
    guard let query = place(), let place = try tx.first(query) else {
      return left(.refused, "nobody you can see is learning \(object.prefix(120)) under that name")
    }
    if let mark = place.mastery, outcomes.contains(.passed), let scaled, scaled < mark {
      return left(.refused, "it says passed below the mark of \(mark.percent)", place)
    }
    guard try tx.one(Self.isKnown(id, place)) == false else { return left(.known, "taken before", place) }
    for outcome in outcomes { try tx.run(add(outcome, id, place)) }
    return left(.taken, outcomes.map(\.rawValue).joined(separator: " and "), place)
  }
}

// MARK: - SQL

extension XAPIStatement {
  /// The assignment and item that a statement speaks of.
  fileprivate struct Place: RowDecodable {
    static let columns: StaticString = """
      person.name, item.key, item.mastery_score, assignment.entity_id, assignment.person_id, assignment.id,
      assignment.version_id, item.id
      """
    let name: String
    let key: String
    let mastery: Double?
    let entity: Int64
    let person: Int64
    let assignment: Int64
    let version: Int64
    let item: Int64

    init(row: inout Row) throws(PostgresError) {
      name = try row.next()
      key = try row.next()
      mastery = try row.next()
      entity = try row.next()
      person = try row.next()
      assignment = try row.next()
      version = try row.next()
      item = try row.next()
    }
  }

  private func place() -> Query<Place>? {
    let who: SQL
    switch actor {
    case .email(let email):
      who =
        "person.id IN (SELECT details.person_id FROM people.person_private AS details WHERE lower(details.email) = \(email))"
    case .number(let number): who = "person.number = \(number)"
    case .unknown: return nil
    }
    return Query(
      "evidence.place",
      """
      SELECT \(raw: Place.columns)
        FROM onboarding.assignment
        JOIN people.person ON person.id = assignment.person_id
        JOIN onboarding.item ON item.version_id = assignment.version_id
       WHERE assignment.state IN ('assigned', 'in progress', 'completed') AND item.reference = \(object) AND \(who)
       ORDER BY assignment.id DESC
       LIMIT 1
      """)
  }

  private static func isKnown(_ id: String, _ place: Place) -> Query<Bool> {
    Query(
      "evidence.is_known",
      """
      SELECT EXISTS (SELECT FROM onboarding.item_result AS result
                      WHERE result.assignment_id = \(place.assignment) AND result.item_id = \(place.item)
                        AND result.evidence = \("xAPI " + id) AND result.verb <> 'voided')
      """)
  }

  private func add(_ outcome: ItemStanding.Verb, _ id: String, _ place: Place) -> Statement {
    let isJudged = outcome == .passed || outcome == .failed
    return Statement(
      "evidence.add",
      """
      INSERT INTO onboarding.item_result
          (entity_id, person_id, assignment_id, version_id, item_id, verb, score, evidence, happened_at)
      VALUES (\(place.entity), \(place.person), \(place.assignment), \(place.version), \(place.item), \(outcome.rawValue),
              \(isJudged ? scaled.map { max(0, $0) } : nil), \("xAPI " + id),
              coalesce(\(timestamp)::text::timestamptz, now()))
      """)
  }

  private static func void(_ statement: String) -> Statement {
    Statement(
      "evidence.void",
      """
      INSERT INTO onboarding.item_result
          (entity_id, person_id, assignment_id, version_id, item_id, verb, evidence, voids_id)
      SELECT result.entity_id, result.person_id, result.assignment_id, result.version_id, result.item_id, 'voided',
             'voided by the system it came from', result.id
        FROM onboarding.standing_result AS result
       WHERE result.evidence = \("xAPI " + statement.lowercased())
      """)
  }
}
