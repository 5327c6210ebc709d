extension JobText {
  /// What became of one section between two versions.
  public struct Change: Codable, Sendable, Hashable {
    public let part: String
    /// Lines that are gone.
    public let removed: [String]
    /// Lines that are new.
    public let added: [String]

    public init(part: String, removed: [String], added: [String]) {
      self.part = part
      self.removed = removed
      self.added = added
    }
  }

  /// The parts in which another version differs, line by line.
  public func changes(to other: JobText) -> [Change] {
    zip(parts, other.parts).compactMap { before, after in
      guard before.text != after.text else { return nil }
      let lines = { (text: String) in text.split(separator: "\n").map(String.init).filter { !$0.isEmpty } }
      let difference = lines(after.text).difference(from: lines(before.text))
      var (removed, added) = ([String](), [String]())
      for change in difference {
        switch change {
        case .remove(_, let line, _): removed.append(line)
        case .insert(_, let line, _): added.append(line)
        }
      }
      return Change(part: before.name, removed: removed, added: added)
    }
  }
}
