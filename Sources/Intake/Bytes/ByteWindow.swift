/// A moving window over bytes that come in chunks: from a mark that is kept to the byte looked at, and on.
struct ByteWindow<Source: ByteSource> {
  private var source: Source
  /// The bytes at hand.
  private(set) var buffer: [UInt8] = []
  /// The first byte that is kept, and the one looked at; both count within the buffer.
  private var mark = 0
  private(set) var cursor = 0
  /// The buffer's place in the file, and the line on which the mark stands.
  private var start = 0
  private var lineOfMark = 1
  private var isDrained = false

  init(_ source: Source) {
    self.source = source
  }

  /// The byte looked at; `nil` at the end.
  mutating func peek() throws(CSVError.Problem) -> UInt8? {
    if cursor == buffer.count, try !refill() { return nil }
    return buffer[cursor]
  }

  mutating func advance(_ count: Int = 1) { cursor += count }

  /// Forgets what lies before the byte looked at.
  mutating func remark() {
    lineOfMark += lineFeeds(from: mark, to: cursor)
    mark = cursor
  }

  /// How many bytes lie between the mark and the byte looked at.
  var length: Int { cursor - mark }

  /// The bytes from the mark to the byte looked at.
  var kept: ArraySlice<UInt8> { buffer[mark..<cursor] }

  /// Bytes counted from the mark.
  func kept(_ range: Range<Int>) -> ArraySlice<UInt8> { buffer[(mark + range.lowerBound)..<(mark + range.upperBound)] }

  /// The mark's place in the file, and its line.
  var offset: Int { start + mark }
  var line: Int { lineOfMark }
  /// The place of the byte looked at.
  var offsetOfCursor: Int { start + cursor }

  /// Whether a line ends between the mark and the byte looked at.
  var spansLines: Bool { lineFeeds(from: mark, to: cursor) > 0 }

  /// Looks again at the first line's end behind the mark.
  mutating func rewindToLineEnd() {
    if let place = buffer[mark..<cursor].firstIndex(of: .lineFeed) { cursor = place }
  }

  /// Takes a chunk behind those at hand; false at the end.
  mutating func refill() throws(CSVError.Problem) -> Bool {
    guard !isDrained else { return false }
    if mark > 0 {
      buffer.removeSubrange(..<mark)
      start += mark
      cursor -= mark
      mark = 0
    }
    let chunk = try source.next()
    isDrained = chunk.isEmpty
    buffer += chunk
    return !isDrained
  }

  private func lineFeeds(from start: Int, to end: Int) -> Int {
    buffer.withUnsafeBufferPointer { bytes in
      var count = 0
      for index in start..<end where bytes[index] == .lineFeed { count += 1 }
      return count
    }
  }
}
