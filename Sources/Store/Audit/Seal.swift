public import Postgres

/// A batch of events under one hash, as it is checked again.
public struct SealCheck: Sendable, Codable, Identifiable {
  public let id: Int64
  public let sealedAt: Instant
  public let events: Int
  /// Whether it begins where the seal before ended.
  public let follows: Bool
  /// Whether its events are what they were when it was made.
  public let holds: Bool
}

/// The newest seal in a form to keep elsewhere: whoever rewrites the database cannot rewrite this.
public struct Anchor: Sendable, Codable, Equatable {
  public let seal: Int64
  /// The seal's hash in hexadecimal, which stands for all before it.
  public let hash: String
}

extension Anchor: CustomStringConvertible {
  public var description: String { "muster-seal \(seal) \(hash)" }

  /// Reads an anchor back as it was printed.
  public init?(parsing text: some StringProtocol) {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard words.count == 3, words[0] == "muster-seal", let seal = Int64(words[1]), words[2].utf8.count == 64 else {
      return nil
    }
    self.init(seal: seal, hash: String(words[2]))
  }
}

/// What checking the whole audit came to.
public struct AuditVerification: Sendable, Codable {
  public let seals: [SealCheck]
  /// Events since the last seal: nothing vouches for them yet.
  public let unsealed: Int
  /// Whether the anchor's seal still has the anchor's hash; `nil` when none was given.
  public let anchorHolds: Bool?

  /// Whether nothing that was sealed has changed.
  public var holds: Bool { seals.allSatisfy { $0.holds && $0.follows } && anchorHolds != false }
}

// MARK: - SQL

extension SealCheck: RowDecodable {
  public static let columns: StaticString = "seal_id, sealed_at, events, follows, holds"

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    sealedAt = try row.next()
    events = try row.next()
    follows = try row.next()
    holds = try row.next()
  }

  static var all: Query<SealCheck> {
    Query("seal.verify", "SELECT \(raw: columns) FROM audit.verify() ORDER BY seal_id")
  }
}

extension Anchor: RowDecodable {
  public static let columns: StaticString = "id, encode(hash, 'hex')"

  public init(row: inout Row) throws(PostgresError) {
    seal = try row.next()
    hash = try row.next()
  }

  static var newest: Query<Anchor> {
    Query("seal.newest", "SELECT \(raw: columns) FROM audit.seal ORDER BY id DESC LIMIT 1")
  }

  /// Whether this very seal is still there.
  var stands: Query<Bool> {
    Query(
      "seal.stands",
      "SELECT EXISTS (SELECT FROM audit.seal WHERE id = \(seal) AND encode(audit.seal.hash, 'hex') = \(hash))")
  }
}
