public import Postgres
public import Store

/// A planner's better knowledge of some days: the forecast stays as it was made, what is staffed is multiplied.
public struct Adjustment: Codable, Hashable, Sendable, Identifiable {
  public typealias ID = Identifier<Adjustment>

  public let id: ID
  /// The queue's code; `nil` for all queues.
  public let queue: String?
  public let startsOn: LocalDate
  public let endsOn: LocalDate
  /// Contacts as a multiple of the forecast.
  public let multiple: Double
  public let reason: String
  /// Who made it.
  public let author: String
}

/// An adjustment before it is kept.
public struct AdjustmentDraft: Codable, Hashable, Sendable {
  public let queue: String?
  public let startsOn: LocalDate
  public let endsOn: LocalDate
  public let multiple: Double
  public let reason: String

  public init(queue: String?, startsOn: LocalDate, endsOn: LocalDate, multiple: Double, reason: String) {
    self.queue = queue
    self.startsOn = startsOn
    self.endsOn = endsOn
    self.multiple = multiple
    self.reason = reason
  }
}

extension [Adjustment] {
  /// What is staffed for a queue on a day, as a multiple of the forecast; adjustments of one day multiply.
  func multiple(of queue: String, on day: LocalDate) -> Double {
    reduce(1) { product, one in
      (one.queue ?? queue) == queue && (one.startsOn...one.endsOn).contains(day) ? product * one.multiple : product
    }
  }
}

extension Scheduling {
  /// The adjustments of a season that stand.
  public func adjustments(for code: String) async throws(SchedulingError) -> [Adjustment] {
    try await store.read(or: SchedulingError.init) { tx in
      try tx.all(Adjustment.standing(in: Season.find(code, in: tx).id))
    }
  }

  /// Multiplies what the next requirement staffs for some days.
  ///
  /// - Throws: ``SchedulingError/unknownQueue(_:known:)``, ``SchedulingError/badAdjustment(_:)``.
  public func adjust(
    _ code: String, _ draft: AdjustmentDraft, as operation: Operation
  ) async throws(SchedulingError) -> Outcome<Adjustment> {
    try await store.write(operation, or: SchedulingError.init) { tx in
      let season = try Season.find(code, in: tx)
      if let queue = draft.queue {
        let known = try season.assumptions(in: tx).body.queues.map(\.code)
        guard known.contains(queue) else { throw SchedulingError.unknownQueue(queue, known: known) }
      }
      return try tx.one(Adjustment.add(draft, to: season))
    }
  }

  /// Takes an adjustment back; both stay on the record.
  public func withdraw(
    _ adjustment: Adjustment.ID, of code: String, reason: String, as operation: Operation
  ) async throws(SchedulingError) -> Outcome<Adjustment> {
    try await store.write(operation, or: SchedulingError.init) { tx in
      let season = try Season.find(code, in: tx)
      guard let standing = try tx.all(Adjustment.standing(in: season.id)).first(where: { $0.id == adjustment }) else {
        throw SchedulingError.unknownAdjustment(adjustment.rawValue, season: code)
      }
      try tx.run(Adjustment.end(adjustment, of: season, reason: reason))
      return standing
    }
  }
}

// MARK: - SQL

extension Adjustment: RowDecodable {
  public static let columns: StaticString = """
    adjustment.id, adjustment.queue, adjustment.starts_on, adjustment.ends_on, adjustment.multiple, adjustment.reason,
    coalesce((SELECT person.name FROM people.person WHERE person.id = adjustment.person_id), 'the administrator')
    """

  public init(row: inout Row) throws(PostgresError) {
    id = try row.next()
    queue = try row.next()
    startsOn = try row.next()
    endsOn = try row.next()
    multiple = try row.next()
    reason = try row.next()
    author = try row.next()
  }

  static func standing(in season: Season.ID) -> Query<Adjustment> {
    Query(
      "adjustment.standing",
      """
      SELECT \(raw: columns) FROM scheduling.adjustment AS adjustment
       WHERE adjustment.season_id = \(season)
         AND NOT EXISTS (SELECT FROM scheduling.adjustment_end AS ended WHERE ended.adjustment_id = adjustment.id)
       ORDER BY adjustment.starts_on, adjustment.id
      """)
  }

  static func add(_ draft: AdjustmentDraft, to season: Season) -> Query<Adjustment> {
    Query(
      "adjustment.add",
      """
      INSERT INTO scheduling.adjustment AS adjustment (entity_id, season_id, queue, starts_on, ends_on, multiple, reason)
      VALUES (\(season.entity), \(season.id), \(draft.queue), \(draft.startsOn), \(draft.endsOn), \(draft.multiple),
              \(draft.reason))
      RETURNING \(raw: columns)
      """)
  }

  static func end(_ adjustment: ID, of season: Season, reason: String) -> Statement {
    Statement(
      "adjustment.end",
      """
      INSERT INTO scheduling.adjustment_end (adjustment_id, entity_id, reason)
      VALUES (\(adjustment), \(season.entity), \(reason))
      """)
  }
}
