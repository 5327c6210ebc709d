#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A lock on a file, so that two programs that start at once take turns; it goes with whoever holds it.
enum FileLock {
  static func holding<T>(
    _ path: String, _ body: () async throws(StoreError) -> T
  ) async throws(StoreError) -> T {
    // Closed on exec: a server started meanwhile must not hold the lock for ever.
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .local("\(path) cannot be locked: \(String(cString: strerror(errno)))") }
    defer { close(file) }
    while flock(file, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else {
        throw .local("\(path) cannot be locked: \(String(cString: strerror(errno)))")
      }
      do {
        try await Task.sleep(for: .milliseconds(20))
      } catch {
        throw .local("interrupted while another Muster was starting")
      }
    }
    return try await body()
  }
}

/// Asking whether anything listens on a unix socket.
package enum UnixSocket {
  package static func answers(_ path: String) -> Bool {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8CString)
    guard bytes.count <= MemoryLayout.size(ofValue: address.sun_path) else { return false }
    withUnsafeMutableBytes(of: &address.sun_path) { place in
      bytes.withUnsafeBytes { place.copyMemory(from: $0) }
    }
    #if canImport(Glibc)
      let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let socket = socket(AF_UNIX, SOCK_STREAM, 0)
    #endif
    guard socket >= 0 else { return false }
    defer { close(socket) }
    return withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        connect(socket, address, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
  }
}
