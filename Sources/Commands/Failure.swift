import Documents
import Store

/// Why a command ends without having done its work.
///
/// It says what failed and with which object, why in the domain's words, and what to try next.
struct Failure: Error, Equatable {
  let exit: Exit
  let message: String
  var field: String?
  var line: Int?
  /// The next command to try.
  var next: String?

  init(exit: Exit, _ message: String, field: String? = nil, line: Int? = nil, next: String? = nil) {
    self.exit = exit
    self.message = message
    self.field = field
    self.line = line
    self.next = next
  }

  static func usage(_ message: String, next: String? = nil) -> Failure {
    Failure(exit: .usage, message, next: next)
  }

  /// The words for people.
  func lines(on terminal: Terminal) -> [String] {
    let place = line.map { " (line \($0))" } ?? ""
    let words = message.split(separator: "\n").map { String($0).escapedForTerminal }
    let first = terminal.styled("muster:", .red) + " \(words.first ?? "")\(place)"
    return [first] + words.dropFirst() + (next.map { ["Try: \($0.escapedForTerminal)"] } ?? [])
  }

  /// The error object for programs that asked for JSON.
  var json: String {
    let names = ["code", "message", "field", "line", "hint", "retryable", "request_id"]
    let fields: [Field] = [
      .text(exit.code), .text(message), Field(field), line.field, Field(next), .flag(exit.isRetryable),
      .text(Request.id),
    ]
    return "{\"error\":\(JSON.object(names, fields))}"
  }
}

/// The exit codes, of the sysexits family because ArgumentParser already uses 64 for usage.
enum Exit: Int32, CaseIterable, Sendable {
  case done = 0
  case bug = 1
  case someRejected = 3
  case outcomeUnknown = 4
  case usage = 64
  case invalid = 65
  case missing = 66
  case unavailable = 69
  case broken = 70
  case cannotCreate = 73
  case inputOutput = 74
  case temporary = 75
  case conflict = 76
  case denied = 77
  case configuration = 78
  case interrupted = 130

  /// The stable word in JSON errors.
  var code: String {
    switch self {
    case .done: "done"
    case .bug: "bug"
    case .someRejected: "some_rejected"
    case .outcomeUnknown: "outcome_unknown"
    case .usage: "usage"
    case .invalid: "invalid"
    case .missing: "missing"
    case .unavailable: "unavailable"
    case .broken: "broken"
    case .cannotCreate: "cannot_create"
    case .inputOutput: "input_output"
    case .temporary: "temporary"
    case .conflict: "conflict"
    case .denied: "denied"
    case .configuration: "configuration"
    case .interrupted: "interrupted"
    }
  }

  /// Whether the same command may succeed later as it is.
  var isRetryable: Bool { self == .temporary || self == .unavailable }

  var meaning: String {
    switch self {
    case .done: "done, or a dry run that would have succeeded"
    case .bug: "a bug in Muster; please report what it printed"
    case .someRejected: "done, but some rows were rejected"
    case .outcomeUnknown: "lost while committing, or kept on no copy for certain; ask `muster op status KEY`"
    case .usage: "used wrongly, or refused without --yes"
    case .invalid: "the input is not valid"
    case .missing: "a file or an object is missing"
    case .unavailable: "the database does not answer, is starting or is full"
    case .broken: "an invariant is broken; run `muster doctor`"
    case .cannotCreate: "a file cannot be created"
    case .inputOutput: "reading or writing failed, or the disk is full"
    case .temporary: "busy or too slow just now; try again"
    case .conflict: "somebody else changed it, or it already exists or overlaps"
    case .denied: "not permitted"
    case .configuration: "the configuration is wrong (profile, TLS, old server)"
    case .interrupted: "interrupted by Ctrl-C; nothing was changed, unless it says that the best so far was kept"
    }
  }
}
