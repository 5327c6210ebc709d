/// What a version of a curriculum holds, as an author writes it: modules, items and what waits for what.
public struct CurriculumDraft: Codable, Sendable, Equatable {
  public var code: String
  public var title: String
  /// Why this version is made.
  public var note: String
  public var modules: [Module]

  public init(code: String, title: String, note: String = "", modules: [Module]) {
    (self.code, self.title, self.note, self.modules) = (code, title, note, modules)
  }

  public struct Module: Codable, Sendable, Equatable {
    public var key: String
    public var title: String
    public var isRequired: Bool
    /// What has to be done before any of it opens, as ``Prerequisite`` reads it.
    public var after: String?
    public var items: [Item]

    public init(_ key: String, _ title: String, isRequired: Bool = true, after: String? = nil, items: [Item]) {
      (self.key, self.title, self.isRequired, self.after, self.items) = (key, title, isRequired, after, items)
    }
  }

  public struct Item: Codable, Sendable, Equatable {
    public var key: String
    public var title: String
    public var kind: ItemKind
    public var moveOn: MoveOn
    /// The score, between 0 and 1, without which nobody passes.
    public var masteryScore: Double?
    /// What it counts for in progress; 0 for what is offered and not asked for.
    public var weight: Int
    public var minutes: Int
    /// By when, as ``DueRule`` reads it.
    public var due: String?
    /// What has to be done before it opens, as ``Prerequisite`` reads it.
    public var after: String?
    /// Where it is found: an address, a room, a package.
    public var reference: String?
    /// The code of the policy that is to be read.
    public var policy: String?

    public init(
      _ key: String, _ title: String, _ kind: ItemKind = .lesson, moveOn: MoveOn? = nil, masteryScore: Double? = nil,
      weight: Int = 1, minutes: Int = 30, due: String? = nil, after: String? = nil, reference: String? = nil,
      policy: String? = nil
    ) {
      (self.key, self.title, self.kind, self.weight, self.minutes) = (key, title, kind, weight, minutes)
      (self.masteryScore, self.due, self.after) = (masteryScore, due, after)
      (self.reference, self.policy) = (reference, policy)
      self.moveOn = moveOn ?? kind.usualMoveOn
    }
  }
}

/// What sort of thing is to be done.
public enum ItemKind: String, Codable, Sendable, CaseIterable {
  /// Read or watched alone; whoever learns ticks it off.
  case lesson
  /// A meeting of the cohort's timetable.
  case session
  /// Work under somebody's eyes: shadowing, side by side, nesting.
  case practice
  case assessment
  /// A policy or procedure to read and acknowledge.
  case policy
  /// Somebody else says that it is good enough.
  case signOff = "sign-off"
  /// A package of another system.
  case package

  /// How such an item is satisfied unless its author says otherwise.
  public var usualMoveOn: MoveOn {
    switch self {
    case .assessment, .signOff: .passed
    case .lesson, .session, .practice, .policy: .completed
    case .package: .completedOrPassed
    }
  }
}

/// When an item is satisfied, in the words of cmi5.
public enum MoveOn: String, Codable, Sendable, CaseIterable {
  case passed = "Passed"
  case completed = "Completed"
  case completedAndPassed = "CompletedAndPassed"
  case completedOrPassed = "CompletedOrPassed"
  case notApplicable = "NotApplicable"

  public func isSatisfied(completed: Bool, passed: Bool) -> Bool {
    switch self {
    case .passed: passed
    case .completed: completed
    case .completedAndPassed: completed && passed
    case .completedOrPassed: completed || passed
    case .notApplicable: true
    }
  }
}

// MARK: - Reading

extension CurriculumDraft.Module {
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try values.decode(String.self, forKey: .key), try values.decode(String.self, forKey: .title),
      isRequired: try values.decodeIfPresent(Bool.self, forKey: .isRequired) ?? true,
      after: try values.decodeIfPresent(String.self, forKey: .after),
      items: try values.decode([CurriculumDraft.Item].self, forKey: .items))
  }
}

extension CurriculumDraft.Item {
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try values.decode(String.self, forKey: .key), try values.decode(String.self, forKey: .title),
      try values.decodeIfPresent(ItemKind.self, forKey: .kind) ?? .lesson,
      moveOn: try values.decodeIfPresent(MoveOn.self, forKey: .moveOn),
      masteryScore: try values.decodeIfPresent(Double.self, forKey: .masteryScore),
      weight: try values.decodeIfPresent(Int.self, forKey: .weight) ?? 1,
      minutes: try values.decodeIfPresent(Int.self, forKey: .minutes) ?? 30,
      due: try values.decodeIfPresent(String.self, forKey: .due),
      after: try values.decodeIfPresent(String.self, forKey: .after),
      reference: try values.decodeIfPresent(String.self, forKey: .reference),
      policy: try values.decodeIfPresent(String.self, forKey: .policy))
  }
}

extension CurriculumDraft {
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      code: try values.decode(String.self, forKey: .code), title: try values.decode(String.self, forKey: .title),
      note: try values.decodeIfPresent(String.self, forKey: .note) ?? "",
      modules: try values.decode([Module].self, forKey: .modules))
  }
}
