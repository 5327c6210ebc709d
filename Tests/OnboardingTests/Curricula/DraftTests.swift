import Onboarding
import Testing

@Suite struct DraftTests {
  @Test func `a draft is read from what was written of it`() throws {
    let draft = CurriculumDraft.returns
    #expect(try CurriculumDraft.read(Array(draft.json.utf8)) == draft)
  }

  @Test func `what is usual can be left out`() throws {
    let json =
      #"{"code": "c", "title": "C", "modules": [{"key": "m", "title": "M", "items": [{"key": "q", "title": "Q", "kind": "assessment"}]}]}"#
    let draft = try CurriculumDraft.read(Array(json.utf8))
    #expect(draft.items == [CurriculumDraft.Item("q", "Q", .assessment, moveOn: .passed)])
    #expect(draft.problems.isEmpty)
  }

  @Test(arguments: [
    ("[", "The file is not JSON."),
    (#"{"title": "C", "modules": []}"#, "code is missing."),
    (
      #"{"code": "c", "title": "C", "modules": [{"key": "m", "title": "M", "items": [{"key": "q", "title": "Q", "kind": "game"}]}]}"#,
      "modules.[0].items.[0].kind: no such word."
    ),
    (#"{"code": "c", "title": 3, "modules": []}"#, "title: a value of another kind is needed."),
  ])
  func `a file that is none says where`(_ json: String, _ reason: String) {
    #expect(throws: OnboardingError.unreadable(reason)) { try CurriculumDraft.read(Array(json.utf8)) }
  }

  @Test func `every problem of a draft is told at once`() {
    var draft = CurriculumDraft.returns
    draft.modules[0].items[1].after = "quiz"
    draft.modules[0].items[2].key = "form"
    draft.modules[0].items[3].due = "whenever"
    draft.modules[1].items[0].due = "module nowhere passed + 1 day"
    draft.modules[1].items[1].policy = "refunds"
    draft.modules[1].items[1].after = "shadow and ghost"
    let problems = draft.problems.joined(separator: "\n")
    for part in [
      "The key form is there twice.", "“whenever” is no due rule", "due after nowhere",
      "sign: an item of the kind policy",
      "Not in this version: ghost, refunds.", "Something waits for itself: form → quiz → form.",
    ] {
      #expect(problems.contains(part), "\(part) is not in \(problems)")
    }
  }

  @Test func `a draft that asks for nothing is not one`() {
    let draft = CurriculumDraft(
      code: "c", title: "C", modules: [.init("m", "M", isRequired: false, items: [.init("a", "A")])])
    #expect(draft.problems == ["It asks for nothing: no item of a required module has a weight."])
  }

  @Test func `words can change without anything else changing`() {
    var other = CurriculumDraft.returns
    other.modules[0].items[1].title = "The new returns form"
    let diff = VersionDiff(from: .returns, to: other)
    #expect(diff.isOfWordsOnly)
    #expect(diff.changes.map(\.field) == ["title"])
  }

  @Test func `what was added, removed and changed is told apart`() {
    var other = CurriculumDraft.returns
    other.modules[0].items[2] = .init("exchange", "Exchanges")
    other.modules[0].items[3].masteryScore = 0.9
    other.modules[1].after = "quiz"
    let diff = VersionDiff(from: .returns, to: other)
    #expect(!diff.isOfWordsOnly)
    let told = diff.changes.map { "\($0.kind.rawValue) \($0.part) \($0.key) \($0.field ?? "")" }
    #expect(
      told == [
        "changed module floor after", "removed item refunds ", "added item exchange ",
        "changed item quiz mastery_score",
      ])
  }
}
