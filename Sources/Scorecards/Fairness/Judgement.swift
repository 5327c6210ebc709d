internal import People
internal import Statistics

/// Makes everybody's figures of one metric: counted, drawn towards the peers, held against the target.
struct Judgement {
  /// Who is judged: their tallies, whom they are compared with, and what is hoped for.
  struct Subject {
    let person: Person.ID
    let peers: String
    let tallies: [Tally]
    let target: Double?
  }

  let metric: Metric
  private let definition: Definition
  private let subjects: [Subject]
  private let mix: Mix?
  private let models: [String: PeerModel]
  /// How many of each group's customers answered, and how many could have.
  private let answers: [String: (n: Int, asked: Int)]

  init(_ metric: Metric, _ subjects: [Subject]) {
    let definition = metric.definition
    self.metric = metric
    self.definition = definition
    self.subjects = subjects
    let mix = Mix(subjects.flatMap(\.tallies), definition.shape)
    self.mix = mix
    models = Dictionary(grouping: subjects, by: \.peers).mapValues { members in
      PeerModel(members.map { Self.levelled($0.tallies, mix) }, definition)
    }
    answers = Dictionary(grouping: subjects, by: \.peers).mapValues { members in
      let sums = Sums(members.flatMap(\.tallies))
      return (sums.n, sums.asked ?? 0)
    }
  }

  /// The sums with the mix taken out: the adjusted number, as sure as the counted one.
  private static func levelled(_ tallies: [Tally], _ mix: Mix?) -> Sums {
    var sums = Sums(tallies)
    guard let adjusted = mix?.adjusted(tallies), let crude = sums.value else { return sums }
    let shift = adjusted.value - crude
    sums.squares += 2 * shift * sums.numerator + shift * shift * sums.denominator
    sums.numerator = adjusted.value * sums.denominator
    return sums
  }

  /// Each person's figure.
  func figures() -> [Person.ID: Measure] {
    let alarms = Alarms(
      subjects.map { (Self.levelled($0.tallies, mix), target($0), $0.peers) }, definition, models)
    return Dictionary(
      uniqueKeysWithValues: zip(subjects, alarms.found).map { subject, alarm in
        (subject.person, figure(of: subject, alarm))
      })
  }

  /// What somebody is held against: the target, or else the peers.
  private func target(_ subject: Subject) -> Double? {
    subject.target.map(definition.working) ?? models[subject.peers]?.mean
  }

  private func figure(of subject: Subject, _ alarm: Alarms.Alarm) -> Measure {
    let crude = Sums(subject.tallies)
    let levelled = Self.levelled(subject.tallies, mix)
    let model = models[subject.peers]
    var figure = blank(crude, subject)
    figure.peerCount = model?.count ?? 0
    figure.peerValue = model?.mean.map(definition.shown)
    guard isShown(crude), let value = crude.value, let model else {
      figure.needed = definition.minimum
      return figure
    }
    figure.value = definition.shown(value)
    (figure.low, figure.high, figure.interval) = interval(crude, value, model)
    if let adjusted = mix?.adjusted(subject.tallies) {
      figure.adjusted = definition.shown(adjusted.value)
      figure.adjustedFor = "\(definition.strata.rawValue), \(adjusted.how)"
    }
    (figure.boundLow, figure.boundHigh) = bounds(crude)
    figure.flag = alarm.flag
    figure.discovery = alarm.discovery
    weigh(&figure, levelled, subject, model)
    return figure
  }

  private func blank(_ crude: Sums, _ subject: Subject) -> Measure {
    Measure(
      metric: metric.code, name: metric.name, version: metric.version, unit: definition.unit,
      direction: definition.direction, n: crude.n, leftOut: crude.leftOut, interval: "none", peers: subject.peers,
      peerCount: 0, target: subject.target, band: .notEnough, flag: .usual, asked: crude.asked)
  }

  /// A number is shown from the minimum on, a share only when it is known to 20 points either way.
  private func isShown(_ sums: Sums) -> Bool {
    guard sums.value != nil, sums.n >= definition.minimum else { return false }
    return definition.shape != .share || definition.estimator == .exact || sums.share.wilson().halfWidth <= 0.2
  }

