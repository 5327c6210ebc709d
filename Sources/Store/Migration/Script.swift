/// One file of sql/, carried in the program.
///
/// Its first lines may say how it runs: `-- as-login` as the login that migrates instead of muster_owner,
/// `-- no-transaction` statement after statement, for what PostgreSQL refuses inside a transaction.
public struct Script: Sendable {
  /// The file's name without its ending, such as `0002_people`.
  public let name: String
  /// SHA-256 of the file's bytes, in hexadecimal; its lines end with a line feed.
  public let checksum: String
  public let text: String

  public init(name: String, checksum: String, text: String) {
    self.name = name
    self.checksum = checksum
    self.text = text
  }

  /// The number the name begins with.
  public var version: Int { Int(name.prefix { $0 != "_" }) ?? 0 }

  var runsAsLogin: Bool { directives.contains("-- as-login") }
  var runsWithoutTransaction: Bool { directives.contains("-- no-transaction") }

  private var directives: [Substring] {
    text.prefix(120).split(separator: "\n", maxSplits: 2).prefix(2).map { $0 }
  }
}

/// Everything the schema is made of: migrations once each, in order; code whole, after them.
public struct Scripts: Sendable {
  public let migrations: [Script]
  public let code: [Script]

  public init(migrations: [Script], code: [Script]) {
    self.migrations = migrations
    self.code = code
  }

  /// What this program was built with.
  public static let carried = Scripts(migrations: Script.migrations, code: Script.code)

  /// One line for each script: two programs with the same fingerprint make the same schema.
  public var fingerprint: String {
    (migrations + code).map { "\($0.name) \($0.checksum)" }.joined(separator: "\n")
  }
}
