import Coaching
import Glibc
import Intake
import Store

/// The CSV file of a metric: a number a person and period.
enum MeasuredFile {
  private static let needed = ["person", "period_on", "value"]
  private static let known = needed + ["group", "coached_on"]

  /// Reads every row, or says in which line and field the first problem is.
  static func read(_ path: String) throws -> [Measured] {
    guard path == "-" || access(path, R_OK) == 0 else {
      throw Failure(exit: .missing, "\(path) cannot be read: check its name and its rights.")
    }
    do {
      let file = try InputFile(path)
      var reader = CSVReader(file.bytes())
      guard let header = try reader.next() else {
        throw Failure(exit: .invalid, "\(file.name) is empty.", next: "begin it with: \(needed.joined(separator: ","))")
      }
      let names = (0..<header.count).map { header[$0] }
      for name in needed where !names.contains(name) {
        throw Failure(exit: .invalid, "\(file.name):1: \(name): the column is missing", field: name, line: 1)
      }
      let places = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }.filter {
        known.contains($0.key)
      }
      var rows: [Measured] = []
      while let record = try reader.next() {
        if let row = try row(record, places, in: file.name) { rows.append(row) }
      }
      return rows
    } catch let error as CSVError {
      throw Failure(reading: path, error)
    }
  }

  /// A row; an empty value is no number, not 0, and leaves the period out.
  private static func row(_ record: CSVRecord, _ places: [String: Int], in file: String) throws(Failure) -> Measured? {
    func text(_ column: String) -> String { places[column].map { $0 < record.count ? record[$0] : "" } ?? "" }
    func refused(_ column: String, _ problem: String) -> Failure {
      let line = record.position.line
      return Failure(exit: .invalid, "\(file): \(column): \(problem)", field: column, line: line)
    }
    guard !text("person").isEmpty else { throw refused("person", "whose number is it") }
    guard let day = LocalDate(text("period_on")) else { throw refused("period_on", "write a day as YYYY-MM-DD") }
    guard !text("value").isEmpty else { return nil }
    guard let value = Double(text("value")), value.isFinite else {
      throw refused("value", "write a number such as 4.25")
    }
    let coached = LocalDate(text("coached_on"))
    guard coached != nil || text("coached_on").isEmpty else { throw refused("coached_on", "write a day as YYYY-MM-DD") }
    return Measured(text("person"), group: text("group"), on: day, value, coachedOn: coached)
  }
}
