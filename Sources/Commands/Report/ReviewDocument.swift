import Coaching
import Documents
import Glibc
import Scheduling
import Scorecards
import Store

/// The report that a manager takes into the meeting: what happened, against what was meant, and what to decide.
struct ReviewDocument {
  let review: PeriodReview
  let title: String
  let kind: String
  let plan: KeptPlan?
  /// What coaching there was; `nil` for whoever may not see it.
  let coaching: CoachingReview?

  init(_ review: PeriodReview, title: String, kind: String, plan: KeptPlan?, coaching: CoachingReview?) {
    self.review = review
    self.title = title
    self.kind = kind
    self.plan = plan
    self.coaching = coaching
  }

  func write(_ wishes: ReportWishes, _ printer: Printer) throws {
    try OutputFile.makeFolder(wishes.out)
    let html = html
    try OutputFile.write(html, to: "\(wishes.out)/report.html", replacing: wishes.force)
    let paper = "\(wishes.out)/report.pdf"
    guard wishes.force || access(paper, F_OK) != 0 else {
      throw Failure(exit: .cannotCreate, "\(paper) is there already.", next: "add --force to replace it")
    }
    try PrintedDocument(
      title: "\(kind) \(title)",
      footer: "\(title), \(span) · sha256 of the page \(SHA256.hexadecimal(html.utf8).prefix(16))",
      created: UTCInstant(review.through.civil, hour: 12), blocks: blocks
    ).write(to: paper)
    printer.note("Wrote \(wishes.out)/report.html and report.pdf.")
  }

  private var span: String { "\(review.from.civil.inWords) to \(review.through.civil.inWords)" }

  var html: String {
    Page(title: title, kind: "\(kind), \(span)", lead: lead, facts: facts, sections: parts.map(\.section)) {
      "Counted periods: \(review.periods.isEmpty ? "none" : review.periods.joined(separator: ", ")). "
        + "Numbers carry their 95 % interval; what nobody counted is a dash, not a nought."
    }.html
  }

  var blocks: [PrintBlock] {
    [.title(title), .paragraph("\(kind), \(span)."), .paragraph(lead)] + parts.flatMap(\.blocks)
  }

  // MARK: - The answer

  private var lead: String {
    decisions.isEmpty
      ? "Nothing in these weeks needs a decision beyond doubt."
      : "\(decisions.count) \(decisions.count == 1 ? "thing needs" : "things need") a decision; they stand first."
  }

  private var facts: [Page.Fact] {
    let satisfaction = review.metrics.first { $0.code == "satisfaction" }
    let reply = review.metrics.first { $0.code == "reply-in-time" }
    return [
      Page.Fact("Contacts", counted(\.contacts), note: change(\.contacts)),
      fact("Replied in time", reply), fact("Satisfied customers", satisfaction),
      Page.Fact("Orders", counted(\.orders), note: change(\.orders)),
    ]
  }

  private func fact(_ label: String, _ metric: ReviewedMetric?) -> Page.Fact {
    guard let metric, let value = metric.value else { return Page.Fact(label, "–", note: "nobody counted it") }
    let note =
      metric.low.map { "between \(percent($0)) and \(percent(metric.high ?? $0)), n = \(metric.n.grouped)" } ?? ""
    return Page.Fact(label, percent(value), note: note, isWarning: metric.isMissed)
  }

  private func counted(_ part: KeyPath<Drivers, Int?>) -> String {
    review.drivers[keyPath: part].map(\.grouped) ?? "–"
  }

  /// Against as many days before; nothing where those have none.
  private func change(_ part: KeyPath<Drivers, Int?>) -> String {
    guard let now = review.drivers[keyPath: part] else { return "nobody counted it" }
    guard let before = review.driversBefore[keyPath: part], before > 0 else {
      return "none counted in as many days before"
    }
    let percent = 100 * Double(now - before) / Double(before)
    return (percent >= 0 ? "+" : "") + percent.written(decimals: 0) + " % against as many days before"
  }

  private func percent(_ value: Double) -> String { (100 * value).written(decimals: 1) + " %" }

