/// One record's JSON, read once into a flat list of places.
///
/// A value stays bytes until it is asked for, so a ticket's long description costs a walk over it and no more. Keys
/// are known by a hash of their letters; two keys of one object with the same hash are one key twice, and refused.
final class JSONRecord: Sendable {
  enum Kind: UInt8 {
    case object
    case array
    case string
    case escapedString
    case number
    case yes
    case no
    case null
  }

  struct Node {
    var kind: Kind
    var start: Int32
    var end: Int32
    /// The index behind this value and everything in it.
    var next: Int32
    /// The hash of its key, where it is a member.
    var key: UInt64
    var keyStart: Int32
    var keyEnd: Int32
  }

  let bytes: [UInt8]
  let nodes: [Node]

  /// Reads the whole record.
  ///
  /// - Throws: ``RecordRefusal`` with the pointer of the value it happened in.
  init(_ bytes: [UInt8]) throws(RecordRefusal) {
    self.bytes = bytes
    var builder = JSONTreeBuilder(bytes)
    do {
      try builder.read()
    } catch {
      throw RecordRefusal(
        .json(error.kind), at: builder.pointer, "\(error) (byte \(error.offset) of the record)")
    }
    nodes = builder.nodes
  }

  var root: JSONValue { JSONValue(record: self, index: 0) }
}

/// Turns tokens into the list of places.
private struct JSONTreeBuilder {
  var nodes: [JSONRecord.Node] = []
  private let bytes: [UInt8]
  private var tokenizer: JSONTokenizer
  /// The containers that are open, innermost last.
  private var open: [Int] = []
  private var key: JSONTokenizer.Place?
  private var hash: UInt64 = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    tokenizer = JSONTokenizer(bytes)
    nodes.reserveCapacity(bytes.count / 16 + 8)
  }

  mutating func read() throws(JSONProblem) {
    while let token = try tokenizer.next() {
      switch token {
      case .beginObject: push(.object)
      case .beginArray: push(.array)
      case .endObject:
        try refuseRepeatedKeys()
        pop()
      case .endArray: pop()
      case .key(let place):
        key = place
        hash = JSONText.hash(bytes, place)
      case .string(let place): append(place.isEscaped ? .escapedString : .string, place)
      case .number(let place): append(.number, place)
      case .bool(let flag): append(flag ? .yes : .no, nil)
      case .null: append(.null, nil)
      }
    }
  }

  private mutating func append(_ kind: JSONRecord.Kind, _ place: JSONTokenizer.Place?) {
    nodes.append(
      JSONRecord.Node(
        kind: kind, start: Int32(place?.start ?? 0), end: Int32(place?.end ?? 0), next: Int32(nodes.count + 1),
        key: key == nil ? 0 : hash, keyStart: Int32(key?.start ?? 0), keyEnd: Int32(key?.end ?? 0)))
    key = nil
  }

  private mutating func push(_ kind: JSONRecord.Kind) {
    open.append(nodes.count)
    append(kind, nil)
  }

  private mutating func pop() {
    let index = open.removeLast()
    nodes[index].next = Int32(nodes.count)
  }

  private func refuseRepeatedKeys() throws(JSONProblem) {
    guard let object = open.last else { return }
    var keys: [UInt64] = []
    var index = object + 1
    while index < nodes.count {
      keys.append(nodes[index].key)
      index = Int(nodes[index].next)
    }
    guard keys.count > 1 else { return }
    keys.sort()
    for (one, other) in zip(keys, keys.dropFirst()) where one == other {
      throw JSONProblem(kind: .repeatedKey, offset: tokenizer.offset)
    }
  }

  /// The way to the container that is being read.
  var pointer: String {
    var pointer = ""
    for index in open.dropFirst() { pointer += "/" + step(to: index) }
    if let key { pointer += "/" + JSONText.escaped(JSONText.string(bytes, key)) }
    return pointer
  }

  private func step(to index: Int) -> String {
    let node = nodes[index]
    guard node.keyEnd > node.keyStart || node.key != 0 else {
      let place = open.firstIndex(of: index).map { open[$0 - 1] } ?? 0
      var count = 0
      var next = place + 1
      while next < index {
        count += 1
        next = Int(nodes[next].next) > next ? Int(nodes[next].next) : index
      }
      return String(count)
    }
    return JSONText.escaped(
      JSONText.string(bytes, .init(start: Int(node.keyStart), end: Int(node.keyEnd), isEscaped: true)))
  }
}

/// Text as JSON writes it.
enum JSONText {
  /// The letters between two quotes, escapes undone; the tokenizer has checked them.
  static func string(_ bytes: [UInt8], _ place: JSONTokenizer.Place) -> String {
    let raw = bytes[place.start..<place.end]
    return String(decoding: place.isEscaped ? unescaped(raw)[...] : raw, as: UTF8.self)
  }

  static func unescaped(_ raw: ArraySlice<UInt8>) -> [UInt8] {
    var letters: [UInt8] = []
    letters.reserveCapacity(raw.count)
    var index = raw.startIndex
    while index < raw.endIndex {
      guard raw[index] == .backslash else {
        letters.append(raw[index])
        index += 1
        continue
      }
      index += 2
      switch raw[index - 1] {
      case UInt8(ascii: "b"): letters.append(0x08)
      case UInt8(ascii: "f"): letters.append(0x0C)
      case UInt8(ascii: "n"): letters.append(0x0A)
      case UInt8(ascii: "r"): letters.append(0x0D)
      case UInt8(ascii: "t"): letters.append(0x09)
      case UInt8(ascii: "u"): letters += UTF8.encode(scalar(raw, &index)) ?? UTF8.encodedReplacementCharacter
      case let plain: letters.append(plain)
      }
    }
    return letters
  }

  private static func scalar(_ raw: ArraySlice<UInt8>, _ index: inout Int) -> Unicode.Scalar {
    func unit() -> UInt32 {
      defer { index += 4 }
      return raw[index..<min(index + 4, raw.endIndex)].reduce(0) { $0 << 4 | UInt32($1.hexDigit ?? 0) }
    }
    let high = unit()
    guard high & 0xFC00 == 0xD800, index + 6 <= raw.endIndex else { return Unicode.Scalar(high) ?? "\u{FFFD}" }
    index += 2
    return Unicode.Scalar(0x10000 + (high & 0x3FF) << 10 + unit() & 0x3FF) ?? "\u{FFFD}"
  }

  /// A hash of a key's letters (FNV-1a, 64 bits): as they are meant, not as they are escaped.
  static func hash(_ bytes: [UInt8], _ place: JSONTokenizer.Place) -> UInt64 {
    let raw = bytes[place.start..<place.end]
    return place.isEscaped ? hash(unescaped(raw)) : hash(raw)
  }

  static func hash(_ letters: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for letter in letters { hash = (hash ^ UInt64(letter)) &* 0x100_0000_01B3 }
    return hash
  }

  static func hash(_ key: StaticString) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in 0..<key.utf8CodeUnitCount { hash = (hash ^ UInt64(key.utf8Start[index])) &* 0x100_0000_01B3 }
    return hash
  }

  /// A key as a step of a pointer (RFC 6901).
  static func escaped(_ key: String) -> String {
    Visible.text(key.replacing("~", with: "~0").replacing("/", with: "~1"))
  }
}
