/// How much of the spread of scores lies between the cases rather than the raters (Shrout & Fleiss 1979).
public struct IntraclassCorrelation: Sendable, Hashable {
  public let meanSquareCases: Double
  public let meanSquareRaters: Double
  public let meanSquareRest: Double
  /// Within cases, raters and rest together.
  public let meanSquareWithin: Double
  private let cases: Double
  private let raters: Double

  /// - Parameter scores: One row a case, one column a rater, none missing.
  /// - Returns: `nil` unless there are two of each or more.
  public init?(_ scores: [[Double]]) {
    guard scores.count > 1, let width = scores.first?.count, width > 1, scores.allSatisfy({ $0.count == width }) else {
      return nil
    }
    (cases, raters) = (Double(scores.count), Double(width))
    let center = scores.flatMap { $0 }.mean
    let total = scores.joined().map { ($0 - center) * ($0 - center) }.reduce(0, +)
    let byCase = raters * scores.map { ($0.mean - center) * ($0.mean - center) }.sum
    let byRater =
      cases
      * (0..<width).map { column in
        let mean = scores.map { $0[column] }.mean
        return (mean - center) * (mean - center)
      }.sum
    meanSquareCases = byCase / (cases - 1)
    meanSquareRaters = byRater / (raters - 1)
    meanSquareRest = (total - byCase - byRater) / ((cases - 1) * (raters - 1))
    meanSquareWithin = (total - byCase) / (cases * (raters - 1))
  }

  /// One score, each case rated by others: ICC(1,1).
  public var oneWay: Double {
    (meanSquareCases - meanSquareWithin) / (meanSquareCases + (raters - 1) * meanSquareWithin)
  }
  /// One score of interchangeable raters: ICC(2,1), the one for evaluators.
  public var agreement: Double {
    (meanSquareCases - meanSquareRest)
      / (meanSquareCases + (raters - 1) * meanSquareRest + raters * (meanSquareRaters - meanSquareRest) / cases)
  }
  /// One score of these very raters, their leniency set aside: ICC(3,1).
  public var consistency: Double {
    (meanSquareCases - meanSquareRest) / (meanSquareCases + (raters - 1) * meanSquareRest)
  }
  /// The mean of all raters, each case rated by others: ICC(1,k).
  public var oneWayOfMeans: Double { (meanSquareCases - meanSquareWithin) / meanSquareCases }
  /// The mean of interchangeable raters: ICC(2,k).
  public var agreementOfMeans: Double {
    (meanSquareCases - meanSquareRest) / (meanSquareCases + (meanSquareRaters - meanSquareRest) / cases)
  }
  /// The mean of these very raters: ICC(3,k).
  public var consistencyOfMeans: Double { (meanSquareCases - meanSquareRest) / meanSquareCases }

  /// The interval of ``agreement``, with Satterthwaite's degrees of freedom (McGraw & Wong 1996).
  public func agreementInterval(_ confidence: Double = 0.95) -> ConfidenceInterval {
    let icc = agreement
    let ratio = meanSquareRaters / meanSquareRest
    let share = raters * icc * ratio + cases * (1 + (raters - 1) * icc) - raters * icc
    let own = raters * raters * icc * icc * ratio * ratio
    let rest = cases * (1 + (raters - 1) * icc) - raters * icc
    let degrees = (cases - 1) * (raters - 1) * share * share / ((cases - 1) * own + rest * rest)
    let upper = FDistribution(cases - 1, degrees).quantile((1 + confidence) / 2)
    let lower = FDistribution(degrees, cases - 1).quantile((1 + confidence) / 2)
    let errors = raters * meanSquareRaters + (raters * cases - raters - cases) * meanSquareRest
    return ConfidenceInterval(
      cases * (meanSquareCases - upper * meanSquareRest) / (upper * errors + cases * meanSquareCases),
      cases * (lower * meanSquareCases - meanSquareRest) / (errors + cases * lower * meanSquareCases),
      confidence: confidence)
  }

  /// The interval of ``consistency``.
  public func consistencyInterval(_ confidence: Double = 0.95) -> ConfidenceInterval {
    let (top, bottom) = (cases - 1, (cases - 1) * (raters - 1))
    let ratio = meanSquareCases / meanSquareRest
    let low = ratio / FDistribution(top, bottom).quantile((1 + confidence) / 2)
    let high = ratio * FDistribution(bottom, top).quantile((1 + confidence) / 2)
    return ConfidenceInterval(
      (low - 1) / (low + raters - 1), (high - 1) / (high + raters - 1), confidence: confidence)
  }
}
