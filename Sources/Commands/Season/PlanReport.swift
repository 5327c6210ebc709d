import Documents
import Scheduling
import Store

/// The page that a manager looks at after planning: what to decide, why, and every number behind it.
struct PlanReport {
  let plan: KeptPlan

  var html: String {
    Page(
      title: plan.season.name, kind: "Holiday staffing plan as of \(plan.forecast.asOf.civil.inWords)", lead: lead,
      facts: facts,
      sections: [demand, weekly, hiring, roster, how]
    ) {
      "Season \(plan.season.code), forecast version \(plan.forecast.id), requirement \(plan.roster.requirement), "
        + "hiring plan \(plan.hiring.id), roster \(plan.roster.id). Explain any of it: "
      Markup("code") { "muster season explain \(plan.season.code)" }
    }.html
  }

  // MARK: - The answer

  private var lead: String {
    guard let first = plan.classes.first else {
      return plan.hiring.isCovered
        ? "The people on the team cover every week of the season: no class is needed."
        : "The team does not cover the season, and no class could start in time. See what holds it back below."
    }
    let starters = plan.classes.reduce(0) { $0 + $1.starters }
    let classes = plan.classes.count == 1 ? "one class" : "\(plan.classes.count) classes"
    let opened = plan.classes.map(\.openRequisitionOn).min() ?? first.openRequisitionOn
    let covered = plan.hiring.isCovered ? "Then every week is covered." : "Some weeks stay short even so."
    return
      "Start \(starters) people in \(classes), the first on \(first.startsOn.civil.inWords); open the requisitions "
      + "by \(opened.civil.inWords). \(covered)"
  }

  private var facts: [Page.Fact] {
    let peak = plan.weeks.max { $0.required < $1.required }
    let orders = plan.days.filter { $0.series == "orders" && $0.day >= plan.season.startsOn }
    let total = orders.reduce(0) { $0 + $1.mean } * plan.assumptions.orderScale
    let short = plan.weeks.filter { $0.gap > 0.05 }
    let covered = plan.coverage.reduce(0) { $0 + min($1.covered, $1.required) }
    let required = plan.coverage.reduce(0) { $0 + $1.required }
    return [
      Page.Fact("Orders expected", Int(total.rounded()).grouped, note: "in the season"),
      Page.Fact(
        "Productive agents at the peak", peak.map { $0.required.written(decimals: 1) } ?? "–",
        note: peak.map { "week of \($0.week.civil.dayAndMonth)" } ?? ""),
      Page.Fact("Weeks short", "\(short.count)", note: "with the plan's classes", isWarning: !short.isEmpty),
      Page.Fact(
        "Peak week rostered", required > 0 ? "\(100 * covered / required) %" : "–",
        note: "of agent half hours", isWarning: required > 0 && covered < required),
      Page.Fact(
        "Cost of hiring", "\(plan.hiring.currency) \((plan.hiring.costMinor / 100).grouped)",
        note: "hiring, pay of the hired, shortage"),
    ]
  }

  // MARK: - Demand

  private var demand: Page.Section {
    Page.Section("demand", "What will come") {
      FanChart(
        title: "Orders a day",
        summary: "The season against the year before it, with the range that eight in ten days keep.",
        unit: "orders a day", history: history, forecast: ribbon, events: events
      ).markup
      Markup("p") {
        "Orders bring contacts after some days; contacts bring work. Which contacts per order, and when, is written "
          + "under How it was reckoned."
      }
    }
  }

  private var events: [FanChart.Event] {
    let first = plan.forecast.asOf.adding(days: -400)
    return plan.events.filter { $0.startsOn >= first && $0.startsOn <= plan.season.endsOn }
      .map { FanChart.Event($0.startsOn.civil, $0.name) }
  }

  private var history: [FanChart.Point] {
    let scale = plan.assumptions.orderScale
    let first = plan.forecast.asOf.adding(days: -400)
    return plan.orders.filter { $0.day <= plan.forecast.asOf && $0.day >= first && $0.orders > 0 }
      .map { FanChart.Point($0.day.civil, $0.orders * scale) }
  }

  private var ribbon: [FanChart.Band] {
    let scale = plan.assumptions.orderScale
    return plan.days.filter { $0.series == "orders" && $0.mean > 0.5 }.map {
      FanChart.Band($0.day.civil, low: $0.p10 * scale, middle: $0.p50 * scale, high: $0.p90 * scale)
    }
  }

  // MARK: - Weeks and classes

  private var weekly: Page.Section {
    let layers =
      ["On the team and expected", "This plan's classes"]
      + (plan.weeks.contains { $0.relief > 0 } ? ["Overtime and outsourcing"] : [])
    return Page.Section("weeks", "Who is needed, who is there") {
      StaffingChart(
        title: "Productive agents by week", summary: "One productive agent is a full-time contract after shrinkage.",
        layers: layers,
        weeks: plan.weeks.map {
          StaffingChart.Week(
            $0.week.civil, required: $0.required,
            supply: Array(
              [$0.supplyBefore, max(0, $0.supplyPlanned - $0.supplyBefore), $0.relief].prefix(layers.count)))
        },
        starts: plan.classes.map { StaffingChart.Start($0.startsOn.civil, agents: $0.starters) }
      ).markup
    }
  }

  private var hiring: Page.Section {
    Page.Section("hiring", "Whom to hire by when") {
      if plan.classes.isEmpty {
        Markup("p") { "No class is planned." }
      } else {
        Markup.table(
          "Classes of new agents",
          [
            Documents.Column("Starts", .date), Documents.Column("People", .integer), Documents.Column("Contract"),
            Documents.Column("Open requisitions by", .date), Documents.Column("Last safe Monday", .date),
            Documents.Column("Fully productive", .date), Documents.Column("Why"),
          ],
          plan.classes.map {
            [
              .date($0.startsOn.civil), .integer($0.starters), .text($0.kind), .date($0.openRequisitionOn.civil),
              .date($0.lastSafeOn.civil), .date($0.productiveOn.civil), .text($0.reason),
            ]
          })
      }
    }
  }

  // MARK: - Roster

  private var roster: Page.Section {
    Page.Section("roster", "Who works in the peak week") {
      Markup("p") { plan.roster.objective.first ?? "" }
      plan.heatMaps.map { $0.markup }
      Markup.table(
        "Hours in the week",
        [
          Documents.Column("Name"), Documents.Column("Shifts", .integer), Documents.Column("Hours", .number(places: 2)),
        ],
        plan.hoursByName.map { [.text($0.name), .integer($0.shifts), .number($0.hours)] })
      if !gaps.isEmpty {
        Markup("details") {
          Markup("summary") { "Every half hour that is short, and why" }
          Markup("ul") { gaps.map { words in Markup("li") { words } } }
        }
      }
    }
  }

  private var gaps: [String] { plan.coverage.compactMap(\.reason) }

  // MARK: - How

  private var how: Page.Section {
    Page.Section("how", "How it was reckoned") {
      Markup("h3") { "Forecast" }
      Markup("ul") { plan.forecast.explanation.map { words in Markup("li") { words } } }
      Markup("h3") { "Hiring" }
      Markup("ul") { plan.hiring.explanation.map { words in Markup("li") { words } } }
      Markup("h3") { "Roster" }
      Markup("ul") { plan.roster.objective.map { words in Markup("li") { words } } }
    }
  }
}

extension LocalDate {
  var civil: CivilDate { CivilDate(daysSince2000: Int(daysSince2000)) }
}
