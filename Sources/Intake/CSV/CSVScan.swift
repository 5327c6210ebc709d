/// The walk over one record's bytes: finds where values begin and end, and where the record does.
///
/// A state machine with one decision a byte, so that a chunk may end anywhere, even between a quote and its
/// double. Offsets count from the record's first byte.
struct CSVScan {
  private enum State {
    case valueStart
    case unquoted
    case quoted
    /// After a quote inside quotes: its double follows, or the value has ended.
    case quoteSeen
    case carriageReturn
  }

  private let delimiter: UInt8
  private var state = State.valueStart
  private var valueStart = 0
  private var isEscaped = false

  /// The values found so far.
  private(set) var extents: [CSVRecord.Extent] = []
  /// How many bytes have been walked over, the line's end included.
  private(set) var length = 0
  /// How many bytes the record has without the line's end.
  private(set) var contentLength = 0
  private(set) var lineFeeds = 0
  private(set) var hasNonASCII = false
  private(set) var isComplete = false
  /// The byte a thrown problem is about.
  private(set) var culprit = 0

  /// - Parameter width: How many values are to be expected.
  init(delimiter: UInt8, width: Int) {
    self.delimiter = delimiter
    extents.reserveCapacity(width)
  }

  /// Walks over `bytes` until the record ends or they do.
  mutating func take(_ bytes: ArraySlice<UInt8>, limits: CSVLimits) throws(CSVError.Problem) {
    for byte in bytes {
      try step(byte, limits: limits)
      length += 1
      if isComplete { return }
    }
  }

  /// Ends a record that the file's end cut off before its line's end.
  mutating func finish(limits: CSVLimits) throws(CSVError.Problem) {
    guard !isComplete else { return }
    switch state {
    case .quoted: throw problem(.unclosedQuote, at: valueStart - 1)
    case .carriageReturn: throw problem(.loneCarriageReturn, at: length - 1)
    case .valueStart, .unquoted, .quoteSeen:
      contentLength = length
      try endValue(at: state == .quoteSeen ? length - 1 : length, limits: limits)
    }
  }

  private mutating func step(_ byte: UInt8, limits: CSVLimits) throws(CSVError.Problem) {
    if byte == 0 { throw problem(.nul, at: length) }
    if byte >= 0x80 { hasNonASCII = true }
    switch state {
    case .quoted: stepInQuotes(byte)
    case .valueStart where byte == .quote:
      state = .quoted
      valueStart = length + 1
    case .unquoted where byte == .quote: throw problem(.quoteInsideValue, at: length)
    case .quoteSeen where byte == .quote:
      state = .quoted
      isEscaped = true
    case .carriageReturn where byte != .lineFeed: throw problem(.loneCarriageReturn, at: length - 1)
    case .valueStart, .unquoted, .quoteSeen, .carriageReturn: try stepOutside(byte, limits: limits)
    }
  }

  private mutating func stepInQuotes(_ byte: UInt8) {
    if byte == .quote {
      state = .quoteSeen
    } else if byte == .lineFeed {
      lineFeeds += 1
    }
  }

  private mutating func stepOutside(_ byte: UInt8, limits: CSVLimits) throws(CSVError.Problem) {
    switch byte {
    case delimiter:
      try endValue(at: state == .quoteSeen ? length - 1 : length, limits: limits)
      valueStart = length + 1
      state = .valueStart
    case .carriageReturn:
      contentLength = length
      try endValue(at: state == .quoteSeen ? length - 1 : length, limits: limits)
      state = .carriageReturn
    case .lineFeed:
      if state != .carriageReturn {
        contentLength = length
        try endValue(at: state == .quoteSeen ? length - 1 : length, limits: limits)
      }
      lineFeeds += 1
      isComplete = true
    default:
      if state == .quoteSeen { throw problem(.textAfterQuote, at: length) }
      state = .unquoted
    }
  }

  private mutating func endValue(at end: Int, limits: CSVLimits) throws(CSVError.Problem) {
    guard end - valueStart <= limits.value else { throw problem(.valueTooLong(limit: limits.value), at: valueStart) }
    guard extents.count < limits.columns else { throw problem(.tooManyColumns(limit: limits.columns), at: valueStart) }
    guard length <= limits.row else { throw problem(.rowTooLong(limit: limits.row), at: 0) }
    extents.append(.init(start: valueStart, end: end, isQuoted: state == .quoteSeen, isEscaped: isEscaped))
    isEscaped = false
  }

  private mutating func problem(_ problem: CSVError.Problem, at index: Int) -> CSVError.Problem {
    culprit = index
    return problem
  }
}
