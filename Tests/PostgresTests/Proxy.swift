import Foundation
import Glibc
import Postgres
import Synchronization

/// A wire between client and server that can be cut at a word.
///
/// It listens on a socket in a folder of its own and copies bytes both ways, a thread each.
final class Proxy: Sendable {
  /// What to look for in what the client says, and whether it still gets through.
  private struct Cut {
    let word: [UInt8]
    let afterDelivery: Bool
  }

  let folder: String
  private let server: String
  private let listening: Int32
  private let cut = Mutex<Cut?>(nil)
  /// Milliseconds to wait before each byte that goes to the client.
  private let delay = Atomic<Int>(0)
  /// Whether the client hears nothing any more.
  private let isMute = Atomic<Bool>(false)

  init(to server: String) throws {
    self.server = server
    folder = try Cluster.run(["mktemp", "-d", "-t", "muster-proxy.XXXXXX"])
    listening = try Self.listen(at: folder + "/.s.PGSQL.5432")
    Thread { [self] in serve() }.start()
  }

  /// Cuts the wire as soon as the client says `word`.
  func cut(at word: String, afterDelivery: Bool) {
    cut.withLock { $0 = Cut(word: Array(word.utf8), afterDelivery: afterDelivery) }
  }

  /// Hands the server's answers over one byte at a time.
  func trickle(milliseconds: Int) {
    delay.store(milliseconds, ordering: .relaxed)
  }

  /// Lets the client hear nothing any more.
  func hush() {
    isMute.store(true, ordering: .relaxed)
  }

  /// A socket that takes calls and, as long as nobody accepts them, says nothing.
  static func listen(at path: String) throws -> Int32 {
    let listening = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    let bound = address(path) { bind(listening, $0, $1) }
    guard bound == 0, Glibc.listen(listening, 16) == 0 else { throw Cluster.Failure(command: "bind \(path)") }
    return listening
  }

  func stop() {
    shutdown(listening, Int32(SHUT_RDWR))
    close(listening)
    try? FileManager.default.removeItem(atPath: folder)
  }

  private func serve() {
    while true {
      let client = accept(listening, nil, nil)
      guard client >= 0 else { return }
      let upstream = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      guard Self.address(server, { connect(upstream, $0, $1) }) == 0 else { return }
      Thread { [self] in pass(from: client, to: upstream, isClient: true) }.start()
      Thread { [self] in pass(from: upstream, to: client, isClient: false) }.start()
    }
  }

  private func pass(from source: Int32, to sink: Int32, isClient: Bool) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(source, &buffer, buffer.count)
      guard count > 0 else { break }
      let bytes = buffer[..<count]
      let cut = isClient ? self.cut.withLock { $0 } : nil
      if let cut, Self.contains(bytes, cut.word) {
        if cut.afterDelivery {
          isMute.store(true, ordering: .relaxed)
          write(sink, bytes)
          usleep(200_000)
        }
        break
      }
      if isClient || !isMute.load(ordering: .relaxed) { write(sink, bytes) }
    }
    shutdown(source, Int32(SHUT_RDWR))
    shutdown(sink, Int32(SHUT_RDWR))
  }

  private func write(_ sink: Int32, _ bytes: ArraySlice<UInt8>) {
    let pause = delay.load(ordering: .relaxed)
    guard pause > 0 else {
      _ = bytes.withUnsafeBytes { send(sink, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      return
    }
    for byte in bytes {
      usleep(UInt32(pause) * 1000)
      _ = withUnsafeBytes(of: byte) { send(sink, $0.baseAddress, 1, Int32(MSG_NOSIGNAL)) }
    }
  }

  private static func contains(_ bytes: ArraySlice<UInt8>, _ word: [UInt8]) -> Bool {
    bytes.indices.contains { bytes[$0...].starts(with: word) }
  }

  private static func address(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8).prefix(107)) }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
    }
  }
}
