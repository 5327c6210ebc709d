import People
import Postgres
import Store
import StoreTesting
import Testing
import Timekeeping

extension TestStore {
  /// Timekeeping as one of the cast sees it.
  func time(as name: String) async throws -> Timekeeping {
    Timekeeping(store: try await store(as: name))
  }

  /// The ids of people and sites by name, and the company they are of.
  func names() async throws -> Names {
    try await asMaster { session in
      Names(
        people: Dictionary(
          uniqueKeysWithValues: try session.tuples(
            "people", "SELECT name, id FROM people.person", as: (String, Person.ID).self)),
        sites: Dictionary(
          uniqueKeysWithValues: try session.tuples(
            "sites", "SELECT name, id FROM people.site", as: (String, Site.ID).self)),
        teams: Dictionary(
          uniqueKeysWithValues: try session.tuples(
            "teams", "SELECT name, id FROM people.team", as: (String, Team.ID).self)),
        entity: try session.one(
          Query<LegalEntity.ID>("entity", "SELECT id FROM people.legal_entity WHERE name = 'Lantern Gifts Ltd'")))
    }
  }

  /// Gives Leeds another clock, for shifts in other zones.
  func move(_ site: String, to zone: String) async throws {
    try await asMaster { session in
      try session.run(Statement("site.move", "UPDATE people.site SET zone = \(zone) WHERE name = \(site)"))
    }
  }

  /// Keeps everybody employed for ever, so that tests may plan any year.
  func employForEver() async throws {
    try await asMaster { session in
      try session.script("UPDATE people.employment SET kind = 'permanent', ends_on = NULL, starts_on = '2010-01-01'")
    }
  }
}

/// Names as ids.
struct Names: Sendable {
  let people: [String: Person.ID]
  let sites: [String: Site.ID]
  let teams: [String: Team.ID]
  let entity: LegalEntity.ID

  func shift(
    _ name: String, _ date: String, _ starts: String, _ ends: String, at site: String = "Leeds",
    startFold: Int? = nil, endFold: Int? = nil, activities: [Activity] = []
  ) throws -> PlannedShift {
    var shift = PlannedShift(
      person: try #require(people[name]), site: try #require(sites[site]), on: try day(date),
      starts: try #require(LocalTime(starts)), ends: try #require(LocalTime(ends)))
    shift.startFold = startFold
    shift.endFold = endFold
    shift.activities = activities
    return shift
  }

  func draft(
    _ from: String, _ through: String, scope: Publication.Scope = .entity, _ shifts: [PlannedShift]
  ) throws -> Draft {
    Draft(of: entity, from: try day(from), through: try day(through), scope: scope, note: "a test", shifts: shifts)
  }
}

/// A day as tests write it.
func day(_ text: String) throws -> LocalDate {
  try #require(LocalDate(text))
}

/// Expects the body to be refused, and returns why.
func refusal(_ body: () async throws -> some Any) async throws -> TimekeepingError {
  do {
    _ = try await body()
  } catch let error as TimekeepingError {
    return error
  }
  throw Unrefused()
}

/// Nobody said no.
struct Unrefused: Error {}

/// The week of the cast.
let peakWeek = ("2025-11-24", "2025-11-30")

extension ShiftFilter {
  /// The week of the cast.
  static func peak() throws -> ShiftFilter {
    ShiftFilter(from: try day(peakWeek.0), through: try day(peakWeek.1))
  }
}
