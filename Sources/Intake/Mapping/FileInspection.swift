internal import Postgres

/// What a CSV that nobody has described seems to hold, and a mapping to begin with.
public struct FileInspection: Sendable {
  /// The delimiter that parts the first line into most columns.
  public private(set) var delimiter = CSVDelimiter.comma
  /// The columns, each with a value of the first rows.
  public private(set) var columns: [(name: String, sample: String)] = []
  /// The pattern in which all times of the first rows are written; `nil` where ours reads them, or none does.
  public private(set) var times: TimePattern?
  /// Other patterns that read them just as well.
  public private(set) var otherTimes: [TimePattern] = []
  private let kind: FileKind

  /// Looks at the first thousand rows.
  public init(_ path: String, as kind: FileKind) throws(IntakeError) {
    self.kind = kind
    do {
      let file = try InputFile(path)
      var best: [[String]] = []
      for delimiter in CSVDelimiter.allCases {
        guard let rows = try? Self.rows(of: file, delimiter), let header = rows.first else { continue }
        if header.count > (best.first?.count ?? 0) { (best, self.delimiter) = (rows, delimiter) }
      }
      if best.isEmpty { best = try Self.rows(of: file, .comma) }
      look(at: best)
    } catch let error as CSVError {
      throw .file(path, error)
    } catch {
      throw IntakeError(reading: error)
    }
  }

  private static func rows(of file: InputFile, _ delimiter: CSVDelimiter) throws -> [[String]] {
    var reader = CSVReader(file.bytes(), delimiter: delimiter)
    var rows: [[String]] = []
    while rows.count < 1001, let record = try reader.next() { rows.append((0..<record.count).map { record[$0] }) }
    return rows
  }

  private mutating func look(at rows: [[String]]) {
    guard let header = rows.first else { return }
    columns = header.enumerated().map { index, name in
      (name, rows.dropFirst().lazy.compactMap { index < $0.count && !$0[index].isEmpty ? $0[index] : nil }.first ?? "")
    }
    let places = moments.compactMap { moment in match(moment).flatMap { header.firstIndex(of: $0) } }
    let day = match("date").flatMap { header.firstIndex(of: $0) }
    var texts: [String] = []
    for row in rows.dropFirst() {
      texts += places.filter { $0 < row.count && !row[$0].isEmpty }.map { row[$0] }
      if let day, day < row.count, !row[day].isEmpty, LocalDate(row[day]) == nil { texts.append(row[day]) }
    }
    guard !texts.isEmpty, !texts.allSatisfy({ Lexeme.isInstant($0) }) else { return }
    let fitting = TimePattern.usual.filter { pattern in texts.allSatisfy { pattern.read($0) != nil } }
    times = fitting.first
    otherTimes = Array(fitting.dropFirst())
  }

  /// Columns of ours that hold times.
  private var moments: [String] { kind.columns.map(\.name).filter { $0.hasSuffix("_at") } }

  /// Their column that seems to be one of ours.
  public func match(_ ours: String) -> String? {
    let names = columns.map(\.name)
    for candidate in [ours] + Self.others[ours, default: []] {
      if let exact = names.first(where: { Suggestion.isSame($0, candidate) }) { return exact }
    }
    return nil
  }

  /// A mapping to begin with, and what to look at.
  public var draft: String {
    var lines = ["# A draft: look at every line. \(kind.command) FILE --mapping THIS"]
    lines.append("delimiter = \(delimiter.rawValue)")
    if let times {
      let others = otherTimes.map(\.description).joined(separator: ", or ")
      lines.append(
        (others.isEmpty ? "" : "# or \(others): no row tells\n") + "times = \(times)\n# whose clocks?\nzone = ")
    }
    lines.append("\n[columns]")
    var used: Set<String> = []
    for column in kind.columns {
      let found = match(column.name)
      if let found { used.insert(found) }
      lines.append(
        found.map { "\(column.name) = \($0)" } ?? "\(column.isRequired ? "# needed: " : "# ")\(column.name) = ")
    }
    let rest = columns.filter { !used.contains($0.name) }
    if !rest.isEmpty {
      lines.append("\n# read over, such as:")
      lines += rest.map { "#   \(Visible.text($0.name)): \(Excerpt.masked(Array($0.sample.utf8)))" }
    }
    lines.append("\n[fixed]\n# what every row has, such as: channel = email")
    return lines.joined(separator: "\n") + "\n"
  }

  /// What others call our columns.
  private static let others: [String: [String]] = [
    "order_id": ["id", "order", "order number", "order no", "bestellnummer", "commande", "numero de commande"],
    "placed_at": ["created at", "order date", "date", "datum", "bestelldatum", "purchase date", "ordered at"],
    "contact_id": [
      "id", "ticket id", "ticket", "case number", "case id", "conversation id", "call id", "ticketnummer", "vorgang",
    ],
    "opened_at": [
      "created at", "created time", "created", "date", "start time", "opened", "erstellt am", "beginn",
    ],
    "updated_at": ["last updated", "modified", "last update time", "last modified", "geändert am"],
    "solved_at": ["resolved time", "resolved at", "closed at", "closed", "end time"],
    "first_reply_at": ["first response time", "initial response time", "first replied at"],
    "queue": ["group", "team", "skill", "department", "queue name", "gruppe", "warteschlange"],
    "channel": ["source", "via", "media type", "kanal"],
    "agent": ["assignee", "agent name", "agent id", "owner", "bearbeiter"],
    "customer": ["email", "customer email", "requester", "contact", "kunde", "billing email"],
    "reason": ["type", "category", "topic", "grund"],
    "date": ["day", "interval date", "datum", "tag"],
    "time": ["interval", "interval start", "start time", "uhrzeit", "intervall"],
    "offered": ["calls offered", "offered calls", "contacts offered", "calls", "angeboten"],
    "handled": ["answered", "calls handled", "calls answered", "contacts handled", "angenommen"],
    "abandoned": ["calls abandoned", "abandoned calls", "aufgelegt"],
    "value": ["total", "order total", "grand total", "amount", "betrag"],
    "currency": ["currency code", "währung"],
    "items": ["quantity", "item count", "qty", "anzahl"],
    "number": ["order number", "name", "increment id"],
    "cancelled_at": ["canceled at", "cancel date"],
    "shipped_at": ["fulfilled at", "ship date", "versanddatum"],
    "person": ["agent", "agent name", "agent id", "user", "login", "employee", "extension", "mitarbeiter"],
    "state": ["status", "agent state", "aux", "activity", "reason code", "presence", "zustand"],
    "starts_at": ["start time", "state start", "from", "start", "begin", "event time", "von", "beginn"],
    "ends_at": ["end time", "state end", "until", "to", "end", "bis", "ende"],
  ]
}
