/// A strict, streaming reader of CSV (RFC 4180).
///
/// Bytes come in, records go out, and only the record at hand is held, whatever the file's size. The reader
/// accepts what is certain (UTF-8, an optional byte order mark, LF and CRLF even mixed, line ends inside
/// quotes, a last line without an end, lines without any byte between records) and refuses what would have to
/// be guessed (other encodings, quotes out of place, NUL) by naming the line, the column and the byte.
///
/// ```swift
/// var reader = CSVReader(try InputFile("orders.csv").bytes())
/// while let record = try reader.next() { … }
/// ```
public struct CSVReader<Source: ByteSource>: ~Copyable {
  private var source: Source
  private let limits: CSVLimits
  private let delimiter: UInt8

  /// Bytes not yet given out; the record at hand begins at `start`.
  private var buffer: [UInt8] = []
  private var start = 0
  /// Where the record at hand begins in the file.
  private var position = FilePosition(line: 1, column: 1, offset: 0)
  /// How many values the record before had.
  private var width = 0
  private var isOpened = false
  private var isDrained = false

  public init(_ source: Source, delimiter: CSVDelimiter = .comma, limits: CSVLimits = CSVLimits()) {
    self.source = source
    self.delimiter = delimiter.byte
    self.limits = limits
  }

  /// The next record; `nil` after the last.
  ///
  /// - Throws: ``CSVError``, after which the reader must not be asked again.
  public mutating func next() throws(CSVError) -> CSVRecord? {
    if !isOpened { try open() }
    while true {
      guard let record = try scan() else { return nil }
      if !record.bytes.isEmpty { return record }
    }
  }

  /// How many bytes of the file have been given out as records.
  public var bytesRead: Int { position.offset }
}

extension CSVReader {
  /// Steps over a byte order mark; knows UTF-16 by its own mark or by its NULs, and what is packed by its first bytes.
  private mutating func open() throws(CSVError) {
    isOpened = true
    while buffer.count < 4, try refill() {}
    let head = buffer.prefix(4)
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { throw error(.utf16, at: 0) }
    if head.count >= 2, head[0] == 0 || head[1] == 0, head[0] != head[1] { throw error(.utf16, at: 0) }
    if head.starts(with: [0x1F, 0x8B]) { throw error(.packed, at: 0) }
    if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      throw error(.workbook, at: 0)
    }
    if head.starts(with: [0xEF, 0xBB, 0xBF]) {
      start = 3
      position.offset = 3
    }
    if start == buffer.count { throw error(.empty, at: start) }
  }

  /// Takes more bytes behind those at hand; false at the end of the file.
  private mutating func refill() throws(CSVError) -> Bool {
    guard !isDrained else { return false }
    if start > 0 {
      buffer.removeSubrange(..<start)
      start = 0
    }
    guard buffer.count <= limits.row else { throw error(.rowTooLong(limit: limits.row), at: 0) }
    let chunk: [UInt8]
    do { chunk = try source.next() } catch { throw CSVError(error, at: position) }
    isDrained = chunk.isEmpty
    buffer += chunk
    guard position.offset + buffer.count <= limits.file else {
      throw error(.fileTooLong(limit: limits.file), at: 0)
    }
    return !isDrained
  }

  /// The record that begins at `start`, or `nil` at the end of the file.
  private mutating func scan() throws(CSVError) -> CSVRecord? {
    var scan = CSVScan(delimiter: delimiter, width: width)
    while !scan.isComplete {
      if start + scan.length == buffer.count, try !refill() { break }
      do { try scan.take(buffer[(start + scan.length)...], limits: limits) } catch {
        throw self.error(error, at: start + scan.culprit)
      }
    }
    guard scan.length > 0 else { return nil }
    do { try scan.finish(limits: limits) } catch { throw self.error(error, at: start + scan.culprit) }
    return try handOut(scan)
  }

  /// Copies the scanned record out of the buffer and moves on to the next.
  private mutating func handOut(_ scan: CSVScan) throws(CSVError) -> CSVRecord {
    let record = CSVRecord(
      bytes: Array(buffer[start..<(start + scan.contentLength)]), position: position, extents: scan.extents)
    if scan.hasNonASCII {
      do { _ = try UTF8Span(validating: record.bytes.span) } catch {
        throw self.error(.notUTF8, at: start + error.byteOffsets.lowerBound)
      }
    }
    start += scan.length
    width = scan.extents.count
    position.offset += scan.length
    position.line += scan.lineFeeds
    return record
  }

  /// The problem, at a place in the buffer.
  private func error(_ problem: CSVError.Problem, at index: Int) -> CSVError {
    CSVError(problem, at: position.advanced(over: buffer[start..<max(start, index)]))
  }
}

/// How much a file may ask of the reader: more is a mistake, such as a quote left open.
public struct CSVLimits: Sendable {
  public var value = 64 * 1024
  public var row = 1024 * 1024
  public var columns = 200
  public var file = 1024 * 1024 * 1024

  public init() {}
}

/// What stands between two values: never guessed, only told.
public enum CSVDelimiter: String, Sendable, CaseIterable {
  case comma
  case semicolon
  case tab

  /// The character itself.
  public var text: String {
    switch self {
    case .comma: ","
    case .semicolon: ";"
    case .tab: "\t"
    }
  }

  var byte: UInt8 {
    switch self {
    case .comma: UInt8(ascii: ",")
    case .semicolon: UInt8(ascii: ";")
    case .tab: UInt8(ascii: "\t")
    }
  }
}
