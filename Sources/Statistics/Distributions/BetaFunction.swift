// The incomplete beta integral by its continued fraction (Abramowitz & Stegun 26.5.8), on the side where it is quick.

enum BetaFunction {
  /// The logarithm of the beta function.
  static func logarithm(_ a: Double, _ b: Double) -> Double {
    GammaFunction.logarithm(a) + GammaFunction.logarithm(b) - GammaFunction.logarithm(a + b)
  }

  /// The share of the beta distribution that lies below `x`.
  static func lower(_ a: Double, _ b: Double, _ x: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    return x < (a + 1) / (a + b + 2) ? tail(a, b, x) : 1 - tail(b, a, 1 - x)
  }

  private static func tail(_ a: Double, _ b: Double, _ x: Double) -> Double {
    let head = (a * x.logarithm + b * (-x).logarithmOfOnePlus - logarithm(a, b)).exponential / a
    var step = 0.0
    let fraction = Lentz.fraction(first: 1) {
      step += 1
      let half = (step / 2).rounded(.down)
      let isEven = half * 2 == step
      let above = isEven ? half * (b - half) * x : -(a + half) * (a + b + half) * x
      let below = (a + step - 1) * (a + step)
      return (above / below, 1)
    }
    return head / fraction
  }
}
