import ArgumentParser
import Recruiting
import Store

extension RecruitingCommand {
  struct AddCost: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "add-cost", abstract: "Note what a source cost in a month; told again, it is told anew.",
      discussion: "muster recruiting add-cost 'Job board' --month 2026-09 --external 1200.00 --ours 300.00")

    @Argument(help: "The source's name.") var source: String
    @Option(help: "The month, such as 2026-09.") var month: String
    @Option(help: "What was paid out, such as 1200.00.") var external: Money
    @Option(help: "Our own hours in money.") var ours: Money?
    @Option(help: "The legal entity, for who recruits for several.") var entity: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    private var first: LocalDate? { LocalDate(month + "-01") }

    func validate() throws {
      if first == nil { throw ValidationError("--month is a month such as 2026-09.") }
    }

    func run() async throws {
      guard let first else { return }
      let asked = write.operation(
        "source.cost", input: [source, month, "\(external.minor)", "\(ours?.minor ?? 0)"])
      let outcome = try await globals.withRecruiting {
        try await $0.addCost(
          of: source, in: first, external: external.minor, ours: ours?.minor ?? 0, entity: entity, as: asked)
      }
      try printer.changed(
        Change(
          outcome, "Noted what \(source) cost in \(month).", ids: [outcome.value.id.description],
          next: "muster recruiting yield"))
    }
  }
}
