import ArgumentParser
import Glibc
import Store

extension Local {
  struct Psql: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "psql",
      abstract: "Open psql on the private cluster, as yourself or --as another person.",
      discussion: "The database decides what that person sees, exactly as it does for every other command.\n"
        + "What stands after -- goes to psql: muster local psql --as Ana -- -c 'TABLE people.person'")

    @OptionGroup var globals: Globals
    @Argument(help: "Passed on to psql.") var arguments: [String] = []

    func run() async throws {
      let settings = try globals.settings()
      try await globals.withStore { _ in }
      let call = try LocalCluster.standard.psql(as: settings["as"]?.value, arguments)
      for (name, value) in call.environment { setenv(name, value, 1) }
      var words = ([call.path] + call.arguments).map { strdup($0) } + [nil]
      execv(call.path, &words)
      throw Failure(exit: .missing, "\(call.path) cannot be run.", next: "./scripts/setup")
    }
  }
}
