internal import Web

/// Whether a vendor's notice comes from the vendor: each signs the bytes it sends with a secret that both know.
///
/// Freshdesk signs nothing, and Magento sends nothing, so there a notice proves nothing.
public enum WebhookSignature {
  /// Checks the raw bytes of a notice.
  ///
  /// - Parameter headers: Header fields by their names in small letters.
  public static func isGenuine(
    _ body: [UInt8], headers: [String: String], of vendor: Vendor, secret: String
  ) -> Bool {
    let key = Array(secret.utf8)
    switch vendor {
    case .zendesk:
      guard let time = headers["x-zendesk-webhook-signature-timestamp"] else { return false }
      return isSame(headers["x-zendesk-webhook-signature"], Array(time.utf8) + body, key)
    case .shopify: return isSame(headers["x-shopify-hmac-sha256"] ?? headers["shopify-hmac-sha256"], body, key)
    case .woocommerce: return isSame(headers["x-wc-webhook-signature"], body, key)
    case .freshdesk, .magento: return false
    }
  }

  private static func isSame(_ told: String?, _ signed: [UInt8], _ key: [UInt8]) -> Bool {
    guard let told, !key.isEmpty else { return false }
    return Signature.isSame(Array(told.utf8), Array(Signature.base64(Signature.hmacSHA256(signed, key: key)).utf8))
  }
}
