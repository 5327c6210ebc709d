internal import Postgres

extension StatementRules {
  static func fault(_ path: String, _ reason: String) -> PackageRefusal { PackageRefusal("\(path) \(reason)") }

  /// The members of an object, all of them known and none of them null.
  static func object(_ value: StrictJSON, at path: String, known: Set<String>) throws(PackageRefusal) -> Members {
    guard let members = value.members else { throw fault(path, "is no object") }
    for (name, value) in members {
      guard known.contains(name) else { throw fault("\(path).\(name.prefix(40))", "is not known here") }
      guard value != .null else { throw fault("\(path).\(name)", "is null") }
    }
    return members
  }

  static func needed(
    _ members: Members, _ name: String, at path: String = "statement"
  ) throws(PackageRefusal) -> StrictJSON {
    guard let value = members[name] else { throw fault(path, "has no \(name)") }
    return value
  }

  static func list(_ value: StrictJSON?, at path: String) throws(PackageRefusal) -> [StrictJSON] {
    guard let value else { return [] }
    guard let elements = value.elements else { throw fault(path, "is no list") }
    return elements
  }

  static func iri(_ value: StrictJSON, at path: String) throws(PackageRefusal) {
    guard let text = value.string, Address.isAbsolute(text) else { throw fault(path, "is no complete IRI") }
  }

  static func uuid(_ value: StrictJSON, at path: String) throws(PackageRefusal) {
    let form = /[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}/
    guard value.string?.wholeMatch(of: form) != nil else { throw fault(path, "is no UUID") }
  }

  /// An instant as RFC 3339 writes it, other than "unknown offset" (`-00:00`).
  static func instant(_ value: StrictJSON, at path: String) throws(PackageRefusal) {
    let form =
      /[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt ]([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?([Zz]|[+-][0-9]{2}:?[0-9]{2})/
    guard let text = value.string, text.wholeMatch(of: form) != nil, !text.hasSuffix("-00:00"), !text.hasSuffix("-0000")
    else {
      throw fault(path, "is no instant of ISO 8601")
    }
    let parts = text.prefix(10).split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, LocalDate(year: parts[0], month: parts[1], day: parts[2]) != nil else {
      throw fault(path, "is on a day that there is not")
    }
  }

  static func languages(_ value: StrictJSON, at path: String) throws(PackageRefusal) {
    guard let members = value.members else { throw fault(path, "is no map of languages") }
    for (language, text) in members {
      guard isLanguage(language) else { throw fault(path, "has a language “\(language.prefix(40))” that is none") }
      guard text.string != nil else { throw fault(path, "has a text that is none") }
    }
  }

  /// Whether it has the form of RFC 5646: short words of letters and digits, the first of letters alone.
  static func isLanguage(_ text: String?) -> Bool {
    text?.wholeMatch(of: /([A-Za-z]{2,8}|[xXiI])(-[A-Za-z0-9]{1,8})*/) != nil
  }

  static func extensions(_ members: Members, at path: String) throws(PackageRefusal) {
    guard let value = members["extensions"] else { return }
    guard let extensions = value.members else { throw fault(path + ".extensions", "is no object") }
    for name in extensions.keys where !Address.isAbsolute(name) {
      throw fault(path + ".extensions", "has a name “\(name.prefix(40))” that is no complete IRI")
    }
  }
}
