/// A course as a package describes it, whatever its standard: what a curriculum is drafted from.
public struct Outline: Sendable, Hashable {
  /// The standard it came in.
  public enum Standard: String, Codable, Sendable, CaseIterable {
    case cmi5
    case scorm12 = "SCORM 1.2"
    case scorm2004 = "SCORM 2004"
  }

  /// A group of parts, or a part that somebody does.
  public struct Part: Sendable, Hashable {
    /// The package's own id.
    public var id: String
    public var title: String
    /// Where it starts; `nil` for a group.
    public var launch: String?
    public var moveOn: MoveOn
    /// The score from 0 to 1 that passes, where the package says.
    public var masteryScore: Double?
    /// What must be done before, over ids of other parts.
    public var prerequisites: Prerequisite?
    public var minutesAllowed: Int?
    public var parts: [Part]

    public init(id: String, title: String, parts: [Part] = []) {
      self.id = id
      self.title = title
      moveOn = .notApplicable
      self.parts = parts
    }

    /// The part and everything in it, in order.
    public var flat: [Part] { [self] + parts.flatMap(\.flat) }
    public var isGroup: Bool { launch == nil }
  }

  public var standard: Standard
  public var id: String
  public var title: String
  public var parts: [Part]
  /// What the package also says and Muster does not take: each thing once, with how often.
  public var notTaken: [String]

  /// Every part that somebody does, in order.
  public var units: [Part] { parts.flatMap(\.flat).filter { !$0.isGroup } }
}

/// Counts what is left out, so that an import can say so.
struct LeftOut {
  private var counts: [String: Int] = [:]
  private var order: [String] = []

  mutating func note(_ what: String) {
    if counts[what] == nil { order.append(what) }
    counts[what, default: 0] += 1
  }

  var lines: [String] { order.map { "\($0) (\(counts[$0] ?? 0))" } }
}
