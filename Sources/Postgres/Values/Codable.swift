/// A value whose JSON is its text.
protocol CodableAsText: Codable, CustomStringConvertible {
  init?(_ text: String)
}

extension CodableAsText {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let value = Self(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a \(Self.self)")
    }
    self = value
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension LocalDate: CodableAsText {}
extension LocalTime: CodableAsText {}
extension LocalDateTime: CodableAsText {}
extension Instant: CodableAsText {}
extension UniqueID: CodableAsText {}
extension Numeric: CodableAsText {}
