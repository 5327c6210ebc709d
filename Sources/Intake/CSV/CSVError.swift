/// Why a file cannot be read on: what is wrong, and where.
///
/// After any of these the rest of the file means nothing certain, so reading ends. A row that is merely
/// too short or holds a wrong value is no ``CSVError``: the importer rejects that row and goes on.
public struct CSVError: Error, Equatable, Sendable {
  public let problem: Problem
  public let position: FilePosition

  public init(_ problem: Problem, at position: FilePosition) {
    self.problem = problem
    self.position = position
  }
}

extension CSVError {
  public enum Problem: Error, Equatable, Sendable {
    case unreadable(String)
    /// What is wrong with how it is packed, and what to do about it.
    case badlyPacked(String)
    case empty
    /// A vendor's file, of which nobody can tell whether it was to be a sheet.
    case blank
    case packed
    case workbook
    case utf16
    case notUTF8
    case nul
    case loneCarriageReturn
    case quoteInsideValue
    case textAfterQuote
    case unclosedQuote
    case valueTooLong(limit: Int)
    case rowTooLong(limit: Int)
    case tooManyColumns(limit: Int)
    case fileTooLong(limit: Int)
    case tooManyRows(limit: Int)
  }
}

extension CSVError.Problem: CustomStringConvertible {
  /// What is wrong, then what to do about it.
  public var description: String {
    switch self {
    case .unreadable(let reason): "the file cannot be read (\(reason)): check its name and its rights"
    case .badlyPacked(let reason): reason
    case .empty: "the file is empty: it needs at least the line that names its columns"
    case .blank: "the file is empty: nothing was exported, or it was cut off; export it again"
    case .packed: "the file is packed: unpack it first"
    case .workbook: "the file is a workbook or packed: save the sheet as CSV (in Excel: “CSV UTF-8”)"
    case .utf16: "the file is UTF-16: save it as UTF-8 (in Excel: “CSV UTF-8”)"
    case .notUTF8: "a byte that is not UTF-8: save the file as UTF-8, not as Latin-1 or Windows-1252"
    case .nul: "a NUL byte: the file is damaged or is no text; export it again"
    case .loneCarriageReturn: "a carriage return without a line feed: end lines with CRLF or LF"
    case .quoteInsideValue: "a quote inside an unquoted value: quote the whole value and double the quotes in it"
    case .textAfterQuote: "text after a closing quote: double the quotes inside a quoted value"
    case .unclosedQuote: "a quote opened here is never closed: close it, or double the quotes inside the value"
    case .valueTooLong(let limit): "a value longer than \(limit) bytes: shorten it, or look for a missing quote"
    case .rowTooLong(let limit): "a row longer than \(limit) bytes: split it, or look for a missing quote"
    case .tooManyColumns(let limit): "more than \(limit) columns: remove those that are not imported"
    case .fileTooLong(let limit): "more than \(limit) bytes: split the file"
    case .tooManyRows(let limit): "more than \(limit) rows: split the file"
    }
  }
}
