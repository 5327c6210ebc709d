internal import People
public import Postgres

/// One number about a person with everything it must not be read without.
public struct Measure: Codable, Sendable, Equatable {
  /// What the number says against the target, or the peers where there is none.
  public enum Band: String, Codable, Sendable {
    case above
    case expected = "as expected"
    case below
    case notEnough = "not enough data"
    /// A metric that is shown and never judged.
    case notJudged = "not judged"
    /// Customers of this person answered so much more or less often that comparing would mislead.
    case notComparable = "not comparable"
  }

  public enum Flag: String, Codable, Sendable {
    case usual, watch, act
  }

  public let metric: String
  public let name: String
  public let version: Int
  public let unit: Definition.Unit
  public let direction: Definition.Direction
  public let n: Int
  public let leftOut: Int
  /// As counted; `nil` where there is too little to show.
  public var value: Double?
  public var low: Double?
  public var high: Double?
  /// How the interval was reckoned.
  public var interval: String
  /// Drawn towards the peers as far as chance asks.
  public var fair: Double?
  public var fairLow: Double?
  public var fairHigh: Double?
  /// How much of the own number the fair one keeps, 0 to 1.
  public var reliability: Double?
  public var peers: String
  public var peerCount: Int
  public var peerValue: Double?
  /// With the mix taken out.
  public var adjusted: Double?
  /// By what and how it was adjusted.
  public var adjustedFor: String?
  public var target: Double?
  public var band: Band
  /// The probability of being on the good side of the target.
  public var chance: Double?
  public var flag: Flag
  /// The share of false alarms in a list that reaches down to this one.
  public var discovery: Double?
  public var asked: Int?
  /// The share if all who did not answer were against, and if all were for.
  public var boundLow: Double?
  public var boundHigh: Double?
  /// How many cases it would take.
  public var needed: Int?
}

extension Measure {
  /// Worth a talk: far on the wrong side, in a list with at most one false alarm in ten.
  public var needsAttention: Bool {
    flag != .usual && band == .below && (discovery ?? 1) <= 0.1
  }
}

// MARK: - SQL

extension Measure: RowDecodable {
  public static let columns: StaticString = """
    figure.metric, figure.name, figure.version, figure.unit, figure.direction, figure.n, figure."leftOut",
    figure.value, figure.low, figure.high, figure.interval, figure.fair, figure."fairLow", figure."fairHigh",
    figure.reliability, figure.peers, figure."peerCount", figure."peerValue", figure.adjusted, figure."adjustedFor",
    figure.target, figure.band, figure.chance, figure.flag, figure.discovery, figure.asked, figure."boundLow",
    figure."boundHigh", figure.needed
    """
  /// The same as the database reads them out of a card's text.
  static let recordset: StaticString = """
    figure (metric text, name text, version bigint, unit text, direction text, n bigint, "leftOut" bigint,
            value float8, low float8, high float8, interval text, fair float8, "fairLow" float8, "fairHigh" float8,
            reliability float8, peers text, "peerCount" bigint, "peerValue" float8, adjusted float8,
            "adjustedFor" text, target float8, band text, chance float8, flag text, discovery float8, asked bigint,
            "boundLow" float8, "boundHigh" float8, needed bigint)
    """

  public init(row: inout Row) throws(PostgresError) {
    metric = try row.next()
    name = try row.next()
    version = try row.next()
    unit = try row.word()
    direction = try row.word()
    n = try row.next()
    leftOut = try row.next()
    value = try row.next()
    low = try row.next()
    high = try row.next()
    interval = try row.next()
    fair = try row.next()
    fairLow = try row.next()
    fairHigh = try row.next()
    reliability = try row.next()
    peers = try row.next()
    peerCount = try row.next()
    peerValue = try row.next()
    adjusted = try row.next()
    adjustedFor = try row.next()
    target = try row.next()
    band = try row.word()
    chance = try row.next()
    flag = try row.word()
    discovery = try row.next()
    asked = try row.next()
    boundLow = try row.next()
    boundHigh = try row.next()
    needed = try row.next()
  }
}
