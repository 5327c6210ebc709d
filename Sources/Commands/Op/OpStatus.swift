import ArgumentParser
import Store

extension Op {
  struct Status: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "status",
      abstract: "Show what the write under a key came to.",
      discussion: "After a lost connection: if the key is here the write happened, and nothing else ever will under it."
    )

    @Argument(help: "The idempotency key, as the failed command printed it.") var key: String
    @OptionGroup var globals: Globals

    func run() async throws {
      guard let operation = try await globals.withStore({ store in try await store.operation(key) }) else {
        throw Failure(
          exit: .missing, "You made no write under the key '\(key)', so it did not happen.",
          next: "the same command again with --key \(key)")
      }
      try printer.show(operation)
    }
  }
}

extension RecordedOperation: Listed {
  static let noun = "operation"
  static let columns: [Column<RecordedOperation>] = [
    Column("id") { $0.id },
    Column("key") { $0.key },
    Column("name") { $0.name },
    Column("created_at") { Field($0.createdAt) },
    Column("outcome") { $0.outcome },
  ]
}
