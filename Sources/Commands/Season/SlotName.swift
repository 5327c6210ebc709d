import Store

/// A slot as people name it, `2011-11-22T12:00`: a day, and any minute of the slot on the site's clock.
struct SlotName: CustomStringConvertible {
  let day: LocalDate
  /// After local midnight.
  let minute: Int
  let description: String

  init(_ text: String) throws(Failure) {
    let parts = text.split(separator: "T").map(String.init)
    let clock = parts.count == 2 ? parts[1].split(separator: ":").compactMap { Int($0) } : []
    guard clock.count == 2, let day = LocalDate(parts[0]), (0..<24).contains(clock[0]), (0..<60).contains(clock[1])
    else { throw .usage("A slot is a day and a time, such as 2011-11-22T12:00.") }
    self.day = day
    minute = clock[0] * 60 + clock[1]
    description = text
  }
}
