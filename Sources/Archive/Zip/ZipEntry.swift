/// One file or folder inside a zip, as the directory tells of it.
public struct ZipEntry: Sendable, Hashable {
  /// Plain and relative: `course/index.html`; a folder's ends with a slash.
  public let path: String
  /// How many bytes come out.
  public let size: Int
  public let packedSize: Int
  let checksum: UInt32
  let method: Method
  /// Where the entry's own header begins.
  let offset: Int
  /// Where the directory begins, which all entries stand before.
  let directory: Int

  enum Method: Int {
    case stored = 0
    case deflated = 8
  }

  /// Whether it only holds others.
  public var isFolder: Bool { path.hasSuffix("/") }

  /// The first byte that cannot be the entry's any more, as far as the directory knows.
  var leastEnd: Int { offset + Self.headerSize + path.utf8.count + packedSize }

  static let headerSize = 30

  /// What two paths must not share: some disks do not tell capitals from small letters.
  var key: String { Self.key(of: path) }

  static func key(of path: String) -> String { path.lowercased() }
}
