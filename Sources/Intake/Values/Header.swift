internal import Workload

/// A column a file may have: nothing else is read, and nothing of a header ever reaches SQL.
public struct Column: Sendable, Hashable {
  public let name: String
  public let isRequired: Bool
  /// What stands in it, for the help of `muster import`.
  public let meaning: String

  /// A column the file must have.
  static func required(_ name: String, _ meaning: String) -> Column {
    Column(name: name, isRequired: true, meaning: meaning)
  }

  /// A column the file may have.
  static func optional(_ name: String, _ meaning: String) -> Column {
    Column(name: name, isRequired: false, meaning: meaning)
  }
}

/// The first line of a file, matched with the columns that are understood.
struct Header {
  private let places: [String: Int]
  let count: Int
  /// How somebody else's columns are ours.
  let mapping: ColumnMapping?
  /// Whether the file is one of rejects that comes back.
  let isOfRejects: Bool

  /// Matches `record` with `columns`.
  ///
  /// - Throws: ``HeaderRefusal`` with everything that is wrong at once.
  init(_ record: CSVRecord, columns: [Column]) throws(HeaderRefusal) {
    var places: [String: Int] = [:]
    var refusals: [RefusedRow] = []
    for index in 0..<record.count {
      let name = record[index]
      if let refusal = Self.refusal(of: name, at: index, in: record, columns: columns, known: places) {
        refusals.append(refusal)
      } else {
        places[name] = index
      }
    }
    for column in columns where column.isRequired && places[column.name] == nil {
      refusals.append(
        RefusedRow(
          line: record.position.line, field: column.name, problem: "the column is missing",
          fix: "add a column named \(column.name): \(column.meaning)"))
    }
    guard refusals.isEmpty else { throw HeaderRefusal(refusals: refusals) }
    self.places = places
    count = record.count
    mapping = nil
    isOfRejects = places[Column.rejectedBecause.name] != nil
  }

  /// Matches `record` with `columns` as `mapping` says; its other columns are read over.
  init(_ record: CSVRecord, columns: [Column], mapping: ColumnMapping) throws(HeaderRefusal) {
    let isOfRejects = (0..<record.count).contains { record[$0] == Column.rejectedBecause.name }
    let names = (0..<record.count).map { isOfRejects ? Formula.restored(record[$0]) : record[$0] }
    let theirs = Dictionary(zip(names, names.indices)) { first, _ in first }
    let twice = Dictionary(grouping: names.indices) { names[$0] }.filter { $0.value.count > 1 }
    var refusals = mapping.columns.values.filter { twice[$0] != nil }.sorted().map { name in
      RefusedRow(
        line: record.position.line, field: Visible.text(name), problem: "the column is there twice",
        fix: "rename one of the two")
    }
    for (column, name) in mapping.columns.sorted(by: { $0.key < $1.key }) where theirs[name] == nil {
      let near = Suggestion.nearest(to: name, among: Array(theirs.keys))
      refusals.append(
        RefusedRow(
          line: record.position.line, field: Visible.text(name),
          problem: "the mapping of \(column) names no column here",
          fix: near.map { "did you mean \(Visible.text($0))?" } ?? "look at the first line of the file"))
    }
    let known = Set(mapping.columns.keys).union(mapping.fixed.keys)
    for column in columns where column.isRequired && !known.contains(column.name) {
      refusals.append(
        RefusedRow(
          line: record.position.line, field: column.name, problem: "the mapping leaves it out",
          fix: "say under [columns] or [fixed] where it comes from: \(column.meaning)"))
    }
    guard refusals.isEmpty else { throw HeaderRefusal(refusals: refusals) }
    places = mapping.columns.compactMapValues { theirs[$0] }
    count = record.count
    self.mapping = mapping
    self.isOfRejects = isOfRejects
  }

  func place(of column: String) -> Int? { places[column] }

  private static func refusal(
    of name: String, at index: Int, in record: CSVRecord, columns: [Column], known: [String: Int]
  ) -> RefusedRow? {
    let place = record.position(of: index)
    func refused(_ problem: String, _ fix: String) -> RefusedRow {
      RefusedRow(line: place.line, column: place.column, field: Visible.text(name), problem: problem, fix: fix)
    }
    if name.isEmpty { return refused("column \(index + 1) has no name", "name it, or remove the delimiter there") }
    if known[name] != nil { return refused("the column is there twice", "remove one of the two") }
    guard !columns.contains(where: { $0.name == name }) else { return nil }
    if record.count == 1, let delimiter = name.first(where: { ";\t|".contains($0) }) {
      return refused("one column only", "if “\(Visible.text(String(delimiter)))” parts the values, say so: --delimiter")
    }
    if let near = Suggestion.nearest(to: name, among: columns.map(\.name)) {
      return refused("no such column", "did you mean \(near)?")
    }
    return refused("no such column", "remove it; understood are \(columns.map(\.name).joined(separator: ", "))")
  }
}

extension Header {
  /// Reads a file's first line.
  init(reading reader: inout CSVReader<InputFile.Bytes>, columns: [Column], mapping: ColumnMapping? = nil) throws {
    guard let first = try reader.next() else {
      throw CSVError(.empty, at: FilePosition(line: 1, column: 1, offset: 0))
    }
    if let mapping {
      self = try Header(first, columns: columns, mapping: mapping)
    } else {
      self = try Header(first, columns: columns + [.rejectedBecause])
    }
  }
}

extension Column {
  /// What a file of rejects has more than its original; read over, so that a corrected file can be imported.
  static let rejectedBecause = Column.optional("rejected_because", "why the row was refused last time; read over")
}

/// Everything that is wrong with a file's first line.
struct HeaderRefusal: Error {
  let refusals: [RefusedRow]
}
