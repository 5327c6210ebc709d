/// JSON as a contract: names in snake_case, members in the order of the type, `null` rather than missing.
///
/// Foundation's encoder drops absent values and shuffles or sorts the members; people compare these texts line by
/// line, so Muster writes them itself.
public enum JSONDocument {
  /// The value over several lines with a newline at the end.
  public static func pretty(_ value: some Encodable) throws -> String {
    try JSONValue(encoding: value).pretty + "\n"
  }

  /// The value on one line with a newline at the end: a line of JSON Lines.
  public static func line(_ value: some Encodable) throws -> String {
    try JSONValue(encoding: value).compact + "\n"
  }

  /// The name as it is written: `handleTimeSeconds` becomes `handle_time_seconds`, `entityID` becomes `entity_id`.
  public static func snakeCase(_ name: String) -> String {
    guard name.utf8.contains(where: isUpper) else { return name }
    let letters = Array(name.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(letters.count + 4)
    for (index, letter) in letters.enumerated() {
      guard isUpper(letter) else {
        result.append(letter)
        continue
      }
      let before = index > 0 ? letters[index - 1] : 95
      let after = index + 1 < letters.count ? letters[index + 1] : 95
      if isLowerOrDigit(before) || (isUpper(before) && (97...122).contains(after)) { result.append(95) }
      result.append(letter + 32)
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isUpper(_ letter: UInt8) -> Bool { (65...90).contains(letter) }

  private static func isLowerOrDigit(_ letter: UInt8) -> Bool {
    (97...122).contains(letter) || (48...57).contains(letter)
  }
}

extension CivilDate: Encodable {
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension UTCInstant: Encodable {
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
