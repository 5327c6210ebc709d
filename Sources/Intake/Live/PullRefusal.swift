public import Store
internal import Web

/// Why a pull stopped, in the user's words.
public enum PullRefusal: Error, Sendable, Equatable {
  /// Nobody answered that could be understood; the place, and why.
  case unreachable(String)
  /// The account said no to a stream; the status, and its words.
  case denied(String, status: Int, words: String)
  /// The answer is no page; the status, and how it begins.
  case noPage(String, status: Int, words: String)
  /// The account asked for more patience than there is.
  case busy(String, seconds: Int)
  /// A redirect, or a page's link, leads to another server.
  case elsewhere(String)
  /// A page that contradicts what the vendor describes.
  case puzzled(String, String)
  /// More records share one second than can be listed.
  case tooManyAtOnce(String, String)
  case noBeginning(String)
  case noStream(String, known: [String])
  case noSecret(String)
  /// A file of secrets that others may read, or that says nothing.
  case badSecrets(String, String)
  /// The refresh token was used up, and what came for it was not kept.
  case spentToken(String)
  /// Somebody else pulled the same stream meanwhile.
  case overtaken(String)
  case tooManyRequests(Int)
  case unsaved(String, String)
  case noFolder(String)
}

extension PullRefusal: CustomStringConvertible {
  public var kind: RefusalKind {
    switch self {
    case .unreachable, .noPage, .busy, .tooManyRequests: .temporary
    case .denied: .denied
    case .elsewhere, .noSecret, .badSecrets, .spentToken: .configuration
    case .puzzled, .tooManyAtOnce, .noBeginning, .noStream: .invalid
    case .overtaken: .conflict
    case .noFolder: .missing
    case .unsaved: .storage
    }
  }

  public var description: String {
    switch self {
    case .unreachable(let reason): "\(reason). What was taken stays; pull again to go on."
    case .denied(let stream, let status, let words):
      "The account refuses \(stream) (\(status)): \(words). Give the token the rights for it, or name other streams."
    case .noPage(let stream, let status, let words):
      "The answer to \(stream) is no page (\(status)): \(words). What was taken stays; pull again to go on."
    case .busy(let stream, let seconds):
      "The account asks to wait \(seconds) seconds for \(stream). What was taken stays; pull again later."
    case .elsewhere(let host) where host.isEmpty:
      "The address is none of https, and a token goes nowhere else: write https:// and the server's name."
    case .elsewhere(let host):
      "The account sends us on to \(host), and a token is for one server alone. If that is where it lives now, name it"
        + " with --from."
    case .puzzled(let stream, let reason): "\(stream): \(reason). Save the pages with --tee and look at the last."
    case .tooManyAtOnce(let stream, let second):
      "More of \(stream) changed at \(second) than the vendor lists. Import an export of that day, then pull with"
        + " --since behind it."
    case .noBeginning(let stream): "\(stream) was never pulled: say from when on with --since."
    case .noStream(let name, let known): "There is no stream \(name). There are \(known.joined(separator: ", "))."
    case .noSecret(let names): "There is no secret to sign in with: \(names)."
    case .badSecrets(let path, let reason): "\(path): \(reason)."
    case .spentToken(let path):
      "The refresh token in \(path) was used up. Sign in once more, and write the new tokens there."
    case .overtaken(let stream): "Somebody else is pulling \(stream) from this source. Let them finish."
    case .tooManyRequests(let limit): "\(limit) requests were made, which is the limit; pull again to go on."
    case .noFolder(let path): "\(path) is no folder: name the one that --tee saved pages in."
    case .unsaved(let path, let reason): "\(path) cannot be written: \(reason)."
    }
  }
}

extension PullRefusal {
  init(_ error: WebError) {
    self = .unreachable("\(error)")
  }
}
