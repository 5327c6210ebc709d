import Glibc

/// A file of results: made beside its place and put there whole, readable by its owner alone.
enum OutputFile {
  /// Writes `text` to `path`; an interrupted run leaves what was there before.
  ///
  /// - Throws: ``Failure`` when something is there already, be it a link that leads nowhere, and `replacing` is false, or
  ///   when it cannot be written.
  static func write(_ text: String, to path: String, replacing: Bool) throws(Failure) {
    let draft = try Draft(of: path, replacing: replacing)
    try draft.fill(text)
    try draft.publish()
  }

  /// Lets `fill` write a draft at the path it is given, and puts that in its place.
  ///
  /// - Throws: As ``write(_:to:replacing:)`` does, and what `fill` throws.
  static func make(_ path: String, replacing: Bool, _ fill: (String) throws -> Void) throws {
    let draft = try Draft(of: path, replacing: replacing)
    try fill(draft.path)
    try draft.publish()
  }

  /// Moves a finished file to its place, for its owner alone; a link that is replaced is not followed.
  static func move(_ draft: String, to path: String, replacing: Bool) throws(Failure) {
    guard chmod(draft, 0o600) == 0 else { throw failure(path) }
    guard replacing else {
      guard link(draft, path) == 0 else { throw errno == EEXIST ? isThere(path) : failure(path) }
      unlink(draft)
      return
    }
    guard rename(draft, path) == 0 else { throw failure(path) }
  }

  /// Refuses a place where something is, be it a link that leads nowhere.
  static func refuse(taken path: String) throws(Failure) {
    var found = stat()
    guard lstat(path, &found) != 0 else { throw isThere(path) }
  }

  /// Makes a folder with those above it, unless it is there.
  static func makeFolder(_ path: String) throws(Failure) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += (made.isEmpty || made.hasSuffix("/") ? "" : "/") + part
      guard mkdir(made, 0o755) == 0 || errno == EEXIST else { throw failure(made) }
    }
  }

  /// Makes a folder that nobody had and nobody else can look into, called as `path` is with six letters behind it.
  static func makeDraftFolder(at path: String) throws(Failure) -> String {
    var name = Array((path + ".XXXXXX").utf8CString)
    guard mkdtemp(&name) != nil else { throw failure(path) }
    return path + String(decoding: name.suffix(8).dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private static func isThere(_ path: String) -> Failure {
    Failure(exit: .cannotCreate, "\(path) is there already.", next: "add --force to replace it")
  }

  fileprivate static func failure(_ path: String) -> Failure {
    let exit: Exit = errno == ENOSPC || errno == EIO ? .inputOutput : .cannotCreate
    return Failure(exit: exit, "\(path): \(String(cString: strerror(errno))).")
  }
}

/// A file in the making, in a folder of its own beside its place; what is left of it goes with it.
private struct Draft: ~Copyable {
  private let place: String
  private let replacing: Bool
  private let folder: String

  var path: String { folder + "/draft" }

  init(of place: String, replacing: Bool) throws(Failure) {
    if !replacing { try OutputFile.refuse(taken: place) }
    let made = try OutputFile.makeDraftFolder(at: place)
    (self.place, self.replacing, folder) = (place, replacing, made)
  }

  deinit {
    unlink(path)
    rmdir(folder)
  }

  func fill(_ text: String) throws(Failure) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw OutputFile.failure(place) }
    var text = text
    let isWritten = text.withUTF8 { bytes in
      var sent = 0
      while sent < bytes.count {
        let count = Glibc.write(file, bytes.baseAddress.map { $0 + sent }, bytes.count - sent)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return false }
        sent += count
      }
      return true
    }
    let isSafe = isWritten && fsync(file) == 0
    guard close(file) == 0, isSafe else { throw OutputFile.failure(place) }
  }

  func publish() throws(Failure) {
    try OutputFile.move(path, to: place, replacing: replacing)
  }
}
