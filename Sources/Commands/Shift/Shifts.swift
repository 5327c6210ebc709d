import ArgumentParser

/// Published shifts: who works when.
struct Shifts: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shift", abstract: "Published shifts: who works when.",
    subcommands: [
      List.self, Versions.self, Revert.self, Rederive.self, Calendar.self, Payroll.self,
    ])
}
