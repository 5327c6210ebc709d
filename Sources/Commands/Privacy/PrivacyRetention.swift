import ArgumentParser
import Recruiting
import Store

extension PrivacyCommand {
  struct Due: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "due",
      abstract: "Show how long each candidate's records stay, and why.",
      discussion:
        "keep_until is the floor the law sets, erase_by its ceiling, consent included; muster law list --topic "
        + "records tells the sources.")

    @Option(help: "As of this day; today by default.") var on: LocalDate?
    @Flag(help: "Only those that should be gone by then.") var only = false
    @OptionGroup var globals: Globals

    func run() async throws {
      let day = on ?? .today
      let retained = try await globals.withPrivacy { try await $0.retained() }
      try printer.list(retained.filter { !only || $0.isDue(on: day) }.map { RetainedRow(retained: $0, day: day) })
    }
  }

  struct Retire: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "retire",
      abstract: "Forget everybody whose records should be gone by now.",
      discussion: "Held, hired and still applying candidates stay. --expect N refuses when the number has changed.")

    @Option(help: "As of this day; today by default.") var on: LocalDate?
    @Option(help: "How many you expect.") var expect: Int?
    @OptionGroup var safety: SafetyWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let day = on ?? .today
      let outcome = try await globals.withPrivacy { privacy in
        let due = try await privacy.retained().count { $0.isDue(on: day) && !$0.isEmployee }
        if let expect, expect != due {
          throw Failure(exit: .conflict, "\(due) candidates are due, not \(expect).", next: "muster privacy due --only")
        }
        if !write.dryRun { try safety.require(before: "The records of \(due) candidates are emptied for good.") }
        return try await privacy.eraseDue(on: day, as: write.operation("privacy.retire", input: [day.description]))
      }
      try printer.changed(
        Change(
          outcome, "\(outcome.value.count) candidates were forgotten.",
          ids: outcome.value.map { String($0.candidate) }, next: "muster audit verify"))
    }
  }

  struct Hold: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "hold",
      abstract: "Hold a candidate's records, or all of a requisition's, for a matter at law.")

    @Option(help: "The candidate: a name, an e-mail address, or #id.") var candidate: String?
    @Option(help: "A requisition's code.") var requisition: String?
    @Argument(help: "The matter.") var matter: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func validate() throws {
      guard (candidate == nil) != (requisition == nil) else {
        throw ValidationError("Give either --candidate or --requisition.")
      }
    }

    func run() async throws {
      let outcome = try await globals.withPrivacy {
        try await $0.hold(
          candidate: candidate, requisition: requisition, matter: matter,
          as: write.operation("privacy.hold", input: [candidate ?? "", requisition ?? "", matter]))
      }
      try printer.changed(
        Change(
          outcome, "Hold \(outcome.value) is placed.", ids: [String(outcome.value)],
          next: "muster privacy release \(outcome.value)"))
    }
  }

  struct Release: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "release", abstract: "End a legal hold.")

    @Argument(help: "The hold's number.") var hold: Int
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withPrivacy {
        try await $0.release(Int64(hold), as: write.operation("privacy.release", input: [hold]))
      }
      guard outcome.value > 0 else { throw Failure(exit: .missing, "There is no hold \(hold) that stands.") }
      try printer.changed(
        Change(outcome, "Hold \(hold) is released.", ids: [String(hold)], next: "muster privacy due"))
    }
  }
}

/// A candidate's records as of a day.
struct RetainedRow: Listed {
  let retained: Retained
  let day: LocalDate

  static let noun = "candidate"
  static let columns: [Column<RetainedRow>] = [
    Column("candidate") { $0.retained.candidate },
    Column("name") { $0.retained.name },
    Column("jurisdiction") { $0.retained.jurisdiction },
    Column("decided_on") { Field($0.retained.decidedOn) },
    Column("keep_until") { Field($0.retained.keepUntil) },
    Column("erase_by") { Field($0.retained.eraseBy) },
    Column("consent_until", shown: false) { Field($0.retained.consentUntil) },
    Column("rule") { $0.retained.rule },
    Column("verdict") { $0.retained.verdict(on: $0.day) },
  ]
}
