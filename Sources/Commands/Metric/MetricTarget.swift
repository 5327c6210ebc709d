import ArgumentParser
import Scorecards
import Store

extension Metrics {
  struct SetTarget: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "target",
      abstract: "Set what is hoped for, of everyone or of a peer group.",
      discussion: "muster metric target satisfaction 0.85 --from 2026-01-01\n"
        + "muster metric target contacts-an-hour 6 --ramp-start 3 --ramp-weeks 6 --from 2026-01-01")

    @Argument(help: "The metric's code.") var code: String
    @Argument(help: "In the metric's unit; 85 % is 0.85.") var value: Double
    @Option(help: "Only for this peer group.") var peers: String?
    @Option(help: "From periods that end on this day on.") var from: LocalDate
    @Option(help: "What is hoped for on the first day at work.") var rampStart: Double?
    @Option(help: "Weeks after which 63 % of the way is made.") var rampWeeks: Double?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let target = Target(code, value, of: peers, from: from, rampStart: rampStart, rampWeeks: rampWeeks)
      let outcome = try await globals.withScorecards {
        try await $0.set(target, as: write.operation("metric.target", input: target))
      }
      try printer.changed(
        Commands.Change(outcome, "The target of \(code) is \(value.written(decimals: 2)) from \(from) on."))
    }
  }

  struct Peers: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "peers", abstract: "List the peer groups in the order they are tried.")

    @OptionGroup var globals: Globals

    func run() async throws {
      try await globals.withScorecards { try await printer.list($0.peerGroups()) }
    }
  }

  struct AddPeers: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "add-peers",
      abstract: "Add a peer group behind those there are; who fits none is compared with everyone.")

    @Argument(help: "A short code, such as returns-new.") var code: String
    @Option(help: "People at or below this team.", completion: .teams) var team: String?
    @Option(help: "Here for at least so many days.") var tenureFrom = 0
    @Option(help: "Here for less than so many days.") var tenureTo: Int?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = [code, team ?? "", "\(tenureFrom)", tenureTo.map(String.init) ?? ""]
      let outcome = try await globals.withScorecards {
        try await $0.addPeerGroup(
          code, team: team, tenureFrom: tenureFrom, tenureTo: tenureTo,
          as: write.operation("metric.add-peers", input: asked))
      }
      try printer.changed(Commands.Change(outcome, "Added the peer group \(code).", next: "muster metric peers"))
    }
  }
}

extension PeerGroup: Listed {
  static let noun = "peer_group"
  static let columns: [Column<PeerGroup>] = [
    Column("place") { $0.place },
    Column("code") { $0.code },
    Column("team") { $0.team },
    Column("tenure_from_days") { $0.tenureFrom },
    Column("tenure_to_days") { $0.tenureTo },
  ]
}
