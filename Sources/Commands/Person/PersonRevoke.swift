import ArgumentParser
import People
import Store

extension Persons {
  struct Revoke: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "revoke",
      abstract: "Take a role, the login, or sight of a legal entity from somebody, at once.",
      discussion: "Their very next statement is without it, also in a session that is open.")

    @Argument(help: "A name, an employee number, or #id.", completion: .people) var person: String
    @OptionGroup var rights: RightsWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      try await rights.change(person, write, globals) { grants, who, key in
        var done: [RightsChange] = []
        for role in rights.roles {
          let outcome = try await grants.revoke(role, from: who.id, key: key(role.rawValue), dryRun: write.dryRun)
          done.append(RightsChange(what: "the role \(role.rawValue)", isNew: outcome.value))
        }
        for entity in try await rights.entities(globals) {
          let outcome = try await grants.close(
            entity.id, to: who.id, key: key("entity-\(entity.id)"), dryRun: write.dryRun)
          done.append(RightsChange(what: entity.name, isNew: outcome.value))
        }
        if rights.login != nil {
          _ = try await grants.revokeLogin(of: who.id, key: key("login"), dryRun: write.dryRun)
          done.append(RightsChange(what: "the login", isNew: true))
        }
        return done
      } told: { who, done in
        done.isEmpty ? "\(who) had nothing of that." : "Took \(done.joined(separator: ", ")) from \(who)."
      }
    }
  }
}
