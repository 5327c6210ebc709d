import ArgumentParser
import Scorecards
import Store

extension Calibrations {
  struct Open: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "open",
      abstract: "Open a session: contacts that several evaluators score, each without seeing the others.",
      discussion:
        "muster calibration open returns-november --form returns-care --contact ticket-1 --contact ticket-2 \\\n"
        + "  --rater Lev --rater Noor --reference Mara")

    @Argument(help: "A short name, such as returns-november.") var name: String
    @Option(help: "The form's code.") var form: String
    @Option(name: .customLong("contact"), help: "What the help desk calls a contact; may be repeated.")
    var contacts: [String]
    @Option(name: .customLong("rater"), help: "Somebody who scores; may be repeated.") var raters: [String]
    @Option(help: "The rater the others are compared with.") var reference: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let planned = PlannedCalibration(name, form: form, contacts: contacts, raters: raters, reference: reference)
      let outcome = try await globals.withQuality {
        try await $0.open(planned, write.operation("calibration.open", input: planned))
      }
      try printer.changed(
        Change(
          outcome,
          "\(name) is open: \(outcome.value.contacts.count) contacts, scored blind by "
            + "\(outcome.value.raters.map(\.name).joined(separator: ", ")).",
          ids: [name], next: "muster calibration score \(name) CONTACT QUESTION=ANSWER"))
    }
  }

  struct Score: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "score",
      abstract: "Score one contact, or score it anew while the session is blind.")

    @Argument(help: "The calibration's name.") var name: String
    @Argument(help: "What the help desk calls the contact.") var contact: String
    @OptionGroup var answers: AnswerWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let (typed, comments) = (try answers.answers.byName(), try answers.comments.byName())
      let asked = write.operation(
        "calibration.score", input: [["name": name, "contact": contact], typed, comments])
      let outcome = try await globals.withQuality {
        try await $0.score(contact, in: name, typed, comments: comments, asked)
      }
      let left = outcome.value.contacts.count { $0.findings == nil }
      try printer.changed(
        Change(
          outcome, "Scored \(contact); \(left == 0 ? "none" : "\(left)") left.", ids: [contact],
          next: "muster calibration show \(name)"))
    }
  }

  struct Reveal: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "reveal",
      abstract: "Show everyone's scores to everyone in the session, for good.")

    @Argument(help: "The calibration's name.") var name: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withQuality {
        try await $0.reveal(name, write.operation("calibration.reveal", input: name))
      }
      try printer.changed(
        Change(outcome, "\(name) is revealed.", ids: [name], next: "muster calibration agreement \(name)"))
    }
  }

  struct Close: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "close",
      abstract: "Close a revealed session with what was agreed.")

    @Argument(help: "The calibration's name.") var name: String
    @Option(help: "What was agreed.") var agreed: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withQuality {
        try await $0.close(name, agreed: agreed, write.operation("calibration.close", input: [name, agreed]))
      }
      try printer.changed(Change(outcome, "\(name) is closed.", ids: [name], next: "muster calibration list"))
    }
  }
}
