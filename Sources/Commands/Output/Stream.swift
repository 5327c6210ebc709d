import Glibc

/// The reader at the other end of a pipe has gone, as in `muster person list | head -1`.
struct Hangup: Error {}

/// One of the standard streams, or the pipe to a pager.
struct Stream: Sendable {
  let descriptor: Int32

  static let output = Stream(descriptor: STDOUT_FILENO)
  static let errors = Stream(descriptor: STDERR_FILENO)

  /// Writes all of the text.
  ///
  /// - Throws: ``Hangup`` when nobody reads any more; ``Failure`` when the disk is full or the device fails.
  func write(_ text: String) throws {
    var text = text
    try text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
        if written >= 0 {
          rest = UnsafeRawBufferPointer(rebasing: rest[written...])
        } else if errno == EPIPE {
          throw Hangup()
        } else if errno != EINTR {
          throw Failure(exit: .inputOutput, "The output could not be written: \(String(cString: strerror(errno))).")
        }
      }
    }
  }

  /// Talks to the person; a closed stderr is no reason to fail.
  func say(_ line: String) {
    try? write(line + "\n")
  }
}

/// Gathers small pieces and hands them on in large ones.
struct Buffer {
  private let stream: Stream
  private var pending = ""

  init(_ stream: Stream) {
    self.stream = stream
  }

  mutating func append(_ text: String) throws {
    pending += text
    if pending.utf8.count >= 1 << 16 { try flush() }
  }

  mutating func flush() throws {
    try stream.write(pending)
    pending.removeAll(keepingCapacity: true)
  }
}
