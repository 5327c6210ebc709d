/// Cells that a spreadsheet would run instead of showing them.
///
/// A file of rejects is opened in one to be mended. There such a cell begins with an apostrophe, which is taken off
/// when the file comes back; no other file's apostrophes are touched.
enum Formula {
  private static let starts: Set<Unicode.Scalar> = ["=", "+", "-", "@", "＝", "＋", "－", "＠"]

  /// The cell as text: one that would run, or that only looks like one made safe, gets an apostrophe.
  static func defused(_ text: String) -> String { mayRun(text) ? "'" + text : text }

  /// What ``defused(_:)`` was given.
  static func restored(_ text: String) -> String {
    guard text.utf8.first == UInt8(ascii: "'") else { return text }
    let rest = String(text.unicodeScalars.dropFirst())
    return mayRun(rest) ? rest : text
  }

  private static func mayRun(_ text: String) -> Bool {
    let bare = text.unicodeScalars.drop { $0 == "'" }
    if bare.first == "\t" || bare.first == "\r" { return true }
    let first = bare.first {
      !$0.properties.isWhitespace && $0.properties.generalCategory != .control && $0.value != 0xFEFF
    }
    guard let first, starts.contains(first) else { return false }
    return !isNegativeNumber(text.utf8)
  }

  /// Whether it is a number such as -5 or -1.50, which a spreadsheet shows as what it is.
  private static func isNegativeNumber(_ text: String.UTF8View) -> Bool {
    guard text.first == .minus else { return false }
    let parts = text.dropFirst().split(separator: .point, maxSplits: 1, omittingEmptySubsequences: false)
    return parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isDigit) }
  }
}
