import ArgumentParser
import Recruiting
import Store

extension PostingCommand {
  struct Publish: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "publish", abstract: "Take a posting live, if the lint lets it.")

    @Argument(help: "The posting's number.") var posting: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let id = try PostingCommand.id(posting)
      let outcome = try await globals.withPostings {
        try await $0.publish(id, on: .today, as: write.operation("posting.publish", input: [posting]))
      }
      try printer.changed(
        Change(
          outcome, "Posting \(id) is live on \(outcome.value.channel).", ids: [id.description],
          next: "muster posting show \(id) --form jsonld"))
    }
  }

  struct Pause: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "pause", abstract: "Take a posting down for a while.")

    @Argument(help: "The posting's number.") var posting: String
    @Option(help: "Why.") var reason = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      try await PostingCommand.move(posting, to: .paused, reason: reason, write, globals, printer)
    }
  }

  struct Close: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "close", abstract: "Take a posting down for good.")

    @Argument(help: "The posting's number.") var posting: String
    @Option(help: "Why.") var reason = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      try await PostingCommand.move(posting, to: .closed, reason: reason, write, globals, printer)
    }
  }

  struct Expire: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "expire",
      abstract: "Take down postings whose last day has passed or whose seats are taken.")

    @Option(help: "As if it were this day; today by default.") var on: LocalDate?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let day = on ?? .today
      let outcome = try await globals.withPostings {
        try await $0.expire(on: day, as: write.operation("posting.expire", input: [day.description]))
      }
      try printer.changed(
        Change(
          outcome, "\(outcome.value.count) postings were taken down.", ids: outcome.value.map(\.id.description),
          next: "muster posting list"))
    }
  }

  fileprivate static func move(
    _ posting: String, to state: PostingState, reason: String, _ write: WriteWishes, _ globals: Globals,
    _ printer: Printer
  ) async throws {
    let id = try PostingCommand.id(posting)
    let asked = write.operation("posting.\(state.rawValue)", input: [posting, reason])
    let outcome = try await globals.withPostings { try await $0.move(id, to: state, reason: reason, as: asked) }
    try printer.changed(
      Change(
        outcome, "Posting \(id) is \(state.rawValue).", ids: [id.description],
        next: state == .paused ? "muster posting publish \(id)" : "muster posting list"))
  }
}
