/// Finds what someone meant to type.
enum Suggestion {
  /// The candidate nearest to `name`, if one is near enough to be meant.
  static func nearest(to name: String, among candidates: [String]) -> String? {
    let plain = folded(name)
    let ranked = candidates.map { (name: $0, distance: distance(plain, folded($0))) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= max(1, best.name.count / 3) ? best.name : nil
  }

  /// Whether two names are the same to a person.
  static func isSame(_ one: String, _ other: String) -> Bool { folded(one) == folded(other) }

  /// Small letters and digits only: `Order ID` and `order_id` are the same to a person.
  private static func folded(_ name: String) -> [Character] {
    name.prefix(64).lowercased().filter { $0.isLetter || $0.isNumber }.map(\.self)
  }

  /// How many letters must be added, removed or replaced (Levenshtein 1966).
  static func distance(_ one: [Character], _ other: [Character]) -> Int {
    var row = Array(0...other.count)
    for (above, letter) in one.enumerated() {
      var diagonal = row[0]
      row[0] = above + 1
      for (place, candidate) in other.enumerated() {
        let replaced = diagonal + (letter == candidate ? 0 : 1)
        diagonal = row[place + 1]
        row[place + 1] = min(replaced, diagonal + 1, row[place] + 1)
      }
    }
    return row[other.count]
  }
}

/// Shows text that may hold anything: control and invisible characters by their code points, and never too much.
enum Visible {
  static func text(_ text: String) -> String {
    let shown = text.unicodeScalars.prefix(60).map { scalar in
      scalar.isUnfit ? "<U+\(String(scalar.value, radix: 16, uppercase: true))>" : String(scalar)
    }
    return shown.joined() + (text.unicodeScalars.count > 60 ? "…" : "")
  }
}

extension Unicode.Scalar {
  /// Whether a reader would not see it, or would see something else because of it: control characters, those that
  /// turn the direction of writing (U+202A…), and spaces of no width.
  var isUnfit: Bool {
    // Most text is ASCII, and the tables of Unicode take their time.
    if value < 0x80 { return value < 0x20 || value == 0x7F }
    return switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: true
    // Joiners shape some scripts and emoji; every other format character only hides.
    case .format: value != 0x200C && value != 0x200D
    default: false
    }
  }
}
