internal import Statistics

/// A line of the report: one group at one step of one family of jobs.
///
/// As it may leave the house, small numbers are missing, and whatever would give them back.
public struct ImpactLine: Codable, Sendable, Hashable {
  public let family: String
  public let step: String
  public let group: String
  public let applicants: Int?
  public let selected: Int?
  public let rate: Double?
  /// The rate as a part of the reference's, with its 95 % interval.
  public let ratio: Double?
  public let low: Double?
  public let high: Double?
  public let z: Double?
  /// Fisher's exact test, both sides.
  public let fisher: Double?
  /// How many more would have been selected at the common rate.
  public let shortfall: Double?
  /// `review`, `watch`, `too small`, `no signal`, `reference` or `not compared`; also where numbers are missing.
  public let signal: String
}

extension ImpactReport {
  /// Every line whole, for the analyst alone.
  public var lines: [ImpactLine] { published(least: 0) }

  /// The lines with small cells taken out: fewer than five people, or fewer than five selected or not selected.
  ///
  /// A single gap in a step could be filled from its total, so the next smallest group goes too.
  public func published(least: Int = 5) -> [ImpactLine] {
    parts.flatMap { part in
      let hidden = Self.hidden(part.table.rows.map(\.group), least: least)
      return part.table.rows.map { row in
        let counts = hidden.contains(row.group.name) ? nil : row.group.selected
        // A ratio gives away the reference's rate and the group's: it needs both to be shown.
        let impact = part.table.reference.flatMap { hidden.contains($0.name) || counts == nil ? nil : row.impact }
        let interval = impact?.ratioInterval()
        return ImpactLine(
          family: part.family, step: part.step, group: row.group.name, applicants: counts?.trials,
          selected: counts?.successes, rate: counts?.rate, ratio: impact?.ratio, low: interval?.low,
          high: interval?.high, z: impact?.z, fisher: impact?.fisher, shortfall: impact?.shortfall, signal: row.words)
      }
    }
  }

  static func hidden(_ groups: [ImpactTable.Group], least: Int) -> Set<String> {
    let isSmall = { (group: ImpactTable.Group) in
      let (inside, all) = (group.selected.successes, group.selected.trials)
      return all > 0 && (all < least || (inside > 0 && inside < least) || (inside < all && all - inside < least))
    }
    var hidden = Set(groups.filter(isSmall).map(\.name))
    if hidden.count == 1 {
      let next = groups.filter { !hidden.contains($0.name) && $0.selected.trials > 0 }
        .min { ($0.selected.trials, $0.name) < ($1.selected.trials, $1.name) }
      if let next { hidden.insert(next.name) }
    }
    return hidden
  }
}

extension ImpactTable.Row {
  /// What the comparison says of this group in one or two words.
  var words: String {
    if isReference { return "reference" }
    if !group.isDeclared { return "not compared" }
    return impact?.signal.rawValue ?? "not compared"
  }
}