  /// What the numbers say beyond doubt that somebody must decide.
  private var decisions: [String] {
    let missed = review.metrics.filter(\.isMissed).map { metric in
      "\(metric.name) misses its target beyond doubt: \(MetricWords(metric).sentence)"
    }
    let thin = review.classes.filter { $0.expected < 0.8 * Double($0.seats) }.map {
      "\($0.name) starts on \($0.startsOn) with \($0.expected.written(decimals: 1)) expected for \($0.seats) seats: "
        + "recruit more, or make it smaller."
    }
    let late = review.classes.filter { $0.members > 0 && $0.endsOn <= review.through && $0.ready < $0.members }.map {
      "\($0.name) was over on \($0.endsOn), and \($0.members - $0.ready) of \($0.members) were not ready by then."
    }
    let gaps = (plan?.weeks.filter { $0.gap > 0.05 } ?? []).map {
      "\($0.week.civil.inWords) by \($0.gap.written(decimals: 1))"
    }
    let short =
      gaps.isEmpty
      ? [] : ["Weeks short of productive agents even with the plan's classes: \(gaps.joined(separator: ", "))."]
    let open = review.standing.filter { $0.hasSuffix("objected") }.map { "Cards that were objected to: \($0)." }
    return missed + short + thin + late + open
  }

  // MARK: - Parts

  private var parts: [ReviewPart] {
    [toDecide, service, customers, drivers, staffing] + (plan.map { [against($0)] } ?? []) + [hiring]
      + (coaching.map { [coached($0)] } ?? []) + [cards]
  }

  private var toDecide: ReviewPart {
    ReviewPart(
      id: "decide", title: "What needs a decision",
      sentences: decisions.isEmpty ? ["Nothing beyond doubt."] : decisions,
      command: plan.map { "muster season explain \($0.season.code)" } ?? "muster metric list")
  }

  private var service: ReviewPart {
    ReviewPart(
      id: "service", title: "Service against its goals",
      sentences: review.queues.isEmpty ? ["Nobody counted contacts or calls of these weeks."] : goals,
      listing: ReviewPart.Listing(
        caption: "By queue",
        columns: [
          Documents.Column("Queue"), Documents.Column("Offered", .integer), Documents.Column("Abandoned", .integer),
          Documents.Column("Contacts", .integer), Documents.Column("In time", .percentage(places: 1)),
          Documents.Column("Satisfied", .percentage(places: 1)), Documents.Column("Answers", .integer),
        ],
        rows: review.queues.map { queue in
          [
            .text(queue.queue), .integer(queue.offered), .integer(queue.abandoned), .integer(queue.contacts),
            .number(queue.due > 0 ? Double(queue.inTime) / Double(queue.due) : nil),
            .number(queue.answers > 0 ? Double(queue.satisfied) / Double(queue.answers) : nil), .integer(queue.answers),
          ]
        }), command: "muster metric show reply-in-time")
  }

  private var customers: ReviewPart {
    ReviewPart(
      id: "customers", title: "Customers, quality and time",
      sentences: review.metrics.isEmpty ? ["No period of these weeks is computed yet."] : [],
      listing: ReviewPart.Listing(
        caption: "All together",
        columns: [
          Documents.Column("Metric"), Documents.Column("Number"), Documents.Column("95 % interval"),
          Documents.Column("Target"), Documents.Column("n", .integer), Documents.Column("People", .integer),
        ],
        rows: review.metrics.map { metric in
          let words = MetricWords(metric)
          return [
            .text(metric.name), .text(words.amount(metric.value)),
            .text(metric.low.map { "\(words.amount($0)) to \(words.amount(metric.high))" }),
            .text(metric.target.map { words.amount($0) }), .integer(metric.n), .integer(metric.people),
          ]
        }), command: "muster scorecard explain PERIOD PERSON METRIC")
  }

