import ArgumentParser
import Onboarding
import Store

extension Assignments {
  struct Evidence: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "evidence",
      abstract: "Take xAPI statements of other systems as evidence, one JSON object a line.",
      discussion: """
        muster assign evidence statements.jsonl --dry-run
        An item whose reference is the activity's IRI is what it speaks of. People are found by the account's name as \
        their employee number; HR finds them by address too. Every statement is told; each is taken once.
        """)

    @Argument(help: "The file; - reads stdin.") var file: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      guard let text = String(validating: try WholeFile.bytes(file, atMost: StatementFile.largest), as: UTF8.self)
      else {
        throw Failure(exit: .invalid, "\(file) is not UTF-8.")
      }
      let asked = write.operation("assign.evidence", input: text)
      let outcome = try await globals.withOnboarding { try await $0.take(StatementFile.read(text), as: asked) }
      try printer.list(outcome.value)
      let counts = EvidenceVerdict.Fate.allCases.map { fate in
        "\(outcome.value.count { $0.fate == fate }) \(fate.rawValue)"
      }
      try printer.note(
        counts.joined(separator: ", ") + (outcome.isRehearsal ? "; dry run: all of it was rolled back." : "."))
      let refused = outcome.value.count { $0.fate == .refused }
      if refused > 0 {
        throw Failure(
          exit: .someRejected, "\(refused) of \(outcome.value.count) statements were refused; the others stand.")
      }
    }
  }
}

extension EvidenceVerdict: Listed {
  static let noun = "evidence_verdict"
  static let columns: [Column<EvidenceVerdict>] = [
    Column("line") { $0.line },
    Column("fate") { $0.fate.rawValue },
    Column("person") { $0.person },
    Column("item") { $0.item },
    Column("remark") { $0.remark },
  ]
}
