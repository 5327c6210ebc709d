import People
import Postgres
import Store
import StoreTesting
import Testing
import Timekeeping

@Suite(.serialized) struct PublishTests {
  @Test func `a publication replaces the shifts of its period as a new version`() async throws {
    try await withStore { cast in
      let pia = try await cast.time(as: "Pia")
      let names = try await cast.names()
      let draft = try names.draft(
        "2025-11-24", "2025-11-24",
        [names.shift("Ana", "2025-11-24", "08:00", "16:00"), names.shift("Ben", "2025-11-24", "10:00", "14:00")])
      let version = try await pia.publish(draft, as: Operation("shift.publish")).value
      #expect(version.publication.version == 2 && version.publication.publishedBy == "Pia")
      #expect(version.published == 2 && version.kept == 1 && version.withdrawn == 8)
      #expect(version.people == 8)
      var monday = ShiftFilter(from: try day("2025-11-24"), through: try day("2025-11-24"))
      #expect(try await pia.shifts(monday).map(\.personName) == ["Ana", "Ben"])
      monday.version = 1
      #expect(try await pia.shifts(monday).count == 8, "version 1 can still be shown")
      #expect(try await pia.shifts(.peak()).count { $0.on > monday.from } == 47)
    }
  }

  @Test func `a rehearsed publication changes nothing`() async throws {
    try await withStore { cast in
      let pia = try await cast.time(as: "Pia")
      let before = try await pia.shifts(.peak())
      let draft = try await cast.names().draft("2025-11-24", "2025-11-30", [])
      let outcome = try await pia.publish(draft, as: Operation("shift.publish", dryRun: true))
      #expect(outcome.isRehearsal && outcome.value.withdrawn == before.count)
      #expect(try await pia.shifts(.peak()) == before)
    }
  }

  @Test func `a site's publication leaves other sites alone`() async throws {
    try await withStore { cast in
      let pia = try await cast.time(as: "Pia")
      let names = try await cast.names()
      let galway = try #require(names.sites["Galway"])
      _ = try await pia.publish(
        names.draft("2025-11-24", "2025-11-30", scope: .site(galway), []), as: Operation("shift.publish"))
      let left = try await pia.shifts(.peak())
      #expect(Set(left.map(\.site)) == ["Leeds"] && left.count == 36)
    }
  }

  @Test func `a team's publication reaches its members and those of teams below`() async throws {
    try await withStore { cast in
      let pia = try await cast.time(as: "Pia")
      let names = try await cast.names()
      let returns = try #require(names.teams["Returns"])
      let leeds = try #require(names.teams["Leeds"])
      _ = try await pia.publish(
        names.draft("2025-11-24", "2025-11-30", scope: .team(returns), []), as: Operation("shift.publish"))
      let afterReturns = Set(try await pia.shifts(.peak()).map(\.personName))
      #expect(afterReturns.isDisjoint(with: ["Ana", "Ben", "Cal", "Dot"]) && afterReturns.contains("Eve"))
      _ = try await pia.publish(
        names.draft("2025-11-24", "2025-11-30", scope: .team(leeds), []), as: Operation("shift.publish"))
      #expect(Set(try await pia.shifts(.peak()).map(\.site)) == ["Galway"])
    }
  }

  @Test func `a shift outside of what is published is refused`() async throws {
    try await withStore { cast in
      let pia = try await cast.time(as: "Pia")
      let names = try await cast.names()
      let leeds = try #require(names.sites["Leeds"])
      let late = try names.draft("2025-12-01", "2025-12-01", [names.shift("Ana", "2025-12-02", "08:00", "16:00")])
      let elsewhere = try names.draft(
        "2025-12-01", "2025-12-01", scope: .site(leeds),
        [names.shift("Jon", "2025-12-01", "08:00", "16:00", at: "Galway")])
      for draft in [late, elsewhere] {
        let reason = try await refusal { try await pia.publish(draft, as: Operation("shift.publish")) }
        #expect(reason == .outsideScope(1))
      }
    }
  }

