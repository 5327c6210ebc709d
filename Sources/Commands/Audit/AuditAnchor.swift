import ArgumentParser
import Store

extension Audits {
  struct Anchoring: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "anchor", abstract: "Print the newest seal, to be kept where nobody of the database can reach it.",
      discussion: "muster audit anchor > anchor.txt, and later muster audit verify --anchor \"$(cat anchor.txt)\"")

    @OptionGroup var globals: Globals

    func run() async throws {
      guard let anchor = try await globals.withStore({ store in try await Audit(store: store).anchor() }) else {
        throw Failure(exit: .missing, "Nothing is sealed yet.", next: "muster audit seal")
      }
      try Stream.output.write("\(anchor)\n")
    }
  }
}
