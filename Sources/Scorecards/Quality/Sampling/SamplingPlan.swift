public import People
public import Postgres
internal import Statistics
public import Store

/// Which contacts are looked at: so many of each agent, by a seed.
public struct SamplingPlan: Codable, Sendable, Identifiable {
  public typealias ID = Identifier<SamplingPlan>

  /// What each agent's contacts are spread over.
  public enum Strata: String, Codable, Sendable, CaseIterable {
    case none, channel, queue
  }

  public let id: ID
  public let entity: LegalEntity.ID
  public let name: String
  public let team: String?
  public let startsOn: LocalDate
  public let endsOn: LocalDate
  public let strata: Strata
  public let perAgent: Int
  public let seed: Int64
  public let createdAt: Instant
  /// How many contacts there were to draw from, among those the caller may see.
  public let contacts: Int
  public let drawn: Int
  public let agents: Int
}

/// A plan as it is wished for.
public struct PlannedSample: Codable, Sendable {
  public var name: String
  public var entity: String?
  public var team: String?
  public var startsOn: LocalDate
  public var endsOn: LocalDate
  public var strata: SamplingPlan.Strata
  public var perAgent: Int
  public var seed: Int64

  public init(
    _ name: String, from startsOn: LocalDate, through endsOn: LocalDate, perAgent: Int, seed: Int64,
    strata: SamplingPlan.Strata = .channel
  ) {
    self.name = name
    self.startsOn = startsOn
    self.endsOn = endsOn
    self.perAgent = perAgent
    self.seed = seed
    self.strata = strata
  }
}

/// From how many of an agent's contacts how many were drawn.
public struct SampleFrame: Codable, Sendable, Equatable {
  public let agent: Person.ID
  public let agentName: String
  public let contacts: Int
  public let drawn: Int
  /// How many of them were evaluated since.
  public let evaluated: Int

  /// How many points a pass rate from these may be off.
  ///
  /// - Parameter rate: What the pass rate is thought to be.
  public func margin(rate: Double = 0.85) -> Double? {
    SampleSize.margin(drawn: drawn, of: contacts, rate: rate).map { $0 * 100 }
  }

  /// How many to draw for a margin in points, when the pass rate is thought to be so many of 100.
  public static func needed(margin: Double, rate: Double, of contacts: Int?) -> Int {
    SampleSize.needed(margin: margin / 100, rate: rate / 100, population: contacts)
  }
}

/// One contact that was drawn.
public struct SampleDraw: Codable, Sendable, Equatable {
  public let agentName: String
  public let reference: String
  public let openedAt: Instant
  public let stratum: String
  public let place: Int
  public let isEvaluated: Bool
}

/// A plan drawn again: whether today's contacts would give the same.
public struct Redraw: Codable, Sendable, Equatable {
  public let agentName: String
  public let contacts: Int
  public let contactsNow: Int
  /// Whether the contacts to draw from are the very same.
  public let isSameFrame: Bool
  /// Whether the very same contacts would be drawn.
  public let isSameDraw: Bool
}

// MARK: - SQL

