import Documents
import Scheduling
import Store

/// A plan for a terminal: the answer first, then weeks, classes and coverage as pictures.
struct PlanWords {
  let plan: KeptPlan

  init(_ plan: KeptPlan) {
    self.plan = plan
  }

  /// The whole plan on a screen or two.
  func overview(color: Bool) -> String {
    ([heading, "", orders, "", weeks, "", classes]
      + plan.heatMaps.flatMap { ["", $0.title, $0.terminal(color: color)] })
      .joined(separator: "\n") + "\n"
  }

  private var heading: String {
    "\(plan.season.name), as of \(plan.forecast.asOf). "
      + (plan.hiring.isCovered ? "Every week is covered with the classes below." : "Some weeks stay short.")
  }

  /// Orders by week, shaded from the sum of the days' p10 to that of their p90: wider than the week's own range would be.
  private var orders: String {
    let scale = plan.assumptions.orderScale
    let days = plan.days.filter { $0.series == "orders" && $0.day >= plan.season.startsOn }
    let weeks = Dictionary(grouping: days) { $0.day.monday }.sorted { $0.key < $1.key }.map { monday, days in
      (monday, low: sum(days, \.p10) * scale, middle: sum(days, \.p50) * scale, high: sum(days, \.p90) * scale)
    }
    let most = weeks.map(\.high).max() ?? 1
    let lines = weeks.map { monday, low, middle, high in
      let sure = Int((low / max(most, 1) * 24).rounded())
      let perhaps = max(0, Int((high / max(most, 1) * 24).rounded()) - sure)
      let bar = String(repeating: "█", count: sure) + String(repeating: "░", count: perhaps)
      return "\(monday)  \(bar.padded(to: 24)) \(count(middle)) \(count(low)) \(count(high))"
    }
    return (["week of     orders                    expected     low    high"] + lines).joined(separator: "\n")
  }

  private func sum(_ days: [ForecastDay], _ value: (ForecastDay) -> Double) -> Double {
    days.reduce(0) { $0 + value($1) }
  }

  private func count(_ value: Double) -> String { Int(value.rounded()).grouped.paddedInFront(to: 7) }

  private var weeks: String {
    let most = plan.weeks.map { max($0.required, $0.supplyPlanned) }.max() ?? 1
    let lines = plan.weeks.map { week in
      let bar = TerminalPicture.bar(week.required / max(most, 1), width: 24).padded(to: 24)
      let gap = week.gap > 0.05 ? "▼ \(week.gap.written(decimals: 1)) short" : ""
      let relief = week.relief > 0.05 ? "\(week.relief.written(decimals: 1)) in overtime or outsourced" : ""
      let risk = week.odds.map { "\(($0.short * 100).written(decimals: 0)) %".paddedInFront(to: 6) } ?? ""
      return
        "\(week.week)  \(bar) \(number(week.required)) \(number(week.supplyBefore)) \(number(week.supplyPlanned)) \(risk)  \([gap, relief].filter { !$0.isEmpty }.joined(separator: ", "))"
    }
    return (["week of     productive agents          need    team    plan   risk"] + lines).joined(separator: "\n")
  }

  private func number(_ value: Double) -> String { value.written(decimals: 1).paddedInFront(to: 7) }

  private var classes: String {
    guard !plan.classes.isEmpty else { return "No class is planned." }
    let lines = plan.classes.map {
      "\($0.startsOn)  \($0.starters) \($0.kind); open requisitions by \($0.openRequisitionOn), last safe Monday "
        + "\($0.lastSafeOn), productive \($0.productiveOn)"
    }
    return (["Classes"] + lines).joined(separator: "\n")
  }

  /// How every number came about.
  var explanation: String {
    let parts = [
      ("Forecast \(plan.forecast.id)", plan.forecast.explanation),
      ("Hiring plan \(plan.hiring.id)", plan.hiring.explanation),
      ("Classes", plan.classes.map { "\($0.startsOn), \($0.starters) \($0.kind): \($0.reason)" }),
      ("Roster \(plan.roster.id)", plan.roster.objective),
    ]
    return parts.map { title, lines in ([title] + lines.map { "  " + $0 }).joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  /// The arithmetic of one slot.
  func explanation(of queue: String, at name: SlotName) throws(Failure) -> String {
    let found = plan.slots.first {
      $0.queue == queue && $0.day == name.day && $0.slot == name.minute / plan.assumptions.slotMinutes
    }
    guard let found else {
      throw Failure(
        exit: .missing,
        "The plan has no slot of \(queue) at \(name): it is closed, outside the season, or no such queue.",
        next: "muster season explain \(plan.season.code)")
    }
    return found.explanation(plan.assumptions).joined(separator: "\n") + "\n"
  }
}

/// A replay for a terminal.
struct ReplayWords {
  let replay: Replay

  init(_ replay: Replay) {
    self.replay = replay
  }

  var text: String {
    let error = (replay.ordersForecast / max(replay.ordersActual, 1) - 1) * 100
    var lines = [
      "\(replay.season), planned as of \(replay.asOf), \(replay.days) days known since.",
      "Orders: \(Int(replay.ordersForecast).grouped) forecast, \(Int(replay.ordersActual).grouped) came "
        + "(\(error.written(decimals: 1)) %). By day the forecast was off by \(percent(replay.absoluteError)) of the orders;",
      "\(percent(replay.insideRange)) of the days fell inside the range that promises 80 %.", "",
      "week of     planned  needed  supply",
    ]
    lines += replay.weeks.map(line)
    lines.append("")
    lines += replay.queues.map {
      "\($0.queue): \($0.slotsInGoal) of \($0.slots) half hours within the goal (\(percent($0.share)))."
    }
    let (cost, knowing) = ((replay.costMinor / 100).grouped, (replay.costKnowingMinor / 100).grouped)
    lines.append("Cost: \(replay.currency) \(cost); a plan that knew the orders: \(replay.currency) \(knowing).")
    return lines.joined(separator: "\n") + "\n"
  }

  private func line(_ week: ReplayWeek) -> String {
    let missing = week.needed - week.supply
    let short = missing > 0.05 ? "  ▼ \(missing.written(decimals: 1)) short" : ""
    return "\(week.week)  \(number(week.planned)) \(number(week.needed)) \(number(week.supply))\(short)"
  }

  private func number(_ value: Double) -> String { value.written(decimals: 1).paddedInFront(to: 7) }
  private func percent(_ share: Double) -> String { (share * 100).written(decimals: 1) + " %" }
}
