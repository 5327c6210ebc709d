internal import People
public import Postgres
public import Store

/// Whom somebody is compared with: people at or below a team, of a tenure; the first group that fits counts.
public struct PeerGroup: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<PeerGroup>

  public let id: ID
  public let code: String
  public let place: Int
  public let team: String?
  /// In days since the employment began, on the period's last day.
  public let tenureFrom: Int
  public let tenureTo: Int?

  /// What people are called who fit no group.
  public static let everyone = "everyone"
}

/// What is hoped for, of everyone or of a peer group.
public struct Target: Codable, Sendable, Equatable {
  public let metric: String
  public let peers: String?
  /// In the metric's unit; percent as a share of 1.
  public let value: Double
  /// What is hoped for on the first day, when newcomers grow into the target.
  public let rampStart: Double?
  /// Weeks after which 63 % of the way is made.
  public let rampWeeks: Double?
  public let startsOn: LocalDate

  public init(
    _ metric: String, _ value: Double, of peers: String? = nil, from startsOn: LocalDate, rampStart: Double? = nil,
    rampWeeks: Double? = nil
  ) {
    self.metric = metric
    self.peers = peers
    self.value = value
    self.startsOn = startsOn
    self.rampStart = rampStart
    self.rampWeeks = rampWeeks
  }

  /// What is hoped for of somebody who has been here so many days.
  public func value(afterDays days: Int) -> Double {
    guard let rampStart, let rampWeeks else { return value }
    return value + (rampStart - value) * exp(-Double(days) / 7 / rampWeeks)
  }
}

// MARK: - SQL

extension PeerGroup: RowDecodable {
  public static let columns: StaticString = """
    peers.id, peers.code, peers.place, team.name, peers.tenure_from, peers.tenure_to
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    code = try row.next()
    place = try row.next()
    team = try row.next()
    tenureFrom = try row.next()
    tenureTo = try row.next()
  }

  static func all(of entity: Int64) -> Query<PeerGroup> {
    Query(
      "peer_group.all",
      """
      SELECT \(raw: columns)
        FROM scorecards.peer_group AS peers
        LEFT JOIN people.team ON team.id = peers.team_id
       WHERE peers.entity_id = \(entity)
       ORDER BY peers.place, peers.id
      """)
  }

  static func add(
    _ code: String, to entity: Int64, team: Team.ID?, tenureFrom: Int, tenureTo: Int?
  ) -> Statement {
    Statement(
      "peer_group.add",
      """
      INSERT INTO scorecards.peer_group (entity_id, code, place, team_id, tenure_from, tenure_to)
      SELECT \(entity), \(code), 1 + count(*), \(team), \(Int32(tenureFrom)), \(tenureTo.map(Int32.init))
        FROM scorecards.peer_group WHERE entity_id = \(entity)
      """)
  }
}

extension Target: RowDecodable {
  public static let columns: StaticString = """
    metric.code, peers.code, target.value, target.ramp_start, target.ramp_weeks, target.starts_on
    """

  public init(row: inout Row) throws(PostgresError) {
    metric = try row.next()
    peers = try row.next()
    value = try row.next()
    rampStart = try row.next()
    rampWeeks = try row.next()
    startsOn = try row.next()
  }

  /// The newest target of each metric and group on a day.
  static func inForce(on day: LocalDate, of entity: Int64) -> Query<Target> {
    Query(
      "target.in_force",
      """
      SELECT DISTINCT ON (target.metric_id, target.peer_group_id) \(raw: columns)
        FROM scorecards.target
        JOIN scorecards.metric ON metric.id = target.metric_id
        LEFT JOIN scorecards.peer_group AS peers ON peers.id = target.peer_group_id
       WHERE target.entity_id = \(entity) AND target.starts_on <= \(day)
       ORDER BY target.metric_id, target.peer_group_id, target.starts_on DESC
      """)
  }

  func add(to entity: Int64) -> Statement {
    Statement(
      "target.add",
      """
      INSERT INTO scorecards.target (entity_id, metric_id, peer_group_id, value, ramp_start, ramp_weeks, starts_on)
      SELECT metric.entity_id, metric.id,
             (SELECT peers.id FROM scorecards.peer_group AS peers
               WHERE peers.entity_id = metric.entity_id AND peers.code = \(peers)),
             \(value), \(rampStart), \(rampWeeks), \(startsOn)
        FROM scorecards.metric
       WHERE metric.entity_id = \(entity) AND metric.code = \(metric)
      """)
  }
}
