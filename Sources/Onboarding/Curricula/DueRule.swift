public import Store

/// By when something is to be done, relative to something else: `start + 10 working days`.
///
/// A due day lasts until its end. The day counted from is day 0: ten working days after a start on a Monday end on the
/// Monday a fortnight later, where Monday to Friday are worked.
public struct DueRule: Hashable, Sendable {
  /// What is counted from.
  public enum Anchor: Hashable, Sendable {
    case start
    /// The person's first published shift without training.
    case firstProductionShift
    /// The day on which an item or a whole module was satisfied.
    case passed(String)
  }

  public enum Unit: String, Hashable, Sendable, CaseIterable {
    case days = "days"
    case workingDays = "working days"
    case weeks = "weeks"
    case months = "months"
  }

  public let anchor: Anchor
  public let count: Int
  public let unit: Unit

  public init(_ anchor: Anchor, plus count: Int = 0, _ unit: Unit = .days) {
    (self.anchor, self.count, self.unit) = (anchor, count, unit)
  }

  /// Reads a rule, with or without `end of day` behind it.
  ///
  /// - Throws: ``OnboardingError/unreadable(_:)`` with the forms there are.
  public init(parsing text: String) throws(OnboardingError) {
    guard let rule = Self.read(text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)) else {
      throw .unreadable(
        "“\(text)” is no due rule. Write `start + 10 working days`, `first production shift - 1 day` or "
          + "`module KEY passed + 5 days`.")
    }
    self = rule
  }

  private static func read(_ words: [String]) -> DueRule? {
    var words = words[...]
    if Array(words.suffix(3)) == ["end", "of", "day"] { words = words.dropLast(3) }
    guard let anchor = anchor(&words) else { return nil }
    guard let sign = words.popFirst() else { return DueRule(anchor) }
    guard sign == "+" || sign == "-", let number = words.popFirst().flatMap(Int.init), (0...1000).contains(number),
      let unit = unit(Array(words))
    else { return nil }
    return DueRule(anchor, plus: sign == "-" ? -number : number, unit)
  }

  private static func anchor(_ words: inout ArraySlice<String>) -> Anchor? {
    switch words.popFirst() {
    case "start": return .start
    case "first":
      guard words.prefix(2) == ["production", "shift"] else { return nil }
      words = words.dropFirst(2)
      return .firstProductionShift
    case "module", "item":
      guard let key = words.popFirst(), words.popFirst() == "passed" else { return nil }
      return .passed(key)
    default: return nil
    }
  }

  private static func unit(_ words: [String]) -> Unit? {
    let plural = words.last.map { $0.hasSuffix("s") ? $0 : $0 + "s" }
    return Unit(rawValue: (words.dropLast() + [plural].compactMap(\.self)).joined(separator: " "))
  }
}

extension DueRule: CustomStringConvertible {
  /// The rule as it is kept and shown.
  public var description: String {
    let from =
      switch anchor {
      case .start: "start"
      case .firstProductionShift: "first production shift"
      case .passed(let key): "module \(key) passed"
      }
    guard count != 0 else { return from + " end of day" }
    let name = count.magnitude == 1 ? String(unit.rawValue.dropLast()) : unit.rawValue
    return "\(from) \(count < 0 ? "-" : "+") \(count.magnitude) \(name) end of day"
  }
}

extension DueRule {
  /// What is known of a person, or of all who start together.
  public struct Known: Sendable {
    public var start: LocalDate
    public var firstProductionShift: LocalDate?
    public var passed: [String: LocalDate]

    public init(start: LocalDate, firstProductionShift: LocalDate? = nil, passed: [String: LocalDate] = [:]) {
      (self.start, self.firstProductionShift, self.passed) = (start, firstProductionShift, passed)
    }
  }

  /// The due day; `nil` while what is counted from has not come to pass.
  public func day(_ known: Known, _ working: WorkingDays) -> LocalDate? {
    let from: LocalDate? =
      switch anchor {
      case .start: known.start
      case .firstProductionShift: known.firstProductionShift
      case .passed(let key): known.passed[key]
      }
    return from.flatMap { moved($0, working) }
  }

  private func moved(_ from: LocalDate, _ working: WorkingDays) -> LocalDate? {
    switch unit {
    case .days: from.adding(days: count)
    case .weeks: from.adding(days: 7 * count)
    case .workingDays: working.day(count, from: from)
    case .months: from.adding(months: count)
    }
  }
}

extension LocalDate {
  /// The same day of another month, or the last one where that month is shorter.
  func adding(months: Int) -> LocalDate? {
    let months = year * 12 + month - 1 + months
    let (year, month) = (months / 12, months % 12 + 1)
    return (0..<4).lazy.compactMap { LocalDate(year: year, month: month, day: self.day - $0) }.first
  }
}
