import ArgumentParser
import Planning
import Store
import Workload

extension Demand {
  struct Drivers: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "drivers",
      abstract: "Contacts per order by reason, channel and days after the order, learnt from what was imported.",
      discussion: """
        Least squares without rates below 0, over days; the interval is of 400 draws of whole weeks. Reasons with few
        contacts are told together as “other”. It says what goes with orders, not that orders are the cause.
        """)

    @Option(help: "The source of the orders.") var shop: String
    @Option(help: "The source of the contacts.") var desk: String
    @Option(help: "How many days after an order a contact may come at most.") var longest = 28
    @Option(help: "Reasons with fewer contacts than this are told together.") var fewest = 50
    @OptionGroup var globals: Globals

    func validate() throws {
      if !(1...120).contains(longest) { throw ValidationError("--longest must be 1 to 120.") }
    }

    func run() async throws {
      let told = try await globals.withStore { try await Workload(store: $0).drivers(shop: shop, desk: desk) }
      try printer.list(try DriverTable(told, fewest: fewest).rows(longest: longest))
    }
  }
}

/// Counts by day, as histories that know their quiet days.
struct DriverTable {
  private let drivers: Drivers
  private let fewest: Int

  init(_ drivers: Drivers, fewest: Int) {
    self.drivers = drivers
    self.fewest = fewest
  }

  func rows(longest: Int) throws -> [DriverRow] {
    let placed = drivers.orders.map { ($0.localOn, Double($0.volume)) }
    let orders = try history("orders", placed, like: placed.map(\.0))
    let days = drivers.contacts.map(\.localOn)
    guard !days.isEmpty else { throw Self.nothing("contacts") }
    let groups = grouped()
    var rows: [DriverRow] = []
    for name in groups.keys.sorted() {
      let contacts = try history(name.reason, groups[name] ?? [], like: days)
      if let row = try row(name, contacts, orders, longest) { rows.append(row) }
    }
    return rows
  }

  /// What one reason comes to; nothing where no contact goes with any order.
  private func row(_ name: Name, _ contacts: History, _ orders: History, _ longest: Int) throws -> DriverRow? {
    do {
      let estimate = try ContactRate.estimated(
        reason: name.reason, channel: name.channel, contacts: contacts, orders: orders, longest: longest)
      return DriverRow(estimate: estimate)
    } catch {
      if error == .nothingEverHappened { return nil }
      throw Failure(exit: .invalid, "\(error)", next: "import more days, or a smaller --longest")
    }
  }

  private struct Name: Hashable, Comparable {
    let reason: String
    let channel: String

    static func < (one: Name, other: Name) -> Bool {
      one.channel == other.channel ? one.reason < other.reason : one.channel < other.channel
    }
  }

  private func grouped() -> [Name: [(LocalDate, Double)]] {
    var sums: [Name: Int64] = [:]
    for day in drivers.contacts { sums[name(of: day), default: 0] += day.contacts }
    var counts: [Name: [(LocalDate, Double)]] = [:]
    for day in drivers.contacts {
      let name = name(of: day)
      let kept = sums[name, default: 0] < Int64(fewest) ? Name(reason: "other", channel: name.channel) : name
      counts[kept, default: []].append((day.localOn, Double(day.contacts)))
    }
    return counts
  }

  private func name(of day: DriverDay) -> Name { Name(reason: day.reason ?? "not noted", channel: day.channel) }

  private static func nothing(_ kind: String) -> Failure {
    Failure(exit: .missing, "There are no \(kind) of this source yet.", next: "muster import status")
  }

  /// A day between the first and the last without a count was quiet.
  private func history(_ name: String, _ counts: [(LocalDate, Double)], like days: [LocalDate]) throws -> History {
    guard let first = days.min(), let last = days.max() else {
      throw Self.nothing(name)
    }
    var totals = [Double](repeating: 0, count: first.days(until: last) + 1)
    for (day, count) in counts { totals[first.days(until: day)] += count }
    return try History(name, daily: totals, from: Day(Int(first.daysSince2000)))
  }
}

/// One reason on one channel.
struct DriverRow: Listed {
  let estimate: ContactRateEstimate

  private var rate: ContactRate { estimate.rate }

  static let noun = "driver"
  static let columns: [Column<DriverRow>] = [
    Column("reason") { $0.rate.reason },
    Column("channel") { $0.rate.channel },
    Column("contacts") { Int($0.estimate.contacts) },
    Column("days", shown: false) { $0.estimate.days },
    Column("per_100_orders") { 100 * $0.rate.perOrder },
    Column("low") { 100 * $0.estimate.low },
    Column("high") { 100 * $0.estimate.high },
    Column("same_day") { 100 * $0.rate.share(from: 0, before: 1) },
    Column("days_1_3") { 100 * $0.rate.share(from: 1, before: 4) },
    Column("days_4_7") { 100 * $0.rate.share(from: 4, before: 8) },
    Column("later") { 100 * $0.rate.share(from: 8, before: .max) },
    Column("by_day") { bars($0.rate.lags) },
  ]

  /// The lags as a row of bars, one a day from the order's own.
  static func bars(_ shares: [Double]) -> String {
    let levels = Array("▁▂▃▄▅▆▇█")
    let highest = max(shares.max() ?? 0, .leastNormalMagnitude)
    return String(shares.map { $0 <= 0 ? "·" : levels[min(7, Int($0 / highest * 7.999))] })
  }
}
