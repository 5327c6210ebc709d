import People
import Postgres
import Scorecards
import Store
import StoreTesting
import Testing
import Workload

/// The help desk of the peak week: who answered whom, and what customers thought of it.
struct Desk {
  let cast: TestStore
  let source: Source

  /// A desk with the queues returns and delivery, whose agents are called by the names of the cast.
  static func open(_ cast: TestStore) async throws -> Desk {
    let pia = try await cast.store(as: "Pia")
    let workload = Workload(store: pia)
    for code in ["returns", "delivery"] {
      _ = try await workload.addQueue(code, site: "Leeds", as: Operation("queue.add"))
    }
    _ = try await workload.addChannel("phone", isLive: true, site: "Leeds", as: Operation("channel.add"))
    let source = try await workload.addSource("desk", site: "Leeds", as: Operation("source.add")).value
    await pia.close()
    try await cast.asMaster { session in
      try session.run(
        Statement(
          "identity.add",
          """
          INSERT INTO workload.agent_identity (entity_id, source_id, reference, person_id)
          SELECT person.entity_id, \(source.id), lower(person.name), person.id
            FROM people.person WHERE person.entity_id = 1
          """))
    }
    return Desk(cast: cast, source: source)
  }

  /// Brings facts in as Pia would.
  func take<F: Fact>(_ facts: [F]) async throws {
    let source = source.id
    let pia = try await cast.store(as: "Pia")
    _ = try await pia.write(Operation("import.run"), or: WorkloadError.init) { session in
      try Workload.merge(F.self, from: source, in: session) { take in
        for (index, fact) in facts.enumerated() { try take(index + 2, .success(fact)) }
      }
    }
    await pia.close()
  }

  /// Answers of customers: so many good ones and so many bad ones about somebody.
  func survey(_ agent: String, good: Int, bad: Int, on day: String = "26", queue: String = "returns") async throws {
    let facts = try (0..<(good + bad)).map { index in
      var survey = Survey(
        "\(agent)-\(queue)-\(day)-\(index)", answeredAt: try november("\(day)T12:00"), score: index < good ? 1 : -1)
      survey.agent = agent
      survey.queue = queue
      return survey
    }
    try await take(facts)
  }

  /// The whole of what Hal needs: metrics adopted and the period open.
  static func ready(_ cast: TestStore, _ metrics: [MetricDraft] = UsualMetrics.all) async throws -> Scorecards {
    let hal = Scorecards(store: try await cast.store(as: "Hal"))
    _ = try await hal.define(metrics, from: try day("2025-01-01"), as: Operation("metric.define"))
    _ = try await hal.open(
      "peak-week", at: "Leeds", from: try day("2025-11-24"), through: try day("2025-11-30"),
      as: Operation("period.open"))
    return hal
  }
}

extension TestStore {
  func scorecards(as name: String) async throws -> Scorecards {
    Scorecards(store: try await store(as: name))
  }

  /// What a query without values answers the master of the database, as one text.
  func text(_ sql: SQL) async throws -> String {
    try await asMaster { session in
      try session.all(Query<String?>("test.text", sql)).map { $0 ?? "–" }.joined(separator: " | ")
    }
  }
}

/// A day as tests write it.
func day(_ text: String) throws -> LocalDate { try #require(LocalDate(text)) }

/// An instant of November 2025, such as `28T09:00`.
func november(_ text: String) throws -> Instant { try #require(Instant("2025-11-\(text):00Z")) }

/// Expects the body to be refused with these words.
func refuses(
  _ expected: ScorecardsError, sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> some Any
) async throws {
  do {
    _ = try await body()
    Testing.Issue.record("nobody said no", sourceLocation: sourceLocation)
  } catch let error as ScorecardsError {
    #expect(error == expected, sourceLocation: sourceLocation)
  }
}

extension Desk {
  /// Contacts of somebody through Wednesday and the following days, each replied to and solved.
  func contacts(
    _ agent: String, _ count: Int, replyMinutes: Int = 45, queue: String = "returns", reopened: Int = 0,
    customers: Int = 1_000, on day: Int = 26
  ) async throws {
    let facts = try (0..<count).map { index in
      let opened = try november("\(day)T09:00").microseconds + Int64(index) * 97 * 60_000_000
      var contact = Contact(
        "\(agent)-\(queue)-\(day)-\(index)", openedAt: Instant(microseconds: opened), queue: queue, channel: "phone")
      contact.agent = agent
      contact.reason = "where is it"
      contact.customer = "customer \(index % customers) of \(agent)"
      contact.firstReplyAt = Instant(microseconds: opened + Int64(replyMinutes) * 60_000_000)
      contact.solvedAt = Instant(microseconds: opened + Int64(replyMinutes + 30) * 60_000_000)
      contact.replies = 1
      contact.reopens = index < reopened ? 1 : 0
      return contact
    }
    try await take(facts)
  }

  /// Spells of work of somebody, each on a contact of its own.
  func spells(_ agent: String, _ count: Int, seconds: Int32 = 240, on day: Int = 26) async throws {
    let facts = try (0..<count).map { index in
      let started = try november("\(day)T08:00").microseconds + Int64(index) * 6 * 60_000_000
      var spell = HandleSpell(
        "\(agent)-\(day)-\(index)", startedAt: Instant(microseconds: started),
        handleSeconds: seconds + Int32(index % 7), queue: "returns", channel: "phone")
      spell.agent = agent
      spell.contact = "\(agent)-returns-\(day)-\(index)"
      return spell
    }
    try await take(facts)
  }
}
