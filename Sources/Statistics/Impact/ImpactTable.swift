/// The groups of one step of hiring side by side, each against the group that was selected most often.
public struct ImpactTable: Sendable, Hashable {
  /// A group with its counts, before anything is compared.
  public struct Group: Sendable, Hashable {
    public let name: String
    public let selected: Proportion
    /// False for those who did not say: they are shown, and compared with nobody.
    public let isDeclared: Bool

    public init(_ name: String, _ selected: Proportion, isDeclared: Bool = true) {
      self.name = name
      self.selected = selected
      self.isDeclared = isDeclared
    }
  }

  /// A group and what the comparison says.
  public struct Row: Sendable, Hashable {
    public let group: Group
    /// `nil` for the reference itself, for the undeclared, and where nobody was selected.
    public let impact: AdverseImpact?
    public let isReference: Bool
  }

  public let rows: [Row]

  /// Compares groups with the one that has the highest rate among those large enough to be a measure.
  ///
  /// - Parameters:
  ///   - leastShare: What part of all applicants a reference has: 0.02, as 29 CFR 1607.15 keeps records of.
  ///   - leastPeople: How many applicants a reference has.
  public init(
    _ groups: [Group], threshold: Double = 0.8, leastShare: Double = 0.02, leastPeople: Int = 5
  ) {
    let all = groups.reduce(0) { $0 + $1.selected.trials }
    let least = max(Double(leastPeople), leastShare * Double(all))
    let reference = groups.filter { $0.isDeclared && Double($0.selected.trials) >= least }
      .max { ($0.selected.rate ?? 0, $0.selected.trials) < ($1.selected.rate ?? 0, $1.selected.trials) }
    rows = groups.map { group in
      let compared = group.isDeclared && group != reference ? reference : nil
      return Row(
        group: group,
        impact: compared.flatMap { AdverseImpact(group.selected, against: $0.selected, threshold: threshold) },
        isReference: group == reference)
    }
  }

  /// The group that the others are measured by; `nil` when none is large enough.
  public var reference: Group? { rows.first(where: \.isReference)?.group }

  /// The gravest of all signals: review before watch before too small.
  public var signal: AdverseImpact.Signal {
    let found = Set(rows.compactMap(\.impact?.signal))
    return [.review, .watch, .tooSmall].first(where: found.contains) ?? .none
  }
}
