/// Why a record told nothing that could be taken: a code for programs, and words for people.
public struct RecordRefusal: Error, Sendable, Hashable, Codable {
  public let code: Code
  /// The value's place in the record (RFC 6901), or its column.
  public var pointer: String
  public var problem: String

  init(_ code: Code, at pointer: String = "", _ problem: String) {
    self.code = code
    self.pointer = pointer
    self.problem = problem
  }
}

extension RecordRefusal {
  /// Stable words: scripts may look for them.
  public enum Code: String, Sendable, Codable, CaseIterable {
    case badJSON = "bad_json"
    case truncated
    case tooLarge = "record_too_large"
    case tooDeep = "too_deep"
    case badUTF8 = "bad_utf8"
    case nul
    case loneSurrogate = "lone_surrogate"
    case repeatedKey = "repeated_key"
    case missingKey = "missing_key"
    case wrongType = "wrong_type"
    case badTimestamp = "bad_timestamp"
    case ambiguousTime = "tz_ambiguous"
    case badMoney = "bad_money"
    case badNumber = "bad_number"
    case badText = "bad_text"
    case unknownCurrency = "unknown_currency"
    case twoCurrencies = "two_currencies"
    case unmappedQueue = "unmapped_queue"
    case unknownName = "unknown_name"
    case unknownContact = "unknown_contact"
    case unknownRecord = "unknown_record"
    case notData = "not_data"
    case vendorError = "vendor_error"
    case raggedRow = "ragged_row"

    static func json(_ kind: JSONProblem.Kind) -> Code {
      switch kind {
      case .truncated: .truncated
      case .tooDeep: .tooDeep
      case .notUTF8: .badUTF8
      case .nul: .nul
      case .loneSurrogate: .loneSurrogate
      case .repeatedKey: .repeatedKey
      case .badNumber: .badNumber
      case .tooManyValues: .tooLarge
      case .unexpected, .control, .badEscape, .textAfterEnd: .badJSON
      }
    }
  }
}

extension RecordRefusal: CustomStringConvertible {
  public var description: String { "\(code.rawValue)\(pointer.isEmpty ? "" : " at \(pointer)"): \(problem)" }
}

/// A refused record, and where it stands in its file.
public struct RefusedRecord: Sendable, Hashable, Codable {
  /// Which record of the file it is, from 1.
  public let number: Int
  public let line: Int
  /// The record's first byte in the unpacked file, from 0.
  public let offset: Int
  public let refusal: RecordRefusal
  /// The value or the record's beginning, with addresses and digits of people masked.
  public let excerpt: String
}
