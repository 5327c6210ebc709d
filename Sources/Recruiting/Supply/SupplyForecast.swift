public import Postgres
internal import Statistics

/// How many will start in each class, and what they are worth in each week after: from applications in play.
///
/// Pure: everything it knows is in its arguments. A chance is about an application's stage, job and source, and says
/// nothing about the person; it orders nobody and decides nothing.
public struct SupplyForecast: Sendable {
  /// An application's chance, and the class it would join; none where no class fits.
  public struct Chance: Codable, Sendable, Hashable {
    public let application: OpenApplication
    public let trainingClass: Int64?
    public let chance: Double
  }

  public let asOf: LocalDate
  public let classes: [OpenClass]
  public let chances: [Chance]
  public let conversions: Conversions
  public let curve: SupplyCurve

  public init(
    _ applications: [OpenApplication], classes: [OpenClass], history: [StepHistory], curve: SupplyCurve,
    asOf: LocalDate
  ) {
    let conversions = Conversions(history)
    self.asOf = asOf
    self.classes = classes
    self.conversions = conversions
    self.curve = curve
    chances = applications.map { application in
      Chance(
        application: application,
        trainingClass: Self.place(application, among: classes, conversions, asOf: asOf)?.id,
        chance: conversions.chance(
          from: application.isHired ? max(application.rank, application.acceptedRank) : application.rank,
          before: application.startedRank, pipeline: application.pipeline, family: application.family,
          sourceKind: application.sourceKind))
    }
  }

  /// The class somebody would join: their offer's, else the first that starts when they can.
  static func place(
    _ application: OpenApplication, among classes: [OpenClass], _ conversions: Conversions, asOf: LocalDate
  ) -> OpenClass? {
    if let offered = application.offeredClass { return classes.first { $0.id == offered } }
    let days = conversions.daysLeft(
      from: application.rank, before: application.acceptedRank, pipeline: application.pipeline)
    let ready = max(asOf.adding(days: days + application.noticeDays), application.availableOn ?? asOf)
    let fitting = classes.filter { $0.startsOn >= ready && $0.site == application.site }
    let ofSeats = fitting.first { application.seatClasses.contains($0.id) }
    return ofSeats
      ?? (application.seatClasses.isEmpty
        ? fitting.first { $0.skill == nil || application.skill == nil || $0.skill == application.skill } : nil)
  }

  // MARK: Classes

  /// One class as the forecast sees it.
  public struct ClassOutlook: Codable, Sendable, Hashable {
    public let trainingClass: OpenClass
    public let candidates: Int
    public let mean: Double
    public let variance: Double
    /// The chance that at least as many start as there are seats.
    public let chanceFull: Double
    /// Four in five times at least as many, one in two, one in five.
    public let startsP20: Int
    public let startsP50: Int
    public let startsP80: Int
    /// Offers that can still go out while more starters than seats stay below one in twenty; `nil` when nobody starts.
    public let furtherOffers: Int?
    /// The last day on which an application for this class can come in.
    public let dropDeadOn: LocalDate
    /// Applications still needed to expect a full class; `nil` where the past says nobody ever starts.
    public let applicationsNeeded: Int?
  }

  public var outlooks: [ClassOutlook] { classes.map(outlook) }

  private func outlook(_ open: OpenClass) -> ClassOutlook {
    let mine = chances.filter { $0.trainingClass == open.id }
    let starts = PoissonBinomial(mine.map(\.chance))
    let typical = typicalPipeline(mine)
    let perOffer = rates(typical, from: .offer)
    let perApplication = rates(typical, from: .application)
    let missing = max(0, Double(open.seats) - starts.mean)
    return ClassOutlook(
      trainingClass: open, candidates: mine.count, mean: starts.mean, variance: starts.variance,
      chanceFull: min(1, starts.atLeast(open.seats)), startsP20: starts.reached(with: 0.8),
      startsP50: starts.reached(with: 0.5), startsP80: starts.reached(with: 0.2),
      furtherOffers: perOffer > 0 ? starts.furtherTries(within: open.seats, chance: perOffer, risk: 0.05) : nil,
      dropDeadOn: open.startsOn.adding(days: -daysToAccept(typical)),
      applicationsNeeded: perApplication > 0 ? Int((missing / perApplication).rounded(.up)) : nil)
  }

