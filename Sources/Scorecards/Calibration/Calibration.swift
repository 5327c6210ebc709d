public import People
public import Postgres
public import Store

/// A session in which several evaluators score the same contacts, each without seeing the others.
public struct Calibration: Codable, Sendable, Identifiable {
  public typealias ID = Identifier<Calibration>

  /// Blind while scores come in, revealed to be talked about, then closed.
  public enum State: String, Codable, Sendable {
    case blind, revealed, closed
  }

  public let id: ID
  public let entity: LegalEntity.ID
  public let name: String
  public let form: FormVersion.ID
  public let formCode: String
  public let formNumber: Int
  public let openedAt: Instant
  public let revealedAt: Instant?
  public let closedAt: Instant?
  /// What was agreed.
  public let note: String
  public let contacts: Int
  public let raters: Int

  public var state: State { closedAt != nil ? .closed : revealedAt != nil ? .revealed : .blind }
}

/// A calibration as it is wished for.
public struct PlannedCalibration: Codable, Sendable {
  public var name: String
  /// The form's code.
  public var form: String
  /// What the source calls each contact.
  public var contacts: [String]
  /// Names of those who score.
  public var raters: [String]
  /// The one among them whose scores the others are compared with.
  public var reference: String?

  public init(_ name: String, form: String, contacts: [String], raters: [String], reference: String? = nil) {
    self.name = name
    self.form = form
    self.contacts = contacts
    self.raters = raters
    self.reference = reference
  }
}

/// One contact of a session, and what the caller found in it.
public struct CalibrationContact: Codable, Sendable {
  public let reference: String
  /// `nil` until the caller has scored it.
  public let findings: Findings?
}

/// Somebody who scores in a session.
public struct CalibrationRater: Codable, Sendable, Equatable {
  public let person: Person.ID
  public let name: String
  public let isReference: Bool
}

/// A session, its contacts as the caller sees them, and who scores.
public struct CalibrationFile: Codable, Sendable {
  public let session: Calibration
  public let form: EvaluationForm
  public let contacts: [CalibrationContact]
  public let raters: [CalibrationRater]
}

// MARK: - SQL

