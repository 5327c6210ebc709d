public import Postgres
internal import Statistics

/// Counts of one group at one step: what the database gives an analyst, and all it gives.
public struct SelectionCount: Codable, Sendable, Hashable {
  public let family: String
  public let step: String
  public let place: Int
  public let group: String
  /// False for those who did not say.
  public let isDeclared: Bool
  public let applicants: Int
  public let selected: Int

  public init(
    family: String, step: String, place: Int, group: String, isDeclared: Bool = true, applicants: Int, selected: Int
  ) {
    self.family = family
    self.step = step
    self.place = place
    self.group = group
    self.isDeclared = isDeclared
    self.applicants = applicants
    self.selected = selected
  }
}

/// What a scheme asks about.
public enum Dimension: String, Codable, Sendable, CaseIterable {
  case sex, ethnicity, veteran, disability
}

/// Whether steps of hiring select one group less often than another.
///
/// Jobs are compared one family at a time; several families are put together by Mantel and Haenszel's method, never by
/// adding them up, since sums can turn a difference around. A person decides what a signal means.
public struct ImpactReport: Sendable {
  public let dimension: Dimension
  public let from: LocalDate
  public let through: LocalDate
  /// The rule the threshold comes from, with the day it was checked.
  public let rule: LawRule?
  let parts: [Part]

  /// One step of one family of jobs.
  struct Part: Sendable {
    let family: String
    let step: String
    let table: ImpactTable
  }

  /// A group against another over several families.
  public struct Pooled: Codable, Sendable, Hashable {
    public let step: String
    public let group: String
    public let reference: String
    public let families: Int
    /// The odds of being selected against the reference's.
    public let oddsRatio: Double?
    public let z: Double?
    public let probability: Double?
  }

  init(_ counts: [SelectionCount], dimension: Dimension, from: LocalDate, through: LocalDate, rule: LawRule?) {
    self.dimension = dimension
    self.from = from
    self.through = through
    self.rule = rule
    let threshold = rule?.amount ?? 0.8
    parts = Dictionary(grouping: counts) { StepKey(family: $0.family, place: $0.place, step: $0.step) }
      .sorted { $0.key < $1.key }
      .map { key, counts in
        let groups = counts.sorted { $0.group < $1.group }.map {
          ImpactTable.Group($0.group, Proportion($0.selected, of: $0.applicants), isDeclared: $0.isDeclared)
        }
        return Part(family: key.family, step: key.step, table: ImpactTable(groups, threshold: threshold))
      }
  }

  /// The gravest of all signals: `review`, `watch`, `too small` or `no signal`.
  public var verdict: String {
    let found = Set(parts.map(\.table.signal))
    return ([.review, .watch, .tooSmall].first(where: found.contains) ?? AdverseImpact.Signal.none).rawValue
  }

  /// Each group against the largest, over the families in which both applied; empty for a single family.
  public var pooled: [Pooled] {
    Dictionary(grouping: parts, by: \.step).sorted { $0.key < $1.key }.flatMap { step, parts -> [Pooled] in
      guard parts.count > 1 else { return [] }
      var sizes: [String: Int] = [:]
      for group in parts.flatMap(\.table.rows).map(\.group) where group.isDeclared {
        sizes[group.name, default: 0] += group.selected.trials
      }
      guard let reference = sizes.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else { return [] }
      return sizes.keys.sorted().filter { $0 != reference }.map { group in
        let strata = parts.compactMap { $0.table.stratum(group, against: reference) }
        let result = MantelHaenszel(strata)
        return Pooled(
          step: step, group: group, reference: reference, families: strata.count, oddsRatio: result.oddsRatio,
          z: result.z, probability: result.probability)
      }
    }
  }
}

private struct StepKey: Hashable, Comparable {
  let family: String
  let place: Int
  let step: String

  static func < (left: StepKey, right: StepKey) -> Bool {
    (left.family, left.place, left.step) < (right.family, right.place, right.step)
  }
}

extension ImpactTable {
  /// Two groups of this table as one stratum; `nil` where one of them has nobody.
  func stratum(_ group: String, against reference: String) -> TwoByTwo? {
    let found = { (name: String) in rows.first { $0.group.name == name && $0.group.selected.trials > 0 }?.group.selected
    }
    return found(group).flatMap { first in found(reference).map { TwoByTwo(first, $0) } }
  }
}

// MARK: - SQL

extension SelectionCount: RowDecodable {
  public static let columns: StaticString = """
    counted.family, counted.step, counted.place, counted.grp, counted.is_declared, counted.applicants, counted.selected
    """

  public init(row: inout Row) throws(PostgresError) {
    family = try row.next()
    step = try row.next()
    place = try row.next()
    group = try row.next()
    isDeclared = try row.next()
    applicants = try row.next()
    selected = try row.next()
  }

  static func counted(
    by dimension: Dimension, in entity: Int64, from: LocalDate, through: LocalDate
  ) -> Query<SelectionCount> {
    Query(
      "selection.counted",
      """
      SELECT \(raw: columns)
        FROM eeo.selection(\(entity), \(dimension.rawValue), \(from), \(through)) AS counted
      """)
  }
}
