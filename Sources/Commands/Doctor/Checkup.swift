import ArgumentParser
import Store

/// The check-up: what is not as it should be, and what to do about it.
struct Checkup: MusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Check the server, the schema and its walls; tell how to mend what is wrong.")

  @OptionGroup var globals: Globals

  func run() async throws {
    let findings = await Doctor(try globals.resolvedPlace()).diagnose()
    let printer = try printer
    try printer.list(findings)
    for finding in findings where finding.verdict != .fine {
      if let fix = finding.fix { Stream.errors.say("\(finding.id): \(fix)") }
    }
    let failed = findings.filter { $0.verdict == .failed }
    guard let worst = failed.compactMap(\.kind).max(by: { $0.rawValue < $1.rawValue }) else {
      let warnings = findings.count { $0.verdict == .warning }
      let told = warnings == 1 ? "1 warning" : "\(warnings) warnings"
      return printer.note(warnings == 0 ? "All is well." : "\(told), nothing failed.")
    }
    throw Failure(
      exit: Exit(rawValue: worst.rawValue) ?? .broken,
      "\(failed.count) of \(findings.count) checks failed: \(failed.map(\.id).joined(separator: ", ")).",
      next: "the fixes above, then muster doctor")
  }
}

extension Finding: Listed {
  static let noun = "finding"
  static let columns: [Column<Finding>] = [
    Column("check") { $0.id },
    Column("verdict") { $0.verdict == .fine ? "✓ fine" : $0.verdict == .warning ? "▲ warning" : "✗ failed" },
    Column("says") { $0.says },
    Column("fix", shown: false) { $0.fix },
  ]
}
