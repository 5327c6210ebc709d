public import Postgres

/// A room's closed list of reasons to say no, in the user's words.
public protocol Refusal: Error, CustomStringConvertible, Sendable {
  /// What sort of no it is; it decides the exit code.
  var kind: RefusalKind { get }
  /// Reads the server's no: the violated constraint's name states the rule.
  init(_ error: PostgresError)
}

/// The sorts of no a caller can act upon; the raw value is the program's exit code.
public enum RefusalKind: Int32, Sendable, Codable, CaseIterable {
  /// Something we did not foresee: a bug.
  case unexpected = 1
  /// The connection was lost around COMMIT and nobody could be asked: the key tells later.
  case outcomeUnknown = 4
  /// What was asked for breaks a rule of the data.
  case invalid = 65
  /// What was named is not there.
  case missing = 66
  /// The database cannot be reached.
  case unavailable = 69
  /// An invariant of our own does not hold.
  case broken = 70
  /// The disk is full, or reading and writing failed.
  case storage = 74
  /// Trying again may well succeed.
  case temporary = 75
  /// Someone was there first: a version, a name, an overlap.
  case conflict = 76
  /// Not allowed.
  case denied = 77
  /// The server or the settings are not fit.
  case configuration = 78
}

extension RefusalKind {
  /// The sort of no the server's error is, by its SQLSTATE.
  public init(_ error: PostgresError) {
    self =
      switch error.kind {
      case .server(let state): RefusalKind(state)
      case .connection: .unavailable
      case .inDoubt, .unreplicated: .outcomeUnknown
      case .cancelled: .temporary
      case .decoding, .usage: .unexpected
      }
  }

  init(_ state: SQLState) {
    self =
      switch state {
      case .foreignKeyViolation, .uniqueViolation, .exclusionViolation: .conflict
      case .integrityConstraintViolation, .dataException, .raisedException: .invalid
      case .serializationFailure, .deadlockDetected, .lockNotAvailable, .queryCanceled, .outOfMemory: .temporary
      case .tooManyConnections, .connectionException, .adminShutdown, .crashShutdown, .cannotConnectNow: .unavailable
      case .diskFull, .ioError: .storage
      case .insufficientPrivilege, .invalidAuthorization: .denied
      case .readOnlyTransaction, .noSuchDatabase, .undefinedTable: .configuration
      default: .unexpected
      }
  }
}

extension SQLState {
  static let diskFull = SQLState(rawValue: "53100")
  static let outOfMemory = SQLState(rawValue: "53200")
  static let ioError = SQLState(rawValue: "58030")
  static let raisedException = SQLState(rawValue: "P0001")
}
