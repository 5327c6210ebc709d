internal import People
internal import Store
internal import Workload

/// One reading of a file of people: short enough to be held whole, since each row is compared with the books.
struct PeopleRun: Sendable {
  let request: ImportRequest
  let file: InputFile

  /// More rows than the largest company this is made for has people.
  private static let limit = 100_000

  func merge(into store: Store, as operation: Operation) async throws(IntakeError) -> Outcome<ImportReport> {
    let read: Reading
    do { read = try IntakeError.naming(file) { try self.read() } } catch { throw IntakeError(reading: error) }
    guard read.refusals.count <= request.maxErrors else {
      throw .rows(file.name, read.refusals, total: read.refusals.count)
    }
    do throws(PeopleError) {
      let outcome = try await People(store: store)
        .merge(
          read.rows, allowedRefusals: request.maxErrors - read.refusals.count, unread: read.refusals.count,
          mostChanges: request.maxAffected, as: operation)
      return outcome.map { ImportReport($0.verdicts, lines: read.lines, unread: read.refusals) }
    } catch .tooManyChanges(let changes, let allowed) {
      throw .tooManyChanges(changes, allowed: allowed)
    } catch .refusedRows(let verdicts) {
      let refusals = read.refusals + verdicts.map { $0.refusal(on: read.lines[$0.row]) }
      throw .rows(file.name, refusals.sorted { $0.line < $1.line }, total: refusals.count)
    } catch {
      throw .people(error)
    }
  }

  private struct Reading {
    var rows: [PersonRow] = []
    /// The line each row stands on.
    var lines: [Int] = []
    var refusals: [RefusedRow] = []
  }

  private func read() throws -> Reading {
    var reader = CSVReader(file.bytes(), delimiter: request.delimiter)
    let header = try Header(reading: &reader, columns: PeopleFile.columns)
    var reading = Reading()
    while let record = try reader.next() {
      do throws(RefusedRow) {
        reading.rows.append(try PeopleFile.read(try FileRow(record, header)))
        reading.lines.append(record.position.line)
      } catch {
        reading.refusals.append(error)
      }
      guard reading.rows.count + reading.refusals.count <= Self.limit else {
        throw CSVError(.tooManyRows(limit: Self.limit), at: record.position)
      }
    }
    return reading
  }
}

extension PersonVerdict {
  /// The verdict as a refusal of the line it was read from.
  func refusal(on line: Int) -> RefusedRow {
    RefusedRow(
      line: line, field: number, problem: reasons.joined(separator: " "),
      fix: "mend the row, or let it stay behind with --max-errors")
  }
}
