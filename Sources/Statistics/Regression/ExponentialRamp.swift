/// How a new agent gets up to speed: towards a ceiling, quickly at first.
///
/// `y = ceiling · (1 − e^(−pace·x))`, fitted by Levenberg and Marquardt's method.
public struct ExponentialRamp: Sendable, Hashable {
  public let ceiling: Double
  public let pace: Double
  public let ceilingError: Double
  public let paceError: Double
  /// The standard deviation of what is left over.
  public let deviation: Double

  /// - Returns: `nil` when the points do not bend, so that ceiling and pace cannot be told apart.
  public init?(_ points: [(x: Double, y: Double)], start: (ceiling: Double, pace: Double)) {
    guard points.count > 2 else { return nil }
    var (guess, damping) = (start, 1e-3)
    var misfit = Self.misfit(points, guess)
    for _ in 0..<10_000 {
      let slopes = Slopes(points, guess)
      guard let step = slopes.step(damping) else { return nil }
      let next = (ceiling: guess.ceiling + step.0, pace: guess.pace + step.1)
      let left = Self.misfit(points, next)
      if left <= misfit {
        let isSettled =
          step.0.magnitude < 1e-14 * guess.ceiling.magnitude && step.1.magnitude < 1e-14 * guess.pace.magnitude
        (guess, misfit, damping) = (next, left, damping / 10)
        if isSettled { break }
      } else {
        damping *= 10
        if damping > 1e16 { break }
      }
    }
    guard let inverse = Slopes(points, guess).inverse else { return nil }
    let variance = misfit / Double(points.count - 2)
    (ceiling, pace) = guess
    (ceilingError, paceError) = ((variance * inverse.0).squareRoot(), (variance * inverse.1).squareRoot())
    deviation = variance.squareRoot()
  }

  public func callAsFunction(_ x: Double) -> Double { -ceiling * (-pace * x).exponentialMinusOne }

  private static func misfit(_ points: [(x: Double, y: Double)], _ guess: (ceiling: Double, pace: Double)) -> Double {
    let sum = points.map { point in
      let left = point.y + guess.ceiling * (-guess.pace * point.x).exponentialMinusOne
      return left * left
    }.sum
    return sum.isFinite ? sum : .infinity
  }

  /// The normal equations of one step.
  private struct Slopes {
    var (aa, ab, bb, a, b) = (0.0, 0.0, 0.0, 0.0, 0.0)

    init(_ points: [(x: Double, y: Double)], _ guess: (ceiling: Double, pace: Double)) {
      for point in points {
        let rise = -(-guess.pace * point.x).exponentialMinusOne
        let bend = guess.ceiling * point.x * (1 - rise)
        let left = point.y - guess.ceiling * rise
        aa += rise * rise
        ab += rise * bend
        bb += bend * bend
        a += rise * left
        b += bend * left
      }
    }

    func step(_ damping: Double) -> (Double, Double)? {
      let (first, second) = (aa * (1 + damping), bb * (1 + damping))
      let determinant = first * second - ab * ab
      guard determinant > 0 else { return nil }
      return ((second * a - ab * b) / determinant, (first * b - ab * a) / determinant)
    }

    var inverse: (Double, Double)? {
      let determinant = aa * bb - ab * ab
      return determinant > 0 ? (bb / determinant, aa / determinant) : nil
    }
  }
}
