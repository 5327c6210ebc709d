internal import Workload

/// One row of a file with its header: values by name, read strictly.
struct FileRow {
  private let record: CSVRecord
  private let header: Header
  private let clock: MappedClock?

  /// - Throws: the reason when the row is longer or shorter than the header.
  init(_ record: CSVRecord, _ header: Header, clock: MappedClock? = nil) throws(RefusedRow) {
    guard record.count == header.count else { throw Self.ragged(record, header) }
    self.record = record
    self.header = header
    self.clock = clock
  }

  /// Whether its times are only being noted, and no two of them can be compared yet.
  var waits: Bool { clock?.isWaiting ?? false }

  /// A value the row must have.
  func required(_ column: String) throws(RefusedRow) -> FileValue {
    if let value = optional(column) { return value }
    let place = header.place(of: column).map(record.position(of:)) ?? record.position
    throw RefusedRow(
      line: place.line, column: place.column, field: column, problem: "empty", fix: "fill it in, or remove the row")
  }

  /// A value the row may have.
  func optional(_ column: String) -> FileValue? {
    if let fixed = header.mapping?.fixed[column] {
      return FileValue(text: fixed, column: column, place: 0, record: record, clock: clock)
    }
    guard let place = header.place(of: column), !record.isAbsent(place) else { return nil }
    let told = header.isOfRejects ? Formula.restored(record[place]) : record[place]
    let text = header.mapping?.words[column]?[told] ?? told
    return text.isEmpty ? nil : FileValue(text: text, column: column, place: place, record: record, clock: clock)
  }

  private static func ragged(_ record: CSVRecord, _ header: Header) -> RefusedRow {
    let has = "\(record.count) value\(record.count == 1 ? "" : "s") where the header names \(header.count)"
    let fix =
      if record.count < header.count {
        "add the missing values; an empty one is still set off by a delimiter"
      } else if record.count == header.count + 1, record.isAbsent(record.count - 1) {
        "remove the delimiter at the end of the row"
      } else {
        "quote the value that holds a delimiter"
      }
    return RefusedRow(
      line: record.position.line, column: record.position.column, field: "row", problem: has, fix: fix)
  }
}
