internal import Workload

/// Where refused rows wait to be mended.
struct RejectsFile {
  let request: ImportRequest
  let file: InputFile

  /// Writes the refused rows as they stood in the file, each with its reason behind it; a cell that a spreadsheet would
  /// run begins with an apostrophe, which the import of the mended file takes off.
  ///
  /// The file appears whole or not at all, readable by its owner only, and never replaces another.
  func write(_ refusals: [RefusedRow], to path: String) throws(IntakeError) {
    let reasons = Dictionary(refusals.map { ($0.line, $0) }) { first, _ in first }
    do {
      let output = try NewFile(path)
      var reader = CSVReader(file.bytes(), delimiter: request.delimiter)
      let header = try reader.next()
      // What was refused once more has a new reason, and not the old one beside it.
      let reason = header.flatMap { header in
        (0..<header.count).first { header[$0] == Column.rejectedBecause.name }
      }
      if let header { try output.write(safe(header, without: reason) + line(Column.rejectedBecause.name)) }
      while let record = try reader.next() {
        guard let refusal = reasons[record.refusalLine(in: reasons)] else { continue }
        try output.write(
          safe(record, without: reason) + line("\(refusal.field): \(refusal.problem): \(refusal.fix)"))
      }
      try output.publish()
    } catch let refusal as NewFile.Refusal {
      throw refusal.isThere ? .exists(path) : .unwritable(path, refusal.words)
    } catch {
      throw .unwritable(path, "\(error)")
    }
  }

  /// The record's bytes; written anew only where a value must not stand as it is.
  ///
  /// - Parameter reason: The column of an earlier refusal's reason, whose apostrophes are still there.
  private func safe(_ record: CSVRecord, without reason: Int?) -> [UInt8] {
    let told = (0..<record.count).map { record[$0] }
    let values = reason == nil ? told : told.map(Formula.restored)
    let defused = values.map(Formula.defused)
    guard reason != nil || defused != told else { return record.bytes }
    let cells = record.extents.indices.filter { $0 != reason }.map { record.isAbsent($0) ? "" : quoted(defused[$0]) }
    return Array(cells.joined(separator: request.delimiter.text).utf8)
  }

  /// One more value and the row's end.
  private func line(_ text: String) -> [UInt8] {
    Array((request.delimiter.text + quoted(text) + "\r\n").utf8)
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}

extension CSVRecord {
  /// The line a refusal of this record names: its own first, or that of a value further down.
  fileprivate func refusalLine(in reasons: [Int: RefusedRow]) -> Int {
    let lines = position.line...(position.line + bytes.count { $0 == .lineFeed })
    return lines.first { reasons[$0] != nil } ?? position.line
  }
}
