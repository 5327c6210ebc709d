/// One value of a table, with the type that decides how each format writes it.
public enum Cell: Sendable, Hashable {
  /// Words; identifiers with leading zeros are words too.
  case text(String)
  /// A whole number.
  case integer(Int)
  /// A number; a percentage is its fraction, so 15.3 % is 0.153.
  case number(Double)
  case date(CivilDate)
  case instant(UTCInstant)
  case flag(Bool)
  /// Nothing known. Never written as 0.
  case empty
}

extension Cell {
  /// The value, or ``empty`` when there is none.
  public static func text(_ value: String?) -> Cell { value.map(Cell.text) ?? .empty }
  /// The value, or ``empty`` when there is none.
  public static func number(_ value: Double?) -> Cell { value.map(Cell.number) ?? .empty }
  /// The value, or ``empty`` when there is none.
  public static func integer(_ value: Int?) -> Cell { value.map(Cell.integer) ?? .empty }
}

/// A column of a table: its title and the kind of values below it.
public struct Column: Sendable, Hashable {
  /// What stands in a column, and how many digits its numbers show.
  public enum Kind: Sendable, Hashable {
    case text
    case integer
    case number(places: Int)
    /// Fractions, shown as percentages where the format can.
    case percentage(places: Int)
    case date
    case instant
    case flag
  }

  /// What the header says.
  public let title: String
  public let kind: Kind
  /// Width in characters; `nil` lets the format choose by kind and title.
  public let width: Int?

  public init(_ title: String, _ kind: Kind = .text, width: Int? = nil) {
    self.title = title
    self.kind = kind
    self.width = width
  }
}
