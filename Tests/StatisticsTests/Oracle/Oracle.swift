import Foundation
import Testing

/// The published values beside the project, read in place; tests that need them are skipped where they are not.
enum Oracle {
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
    .appending(path: "shared/oracles/statistics")

  static let isThere = FileManager.default.fileExists(atPath: folder.appending(path: "expected.json").path)
  static let absence: Comment = "the published values are not beside the project (../shared/oracles/statistics)"

  /// A part of expected.json: `Oracle.expected("jeffreys95", "cases")`.
  static func expected(_ path: String...) throws -> Tree {
    let bytes = try Data(contentsOf: folder.appending(path: "expected.json"))
    return try path.reduce(JSONDecoder().decode(Tree.self, from: bytes)) { try $0[$1] }
  }

  /// The rows of a CSV file as text, quotes taken off, without the header.
  static func rows(_ file: String) throws -> [[String]] {
    let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map { field in
        field.trimmingCharacters(in: CharacterSet(charactersIn: "\""))
      }
    }
  }

  /// The rows of a CSV file as numbers.
  static func numbers(_ file: String) throws -> [[Double]] {
    try rows(file).map { try $0.map { try #require(Double($0)) } }
  }
}

/// A JSON text as it was read.
indirect enum Tree: Decodable {
  case number(Double)
  case text(String)
  case list([Tree])
  case members([String: Tree])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([Tree].self) {
      self = .list(list)
    } else {
      self = .members(try container.decode([String: Tree].self))
    }
  }

  subscript(_ name: String) -> Tree {
    get throws {
      guard case .members(let members) = self else { return try #require(nil, "\(name) is asked of no object") }
      return try #require(members[name], "expected.json has \(name)")
    }
  }

  var keys: [String] {
    guard case .members(let members) = self else { return [] }
    return members.keys.sorted()
  }

  var double: Double {
    get throws {
      guard case .number(let number) = self else { return try #require(nil, "a number is expected") }
      return number
    }
  }

  var text: String {
    get throws {
      guard case .text(let text) = self else { return try #require(nil, "a text is expected") }
      return text
    }
  }

  var list: [Tree] {
    get throws {
      guard case .list(let list) = self else { return try #require(nil, "a list is expected") }
      return list
    }
  }

  var doubles: [Double] {
    get throws { try list.map { try $0.double } }
  }
}

/// Expects a value to round to what was printed.
///
/// - Parameter decimals: How many digits after the mark were printed; those of the number's shortest form when `nil`.
/// - Parameter units: How far the value may lie from what was printed, in units of the last digit.
func expect(
  _ value: Double?, prints printed: Double, decimals: Int? = nil, units: Double = 0.5, _ comment: Comment? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let value = try #require(value, comment, sourceLocation: sourceLocation)
  let unit = decimals.map { powerOfTen(-$0) } ?? lastUnit(printed)
  #expect((value - printed).magnitude <= unit * units * 1.000_001, comment, sourceLocation: sourceLocation)
}

/// What one in the last printed digit is worth.
private func lastUnit(_ printed: Double) -> Double {
  let parts = printed.description.lowercased().split(separator: "e")
  let sides = parts[0].split(separator: ".")
  let decimals = sides.count > 1 && sides[1] != "0" ? sides[1].count : 0
  return powerOfTen((parts.count > 1 ? Int(parts[1]) ?? 0 : 0) - decimals)
}

private func powerOfTen(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? 1 }
