import Intake
import Scheduling
import Store

/// The CSV file of a planner's events.
enum EventFile {
  private static let columns = ["name", "starts_on", "ends_on", "uplift_low", "uplift_mid", "uplift_high"]

  /// Reads every event, or says in which line and field the first problem is.
  static func read(_ path: String) throws -> [EventDraft] {
    do {
      let file = try InputFile(path)
      var reader = CSVReader(file.bytes())
      guard let header = try reader.next() else {
        throw Failure(
          exit: .invalid, "\(file.name) is empty.", next: "begin it with: \(columns.joined(separator: ","))")
      }
      let places = try places(in: header, of: file.name)
      var drafts: [EventDraft] = []
      while let record = try reader.next() { drafts.append(try draft(record, places, in: file.name)) }
      return drafts
    } catch let error as CSVError {
      throw Failure(reading: path, error)
    }
  }

  private static func places(in header: CSVRecord, of file: String) throws(Failure) -> [String: Int] {
    var places: [String: Int] = [:]
    for index in 0..<header.count {
      let name = header[index]
      guard columns.contains(name), places[name] == nil else {
        throw Failure(
          exit: .invalid, "\(file):1: \(name): no such column, or there twice", field: name, line: 1,
          next: "columns: " + columns.joined(separator: ", "))
      }
      places[name] = index
    }
    for name in columns.prefix(3) where places[name] == nil {
      throw Failure(exit: .invalid, "\(file):1: \(name): the column is missing", field: name, line: 1)
    }
    return places
  }

  private static func draft(
    _ record: CSVRecord, _ places: [String: Int], in file: String
  ) throws(Failure) -> EventDraft {
    func text(_ column: String) -> String { places[column].map { $0 < record.count ? record[$0] : "" } ?? "" }
    func refused(_ column: String, _ problem: String) -> Failure {
      let line = record.position.line
      return Failure(exit: .invalid, "\(file):\(line): \(column): \(problem)", field: column, line: line)
    }
    guard !text("name").isEmpty else { throw refused("name", "an event needs a name") }
    guard let first = LocalDate(text("starts_on")) else { throw refused("starts_on", "write a day as YYYY-MM-DD") }
    guard let last = LocalDate(text("ends_on")) else { throw refused("ends_on", "write a day as YYYY-MM-DD") }
    var uplift: [Double] = []
    for column in columns.suffix(3) where !text(column).isEmpty {
      guard let value = multiple(text(column)) else { throw refused(column, "write a multiple such as 1.5") }
      uplift.append(value)
    }
    guard uplift.isEmpty || uplift.count == 3 else { throw refused("uplift_low", "give low, mid and high, or none") }
    return EventDraft(name: text("name"), startsOn: first, endsOn: last, uplift: uplift)
  }

  /// Digits with at most one point: no exponent, no sign, no word.
  private static func multiple(_ text: String) -> Double? {
    let fits = text.utf8.allSatisfy { (48...57).contains($0) || $0 == 46 } && text.utf8.count { $0 == 46 } <= 1
    return fits && text.utf8.count <= 12 ? Double(text) : nil
  }
}
