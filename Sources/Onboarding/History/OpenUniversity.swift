internal import Store

/// The layout of the Open University's public learning data: four tables, days counted from a presentation's start.
///
/// Presentations of 2013J begin on the first of October 2013, those of B on the first of February.
public struct OpenUniversity: Sendable {
  /// A table's rows by the names of its columns.
  public typealias Rows = [[String: String]]

  private var runs: [String: CohortHistory.Run] = [:]
  private var tasks: [String: String] = [:]
  private var places: [String: (run: String, learner: Int)] = [:]
  /// Rows that were not taken, with the reason.
  public private(set) var skipped: [String] = []

  public init(courses: Rows, assessments: Rows, students: Rows, submissions: Rows) {
    for row in courses { addRun(row) }
    for row in assessments { addTask(row) }
    for row in students { addLearner(row) }
    for row in submissions { addSubmission(row) }
  }

  public var history: CohortHistory { CohortHistory(runs.values.sorted { $0.name < $1.name }) }

  private func name(_ row: [String: String]) -> String? {
    guard let course = row["code_module"], let presentation = row["code_presentation"] else { return nil }
    return "\(course) \(presentation)"
  }

  private mutating func addRun(_ row: [String: String]) {
    guard let name = name(row), let course = row["code_module"], let presentation = row["code_presentation"],
      let year = Int(presentation.dropLast()), let length = row["module_presentation_length"].flatMap({ Int($0) }),
      let start = LocalDate(year: year, month: presentation.hasSuffix("J") ? 10 : 2, day: 1)
    else { return skipped.append("a course without a presentation and a length: \(row)") }
    runs[name] = CohortHistory.Run(
      course: course.lowercased(), name: name, startsOn: start, endsOn: start.adding(days: length))
  }

  private mutating func addTask(_ row: [String: String]) {
    guard let name = name(row), let id = row["id_assessment"], runs[name] != nil else {
      return skipped.append("an assessment of no course: \(row)")
    }
    guard let due = row["date"].flatMap({ Double($0) }) else {
      return skipped.append("assessment \(id) of \(name) has no date: it is left out")
    }
    // Weights are percent with tenths at most; what weighs nothing is still due.
    let weight = row["weight"].flatMap({ Double($0) }) ?? 0
    tasks[id] = name
    runs[name]?.tasks.append(
      CohortHistory.Task("a\(id)", dueAfter: Int(due), weight: max(1, Int((weight * 10).rounded()))))
  }

  private mutating func addLearner(_ row: [String: String]) {
    guard let name = name(row), let id = row["id_student"], let run = runs[name] else {
      return skipped.append("a student of no course: \(row)")
    }
    let result = row["final_result"] ?? ""
    guard result != "Withdrawn", !result.isEmpty else {
      return skipped.append("student \(id) of \(name) withdrew: left out")
    }
    places["\(name) \(id)"] = (name, run.learners.count)
    runs[name]?.learners.append(CohortHistory.Learner("OU\(id)", madeIt: result != "Fail"))
  }

  private mutating func addSubmission(_ row: [String: String]) {
    guard let task = row["id_assessment"], let name = tasks[task], let student = row["id_student"],
      let place = places["\(name) \(student)"], let after = row["date_submitted"].flatMap({ Int($0) })
    else { return skipped.append("a submission of nobody or nothing: \(row)") }
    runs[place.run]?.learners[place.learner].handedIn.append(
      CohortHistory.Submission("a\(task)", after: after, score: row["score"].flatMap({ Double($0) }).map { $0 / 100 }))
  }
}
