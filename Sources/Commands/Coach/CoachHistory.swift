import ArgumentParser
import Coaching
import Documents
import Store

extension Coach {
  struct History: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "history",
      abstract: "Everything about you, or about a person you may read of, session by session.",
      discussion: """
        muster coach history --redacted --format csv > mine.csv writes what there is for somebody to take along: other \
        people than them and their coach are left out by name.
        """)

    @Argument(help: "A name, an employee number, or #id; you by default.") var person: String?
    @Flag(help: "Leave out the names of everybody but the person and the coach.") var redacted = false
    @OptionGroup var globals: Globals

    func run() async throws {
      let history = try await globals.withCoaching { try await $0.history(of: person) }
      try printer.list(CoachingLine.all(of: history, isRedacted: redacted))
    }
  }

  struct Calendar: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "calendar",
      abstract: "Write your sessions as an iCalendar file that phones and desks read.")

    @Option(help: "The file to write; standard output by default.") var out: String?
    @Flag(help: "Replace a file that is there already.") var force = false
    @OptionGroup var globals: Globals

    func run() async throws {
      let sessions = try await globals.withCoaching { try await $0.mine() }
      let text = CalendarFeed(name: "Coaching", events: sessions.map(\.event)).text
      guard let out else { return try Stream.output.write(text) }
      try OutputFile.write(text, to: out, replacing: force)
      try printer.note("Wrote \(sessions.count) sessions to \(out).")
    }
  }
}

/// A line of somebody's history: a line of a session's record, with the session's id before it.
struct CoachingLine: Listed, Sendable {
  let session: Field
  let line: SessionLine

  static let noun = "history_line"
  static let columns: [Column<CoachingLine>] = [
    Column("session") { $0.session }, Column("what") { $0.line.what }, Column("id") { $0.line.id },
    Column("who") { $0.line.who }, Column("when") { $0.line.when }, Column("state") { $0.line.state },
    Column("text") { $0.line.text },
  ]

  static func all(of history: CoachingHistory, isRedacted: Bool) -> [CoachingLine] {
    let lines = history.records.flatMap { record in
      let known: Set = [record.session.personName, record.session.coachName]
      return SessionLine.all(of: record).enumerated().map { place, line in
        let isOther = isRedacted && place > 0 && !line.who.isEmpty && !known.contains(line.who)
        return CoachingLine(session: Field(record.session.id), line: isOther ? line.by("another person") : line)
      }
    }
    return lines
      + history.readings.map {
        CoachingLine(
          session: Field($0.session),
          line: SessionLine(
            what: "read by HR", id: Field($0.note), who: isRedacted ? "HR" : $0.readerName, when: Field($0.brokenAt),
            state: nil, text: $0.reason))
      }
  }
}

extension SessionLine {
  /// The same line under another name.
  fileprivate func by(_ other: String) -> SessionLine {
    SessionLine(what: what, id: id, who: other, when: when, state: state, text: text)
  }
}

extension CoachingSession {
  /// The session in a calendar: that it is and with whom, no word of what it is about.
  fileprivate var event: CalendarEvent {
    CalendarEvent(
      uid: "coaching-\(id)@muster", sequence: moves + (state == .cancelled ? 1 : 0),
      stamp: UTCInstant(microsecondsSince2000: startsAt.microseconds),
      start: UTCInstant(microsecondsSince2000: startsAt.microseconds),
      end: UTCInstant(microsecondsSince2000: endsAt.microseconds), summary: "Coaching – \(coachName), \(personName)",
      details: "\(starts.clock)–\(ends.clock) in \(zone)", isCancelled: state == .cancelled)
  }
}
