import ArgumentParser
import Onboarding
import Store

extension Cohorts {
  struct Import: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Bring in cohorts that are over, so that rules and projections learn from them.",
      discussion: """
        The folder holds courses.csv, assessments.csv, studentInfo.csv and studentAssessment.csv in the layout of the Open \
        University's public learning data. What is not taken is listed.
        """)

    @Argument(help: "The folder.") var folder: String
    @Option(help: "The site where the classes are said to have been.", completion: .sites) var site: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let read = OpenUniversity(
        courses: try rows("courses"), assessments: try rows("assessments"), students: try rows("studentInfo"),
        submissions: try rows("studentAssessment"))
      let history = read.history
      let outcome = try await globals.withOnboarding {
        try await $0.load(history, at: site, as: write.operation("cohort.import", input: history))
      }
      for line in read.skipped.prefix(20) { Stream.errors.say("not taken: \(line)") }
      if read.skipped.count > 20 { Stream.errors.say("not taken: \(read.skipped.count - 20) rows more") }
      let loaded = outcome.value
      try printer.changed(
        Change(
          outcome,
          "\(loaded.cohorts) cohorts, \(loaded.enrolments) enrolments and \(loaded.submissions) submissions came in; "
            + "\(loaded.people) people are new.",
          next: "muster cohort rules --evaluate --days 60,90,125"))
    }

    private func rows(_ name: String) throws -> OpenUniversity.Rows {
      try RowsFile.table("\(folder)/\(name).csv")
    }
  }
}
