internal import Statistics

/// Who lies further from what they are held against than chance and the usual spread explain.
///
/// A funnel, not a league table: the list as a whole keeps the share of false alarms low.
struct Alarms {
  struct Alarm: Equatable {
    var flag = Measure.Flag.usual
    var discovery: Double?
  }

  /// One for each subject, in their order.
  let found: [Alarm]

  init(
    _ subjects: [(sums: Sums, target: Double?, peers: String)], _ definition: Definition, _ models: [String: PeerModel]
  ) {
    let estimates = subjects.map { subject in
      subject.sums.n >= definition.minimum
        ? Self.estimate(subject.sums, subject.target, definition, models[subject.peers]) : nil
    }
    let spread =
      RandomEffects(
        zip(subjects, estimates).compactMap { subject, estimate in
          guard let estimate, let target = subject.target else { return nil }
          return Estimate(estimate.value - target, error: estimate.error)
        })?.spread ?? 0
    var found = subjects.map { _ in Alarm() }
    var chances: [(index: Int, chance: Double)] = []
    for (index, estimate) in estimates.enumerated() {
      guard let estimate, let target = subjects[index].target else { continue }
      let z = (estimate.value - target) / (estimate.error * estimate.error + spread).squareRoot()
      found[index].flag = z.magnitude <= 2 ? .usual : z.magnitude <= 3 ? .watch : .act
      chances.append((index, Normal.bothTails(z)))
    }
    for (chance, discovery) in zip(chances, FalseDiscovery.adjusted(chances.map(\.chance))) {
      found[chance.index].discovery = discovery
    }
    self.found = found
  }

  /// A share's error is that of the target, so that 100 out of 100 has one too.
  private static func estimate(
    _ sums: Sums, _ target: Double?, _ definition: Definition, _ model: PeerModel?
  ) -> Estimate? {
    guard let value = sums.value, let target else { return nil }
    guard definition.shape == .share else {
      return sums.error(definition.shape, variance: model?.variance ?? 0).map { Estimate(value, error: $0) }
    }
    let error = (target * (1 - target) / Double(sums.n)).squareRoot()
    return error > 0 ? Estimate(value, error: error) : nil
  }
}
