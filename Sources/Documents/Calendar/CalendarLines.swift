/// The content lines of an iCalendar text, folded as they are added.
struct CalendarLines {
  private(set) var text = ""

  /// Adds a line whose value is already in iCalendar's own words.
  mutating func add(_ name: String, _ value: String) {
    fold("\(name):\(value)")
  }

  /// Adds a line whose value is any text.
  mutating func add(_ name: String, words: String) {
    fold("\(name):\(Self.escaped(words))")
  }

  /// The text with `\`, `;`, `,` and line ends escaped, and other control characters left out.
  static func escaped(_ words: String) -> String {
    var result = ""
    var previous: Unicode.Scalar?
    for scalar in words.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": result += "\\" + String(scalar)
      case "\n" where previous == "\r": break
      case "\r", "\n", "\u{2028}", "\u{2029}", "\u{85}": result += "\\n"
      case "\t": result += " "
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: break
      default: result.unicodeScalars.append(scalar)
      }
      previous = scalar
    }
    return result
  }

  /// Appends the line, broken so that no piece is longer than 75 octets and no character is torn.
  private mutating func fold(_ line: String) {
    var octets = 0
    for scalar in line.unicodeScalars {
      let width = UTF8.width(scalar)
      if octets + width > 75 {
        text += "\r\n "
        octets = 1
      }
      text.unicodeScalars.append(scalar)
      octets += width
    }
    text += "\r\n"
  }
}
