import Glibc

/// A file of results: written beside its place and moved there whole, readable by its owner alone.
enum OutputFile {
  /// Writes `text` to `path`; an interrupted run leaves what was there before.
  ///
  /// - Throws: ``Failure`` when the file is there already and `replacing` is false, or cannot be written.
  static func write(_ text: String, to path: String, replacing: Bool) throws(Failure) {
    guard replacing || access(path, F_OK) != 0 else {
      throw Failure(exit: .cannotCreate, "\(path) is there already.", next: "add --force to replace it")
    }
    let beside = "\(path).part"
    unlink(beside)
    let file = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure(path) }
    var text = text
    let written = text.withUTF8 { bytes in
      var sent = 0
      while sent < bytes.count {
        let count = Glibc.write(file, bytes.baseAddress.map { $0 + sent }, bytes.count - sent)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return false }
        sent += count
      }
      return true
    }
    let isSafe = written && fsync(file) == 0
    guard close(file) == 0, isSafe, rename(beside, path) == 0 else {
      let failure = failure(path)
      unlink(beside)
      throw failure
    }
  }

  /// Moves a finished file to its place, over what is there.
  static func move(_ draft: String, to path: String) throws(Failure) {
    guard rename(draft, path) == 0 else { throw failure(path) }
  }

  /// Makes a folder with those above it, unless it is there.
  static func makeFolder(_ path: String) throws(Failure) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += (made.isEmpty || made.hasSuffix("/") ? "" : "/") + part
      guard mkdir(made, 0o755) == 0 || errno == EEXIST else { throw failure(made) }
    }
  }

  private static func failure(_ path: String) -> Failure {
    let exit: Exit = errno == ENOSPC || errno == EIO ? .inputOutput : .cannotCreate
    return Failure(exit: exit, "\(path): \(String(cString: strerror(errno))).")
  }
}
