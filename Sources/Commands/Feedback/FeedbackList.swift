import ArgumentParser
import Recruiting
import Store

extension Feedbacks {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List what interviewers told of an application, as far as you may read it yet.")

    @Argument(help: "A-12, or a name while they have one only.") var application: String
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withRecruiting { try await printer.list($0.feedback(of: application)) }
    }
  }
}

extension Feedback: Listed {
  static let noun = "feedback"
  static let columns: [Column<Feedback>] = [
    Column("interview") { Field($0.interview) },
    Column("interviewer") { $0.interviewer },
    Column("overall") { $0.overall },
    Column("items") { $0.items.map { "\($0.competency) \($0.rating.map(String.init) ?? "–")" } },
    Column("summary") { $0.summary },
    Column("state") { $0.state.rawValue },
    Column("submitted_at", shown: false) { Field($0.submittedAt) },
  ]
}
