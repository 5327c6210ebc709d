internal import FoundationEssentials

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The server's own programs, `initdb` and its neighbours, where this machine keeps them.
package struct ServerPrograms: Sendable {
  package let folder: String

  package init(folder: String) {
    self.folder = folder
  }

  /// The newest that are installed.
  package static func find() throws(StoreError) -> ServerPrograms {
    let versioned = ["/usr/lib/postgresql", "/usr/local/lib/postgresql", "/opt/homebrew/opt"].flatMap { parent in
      ((try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [])
        .compactMap { name in Int(name.filter(\.isNumber)).map { (version: $0, folder: "\(parent)/\(name)/bin") } }
    }
    let newest = versioned.filter { isServer($0.folder) }.max { $0.version < $1.version }?.folder
    let onPath = (ProcessEnvironment.current["PATH"] ?? "").split(separator: ":").map(String.init).first(
      where: isServer)
    guard let folder = newest ?? onPath else {
      throw .local("PostgreSQL is not installed; scripts/setup installs it")
    }
    return ServerPrograms(folder: folder)
  }

  private static func isServer(_ folder: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: folder + "/initdb")
      && FileManager.default.isExecutableFile(atPath: folder + "/pg_ctl")
  }

  /// Runs one of them to its end as `user`.
  ///
  /// - Throws: the last lines it printed, when it failed.
  package func run(_ program: String, _ arguments: [String], as user: SystemUser) async throws(StoreError) {
    // They complain in a folder their user may not enter.
    var command = ["env", "--chdir=/", folder + "/" + program] + arguments
    if SystemUser.current.isRoot, !user.isRoot {
      command = ["setpriv", "--reuid=\(user.id)", "--regid=\(user.group)", "--clear-groups", "--"] + command
    }
    let output = FileManager.default.temporaryDirectory.path + "/muster-\(UUID().uuidString).log"
    defer { unlink(output) }
    let status = try await Self.spawn(command, output: output)
    guard status == 0 else {
      let printed = (FileManager.default.contents(atPath: output)).map { String(decoding: $0, as: UTF8.self) } ?? ""
      let last = printed.split(separator: "\n").suffix(3).joined(separator: "; ")
      throw .local("\(program) failed: \(last)")
    }
  }

  /// Starts a program with nothing of ours but its arguments, and waits without holding a thread.
  private static func spawn(_ command: [String], output: String) async throws(StoreError) -> Int32 {
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&files, 1, output, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    posix_spawn_file_actions_adddup2(&files, 1, 2)
    // A server lives longer than we do: what we have open, locks above all, must not live on in it.
    for open: Int32 in 3..<1024 where fcntl(open, F_GETFD) >= 0 { _ = fcntl(open, F_SETFD, FD_CLOEXEC) }
    var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child = pid_t()
    let failure = posix_spawnp(&child, command[0], &files, nil, &arguments, environ)
    guard failure == 0 else { throw .local("\(command[0]) cannot be started: \(String(cString: strerror(failure)))") }
    var status: Int32 = 0
    while waitpid(child, &status, WNOHANG) == 0 {
      try? await Task.sleep(for: .milliseconds(5))
    }
    return status
  }
}
