/// What the server, or the way to it, said no to.
///
/// It never carries values: those stay in the statement's parameters. The server's DETAIL often quotes a row, so it is
/// kept apart in ``detail`` and never printed by ``description``.
public struct PostgresError: Error, Sendable {
  /// Who said no.
  public enum Kind: Hashable, Sendable {
    /// The server refused; the connection lives on unless the state says otherwise.
    case server(SQLState)
    /// The way to the server is gone, or was never there.
    case connection
    /// A value did not fit the Swift type it was read into.
    case decoding
    /// The caller asked for something that can never work.
    case usage
    /// A deadline passed, or the task was cancelled.
    case cancelled
    /// The connection broke while COMMIT was on its way: only the server knows the outcome.
    case inDoubt
    /// It is committed on this server, but whether any copy has it is not known.
    case unreplicated
  }

  /// What the server says about an error, field by field.
  struct Fields: Sendable {
    var kind: Kind
    var message: String
    var severity: String?
    var detail: String?
    var hint: String?
    var position: Int?
    var schema: String?
    var table: String?
    var column: String?
    var constraint: String?
    var dataType: String?
    var context: String?
    var routine: String?
    var query: String?
    var transaction: UInt64?
  }

  /// Boxed, so that a function that may throw it returns one word.
  private final class Box: Sendable {
    let fields: Fields
    init(_ fields: Fields) { self.fields = fields }
  }

  private let box: Box

  init(_ fields: Fields) {
    box = Box(fields)
  }

  public init(_ kind: Kind, _ message: String, hint: String? = nil, constraint: String? = nil, query: String? = nil) {
    self.init(Fields(kind: kind, message: message, hint: hint, constraint: constraint, query: query))
  }

  var fields: Fields { box.fields }

  /// The same error, said of the statement called `query`.
  @usableFromInline
  func during(_ query: String?) -> PostgresError {
    guard let query, fields.query == nil else { return self }
    var fields = fields
    fields.query = query
    return PostgresError(fields)
  }
}

// MARK: - Fields

extension PostgresError {
  public var kind: Kind { fields.kind }
  /// The server's state, or `nil` when the server never answered.
  public var sqlState: SQLState? {
    guard case .server(let state) = fields.kind else { return nil }
    return state
  }
  public var message: String { fields.message }
  /// ERROR, FATAL or PANIC.
  public var severity: String? { fields.severity }
  /// The server's DETAIL: it may quote values, so it is for the person who asked, not for a log.
  public var detail: String? { fields.detail }
  public var hint: String? { fields.hint }
  /// Where in the statement's text, in characters from 1.
  public var position: Int? { fields.position }
  public var schema: String? { fields.schema }
  public var table: String? { fields.table }
  public var column: String? { fields.column }
  /// The violated constraint's name.
  ///
  /// Rooms turn it into their own words.
  public var constraint: String? { fields.constraint }
  public var dataType: String? { fields.dataType }
  /// The server's call stack of functions and triggers.
  public var context: String? { fields.context }
  public var routine: String? { fields.routine }
  /// The failed query's name, such as `note.log`; never its values.
  public var query: String? { fields.query }
  /// The id of the transaction whose COMMIT is in doubt, for `pg_xact_status`.
  public var transaction: UInt64? { fields.transaction }
}

extension PostgresError: CustomStringConvertible {
  public var description: String {
    let state = sqlState.map { " (SQLSTATE \($0.rawValue))" } ?? ""
    let during = query.map { " during \($0)" } ?? ""
    return message + state + during
  }
}
