/// Why a packed file was not unpacked, in the user's words.
public enum ArchiveError: Error, Equatable, Sendable {
  /// What should be packed is not.
  case notPacked(String)
  /// It ends before it should.
  case truncated
  /// It contradicts itself; what, in words.
  case corrupt(String)
  /// What came out is not what was put in.
  case checksum(String)
  /// It grows too much to be honest.
  case tooDense(String, limit: Int)
  /// It holds more bytes than are taken.
  case tooLarge(limit: Int)
  /// It holds more files than are taken.
  case tooManyEntries(limit: Int)
  /// A path that would lead elsewhere, or not be the same everywhere.
  case badPath(String, reason: String)
  /// Two files of one name: readers would disagree which counts.
  case repeatedPath(String)
  /// A link, a device, or another thing that is no plain file.
  case notPlain(String)
  case encrypted(String)
  /// A way to pack that is not understood.
  case unknownMethod(String, method: Int)
  /// There is no such file inside.
  case noEntry(String)
}

extension ArchiveError: CustomStringConvertible {
  /// What is wrong, then what to do about it.
  public var description: String {
    switch self {
    case .notPacked(let what): "this is no \(what) file: look at its name and how it was made"
    case .truncated: "the packed file ends too early: copy or download it again"
    case .corrupt(let what): "the packed file is damaged (\(what)): copy or download it again"
    case .checksum(let name): "\(name) does not have the checksum noted for it: copy or download it again"
    case .tooDense(let name, let limit):
      "\(name) would grow more than \(limit) times: unpack it yourself, look at it, and give the plain file"
    case .tooLarge(let limit): "more than \(limit) bytes would come out: split the file"
    case .tooManyEntries(let limit): "more than \(limit) files inside: pack fewer"
    case .badPath(let path, let reason): "the path “\(path)” inside \(reason): pack it again with plain paths"
    case .repeatedPath(let path): "“\(path)” is there twice: pack it again with one of the two"
    case .notPlain(let path): "“\(path)” is a link or device, no plain file: pack what it points to"
    case .encrypted(let path): "“\(path)” is encrypted: pack it without a password"
    case .unknownMethod(let path, let method):
      "“\(path)” is packed by method \(method): pack it by Deflate, or not at all"
    case .noEntry(let path): "there is no “\(path)” inside"
    }
  }
}
