internal import Statistics

/// How far the coached were from the others, so many periods before or after their first session.
public struct EventStep: Sendable, Equatable, Codable {
  /// 0 is the first period after the first session; -1, the last one before it, is what the others are measured by.
  public let period: Int
  /// The coached less their peers, less the same in period -1.
  public let gap: Double
  public let coached: Int
  public let peers: Int
}

/// What the differences say, with what they look like over time.
public struct DifferencesReport: Sendable, Equatable {
  public let estimate: ImpactEstimate
  public let steps: [EventStep]
  /// How much the gap already moved a period before anybody was coached, with its interval; `nil` with too few periods.
  public let earlierTrend: ImpactEstimate?
}

extension ImpactStudy {
  /// One wave of coaching with those who stand beside it.
  struct Wave {
    let start: Int
    let coached: [Series]
    let peers: [Series]
    /// The first period whose peers may have been coached.
    let until: Int
  }

  /// People coached from the same period on, beside peers of the same group not coached within the window.
  ///
  /// Each coached person brings the peer whose numbers before were nearest, each peer once a wave, or all peers where
  /// they are not more than the coached.
  func waves(window: Int, isMatched: Bool) -> [Wave] {
    Set(series.compactMap(\.coachedFrom)).sorted().compactMap { start in
      let until = start + window
      let coached = series.filter { $0.coachedFrom == start && $0.isKnown(around: start, until) }
      let groups = Set(coached.map(\.group))
      let peers = series.filter {
        groups.contains($0.group) && ($0.coachedFrom.map { $0 >= until } ?? true) && $0.isKnown(around: start, until)
      }
      guard !coached.isEmpty, !peers.isEmpty else { return nil }
      let chosen = isMatched && peers.count > coached.count ? Self.nearest(peers, to: coached, before: start) : peers
      return Wave(start: start, coached: coached, peers: chosen, until: until)
    }
  }

  private static func nearest(_ peers: [Series], to coached: [Series], before start: Int) -> [Series] {
    var left = peers
    return coached.sorted { $0.level(before: start) < $1.level(before: start) }.compactMap { one in
      let own = one.level(before: start)
      let among = left.indices.filter { left[$0].group == one.group }
      guard let best = among.min(by: { distance(left[$0], own, start) < distance(left[$1], own, start) }) else {
        return nil
      }
      return left.remove(at: best)
    }
  }

  private static func distance(_ peer: Series, _ level: Double, _ start: Int) -> Double {
    (peer.level(before: start) - level).magnitude
  }

  /// What happened to the coached beyond what happened to their peers, each wave beside those not coached yet.
  ///
  /// - Parameter window: How many periods after a first session count.
  public func differences(window: Int = 12, isMatched: Bool = true) -> DifferencesReport {
    let waves = waves(window: window, isMatched: isMatched)
    let steps = Self.steps(of: waves)
    let people = Set(waves.flatMap { ($0.coached + $0.peers).map(\.person) }).sorted()
    guard people.count > 3, let fit = Self.fit(waves, people) else {
      let why = "no peers with numbers on both sides of a first session"
      return DifferencesReport(
        estimate: ImpactEstimate(missing: .differences, n: people.count, why), steps: steps, earlierTrend: nil)
    }
    let coached = Set(waves.flatMap { $0.coached.map(\.person) }).count
    let remark =
      "\(coached) coached in \(waves.count) \(waves.count == 1 ? "wave" : "waves"), \(people.count - coached) peers"
      + "\(isMatched ? " matched on the numbers before" : ""); errors clustered by person"
    return DifferencesReport(
      estimate: ImpactEstimate(
        .differences, fit.estimate, error: fit.error, degrees: Double(people.count - 1), n: people.count, remark),
      steps: steps, earlierTrend: Self.earlierTrend(waves, people))
  }

