/// Unpacks one file of a zip a chunk at a time, and checks that it is what the directory said.
public struct ZipReader<Source: PlacedBytes> {
  private let entry: ZipEntry
  private let source: Source
  private let inflater: Inflater?
  /// Where the next packed byte is, and where they end.
  private var place: Int
  private let end: Int
  private var packed: ArraySlice<UInt8> = []
  private var checksum = Checksum()
  private var count = 0
  private var isFinished: Bool

  private static var chunk: Int { 64 * 1024 }

  init(_ entry: ZipEntry, in source: Source) throws {
    self.entry = entry
    self.source = source
    inflater = entry.method == .deflated ? Inflater(.raw) : nil
    place = try Self.start(of: entry, in: source)
    end = place + entry.packedSize
    isFinished = entry.method == .stored
    guard end <= entry.directory else { throw ArchiveError.corrupt("“\(entry.path)” runs into the directory") }
  }

  /// The next chunk; empty at the end.
  public mutating func next() throws -> [UInt8] {
    let chunk = try inflater == nil ? stored() : inflated()
    count += chunk.count
    checksum.add(chunk)
    guard count <= entry.size else { throw ArchiveError.corrupt("“\(entry.path)” is longer than it says") }
    guard !chunk.isEmpty else {
      guard isFinished, count == entry.size else {
        throw ArchiveError.corrupt("“\(entry.path)” is shorter than it says")
      }
      guard checksum.value == entry.checksum else { throw ArchiveError.checksum("“\(entry.path)”") }
      return []
    }
    return chunk
  }

  private mutating func stored() throws -> [UInt8] {
    let bytes = try source.bytes(at: place, upTo: min(Self.chunk, end - place))
    place += bytes.count
    guard !bytes.isEmpty || place == end else { throw ArchiveError.truncated }
    return bytes
  }

  private mutating func inflated() throws -> [UInt8] {
    guard let inflater else { return [] }
    while !isFinished {
      if packed.isEmpty {
        packed = try source.bytes(at: place, upTo: min(Self.chunk, end - place))[...]
        place += packed.count
        guard !packed.isEmpty else { throw ArchiveError.truncated }
      }
      let step = try inflater.inflate(packed)
      packed = packed.dropFirst(step.used)
      isFinished = step.isFinished
      if isFinished, !packed.isEmpty || place < end { throw ArchiveError.corrupt("“\(entry.path)” has two sizes") }
      if !step.output.isEmpty { return step.output }
    }
    return []
  }

  /// Where the packed bytes begin: behind the entry's own header, which must agree with the directory.
  private static func start(of entry: ZipEntry, in source: Source) throws -> Int {
    var header = FieldCursor(try source.bytes(at: entry.offset, upTo: ZipEntry.headerSize))
    guard try header.long() == 0x0403_4B50 else {
      throw ArchiveError.corrupt("“\(entry.path)” is not where it is said to be")
    }
    try header.skip(4)
    let method = try header.short()
    try header.skip(16)
    let lengths = (name: try header.short(), extra: try header.short())
    let name = try source.bytes(at: entry.offset + ZipEntry.headerSize, upTo: lengths.name)
    guard method == entry.method.rawValue, name.elementsEqual(entry.path.utf8) else {
      throw ArchiveError.corrupt("“\(entry.path)” is called otherwise in the directory")
    }
    return entry.offset + ZipEntry.headerSize + lengths.name + lengths.extra
  }
}
