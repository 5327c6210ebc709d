internal import CCurl

/// Keyed digests, by OpenSSL.
public enum Signature {
  /// The digest of `message` that only who knows `key` can make (RFC 2104 with SHA-256).
  public static func hmacSHA256(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: 32) { digest, count in
      var length: UInt32 = 0
      unsafe _ = HMAC(EVP_sha256(), key, CInt(clamping: key.count), message, message.count, digest.baseAddress, &length)
      count = Int(length)
    }
  }

  /// Whether two digests are the same, found out in a time that does not tell where they differ.
  public static func isSame(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    guard one.count == other.count else { return false }
    return unsafe CRYPTO_memcmp(one, other, one.count) == 0
  }

  /// Bytes as letters (RFC 4648), on one line.
  public static func base64(_ bytes: [UInt8]) -> String {
    let letters = unsafe [UInt8](unsafeUninitializedCapacity: bytes.count / 3 * 4 + 5) { text, count in
      unsafe count = Int(EVP_EncodeBlock(text.baseAddress, bytes, CInt(clamping: bytes.count)))
    }
    return String(decoding: letters, as: UTF8.self)
  }
}
