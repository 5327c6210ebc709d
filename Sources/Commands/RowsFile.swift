import Intake

/// A small CSV file whose columns have names.
struct RowsFile {
  /// One row: its line, and its values by column.
  struct Row {
    let file: String
    let line: Int
    private let values: [String: String]

    fileprivate init(file: String, line: Int, values: [String: String]) {
      (self.file, self.line, self.values) = (file, line, values)
    }

    /// The value of a column; `nil` when it is empty or not there.
    subscript(column: String) -> String? { values[column].flatMap { $0.isEmpty ? nil : $0 } }

    /// A value that has to be there and to be readable.
    func required<Value>(_ column: String, _ form: String, _ read: (String) -> Value?) throws(Failure) -> Value {
      guard let text = self[column], let value = read(text) else { throw refused(column, "write \(form)") }
      return value
    }

    func refused(_ column: String, _ problem: String) -> Failure {
      Failure(exit: .invalid, "\(file):\(line): \(column): \(problem)", field: column, line: line)
    }
  }

  /// Reads every row of a file that has these columns, in any order.
  ///
  /// - Throws: ``Failure`` with the line and the column of the first problem.
  static func read(_ path: String, required: [String], optional: [String] = []) throws -> [Row] {
    do {
      let file = try InputFile(path)
      var reader = CSVReader(file.bytes())
      guard let header = try reader.next() else {
        throw Failure(
          exit: .invalid, "\(file.name) is empty.", next: "begin it with: " + required.joined(separator: ","))
      }
      let names = (0..<header.count).map { header[$0] }
      let strange =
        names.first { !(required + optional).contains($0) } ?? names.first { name in names.count { $0 == name } > 1 }
      if let strange {
        throw Failure(
          exit: .invalid, "\(file.name):1: \(strange): no such column, or there twice", field: strange, line: 1,
          next: "columns: " + (required + optional).joined(separator: ", "))
      }
      if let missing = required.first(where: { !names.contains($0) }) {
        throw Failure(exit: .invalid, "\(file.name):1: \(missing): the column is missing", field: missing, line: 1)
      }
      var rows: [Row] = []
      while let record = try reader.next() {
        guard record.count <= names.count else {
          throw Failure(
            exit: .invalid,
            "\(file.name):\(record.position.line): \(record.count) values where the header names"
              + " \(names.count) columns: quote values that hold the delimiter", line: record.position.line)
        }
        let values = names.enumerated().map { ($0.element, $0.offset < record.count ? record[$0.offset] : "") }
        rows.append(
          Row(
            file: file.name, line: record.position.line,
            values: Dictionary(values, uniquingKeysWith: { first, _ in first })))
      }
      return rows
    } catch let error as CSVError {
      throw Failure(reading: path, error)
    }
  }

  /// Reads a table whose columns are its own, each row by their names.
  static func table(_ path: String) throws(Failure) -> [[String: String]] {
    do throws(CSVError) {
      var reader = CSVReader(try InputFile(path).bytes())
      guard let header = try reader.next() else { return [] }
      let names = (0..<header.count).map { header[$0] }
      var rows: [[String: String]] = []
      while let record = try reader.next() {
        let values = names.enumerated().map { ($0.element, $0.offset < record.count ? record[$0.offset] : "") }
        rows.append(Dictionary(values, uniquingKeysWith: { first, _ in first }))
      }
      return rows
    } catch {
      throw Failure(reading: path, error)
    }
  }
}

extension Failure {
  /// A table that cannot be read on: its file, the line and the column, what is wrong there and what to do about it.
  init(reading path: String, _ error: CSVError) {
    let name = path == "-" ? "standard input" : path
    switch error.problem {
    case .unreadable: self.init(exit: .missing, "\(name): \(error.problem).")
    case .empty: self.init(exit: .invalid, "\(name): \(error.problem).")
    default:
      let place = error.position
      self.init(exit: .invalid, "\(name):\(place.line):\(place.column): \(error.problem).", line: place.line)
    }
  }
}
