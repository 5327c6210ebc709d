import Postgres
import Store
import StoreTesting
import Testing
import Workload

@Suite struct UndoTests {
  /// Every fact and origin, without the numbers of the operations.
  static let everything: SQL = """
    SELECT concat_ws(' ', external_id, version, happened_at, number, items)
      FROM workload.origin LEFT JOIN workload.shop_order USING (id)
     ORDER BY 1
    """

  private func order(_ name: String, _ version: Int64, items: Int32, at instant: String = "28T09:00") throws -> Order {
    var order = Order(name, version: version, placedAt: try november(instant))
    order.items = items
    order.number = "#" + name
    return order
  }

  @Test func `an undone import leaves everything as it was before`() async throws {
    try await withStore { store in
      let source = try await store.openQueues()
      try await store.merge([try order("1", 1, items: 1), try order("2", 1, items: 1)], from: source)
      let before = try await store.text(Self.everything)

      let second = try await store.merge(
        [try order("1", 2, items: 5, at: "30T09:00"), try order("3", 1, items: 1)], from: source)
      #expect(try await store.text(Self.everything) != before)
      let undone = try await store.workload().undo(second.id, as: Operation("import.undo"))
      #expect((undone.value.removed, undone.value.restored) == (1, 1))
      #expect(try await store.text(Self.everything) == before)
      #expect(try await store.text("SELECT count(*)::text FROM workload.superseded") == "0")

      // What was undone can come again.
      let again = try await store.merge([try order("3", 1, items: 1)], from: source).value
      #expect(again.added == 1)
    }
  }

  @Test func `an import that a later one built on is undone after it`() async throws {
    try await withStore { store in
      let source = try await store.openQueues()
      let first = try await store.merge([try order("1", 1, items: 1)], from: source)
      let second = try await store.merge([try order("1", 2, items: 2)], from: source)
      let workload = try await store.workload()
      await #expect(throws: WorkloadError.changedSince(second.id)) {
        _ = try await workload.undo(first.id, as: Operation("import.undo"))
      }
      _ = try await workload.undo(second.id, as: Operation("import.undo"))
      _ = try await workload.undo(first.id, as: Operation("import.undo"))
      #expect(try await store.text("SELECT count(*)::text FROM workload.origin") == "0")
      #expect(try await workload.batches().allSatisfy { $0.undoneAt != nil })
    }
  }

  @Test func `an import is undone once, and only one that was`() async throws {
    try await withStore { store in
      let source = try await store.openQueues()
      let import_ = try await store.merge([try order("1", 1, items: 1)], from: source)
      let workload = try await store.workload()
      _ = try await workload.undo(import_.id, as: Operation("import.undo"))
      await #expect(throws: WorkloadError.alreadyUndone) {
        _ = try await workload.undo(import_.id, as: Operation("import.undo"))
      }
      await #expect(throws: WorkloadError.unknownBatch) {
        _ = try await workload.undo(4711, as: Operation("import.undo"))
      }
    }
  }

  @Test func `the other company's import is no import to me`() async throws {
    try await withStore { store in
      let source = try await store.openQueues()
      let import_ = try await store.merge([try order("1", 1, items: 1)], from: source)
      let bruno = try await store.workload(as: "Bruno")
      await #expect(throws: WorkloadError.unknownBatch) {
        _ = try await bruno.undo(import_.id, as: Operation("import.undo"))
      }
    }
  }
}