extension Calibration: RowDecodable {
  public static let columns: StaticString = """
    calibration.id, calibration.entity_id, calibration.name, calibration.form_version_id, form.code, version.number,
    calibration.opened_at, calibration.revealed_at, calibration.closed_at, calibration.note,
    (SELECT count(*) FROM scorecards.calibration_contact AS contact WHERE contact.calibration_id = calibration.id),
    (SELECT count(*) FROM scorecards.calibration_rater AS rater WHERE rater.calibration_id = calibration.id)
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    entity = try row.next()
    name = try row.next()
    form = try row.next()
    formCode = try row.next()
    formNumber = try row.next()
    openedAt = try row.next()
    revealedAt = try row.next()
    closedAt = try row.next()
    note = try row.next()
    contacts = try row.next()
    raters = try row.next()
  }

  private static func list(_ condition: SQL) -> SQL {
    """
    SELECT \(raw: columns)
      FROM scorecards.calibration
      JOIN scorecards.form_version AS version ON version.id = calibration.form_version_id
      JOIN scorecards.form ON form.id = version.form_id
     WHERE \(condition)
     ORDER BY calibration.opened_at DESC, calibration.id DESC
    """
  }

  static let all = Query<Calibration>("calibration.all", list("true"))

  private static func called(_ name: String) -> Query<Calibration> {
    Query("calibration.called", list("calibration.name = \(name)"))
  }

  static func find(_ name: String, in tx: Session) throws -> Calibration {
    guard let found = try tx.first(called(name)) else {
      throw QualityError.unknown("calibration", "“\(name)”")
    }
    return found
  }

  static func open(_ name: String, by form: FormVersion) -> Query<ID> {
    Query(
      "calibration.open",
      """
      INSERT INTO scorecards.calibration (entity_id, form_version_id, name)
      VALUES (\(form.entity), \(form.id), \(name))
      RETURNING id
      """)
  }

  func add(contact reference: String) -> Statement {
    Statement(
      "calibration_contact.add",
      """
      INSERT INTO scorecards.calibration_contact (calibration_id, entity_id, reference)
      VALUES (\(id), \(entity), \(reference))
      """)
  }

  func invite(_ person: Person.ID, isReference: Bool) -> Statement {
    Statement(
      "calibration_rater.invite",
      """
      INSERT INTO scorecards.calibration_rater (calibration_id, entity_id, person_id, is_reference)
      VALUES (\(id), \(entity), \(person), \(isReference))
      """)
  }

  /// Writes the caller's findings in one contact, or puts them in place of earlier ones.
  func score(_ reference: String, _ findings: Findings) -> Query<Int64> {
    Query(
      "calibration_score.write",
      """
      INSERT INTO scorecards.calibration_score AS score (calibration_id, entity_id, contact_id, answers)
      SELECT contact.calibration_id, contact.entity_id, contact.id, \(JSONText(of: findings))
        FROM scorecards.calibration_contact AS contact
       WHERE contact.calibration_id = \(id) AND contact.reference = \(reference)
          ON CONFLICT ON CONSTRAINT calibration_contact_is_scored_once_by_a_rater
          DO UPDATE SET answers = excluded.answers, scored_at = now()
      RETURNING score.id
      """)
  }

  var reveal: Statement {
    Statement(
      "calibration.reveal", "UPDATE scorecards.calibration SET revealed_at = now() WHERE id = \(id)")
  }

  func close(_ note: String) -> Statement {
    Statement(
      "calibration.close",
      "UPDATE scorecards.calibration SET closed_at = now(), note = \(note) WHERE id = \(id)")
  }
}

/// One rater's findings in one contact.
struct CalibrationScore: RowDecodable {
  static let columns: StaticString = "contact.reference, score.rater_id, score.answers"
  let reference: String
  let rater: Person.ID
  let findings: Findings

  init(row: inout Row) throws(PostgresError) {
    reference = try row.next()
    rater = try row.next()
    findings = try row.next(JSONText.self).decoded()
  }

  /// Every score the caller may see: their own, and after the reveal all.
  static func of(_ session: Calibration.ID) -> Query<CalibrationScore> {
    Query(
      "calibration_score.of",
      """
      SELECT \(raw: columns)
        FROM scorecards.calibration_score AS score
        JOIN scorecards.calibration_contact AS contact ON contact.id = score.contact_id
       WHERE score.calibration_id = \(session)
       ORDER BY score.id
      """)
  }

  static func own(_ session: Calibration.ID) -> Query<CalibrationScore> {
    Query(
      "calibration_score.own",
      """
      SELECT \(raw: columns)
        FROM scorecards.calibration_score AS score
        JOIN scorecards.calibration_contact AS contact ON contact.id = score.contact_id
       WHERE score.calibration_id = \(session) AND score.rater_id = sec.me()
      """)
  }
}

extension CalibrationContact {
  static func references(of session: Calibration.ID) -> Query<String> {
    Query(
      "calibration_contact.of",
      "SELECT reference FROM scorecards.calibration_contact WHERE calibration_id = \(session) ORDER BY id")
  }
}

extension CalibrationRater: RowDecodable {
  public static let columns: StaticString = "rater.person_id, named.name, rater.is_reference"

  public init(row: inout Row) throws(PostgresError) {
    person = try row.next()
    name = try row.next()
    isReference = try row.next()
  }

  static func of(_ session: Calibration.ID) -> Query<CalibrationRater> {
    Query(
      "calibration_rater.of",
      """
      SELECT \(raw: columns)
        FROM scorecards.calibration_rater AS rater
        JOIN scorecards.rater_names(\(session)) AS named ON named.person_id = rater.person_id
       WHERE rater.calibration_id = \(session)
       ORDER BY named.name
      """)
  }
}
