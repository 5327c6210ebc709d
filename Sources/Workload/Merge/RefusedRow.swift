/// A row that was not taken: where, what is wrong, and what to do about it.
public struct RefusedRow: Error, Codable, Sendable, Hashable {
  /// The line of the file, from 1.
  public let line: Int
  /// The character within the line, where it is known.
  public var column: Int?
  /// The name of the value, as the header spells it.
  public let field: String
  public let problem: String
  public let fix: String

  public init(line: Int, column: Int? = nil, field: String, problem: String, fix: String) {
    self.line = line
    self.column = column
    self.field = field
    self.problem = problem
    self.fix = fix
  }
}

extension RefusedRow: CustomStringConvertible {
  /// `12:7: placed_at: not an instant: write …`; the file's name goes before it.
  public var description: String {
    "\(line):\(column.map { "\($0):" } ?? "") \(field): \(problem): \(fix)"
  }
}
