public import People
public import Postgres
public import Store

/// What somebody wrote down about a session.
///
/// It is its author's: private until they widen it, sealed 72 hours after it was written, added to afterwards.
public struct Note: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<Note>

  /// Who reads it, from the fewest to the most.
  public enum Visibility: String, Codable, Sendable, CaseIterable {
    /// The author alone.
    case `private`
    /// HR of the company too.
    case hr
    /// Everybody who was there and whoever leads the person today, once the session is shared.
    case shared
  }

  public let id: ID
  public let session: CoachingSession.ID
  public let author: Person.ID
  public let authorName: String
  public let visibility: Visibility
  public let body: String
  /// The note this is an addendum to.
  public let addsTo: ID?
  public let writtenAt: Instant
  public let sealedAt: Instant
  public let isSealed: Bool
  /// Since when others read it.
  public let shownAt: Instant?
  /// Earlier wordings that the caller may read.
  public let revisions: Int
}

/// That a note was written or changed; without its words, since the database keeps what a writer was told.
public struct NoteReceipt: Codable, Sendable, Equatable {
  public let id: Note.ID
  public let session: CoachingSession.ID
  public let personName: String
  public let visibility: Note.Visibility
  public let sealedAt: Instant
  public let isShown: Bool
  /// What was asked for beside it, such as training.
  public let asked: [String]
}

/// What a note said before an edit.
public struct Revision: Codable, Sendable, Equatable {
  public let note: Note.ID
  public let body: String
  public let replacedAt: Instant
}

/// A note found by its words.
public struct FoundNote: Codable, Sendable, Equatable {
  public let id: Note.ID
  public let session: CoachingSession.ID
  public let on: LocalDate
  public let personName: String
  public let authorName: String
  public let visibility: Note.Visibility
  /// The words around what was found.
  public let extract: String
}

// MARK: - SQL

extension Note: RowDecodable {
  public static let columns: StaticString = """
    note.id, note.session_id, note.author_id, coalesce(note.author_name, '#' || note.author_id), note.visibility,
    note.body, note.adds_to_id, note.written_at, note.sealed_at, note.is_sealed, note.shown_at, note.revisions
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    session = try row.next()
    author = try row.next()
    authorName = try row.next()
    visibility = try row.word()
    body = try row.next()
    addsTo = try row.next()
    writtenAt = try row.next()
    sealedAt = try row.next()
    isSealed = try row.next()
    shownAt = try row.next()
    revisions = try row.next()
  }

  static func of(_ session: CoachingSession.ID) -> Query<Note> {
    Query(
      "note.of",
      """
      SELECT \(raw: columns)
        FROM coaching.named_note AS note
       WHERE note.session_id = \(session)
       ORDER BY coalesce(note.adds_to_id, note.id), note.id
      """)
  }

  static func with(_ id: ID) -> Query<Note> {
    Query("note.with", "SELECT \(raw: columns) FROM coaching.named_note AS note WHERE note.id = \(id)")
  }

  static func write(
    _ body: String, _ visibility: Visibility, in session: CoachingSession.ID, addsTo: ID? = nil
  ) -> Query<ID> {
    Query(
      "note.write",
      """
      INSERT INTO coaching.note (entity_id, session_id, person_id, visibility, body, adds_to_id)
      SELECT session.entity_id, session.id, session.person_id, \(visibility.rawValue), \(body), \(addsTo)
        FROM coaching.session
       WHERE session.id = \(session)
      RETURNING id
      """)
  }

  static func edit(_ id: ID, _ body: String) -> Statement {
    Statement("note.edit", "UPDATE coaching.note SET body = \(body) WHERE id = \(id)")
  }

  static func widen(_ id: ID, to visibility: Visibility) -> Statement {
    Statement("note.widen", "UPDATE coaching.note SET visibility = \(visibility.rawValue) WHERE id = \(id)")
  }

  /// Breaks the glass over a note; whose it is follows from the note, which the caller need not see.
  static func breakGlass(_ id: ID, reason: String) -> Statement {
    Statement("glass.break", "INSERT INTO coaching.glass (note_id, reason) VALUES (\(id), \(reason))")
  }

  static func search(_ words: String, limit: Int) -> Query<FoundNote> {
    Query(
      "note.search",
      """
      SELECT \(raw: FoundNote.columns)
        FROM coaching.named_note AS note
        JOIN coaching.named_session AS session ON session.id = note.session_id
       WHERE note.words @@ websearch_to_tsquery('simple', \(words))
       ORDER BY session.starts_at DESC, note.id DESC
       LIMIT \(limit)
      """,
      headline: words)
  }
}

extension Query<FoundNote> {
  /// The search, with the same words for the extract.
  fileprivate init(_ name: StaticString, _ found: SQL, headline words: String) {
    self.init(
      name,
      """
      SELECT found.id, found.session_id, found.takes_place_on, found.person_name, found.author_name, found.visibility,
             ts_headline('simple', found.body, websearch_to_tsquery('simple', \(words)),
                         'StartSel=«, StopSel=», MaxWords=30, MinWords=15')
        FROM (\(found)) AS found
      """)
  }
}

extension NoteReceipt: RowDecodable {
  public static let columns: StaticString = """
    note.id, note.session_id, coalesce(session.person_name, '#' || session.person_id), note.visibility, note.sealed_at,
    note.shown_at IS NOT NULL, '{}'::text[]
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    session = try row.next()
    personName = try row.next()
    visibility = try row.word()
    sealedAt = try row.next()
    isShown = try row.next()
    asked = try row.next()
  }

  init(_ receipt: NoteReceipt, asked: [String]) {
    (id, session, personName) = (receipt.id, receipt.session, receipt.personName)
    (visibility, sealedAt, isShown) = (receipt.visibility, receipt.sealedAt, receipt.isShown)
    self.asked = asked
  }

  static func of(_ id: Note.ID) -> Query<NoteReceipt> {
    Query(
      "note.receipt",
      """
      SELECT \(raw: columns)
        FROM coaching.note
        JOIN coaching.named_session AS session ON session.id = note.session_id
       WHERE note.id = \(id)
      """)
  }
}

extension Revision: RowDecodable {
  public static let columns: StaticString = "revision.note_id, revision.body, revision.replaced_at"

  public init(row: inout Row) throws(PostgresError) {
    note = try row.next()
    body = try row.next()
    replacedAt = try row.next()
  }

  static func of(_ note: Note.ID) -> Query<Revision> {
    Query(
      "revision.of",
      "SELECT \(raw: columns) FROM coaching.revision WHERE revision.note_id = \(note) ORDER BY revision.id")
  }
}

extension FoundNote: RowDecodable {
  public static let columns: StaticString = """
    note.id, note.session_id, session.takes_place_on, coalesce(session.person_name, '#' || session.person_id) AS person_name,
    coalesce(note.author_name, '#' || note.author_id) AS author_name, note.visibility, note.body
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    session = try row.next()
    on = try row.next()
    personName = try row.next()
    authorName = try row.next()
    visibility = try row.word()
    extract = try row.next()
  }
}
