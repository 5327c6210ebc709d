import ArgumentParser
import Recruiting
import Store

/// When an interview is, and who sits in it.
struct InterviewWishes: ParsableArguments {
  @Option(help: "The start by the site's wall clock, such as 2026-10-05T10:30.") var at: WallClock
  @Option(help: "How many minutes.") var minutes = 30
  @Option(name: .customLong("with"), help: "An interviewer; may be repeated.") var interviewers: [String]
  @Option(help: "The kit to ask from; muster feedback kits lists them.") var kit: String?
  @Option(help: "A room, or a link.") var place: String?

  func planned(settled: Bool) -> PlannedInterview {
    var planned = PlannedInterview(at: at.time, minutes: minutes, with: interviewers)
    planned.kit = kit
    planned.place = place ?? ""
    planned.isSettled = settled
    return planned
  }
}
