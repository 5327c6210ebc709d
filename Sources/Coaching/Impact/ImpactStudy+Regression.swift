internal import Statistics

extension ImpactStudy {
  /// The change of the coached, how much of it chance gives back by itself, and what is left.
  ///
  /// Barnett, van der Pols & Dobson 2005. Spread between and within people is estimated from everybody's numbers before;
  /// the cut is the least bad mean among the coached unless it is known.
  ///
  /// - Parameter cut: The number below which (above which, for a metric to lower) people were picked.
  public func beyondChance(cut: Double? = nil) -> [ImpactEstimate] {
    let pairs = pairs
    let coached = pairs.filter(\.isCoached)
    let changes = coached.map(\.change)
    let error =
      coached.count > 1 ? (changes.scatter / Double(coached.count - 1) / Double(coached.count)).squareRoot() : nil
    let observed = ImpactEstimate(
      .observed, changes.mean, error: error, degrees: Double(coached.count - 1), n: coached.count,
      "mean after less mean before of those coached")
    guard let spread = spread(of: pairs), let rise = expectedRise(of: coached, spread, cut: cut) else {
      let why = "no spread within people: it needs two numbers before from some"
      return [observed, ImpactEstimate(missing: .expected, n: pairs.count, why)]
    }
    let remark =
      "picked \(isHigherBetter ? "below" : "above") \((cut ?? worstCut(of: coached)).short) from a mean of \(spread.mean.short);"
      + " spread between people \(spread.between.short), within \(spread.within.short)"
    return [
      observed, ImpactEstimate(.expected, rise, n: pairs.count, remark),
      ImpactEstimate(
        .beyond, changes.mean - rise, error: error, degrees: Double(coached.count - 1), n: coached.count,
        "observed less expected; the interval is the observed one's"),
    ]
  }

  /// The spread of everybody's numbers before: between people, and of one number around a person's own level.
  func spread(of pairs: [Pair]) -> (mean: Double, between: Double, within: Double)? {
    let freedom = pairs.reduce(0) { $0 + $1.before.count - 1 }
    guard pairs.count > 2, freedom > 0 else { return nil }
    let within = pairs.reduce(0) { $0 + $1.before.scatter } / Double(freedom)
    let means = pairs.map(\.before.mean)
    let noise = pairs.map { within / Double($0.before.count) }.mean
    let between = max(0, means.scatter / Double(means.count - 1) - noise)
    guard within > 0 else { return nil }
    return (means.mean, between.squareRoot(), within.squareRoot())
  }

  private func worstCut(of coached: [Pair]) -> Double {
    let means = coached.map(\.before.mean)
    return (isHigherBetter ? means.max() : means.min()) ?? 0
  }

  /// In the metric's own direction: below 0 where lower is better.
  private func expectedRise(
    of coached: [Pair], _ spread: (mean: Double, between: Double, within: Double), cut: Double?
  ) -> Double? {
    let measurements = Int(coached.map { Double($0.before.count) }.mean.rounded())
    let sign = isHigherBetter ? 1.0 : -1
    let model = RegressionToTheMean(mean: sign * spread.mean, between: spread.between, within: spread.within)
    let rise = model.expectedRise(below: sign * (cut ?? worstCut(of: coached)), measurements: max(1, measurements))
    return rise.isFinite ? sign * rise : nil
  }

  /// The coached against the others with the same number before: the simple default, which adjusts for chance.
  public func covariance() -> ImpactEstimate {
    let pairs = pairs
    let coached = pairs.filter(\.isCoached).count
    guard coached > 2, pairs.count - coached > 2 else {
      return ImpactEstimate(
        missing: .covariance, n: pairs.count,
        "needs three who were coached and three who were not; has \(coached) and"
          + " \(pairs.count - coached)")
    }
    let rows = pairs.map { [1, $0.isCoached ? 1 : 0, $0.before.mean] }
    guard let fit = LeastSquares(rows, pairs.map(\.after.mean)) else {
      return ImpactEstimate(missing: .covariance, n: pairs.count, "everybody had the same number before")
    }
    return ImpactEstimate(
      .covariance, fit.coefficients[1], error: fit.errors[1], degrees: Double(pairs.count - 3), n: pairs.count,
      "\(coached) coached, \(pairs.count - coached) not; adjusted for the number before")
  }
}

extension Double {
  /// Two decimals, for remarks.
  var short: String {
    let hundredths = (magnitude * 100).rounded()
    guard hundredths < 1e15 else { return description }
    let whole = Int64(hundredths)
    let cents = whole % 100
    return (self < 0 && whole > 0 ? "-" : "") + "\(whole / 100).\(cents < 10 ? "0" : "")\(cents)"
  }
}

extension ImpactStudy {
  /// The rise to expect of people picked below a cut, from a spread and a correlation that are known.
  public static func expectedRise(
    mean: Double, spread: Double, correlation: Double, cut: Double, measurements: Int = 1
  ) -> Double {
    RegressionToTheMean(mean: mean, total: spread, correlation: correlation)
      .expectedRise(below: cut, measurements: measurements)
  }
}
