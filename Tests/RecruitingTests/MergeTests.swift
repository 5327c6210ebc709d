import Postgres
import Recruiting
import Store
import StoreTesting
import Testing

@Suite(.serialized) struct MergeTests {
  @Test func `merged candidates share everything, and are told apart again`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened("REQ-1")
      try await setting.opened("REQ-2")
      try await setting.applied("Sam", for: "REQ-1")
      try await setting.applied("Samantha", for: "REQ-2")
      let merge = try await setting.rui.merge("Sam", "Samantha", rule: "phone", as: Operation("candidate.merge")).value
      #expect(merge.winner.inPlay == 2 && merge.winner.contacts.count == 2)
      #expect(try await setting.rui.candidate("samantha@mail.example").id == merge.winner.id)
      #expect(try await setting.rui.candidate("C-\(merge.loser)").id == merge.winner.id)
      let back = try await setting.rui.unmerge(merge.id, as: Operation("candidate.unmerge")).value
      #expect(back.name == "Samantha" && back.inPlay == 1 && back.contacts == ["samantha@mail.example"])
      #expect(try await setting.rui.candidate("Sam").inPlay == 1)
    }
  }

  @Test func `two live applications for one requisition stop a merge`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      try await setting.applied("Sam")
      try await setting.applied("Samantha")
      let refused = try await refusal {
        try await setting.rui.merge("Sam", "Samantha", as: Operation("candidate.merge"))
      }
      #expect(refused.rule == "application_is_live_once_a_requisition")
      #expect(refused.hint == "Both have a live application for the same requisition: end one first.")
    }
  }

  @Test func `a merge is undone once, and from the last`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      for name in ["A", "B", "C"] { _ = try await setting.rui.add(NewCandidate(name), as: Operation("candidate.add")) }
      let inner = try await setting.rui.merge("B", "C", as: Operation("candidate.merge")).value
      let outer = try await setting.rui.merge("A", "B", as: Operation("candidate.merge")).value
      let wrong = try await refusal { try await setting.rui.unmerge(inner.id, as: Operation("candidate.unmerge")) }
      #expect(wrong.rule == "merge_is_undone_from_the_last")
      _ = try await setting.rui.unmerge(outer.id, as: Operation("candidate.unmerge"))
      _ = try await setting.rui.unmerge(inner.id, as: Operation("candidate.unmerge"))
      let twice = try await refusal { try await setting.rui.unmerge(inner.id, as: Operation("candidate.unmerge")) }
      #expect(twice.rule == "merge_still_stands")
    }
  }

  @Test func `a timeline tells everything in its order`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      let sam = try await setting.applied("Sam")
      _ = try await setting.rui.move(sam.code, to: "Phone screen", as: Operation("application.move"))
      try await setting.sent(sam.code, seat: 1)
      let told = try await setting.rui.timeline(of: "Sam").map(\.what)
      #expect(told == ["added", "to Applied", "to Phone screen", "to Offer", "offer 1 sent"])
    }
  }
}
