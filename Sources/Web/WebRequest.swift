/// What is asked of a server: always by https.
public struct WebRequest: Sendable, Equatable {
  public var method: String
  /// The whole address; it begins with `https://`.
  public var url: String
  /// Header fields beside those every request has.
  public var headers: [String: String] = [:]
  /// What is sent along; nothing for GET.
  public var body: [UInt8] = []

  public init(_ method: String = "GET", _ url: String) {
    self.method = method
    self.url = url
  }

  /// The server and its port, in small letters: `shop.example` or `localhost:8443`; empty where the address has none.
  public var host: String { Self.host(of: url) }

  /// The server and port of an address; empty where it is none of https.
  public static func host(of url: String) -> String {
    guard url.lowercased().hasPrefix("https://") else { return "" }
    let rest = url.dropFirst(8).prefix { !"/?#".contains($0) }
    return rest.contains("@") ? "" : rest.lowercased()
  }
}
