internal import Archive
internal import Workload

/// Reads a vendor's file a batch at a time, whichever way it is written.
final class BatchSource {
  private var splitter: RecordSplitter<UnpackedBytes>?
  private var sheet: SheetReader?
  private let format: VendorFormat
  private let request: VendorRequest
  /// Where an earlier run stopped, and which records alone are wanted.
  private let resumed: RunPlace
  private let only: Set<Int>?
  private var checksum = Checksum()
  private var records = 0
  private var isOver = false

  /// - Throws: ``IntakeError`` when the file is neither JSON nor a sheet of the vendor's.
  init(_ request: VendorRequest, _ file: InputFile, from place: RunPlace = .beginning, only: Set<Int>? = nil) throws {
    self.request = request
    self.only = only
    resumed = place
    format = request.vendor.format
    let packed = try UnpackedFile(file)
    var head = try packed.bytes()
    if try Self.opensJSON(&head) {
      splitter = RecordSplitter(try packed.bytes(), words: format.words)
    } else {
      sheet = try SheetReader(try packed.bytes(), of: request, file: file.name)
    }
  }

  /// Whether the first character is a bracket.
  private static func opensJSON(_ bytes: inout UnpackedBytes) throws -> Bool {
    while case let chunk = try bytes.next(), !chunk.isEmpty {
      let start = chunk.starts(with: [0xEF, 0xBB, 0xBF]) ? chunk.dropFirst(3) : chunk[...]
      if let first = start.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) {
        return first == .openingBrace || first == .openingBracket
      }
    }
    throw CSVError.Problem.blank
  }

  /// How many bytes of the unpacked file have been walked over.
  var offset: Int { splitter?.offset ?? sheet?.offset ?? 0 }

  /// The next batch; `nil` behind the last.
  func next() throws -> RecordBatch? {
    guard !isOver else { return nil }
    if records < resumed.records { try skipResumed() }
    var batch = RecordBatch()
    batch.first = records + 1
    let start = offset
    let clock = LocalClock(zone: request.settings.zone)
    while batch.places.count < request.batchSize, offset - start < 64 << 20, !batch.isLast {
      batch.isLast = try !take(into: &batch, clock)
    }
    // A file that ends where a batch is full has an empty one behind it, which says that the run is at its end.
    isOver = batch.isLast
    batch.wanted = clock.wanted
    (batch.records, batch.offset, batch.checksum) = (records, offset, checksum.value)
    return batch
  }

  /// Walks over what an earlier run has taken, and makes sure that it is what that run has read.
  private func skipResumed() throws {
    var batch = RecordBatch()
    while records < resumed.records {
      batch.places = []
      guard try take(into: &batch, LocalClock(zone: nil), isRead: false) else { break }
    }
    guard records == resumed.records, checksum.value == resumed.checksum else { throw IntakeError.otherFile }
  }

  /// Takes one record; false at the end.
  private func take(into batch: inout RecordBatch, _ clock: LocalClock, isRead: Bool = true) throws -> Bool {
    if splitter != nil {
      guard let part = try splitter?.next() else { return false }
      take(part, into: &batch, isRead: isRead)
    } else {
      guard let rows = try sheet?.next() else { return false }
      take(rows, into: &batch, clock, isRead: isRead)
    }
    return true
  }

  private func take(_ part: RecordSplitter<UnpackedBytes>.Part, into batch: inout RecordBatch, isRead: Bool) {
    records += 1
    switch part {
    case .record(let text):
      checksum.add(text.bytes)
      batch.places.append(RecordBatch.Place(line: text.line, offset: text.offset))
      guard isRead, only?.contains(text.number) != false else { return }
      do throws(RecordRefusal) {
        try format.read(text, request.settings, into: &batch.harvest)
      } catch {
        batch.refuse(error, text.number, excerpt: Excerpt.masked(text.bytes))
      }
    case .broken(let refused):
      batch.places.append(RecordBatch.Place(line: refused.line, offset: refused.offset))
      if isRead, only?.contains(refused.number) != false { batch.refused.append(refused) }
    }
  }

  private func take(_ rows: [SheetRow], into batch: inout RecordBatch, _ clock: LocalClock, isRead: Bool) {
    guard let sheet, let first = rows.first else { return }
    records += 1
    for row in rows { checksum.add(row.record.bytes) }
    batch.places.append(
      RecordBatch.Place(line: first.record.position.line, offset: first.record.position.offset))
    guard isRead, only?.contains(records) != false else { return }
    do throws(RecordRefusal) {
      for row in rows where row.record.count != row.header.count {
        throw RecordRefusal(.raggedRow, "\(row.record.count) values where the header names \(row.header.count)")
      }
      let context = RecordContext(number: Int32(clamping: records), settings: request.settings)
      try sheet.layout.read(rows, clock, context, &batch.harvest)
    } catch  where error == LocalClock.pending {
      batch.waiting.append(RecordBatch.Waiting(number: records, rows: rows))
    } catch {
      batch.refuse(error, records, excerpt: Excerpt.masked(first.record.bytes))
    }
  }
}

