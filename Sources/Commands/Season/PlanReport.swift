import Documents
import Scheduling
import Store

/// The page that a manager looks at after planning: what to decide, why, and every number behind it.
struct PlanReport {
  let plan: KeptPlan
  let accuracy: [ForecastAccuracy]
  let scenarios: [ScenarioComparison]

  var html: String {
    Page(
      title: plan.season.name, kind: "Holiday staffing plan as of \(plan.forecast.asOf.civil.inWords)", lead: lead,
      facts: facts,
      sections: [demand, requirement, weekly, hiring] + (scenarios.count > 1 ? [whatIf] : []) + [roster, how]
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

  // MARK: - Requirement

  private var requirement: Page.Section {
    Page.Section("requirement", "Agents needed in the peak week") {
      Markup("p") { "Agents on contacts at the same time, before breaks, leave and sickness." }
      plan.requirementMaps.map { $0.markup }
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
              [$0.supplyBefore, max(0, $0.supplyPlanned - $0.supplyBefore), $0.relief].prefix(layers.count)),
            odds: $0.odds.map(StaffingChart.Odds.init))
        },
        starts: plan.classes.map { StaffingChart.Start($0.startsOn.civil, agents: $0.starters) }
      ).markup
      if !risks.isEmpty { BarList(title: "Weeks at risk: how often of a hundred they stay short", items: risks).markup }
    }
  }

  /// Weeks that stay short in one case of twenty or more.
  private var risks: [BarList.Item] {
    plan.weeks.compactMap { week in
      guard let short = week.odds?.short, short >= 0.05 else { return nil }
      return BarList.Item(
        "Week of \(week.week.civil.inWords)", short * 100, words: "\((short * 100).written(decimals: 0)) of 100")
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
        funnel
      }
    }
  }

  /// Nothing where the assumptions tell no funnel.
  private var funnel: Markup {
    guard let stages = try? plan.funnel(confidence: 0.9), !stages.isEmpty else { return .empty }
    return .table(
      "Candidates who must have entered each stage",
      [
        Documents.Column("Class", .date), Documents.Column("Stage"), Documents.Column("By", .date),
        Documents.Column("On average", .number(places: 1)), Documents.Column("Nine times in ten enough", .integer),
      ],
      stages.map {
        [
          .date($0.classStartsOn.civil), .text($0.stage), .date($0.by.civil), .number($0.candidates),
          .integer($0.confident),
        ]
      })
  }

  // MARK: - What if

  private var whatIf: Page.Section {
    Page.Section("scenarios", "What if") {
      Markup("p") {
        "Each line is a plan of its own, beside what happens to the plan above if the case comes true and nobody acts."
      }
      Markup.table(
        "Scenarios side by side",
        [
          Documents.Column("Scenario"), Documents.Column("Hire", .integer), Documents.Column("First class by", .date),
          Documents.Column("Cost, \(plan.hiring.currency)", .integer), Documents.Column("Weeks short", .integer),
          Documents.Column("If nobody acts", .integer),
          Documents.Column("Worst gap then", .number(places: 1)), Documents.Column("Cost then", .integer),
        ],
        scenarios.map {
          [
            .text($0.scenario), .integer($0.starters), $0.lastSafeOn.map { .date($0.civil) } ?? .text("none needed"),
            .integer($0.costMinor / 100),
            .integer($0.weeksShort), .integer($0.weeksShortAsPlanned), .number($0.worstGapAsPlanned),
            .integer($0.costAsPlannedMinor / 100),
          ]
        })
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

extension StaffingChart.Odds {
  init(_ odds: HiringWeek.Odds) {
    self.init(
      required: odds.requiredP10...max(odds.requiredP10, odds.requiredP90),
      supply: odds.supplyP10...max(odds.supplyP10, odds.supplyP90))
  }
}
