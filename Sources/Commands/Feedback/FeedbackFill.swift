import ArgumentParser
import Recruiting
import Store

extension Feedbacks {
  struct Fill: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "fill",
      abstract: "Write down what you heard; only you read it until you submit it.",
      discussion: "muster feedback fill 7 --overall 3 --rate 'Listening:4:let me finish' --summary 'calm, kind'")

    @Argument(help: "The interview's id.") var interview: Identifier<Interview>
    @Option(help: "1, certainly not, to 4, certainly.") var overall: Int?
    @Option(name: .customLong("rate"), help: "Competency:1-4, and what you heard; may be repeated.") var rates:
      [String] = []
    @Option(help: "In a few words.") var summary = ""
    @Flag(help: "Replace what you submitted; the original is kept.") var amend = false
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func validate() throws {
      if let overall, !(1...4).contains(overall) { throw ValidationError("--overall must be 1 to 4.") }
    }

    func run() async throws {
      let items = try items()
      let asked = write.operation("feedback.fill", input: [interview.description, summary] + rates)
      let outcome = try await globals.withRecruiting { room in
        amend
          ? try await room.amend(feedback: interview, overall: overall, summary: summary, items, as: asked)
          : try await room.fill(feedback: interview, overall: overall, summary: summary, items, as: asked)
      }
      try printer.changed(
        Change(
          outcome, amend ? "Your feedback is amended." : "Your draft is kept.", ids: [outcome.value.id.description],
          next: amend ? nil : "muster feedback submit \(interview)"))
    }

    private func items() throws(Failure) -> [FeedbackItem] {
      var items: [FeedbackItem] = []
      for rate in rates {
        let parts = rate.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 2, let rating = Int(parts[1]), (1...4).contains(rating) else {
          throw .usage("'\(rate)' is no rating.", next: "--rate 'Listening:3:what I heard'")
        }
        items.append(FeedbackItem(parts[0], rating: rating, evidence: parts.count == 3 ? parts[2] : ""))
      }
      return items
    }
  }
}
