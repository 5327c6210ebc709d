import Planning

/// A public format of roster instances: a problem for the optimiser, and its answer as the checker reads it.
protocol RosterFormat: Sendable {
  init(text: String) throws
  var problem: TourProblem { get }
  func csv(_ result: TourSearch.Result) -> String
}

/// The lines of an instance file by section, comments left out.
struct RosterSections {
  private var sections: [String: [String]] = [:]

  /// A line that the format does not allow.
  struct Refusal: Error, CustomStringConvertible {
    let section: String
    let line: String
    var description: String { "\(section) has a line that cannot be read: \(line)" }
  }

  init(_ text: String) {
    var current = ""
    for raw in text.split(whereSeparator: \.isNewline) {
      let line = Self.trim(raw)
      if line.isEmpty || line.hasPrefix("#") { continue }
      if line.hasPrefix("SECTION_") { current = line } else { sections[current, default: []].append(line) }
    }
  }

  func lines(_ section: String) -> [String] { sections[section] ?? [] }

  /// The fields of each line of a section, at least so many.
  func fields(_ section: String, _ count: Int) throws -> [[String]] {
    try lines(section).map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map { Self.trim($0) }
      guard fields.count >= count else { throw Refusal(section: section, line: line) }
      return fields
    }
  }

  private static func trim(_ text: some StringProtocol) -> String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
