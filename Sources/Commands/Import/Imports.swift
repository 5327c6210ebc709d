import ArgumentParser
import Intake

/// Imports: files of shops, help desks and telephone systems.
struct Imports: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Files of shops, help desks and people.",
    discussion: """
      A file is taken in whole or not at all, and running it twice changes nothing: rows are known by their source,
      their name there, and their content. --max-errors lets so many rows be refused while the others are taken.
      A vendor's own file is taken step by step: what is refused is kept with its place, and a run that was cut off
      goes on with --resume. Feeds of what agents were seen to do: muster adherence import.
      """,
    subcommands: [
      PeopleFile.self, OrdersFile.self, RefundsFile.self, ReturnsFile.self, ContactsFile.self, SpellsFile.self,
      SurveysFile.self, IntervalsFile.self, SeriesFile.self, ZendeskFile.self, FreshdeskFile.self, ShopifyFile.self,
      WooCommerceFile.self, MagentoFile.self, Pull.self, Columns.self, Inspect.self, Status.self, Runs.self,
      Rejects.self,
      Retry.self,
      Undoing.self,
    ])

  struct PeopleFile: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "people", abstract: "People with their terms, teams and skills, by employee number.")
    @OptionGroup(title: "Import") var wishes: ImportWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws { try await wishes.run(.people, write, globals) }
  }

  struct OrdersFile: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "orders", abstract: "Orders, one a row.")
    @OptionGroup(title: "Import") var wishes: SourcedWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws { try await wishes.run(.orders, write, globals) }
  }

  struct RefundsFile: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "refunds", abstract: "Refunds, one a row.")
    @OptionGroup(title: "Import") var wishes: SourcedWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws { try await wishes.run(.refunds, write, globals) }
  }

  struct ReturnsFile: MusterCommand {
    static let configuration = CommandConfiguration(commandName: "returns", abstract: "Returned goods, one a row.")
    @OptionGroup(title: "Import") var wishes: SourcedWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws { try await wishes.run(.returns, write, globals) }
  }

  struct ContactsFile: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "contacts", abstract: "Contacts of customers, one a row.")
    @OptionGroup(title: "Import") var wishes: SourcedWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws { try await wishes.run(.contacts, write, globals) }
  }

  struct SpellsFile: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "spells", abstract: "Spells of work on contacts, with their handle times.")
    @OptionGroup(title: "Import") var wishes: SourcedWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws { try await wishes.run(.spells, write, globals) }
  }

  struct SurveysFile: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "surveys", abstract: "Answers of customers to surveys.")
    @OptionGroup(title: "Import") var wishes: SourcedWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws { try await wishes.run(.surveys, write, globals) }
  }

  struct IntervalsFile: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "intervals", abstract: "Volumes of a queue and channel by interval.")
    @OptionGroup(title: "Import") var wishes: SourcedWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws { try await wishes.run(.intervals, write, globals) }
  }

  struct SeriesFile: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "series", abstract: "Counts by day or hour, such as orders a day.")
    @OptionGroup(title: "Import") var wishes: SourcedWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws { try await wishes.run(.series, write, globals) }
  }
}
