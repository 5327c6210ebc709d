/// Why there is no answer that could be read.
public struct WebError: Error, Sendable, Equatable {
  public let kind: Kind
  /// What was asked, without anything that follows a question mark.
  public let place: String
  /// What libcurl said.
  public let reason: String

  public enum Kind: String, Sendable, CaseIterable {
    /// The address is none of https.
    case badAddress
    /// Nobody answered there.
    case unreachable
    case timedOut
    /// The connection ended before the answer did.
    case cutOff
    /// The server could not prove who it is.
    case untrusted
    /// The answer is packed in a way that cannot be undone, or was cut inside.
    case garbled
    case tooLarge
  }

  public init(_ kind: Kind, _ place: String, _ reason: String) {
    self.kind = kind
    self.place = String(place.prefix { $0 != "?" })
    self.reason = reason
  }

  /// Whether asking again may help.
  public var isPassing: Bool {
    switch kind {
    case .unreachable, .timedOut, .cutOff, .garbled: true
    case .badAddress, .untrusted, .tooLarge: false
    }
  }
}

extension WebError: CustomStringConvertible {
  public var description: String {
    switch kind {
    case .badAddress: "\(place) is no address of https: \(reason)"
    case .unreachable: "\(place) cannot be reached: \(reason)"
    case .timedOut: "\(place) took too long: \(reason)"
    case .cutOff: "\(place) ended in the middle of its answer: \(reason)"
    case .untrusted: "\(place) could not prove who it is: \(reason)"
    case .garbled: "\(place) answered with bytes that cannot be unpacked: \(reason)"
    case .tooLarge: "\(place) answered with more than is taken: \(reason)"
    }
  }
}
