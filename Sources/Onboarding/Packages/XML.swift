internal import CLibXML2

/// A small XML document as a tree, read by libxml2 with everything dangerous off.
///
/// No network, no external file, no document type (so no entities but XML's own five), and an end to everything: bytes,
/// depth, elements and attributes.
enum XML {
  static let largestDocument = 16 << 20
  static let deepest = 64
  static let mostElements = 200_000
  static let mostAttributes = 64

  /// An element with what is in it.
  final class Element {
    let name: String
    let namespace: String
    let attributes: [Attribute]
    let line: Int
    fileprivate(set) var children: [Element] = []
    /// The text directly inside it, without the blanks around it.
    fileprivate(set) var text = ""

    fileprivate init(name: String, namespace: String, attributes: [Attribute], line: Int) {
      self.name = name
      self.namespace = namespace
      self.attributes = attributes
      self.line = line
    }

    /// The value of an attribute by its local name; blanks around it do not count.
    subscript(name: String) -> String? { attributes.first { $0.name == name }?.value.trimmed }

    func first(_ name: String) -> Element? { children.first { $0.name == name } }
    func all(_ name: String) -> [Element] { children.filter { $0.name == name } }
  }

  struct Attribute {
    let name: String
    let namespace: String
    let value: String
  }

  /// Reads a document.
  static func read(_ bytes: [UInt8]) throws(PackageRefusal) -> Element {
    guard bytes.count <= largestDocument else {
      throw PackageRefusal("the XML is larger than \(largestDocument >> 20) MB")
    }
    guard !bytes.isEmpty else { throw PackageRefusal("the XML is empty") }
    let options = Int32(
      XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue | XML_PARSE_NOCDATA.rawValue)
    let result: Result<Element, PackageRefusal> = bytes.withUnsafeBytes { buffer in
      let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      guard let reader = xmlReaderForMemory(start, Int32(buffer.count), nil, nil, options) else {
        return .failure(PackageRefusal("the XML cannot be read"))
      }
      defer { xmlFreeTextReader(reader) }
      return Result { () throws(PackageRefusal) in try Tree(reader: reader).read() }
    }
    return try result.get()
  }
}

/// Builds the tree node by node.
private struct Tree {
  let reader: xmlTextReaderPtr
  var open: [XML.Element] = []
  var root: XML.Element?
  var elements = 0

  private var line: Int { Int(xmlTextReaderGetParserLineNumber(reader)) }

  init(reader: xmlTextReaderPtr) {
    self.reader = reader
  }

  consuming func read() throws(PackageRefusal) -> XML.Element {
    while true {
      let answer = xmlTextReaderRead(reader)
      if answer == 0 { break }
      guard answer == 1 else { throw malformed }
      try take(xmlReaderTypes(UInt32(bitPattern: xmlTextReaderNodeType(reader))))
    }
    guard let root else { throw malformed }
    return root
  }

  private mutating func take(_ type: xmlReaderTypes) throws(PackageRefusal) {
    switch type {
    case XML_READER_TYPE_DOCUMENT_TYPE, XML_READER_TYPE_ENTITY_REFERENCE, XML_READER_TYPE_ENTITY:
      throw PackageRefusal("a document type or an entity, which could bring in anything, is not taken", line: line)
    case XML_READER_TYPE_ELEMENT: try begin()
    case XML_READER_TYPE_END_ELEMENT: end()
    case XML_READER_TYPE_TEXT, XML_READER_TYPE_CDATA: open.last?.text += string(xmlTextReaderConstValue(reader))
    default: break
    }
  }

  private mutating func begin() throws(PackageRefusal) {
    elements += 1
    guard elements <= XML.mostElements else { throw PackageRefusal("more than \(XML.mostElements) elements") }
    guard open.count < XML.deepest else {
      throw PackageRefusal("elements nested deeper than \(XML.deepest)", line: line)
    }
    let isEmpty = xmlTextReaderIsEmptyElement(reader) == 1
    let element = XML.Element(
      name: string(xmlTextReaderConstLocalName(reader)), namespace: string(xmlTextReaderConstNamespaceUri(reader)),
      attributes: try attributes(), line: line)
    if let parent = open.last { parent.children.append(element) } else { root = element }
    open.append(element)
    if isEmpty { end() }
  }

  private mutating func end() {
    guard let element = open.popLast() else { return }
    element.text = element.text.trimmed
  }

  private func attributes() throws(PackageRefusal) -> [XML.Attribute] {
    let count = xmlTextReaderAttributeCount(reader)
    guard count <= XML.mostAttributes else {
      throw PackageRefusal("an element with more than \(XML.mostAttributes) attributes", line: line)
    }
    var attributes: [XML.Attribute] = []
    while xmlTextReaderMoveToNextAttribute(reader) == 1 {
      attributes.append(
        XML.Attribute(
          name: string(xmlTextReaderConstLocalName(reader)), namespace: string(xmlTextReaderConstNamespaceUri(reader)),
          value: string(xmlTextReaderConstValue(reader))))
    }
    xmlTextReaderMoveToElement(reader)
    return attributes
  }

  private func string(_ text: UnsafePointer<xmlChar>?) -> String {
    text.map { String(cString: $0) } ?? ""
  }

  /// What libxml2 says is wrong, in its own words.
  private var malformed: PackageRefusal {
    guard let error = xmlGetLastError(), let message = error.pointee.message else {
      return PackageRefusal("the XML is not well-formed")
    }
    return PackageRefusal(
      "the XML is not well-formed: \(String(cString: message).trimmed)", line: Int(error.pointee.line))
  }
}
