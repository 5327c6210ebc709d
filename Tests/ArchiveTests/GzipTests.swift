import Testing

@testable import Archive

@Suite struct GzipTests {
  private static let story = Array(String(repeating: "Ana answered ticket 4711. ", count: 400).utf8)

  @Test(arguments: [1, 2, 7, 4096, Int.max])
  func `what was packed comes out, however the bytes are cut`(chunk: Int) throws {
    #expect(try gunzipped(gzipped(Self.story), chunk: chunk) == Self.story)
  }

  @Test(arguments: [1, 3, Int.max])
  func `members behind one another are one file`(chunk: Int) throws {
    let packed = gzipped(Array("one ".utf8)) + gzipped([]) + gzipped(Array("two".utf8))
    #expect(try gunzipped(packed, chunk: chunk) == Array("one two".utf8))
  }

  @Test func `an empty file packed is an empty file`() throws {
    #expect(try gunzipped(gzipped([])) == [])
  }

  @Test func `noise that cannot be packed comes out too`() throws {
    var seed: UInt64 = 42
    let noise = (0..<200_000).map { _ in
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: seed >> 33)
    }
    #expect(try gunzipped(gzipped(noise), chunk: 1000) == noise)
  }

  @Test func `a file cut anywhere is refused`() throws {
    let packed = gzipped(Array("short".utf8))
    for length in 2..<packed.count {
      #expect(throws: ArchiveError.truncated, "\(length)") { try gunzipped(Array(packed.prefix(length)), chunk: 1) }
    }
  }

  @Test func `a bit turned anywhere behind the header is refused or harmless`() throws {
    let packed = gzipped(Self.story)
    for place in 10..<packed.count {
      var spoilt = packed
      spoilt[place] ^= 0x10
      let unpacked = try? gunzipped(spoilt)
      #expect(unpacked == nil || unpacked == Self.story, "byte \(place)")
    }
  }

  @Test(arguments: [([], "gzip"), (Array("plain text".utf8), "gzip"), ([0x1F], "gzip")])
  func `what is no gzip file is told so`(bytes: [UInt8], what: String) throws {
    #expect(throws: ArchiveError.notPacked(what)) { try gunzipped(bytes) }
  }

  @Test func `bytes behind the end are refused`() throws {
    #expect(throws: ArchiveError.corrupt("bytes behind its end")) { try gunzipped(gzipped([1]) + [0, 0]) }
  }

  @Test func `a bomb is refused while it comes out`() throws {
    let bomb = gzipped([UInt8](repeating: 0, count: 8 << 20))
    #expect(throws: ArchiveError.tooDense("the file", limit: 100)) { try gunzipped(bomb) }
    var limits = ArchiveLimits()
    limits.ratio = 2000
    limits.total = 4 << 20
    #expect(throws: ArchiveError.tooLarge(limit: 4 << 20)) { try gunzipped(bomb, limits: limits) }
  }

  @Test func `a source that fails is heard`() throws {
    struct Torn: Error {}
    var reader = GzipReader { throw Torn() }
    #expect(throws: Torn.self) { try reader.next() }
  }
}
