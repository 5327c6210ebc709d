/// A way to reach somebody, as they wrote it and as it is compared.
///
/// An e-mail address alone or a telephone number alone is enough to suspect that two candidates are one; their names
/// are not asked.
public struct Contact: Codable, Sendable, Equatable, Hashable {
  public enum Kind: String, Codable, Sendable, CaseIterable {
    case email, phone, link
  }

  public let kind: Kind
  public let written: String
  public let normalised: String

  /// Reads what somebody wrote; `nil` when it is no contact of that kind.
  ///
  /// - Parameter callingCode: The country's, for a telephone number without one, such as `44`.
  public init?(_ kind: Kind, _ written: String, callingCode: String? = nil) {
    let trimmed = Self.trimmed(written)
    guard !trimmed.isEmpty, trimmed.utf8.count <= 254 else { return nil }
    let normalised =
      switch kind {
      case .email: Self.email(trimmed)
      case .phone: Self.phone(trimmed, callingCode: callingCode)
      case .link: Optional(trimmed)
      }
    guard let normalised else { return nil }
    self.kind = kind
    self.written = trimmed
    self.normalised = normalised
  }

  /// Lower case, one `@`, something on both sides, no blanks.
  private static func email(_ text: String) -> String? {
    let parts = text.lowercased().split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && !$0.contains(where: \.isWhitespace) }) else { return nil }
    return parts.joined(separator: "@")
  }

  /// Digits behind a plus where the country is known: `(0113) 496-0000` in the United Kingdom is `+441134960000`.
  private static func phone(_ text: String, callingCode: String?) -> String? {
    let digits = text.filter { ("0"..."9").contains($0) }
    guard (3...20).contains(digits.count), text.allSatisfy({ $0.isNumber || " +-()./x".contains($0) }) else {
      return nil
    }
    if text.hasPrefix("+") { return "+" + digits }
    if digits.hasPrefix("00") { return "+" + digits.dropFirst(2) }
    guard let callingCode else { return digits }
    return "+" + callingCode + (digits.hasPrefix("0") ? digits.dropFirst() : digits[...])
  }

  private static func trimmed(_ text: String) -> String {
    var rest = text[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
