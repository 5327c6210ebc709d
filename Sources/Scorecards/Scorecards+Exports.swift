internal import People
public import Postgres
public import Store

/// Everything an export of a period holds: the pages, and what they were counted by.
public struct PeriodPages: Codable, Sendable {
  public let period: Period
  public let metrics: [Metric]
  public let pages: [CardPage]
  /// Each page's text as it was signed, byte for byte.
  public let texts: [String]
}

/// Who took cards out, when and what for.
public struct ExportRecord: Codable, Sendable, Identifiable, Equatable {
  public typealias ID = Identifier<ExportRecord>

  public let id: ID
  public let period: String
  public let purpose: String
  public let cards: Int
  public let by: String
  public let at: Instant
  /// SHA-256 of the bundle's manifest.
  public let manifest: String
}

/// Figures of a team of five and more: what may be shown where people may not.
public struct TeamFigure: Codable, Sendable, Equatable {
  public let team: String
  public let metric: String
  public let people: Int
  public let n: Int
  public let value: Double?
  /// Why there is no number.
  public let withheld: String?
}

extension Scorecards {
  /// The cards of a period that may leave the house: published ones, or whatever the caller sees as a draft.
  ///
  /// - Parameter published: Whether to leave out those that are not published.
  public func pages(_ code: String, published: Bool = true) async throws(ScorecardsError) -> PeriodPages {
    try await read { tx in
      let period = try Period.find(code, in: tx)
      guard let issue = try tx.first(Issue.newest(of: period.id)) else { throw ScorecardsError.notComputed(code) }
      let cards = try tx.all(Card.all(of: period.id)).filter { !published || $0.standing == .published }
      let figures = Dictionary(grouping: try tx.all(CardMeasure.all(of: period.id)), by: \.card)
      let signatures = Dictionary(grouping: try tx.all(CardSignature.all(of: period.id)), by: \.card)
      let texts = Dictionary(
        uniqueKeysWithValues: try tx.tuples("card.texts", Card.texts(of: period.id), as: (Card.ID, String).self))
      return PeriodPages(
        period: period, metrics: try tx.all(Metric.used(by: issue.id)),
        pages: cards.map { card in
          CardPage(
            card: card, figures: figures[card.id]?.map(\.measure) ?? [],
            signatures: signatures[card.id]?.map(\.signature) ?? [])
        }, texts: cards.map { texts[$0.id] ?? "" })
    }
  }

  /// One person's figures through their published periods, the earliest first.
  public func history(of person: String) async throws(ScorecardsError) -> [CardPage] {
    try await read { tx in
      let person = try Person.find(person, in: tx)
      return try tx.all(Card.history(of: person.id)).map { try CardPage($0, in: tx) }
    }
  }

  /// Writes down that cards leave the house: for whom to read who is on them.
  public func record(
    export cards: [Card.ID], of code: String, purpose: String, manifest: String, as operation: Operation
  ) async throws(ScorecardsError) -> Outcome<Int64> {
    try await write(operation) { tx in
      let period = try Period.find(code, in: tx)
      let id = try tx.one(ExportRecord.add(cards.count, of: period, purpose: purpose, manifest: manifest))
      try tx.run(ExportRecord.addCards(cards, to: id))
      return id.rawValue
    }
  }

  /// Who took which cards out, the newest first: HR sees all, an agent those with the own card.
  public func exports() async throws(ScorecardsError) -> [ExportRecord] {
    try await read { tx in try tx.all(ExportRecord.all) }
  }

  /// Figures of teams in which five and more people were counted, and whose neighbours do not give one away.
  public func teams(_ code: String, atLeast k: Int = 5) async throws(ScorecardsError) -> [TeamFigure] {
    try await read { tx in try tx.all(TeamFigure.all(of: Period.find(code, in: tx).id, atLeast: max(5, k))) }
  }
}

// MARK: - SQL

/// A figure with the card it stands on.
struct CardMeasure: RowDecodable {
  static let columns: StaticString = "snapshot.id"
  let card: Card.ID
  let measure: Measure

  init(row: inout Row) throws(PostgresError) {
    card = try row.next()
    measure = try Measure(row: &row)
  }

  static func all(of period: Period.ID) -> Query<CardMeasure> {
    Query(
      "card.all_figures",
      """
      SELECT \(raw: columns), \(raw: Measure.columns)
        FROM scorecards.snapshot
        JOIN scorecards.issue ON issue.id = snapshot.issue_id
       CROSS JOIN LATERAL jsonb_to_recordset(snapshot.body::jsonb -> 'figures') AS \(raw: Measure.recordset)
       WHERE issue.period_id = \(period)
      """)
  }
}

/// A signature with the card it stands under.
struct CardSignature: RowDecodable {
  static let columns: StaticString = "signature.snapshot_id"
  let card: Card.ID
  let signature: Signature

  init(row: inout Row) throws(PostgresError) {
    card = try row.next()
    signature = try Signature(row: &row)
  }

  static func all(of period: Period.ID) -> Query<CardSignature> {
    Query(
      "signature.all",
      """
      SELECT \(raw: columns), \(raw: Signature.columns)
        FROM scorecards.signature
        JOIN scorecards.snapshot ON snapshot.id = signature.snapshot_id
        JOIN scorecards.issue ON issue.id = snapshot.issue_id
        LEFT JOIN people.person ON person.id = signature.signed_by
       WHERE issue.period_id = \(period)
       ORDER BY signature.id
      """)
  }
}

extension ExportRecord: RowDecodable {
  public static let columns: StaticString = """
    export.id, period.code, export.purpose, export.cards, coalesce(person.name, 'somebody in HR'), export.exported_at,
    encode(export.manifest_hash, 'hex')
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    period = try row.next()
    purpose = try row.next()
    cards = try row.next()
    by = try row.next()
    at = try row.next()
    manifest = try row.next()
  }

  static var all: Query<ExportRecord> {
    Query(
      "export.all",
      """
      SELECT \(raw: columns)
        FROM scorecards.export
        JOIN scorecards.period ON period.id = export.period_id
        LEFT JOIN people.person ON person.id = export.exported_by
       ORDER BY export.id DESC
      """)
  }

  static func add(_ cards: Int, of period: Period, purpose: String, manifest: String) -> Query<ID> {
    Query(
      "export.add",
      """
      INSERT INTO scorecards.export (entity_id, period_id, purpose, manifest_hash, cards)
      VALUES (\(period.entity), \(period.id), \(purpose), decode(\(manifest), 'hex'), \(Int32(cards)))
      RETURNING id
      """)
  }

  static func addCards(_ cards: [Card.ID], to export: ID) -> Statement {
    Statement(
      "export_card.add",
      """
      INSERT INTO scorecards.export_card (entity_id, export_id, snapshot_id, subject_id)
      SELECT snapshot.entity_id, \(export), snapshot.id, snapshot.person_id
        FROM scorecards.snapshot WHERE snapshot.id = ANY (\(cards))
      """)
  }
}

extension TeamFigure: RowDecodable {
  public static let columns: StaticString = """
    figure.team, figure.metric, figure.people, figure.n, figure.value, figure.withheld
    """

  public init(row: inout Row) throws(PostgresError) {
    team = try row.next()
    metric = try row.next()
    people = try row.next()
    n = try row.next()
    value = try row.next()
    withheld = try row.next()
  }

  static func all(of period: Period.ID, atLeast k: Int) -> Query<TeamFigure> {
    Query(
      "team_figure.all",
      "SELECT \(raw: columns) FROM scorecards.team_figures(\(period), \(Int32(k))) AS figure")
  }
}
