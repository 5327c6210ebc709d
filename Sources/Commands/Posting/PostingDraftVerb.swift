import ArgumentParser
import Recruiting
import Store

extension PostingCommand {
  struct Draft: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "draft",
      abstract: "Write a posting from a description; what it says is then frozen.",
      discussion:
        "Company, city, pay, start and the like come from the requisition and the options; --value NAME=WORDS "
        + "fills any other variable. Another wording is another draft.")

    @Argument(help: "The requisition's code.", completion: .requisitions) var requisition: String
    @Option(help: "The description's code.") var from: String
    @Option(help: "An older version of it.") var version: Int?
    @Option(help: "Where it will stand.") var channel = "careers"
    @Option(help: "Another title than the description's.") var title: String?
    @Option(help: "As '26000-31000 GBP year'; the requisition's range without it.") var pay: String?
    @Option(help: "full time, part time, temporary or by the day.") var hours: PostingContent.Hours = .fullTime
    @Option(help: "When one works: '30 hours a week, evenings too'.") var workHours = ""
    @Option(help: "The city; the site's name without it.") var city: String?
    @Option(help: "The state or region.") var region = ""
    @Flag(help: "Work is done at home.") var remote = false
    @Option(help: "A link or an address to apply to.") var apply = ""
    @Option(help: "Two letters, such as en.") var language = "en"
    @Option(help: "The first working day.") var starts: LocalDate?
    @Option(help: "The first day it may be seen; today by default.") var opens: LocalDate?
    @Option(help: "The last day to apply.") var closes: LocalDate?
    @Option(help: "A variable, as team_size=12; may be given again.") var value: [String] = []
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let draft = try wish()
      let outcome = try await globals.withPostings {
        try await $0.draft(draft, as: write.operation("posting.draft", input: draft))
      }
      let left = outcome.value.content.text.placeholders.count
      try printer.changed(
        Change(
          outcome,
          "Drafted posting \(outcome.value.id) for \(requisition)"
            + (left > 0 ? "; \(left) places still wait to be filled in." : "."),
          ids: [outcome.value.id.description], next: "muster posting lint \(outcome.value.id)"))
    }

    private func wish() throws -> PostingDraft {
      var draft = PostingDraft(requisition, from: from, on: channel, opens: opens ?? .today)
      draft.version = version
      draft.title = title
      draft.pay = try pay.map { text in
        guard let range = PayRange(text) else { throw Failure.usage("--pay reads such as '26000-31000 GBP year'.") }
        return range
      }
      (draft.hours, draft.workHours, draft.city, draft.region) = (hours, workHours, city, region)
      (draft.isRemote, draft.applyTo, draft.language) = (remote, apply, language)
      (draft.startsOn, draft.closesOn) = (starts, closes)
      for pair in value {
        let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw Failure.usage("--value reads such as team_size=12.") }
        draft.values[parts[0]] = parts[1]
      }
      return draft
    }
  }
}
