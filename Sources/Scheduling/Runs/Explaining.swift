internal import People
internal import Postgres
internal import Store

extension Scheduling {
  /// What the newest draft has to say of a person, or the newest of a slot's day of one slot of a queue.
  ///
  /// - Parameter topic: A person's name, number or #id; or a queue, an @ and a slot, such as `calls@2011-11-22T12:00`.
  /// - Throws: ``SchedulingError/nothingToExplain(_:)``.
  public func explain(_ topic: String, in code: String) async throws(SchedulingError) -> [String] {
    try await store.read(or: SchedulingError.init) { tx in
      let season = try Season.find(code, in: tx)
      let parts = topic.split(separator: "@", maxSplits: 1).map(String.init)
      let day = parts.count == 2 ? LocalDate(String(parts[1].prefix { $0 != "T" })) : nil
      let ofDay = try day.flatMap { try tx.first(RosterVersion.newest(of: season.id, on: $0)) }
      let roster = try ofDay ?? season.newestRoster(in: tx)
      if parts.count == 2 {
        let slots = try tx.all(RosterCoverage.all(of: roster.id))
        let minutes = try roster.slotMinutes(in: tx)
        guard let slot = slots.first(where: { $0.queue == parts[0] && $0.isAt(parts[1], of: minutes) }) else {
          throw SchedulingError.nothingToExplain(topic)
        }
        return slot.explanation(minutes)
      }
      let person: Person
      do {
        person = try Person.find(topic, in: tx)
      } catch {
        throw SchedulingError.nothingToExplain(topic)
      }
      return try roster.explanation(of: person, in: tx)
    }
  }
}

extension RosterCoverage {
  /// Whether this is the slot of an hour such as `2011-11-22T12:00`.
  fileprivate func isAt(_ text: String, of slotMinutes: Int) -> Bool {
    let parts = text.split(separator: "T").map(String.init)
    guard parts.count == 2, parts[0] == "\(day)", let time = LocalTime(parts[1]) else { return false }
    return slot * slotMinutes == time.minutes
  }

  fileprivate func explanation(_ slotMinutes: Int) -> [String] {
    let from = clock(slot * slotMinutes)
    let head = "\(queue) on \(day) at \(from): \(covered) of \(required) agents."
    return covered >= required
      ? [head, "Nobody is missing."] : [head, "Why: \(reason ?? "")."] + (fix.map { ["Cheapest: \($0)."] } ?? [])
  }
}

/// A minute of a day as a clock on the wall shows it.
private func clock(_ minute: Int) -> String { String(LocalTime(minutes: minute % 1440).description.prefix(5)) }

extension RosterVersion {
  /// How long a slot of the requirement behind it lasts.
  fileprivate func slotMinutes(in tx: Session) throws -> Int {
    let assumption = try tx.one(
      Query<Int64>(
        "roster.assumption", "SELECT assumption_id FROM scheduling.requirement WHERE id = \(requirement)"))
    return try tx.one(AssumptionVersion.called(assumption)).body.slotMinutes
  }

  fileprivate func explanation(of person: Person, in tx: Session) throws -> [String] {
    let shifts = try tx.all(DraftShift.of(id, person: person.id.rawValue))
    let paid = shifts.reduce(0) { $0 + $1.paidMinutes }
    let contract = try tx.first(
      Query<Int>(
        "employment.week",
        """
        SELECT weekly_minutes::bigint FROM people.employment
         WHERE person_id = \(person.id) AND starts_on <= \(endsOn) AND coalesce(ends_on, 'infinity') >= \(startsOn)
         ORDER BY starts_on DESC LIMIT 1
        """))
    let left = try tx.all(
      Query<String>(
        "roster_unplaced.of",
        """
        SELECT unplaced.words FROM scheduling.roster_unplaced AS unplaced
          JOIN scheduling.roster_run AS run ON run.id = unplaced.run_id
         WHERE run.roster_id = \(id) AND unplaced.person_id = \(person.id)
        """))
    let words = shifts.map {
      "\($0.day) \(clock($0.startMinute))–\(clock($0.endMinute)): \($0.queues.joined(separator: ", "))"
    }
    let hours =
      "\(person.name): \(shifts.count) shifts, \(hoursAndMinutes(paid)) paid"
      + (contract.map { " of \(hoursAndMinutes($0)) in the contract." } ?? ", not employed in that week.")
    return [hours] + words + left.map { "No shift: \($0)." }
  }

  private func hoursAndMinutes(_ minutes: Int) -> String {
    minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes / 60) h \(minutes % 60) min"
  }
}

/// A shift of a draft, whole.
struct DraftShift: RowDecodable {
  static let columns: StaticString =
    "draft.day_on, draft.start_minute::bigint, draft.end_minute::bigint, draft.unpaid::bigint, coalesce(draft.queues, '{}')"
  let day: LocalDate
  let startMinute: Int
  let endMinute: Int
  let unpaid: Int
  let queues: [String]

  var paidMinutes: Int { endMinute - startMinute - unpaid }

  init(row: inout Row) throws(PostgresError) {
    day = try row.next()
    startMinute = try row.next()
    endMinute = try row.next()
    unpaid = try row.next()
    queues = try row.next()
  }

  static func of(_ roster: RosterVersion.ID, person: Int64) -> Query<DraftShift> {
    Query(
      "draft_shift.of",
      """
      SELECT \(raw: columns) FROM scheduling.draft_shift AS draft
       WHERE draft.roster_id = \(roster) AND draft.person_id = \(person) ORDER BY draft.day_on, draft.start_minute
      """)
  }
}
