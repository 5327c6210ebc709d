internal import FoundationEssentials
internal import Web

/// How an account knows us: each question is signed in one way.
enum Credentials: Sendable {
  case basic(user: String, password: String)
  case bearer(String)
  case header(String, String)
  case oauth1(OAuth1)

  /// The way that the secrets at hand allow.
  ///
  /// - Throws: ``PullRefusal/noSecret(_:)`` with the names that are looked for.
  init(_ secrets: Secrets, of vendor: Vendor) throws(PullRefusal) {
    switch vendor {
    case .zendesk:
      if let token = secrets["access_token"] {
        self = .bearer(token)
      } else if let found = secrets.all("email", "token") {
        self = .basic(user: found[0] + "/token", password: found[1])
      } else {
        throw .noSecret("email and token, or access_token (with refresh_token, client_id, client_secret)")
      }
    case .freshdesk:
      guard let key = secrets["key"] else { throw .noSecret("key") }
      self = .basic(user: key, password: "X")
    case .shopify:
      guard let token = secrets["access_token"] else { throw .noSecret("access_token") }
      self = .header("X-Shopify-Access-Token", token)
    case .woocommerce:
      guard let found = secrets.all("key", "secret") else { throw .noSecret("key and secret") }
      self = .basic(user: found[0], password: found[1])
    case .magento:
      if let found = secrets.all("consumer_key", "consumer_secret", "access_token", "access_token_secret") {
        self = .oauth1(OAuth1(key: found[0], secret: found[1], token: found[2], tokenSecret: found[3]))
      } else if let token = secrets["token"] {
        self = .bearer(token)
      } else {
        throw .noSecret("consumer_key, consumer_secret, access_token and access_token_secret, or token")
      }
    }
  }

  /// Signs `request`.
  func sign(_ request: inout WebRequest) {
    switch self {
    case .basic(let user, let password):
      request.headers["Authorization"] = "Basic " + Signature.base64(Array("\(user):\(password)".utf8))
    case .bearer(let token): request.headers["Authorization"] = "Bearer " + token
    case .header(let name, let value): request.headers[name] = value
    case .oauth1(let keys):
      let nonce = UUID().uuidString.replacing("-", with: "")
      request.headers["Authorization"] = keys.header(
        for: request, nonce: nonce, timestamp: String(Int(Date().timeIntervalSince1970)))
    }
  }
}
