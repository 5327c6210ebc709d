import Documents

/// Writes what a command found or changed: rows on stdout, talk on stderr, in the format that was asked for.
struct Printer {
  private(set) var wishes: OutputWishes
  let output: Terminal
  let errors: Terminal
  let format: Format
  private let pager: String

  init(_ wishes: OutputWishes, output: Terminal? = nil, errors: Terminal? = nil, settings: Settings? = nil) {
    let wantsColor = !wishes.noColor
    self.wishes = wishes
    self.output = output ?? Terminal(descriptor: Stream.output.descriptor, wantsColor: wantsColor)
    self.errors = errors ?? Terminal(descriptor: Stream.errors.descriptor, wantsColor: wantsColor)
    let settled = settings?["format"].flatMap { Format(rawValue: $0.value) }
    pager = Pager.command(settings)
    format = wishes.json != nil ? .json : wishes.format ?? settled ?? (self.output.isTerminal ? .table : .tsv)
  }

  /// The same printer with other columns than those shown by default.
  func showing(_ columns: [String]) -> Printer {
    var other = self
    other.wishes.columns = columns.joined(separator: ",")
    return other
  }

  // MARK: - Rows

  /// Prints a list.
  ///
  /// - Parameter zone: The time zone that its local times are told in.
  func list<Row: Listed>(_ rows: [Row], zone: String? = nil) throws {
    if wishes.json == "?" { return try fields(of: Row.self) }
    let columns = try chosenColumns(of: Row.self)
    let chosen = try limited(sorted(rows))
    switch format {
    case .table: try table(columns, chosen, zone: zone)
    case .tsv, .csv: try delimited(columns, chosen)
    case .json: try array(columns, chosen, zone: zone)
    case .ndjson: try lines(columns, chosen)
    }
  }

  /// Prints one thing: a line for each field on a terminal, else as a list of one.
  func show<Row: Listed>(_ row: Row, zone: String? = nil) throws {
    if wishes.json == "?" { return try fields(of: Row.self) }
    let columns = try chosenColumns(of: Row.self, all: true)
    switch format {
    case .table:
      let width = columns.map(\.name.displayWidth).max() ?? 0
      let lines = columns.map { column in
        let field = column.field(row)
        let name = output.styled(column.name.padded(to: width), .dim)
        return "\(name)  \(field == .missing ? "–" : field.plain.escapedForTerminal)\n"
      }
      try Stream.output.write(lines.joined() + (zone.map { "times are in \($0)\n" } ?? ""))
    case .json: try Stream.output.write(JSON.object(columns.map(\.name), columns.map { $0.field(row) }) + "\n")
    case .tsv, .csv: try delimited(columns, [row])
    case .ndjson: try lines(columns, [row])
    }
  }

  /// Prints a document as it is (a heat map, a manual), paged when it is longer than the screen.
  func document(_ text: String) throws {
    let text = text.last.map { $0.isNewline ? text : text + "\n" } ?? ""
    if wishes.noPager { try Stream.output.write(text) } else { try Pager.show(text, on: output, with: pager) }
  }

  // MARK: - Changes

  /// Tells what a write changed, in every format the same facts.
  ///
  /// With `--quiet` only the ids appear; with `--format json` one object does.
  func changed(_ change: Change) throws {
    switch format {
    case .json, .ndjson:
      try Stream.output.write(JSON.object(Change.columns.map(\.name), Change.columns.map { $0.field(change) }) + "\n")
    case .table, .tsv, .csv:
      if wishes.quiet {
        try Stream.output.write(change.ids.map { $0 + "\n" }.joined())
      } else {
        for line in change.lines(on: errors) { Stream.errors.say(line) }
      }
    }
  }

  /// A remark for people, silent with `--quiet`.
  func note(_ text: String) {
    if !wishes.quiet { Stream.errors.say(errors.styled(text.escapedForTerminal, .dim)) }
  }

  func progress(_ label: String) -> Progress {
    Progress(label, terminal: errors, isSilent: wishes.quiet)
  }

