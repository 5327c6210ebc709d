#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A user of the operating system.
package struct SystemUser: Sendable, Equatable {
  package let name: String
  let id: UInt32
  let group: UInt32
  let home: String

  package var isRoot: Bool { id == 0 }

  /// Whoever runs this program.
  package static var current: SystemUser {
    read(getpwuid(geteuid())) ?? SystemUser(name: "owner", id: geteuid(), group: getegid(), home: "/")
  }

  /// Whom the server runs as when root runs this program: PostgreSQL refuses root.
  package static var unprivileged: SystemUser {
    read(getpwnam("postgres")) ?? read(getpwnam("muster")) ?? read(getpwnam("nobody")) ?? current
  }

  private static func read(_ entry: UnsafeMutablePointer<passwd>?) -> SystemUser? {
    guard let entry = entry?.pointee else { return nil }
    return SystemUser(
      name: String(cString: entry.pw_name), id: entry.pw_uid, group: entry.pw_gid, home: String(cString: entry.pw_dir))
  }

  /// Makes a file or folder this user's own, closed to others.
  package func takeOver(_ path: String, mode: UInt32) throws(StoreError) {
    if Self.current.isRoot, chown(path, id, group) != 0 {
      throw .local("\(path) cannot be given to \(name): \(String(cString: strerror(errno)))")
    }
    if chmod(path, mode_t(mode)) != 0 {
      throw .local("\(path) cannot be closed to others: \(String(cString: strerror(errno)))")
    }
  }
}

/// The variables this program was started with.
package enum ProcessEnvironment {
  package static var current: [String: String] {
    var variables: [String: String] = [:]
    var next = environ
    while let entry = next.pointee {
      let text = String(cString: entry)
      if let sign = text.firstIndex(of: "=") {
        variables[String(text[..<sign])] = String(text[text.index(after: sign)...])
      }
      next += 1
    }
    return variables
  }
}

/// The room left on the disk that holds a folder.
enum FreeSpace {
  static func bytes(at path: String) -> Int64? {
    var disk = statvfs()
    guard statvfs(path, &disk) == 0 else { return nil }
    return Int64(disk.f_bavail) * Int64(disk.f_frsize)
  }
}
