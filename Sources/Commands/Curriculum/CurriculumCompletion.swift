import ArgumentParser
import Onboarding
import Store

extension Curricula {
  struct ShowCompletion: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "completion", abstract: "Show how far people are with every curriculum.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withOnboarding { try await printer.list($0.completion()) }
    }
  }
}

extension Completion: Listed {
  static let noun = "completion"
  static let columns: [Column<Completion>] = [
    Column("code") { $0.code },
    Column("title") { $0.title },
    Column("assigned") { $0.assigned },
    Column("in_progress") { $0.inProgress },
    Column("paused") { $0.paused },
    Column("completed") { $0.completed },
    Column("stopped") { $0.stopped },
    Column("mean_done") { percent($0.progress) },
  ]
}
