public import Postgres
public import Store

/// Lines of work for which a team's members bid, and the printed order in which they come.
public struct BidRound: Codable, Sendable, Identifiable {
  public typealias ID = Identifier<BidRound>

  public let id: ID
  public let name: String
  public let team: String
  public let startsOn: LocalDate
  public let endsOn: LocalDate
  public let opensAt: Instant
  public let closesAt: Instant
  /// What decides, in order; the last is the lottery.
  public let tieBreak: [String]
  /// SHA-256 of the lottery's seed, told before anybody bids.
  public let seedDigest: String
  /// The seed, once the round is awarded: anybody can draw the lottery again.
  public let seed: String?
}

/// One line of a round: so many seats of one pattern of work.
public struct BidLine: Codable, Hashable, Sendable {
  public let line: Int
  public let seats: Int
  public let words: String

  public init(line: Int, seats: Int, words: String) {
    self.line = line
    self.seats = seats
    self.words = words
  }
}

/// Where a bidder stands before the lottery: somewhere from the first place to the last, of so many.
public struct BidPosition: Codable, Hashable, Sendable {
  public let bidders: Int
  public let first: Int
  public let last: Int
}

/// How a round went for one bidder.
public struct BidAward: Codable, Hashable, Sendable {
  public let turn: Int
  public let name: String
  /// SHA-256 of the seed, a colon and the person's number.
  public let lot: String
  public let line: Int?
  public let choice: Int?
  public let words: String
}

/// A round as it is announced.
public struct BidRoundDraft: Codable, Sendable {
  public let name: String
  public let team: String
  public let startsOn: LocalDate
  public let endsOn: LocalDate
  public let opensAt: Instant
  public let closesAt: Instant
  public let tieBreak: [String]
  public let lines: [BidLine]

  public init(
    _ name: String, of team: String, from startsOn: LocalDate, through endsOn: LocalDate, opensAt: Instant,
    closesAt: Instant, tieBreak: [String] = ["fairness", "tenure", "lottery"], lines: [BidLine]
  ) {
    self.name = name
    self.team = team
    self.startsOn = startsOn
    self.endsOn = endsOn
    self.opensAt = opensAt
    self.closesAt = closesAt
    self.tieBreak = tieBreak
    self.lines = lines
  }
}

extension Scheduling {
  /// Announces a round: its lines can be read at once, bids are taken from its opening on.
  public func announce(
    _ draft: BidRoundDraft, as operation: Operation
  ) async throws(SchedulingError) -> Outcome<BidRound> {
    try await store.write(operation, or: SchedulingError.init) { tx in
      guard let id = try tx.first(draft.add) else { throw SchedulingError.unknownPlace(draft.team) }
      return try tx.one(BidRound.list("round.id = \(id)"))
    }
  }

  /// The rounds of the caller's teams, or of the companies they plan for.
  public func bidRounds() async throws(SchedulingError) -> [BidRound] {
    try await store.read(or: SchedulingError.init) { tx in try tx.all(BidRound.list("true")) }
  }

  /// The lines of a round, and where the caller stands if they have bid.
  public func bidding(_ id: BidRound.ID) async throws(SchedulingError) -> (lines: [BidLine], position: BidPosition?) {
    try await store.read(or: SchedulingError.init) { tx in
      let lines = try tx.all(
        Query<BidLine>(
          "bid_line.of",
          "SELECT \(raw: BidLine.columns) FROM scheduling.bid_line AS line WHERE line.round_id = \(id) ORDER BY line.line"
        ))
      return (lines, try tx.first(BidPosition.mine(in: id)))
    }
  }

  /// Says which lines the caller would take, best first, and where that puts them.
  public func bid(
    _ lines: [Int], in id: BidRound.ID, as operation: Operation
  ) async throws(SchedulingError) -> Outcome<BidPosition?> {
    try await store.write(operation, or: SchedulingError.init) { tx in
      try tx.run(Statement("bid.place", "SELECT scheduling.place_bids(\(id), \(lines.map(Int32.init)))"))
      return try tx.first(BidPosition.mine(in: id))
    }
  }

  /// Awards a closed round, once.
  public func award(_ id: BidRound.ID, as operation: Operation) async throws(SchedulingError) -> Outcome<[BidAward]> {
    try await store.write(operation, or: SchedulingError.init) { tx in
      try tx.run(Statement("bid.award", "SELECT scheduling.award_bids(\(id))"))
      return try tx.all(BidAward.of(id))
    }
  }

  /// How a round went, as far as the caller may see: an agent their own line, a lead their people's.
  public func awards(_ id: BidRound.ID) async throws(SchedulingError) -> [BidAward] {
    try await store.read(or: SchedulingError.init) { tx in try tx.all(BidAward.of(id)) }
  }
}

// MARK: - SQL

extension BidRoundDraft {
  var add: Query<BidRound.ID> {
    Query(
      "bid_round.add",
      """
      SELECT scheduling.announce_bids(
               team.id, \(name), \(startsOn), \(endsOn), \(opensAt), \(closesAt), \(tieBreak), \(lines.map(\.words)),
               \(lines.map { Int32($0.seats) }))
        FROM people.team WHERE team.name = \(team)
      """)
  }
}

extension BidRound: RowDecodable {
  public static let columns: StaticString = """
    round.id, round.name, team.name, round.starts_on, round.ends_on, round.opens_at, round.closes_at, round.tie_break,
    round.seed_digest, round.seed
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    name = try row.next()
    team = try row.next()
    startsOn = try row.next()
    endsOn = try row.next()
    opensAt = try row.next()
    closesAt = try row.next()
    tieBreak = try row.next()
    seedDigest = try row.next()
    seed = try row.next()
  }

  static func list(_ condition: SQL) -> Query<BidRound> {
    Query(
      "bid_round.list",
      """
      SELECT \(raw: columns) FROM scheduling.bid_round AS round JOIN people.team AS team ON team.id = round.team_id
       WHERE \(condition) ORDER BY round.id DESC
      """)
  }
}

extension BidLine: RowDecodable {
  public static let columns: StaticString = "line.line::bigint, line.seats::bigint, line.words"

  public init(row: inout Row) throws(PostgresError) {
    line = try row.next()
    seats = try row.next()
    words = try row.next()
  }
}

extension BidPosition: RowDecodable {
  public static let columns: StaticString = "position.bidders, position.first, position.last"

  public init(row: inout Row) throws(PostgresError) {
    bidders = try row.next()
    first = try row.next()
    last = try row.next()
  }

  static func mine(in id: BidRound.ID) -> Query<BidPosition> {
    Query("bid.position", "SELECT \(raw: columns) FROM scheduling.bid_position(\(id)) AS position")
  }
}

extension BidAward: RowDecodable {
  public static let columns: StaticString =
    "award.turn::bigint, person.name, award.lot, award.line::bigint, award.choice::bigint, award.words"

  public init(row: inout Row) throws(PostgresError) {
    turn = try row.next()
    name = try row.next()
    lot = try row.next()
    line = try row.next()
    choice = try row.next()
    words = try row.next()
  }

  static func of(_ id: BidRound.ID) -> Query<BidAward> {
    Query(
      "bid_award.of",
      """
      SELECT \(raw: columns) FROM scheduling.bid_award AS award JOIN people.person AS person ON person.id = award.person_id
       WHERE award.round_id = \(id) ORDER BY award.turn
      """)
  }
}
