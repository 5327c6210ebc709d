/// Finds the records in a stream of JSON: lines, elements of one long array, or what pages wrap around them.
///
/// Only the record at hand is held. An object that names a stream before it names itself (`{"tickets": [ … ]}`) is a
/// page: it is walked through, and the elements of its arrays are the records. Any other object is a record.
struct RecordSplitter<Source: ByteSource> {
  /// What came next.
  enum Part {
    case record(RecordText)
    case broken(RefusedRecord)
  }

  /// An open array of records and the name it stands under, or an open page.
  private enum Frame {
    case array(String)
    case page
  }

  /// The largest record that is taken, and how deep pages may lie in pages.
  private static var limit: Int { 16 << 20 }
  private static var deepest: Int { 32 }

  private var window: ByteWindow<Source>
  private let words: PageWords
  private var frames: [Frame] = []
  /// Those of each frame.
  private var commas: [Commas] = []
  private var number = 0
  /// Whether every record so far stood on a line of its own, as in NDJSON; nil before the first.
  private var isByLine: Bool?
  private var isOver = false
  /// The record at hand, where it is larger than may be held and is only walked over.
  private var oversized: RefusedRecord?

  init(_ source: Source, words: PageWords) {
    window = ByteWindow(source)
    self.words = words
  }

  /// How many bytes have been walked over.
  var offset: Int { window.offsetOfCursor }

  /// The next record, or why there is none where one should be; `nil` at the end.
  mutating func next() throws(CSVError.Problem) -> Part? {
    if number == 0, offset == 0 { try skipMark() }
    do throws(Stop) {
      while !isOver { if let record = try step() { return .record(record) } }
      return nil
    } catch {
      switch error {
      case .broken(let refusal): return .broken(try recover(from: refusal))
      case .passed(let refused):
        number = refused.number
        window.remark()
        return .broken(refused)
      case .unreadable(let problem): throw problem
      }
    }
  }

  /// Why a walk ended.
  private enum Stop: Error {
    case broken(RecordRefusal)
    /// The record is refused, and the place behind it is known.
    case passed(RefusedRecord)
    case unreadable(CSVError.Problem)

    static func json(_ problem: String) -> Stop { .broken(RecordRefusal(.badJSON, problem)) }
    static var truncated: Stop { .broken(RecordRefusal(.truncated, "the file ends inside a record")) }
  }
}

/// The names that tell pages from records.
struct PageWords: Sendable {
  /// Members of a page that hold records, such as `tickets`, or lead to them, such as `data`.
  var pages: Set<String>
  /// Members that only a record has, such as `id`.
  var identities: Set<String>
}

/// One record's bytes, and where they stand.
struct RecordText: Sendable {
  let bytes: [UInt8]
  /// Which record of the file it is, from 1.
  let number: Int
  let line: Int
  let offset: Int
  /// The name it stands under, such as `tickets`; empty where there is none.
  let stream: String
}

// MARK: - Pages and records

extension RecordSplitter {
  /// Steps over a byte order mark.
  private mutating func skipMark() throws(CSVError.Problem) {
    guard try window.peek() == 0xEF else { return }
    while window.buffer.count < 3, try window.refill() {}
    if window.buffer.starts(with: [0xEF, 0xBB, 0xBF]) { window.advance(3) }
  }

  /// One step towards a record.
  private mutating func step() throws(Stop) -> RecordText? {
    let byte = try skipBlanks()
    window.remark()
    guard let byte else {
      isOver = true
      if !frames.isEmpty { throw .truncated }
      return nil
    }
    if !frames.isEmpty, let problem = commas[frames.count - 1].refusal(of: byte) { throw .json(problem) }
    switch (frames.last, byte) {
    case (.array, .comma), (.page, .comma): window.advance()
    case (.array, .closingBracket), (.page, .closingBrace):
      window.advance()
      frames.removeLast()
      commas.removeLast()
    case (.page, .quote): return try member()
    case (.page, _): throw .json("a page goes on with what is no name")
    case (nil, .openingBracket): try enter(.array(""))
    case (nil, .openingBrace): return try object(in: "")
    case (.array(let stream), .openingBrace): return try object(in: stream)
    case (.array(let stream), _):
      try skipValue()
      return try record(in: stream)
    case (nil, _): throw .json("neither an object nor an array")
    }
    return nil
  }

  /// A member of a page: records, a page inside the page, or something about the page.
  private mutating func member() throws(Stop) -> RecordText? {
    let name = try name()
    let opening = try valueOpening()
    window.remark()
    if words.pages.contains(name), opening == .openingBracket {
      try enter(.array(name))
    } else if words.pages.contains(name), opening == .openingBrace {
      return try object(in: name)
    } else {
      try skipValue(isKept: false)
    }
    return nil
  }

