public import Postgres
public import Store

/// A count on one local day; a day without one was not counted.
public struct DayVolume: Sendable, Hashable, Codable {
  public let localOn: LocalDate
  public let volume: Int64
}

/// A count in one local hour.
public struct HourVolume: Sendable, Hashable {
  public let localOn: LocalDate
  /// The hour's first minute of the day.
  public let localMinute: Int16
  public let volume: Int64
}

/// What a queue was offered in one interval, summed over its sources.
public struct IntervalCount: Sendable, Hashable {
  public let startsAt: Instant
  public let minutes: Int16
  /// The queue's own day and minute of the day.
  public let localOn: LocalDate
  public let localMinute: Int16
  public let offered: Int64
  /// `nil` where no source says; never 0 instead.
  public let handled: Int64?
  public let abandoned: Int64?
  public let handleSeconds: Int64?
}

/// How long contacts take in one slot of the day, and how many say so.
public struct HandleTime: Sendable, Hashable {
  /// The slot's first minute of the queue's day.
  public let localMinute: Int16
  /// Contacts whose time is known.
  public let count: Int64
  /// Their seconds together; the mean is this divided by `count`.
  public let seconds: Int64
}

extension Workload {
  /// A counted series, day by day, from `first` to before `end`.
  public func days(
    of series: String, from source: Source.ID, since first: LocalDate, before end: LocalDate
  )
    async throws(WorkloadError) -> [DayVolume]
  {
    try await store.read(or: WorkloadError.init) { try $0.all(DayVolume.counted(series, source, first, end)) }
  }

  /// A counted series, hour by hour, from `first` to before `end`.
  public func hours(
    of series: String, from source: Source.ID, since first: LocalDate, before end: LocalDate
  )
    async throws(WorkloadError) -> [HourVolume]
  {
    try await store.read(or: WorkloadError.init) { try $0.all(HourVolume.counted(series, source, first, end)) }
  }

  /// Orders placed each local day, counted from the orders themselves; cancelled ones included, days without none.
  public func ordersPerDay(
    from source: Source.ID, since first: LocalDate, before end: LocalDate
  )
    async throws(WorkloadError) -> [DayVolume]
  {
    try await store.read(or: WorkloadError.init) { try $0.all(DayVolume.ordered(source, first, end)) }
  }

  /// A queue's intervals on one channel, from `first` to before `end`, in the order of time.
  public func intervals(
    queue: Queue.ID, channel: Channel.ID, since first: Instant, before end: Instant
  )
    async throws(WorkloadError) -> [IntervalCount]
  {
    try await store.read(or: WorkloadError.init) { try $0.all(IntervalCount.counted(queue, channel, first, end)) }
  }

  /// Handle time by slot of the day, from the intervals that know it.
  public func handleTimes(
    queue: Queue.ID, channel: Channel.ID, since first: Instant, before end: Instant
  )
    async throws(WorkloadError) -> [HandleTime]
  {
    try await store.read(or: WorkloadError.init) { try $0.all(HandleTime.bySlot(queue, channel, first, end)) }
  }
}

// MARK: - SQL

extension DayVolume: RowDecodable {
  public static let columns: StaticString = "local_on, volume"

  public init(row: inout Row) throws(PostgresError) {
    localOn = try row.next()
    volume = try row.next()
  }

  static func counted(_ series: String, _ source: Source.ID, _ first: LocalDate, _ end: LocalDate) -> Query<Self> {
    Query(
      "series_volume.days",
      """
      SELECT \(raw: columns)
        FROM workload.series_volume
       WHERE source_id = \(source)
         AND series = \(series)
         AND minutes = 1440
         AND local_on >= \(first)
         AND local_on < \(end)
       ORDER BY local_on
      """)
  }

  static func ordered(_ source: Source.ID, _ first: LocalDate, _ end: LocalDate) -> Query<Self> {
    Query(
      "shop_order.days",
      """
      SELECT (shop_order.placed_at AT TIME ZONE site.zone)::date AS local_on, count(*) AS volume
        FROM workload.source
        JOIN people.site ON site.id = source.site_id
        JOIN workload.shop_order
          ON shop_order.entity_id = source.entity_id
         AND shop_order.source_id = source.id
         AND shop_order.placed_at >= \(first)::timestamp AT TIME ZONE site.zone
         AND shop_order.placed_at < \(end)::timestamp AT TIME ZONE site.zone
       WHERE source.id = \(source)
       GROUP BY 1
       ORDER BY 1
      """)
  }
}

extension HourVolume: RowDecodable {
  public static let columns: StaticString = "local_on, local_minute, volume"

  public init(row: inout Row) throws(PostgresError) {
    localOn = try row.next()
    localMinute = try row.next()
    volume = try row.next()
  }

  static func counted(_ series: String, _ source: Source.ID, _ first: LocalDate, _ end: LocalDate) -> Query<Self> {
    Query(
      "series_volume.hours",
      """
      SELECT \(raw: columns)
        FROM workload.series_volume
       WHERE source_id = \(source)
         AND series = \(series)
         AND minutes = 60
         AND local_on >= \(first)
         AND local_on < \(end)
       ORDER BY local_on, local_minute
      """)
  }
}

extension IntervalCount: RowDecodable {
  public static let columns: StaticString = """
    starts_at, max(minutes), local_on, local_minute, sum(offered)::bigint, sum(handled)::bigint,
    sum(abandoned)::bigint, sum(handle_seconds)::bigint
    """

  public init(row: inout Row) throws(PostgresError) {
    startsAt = try row.next()
    minutes = try row.next()
    localOn = try row.next()
    localMinute = try row.next()
    offered = try row.next()
    handled = try row.next()
    abandoned = try row.next()
    handleSeconds = try row.next()
  }

  static func counted(_ queue: Queue.ID, _ channel: Channel.ID, _ first: Instant, _ end: Instant) -> Query<Self> {
    Query(
      "interval_volume.counted",
      """
      SELECT \(raw: columns)
        FROM workload.interval_volume
       WHERE queue_id = \(queue)
         AND channel_id = \(channel)
         AND starts_at >= \(first)
         AND starts_at < \(end)
       GROUP BY starts_at, local_on, local_minute
       ORDER BY starts_at
      """)
  }
}

extension HandleTime: RowDecodable {
  public static let columns: StaticString = "local_minute, sum(handled)::bigint, sum(handle_seconds)::bigint"

  public init(row: inout Row) throws(PostgresError) {
    localMinute = try row.next()
    count = try row.next()
    seconds = try row.next()
  }

  static func bySlot(_ queue: Queue.ID, _ channel: Channel.ID, _ first: Instant, _ end: Instant) -> Query<Self> {
    Query(
      "interval_volume.handle_times",
      """
      SELECT \(raw: columns)
        FROM workload.interval_volume
       WHERE queue_id = \(queue)
         AND channel_id = \(channel)
         AND starts_at >= \(first)
         AND starts_at < \(end)
         AND handled > 0
         AND handle_seconds IS NOT NULL
       GROUP BY local_minute
       ORDER BY local_minute
      """)
  }
}
