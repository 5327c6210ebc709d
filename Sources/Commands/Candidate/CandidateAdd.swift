import ArgumentParser
import Recruiting
import Store

extension Candidates {
  struct Add: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "add",
      abstract: "Add somebody who might work here.",
      discussion: "muster candidate add 'Zoe Quinn' --email zoe@mail.example --phone '+44 113 496 0000'")

    @Argument(help: "Their name as they write it.") var name: String
    @Option(name: .customLong("email"), help: "An e-mail address; may be repeated.") var emails: [String] = []
    @Option(name: .customLong("phone"), help: "A telephone number; may be repeated.") var phones: [String] = []
    @Option(help: "The name they go by.") var goesBy: String?
    @Option(help: "Where they live, as they wrote it.") var location: String?
    @Option(help: "The jurisdiction that decides how long we keep them, such as GB-ENG.") var jurisdiction: String?
    @Option(help: "Who they were on the books: a name, number or #id.") var alumnus: String?
    @Option(help: "The legal entity, for who recruits for several.") var entity: String?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      var new = NewCandidate(name)
      new.contacts = try contacts(.email, emails) + contacts(.phone, phones)
      new.preferredName = goesBy
      new.location = location
      new.jurisdiction = jurisdiction
      new.person = alumnus
      let added = new
      let outcome = try await globals.withRecruiting {
        try await $0.add(added, in: entity, as: write.operation("candidate.add", input: added))
      }
      try printer.changed(
        Change(
          outcome, "\(name) is candidate C-\(outcome.value.id).", ids: [outcome.value.id.description],
          next: "muster application add C-\(outcome.value.id) --requisition CODE, or muster candidate dupes"))
    }

    private func contacts(_ kind: Contact.Kind, _ texts: [String]) throws(Failure) -> [Contact] {
      var contacts: [Contact] = []
      for text in texts {
        guard let contact = Contact(kind, text) else {
          throw .usage("'\(text)' is no \(kind == .email ? "e-mail address" : "telephone number").")
        }
        contacts.append(contact)
      }
      return contacts
    }
  }
}
