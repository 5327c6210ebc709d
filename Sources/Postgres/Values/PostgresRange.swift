/// A type PostgreSQL has ranges and multiranges of.
public protocol RangeBound: PostgresEncodable, PostgresDecodable, Comparable {
  static var rangeType: PostgresType { get }
  static var multirangeType: PostgresType { get }
}

extension Int32: RangeBound {
  public static var rangeType: PostgresType { .int4range }
  public static var multirangeType: PostgresType { .int4multirange }
}

extension Int: RangeBound {
  public static var rangeType: PostgresType { .int8range }
  public static var multirangeType: PostgresType { .int8multirange }
}

extension Int64: RangeBound {
  public static var rangeType: PostgresType { .int8range }
  public static var multirangeType: PostgresType { .int8multirange }
}

extension Numeric: RangeBound {
  public static var rangeType: PostgresType { .numrange }
  public static var multirangeType: PostgresType { .nummultirange }
}

extension LocalDate: RangeBound {
  public static var rangeType: PostgresType { .daterange }
  public static var multirangeType: PostgresType { .datemultirange }
}

extension LocalDateTime: RangeBound {
  public static var rangeType: PostgresType { .tsrange }
  public static var multirangeType: PostgresType { .tsmultirange }
}

extension Instant: RangeBound {
  public static var rangeType: PostgresType { .tstzrange }
  public static var multirangeType: PostgresType { .tstzmultirange }
}

/// A range as PostgreSQL has it: empty, or two bounds that are in, out or open.
public struct PostgresRange<Bound: RangeBound>: Sendable {
  public enum Limit: Sendable {
    case included(Bound)
    case excluded(Bound)
    case unbounded
  }

  public let lower: Limit
  public let upper: Limit
  public let isEmpty: Bool

  public init(lower: Limit, upper: Limit) {
    self.lower = lower
    self.upper = upper
    isEmpty = false
  }

  private init() {
    lower = .unbounded
    upper = .unbounded
    isEmpty = true
  }

  public static var empty: PostgresRange { PostgresRange() }

  /// From `range.lowerBound` up to, not including, `range.upperBound`.
  public init(_ range: Range<Bound>) {
    if range.isEmpty {
      self = .empty
    } else {
      self.init(lower: .included(range.lowerBound), upper: .excluded(range.upperBound))
    }
  }
}

extension PostgresRange.Limit: Equatable where Bound: Equatable {}
extension PostgresRange.Limit: Hashable where Bound: Hashable {}
extension PostgresRange: Equatable where Bound: Equatable {}
extension PostgresRange: Hashable where Bound: Hashable {}

extension PostgresRange: PostgresEncodable, PostgresDecodable {
  public static var postgresType: PostgresType { Bound.rangeType }

  private enum Flag {
    static var empty: UInt8 { 0x01 }
    static var lowerIncluded: UInt8 { 0x02 }
    static var upperIncluded: UInt8 { 0x04 }
    static var lowerUnbounded: UInt8 { 0x08 }
    static var upperUnbounded: UInt8 { 0x10 }
  }

  public func encode(into writer: inout WireWriter) {
    if isEmpty { return writer.put(Flag.empty) }
    var flags: UInt8 = 0
    var bounds: [Bound] = []
    switch lower {
    case .included(let bound): (flags, bounds) = (flags | Flag.lowerIncluded, bounds + [bound])
    case .excluded(let bound): bounds.append(bound)
    case .unbounded: flags |= Flag.lowerUnbounded
    }
    switch upper {
    case .included(let bound): (flags, bounds) = (flags | Flag.upperIncluded, bounds + [bound])
    case .excluded(let bound): bounds.append(bound)
    case .unbounded: flags |= Flag.upperUnbounded
    }
    writer.put(flags)
    for bound in bounds { writer.field(bound) }
  }

  public static func decode(_ cell: Cell) throws(PostgresError) -> PostgresRange {
    guard cell.oid == Bound.rangeType.oid else { throw cell.mismatch(Self.self) }
    let flags = try cell.integer(UInt8.self)
    if flags & Flag.empty != 0 {
      try cell.end(at: 1)
      return .empty
    }
    var offset = 1
    func bound(_ unbounded: UInt8, _ included: UInt8) throws(PostgresError) -> Limit {
      if flags & unbounded != 0 { return .unbounded }
      let length = Int(try cell.integer(Int32.self, at: offset))
      let part = try cell.part(from: offset + 4, count: length, oid: Bound.postgresType.oid)
      let value = try Bound.decode(part)
      offset += 4 + length
      return flags & included != 0 ? .included(value) : .excluded(value)
    }
    let lower = try bound(Flag.lowerUnbounded, Flag.lowerIncluded)
    let upper = try bound(Flag.upperUnbounded, Flag.upperIncluded)
    try cell.end(at: offset)
    return PostgresRange(lower: lower, upper: upper)
  }
}
