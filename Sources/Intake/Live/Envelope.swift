/// A page's own members, found without reading its records: only strings and brackets are looked at, so a record that
/// will be refused does not hide where the next page is.
struct Envelope {
  private let bytes: [UInt8]
  private let range: Range<Int>

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    range = 0..<bytes.count
  }

  private init(_ bytes: [UInt8], _ range: Range<Int>) {
    (self.bytes, self.range) = (bytes, range)
  }

  /// The member called `name` of an object; `nil` where there is none, or null.
  subscript(name: String) -> Envelope? {
    var index = blanks(from: range.lowerBound)
    guard index < range.upperBound, bytes[index] == .openingBrace else { return nil }
    index += 1
    while let key = value(from: index), bytes[key.lowerBound] == .quote {
      let colon = blanks(from: key.upperBound)
      guard colon < range.upperBound, bytes[colon] == .colon, let value = value(from: colon + 1) else { return nil }
      if bytes[key].dropFirst().dropLast().elementsEqual(name.utf8) {
        return bytes[value].elementsEqual("null".utf8) ? nil : Envelope(bytes, value)
      }
      let comma = blanks(from: value.upperBound)
      guard comma < range.upperBound, bytes[comma] == .comma else { return nil }
      index = comma + 1
    }
    return nil
  }

  /// The first element of an array.
  var first: Envelope? {
    let index = blanks(from: range.lowerBound)
    guard index < range.upperBound, bytes[index] == .openingBracket else { return nil }
    guard let value = value(from: index + 1), value.upperBound < range.upperBound else { return nil }
    return Envelope(bytes, value)
  }

  /// A text, or a number's or a word's letters as they are written.
  var text: String {
    let raw = bytes[range]
    guard raw.first == .quote, raw.count >= 2 else { return String(decoding: raw, as: UTF8.self) }
    return String(decoding: JSONText.unescaped(raw.dropFirst().dropLast()), as: UTF8.self)
  }

  var isTrue: Bool { bytes[range].elementsEqual("true".utf8) }
  var number: Int? { Int(text) }
  /// Whether it is an object or an array.
  var isJSON: Bool {
    let index = blanks(from: range.lowerBound)
    return index < range.upperBound && (bytes[index] == .openingBrace || bytes[index] == .openingBracket)
  }

  private func blanks(from start: Int) -> Int {
    var index = start
    while index < range.upperBound, [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains(bytes[index]) { index += 1 }
    return index
  }

  /// Where the value that begins behind `start` stands.
  private func value(from start: Int) -> Range<Int>? {
    let begin = blanks(from: start)
    guard begin < range.upperBound, bytes[begin] != .closingBrace, bytes[begin] != .closingBracket else { return nil }
    var walk = ValueWalk()
    let (count, isOver) = walk.take(bytes, from: begin)
    guard isOver || walk.isBare, begin + count <= range.upperBound else { return nil }
    return begin..<(begin + count)
  }
}
