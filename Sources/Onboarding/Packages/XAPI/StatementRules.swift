/// What the Experience API asks of a statement, part by part.
///
/// Each rule throws the first thing that is wrong, with the path to it. Statements of 1.0.x and of 2.0 are taken.
enum StatementRules {
  typealias Members = [String: StrictJSON]

  static func statement(_ value: StrictJSON, isInner: Bool = false) throws(PackageRefusal) {
    let outer: Set<String> = isInner ? [] : ["id", "stored", "authority", "version"]
    let known = outer.union(["actor", "verb", "object", "result", "context", "timestamp", "attachments", "objectType"])
    let members = try object(value, at: isInner ? "object" : "statement", known: known)
    guard isInner || members["objectType"] == nil else { throw fault("objectType", "may not stand in a statement") }
    if let id = members["id"] { try uuid(id, at: "id") }
    try actor(try needed(members, "actor"), at: "actor")
    try verb(try needed(members, "verb"), at: "verb")
    try target(try needed(members, "object"), at: "object", isInner: isInner)
    if let result = members["result"] { try self.result(result, at: "result") }
    let kind = members["object"]?["objectType"]?.string ?? "Activity"
    if let context = members["context"] { try self.context(context, at: "context", ofActivity: kind == "Activity") }
    for name in ["timestamp", "stored"] { if let time = members[name] { try instant(time, at: name) } }
    if let authority = members["authority"] { try self.authority(authority) }
    if let version = members["version"] {
      guard version.string?.wholeMatch(of: /1\.0(\.[0-9]+)?|2\.0(\.[0-9]+)?/) != nil else {
        throw fault("version", "is no version that is read: 1.0.x or 2.0.x")
      }
    }
    for attachment in try list(members["attachments"], at: "attachments") { try self.attachment(attachment) }
    if members["verb"]?["id"]?.string == XAPIStatement.voided, kind != "StatementRef" {
      throw fault("object", "of a voiding statement must be a StatementRef")
    }
  }

  // MARK: Who

  static func actor(_ value: StrictJSON, at path: String) throws(PackageRefusal) {
    switch value["objectType"]?.string {
    case "Group": try group(value, at: path)
    case "Agent": try agent(value, at: path)
    case nil where value["objectType"] == nil: try agent(value, at: path)
    default: throw fault(path, "is neither an Agent nor a Group")
    }
  }

  static func agent(_ value: StrictJSON, at path: String) throws(PackageRefusal) {
    let members = try object(value, at: path, known: identifiers.union(["objectType", "name"]))
    guard members["objectType"].map({ $0.string == "Agent" }) ?? true else { throw fault(path, "is no Agent") }
    try name(members, at: path)
    guard try identify(members, at: path) else { throw fault(path, "has no identifier") }
  }

  static func group(_ value: StrictJSON, at path: String) throws(PackageRefusal) {
    let members = try object(value, at: path, known: identifiers.union(["objectType", "name", "member"]))
    guard members["objectType"]?.string == "Group" else { throw fault(path, "is no Group") }
    try name(members, at: path)
    let isIdentified = try identify(members, at: path)
    guard isIdentified || members["member"] != nil else { throw fault(path, "has neither an identifier nor members") }
    for (index, member) in try list(members["member"], at: path + ".member").enumerated() {
      try agent(member, at: "\(path).member[\(index)]")
    }
  }

  private static let identifiers: Set<String> = ["mbox", "mbox_sha1sum", "openid", "account"]

  private static func name(_ members: Members, at path: String) throws(PackageRefusal) {
    if let name = members["name"], name.string == nil { throw fault(path + ".name", "is no text") }
  }

  /// Whether there is an identifier; two of them are one too many.
  private static func identify(_ members: Members, at path: String) throws(PackageRefusal) -> Bool {
    let given = identifiers.filter { members[$0] != nil }
    guard given.count <= 1 else { throw fault(path, "has \(given.count) identifiers") }
    if let mbox = members["mbox"], mbox.string?.wholeMatch(of: /mailto:[^@\s]+@[^@\s]+/) == nil {
      throw fault(path + ".mbox", "is no mailto address")
    }
    if let sum = members["mbox_sha1sum"], sum.string?.wholeMatch(of: /[0-9a-fA-F]{40}/) == nil {
      throw fault(path + ".mbox_sha1sum", "is no SHA-1 sum")
    }
    if let openid = members["openid"] { try iri(openid, at: path + ".openid") }
    if let account = members["account"] {
      let parts = try object(account, at: path + ".account", known: ["homePage", "name"])
      try iri(try needed(parts, "homePage", at: path + ".account"), at: path + ".account.homePage")
      guard try needed(parts, "name", at: path + ".account").string != nil else {
        throw fault(path + ".account.name", "is no text")
      }
    }
    return !given.isEmpty
  }

  static func authority(_ value: StrictJSON) throws(PackageRefusal) {
    try actor(value, at: "authority")
    guard value["objectType"]?.string == "Group" else { return }
    guard identifiers.allSatisfy({ value[$0] == nil }), value["member"]?.elements?.count == 2 else {
      throw fault("authority", "as a Group has no identifier and two members")
    }
  }

  // MARK: What

  static func verb(_ value: StrictJSON, at path: String) throws(PackageRefusal) {
    let members = try object(value, at: path, known: ["id", "display"])
    try iri(try needed(members, "id", at: path), at: path + ".id")
    if let display = members["display"] { try languages(display, at: path + ".display") }
  }

