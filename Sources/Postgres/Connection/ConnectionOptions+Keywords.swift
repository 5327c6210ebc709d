internal import Glibc

extension ConnectionOptions {
  /// The keywords as they go to libpq: the caller's, then what we insist on.
  func resolved() throws(PostgresError) -> [(String, String)] {
    try refuseForeignOptions()
    var all = keywords
    all["client_encoding"] = "UTF8"
    all["fallback_application_name"] = applicationName
    all["connect_timeout"] = all["connect_timeout"] ?? String(max(2, connectTimeout.components.seconds))
    let session = settings.sorted { $0.key < $1.key }.map { "-c \($0.key)=\(Self.escaped($0.value))" }
    all["options"] = ([all["options"]] + session).compactMap(\.self).joined(separator: " ")
    for (key, value) in all where value.utf8.contains(0) || key.utf8.contains(0) {
      throw PostgresError(.usage, "the connection keyword \(key) has a NUL character")
    }
    return all.sorted { $0.key < $1.key }
  }

  /// An environment must not choose who we are or which tables our names mean.
  private func refuseForeignOptions() throws(PostgresError) {
    for source in [unsafe getenv("PGOPTIONS").map { unsafe String(cString: $0) }, keywords["options"]] {
      guard let text = source?.lowercased() else { continue }
      for denied in ["role", "session_replication_role", "session_authorization", "search_path", "row_security"]
      where text.contains(denied) {
        throw PostgresError(.usage, "PGOPTIONS may not set \(denied)", hint: "Unset PGOPTIONS and try again.")
      }
    }
  }

  private static func escaped(_ value: String) -> String {
    value.reduce(into: "") { escaped, character in
      if character == " " || character == "\\" { escaped.append("\\") }
      escaped.append(character)
    }
  }
}
