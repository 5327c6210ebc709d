import CZlib
import Foundation

@testable import Archive

/// Deflate by zlib itself, for tests to unpack again.
func deflated(_ bytes: [UInt8], wrapping: CInt = -15) -> [UInt8] {
  var state = z_stream()
  deflateInit2_(&state, 9, Z_DEFLATED, wrapping, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size))
  defer { deflateEnd(&state) }
  var input = bytes
  var output = [UInt8](repeating: 0, count: bytes.count + bytes.count / 1000 + 64)
  let room = output.count
  let left = input.withUnsafeMutableBufferPointer { input in
    output.withUnsafeMutableBufferPointer { output in
      state.next_in = input.baseAddress
      state.avail_in = UInt32(input.count)
      state.next_out = output.baseAddress
      state.avail_out = UInt32(room)
      _ = deflate(&state, Z_FINISH)
      return Int(state.avail_out)
    }
  }
  return Array(output.prefix(room - left))
}

/// The bytes as one member of gzip.
func gzipped(_ bytes: [UInt8]) -> [UInt8] { deflated(bytes, wrapping: 31) }

/// Unpacks `packed`, handed over in chunks of `chunk` bytes.
func gunzipped(_ packed: [UInt8], chunk: Int = .max, limits: ArchiveLimits = ArchiveLimits()) throws -> [UInt8] {
  var rest = packed[...]
  var reader = GzipReader(limits: limits) {
    defer { rest = rest.dropFirst(chunk) }
    return Array(rest.prefix(chunk))
  }
  var unpacked: [UInt8] = []
  while case let piece = try reader.next(), !piece.isEmpty { unpacked += piece }
  return unpacked
}

/// A zip in the making, which may lie wherever a test wants it to.
struct PackedFile {
  var path: [UInt8]
  var contents: [UInt8]
  var method = 8
  var flags = 0
  var mode = 0x8000 | 0o644
  /// What the directory says instead of the truth.
  var saysSize: Int?
  var saysOffset: Int?
  var saysChecksum: UInt32?
  /// What the file's own header calls it.
  var headerPath: [UInt8]?

  init(_ path: String, _ contents: String = "x") {
    self.path = Array(path.utf8)
    self.contents = Array(contents.utf8)
  }

  var packed: [UInt8] { method == 8 ? deflated(contents) : contents }
  var checksum: UInt32 { saysChecksum ?? UInt32(crc32(0, contents, UInt32(contents.count))) }
}

func number(_ value: Int, _ bytes: Int) -> [UInt8] { (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }

/// Packs `files`; `change` may spoil the whole.
func zipped(_ files: [PackedFile], isWide: Bool = false, comment: String = "") -> [UInt8] {
  var bytes: [UInt8] = []
  var directory: [UInt8] = []
  for file in files {
    let (offset, packed) = (bytes.count, file.packed)
    let head =
      number(20, 2) + number(file.flags, 2) + number(file.method, 2) + number(0, 4)
      + number(Int(file.checksum), 4)
    let size = file.saysSize ?? file.contents.count
    let sizes = number(isWide ? 0xFFFF_FFFF : packed.count, 4) + number(isWide ? 0xFFFF_FFFF : size, 4)
    let wide = number(1, 2) + number(24, 2) + number(size, 8) + number(packed.count, 8)
    let name = file.headerPath ?? file.path
    bytes += [0x50, 0x4B, 3, 4] + head + number(packed.count, 4) + number(size, 4)
    bytes += number(name.count, 2) + number(0, 2) + name + packed
    let place = file.saysOffset ?? offset
    let extra = isWide ? wide + number(place, 8) : []
    directory += [0x50, 0x4B, 1, 2] + number(0x0314, 2) + head + sizes
    directory += number(file.path.count, 2) + number(extra.count, 2) + number(0, 6)
    directory += number(file.mode << 16, 4) + number(isWide ? 0xFFFF_FFFF : place, 4) + file.path + extra
  }
  let start = bytes.count
  bytes += directory
  if isWide {
    let end = bytes.count
    bytes += [0x50, 0x4B, 6, 6] + number(44, 8) + number(45, 2) + number(45, 2) + number(0, 8)
    bytes += number(files.count, 8) + number(files.count, 8) + number(directory.count, 8) + number(start, 8)
    bytes += [0x50, 0x4B, 6, 7] + number(0, 4) + number(end, 8) + number(1, 4)
  }
  let count = isWide ? 0xFFFF : files.count
  bytes += [0x50, 0x4B, 5, 6] + number(0, 4) + number(count, 2) + number(count, 2)
  bytes += number(isWide ? 0xFFFF_FFFF : directory.count, 4) + number(isWide ? 0xFFFF_FFFF : start, 4)
  return bytes + number(comment.utf8.count, 2) + Array(comment.utf8)
}
