/// A zip file: its directory read and judged as a whole, its files unpacked one at a time as they are asked for.
///
/// The directory at the end is what counts, as for every other reader; a file's own header must agree with it.
/// Everything two readers could read differently is refused: bytes before the first file, files that overlap, names
/// that are there twice, paths that climb.
///
/// ```swift
/// let zip = try Zip(bytes)
/// let manifest = try zip.contents(of: "imsmanifest.xml", upTo: 1 << 20)
/// ```
public struct Zip<Source: PlacedBytes> {
  /// What is inside, in the order of the directory; folders too.
  public let entries: [ZipEntry]
  let source: Source
  private let places: [String: Int]

  /// Reads the directory.
  ///
  /// - Throws: ``ArchiveError``, or whatever the source throws.
  public init(_ source: Source, limits: ArchiveLimits = ArchiveLimits()) throws {
    self.source = source
    entries = try ZipDirectory(source, limits: limits).entries()
    var places: [String: Int] = [:]
    for (index, entry) in entries.enumerated() where places.updateValue(index, forKey: entry.key) != nil {
      throw ArchiveError.repeatedPath(entry.path)
    }
    self.places = places
    try Self.refuseOverlaps(entries)
    try Self.refuseDensity(entries, limits)
  }

  /// Whether a file that begins with `head` is a zip.
  public static func recognizes(_ head: some Sequence<UInt8>) -> Bool {
    head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06])
  }

  /// The file called `path`, if there is one.
  public func entry(_ path: String) -> ZipEntry? {
    places[ZipEntry.key(of: path)].map { entries[$0] }.flatMap { $0.path == path ? $0 : nil }
  }

  /// Unpacks one file a chunk at a time.
  public func reader(_ entry: ZipEntry) throws -> ZipReader<Source> { try ZipReader(entry, in: source) }

  /// The whole of a file that has at most `limit` bytes.
  public func contents(of path: String, upTo limit: Int) throws -> [UInt8] {
    guard let entry = entry(path), !entry.isFolder else { throw ArchiveError.noEntry(path) }
    guard entry.size <= limit else { throw ArchiveError.tooLarge(limit: limit) }
    var reader = try reader(entry)
    var contents: [UInt8] = []
    contents.reserveCapacity(entry.size)
    while case let chunk = try reader.next(), !chunk.isEmpty { contents += chunk }
    return contents
  }

  /// The same bytes told as several files are how a small zip becomes a large disk (Fifield 2019).
  private static func refuseOverlaps(_ entries: [ZipEntry]) throws(ArchiveError) {
    let inOrder = entries.sorted { $0.offset < $1.offset }
    for (entry, next) in zip(inOrder, inOrder.dropFirst()) where entry.leastEnd > next.offset {
      throw .corrupt("“\(entry.path)” and “\(next.path)” overlap")
    }
    if let last = inOrder.last, last.leastEnd > last.directory {
      throw .corrupt("“\(last.path)” runs into the directory")
    }
  }

  private static func refuseDensity(_ entries: [ZipEntry], _ limits: ArchiveLimits) throws(ArchiveError) {
    var total = 0
    for entry in entries {
      try limits.check("“\(entry.path)”", packed: entry.packedSize, unpacked: entry.size)
      total += entry.size
      guard total <= limits.total else { throw .tooLarge(limit: limits.total) }
    }
  }
}
