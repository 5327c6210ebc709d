import ArgumentParser
import Store

extension Audits {
  struct Verify: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify",
      abstract: "Check that no sealed event was changed, added or removed.",
      discussion: "Exits with 70 when one was. With an anchor kept elsewhere, also a rewritten chain is found.")

    @Option(help: "A line that `muster audit anchor` printed.") var anchor: String?
    @OptionGroup var globals: Globals

    func run() async throws {
      let kept = try anchor.map { text in
        guard let kept = Anchor(parsing: text) else {
          throw Failure.usage("'\(text)' is no anchor.", next: "the line that muster audit anchor printed")
        }
        return kept
      }
      let verification = try await globals.withStore { store in try await Audit(store: store).verify(against: kept) }
      let printer = try printer
      try printer.list(verification.seals)
      guard verification.holds else {
        let broken = verification.seals.filter { !$0.holds || !$0.follows }.map { "\($0.id)" }.joined(separator: ", ")
        throw Failure(
          exit: .broken,
          broken.isEmpty
            ? "The anchor's seal is not there any more: the chain was rewritten."
            : "The audit was changed after it was sealed (seal \(broken)).", next: "muster audit log")
      }
      printer.note("Every seal holds; \(verification.unsealed.grouped) newer events are not sealed yet.")
    }
  }
}

extension SealCheck: Listed {
  static let noun = "seal"
  static let columns: [Column<SealCheck>] = [
    Column("id") { $0.id },
    Column("sealed_at") { Field($0.sealedAt) },
    Column("events") { $0.events },
    Column("follows") { $0.follows },
    Column("holds") { $0.holds },
  ]
}
