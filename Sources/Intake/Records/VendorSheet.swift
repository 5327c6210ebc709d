internal import Postgres
internal import Workload

/// A vendor's own CSV: how to know it by its header, and what its rows tell.
protocol VendorSheet: Sendable {
  /// What the vendor calls it.
  static var name: String { get }
  /// Columns that are always there.
  static var marks: [String] { get }
  /// Columns that are read where they are there; all others are read over.
  static var others: [String] { get }
  /// Whether `next` goes on telling of what `first` begins.
  static func continues(_ first: SheetRow, _ next: SheetRow) -> Bool
  static func read(
    _ rows: [SheetRow], _ clock: LocalClock, _ context: RecordContext, _ harvest: inout Harvest)
    throws(RecordRefusal)
}

extension VendorSheet {
  static func continues(_ first: SheetRow, _ next: SheetRow) -> Bool { false }
}

/// Where each column of a sheet stands; columns are found by name, never by place.
struct SheetHeader: Sendable {
  private let places: [String: Int]
  let count: Int

  init(_ record: CSVRecord) {
    count = record.count
    places = Dictionary((0..<record.count).map { (record[$0], $0) }) { first, _ in first }
  }

  /// Those of `columns` that stand in `record` once more: which of the two is meant, nobody knows.
  func repeated(_ columns: [String], in record: CSVRecord) -> [RefusedRow] {
    (0..<record.count).filter { columns.contains(record[$0]) && places[record[$0]] != $0 }.map { index in
      let place = record.position(of: index)
      return RefusedRow(
        line: place.line, column: place.column, field: record[index], problem: "the column is there twice",
        fix: "remove one of the two")
    }
  }

  func place(of column: String) -> Int? { places[column] }

  func lacks(_ columns: [String]) -> [String] { columns.filter { places[$0] == nil } }
}

/// One row of a sheet: cells by the names of their columns.
struct SheetRow: Sendable {
  let record: CSVRecord
  let header: SheetHeader

  /// The cell, unless it is empty.
  subscript(column: String) -> SheetCell? {
    guard let place = header.place(of: column), place < record.count else { return nil }
    let text = record[place]
    return text.isEmpty ? nil : SheetCell(text: text, column: column)
  }

  func required(_ column: String) throws(RecordRefusal) -> SheetCell {
    guard let cell = self[column] else {
      throw RecordRefusal(
        .missingKey, at: column, header.place(of: column) == nil ? "no such column" : "empty, but needed")
    }
    return cell
  }

  /// The currency of a column; where it is empty, the one of amounts that name none.
  func currency(_ column: String, or settings: VendorSettings) throws(RecordRefusal) -> SheetCell {
    if let cell = self[column] { return cell }
    guard let currency = settings.currency else {
      throw RecordRefusal(.unknownCurrency, at: column, "names no currency: say --currency")
    }
    return SheetCell(text: currency, column: "--currency")
  }
}

/// One cell, read strictly.
struct SheetCell {
  let text: String
  let column: String

  func refused(_ code: RecordRefusal.Code, _ problem: String) -> RecordRefusal {
    RecordRefusal(code, at: column, problem)
  }

  func line(upTo limit: Int) throws(RecordRefusal) -> String {
    let composed = text.composed
    guard composed.unicodeScalars.count <= limit, !composed.unicodeScalars.contains(where: \.isUnfit) else {
      throw refused(.badText, "too long, or with a hidden character")
    }
    return composed
  }

  func count() throws(RecordRefusal) -> Int32 {
    guard let whole = Lexeme.whole(text.utf8), let count = Int32(exactly: whole), count >= 0 else {
      throw refused(.badNumber, "“\(Visible.text(text))” is no whole number")
    }
    return count
  }

  func money(_ currency: SheetCell) throws(RecordRefusal) -> Money {
    guard Currency.isKnown(currency.text) else {
      throw currency.refused(.unknownCurrency, "“\(Visible.text(currency.text))” is no currency of ISO 4217")
    }
    guard let minor = Lexeme.minor(text.utf8, currency.text) else {
      throw refused(.badMoney, "“\(Visible.text(text))” is no amount of \(currency.text)")
    }
    return Money(minor: minor, currency: currency.text)
  }

  /// An instant; without an offset it is what the clocks of `clock`'s zone showed.
  func instant(_ clock: LocalClock) throws(RecordRefusal) -> Instant {
    switch Lexeme.time(text.utf8) {
    case .at(let instant): return instant
    case .onTheClock(let local): return try clock.instant(local, self)
    case nil: throw refused(.badTimestamp, "“\(Visible.text(text))” is no time such as 2026-04-10 11:11:26")
    }
  }
}

/// What the clocks of one zone showed, and when that was.
///
/// PostgreSQL alone turns one into the other, many at a time.
final class LocalClock: @unchecked Sendable {
  /// What PostgreSQL said.
  enum Answer: Sendable {
    case at(Instant)
    case never(String)
  }

  /// Thrown where an answer is needed that nobody has asked for yet; the asking is noted.
  static let pending = RecordRefusal(.ambiguousTime, "waits for its zone")

  let zone: String?
  private let answers: [LocalDateTime: Answer]
  /// What to ask next.
  private(set) var wanted: Set<LocalDateTime> = []

  init(zone: String?, answers: [LocalDateTime: Answer] = [:]) {
    self.zone = zone
    self.answers = answers
  }

  /// The same clock, with more answers and nothing to ask.
  func knowing(_ more: [LocalDateTime: Answer]) -> LocalClock {
    LocalClock(zone: zone, answers: answers.merging(more) { first, _ in first })
  }

  func instant(_ local: LocalDateTime, _ cell: SheetCell) throws(RecordRefusal) -> Instant {
    guard zone != nil else { throw cell.refused(.badTimestamp, "no offset: say which zone it is in with --zone") }
    switch answers[local] {
    case .at(let instant): return instant
    case .never(let reason): throw cell.refused(.ambiguousTime, reason)
    case nil:
      wanted.insert(local)
      throw Self.pending
    }
  }
}
