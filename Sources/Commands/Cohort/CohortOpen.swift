import ArgumentParser
import Onboarding
import Store

extension Cohorts {
  struct Open: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "open",
      abstract: "Let a class learn a curriculum; who sits in it or is expected in it is assigned at once.")

    @Argument(help: "The name of the class.") var name: String
    @Option(help: "The curriculum's code.") var curriculum: String
    @Option(help: "Its version; the newest published one by default.") var version: Int?
    @Option(help: "Where they meet.") var room: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation(
        "cohort.open", input: [name, curriculum, version.map(String.init) ?? "", room ?? ""])
      let outcome = try await globals.withOnboarding {
        try await $0.open(class: name, curriculum: curriculum, version: version, room: room, as: asked)
      }
      let cohort = outcome.value.cohort
      try printer.changed(
        Change(
          outcome,
          "\(cohort.name) learns \(cohort.code), version \(cohort.number): \(cohort.learners) of \(cohort.seats) seats "
            + "are taken.",
          ids: [cohort.id.description], next: "muster cohort timetable '\(cohort.name)' FILE"))
    }
  }

  struct Add: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Bring people into a cohort.")

    @Argument(help: "The cohort, by the name of its class.", completion: .cohorts) var cohort: String
    @Argument(help: "Names, employee numbers, or #ids.") var people: [String]
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withOnboarding {
        try await $0.add(people, to: cohort, as: write.operation("cohort.add", input: [cohort] + people))
      }
      let names = outcome.value.names
      try printer.changed(
        Change(
          outcome,
          names.isEmpty ? "They learn it already." : "\(names.joined(separator: ", ")) joined \(cohort).",
          ids: [outcome.value.cohort.id.description], next: "muster cohort board '\(cohort)'"))
    }
  }

  struct Leave: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "leave",
      abstract: "Let somebody leave a cohort; what they did stays on record.")

    @Argument(help: "The cohort, by the name of its class.", completion: .cohorts) var cohort: String
    @Argument(help: "A name, an employee number, or #id.", completion: .people) var person: String
    @Option(help: "Why.") var reason: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withOnboarding {
        try await $0.leave(
          person, cohort, because: reason, as: write.operation("cohort.leave", input: [cohort, person, reason]))
      }
      try printer.changed(Change(outcome, "\(outcome.value.names.joined()) left \(cohort)."))
    }
  }

  struct Move: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "move",
      abstract: "Move somebody to another cohort; their record comes along.")

    @Argument(help: "A name, an employee number, or #id.", completion: .people) var person: String
    @Option(help: "The cohort they are in.") var from: String
    @Option(help: "The cohort they go to.") var to: String
    @Option(help: "Why.") var reason: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withOnboarding {
        try await $0.move(
          person, from: from, to: to, because: reason,
          as: write.operation("cohort.move", input: [person, from, to, reason]))
      }
      try printer.changed(
        Change(
          outcome, "\(outcome.value.names.joined()) learns with \(to) from now on.",
          next: "muster cohort board '\(to)'"))
    }
  }
}
