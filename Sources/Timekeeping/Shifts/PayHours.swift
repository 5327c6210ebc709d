public import Postgres
internal import Store

/// Hours of one person on one local day in one category of pay.
public struct PayHours: Codable, Hashable, Sendable {
  public let number: String?
  public let name: String
  /// The local day on which the shift starts, to which the whole of it belongs.
  public let on: LocalDate
  public let site: String
  /// `regular` and `overtime` add up to the paid hours; `training` is beside them; `night`, `sunday` and `holiday` are
  /// hours among them.
  public let category: String
  public let minutes: Int
  /// Where the overtime is written.
  public let citation: String?
}

extension Timekeeping {
  /// The hours to be paid in a period, as far as the caller may see.
  public func payHours(from: LocalDate, through: LocalDate) async throws(TimekeepingError) -> [PayHours] {
    try await read { tx in
      try tx.all(
        Query<PayHours>(
          "shift.pay_hours",
          """
          SELECT \(raw: PayHours.columns)
            FROM timekeeping.pay_hours(\(from), \(through)) AS hours
            JOIN people.person AS person ON person.id = hours.person_id
            JOIN people.site AS site ON site.id = hours.site_id
           ORDER BY person.name, person.id, hours.works_on, hours.category
          """))
    }
  }
}

// MARK: - SQL

extension PayHours: RowDecodable {
  public static let columns: StaticString =
    "person.number, person.name, hours.works_on, site.name, hours.category, hours.minutes::bigint, hours.citation"

  public init(row: inout Row) throws(PostgresError) {
    number = try row.next()
    name = try row.next()
    on = try row.next()
    site = try row.next()
    category = try row.next()
    minutes = try row.next()
    citation = try row.next()
  }
}
