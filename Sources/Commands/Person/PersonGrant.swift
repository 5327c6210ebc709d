import ArgumentParser
import People
import Store

extension Persons {
  struct Grant: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "grant",
      abstract: "Give somebody a role, a login, or sight of a legal entity.",
      discussion: "Administrators do this, never for themselves, and the audit remembers it.\n"
        + "muster person grant Pia --login u_pia; muster person grant Pia --role planner --role publisher")

    @Argument(help: "A name, an employee number, or #id.", completion: .people) var person: String
    @OptionGroup var rights: RightsWishes
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      try await rights.change(person, write, globals) { grants, who, key in
        var done: [RightsChange] = []
        if let login = try rights.loginName(of: person) {
          _ = try await grants.addLogin(login, for: who.id, key: key("login"), dryRun: write.dryRun)
          done.append(RightsChange(what: "the login \(login)", isNew: true))
        }
        for role in rights.roles {
          let outcome = try await grants.grant(role, to: who.id, key: key(role.rawValue), dryRun: write.dryRun)
          done.append(RightsChange(what: "the role \(role.rawValue)", isNew: outcome.value))
        }
        for entity in try await rights.entities(globals) {
          let outcome = try await grants.open(
            entity.id, to: who.id, key: key("entity-\(entity.id)"), dryRun: write.dryRun)
          done.append(RightsChange(what: entity.name, isNew: outcome.value))
        }
        return done
      } told: { who, done in
        done.isEmpty ? "\(who) had all of that already." : "Gave \(who) \(done.joined(separator: ", "))."
      }
    }
  }
}
