/// SQL text with `$n` placeholders, and the values that fill them, already encoded.
///
/// Literal segments are known to the compiler; everything else arrives as a value, a quoted identifier or another
/// piece of SQL. There is no way for input to reach the text.
///
/// ```swift
/// let late: SQL = "shift.starts_at > \(instant)"
/// let sql: SQL = "SELECT count(*) FROM shift WHERE team_id = any(\(teams)) AND \(late)"
/// ```
public struct SQL: Sendable, ExpressibleByStringInterpolation {
  /// The text as it is sent.
  public fileprivate(set) var text: String
  /// Where each placeholder's `$` stands in `text`, in UTF-8 bytes.
  fileprivate var placeholders: [Int] = []
  var parameters = Parameters()

  public init(stringLiteral text: StaticString) {
    self.text = "\(text)"
  }

  public init(stringInterpolation: StringInterpolation) {
    self = stringInterpolation.sql
  }

  init(trusted text: String) {
    self.text = text
  }

  /// The same SQL behind a comment that names it.
  @usableFromInline
  func headed(_ name: StaticString) -> SQL {
    var headed = SQL(trusted: "/* \(name) */ ")
    headed.append(self)
    return headed
  }

  fileprivate mutating func append(_ value: some PostgresEncodable) {
    parameters.append(value)
    placeholders.append(text.utf8.count)
    text += "$\(parameters.count)"
  }

  fileprivate mutating func append(_ fragment: SQL) {
    let utf8 = fragment.text.utf8
    var rest = utf8.startIndex
    for (number, offset) in fragment.placeholders.enumerated() {
      let place = utf8.index(utf8.startIndex, offsetBy: offset)
      text += fragment.text[rest..<place]
      placeholders.append(text.utf8.count)
      text += "$\(parameters.count + number + 1)"
      rest = utf8.index(place, offsetBy: 1 + String(number + 1).utf8.count)
    }
    text += fragment.text[rest...]
    parameters.append(contentsOf: fragment.parameters)
  }
}

extension SQL {
  public struct StringInterpolation: StringInterpolationProtocol, Sendable {
    fileprivate var sql = SQL(trusted: "")

    public init(literalCapacity: Int, interpolationCount: Int) {
      sql.text.reserveCapacity(literalCapacity + interpolationCount * 3)
    }

    public mutating func appendLiteral(_ literal: StaticString) {
      sql.text += "\(literal)"
    }

    /// A value: it becomes the next `$n`.
    public mutating func appendInterpolation(_ value: some PostgresEncodable) {
      sql.append(value)
    }

    /// A value or NULL.
    public mutating func appendInterpolation(_ value: (some PostgresEncodable)?) {
      sql.append(value)
    }

    /// Another piece of SQL, its placeholders renumbered.
    public mutating func appendInterpolation(_ fragment: SQL) {
      sql.append(fragment)
    }

    /// Text the compiler knows: a column list, never input.
    public mutating func appendInterpolation(raw text: StaticString) {
      sql.text += "\(text)"
    }

    /// One name, quoted so that it can be nothing else.
    public mutating func appendInterpolation(identifier name: String) {
      sql.text += Quoting.identifier(name)
      if let reason = Quoting.refusal(of: name) { sql.parameters.refuse(reason) }
    }

    public mutating func appendInterpolation(_ table: TableName) {
      sql.text += table.quoted
      if let reason = table.refusal { sql.parameters.refuse(reason) }
    }
  }
}

/// The values of a statement in the order of their placeholders.
struct Parameters: Sendable {
  private var writer = WireWriter()
  private(set) var types: [UInt32] = []
  /// Lengths in bytes, with the NUL that ends a label; -1 is NULL.
  private(set) var lengths: [Int32] = []

  var count: Int { types.count }
  var bytes: [UInt8] { writer.bytes }
  var refusal: String? { writer.refusal }

  mutating func append<Value: PostgresEncodable>(_ value: Value) {
    let start = writer.bytes.count
    let type = Value.postgresType
    value.encode(into: &writer)
    if type.isLabel, !writer.isNull { writer.put(UInt8(0)) }
    if type.oid == 0, !type.isLabel {
      refuse("a type without a number, such as an array of labels or of arrays: send text and cast it in SQL")
    }
    types.append(type.oid)
    lengths.append(writer.isNull ? -1 : Int32(writer.bytes.count - start))
    writer.isNull = false
  }

  mutating func append(contentsOf other: Parameters) {
    writer.put(other.writer.bytes)
    types += other.types
    lengths += other.lengths
    if let reason = other.refusal { refuse(reason) }
  }

  mutating func refuse(_ reason: String) {
    writer.refuse(reason)
  }
}
