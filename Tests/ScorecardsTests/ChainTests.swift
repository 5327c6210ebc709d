import Postgres
import Scorecards
import Store
import StoreTesting
import Testing

/// The chain of everything that was shown: one changed byte anywhere is found.
@Suite(.serialized) struct ChainTests {
  @Test func `where nothing was shown, nothing is broken`() async throws {
    try await withStore { cast in
      let breaches = try await cast.scorecards(as: "Hal").verify()
      #expect(breaches.isEmpty)
    }
  }

  @Test func `what is as it was verifies, and one changed byte anywhere does not`() async throws {
    try await withStore { cast in
      let desk = try await Desk.open(cast)
      try await desk.survey("ana", good: 40, bad: 5)
      let hal = try await Desk.ready(cast)
      _ = try await hal.compute("peak-week", as: Operation("scorecard.compute"))
      let lev = try await cast.scorecards(as: "Lev")
      _ = try await lev.take(.inReview, in: "peak-week", of: ["Ana"], as: Operation("scorecard.review"))
      _ = try await lev.take(
        .signed, in: "peak-week", of: ["Ana"], comment: "A good week.", as: Operation("scorecard.sign"))
      #expect(try await hal.verify().isEmpty)
      for change in Self.changes {
        let found = try await cast.asMaster { session in
          try session.script("BEGIN")
          try session.script("SET LOCAL session_replication_role = replica; " + change)
          let found = try session.all(
            Query<String>(
              "breach", "SELECT DISTINCT kind FROM scorecards.verify_chains(ARRAY[1::bigint]) AS breach ORDER BY kind"))
          try session.script("ROLLBACK")
          return found
        }
        #expect(!found.isEmpty, "nobody noticed: \(change)")
      }
    }
  }

  static let changes = [
    "UPDATE scorecards.snapshot SET body = overlay(body PLACING '7' FROM position('\"n\":' IN body) + 4 FOR 1) WHERE id = 1",
    "UPDATE scorecards.snapshot SET content_hash = sha256('x') WHERE id = 1",
    "UPDATE scorecards.snapshot SET made_at = made_at + interval '1 microsecond' WHERE id = 1",
    "UPDATE scorecards.snapshot SET team_id = NULL WHERE team_id IS NOT NULL",
    "UPDATE scorecards.signature SET comment = 'A good week!'",
    "UPDATE scorecards.signature SET signed_at = signed_at + interval '1 microsecond'",
    "UPDATE scorecards.tally SET numerator = numerator + 1 WHERE n > 0",
    "UPDATE scorecards.issue SET as_of_at = as_of_at - interval '1 day'",
    "UPDATE scorecards.period SET ends_on = ends_on + 1",
    "UPDATE scorecards.metric_version SET threshold = 241 WHERE threshold = 240",
    "UPDATE scorecards.issue_calendar SET calendar_id = (SELECT max(id) FROM people.calendar WHERE entity_id = 1)",
    "DELETE FROM scorecards.signature",
    "DELETE FROM scorecards.link WHERE id = 3",
    "DELETE FROM scorecards.link WHERE id = (SELECT max(id) FROM scorecards.link)",
    "UPDATE scorecards.link SET hash = sha256('x') WHERE id = 2",
    "UPDATE scorecards.chain SET length = length - 1",
  ]
}
