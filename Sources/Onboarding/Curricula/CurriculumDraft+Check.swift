extension CurriculumDraft {
  /// Every item with the module it stands in.
  public var items: [Item] { modules.flatMap(\.items) }

  /// The weight that has to be satisfied.
  public var requiredWeight: Int { modules.filter(\.isRequired).flatMap(\.items).map(\.weight).reduce(0, +) }

  /// What an author has to put right before it can be published, each in a sentence; empty when all is well.
  ///
  /// What the database refuses by itself (a title that is too long) is left to it.
  public var problems: [String] {
    var found = repeatedKeys.map { "The key \($0) is there twice." }
    var rules: [String: Prerequisite] = [:]
    for (key, text) in prerequisites {
      do throws(OnboardingError) {
        rules[key] = try Prerequisite(parsing: text)
      } catch {
        found.append("\(key): \(error)")
      }
    }
    found += items.compactMap { problem(with: $0) }
    let graph = graph(rules)
    if !graph.strays.isEmpty { found.append(OnboardingError.strayKeys(graph.strays).description) }
    if let circle = graph.circle { found.append(OnboardingError.circle(circle).description) }
    if requiredWeight == 0 { found.append("It asks for nothing: no item of a required module has a weight.") }
    return found
  }

  /// What each key waits for, modules first.
  var prerequisites: [(key: String, text: String)] {
    modules.compactMap { module in module.after.map { (module.key, $0) } }
      + items.compactMap { item in item.after.map { (item.key, $0) } }
  }

  func graph(_ rules: [String: Prerequisite]) -> PrerequisiteGraph {
    PrerequisiteGraph(modules: modules.map { ($0.key, $0.items.map(\.key)) }, rules: rules)
  }

  private var repeatedKeys: [String] {
    var seen: Set<String> = []
    return (modules.map(\.key) + items.map(\.key)).filter { !seen.insert($0).inserted }
  }

  private func problem(with item: Item) -> String? {
    if (item.kind == .policy) != (item.policy != nil) {
      return "\(item.key): an item of the kind policy names a policy, and no other does."
    }
    guard let due = item.due else { return nil }
    do throws(OnboardingError) {
      guard case .passed(let key) = try DueRule(parsing: due).anchor else { return nil }
      let isThere = modules.contains { $0.key == key } || items.contains { $0.key == key }
      return isThere ? nil : "\(item.key): it is due after \(key), which is not in this version."
    } catch {
      return "\(item.key): \(error)"
    }
  }
}
