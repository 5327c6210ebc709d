import ArgumentParser
import Recruiting
import Store

/// Equal opportunity: answers about oneself go in, counts come out.
struct EEOCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eeo", abstract: "Equal opportunity: voluntary answers, and what they say as counts.",
    subcommands: [Categories.self, Answer.self, Impact.self, Workforce.self])
}

extension EEOCommand {
  struct Categories: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "categories", abstract: "List the words applicants can choose from.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withStore { try await printer.list(EqualOpportunity(store: $0).categories()) }
    }
  }

  struct Answer: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "answer",
      abstract: "Keep what an applicant said about themselves; nobody reads it as theirs again.",
      discussion: "Every part may be left out. Without any, it says that they declined.")

    @Argument(help: "The application's number.") var application: Int
    @Option(help: "The list the words are of.") var scheme = "us-1997"
    @Option(help: "A word of the list.") var sex: String?
    @Option(help: "A word of the list.") var ethnicity: String?
    @Option(help: "A word of the list.") var veteran: String?
    @Option(help: "A word of the list.") var disability: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let said = SelfDescription(
        scheme: scheme, sex: sex, ethnicity: ethnicity, veteran: veteran, disability: disability)
      // The input is hashed and not kept; a key is asked for by the application alone.
      let outcome = try await globals.withStore {
        try await EqualOpportunity(store: $0).keep(
          said, of: Int64(application), as: write.operation("eeo.answer", input: [application]))
      }
      try printer.changed(Change(outcome, "Kept, apart from the application."))
    }
  }
}

extension SelfCategory: Listed {
  static let noun = "category"
  static let columns: [Column<SelfCategory>] = [
    Column("scheme") { $0.scheme },
    Column("dimension") { $0.dimension },
    Column("code") { $0.code },
    Column("words") { $0.words },
  ]
}
