internal import Postgres
public import Store
public import Workload

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
  public func run(_ request: ImportRequest, as operation: Operation) async throws(IntakeError) -> Outcome<MergeReport> {
    let file: InputFile
    do { file = try InputFile(request.path) } catch { throw .file(request.path, error) }
    let run = ImportRun(request: request, file: file)
    let outcome = try await store.write(operation, or: IntakeError.init) { session in
      try IntakeError.naming(file) { try run.merge(in: session) }
    }
    FaultPoint.committed.reach()
    if let rejects = request.rejects, outcome.value.refused > 0, !outcome.isReplay {
      try run.write(outcome.value.refusals, to: rejects)
    }
    return outcome
  }

  /// Where an import may be cut off by a test.
  public static let faultPoints: [FaultPoint] = [.opened, .read] + Workload.faultPoints + [.committed]
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
  /// The name of the source the file comes from.
  public var source: String
  public var delimiter = CSVDelimiter.comma
  /// How many rows may be refused while the others are taken in.
  public var maxErrors = 0
  /// Where refused rows go, each with its reason; never over a file that is there.
  public var rejects: String?
  /// Told now and then how far the reading is.
  public var onProgress: (@Sendable (ImportProgress) -> Void)?

  public init(_ path: String, as kind: FileKind, from source: String) {
    self.path = path
    self.kind = kind
    self.source = source
  }
}

/// How far an import has read.
public struct ImportProgress: Sendable, Equatable {
  public let rows: Int
  public let bytes: Int
  public let totalBytes: Int
}

/// The kinds of files.
public enum FileKind: String, Sendable, CaseIterable {
  case orders
  case refunds
  case returns
  case contacts
  case spells
  case surveys
  case intervals
  case series

  /// The columns such a file may have.
  public var columns: [Column] { layout.columns }

  var layout: any FileLayout.Type {
    switch self {
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
