/// One value of a record, still as bytes.
struct JSONValue {
  let record: JSONRecord
  let index: Int

  private var node: JSONRecord.Node { record.nodes[index] }
  var kind: JSONRecord.Kind { node.kind }

  /// The member called `key`; `nil` where there is none or it is null.
  subscript(key: StaticString) -> JSONValue? {
    guard let value = member(key), value.kind != .null else { return nil }
    return value
  }

  /// The member called `key`, null included.
  func member(_ key: StaticString) -> JSONValue? {
    guard node.kind == .object else { return nil }
    let hash = JSONText.hash(key)
    return record.nodes.withUnsafeBufferPointer { nodes in
      var index = self.index + 1
      let end = Int(node.next)
      while index < end {
        if nodes[index].key == hash { return JSONValue(record: record, index: index) }
        index = Int(nodes[index].next)
      }
      return nil
    }
  }

  func has(_ key: StaticString) -> Bool { member(key) != nil }

  /// The members or elements, in order.
  var parts: [JSONValue] {
    guard node.kind == .object || node.kind == .array else { return [] }
    var parts: [JSONValue] = []
    var index = self.index + 1
    while index < Int(node.next) {
      parts.append(JSONValue(record: record, index: index))
      index = Int(record.nodes[index].next)
    }
    return parts
  }

  /// The elements of an array; of anything else none.
  var elements: [JSONValue] { node.kind == .array ? parts : [] }

  /// The member's name, where it is one.
  var key: String {
    JSONText.string(
      record.bytes, .init(start: Int(node.keyStart), end: Int(node.keyEnd), isEscaped: true))
  }

  var keyHash: UInt64 { node.key }

  /// The bytes as they were written, without quotes.
  var raw: ArraySlice<UInt8> { record.bytes[Int(node.start)..<Int(node.end)] }

  /// A string's letters; `nil` for anything else.
  var string: String? {
    switch node.kind {
    case .string: String(decoding: raw, as: UTF8.self)
    case .escapedString: String(decoding: JSONText.unescaped(raw), as: UTF8.self)
    default: nil
    }
  }

  /// Where it stands (RFC 6901), such as `/line_items/0/price`.
  var pointer: String {
    var pointer = ""
    var place = 0
    while place != index {
      var child = place + 1
      var count = 0
      while Int(record.nodes[child].next) <= index, child != index {
        child = Int(record.nodes[child].next)
        count += 1
      }
      let step = JSONValue(record: record, index: child)
      pointer += "/" + (record.nodes[place].kind == .array ? String(count) : JSONText.escaped(step.key))
      place = child
    }
    return pointer
  }
}
