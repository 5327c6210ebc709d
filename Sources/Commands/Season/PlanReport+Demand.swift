import Documents
import Scheduling
import Store

extension PlanReport {
  /// Orders and the contacts they bring: what was, what is expected, how sure that is, and how sure it proved to be.
  var demand: Page.Section {
    Page.Section("demand", "What will come") {
      FanChart(
        title: "Orders a day",
        summary:
          "What the shop sold, and the season with the range that eight in ten days keep, beside the year before.",
        unit: "orders a day", history: history, forecast: band("orders", scale: scale), yearBefore: yearBefore,
        events: events
      ).markup
      Markup("p") {
        "Orders bring contacts after some days; contacts bring work. Which contacts per order, and when, is written "
          + "under How it was reckoned."
      }
      plan.assumptions.queues.map { contacts($0.code, $0.name) }
      if !accuracy.isEmpty { accuracyTable }
    }
  }

  private var scale: Double { plan.assumptions.orderScale }

  /// The first day drawn: what lies further back is for the forecast, not for the eye.
  private var firstDrawn: LocalDate { plan.forecast.asOf.adding(days: -150) }

  private var events: [FanChart.Event] {
    plan.events.filter { $0.startsOn >= firstDrawn && $0.startsOn <= plan.season.endsOn }
      .map { FanChart.Event($0.startsOn.civil, $0.name) }
  }

  private var history: [FanChart.Point] {
    plan.orders.filter { $0.day <= plan.forecast.asOf && $0.day >= firstDrawn && $0.orders > 0 }
      .map { FanChart.Point($0.day.civil, $0.orders * scale) }
  }

  /// 52 weeks before, so that weekday stands on weekday.
  private var yearBefore: [FanChart.Point] {
    plan.orders.filter { $0.orders > 0 }.map { ($0.day.adding(days: 364), $0.orders) }
      .filter { $0.0 >= plan.forecast.asOf && $0.0 <= plan.season.endsOn }
      .map { FanChart.Point($0.0.civil, $0.1 * scale) }
  }

  private func band(_ series: String, scale: Double = 1) -> [FanChart.Band] {
    plan.days.filter { $0.series == series && $0.mean > 0.5 }.map {
      FanChart.Band($0.day.civil, low: $0.p10 * scale, middle: $0.p50 * scale, high: $0.p90 * scale)
    }
  }

  private func contacts(_ code: String, _ name: String) -> Markup {
    let days = band(code)
    guard !days.isEmpty else { return .empty }
    return FanChart(
      title: "\(name): contacts a day", summary: "What the orders of the days before will bring to the queue.",
      unit: "contacts a day", history: [], forecast: days, events: []
    ).markup
  }

  private var accuracyTable: Markup {
    .table(
      "How the season's forecasts did, by how many days they looked ahead",
      [
        Documents.Column("Series"), Documents.Column("Days ahead"), Documents.Column("Days", .integer),
        Documents.Column("Off by, % of all", .number(places: 1)),
        Documents.Column("Too high (+) or low (−), %", .number(places: 1)),
        Documents.Column("Days inside the 80 % range, %", .number(places: 0)),
      ],
      accuracy.map {
        [
          .text($0.series), .text($0.lead), .integer($0.days), .number($0.absoluteError * 100), .number($0.bias * 100),
          .number($0.insideRange * 100),
        ]
      })
  }
}
