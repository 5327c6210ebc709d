import Foundation

/// The sample season's files, as they stand in the repository.
enum Sample {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "scripts/sample-season")

  static func path(_ name: String) -> String { folder.appending(path: name).path }

  static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }
}
