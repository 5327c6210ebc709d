import Testing
import Web

/// Digests against their published values (RFC 4231, RFC 4648).
@Suite struct SignatureTests {
  @Test(arguments: [
    (
      [UInt8](repeating: 0x0B, count: 20), "Hi There",
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      Array("Jefe".utf8), "what do ya want for nothing?",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      [UInt8](repeating: 0xAA, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
  ])
  func `HMAC-SHA-256 gives what RFC 4231 says`(key: [UInt8], message: String, digest: String) {
    let told = Signature.hmacSHA256(Array(message.utf8), key: key)
    #expect(told.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() == digest)
  }

  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy"),
  ])
  func `base64 gives what RFC 4648 says`(text: String, letters: String) {
    #expect(Signature.base64(Array(text.utf8)) == letters)
  }

  @Test func `digests of another length or letter are not the same`() {
    #expect(Signature.isSame([1, 2, 3], [1, 2, 3]))
    #expect(!Signature.isSame([1, 2, 3], [1, 2, 4]))
    #expect(!Signature.isSame([1, 2, 3], [1, 2]))
  }
}

/// Addresses, as far as a token's way depends on them.
@Suite struct WebRequestTests {
  @Test(arguments: [
    ("https://Shop.Example/admin", "shop.example"), ("https://localhost:8443?x=1", "localhost:8443"),
    ("http://shop.example/", ""), ("https://key@shop.example/", ""), ("shop.example", ""), ("https://", ""),
  ])
  func `the host of an address is its server and port`(url: String, host: String) {
    #expect(WebRequest("GET", url).host == host)
  }

  @Test func `what is no https is not asked`() async {
    await #expect(throws: WebError(.badAddress, "http://shop.example/", "write https:// and the server's name")) {
      try await WebClient().answer(to: WebRequest("GET", "http://shop.example/?token=1"))
    }
  }
}
