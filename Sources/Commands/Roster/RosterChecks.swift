import ArgumentParser
import Scheduling
import Store

extension Rosters {
  struct Check: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "List what stands in the way of publishing the newest draft, each with its rule and source.")

    @Argument(help: "The season's code.", completion: .seasons) var code: String
    @Option(help: "A roster by its number; the newest if left out.") var roster: Identifier<RosterVersion>?
    @OptionGroup var globals: Globals

    func run() async throws {
      let conflicts = try await globals.withScheduling { try await $0.conflicts(code, roster: roster) }
      let printer = try printer
      try printer.list(conflicts)
      if conflicts.isEmpty { printer.note("Nothing stands in the way. Next: muster roster diff \(code)") }
    }
  }

  struct Diff: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff",
      abstract: "List whom publishing the newest draft affects: what changes, with how much notice, at what premium.")

    @Argument(help: "The season's code.", completion: .seasons) var code: String
    @Option(help: "A roster by its number; the newest if left out.") var roster: Identifier<RosterVersion>?
    @OptionGroup var globals: Globals

    func run() async throws {
      let changes = try await globals.withScheduling { try await $0.differences(code, roster: roster) }
      let printer = try printer
      try printer.list(changes)
      let people = Set(changes.map(\.person)).count
      let late = changes.count(where: \.isLate)
      let premium = changes.reduce(0) { $0 + $1.premiumMinutes }
      printer.note(
        "\(changes.count) changes for \(people) people; \(late) with less notice than the law asks for, "
          + "\((Double(premium) / 60).written(decimals: 1)) hours of premium pay. Next: muster season publish \(code)")
    }
  }

  struct Rules: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "rules",
      abstract: "List the numbers that bind a site on a day, the law's and the house's, each with its source.",
      discussion: "Not legal advice. binds is empty where it depends on something nobody noted about the site.")

    @Argument(help: "The site's name.") var site: String
    @Option(help: "The day; today if left out.") var on: LocalDate?
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withScheduling { try await printer.list($0.rules(at: site, on: on ?? .today)) }
    }
  }

  struct Fairness: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "fairness",
      abstract: "Show who had the weekends, holidays and nights, and whose wishes were not met.",
      discussion: "By name for whom you lead or plan; with --team how the counts spread over your own team.")

    @OptionGroup var period: PeriodWishes
    @Flag(help: "The spread over your team, without names.") var team = false
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withScheduling { scheduling in
        if team {
          try await printer.list(scheduling.teamFairness(from: period.first, through: period.last))
        } else {
          try await printer.list(scheduling.fairness(from: period.first, through: period.last))
        }
      }
    }
  }
}

extension RosterConflict: Listed {
  static let noun = "conflict"
  static let columns: [Column<RosterConflict>] = [
    Column("person") { $0.name },
    Column("day_on") { Field($0.day) },
    Column("measure") { $0.measure },
    Column("words") { $0.words },
    Column("citation") { $0.citation },
    Column("rule", shown: false) { $0.rule },
    Column("shift") { $0.shift },
    Column("version") { $0.version },
  ]
}

extension RosterDifference: Listed {
  static let noun = "difference"
  static let columns: [Column<RosterDifference>] = [
    Column("person") { $0.name },
    Column("day_on") { Field($0.day) },
    Column("change") { $0.change },
    Column("was") { $0.was },
    Column("becomes") { $0.becomes },
    Column("notice_days") { $0.noticeDays },
    Column("owed_days") { $0.owedDays },
    Column("premium_minutes") { $0.premiumMinutes },
    Column("premium_minor") { $0.premiumMinor },
    Column("currency", shown: false) { $0.currency },
    Column("citation") { $0.citation },
  ]
}

extension RuleNumber: Listed {
  static let noun = "rule"
  static let columns: [Column<RuleNumber>] = [
    Column("measure") { $0.measure },
    Column("sense") { $0.sense },
    Column("amount") { $0.amount },
    Column("beyond") { $0.beyond },
    Column("binds") { $0.binds },
    Column("citation") { $0.citation },
    Column("rule") { $0.rule },
    Column("jurisdiction", shown: false) { $0.jurisdiction },
    Column("locality", shown: false) { $0.locality },
    Column("words", shown: false) { $0.words },
  ]
}

extension FairnessEntry: Listed {
  static let noun = "entry"
  static let columns: [Column<FairnessEntry>] = [
    Column("team") { $0.team },
    Column("person") { $0.name },
    Column("shifts") { $0.shifts },
    Column("weekends") { $0.weekends },
    Column("holidays") { $0.holidays },
    Column("nights") { $0.nights },
    Column("split_days") { $0.splits },
    Column("wishes_not_met") { $0.denied },
  ]
}

extension FairnessSpread: Listed {
  static let noun = "count"
  static let columns: [Column<FairnessSpread>] = [
    Column("what") { $0.what },
    Column("people") { $0.people },
    Column("fewest") { $0.fewest },
    Column("middle") { Field.number($0.middle, decimals: 1) },
    Column("most") { $0.most },
    Column("mine") { $0.mine },
  ]
}
