internal import Glibc

/// Bytes that come in chunks: a file, standard input, or a test that cuts them anywhere.
public protocol ByteSource {
  /// The next chunk; empty at the end.
  mutating func next() throws(CSVError.Problem) -> [UInt8]
}

/// A file read front to back, a chunk at a time, never whole.
public final class FileBytes: ByteSource {
  private let descriptor: CInt
  private let chunk: Int

  /// Opens `path`; `-` is standard input.
  public init(_ path: String, chunk: Int = 256 * 1024) throws(CSVError.Problem) {
    self.chunk = chunk
    descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(String(cString: strerror(errno))) }
  }

  deinit {
    close(descriptor)
  }

  public func next() throws(CSVError.Problem) -> [UInt8] {
    var failure: CInt = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: chunk) { buffer, count in
      while true {
        let received = read(descriptor, buffer.baseAddress, buffer.count)
        if received >= 0 { return count = received }
        if errno != EINTR { return failure = errno }
      }
    }
    guard failure == 0 else { throw .unreadable(String(cString: strerror(failure))) }
    return bytes
  }
}

/// Bytes at hand, handed on in chunks of any size.
public struct HeldBytes: ByteSource {
  private var rest: ArraySlice<UInt8>
  private let chunk: Int

  public init(_ bytes: [UInt8], chunk: Int = .max) {
    rest = bytes[...]
    self.chunk = chunk
  }

  public init(_ text: String, chunk: Int = .max) {
    self.init(Array(text.utf8), chunk: chunk)
  }

  public mutating func next() -> [UInt8] {
    defer { rest = rest.dropFirst(chunk) }
    return Array(rest.prefix(chunk))
  }
}
