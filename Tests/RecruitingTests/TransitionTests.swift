import Postgres
import Recruiting
import Store
import StoreTesting
import Testing

/// OrangeHRM's table of allowed transitions, row by row, as ours; the room's documentation says where we differ and why.
@Suite(.serialized) struct TransitionTests {
  private static let stages = [
    "APPLICATION INITIATED": "Applied", "SHORTLISTED": "Phone screen", "INTERVIEW SCHEDULED": "Interview",
    "INTERVIEW PASSED": "Interview", "INTERVIEW FAILED": "Interview", "JOB OFFERED": "Offer", "OFFER DECLINED": "Offer",
  ]

  @Test func `all 34 rows have their move, or a record that says it better`() async throws {
    guard let rows = try Shared.lines("orangehrm/recruitment_state_machine.csv") else { return }
    #expect(rows.count == 34)
    try await withStore { cast in
      _ = try await Setting(cast)
      let moves = Set(
        try await cast.asMaster { session in
          try session.all(
            Query<String>(
              "moves",
              """
              SELECT here.name || ' > ' || coalesce(there.name, move.to_end) || ' by ' || move.role
                FROM recruiting.stage_move AS move
                JOIN recruiting.stage AS here ON here.id = move.from_stage_id
                LEFT JOIN recruiting.stage AS there ON there.id = move.to_stage_id
              """))
        })
      for row in rows {
        let covered = Self.covering(row.value("state"), row.value("role"), row.value("resulting_state"))
        switch covered {
        case .move(let move): #expect(moves.contains(move), "\(row.value("id")): \(move)")
        case .record: continue
        case .unknown: Issue.record("\(row.value("id")) is not covered")
        }
      }
    }
  }

  private enum Covering: Equatable {
    case move(String)
    /// An application is added, an interview or its feedback says it, or a hire does.
    case record(String)
    case unknown
  }

  private static func covering(_ state: String, _ role: String, _ result: String) -> Covering {
    let ours = role == "HIRING MANAGER" ? "manager" : "recruiter"
    switch (state, result) {
    case ("INITIAL", _): return .record("application add")
    case (_, "INTERVIEW PASSED"), (_, "INTERVIEW FAILED"): return .record("feedback submit")
    case ("INTERVIEW PASSED", "INTERVIEW SCHEDULED"): return .record("interview schedule")
    case (_, "HIRED"): return .record("hire make")
    case (_, "OFFER DECLINED"): return .record("offer decline")
    // At the offer only recruiters and HR end it; a hiring manager asks them to.
    case ("JOB OFFERED", "REJECTED"), ("OFFER DECLINED", "REJECTED"): return .move("Offer > rejected by recruiter")
    case ("INTERVIEW PASSED", "JOB OFFERED"): return .move("Interview > Offer by recruiter")
    case (let state, "REJECTED"): return stages[state].map { .move("\($0) > rejected by \(ours)") } ?? .unknown
    case (let state, let result):
      guard let from = stages[state], let to = stages[result] else { return .unknown }
      return .move("\(from) > \(to) by \(ours)")
    }
  }
}

extension ImportedLine {
  fileprivate func value(_ column: String) -> String { self[column] ?? "" }
}
