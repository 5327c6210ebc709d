internal import Glibc
internal import Store
internal import Web

/// An account at a vendor: its address, and the secrets of the moment.
///
/// OAuth 2's refresh tokens may be good for one use: what comes for one is on the disk before it is used, and two pulls
/// that share a file refresh one behind the other.
actor Account {
  nonisolated let vendor: Vendor
  nonisolated let address: String
  private let client: WebClient
  private var secrets: Secrets
  private var credentials: Credentials

  /// - Parameter address: Where the account lives, such as `https://shop.example`.
  init(_ vendor: Vendor, at address: String, _ secrets: Secrets, _ client: WebClient) throws(PullRefusal) {
    var place = address
    while place.hasSuffix("/") { place.removeLast() }
    guard !WebRequest.host(of: place).isEmpty else { throw .elsewhere("") }
    if vendor == .magento, !place.dropFirst(8).contains("/") { place += "/rest/all" }
    (self.vendor, self.address, self.client, self.secrets) = (vendor, place, client, secrets)
    credentials = try Credentials(secrets, of: vendor)
  }

  nonisolated var host: String { WebRequest.host(of: address) }

  /// The question as a signed request.
  ///
  /// - Throws: ``PullRefusal/elsewhere(_:)`` when it would go to another server.
  func request(for ask: PageAsk) throws(PullRefusal) -> WebRequest {
    if let window = ask.window { return try file(ask.path, window) }
    let isWhole = ask.path.contains("://")
    var request = WebRequest(ask.body == nil ? "GET" : "POST", isWhole ? ask.target : address + ask.target)
    guard request.host == host else { throw .elsewhere(request.host) }
    request.headers["Accept"] = "application/json"
    if let body = ask.body {
      request.body = Array(body.utf8)
      request.headers["Content-Type"] = "application/json"
    }
    credentials.sign(&request)
    return request
  }

  /// A part of a file that the account has named, wherever it lies: unsigned, and as it stands there.
  private func file(_ place: String, _ window: Range<Int>) throws(PullRefusal) -> WebRequest {
    var request = WebRequest("GET", place)
    guard !request.host.isEmpty else { throw .elsewhere("") }
    request.headers["Range"] = "bytes=\(window.lowerBound)-\(window.upperBound - 1)"
    request.headers["Accept-Encoding"] = "identity"
    return request
  }

  /// Gets a new token for a refused one; false where there is none to get.
  func refresh() async throws(PullRefusal) -> Bool {
    guard let path = secrets.path, secrets["refresh_token"] != nil else { return false }
    let lock = open(path + ".lock", O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard lock >= 0 else { throw .unsaved(path + ".lock", String(cString: strerror(errno))) }
    defer { close(lock) }
    guard flock(lock, LOCK_EX) == 0 else { throw .unsaved(path + ".lock", String(cString: strerror(errno))) }
    let present = try Secrets(file: path)
    // Whoever held the lock before may have done it already.
    if present["access_token"] == secrets["access_token"] {
      secrets = try await rotated(present, path)
    } else {
      secrets = present
    }
    credentials = try Credentials(secrets, of: vendor)
    return true
  }

  private func rotated(_ present: Secrets, _ path: String) async throws(PullRefusal) -> Secrets {
    guard let found = present.all("refresh_token", "client_id", "client_secret") else {
      throw .noSecret("refresh_token, client_id and client_secret")
    }
    var request = WebRequest("POST", address + "/oauth/tokens")
    request.headers["Content-Type"] = "application/x-www-form-urlencoded"
    request.body = Array(
      zip(["refresh_token", "client_id", "client_secret"], found).reduce("grant_type=refresh_token") { text, pair in
        text + "&\(pair.0)=\(Percent.encoded(pair.1))"
      }.utf8)
    let answer: WebAnswer
    do { answer = try await client.answer(to: request) } catch { throw PullRefusal(error) }
    let told = Envelope(answer.body)
    guard answer.status == 200, let access = told["access_token"]?.text else {
      if told["error"]?.text == "invalid_grant" { throw .spentToken(path) }
      throw .denied("a new token", status: answer.status, words: Excerpt.masked(answer.body))
    }
    FaultPoint.refreshed.reach()
    var changes = ["access_token": access]
    changes["refresh_token"] = told["refresh_token"]?.text
    return try present.keeping(changes)
  }
}

extension FaultPoint {
  static let refreshed = FaultPoint("pull.refreshed")
}
