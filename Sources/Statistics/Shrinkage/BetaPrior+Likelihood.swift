extension BetaPrior {
  /// The prior under which the numbers were likeliest, by Newton's method on the logarithms of both parameters.
  ///
  /// Starts from ``moments(_:)``. `nil` when the numbers show no spread, which has no likeliest prior.
  public static func likeliest(_ groups: [Proportion]) -> BetaPrior? {
    guard case .found(let start) = moments(groups) else { return nil }
    var (prior, height) = (start, start.logLikelihood(groups))
    for _ in 0..<200 {
      let (gradient, curvature) = prior.slopes(groups)
      guard let step = ascent(gradient, curvature) else { return nil }
      var scale = 1.0
      var next = prior.moved(step, scale)
      while next.logLikelihood(groups) < height, scale > 1e-10 {
        scale /= 2
        next = prior.moved(step, scale)
      }
      let gain = next.logLikelihood(groups) - height
      (prior, height) = (next, height + gain)
      if gain < 1e-13 { break }
    }
    return prior.weight < 1e7 ? prior : nil
  }

  /// The logarithm of the probability of the numbers, without the part that does not depend on the prior.
  public func logLikelihood(_ groups: [Proportion]) -> Double {
    let own = BetaFunction.logarithm(alpha, beta)
    return groups.map { group in
      let (x, n) = (Double(group.successes), Double(group.trials))
      return BetaFunction.logarithm(alpha + x, beta + n - x) - own
    }.sum
  }

  private func moved(_ step: (Double, Double), _ scale: Double) -> BetaPrior {
    BetaPrior(alpha: alpha * (scale * step.0).exponential, beta: beta * (scale * step.1).exponential)
  }

  /// First and second derivatives by the logarithms of the parameters.
  private func slopes(
    _ groups: [Proportion]
  ) -> (gradient: (Double, Double), curvature: (aa: Double, ab: Double, bb: Double)) {
    var (byAlpha, byBeta, aa, bb, ab) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for group in groups {
      let (x, n) = (Double(group.successes), Double(group.trials))
      let all = GammaFunction.digamma(weight) - GammaFunction.digamma(weight + n)
      let allSlope = GammaFunction.trigamma(weight) - GammaFunction.trigamma(weight + n)
      byAlpha += GammaFunction.digamma(alpha + x) - GammaFunction.digamma(alpha) + all
      byBeta += GammaFunction.digamma(beta + n - x) - GammaFunction.digamma(beta) + all
      aa += GammaFunction.trigamma(alpha + x) - GammaFunction.trigamma(alpha) + allSlope
      bb += GammaFunction.trigamma(beta + n - x) - GammaFunction.trigamma(beta) + allSlope
      ab += allSlope
    }
    let gradient = (alpha * byAlpha, beta * byBeta)
    return (gradient, (alpha * alpha * aa + gradient.0, alpha * beta * ab, beta * beta * bb + gradient.1))
  }

  /// Newton's step where the surface is a hill, else a short step uphill.
  private static func ascent(
    _ gradient: (Double, Double), _ curvature: (aa: Double, ab: Double, bb: Double)
  ) -> (Double, Double)? {
    let determinant = curvature.aa * curvature.bb - curvature.ab * curvature.ab
    guard determinant.isFinite else { return nil }
    if determinant > 0, curvature.aa < 0 {
      return (
        (curvature.ab * gradient.1 - curvature.bb * gradient.0) / determinant,
        (curvature.ab * gradient.0 - curvature.aa * gradient.1) / determinant
      )
    }
    let size = (gradient.0 * gradient.0 + gradient.1 * gradient.1).squareRoot()
    return size > 0 ? (gradient.0 / size * 0.5, gradient.1 / size * 0.5) : (0, 0)
  }
}
