import Foundation
import Testing

@testable import Archive

@Suite struct ZipTests {
  private func refusal(_ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()) -> ArchiveError? {
    do {
      let zip = try Zip(bytes, limits: limits)
      for entry in zip.entries where !entry.isFolder { _ = try zip.contents(of: entry.path, upTo: .max) }
      return nil
    } catch {
      return error as? ArchiveError
    }
  }

  @Test(arguments: [false, true])
  func `files come out as they were put in`(isWide: Bool) throws {
    var stored = PackedFile("course/plain.txt", "as it is")
    stored.method = 0
    let long = String(repeating: "Returns are free. ", count: 9000)
    let zip = try Zip(zipped([PackedFile("course/"), stored, PackedFile("course/é.html", long)], isWide: isWide))
    #expect(zip.entries.map(\.path) == ["course/", "course/plain.txt", "course/é.html"])
    #expect(zip.entries.map(\.isFolder) == [true, false, false])
    #expect(try zip.contents(of: "course/plain.txt", upTo: 100) == Array("as it is".utf8))
    #expect(try zip.contents(of: "course/é.html", upTo: 1 << 20) == Array(long.utf8))
  }

  /// Made by other people's programs: Python's zipfile (Zip64 by force), Info-ZIP from a pipe (sizes behind the data, or both ends).
  @Test(arguments: [
    (
      "course/cmi5.xml", String(repeating: "<courseStructure/>", count: 4),
      """
      UEsDBC0AAAAAAAAAIQAoh6PV//////////8PABQAY291cnNlL2NtaTUueG1sAQAQAEgAAAAAAAAASAAAAAAAAAA8Y291cnNlU3RydWN0dXJl\
      Lz48Y291cnNlU3RydWN0dXJlLz48Y291cnNlU3RydWN0dXJlLz48Y291cnNlU3RydWN0dXJlLz5QSwMEFAAACAgAoDR3Xc9iIBkHAAAABQAA\
      AA0AAABjb3Vyc2Uvw6kudHh0K8hJzMwDAFBLAwQUAAAAAAAAACEAAAAAAAAAAAAAAAAABgAAAGVtcHR5L1BLAQItAy0AAAAAAAAAIQAoh6PV\
      SAAAAEgAAAAPAAAAAAAAAAAAAACAAQAAAABjb3Vyc2UvY21pNS54bWxQSwECFAMUAAAICACgNHddz2IgGQcAAAAFAAAADQAAAAAAAAAAAAAA\
      gAGJAAAAY291cnNlL8OpLnR4dFBLAQIUAxQAAAAAAAAAIQAAAAAAAAAAAAAAAAAGAAAAAAAAAAAAEAD/QbsAAABlbXB0eS9QSwUGAAAAAAMA\
      AwCsAAAA3wAAAAAA
      """
    ),
    (
      "-", "hello hello hello\n",
      """
      UEsDBC0ACAAIAFk1d10AAAAA//////////8BABQALQEAEAAAAAAAAAAAAAAAAAAAAAAAy0jNyclXyECQXABQSwcIO3yK3wsAAAAA\
      AAAAEgAAAAAAAABQSwECHgMtAAgACABZNXddO3yK3wsAAAASAAAAAQAAAAAAAAABAAAAgBEAAAAALVBLBQYAAAAAAQABAC8AAABW\
      AAAAAAA=
      """
    ),
    (
      "-", "abc\n",
      """
      UEsDBC0AAAAAAPMMeF1OgYhH//////////8BABQALQEAEAAEAAAAAAAAAAQAAAAAAAAAYWJjClBLAQIeAy0AAAAAAPMMeF1OgYhH\
      BAAAAAQAAAABAAAAAAAAAAEAAACAEQAAAAAtUEsGBiwAAAAAAAAAHgMtAAAAAAAAAAAAAQAAAAAAAAABAAAAAAAAAC8AAAAAAAAA\
      NwAAAAAAAABQSwYHAAAAAGYAAAAAAAAAAQAAAFBLBQYAAAAAAQABAC8AAAA3AAAAAAA=
      """
    ),
  ])
  func `zips of other programs are read`(path: String, contents: String, text: String) throws {
    let zip = try Zip(Array(try #require(Data(base64Encoded: text))))
    #expect(try zip.contents(of: path, upTo: 1000) == Array(contents.utf8))
  }

  @Test func `an empty zip and one with a comment are zips`() throws {
    #expect(try Zip(zipped([])).entries.isEmpty)
    #expect(try Zip(zipped([PackedFile("a")], comment: "packed by Ana")).entries.count == 1)
  }

  @Test(arguments: [
    ("../secret", "climbs out"), ("a/../../b", "climbs out"), ("/etc/passwd", "begins at the root"),
    ("C:/x", "begins with a drive"), ("a\\b", "is parted by backslashes"), ("a//b", "has a step that leads nowhere"),
    ("./a", "has a step that leads nowhere"), ("", "is empty"), ("a\u{0}b", "holds a control character"),
    ("a\u{1B}[2J", "holds a control character"), (String(repeating: "a", count: 600), "has more than 512 bytes"),
  ])
  func `a path that leads elsewhere is refused`(path: String, reason: String) throws {
    guard case .badPath(_, let said)? = refusal(zipped([PackedFile(path)])) else {
      Issue.record("taken")
      return
    }
    #expect(said == reason)
  }

  @Test func `a path that is not UTF-8 is refused`() throws {
    var file = PackedFile("x")
    file.path = [0x82, 0xA0]
    guard case .badPath(_, "is not UTF-8")? = refusal(zipped([file])) else {
      Issue.record("taken")
      return
    }
  }

  @Test func `links and devices are refused`() throws {
    for mode in [0xA000, 0x2000, 0x6000, 0xC000] {
      var link = PackedFile("link", "/etc/passwd")
      link.mode = mode | 0o777
      #expect(refusal(zipped([link])) == .notPlain("link"))
    }
  }

  @Test func `two files of one name are refused, in capitals too`() throws {
    #expect(refusal(zipped([PackedFile("a"), PackedFile("a")])) == .repeatedPath("a"))
    #expect(refusal(zipped([PackedFile("a.txt"), PackedFile("A.txt")])) == .repeatedPath("A.txt"))
  }

  @Test func `encrypted files and strange methods are refused`() throws {
    var locked = PackedFile("a")
    locked.flags = 1
    #expect(refusal(zipped([locked])) == .encrypted("a"))
    var strange = PackedFile("a")
    strange.method = 12
    #expect(refusal(zipped([strange])) == .unknownMethod("a", method: 12))
  }

  @Test func `files that overlap are refused`() throws {
    var second = PackedFile("b", "other")
    second.saysOffset = 0
    #expect(refusal(zipped([PackedFile("a"), second])) == .corrupt("“a” and “b” overlap"))
  }

  @Test func `a bomb is refused before a byte of it comes out`() throws {
    let bomb = PackedFile("zeros", String(repeating: "0", count: 4 << 20))
    #expect(refusal(zipped([bomb])) == .tooDense("“zeros”", limit: 100))
    var limits = ArchiveLimits()
    limits.total = 1000
    let halves = [
      PackedFile("a", String(repeating: "x", count: 600)), PackedFile("b", String(repeating: "x", count: 600)),
    ]
    #expect(refusal(zipped(halves), limits: limits) == .tooLarge(limit: 1000))
    limits.entries = 1
    #expect(refusal(zipped(halves), limits: limits) == .tooManyEntries(limit: 1))
  }

  @Test func `a directory that lies about a size is found out`() throws {
    for size in [3, 5] {
      var file = PackedFile("a", "four")
      file.saysSize = size
      let words = size == 3 ? "longer" : "shorter"
      #expect(refusal(zipped([file])) == .corrupt("“a” is \(words) than it says"))
    }
  }

  @Test func `a checksum or a name that does not agree is refused`() throws {
    var file = PackedFile("a", "four")
    file.saysChecksum = 7
    #expect(refusal(zipped([file])) == .checksum("“a”"))
    var renamed = PackedFile("a", "four")
    renamed.headerPath = Array("b".utf8)
    #expect(refusal(zipped([renamed])) == .corrupt("“a” is called otherwise in the directory"))
  }

  @Test func `bytes before the first file and a zip cut short are refused`() throws {
    let bytes = zipped([PackedFile("a")])
    #expect(refusal(Array("#!/bin/sh\n".utf8) + bytes) == .corrupt("the directory is not where it is said to be"))
    for length in 0..<bytes.count { #expect(refusal(Array(bytes.prefix(length))) == .notPacked("zip"), "\(length)") }
  }

  @Test func `a bit turned anywhere is refused or harmless, and never a crash`() throws {
    let bytes = zipped([PackedFile("a/one", "eleven words and a few more"), PackedFile("a/two", "and again")])
    for place in bytes.indices {
      for bit in 0..<8 {
        var spoilt = bytes
        spoilt[place] ^= 1 << UInt8(bit)
        _ = refusal(spoilt)
      }
    }
  }

  @Test func `a file that is not there, or too large to be held, is told so`() throws {
    let zip = try Zip(zipped([PackedFile("a/"), PackedFile("a/b", "four")]))
    #expect(throws: ArchiveError.noEntry("c")) { try zip.contents(of: "c", upTo: 10) }
    #expect(throws: ArchiveError.noEntry("a/")) { try zip.contents(of: "a/", upTo: 10) }
    #expect(throws: ArchiveError.noEntry("A/B")) { try zip.contents(of: "A/B", upTo: 10) }
    #expect(throws: ArchiveError.tooLarge(limit: 3)) { try zip.contents(of: "a/b", upTo: 3) }
  }
}
