public import Postgres
internal import Store

/// How far people are with a curriculum, all its versions together.
public struct Completion: Codable, Sendable, Equatable {
  public let code: String
  public let title: String
  /// Assigned and not begun.
  public let assigned: Int
  public let inProgress: Int
  public let paused: Int
  public let completed: Int
  /// Failed, withdrawn or expired.
  public let stopped: Int
  /// Of those who are learning, the mean share of the weight that is satisfied; `nil` when nobody is.
  public let progress: Double?
}

extension Onboarding {
  /// How far people are with every curriculum, as far as the caller may see them.
  public func completion() async throws(OnboardingError) -> [Completion] {
    try await read { tx in try tx.all(Completion.all) }
  }
}

// MARK: - SQL

extension Completion: RowDecodable {
  public static let columns: StaticString = """
    curriculum.code, curriculum.title, stand.assigned, stand.in_progress, stand.paused, stand.completed, stand.stopped,
    stand.progress
    """

  public init(row: inout Row) throws(PostgresError) {
    code = try row.next()
    title = try row.next()
    assigned = try row.next()
    inProgress = try row.next()
    paused = try row.next()
    completed = try row.next()
    stopped = try row.next()
    progress = try row.next()
  }

  /// What is satisfied is looked up for those who are learning now: most latches are of people who are done.
  static let all = Query<Completion>(
    "completion.all",
    """
    WITH share AS (
        SELECT live.curriculum_id, avg(coalesce(done.weight, 0)::float8 / version.required_weight) AS progress
          FROM onboarding.assignment AS live
          JOIN onboarding.curriculum_version AS version ON version.id = live.version_id
         CROSS JOIN LATERAL (
               SELECT sum(satisfied.weight) AS weight
                 FROM onboarding.satisfied
                WHERE satisfied.assignment_id = live.id
                  AND (satisfied.until_on IS NULL OR satisfied.until_on >= current_date)
             ) AS done
         WHERE live.state IN ('assigned', 'in progress')
         GROUP BY live.curriculum_id
    ), counted AS (
        SELECT assignment.curriculum_id,
               count(*) FILTER (WHERE assignment.state = 'assigned') AS assigned,
               count(*) FILTER (WHERE assignment.state = 'in progress') AS in_progress,
               count(*) FILTER (WHERE assignment.state = 'suspended') AS paused,
               count(*) FILTER (WHERE assignment.state = 'completed') AS completed,
               count(*) FILTER (WHERE assignment.state IN ('failed', 'withdrawn', 'expired')) AS stopped
          FROM onboarding.assignment
         GROUP BY assignment.curriculum_id
    )
    SELECT \(raw: columns)
      FROM onboarding.curriculum
      LEFT JOIN counted ON counted.curriculum_id = curriculum.id
      LEFT JOIN share ON share.curriculum_id = curriculum.id
     CROSS JOIN LATERAL (
           SELECT coalesce(counted.assigned, 0) AS assigned, coalesce(counted.in_progress, 0) AS in_progress,
                  coalesce(counted.paused, 0) AS paused, coalesce(counted.completed, 0) AS completed,
                  coalesce(counted.stopped, 0) AS stopped, share.progress
         ) AS stand
     ORDER BY curriculum.code
    """)
}
