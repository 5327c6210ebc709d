/// How somebody else's CSV is one of ours: drafted by `muster import inspect`, mended by hand.
///
/// A line is `name = value`; what follows the first ` = ` is taken as it stands, so column names need no quotes.
///
/// ```
/// delimiter = semicolon
/// times = d.m.Y H:M
/// zone = Europe/Berlin
///
/// [columns]
/// order_id = Bestellnummer
/// placed_at = Datum
///
/// [fixed]
/// currency = EUR
///
/// [words direction]
/// eingehend = in
/// ```
public struct ColumnMapping: Sendable, Equatable {
  public var delimiter: CSVDelimiter?
  /// How times are written, where it is not our way.
  public var times: TimePattern?
  /// Whose clocks they are, as IANA or Rails names the zone.
  public var zone: String?
  /// Their column by ours.
  public var columns: [String: String] = [:]
  /// What a column of ours always holds.
  public var fixed: [String: String] = [:]
  /// What their words mean, by column of ours.
  public var words: [String: [String: String]] = [:]

  public init() {}
}

extension ColumnMapping {
  /// A line that says nothing that is understood.
  public struct BadLine: Error, Sendable, Equatable, CustomStringConvertible {
    public let line: Int
    public let problem: String

    public var description: String { "line \(line): \(problem)" }
  }

  /// Reads a mapping for files of `kind`.
  public init(_ text: String, for kind: FileKind) throws(BadLine) {
    let known = Set(kind.columns.map(\.name))
    var section = ""
    for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = raw.trimmed
      guard !line.isEmpty, !line.hasPrefix("#") else { continue }
      if line.hasPrefix("["), line.hasSuffix("]") {
        section = String(line.dropFirst().dropLast())
        continue
      }
      guard let sign = line.firstRange(of: " = ") else {
        throw BadLine(line: index + 1, problem: "write name = value")
      }
      do throws(BadLine) {
        try take(String(line[..<sign.lowerBound].trimmed), String(line[sign.upperBound...].trimmed), in: section, known)
      } catch {
        throw BadLine(line: index + 1, problem: error.problem)
      }
    }
  }

  private mutating func take(
    _ name: String, _ value: String, in section: String, _ known: Set<String>
  ) throws(BadLine) {
    let parts = section.split(separator: " ").map(String.init)
    switch parts.first {
    case nil: try set(name, value)
    case "columns"?: columns[try column(name, known)] = value
    case "fixed"?: fixed[try column(name, known)] = value
    case "words"? where parts.count == 2: words[try column(parts[1], known), default: [:]][name] = value
    default:
      throw BadLine(line: 0, problem: "no section is called [\(Visible.text(section))]: columns, fixed, words COLUMN")
    }
  }

  private mutating func set(_ name: String, _ value: String) throws(BadLine) {
    switch name {
    case "delimiter":
      guard let told = CSVDelimiter(rawValue: value) else {
        throw BadLine(line: 0, problem: "a delimiter is comma, semicolon or tab")
      }
      delimiter = told
    case "times":
      guard let told = TimePattern(value) else {
        throw BadLine(line: 0, problem: "times are written with d m Y H M S p, such as d.m.Y H:M")
      }
      times = told
    case "zone": zone = value
    default: throw BadLine(line: 0, problem: "nothing is called \(Visible.text(name)): delimiter, times, zone")
    }
  }

  private func column(_ name: String, _ known: Set<String>) throws(BadLine) -> String {
    guard known.contains(name) else {
      let near = Suggestion.nearest(to: name, among: Array(known)).map { ", did you mean \($0)?" } ?? ""
      throw BadLine(line: 0, problem: "no column of ours is called \(Visible.text(name))\(near)")
    }
    return name
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
      return ""
    }
    return self[first...last]
  }
}
