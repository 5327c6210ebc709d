/// The directory at a zip's end, Zip64 included (APPNOTE 6.3.10, sections 4.3.12 to 4.5.3).
struct ZipDirectory<Source: PlacedBytes> {
  private let source: Source
  private let limits: ArchiveLimits
  private let extent: Extent

  /// Where the directory is, and how many entries it has.
  private struct Extent {
    var count: Int
    var size: Int
    var offset: Int
    /// Where what follows the directory begins.
    var end: Int
  }

  private enum Mark {
    static var entry: Int { 0x0201_4B50 }
    static var end: Int { 0x0605_4B50 }
    static var wideEnd: Int { 0x0606_4B50 }
    static var wideLocator: Int { 0x0706_4B50 }
  }

  init(_ source: Source, limits: ArchiveLimits) throws {
    self.source = source
    self.limits = limits
    extent = try Self.extent(in: source)
    guard extent.count <= limits.entries else { throw ArchiveError.tooManyEntries(limit: limits.entries) }
    guard extent.offset >= 0, extent.size >= 0, extent.offset <= extent.end, extent.end - extent.offset == extent.size
    else { throw ArchiveError.corrupt("the directory is not where it is said to be") }
    guard extent.size <= extent.count * (46 + limits.path + 8192) else {
      throw ArchiveError.corrupt("the directory is too large for its entries")
    }
  }

  func entries() throws -> [ZipEntry] {
    var cursor = FieldCursor(try source.bytes(at: extent.offset, upTo: extent.size))
    var entries: [ZipEntry] = []
    for _ in 0..<extent.count { entries.append(try entry(&cursor)) }
    guard cursor.isAtEnd else { throw ArchiveError.corrupt("more in the directory than it says") }
    return entries
  }

  private func entry(_ cursor: inout FieldCursor) throws(ArchiveError) -> ZipEntry {
    guard try cursor.long() == Mark.entry else { throw .corrupt("no entry where the directory has one") }
    let maker = try cursor.short() >> 8
    try cursor.skip(2)
    let flags = try cursor.short()
    let method = try cursor.short()
    try cursor.skip(4)
    let checksum = UInt32(truncatingIfNeeded: try cursor.long())
    var sizes = WideSizes(packed: try cursor.long(), unpacked: 0, offset: 0, disk: 0)
    sizes.unpacked = try cursor.long()
    let lengths = (name: try cursor.short(), extra: try cursor.short(), comment: try cursor.short())
    sizes.disk = try cursor.short()
    try cursor.skip(2)
    let attributes = try cursor.long()
    sizes.offset = try cursor.long()
    let name = try cursor.take(lengths.name)
    try sizes.widen(by: try cursor.take(lengths.extra))
    try cursor.skip(lengths.comment)
    let path = try ZipPath.read(name, limit: limits.path)
    guard flags & 0x2041 == 0 else { throw .encrypted(path) }
    guard let known = ZipEntry.Method(rawValue: method) else { throw .unknownMethod(path, method: method) }
    guard sizes.disk == 0 else { throw .corrupt("it is one of several parts") }
    if maker == 3 { try ZipPath.refuseSpecial(path, mode: attributes >> 16) }
    guard known == .deflated || sizes.packed == sizes.unpacked else { throw .corrupt("“\(path)” has two sizes") }
    return ZipEntry(
      path: path, size: sizes.unpacked, packedSize: sizes.packed, checksum: checksum, method: known,
      offset: sizes.offset, directory: extent.offset)
  }

  // MARK: - The end

  private static func extent(in source: Source) throws -> Extent {
    let tail = min(source.count, 22 + 0xFFFF)
    let base = source.count - tail
    let bytes = try source.bytes(at: base, upTo: tail)
    guard bytes.count >= 22, let place = endPlace(in: bytes) else { throw ArchiveError.notPacked("zip") }
    var cursor = FieldCursor(bytes[place...])
    try cursor.skip(4)
    let disks = (try cursor.short(), try cursor.short())
    let counts = (try cursor.short(), try cursor.short())
    var extent = Extent(count: counts.1, size: try cursor.long(), offset: try cursor.long(), end: base + place)
    let isWide = counts.1 == 0xFFFF || extent.size == 0xFFFF_FFFF || extent.offset == 0xFFFF_FFFF
    // Who packs what comes through a pipe writes both ends, since nobody knows how long it will be.
    if let wide = try wideExtent(in: source, before: base + place) {
      guard isWide || (extent.count, extent.size, extent.offset) == (wide.count, wide.size, wide.offset) else {
        throw ArchiveError.corrupt("its two ends disagree")
      }
      return wide
    }
    guard disks == (0, 0), counts.0 == counts.1 else { throw ArchiveError.corrupt("it is one of several parts") }
    extent.end = base + place
    return extent
  }

  /// The last mark of an end whose comment reaches exactly to the file's end.
  private static func endPlace(in bytes: [UInt8]) -> Int? {
    (0...(bytes.count - 22)).last { place in
      bytes[place] == 0x50 && bytes[place + 1] == 0x4B && bytes[place + 2] == 5 && bytes[place + 3] == 6
        && place + 22 + Int(bytes[place + 20]) + Int(bytes[place + 21]) << 8 == bytes.count
    }
  }

  private static func wideExtent(in source: Source, before end: Int) throws -> Extent? {
    guard end >= 20 else { return nil }
    var locator = FieldCursor(try source.bytes(at: end - 20, upTo: 20))
    guard try locator.long() == Mark.wideLocator else { return nil }
    try locator.skip(4)
    let place = try locator.wide()
    guard place >= 0, place <= end - 20 - 56 else { throw ArchiveError.corrupt("the Zip64 end is nowhere") }
    var cursor = FieldCursor(try source.bytes(at: place, upTo: 56))
    guard try cursor.long() == Mark.wideEnd else { throw ArchiveError.corrupt("the Zip64 end is not there") }
    try cursor.skip(12)
    let disks = (try cursor.long(), try cursor.long())
    let counts = (try cursor.wide(), try cursor.wide())
    guard disks == (0, 0), counts.0 == counts.1 else { throw ArchiveError.corrupt("it is one of several parts") }
    return Extent(count: counts.1, size: try cursor.wide(), offset: try cursor.wide(), end: place)
  }
}

/// Sizes that may be too large for the fields of old, and then stand in an extra field.
private struct WideSizes {
  var packed: Int
  var unpacked: Int
  var offset: Int
  var disk: Int

  private static let full = 0xFFFF_FFFF

  mutating func widen(by extra: [UInt8]) throws(ArchiveError) {
    var fields = FieldCursor(extra)
    while !fields.isAtEnd {
      let tag = try fields.short()
      var body = FieldCursor(try fields.take(try fields.short()))
      guard tag == 1 else { continue }
      if unpacked == Self.full { unpacked = try body.wide() }
      if packed == Self.full { packed = try body.wide() }
      if offset == Self.full { offset = try body.wide() }
      if disk == 0xFFFF { disk = try body.long() }
    }
  }
}
