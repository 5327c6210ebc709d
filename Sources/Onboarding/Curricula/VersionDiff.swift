/// What changes from one version of a curriculum to another, module by module and item by item.
public struct VersionDiff: Codable, Sendable, Equatable {
  public enum Kind: String, Codable, Sendable {
    case added, removed, changed
  }

  public struct Change: Codable, Sendable, Equatable {
    public let kind: Kind
    /// `module` or `item`.
    public let part: String
    public let key: String
    public let field: String?
    public let was: String?
    public let becomes: String?
    /// Whether it can move anybody's progress; words cannot.
    public let isStructural: Bool
  }

  public let changes: [Change]

  /// Whether nothing but words differs.
  public var isOfWordsOnly: Bool { !changes.contains(where: \.isStructural) }

  public init(from old: CurriculumDraft, to new: CurriculumDraft) {
    changes =
      Self.changes("module", old.modules.map(\.traits), new.modules.map(\.traits))
      + Self.changes("item", old.itemTraits, new.itemTraits)
  }

  /// The named properties of one part, in the order they are told.
  fileprivate struct Traits {
    let key: String
    let fields: [(name: String, value: String?)]
  }

  private static func changes(_ part: String, _ old: [Traits], _ new: [Traits]) -> [Change] {
    let before = Dictionary(old.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let after = Set(new.map(\.key))
    let gone = old.filter { !after.contains($0.key) }.map {
      Change(
        kind: .removed, part: part, key: $0.key, field: nil, was: $0.fields.first?.value, becomes: nil,
        isStructural: true)
    }
    return gone
      + new.flatMap { traits in
        guard let was = before[traits.key] else {
          return [
            Change(
              kind: .added, part: part, key: traits.key, field: nil, was: nil, becomes: traits.fields.first?.value,
              isStructural: true)
          ]
        }
        return zip(was.fields, traits.fields).filter { $0.value != $1.value }.map { old, new in
          Change(
            kind: .changed, part: part, key: traits.key, field: new.name, was: old.value, becomes: new.value,
            isStructural: !["title", "minutes", "reference"].contains(new.name))
        }
      }
  }
}

extension CurriculumDraft {
  fileprivate var itemTraits: [VersionDiff.Traits] {
    modules.flatMap { module in
      module.items.map { item in
        VersionDiff.Traits(
          key: item.key,
          fields: [
            ("title", item.title), ("module", module.key), ("kind", item.kind.rawValue),
            ("move_on", item.moveOn.rawValue), ("mastery_score", item.masteryScore.map { "\($0)" }),
            ("weight", "\(item.weight)"), ("minutes", "\(item.minutes)"), ("due", item.due), ("after", item.after),
            ("reference", item.reference), ("policy", item.policy),
          ])
      }
    }
  }
}

extension CurriculumDraft.Module {
  fileprivate var traits: VersionDiff.Traits {
    VersionDiff.Traits(
      key: key, fields: [("title", title), ("is_required", isRequired ? "yes" : "no"), ("after", after)])
  }
}
