import ArgumentParser
import Scorecards
import Store

extension ScorecardCommand {
  struct Verify: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify",
      abstract: "Check that every issue, card and signature is, byte for byte, as it was.")

    @OptionGroup var globals: Globals

    func run() async throws {
      let breaches = try await globals.withScorecards { try await $0.verify() }
      let printer = try printer
      guard breaches.isEmpty else {
        try printer.list(breaches)
        throw Failure(exit: .broken, "\(breaches.count) things are not as they were.", next: "muster audit log")
      }
      printer.note("Everything that was shown is as it was.")
      if printer.format != .table { try printer.list(breaches) }
    }
  }

  struct Replay: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "replay",
      abstract: "Count an issue again from the facts as it knew them, and tell where it differs.")

    @Argument(help: "The period's code.", completion: .periods) var period: String
    @Option(help: "The issue in force at this instant; the newest by default.") var asOf: Instant?
    @OptionGroup var globals: Globals

    func run() async throws {
      let found = try await globals.withScorecards { try await $0.replay(period, asOf: asOf) }
      let printer = try printer
      guard found.isEmpty else {
        try printer.list(found)
        throw Failure(
          exit: .broken, "\(found.count) sums come out differently.",
          next: "muster import status, for an import that was undone")
      }
      printer.note("Counted again from the same facts, every sum is the same.")
      if printer.format != .table { try printer.list(found) }
    }
  }
}

extension Breach: Listed {
  static let noun = "breach"
  static let columns: [Column<Breach>] = [
    Column("kind") { $0.kind },
    Column("row") { $0.row },
    Column("problem") { $0.problem },
    Column("entity", shown: false) { $0.entity },
  ]
}

extension Discrepancy: Listed {
  static let noun = "discrepancy"
  static let columns: [Column<Discrepancy>] = [
    Column("metric") { $0.metric },
    Column("person") { $0.person },
    Column("stratum") { $0.stratum },
    Column("counted") { $0.counted },
    Column("again") { $0.again },
  ]
}
