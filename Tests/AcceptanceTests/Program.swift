import Foundation

/// Where things are at run time.
enum Place {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The folder of the built program: the one that `MUSTER_PROGRAM` names, or that of these tests.
  static let programs: URL = {
    if let path = ProcessInfo.processInfo.environment["MUSTER_PROGRAM"] {
      return URL(filePath: path).deletingLastPathComponent()
    }
    let me = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    return URL(filePath: me).deletingLastPathComponent()
  }()
}

/// A person's own corner of the machine: a home, settings and a private cluster that nobody else uses.
struct Corner {
  let folder: URL

  init() throws {
    let name = String(UInt32.random(in: 0 ... .max), radix: 36)
    folder = FileManager.default.temporaryDirectory.appending(path: "muster-" + name)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    // Root's server runs as somebody else, who must be able to walk through.
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
  }

  struct Answer {
    /// What appeared on both streams, in order.
    let text: String
    let exit: Int32

    var lines: [String] {
      var lines = text.replacingOccurrences(of: "\r\n", with: "\n").split(
        separator: "\n", omittingEmptySubsequences: false
      ).map(String.init)
      if lines.last?.isEmpty == true { lines.removeLast() }
      return lines
    }
  }

  /// Runs a command line in a shell, as the person would; nobody types anything.
  @discardableResult
  func run(_ command: String, environment: [String: String] = [:]) throws -> Answer {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "exec 2>&1\n" + command]
    process.currentDirectoryURL = folder
    process.environment = surroundings.merging(environment) { _, new in new }
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = (try pipe.fileHandleForReading.readToEnd()) ?? .init()
    process.waitUntilExit()
    let code =
      process.terminationReason == .uncaughtSignal ? 128 + process.terminationStatus : process.terminationStatus
    return Answer(text: String(decoding: output, as: UTF8.self), exit: code)
  }

  /// Stops the private cluster and removes the corner.
  func leave() {
    _ = try? run("muster local destroy --yes --confirm muster")
    try? FileManager.default.removeItem(at: folder)
  }

  /// A bare environment: nothing of the machine that runs the tests leaks in, PG* variables least of all.
  private var surroundings: [String: String] {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return [
      "PATH": Place.programs.path + ":" + path, "HOME": folder.path, "MUSTER_HOME": folder.path + "/m",
      "XDG_CONFIG_HOME": folder.path + "/config", "LANG": "C.UTF-8", "TERM": "dumb", "MUSTER": Place.root.path,
    ]
  }
}
