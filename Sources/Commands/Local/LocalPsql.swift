import ArgumentParser
import Glibc
import Store

extension Local {
  struct Psql: MusterCommand {
    static let configuration = CommandConfiguration(
      abstract: "Open psql on the private cluster, as yourself or --as another person.",
      discussion: "The database decides what that person sees, exactly as it does for every other command.")

    @OptionGroup var globals: Globals
    @Argument(parsing: .captureForPassthrough, help: "Passed on to psql.") var arguments: [String] = []

    func run() async throws {
      let cluster = LocalCluster.standard
      let role = try await globals.withStore { store in store.acting ?? cluster.administrator }
      setenv("PGOPTIONS", "-c role=\(role)", 1)
      let command = ["psql", "-h", cluster.socket, "-U", "muster_local", "-d", "muster"] + arguments
      var words = command.map { strdup($0) } + [nil]
      execvp("psql", &words)
      throw Failure(exit: .missing, "psql is not on the PATH.", next: "./scripts/setup")
    }
  }
}
