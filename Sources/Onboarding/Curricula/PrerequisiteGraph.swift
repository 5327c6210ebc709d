/// What waits for what in a version: each key with the keys it needs, and each module with its items.
public struct PrerequisiteGraph: Sendable {
  private let waits: [String: [String]]
  private let order: [String]

  /// - Parameters:
  ///   - modules: The keys of the modules, each with those of its items that count, in order.
  ///   - rules: What a key, of an item or a module, needs.
  public init(modules: [(key: String, items: [String])], rules: [String: Prerequisite]) {
    var waits: [String: [String]] = [:]
    for module in modules {
      waits[module.key] = module.items
      let entry = rules[module.key]?.keys ?? []
      for item in module.items { waits[item] = entry + (rules[item]?.keys ?? []) }
    }
    self.waits = waits
    order = modules.flatMap { [$0.key] + $0.items }
  }

  /// Keys that are needed and not there, in order.
  public var strays: [String] {
    Set(waits.values.flatMap(\.self)).subtracting(order).sorted()
  }

  /// A way from a key back to itself, if there is one: `["b", "a", "b"]` says b waits for a, which waits for b.
  public var circle: [String]? {
    var isDone: Set<String> = []
    for start in order where !isDone.contains(start) {
      var path: [String] = []
      if let circle = walk(start, &path, &isDone) { return circle }
    }
    return nil
  }

  /// Follows what a key waits for, depth first; a key met again on the way closes a circle.
  private func walk(_ key: String, _ path: inout [String], _ isDone: inout Set<String>) -> [String]? {
    if let first = path.firstIndex(of: key) { return Array(path[first...]) + [key] }
    guard !isDone.contains(key) else { return nil }
    path.append(key)
    for next in waits[key] ?? [] {
      if let circle = walk(next, &path, &isDone) { return circle }
    }
    path.removeLast()
    isDone.insert(key)
    return nil
  }
}
