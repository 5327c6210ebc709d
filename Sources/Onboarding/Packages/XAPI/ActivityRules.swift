/// What the Experience API asks of activities and their definitions.
enum ActivityRules {
  /// Which lists of components an interaction may have.
  private static let components: [String: Set<String>] = [
    "true-false": [], "choice": ["choices"], "fill-in": [], "long-fill-in": [], "matching": ["source", "target"],
    "performance": ["steps"], "sequencing": ["choices"], "likert": ["scale"], "numeric": [], "other": [],
  ]

  static func activity(_ value: StrictJSON, at path: String) throws(PackageRefusal) {
    let members = try StatementRules.object(value, at: path, known: ["objectType", "id", "definition"])
    guard members["objectType"].map({ $0.string == "Activity" }) ?? true else {
      throw StatementRules.fault(path, "is no Activity")
    }
    try StatementRules.iri(try StatementRules.needed(members, "id", at: path), at: path + ".id")
    if let definition = members["definition"] { try self.definition(definition, at: path + ".definition") }
  }

  static func definition(_ value: StrictJSON, at path: String) throws(PackageRefusal) {
    let lists = components.values.reduce(into: Set<String>()) { $0.formUnion($1) }
    let members = try StatementRules.object(
      value, at: path,
      known: lists.union([
        "name", "description", "type", "moreInfo", "interactionType", "correctResponsesPattern", "extensions",
      ]))
    for name in ["name", "description"] {
      if let text = members[name] { try StatementRules.languages(text, at: "\(path).\(name)") }
    }
    for name in ["type", "moreInfo"] {
      if let address = members[name] { try StatementRules.iri(address, at: "\(path).\(name)") }
    }
    try interaction(members, at: path)
    try StatementRules.extensions(members, at: path)
  }

  private static func interaction(_ members: StatementRules.Members, at path: String) throws(PackageRefusal) {
    let lists = components.values.reduce(into: Set<String>()) { $0.formUnion($1) }
    let given = lists.filter { members[$0] != nil }
    guard let type = members["interactionType"] else {
      guard given.isEmpty, members["correctResponsesPattern"] == nil else {
        throw StatementRules.fault(path, "has parts of an interaction and no interactionType")
      }
      return
    }
    guard let allowed = type.string.flatMap({ components[$0] }) else {
      throw StatementRules.fault(path + ".interactionType", "is none that there is")
    }
    guard given.isSubset(of: allowed) else {
      throw StatementRules.fault(
        path, "has \(given.subtracting(allowed).sorted().joined(separator: ", ")), which this interaction has not")
    }
    for pattern in try StatementRules.list(members["correctResponsesPattern"], at: path + ".correctResponsesPattern")
    where pattern.string == nil {
      throw StatementRules.fault(path + ".correctResponsesPattern", "holds what is no text")
    }
    for name in given.sorted() { try parts(members[name], at: "\(path).\(name)") }
  }

  private static func parts(_ value: StrictJSON?, at path: String) throws(PackageRefusal) {
    var seen: Set<String> = []
    for part in try StatementRules.list(value, at: path) {
      let members = try StatementRules.object(part, at: path, known: ["id", "description"])
      guard let id = try StatementRules.needed(members, "id", at: path).string, seen.insert(id).inserted else {
        throw StatementRules.fault(path, "has an id twice, or one that is no text")
      }
      if let text = members["description"] { try StatementRules.languages(text, at: path + ".description") }
    }
  }
}
