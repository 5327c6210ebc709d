internal import Postgres

/// A little of a record for whoever mends it: enough to find it, nothing to know anyone by.
enum Excerpt {
  private static let longest = 200

  /// The first characters, with addresses and long numbers masked, days as they are, and nothing hidden.
  static func masked(_ bytes: some Collection<UInt8>) -> String {
    let text = String(decoding: bytes.prefix(4 * longest), as: UTF8.self)
    var masked = ""
    for word in words(text) { masked += mask(word) }
    return String(masked.prefix(longest))
  }

  /// The text in runs of letters, and of everything else.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var isInWord = false
    for scalar in text.unicodeScalars {
      let belongs = isPartOfAddress(scalar)
      if belongs, isInWord {
        words[words.count - 1].unicodeScalars.append(scalar)
      } else {
        words.append(String(scalar))
      }
      isInWord = belongs
    }
    return words
  }

  private static func isPartOfAddress(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil || "@.+-_%".unicodeScalars.contains(scalar)
  }

  private static func mask(_ word: String) -> String {
    if word.contains("@") { return "***@***" }
    if isDay(word) { return word }
    if word.utf8.count(where: \.isDigit) >= 7, word.utf8.allSatisfy({ $0.isDigit || "+-.".utf8.contains($0) }) {
      return "\(word.prefix(2))***"
    }
    return word.unicodeScalars.contains(where: \.isUnfit) ? Visible.text(word) : word
  }

  /// Whether it is a day as help desks and shops write one; a mended time needs to be seen whole.
  private static func isDay(_ word: String) -> Bool {
    LocalDate(word) != nil || word.wholeMatch(of: /[0-3][0-9]\.[01][0-9]\.20[0-9]{2}/) != nil
  }
}
