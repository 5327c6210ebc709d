internal import Glibc

extension ConnectionOptions {
  /// The keywords as they go to libpq: the caller's, then what we insist on.
  func resolved() throws(PostgresError) -> [String: String] {
    try refuseForeignOptions()
    let milliseconds = max(2, connectTimeout.components.seconds) * 1000
    var all = [
      "fallback_application_name": applicationName,
      "keepalives_idle": "30", "keepalives_interval": "10", "keepalives_count": "3",
      "tcp_user_timeout": String(milliseconds),
    ]
    all.merge(keywords) { _, chosen in chosen }
    all["client_encoding"] = "UTF8"
    if statements != .unnamed {
      let session = settings.sorted { $0.key < $1.key }.map { "-c \($0.key)=\(Self.escaped($0.value))" }
      all["options"] = ([all["options"] ?? Self.environment("PGOPTIONS")] + session).compactMap(\.self)
        .joined(separator: " ")
    }
    for (key, value) in all where value.utf8.contains(0) || key.utf8.contains(0) {
      throw PostgresError(.usage, "the connection keyword \(key.filter { $0 != "\0" }) has a NUL character")
    }
    return all
  }

  /// An environment must not choose who we are, which tables our names mean or which rows we see.
  private func refuseForeignOptions() throws(PostgresError) {
    for source in [Self.environment("PGOPTIONS"), keywords["options"]] {
      guard let text = source?.lowercased() else { continue }
      for denied in ["role", "session_replication_role", "session_authorization", "search_path", "row_security"]
      where text.contains(denied) {
        throw PostgresError(.usage, "PGOPTIONS may not set \(denied)", hint: "Unset PGOPTIONS and try again.")
      }
    }
  }

  static func environment(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }

  private static func escaped(_ value: String) -> String {
    value.reduce(into: "") { escaped, character in
      if character.isWhitespace || character == "\\" { escaped.append("\\") }
      escaped.append(character)
    }
  }
}
