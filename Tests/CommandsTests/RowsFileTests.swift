import Foundation
import Testing

@testable import Commands

/// Tables that cannot be read: each names its file, the place, what is wrong and what to do.
@Suite struct RowsFileTests {
  private func failure(of bytes: [UInt8], _ read: (String) throws -> Void) throws -> (failure: Failure, said: String) {
    let path = FileManager.default.temporaryDirectory.path + "/rows-\(UUID().uuidString).csv"
    try Data(bytes).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    do {
      try read(path)
    } catch let failure as Failure {
      return (failure, failure.message)
    }
    throw Failure(exit: .bug, "the file was read")
  }

  /// The bytes, and what is said behind the file's name.
  private static let unreadable: [(bytes: [UInt8], words: String)] = [
    (Array("person\n4\n\"5".utf8), ".csv:3:1: a quote opened here is never closed: close it"),
    (Array("person\n4\"5\n".utf8), ".csv:2:2: a quote inside an unquoted value: quote the whole value"),
    (Array("person\nJos".utf8) + [0xE9, 0x0A], ".csv:2:4: a byte that is not UTF-8: save the file as UTF-8"),
    (Array("person\na\0b\n".utf8), ".csv:2:2: a NUL byte: "),
    ([0xFF, 0xFE, 0x70, 0x00], ".csv:1:1: the file is UTF-16: save it as UTF-8"),
  ]

  @Test(arguments: unreadable.indices)
  func `a table that is damaged is told by file, place, problem and fix`(index: Int) throws {
    let (bytes, words) = Self.unreadable[index]
    for read: (String) throws -> Void in [
      { _ = try RowsFile.read($0, required: ["person"]) }, { _ = try RowsFile.table($0) },
    ] {
      let (failure, said) = try failure(of: bytes, read)
      #expect(failure.exit == .invalid && failure.line != nil)
      #expect(said.contains(words) && !said.contains("CSVError"), "\(said)")
    }
  }

  @Test func `a file that is not there is missing, and a row with too many values is refused`() throws {
    do {
      _ = try RowsFile.read("nowhere/at-all.csv", required: ["person"])
      Issue.record("read")
    } catch let failure as Failure {
      #expect(failure.exit == .missing && failure.message.hasPrefix("nowhere/at-all.csv: the file cannot be read"))
    }
    let long = try failure(of: Array("person,on\n4,2025-11-28,x\n".utf8)) {
      _ = try RowsFile.read($0, required: ["person", "on"])
    }
    #expect(long.failure.line == 2 && long.said.contains(".csv:2: 3 values where the header names 2 columns"))
  }
}
