import Foundation
import Postgres
import StoreTesting

/// The export of a real recruiting system beside the project, read in place: candidates, and a date for each stage reached.
enum CaseStudy {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/data/people")
  static let isThere = FileManager.default.fileExists(atPath: folder.appending(path: "casestudy_candidates.csv").path)

  static let stages = ["New Application", "Phone Screen", "In-House Interview", "Offer Sent"]
  /// Rows whose dates run backwards.
  static let doubted: Set<Int64> = [1_645_602, 1_657_922, 1_677_381, 1_700_534]

  static func rows(_ file: String) throws -> [[String]] {
    try String(contentsOf: folder.appending(path: file), encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst()
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  /// What pandas and scipy found in it.
  static func expected() throws -> [String: Any] {
    let bytes = try Data(contentsOf: folder.appending(path: "oracle/casestudy_expected.json"))
    return try JSONSerialization.jsonObject(with: bytes) as? [String: Any] ?? [:]
  }

  /// Puts the export into Lantern's books at Leeds, past the triggers: it tests counting, not importing.
  static func load(into cast: TestStore) async throws {
    let candidates = try rows("casestudy_candidates.csv")
    let events = try rows("casestudy_stage_events.csv").sorted { ($0[0], $0[2]) < ($1[0], $1[2]) }
    let ids = candidates.compactMap { Int64($0[0]) }
    let stages = Dictionary(uniqueKeysWithValues: zip(Self.stages.map { $0 + " Date" }, 1...4))
    let dates = events.compactMap { LocalDate($0[2]) }
    try await cast.asMaster { session in
      try session.transaction { session in
        try session.script(setting)
        try session.run(
          Statement(
            "casestudy.applications",
            """
            INSERT INTO recruiting.application
                (id, entity_id, candidate_id, requisition_id, pipeline_id, source_id, applied_at)
            OVERRIDING SYSTEM VALUE
            SELECT told.id, 1, told.id, 1, 1, source.id, '2020-01-01'
              FROM unnest(\(ids), \(candidates.map { $0[4] })) AS told (id, name)
              JOIN recruiting.source ON source.name = told.name
            """))
        try session.run(
          Statement(
            "casestudy.events",
            """
            INSERT INTO recruiting.stage_event (entity_id, application_id, requisition_id, stage_id, happened_at, doubt)
            SELECT 1, told.id, 1, told.stage, told.day + time '12:00' AT TIME ZONE 'UTC',
                   CASE WHEN told.id = ANY (\(Array(doubted))) THEN 'reversed dates' END
              FROM unnest(\(events.compactMap { Int64($0[0]) }), \(events.map { Int64(stages[$0[1]] ?? 1) }), \(dates))
                   WITH ORDINALITY AS told (id, stage, day, place)
             ORDER BY told.id, told.stage
            """))
        try session.run(
          Statement(
            "casestudy.offers",
            """
            INSERT INTO recruiting.offer (entity_id, application_id, requisition_id, kind, currency, pay_unit,
                                          weekly_minutes, starts_on, state, accepted_at, batch_id)
            SELECT 1, told.id, 1, 'permanent', 'GBP', 'year', 2250, '2024-01-01', told.state,
                   CASE WHEN told.state = 'accepted' THEN now() END, 1
              FROM unnest(\(ids), \(candidates.map { offerState($0[3]) })) AS told (id, state)
             WHERE told.state <> ''
            """))
        try session.script(settled)
      }
    }
  }

  private static func offerState(_ furthest: String) -> String {
    switch furthest {
    case "Offer Accepted": "accepted"
    case "Offer Declined": "declined"
    case "Offer Sent": "sent"
    default: ""
    }
  }

  private static let setting = """
    SET LOCAL session_replication_role = replica;
    INSERT INTO recruiting.pipeline (id, entity_id, name) OVERRIDING SYSTEM VALUE VALUES (1, 1, 'Case study');
    INSERT INTO recruiting.stage (id, entity_id, pipeline_id, name, kind, rank) OVERRIDING SYSTEM VALUE
    VALUES (1, 1, 1, 'New Application', 'applied', 0), (2, 1, 1, 'Phone Screen', 'screen', 1),
           (3, 1, 1, 'In-House Interview', 'interview', 2), (4, 1, 1, 'Offer Sent', 'offer', 3);
    INSERT INTO recruiting.requisition (id, entity_id, code, title, site_id, kind, weekly_minutes, pipeline_id, currency, state)
    OVERRIDING SYSTEM VALUE
    SELECT 1, 1, 'CASE', 'Case study', id, 'permanent', 2250, 1, 'GBP', 'open' FROM people.site WHERE name = 'Leeds';
    INSERT INTO recruiting.source (entity_id, name)
    SELECT 1, unnest(ARRAY['Advertisement', 'Agency', 'Campus Event', 'Campus Job Board', 'Career Fair',
                           'Internal Referral', 'Outsourced', 'Website']);
    """

  private static let settled = """
    UPDATE recruiting.application SET applied_at = first.at, stage_id = first.far
      FROM (SELECT application_id, min(happened_at) FILTER (WHERE stage_id = 1) AS at, max(stage_id) AS far
              FROM recruiting.stage_event GROUP BY 1) AS first
     WHERE first.application_id = application.id;
    SELECT recruiting.settle(array(SELECT id FROM recruiting.application));
    """
}
