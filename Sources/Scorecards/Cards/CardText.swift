internal import People
internal import Postgres
internal import Store

/// Who a card is about, as they stood on the period's last day.
struct CardSubject: Equatable {
  let person: Person.ID
  let name: String
  let number: String?
  let team: Int64?
  let teamName: String?
  let peers: String
  /// Days since the employment began.
  let tenureDays: Int
}

extension CardSubject {
  /// The text of the card: everything it says, in canonical JSON.
  func card(of period: Period, _ issue: Issue, _ figures: [Measure]) -> String {
    Canonical.object([
      "card": .whole(1), "period": .text(period.code), "startsOn": .text(period.startsOn.description),
      "endsOn": .text(period.endsOn.description), "issue": .whole(issue.number), "reason": .text(issue.reason),
      "asOf": .text(issue.asOf.description), "person": .whole(Int(person.rawValue)), "name": .text(name),
      "number": .text(number), "team": .text(teamName), "peers": .text(peers), "tenureDays": .whole(tenureDays),
      "figures": .list(figures.map(\.canonical)),
    ]).written
  }
}

extension Measure {
  var canonical: Canonical {
    .object([
      "metric": .text(metric), "name": .text(name), "version": .whole(version), "unit": .text(unit.rawValue),
      "direction": .text(direction.rawValue), "n": .whole(n), "leftOut": .whole(leftOut), "value": .decimal(value),
      "low": .decimal(low), "high": .decimal(high), "interval": .text(interval), "fair": .decimal(fair),
      "fairLow": .decimal(fairLow), "fairHigh": .decimal(fairHigh), "reliability": .decimal(reliability),
      "peers": .text(peers), "peerCount": .whole(peerCount), "peerValue": .decimal(peerValue),
      "adjusted": .decimal(adjusted), "adjustedFor": .text(adjustedFor), "target": .decimal(target),
      "band": .text(band.rawValue), "chance": .decimal(chance), "flag": .text(flag.rawValue),
      "discovery": .decimal(discovery), "asked": .whole(asked), "boundLow": .decimal(boundLow),
      "boundHigh": .decimal(boundHigh), "needed": .whole(needed),
    ])
  }
}

// MARK: - SQL

extension CardSubject: RowDecodable {
  static let columns: StaticString = """
    person.id, person.name, person.number, team.id, team.name, coalesce(peers.code, 'everyone'), person.tenure
    """

  init(row: inout Row) throws(PostgresError) {
    person = try row.next()
    name = try row.next()
    number = try row.next()
    team = try row.next()
    teamName = try row.next()
    peers = try row.next()
    tenureDays = try row.next()
  }

  /// Everybody an issue counted something of, in the team they were in on the last day.
  static func all(of issue: Issue, _ period: Period) -> Query<CardSubject> {
    Query(
      "card.subjects",
      """
      WITH RECURSIVE above AS (
          SELECT team.id, team.id AS above_id FROM people.team WHERE team.entity_id = \(period.entity)
          UNION ALL
          SELECT above.id, team.parent_id FROM above JOIN people.team ON team.id = above.above_id
           WHERE team.parent_id IS NOT NULL
      ),
      counted AS (SELECT DISTINCT tally.person_id FROM scorecards.tally WHERE tally.issue_id = \(issue.id)),
      person AS (
          SELECT person.*,
                 coalesce(\(period.endsOn)::date - (
                     SELECT min(employment.starts_on) FROM people.employment
                      WHERE employment.person_id = person.id), 0) AS tenure,
                 (SELECT membership.team_id FROM people.membership
                   WHERE membership.person_id = person.id AND membership.starts_on <= \(period.endsOn)
                     AND coalesce(membership.ends_on >= \(period.startsOn), true)
                   ORDER BY membership.starts_on DESC LIMIT 1) AS team_id
            FROM counted
            JOIN people.person ON person.id = counted.person_id
      )
      SELECT \(raw: columns)
        FROM person
        LEFT JOIN people.team ON team.id = person.team_id
        LEFT JOIN LATERAL (
             SELECT peers.code FROM scorecards.peer_group AS peers
              WHERE peers.entity_id = person.entity_id
                AND (peers.team_id IS NULL OR EXISTS (
                     SELECT FROM above WHERE above.id = person.team_id AND above.above_id = peers.team_id))
                AND person.tenure >= peers.tenure_from AND coalesce(person.tenure < peers.tenure_to, true)
              ORDER BY peers.place, peers.id LIMIT 1) AS peers ON true
       ORDER BY person.id
      """)
  }
}
