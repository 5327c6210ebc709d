import Foundation

/// The project's files as text, read once for all rules.
///
/// A breach says which file, and what to do about it; a rule passes when it has none.
enum Tree {
  struct File: Sendable {
    /// The path from the top of the project, such as `Sources/Store/Store.swift`.
    let path: String
    let text: String
    let lines: [Substring]

    var name: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// The room a source belongs to: the folder right under `Sources`.
    var room: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
    var isSwift: Bool { path.hasSuffix(".swift") }
    var isGenerated: Bool { path.hasSuffix("+Generated.swift") }
  }

  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let sources = files(in: "Sources")
  static let tests = files(in: "Tests")
  static let scripts = files(in: "scripts") + files(in: ".ci")
  static let sql = files(in: "sql")
  static let manifest = file("Package.swift")
  static let readme = file("README.md")

  /// Swift that people write: generated files answer for themselves elsewhere.
  static let swift = sources.filter { $0.isSwift && !$0.isGenerated }
  static let all = sources + tests + scripts + sql + [manifest, readme]

  static func file(_ path: String) -> File {
    let text = (try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? ""
    return File(path: path, text: text, lines: text.split(separator: "\n", omittingEmptySubsequences: false))
  }

  /// The names right under a folder, without what the tools leave there.
  static func names(in folder: String) -> [String] {
    let found = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)) ?? []
    return found.sorted()
  }

  private static func files(in folder: String) -> [File] {
    let found = (try? FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path)) ?? []
    return found.sorted().filter { !$0.hasSuffix(".bin") && !$0.contains("__pycache__") }
      .map { file(folder + "/" + $0) }.filter { !$0.text.isEmpty }
  }
}

extension Sequence where Element == Int {
  /// The value that a share of all values does not exceed.
  func quantile(_ share: Double) -> Int {
    let ordered = sorted()
    guard !ordered.isEmpty else { return 0 }
    return ordered[Swift.min(ordered.count - 1, Int(share * Double(ordered.count)))]
  }
}
