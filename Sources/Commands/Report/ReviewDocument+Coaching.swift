import Coaching
import Documents
import Scorecards

extension ReviewDocument {
  /// The coaching that was done and what came of it, with what was to expect without it beside.
  func coached(_ coaching: CoachingReview) -> ReviewPart {
    let known = coaching.effects.filter { !$0.estimates.isEmpty }
    let unknown = coaching.effects.filter { $0.estimates.isEmpty }.map { "\($0.metric.rawValue): \($0.remark)" }
    return ReviewPart(
      id: "coaching", title: "Coaching and its effect",
      sentences: [
        "\(coaching.held.grouped) sessions were held with \(coaching.people.grouped) people; \(coaching.missed.grouped) were "
          + "missed. \(coaching.agreed.grouped) answers agree, \(coaching.disagreed.grouped) disagree.",
        "Of \(coaching.actions.grouped) actions agreed on, \(coaching.done.grouped) are done and "
          + "\(coaching.late.grouped) are late.",
      ] + unknown,
      listing: ReviewPart.Listing(
        caption: "Change of those coached against eight weeks before",
        columns: [
          Documents.Column("Metric"), Documents.Column("What"), Documents.Column("Estimate", .number(places: 2)),
          Documents.Column("Low", .number(places: 2)), Documents.Column("High", .number(places: 2)),
          Documents.Column("n", .integer),
        ],
        rows: known.flatMap { effect in
          effect.estimates.map { estimate in
            [
              .text(effect.metric.rawValue), .text(estimate.method.rawValue), .number(estimate.estimate),
              .number(estimate.low), .number(estimate.high), .integer(estimate.n),
            ]
          }
        }),
      command: "muster impact measure --metric satisfaction --from \(review.from) --through \(review.through)")
  }

  /// Whether the goal of replies in time was reached, and how sure that is.
  var goals: [String] {
    review.metrics.filter { ["reply-in-time", "first-reply", "satisfaction"].contains($0.code) }.map { metric in
      let words = MetricWords(metric)
      guard metric.target != nil else { return "\(metric.name): \(words.amount(metric.value)); no goal is set." }
      return
        "\(metric.name): \(words.sentence) \(metric.isMissed ? "Missed." : metric.isReached ? "Reached." : "Too close to tell.")"
    }
  }
}
