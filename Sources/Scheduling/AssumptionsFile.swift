internal import FoundationEssentials

extension Assumptions {
  /// Reads the JSON a planner wrote and refuses what it does not know.
  ///
  /// - Parameter json: UTF-8 with `snake_case` keys.
  /// - Throws: ``SchedulingError/badAssumptions(_:)`` with every problem found: no JSON, a missing or unknown
  ///   field, a value out of its range.
  public static func read(_ json: [UInt8]) throws(SchedulingError) -> Assumptions {
    let data = Data(json)
    let assumptions: Assumptions
    let given: JSONTree
    do {
      assumptions = try decoder.decode(Assumptions.self, from: data)
      given = try JSONDecoder().decode(JSONTree.self, from: data)
    } catch let error as DecodingError {
      throw .badAssumptions([error.inWords])
    } catch {
      throw .badAssumptions(["the file is not JSON"])
    }
    guard let known = assumptions.tree else { throw .badAssumptions(["the file is not JSON"]) }
    let problems = given.keysUnknown(to: known, at: "") + assumptions.problems
    guard problems.isEmpty else { throw .badAssumptions(problems) }
    return assumptions
  }

  /// The same numbers as JSON text with sorted keys, as stored and as exported.
  var json: String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys]
    let data = (try? encoder.encode(self)) ?? Data()
    return String(bytes: data, encoding: .utf8) ?? ""
  }

  private var tree: JSONTree? { try? JSONDecoder().decode(JSONTree.self, from: Data(json.utf8)) }

  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
  }
}

/// JSON without a meaning yet: only its shape is compared.
private enum JSONTree: Decodable {
  case object([String: JSONTree])
  case array([JSONTree])
  case leaf

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let object = try? value.decode([String: JSONTree].self) {
      self = .object(object)
    } else if let array = try? value.decode([JSONTree].self) {
      self = .array(array)
    } else {
      self = .leaf
    }
  }

  func keysUnknown(to known: JSONTree, at path: String) -> [String] {
    switch (self, known) {
    case (.object(let mine), .object(let theirs)):
      mine.keys.sorted().flatMap { key in
        let place = path.isEmpty ? key : "\(path).\(key)"
        guard let next = theirs[key], let value = mine[key] else { return ["\(place): no such field"] }
        return value.keysUnknown(to: next, at: place)
      }
    case (.array(let mine), .array(let theirs)):
      zip(mine, theirs).enumerated().flatMap { $1.0.keysUnknown(to: $1.1, at: "\(path)[\($0)]") }
    default: []
    }
  }
}

extension DecodingError {
  fileprivate var inWords: String {
    func place(_ context: Context) -> String {
      let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue.snakeCased }.joined(
        separator: ".")
      return path.isEmpty ? "" : "\(path): "
    }
    return switch self {
    case .keyNotFound(let key, let context): "\(place(context))\(key.stringValue.snakeCased) is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "\(place(context))a value of another kind is needed"
    case .dataCorrupted(let context): "\(place(context))the file is not valid JSON here"
    @unknown default: "the file is not JSON"
    }
  }
}

extension String {
  /// A property's name as the file spells it.
  fileprivate var snakeCased: String {
    reduce(into: "") { text, letter in text += letter.isUppercase ? "_" + letter.lowercased() : String(letter) }
  }
}
