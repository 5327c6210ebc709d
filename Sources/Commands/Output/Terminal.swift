import Glibc

/// What stands behind a standard stream: a person's terminal, or a pipe or file.
struct Terminal: Sendable {
  let isTerminal: Bool
  let hasColor: Bool
  /// The width in cells; nil where lines are never cut.
  let columns: Int?
  let rows: Int?

  /// Colour is decided for each stream: never for a pipe unless forced, never against `NO_COLOR` or `--no-color`.
  init(descriptor: Int32, wantsColor: Bool = true, environment: Environment = .process) {
    isTerminal = isatty(descriptor) == 1
    let refused = !wantsColor || environment["NO_COLOR"] != nil || environment["TERM"] == "dumb"
    hasColor = !refused && (isTerminal || environment["FORCE_COLOR"] != nil)
    var size = winsize()
    let known = isTerminal && ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    columns = known ? Int(size.ws_col) : isTerminal ? 80 : nil
    rows = known ? Int(size.ws_row) : isTerminal ? 24 : nil
  }

  init(isTerminal: Bool, hasColor: Bool, columns: Int?, rows: Int?) {
    self.isTerminal = isTerminal
    self.hasColor = hasColor
    self.columns = columns
    self.rows = rows
  }

  static let pipe = Terminal(isTerminal: false, hasColor: false, columns: nil, rows: nil)

  /// Dresses text for people who see colours; the words alone always say it too.
  func styled(_ text: String, _ style: Style) -> String {
    hasColor ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}

/// The few styles in use, by their terminal codes.
enum Style: String {
  case bold = "1"
  case dim = "2"
  case red = "31"
  case green = "32"
  case yellow = "33"
}

/// The environment as a value, so that tests can bring their own; an empty variable counts as absent.
struct Environment: Sendable {
  let values: [String: String]?

  static let process = Environment(values: nil)

  subscript(name: String) -> String? {
    let value = values.map { $0[name] } ?? getenv(name).map { String(cString: $0) }
    return value.flatMap { $0.isEmpty ? nil : $0 }
  }
}
