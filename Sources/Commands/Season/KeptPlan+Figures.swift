import Documents
import Scheduling
import Store

extension KeptPlan {
  /// Agents needed in the rostered week, one map a queue; a queue without slots has none.
  var requirementMaps: [HeatMap] {
    let days = (0...6).map { roster.startsOn.adding(days: $0) }
    return assumptions.queues.compactMap { queue -> HeatMap? in
      let week = slots.filter { $0.queue == queue.code && days.contains($0.day) }
      guard let first = week.map(\.slot).min(), let last = week.map(\.slot).max() else { return nil }
      let needed = Dictionary(week.map { (DaySlot(day: $0.day, slot: $0.slot), Double($0.agents)) }) { $1 }
      let most = needed.values.max() ?? 0
      return HeatMap(
        title: "\(queue.name): agents needed", summary: "At most \(Int(most)) at the same time.", meaning: .amount,
        days: days.map { "\($0.civil.weekdayName.prefix(3)) \($0.civil.dayAndMonth)" },
        times: (first...last).map { clock($0 * assumptions.slotMinutes) },
        values: days.map { day in (first...last).map { needed[DaySlot(day: day, slot: $0)] } })
    }
  }

  /// Coverage of the rostered week, one map a queue: agents there less agents needed.
  var heatMaps: [HeatMap] {
    assumptions.queues.compactMap { queue -> HeatMap? in
      let slots = coverage.filter { $0.queue == queue.code }
      guard let first = slots.map(\.slot).min(), let last = slots.map(\.slot).max() else { return nil }
      let days = (0...6).map { roster.startsOn.adding(days: $0) }
      let values = days.map { day in
        (first...last).map { slot -> Double? in
          slots.first { $0.day == day && $0.slot == slot }.map { Double($0.covered - $0.required) }
        }
      }
      let missing = slots.reduce(0) { $0 + max(0, $1.required - $1.covered) }
      let summary =
        missing == 0
        ? "Every slot has the agents it needs."
        : "\(Double(missing * assumptions.slotMinutes) / 60) agent-hours are short over the week."
      return HeatMap(
        title: "\(queue.name): agents there against agents needed", summary: summary, meaning: .gap,
        days: days.map { "\($0.civil.weekdayName.prefix(3)) \($0.civil.dayAndMonth)" },
        times: (first...last).map { clock($0 * assumptions.slotMinutes) }, values: values)
    }
  }

  /// Shifts and paid hours of everybody on the roster, seats of coming classes last.
  var hoursByName: [(name: String, shifts: Int, hours: Double)] {
    let names = Dictionary(people.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let byOwner = Dictionary(grouping: activities) { activity in
      activity.person.map { names[$0] ?? "person \($0)" } ?? activity.seat ?? ""
    }
    let seats = Set(activities.compactMap(\.seat))
    return byOwner.map { owner, activities in
      let paid = activities.filter { $0.kind != "unpaid break" }.reduce(0) { $0 + $1.endMinute - $1.startMinute }
      return (name: owner, shifts: Set(activities.map(\.shift)).count, hours: Double(paid) / 60)
    }
    .sorted { (seats.contains($0.name) ? 1 : 0, $0.name) < (seats.contains($1.name) ? 1 : 0, $1.name) }
  }
}

/// A slot of a day, to look up what it needs.
private struct DaySlot: Hashable {
  let day: LocalDate
  let slot: Int
}

/// Minutes after midnight as a clock shows them; past midnight with the days that went by.
func clock(_ minutes: Int) -> String {
  let (days, minute) = (minutes / 1440, minutes % 1440)
  let (hour, rest) = (minute / 60, minute % 60)
  return "\(hour < 10 ? "0" : "")\(hour):\(rest < 10 ? "0" : "")\(rest)" + (days > 0 ? "+\(days)d" : "")
}
