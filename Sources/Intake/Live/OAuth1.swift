internal import Web

/// OAuth 1.0a by HMAC-SHA-256 (RFC 5849), as Magento's integrations sign.
struct OAuth1: Sendable {
  let key: String
  let secret: String
  let token: String
  let tokenSecret: String

  /// The field `Authorization` of a request.
  func header(for request: WebRequest, nonce: String, timestamp: String) -> String {
    let told = [
      ("oauth_consumer_key", key), ("oauth_nonce", nonce), ("oauth_signature_method", "HMAC-SHA256"),
      ("oauth_timestamp", timestamp), ("oauth_token", token), ("oauth_version", "1.0"),
    ]
    let text = Self.signed(request, told)
    let digest = Signature.hmacSHA256(
      Array(text.utf8), key: Array("\(Percent.encoded(secret))&\(Percent.encoded(tokenSecret))".utf8))
    return "OAuth "
      + (told + [("oauth_signature", Signature.base64(digest))])
      .map { "\($0.0)=\"\(Percent.encoded($0.1))\"" }.joined(separator: ", ")
  }

  /// What is signed (RFC 5849, 3.4.1): the method, the address, and all parameters in order.
  static func signed(_ request: WebRequest, _ told: [(String, String)]) -> String {
    let parts = request.url.split(separator: "?", maxSplits: 1)
    let host = request.host.hasSuffix(":443") ? String(request.host.dropLast(4)) : request.host
    let path = parts[0].dropFirst(8).drop { $0 != "/" }
    let asked = (parts.count == 2 ? parts[1].split(separator: "&") : []).map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (Percent.decoded(parts[0]), parts.count == 2 ? Percent.decoded(parts[1]) : "")
    }
    let pairs = (told + asked).map { (Percent.encoded($0.0), Percent.encoded($0.1)) }
      .sorted { $0 < $1 }.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    return [request.method, "https://\(host)\(path.isEmpty ? "/" : path)", pairs].map(Percent.encoded)
      .joined(separator: "&")
  }
}
