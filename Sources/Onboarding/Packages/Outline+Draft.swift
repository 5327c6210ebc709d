extension Outline {
  /// The course as a draft of a curriculum: each group with units of its own becomes a module, each unit an item.
  ///
  /// Keys are made of the package's ids, so that a newer package of the same course finds its items again.
  public func draft(code: String) -> CurriculumDraft {
    var names = Names()
    let loose = parts.filter { !$0.isGroup }
    let first = loose.isEmpty ? [] : [module(Part(id: id, title: title, parts: loose), &names)]
    let groups = parts.flatMap(\.flat).filter { group in group.isGroup && group.parts.contains { !$0.isGroup } }
    let modules = first + groups.map { module($0, &names) }
    return CurriculumDraft(
      code: code, title: title.shortened, note: "from \(standard.rawValue) \(id)".shortened,
      modules: modules.map { module in
        var module = module
        module.items = module.items.map { item in
          var item = item
          item.after =
            parts.flatMap(\.flat).first { names[$0.id] == item.key }?.prerequisites?
            .renamed { names[$0] ?? $0 }.description
          return item
        }
        return module
      })
  }

  private func module(_ group: Part, _ names: inout Names) -> CurriculumDraft.Module {
    CurriculumDraft.Module(
      names.key(for: "module " + group.id, like: group.id), group.title.isEmpty ? "Course" : group.title.shortened,
      items: group.parts.filter { !$0.isGroup }.map { item($0, &names) })
  }

  private func item(_ unit: Part, _ names: inout Names) -> CurriculumDraft.Item {
    CurriculumDraft.Item(
      names.key(for: unit.id, like: unit.id), unit.title.isEmpty ? "Unit" : unit.title.shortened, .package,
      moveOn: unit.moveOn, masteryScore: unit.masteryScore, minutes: max(1, unit.minutesAllowed ?? 30),
      reference: String(unit.id.prefix(500)))
  }
}

/// Short keys for long ids, each once.
private struct Names {
  private var keys: [String: String] = [:]
  private var taken: Set<String> = []

  subscript(id: String) -> String? { keys[id] }

  /// The last words of an id in small letters, with a number where that is taken.
  mutating func key(for id: String, like text: String) -> String {
    if let known = keys[id] { return known }
    let tail = text.split(separator: "/").last.map(String.init) ?? text
    let words = tail.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    let slug = String(words).split(separator: "-").joined(separator: "-").prefix(50)
    let stem = slug.isEmpty ? "part" : String(slug)
    let key = taken.contains(stem) ? (2...).lazy.map { "\(stem)-\($0)" }.first { !taken.contains($0) } ?? stem : stem
    taken.insert(key)
    keys[id] = key
    return key
  }
}

extension String {
  /// At most 120 characters, as titles are.
  fileprivate var shortened: String { count <= 120 ? self : prefix(119) + "…" }
}
