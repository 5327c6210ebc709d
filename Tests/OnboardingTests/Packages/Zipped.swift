/// Zips as tests need them: stored files, with 32-bit sizes or with those of zip64.
enum Zipped {
  static func archive(_ files: [(String, [UInt8])], isWide: Bool = false) -> [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for (name, content) in files {
      let offset = bytes.count
      let sum = crc(content)
      let size = isWide ? 0xFFFF_FFFF : content.count
      let wide = isWide ? little(1, 2) + little(16, 2) + little(content.count, 8) + little(content.count, 8) : []
      let head = little(isWide ? 45 : 20, 2) + little(0x800, 2) + little(0, 2) + little(0, 2) + little(0x21, 2)
      let numbers = little(Int(sum), 4) + little(size, 4) + little(size, 4) + little(name.utf8.count, 2)
      bytes += little(0x0403_4B50, 4) + head + numbers + little(wide.count, 2) + Array(name.utf8) + wide + content
      directory += little(0x0201_4B50, 4) + little(isWide ? 45 : 20, 2) + head + numbers + little(wide.count, 2)
      directory += little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4) + little(offset, 4)
      directory += Array(name.utf8) + wide
    }
    let start = bytes.count
    bytes += directory
    if isWide {
      let record = bytes.count
      bytes += little(0x0606_4B50, 4) + little(44, 8) + little(45, 2) + little(45, 2) + little(0, 4) + little(0, 4)
      bytes += little(files.count, 8) + little(files.count, 8) + little(directory.count, 8) + little(start, 8)
      bytes += little(0x0706_4B50, 4) + little(0, 4) + little(record, 8) + little(1, 4)
    }
    let count = isWide ? 0xFFFF : files.count
    bytes += little(0x0605_4B50, 4) + little(0, 4) + little(count, 2) + little(count, 2)
    bytes += little(isWide ? 0xFFFF_FFFF : directory.count, 4) + little(isWide ? 0xFFFF_FFFF : start, 4) + little(0, 2)
    return bytes
  }

  private static func little(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}
