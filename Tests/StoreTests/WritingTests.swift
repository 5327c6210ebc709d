import Postgres
import Store
import StoreTesting
import Testing

/// A room as small as a room can be: skills of the shop that Hal of HR may add.
struct Skills {
  let store: Store

  struct Added: Codable, Sendable, Equatable {
    let name: String
    let count: Int
  }

  enum Refused: Refusal, Equatable {
    case blank
    case taken
    case other(String)

    var kind: RefusalKind { self == .taken ? .conflict : .invalid }
    var description: String { "refused" }

    init(_ error: PostgresError) {
      self =
        switch error.constraint {
        case "skill_name_is_unique_in_its_entity": .taken
        case "operation_key_is_used_for_one_input": .other("key")
        default: .other("\(error)")
        }
    }
  }

  func add(_ name: String, key: String? = nil, dryRun: Bool = false) async throws(Refused) -> Outcome<Added> {
    try await store.write(Operation("skill.add", key: key, input: [name], dryRun: dryRun), or: Refused.init) {
      session in
      if name.isEmpty { throw Refused.blank }
      try session.run(
        Statement(
          "skill.add",
          """
          INSERT INTO people.skill (entity_id, name)
          SELECT id, \(name) FROM people.legal_entity WHERE name = 'Lantern Gifts Ltd'
          """))
      return Added(name: name, count: try session.one(Self.count))
    }
  }

  func count() async throws(Refused) -> Int {
    try await store.read(or: Refused.init) { session in try session.one(Self.count) }
  }

  static let count = Query<Int>("skill.count", "SELECT count(*) FROM people.skill")
}

struct WritingTests {
  @Test func `a write is kept, and its operation remembers who, what and the outcome`() async throws {
    try await withStore { test in
      let store = try await test.store(as: "Hal")
      let skills = Skills(store: store)
      let before = try await skills.count()
      let outcome = try await skills.add("Embroidery", key: "k-1")
      #expect(outcome.value == Skills.Added(name: "Embroidery", count: before + 1))
      #expect(!outcome.isReplay && !outcome.isRehearsal)
      let remembered = try #require(try await store.operation("k-1"))
      #expect(remembered.id == outcome.id)
      #expect(remembered.name == "skill.add")
      #expect(remembered.outcome?.contains("Embroidery") == true)
    }
  }

  @Test func `a rehearsal does the work, tells what it would come to, and leaves nothing`() async throws {
    try await withStore { test in
      let store = try await test.store(as: "Hal")
      let skills = Skills(store: store)
      let before = try await skills.count()
      let outcome = try await skills.add("Embroidery", key: "k-1", dryRun: true)
      #expect(outcome.isRehearsal)
      #expect(outcome.value.count == before + 1)
      #expect(try await skills.count() == before)
      #expect(try await store.operation("k-1") == nil)
    }
  }

  @Test func `the same key with the same input answers what was answered then`() async throws {
    try await withStore { test in
      let skills = Skills(store: try await test.store(as: "Hal"))
      let first = try await skills.add("Embroidery", key: "k-1")
      let second = try await skills.add("Embroidery", key: "k-1")
      #expect(second.isReplay)
      #expect(second.value == first.value)
      #expect(second.id == first.id)
    }
  }

  @Test func `the same key with another input is a conflict`() async throws {
    try await withStore { test in
      let skills = Skills(store: try await test.store(as: "Hal"))
      _ = try await skills.add("Embroidery", key: "k-1")
      await #expect(throws: Skills.Refused.other("key")) { try await skills.add("Knitting", key: "k-1") }
    }
  }

  @Test func `two people may choose the same key`() async throws {
    try await withStore { test in
      _ = try await Skills(store: try await test.store(as: "Hal")).add("Embroidery", key: "k-1")
      let bruno = try await test.store(as: "Bruno")
      #expect(try await bruno.operation("k-1") == nil)
      #expect(try await Skills(store: bruno).add("Stickerei", key: "k-1").isReplay == false)
    }
  }

  @Test func `fifty callers with one key change one thing and hear one answer`() async throws {
    try await withStore { test in
      let stores = [try await test.store(as: "Hal"), try await test.store(as: "Hal")]
      let before = try await Skills(store: stores[0]).count()
      let outcomes = try await withThrowingTaskGroup(of: Outcome<Skills.Added>.self) { group in
        for number in 0..<50 {
          group.addTask { try await Skills(store: stores[number % 2]).add("Embroidery", key: "k-1") }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(outcomes.count { !$0.isReplay } == 1)
      #expect(Set(outcomes.map(\.id)).count == 1)
      #expect(outcomes.allSatisfy { $0.value == Skills.Added(name: "Embroidery", count: before + 1) })
      #expect(try await Skills(store: stores[0]).count() == before + 1)
      for store in stores { await store.close() }
    }
  }

  @Test func `a refusal of the room comes out as it is, and nothing is kept`() async throws {
    try await withStore { test in
      let skills = Skills(store: try await test.store(as: "Hal"))
      await #expect(throws: Skills.Refused.blank) { try await skills.add("", key: "k-1") }
      #expect(try await skills.store.operation("k-1") == nil)
    }
  }

  @Test func `a violated constraint becomes the room's own word`() async throws {
    try await withStore { test in
      let skills = Skills(store: try await test.store(as: "Hal"))
      _ = try await skills.add("Embroidery")
      await #expect(throws: Skills.Refused.taken) { try await skills.add("Embroidery") }
    }
  }

  @Test func `a key whose write failed can be used again`() async throws {
    try await withStore { test in
      let skills = Skills(store: try await test.store(as: "Hal"))
      await #expect(throws: Skills.Refused.blank) { try await skills.add("", key: "k-1") }
      #expect(try await skills.add("Embroidery", key: "k-1").isReplay == false)
    }
  }

  @Test func `a read sees one moment and can change nothing`() async throws {
    try await withStore { test in
      let store = try await test.store(as: "Hal")
      await #expect(throws: StoreError.self) {
        try await store.read(or: StoreError.init) { session in
          try session.run(Statement("skill.forget", "DELETE FROM people.skill"))
        }
      }
    }
  }
}
