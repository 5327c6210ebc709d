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
    let letters = Array(name)
    var result = ""
    for (index, letter) in letters.enumerated() {
      guard letter.isUppercase else {
        result.append(letter)
        continue
      }
      let followsLower = index > 0 && (letters[index - 1].isLowercase || letters[index - 1].isNumber)
      let startsWord =
        index > 0 && letters[index - 1].isUppercase && index + 1 < letters.count && letters[index + 1].isLowercase
      if followsLower || startsWord { result.append("_") }
      result += letter.lowercased()
    }
    return result
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