  static func target(_ value: StrictJSON, at path: String, isInner: Bool = false) throws(PackageRefusal) {
    switch value["objectType"]?.string {
    case "Agent": try agent(value, at: path)
    case "Group": try group(value, at: path)
    case "StatementRef": try reference(value, at: path)
    case "SubStatement" where !isInner: try statement(value, isInner: true)
    case "Activity": try ActivityRules.activity(value, at: path)
    case nil where value["objectType"] == nil: try ActivityRules.activity(value, at: path)
    default: throw fault(path + ".objectType", "is none that may stand here")
    }
  }

  static func reference(_ value: StrictJSON, at path: String) throws(PackageRefusal) {
    let members = try object(value, at: path, known: ["objectType", "id"])
    guard members["objectType"]?.string == "StatementRef" else { throw fault(path, "is no StatementRef") }
    try uuid(try needed(members, "id", at: path), at: path + ".id")
  }

  // MARK: How and where

  static func result(_ value: StrictJSON, at path: String) throws(PackageRefusal) {
    let members = try object(
      value, at: path, known: ["score", "success", "completion", "response", "duration", "extensions"])
    if let score = members["score"] { try self.score(score, at: path + ".score") }
    for name in ["success", "completion"] {
      if let flag = members[name] {
        guard case .flag = flag else { throw fault("\(path).\(name)", "is neither true nor false") }
      }
    }
    if let response = members["response"], response.string == nil { throw fault(path + ".response", "is no text") }
    if let duration = members["duration"] {
      let form =
        /P(?=[0-9T])([0-9.]+Y)?([0-9.]+M)?([0-9.]+D)?(T(?=[0-9])([0-9.]+H)?([0-9.]+M)?([0-9.]+S)?)?|P[0-9.]+W/
      guard duration.string?.wholeMatch(of: form) != nil else {
        throw fault(path + ".duration", "is no ISO 8601 duration")
      }
    }
    try extensions(members, at: path)
  }

  private static func score(_ value: StrictJSON, at path: String) throws(PackageRefusal) {
    let members = try object(value, at: path, known: ["scaled", "raw", "min", "max"])
    var numbers: [String: Double] = [:]
    for (name, value) in members {
      guard case .number(let number) = value else { throw fault("\(path).\(name)", "is no number") }
      numbers[name] = number
    }
    if let scaled = numbers["scaled"], !(-1...1).contains(scaled) {
      throw fault(path + ".scaled", "is not from -1 to 1")
    }
    let low = numbers["min"] ?? -.infinity, high = numbers["max"] ?? .infinity
    guard low <= high, numbers["raw"].map({ (low...high).contains($0) }) ?? true else {
      throw fault(path, "has a raw score outside min to max")
    }
  }

  static func context(_ value: StrictJSON, at path: String, ofActivity: Bool) throws(PackageRefusal) {
    let members = try object(
      value, at: path,
      known: [
        "registration", "instructor", "team", "contextActivities", "contextAgents", "contextGroups", "revision",
        "platform",
        "language", "statement", "extensions",
      ])
    if let registration = members["registration"] { try uuid(registration, at: path + ".registration") }
    if let instructor = members["instructor"] { try actor(instructor, at: path + ".instructor") }
    if let team = members["team"] { try group(team, at: path + ".team") }
    for name in ["revision", "platform"] {
      guard let text = members[name] else { continue }
      guard ofActivity, text.string != nil else {
        throw fault("\(path).\(name)", "belongs to activities alone, as text")
      }
    }
    if let language = members["language"], !isLanguage(language.string) {
      throw fault(path + ".language", "is no language")
    }
    if let statement = members["statement"] { try reference(statement, at: path + ".statement") }
    if let activities = members["contextActivities"] {
      let kinds = try object(
        activities, at: path + ".contextActivities", known: ["parent", "grouping", "category", "other"])
      for (name, value) in kinds {
        for activity in value.elements ?? [value] {
          try ActivityRules.activity(activity, at: "\(path).contextActivities.\(name)")
        }
      }
    }
    try companions(members, at: path)
    try extensions(members, at: path)
  }

  /// `contextAgents` and `contextGroups` of version 2.0.
  private static func companions(_ members: Members, at path: String) throws(PackageRefusal) {
    for (name, kind, part) in [("contextAgents", "contextAgent", "agent"), ("contextGroups", "contextGroup", "group")] {
      for one in try list(members[name], at: "\(path).\(name)") {
        let parts = try object(one, at: "\(path).\(name)", known: ["objectType", part, "relevantTypes"])
        guard parts["objectType"]?.string == kind else { throw fault("\(path).\(name)", "holds no \(kind)") }
        let who = try needed(parts, part, at: "\(path).\(name)")
        if part == "agent" { try agent(who, at: "\(path).\(name)") } else { try group(who, at: "\(path).\(name)") }
        for type in try list(parts["relevantTypes"], at: "\(path).\(name)") { try iri(type, at: "\(path).\(name)") }
      }
    }
  }

  private static func attachment(_ value: StrictJSON) throws(PackageRefusal) {
    let path = "attachments"
    let members = try object(
      value, at: path, known: ["usageType", "display", "description", "contentType", "length", "sha2", "fileUrl"])
    try iri(try needed(members, "usageType", at: path), at: path + ".usageType")
    try languages(try needed(members, "display", at: path), at: path + ".display")
    if let description = members["description"] { try languages(description, at: path + ".description") }
    for name in ["contentType", "sha2"] where try needed(members, name, at: path).string == nil {
      throw fault("\(path).\(name)", "is no text")
    }
    guard case .number(let length) = try needed(members, "length", at: path), length >= 0, length == length.rounded()
    else {
      throw fault(path + ".length", "is no number of bytes")
    }
    if let url = members["fileUrl"] { try iri(url, at: path + ".fileUrl") }
  }
}
