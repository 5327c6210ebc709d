// A mixed model by restricted likelihood, the way of Bates et al. 2015 (J. Stat. Softw. 67(1)): the spreads relative to
// what is left over are searched for, everything else follows from them. Each person takes part with sums only.

/// Straight lines of many people: the common line, and how far people's lines really lie apart.
///
/// For progress over weeks: whose line is steeper than chance explains.
public struct GrowthModel: Sendable, Hashable {
  /// The common line at 0, and its rise.
  public let level: Double
  public let slope: Double
  public let levelError: Double
  public let slopeError: Double
  /// The standard deviation of people's levels and slopes.
  public let levelSpread: Double
  public let slopeSpread: Double
  /// Between levels and slopes; 0 when one of them does not vary.
  public let correlation: Double
  /// The standard deviation of what is left over.
  public let deviation: Double
  /// Twice the negative restricted log likelihood.
  public let criterion: Double
  /// How far each person's level and slope lie from the common line, as far as the numbers can be trusted.
  public let effects: [Effect]

  /// A person's own level and slope, against the common ones.
  public struct Effect: Sendable, Hashable {
    public let level: Double
    public let slope: Double
  }

  /// - Parameter people: The points of each person.
  /// - Returns: `nil` with fewer than three people or when no line can be told.
  public init?(_ people: [[(x: Double, y: Double)]]) {
    let sums = people.filter { !$0.isEmpty }.map(LineSums.init)
    guard sums.count > 2 else { return nil }
    let cost: ([Double]) -> Double = { Fit(sums, $0)?.criterion ?? .infinity }
    let first = NelderMead.minimum(of: cost, from: [1, 0, 0.5], step: 0.4)
    let best = NelderMead.minimum(of: cost, from: first, step: 0.02)
    guard let fit = Fit(sums, best) else { return nil }
    let covariance = fit.factor.timesTransposed.scaled(fit.variance)
    (level, slope) = (fit.line.0, fit.line.1)
    (levelError, slopeError) = (
      (fit.variance * fit.inverse.a).squareRoot(), (fit.variance * fit.inverse.d).squareRoot()
    )
    (levelSpread, slopeSpread) = (covariance.a.squareRoot(), covariance.d.squareRoot())
    let spreads = levelSpread * slopeSpread
    correlation = spreads > 0 ? covariance.b / spreads : 0
    deviation = fit.variance.squareRoot()
    criterion = fit.criterion
    effects = sums.map { fit.effect($0) }
  }
}

/// All a person's points add to the fit.
private struct LineSums {
  var squares = Matrix2(0, 0, 0, 0)
  var products = (0.0, 0.0)
  var own = 0.0
  var count = 0.0

  init(_ points: [(x: Double, y: Double)]) {
    for (x, y) in points {
      squares = Matrix2(squares.a + 1, squares.b + x, squares.c + x, squares.d + x * x)
      products = (products.0 + y, products.1 + x * y)
      own += y * y
    }
    count = Double(points.count)
  }
}

/// The fit at given relative spreads.
private struct Fit {
  let factor: Matrix2
  let line: (Double, Double)
  let inverse: Matrix2
  let variance: Double
  let criterion: Double

  init?(_ people: [LineSums], _ spreads: [Double]) {
    factor = Matrix2(spreads[0], 0, spreads[1], spreads[2])
    var (squares, products, own, logs, count) = (Matrix2(0, 0, 0, 0), (0.0, 0.0), 0.0, 0.0, 0.0)
    for person in people {
      let inner = factor.transposed * person.squares * factor + .unit
      guard let kernel = inner.inverse else { return nil }
      let middle = factor * kernel * factor.transposed
      squares = squares + person.squares - person.squares * middle * person.squares
      let drawn = person.squares * (middle * person.products)
      products = (products.0 + person.products.0 - drawn.0, products.1 + person.products.1 - drawn.1)
      let part = middle * person.products
      own += person.own - person.products.0 * part.0 - person.products.1 * part.1
      logs += inner.determinant.logarithm
      count += person.count
    }
    guard count > 2, squares.determinant > 0, let inverse = squares.inverse else { return nil }
    line = inverse * products
    self.inverse = inverse
    let left = own - products.0 * line.0 - products.1 * line.1
    guard left > 0 else { return nil }
    variance = left / (count - 2)
    criterion = logs + squares.determinant.logarithm + (count - 2) * (1 + (2 * Double.pi * variance).logarithm)
  }

  func effect(_ person: LineSums) -> GrowthModel.Effect {
    let expected = person.squares * line
    let left = (person.products.0 - expected.0, person.products.1 - expected.1)
    let inner = factor.transposed * person.squares * factor + .unit
    guard let kernel = inner.inverse else { return GrowthModel.Effect(level: 0, slope: 0) }
    let own = factor * kernel * factor.transposed * left
    return GrowthModel.Effect(level: own.0, slope: own.1)
  }
}

/// A matrix of two rows and two columns.
private struct Matrix2 {
  let (a, b, c, d): (Double, Double, Double, Double)

  init(_ a: Double, _ b: Double, _ c: Double, _ d: Double) {
    (self.a, self.b, self.c, self.d) = (a, b, c, d)
  }

  static let unit = Matrix2(1, 0, 0, 1)

  var transposed: Matrix2 { Matrix2(a, c, b, d) }
  var determinant: Double { a * d - b * c }
  var timesTransposed: Matrix2 { self * transposed }
  var inverse: Matrix2? {
    determinant == 0 ? nil : Matrix2(d, -b, -c, a).scaled(1 / determinant)
  }

  func scaled(_ factor: Double) -> Matrix2 { Matrix2(a * factor, b * factor, c * factor, d * factor) }

  static func + (one: Matrix2, other: Matrix2) -> Matrix2 {
    Matrix2(one.a + other.a, one.b + other.b, one.c + other.c, one.d + other.d)
  }

  static func - (one: Matrix2, other: Matrix2) -> Matrix2 { one + other.scaled(-1) }

  static func * (one: Matrix2, other: Matrix2) -> Matrix2 {
    Matrix2(
      one.a * other.a + one.b * other.c, one.a * other.b + one.b * other.d, one.c * other.a + one.d * other.c,
      one.c * other.b + one.d * other.d)
  }

  static func * (matrix: Matrix2, vector: (Double, Double)) -> (Double, Double) {
    (matrix.a * vector.0 + matrix.b * vector.1, matrix.c * vector.0 + matrix.d * vector.1)
  }
}
