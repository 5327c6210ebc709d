/// Unpacks a gzip file (RFC 1952) as it comes: chunks in, chunks out, nothing else held.
///
/// Several members behind one another are one file, as `cat a.gz b.gz` makes it. Checksums are checked, and bytes
/// behind the last member that begin no other are refused.
public struct GzipReader {
  private let source: () throws -> [UInt8]
  private let limits: ArchiveLimits
  private var inflater: Inflater?
  private var packed: ArraySlice<UInt8> = []
  private var isDrained = false
  /// How many bytes went in and came out.
  public private(set) var packedCount = 0
  public private(set) var unpackedCount = 0

  /// - Parameter source: The next packed chunk at each call; empty at the end.
  public init(limits: ArchiveLimits = ArchiveLimits(), from source: @escaping () throws -> [UInt8]) {
    self.source = source
    self.limits = limits
  }

  /// Whether a file that begins with `head` is packed by gzip.
  public static func recognizes(_ head: some Sequence<UInt8>) -> Bool { head.starts(with: [0x1F, 0x8B]) }

  /// The next chunk; empty at the end.
  ///
  /// - Throws: ``ArchiveError``, or whatever the source throws; then the reader must not be asked again.
  public mutating func next() throws -> [UInt8] {
    while true {
      if packed.isEmpty, !isDrained { try refill() }
      if packed.isEmpty {
        guard inflater == nil else { throw ArchiveError.truncated }
        if packedCount == 0 { throw ArchiveError.notPacked("gzip") }
        return []
      }
      let output = try step()
      if !output.isEmpty { return output }
    }
  }

  private mutating func refill() throws {
    let chunk = try source()
    packed = chunk[...]
    packedCount += chunk.count
    isDrained = chunk.isEmpty
  }

  /// Takes one piece of the member at hand, or begins the next.
  private mutating func step() throws -> [UInt8] {
    let member = try inflater ?? begin()
    let step = try member.inflate(packed)
    packed = packed.dropFirst(step.used)
    inflater = step.isFinished ? nil : member
    unpackedCount += step.output.count
    try limits.check("the file", packed: packedCount, unpacked: unpackedCount)
    return step.output
  }

  private mutating func begin() throws -> Inflater {
    while packed.count < 2, !isDrained {
      let chunk = try source()
      packed += chunk
      packedCount += chunk.count
      isDrained = chunk.isEmpty
    }
    guard Self.recognizes(packed) else {
      let isFirst = unpackedCount == 0 && packed.count == packedCount
      throw isFirst ? ArchiveError.notPacked("gzip") : ArchiveError.corrupt("bytes behind its end")
    }
    return Inflater(.gzip)
  }
}
