internal import Archive

/// A file that holds a course: a zip with its manifest, or the manifest alone.
public enum CoursePackage {
  /// The largest file that is read, in bytes.
  public static let largestFile = 512 << 20

  /// Reads a course of any standard.
  ///
  /// - Parameter name: The file's name; `.zip` says that it means to be one.
  /// - Throws: ``PackageRefusal``, with cmi5's number of the requirement where it has one.
  public static func read(_ bytes: [UInt8], name: String) throws(PackageRefusal) -> Outline {
    if Zip<[UInt8]>.recognizes(bytes.prefix(4)) || name.lowercased().hasSuffix(".zip") { return try unpacked(bytes) }
    let start = bytes.prefix(1024).drop { $0 == 0xEF || $0 == 0xBB || $0 == 0xBF || $0 <= 32 }
    let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    guard start.first == UInt8(ascii: "<") || isWide else {
      throw PackageRefusal("\(name) is neither a zip nor XML", requirement: "14.0.0.0-1")
    }
    return try structure(bytes, files: nil)
  }

  private static func unpacked(_ bytes: [UInt8]) throws(PackageRefusal) -> Outline {
    let (found, files): ([UInt8], Set<String>)
    do {
      let zip = try Zip(bytes)
      files = Set(zip.entries.lazy.filter { !$0.isFolder }.map(\.path))
      guard let manifest = [CMI5.structureName, SCORM.manifestName].first(where: files.contains) else {
        throw PackageRefusal(
          "there is no \(CMI5.structureName) and no \(SCORM.manifestName) in its root", requirement: "14.1.0.0-2")
      }
      found = try zip.contents(of: manifest, upTo: XML.largestDocument)
    } catch let refusal as PackageRefusal {
      throw refusal
    } catch {
      throw PackageRefusal("the zip is not taken: \(error)", requirement: "14.1.0.0-1")
    }
    return try structure(found, files: files)
  }

  /// The root element says which standard it is.
  private static func structure(_ bytes: [UInt8], files: Set<String>?) throws(PackageRefusal) -> Outline {
    let head = String(decoding: bytes.prefix(8192), as: UTF8.self)
    return head.contains("<manifest") ? try SCORM.read(bytes, files: files) : try CMI5.read(bytes, files: files)
  }
}
