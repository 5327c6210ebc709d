import ArgumentParser

/// Interviews and their calendars.
struct Interviews: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "interview", abstract: "Interviews: who meets whom when, at the site's wall clock.",
    subcommands: [
      List.self, Propose.self, Schedule.self, Reschedule.self, Complete.self, NoShow.self, Cancel.self, Calendar.self,
    ])
}
