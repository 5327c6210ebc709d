/// A five-character SQLSTATE, as PostgreSQL's Appendix A lists them.
///
/// A class code (two characters and `000`) matches every code of its class:
///
/// ```swift
/// switch error.sqlState {
/// case .uniqueViolation: // 23505 only
/// case .integrityConstraintViolation: // any other 23xxx
/// default:
/// }
/// ```
public struct SQLState: RawRepresentable, Hashable, Sendable {
  public let rawValue: String

  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// The first two characters, which name the class.
  public var classCode: String { String(rawValue.prefix(2)) }

  /// Whether the same transaction, begun again, may well succeed.
  public var isRetryable: Bool { self == .serializationFailure || self == .deadlockDetected }

  public static func ~= (pattern: SQLState, state: SQLState) -> Bool {
    pattern.rawValue.hasSuffix("000")
      ? state.rawValue.hasPrefix(pattern.rawValue.prefix(2))
      : state == pattern
  }

  public static func ~= (pattern: SQLState, state: SQLState?) -> Bool {
    guard let state else { return false }
    return pattern ~= state
  }
}

extension SQLState: CustomStringConvertible {
  public var description: String { rawValue }
}

// MARK: - Names

extension SQLState {
  public static let warning = SQLState(rawValue: "01000")
  public static let connectionException = SQLState(rawValue: "08000")
  public static let featureNotSupported = SQLState(rawValue: "0A000")
  public static let dataException = SQLState(rawValue: "22000")
  public static let integrityConstraintViolation = SQLState(rawValue: "23000")
  public static let notNullViolation = SQLState(rawValue: "23502")
  public static let foreignKeyViolation = SQLState(rawValue: "23503")
  public static let uniqueViolation = SQLState(rawValue: "23505")
  public static let checkViolation = SQLState(rawValue: "23514")
  public static let exclusionViolation = SQLState(rawValue: "23P01")
  public static let invalidTransactionState = SQLState(rawValue: "25000")
  public static let readOnlyTransaction = SQLState(rawValue: "25006")
  public static let inFailedTransaction = SQLState(rawValue: "25P02")
  public static let unknownStatement = SQLState(rawValue: "26000")
  public static let invalidAuthorization = SQLState(rawValue: "28000")
  public static let noSuchDatabase = SQLState(rawValue: "3D000")
  public static let serializationFailure = SQLState(rawValue: "40001")
  public static let deadlockDetected = SQLState(rawValue: "40P01")
  public static let syntaxErrorOrAccessRule = SQLState(rawValue: "42000")
  public static let insufficientPrivilege = SQLState(rawValue: "42501")
  public static let undefinedTable = SQLState(rawValue: "42P01")
  public static let insufficientResources = SQLState(rawValue: "53000")
  public static let tooManyConnections = SQLState(rawValue: "53300")
  public static let lockNotAvailable = SQLState(rawValue: "55P03")
  public static let queryCanceled = SQLState(rawValue: "57014")
  public static let adminShutdown = SQLState(rawValue: "57P01")
  public static let crashShutdown = SQLState(rawValue: "57P02")
  public static let cannotConnectNow = SQLState(rawValue: "57P03")
}
