/// Keeps a spreadsheet from reading words as a formula.
///
/// A spreadsheet that opens a CSV file runs any field that begins like a formula, quoted or not (OWASP, "CSV
/// injection"). An apostrophe in front makes it text. Numbers are never touched: -5 stays a number.
public enum FormulaGuard {
  /// The text with one apostrophe in front when a spreadsheet might run it.
  public static func guarded(_ text: String) -> String {
    isDangerous(text) ? "'" + text : text
  }

  /// The text before ``guarded(_:)``; exact for every text.
  public static func unguarded(_ text: String) -> String {
    guard text.utf8.first == UInt8(ascii: "'") else { return text }
    let rest = String(text.unicodeScalars.dropFirst())
    return isDangerous(rest) ? rest : text
  }

  /// Whether a spreadsheet might run the text.
  ///
  /// Apostrophes in front are looked through, so that guarding can be undone without doubt.
  static func isDangerous(_ text: String) -> Bool {
    if let first = text.utf8.first, isPlain(first) { return false }
    let scalars = text.unicodeScalars.drop { $0 == "'" }
    guard let first = scalars.first else { return false }
    if first == "\t" || first == "\r" || first == "\n" || first == "\0" { return true }
    guard let visible = scalars.first(where: { !isInvisible($0) }) else { return false }
    return starters.contains(visible)
  }

  private static let starters: Set<Unicode.Scalar> = ["=", "+", "-", "@", "＝", "＋", "－", "＠"]

  /// Whether a text that begins with this letter or digit needs no closer look; most do.
  private static func isPlain(_ octet: UInt8) -> Bool {
    (97...122).contains(octet) || (65...90).contains(octet) || (48...57).contains(octet)
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200B...0x200F, 0x2060, 0xFEFF: true
    default: scalar.properties.isWhitespace || scalar.value < 0x20
    }
  }
}
