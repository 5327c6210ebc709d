internal import Postgres
public import Store
internal import Workload

extension Intake {
  /// Imports a vendor's file, step by step.
  ///
  /// Each step's rows, its place in the file and its counts come in one transaction, while the next step is being
  /// read. A run that is cut off goes on with `resumed`; one that is begun anew changes nothing that it took before.
  /// A rehearsal reads the whole file in one transaction and takes it back.
  ///
  /// - Throws: ``IntakeError/notOfVendor(_:_:_:)`` when the file is not the vendor's, ``IntakeError/file(_:_:)`` when it
  ///   cannot be read, ``IntakeError/tooManyRejects(_:allowed:)`` when more records are refused than may be.
  public func run(
    _ request: VendorRequest, as operation: Operation
  ) async throws(IntakeError) -> Outcome<VendorReport> {
    do {
      let file = try InputFile(request.path)
      return try await IntakeError.namingVendor(file) {
        if operation.isRehearsal { return try await rehearse(request, file, operation) }
        return try await steps(request, file, operation)
      }
    } catch let error as CSVError {
      throw .file(request.path, error)
    } catch {
      throw IntakeError(reading: error)
    }
  }

  /// Everything in one transaction, which is then rolled back.
  private func rehearse(
    _ request: VendorRequest, _ file: InputFile, _ operation: Operation
  ) async throws -> Outcome<VendorReport> {
    try await store.write(operation, or: IntakeError.init) { session in
      let source = try BatchSource(request, file)
      let run = VendorRun(
        request: request, origin: VendorRun.Origin(name: file.name, size: file.size), isRehearsal: true)
      var report = VendorReport()
      while let batch = try source.next() {
        report.add(try run.take(batch, of: nil, place: 1, in: session))
        guard report.refused <= request.maxRejects else {
          throw IntakeError.tooManyRejects(report.refusals, allowed: request.maxRejects)
        }
        if batch.isLast { break }
      }
      return report
    }
  }

  /// One transaction a step, and the next step read meanwhile.
  private func steps(
    _ request: VendorRequest, _ file: InputFile, _ operation: Operation
  ) async throws -> Outcome<VendorReport> {
    let start = try await start(of: request, file)
    let reader = BatchReader(request, file, from: start.place, only: start.only)
    let run = VendorRun(
      request: request, origin: VendorRun.Origin(name: file.name, size: file.size), isRehearsal: false)
    var whole = VendorReport()
    whole.run = request.resumed
    var place = start.place.steps
    var outcome: Outcome<VendorReport>?
    var next = try await reader.next()
    while let batch = next {
      place += 1
      let (known, refused, step) = (whole.run, whole.refused, place)
      async let ahead = reader.next()
      let taken = try await store.write(operation.step(step), or: IntakeError.init) { session in
        let report = try run.take(batch, of: known, place: step, in: session)
        guard refused + report.refused <= request.maxRejects else {
          throw IntakeError.tooManyRejects(report.refusals, allowed: request.maxRejects)
        }
        return report
      }
      FaultPoint.committed.reach()
      whole.add(taken.value)
      outcome = taken
      request.onProgress?(
        ImportProgress(rows: whole.records, bytes: min(batch.offset, file.size), totalBytes: file.size))
      next = try await ahead
    }
    let report = whole
    guard let outcome else { throw IntakeError.nothingLeft }
    return outcome.map { _ in report }
  }

  /// Where to begin, and which records alone are wanted.
  private func start(
    of request: VendorRequest, _ file: InputFile
  ) async throws -> (place: RunPlace, only: Set<Int>?) {
    if let run = request.resumed {
      let place = try await store.read(or: IntakeError.init) { try $0.first(VendorRun.place(of: run, request)) }
      guard let place else { throw IntakeError.notResumable(run) }
      return (place, nil)
    }
    guard let run = request.retried else { return (.beginning, nil) }
    let (records, end) = try await store.read(or: IntakeError.init) { session in
      (try session.all(VendorRun.refusedRecords(of: run, request)), try session.first(VendorRun.end(of: run)))
    }
    guard let end, !records.isEmpty else { throw IntakeError.nothingRefused(run) }
    let check = BatchReader(request, file, from: end, only: nil)
    _ = try await check.next()
    return (.beginning, Set(records.map(Int.init)))
  }

  /// Takes back all that one run brought, its last step first.
  ///
  /// - Throws: ``IntakeError/noRun(_:)``, or ``IntakeError/workload(_:)`` when a later import built on it.
  public func undo(run: Int64, as undoing: Operation) async throws(IntakeError) -> Outcome<ImportUndo> {
    try await store.write(undoing, or: IntakeError.init) { session in
      let steps = try session.all(VendorRun.operations(of: run))
      guard !steps.isEmpty else { throw IntakeError.noRun(run) }
      var (removed, restored) = (0, 0)
      for step in steps {
        do {
          let undone = try Workload.undo(step, in: session)
          removed += undone.removed
          restored += undone.restored
        } catch let error as WorkloadError where error != .unknownBatch {
          throw IntakeError.workload(error)
        } catch WorkloadError.unknownBatch {
          // A step of refused and skipped records alone brought nothing.
          continue
        }
      }
      return ImportUndo(removed: removed, restored: restored)
    }
  }
}

/// Reads ahead, while the step before is being merged.
private actor BatchReader {
  private let request: VendorRequest
  private let file: InputFile
  private let place: RunPlace
  private let only: Set<Int>?
  private var source: BatchSource?
  private var isOver = false

  init(_ request: VendorRequest, _ file: InputFile, from place: RunPlace, only: Set<Int>?) {
    (self.request, self.file, self.place, self.only) = (request, file, place, only)
  }

  func next() throws -> RecordBatch? {
    guard !isOver else { return nil }
    let source = try self.source ?? BatchSource(request, file, from: place, only: only)
    self.source = source
    let batch = try source.next()
    isOver = batch?.isLast ?? true
    return batch
  }
}

extension Operation {
  /// The operation of one step: the same key again gives the same steps again.
  fileprivate func step(_ place: Int) -> Operation {
    place == 1 ? self : Operation(name, key: "\(key)/\(place)", input: [key, String(place)])
  }
}
