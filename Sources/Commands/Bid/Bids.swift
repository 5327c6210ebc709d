import ArgumentParser
import Scheduling
import Store

/// Shift bids: lines of work, a printed order, a sealed lottery.
struct Bids: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bid", abstract: "Shift bids: lines of work, a printed order, a sealed lottery.",
    subcommands: [List.self, Announce.self, Lines.self, Place.self, Award.self, Awards.self])
}

extension Bids {
  struct List: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the rounds of your teams, or of those you plan for.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withScheduling { try await printer.list($0.bidRounds()) }
    }
  }

  struct Announce: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "announce",
      abstract: "Announce a round; its lines can be read at once, bids come later.",
      discussion: "The lottery's seed is drawn now and shown when the round is awarded; its SHA-256 is told at once.")

    @Argument(help: "What the round is called.") var name: String
    @Option(help: "The team whose members bid.", completion: .teams) var team: String
    @Option(help: "The first day of the lines.") var from: LocalDate
    @Option(help: "Their last day.") var through: LocalDate
    @Option(help: "When bids are first taken.") var opens: Instant
    @Option(help: "When they are last taken.") var closes: Instant
    @Option(parsing: .upToNextOption, help: "What decides, in order: fairness, tenure, lottery at the end.")
    var order = ["fairness", "tenure", "lottery"]
    @Option(parsing: .upToNextOption, help: "Lines, each as SEATS:WORDS, such as '4:Mon-Fri 08-16'.") var lines:
      [String]
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let parsed = lines.enumerated().compactMap { index, line -> BidLine? in
        let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, let seats = Int(parts[0]) else { return nil }
        return BidLine(line: index + 1, seats: seats, words: parts[1])
      }
      guard parsed.count == lines.count else {
        throw Failure.usage("A line reads SEATS:WORDS.", next: "such as --lines '4:Mon-Fri 08-16' '2:Tue-Sat 14-22'")
      }
      let draft = BidRoundDraft(
        name, of: team, from: from, through: through, opensAt: opens, closesAt: closes, tieBreak: order, lines: parsed)
      let outcome = try await globals.withScheduling {
        try await $0.announce(draft, as: write.operation("bid.announce", input: draft))
      }
      try printer.changed(
        Change(
          outcome, "Announced. Sealed lottery: \(outcome.value.seedDigest).", ids: [outcome.value.id.description],
          next: "muster bid lines \(outcome.value.id)"))
    }
  }

  struct Lines: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "lines",
      abstract: "List a round's lines, and where you stand if you have bid.")

    @Argument(help: "The round's id.") var id: Identifier<BidRound>
    @OptionGroup var globals: Globals

    func run() async throws {
      let (lines, position) = try await globals.withScheduling { try await $0.bidding(id) }
      let printer = try printer
      try printer.list(lines)
      if let position { printer.note(position.words) }
    }
  }

  struct Place: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "place",
      abstract: "Bid: the lines you would take, best first; again to change.")

    @Argument(help: "The round's id.") var id: Identifier<BidRound>
    @Argument(help: "Lines by number, best first.") var lines: [Int]
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withScheduling {
        try await $0.bid(
          lines, in: id, as: write.operation("bid.place", input: [id.description] + lines.map(String.init)))
      }
      try printer.changed(
        Change(outcome, "Your bids are in. \(outcome.value?.words ?? "")", ids: [id.description]))
    }
  }

  struct Award: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "award",
      abstract: "Award a closed round, once; the lottery's seed can be read from then on.")

    @Argument(help: "The round's id.") var id: Identifier<BidRound>
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withScheduling {
        try await $0.award(id, as: write.operation("bid.award", input: [id.description]))
      }
      let printer = try printer
      if !globals.output.quiet { try printer.list(outcome.value) }
      let turns = outcome.value.count
      try printer.changed(
        Change(
          outcome, "\(turns == 1 ? "1 bidder" : "\(turns) bidders") had their turn.", ids: [id.description],
          next: "muster bid list --columns name,seed_digest,seed"))
    }
  }

  struct Awards: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "awards", abstract: "List how a round went, as far as you may see.")

    @Argument(help: "The round's id.") var id: Identifier<BidRound>
    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withScheduling { try await printer.list($0.awards(id)) }
    }
  }
}

extension BidPosition {
  /// Where one stands, in a sentence.
  var words: String {
    first == last
      ? "You are number \(first) of \(bidders)."
      : "You are between number \(first) and \(last) of \(bidders); the lottery decides."
  }
}

extension BidRound: Listed {
  static let noun = "round"
  static let columns: [Column<BidRound>] = [
    Column("id") { Field($0.id) },
    Column("name") { $0.name },
    Column("team") { $0.team },
    Column("starts_on") { Field($0.startsOn) },
    Column("ends_on") { Field($0.endsOn) },
    Column("opens_at") { Field($0.opensAt) },
    Column("closes_at") { Field($0.closesAt) },
    Column("order") { $0.tieBreak },
    Column("seed_digest", shown: false) { $0.seedDigest },
    Column("seed", shown: false) { $0.seed },
  ]
}

extension BidLine: Listed {
  static let noun = "line"
  static let columns: [Column<BidLine>] = [
    Column("line") { $0.line }, Column("seats") { $0.seats }, Column("words") { $0.words },
  ]
}

extension BidAward: Listed {
  static let noun = "award"
  static let columns: [Column<BidAward>] = [
    Column("turn") { $0.turn },
    Column("person") { $0.name },
    Column("line") { $0.line },
    Column("choice") { $0.choice },
    Column("words") { $0.words },
    Column("lot", shown: false) { $0.lot },
  ]
}
