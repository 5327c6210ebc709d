import ArgumentParser
import Coaching
import Store

extension Coach {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List sessions: those you coach or lead, those about you.",
      discussion: "HR sees that each took place, and under which title.")

    @Option(help: "Only with this person: a name, a number or #id.", completion: .people) var person: String?
    @Option(help: "Only planned, held, shared, acknowledged, closed, cancelled or 'no show'.")
    var state: CoachingSession.State?
    @Option(help: "Only one-to-one, 'side by side', feedback, performance or conflict.") var kind: CoachingSession.Kind?
    @Option(help: "From this day.") var from: LocalDate?
    @Option(help: "Through this day.") var through: LocalDate?
    @OptionGroup var globals: Globals

    func run() async throws {
      var filter = SessionFilter()
      filter.person = person
      filter.state = state
      filter.kind = kind
      filter.from = from
      filter.through = through
      let asked = filter
      let sessions = try await globals.withCoaching { try await $0.sessions(asked) }
      let zones = Set(sessions.map(\.zone))
      try printer.list(sessions, zone: zones.count == 1 ? zones.first : nil)
    }
  }
}

extension CoachingSession: Listed {
  static let noun = "session"
  static let columns: [Column<CoachingSession>] = [
    Column("id") { Field($0.id) },
    Column("date") { Field($0.on) },
    Column("starts") { $0.starts.clock },
    Column("ends") { $0.ends.clock },
    Column("person") { $0.personName },
    Column("coach") { $0.coachName },
    Column("kind") { $0.kind.rawValue },
    Column("state") { $0.state.rawValue },
    Column("answer_by_on") { Field($0.answerBy) },
    Column("title") { $0.title },
    Column("zone", shown: false) { $0.zone },
    Column("in_shift", shown: false) { $0.isInShift },
    Column("follows", shown: false) { Field($0.follows) },
  ]
}
