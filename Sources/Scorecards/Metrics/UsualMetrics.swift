/// The metrics of a customer-service team as they come with the house; a company words its own beside them.
public enum UsualMetrics {
  public static let all: [MetricDraft] = service + times + work + returns + people + quality

  private static let contactAgent = "put down to the agent who holds the contact"
  private static let spellAgent = "put down to the agent who did the work, leg by leg"

  private static let service: [MetricDraft] = [
    MetricDraft(
      "satisfaction", "Satisfied customers",
      Definition(
        recipe: .satisfaction, shape: .share, numerator: "answers above the middle of the scale",
        denominator: "answers with a score",
        attribution: "put down to the agent who was rated, at the time of the rating",
        unit: .percent, direction: .higher, strata: .queue, estimator: .betaBinomial, minimum: 10, trusted: 30)),
    MetricDraft(
      "first-contact", "Solved at first contact",
      Definition(
        recipe: .firstContact, shape: .share,
        numerator: "contacts solved, never reopened, and not followed by another about the same reason",
        denominator: "contacts opened in the period whose window is over", attribution: contactAgent, unit: .percent,
        direction: .higher, strata: .queue, estimator: .betaBinomial, windowDays: 7, minimum: 10, trusted: 30)),
    // Which reasons nobody in the first line can solve is the shop's own to say: these are only usual ones.
    MetricDraft(
      "first-contact-net", "Solved at first contact, of what we can solve",
      Definition(
        recipe: .firstContact, shape: .share,
        numerator: "contacts solved, never reopened, and not followed by another about the same reason",
        denominator: "contacts opened in the period whose window is over, without reasons that are not ours to solve",
        attribution: contactAgent, unit: .percent, direction: .higher, strata: .queue, estimator: .betaBinomial,
        windowDays: 7, leftOut: ["carrier", "legal", "recall"], minimum: 10, trusted: 30)),
    MetricDraft(
      "reopened", "Reopened",
      Definition(
        recipe: .reopened, shape: .share, numerator: "contacts opened again",
        denominator: "contacts solved in the period whose window is over", attribution: contactAgent, unit: .percent,
        direction: .lower, strata: .queue, estimator: .betaBinomial, windowDays: 7, minimum: 10, trusted: 30)),
    MetricDraft(
      "passed-on", "Passed on to somebody else",
      Definition(
        recipe: .passedOn, shape: .share, numerator: "legs after which another agent went on with the contact",
        denominator: "legs of contacts whose window is over", attribution: spellAgent, unit: .percent,
        direction: .neither, strata: .queue, estimator: .betaBinomial, windowDays: 3, minimum: 10, trusted: 30)),
  ]

  private static let times: [MetricDraft] = [
    MetricDraft(
      "first-reply", "Time to first reply",
      Definition(
        recipe: .firstReply, shape: .time, numerator: "open minutes from opening to the first reply (typical)",
        denominator: "contacts opened in the period and replied to", attribution: contactAgent, clock: .openingHours,
        unit: .minutes, direction: .lower, strata: .queue, estimator: .normalNormal, minimum: 10, trusted: 30)),
    MetricDraft(
      "reply-in-time", "Replied within four hours",
      Definition(
        recipe: .replyInTime, shape: .share, numerator: "first replies within the time; none by then is a miss",
        denominator: "contacts opened in the period whose time is over", attribution: contactAgent,
        clock: .openingHours,
        unit: .percent, direction: .higher, strata: .queue, estimator: .betaBinomial, threshold: 240, minimum: 10,
        trusted: 30)),
    MetricDraft(
      "resolution", "Time to solution",
      Definition(
        recipe: .resolution, shape: .time, numerator: "open minutes from opening to the last solution (typical)",
        denominator: "contacts solved in the period", attribution: contactAgent, clock: .openingHours, unit: .minutes,
        direction: .lower, strata: .queue, estimator: .normalNormal, minimum: 10, trusted: 30)),
  ]

  private static let work: [MetricDraft] = [
    MetricDraft(
      "handle-time", "Handle time",
      Definition(
        recipe: .handleTime, shape: .mean, numerator: "seconds of work", denominator: "legs begun in the period",
        attribution: spellAgent, unit: .seconds, direction: .neither, strata: .queue, estimator: .normalNormal,
        minimum: 10, trusted: 30)),
    MetricDraft(
      "contacts-an-hour", "Contacts an hour",
      Definition(
        recipe: .contactsAnHour, shape: .rate, numerator: "contacts worked on",
        denominator: "hours of contact work in published shifts", attribution: spellAgent, unit: .anHour,
        direction: .neither, estimator: .normalNormal, minimum: 5, trusted: 10)),
    MetricDraft(
      "adherence", "Adherence",
      Definition(
        recipe: .adherence, shape: .ratio, numerator: "minutes in the state the shift asked for",
        denominator: "minutes of the shifts whose states are known", attribution: "put down to whose shift it is",
        unit: .percent, direction: .higher, estimator: .normalNormal, minimum: 5, trusted: 10)),
    MetricDraft(
      "conformance", "Conformance",
      Definition(
        recipe: .conformance, shape: .ratio, numerator: "minutes at work within the shift",
        denominator: "minutes of work in the shifts whose states are known",
        attribution: "put down to whose shift it is", unit: .percent, direction: .neither, estimator: .normalNormal,
        minimum: 5, trusted: 10)),
  ]

  private static let returns: [MetricDraft] = [
    MetricDraft(
      "return-asked-again", "Asked again about a return",
      Definition(
        recipe: .returnAskedAgain, shape: .share, numerator: "contacts about a returned order that came up again",
        denominator: "contacts about returned orders whose window is over", attribution: contactAgent, unit: .percent,
        direction: .lower, estimator: .betaBinomial, windowDays: 7, minimum: 10, trusted: 30)),
    MetricDraft(
      "refund-time", "Time to refund",
      Definition(
        recipe: .refundTime, shape: .time, numerator: "open minutes from the first contact to the refund (typical)",
        denominator: "returned orders refunded", attribution: contactAgent, clock: .openingHours, unit: .minutes,
        direction: .lower, estimator: .normalNormal, minimum: 10, trusted: 30)),
  ]

  private static let people: [MetricDraft] = [
    MetricDraft(
      "skills-current", "Skills that still hold",
      Definition(
        recipe: .skillsCurrent, shape: .share, numerator: "skills granted that hold on the last day",
        denominator: "skills granted", attribution: "put down to who holds them", unit: .percent, direction: .higher,
        estimator: .exact, minimum: 1, trusted: 1))
  ]

  private static let evaluated = "put down to the agent who was evaluated, on the day it was laid before them"

  private static let quality: [MetricDraft] = [
    MetricDraft(
      "quality", "Quality score",
      Definition(
        recipe: .quality, shape: .mean, numerator: "reported scores of evaluations",
        denominator: "evaluations published in the period and not amended since", attribution: evaluated, unit: .points,
        direction: .higher, estimator: .normalNormal, minimum: 3, trusted: 8)),
    MetricDraft(
      "fatal", "Evaluations with a fatal answer",
      Definition(
        recipe: .fatal, shape: .share, numerator: "evaluations with a fatal answer",
        denominator: "evaluations published in the period and not amended since", attribution: evaluated,
        unit: .percent,
        direction: .neither, estimator: .exact, minimum: 5, trusted: 30)),
  ]
}