  private var drivers: ReviewPart {
    let (now, before) = (review.drivers, review.driversBefore)
    let perOrder: (Drivers) -> Double? = { counted in
      guard let contacts = counted.contacts, let orders = counted.orders, orders > 0 else { return nil }
      return Double(contacts) / Double(orders)
    }
    let rows: [[Cell]] = [
      [.text("Orders"), .integer(now.orders), .integer(before.orders)],
      [.text("Returns asked for"), .integer(now.returns), .integer(before.returns)],
      [.text("Refunds"), .integer(now.refunds), .integer(before.refunds)],
      [.text("Contacts"), .integer(now.contacts), .integer(before.contacts)],
      [
        .text("Contacts an order"), .number(perOrder(now)), .number(perOrder(before)),
      ],
    ]
    let money = now.currency.map { "Refunded: \($0) \((now.refundedMinor / 100).grouped)." }
    return ReviewPart(
      id: "drivers", title: "What brought the work", sentences: money.map { [$0] } ?? [],
      listing: ReviewPart.Listing(
        caption: "Then and in as many days before",
        columns: [
          Documents.Column("What"), Documents.Column("These weeks", .number(places: 2)),
          Documents.Column("Before", .number(places: 2)),
        ], rows: rows), command: "muster import status")
  }

  private var staffing: ReviewPart {
    ReviewPart(
      id: "staffing", title: "Who worked",
      sentences: review.weeks.contains { $0.people == 0 } ? ["A dash is a week without published shifts."] : [],
      listing: ReviewPart.Listing(
        caption: "Published weeks",
        columns: [
          Documents.Column("Week of", .date), Documents.Column("People", .integer),
          Documents.Column("Paid hours", .number(places: 1)), Documents.Column("Training hours", .number(places: 1)),
          Documents.Column("Days away", .integer),
        ],
        rows: review.weeks.map {
          [
            .date($0.week.civil), .integer($0.people > 0 ? $0.people : nil), .number($0.people > 0 ? $0.hours : nil),
            .number($0.trainingHours),
            .integer($0.absentDays),
          ]
        }), command: "muster shift list --week \(review.weeks.first?.week.description ?? "DAY")")
  }

  private func against(_ plan: KeptPlan) -> ReviewPart {
    ReviewPart(
      id: "plan", title: "Staffing against the plan",
      sentences: ["One productive agent is a full-time contract after shrinkage."],
      listing: ReviewPart.Listing(
        caption: "Productive agents by week",
        columns: [
          Documents.Column("Week of", .date), Documents.Column("Needed", .number(places: 1)),
          Documents.Column("On the team", .number(places: 1)), Documents.Column("With classes", .number(places: 1)),
        ],
        rows: plan.weeks.filter { $0.week.adding(days: 6) >= review.from && $0.week <= review.through }.map {
          [.date($0.week.civil), .number($0.required), .number($0.supplyBefore), .number($0.supplyPlanned)]
        }), command: "muster season show \(plan.season.code)")
  }

  private var hiring: ReviewPart {
    ReviewPart(
      id: "hiring", title: "Hiring and onboarding",
      sentences: review.classes.isEmpty ? ["No class starts in these weeks or the two months after."] : [],
      listing: ReviewPart.Listing(
        caption: "Classes",
        columns: [
          Documents.Column("Class"), Documents.Column("Starts", .date), Documents.Column("Seats", .integer),
          Documents.Column("Expected", .number(places: 1)), Documents.Column("Started", .integer),
          Documents.Column("Ends", .date), Documents.Column("In class", .integer),
          Documents.Column("Ready by then", .integer),
        ],
        rows: review.classes.map {
          [
            .text($0.name), .date($0.startsOn.civil), .integer($0.seats), .number($0.expected), .integer($0.started),
            .date($0.endsOn.civil), .integer($0.members), .integer($0.ready),
          ]
        }), command: "muster cohort list")
  }

  private var cards: ReviewPart {
    ReviewPart(
      id: "cards", title: "Scorecards",
      sentences: [
        review.standing.isEmpty
          ? "No card is there that you may see." : "Cards: \(review.standing.joined(separator: ", "))."
      ],
      command: "muster scorecard periods")
  }
}
