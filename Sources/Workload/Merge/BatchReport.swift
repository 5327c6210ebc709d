/// What a merge came to, row by row of what was read.
public struct BatchReport: Codable, Sendable, Equatable {
  public let kind: FactKind
  /// Rows nobody had told us of before.
  public var added = 0
  /// Rows that replaced what was known.
  public var changed = 0
  /// Rows that said what was known already; nothing was written for them.
  public var unchanged = 0
  /// Rows older than what is known; the newer stays.
  public var older = 0
  /// Rows that named the same thing as a later or newer row of the same batch.
  public var repeated = 0
  /// Rows that could not be taken.
  public var refused = 0
  /// The first of the refused rows, by line.
  public var refusals: [RefusedRow] = []
  /// Agents the source names and nobody claims yet, with how many rows each has.
  public var unclaimedAgents: [String: Int] = [:]

  public init(kind: FactKind) {
    self.kind = kind
  }

  /// How many rows were read.
  public var rows: Int { added + changed + unchanged + older + repeated + refused }
  /// Whether the database is as it was before.
  public var changesNothing: Bool { added + changed == 0 }

  /// How many refusals are kept word for word.
  public static let kept = 1000

  mutating func refuse(_ row: RefusedRow, keeping most: Int) {
    refused += 1
    if refusals.count < most { refusals.append(row) }
  }
}
