public import Postgres

/// Something shown that is not as it was: an issue, a card, a signature, or the chain that holds them.
public struct Breach: Codable, Sendable, Equatable {
  public let entity: Int64
  public let kind: String
  public let row: Int64
  /// What is wrong with it, as the end of a sentence.
  public let problem: String
}

// MARK: - SQL

extension Breach: RowDecodable {
  public static let columns: StaticString = "breach.entity_id, breach.kind, breach.row_id, breach.problem"

  public init(row: inout Row) throws(PostgresError) {
    entity = try row.next()
    kind = try row.next()
    self.row = try row.next()
    problem = try row.next()
  }

  static var all: Query<Breach> {
    Query("breach.all", "SELECT \(raw: columns) FROM scorecards.verify() AS breach")
  }
}
