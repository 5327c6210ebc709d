import ArgumentParser
import Store
import Workload

/// Channels: the ways to reach us.
struct Channels: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "channel", abstract: "Channels: the ways to reach us.", subcommands: [List.self, Add.self])
}

extension Channels {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the channels.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withStore { store in try await printer.list(Workload(store: store).channels()) }
    }
  }

  struct Add: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Add a channel to the company of a site.")

    @Argument(help: "A short code, such as phone.") var code: String
    @Option(help: "A site of the legal entity.", completion: .sites) var site: String
    @Flag(help: "The customer waits on the line, as on the phone and in a chat.") var live = false
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withStore { store in
        try await Workload(store: store).addChannel(
          code, isLive: live, site: site, as: write.operation("channel.add", input: [code, site, "\(live)"]))
      }
      try printer.changed(
        Change(outcome, "Added the channel \(code).", ids: [outcome.value.id.description], next: "muster channel list"))
    }
  }
}

extension Channel: Listed {
  static let noun = "channel"
  static let columns: [Column<Channel>] = [
    Column("code") { $0.code },
    Column("live") { $0.isLive },
    Column("id", shown: false) { Field($0.id) },
  ]
}
