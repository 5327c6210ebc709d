extension HandleTime {
  /// The handle time learnt from what was handled: recent weeks count more, quiet intervals lean on the rest.
  ///
  /// - Parameters:
  ///   - contacts: Handled contacts by day and interval.
  ///   - seconds: Seconds spent on them, on the same days and intervals.
  ///   - halfLife: Days after which a day counts half.
  /// - Throws: ``PlanningError/nothingEverHappened`` without a single handled contact.
  public static func of(
    contacts: History, seconds: History, halfLife: Double = 56
  ) throws(PlanningError) -> HandleTime {
    guard contacts.interval == seconds.interval else { throw .differentIntervals(contacts.interval, seconds.interval) }
    let spent = Dictionary(uniqueKeysWithValues: seconds.days.map { ($0.day, $0.volumes) })
    let last = contacts.last ?? Day(0)
    var cells = [[Cell]](repeating: [Cell](repeating: Cell(), count: contacts.slots), count: 7)
    var all = Cell()
    for day in contacts.days {
      guard let handled = spent[day.day] else { continue }
      let weight = pow(0.5, Double(last - day.day) / halfLife)
      for slot in 0..<contacts.slots {
        let cell = Cell(contacts: weight * day.volumes[slot], seconds: weight * handled[slot])
        cells[day.day.weekday.index][slot] += cell
        all += cell
      }
    }
    guard all.contacts > 0, all.seconds > 0 else { throw .nothingEverHappened }
    let mean = all.seconds / all.contacts
    // An interval needs about fifty contacts before its own mean counts more than everybody's.
    let pattern = cells.map { $0.map { ($0.seconds + 50 * mean) / ($0.contacts + 50) / mean } }
    return try HandleTime(seconds: mean, pattern: pattern)
  }

  private struct Cell {
    var contacts = 0.0
    var seconds = 0.0

    static func += (left: inout Cell, right: Cell) {
      left.contacts += right.contacts
      left.seconds += right.seconds
    }
  }
}
