import Documents

/// What a write did, as it is told to people and to programs.
struct Change: Listed, Sendable {
  /// One sentence: what changed and how much of it.
  let summary: String
  /// The ids of what was created or changed.
  var ids: [String] = []
  /// The next useful command, or the way back.
  var next: String?
  /// True for `--dry-run`: the work was done and rolled back.
  var isRehearsal = false
  /// True when the idempotency key was used before and nothing was done again.
  var isReplay = false
  /// The operation that did it, for `muster op status` and `muster audit log`.
  var operation: String?

  static let noun = "change"
  static let columns: [Column<Change>] = [
    Column("summary") { $0.summary },
    Column("ids") { $0.ids },
    Column("dry_run") { $0.isRehearsal },
    Column("replayed") { $0.isReplay },
    Column("operation") { $0.operation },
    Column("next") { $0.next },
  ]

  func lines(on terminal: Terminal) -> [String] {
    var lines = [summary.escapedForTerminal]
    if isReplay { lines = ["Done before under this key; nothing was done again. " + summary.escapedForTerminal] }
    if isRehearsal { lines.append(terminal.styled("Dry run: all of it was rolled back.", .yellow)) }
    if let next, !isRehearsal { lines.append(terminal.styled("Next: \(next.escapedForTerminal)", .dim)) }
    return lines
  }
}
