import ArgumentParser
import Documents
import Recruiting
import Store

extension Interviews {
  struct Calendar: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "ics", abstract: "Write interviews as a calendar that phones and desks read.",
      discussion: "muster interview ics --interviewer Mara > interviews.ics")

    @Argument(help: "One interview's id; all you may see when left out.") var interview: Identifier<Interview>?
    @Option(help: "Only with this interviewer.") var interviewer: String?
    @OptionGroup var globals: Globals

    func run() async throws {
      let found = try await globals.withRecruiting { try await $0.interviews(with: interviewer) }
      let chosen = found.filter { $0.state != .proposed && (interview == nil || $0.id == interview) }
      guard interview == nil || !chosen.isEmpty else {
        throw Failure(exit: .missing, "There is no such interview.", next: "muster interview list")
      }
      try Stream.output.write(CalendarFeed(name: "Interviews", events: chosen.map(\.event)).text)
    }
  }
}

extension Interview {
  /// The entry of a calendar; whoever moved it keeps the number of the first, so that phones replace theirs.
  var event: CalendarEvent {
    CalendarEvent(
      uid: "interview-\(id)@muster", sequence: sequence,
      stamp: UTCInstant(microsecondsSince2000: startsAt.microseconds),
      start: UTCInstant(microsecondsSince2000: startsAt.microseconds),
      end: UTCInstant(microsecondsSince2000: endsAt.microseconds), summary: "Interview A-\(application)",
      details: "\(startsLocally) in \(zone)" + (kit.map { ", \($0)" } ?? ""), place: place.isEmpty ? site : place,
      isCancelled: state == .cancelled || state == .rescheduled)
  }
}
