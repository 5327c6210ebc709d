import Glibc

/// Shows more than a screenful through `MUSTER_PAGER`, `PAGER` or `less -FIRX`.
enum Pager {
  static func command(_ settings: Settings?, _ environment: Environment = .process) -> String {
    settings?["pager"]?.value ?? environment["MUSTER_PAGER"] ?? environment["PAGER"] ?? "less -FIRX"
  }

  /// Pages the text when it is longer than the screen; a pager that is missing or quits early is no error.
  static func show(_ text: String, on terminal: Terminal, with command: String) throws {
    let lines = text.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
    guard let rows = terminal.rows, lines >= rows, !command.isEmpty, let pipe = popen(command, "w") else {
      return try Stream.output.write(text)
    }
    do { try Stream(descriptor: fileno(pipe)).write(text) } catch is Hangup {}
    let notFound = 127 << 8
    if pclose(pipe) == notFound { try Stream.output.write(text) }
  }
}
