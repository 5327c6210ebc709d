import ArgumentParser
import Coaching
import Store

/// Words as they are given: an argument, or `-` for standard input, so that they need not stand in a shell's history.
struct Words: ParsableArguments {
  @Argument(help: "The words; - reads them from standard input.") var words: String

  /// The words, without the line feed that ends a file.
  func text() throws -> String {
    guard words == "-" else { return words }
    let bytes = try WholeFile.bytes("-", atMost: 80_000)
    guard var text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(exit: .invalid, "The words on standard input are not UTF-8.")
    }
    while text.last?.isNewline == true { text.removeLast() }
    return text
  }
}

extension Coach {
  struct Write: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "write",
      abstract: "Write a note about a session: private unless you say --hr or --shared.",
      discussion: """
        A private note is read by you alone. HR reads it only by breaking the glass: for a reason, which you and the
        person are told. Who a note is about may have a right to be told what it says.
        """)

    @Argument(help: "The session's id.") var session: CoachingSession.ID
    @OptionGroup var words: Words
    @Flag(help: "Everybody who was there reads it, once the session is shared.") var shared = false
    @Flag(help: "HR reads it too.") var hr = false
    @Option(name: .customLong("train"), help: "Ask for this training in the same breath; may be repeated.")
    var training: [String] = []
    @Option(help: "By when the training is wanted.") var due: LocalDate?
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func validate() throws {
      if shared, hr { throw ValidationError("--shared is read by HR too; say one of them.") }
    }

    func run() async throws {
      let text = try words.text()
      let visibility: Note.Visibility = shared ? .shared : hr ? .hr : .private
      let asked = write.operation("coach.write", input: [session.description, visibility.rawValue, text] + training)
      let outcome = try await globals.withCoaching {
        try await $0.write(text, visibility, in: session, training: training, due: due, as: asked)
      }
      let note = outcome.value
      let wished = note.asked.isEmpty ? "" : " Asked for training: \(note.asked.joined(separator: ", "))."
      try printer.changed(
        Change(
          outcome, "Wrote note \(note.id) about \(note.personName), \(note.told).\(wished)",
          ids: [note.id.description],
          next: note.visibility == .shared && !note.isShown ? "muster coach share \(session)" : nil))
    }
  }

  struct Edit: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "edit",
      abstract: "Change the words of a note of yours within 72 hours; what it said before is kept.")

    @Argument(help: "The note's id.") var note: Note.ID
    @OptionGroup var words: Words
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let text = try words.text()
      let asked = write.operation("coach.edit", input: [note.description, text])
      let outcome = try await globals.withCoaching { try await $0.edit(note, text, as: asked) }
      try printer.changed(
        Change(outcome, "Changed note \(note); it is sealed at \(outcome.value.sealedAt).", ids: [note.description]))
    }
  }

  struct Widen: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "widen",
      abstract: "Let more people read a note of yours: hr, or shared. There is no way back.")

    @Argument(help: "The note's id.") var note: Note.ID
    @Argument(help: "hr or shared.") var visibility: Note.Visibility
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let asked = write.operation("coach.widen", input: [note.description, visibility.rawValue])
      let outcome = try await globals.withCoaching { try await $0.widen(note, to: visibility, as: asked) }
      try printer.changed(
        Change(
          outcome, "Note \(note) about \(outcome.value.personName) is \(outcome.value.told).", ids: [note.description],
          next: outcome.value.isShown ? nil : "muster coach share \(outcome.value.session)"))
    }
  }

  struct Add: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "add",
      abstract: "Put an addendum to a sealed note of yours; it is read by whoever reads the note.")

    @Argument(help: "The note's id.") var note: Note.ID
    @OptionGroup var words: Words
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let text = try words.text()
      let asked = write.operation("coach.add", input: [note.description, text])
      let outcome = try await globals.withCoaching { try await $0.add(text, to: note, as: asked) }
      try printer.changed(
        Change(outcome, "Added note \(outcome.value.id) to note \(note).", ids: [outcome.value.id.description]))
    }
  }
}

extension NoteReceipt {
  /// Who reads it, in words.
  var told: String {
    switch visibility {
    case .private: "read by you alone"
    case .hr: "read by you and HR"
    case .shared: isShown ? "read by all who were there" : "read by all who were there once the session is shared"
    }
  }
}
