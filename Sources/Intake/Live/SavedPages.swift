internal import Glibc
internal import Web

/// Pages in a folder: `tickets-000001.json`, as the account sent each, with its status and chosen fields beside it.
///
/// They hold what customers wrote, so nobody else may read them, and none is ever written over another.
struct SavedPages: Sendable {
  let folder: String
  /// Kept while pages are written: two pulls would take each other's for halves.
  private let lock: FolderLock?

  private static let fields = [
    "date", "link", "content-range", "x-shopify-api-version", "x-wp-total", "x-wp-totalpages",
  ]

  /// Opens a folder to write to, and makes it where it is not.
  static func making(_ folder: String) throws(PullRefusal) -> SavedPages {
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw .unsaved(folder, String(cString: strerror(errno))) }
    return SavedPages(folder: folder, lock: try FolderLock(folder))
  }

  /// Opens a folder to read from.
  static func saved(in folder: String) throws(PullRefusal) -> SavedPages {
    var found = stat()
    guard stat(folder, &found) == 0, found.st_mode & S_IFMT == S_IFDIR else { throw .noFolder(folder) }
    return SavedPages(folder: folder, lock: nil)
  }

  private func path(_ stream: String, _ number: Int) -> String {
    let digits = String(number)
    return "\(folder)/\(stream)-\(String(repeating: "0", count: max(0, 6 - digits.count)))\(digits)"
  }

  /// The number of the first page of `stream` that is not there.
  func count(of stream: String) -> Int {
    var number = 0
    while access(path(stream, number + 1) + ".json", F_OK) == 0 { number += 1 }
    return number
  }

  /// Saves a page and its fields, those first: with the page both are there.
  func save(_ answer: WebAnswer, of stream: String, as number: Int) throws(PullRefusal) {
    let heads = Self.fields.compactMap { name in answer[name].map { "\(name): \($0)\n" } }.joined()
    dropHalf(path(stream, number))
    try write(Array("status: \(answer.status)\n\(heads)".utf8), to: path(stream, number) + ".headers")
    try write(answer.body, to: path(stream, number) + ".json")
  }

  /// Removes fields that a pull has left without their page when it was killed; what is not ours, or is a link, stays.
  private func dropHalf(_ path: String) {
    var found = stat()
    guard lstat(path + ".json", &found) != 0, errno == ENOENT, lstat(path + ".headers", &found) == 0,
      found.st_mode & S_IFMT == S_IFREG, found.st_uid == geteuid()
    else { return }
    unlink(path + ".headers")
  }

  private func write(_ bytes: [UInt8], to path: String) throws(PullRefusal) {
    do throws(NewFile.Refusal) {
      let file = try NewFile(path)
      try file.write(bytes)
      try file.publish()
    } catch {
      throw .unsaved(path, error.words)
    }
  }

  /// The saved page; `nil` behind the last.
  func page(of stream: String, _ number: Int) throws -> WebAnswer? {
    let path = path(stream, number)
    guard access(path + ".json", F_OK) == 0 else { return nil }
    var heads: [String: String] = [:]
    if access(path + ".headers", F_OK) == 0 {
      for line in String(decoding: try Self.bytes(path + ".headers"), as: UTF8.self).split(separator: "\n") {
        guard let colon = line.firstRange(of: ": ") else { continue }
        heads[String(line[..<colon.lowerBound])] = String(line[colon.upperBound...])
      }
    }
    return WebAnswer(
      status: heads["status"].flatMap { Int($0) } ?? 200, headers: heads, body: try Self.bytes(path + ".json"))
  }

  private static func bytes(_ path: String) throws -> [UInt8] {
    let file = try InputFile(path)
    return try file.read(at: 0, upTo: file.size)
  }
}

/// A folder that one pull writes to, until it ends or dies.
private final class FolderLock: Sendable {
  private let descriptor: CInt

  init(_ folder: String) throws(PullRefusal) {
    descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unsaved(folder, String(cString: strerror(errno))) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw .unsaved(
        folder, errno == EWOULDBLOCK ? "another pull saves its pages there" : String(cString: strerror(errno)))
    }
  }

  deinit { close(descriptor) }
}
