internal import CLibPQ

extension PostgresError {
  /// Reads a refusal field by field.
  init(result: OpaquePointer, handle: borrowing Handle, name: StaticString?) {
    func field(_ letter: Unicode.Scalar) -> String? {
      unsafe PQresultErrorField(result, CInt(letter.value)).map { unsafe String(cString: $0) }
    }
    let state = field("C").map(SQLState.init(rawValue:))
    let said = field("M")
    let message = state.map { Self.discreet(said ?? "", $0) } ?? handle.message
    self.init(
      Fields(
        kind: state.map(Kind.server) ?? (handle.isBroken ? .connection : .usage),
        message: message, severity: field("V"),
        detail: field("D") ?? (message == said ? nil : said),
        hint: field("H"), position: field("P").flatMap { Int($0) },
        schema: field("s"), table: field("t"), column: field("c"), constraint: field("n"), dataType: field("d"),
        context: field("W"), routine: field("R"), query: name.map { "\($0)" }))
  }

  /// The message without what it quotes, where the server quotes values: `invalid input syntax for type date: "…"`.
  private static func discreet(_ message: String, _ state: SQLState) -> String {
    guard .dataException ~= state else { return message }
    let parts = message.split(separator: "\"", omittingEmptySubsequences: false)
    return parts.enumerated().map { $0.offset % 2 == 1 ? "…" : String($0.element) }.joined(separator: "\"")
  }
}
