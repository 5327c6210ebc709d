extension Int: PostgresEncodable, PostgresDecodable {
  @inlinable public static var postgresType: PostgresType { .int8 }

  @inlinable
  public func encode(into writer: inout WireWriter) {
    writer.put(Int64(self))
  }

  @inlinable
  public static func decode(_ cell: Cell) throws(PostgresError) -> Int {
    Int(try Int64.decode(cell))
  }
}

extension Int64: PostgresEncodable, PostgresDecodable {
  @inlinable public static var postgresType: PostgresType { .int8 }

  @inlinable
  public func encode(into writer: inout WireWriter) {
    writer.put(self)
  }

  /// Reads any of the server's integers, and `oid`.
  @inlinable
  public static func decode(_ cell: Cell) throws(PostgresError) -> Int64 {
    switch cell.oid {
    case 20: try cell.integer()
    case 23: Int64(try cell.integer(Int32.self))
    case 21: Int64(try cell.integer(Int16.self))
    case 26: Int64(try cell.integer(UInt32.self))
    default: throw cell.mismatch(Int64.self)
    }
  }
}

extension Int32: PostgresEncodable, PostgresDecodable {
  @inlinable public static var postgresType: PostgresType { .int4 }

  @inlinable
  public func encode(into writer: inout WireWriter) {
    writer.put(self)
  }

  @inlinable
  public static func decode(_ cell: Cell) throws(PostgresError) -> Int32 {
    switch cell.oid {
    case 23: try cell.integer()
    case 21: Int32(try cell.integer(Int16.self))
    default: throw cell.mismatch(Int32.self)
    }
  }
}

extension Int16: PostgresEncodable, PostgresDecodable {
  @inlinable public static var postgresType: PostgresType { .int2 }

  @inlinable
  public func encode(into writer: inout WireWriter) {
    writer.put(self)
  }

  @inlinable
  public static func decode(_ cell: Cell) throws(PostgresError) -> Int16 {
    guard cell.oid == 21 else { throw cell.mismatch(Int16.self) }
    return try cell.integer()
  }
}

extension Double: PostgresEncodable, PostgresDecodable {
  @inlinable public static var postgresType: PostgresType { .float8 }

  @inlinable
  public func encode(into writer: inout WireWriter) {
    writer.put(bitPattern)
  }

  @inlinable
  public static func decode(_ cell: Cell) throws(PostgresError) -> Double {
    switch cell.oid {
    case 701: Double(bitPattern: try cell.integer())
    case 700: Double(Float(bitPattern: try cell.integer()))
    default: throw cell.mismatch(Double.self)
    }
  }
}

extension Float: PostgresEncodable, PostgresDecodable {
  @inlinable public static var postgresType: PostgresType { .float4 }

  @inlinable
  public func encode(into writer: inout WireWriter) {
    writer.put(bitPattern)
  }

  @inlinable
  public static func decode(_ cell: Cell) throws(PostgresError) -> Float {
    guard cell.oid == 700 else { throw cell.mismatch(Float.self) }
    return Float(bitPattern: try cell.integer())
  }
}

extension Bool: PostgresEncodable, PostgresDecodable {
  @inlinable public static var postgresType: PostgresType { .bool }

  @inlinable
  public func encode(into writer: inout WireWriter) {
    writer.put(UInt8(self ? 1 : 0))
  }

  @inlinable
  public static func decode(_ cell: Cell) throws(PostgresError) -> Bool {
    guard cell.oid == 16 else { throw cell.mismatch(Bool.self) }
    return try cell.integer(UInt8.self) != 0
  }
}
