internal import CZlib

/// zlib's decompressor: bytes in, bytes out, a bounded piece at a time.
@safe final class Inflater {
  /// What stands around the deflated bytes.
  enum Wrapping: CInt {
    /// Nothing, as inside a zip.
    case raw = -15
    /// A header and a trailer of gzip (RFC 1952), which zlib reads and checks.
    case gzip = 31
  }

  /// What one step gave.
  struct Step {
    let output: [UInt8]
    /// How many bytes of the input were used.
    let used: Int
    /// Whether the deflated bytes have come to their end.
    let isFinished: Bool
  }

  /// zlib keeps the address of its state, so the state must not move.
  private let state: UnsafeMutablePointer<z_stream>

  init(_ wrapping: Wrapping) {
    unsafe state = .allocate(capacity: 1)
    unsafe state.initialize(to: z_stream())
    let status = unsafe inflateInit2_(
      state, wrapping.rawValue, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib has no memory")
  }

  deinit {
    unsafe inflateEnd(state)
    unsafe state.deallocate()
  }

  /// Inflates as much of `input` as gives at most `limit` bytes.
  func inflate(_ input: ArraySlice<UInt8>, upTo limit: Int = 64 * 1024) throws(ArchiveError) -> Step {
    var status = Z_OK
    var used = 0
    let output = unsafe [UInt8](unsafeUninitializedCapacity: limit) { output, count in
      unsafe input.withUnsafeBufferPointer { input in
        // zlib only reads what next_in points to; its type is older than const.
        unsafe state.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        unsafe state.pointee.avail_in = UInt32(clamping: input.count)
        unsafe state.pointee.next_out = output.baseAddress
        unsafe state.pointee.avail_out = UInt32(clamping: limit)
        status = unsafe CZlib.inflate(state, Z_NO_FLUSH)
        used = unsafe input.count - Int(state.pointee.avail_in)
        count = unsafe limit - Int(state.pointee.avail_out)
      }
    }
    switch status {
    case Z_OK, Z_BUF_ERROR: return Step(output: output, used: used, isFinished: false)
    case Z_STREAM_END: return Step(output: output, used: used, isFinished: true)
    default: throw .corrupt(unsafe state.pointee.msg.map { unsafe String(cString: $0) } ?? "zlib says \(status)")
    }
  }
}

/// The checksum of gzip and zip (CRC-32), taken a piece at a time.
public struct Checksum: Sendable {
  public private(set) var value: UInt32 = 0

  public init() {}

  public mutating func add(_ bytes: [UInt8]) {
    value = unsafe UInt32(truncatingIfNeeded: crc32(UInt(value), bytes, UInt32(bytes.count)))
  }
}
