/// A type as the server's catalogue numbers it.
public struct PostgresType: Hashable, Sendable {
  /// The row of `pg_type`.
  public let oid: UInt32
  /// The row of the type's array, or 0 when there is none we know.
  public let array: UInt32
  /// Whether a value is an enum's label, the only kind that is sent without a type.
  @usableFromInline let isLabel: Bool

  @inlinable
  public init(oid: UInt32, array: UInt32 = 0) {
    self.oid = oid
    self.array = array
    isLabel = false
  }

  private init(isLabel: Bool) {
    (oid, array) = (0, 0)
    self.isLabel = isLabel
  }

  /// Some enum: which one, the server works out from the statement.
  static var label: PostgresType { PostgresType(isLabel: true) }

  /// The first number of a type that is not PostgreSQL's own.
  static var firstOfUsers: UInt32 { 16_384 }
}

// MARK: - Built-in types

extension PostgresType {
  public static var bool: PostgresType { PostgresType(oid: 16, array: 1000) }
  public static var bytea: PostgresType { PostgresType(oid: 17, array: 1001) }
  public static var int8: PostgresType { PostgresType(oid: 20, array: 1016) }
  public static var int2: PostgresType { PostgresType(oid: 21, array: 1005) }
  public static var int4: PostgresType { PostgresType(oid: 23, array: 1007) }
  public static var text: PostgresType { PostgresType(oid: 25, array: 1009) }
  public static var float4: PostgresType { PostgresType(oid: 700, array: 1021) }
  public static var float8: PostgresType { PostgresType(oid: 701, array: 1022) }
  public static var date: PostgresType { PostgresType(oid: 1082, array: 1182) }
  public static var time: PostgresType { PostgresType(oid: 1083, array: 1183) }
  public static var timestamp: PostgresType { PostgresType(oid: 1114, array: 1115) }
  public static var timestamptz: PostgresType { PostgresType(oid: 1184, array: 1185) }
  public static var interval: PostgresType { PostgresType(oid: 1186, array: 1187) }
  public static var numeric: PostgresType { PostgresType(oid: 1700, array: 1231) }
  public static var uuid: PostgresType { PostgresType(oid: 2950, array: 2951) }
  public static var jsonb: PostgresType { PostgresType(oid: 3802, array: 3807) }
  public static var int4range: PostgresType { PostgresType(oid: 3904, array: 3905) }
  public static var numrange: PostgresType { PostgresType(oid: 3906, array: 3907) }
  public static var tsrange: PostgresType { PostgresType(oid: 3908, array: 3909) }
  public static var tstzrange: PostgresType { PostgresType(oid: 3910, array: 3911) }
  public static var daterange: PostgresType { PostgresType(oid: 3912, array: 3913) }
  public static var int8range: PostgresType { PostgresType(oid: 3926, array: 3927) }
  public static var int4multirange: PostgresType { PostgresType(oid: 4451, array: 6150) }
  public static var nummultirange: PostgresType { PostgresType(oid: 4532, array: 6151) }
  public static var tsmultirange: PostgresType { PostgresType(oid: 4533, array: 6152) }
  public static var tstzmultirange: PostgresType { PostgresType(oid: 4534, array: 6153) }
  public static var datemultirange: PostgresType { PostgresType(oid: 4535, array: 6155) }
  public static var int8multirange: PostgresType { PostgresType(oid: 4536, array: 6157) }
}
