extension JSONValue {
  /// The value as JSON.
  ///
  /// - Throws: What the value's own `encode(to:)` throws.
  public init(encoding value: some Encodable) throws {
    let encoder = ValueEncoder(codingPath: [])
    try value.encode(to: encoder)
    self = encoder.slot.value
  }
}

extension JSONValue: Encodable {
  /// A JSON value encodes as itself, so that one may stand inside an encodable type.
  public func encode(to encoder: any Encoder) throws {
    guard let encoder = encoder as? ValueEncoder else {
      var container = encoder.singleValueContainer()
      return try container.encode(compact)
    }
    encoder.slot.put(self)
  }
}

/// A place in the text that is being built; containers fill it while the value is walked.
final class Slot {
  private enum Shape {
    case leaf(JSONValue)
    case list
    case object
  }

  private var shape = Shape.leaf(.null)
  private var names: [String] = []
  private var slots: [Slot] = []

  var value: JSONValue {
    switch shape {
    case .leaf(let value): value
    case .list: .array(slots.map(\.value))
    case .object: .object(zip(names, slots).map { JSONValue.Member($0, $1.value) })
    }
  }

  func put(_ value: JSONValue) { shape = .leaf(value) }

  func becomeList() { shape = .list }

  func becomeObject() { shape = .object }

  func append() -> Slot {
    let slot = Slot()
    slots.append(slot)
    return slot
  }

  func member(_ key: any CodingKey) -> Slot {
    names.append(JSONDocument.snakeCase(key.stringValue))
    return append()
  }
}

/// Walks an encodable value and fills a slot.
struct ValueEncoder: Encoder {
  let slot: Slot
  let codingPath: [any CodingKey]
  let userInfo: [CodingUserInfoKey: Any] = [:]

  init(slot: Slot = Slot(), codingPath: [any CodingKey]) {
    self.slot = slot
    self.codingPath = codingPath
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    slot.becomeObject()
    return KeyedEncodingContainer(MemberContainer(slot: slot, codingPath: codingPath))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    slot.becomeList()
    return ListContainer(slot: slot, codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    LeafContainer(slot: slot, codingPath: codingPath)
  }

  /// Fills the slot with any encodable value; whole numbers, words and flags go straight in.
  static func fill(_ slot: Slot, with value: some Encodable, codingPath: [any CodingKey]) throws {
    switch value {
    case let flag as Bool: slot.put(.bool(flag))
    case let string as String: slot.put(.string(string))
    case let number as Double: slot.put(.number(number))
    case let number as Float: slot.put(.number(Double("\(number)") ?? Double(number)))
    case let number as any BinaryInteger: slot.put(whole(number))
    default: try value.encode(to: ValueEncoder(slot: slot, codingPath: codingPath))
    }
  }

  private static func whole(_ number: any BinaryInteger) -> JSONValue {
    Int64(exactly: number).map(JSONValue.integer) ?? .string(number.description)
  }
}
