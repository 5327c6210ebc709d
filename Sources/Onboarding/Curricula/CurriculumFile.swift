internal import FoundationEssentials

extension CurriculumDraft {
  /// Reads the JSON an author wrote: `snake_case` keys, what is usual left out.
  ///
  /// - Throws: ``OnboardingError/unreadable(_:)`` with the place of the first problem.
  public static func read(_ json: [UInt8]) throws(OnboardingError) -> CurriculumDraft {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    do {
      return try decoder.decode(CurriculumDraft.self, from: Data(json))
    } catch let error as DecodingError {
      throw .unreadable(error.inWords)
    } catch {
      throw .unreadable("The file is not JSON.")
    }
  }

  /// The draft as JSON with sorted keys, as it can be edited and read again.
  public var json: String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let data = (try? encoder.encode(self)) ?? Data()
    return String(bytes: data, encoding: .utf8) ?? ""
  }
}

extension DecodingError {
  fileprivate var inWords: String {
    func place(_ path: [any CodingKey]) -> String {
      path.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
    }
    return switch self {
    case .keyNotFound(let key, let context): "\(place(context.codingPath + [key])) is missing."
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "\(place(context.codingPath)): a value of another kind is needed."
    case .dataCorrupted(let context) where context.codingPath.isEmpty: "The file is not JSON."
    case .dataCorrupted(let context): "\(place(context.codingPath)): no such word."
    @unknown default: "The file is not JSON."
    }
  }
}
