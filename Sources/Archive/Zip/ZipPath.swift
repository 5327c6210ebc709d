/// What may stand as a path inside a zip: relative, plain, and the same on every disk.
enum ZipPath {
  static func read(_ name: [UInt8], limit: Int) throws(ArchiveError) -> String {
    guard let path = String(validating: name, as: UTF8.self) else {
      throw .badPath(shown(String(decoding: name, as: UTF8.self)), reason: "is not UTF-8")
    }
    if let reason = reason(against: path, limit: limit) { throw .badPath(shown(path), reason: reason) }
    return path
  }

  /// Why `path` will not do, if it will not.
  private static func reason(against path: String, limit: Int) -> String? {
    let scalars = path.unicodeScalars
    if path.isEmpty { return "is empty" }
    if path.utf8.count > limit { return "has more than \(limit) bytes" }
    if scalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) { return "holds a control character" }
    if scalars.contains("\\") { return "is parted by backslashes" }
    if path.hasPrefix("/") { return "begins at the root" }
    if scalars.dropFirst().first == ":" { return "begins with a drive" }
    let steps = (path.hasSuffix("/") ? path.dropLast() : path[...]).split(
      separator: "/", omittingEmptySubsequences: false)
    if steps.contains("..") { return "climbs out" }
    if steps.contains(".") || steps.contains("") { return "has a step that leads nowhere" }
    return nil
  }

  /// Unix packers note what a file is: plain, a folder, a pipe it was packed from, or what must not be unpacked.
  static func refuseSpecial(_ path: String, mode: Int) throws(ArchiveError) {
    switch mode & 0xF000 {
    case 0, 0x8000, 0x4000, 0x1000: break
    default: throw .notPlain(path)
    }
  }

  /// A path as it may be printed.
  private static func shown(_ path: String) -> String {
    let plain = path.unicodeScalars.prefix(60).map { $0.value < 0x20 || $0.value == 0x7F ? "?" : String($0) }
    return plain.joined() + (path.unicodeScalars.count > 60 ? "…" : "")
  }
}
