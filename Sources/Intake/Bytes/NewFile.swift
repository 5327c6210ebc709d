internal import Glibc

/// A file in the making: nobody sees it before it is whole, only its owner may read it, and it replaces none.
final class NewFile {
  /// Why there is no such file, in the system's number.
  struct Refusal: Error {
    let number: CInt

    var isThere: Bool { number == EEXIST }
    var words: String { String(cString: strerror(number)) }
  }

  private let path: String
  private let draft: String
  private let descriptor: CInt

  /// A draft for a place where nothing is yet; a link that leads nowhere is something.
  init(_ path: String) throws(Refusal) {
    self.path = path
    draft = path + ".\(getpid()).partial"
    var found = stat()
    guard lstat(path, &found) != 0 else { throw Refusal(number: EEXIST) }
    descriptor = open(draft, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Refusal(number: errno) }
  }

  deinit {
    close(descriptor)
    unlink(draft)
  }

  func write(_ bytes: [UInt8]) throws(Refusal) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw Refusal(number: errno) }
      rest = rest.dropFirst(count)
    }
  }

  /// Gives the draft its name, unless something has taken it meanwhile.
  func publish() throws(Refusal) {
    guard fsync(descriptor) == 0, link(draft, path) == 0 else { throw Refusal(number: errno) }
  }
}
