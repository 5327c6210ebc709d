import People
import Postgres
import Store
import StoreTesting
import Testing

extension TestStore {
  /// The books as one of the cast sees them.
  func people(as name: String) async throws -> People {
    People(store: try await store(as: name))
  }
}

/// A day as tests write it.
func day(_ text: String) throws -> LocalDate {
  try #require(LocalDate(text))
}

/// Expects the body to be refused, and returns why.
func refusal(_ body: () async throws -> some Any) async throws -> PeopleError {
  do {
    _ = try await body()
  } catch let error as PeopleError {
    return error
  }
  throw Unrefused()
}

/// Nobody said no.
struct Unrefused: Error {}

extension Hire {
  /// Zoe, who starts in Leeds on the first of December for a season.
  static func zoe() throws -> Hire {
    var hire = Hire(
      "Zoe", at: "Leeds", kind: .seasonal, from: try day("2025-12-01"), hours: ContractHours(weeklyMinutes: 1800))
    hire.number = "L900"
    hire.endsOn = try day("2026-01-31")
    hire.team = "Returns"
    hire.email = "Zoe@lantern.example"
    hire.skills = ["returns"]
    return hire
  }
}
