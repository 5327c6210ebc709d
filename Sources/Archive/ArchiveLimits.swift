/// How much a packed file may ask of whoever unpacks it: more is an attack, or a mistake.
public struct ArchiveLimits: Sendable, Equatable {
  /// The most files a zip may hold.
  public var entries = 10_000
  /// The most bytes that may come out in all.
  public var total = 1 << 30
  /// How many times its packed size anything may grow to; Deflate itself reaches 1032.
  public var ratio = 100
  /// Smaller things may be as dense as they like: a page of blanks is no bomb.
  public var ratioFloor = 1 << 20
  /// The most bytes of a path.
  public var path = 512

  public init() {}
}

extension ArchiveLimits {
  /// Refuses what grew from `packed` to `unpacked` bytes, where that is too much.
  func check(_ name: String, packed: Int, unpacked: Int) throws(ArchiveError) {
    guard unpacked <= total else { throw .tooLarge(limit: total) }
    guard unpacked <= ratioFloor || unpacked / max(1, packed) < ratio else { throw .tooDense(name, limit: ratio) }
  }
}
