import Onboarding
import Postgres
import Store
import Testing

@Suite struct RefusalTests {
  @Test(arguments: [
    (OnboardingError.circle(["a", "b", "a"]), RefusalKind.invalid, "Something waits for itself: a → b → a."),
    (.unknown(.cohort, "May", known: []), .missing, "There is no cohort “May”. You can see none."),
    (.unknown(.cohort, "May", known: ["June"]), .missing, "There is no cohort “May”. There are June."),
    (.locked("quiz", missing: ["lesson is not done"]), .conflict, "quiz is locked: lesson is not done."),
    (.refusedRows(1, []), .invalid, "1 row cannot be taken, so none was."),
  ])
  func `a refusal says what is wrong, and its kind`(_ refusal: OnboardingError, _ kind: RefusalKind, _ text: String) {
    #expect(refusal.kind == kind)
    #expect(refusal.description == text)
  }
}
