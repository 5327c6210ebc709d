public import Postgres

/// A role of the database a person can hold; what it may see and do is written in the policies.
public enum GroupRole: String, Sendable, Codable, CaseIterable {
  case admin, agent, auditor, eeo, export, hr, manager, planner, privacy, publisher, recruiter, trainer
  /// Who reads reports only: numbers without names, as the company's reporting tool does.
  case reader = "ro"
}

extension GroupRole: PostgresEncodable, PostgresDecodable {
  public static var postgresType: PostgresType { String.postgresType }

  public func encode(into writer: inout WireWriter) {
    rawValue.encode(into: &writer)
  }

  public static func decode(_ cell: Cell) throws(PostgresError) -> GroupRole {
    guard let role = GroupRole(rawValue: try String.decode(cell)) else {
      throw PostgresError(.decoding, "a role this program does not know")
    }
    return role
  }
}
