internal import Planning
internal import Postgres

// Orders become contacts: the orders are forecast by day, each queue's contacts follow from them by lag, and a
// profile spreads a day over its slots.

/// The orders a forecast may see: those up to its day, and the hours of the day in which they come in.
struct OrderHistory {
  let days: [DayCount]
  /// Orders by hour of the day, 24 numbers; all 0 when only days were counted.
  let byHour: [Double]

  /// One local day and how many orders it had.
  struct DayCount: RowDecodable {
    static let columns: StaticString = "volume.local_on, sum(volume.volume)::float8"
    let day: LocalDate
    let orders: Double

    init(row: inout Row) throws(PostgresError) {
      day = try row.next()
      orders = try row.next()
    }
  }

  /// The days as a history to learn from.
  var history: History {
    get throws(PlanningError) {
      try History("orders", interval: 1440, days: days.map { DayVolumes($0.day.planningDay, [$0.orders]) })
    }
  }

  /// Canonical text, so that equal histories have equal digests.
  var text: String {
    days.map { "\($0.day) \($0.orders)" }.joined(separator: "\n") + "\n\(byHour)"
  }
}

/// A forecast of orders and of every queue's contacts, before it is kept.
struct SeasonForecast {
  let orders: Forecast
  let contacts: [Forecast]
  let profile: DayProfile

  init(
    _ history: OrderHistory, season: Season, assumptions: Assumptions, events: [SeasonEvent], asOf: LocalDate
  ) throws(PlanningError) {
    let known = try history.history
    profile = assumptions.profile(following: history.byHour)
    let last = history.days.last?.day ?? asOf
    orders = try Forecast.of(
      known, events: events.map(\.planningEvent), horizon: season.endsOn.planningDay - last.planningDay)
    var contacts: [Forecast] = []
    for queue in assumptions.queues {
      let rate = try queue.rate(scale: assumptions.orderScale)
      contacts.append(.contacts(channel: queue.code, rates: [rate], orders: orders, known: known, profile: profile))
    }
    self.contacts = contacts
  }

  var rows: [ForecastDay] {
    ([orders] + contacts).flatMap { forecast in
      forecast.days.map { day in
        ForecastDay(
          series: forecast.series, day: LocalDate(day.day), mean: day.total.mean, p10: day.total.p10,
          p50: day.total.p50, p90: day.total.p90)
      }
    }
  }

  /// How the numbers came about, for `--explain`.
  func explanation(_ assumptions: Assumptions) -> [String] {
    let found = orders.explanation
    var lines = ["Orders by day: \(found.method.rawValue), known up to \(orders.origin)."]
    lines += found.scores.map {
      "Tried \($0.method.rawValue): \(percent($0.absoluteError)) absolute error over \($0.origins) earlier forecasts."
    }
    lines += found.effects.map {
      "\($0.event): \(rounded($0.multiple)) times an ordinary day, learnt from \($0.days) days."
    }
    let usual = orders.days.reduce(0) { $0 + $1.total.mean } / Double(max(1, orders.days.count))
    lines += found.spikes.filter { abs($0.volume - $0.taken) > usual / 20 }.map {
      "\($0.day) had \(rounded($0.volume)) orders and was taken as \(rounded($0.taken))."
    }
    lines += found.notes
    if assumptions.orderScale != 1 {
      lines.append("Each order of the history stands for \(rounded(assumptions.orderScale)) orders of the shop.")
    }
    return lines
      + assumptions.queues.map { queue in
        let perOrder = queue.contactsPerOrder.reduce(0) { $0 + $1.contacts }
        let lags = queue.contactsPerOrder.map { "\(rounded($0.contacts, 3)) after \($0.lagDays) d" }
        return "\(queue.name): \(rounded(perOrder, 3)) contacts per order (\(lags.joined(separator: ", ")))."
      }
  }
}

// MARK: - From assumptions to Planning's words

extension Assumptions {
  func profile(following byHour: [Double]) -> DayProfile {
    let slots = 1440 / slotMinutes
    let orders = byHour.reduce(0, +)
    let follow = orders > 0 ? contactsFollowOrdersPercent / 100 : 0
    let weights = (1...7).map { weekday -> [Double] in
      guard let open = openMinutes(isoWeekday: weekday) else { return [Double](repeating: 0, count: slots) }
      let inside = (0..<slots).map { open.contains($0 * slotMinutes) }
      let openSlots = Double(inside.count { $0 })
      let ordersInside = (0..<slots).reduce(0) { inside[$1] ? $0 + byHour[$1 * slotMinutes / 60] : $0 }
      return (0..<slots).map { slot in
        guard inside[slot] else { return 0 }
        let ordered = ordersInside > 0 ? byHour[slot * slotMinutes / 60] / ordersInside : 1 / openSlots
        return follow * ordered + (1 - follow) / openSlots
      }
    }
    return DayProfile(interval: slotMinutes, weights: weights)
  }
}

extension QueueAssumption {
  func rate(scale: Double) throws(PlanningError) -> ContactRate {
    let longest = contactsPerOrder.map(\.lagDays).max() ?? 0
    var lags = [Double](repeating: 0, count: longest + 1)
    for part in contactsPerOrder { lags[part.lagDays] += part.contacts }
    return try ContactRate(reason: name, channel: code, perOrder: lags.reduce(0, +) * scale, lags: lags)
  }
}

extension LocalDate {
  init(_ day: Day) { self.init(daysSince2000: Int32(clamping: day.number)) }
  var planningDay: Day { Day(Int(daysSince2000)) }
}

/// A number as people read it: at most `places` decimals, without trailing zeros.
func rounded(_ value: Double, _ places: Int = 1) -> String {
  guard value.isFinite else { return "–" }
  var unit = 1
  for _ in 0..<places { unit *= 10 }
  let scaled = Int((abs(value) * Double(unit)).rounded())
  let (whole, part) = (scaled / unit, scaled % unit)
  var digits = String(repeating: "0", count: max(0, places - String(part).count)) + String(part)
  while digits.hasSuffix("0") { digits.removeLast() }
  let sign = value < 0 && scaled > 0 ? "-" : ""
  return sign + String(whole) + (part == 0 || digits.isEmpty ? "" : "." + digits)
}

func percent(_ share: Double) -> String { rounded(share * 100) + " %" }
