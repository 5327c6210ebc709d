internal import Planning
internal import Postgres

// What a queue's own history tells better than anybody's guess: how many contacts an order brings and when, and how long
// they take by hour of the week. A help desk counts single contacts, a telephone system counts intervals; both are read.

/// The contacts of one queue, as far as they were counted.
struct QueueHistory {
  let contacts: History
  /// Contacts whose handle time is known, and their seconds; nil where no source says how long a contact takes.
  let handled: (contacts: History, seconds: History)?
}

/// Assumptions with what history knows put in, and what that changed.
struct Lesson {
  let assumptions: Assumptions
  /// One sentence a number that changed, or that history could not tell.
  let words: [String]
}

extension Assumptions {
  /// The same assumptions with each queue's numbers as its history has them.
  ///
  /// - Parameter orders: The shop's orders by day, not scaled.
  func learnt(from queues: [String: QueueHistory], orders: History) -> Lesson {
    var words: [String] = []
    let learnt = self.queues.map { queue -> QueueAssumption in
      guard let history = queues[queue.code] else {
        words.append("\(queue.name): no contacts were counted, so its numbers stay as they are.")
        return queue
      }
      var taught = queue
      taught.learnContacts(history.contacts, orders: orders, scale: orderScale, &words)
      taught.learnHandleTime(history.handled, &words)
      return taught
    }
    var assumptions = self
    assumptions.queues = learnt
    return Lesson(assumptions: assumptions, words: words)
  }
}

extension QueueAssumption {
  fileprivate var perOrder: Double { contactsPerOrder.reduce(0) { $0 + $1.contacts } }

  fileprivate mutating func learnContacts(
    _ contacts: History, orders: History, scale: Double, _ words: inout [String]
  ) {
    do throws(PlanningError) {
      let estimate = try ContactRate.estimated(
        reason: name, channel: code, contacts: contacts, orders: orders, longest: 28)
      let before = perOrder
      contactsPerOrder = estimate.rate.lags.enumerated().compactMap { lag, share in
        let contacts = Double(Int((share * estimate.rate.perOrder / scale * 1e6).rounded())) / 1e6
        return contacts > 0 ? LaggedContacts(lagDays: lag, contacts: contacts) : nil
      }
      words.append(
        "\(name): \(rounded(perOrder, 3)) contacts per order instead of \(rounded(before, 3)), learnt from "
          + "\(estimate.days) days and \(rounded(estimate.contacts)) contacts "
          + "(95 % sure of \(rounded(estimate.low / scale, 3)) to \(rounded(estimate.high / scale, 3))).")
    } catch {
      words.append("\(name): contacts per order stay at \(rounded(perOrder, 3)). \(error)")
    }
  }

  fileprivate mutating func learnHandleTime(_ handled: (contacts: History, seconds: History)?, _ words: inout [String])
  {
    guard let handled else {
      return words.append(
        "\(name): no source says how long a contact takes, so it stays at \(rounded(handleSeconds)) s.")
    }
    do throws(PlanningError) {
      let found = try Planning.HandleTime.of(contacts: handled.contacts, seconds: handled.seconds)
      let before = handleSeconds
      handleSeconds = Double(Int((found.seconds * 10).rounded())) / 10
      handlePattern = found.pattern.map { $0.map { Double(Int(($0 * 1000).rounded())) / 1000 } }
      let many = handled.contacts.days.reduce(0) { $0 + $1.total }
      words.append(
        "\(name): \(rounded(handleSeconds)) s handle time instead of \(rounded(before)), learnt from \(rounded(many)) "
          + "contacts, with its pattern by hour of the week.")
    } catch {
      words.append("\(name): handle time stays at \(rounded(handleSeconds)) s. \(error)")
    }
  }
}

// MARK: - SQL

/// One slot of a queue's local day as its sources counted it.
struct QueueSlot: RowDecodable {
  static let columns: StaticString =
    "counted.code, counted.local_on, counted.slot, counted.contacts, counted.handled, counted.seconds"

  let queue: String
  let day: LocalDate
  let slot: Int
  let contacts: Double
  /// Contacts whose handle time is known.
  let handled: Double
  let seconds: Double

  init(row: inout Row) throws(PostgresError) {
    queue = try row.next()
    day = try row.next()
    slot = try row.next()
    contacts = try row.next()
    handled = try row.next()
    seconds = try row.next()
  }

