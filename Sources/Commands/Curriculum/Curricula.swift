import ArgumentParser
import Onboarding
import Store

/// Curricula: what there is to learn, version by version.
struct Curricula: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "curriculum", abstract: "What there is to learn, version by version.",
    discussion: """
      A version is drafted from a JSON file, reviewed, and published; from then on it never changes, and whoever \
      learns it keeps it. A change is a new version, and people in flight are moved to it by `migrate` alone.
      """,
    subcommands: [
      List.self, Show.self, Draft.self, Import.self, Check.self, Diff.self, Review.self, Publish.self, Retire.self,
      Correct.self, Equate.self, Migrate.self, ShowCompletion.self,
    ])
}

extension Curricula {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the curricula with their versions.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withOnboarding { try await printer.list($0.curricula()) }
    }
  }
}

extension Curriculum: Listed {
  static let noun = "curriculum"
  static let columns: [Column<Curriculum>] = [
    Column("code") { $0.code },
    Column("title") { $0.title },
    Column("published") { $0.published },
    Column("draft") { $0.draft },
    Column("learners") { $0.learners },
    Column("id", shown: false) { Field($0.id) },
  ]
}
