internal import Glibc

/// What signs in to an account: from a file that nobody else may read, or from the environment, never from the command
/// line, and never printed.
public struct Secrets: Sendable {
  private var values: [String: String]
  /// The file they come from, which a rotating token is written back to.
  let path: String?

  /// Reads lines of `name = value`.
  ///
  /// - Throws: ``PullRefusal/badSecrets(_:_:)`` when others may read the file, or a line says nothing.
  public init(file path: String) throws(PullRefusal) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw .badSecrets(path, String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & 0o077 == 0 else {
      throw .badSecrets(path, "others may read it: chmod 600")
    }
    var bytes = [UInt8](repeating: 0, count: 64 * 1024)
    let count = read(descriptor, &bytes, bytes.count)
    guard count >= 0, count < bytes.count else { throw .badSecrets(path, "it is no file of secrets") }
    values = try Self.values(String(decoding: bytes[..<count], as: UTF8.self), path)
    self.path = path
  }

  /// Takes `MUSTER_ZENDESK_TOKEN` as `token` and so on.
  public init(environment value: (String) -> String?, of vendor: Vendor) {
    let names = [
      "email", "token", "access_token", "key", "secret", "consumer_key", "consumer_secret", "access_token_secret",
    ]
    values = [:]
    for name in names { values[name] = value("MUSTER_\(vendor.rawValue)_\(name)".uppercased()) }
    path = nil
  }

  /// What each vendor's accounts want to know.
  public static let names = """
    zendesk: email and token, or access_token with refresh_token, client_id and client_secret; freshdesk: key; \
    shopify: access_token; woocommerce: key and secret; magento: consumer_key, consumer_secret, access_token and \
    access_token_secret, or token
    """

  private static func values(_ text: String, _ path: String) throws(PullRefusal) -> [String: String] {
    var values: [String: String] = [:]
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      guard let first = line.first(where: { !$0.isWhitespace }), first != "#" else { continue }
      let parts = line.split(separator: "=", maxSplits: 1).map { part in
        String(part.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
      }
      guard parts.count == 2, !parts[0].isEmpty, values[parts[0]] == nil else {
        throw .badSecrets(path, "line \(number + 1): write name = value, each name once")
      }
      values[parts[0]] = parts[1]
    }
    return values
  }

  subscript(name: String) -> String? { values[name] }

  /// The values in the order of their names, or nothing where one is missing.
  func all(_ names: String...) -> [String]? {
    let found = names.compactMap { values[$0] }
    return found.count == names.count ? found : nil
  }

  /// Replaces values in the file: whole or not at all, and on the disk before anybody uses them.
  func keeping(_ changes: [String: String]) throws(PullRefusal) -> Secrets {
    guard let path else { throw .badSecrets("the environment", "a token that rotates needs a file: --secrets FILE") }
    var kept = self
    kept.values.merge(changes) { _, new in new }
    let text = kept.values.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)\n" }.joined()
    let draft = path + ".new"
    unlink(draft)
    let descriptor = open(draft, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .unsaved(draft, String(cString: strerror(errno))) }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0, rename(draft, path) == 0 else {
      throw .unsaved(path, String(cString: strerror(errno)))
    }
    return kept
  }
}
