import ArgumentParser
import People
import Store

extension Persons {
  struct Hiring: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "hire", abstract: "Put somebody on the books, or back on them.",
      discussion:
        "muster person hire 'Ana Reyes' --site Leeds --team Returns --kind seasonal --from 2025-10-06 --hours 30")

    @Argument(help: "The name that colleagues use.") var name: String
    @Option(help: "The site.", completion: .sites) var site: String
    @Option(help: "The first day.") var from: LocalDate
    @Option(help: "The hours of a week, such as 37.5.") var hours: Double
    @Option(help: "permanent, seasonal or agency.") var kind: Employment.Kind = .permanent
    @Option(help: "The last day, inclusive.") var until: LocalDate?
    @Option(help: "The team.", completion: .teams) var team: String?
    @Option(help: "The employee number.") var number: String?
    @Option(help: "The e-mail address; only HR sees it.") var email: String?
    @Option(help: "Somebody who was here before: a name, number or #id.") var returning: String?
    @Option(name: .customLong("skill"), help: "A skill from the first day on; may be repeated.") var skills: [String] =
      []
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func validate() throws {
      if !(hours > 0 && hours <= 60) { throw ValidationError("--hours must be above 0 and at most 60.") }
    }

    func run() async throws {
      let hire = hire
      let outcome = try await globals.withStore { store in
        try await People(store: store).hire(hire, as: write.operation("person.hire", input: hire))
      }
      let place = [outcome.value.team, outcome.value.site].compactMap(\.self).joined(separator: ", ")
      try printer.changed(
        Change(
          outcome, "Hired \(outcome.value.name) (\(place)) from \(from).", ids: [outcome.value.id.description],
          next: "muster person show '\(outcome.value.name)'"))
    }

    private var hire: Hire {
      var hire = Hire(
        name, at: site, kind: kind, from: from, hours: ContractHours(weeklyMinutes: Int((hours * 60).rounded())))
      hire.endsOn = until
      hire.team = team
      hire.number = number
      hire.email = email
      hire.returning = returning
      hire.skills = skills
      return hire
    }
  }
}
