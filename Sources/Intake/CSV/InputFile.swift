internal import Glibc

/// A file that is read from its beginning as often as needed, opened once so that nobody swaps it meanwhile.
///
/// What cannot be read twice, such as standard input, is first copied to a nameless temporary file.
public final class InputFile: Sendable {
  /// The name for messages: the path, or `standard input`.
  public let name: String
  /// How many bytes there are.
  public let size: Int
  private let descriptor: CInt

  /// Opens `path`; `-` is standard input.
  public init(_ path: String) throws(CSVError) {
    name = path == "-" ? "standard input" : path
    do throws(CSVError.Problem) {
      let opened = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
      guard opened >= 0 else { throw Self.failure }
      var status = stat()
      guard fstat(opened, &status) == 0 else { throw Self.failure }
      guard status.st_mode & S_IFMT != S_IFREG else {
        descriptor = opened
        size = Int(status.st_size)
        return
      }
      defer { close(opened) }
      guard status.st_mode & S_IFMT != S_IFDIR else { throw CSVError.Problem.unreadable("it is a folder") }
      (descriptor, size) = try Self.spool(opened)
    } catch {
      throw CSVError(error, at: FilePosition(line: 1, column: 1, offset: 0))
    }
  }

  deinit {
    close(descriptor)
  }

  /// The bytes from the beginning.
  public func bytes(chunk: Int = 256 * 1024) -> Bytes { Bytes(file: self, chunk: chunk) }

  /// At most `length` bytes from `offset` on.
  func read(at offset: Int, upTo length: Int) throws(CSVError.Problem) -> [UInt8] {
    try Self.read(descriptor, upTo: length, at: offset)
  }

  /// A walk over a file's bytes, a chunk at a time.
  public struct Bytes: ByteSource {
    let file: InputFile
    let chunk: Int
    private(set) var offset = 0

    init(file: InputFile, chunk: Int) {
      self.file = file
      self.chunk = chunk
    }

    public mutating func next() throws(CSVError.Problem) -> [UInt8] {
      let bytes = try InputFile.read(file.descriptor, upTo: chunk, at: offset)
      offset += bytes.count
      return bytes
    }
  }

  private static var failure: CSVError.Problem { .unreadable(String(cString: strerror(errno))) }

  /// Reads at `offset`, or where the descriptor stands when there is none.
  private static func read(_ descriptor: CInt, upTo limit: Int, at offset: Int?) throws(CSVError.Problem) -> [UInt8] {
    var received = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      repeat {
        received =
          offset.map { pread(descriptor, buffer.baseAddress, limit, $0) }
          ?? Glibc.read(descriptor, buffer.baseAddress, limit)
      } while received < 0 && errno == EINTR
      count = max(0, received)
    }
    guard received >= 0 else { throw failure }
    return bytes
  }

  private static func spool(_ source: CInt) throws(CSVError.Problem) -> (descriptor: CInt, size: Int) {
    var name = Array("\(getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp")/muster-XXXXXX".utf8CString)
    let spool = mkstemp(&name)
    guard spool >= 0, unlink(name) == 0, fcntl(spool, F_SETFD, FD_CLOEXEC) == 0 else { throw failure }
    var size = 0
    while true {
      let bytes = try read(source, upTo: 256 * 1024, at: nil)
      if bytes.isEmpty { return (spool, size) }
      guard write(spool, bytes, bytes.count) == bytes.count else { throw failure }
      size += bytes.count
      guard size <= CSVLimits().file else { throw .fileTooLong(limit: CSVLimits().file) }
    }
  }
}
