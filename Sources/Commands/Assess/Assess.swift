public import ArgumentParser
public import Onboarding
import Store

/// Tests: banks of questions, attempts, grades.
struct Assess: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assess", abstract: "Tests: question banks, attempts and grades.",
    subcommands: [
      Banks.self, Import.self, Lint.self, Export.self, Publish.self, List.self, Take.self, Attempts.self, Show.self,
      Abandon.self, Overdue.self, Grade.self, Regrade.self, Void.self, ItemStats.self,
    ])
}

extension AssessmentRules.Method: ExpressibleByArgument {}
extension AssessmentRules.Reveals: ExpressibleByArgument {}
extension Attempt.State: ExpressibleByArgument {}

extension Globals {
  func withAssessments<Value>(_ body: (Assessments) async throws -> Value) async throws -> Value {
    try await withStore { store in try await body(Assessments(store: store)) }
  }
}
