import Postgres
import Store
import StoreTesting
import Testing

/// What each of the cast sees through a plain connection of their own.
@Suite(.serialized) struct VisibilityTests {
  @Test(arguments: [
    // publication, shift, activity, training, absence
    ("Hal", [1, 55, 135, 1, 2]),
    ("Pia", [1, 55, 135, 1, nil]),
    ("Mara", [1, 36, 93, 1, 1]),
    ("Lev", [1, 19, 42, 1, 0]),
    ("Oona", [1, 19, 42, 0, 1]),
    ("Tess", [1, 17, 51, 1, nil]),
    ("Ana", [1, 5, 15, 0, 0]),
    ("Kim", [1, 5, 0, 0, 1]),
    ("Rui", [nil, nil, nil, nil, nil]),
    ("Ada", [nil, nil, nil, nil, nil]),
    ("Otto", [nil, nil, nil, nil, nil]),
    ("Bruno", [0, 0, 0, 0, 0]),
    ("Uwe", [0, 0, 0, 0, 0]),
  ])
  func `each sees what is theirs to see`(name: String, expected: [Int?]) async throws {
    try await withStore { cast in
      let connection = try await cast.raw(as: name)
      var seen: [Int?] = []
      for table in ["publication", "shift", "activity", "training_block"] {
        seen.append(
          try? await connection.with { session in
            try session.one(Query<Int>("count", "SELECT count(*) FROM \(TableName(schema: "timekeeping", table))"))
          })
      }
      seen.append(
        try? await connection.with { session in
          try session.one(Query<Int>("count", "SELECT count(kind) FROM timekeeping.absence"))
        })
      await connection.close()
      #expect(seen == expected)
    }
  }

  @Test(arguments: [
    "INSERT INTO timekeeping.shift (entity_id, publication_id, person_id, site_id, works_on, starts_time, ends_time) "
      + "VALUES (1, 1, sec.me(), 1, '2025-12-03', '08:00', '16:00')",
    "UPDATE timekeeping.shift SET withdrawn_at = now()",
    "DELETE FROM timekeeping.shift",
    "TRUNCATE timekeeping.shift CASCADE",
    "UPDATE timekeeping.shift SET starts_at = now()",
    "UPDATE timekeeping.absence SET decision = 'approved'",
  ])
  func `an agent writes no shift and no decision`(change: String) async throws {
    try await withStore { cast in
      let connection = try await cast.raw(as: "Kim")
      let error = await #expect(throws: PostgresError.self) {
        try await connection.with { session in try session.script(change) }
      }
      await connection.close()
      #expect(error?.sqlState == .insufficientPrivilege)
    }
  }

  @Test func `even a publisher rewrites no published time`() async throws {
    try await withStore { cast in
      let connection = try await cast.raw(as: "Pia")
      for column in ["starts_time", "works_on", "starts_at", "person_id", "minutes"] {
        let error = await #expect(throws: PostgresError.self) {
          try await connection.with { session in
            try session.run(
              Statement("edit", "UPDATE timekeeping.shift SET \(identifier: column) = \(identifier: column)"))
          }
        }
        #expect(error?.sqlState == .insufficientPrivilege, "\(column)")
      }
      await connection.close()
    }
  }
}
