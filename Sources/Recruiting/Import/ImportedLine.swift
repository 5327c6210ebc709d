internal import Postgres

/// One line of a file as whoever reads it hands it on: its number, and its values by column.
public struct ImportedLine: Sendable, Equatable {
  public let line: Int
  private let values: [String: String]

  public init(_ line: Int, _ values: [String: String]) {
    self.line = line
    self.values = values
  }

  /// The value of a column; `nil` when it is empty or not there.
  public subscript(column: String) -> String? {
    values[column].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A value that has to be there.
  func required(_ column: String) throws(UnreadableLine) -> String {
    guard let text = self[column] else { throw UnreadableLine(reason: "\(column) is missing") }
    return text
  }

  /// An instant, or a day: its first moment in UTC.
  func instant(_ column: String) throws(UnreadableLine) -> Instant? {
    guard let text = self[column] else { return nil }
    guard let instant = Instant(reading: text) else {
      throw UnreadableLine(reason: "\(column) “\(text)” is no date: write 2026-10-05 or 2026-10-05T09:00Z")
    }
    return instant
  }
}

/// Why a line cannot be read.
struct UnreadableLine: Error {
  let reason: String
}

extension Instant {
  /// An instant with its offset, or a day: its first moment in UTC.
  init?(reading text: String) {
    if let instant = Instant(text) {
      self = instant
    } else if let day = LocalDate(text), day.isFinite {
      self.init(unixSeconds: (Int64(day.daysSince2000) + 10_957) * 86_400)
    } else {
      return nil
    }
  }
}

/// Rows that could be read, and a refusal for each that could not.
public struct ReadApplications: Sendable, Equatable {
  public var rows: [ImportedApplication] = []
  public var refusals: [ImportVerdict] = []

  public init() {}

  mutating func add(_ line: ImportedLine, _ subject: String?, _ read: () throws(UnreadableLine) -> ImportedApplication)
  {
    do throws(UnreadableLine) {
      rows.append(try read())
    } catch {
      refusals.append(
        ImportVerdict(line: line.line, subject: subject ?? "–", ruling: .refused, reasons: [error.reason]))
    }
  }
}
