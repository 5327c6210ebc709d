public import Store

/// One person in one version: what they have done, what is open to them, and what keeps the rest closed.
public struct Learner: Sendable {
  public let assignment: Assignment
  let content: VersionContent
  let rules: [String: Prerequisite]
  private let standings: [VersionItem.ID: ItemStanding]
  private let working: WorkingDays
  private let firstProductionShift: LocalDate?

  init(
    _ assignment: Assignment, _ content: VersionContent, _ rules: [String: Prerequisite], _ standings: [ItemStanding],
    working: WorkingDays, firstProductionShift: LocalDate? = nil
  ) {
    (self.assignment, self.content, self.rules, self.working) = (assignment, content, rules, working)
    self.firstProductionShift = firstProductionShift
    self.standings = Dictionary(standings.map { ($0.item, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The items that count, each with how the person stands.
  public var items: [LearnerItem] {
    content.items.map { item in
      let standing = standings[item.id]
      return LearnerItem(
        item: item, standing: standing, missing: missing(item), dueOn: standing?.dueOn ?? personalDue(item))
    }
  }

  /// What an item still waits for: what it needs itself, and what its module needs.
  func missing(_ item: VersionItem) -> [String] {
    [rules[item.module], rules[item.item.key]].compactMap(\.self).flatMap { $0.missing(for: self) }
  }

  /// A due date that hangs on something of the person's own, once that has come to pass.
  private func personalDue(_ item: VersionItem) -> LocalDate? {
    guard let text = item.item.due, let rule = try? DueRule(parsing: text) else { return nil }
    return rule.day(
      DueRule.Known(start: assignment.startsOn, firstProductionShift: firstProductionShift, passed: passedOn), working)
  }

  private var passedOn: [String: LocalDate] {
    var days: [String: LocalDate] = [:]
    for item in content.items { days[item.item.key] = standings[item.id]?.satisfiedOn }
    for module in content.draft.modules where isDone(module.key) {
      days[module.key] = module.items.compactMap { days[$0.key] }.max()
    }
    return days
  }

  private func standing(_ key: String) -> ItemStanding? {
    content.items.first { $0.item.key == key }.flatMap { standings[$0.id] }
  }
}

extension Learner: Attainment {
  public func isDone(_ key: String) -> Bool {
    if let module = content.draft.modules.first(where: { $0.key == key }) {
      return module.items.allSatisfy { $0.weight == 0 || isDone($0.key) }
    }
    return standing(key)?.isSatisfied ?? false
  }

  public func bestScore(_ key: String) -> Double? { standing(key)?.bestScore }
}

/// One item as one person meets it.
public struct LearnerItem: Sendable {
  /// What can be said of an item in a word.
  public enum State: String, Sendable, Codable {
    case locked, available
    case inProgress = "in progress"
    case completed, passed, failed, waived
  }

  public let item: VersionItem
  public let standing: ItemStanding?
  /// What has to be done before it opens, each in a sentence; empty when it is open.
  public let missing: [String]
  public let dueOn: LocalDate?

  public var isSatisfied: Bool { standing?.isSatisfied ?? false }
  /// Its weight in progress; 0 for what is not asked for.
  public var weight: Int { item.isRequired ? item.item.weight : 0 }

  public var state: State {
    if standing?.how == "waiver" { return .waived }
    if isSatisfied { return item.item.moveOn == .completed || standing?.tries == 0 ? .completed : .passed }
    if !missing.isEmpty { return .locked }
    switch standing?.lastVerb {
    case .failed: return .failed
    case .started, .completed, .passed: return .inProgress
    case .voided, nil: return .available
    }
  }
}