  private enum Start { case application, offer }

  /// The pipeline most candidates of a class are in; any with a past when it has none.
  private func typicalPipeline(_ mine: [Chance]) -> OpenApplication? {
    let counts = Dictionary(grouping: mine.isEmpty ? chances : mine) { $0.application.pipeline }
    return counts.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.value.first?.application
  }

  /// From an application, or from an offer, to the first day: the product of all jobs' rates.
  private func rates(_ example: OpenApplication?, from start: Start) -> Double {
    guard let example, let steps = conversions.steps[example.pipeline] else { return 0 }
    let left = steps.filter { $0.rank < example.startedRank }
    let offer = left.last { $0.rank < example.acceptedRank }?.rank ?? 0
    return left.filter { start == .application || $0.rank >= offer }.reduce(1) { $0 * $1.rate }
  }

  private func daysToAccept(_ example: OpenApplication?) -> Int {
    guard let example else { return 28 }
    return conversions.daysLeft(from: 0, before: example.acceptedRank, pipeline: example.pipeline)
  }

  // MARK: Seats

  /// What the seats of a class leave of those who would start: a share of their mean and of their variance.
  struct Seating: Sendable, Equatable {
    let mean: Double
    let variance: Double

    /// Whoever would start past the last seat does not: N becomes min(N, seats).
    init(_ starts: PoissonBinomial, seats: Int) {
      let tails = (0..<max(0, seats)).map { starts.atLeast($0 + 1) }
      let first = tails.reduce(0, +)
      let second = tails.enumerated().reduce(0.0) { $0 + Double(2 * $1.offset + 1) * $1.element }
      mean = starts.mean > 0 ? min(1, first / starts.mean) : 1
      variance = starts.variance > 0 ? min(1, max(0, second - first * first) / starts.variance) : 1
    }
  }

  /// The seats' bound on each class.
  var seatings: [Int64: Seating] {
    let chances = Dictionary(grouping: chances) { $0.trainingClass ?? 0 }
    return Dictionary(
      classes.map { ($0.id, Seating(PoissonBinomial((chances[$0.id] ?? []).map(\.chance)), seats: $0.seats)) }
    ) { first, _ in first }
  }

  // MARK: Weeks

  /// Productive full-time equivalents in a week, Monday to Sunday.
  public struct Week: Codable, Sendable, Hashable {
    public let week: LocalDate
    public let mean: Double
    public let p20: Double
    public let p50: Double
    public let p80: Double
  }

  /// The weeks from the first class until its ramp and a season are over.
  public func weeks(_ count: Int = 26) -> [Week] {
    let first = asOf.adding(days: 7).monday
    let seatings = self.seatings
    return (0..<count).map { index in
      let monday = first.adding(days: 7 * index)
      var (mean, variance) = (0.0, 0.0)
      for chance in chances {
        guard let open = classes.first(where: { $0.id == chance.trainingClass }), let seating = seatings[open.id] else {
          continue
        }
        let since = Int(monday.daysSince2000 - open.startsOn.monday.daysSince2000) / 7
        guard since >= 0 else { continue }
        let share = Double(chance.application.weeklyMinutes) / Double(curve.fullTimeMinutes)
        let worth = share * curve.worth(week: since, training: curve.trainingWeeks ?? open.weeks)
        mean += chance.chance * worth * seating.mean
        variance += chance.chance * (1 - chance.chance) * worth * worth * seating.variance
      }
      let reach = 0.841_621_233_572_914_3 * variance.squareRoot()
      return Week(week: monday, mean: mean, p20: max(0, mean - reach), p50: max(0, mean), p80: max(0, mean + reach))
    }
  }
}