  /// The interval of the number as counted, with its name.
  private func interval(_ sums: Sums, _ value: Double, _ model: PeerModel) -> (Double?, Double?, String) {
    if definition.shape == .share {
      let isExact = definition.estimator == .exact
      let found = isExact ? sums.share.exact() : sums.share.wilson()
      return (found.low, found.high, isExact ? "Clopper-Pearson 95 %" : "Wilson 95 %")
    }
    if definition.shape == .rate, definition.estimator == .exact {
      let found = Rate(Int(sums.numerator), per: sums.denominator).interval()
      return (found.low, found.high, "Poisson 95 %")
    }
    guard let error = sums.error(definition.shape, variance: model.variance) else { return (nil, nil, "none") }
    let reach = Normal.deviations(0.95) * error
    return (max(0, definition.shown(value - reach)), definition.shown(value + reach), "normal 95 %")
  }

  /// Where the share could lie if those who did not answer had.
  private func bounds(_ sums: Sums) -> (Double?, Double?) {
    guard definition.shape == .share, let asked = sums.asked, asked >= sums.n,
      let bounds = sums.share.bounds(invited: asked)
    else { return (nil, nil) }
    return (bounds.lowerBound, bounds.upperBound)
  }

  /// The fair number, and what it says.
  private func weigh(_ figure: inout Measure, _ own: Sums, _ subject: Subject, _ model: PeerModel) {
    guard let posterior = model.posterior(own) else { return }
    figure.reliability = posterior.reliability
    if posterior.isShrunk {
      let known = posterior.known.central(0.95)
      figure.fair = definition.shown(posterior.center)
      (figure.fairLow, figure.fairHigh) = (max(0, definition.shown(known.low)), definition.shown(known.high))
    }
    figure.needed = posterior.needed.map { max($0, definition.trusted) } ?? definition.trusted
    if own.n >= figure.needed ?? 0 { figure.needed = nil }
    guard definition.direction != .neither else { return figure.band = .notJudged }
    guard isComparable(subject) else { return figure.band = .notComparable }
    guard own.n >= definition.trusted else { return }
    // Without a target people are held against their peers, of whom there must be enough.
    guard subject.target != nil || model.count >= PeerModel.enough else { return figure.band = .notJudged }
    if case .none = model.spread, subject.target == nil { return figure.band = .expected }
    guard (posterior.reliability ?? 1) >= 0.5 || subject.target != nil && posterior.reliability == 0 else { return }
    guard let target = target(subject) else { return }
    (figure.band, figure.chance) = band(posterior, own, target)
  }

  /// Beyond the target by nine chances in ten, on the side where the number itself lies.
  private func band(_ posterior: Posterior, _ own: Sums, _ target: Double) -> (Measure.Band, Double) {
    let sign = definition.direction == .higher ? 1.0 : -1
    let above = 1 - posterior.known.cumulative(target)
    let chance = definition.direction == .higher ? above : 1 - above
    let lead = sign * ((own.value ?? target) - target)
    if chance >= 0.9, lead > 0 { return (.above, chance) }
    return (chance <= 0.1 && lead < 0 ? .below : .expected, chance)
  }

  /// Whether about as many customers answered as with the others: ten points apart beyond chance is too far.
  private func isComparable(_ subject: Subject) -> Bool {
    let own = Sums(subject.tallies)
    guard let asked = own.asked, let all = answers[subject.peers], all.asked - asked >= all.n - own.n, asked >= own.n,
      let apart = Proportion(own.n, of: asked).difference(from: Proportion(all.n - own.n, of: all.asked - asked), 0.99)
    else { return true }
    return apart.estimate.magnitude < 0.1 || apart.interval.contains(0)
  }
}

extension Definition {
  /// From the working scale to the one that is shown: times are logarithms of one and the minutes.
  public func shown(_ value: Double) -> Double { shape == .time ? expm1(value) : value }

  /// And back.
  func working(_ value: Double) -> Double { shape == .time ? log1p(value) : value }
}
