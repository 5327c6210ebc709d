extension String: PostgresEncodable, PostgresDecodable {
  @inlinable public static var postgresType: PostgresType { .text }

  @inlinable
  public func encode(into writer: inout WireWriter) {
    writer.put(text: self)
  }

  /// Reads every type whose binary form is its text: text, varchar, char, name, json, enums, citext; and jsonb.
  @inlinable
  public static func decode(_ cell: Cell) throws(PostgresError) -> String {
    switch cell.oid {
    case 25, 1043, 1042, 19, 114, 142, 705, 18, 16384...: try cell.text()
    case 3802: try cell.text(from: 1)
    default: throw cell.mismatch(String.self)
    }
  }
}

/// A JSON document as text; it is sent as `jsonb`, which checks it.
public struct JSONText: Hashable, Sendable, CustomStringConvertible {
  public let text: String

  public init(_ text: String) {
    self.text = text
  }

  public var description: String { text }
}

extension JSONText: PostgresEncodable, PostgresDecodable {
  public static var postgresType: PostgresType { .jsonb }

  public func encode(into writer: inout WireWriter) {
    writer.put(UInt8(1))
    writer.put(text: text)
  }

  public static func decode(_ cell: Cell) throws(PostgresError) -> JSONText {
    switch cell.oid {
    case 3802: JSONText(try cell.text(from: 1))
    case 114: JSONText(try cell.text())
    default: throw cell.mismatch(JSONText.self)
    }
  }
}
