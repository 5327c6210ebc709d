import ArgumentParser

/// Options of every command.
struct Globals: ParsableArguments {
  @OptionGroup(title: "Output") var output: OutputWishes
  @OptionGroup(title: "Connection") var place: PlaceWishes
}

/// How the result is to be printed.
struct OutputWishes: ParsableArguments {
  @Option(help: "How to write rows: table, tsv, csv, json or ndjson; a table on a terminal, tsv in a pipe.")
  var format: Format?

  @Option(help: "JSON with these fields; alone it lists which there are.")
  var json: String?

  @Option(help: "The columns to show, in this order.")
  var columns: String?

  @Option(help: "The columns to sort by; -name turns one around.")
  var sort: String?

  @Option(help: "Show at most this many rows.")
  var limit: Int?

  @Flag(help: "Show all rows, also more than 100 on a terminal.")
  var all = false

  @Flag(help: "Begin TSV with a line of column names.")
  var header = false

  @Flag(help: "Leave CSV text alone that a spreadsheet would run as a formula.")
  var raw = false

  @Flag(help: "Never color; NO_COLOR does the same.")
  var noColor = false

  @Flag(help: "Never page.")
  var noPager = false

  @Flag(name: .shortAndLong, help: "Print only the ids of what changed.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Tell of each statement on stderr, with the SQLSTATE of one that failed.")
  var verbose = false

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit must be 1 or more.") }
    if json != nil, let format, format != .json { throw ValidationError("--json and --format \(format) disagree.") }
  }
}

/// Which database, and as whom.
struct PlaceWishes: ParsableArguments {
  @Option(name: .customLong("as"), help: "Act as this person of the private cluster, such as Ana.", completion: .people)
  var person: String?

  @Option(help: "The profile of config.toml to use.")
  var profile: String?
}

/// Options of every command that changes something.
struct WriteWishes: ParsableArguments {
  @Flag(help: "Do the work, tell what it changed, and roll it back.")
  var dryRun = false

  @Option(help: "Idempotency key: the same key never does the work twice.")
  var key: String?

  func validate() throws {
    if let key, key.isEmpty || key.utf8.count > 200 { throw ValidationError("--key must have 1 to 200 bytes.") }
  }
}
