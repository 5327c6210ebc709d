internal import Postgres
internal import Store
internal import Workload

/// One pass over one file inside one transaction; run again from the beginning when the transaction is.
struct ImportRun: Sendable {
  let request: ImportRequest
  let file: InputFile
  let layout: any FileLayout.Type

  /// Beyond this many refusals more than are allowed, reading on tells nobody anything new.
  private static let patience = 1000

  func merge(in session: Session) throws -> BatchReport {
    let source = try Workload.source(request.source, in: session)
    FaultPoint.opened.reach()
    let report = try merge(layout, from: source.id, in: session)
    guard report.refused <= request.maxErrors else {
      throw IntakeError.rows(file.name, report.refusals, total: report.refused)
    }
    let changes = report.added + report.changed
    guard changes <= request.maxAffected else {
      throw IntakeError.tooManyChanges(changes, allowed: request.maxAffected)
    }
    return report
  }

  private func merge<Layout: FileLayout>(
    _ layout: Layout.Type, from source: Source.ID, in session: Session
  ) throws -> BatchReport {
    let rows = try FactRows(layout, of: file, request, in: session)
    let ahead = ReadAhead { try rows.next() }
    defer { ahead.giveUp() }
    return try Workload.merge(Layout.Told.self, from: source, in: session) { take in
      var refusals: [RefusedRow] = []
      var progress = ImportProgress(rows: 0, bytes: 0, totalBytes: file.size)
      while let stretch = try ahead.next() {
        for (line, row) in stretch.rows {
          try take(line, row)
          if case .failure(let refusal) = row { try add(refusal, to: &refusals) }
        }
        progress = ImportProgress(rows: stretch.last, bytes: stretch.bytes, totalBytes: file.size)
        if stretch.last.isMultiple(of: 10_000) { request.onProgress?(progress) }
      }
      request.onProgress?(progress)
      FaultPoint.read.reach()
    }
  }

  /// Gives up where the file is wrong throughout: thousands of the same words help nobody.
  private func add(_ refusal: RefusedRow, to refusals: inout [RefusedRow]) throws {
    refusals.append(refusal)
    guard refusals.count <= request.maxErrors + Self.patience else {
      throw IntakeError.givenUp(file.name, refusals)
    }
  }
}

/// The rows of a file as facts, a stretch at a time.
private final class FactRows<Layout: FileLayout> {
  struct Stretch: Sendable {
    var rows: [(line: Int, row: Result<Layout.Told, RefusedRow>)] = []
    /// The number of its last row, and how many bytes were read so far.
    var last = 0
    var bytes = 0
  }

  private static var length: Int { 5000 }

  private var reader: CSVReader<InputFile.Bytes>
  private let header: Header
  private let clock: MappedClock?
  private var count = 0

  init(_ layout: Layout.Type, of file: InputFile, _ request: ImportRequest, in session: Session) throws {
    reader = CSVReader(file.bytes(), delimiter: request.delimiter)
    header = try Header(reading: &reader, columns: Layout.columns, mapping: request.mapping)
    clock = try MappedClock.asked(of: file, request, columns: Layout.columns, in: session) {
      row throws(RefusedRow) in _ = try Layout.read(row)
    }
  }

  /// - Throws: ``CSVError`` where the file cannot be read on.
  func next() throws -> Stretch? {
    var stretch = Stretch()
    stretch.rows.reserveCapacity(Self.length)
    while stretch.rows.count < Self.length, let record = try reader.next() {
      stretch.rows.append((record.position.line, read(record)))
    }
    count += stretch.rows.count
    (stretch.last, stretch.bytes) = (count, reader.bytesRead)
    return stretch.rows.isEmpty ? nil : stretch
  }

  private func read(_ record: CSVRecord) -> Result<Layout.Told, RefusedRow> {
    do throws(RefusedRow) {
      return .success(try Layout.read(try FileRow(record, header, clock: clock)))
    } catch {
      return .failure(error)
    }
  }
}
