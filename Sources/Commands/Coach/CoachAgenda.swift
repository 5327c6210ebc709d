import ArgumentParser
import Coaching
import Store

extension Coach {
  struct Agenda: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "agenda",
      abstract: "What waits for you: sessions, answers, actions, follow-ups, and who read a note of yours.",
      discussion: "muster coach agenda --team --not-coached 30")

    @Option(help: "Only what is due through this day.") var until: LocalDate?
    @Flag(help: "Also what waits for the people whom you lead.") var team = false
    @Option(help: "Also whom of your people nobody coached for so many days.") var notCoached: Int?
    @OptionGroup var globals: Globals

    func validate() throws {
      if let notCoached, !(1...3650).contains(notCoached) { throw ValidationError("--not-coached is 1 to 3650 days.") }
    }

    func run() async throws {
      let items = try await globals.withCoaching {
        try await $0.agenda(until: until, ofEveryone: team, notCoachedFor: notCoached)
      }
      try printer.list(items)
    }
  }
}

extension AgendaItem: Listed {
  static let noun = "agenda_item"
  static let columns: [Column<AgendaItem>] = [
    Column("due_on") { Field($0.dueOn) },
    Column("days_late") { $0.daysLate },
    Column("kind") { $0.kind.rawValue },
    Column("whose") { $0.whose },
    Column("person") { $0.personName },
    Column("session") { Field($0.session) },
    Column("about") { $0.about },
  ]
}
