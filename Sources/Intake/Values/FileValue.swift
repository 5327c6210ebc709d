internal import Workload

/// One value of a file: what it says, and where to point when it cannot be read.
///
/// Each way of reading takes one spelling and refuses all others. Nothing is guessed, rounded, cut or handed to
/// PostgreSQL to interpret.
struct FileValue {
  let text: String
  let column: String
  let place: Int
  let record: CSVRecord
  /// Reads times as a mapping says they are written.
  var clock: MappedClock?

  /// The refusal of this value.
  func refused(_ problem: String, _ fix: String) -> RefusedRow {
    let position = record.position(of: place)
    return RefusedRow(line: position.line, column: position.column, field: column, problem: problem, fix: fix)
  }

  /// The refusal of this value for not being what it should be.
  func isNot(_ what: String, _ fix: String) -> RefusedRow {
    refused("“\(Visible.text(text))” is not \(what)", fix)
  }
}

// MARK: - Text

extension FileValue {
  /// Text as people read it: composed (NFC), without the blanks around it, on one line, nothing hidden in it.
  func line(upTo limit: Int) throws(RefusedRow) -> String {
    let composed = text.trimmingBlanks().composed
    if let hidden = composed.unicodeScalars.first(where: \.isUnfit) {
      throw refused(
        "holds the hidden character U+\(String(hidden.value, radix: 16, uppercase: true))", "remove it")
    }
    guard let first = composed.unicodeScalars.first, let last = composed.unicodeScalars.last else {
      throw refused("blank", "fill it in, or leave it empty")
    }
    if !first.isASCII && first.properties.isWhitespace || !last.isASCII && last.properties.isWhitespace {
      throw refused("begins or ends with a space that does not look like one", "remove it")
    }
    guard composed.utf8.count <= limit || composed.unicodeScalars.count <= limit else {
      throw refused("\(composed.unicodeScalars.count) characters", "at most \(limit) fit: shorten it")
    }
    return composed
  }

  /// What a source calls a thing.
  func key() throws(RefusedRow) -> String { try line(upTo: 200) }

  /// An address: plain letters only, since a Cyrillic е among Latin letters is somebody else's; small, as we keep it.
  func email() throws(RefusedRow) -> String {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), text.utf8.count <= 254,
      text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { throw isNot("an e-mail address", "write name@domain in plain Latin letters") }
    return text.lowercased()
  }

  /// A code of ours, such as a queue's: a small letter, then small letters, digits, - or _.
  func code(upTo limit: Int = 40) throws(RefusedRow) -> String {
    let letters = text.utf8
    let fits = letters.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
        UInt8(ascii: "_"):
        true
      default: false
      }
    }
    guard fits, let first = letters.first, first >= UInt8(ascii: "a"), letters.count <= limit else {
      throw isNot("a code", "write a small letter, then small letters, digits, - or _, at most \(limit) in all")
    }
    return text
  }

  /// One of a few words.
  func one<Value>(of words: KeyValuePairs<String, Value>) throws(RefusedRow) -> Value {
    if let match = words.first(where: { $0.key == text }) { return match.value }
    throw isNot("one of the known words", "write \(words.map(\.key).joined(separator: " or "))")
  }
}

extension String {
  fileprivate func trimmingBlanks() -> String {
    guard utf8.first == 0x20 || utf8.last == 0x20 else { return self }
    let begun = drop { $0 == " " }
    return String(begun.prefix(upTo: begun.lastIndex { $0 != " " }.map(begun.index(after:)) ?? begun.startIndex))
  }
}

extension FileValue {
  /// A part of this value, pointed to where the whole stands.
  func saying(_ part: Substring) -> FileValue {
    FileValue(text: String(part), column: column, place: place, record: record, clock: clock)
  }
}
