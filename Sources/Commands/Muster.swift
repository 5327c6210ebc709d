public import ArgumentParser

/// The command line: `muster <noun> <verb>`, one folder a noun and one file a verb.
public struct Muster: AsyncParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "muster",
    abstract: "Get a shop's customer-service team through its peak season.",
    usage: "muster <noun> <verb> [options]",
    discussion: """
      \(Examples.text)

      More: muster help <noun> <verb>, and about \(Topic.allCases.map(\.rawValue).joined(separator: ", ")): \
      muster help <topic>.
      """,
    version: "0.1.0",
    groupedSubcommands: [
      CommandGroup(
        name: "Planning",
        subcommands: [
          SeasonCommand.self,
          Demand.self,
          ForecastCommand.self,
          Staffing.self,
          Rosters.self,
          Shifts.self,
          DayCommand.self,
          HoursCommand.self,
          Swaps.self,
          WishCommand.self,
          Bids.self,
          AdherenceCommand.self,
          Absences.self,
        ]),
      CommandGroup(
        name: "Recruiting",
        subcommands: [
          Requisitions.self,
          Openings.self,
          Descriptions.self,
          PostingCommand.self,
          Candidates.self,
          Applications.self,
          Interviews.self,
          Feedbacks.self,
          Offers.self,
          Hires.self,
          Referrals.self,
          Pools.self,
          Alumni.self,
          RecruitingCommand.self,
          EEOCommand.self,
          PrivacyCommand.self,
          Laws.self,
        ]),
      CommandGroup(
        name: "Onboarding",
        subcommands: [
          Curricula.self,
          Cohorts.self,
          Assignments.self,
          Assess.self,
          Certs.self,
          Ramps.self,
          Policies.self,
        ]),
      CommandGroup(
        name: "Coaching and scorecards",
        subcommands: [
          Coach.self,
          Impact.self,
          ScorecardCommand.self,
          Metrics.self,
          Reports.self,
          Forms.self,
          Samples.self,
          Evaluations.self,
          Calibrations.self,
        ]),
      CommandGroup(
        name: "People",
        subcommands: [
          Persons.self,
          Teams.self,
          Sites.self,
          Skills.self,
          TrainingClasses.self,
          Entities.self,
        ]),
      CommandGroup(
        name: "Workload",
        subcommands: [
          Imports.self,
          Sources.self,
          Queues.self,
          Channels.self,
        ]),
      CommandGroup(
        name: "This installation",
        subcommands: [
          Audits.self,
          Op.self,
          Database.self,
          Local.self,
          Checkup.self,
          Config.self,
        ]),
    ])

  public init() {}

  /// `muster` alone: concise help.
  public func run() async throws {
    try Stream.output.write(Examples.concise(nouns: Self.nouns))
  }

  /// The nouns in the groups that people look for them in.
  static var nouns: [(group: String, nouns: [(name: String, abstract: String)])] {
    configuration.groupedSubcommands.map { group in
      (
        group.name,
        group.subcommands.filter { $0.configuration.shouldDisplay }
          .map { ($0._commandName, $0.configuration.abstract) }
      )
    }
  }
}
