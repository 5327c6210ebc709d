import ArgumentParser
import Recruiting
import Store

extension RecruitingCommand {
  struct OfferVerb: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "offers",
      abstract: "Show what became of offers: acceptance, show rate, days to hire, to fill and to start.",
      discussion:
        "Acceptance is of offers that were accepted, declined or ran out; those without an answer are told apart.")

    @OptionGroup(title: "Which applications") var counting: CountingWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let question = counting.question
      let offers = try await globals.withFunnels { try await $0.offers(question) }
      let printer = try printer
      printer.note(question.words)
      try printer.list(OfferRow.rows(offers))
    }
  }

  struct YieldVerb: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "yield", abstract: "Show what each source brought and cost.",
      discussion: "Sources are not ranked: the intervals say which differences are more than chance.")

    @OptionGroup(title: "Which applications") var counting: CountingWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let question = counting.question
      let sources = try await globals.withFunnels { try await $0.sources(question) }
      let printer = try printer
      printer.note(question.words)
      try printer.list(sources)
    }
  }

  struct Classes: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "classes", abstract: "Show the seats of classes and who is in them.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withFunnels { try await printer.list($0.classes()) }
    }
  }
}

/// One measure of offers.
struct OfferRow: Listed {
  let measure: String
  let value: Field
  let low: Field
  let high: Field
  let n: Int

  static func rows(_ offers: OfferOutcomes) -> [OfferRow] {
    let shares = [("acceptance", offers.acceptance), ("show_rate", offers.show)].map { name, share in
      OfferRow(
        measure: name, value: share.field, low: .number(share.low, decimals: 6), high: .number(share.high, decimals: 6),
        n: share.whole)
    }
    let days: [(String, (OfferOutcomes.Line) -> Int?)] = [
      ("days_to_hire", \.toHire), ("days_to_fill", \.toFill), ("days_to_start", \.toStart),
    ]
    let times = days.map { name, which in
      let found = offers.days(which)
      return OfferRow(
        measure: name, value: offers.quantile(0.5, of: found).field(decimals: 1), low: Field.missing,
        high: offers.quantile(0.9, of: found).field(decimals: 1), n: found.count)
    }
    let open = OfferRow(
      measure: "unanswered", value: offers.unanswered.field, low: .missing, high: .missing, n: offers.lines.count)
    return shares + times + [open]
  }

  static let noun = "measure"
  static let columns: [Column<OfferRow>] = [
    Column("measure") { $0.measure },
    Column("value") { $0.value },
    Column("low") { $0.low },
    Column("high") { $0.high },
    Column("n") { $0.n },
  ]
}

extension SourceQuality: Listed {
  static let noun = "source"
  static let columns: [Column<SourceQuality>] = [
    Column("source") { $0.source },
    Column("applied") { $0.applied },
    Column("accepted") { $0.accepted },
    Column("started") { $0.started },
    Column("open") { $0.open },
    Column("accept_rate") { $0.applyToAccept.field },
    Column("low") { Field.number($0.applyToAccept.low, decimals: 6) },
    Column("high") { Field.number($0.applyToAccept.high, decimals: 6) },
    Column("start_rate", shown: false) { $0.applyToStart.field },
    Column("stayed_90") { $0.retention.field },
    Column("stayed_90_n", shown: false) { $0.startedLongAgo },
    Column("cost_per_start_minor") { $0.costPerStartMinor },
    Column("currency") { $0.currency },
    Column("thin") { $0.isThin },
    Column("offered", shown: false) { $0.offered },
  ]
}

extension ClassFill: Listed {
  static let noun = "class"
  static let columns: [Column<ClassFill>] = [
    Column("class") { $0.name },
    Column("site") { $0.site },
    Column("starts_on") { Field($0.startsOn) },
    Column("seats") { $0.seats },
    Column("accepted") { $0.accepted },
    Column("started") { $0.started },
    Column("fill") { Share(min($0.started, $0.seats), of: $0.seats).field },
  ]
}
