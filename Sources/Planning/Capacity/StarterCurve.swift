/// What becomes of one starter, week by week: the expected pay roll share and the expected output.
public struct StarterCurve: Sendable, Hashable, Codable {
  /// The chance to be on the pay roll k weeks after the start.
  public let paid: [Double]
  /// Productive agents one starter is worth k weeks after the start.
  public let productive: [Double]

  public init(_ hiring: HiringCase) {
    let training = hiring.training
    var survival = 1.0
    var paid: [Double] = []
    var productive: [Double] = []
    for week in 0..<hiring.weeks {
      let since = week - training.weeks
      if since == 0 {
        survival *= training.passRate
      } else if since > 0 {
        survival *= 1 - (since <= hiring.attrition.newWeeks ? hiring.attrition.new : hiring.attrition.tenured)
      }
      paid.append(survival)
      let ramping = training.ramp.indices.contains(since)
      let output = since < 0 ? 0 : ramping ? training.ramp[since] : 1
      productive.append(survival * (output * hiring.productiveShare - (ramping ? training.coaching : 0)))
    }
    self.paid = paid
    self.productive = productive
  }
}