/// How far a run has come.
public struct RunPlace: Sendable, Equatable, Codable {
  public var records: Int
  public var checksum: UInt32
  /// How many steps it took.
  public var steps: Int

  public static let beginning = RunPlace(records: 0, checksum: 0, steps: 0)
}

/// Reads a vendor's CSV, the rows of one thing together.
final class SheetReader {
  private var reader: CSVReader<UnpackedBytes>
  private let header: SheetHeader
  let layout: any VendorSheet.Type
  private var ahead: SheetRow?

  init(_ bytes: UnpackedBytes, of request: VendorRequest, file: String) throws {
    guard let layout = request.vendor.format.sheet else {
      throw IntakeError.notOfVendor(
        file, request.vendor, "it is no JSON, and \(request.vendor.name) has no CSV of its own")
    }
    self.layout = layout
    var limits = CSVLimits()
    limits.file = .max
    reader = CSVReader(bytes, delimiter: request.delimiter, limits: limits)
    guard let first = try reader.next() else { throw CSVError.Problem.empty }
    header = SheetHeader(first)
    if header.place(of: "_fivetran_synced") != nil {
      throw IntakeError.notOfVendor(file, request.vendor, "it is a table of a warehouse (Fivetran), no export")
    }
    let missing = header.lacks(layout.marks)
    if missing.count == layout.marks.count, let other = Self.delimiter(parting: first, not: request.delimiter) {
      throw IntakeError.notOfVendor(
        file, request.vendor, "its columns seem to be parted otherwise: say --delimiter \(other.rawValue)")
    }
    guard missing.isEmpty else {
      throw IntakeError.notOfVendor(
        file, request.vendor,
        "it is neither JSON nor \(layout.name), which has a column \(missing.map { "“\($0)”" }.joined(separator: ", "))"
      )
    }
    let twice = header.repeated(layout.marks + layout.others, in: first)
    guard twice.isEmpty else { throw IntakeError.header(file, twice) }
  }

  /// The delimiter that would part a first line into more columns; `nil` where none would.
  private static func delimiter(parting first: CSVRecord, not told: CSVDelimiter) -> CSVDelimiter? {
    CSVDelimiter.allCases
      .map { other in (other, first.bytes.count { [$0] == Array(other.text.utf8) }) }
      .filter { $0.0 != told && $0.1 >= first.count }
      .max { $0.1 < $1.1 }?.0
  }

  var offset: Int { reader.bytesRead }

  /// The rows of the next thing.
  func next() throws -> [SheetRow]? {
    guard let first = try ahead ?? row() else { return nil }
    ahead = nil
    var rows = [first]
    while let next = try row() {
      guard layout.continues(first, next), rows.count < 10_000 else {
        ahead = next
        break
      }
      rows.append(next)
    }
    return rows
  }

  private func row() throws -> SheetRow? { try reader.next().map { SheetRow(record: $0, header: header) } }
}
