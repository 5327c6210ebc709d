import Foundation
import Testing

@testable import Commands

/// Attack 48 on what commands write: nothing is replaced unasked, and no link is followed.
@Suite struct OutputFileTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/output-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder + "/in/deep", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  /// Both ways a command has to write a file.
  private static let ways: [@Sendable (String, Bool) throws -> Void] = [
    { try OutputFile.write("new", to: $0, replacing: $1) },
    { try OutputFile.make($0, replacing: $1) { try Data("new".utf8).write(to: URL(filePath: $0)) } },
  ]

  private func text(_ path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }

  @Test func `a file that is there stays, by whatever path it is named`() throws {
    for write in Self.ways {
      try withFolder { folder in
        try Data("mine".utf8).write(to: URL(filePath: folder + "/kept"))
        for path in ["/kept", "/in/deep/../../kept", "/in/../kept", "//kept", "/./kept"] {
          let failure = #expect(throws: Failure.self) { try write(folder + path, false) }
          #expect(failure?.exit == .cannotCreate && failure?.next == "add --force to replace it")
        }
        #expect(text(folder + "/kept") == "mine")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["in", "kept"])
      }
    }
  }

  @Test func `no link is followed: not to a file, not to nothing, and not when it is replaced`() throws {
    for write in Self.ways {
      try withFolder { folder in
        try Data("mine".utf8).write(to: URL(filePath: folder + "/secret"))
        for (link, target) in [("out", "/secret"), ("lost", "/nowhere")] {
          try FileManager.default.createSymbolicLink(
            atPath: "\(folder)/\(link)", withDestinationPath: folder + target)
          #expect(throws: Failure.self) { try write("\(folder)/\(link)", false) }
          try write("\(folder)/\(link)", true)
          #expect(text("\(folder)/\(link)") == "new")
        }
        #expect(text(folder + "/secret") == "mine" && text(folder + "/nowhere") == nil)
      }
    }
  }

  @Test func `a draft takes the place of no other file, and only its owner may read what comes of it`() throws {
    for write in Self.ways {
      try withFolder { folder in
        for name in ["out.part", "out.draft"] { try Data("mine".utf8).write(to: URL(filePath: "\(folder)/\(name)")) }
        try write(folder + "/out", false)
        #expect(text(folder + "/out.part") == "mine" && text(folder + "/out.draft") == "mine")
        let mode = try FileManager.default.attributesOfItem(atPath: folder + "/out")[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 4)
      }
    }
  }

  @Test func `a writing that fails leaves what was there, and nothing beside it`() throws {
    struct Broken: Error {}
    try withFolder { folder in
      try Data("mine".utf8).write(to: URL(filePath: folder + "/out"))
      #expect(throws: Broken.self) {
        try OutputFile.make(folder + "/out", replacing: true) {
          try Data("half".utf8).write(to: URL(filePath: $0))
          throw Broken()
        }
      }
      #expect(text(folder + "/out") == "mine")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["in", "out"])
      for place in ["/in", "/none/out", "/out/under"] {
        #expect(throws: Failure.self) { try OutputFile.write("new", to: folder + place, replacing: true) }
      }
    }
  }
}
