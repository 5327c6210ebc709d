import Intake

/// A small file read whole.
enum WholeFile {
  /// The bytes of the file at `path`; `-` is standard input.
  ///
  /// - Throws: ``Failure`` when it is not there, cannot be read, or is larger than `limit` bytes.
  static func bytes(_ path: String, atMost limit: Int) throws(Failure) -> [UInt8] {
    let file: InputFile
    do {
      file = try InputFile(path)
    } catch {
      throw Failure(exit: .missing, "\(path): \(error)")
    }
    guard file.size <= limit else { throw Failure(exit: .invalid, "\(path) is larger than \(limit) bytes.") }
    var source = file.bytes()
    var bytes: [UInt8] = []
    do {
      while true {
        let chunk = try source.next()
        if chunk.isEmpty { return bytes }
        bytes += chunk
      }
    } catch {
      throw Failure(exit: .inputOutput, "\(path): \(error)")
    }
  }
}