  // MARK: - Formats

  private func table<Row>(_ columns: [Column<Row>], _ rows: [Row], zone: String?) throws {
    guard !rows.isEmpty else { return note("Nothing found.") }
    let table = Table(
      headings: columns.map(\.name), rows: rows.map { row in columns.map { $0.field(row) } }, terminal: output)
    let caption = zone.map { output.styled("times are in \($0)", .dim) + "\n" } ?? ""
    try document(table.rendered() + caption)
  }

  private func delimited<Row>(_ columns: [Column<Row>], _ rows: [Row]) throws {
    var buffer = Buffer(.output)
    let write: ([Field]) -> String = { format == .csv ? Delimited.csv($0, raw: wishes.raw) : Delimited.tsv($0) }
    if wishes.header || format == .csv { try buffer.append(write(columns.map { .text($0.name) })) }
    for row in rows { try buffer.append(write(columns.map { $0.field(row) })) }
    try buffer.flush()
  }

  private func array<Row: Listed>(_ columns: [Column<Row>], _ rows: [Row], zone: String?) throws {
    var buffer = Buffer(.output)
    let tz = zone.map { ",\"tz\":" + JSON.string($0) } ?? ""
    try buffer.append("{\"schema_version\":\(JSON.schemaVersion),\"kind\":\(JSON.string(Row.noun))\(tz),\"items\":[")
    var separator = "\n"
    for row in rows {
      try buffer.append(separator + JSON.object(columns.map(\.name), columns.map { $0.field(row) }))
      separator = ",\n"
    }
    try buffer.append(rows.isEmpty ? "]}\n" : "\n]}\n")
    try buffer.flush()
  }

  private func lines<Row>(_ columns: [Column<Row>], _ rows: [Row]) throws {
    var buffer = Buffer(.output)
    for row in rows { try buffer.append(JSON.object(columns.map(\.name), columns.map { $0.field(row) }) + "\n") }
    try buffer.flush()
  }

  // MARK: - Choice

  /// Answers a bare `--json`: which fields there are.
  private func fields<Row: Listed>(of: Row.Type) throws {
    try Stream.output.write(Row.columns.map { $0.name + "\n" }.joined())
    note("Choose among them: --json=\(Row.columns.prefix(2).map(\.name).joined(separator: ","))")
  }

  private func chosenColumns<Row: Listed>(of: Row.Type, all: Bool = false) throws -> [Column<Row>] {
    let isData = format == .json || format == .ndjson
    return try Row.columns(named: wishes.json ?? wishes.columns, all: all || isData || format == .csv)
  }

  /// Sorts by `--sort name,-hired_on`; a minus turns a column around.
  private func sorted<Row: Listed>(_ rows: [Row]) throws -> [Row] {
    guard let wish = wishes.sort else { return rows }
    var result = rows
    for name in wish.split(separator: ",").reversed() {
      let isDescending = name.hasPrefix("-")
      guard let column = try Row.columns(named: String(name.drop { $0 == "-" }), all: true).first else { continue }
      let keyed = result.enumerated().map { (key: column.field($1), place: $0, row: $1) }
      result = keyed.sorted { a, b in
        let (first, second) = isDescending && a.key != .missing && b.key != .missing ? (b.key, a.key) : (a.key, b.key)
        if Field.isOrdered(first, before: second) { return true }
        return !Field.isOrdered(second, before: first) && a.place < b.place
      }.map(\.row)
    }
    return result
  }

  /// A table for people stops at 100 rows and says so; data for programs is whole unless `--limit` says otherwise.
  private func limited<Row>(_ rows: [Row]) throws -> [Row] {
    let usual = format == .table && output.isTerminal ? 100 : Int.max
    let limit = wishes.all ? Int.max : wishes.limit ?? usual
    guard rows.count > limit else { return rows }
    Stream.errors.say("showing \(limit.grouped) of \(rows.count.grouped); use --all")
    return Array(rows.prefix(limit))
  }
}
