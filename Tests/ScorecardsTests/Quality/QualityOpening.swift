import People
import Postgres
import Scorecards
import Store
import StoreTesting
import Testing

extension TestStore {
  /// Quality as one of the cast sees it.
  func quality(as name: String) async throws -> Quality {
    Quality(store: try await store(as: name))
  }

  /// The evaluation of a contact.
  func evaluation(of reference: String) async throws -> Evaluation.ID {
    try await asMaster { session in
      try session.one(
        Query<Evaluation.ID>("find", "SELECT max(id) FROM scorecards.evaluation WHERE reference = \(reference)"))
    }
  }

  /// Contacts of Returns and Delivery in November, so many of each, every fifth by phone.
  func addContacts(_ counts: [String: Int], day: Int = 3) async throws {
    try await asMaster { session in
      try session.transaction { session in
        try session.script(Self.desk)
        for (name, count) in counts.sorted(by: { $0.key < $1.key }) {
          try session.run(
            Statement("contacts", "SELECT pg_temp.add_contacts(\(name), \(count), \(Int32(day)))"))
        }
      }
    }
  }

  /// Moves an evaluation's publication into the past.
  func age(_ id: Evaluation.ID, days: Int) async throws {
    try await asMaster { session in
      try session.run(
        Statement(
          "age",
          """
          UPDATE scorecards.evaluation
             SET published_at = published_at - make_interval(days => \(Int32(days))),
                 disputable_to = disputable_to - make_interval(days => \(Int32(days)))
           WHERE id = \(id)
          """))
    }
  }

  private static let desk = """
    CREATE FUNCTION pg_temp.add_contacts(called text, number bigint, first integer) RETURNS void LANGUAGE sql AS $$
        WITH place AS (
            SELECT person.id AS agent, person.entity_id AS entity, source.id AS source, queue.id AS queue
              FROM people.person
              JOIN workload.source ON source.entity_id = person.entity_id AND source.name = 'desk'
              JOIN workload.queue ON queue.entity_id = person.entity_id AND queue.code = 'returns'
             WHERE person.name = called
        ), origin AS (
            INSERT INTO workload.origin (entity_id, source_id, kind, external_id, version, digest, happened_at, added_by,
                                         operation_id)
            SELECT entity, source, 'contact', lower(called) || '-' || first || '-' || n, 1, sha256(''),
                   make_timestamptz(2025, 11, first, 9, 0, 0, 'UTC') + n * interval '1 hour', agent, 1
              FROM place CROSS JOIN generate_series(1, number) AS n
            RETURNING *
        )
        INSERT INTO workload.contact (id, entity_id, source_id, opened_at, queue_id, channel_id, is_inbound, agent_id,
                                      operation_id)
        SELECT origin.id, origin.entity_id, origin.source_id, origin.happened_at, queue, channel.id, true, agent, 1
          FROM origin CROSS JOIN place
          JOIN workload.channel ON channel.entity_id = entity
           AND channel.code = CASE WHEN origin.id % 5 = 0 THEN 'phone' ELSE 'email' END
    $$;
    SELECT workload.open_months('contact', '2025-11-01', '2025-12-31');
    INSERT INTO workload.source (entity_id, site_id, name)
    SELECT entity_id, id, 'desk' FROM people.site WHERE name = 'Leeds' ON CONFLICT DO NOTHING;
    INSERT INTO workload.queue (entity_id, site_id, code)
    SELECT entity_id, id, 'returns' FROM people.site WHERE name = 'Leeds' ON CONFLICT DO NOTHING;
    INSERT INTO workload.channel (entity_id, code, is_live)
    SELECT entity_id, code, code = 'phone' FROM people.site CROSS JOIN unnest(ARRAY['phone', 'email']) AS code
     WHERE name = 'Leeds' ON CONFLICT DO NOTHING;
    """
}

/// Expects the body to be refused, and returns why.
func qualityRefusal(_ body: () async throws -> some Any) async throws -> QualityError {
  do {
    _ = try await body()
  } catch let error as QualityError {
    return error
  }
  throw QualityUnrefused()
}

/// Nobody said no.
struct QualityUnrefused: Error {}

extension Operation {
  /// A write of a test.
  static var test: Operation { Operation("quality.test") }
}