  /// An object: a page as soon as it names a stream, a record as soon as it names itself.
  private mutating func object(in stream: String) throws(Stop) -> RecordText? {
    window.advance()
    var commas = Commas()
    var misplaced: String?
    while let byte = try skipBlanks() {
      if let problem = commas.refusal(of: byte) { misplaced = misplaced ?? problem }
      if byte == .comma || byte == .closingBrace { window.advance() }
      if byte == .comma { continue }
      if byte == .closingBrace { return try record(in: stream) }
      guard byte == .quote else { throw .json("an object goes on with what is no name") }
      let name = try name()
      let opening = try valueOpening()
      if words.identities.contains(name) {
        try walk(ValueWalk(depth: 1))
        return try record(in: stream)
      }
      if words.pages.contains(name), opening == .openingBracket || opening == .openingBrace {
        // The comma of a record is the tokenizer's affair, which refuses that record alone.
        if let misplaced { throw .json(misplaced) }
        try push(.page, commas)
        window.remark()
        if opening == .openingBrace { return try object(in: name) }
        try enter(.array(name))
        return nil
      }
      try skipValue()
    }
    throw .truncated
  }

  private mutating func push(_ frame: Frame, _ commas: Commas = Commas()) throws(Stop) {
    guard frames.count < Self.deepest else { throw .broken(RecordRefusal(.tooDeep, "pages inside pages")) }
    frames.append(frame)
    self.commas.append(commas)
  }

  private mutating func enter(_ frame: Frame) throws(Stop) {
    try push(frame)
    window.advance()
  }

  private mutating func record(in stream: String) throws(Stop) -> RecordText {
    if let refused = oversized {
      oversized = nil
      throw .passed(refused)
    }
    number += 1
    if frames.isEmpty { isByLine = isByLine ?? true && !window.spansLines }
    return RecordText(
      bytes: Array(window.kept), number: number, line: window.line, offset: window.offset, stream: stream)
  }

  /// Goes on at the next line where each record stands on its own; elsewhere nothing behind is certain.
  private mutating func recover(from refusal: RecordRefusal) throws(CSVError.Problem) -> RefusedRecord {
    number += 1
    let refused = RefusedRecord(
      number: number, line: window.line, offset: window.offset, refusal: refusal,
      excerpt: Excerpt.masked(window.kept))
    guard frames.isEmpty, isByLine != false, !isOver else {
      isOver = true
      return refused
    }
    while let byte = try window.peek(), byte != .lineFeed { window.advance() }
    window.remark()
    return refused
  }
}

// MARK: - Walking

extension RecordSplitter {
  private mutating func peek() throws(Stop) -> UInt8? {
    do { return try window.peek() } catch { throw .unreadable(error) }
  }

  private mutating func skipBlanks() throws(Stop) -> UInt8? {
    while let byte = try peek() {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: window.advance()
      default: return byte
      }
    }
    return nil
  }

  /// A member's name, as it is written: the names looked for need no escapes.
  private mutating func name() throws(Stop) -> String {
    let start = window.length + 1
    try walk(ValueWalk())
    // Of a record that is walked over nothing is kept, and nothing is asked.
    guard oversized == nil else { return "" }
    return String(decoding: window.kept(start..<(window.length - 1)), as: UTF8.self)
  }

  /// The first byte of a member's value.
  private mutating func valueOpening() throws(Stop) -> UInt8 {
    guard let colon = try skipBlanks() else { throw .truncated }
    guard colon == .colon else { throw .json("a name without a colon behind it") }
    window.advance()
    guard let byte = try skipBlanks() else { throw .truncated }
    return byte
  }

  /// Steps over a value; one that is not kept may be of any size.
  private mutating func skipValue(isKept: Bool = true) throws(Stop) {
    try walk(ValueWalk(), isKept: isKept)
  }

  private mutating func walk(_ start: ValueWalk, isKept: Bool = true) throws(Stop) {
    var walk = start
    while true {
      let (count, isComplete) = walk.take(window.buffer, from: window.cursor)
      window.advance(count)
      if !isComplete, walk.isBroken { throw .json("a line ends inside a string") }
      if frames.isEmpty, isByLine == true, walk.spansLines { throw lineEnd() }
      if isKept { try weigh() }
      if isComplete { break }
      if !isKept || oversized != nil { window.remark() }
      guard try refill() else {
        // A number or word at the very end has no byte behind it.
        if walk.isBare { break }
        isOver = true
        throw .truncated
      }
    }
    guard frames.isEmpty, isByLine == true, walk.spansLines else { return }
    throw lineEnd()
  }

  /// What is larger than may be held is walked over inside an array or a page, where its end is known by its brackets;
  /// a line by itself is over at its end.
  private mutating func weigh() throws(Stop) {
    guard oversized == nil, window.length > Self.limit else { return }
    let refusal = RecordRefusal(.tooLarge, "more than \(Self.limit) bytes")
    guard !frames.isEmpty else { throw .broken(refusal) }
    oversized = RefusedRecord(
      number: number + 1, line: window.line, offset: window.offset, refusal: refusal,
      excerpt: Excerpt.masked(window.kept))
  }

  /// A record of NDJSON that goes on over its line's end: it was cut off, and the next line is another.
  private mutating func lineEnd() -> Stop {
    window.rewindToLineEnd()
    return .broken(RecordRefusal(.truncated, "the line ends inside a record"))
  }

  private mutating func refill() throws(Stop) -> Bool {
    do { return try window.refill() } catch { throw .unreadable(error) }
  }
}
