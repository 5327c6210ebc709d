internal import Archive

/// A file's bytes as they were before somebody packed them: plain, by gzip, or the only file of a zip.
struct UnpackedFile {
  let file: InputFile
  /// How the file is packed.
  let packing: Packing

  enum Packing {
    case none
    case gzip
    case zip
  }

  private static let limits: ArchiveLimits = {
    var limits = ArchiveLimits()
    limits.total = 64 << 30
    return limits
  }()

  init(_ file: InputFile) throws {
    self.file = file
    let head = try file.read(at: 0, upTo: 4)
    packing = GzipReader.recognizes(head) ? .gzip : Zip<PlacedFile>.recognizes(head) ? .zip : .none
  }

  /// A walk over the plain bytes, from their beginning.
  func bytes() throws -> UnpackedBytes {
    var plain = file.bytes()
    switch packing {
    case .none: return UnpackedBytes { try plain.next() }
    case .gzip:
      var reader = GzipReader(limits: Self.limits) { try plain.next() }
      return UnpackedBytes { try Self.reading { try reader.next() } }
    case .zip:
      var reader = try Self.reading {
        let zip = try Zip(PlacedFile(file: file), limits: Self.limits)
        let files = zip.entries.filter { !$0.isFolder && !Self.isOfTheSystem($0.path) }
        guard let first = files.first else {
          throw CSVError.Problem.badlyPacked("the zip holds no file: pack it again")
        }
        guard files.count == 1 else {
          throw CSVError.Problem.badlyPacked("the zip holds \(files.count) files: unpack it and import them one by one")
        }
        return try zip.reader(first)
      }
      return UnpackedBytes { try Self.reading { try reader.next() } }
    }
  }

  /// What a Mac packs beside the files it was given.
  private static func isOfTheSystem(_ path: String) -> Bool {
    path.hasPrefix("__MACOSX/") || path.hasSuffix(".DS_Store")
  }

  /// The errors of unpacking, as errors of reading.
  private static func reading<Value>(_ body: () throws -> Value) throws -> Value {
    do { return try body() } catch let error as ArchiveError {
      throw CSVError.Problem.badlyPacked("\(error)")
    }
  }
}

/// A file as a zip wants to read it: here and there.
private struct PlacedFile: PlacedBytes {
  let file: InputFile

  var count: Int { file.size }

  func bytes(at offset: Int, upTo length: Int) throws -> [UInt8] { try file.read(at: offset, upTo: length) }
}

/// Bytes handed on by a closure.
struct UnpackedBytes: ByteSource {
  private let take: () throws -> [UInt8]

  init(_ take: @escaping () throws -> [UInt8]) {
    self.take = take
  }

  mutating func next() throws(CSVError.Problem) -> [UInt8] {
    do { return try take() } catch let problem as CSVError.Problem { throw problem } catch {
      throw .unreadable("\(error)")
    }
  }
}
