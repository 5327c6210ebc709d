import Scorecards

/// A number of everybody together, in its unit.
struct MetricWords {
  let metric: ReviewedMetric

  init(_ metric: ReviewedMetric) {
    self.metric = metric
  }

  func amount(_ value: Double?) -> String { metric.unit.amount(value) }

  var sentence: String {
    let interval = metric.low.map { ", between \(amount($0)) and \(amount(metric.high))" } ?? ""
    return "\(amount(metric.value))\(interval), n = \(metric.n.grouped), target \(amount(metric.target))."
  }
}
