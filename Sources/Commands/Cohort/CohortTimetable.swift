import ArgumentParser
import Onboarding
import Store

extension Cohorts {
  struct Timetable: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "timetable",
      abstract: "Plan a cohort's meetings; each member's hours are set aside, so no roster takes them.",
      discussion: "Columns of the file: title, on, starts, ends and, if it teaches an item, item.")

    @Argument(help: "The cohort, by the name of its class.", completion: .cohorts) var cohort: String
    @Argument(help: "A CSV file of meetings; - reads stdin.") var file: String
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let meetings = try RowsFile.read(file, required: ["title", "on", "starts", "ends"], optional: ["item"]).map {
        row in
        PlannedMeeting(
          try row.required("title", "what it is about") { $0 }, item: row["item"],
          on: try row.required("on", "a day as YYYY-MM-DD") { LocalDate($0) },
          starts: try row.required("starts", "a time as 09:00") { LocalTime($0) },
          ends: try row.required("ends", "a time as 12:30") { LocalTime($0) })
      }
      let outcome = try await globals.withOnboarding {
        try await $0.plan(meetings, of: cohort, as: write.operation("cohort.timetable", input: meetings))
      }
      try printer.changed(
        Change(
          outcome, "\(meetings.count) meetings are set aside for \(outcome.value.names.count) people of \(cohort).",
          next: "muster cohort board '\(cohort)'"))
    }
  }

  struct Delay: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "delay",
      abstract: "Move a cohort to another first day, with its meetings and due dates.")

    @Argument(help: "The cohort, by the name of its class.", completion: .cohorts) var cohort: String
    @Option(help: "The new first day.") var to: LocalDate
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withOnboarding {
        try await $0.delay(cohort, to: to, as: write.operation("cohort.delay", input: [cohort, to.description]))
      }
      let moved = outcome.value.cohort
      try printer.changed(
        Change(
          outcome, "\(moved.name) starts on \(moved.startsOn) and ends on \(moved.endsOn).",
          ids: [moved.id.description], next: "muster season plan SEASON --explain"))
    }
  }

  struct Step: MusterCommand {
    static let configuration = CommandConfiguration(
      commandName: "state", abstract: "Begin, finish or cancel a cohort.")

    @Argument(help: "The cohort, by the name of its class.", completion: .cohorts) var cohort: String
    @Argument(help: "running, finished or cancelled.") var state: Cohort.State
    @OptionGroup(title: "Writing") var write: WriteWishes
    @OptionGroup var globals: Globals

    func run() async throws {
      let outcome = try await globals.withOnboarding {
        try await $0.step(
          cohort: cohort, to: state, as: write.operation("cohort.state", input: [cohort, state.rawValue]))
      }
      try printer.changed(
        Change(
          outcome, "\(outcome.value.name) is \(outcome.value.state.rawValue).", ids: [outcome.value.id.description]))
    }
  }
}
