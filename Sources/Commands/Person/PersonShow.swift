import ArgumentParser
import People
import Store

extension Persons {
  struct Show: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show somebody's employments, teams and skills through time.")

    @Argument(help: "A name, an employee number, or #id.", completion: .people) var person: String
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withStore { store in
        let history = try await People(store: store).history(of: person)
        try printer.list(PersonFact.all(of: history))
      }
    }
  }
}

/// One line of somebody's history.
struct PersonFact: Listed, Sendable {
  let name: String
  let fact: String
  let what: String
  let from: Field
  let until: Field
  var detail: String?

  static let noun = "person_fact"
  static let columns: [Column<PersonFact>] = [
    Column("name") { $0.name },
    Column("fact") { $0.fact },
    Column("what") { $0.what },
    Column("starts_on") { $0.from },
    Column("ends_on") { $0.until },
    Column("detail") { $0.detail },
  ]

  static func all(of history: PersonHistory) -> [PersonFact] {
    let name = history.person.name
    let employments = history.employments.map { spell in
      PersonFact(
        name: name, fact: "employment", what: "\(spell.kind.rawValue) at \(spell.site)", from: Field(spell.startsOn),
        until: Field(spell.endsOn), detail: hours(spell) + (spell.endReason.map { ", \($0.rawValue)" } ?? ""))
    }
    let teams = history.memberships.map { member in
      PersonFact(
        name: name, fact: "team", what: member.team, from: Field(member.startsOn), until: Field(member.endsOn))
    }
    let skills = history.skills.map { held in
      PersonFact(
        name: name, fact: "skill", what: held.skill, from: Field(held.startsOn), until: Field(held.expiresOn),
        detail: "level \(held.level)" + (held.revokedAt.map { ", revoked \($0)" } ?? ""))
    }
    return employments + teams + skills
  }

  private static func hours(_ spell: Employment) -> String {
    (Double(spell.hours.weeklyMinutes) / 60).written(decimals: 1) + " h a week"
  }
}
