public import Postgres
internal import Store

/// One thing that happened to a candidate, whichever record tells of it.
public struct TimelineEntry: Codable, Sendable, Equatable {
  public let at: Instant
  /// `A-12` where it is about an application.
  public let application: String?
  public let what: String
  public let detail: String?
  /// Who did it; `nil` for an import, or for who may not see them.
  public let by: String?
}

// MARK: - SQL

extension TimelineEntry: RowDecodable {
  public static let columns: StaticString = "told.at, 'A-' || told.application_id, told.what, told.detail, author.name"

  public init(row: inout Row) throws(PostgresError) {
    at = try row.next()
    application = try row.next()
    what = try row.next()
    detail = try row.next()
    by = try row.next()
  }

  /// Everything about a candidate in the order it happened; superseded events are told as such.
  static func of(_ candidate: Candidate.ID) -> Query<TimelineEntry> {
    Query(
      "candidate.timeline",
      """
      WITH theirs AS (
          SELECT application.id, application.requisition_id FROM recruiting.application
           WHERE application.candidate_id = \(candidate)
      ), told AS (
          SELECT candidate.created_at AS at, NULL::bigint AS application_id, 'added' AS what, NULL::text AS detail,
                 candidate.created_by AS by_id, 0::bigint AS ordinal
            FROM recruiting.candidate
           WHERE candidate.id = \(candidate)
          UNION ALL
          SELECT event.happened_at, event.application_id,
                 CASE event.verb WHEN 'enter' THEN 'to ' || stage.name
                                 WHEN 'end' THEN replace(event.end_kind, '_', ' ') || ' at ' || stage.name
                                 WHEN 'reopen' THEN 'reopened at ' || stage.name
                                 WHEN 'correct' THEN 'corrected: ' || stage.name
                                 ELSE 'taken back: ' || stage.name END
                 || CASE WHEN EXISTS (SELECT FROM recruiting.stage_event AS later WHERE later.supersedes_id = event.id)
                         THEN ' (superseded)' ELSE '' END,
                 nullif(concat_ws('; ', reason.name, nullif(event.note, ''), event.doubt), ''), event.noted_by, event.id
            FROM recruiting.stage_event AS event
            JOIN theirs ON theirs.id = event.application_id
            JOIN recruiting.stage ON stage.id = event.stage_id
            LEFT JOIN recruiting.reason ON reason.id = event.reason_id
          UNION ALL
          SELECT interview.starts_at, interview.application_id, 'interview ' || replace(interview.state, '_', ' '), kit.name,
                 interview.created_by, interview.id
            FROM recruiting.interview
            JOIN theirs ON theirs.id = interview.application_id
            LEFT JOIN recruiting.kit ON kit.id = interview.kit_id
          UNION ALL
          SELECT offer.state_at, offer.application_id, 'offer ' || offer.version || ' ' || offer.state,
                 nullif(offer.state_note, ''), offer.made_by, offer.id
            FROM recruiting.offer
            JOIN theirs ON theirs.id = offer.application_id
          UNION ALL
          SELECT note.written_at, NULL, note.kind, note.body, note.written_by, note.id
            FROM recruiting.candidate_note AS note
           WHERE note.candidate_id = \(candidate)
          UNION ALL
          SELECT merge.merged_at, NULL, 'merged with C-' || merge.loser_id, merge.rule, merge.merged_by, merge.id
            FROM recruiting.candidate_merge AS merge
           WHERE merge.winner_id = \(candidate)
      )
      SELECT \(raw: columns)
        FROM told
        LEFT JOIN people.person AS author ON author.id = told.by_id
       ORDER BY told.at, told.ordinal
      """)
  }
}
