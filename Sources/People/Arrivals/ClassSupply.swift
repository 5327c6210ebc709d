public import Postgres
public import Store

/// What a class is expected to be worth in one week, in full-time agents who are ready, still there and up to speed.
public struct ClassSupply: Codable, Sendable, Equatable {
  /// The Monday of the week.
  public let week: LocalDate
  /// One time in ten it is less.
  public let p10: Double
  public let p50: Double
  /// One time in ten it is more.
  public let p90: Double

  public init(week: LocalDate, p10: Double, p50: Double, p90: Double) {
    self.week = week
    self.p10 = p10
    self.p50 = p50
    self.p90 = p90
  }
}

// MARK: - SQL

extension ClassSupply: RowDecodable {
  public static let columns: StaticString = "supply.week_on, supply.fte_p10, supply.fte_p50, supply.fte_p90"

  public init(row: inout Row) throws(PostgresError) {
    week = try row.next()
    p10 = try row.next()
    p50 = try row.next()
    p90 = try row.next()
  }
}

extension TrainingClass {
  /// The newest word on what the class is worth, week by week; empty while nobody told.
  public func supply(in tx: Session) throws(PostgresError) -> [ClassSupply] {
    try tx.all(
      Query(
        "class_supply.of",
        """
        SELECT \(raw: ClassSupply.columns)
          FROM people.current_class_supply AS supply
         WHERE supply.class_id = \(id)
         ORDER BY supply.week_on
        """))
  }

  /// Tells what the class is worth from now on; what was told before stays and counts no longer.
  public func note(_ supply: [ClassSupply], in tx: Session) throws(PostgresError) {
    try tx.run(
      Statement(
        "class_supply.note",
        """
        INSERT INTO people.class_supply (entity_id, class_id, week_on, fte_p10, fte_p50, fte_p90)
        SELECT \(entity), \(id), *
          FROM unnest(\(supply.map(\.week)), \(supply.map(\.p10)), \(supply.map(\.p50)), \(supply.map(\.p90)))
        """))
  }

  /// The hours of those who sit in the class, by their contracts that are not over on a day.
  ///
  /// Whoever trains them learns the hours and the last day, and nothing else of a contract.
  public func hours(on day: LocalDate, in tx: Session) throws(PostgresError) -> [ClassHours] {
    try tx.all(
      Query(
        "training_class.hours",
        "SELECT \(raw: ClassHours.columns) FROM people.hours_in_class(\(id), \(day)) AS hours ORDER BY hours.person_id")
    )
  }
}

/// What somebody in a class works in a week, in shares of full time, and until when.
public struct ClassHours: Sendable, Equatable, RowDecodable {
  public static let columns: StaticString = "hours.person_id, hours.full_time, hours.ends_on"
  public let person: Person.ID
  public let fullTime: Double
  public let endsOn: LocalDate?

  public init(row: inout Row) throws(PostgresError) {
    person = try row.next()
    fullTime = try row.next()
    endsOn = try row.next()
  }
}
