import ArgumentParser
import Scorecards
import Store

extension Calibrations {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the calibrations you are part of.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withQuality { try await printer.list($0.calibrations()) }
    }
  }

  struct Show: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show the contacts of a calibration and which of them you have scored.")

    @Argument(help: "The calibration's name.") var name: String
    @OptionGroup var globals: Globals

    func run() async throws {
      let file = try await globals.withQuality { try await $0.calibration(name) }
      let printer = try printer
      try printer.list(file.contacts)
      let raters = file.raters.map { $0.name + ($0.isReference ? " (reference)" : "") }
      printer.note("\(file.session.state.rawValue), by \(raters.joined(separator: ", "))")
    }
  }
}

extension Calibration: Listed {
  static let noun = "calibration"
  static let columns: [Column<Calibration>] = [
    Column("name") { $0.name },
    Column("form") { "\($0.formCode)/\($0.formNumber)" },
    Column("state") { $0.state.rawValue },
    Column("contacts") { $0.contacts },
    Column("raters") { $0.raters },
    Column("opened_at", shown: false) { Field($0.openedAt) },
    Column("revealed_at", shown: false) { Field($0.revealedAt) },
    Column("closed_at", shown: false) { Field($0.closedAt) },
    Column("note") { $0.note },
  ]
}

extension CalibrationContact: Listed {
  static let noun = "contact"
  static let columns: [Column<CalibrationContact>] = [
    Column("contact") { $0.reference },
    Column("scored") { $0.findings != nil },
    Column("answers") { contact in
      contact.findings.map { findings in
        findings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.answer)" }
      }
    },
  ]
}
