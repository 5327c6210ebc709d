public import Store

/// Cohorts that are over, as they were kept elsewhere: what was due when, who handed in what, and who made it.
public struct CohortHistory: Codable, Sendable, Equatable {
  /// One run of a course.
  public struct Run: Codable, Sendable, Equatable {
    public var course: String
    public var name: String
    public var startsOn: LocalDate
    public var endsOn: LocalDate
    public var tasks: [Task]
    public var learners: [Learner]

    public init(
      course: String, name: String, startsOn: LocalDate, endsOn: LocalDate, tasks: [Task] = [], learners: [Learner] = []
    ) {
      (self.course, self.name, self.startsOn, self.endsOn) = (course, name, startsOn, endsOn)
      (self.tasks, self.learners) = (tasks, learners)
    }
  }

  public struct Task: Codable, Sendable, Equatable {
    public var key: String
    /// Days after the start.
    public var dueAfter: Int
    public var weight: Int

    public init(_ key: String, dueAfter: Int, weight: Int) {
      (self.key, self.dueAfter, self.weight) = (key, dueAfter, weight)
    }
  }

  public struct Learner: Codable, Sendable, Equatable {
    public var number: String
    public var madeIt: Bool
    public var handedIn: [Submission]

    public init(_ number: String, madeIt: Bool, handedIn: [Submission] = []) {
      (self.number, self.madeIt, self.handedIn) = (number, madeIt, handedIn)
    }
  }

  public struct Submission: Codable, Sendable, Equatable {
    public var task: String
    /// Days after the start; negative before it.
    public var after: Int
    /// Between 0 and 1; `nil` when it was not marked.
    public var score: Double?

    public init(_ task: String, after: Int, score: Double?) {
      (self.task, self.after, self.score) = (task, after, score)
    }
  }

  public var runs: [Run]

  public init(_ runs: [Run]) {
    self.runs = runs
  }

  /// The runs cut to classes of at most so many seats, as People has them; a second part is named `… (2)`.
  func classes(of seats: Int) -> [Run] {
    runs.flatMap { run in
      stride(from: 0, to: max(run.learners.count, 1), by: seats).enumerated().map { part, first in
        var cut = run
        cut.name = part == 0 ? run.name : "\(run.name) (\(part + 1))"
        cut.learners = Array(run.learners[first..<min(first + seats, run.learners.count)])
        return cut
      }
    }
  }
}

/// What came in with a history.
public struct LoadedHistory: Codable, Sendable, Equatable {
  public var cohorts = 0
  public var people = 0
  public var enrolments = 0
  public var submissions = 0
}
