import Onboarding
import People
import Postgres
import Store
import StoreTesting
import Testing

extension TestStore {
  /// Onboarding as one of the cast sees it.
  func onboarding(as name: String) async throws -> Onboarding {
    Onboarding(store: try await store(as: name))
  }

  /// The returns curriculum published by Tess, and taken by her November class: Cal, Dot, Finn and Max.
  func school(_ draft: CurriculumDraft = .returns) async throws -> (tess: Onboarding, cohort: Cohort) {
    let tess = try await onboarding(as: "Tess")
    try await tess.publish(draft)
    let opened = try await tess.open(
      class: "November class", curriculum: draft.code, as: Operation("cohort.open"))
    return (tess, opened.value.cohort)
  }

  /// Runs a statement through somebody's own login, past everything but the database's walls.
  func plainly(as name: String, _ statement: StaticString) async throws -> PostgresError? {
    let raw = try await raw(as: name)
    defer { Task { await raw.close() } }
    do {
      try await raw.with { session in try session.script("\(statement)") }
      return nil
    } catch let error as PostgresError {
      return error
    }
  }
}

extension Onboarding {
  /// Takes a draft all the way to its learners.
  @discardableResult
  func publish(_ draft: CurriculumDraft) async throws -> CurriculumVersion {
    _ = try await keep(draft, as: Operation("curriculum.draft"))
    _ = try await step(draft.code, to: .inReview, as: Operation("curriculum.step"))
    return try await step(draft.code, to: .published, as: Operation("curriculum.step")).value
  }

  /// Records one result of the returns curriculum.
  @discardableResult
  func record(
    _ verbs: ItemStanding.Verb..., on item: String, of person: String, score: Double? = nil, on day: LocalDate? = nil
  ) async throws -> Assignment {
    try await record(
      verbs, item, in: "returns", of: person, score: score, evidence: "seen in class", on: day,
      as: Operation("assign.record")
    ).value.assignment
  }
}

extension CurriculumDraft {
  /// Two lessons, a quiz that waits for them, side-by-side work that waits for the quiz, and a signature.
  static let returns = CurriculumDraft(
    code: "returns", title: "Answering returns",
    modules: [
      Module(
        "basics", "What a return is",
        items: [
          Item("welcome", "Welcome", moveOn: .notApplicable),
          Item("form", "The returns form", due: "start + 2 working days"),
          Item("refunds", "Refunds", due: "start + 3 working days"),
          Item(
            "quiz", "What do you know?", .assessment, masteryScore: 0.8, weight: 2, due: "start + 4 working days",
            after: "form and refunds"),
        ]),
      Module(
        "floor", "On the floor", after: "basics",
        items: [
          Item("shadow", "Sit beside Ana", .practice, weight: 2, minutes: 480, due: "module basics passed + 5 days"),
          Item("sign", "May take contacts", .signOff, weight: 2, after: "shadow"),
        ]),
    ])
}

/// A day as tests write it.
func day(_ text: String) throws -> LocalDate {
  try #require(LocalDate(text))
}

/// Expects the body to be refused, and returns why.
func refusal(_ body: () async throws -> some Any) async throws -> OnboardingError {
  do {
    _ = try await body()
  } catch let error as OnboardingError {
    return error
  }
  throw Unrefused()
}

/// Nobody said no.
struct Unrefused: Error {}
