import ArgumentParser
import Coaching
import Store

extension Coach {
  struct Show: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show a session with all of it that you may read, in the order it happened.")

    @Argument(help: "The session's id.") var id: CoachingSession.ID
    @OptionGroup var globals: Globals

    func run() async throws {
      let record = try await globals.withCoaching { try await $0.session(id) }
      try printer.list(SessionLine.all(of: record), zone: record.session.zone)
    }
  }

  struct Search: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "search",
      abstract: "Find notes by their words, among those you may read.",
      discussion: "muster coach search 'refund -late \"new form\"'")

    @Argument(help: "Words; \"quoted\" ones stand together, -word leaves out, or.") var words: String
    @OptionGroup var globals: Globals

    func run() async throws {
      try printer.list(try await globals.withCoaching { try await $0.search(words) })
    }
  }
}

/// One line of a session's record.
struct SessionLine: Listed, Sendable {
  let what: String
  let id: Field
  let who: String
  let when: Field
  let state: String?
  let text: String

  static let noun = "session_line"
  static let columns: [Column<SessionLine>] = [
    Column("what") { $0.what }, Column("id") { $0.id }, Column("who") { $0.who }, Column("when") { $0.when },
    Column("state") { $0.state }, Column("text") { $0.text },
  ]

  static func all(of record: SessionRecord) -> [SessionLine] {
    let session = record.session
    let head = SessionLine(
      what: session.kind.rawValue, id: Field(session.id), who: "\(session.coachName) with \(session.personName)",
      when: .text("\(session.on) \(session.starts.clock)–\(session.ends.clock)"), state: session.state.rawValue,
      text: session.title)
    return [head] + around(record) + said(in: record) + agreed(in: record)
  }

  private static func around(_ record: SessionRecord) -> [SessionLine] {
    record.participants.map {
      SessionLine(what: $0.part.rawValue, id: .missing, who: $0.name, when: .missing, state: nil, text: "")
    }
      + record.references.map {
        SessionLine(what: $0.kind.rawValue, id: .text($0.code), who: "", when: .missing, state: nil, text: "")
      }
      + record.steps.map {
        SessionLine(
          what: "step", id: .missing, who: $0.takenBy, when: Field($0.takenAt), state: $0.state.rawValue,
          text: $0.reason)
      }
  }

  private static func said(in record: SessionRecord) -> [SessionLine] {
    record.notes.map { note in
      let edits = note.revisions > 0 ? ", edited" : ""
      return SessionLine(
        what: note.addsTo == nil ? "note" : "addendum", id: Field(note.id), who: note.authorName,
        when: Field(note.writtenAt), state: note.visibility.rawValue + (note.isSealed ? ", sealed" : "") + edits,
        text: note.body)
    }
      + record.acknowledgements.map {
        SessionLine(
          what: "answer", id: .missing, who: $0.byName, when: Field($0.at), state: $0.stance.rawValue, text: $0.comment)
      }
  }

  private static func agreed(in record: SessionRecord) -> [SessionLine] {
    record.actions.map { action in
      let moved = action.session != record.session.id ? ", now in session \(action.session)" : ""
      return SessionLine(
        what: "action", id: Field(action.id), who: action.ownerName, when: Field(action.dueOn),
        state: action.state.rawValue + moved, text: action.task)
    }
      + record.training.map {
        SessionLine(
          what: "training", id: Field($0.id), who: $0.personName, when: Field($0.dueOn), state: "asked for",
          text: $0.curriculum)
      }
      + record.followUps.map {
        SessionLine(
          what: "follow-up", id: Field($0.id), who: "", when: Field($0.dueOn),
          state: $0.outcome == nil ? "open" : "answered",
          text: $0.question + ($0.outcome.map { " → " + $0 } ?? "") + ($0.evidence.map { " (\($0))" } ?? ""))
      }
  }
}

extension FoundNote: Listed {
  static let noun = "found_note"
  static let columns: [Column<FoundNote>] = [
    Column("note") { Field($0.id) },
    Column("session") { Field($0.session) },
    Column("date") { Field($0.on) },
    Column("person") { $0.personName },
    Column("author") { $0.authorName },
    Column("visibility") { $0.visibility.rawValue },
    Column("extract") { $0.extract },
  ]
}
