import ArgumentParser
import People
import Store

/// Which rights a grant or a revoke is about.
struct RightsWishes: ParsableArguments {
  @Option(
    name: .customLong("role"),
    help: "A role: \(GroupRole.allCases.map(\.rawValue).joined(separator: ", ")); may be repeated.")
  var roles: [GroupRole] = []

  @Option(help: "The login, such as u_pia; - makes one from the name.")
  var login: String?

  @Option(name: .customLong("entity"), help: "A legal entity by name; may be repeated.")
  var entityNames: [String] = []

  func validate() throws {
    if roles.isEmpty, login == nil, entityNames.isEmpty {
      throw ValidationError("Name at least one --role, --login or --entity.")
    }
  }

  func loginName(of person: String) throws(Failure) -> Login? {
    guard let login else { return nil }
    let name = login == "-" ? person : login
    guard let made = Login(of: name) else {
      throw .usage("'\(name)' makes no login.", next: "--login u_ and 1 to 50 of a-z, 0-9 and _")
    }
    return made
  }

  func entities(_ globals: Globals) async throws -> [LegalEntity] {
    guard !entityNames.isEmpty else { return [] }
    let known = try await globals.withStore { store in try await People(store: store).entities() }
    return try entityNames.map { name in
      guard let entity = known.first(where: { $0.name == name }) else {
        throw Failure(
          exit: .missing, "There is no legal entity '\(name)'.", next: known.map(\.name).joined(separator: ", "))
      }
      return entity
    }
  }

  /// Finds the person, makes the changes one by one, and tells which of them changed anything.
  ///
  /// Each change is an operation of its own; a key covers them all by a suffix.
  func change(
    _ name: String, _ write: WriteWishes, _ globals: Globals,
    _ body: (Grants, Person, (String) -> String?) async throws -> [RightsChange],
    told: (String, [String]) -> String
  ) async throws {
    try await globals.withStore { store in
      let person = try await People(store: store).person(name)
      let done = try await body(Grants(store: store), person) { part in write.key.map { "\($0)/\(part)" } }
      var change = Change(summary: told(person.name, done.filter(\.isNew).map(\.what)), ids: [person.id.description])
      change.isRehearsal = write.dryRun
      change.next = "muster audit log --limit 5"
      try Printer(globals.output, settings: globals.settings()).changed(change)
    }
  }
}

/// One right that was given or taken; not new when it was so before.
struct RightsChange: Sendable {
  let what: String
  let isNew: Bool
}
