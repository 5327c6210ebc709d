public import Postgres
internal import Store

/// How many contacts began on one local day for one reason on one channel.
public struct DriverDay: Sendable, Hashable {
  /// What the help desk noted; `nil` where it noted nothing.
  public let reason: String?
  public let channel: String
  public let localOn: LocalDate
  public let contacts: Int64
}

/// What drives contacts: the orders of a shop, and the contacts that customers began.
public struct Drivers: Sendable {
  /// Orders by day, days without any left out.
  public let orders: [DayVolume]
  /// Contacts by day, reason and channel, likewise.
  public let contacts: [DriverDay]
}

extension Workload {
  /// Orders and inbound contacts by local day; what a help desk has deleted counts no more.
  ///
  /// - Parameters:
  ///   - shop: The source of the orders; where it has told no order one by one, its series `orders` is read.
  ///   - desk: The source of the contacts.
  public func drivers(shop: String, desk: String) async throws(WorkloadError) -> Drivers {
    try await store.read(or: WorkloadError.init) { session in
      let shop = try Self.source(shop, in: session).id
      let desk = try Self.source(desk, in: session).id
      let (first, end) = (LocalDate(daysSince2000: -3653), LocalDate(daysSince2000: 36_524))
      let placed = try session.all(DayVolume.ordered(shop, first, end))
      return Drivers(
        orders: placed.isEmpty ? try session.all(DayVolume.counted("orders", shop, first, end)) : placed,
        contacts: try session.all(DriverDay.all(of: desk)))
    }
  }
}

// MARK: - SQL

extension DriverDay: RowDecodable {
  public static let columns: StaticString = """
    contact.reason, channel.code, (contact.opened_at AT TIME ZONE site.zone)::date AS local_on, count(*)
    """

  public init(row: inout Row) throws(PostgresError) {
    reason = try row.next()
    channel = try row.next()
    localOn = try row.next()
    contacts = try row.next()
  }

  static func all(of source: Source.ID) -> Query<DriverDay> {
    Query(
      "contact.drivers",
      """
      SELECT \(raw: columns)
        FROM workload.source
        JOIN workload.contact ON contact.entity_id = source.entity_id AND contact.source_id = source.id
        JOIN workload.channel ON channel.id = contact.channel_id
        JOIN workload.queue ON queue.id = contact.queue_id
        JOIN people.site ON site.id = queue.site_id
       WHERE source.id = \(source)
         AND contact.is_inbound
         AND contact.deleted_at IS NULL
       GROUP BY contact.reason, channel.code, local_on
       ORDER BY local_on, channel.code, contact.reason
      """)
  }
}
