extension GIFT {
  /// A stretch of GIFT, in which `\` keeps the meaning off the character after it.
  ///
  /// Indices count characters from its start.
  struct Marked {
    private let characters: ArraySlice<Character>

    init(_ text: Substring) {
      characters = ArraySlice(text)
    }

    private init(_ characters: ArraySlice<Character>) {
      self.characters = characters
    }

    var isEmpty: Bool { characters.isEmpty }
    var plain: String { String(characters) }

    subscript(range: Range<Int>) -> Marked {
      let start = characters.startIndex
      return Marked(characters[(start + range.lowerBound)..<(start + range.upperBound)])
    }

    subscript(range: PartialRangeUpTo<Int>) -> Marked { self[0..<range.upperBound] }
    subscript(range: PartialRangeFrom<Int>) -> Marked { self[range.lowerBound..<characters.count] }

    func dropFirst(_ count: Int) -> Marked { Marked(characters.dropFirst(count)) }
    func hasPrefix(_ text: String) -> Bool { characters.starts(with: text) }

    var trimmed: Marked {
      var rest = characters.drop(while: \.isWhitespace)
      while let last = rest.last, last.isWhitespace { rest.removeLast() }
      return Marked(rest)
    }

    /// Where `mark` stands with its meaning, behind an index if one is given.
    func firstIndex(of mark: String, after index: Int = -1) -> Int? {
      var place = characters.startIndex
      while place < characters.endIndex {
        if characters[place] == "\\" {
          place += 2
        } else if place - characters.startIndex > index, characters[place...].starts(with: mark) {
          return place - characters.startIndex
        } else {
          place += 1
        }
      }
      return nil
    }

    /// What stands between the marks; at most `most` parts, the last with marks and all.
    func parts(of mark: String, most: Int = .max) -> [Marked] {
      var parts: [Marked] = []
      var rest = self
      while parts.count + 1 < most, let place = rest.firstIndex(of: mark) {
        parts.append(rest[..<place])
        rest = rest[(place + mark.count)...]
      }
      return parts + [rest]
    }

    /// The answers of a block: each `=` and each `~` begins one.
    var answers: [Answer] {
      var answers: [Answer] = []
      var mark: Character?
      var start = 0
      var place = 0
      func close(at end: Int) {
        let text = self[start..<end]
        if mark != nil || !text.trimmed.isEmpty { answers.append(Answer(mark: mark, text: text)) }
      }
      let all = Array(characters)
      while place < all.count {
        if all[place] == "\\" {
          place += 2
        } else if all[place] == "=" || all[place] == "~" {
          close(at: place)
          mark = all[place]
          place += 1
          start = place
        } else {
          place += 1
        }
      }
      close(at: all.count)
      return answers
    }

    /// `T`, `TRUE`, `F` or `FALSE` before any feedback.
    var truth: Bool? {
      switch parts(of: "#", most: 2)[0].trimmed.plain.uppercased() {
      case "T", "TRUE": true
      case "F", "FALSE": false
      default: nil
      }
    }

    /// Takes `[html]`, `[plain]`, `[markdown]` or `[moodle]` off the front.
    mutating func takeFormat() -> Prose.Format? {
      guard hasPrefix("["), let end = firstIndex(of: "]") else { return nil }
      guard let format = Prose.Format(rawValue: self[1..<end].plain) else { return nil }
      self = self[(end + 1)...].trimmed
      return format
    }

    /// The text in its own format, or in that of the question.
    func formatted(_ inherited: Prose.Format) -> Prose {
      var rest = trimmed
      let format = rest.takeFormat() ?? inherited
      return rest.prose(format)
    }

    /// The same, where no text is no feedback.
    func feedback(_ inherited: Prose.Format) -> Prose? {
      let prose = formatted(inherited)
      return prose.text.isEmpty ? nil : prose
    }

    /// The words: for `moodle` every run of blanks and line breaks is one blank, elsewhere they stay.
    func prose(_ format: Prose.Format) -> Prose {
      let words = trimmed
      guard format == .moodle else { return Prose(words.unescaped, format: format) }
      let pieces = words.characters.split(whereSeparator: \.isWhitespace)
      return Prose(Marked(ArraySlice(pieces.joined(separator: [" "]))).unescaped, format: format)
    }

    /// The text as it is meant: `\n` is a line break, and a `\` before a mark is gone.
    var unescaped: String {
      var text = ""
      var rest = characters
      while let next = rest.popFirst() {
        guard next == "\\", let after = rest.first else {
          text.append(next)
          continue
        }
        if after == "n" {
          text.append("\n")
          rest.removeFirst()
        } else if "~=#{}:\\".contains(after) || rest.starts(with: "->") {
          text.append(after)
          rest.removeFirst()
        } else {
          text.append(next)
        }
      }
      return text
    }
  }
}

extension Prose {
  /// The stem of a question whose answer stands in its middle.
  func around(_ after: Prose) -> Prose {
    Prose([text, "_____", after.text].filter { !$0.isEmpty }.joined(separator: " "), format: format)
  }
}
