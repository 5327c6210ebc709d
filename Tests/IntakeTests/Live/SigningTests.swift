import Foundation
import Postgres
import Testing
import Web

@testable import Intake

/// How accounts know us, and how we know their notices.
@Suite struct SigningTests {
  /// RFC 5849, 3.4.1.1; its example has a body's parameters too, which we never send.
  @Test func `what OAuth 1.0a signs is what RFC 5849 says`() {
    let request = WebRequest("POST", "https://EXAMPLE.com:443/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b&c2=&a3=2%20q")
    let told = [
      ("oauth_consumer_key", "9djdj82h48djs9d2"), ("oauth_token", "kkk9d7dh3k39sjv7"),
      ("oauth_signature_method", "HMAC-SHA1"), ("oauth_timestamp", "137131201"), ("oauth_nonce", "7d8f3e4a"),
    ]
    #expect(
      OAuth1.signed(request, told)
        == "POST&https%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q"
        + "%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_"
        + "key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_m"
        + "ethod%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk"
        + "9d7dh3k39sjv7")
  }

  @Test func `Shopify's notices are known by its published vector`() {
    let (body, signature) = (Array("\"my secret message\"".utf8), "hMTq0K2x7oyOjoBwGYeTj5oxfnaVYXzbanUG9aajpKI=")
    for name in ["x-shopify-hmac-sha256", "shopify-hmac-sha256"] {
      #expect(WebhookSignature.isGenuine(body, headers: [name: signature], of: .shopify, secret: "hush"))
    }
    let headers = ["x-shopify-hmac-sha256": signature]
    #expect(!WebhookSignature.isGenuine(body + [0x20], headers: headers, of: .shopify, secret: "hush"))
    #expect(!WebhookSignature.isGenuine(body, headers: headers, of: .shopify, secret: "hush!"))
    #expect(!WebhookSignature.isGenuine(body, headers: [:], of: .shopify, secret: "hush"))
    #expect(
      WebhookSignature.isGenuine(
        body, headers: ["x-wc-webhook-signature": signature], of: .woocommerce, secret: "hush"))
  }

  /// The vector of an older page of Zendesk's signs body before time: today's notices sign time before body.
  @Test func `Zendesk's notices sign the time before the body`() {
    let secret = "HRkRd4BeOAoUkfZr-mhauJT64rvBASlJRoIyPsd3zeA="
    let (time, body) = ("2021-07-25T10:00:00Z", Array("{\"say\": \"hello\"}".utf8))
    let old = "tRDSF7URY8BLCDlaBcQ7FHu051Zk+aAB0NKMP53teMw="
    var headers = ["x-zendesk-webhook-signature-timestamp": time, "x-zendesk-webhook-signature": old]
    #expect(Signature.base64(Signature.hmacSHA256(body + Array(time.utf8), key: Array(secret.utf8))) == old)
    #expect(!WebhookSignature.isGenuine(body, headers: headers, of: .zendesk, secret: secret))
    let now = Signature.base64(Signature.hmacSHA256(Array(time.utf8) + body, key: Array(secret.utf8)))
    headers["x-zendesk-webhook-signature"] = now
    #expect(WebhookSignature.isGenuine(body, headers: headers, of: .zendesk, secret: secret))
    #expect(!WebhookSignature.isGenuine(body, headers: headers, of: .zendesk, secret: ""))
  }

  @Test(arguments: [Vendor.freshdesk, .magento])
  func `who signs nothing proves nothing`(vendor: Vendor) {
    #expect(!WebhookSignature.isGenuine([], headers: ["x-shopify-hmac-sha256": "x"], of: vendor, secret: "hush"))
  }

  // MARK: - Secrets

  private func withFile(_ text: String, mode: Int, _ body: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.path + "/secrets-" + UUID().uuidString
    try Data(text.utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  @Test func `a file of secrets that others may read is not read`() throws {
    try withFile("key = k", mode: 0o640) { path in
      #expect(throws: PullRefusal.badSecrets(path, "others may read it: chmod 600")) { try Secrets(file: path) }
    }
    try withFile("# mine\n\n key =  k = v \n", mode: 0o600) { path in
      let secrets = try Secrets(file: path)
      #expect(secrets["key"] == "k = v")
    }
  }

  @Test(arguments: ["key", "key =", "= k", "key = a\nkey = b"])
  func `a line that says nothing certain is refused`(text: String) throws {
    try withFile(text, mode: 0o600) { path in
      #expect(throws: PullRefusal.self) { try Secrets(file: path) }
    }
  }

  @Test func `new tokens replace the file whole, readable by its owner alone`() throws {
    try withFile("access_token = a\nclient_id = c\n", mode: 0o600) { path in
      let kept = try Secrets(file: path).keeping(["access_token": "b"])
      #expect(kept["access_token"] == "b" && kept["client_id"] == "c")
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "access_token = b\nclient_id = c\n")
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o600)
    }
  }

  @Test func `the environment names secrets by vendor, and none rotates there`() throws {
    let secrets = Secrets(environment: { $0 == "MUSTER_FRESHDESK_KEY" ? "k" : nil }, of: .freshdesk)
    #expect(secrets["key"] == "k" && secrets.path == nil)
    #expect(throws: PullRefusal.self) { try secrets.keeping(["key": "other"]) }
    for vendor in Vendor.allCases where vendor != .freshdesk {
      #expect(throws: PullRefusal.self) { try Credentials(secrets, of: vendor) }
    }
  }
}
