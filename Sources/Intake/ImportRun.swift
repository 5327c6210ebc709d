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
    var reader = CSVReader(file.bytes(), delimiter: request.delimiter)
    let header = try Header(reading: &reader, columns: Layout.columns, mapping: request.mapping)
    let clock = try MappedClock.asked(of: file, request, columns: Layout.columns, in: session) {
      row throws(RefusedRow) in _ = try Layout.read(row)
    }
    return try Workload.merge(Layout.Told.self, from: source, in: session) { take in
      var rows = 0
      var refusals: [RefusedRow] = []
      while let record = try reader.next() {
        let row = read(record, as: layout, header, clock)
        try take(record.position.line, row)
        if case .failure(let refusal) = row { try add(refusal, to: &refusals) }
        rows += 1
        if rows % 10_000 == 0 { tell(rows, reader.bytesRead) }
      }
      tell(rows, reader.bytesRead)
      FaultPoint.read.reach()
    }
  }

  private func read<Layout: FileLayout>(
    _ record: CSVRecord, as layout: Layout.Type, _ header: Header, _ clock: MappedClock?
  ) -> Result<Layout.Told, RefusedRow> {
    do throws(RefusedRow) {
      return .success(try Layout.read(try FileRow(record, header, clock: clock)))
    } catch {
      return .failure(error)
    }
  }

  /// Gives up where the file is wrong throughout: thousands of the same words help nobody.
  private func add(_ refusal: RefusedRow, to refusals: inout [RefusedRow]) throws {
    refusals.append(refusal)
    guard refusals.count <= request.maxErrors + Self.patience else {
      throw IntakeError.givenUp(file.name, refusals)
    }
  }

  private func tell(_ rows: Int, _ bytes: Int) {
    request.onProgress?(ImportProgress(rows: rows, bytes: bytes, totalBytes: file.size))
  }
}
