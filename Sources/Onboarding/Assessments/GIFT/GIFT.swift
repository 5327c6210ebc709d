/// GIFT: questions as plain text that authors can write by hand.
///
/// A blank line ends a question, a line that begins with `//` is a comment, and `\` keeps the meaning off `~ = # { } :`.
/// `\->` is ours: it keeps an arrow in a text from making a pair.
public enum GIFT {
  /// What stands in a file, in its order.
  public enum Entry: Sendable, Hashable {
    /// Where the following questions belong.
    case category(String)
    case question(Question)
  }

  /// A passage that was not taken, and why.
  public struct Reject: Sendable, Hashable, Codable {
    public let line: Int
    public let reason: String
  }

  /// What a file came to: nothing is dropped without a word.
  public struct Reading: Sendable, Hashable {
    public internal(set) var entries: [Entry] = []
    /// The line on which each entry begins.
    public internal(set) var lines: [Int] = []
    public internal(set) var rejects: [Reject] = []

    public var questions: [Question] {
      entries.compactMap { if case .question(let question) = $0 { question } else { nil } }
    }
  }

  /// The largest file that is read, in bytes.
  public static let largestFile = 4 << 20
  /// The most questions of one file.
  public static let mostQuestions = 10_000
  /// The longest text of a question or an answer, in characters.
  public static let longestText = 20_000

  /// Reads a file; a passage that makes no sense is reported, and the others stand.
  public static func read(_ text: String) -> Reading {
    guard text.utf8.count <= largestFile else {
      return Reading(rejects: [Reject(line: 1, reason: "the file is larger than \(largestFile >> 20) MB")])
    }
    var reading = Reading()
    for passage in Passage.all(of: text) {
      if let category = passage.category {
        reading.entries.append(.category(category))
        reading.lines.append(passage.line)
        continue
      }
      guard reading.entries.count < mostQuestions else {
        reading.rejects.append(Reject(line: passage.line, reason: "a file has at most \(mostQuestions) questions"))
        break
      }
      do {
        reading.entries.append(.question(try passage.question()))
        reading.lines.append(passage.line)
      } catch {
        reading.rejects.append(Reject(line: passage.line, reason: error.reason))
      }
    }
    return reading
  }

  /// Writes entries so that reading them gives the same entries.
  public static func write(_ entries: [Entry]) -> String {
    entries.map { entry in
      switch entry {
      case .category(let name): "$CATEGORY: \(name)\n"
      case .question(let question): question.gift
      }
    }.joined(separator: "\n")
  }

  /// Why a passage is no question.
  struct Fault: Error {
    let reason: String

    init(_ reason: String) {
      self.reason = reason
    }
  }
}

extension GIFT {
  /// The lines between two blank lines, without their comments.
  struct Passage {
    var line: Int
    var text = ""
    var key: String?
    var tags: [String] = []
    var category: String?

    static func all(of file: String) -> [Passage] {
      var passages: [Passage] = []
      var open: Passage?
      func close() {
        if let passage = open, !passage.text.isEmpty { passages.append(passage) }
        open = nil
      }
      let lines = file.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      for (index, raw) in lines.enumerated() {
        let line = String(raw)
        let bare = line.trimmed
        if bare.isEmpty {
          close()
        } else if bare.hasPrefix("//") {
          open = (open ?? Passage(line: index + 1)).noting(bare)
        } else if bare.hasPrefix("$CATEGORY:") {
          close()
          passages.append(Passage(line: index + 1, category: String(bare.dropFirst(10)).trimmed))
        } else {
          var passage = open ?? Passage(line: index + 1)
          if passage.text.isEmpty { passage.line = index + 1 } else { passage.text += "\n" }
          passage.text += line
          open = passage
        }
      }
      close()
      return passages
    }

    /// Reads `[id:…]` and `[tag:…]` of a comment before or inside a question.
    private func noting(_ comment: String) -> Passage {
      var passage = self
      for mark in comment.matches(of: /\[(id|tag):([^\]]+)\]/) {
        let word = String(mark.2).trimmed
        if mark.1 == "id" { passage.key = word } else { passage.tags.append(word) }
      }
      return passage
    }
  }
}
