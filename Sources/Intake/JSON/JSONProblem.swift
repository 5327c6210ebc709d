/// Why a text is no JSON that can be taken, and at which byte of the record.
public struct JSONProblem: Error, Equatable, Sendable {
  public let kind: Kind
  /// The byte within the record, from 0.
  public let offset: Int

  public enum Kind: String, Sendable, CaseIterable {
    case unexpected
    case truncated
    case tooDeep
    case notUTF8
    case nul
    case control
    case badEscape
    case loneSurrogate
    case badNumber
    case repeatedKey
    case tooManyValues
    case textAfterEnd
  }
}

extension JSONProblem: CustomStringConvertible {
  /// What is wrong, in words.
  public var description: String {
    switch kind {
    case .unexpected: "a character that JSON does not have here"
    case .truncated: "the text ends inside a value"
    case .tooDeep: "nested deeper than \(JSONTokenizer.deepest) levels"
    case .notUTF8: "a byte that is not UTF-8"
    case .nul: "the character NUL, which no text may hold"
    case .control: "a line end or control character inside a string"
    case .badEscape: "an escape that JSON does not have"
    case .loneSurrogate: "half a character (a lone surrogate)"
    case .badNumber: "a number that JSON does not have"
    case .repeatedKey: "a key that is there twice: readers would disagree which counts"
    case .tooManyValues: "more than \(JSONTokenizer.mostTokens) values"
    case .textAfterEnd: "more text behind the end"
    }
  }
}
