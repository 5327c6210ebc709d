internal import Statistics
internal import Store

/// What one starter did in one week since their first contact, beside what tenured agents take for the same contacts.
public struct RampWeek: Sendable, Equatable {
  public let cohort: Int64
  public let person: Int64
  /// Whole weeks since the first contact.
  public let week: Int
  /// The seconds tenured agents take for contacts of these queues and channels in the same month.
  public let expected: Double
  /// The seconds it took them.
  public let taken: Double

  public init(cohort: Int64, person: Int64, week: Int, expected: Double, taken: Double) {
    (self.cohort, self.person, self.week, self.expected, self.taken) = (cohort, person, week, expected, taken)
  }
}

/// Ramp curves fitted to cohorts: each cohort's week is drawn towards the others as far as its own people are few.
struct RampFit {
  /// Cohorts' output by week, with its error.
  private let weeks: [Int: [Int64: Estimate]]
  private let cohorts: Set<Int64>
  private let people: Int

  init(_ rows: [RampWeek]) {
    var weeks: [Int: [Int64: Estimate]] = [:]
    for (week, inWeek) in Dictionary(grouping: rows.filter { $0.taken > 0 }, by: \.week) {
      weeks[week] = Dictionary(grouping: inWeek, by: \.cohort).compactMapValues(Self.output)
    }
    self.weeks = weeks.filter { !$0.value.isEmpty }
    cohorts = Set(self.weeks.values.flatMap(\.keys))
    people = Set(rows.map(\.person)).count
  }

  /// What the curve is, or why nothing can be fitted.
  func curve(asOf: LocalDate, staying: [Double]) -> RampCurve {
    let forms = Self.forms(points(without: nil))
    guard cohorts.count > 1, people > 9, weeks.count > 3, !forms.isEmpty else {
      return RampCurve(
        form: .assumed, asOf: asOf, people: people, cohorts: cohorts.count,
        proficiency: RampCurve.assumed(asOf: asOf, because: "").proficiency, spread: 0.1, staying: staying,
        note: "Fitting needs ten starters of two classes over four weeks; \(people) of \(cohorts.count) are known.")
    }
    let errors = Dictionary(
      forms.map { ($0.form, leftOut($0.form)) }, uniquingKeysWith: { first, _ in first })
    let best = forms.min { (errors[$0.form] ?? .infinity) < (errors[$1.form] ?? .infinity) } ?? forms[0]
    let told = forms.map { "\($0.form.rawValue) \(Self.hundredths(errors[$0.form] ?? .infinity))" }
    return RampCurve(
      form: best.form, asOf: asOf, people: people, cohorts: cohorts.count,
      proficiency: (0..<RampCurve.weeks).map { min(2, max(0, best.curve(Double($0) + 0.5))) }, spread: min(1, spread),
      staying: staying,
      note: "Each class left out in turn and foretold from the others: mean error " + told.joined(separator: ", ") + "."
    )
  }

  /// A class's output: what tenured agents would have taken by what it took, as one ratio of sums.
  ///
  /// Its error comes from how far its people lie apart, so three of them are needed.
  private static func output(_ rows: [RampWeek]) -> Estimate? {
    guard rows.count > 2 else { return nil }
    let taken = rows.map(\.taken).reduce(0, +)
    let ratio = rows.map(\.expected).reduce(0, +) / taken
    let left = rows.map { ($0.expected - ratio * $0.taken) * ($0.expected - ratio * $0.taken) }.reduce(0, +)
    let count = Double(rows.count)
    return Estimate(ratio, error: max(0.005, (count / (count - 1) * left).squareRoot() / taken))
  }

  /// The mean of the classes, week by week.
  private func points(without cohort: Int64?) -> [(x: Double, y: Double)] {
    weeks.sorted { $0.key < $1.key }.compactMap { week, outputs in
      let estimates = outputs.filter { $0.key != cohort }.map(\.value)
      let mean = RandomEffects(estimates, .pauleMandel)?.mean ?? estimates.first?.value
      return mean.map { (Double(week) + 0.5, $0) }
    }
  }

  private static func forms(
    _ points: [(x: Double, y: Double)]
  ) -> [(form: RampCurve.Form, curve: (Double) -> Double)] {
    var forms: [(form: RampCurve.Form, curve: (Double) -> Double)] = []
    if let broken = BrokenRamp(points, bends: points.dropLast().map(\.x)) { forms.append((.piecewise, { broken($0) })) }
    let highest = points.map(\.y).max() ?? 1
    if let smooth = ExponentialRamp(points, start: (ceiling: highest, pace: 0.5)), smooth.pace > 0,
      (0.1...2).contains(smooth.ceiling)
    {
      forms.append((.exponential, { smooth($0) }))
    }
    return forms
  }

  /// How far a form misses classes that it was not fitted to, on average.
  private func leftOut(_ form: RampCurve.Form) -> Double {
    let misses = cohorts.sorted().flatMap { cohort -> [Double] in
      guard let fitted = Self.forms(points(without: cohort)).first(where: { $0.form == form }) else {
        return [.infinity]
      }
      return weeks.compactMap { week, outputs in
        outputs[cohort].map { (fitted.curve(Double(week) + 0.5) - $0.value).magnitude }
      }
    }
    return misses.isEmpty ? .infinity : misses.reduce(0, +) / Double(misses.count)
  }

  /// How far classes truly lie apart in an ordinary week.
  private var spread: Double {
    let spreads = weeks.values.compactMap { RandomEffects(Array($0.values), .pauleMandel)?.spread.squareRoot() }
      .sorted()
    return spreads.isEmpty ? 0.1 : spreads[spreads.count / 2]
  }

  private static func hundredths(_ number: Double) -> String {
    guard number.isFinite else { return "none" }
    let scaled = Int((number * 100).rounded())
    return "\(scaled / 100).\(scaled % 100 < 10 ? "0" : "")\(scaled % 100)"
  }
}

/// Who of the starters stays, by Kaplan and Meier: a season that ends takes nobody's loyalty into account.
enum RampStaying {
  /// - Parameter weeks: Weeks from the start of the class until somebody left, or until they were last known to be there.
  /// - Returns: The share still there by week, and whether it was learned or assumed.
  static func shares(_ weeks: [(weeks: Double, hasLeft: Bool)]) -> [Double] {
    guard weeks.count > 9 else { return RampCurve.assumedStaying }
    let curve = KaplanMeier(weeks.map { Spell(max(0, $0.weeks), isEvent: $0.hasLeft) })
    let longest = Int(weeks.map(\.weeks).max() ?? 0)
    return (0...min(52, max(1, longest))).map { curve.survival(at: Double($0)) }
  }
}
