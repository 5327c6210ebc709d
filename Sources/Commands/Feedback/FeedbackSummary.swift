import ArgumentParser
import Recruiting
import Store

extension Feedbacks {
  struct Summary: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "summary",
      abstract: "Put what interviewers found side by side, competency by competency, as far as you may read it yet.",
      discussion: "A mean is no verdict: where interviewers are two steps apart it says so, and people talk.")

    @Argument(help: "A-12, or a name while they have one only.") var application: String
    @OptionGroup var globals: Globals

    func run() async throws {
      let told = try await globals.withRecruiting { try await $0.feedback(of: application) }
      try printer.list(FeedbackSummary.all(of: told))
    }
  }
}

extension FeedbackSummary: Listed {
  static let noun = "competency"
  static let columns: [Column<FeedbackSummary>] = [
    Column("competency") { $0.competency },
    Column("ratings") { $0.ratings.map(String.init).joined(separator: " ") },
    Column("unrated") { $0.unrated },
    Column("mean") { $0.mean.field(decimals: 2) },
    Column("apart") { $0.isApart },
  ]
}
