import ArgumentParser

/// How rows are written on stdout.
enum Format: String, CaseIterable, ExpressibleByArgument {
  /// For people: aligned columns. The default on a terminal.
  case table
  /// For `cut` and `awk`: tabs, no heading. The default in a pipe.
  case tsv
  case csv
  case json
  case ndjson
}
