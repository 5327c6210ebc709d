public import Postgres
public import Store

/// What one operation brought of a file of people: a line in the ledger of imports.
public struct Roll: Sendable, Identifiable, Codable, Equatable {
  public typealias ID = Identifier<Roll>

  public let id: ID
  /// What `muster import undo` takes.
  public let operation: Int64
  public let added: Int
  public let changed: Int
  public let unchanged: Int
  public let refused: Int
  public let takenAt: Instant
  /// When it was undone; `nil` while it stands.
  public let undoneAt: Instant?
}

extension People {
  /// Imports of people, the newest first.
  public func rolls(limit: Int = 50) async throws(PeopleError) -> [Roll] {
    try await store.read(or: PeopleError.init) { try $0.all(Roll.newest(limit)) }
  }
}

/// How the rows of one company fared in a merge.
struct RollCount {
  private(set) var added: Int64 = 0
  private(set) var changed: Int64 = 0
  private(set) var unchanged: Int64 = 0
  var refused: Int64 = 0

  /// Whether there is something to take back.
  var isChange: Bool { added + changed > 0 }

  mutating func add(_ ruling: PersonVerdict.Ruling) {
    switch ruling {
    case .added: added += 1
    case .changed: changed += 1
    case .unchanged: unchanged += 1
    case .refused: refused += 1
    }
  }
}

// MARK: - SQL

extension Roll: RowDecodable {
  public static let columns: StaticString = """
    roll.id, roll.operation_id, roll.added, roll.changed, roll.unchanged, roll.refused, roll.taken_at, roll.undone_at
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    operation = try row.next()
    added = try row.next()
    changed = try row.next()
    unchanged = try row.next()
    refused = try row.next()
    takenAt = try row.next()
    undoneAt = try row.next()
  }

  static func newest(_ limit: Int) -> Query<Roll> {
    Query(
      "roll.newest",
      "SELECT \(raw: columns) FROM people.roll ORDER BY roll.taken_at DESC, roll.id DESC LIMIT \(limit)")
  }

  static func note(_ count: RollCount, of entity: LegalEntity.ID) -> Statement {
    Statement(
      "roll.note",
      """
      INSERT INTO people.roll (entity_id, added, changed, unchanged, refused)
      VALUES (\(entity), \(count.added), \(count.changed), \(count.unchanged), \(count.refused))
      """)
  }

  /// The one of this operation is undone by the caller, now.
  static func undo(_ operation: Int64) -> Statement {
    Statement(
      "roll.undo",
      """
      UPDATE people.roll SET undone_by = sec.me(), undone_at = now()
       WHERE operation_id = \(operation) AND undone_at IS NULL
      """)
  }
}