  @Test func `a double booking names the shift in the way`() async throws {
    try await withStore { cast in
      let pia = try await cast.time(as: "Pia")
      let names = try await cast.names()
      let draft = try names.draft("2025-11-29", "2025-11-29", [names.shift("Gus", "2025-11-29", "05:00", "09:00")])
      let reason = try await refusal { try await pia.publish(draft, as: Operation("shift.publish")) }
      guard case .clashes(let clashes) = reason, let clash = clashes.first else { throw Unrefused() }
      #expect(clashes.count == 1 && clash.reason == .published && clash.version == 1)
      let id = try #require(clash.shift)
      #expect(
        clash.description == "Gus, 2025-11-29 05:00–09:00: already works 2025-11-28 22:00 to 2025-11-29 06:00, "
          + "shift #\(id), version 1")
      #expect(reason.kind == .conflict)
    }
  }

  @Test func `everything in the way is told at once`() async throws {
    try await withStore { cast in
      let pia = try await cast.time(as: "Pia")
      let names = try await cast.names()
      let draft = try names.draft(
        "2025-11-29", "2026-03-01",
        [
          names.shift("Ivy", "2025-11-29", "08:00", "16:00"), names.shift("Cal", "2026-02-02", "08:00", "16:00"),
          names.shift("Ana", "2026-02-02", "08:00", "16:00"), names.shift("Ana", "2026-02-02", "15:00", "20:00"),
        ])
      let reason = try await refusal { try await pia.publish(draft, as: Operation("shift.publish")) }
      guard case .clashes(let clashes) = reason else { throw Unrefused() }
      #expect(clashes.map(\.personName) == ["Ana", "Cal", "Ivy"])
      #expect(clashes.map(\.reason) == [.draft, .notEmployed, .away])
      #expect(try await pia.shifts(.peak()).count == 55, "nothing was withdrawn")
    }
  }

  @Test func `activities lie inside their shift and do not overlap`() async throws {
    try await withStore { cast in
      let pia = try await cast.time(as: "Pia")
      let names = try await cast.names()
      func draft(_ activities: [Activity]) throws -> Draft {
        try names.draft(
          "2025-12-01", "2025-12-01", [names.shift("Ana", "2025-12-01", "08:00", "16:00", activities: activities)])
      }
      let work = Activity(.contact, from: 0, until: 240, queue: "returns", channel: "phone")
      let pause = Activity(.unpaidBreak, from: 240, until: 285)
      _ = try await pia.publish(draft([work, pause]), as: Operation("shift.publish"))
      let shift = try #require(
        try await pia.shifts(ShiftFilter(from: day("2025-12-01"), through: day("2025-12-01"))).first)
      #expect(shift.minutes == 480 && shift.paidMinutes == 435)
      #expect(try await pia.activities(of: shift.id) == [work, pause])
      let long = try draft([Activity(.meeting, from: 470, until: 481)])
      let tooLong = try await refusal { try await pia.publish(long, as: Operation("shift.publish")) }
      #expect(tooLong.description == "Refused: activity ends with its shift.")
      let twice = try draft([work, Activity(.meeting, from: 239, until: 250)])
      let overlapping = try await refusal { try await pia.publish(twice, as: Operation("shift.publish")) }
      #expect(overlapping.description.hasPrefix("Refused: activity does not overlap another of the shift."))
    }
  }

  @Test func `a revert brings an earlier version back as a new one, activities too`() async throws {
    try await withStore { cast in
      let pia = try await cast.time(as: "Pia")
      let before = try await pia.shifts(.peak())
      _ = try await pia.publish(
        cast.names().draft("2025-11-24", "2025-11-30", []), as: Operation("shift.publish"))
      let reverted = try await pia.revert(to: 1, note: "back", as: Operation("shift.revert")).value
      #expect(reverted.version.publication.version == 3 && reverted.version.publication.kind == .revert)
      #expect(reverted.leftOut == 0 && reverted.version.published == before.count)
      let after = try await pia.shifts(.peak())
      #expect(after.map(\.startsAt) == before.map(\.startsAt) && after.map(\.paidMinutes) == before.map(\.paidMinutes))
      #expect(try await refusal { try await pia.revert(to: 9, as: Operation("shift.revert")) } == .noSuchVersion(9))
    }
  }

  @Test func `a revert leaves out who has left`() async throws {
    try await withStore { cast in
      let pia = try await cast.time(as: "Pia")
      let books = People(store: try await cast.store(as: "Hal"))
      _ = try await books.end("Dot", on: day("2025-11-26"), reason: .contractOver, as: Operation("person.end"))
      let reverted = try await pia.revert(to: 1, as: Operation("shift.revert")).value
      #expect(reverted.leftOut == 3)
    }
  }

  @Test func `whoever leaves, leaves their later shifts free`() async throws {
    try await withStore { cast in
      let pia = try await cast.time(as: "Pia")
      let books = People(store: try await cast.store(as: "Hal"))
      _ = try await books.end("Dot", on: day("2025-11-26"), reason: .contractOver, as: Operation("person.end"))
      var dot = try ShiftFilter.peak()
      dot.person = "Dot"
      #expect(try await pia.shifts(dot).map(\.on) == [day("2025-11-25"), day("2025-11-26")])
    }
  }

  @Test func `only a publisher publishes`() async throws {
    try await withStore { cast in
      let draft = try await cast.names().draft("2025-12-01", "2025-12-01", [])
      for name in ["Hal", "Mara", "Ana", "Tess", "Ada", "Bruno"] {
        let time = try await cast.time(as: name)
        let reason = try await refusal { try await time.publish(draft, as: Operation("shift.publish")) }
        #expect(reason == .denied, "\(name)")
      }
    }
  }
}
