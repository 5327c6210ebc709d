import ArgumentParser
import Foundation

/// A comma-separated table with a header line, as the benchmarks use them: no quotes, no commas within a field.
struct Table {
  let columns: [String]
  var rows: [[Substring]]
  private let places: [String: Int]

  init(path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline)
    guard let header = lines.first else { throw ValidationError("\(path) is empty.") }
    columns = header.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    places = Dictionary(uniqueKeysWithValues: zip(columns, columns.indices))
    rows = lines.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
  }

  func has(_ column: String) -> Bool { places[column] != nil }

  subscript(row: Int, column: String) -> Substring {
    get { places[column].map { rows[row][$0] } ?? "" }
    set { if let place = places[column] { rows[row][place] = newValue } }
  }

  /// A number, or nil where the field is empty.
  func number(_ row: Int, _ column: String) -> Double? {
    Double(self[row, column])
  }

  func write(to path: String) throws {
    let lines = [columns.joined(separator: ",")] + rows.map { $0.joined(separator: ",") }
    try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
  }
}
