/// How a new agent gets up to speed in two straight pieces: up to a plateau, then along it.
///
/// For each place of the bend the two levels follow by least squares; the bend that leaves the least misfit is taken.
public struct BrokenRamp: Sendable, Hashable {
  /// The level at 0.
  public let start: Double
  /// The level from the bend on.
  public let plateau: Double
  /// Where the rise ends.
  public let bend: Double
  /// The standard deviation of what is left over.
  public let deviation: Double

  /// - Parameter bends: The places that may be the bend.
  /// - Returns: `nil` with fewer than four points, or when no bend leaves points on both sides.
  public init?(_ points: [(x: Double, y: Double)], bends: [Double]) {
    guard points.count > 3 else { return nil }
    let fits = bends.filter { $0 > 0 }.compactMap { Self.fit(points, bend: $0) }
    guard let best = fits.min(by: { $0.misfit < $1.misfit }) else { return nil }
    (start, plateau, bend) = (best.start, best.plateau, best.bend)
    deviation = (best.misfit / Double(points.count - 3)).squareRoot()
  }

  public func callAsFunction(_ x: Double) -> Double {
    start + (plateau - start) * min(1, max(0, x / bend))
  }

  private struct Fit {
    let start, plateau, bend, misfit: Double
  }

  /// The least squares of `y = start · (1 − s) + plateau · s`, where s is the share of the rise behind a point.
  private static func fit(_ points: [(x: Double, y: Double)], bend: Double) -> Fit? {
    var (aa, ab, bb, a, b) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for point in points {
      let risen = min(1, max(0, point.x / bend))
      aa += (1 - risen) * (1 - risen)
      ab += (1 - risen) * risen
      bb += risen * risen
      a += (1 - risen) * point.y
      b += risen * point.y
    }
    let determinant = aa * bb - ab * ab
    guard determinant > 1e-12 else { return nil }
    let (start, plateau) = ((bb * a - ab * b) / determinant, (aa * b - ab * a) / determinant)
    let misfit = points.map { point in
      let left = point.y - start - (plateau - start) * min(1, max(0, point.x / bend))
      return left * left
    }.sum
    return Fit(start: start, plateau: plateau, bend: bend, misfit: misfit)
  }
}
