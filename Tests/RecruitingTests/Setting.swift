import People
import Postgres
import Recruiting
import Store
import StoreTesting
import Testing

/// The peak week's company, looking for people: one pipeline, a class that starts in a month, reasons and a source.
struct Setting: Sendable {
  let cast: TestStore
  let hal: Recruiting
  let rui: Recruiting
  let books: People

  init(_ cast: TestStore, classSeats: Int = 20) async throws {
    self.cast = cast
    hal = try await cast.recruiting(as: "Hal")
    rui = try await cast.recruiting(as: "Rui")
    books = People(store: try await cast.store(as: "Hal"))
    let today = try await cast.today()
    _ = try await books.addClass(
      PlannedClass(
        site: "Leeds", name: "Next class", startsOn: today.advanced(by: 30), endsOn: today.advanced(by: 41),
        seats: classSeats, trainer: "Tess", skill: "returns"), as: Operation("class.add"))
    _ = try await rui.publish("Customer service", stages: PlannedStage.customerService, as: Operation("pipeline.add"))
    for (name, kind) in [("Not enough hours", Reason.Kind.org), ("Took another job", .candidate)] {
      _ = try await rui.addReason(name, kind, as: Operation("reason.add"))
    }
    _ = try await rui.addSource("Website", .site, as: Operation("source.add"))
  }

  /// A requisition whose seats are open: Rui asked, Hal approved, Rui opened.
  @discardableResult
  func opened(_ code: String = "REQ-1", seats: Int = 2, in place: String = "Next class") async throws -> Requisition {
    var wish = NewRequisition(code, title: "Customer service agent", at: "Leeds", kind: .seasonal, weeklyMinutes: 1800)
    wish.season = "peak-2026"
    wish.skill = "returns"
    wish.manager = "Mara"
    wish.band = 1200...1500
    wish.posted = 1200...1600
    _ = try await rui.ask(wish, as: Operation("requisition.add"))
    _ = try await rui.addOpenings(seats, to: code, into: place, as: Operation("opening.add"))
    _ = try await rui.move(requisition: code, to: .pending, as: Operation("requisition.submit"))
    _ = try await hal.decide(requisition: code, approved: true, as: Operation("requisition.approve"))
    return try await rui.move(requisition: code, to: .open, as: Operation("requisition.open")).value
  }

  /// Somebody who applied.
  @discardableResult
  func applied(_ name: String, for code: String = "REQ-1", email: String? = nil) async throws -> Application {
    let contacts = try [Contact(.email, email ?? "\(name.lowercased())@mail.example")].map { try #require($0) }
    _ = try await rui.add(NewCandidate(name, contacts: contacts), as: Operation("candidate.add"))
    return try await rui.apply(name, for: code, from: "Website", as: Operation("application.add")).value
  }

  /// An offer on a seat, approved by Hal and sent.
  @discardableResult
  func sent(_ application: String, seat: Int, of pay: Int64 = 1300) async throws -> Offer {
    let today = try await cast.today()
    let draft = DraftOffer(
      seat: seat, pay: pay, hoursEstimate: "30 hours, evenings and weekends",
      expiresAt: try await cast.now().advanced(byDays: 5), endsOn: today.advanced(by: 90))
    _ = try await rui.move(application, to: "Offer", note: "strong call", as: Operation("application.move"))
    _ = try await rui.draft(draft, for: application, as: Operation("offer.draft"))
    _ = try await rui.move(offer: application, to: .pending, as: Operation("offer.submit"))
    _ = try await hal.decide(offer: application, approved: true, as: Operation("offer.approve"))
    return try await rui.move(offer: application, to: .sent, as: Operation("offer.send")).value
  }
}

extension TestStore {
  func recruiting(as name: String) async throws -> Recruiting {
    Recruiting(store: try await store(as: name))
  }

  func today() async throws -> LocalDate {
    try await asMaster { try $0.one(Query<LocalDate>("today", "SELECT current_date")) }
  }

  func now() async throws -> Instant {
    try await asMaster { try $0.one(Query<Instant>("now", "SELECT now()")) }
  }

  /// What the superuser counts.
  func count(_ relation: String, _ condition: String = "true") async throws -> Int {
    let from = "\(relation) WHERE \(condition)"
    return try await asMaster { session in
      try session.script("CREATE OR REPLACE TEMPORARY VIEW counted AS SELECT count(*) AS n FROM \(from)")
      return try session.one(Query<Int>("count", "SELECT n FROM counted"))
    }
  }

  /// Ends everybody else's sessions, which count what they read when they end.
  func hangUp() async throws {
    try await asMaster {
      try $0.script(
        """
        SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
        """)
    }
  }

  /// Runs statements as somebody's own login, past everything but the database's own walls.
  func psql(_ name: String, _ script: String) async throws {
    let connection = try await raw(as: name)
    do {
      try await connection.with { try $0.script(script) }
      await connection.close()
    } catch {
      await connection.close()
      throw error
    }
  }
}

extension Instant {
  func advanced(byDays days: Int64) -> Instant {
    Instant(microseconds: microseconds + days * 86_400_000_000)
  }
}

/// The refusal that a use case answers.
func refusal<T>(_ body: () async throws -> T) async throws -> RecruitingError {
  do {
    _ = try await body()
  } catch let error as RecruitingError {
    return error
  }
  throw NoRefusal()
}

struct NoRefusal: Error, CustomStringConvertible {
  let description = "it was not refused"
}

extension RecruitingError {
  /// The rule's name, when a rule of the schema said no.
  var rule: String? {
    if case .rule(let name, _, _) = self { name } else { nil }
  }

  var hint: String? {
    if case .rule(_, _, let hint) = self { hint } else { nil }
  }
}
