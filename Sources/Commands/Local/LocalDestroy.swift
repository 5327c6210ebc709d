import ArgumentParser
import Store

extension Local {
  struct Destroy: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "destroy",
      abstract: "Remove the private cluster with everything in it.",
      discussion: "There is no way back, so it wants --confirm muster as well as --yes.")

    @OptionGroup var globals: Globals
    @OptionGroup(title: "Safety") var safety: SafetyWishes

    func run() async throws {
      let cluster = LocalCluster.standard
      try safety.require(
        name: "muster", before: "This removes \(cluster.home) with every person, plan and audit in it.")
      try await cluster.destroy()
      try printer.changed(
        Change(summary: "The private cluster is gone from \(cluster.home).", next: "muster local start"))
    }
  }
}
