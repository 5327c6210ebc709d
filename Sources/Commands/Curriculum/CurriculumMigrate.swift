public import ArgumentParser
public import Onboarding
import Store

extension Curricula {
  struct Migrate: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "migrate",
      abstract: "Move people in flight to another version, or show with --plan who would keep and lose what.")

    @Argument(help: "The curriculum's code.", completion: .curricula) var code: String
    @Option(help: "The version they learn now.") var from: Int
    @Option(help: "The version they are to learn.") var to: Int
    @Option(help: "keep what is equal in both, or restart.") var strategy = MigrationStrategy.keep
    @Flag(help: "Only show what would happen.") var plan = false
    @Option(help: "Why; it stands in everybody's history.") var reason: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      if plan {
        return try await globals.withOnboarding {
          try await printer.list($0.migration(of: code, from: from, to: to, strategy))
        }
      }
      guard let reason else { throw Failure.usage("Say why with --reason; --plan shows what would happen.") }
      let outcome = try await globals.withOnboarding {
        try await $0.migrate(
          code, from: from, to: to, strategy, because: reason,
          as: write.operation("curriculum.migrate", input: [code, "\(from)", "\(to)", strategy.rawValue, reason]))
      }
      let losers = outcome.value.count { !$0.lost.isEmpty }
      try printer.changed(
        Change(
          outcome, "\(outcome.value.count) people learn version \(to) of \(code) now; \(losers) lost something.",
          next: "muster assign list --curriculum \(code)"))
    }
  }
}

extension MigrationStrategy: ExpressibleByArgument {}

extension MigrationLine: Listed {
  static let noun = "migration"
  static let columns: [Column<MigrationLine>] = [
    Column("person") { $0.person },
    Column("before") { percent($0.before) },
    Column("after") { percent($0.after) },
    Column("kept") { $0.kept },
    Column("lost") { $0.lost },
    Column("gained") { $0.gained },
  ]
}
