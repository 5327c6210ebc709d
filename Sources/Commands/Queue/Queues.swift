import ArgumentParser
import Store
import Workload

/// Queues: the lines that customers wait in.
struct Queues: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue", abstract: "Queues: the lines that customers wait in.", subcommands: [List.self, Add.self])
}

extension Queues {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the queues.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withStore { store in try await printer.list(Workload(store: store).queues()) }
    }
  }

  struct Add: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Add a queue; its days are those of its site's clock.")

    @Argument(help: "A short code, such as returns.") var code: String
    @Option(help: "The site whose clock it follows.", completion: .sites) var site: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withStore { store in
        try await Workload(store: store).addQueue(
          code, site: site, as: write.operation("queue.add", input: [code, site]))
      }
      try printer.changed(
        Change(outcome, "Added the queue \(code).", ids: [outcome.value.id.description], next: "muster queue list"))
    }
  }
}

extension Queue: Listed {
  static let noun = "queue"
  static let columns: [Column<Queue>] = [
    Column("code") { $0.code },
    Column("site") { $0.site },
    Column("id", shown: false) { Field($0.id) },
  ]
}
