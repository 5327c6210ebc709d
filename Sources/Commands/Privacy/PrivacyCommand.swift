import ArgumentParser
import Recruiting
import Store

/// Candidates' rights over their records.
struct PrivacyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "privacy", abstract: "Candidates' records: requests, export, erasure, retention, holds.",
    subcommands: [
      List.self, Receive.self, Step.self, Export.self, Erase.self, Columns.self, Due.self, Retire.self, Hold.self,
      Release.self,
    ])
}

extension Globals {
  /// Opens the database and lends candidates' rights to the body.
  func withPrivacy<Value>(_ body: (Privacy) async throws -> Value) async throws -> Value {
    try await withStore { try await body(Privacy(store: $0)) }
  }
}

extension PrivacyCommand {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List requests by the day they are due.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withPrivacy { try await printer.list($0.requests()) }
    }
  }

  struct Receive: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "receive", abstract: "Note what a candidate asks for; the law sets the day.")

    @Argument(help: "access, erase, correct or restrict.") var kind: PrivacyRequest.Kind
    @Argument(help: "The candidate: a name, an e-mail address, or #id.") var candidate: String
    @Option(help: "The day it came; today by default.") var on: LocalDate?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let day = on ?? .today
      let outcome = try await globals.withPrivacy {
        try await $0.receive(
          kind, from: candidate, on: day,
          as: write.operation("privacy.receive", input: [kind.rawValue, candidate, day.description]))
      }
      try printer.changed(
        Change(
          outcome, "Request \(outcome.value.id) is to be answered by \(outcome.value.dueOn).",
          ids: [outcome.value.id.description], next: "muster privacy step \(outcome.value.id) verified"))
    }
  }

  struct Step: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "step",
      abstract: "Move a request on.",
      discussion: "received → verified → in progress → fulfilled; extended, partly refused and withdrawn stand beside.")

    @Argument(help: "The request's number.") var request: String
    @Argument(help: "verified, 'in progress', extended, fulfilled, 'partly refused' or withdrawn.")
    var state: PrivacyRequest.State
    @Option(help: "Why, where the law wants to know.") var reason = ""
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      guard let id = PrivacyRequest.ID(parsing: request) else { throw Failure.usage("A request goes by its number.") }
      let outcome = try await globals.withPrivacy {
        try await $0.move(
          id, to: state, reason: reason,
          as: write.operation("privacy.step", input: [request, state.rawValue, reason]))
      }
      try printer.changed(
        Change(
          outcome, "Request \(id) is \(state.rawValue), due \(outcome.value.dueOn).", ids: [id.description],
          next: "muster privacy list"))
    }
  }
}

extension PrivacyRequest: Listed {
  static let noun = "request"
  static let columns: [Column<PrivacyRequest>] = [
    Column("id") { Field($0.id) },
    Column("kind") { $0.kind.rawValue },
    Column("name") { $0.name },
    Column("state") { $0.state.rawValue },
    Column("received_on") { Field($0.receivedOn) },
    Column("due_on") { Field($0.dueOn) },
    Column("jurisdiction") { $0.jurisdiction },
    Column("candidate", shown: false) { $0.candidate },
  ]
}
