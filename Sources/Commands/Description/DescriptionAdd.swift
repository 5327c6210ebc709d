import ArgumentParser
import Recruiting
import Store

extension Descriptions {
  struct Add: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "add",
      abstract: "Keep a description as the next version under its code.",
      discussion: "The file is Markdown: # title, then ## About the job, ## Responsibilities, ## Qualifications, "
        + "## Benefits, ## Additional information, ## Equal opportunity, ## Pay. Variables stand in double braces. "
        + "Begin with the one that ships: muster description show customer-service-manager --shipped.")

    @Argument(help: "Its code, such as customer-service-manager.") var code: String
    @Argument(help: "The Markdown file; - reads stdin, none takes the one that ships.") var file: String?
    @Option(help: "Why it changed.") var note = ""
    @Option(help: "The legal entity, when you work on several.") var entity: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let text = try read()
      let outcome = try await globals.withStore {
        try await Postings(store: $0).describe(
          text, as: code, note: note, in: entity, by: write.operation("description.add", input: text))
      }
      try printer.changed(
        Change(
          outcome, "Kept \(code) as version \(outcome.value.version); it waits for \(text.variables.count) variables.",
          ids: [outcome.value.id.description], next: "muster posting draft REQUISITION --from \(code)"))
    }

    private func read() throws -> JobText {
      guard let file else { return try ShippedDescription.text(code) }
      do {
        return try JobText(markdown: String(decoding: WholeFile.bytes(file, atMost: 1 << 18), as: UTF8.self))
      } catch let error as JobText.ReadingError {
        throw Failure(exit: .invalid, "\(file): \(error)")
      }
    }
  }
}
