import Foundation
import Testing

/// Material of others that is read where it lies and never shipped.
enum Shared {
  static let learning = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data/learning")

  static let isThere = FileManager.default.fileExists(atPath: learning.path)
  static let absent: Comment = "the shared learning material is not beside this repository"

  static func text(_ path: String) throws -> String {
    try String(contentsOf: learning.appending(path: path), encoding: .utf8)
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: learning.appending(path: path)))
  }

  /// Every file below a folder whose name ends so, as paths from the learning folder, sorted.
  static func files(in folder: String, ending: String) -> [String] {
    let base = learning.appending(path: folder)
    let all = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
    return all.filter { $0.hasSuffix(ending) }.sorted().map { folder + "/" + $0 }
  }
}
