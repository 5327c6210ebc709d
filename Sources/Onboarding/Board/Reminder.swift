public import Store

/// One thing to remind somebody of.
public struct Reminder: Codable, Sendable, Equatable {
  public let name: String
  public let item: String
  public let dueOn: LocalDate
  /// Days until it is due; negative when it is late.
  public let days: Int
  public let status: BoardRow.Status
}

extension Board {
  /// Whom to remind of what is due within so many days, or late; whoever is ahead is not nagged.
  public func reminders(within days: Int) -> [Reminder] {
    rows.filter { $0.status != .ahead && $0.status != .certified }.compactMap { row in
      guard let item = row.next, let due = row.nextOn, asOf.days(until: due) <= days else { return nil }
      return Reminder(name: row.name, item: item, dueOn: due, days: asOf.days(until: due), status: row.status)
    }.sorted { ($0.dueOn, $0.name) < ($1.dueOn, $1.name) }
  }
}
