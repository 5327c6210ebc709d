import Postgres
import Recruiting
import Store
import StoreTesting
import Testing

@Suite(.serialized) struct BulkTests {
  @Test func `a bulk move touches who was counted, and goes back as one`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      for name in ["Sam", "Kit", "Uma"] { try await setting.applied(name) }
      let filter = ApplicationFilter(requisition: "REQ-1", stage: "Applied")
      let changed = try await refusal {
        try await setting.rui.bulkMove(filter, to: "Phone screen", expecting: 2, as: Operation("application.bulk_move"))
      }
      #expect(changed == .countChanged(found: 3, expected: 2) && changed.kind == .conflict)
      let report = try await setting.rui.bulkMove(
        filter, to: "Phone screen", expecting: 3, as: Operation("application.bulk_move")
      ).value
      #expect(report.touched == 3)
      try await setting.applied("Zoe")
      var touched = ApplicationFilter()
      touched.batch = report.batch
      #expect(try await setting.rui.applications(touched).map(\.candidate).sorted() == ["Kit", "Sam", "Uma"])
      _ = try await setting.rui.move("Kit", to: "Interview", as: Operation("application.move"))
      let undone = try await setting.rui.undo(report.batch, as: Operation("batch.undo")).value
      #expect(undone.undone == 2 && undone.kept == 1)
      #expect(
        try await setting.rui.applications().compactMap(\.stage).sorted() == [
          "Applied", "Applied", "Applied", "Interview",
        ])
      let twice = try await refusal { try await setting.rui.undo(report.batch, as: Operation("batch.undo")) }
      #expect(twice.rule == "batch_still_stands")
    }
  }

  @Test func `a bulk rejection has a reason, and all stand again when it is undone`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      for name in ["Sam", "Kit"] { try await setting.applied(name) }
      let filter = ApplicationFilter(requisition: "REQ-1")
      let report = try await setting.rui.bulkReject(
        filter, reason: "Not enough hours", expecting: 2, as: Operation("application.bulk_reject")
      ).value
      #expect(try await setting.rui.applications(filter).isEmpty)
      #expect(try await setting.rui.undo(report.batch, as: Operation("batch.undo")).value.undone == 2)
      #expect(try await setting.rui.applications(filter).count == 2)
    }
  }

  @Test func `one wrong move of many moves nobody`() async throws {
    try await withStore { cast in
      let setting = try await Setting(cast)
      try await setting.opened()
      try await setting.applied("Sam")
      let kit = try await setting.applied("Kit")
      _ = try await setting.rui.move(kit.code, to: "Interview", note: "known", as: Operation("application.move"))
      let refused = try await refusal {
        try await setting.rui.bulkMove(
          ApplicationFilter(requisition: "REQ-1"), to: "Phone screen", as: Operation("application.bulk_move"))
      }
      #expect(refused.rule == "skip_or_return_says_why")
      #expect(try await setting.rui.applications().map(\.stage) == ["Applied", "Interview"])
    }
  }
}
