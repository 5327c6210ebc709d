/// How much room text takes on a terminal, and how to show what a terminal must never obey.
extension String {
  /// Terminal cells: two for CJK and emoji, none for combining marks.
  var displayWidth: Int {
    if utf8.allSatisfy({ $0 < 0x80 }) { return utf8.count }
    return reduce(0) { $0 + $1.displayWidth }
  }

  /// The text with control and bidirectional characters written out, so that a name cannot move the cursor.
  var visible: String {
    guard unicodeScalars.contains(where: \.mustBeEscaped) else { return self }
    return unicodeScalars.reduce(into: "") { $0 += $1.mustBeEscaped ? $1.written : String($1) }
  }

  /// Padded with blanks to a width; numbers lean to the right.
  func padded(to width: Int, right: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(0, width - displayWidth))
    return right ? blanks + self : self + blanks
  }

  /// Cut to a width with an ellipsis in the last cell.
  func cut(to width: Int) -> String {
    guard displayWidth > width else { return self }
    var room = max(1, width) - 1
    let kept = prefix { character in
      room -= character.displayWidth
      return room >= 0
    }
    return kept + "…"
  }
}

extension Character {
  var displayWidth: Int {
    var width = 0
    for scalar in unicodeScalars {
      if scalar == "\u{FE0F}" { return 2 }
      width = max(width, scalar.displayWidth)
    }
    return width
  }
}

extension Unicode.Scalar {
  fileprivate var displayWidth: Int {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    return properties.isEmojiPresentation || Self.wide.contains { $0.contains(value) } ? 2 : 1
  }

  /// Hangul, CJK, kana and full-width forms (Unicode East Asian Width W and F).
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1B000...0x1B2FF, 0x20000...0x3FFFD,
  ]

  /// C0, C1, DEL, line separators and the marks that reorder text.
  fileprivate var mustBeEscaped: Bool {
    switch value {
    case 0x00...0x1F, 0x7F...0x9F, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  fileprivate var written: String {
    switch self {
    case "\n": "\\n"
    case "\t": "\\t"
    case "\r": "\\r"
    case "\u{1B}": "\\e"
    default: "\\u{\(String(value, radix: 16, uppercase: true))}"
    }
  }
}
