/// Bytes that come in chunks: a file, standard input, or a test that cuts them anywhere.
public protocol ByteSource {
  /// The next chunk; empty at the end.
  mutating func next() throws(CSVError.Problem) -> [UInt8]
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
