import ArgumentParser
import People
import Store
import Workload

extension Sources {
  struct Groups: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "groups",
      abstract: "List the groups a help desk has told of, and the queues they stand for.")

    @Argument(help: "The source; muster source list shows them.") var source: String
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withStore { store in try await printer.list(Workload(store: store).groups(of: source)) }
    }
  }

  struct MapQueue: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "queue", abstract: "Say which queue a help desk means by one of its groups.")

    @Argument(help: "The source.") var source: String
    @Argument(help: "What the source calls the group.") var reference: String
    @Argument(help: "The queue's code; muster queue list shows them.") var queue: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withStore { store in
        try await Workload(store: store).map(
          group: reference, of: source, to: queue,
          as: write.operation("source.queue", input: [source, reference, queue]))
      }
      try printer.changed(
        Change(outcome, "\(source) means \(queue) by \(reference).", next: "muster import retry RUN, for what waited"))
    }
  }

  struct MapAgent: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "agent", abstract: "Say whom a source means by an agent of its own, always or for some days.")

    @Argument(help: "The source.") var source: String
    @Argument(help: "What the source calls the agent.") var reference: String
    @Argument(help: "Who that is: a name, a number or an id.") var person: String
    @Option(help: "The first day on which that is so.") var from: LocalDate?
    @Option(help: "The first day on which it is so no more.") var until: LocalDate?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withStore { store in
        let workload = Workload(store: store)
        let meant = try await People(store: store).person(person)
        return try await workload.identify(
          reference, of: try await workload.source(source).id, as: meant.id, since: from, before: until,
          operation: write.operation("source.agent", input: [source, reference, person]))
      }
      try printer.changed(
        Change(outcome, "\(source) means \(person) by \(reference): \(outcome.value.grouped) facts know it now."))
    }
  }
}

extension Group: Listed {
  static let noun = "group"
  static let columns: [Column<Group>] = [
    Column("reference") { $0.reference },
    Column("name") { $0.name },
    Column("queue") { $0.queue },
  ]
}
