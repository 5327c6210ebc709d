/// One column of a printed thing: its name is the same in tables, TSV, CSV and JSON.
struct Column<Row>: Sendable {
  /// The stable snake_case name.
  let name: String
  /// Whether tables show it without being asked; JSON always has it.
  let isShown: Bool
  let field: @Sendable (Row) -> Field

  init(_ name: String, shown: Bool = true, _ value: @escaping @Sendable (Row) -> some FieldValue) {
    self.name = name
    self.isShown = shown
    self.field = { value($0).field }
  }
}

/// Something that a command prints in rows.
///
/// One list of columns serves every format, so a table and its JSON cannot drift apart:
///
/// ```swift
/// extension Site: Listed {
///   static let noun = "site"
///   static let columns = [
///     Column("id") { Field($0.id) }, Column("name") { $0.name }, Column("tz") { $0.zone },
///   ]
/// }
/// ```
protocol Listed {
  /// The singular word of the domain: `"person"`.
  static var noun: String { get }
  static var columns: [Column<Self>] { get }
}

extension Listed {
  /// The columns that were asked for, in that order; without a wish those shown by default, or all of them.
  static func columns(named wish: String?, all: Bool) throws(Failure) -> [Column<Self>] {
    guard let wish, !wish.isEmpty else { return all ? columns : columns.filter(\.isShown) }
    var chosen: [Column<Self>] = []
    for name in wish.split(separator: ",").map(String.init) {
      guard let column = columns.first(where: { $0.name == name }) else {
        let nearest = name.nearest(among: columns.map(\.name))
        throw .usage(
          "A \(noun) has no column '\(name)'." + (nearest.map { " Did you mean '\($0)'?" } ?? ""),
          next: "columns: " + columns.map(\.name).joined(separator: ", "))
      }
      chosen.append(column)
    }
    return chosen
  }
}
