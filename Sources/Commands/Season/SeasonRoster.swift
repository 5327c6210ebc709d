import ArgumentParser
import Scheduling
import Store

extension SeasonCommand {
  struct Roster: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "roster", abstract: "Draft who works when in one week.",
      discussion: "Ctrl-C ends the search with the best roster so far; a second one leaves and keeps nothing.")

    @Argument(help: "The season's code.", completion: .seasons) var code: String
    @Option(help: "The Monday of the week; the peak week if left out.") var week: LocalDate?
    @Option(help: "The seed of the search; the same seed gives the same roster.") var seed = 1
    @OptionGroup var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let printer = try printer
      let watch = SearchWatch(printer.progress("Searching"))
      let request = watch.watched(RosterRequest(monday: week, seed: seed))
      let outcome = try await globals.withScheduling {
        try await $0.roster(
          code, request, as: write.operation("season.roster", input: [code, week?.description ?? "", "\(seed)"]))
      }
      watch.finish()
      try printer.changed(
        Change(
          outcome, "Roster \(outcome.value.id) of \(code). \(outcome.value.objective.first ?? "")",
          ids: [outcome.value.id.description], next: "muster season publish \(code)"))
      try watch.tell(outcome.value.objective.first ?? "", isKept: !outcome.isRehearsal)
    }
  }

  struct Publish: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "publish",
      abstract: "Publish the newest roster: its shifts replace those published for the week.",
      discussion:
        "What was published for the week after the roster was drawn, a swap for example, is not undone unseen.")

    @Argument(help: "The season's code.", completion: .seasons) var code: String
    @Option(help: "Undo what was published since the roster was drawn, up to this version.") var seen: Int?
    @OptionGroup var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withScheduling {
        try await $0.publish(
          code, seen: seen, as: write.operation("season.publish", input: [code] + (seen.map { ["\($0)"] } ?? [])))
      }
      let version = outcome.value.publication.map(String.init) ?? "–"
      try printer.changed(
        Change(
          outcome, "Published roster \(outcome.value.id) of \(code) as version \(version).", ids: [version],
          next: "muster season export \(code) --out DIR"))
    }
  }
}
