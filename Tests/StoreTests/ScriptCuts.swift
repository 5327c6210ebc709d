import Store

extension Script {
  /// The same file with something terrible in its middle.
  func cut(at end: String.Index, by disaster: String) -> Script {
    let text = text[..<end] + "\nRESET ROLE; \(disaster);\n" + text[end...]
    return Script(name: name, checksum: checksum, text: String(text))
  }
}

extension String {
  /// The places behind each statement's semicolon, outside of dollar quotes.
  var statementEnds: [Index] {
    var isQuoted = false
    var ends: [Index] = []
    var place = startIndex
    for line in split(separator: "\n", omittingEmptySubsequences: false) {
      place = line.endIndex
      if line.components(of: "$$") % 2 == 1 { isQuoted.toggle() }
      if !isQuoted, line.hasSuffix(";"), !line.hasPrefix("--") { ends.append(place) }
    }
    return ends
  }
}

extension Substring {
  fileprivate func components(of mark: String) -> Int {
    split(separator: mark, omittingEmptySubsequences: false).count - 1
  }
}

extension Array {
  /// About `count` of the elements, the first and the last among them.
  func everyFew(of count: Int) -> [Element] {
    guard self.count > count else { return self }
    return (0..<count).map { self[$0 * (self.count - 1) / (count - 1)] }
  }
}
