import Postgres
import StoreTesting
import Testing

/// Agents by the hundred, beside the cast of the peak week.
enum Crowd {
  /// Hires so many agents into Returns at Leeds and gives them the skill.
  static func hire(_ count: Int, in test: TestStore) async throws {
    try await test.asMaster { session in
      try session.script(
        """
        INSERT INTO people.person (entity_id, number, name)
        SELECT site.entity_id, 'C' || n, 'Crowd ' || n FROM people.site, generate_series(1, \(count)) AS n WHERE site.name = 'Leeds';
        INSERT INTO people.employment
            (entity_id, person_id, site_id, kind, starts_on, weekly_minutes, minimum_weekly_minutes, maximum_weekly_minutes)
        SELECT person.entity_id, person.id, site.id, 'permanent', '2020-01-01'::date + person.id::integer, 2220, 1800, 2880
          FROM people.person JOIN people.site ON site.name = 'Leeds' WHERE person.name LIKE 'Crowd %';
        INSERT INTO people.membership (entity_id, person_id, team_id, starts_on)
        SELECT person.entity_id, person.id, team.id, '2020-01-01'
          FROM people.person JOIN people.team ON team.name = 'Returns' WHERE person.name LIKE 'Crowd %';
        INSERT INTO people.skill_grant (entity_id, person_id, skill_id, level, starts_on)
        SELECT person.entity_id, person.id, skill.id, 3, '2020-01-01'
          FROM people.person JOIN people.skill ON skill.name = 'returns' AND skill.entity_id = person.entity_id
         WHERE person.name LIKE 'Crowd %';
        """)
    }
  }

  /// Gives each of them a login that no other database of the server knows: two that make the same one at once collide.
  static func admit(in test: TestStore) async throws {
    try await test.asMaster { session in
      try session.script(
        """
        SELECT sec.add_login(person.id, ('\(login(in: test))' || substr(person.number, 2))::name),
               sec.grant_role(person.id, 'agent')
          FROM people.person WHERE person.name LIKE 'Crowd %';
        """)
    }
  }

  private static func login(in test: TestStore) -> String { "u_\(test.database)_" }

  /// Runs a body as each of some agents in turn, through one plain connection that changes hands.
  static func each<T: Sendable>(
    _ numbers: [Int], in test: TestStore, _ body: @escaping @Sendable (Session, Int) throws -> T
  ) async throws -> [T] {
    let connection = try await test.raw()
    let results = try await connection.with { session in
      try numbers.map { number in
        try session.script("SET SESSION AUTHORIZATION \(login(in: test))\(number)")
        defer { try? session.script("RESET SESSION AUTHORIZATION") }
        return try body(session, number)
      }
    }
    await connection.close()
    return results
  }

  /// Runs a body as everybody of the crowd, eight at a time.
  static func all<T: Sendable>(
    _ count: Int, in test: TestStore, _ body: @escaping @Sendable (Session, Int) throws -> T
  ) async throws -> [T] {
    try await withThrowingTaskGroup(of: [T].self) { group in
      for lane in 0..<8 {
        group.addTask { try await each((1...count).filter { $0 % 8 == lane }, in: test, body) }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
  }
}

extension TestStore {
  /// One value of a statement, as one of the cast through plain libpq.
  func ask<T: PostgresDecodable & RowDecodable & Sendable>(_ name: String, _ sql: SQL) async throws -> T {
    let connection = try await raw(as: name)
    do {
      let value: T = try await connection.with { try $0.one(Query<T>("test.ask", sql)) }
      await connection.close()
      return value
    } catch {
      await connection.close()
      throw error
    }
  }

  /// The constraint or the state by which a statement of one of the cast is refused; nil when it is not.
  func refusal(of name: String, _ sql: SQL) async throws -> String? {
    let connection = try await raw(as: name)
    var refusal: String?
    do {
      _ = try await connection.with { try $0.run(Statement("test.try", sql)) }
    } catch let error as PostgresError {
      refusal = error.constraint ?? error.sqlState?.rawValue
    }
    await connection.close()
    return refusal
  }

  /// A number that only the test may see.
  func count(_ sql: SQL) async throws -> Int {
    try await asMaster { try $0.one(Query<Int>("test.count", sql)) }
  }
}
