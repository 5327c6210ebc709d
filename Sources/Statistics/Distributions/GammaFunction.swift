// The gamma function and its relatives (Abramowitz & Stegun 1964, chapter 6).
// The logarithm, its first and second derivative: Stirling's series after shifting the argument to at least 12.
// The incomplete integral: series below the mean, Lentz's continued fraction above (A&S 6.5.29, 6.5.31).

enum GammaFunction {
  /// The logarithm of the gamma function of a positive number.
  static func logarithm(_ x: Double) -> Double {
    precondition(x > 0, "the gamma function is asked at a positive number")
    var (shifted, product) = (x, 1.0)
    while shifted < 12 {
      product *= shifted
      shifted += 1
    }
    let inverse = 1 / (shifted * shifted)
    let series = horner(
      inverse, [1.0 / 12, -1.0 / 360, 1.0 / 1_260, -1.0 / 1_680, 1.0 / 1_188, -691.0 / 360_360, 1.0 / 156])
    let stirling = (shifted - 0.5) * shifted.logarithm - shifted + halfLogTwoPi + series / shifted
    return stirling - product.logarithm
  }

  /// The derivative of the logarithm of the gamma function.
  static func digamma(_ x: Double) -> Double {
    var (shifted, sum) = (x, 0.0)
    while shifted < 12 {
      sum -= 1 / shifted
      shifted += 1
    }
    let inverse = 1 / (shifted * shifted)
    let series = horner(inverse, [1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32_760])
    return sum + shifted.logarithm - 0.5 / shifted - inverse * series
  }

  /// The second derivative of the logarithm of the gamma function.
  static func trigamma(_ x: Double) -> Double {
    var (shifted, sum) = (x, 0.0)
    while shifted < 12 {
      sum += 1 / (shifted * shifted)
      shifted += 1
    }
    let inverse = 1 / (shifted * shifted)
    let series = horner(inverse, [1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2_730])
    return sum + 1 / shifted + inverse / 2 + inverse / shifted * series
  }

  /// The share of the gamma distribution of that shape which lies below `x`.
  static func lower(_ shape: Double, _ x: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < .infinity else { return 1 }
    return x < shape + 1 ? series(shape, x) : 1 - fraction(shape, x)
  }

  /// The share of the gamma distribution of that shape which lies above `x`.
  static func upper(_ shape: Double, _ x: Double) -> Double {
    guard x > 0 else { return 1 }
    guard x < .infinity else { return 0 }
    return x < shape + 1 ? 1 - series(shape, x) : fraction(shape, x)
  }

  private static func series(_ shape: Double, _ x: Double) -> Double {
    var (term, sum, step) = (1 / shape, 1 / shape, shape)
    while term > sum * 1e-17 {
      step += 1
      term *= x / step
      sum += term
    }
    return sum * head(shape, x)
  }

  private static func fraction(_ shape: Double, _ x: Double) -> Double {
    var step = 0.0
    return head(shape, x)
      / Lentz.fraction(first: x + 1 - shape) {
        step += 1
        return (-step * (step - shape), x + 2 * step + 1 - shape)
      }
  }

  /// What the series and the fraction share: x to the shape, e to the minus x, over gamma of the shape.
  private static func head(_ shape: Double, _ x: Double) -> Double {
    (shape * x.logarithm - x - logarithm(shape)).exponential
  }

  private static func horner(_ x: Double, _ coefficients: [Double]) -> Double {
    coefficients.reversed().reduce(0) { $0 * x + $1 }
  }

  private static let halfLogTwoPi = 0.918938533204672741780329736406
}

enum Lentz {
  /// A continued fraction `first + a₁/(b₁ + a₂/(b₂ + …))` by Lentz's method.
  static func fraction(first: Double, _ next: () -> (a: Double, b: Double)) -> Double {
    let tiny = 1e-300
    var value = first == 0 ? tiny : first
    var (c, d) = (value, 0.0)
    for _ in 0..<100_000 {
      let (a, b) = next()
      d = b + a * d
      d = 1 / (d == 0 ? tiny : d)
      c = b + a / c
      if c == 0 { c = tiny }
      value *= c * d
      if (c * d - 1).magnitude < 1e-16 { break }
    }
    return value
  }
}
