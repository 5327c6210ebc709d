internal import People
internal import Postgres
public import Store
internal import Timekeeping
internal import Workload

/// Files from shops, help desks and telephone systems, read strictly and taken in whole or not at all.
public struct Intake: Sendable {
  let store: Store

  public init(store: Store) {
    self.store = store
  }

  /// Imports one file.
  ///
  /// Everything happens in one transaction: a crash at any point leaves the database as it was, and the next run
  /// completes. Running twice changes nothing, because rows are known by source, name and content.
  ///
  /// - Throws: ``IntakeError/file(_:_:)`` or ``IntakeError/header(_:_:)`` when the file cannot be read at all,
  ///   ``IntakeError/rows(_:_:total:)`` when more rows are wrong than `request.maxErrors`,
  ///   ``IntakeError/workload(_:)`` for the database's no.
  public func run(_ request: ImportRequest, as operation: Operation) async throws(IntakeError) -> Outcome<ImportReport>
  {
    let file: InputFile
    do { file = try InputFile(request.path) } catch { throw .file(request.path, error) }
    let outcome =
      if let layout = request.kind.layout {
        try await merge(ImportRun(request: request, file: file, layout: layout), as: operation)
      } else if request.kind == .states {
        try await see(StatesRun(request: request, file: file), as: operation)
      } else {
        try await PeopleRun(request: request, file: file).merge(into: store, as: operation)
      }
    FaultPoint.committed.reach()
    if let rejects = request.rejects, outcome.value.refused > 0, !outcome.isReplay {
      try RejectsFile(request: request, file: file).write(outcome.value.refusals, to: rejects)
    }
    return outcome
  }

  private func merge(_ run: ImportRun, as operation: Operation) async throws(IntakeError) -> Outcome<ImportReport> {
    let outcome = try await store.write(operation, or: IntakeError.init) { session in
      try IntakeError.naming(run.file) { try run.merge(in: session) }
    }
    return outcome.map { ImportReport($0, kind: run.request.kind) }
  }

  private func see(_ run: StatesRun, as operation: Operation) async throws(IntakeError) -> Outcome<ImportReport> {
    try await store.write(operation, or: IntakeError.init) { session in
      try IntakeError.naming(run.file) { try run.see(in: session) }
    }
  }

  /// Takes back what one import brought: facts, states agents were seen in, or people.
  ///
  /// - Throws: ``IntakeError/workload(_:)``, ``IntakeError/states(_:)`` or ``IntakeError/people(_:)`` when there is
  ///   nothing to take back, or when something later built on it.
  public func undo(_ operation: Int64, as undoing: Operation) async throws(IntakeError) -> Outcome<ImportUndo> {
    do throws(WorkloadError) {
      return try await Workload(store: store).undo(operation, as: undoing)
        .map { ImportUndo(removed: $0.removed, restored: $0.restored) }
    } catch .unknownBatch {
      return try await undoStates(operation, as: undoing)
    } catch {
      throw .workload(error)
    }
  }

  private func undoStates(_ operation: Int64, as undoing: Operation) async throws(IntakeError) -> Outcome<ImportUndo> {
    do throws(TimekeepingError) {
      return try await Timekeeping(store: store).unsee(operation, as: undoing)
        .map { ImportUndo(removed: $0, restored: 0) }
    } catch .notThere(_), .denied {
      return try await undoPeople(operation, as: undoing)
    } catch {
      throw .states(error)
    }
  }

  private func undoPeople(_ operation: Int64, as undoing: Operation) async throws(IntakeError) -> Outcome<ImportUndo> {
    do throws(PeopleError) {
      return try await People(store: store).undo(operation, as: undoing)
        .map { ImportUndo(removed: $0.removed, restored: $0.restored) }
    } catch {
      throw .people(error)
    }
  }

  /// Where an import may be cut off by a test.
  public static let faultPoints: [FaultPoint] = [.opened, .read] + Workload.faultPoints + [.committed]

  /// Where a step of a vendor's import may be.
  public static let stepFaultPoints: [FaultPoint] = [.opened] + Workload.faultPoints + [.stepped, .committed]
}

extension FaultPoint {
  static let opened = FaultPoint("import.opened")
  static let read = FaultPoint("import.read")
  static let committed = FaultPoint("import.committed")
}

/// What to import, and how much may be wrong with it.
public struct ImportRequest: Sendable {
  /// The file; `-` is standard input.
  public var path: String
  public var kind: FileKind
  /// The name of the source the file comes from; people come from none.
  public var source: String
  public var delimiter = CSVDelimiter.comma
  /// How the file's columns are ours, where they are called otherwise.
  public var mapping: ColumnMapping?
  /// How many rows may be refused while the others are taken in.
  public var maxErrors = 0
  /// How many rows may add or change something; with more, nothing is kept.
  public var maxAffected = Int.max
  /// Where refused rows go, each with its reason; never over a file that is there.
  public var rejects: String?
  /// Told now and then how far the reading is.
  public var onProgress: (@Sendable (ImportProgress) -> Void)?

  public init(_ path: String, as kind: FileKind, from source: String = "") {
    self.path = path
    self.kind = kind
    self.source = source
  }
}

/// What taking an import back came to.
public struct ImportUndo: Sendable, Codable, Equatable {
  /// What it had added, now gone.
  public let removed: Int
  /// What it had changed, now as it was.
  public let restored: Int
}

/// How far an import has read.
public struct ImportProgress: Sendable, Equatable {
  public let rows: Int
  public let bytes: Int
  public let totalBytes: Int
}

/// The kinds of files.
public enum FileKind: String, Sendable, Codable, CaseIterable {
  case people
  case orders
  case refunds
  case returns
  case contacts
  case spells
  case surveys
  case intervals
  case series
  case states

  /// The columns such a file may have.
  public var columns: [Column] { layout?.columns ?? (self == .states ? StatesFile.columns : PeopleFile.columns) }

  /// The words that import one.
  public var command: String { self == .states ? "muster adherence import" : "muster import \(rawValue)" }

  /// How to read it as facts; people and what they were seen to do are no facts of the workload.
  var layout: (any FileLayout.Type)? {
    switch self {
    case .people, .states: nil
    case .orders: OrdersFile.self
    case .refunds: RefundsFile.self
    case .returns: ReturnsFile.self
    case .contacts: ContactsFile.self
    case .spells: HandleSpellsFile.self
    case .surveys: SurveysFile.self
    case .intervals: IntervalsFile.self
    case .series: SeriesFile.self
    }
  }
}
