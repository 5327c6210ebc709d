/// What a server said, whole.
public struct WebAnswer: Sendable, Equatable {
  public let status: Int
  /// Header fields by their names in small letters; those told twice are parted by commas.
  public let headers: [String: String]
  /// The body, unpacked.
  public let body: [UInt8]

  public init(status: Int, headers: [String: String] = [:], body: [UInt8] = []) {
    (self.status, self.headers, self.body) = (status, headers, body)
  }

  /// The field called `name`, which is written in small letters.
  public subscript(name: String) -> String? { headers[name] }
}

/// Header fields as they come, a line at a time.
struct HeaderLines {
  private(set) var fields: [String: String] = [:]

  /// Takes one line; a status line begins anew, since what came before it was about another answer.
  mutating func take(_ line: String) {
    if line.hasPrefix("HTTP/") { return fields = [:] }
    guard let colon = line.firstIndex(of: ":") else { return }
    let name = line[..<colon].lowercased()
    let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
    let text = String(value.prefix { !$0.isNewline })
    fields[name] = fields[name].map { "\($0), \(text)" } ?? text
  }
}