  /// The published method for one wave; with several, each has its own levels.
  private static func fit(_ waves: [Wave], _ people: [String]) -> (estimate: Double, error: Double)? {
    let cells = waves.enumerated().flatMap { number, wave in
      wave.cells.map { (number: number, cell: $0, isAfter: $0.period >= wave.start) }
    }
    let rows = cells.map { one -> [Double] in
      var row = [Double](repeating: 0, count: waves.count * 3 + 1)
      row[one.number * 3] = 1
      row[one.number * 3 + 1] = one.cell.isCoached ? 1 : 0
      row[one.number * 3 + 2] = one.isAfter ? 1 : 0
      row[waves.count * 3] = one.cell.isCoached && one.isAfter ? 1 : 0
      return row
    }
    guard let fit = LeastSquares(rows, cells.map(\.cell.value)) else { return nil }
    let clusters = cells.map { people.firstIndex(of: $0.cell.person) ?? 0 }
    return (fit.coefficients[waves.count * 3], fit.errors(clusters: clusters)[waves.count * 3])
  }

  /// Whether coached and peers were drifting apart already.
  private static func earlierTrend(_ waves: [Wave], _ people: [String]) -> ImpactEstimate? {
    let cells = waves.enumerated().flatMap { number, wave in
      wave.cells.filter { $0.period < wave.start }.map { (number, $0, Double($0.period - wave.start)) }
    }
    guard Set(cells.map(\.2)).count > 2 else { return nil }
    let rows = cells.map { number, cell, time -> [Double] in
      var row = [Double](repeating: 0, count: waves.count * 3 + 1)
      row[number * 3] = 1
      row[number * 3 + 1] = cell.isCoached ? 1 : 0
      row[number * 3 + 2] = time
      row[waves.count * 3] = cell.isCoached ? time : 0
      return row
    }
    guard let fit = LeastSquares(rows, cells.map(\.1.value)) else { return nil }
    let errors = fit.errors(clusters: cells.map { people.firstIndex(of: $0.1.person) ?? 0 })
    return ImpactEstimate(
      .trend, fit.coefficients[waves.count * 3], error: errors[waves.count * 3], degrees: Double(people.count - 1),
      n: people.count, "how much the gap moved a period before anybody was coached; 0 is what the method assumes")
  }

  /// The gap by period around the first session, averaged over waves by how many were coached.
  private static func steps(of waves: [Wave]) -> [EventStep] {
    var sums: [Int: (gap: Double, weight: Double, coached: Int, peers: Int)] = [:]
    for wave in waves {
      guard let base = wave.gap(at: wave.start - 1) else { continue }
      for period in 0..<wave.until {
        guard let gap = wave.gap(at: period) else { continue }
        let weight = Double(wave.coached.count)
        var sum = sums[period - wave.start] ?? (0, 0, 0, 0)
        sum = (
          sum.gap + weight * (gap - base), sum.weight + weight, sum.coached + wave.coached.count,
          sum.peers + wave.peers.count
        )
        sums[period - wave.start] = sum
      }
    }
    return sums.sorted { $0.key < $1.key }.map { period, sum in
      EventStep(period: period, gap: sum.gap / sum.weight, coached: sum.coached, peers: sum.peers)
    }
  }
}

extension ImpactStudy.Wave {
  /// Every number of the window, with whose it is.
  var cells: [(person: String, isCoached: Bool, period: Int, value: Double)] {
    (coached.map { ($0, true) } + peers.map { ($0, false) }).flatMap { one, isCoached in
      one.values.prefix(until).enumerated().compactMap { period, value in
        value.map { (one.person, isCoached, period, $0) }
      }
    }
  }

  /// The coached's mean less their peers' in a period; `nil` where either has none.
  func gap(at period: Int) -> Double? {
    let own = coached.compactMap { $0.value(at: period) }
    let others = peers.compactMap { $0.value(at: period) }
    return own.isEmpty || others.isEmpty ? nil : own.mean - others.mean
  }
}

extension ImpactStudy.Series {
  func value(at period: Int) -> Double? {
    values.indices.contains(period) ? values[period] : nil
  }

  func level(before start: Int) -> Double {
    values.prefix(start).compactMap(\.self).mean
  }

  /// Whether there are numbers on both sides.
  func isKnown(around start: Int, _ until: Int) -> Bool {
    values.prefix(start).contains { $0 != nil } && values.prefix(until).dropFirst(start).contains { $0 != nil }
  }
}
