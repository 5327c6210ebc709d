extension JobText {
  /// Why a file is no description.
  public enum ReadingError: Error, Equatable, CustomStringConvertible {
    case noTitle
    case unknownSection(String, line: Int)
    case repeatedSection(String, line: Int)
    case wordsBeforeSections(line: Int)

    public var description: String {
      switch self {
      case .noTitle: "The first line is the title: # Customer service manager."
      case .unknownSection(let heading, let line):
        "Line \(line): there is no section “\(heading)”. The sections are "
          + Section.allCases.map { "## \($0.heading)" }.joined(separator: ", ") + "."
      case .repeatedSection(let heading, let line): "Line \(line): the section “\(heading)” stands there twice."
      case .wordsBeforeSections(let line): "Line \(line): words stand above the first section; begin with ## About the job."
      }
    }
  }

  /// Reads a Markdown file: `# title`, then `## section` with paragraphs and `-` items below.
  public init(markdown: String) throws(ReadingError) {
    var (title, section, found) = (String?.none, Section?.none, [Section: [String]]())
    for (index, raw) in markdown.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = String(raw).trimmed
      if title == nil {
        if line.isEmpty { continue }
        guard line.hasPrefix("# ") else { throw .noTitle }
        title = String(line.dropFirst(2)).trimmed
      } else if line.hasPrefix("## ") {
        let next = try Section(heading: String(line.dropFirst(3)).trimmed, line: index + 1)
        guard found[next] == nil else { throw .repeatedSection(next.heading, line: index + 1) }
        found[next] = []
        section = next
      } else if let section {
        found[section, default: []].append(line)
      } else if !line.isEmpty {
        throw .wordsBeforeSections(line: index + 1)
      }
    }
    guard let title, !title.isEmpty else { throw .noTitle }
    self.init(title: title, found.mapValues { $0.joined(separator: "\n").trimmed })
  }

  /// The description as a Markdown file that reads back as itself; empty sections are left out.
  public var markdown: String {
    let sections = Section.allCases.filter { !self[$0].isEmpty }
      .map { "## \($0.heading)\n\n\(self[$0])\n" }
    return (["# \(title)\n"] + sections).joined(separator: "\n")
  }
}

extension JobText.Section {
  fileprivate init(heading: String, line: Int) throws(JobText.ReadingError) {
    let found = Self.allCases.first {
      $0.heading.lowercased() == heading.lowercased() || $0.rawValue == heading.lowercased()
    }
    guard let found else { throw .unknownSection(heading, line: line) }
    self = found
  }
}

extension JobText {
  /// A paragraph or a list, for whoever writes pages.
  public enum Block: Sendable, Hashable {
    case paragraph(String)
    case list([String])
  }

  /// The paragraphs and lists of a section, in order.
  public func blocks(of section: Section) -> [Block] {
    var (blocks, words, items) = ([Block](), [String](), [String]())
    func close() {
      if !words.isEmpty { blocks.append(.paragraph(words.joined(separator: " "))) }
      if !items.isEmpty { blocks.append(.list(items)) }
      (words, items) = ([], [])
    }
    for line in self[section].split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("- ") || line.hasPrefix("* ") {
        if !words.isEmpty { close() }
        items.append(String(line.dropFirst(2)).trimmed)
      } else if line.trimmed.isEmpty {
        close()
      } else if items.isEmpty {
        words.append(line.trimmed)
      } else {
        items[items.count - 1] += " " + line.trimmed
      }
    }
    close()
    return blocks
  }
}

extension String {
  /// The text without blanks around it.
  var trimmed: String {
    let inner = drop { $0.isWhitespace }
    guard let last = inner.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(inner[...last])
  }
}
