import ArgumentParser
import Documents
import Intake

extension Imports {
  struct Inspect: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "inspect",
      abstract: "Look at somebody else's CSV, and draft how its columns are ours.",
      discussion: """
        Write the draft to a file, look at every line of it, and import with --mapping. Times without an offset need \
        the zone whose clocks they show.
        """)

    @Argument(help: "The CSV file.") var file: String
    @Argument(help: "What it is of: \(FileKind.allCases.map(\.rawValue).joined(separator: ", ")).") var kind: FileKind
    @OptionGroup var globals: Globals

    func run() async throws {
      let lines = try FileInspection(file, as: kind).draft.split(separator: "\n", omittingEmptySubsequences: false)
      try Stream.output.write(lines.map { String($0).escapedForTerminal }.joined(separator: "\n"))
    }
  }
}
