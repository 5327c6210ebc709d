import ArgumentParser
import Coaching
import Store

extension Coach {
  struct BreakGlass: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "break-glass",
      abstract: "As HR, read a note you may not read, for a reason that its author and its subject are told.",
      discussion: "The reason is kept with the time and your name before a word of the note is shown.")

    @Argument(help: "The note's id.") var note: Note.ID
    @Option(help: "Why, in at least 20 characters.") var reason: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("coach.break-glass", input: [note.description, reason])
      let (outcome, read) = try await globals.withCoaching { coaching in
        let outcome = try await coaching.breakGlass(over: note, reason: reason, as: asked)
        return (outcome, outcome.isRehearsal ? nil : try await coaching.note(note))
      }
      let printer = try printer
      if let read, !globals.output.quiet { try printer.list([read]) }
      try printer.changed(
        Change(
          outcome, "You read note \(note). Its author and the person it is about see so in their agenda.",
          ids: [note.description], next: "muster audit log --table coaching.glass"))
    }
  }
}

extension Note: Listed {
  static let noun = "note"
  static let columns: [Column<Note>] = [
    Column("id") { Field($0.id) },
    Column("session") { Field($0.session) },
    Column("author") { $0.authorName },
    Column("visibility") { $0.visibility.rawValue },
    Column("written_at") { Field($0.writtenAt) },
    Column("sealed_at", shown: false) { Field($0.sealedAt) },
    Column("shown_at", shown: false) { Field($0.shownAt) },
    Column("adds_to", shown: false) { Field($0.addsTo) },
    Column("revisions", shown: false) { $0.revisions },
    Column("body") { $0.body },
  ]
}
