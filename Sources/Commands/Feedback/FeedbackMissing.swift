import ArgumentParser
import Recruiting
import Store

extension Feedbacks {
  struct Missing: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "missing",
      abstract: "List who still owes feedback on an interview that was held.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withRecruiting { try await printer.list($0.missingFeedback()) }
    }
  }
}

extension MissingFeedback: Listed {
  static let noun = "missing_feedback"
  static let columns: [Column<MissingFeedback>] = [
    Column("interview") { Field($0.interview) },
    Column("candidate") { $0.candidate },
    Column("interviewer") { $0.interviewer },
    Column("ended_at") { Field($0.endedAt) },
  ]
}