extension SamplingPlan: RowDecodable {
  public static let columns: StaticString = """
    plan.id, plan.entity_id, plan.name, team.name, plan.starts_on, plan.ends_on, plan.strata, plan.per_agent, plan.seed,
    plan.created_at, coalesce(frame.contacts, 0), coalesce(frame.drawn, 0), coalesce(frame.agents, 0)
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    entity = try row.next()
    name = try row.next()
    team = try row.next()
    startsOn = try row.next()
    endsOn = try row.next()
    strata = try row.word()
    perAgent = try row.next()
    seed = try row.next()
    createdAt = try row.next()
    contacts = try row.next()
    drawn = try row.next()
    agents = try row.next()
  }

  private static func list(_ condition: SQL) -> SQL {
    """
    SELECT \(raw: columns)
      FROM scorecards.sampling_plan AS plan
      LEFT JOIN people.team ON team.id = plan.team_id
      LEFT JOIN LATERAL (
             SELECT sum(part.contacts)::bigint AS contacts, sum(part.drawn)::bigint AS drawn, count(*) AS agents
               FROM scorecards.sample_frame AS part
              WHERE part.plan_id = plan.id) AS frame ON true
     WHERE \(condition)
     ORDER BY plan.created_at DESC, plan.id DESC
    """
  }

  static let all = Query<SamplingPlan>("sampling_plan.all", list("true"))

  static func called(_ name: String) -> Query<SamplingPlan> {
    Query("sampling_plan.called", list("plan.name = \(name)"))
  }

  static func find(_ name: String, in tx: Session) throws -> SamplingPlan {
    guard let plan = try tx.first(called(name)) else { throw QualityError.unknown("sampling plan", "“\(name)”") }
    return plan
  }

  /// Writes down what there is to draw from, agent by agent, and then what is drawn.
  var takeFrame: Statement {
    Statement(
      "sample_frame.take",
      """
      INSERT INTO scorecards.sample_frame (plan_id, entity_id, agent_id, contacts, drawn, digest)
      SELECT \(id), \(entity), draw.agent_id, count(*), least(count(*), \(perAgent)),
             sha256(convert_to(string_agg(draw.contact_id::text, ',' ORDER BY draw.contact_id), 'UTF8'))
        FROM scorecards.order_of_draw(\(id)) AS draw
       GROUP BY draw.agent_id
      """)
  }

  var draw: Statement {
    Statement(
      "sample_draw.draw",
      """
      INSERT INTO scorecards.sample_draw (plan_id, entity_id, agent_id, contact_id, reference, opened_at, stratum, place)
      SELECT \(id), \(entity), draw.agent_id, draw.contact_id, draw.reference, draw.opened_at, draw.stratum, draw.place
        FROM scorecards.order_of_draw(\(id)) AS draw
       WHERE draw.place <= \(perAgent)
      """)
  }
}

extension PlannedSample {
  func add(to entity: LegalEntity.ID, team: Team.ID?) -> Query<SamplingPlan.ID> {
    Query(
      "sampling_plan.add",
      """
      INSERT INTO scorecards.sampling_plan (entity_id, name, team_id, starts_on, ends_on, strata, per_agent, seed)
      VALUES (\(entity), \(name), \(team), \(startsOn), \(endsOn), \(strata.rawValue), \(perAgent), \(seed))
      RETURNING id
      """)
  }
}

extension SampleFrame: RowDecodable {
  public static let columns: StaticString = """
    frame.agent_id, person.name, frame.contacts, frame.drawn,
    (SELECT count(DISTINCT draw.id)
       FROM scorecards.sample_draw AS draw
       JOIN scorecards.evaluation ON evaluation.sample_draw_id = draw.id AND evaluation.state <> 'withdrawn'
      WHERE draw.plan_id = frame.plan_id AND draw.agent_id = frame.agent_id)
    """

  public init(row: inout Row) throws(PostgresError) {
    agent = try row.next()
    agentName = try row.next()
    contacts = try row.next()
    drawn = try row.next()
    evaluated = try row.next()
  }

  static func of(_ plan: SamplingPlan.ID) -> Query<SampleFrame> {
    Query(
      "sample_frame.of",
      """
      SELECT \(raw: columns)
        FROM scorecards.sample_frame AS frame
        JOIN people.person ON person.id = frame.agent_id
       WHERE frame.plan_id = \(plan)
       ORDER BY person.name
      """)
  }
}

extension SampleDraw: RowDecodable {
  public static let columns: StaticString = """
    person.name, draw.reference, draw.opened_at, draw.stratum, draw.place,
    EXISTS (SELECT FROM scorecards.evaluation
             WHERE evaluation.sample_draw_id = draw.id AND evaluation.state <> 'withdrawn')
    """

  public init(row: inout Row) throws(PostgresError) {
    agentName = try row.next()
    reference = try row.next()
    openedAt = try row.next()
    stratum = try row.next()
    place = try row.next()
    isEvaluated = try row.next()
  }

  static func of(_ plan: SamplingPlan.ID) -> Query<SampleDraw> {
    Query(
      "sample_draw.of",
      """
      SELECT \(raw: columns)
        FROM scorecards.sample_draw AS draw
        JOIN people.person ON person.id = draw.agent_id
       WHERE draw.plan_id = \(plan)
       ORDER BY person.name, draw.place
      """)
  }
}

extension Redraw: RowDecodable {
  public static let columns: StaticString = """
    person.name, frame.contacts, coalesce(again.contacts, 0), coalesce(again.digest = frame.digest, false),
    coalesce(again.drawn = earlier.drawn, false)
    """

  public init(row: inout Row) throws(PostgresError) {
    agentName = try row.next()
    contacts = try row.next()
    contactsNow = try row.next()
    isSameFrame = try row.next()
    isSameDraw = try row.next()
  }

  static func of(_ plan: SamplingPlan) -> Query<Redraw> {
    Query(
      "sample_draw.again",
      """
      SELECT \(raw: columns)
        FROM scorecards.sample_frame AS frame
        JOIN people.person ON person.id = frame.agent_id
        LEFT JOIN (
               SELECT draw.agent_id, count(*) AS contacts,
                      sha256(convert_to(string_agg(draw.contact_id::text, ',' ORDER BY draw.contact_id), 'UTF8')) AS digest,
                      array_agg(draw.contact_id ORDER BY draw.place) FILTER (WHERE draw.place <= \(plan.perAgent)) AS drawn
                 FROM scorecards.order_of_draw(\(plan.id)) AS draw
                GROUP BY draw.agent_id) AS again ON again.agent_id = frame.agent_id
        LEFT JOIN LATERAL (
               SELECT array_agg(draw.contact_id ORDER BY draw.place) AS drawn
                 FROM scorecards.sample_draw AS draw
                WHERE draw.plan_id = frame.plan_id AND draw.agent_id = frame.agent_id) AS earlier ON true
       WHERE frame.plan_id = \(plan.id)
       ORDER BY person.name
      """)
  }
}
