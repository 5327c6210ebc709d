internal import FoundationEssentials
public import Postgres

/// One write as its caller names it.
///
/// The key makes repeating it harmless: the same key with the same input answers what was answered then, with another
/// input it is a conflict. A caller who gives no key gets one made up, so that even then a lost COMMIT can be asked
/// about.
public struct Operation: Sendable {
  /// The use case, `noun.verb`.
  public let name: String
  public let key: String
  /// Whether the work is done and then undone, to see what it would come to.
  public let isRehearsal: Bool
  /// The input as JSON with sorted keys; the server keeps only its digest.
  let input: String

  /// Names a write.
  ///
  /// - Parameter input: What the caller asked for; for a large file its digest is enough.
  public init(_ name: String, key: String? = nil, input: some Encodable = [String](), dryRun: Bool = false) {
    self.name = name
    self.key = key ?? UUID().uuidString.lowercased()
    self.isRehearsal = dryRun
    self.input = (try? JSON.text(input)) ?? "unreadable"
  }
}

/// What a write came to.
public struct Outcome<Value: Codable & Sendable>: Sendable {
  public let value: Value
  /// The row of `op.operation`; a rehearsal's is gone again.
  public let id: Int64
  public let key: String
  /// Whether all was undone: the value is what it would have been.
  public let isRehearsal: Bool
  /// Whether an earlier call had done it already: the value is that call's.
  public let isReplay: Bool

  /// The same outcome with its value seen differently.
  public func map<Other>(_ transform: (Value) throws -> Other) rethrows -> Outcome<Other> {
    Outcome<Other>(
      value: try transform(value), id: id, key: key, isRehearsal: isRehearsal, isReplay: isReplay)
  }
}

/// A write as the database remembers it.
public struct RecordedOperation: Sendable, Codable {
  public let id: Int64
  public let key: String
  public let name: String
  /// What its caller was told, as JSON.
  public let outcome: String?
  public let createdAt: Instant
}

/// JSON the same way everywhere: keys sorted, dates never guessed.
enum JSON {
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func value<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    return try decoder.decode(type, from: Data(text.utf8))
  }
}

// MARK: - SQL

/// What `op.start` answers.
struct StartedOperation: RowDecodable {
  static let columns: StaticString = "id, is_replay, outcome"
  let id: Int64
  let isReplay: Bool
  let outcome: JSONText?

  init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    isReplay = try row.next()
    outcome = try row.next()
  }
}

extension Operation {
  /// Opens the operation in this transaction, or finds what its key came to.
  var start: Query<StartedOperation> {
    Query(
      "operation.start",
      """
      SELECT \(raw: StartedOperation.columns)
        FROM op.start(\(key), \(name), sha256(convert_to(\(input), 'UTF8')))
      """)
  }
}

extension StartedOperation {
  /// Writes down what the caller is told.
  func finish(_ outcome: String) -> Statement {
    Statement("operation.finish", "SELECT op.finish(\(id), \(JSONText(outcome)))")
  }
}

extension RecordedOperation: RowDecodable {
  public static let columns: StaticString = "id, key, name, outcome, created_at"

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    key = try row.next()
    name = try row.next()
    outcome = (try row.next(JSONText?.self))?.text
    createdAt = try row.next()
  }

  /// My operation under `key`.
  static func of(_ key: String) -> Query<RecordedOperation> {
    Query(
      "operation.of",
      """
      SELECT \(raw: columns)
        FROM op.operation
       WHERE key = \(key)
         AND person_id = sec.me()
      """)
  }
}