  /// The entity's queues up to the end of a day; a queue that a telephone system counts is not counted by tickets again.
  ///
  /// - Parameter from: The first day to read; the beginning of the history when `nil`.
  static func all(
    entity: Int64, slotMinutes: Int, asOf: LocalDate, from: LocalDate? = nil
  ) -> Query<QueueSlot> {
    Query(
      "queue.slots",
      """
      WITH clock AS (
        SELECT queue.id, queue.code, site.zone, (\(asOf)::timestamp + interval '1 day') AT TIME ZONE site.zone AS ends_at,
               coalesce(\(from)::timestamp AT TIME ZONE site.zone, '-infinity') AS begins_at
          FROM workload.queue JOIN people.site ON site.id = queue.site_id
         WHERE queue.entity_id = \(entity)
      ), offered AS (
        SELECT clock.code, volume.local_on, volume.local_minute / \(Int32(slotMinutes)) AS slot,
               volume.offered::float8 AS contacts, coalesce(volume.handled, 0)::float8 AS handled,
               coalesce(volume.handle_seconds, 0)::float8 AS seconds
          FROM workload.interval_volume AS volume JOIN clock ON clock.id = volume.queue_id
         WHERE volume.entity_id = \(entity) AND volume.starts_at < clock.ends_at
           AND volume.starts_at >= clock.begins_at
      ), opened AS (
        SELECT clock.code, local.at::date, (extract(hour FROM local.at) * 60 + extract(minute FROM local.at))::integer
               / \(Int32(slotMinutes)), 1::float8, 0::float8, 0::float8
          FROM workload.contact JOIN clock ON clock.id = contact.queue_id
         CROSS JOIN LATERAL (SELECT contact.opened_at AT TIME ZONE clock.zone AS at) AS local
         WHERE contact.entity_id = \(entity) AND contact.opened_at < clock.ends_at
           AND contact.opened_at >= clock.begins_at AND contact.is_inbound
           AND contact.deleted_at IS NULL AND NOT EXISTS (SELECT FROM offered WHERE offered.code = clock.code)
      ), spells AS (
        SELECT clock.code, local.at::date, (extract(hour FROM local.at) * 60 + extract(minute FROM local.at))::integer
               / \(Int32(slotMinutes)), 0::float8, 1::float8, spell.handle_seconds::float8
          FROM workload.handle_spell AS spell JOIN clock ON clock.id = spell.queue_id
         CROSS JOIN LATERAL (SELECT spell.started_at AT TIME ZONE clock.zone AS at) AS local
         WHERE spell.entity_id = \(entity) AND spell.started_at < clock.ends_at
           AND spell.started_at >= clock.begins_at
           AND NOT EXISTS (SELECT FROM offered WHERE offered.code = clock.code AND offered.seconds > 0)
      ), counted AS (
        SELECT code, local_on, slot, sum(contacts) AS contacts, sum(handled) AS handled, sum(seconds) AS seconds
          FROM (SELECT * FROM offered UNION ALL SELECT * FROM opened UNION ALL SELECT * FROM spells)
               AS every (code, local_on, slot, contacts, handled, seconds)
         GROUP BY code, local_on, slot)
      SELECT \(raw: columns) FROM counted ORDER BY counted.code, counted.local_on, counted.slot
      """)
  }
}

extension QueueHistory {
  /// A queue's slots as histories; days between the first and the last without a contact were quiet.
  init?(_ slots: [QueueSlot], slotMinutes: Int) throws(PlanningError) {
    guard let first = slots.first?.day, let last = slots.last?.day else { return nil }
    let perDay = 1440 / slotMinutes
    let empty = [Double](repeating: 0, count: perDay)
    var contacts = [[Double]](repeating: empty, count: first.days(until: last) + 1)
    var handled = contacts
    var seconds = contacts
    for slot in slots where (0..<perDay).contains(slot.slot) {
      let day = first.days(until: slot.day)
      contacts[day][slot.slot] += slot.contacts
      handled[day][slot.slot] += slot.handled
      seconds[day][slot.slot] += slot.seconds
    }
    func history(_ name: String, _ days: [[Double]]) throws(PlanningError) -> History {
      try History(
        name, interval: slotMinutes,
        days: days.enumerated().map { DayVolumes(first.planningDay + $0.offset, $0.element) })
    }
    self.contacts = try history("contacts", contacts)
    let knows = slots.contains { $0.seconds > 0 }
    self.handled = knows ? (try history("handled", handled), try history("seconds", seconds)) : nil
  }
}
