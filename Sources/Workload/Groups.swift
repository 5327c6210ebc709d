public import Postgres
public import Store

/// A group of a help desk, and the queue it stands for.
public struct Group: Sendable, Codable, Equatable {
  /// What the source calls it.
  public let reference: String
  /// What people call it there.
  public let name: String?
  /// The queue's code; `nil` while nobody has said.
  public let queue: String?
}

extension Workload {
  /// The groups a source has told of.
  public func groups(of source: String) async throws(WorkloadError) -> [Group] {
    try await store.read(or: WorkloadError.init) { session in
      try session.all(Group.all(of: try Self.source(source, in: session).id))
    }
  }

  /// Says which queue a source means by `reference`; contacts that come later belong there.
  public func map(
    group reference: String, of source: String, to queue: String, as operation: Operation
  ) async throws(WorkloadError) -> Outcome<Int> {
    try await store.write(operation, or: WorkloadError.init) { session in
      let source = try Self.source(source, in: session)
      let mapped = try session.run(Group.map(reference, of: source.id, to: queue))
      guard mapped == 1 else { throw WorkloadError.unknownQueue(queue) }
      return mapped
    }
  }

  /// The queues of a source's groups, by reference; inside the caller's transaction.
  public static func queues(of source: Source.ID, in session: Session) throws -> [String: String] {
    let mapped = try session.all(Group.all(of: source)).compactMap { group in group.queue.map { (group.reference, $0) }
    }
    return Dictionary(mapped) { first, _ in first }
  }

  /// Notes what a group is called, and maps it where a queue has that name.
  ///
  /// - Returns: Whether a queue was found now.
  public static func note(
    group reference: String, called name: String, of source: Source.ID, in session: Session
  ) throws -> Bool {
    try session.one(Group.note(reference, name, of: source))
  }

  /// Notes groups that nobody has mapped, so that they can be asked about.
  public static func note(groups references: [String], of source: Source.ID, in session: Session) throws {
    guard !references.isEmpty else { return }
    try session.run(Group.note(references, of: source))
  }

  /// The queue and the channel of contacts, by what their source calls them.
  public static func places(
    ofContacts names: [String], from source: Source.ID, in session: Session
  ) throws -> [String: (queue: String, channel: String)] {
    guard !names.isEmpty else { return [:] }
    let told = try session.tuples(
      "contact.places",
      """
      SELECT known.external_id, queue.code, channel.code
        FROM workload.origin AS known
        JOIN workload.contact ON contact.id = known.id AND contact.opened_at = known.happened_at
        JOIN workload.queue ON queue.id = contact.queue_id
        JOIN workload.channel ON channel.id = contact.channel_id
       WHERE known.source_id = \(source)
         AND known.kind = 'contact'
         AND known.external_id = ANY (\(names)::text[])
      """, as: (String, String, String).self)
    return Dictionary(told.map { ($0.0, (queue: $0.1, channel: $0.2)) }) { first, _ in first }
  }
}

// MARK: - SQL

extension Group: RowDecodable {
  public static let columns: StaticString = "identity.reference, identity.name, queue.code"

  public init(row: inout Row) throws(PostgresError) {
    reference = try row.next()
    name = try row.next()
    queue = try row.next()
  }

  static func all(of source: Source.ID) -> Query<Group> {
    Query(
      "queue_identity.all",
      """
      SELECT \(raw: columns)
        FROM workload.queue_identity AS identity
        LEFT JOIN workload.queue ON queue.id = identity.queue_id
       WHERE identity.source_id = \(source)
       ORDER BY identity.reference
      """)
  }

  static func map(_ reference: String, of source: Source.ID, to queue: String) -> Statement {
    Statement(
      "queue_identity.map",
      """
      INSERT INTO workload.queue_identity (entity_id, source_id, reference, queue_id)
      SELECT source.entity_id, source.id, \(reference), queue.id
        FROM workload.source
        JOIN workload.queue ON queue.entity_id = source.entity_id AND queue.code = \(queue)
       WHERE source.id = \(source)
          ON CONFLICT ON CONSTRAINT queue_identity_is_one_queue DO UPDATE SET queue_id = excluded.queue_id
      """)
  }

  /// A queue's code is the group's name in small letters, with - for what is no letter.
  static func note(_ reference: String, _ name: String, of source: Source.ID) -> Query<Bool> {
    Query(
      "queue_identity.note",
      """
      WITH meant AS (
          SELECT source.entity_id, source.id AS source_id, queue.id AS queue_id
            FROM workload.source
            LEFT JOIN workload.queue
                   ON queue.entity_id = source.entity_id
                  AND queue.code = trim(BOTH '-' FROM regexp_replace(lower(\(name)), '[^a-z0-9]+', '-', 'g'))
           WHERE source.id = \(source)
      ), known AS (
          SELECT name, queue_id
            FROM workload.queue_identity
           WHERE source_id = \(source) AND reference = \(reference)
      ), noted AS (
          INSERT INTO workload.queue_identity AS identity (entity_id, source_id, reference, name, queue_id)
          SELECT meant.entity_id, meant.source_id, \(reference), \(name), meant.queue_id
            FROM meant
           WHERE NOT EXISTS (
                 SELECT FROM known
                  WHERE known.name IS NOT DISTINCT FROM \(name)
                    AND (known.queue_id IS NOT NULL OR meant.queue_id IS NULL))
              ON CONFLICT ON CONSTRAINT queue_identity_is_one_queue
              DO UPDATE SET name = excluded.name, queue_id = coalesce(identity.queue_id, excluded.queue_id)
          RETURNING identity.queue_id
      )
      SELECT EXISTS (SELECT FROM noted WHERE queue_id IS NOT NULL)
         AND NOT EXISTS (SELECT FROM known WHERE queue_id IS NOT NULL)
      """)
  }

  static func note(_ references: [String], of source: Source.ID) -> Statement {
    Statement(
      "queue_identity.note_unmapped",
      """
      INSERT INTO workload.queue_identity (entity_id, source_id, reference)
      SELECT source.entity_id, source.id, told.reference
        FROM workload.source
       CROSS JOIN unnest(\(references)::text[]) AS told (reference)
       WHERE source.id = \(source)
          ON CONFLICT ON CONSTRAINT queue_identity_is_one_queue DO NOTHING
      """)
  }
}
