public import People
public import Postgres
public import Store
public import Timekeeping
public import Workload

/// Why an import said no, in the user's words.
public enum IntakeError: Refusal, Equatable {
  /// The file cannot be read on from some place.
  case file(String, CSVError)
  /// The file's first line names the wrong columns.
  case header(String, [RefusedRow])
  /// More rows are wrong than may be; the first of them, and how many there are.
  case rows(String, [RefusedRow], total: Int)
  /// So many rows are wrong that reading on was pointless.
  case givenUp(String, [RefusedRow])
  /// More rows would change than were allowed, so none did.
  case tooManyChanges(Int, allowed: Int)
  /// The file is not what the vendor writes; the name, the vendor, and why.
  case notOfVendor(String, Vendor, String)
  /// More records were refused than may be; the first of the last step's.
  case tooManyRejects([RefusedRecord], allowed: Int)
  case unknownZone(String, near: String? = nil)
  /// The run is not to be gone on with: another's, at its end, or not there.
  case notResumable(Int64)
  case nothingRefused(Int64)
  case noRun(Int64)
  /// The file is not the one the run has read.
  case otherFile
  case nothingLeft
  case exists(String)
  case unwritable(String, String)
  /// The account's no.
  case pull(PullRefusal)
  /// The database's no.
  case workload(WorkloadError)
  case people(PeopleError)
  case states(TimekeepingError)
}

extension IntakeError {
  public init(_ error: PostgresError) {
    self = .workload(WorkloadError(error))
  }

  /// An error of reading, which has no other kinds.
  init(reading error: any Error) {
    switch error {
    case let error as IntakeError: self = error
    case let error as WorkloadError: self = .workload(error)
    default: self = .workload(.store(.unexpected, "\(error)"))
    }
  }

  /// Runs `body` inside a transaction, and says what the workload refuses in this room's words.
  static func inOurWords<Value>(_ body: () throws -> Value) throws -> Value {
    do { return try body() } catch let error as WorkloadError { throw IntakeError.workload(error) }
  }

  /// Runs `body`, and gives what it throws the file's name.
  static func naming<Value>(_ file: InputFile, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as CSVError {
      throw IntakeError.file(file.name, error)
    } catch let error as HeaderRefusal {
      throw IntakeError.header(file.name, error.refusals)
    } catch let error as WorkloadError {
      throw IntakeError.workload(error)
    }
  }

  /// The same for a vendor's file, whose problems may also lie before its first byte is a record.
  static func namingVendor<Value>(_ file: InputFile, _ body: () async throws -> Value) async throws -> Value {
    do {
      return try await body()
    } catch let error as CSVError {
      throw IntakeError.file(file.name, error)
    } catch let problem as CSVError.Problem {
      throw IntakeError.file(file.name, CSVError(problem, at: FilePosition(line: 1, column: 1, offset: 0)))
    } catch let error as WorkloadError {
      throw IntakeError.workload(error)
    }
  }

  public var kind: RefusalKind {
    switch self {
    case .file(_, let error): error.problem.isMissing ? .missing : .invalid
    case .header, .rows, .givenUp, .tooManyChanges, .notOfVendor, .tooManyRejects, .unknownZone: .invalid
    case .notResumable, .nothingRefused, .noRun: .missing
    case .otherFile, .nothingLeft: .conflict
    case .exists: .conflict
    case .unwritable: .storage
    case .pull(let refusal): refusal.kind
    case .workload(let error): error.kind
    case .people(let error): error.kind
    case .states(let error): error.kind
    }
  }
}

extension CSVError.Problem {
  /// Whether there was nothing to read, rather than something wrong.
  var isMissing: Bool {
    if case .unreadable = self { return true }
    return false
  }
}

extension IntakeError: CustomStringConvertible {
  /// How many refused rows are told one by one.
  private static let shown = 100

  public var description: String {
    switch self {
    case .file(let name, let error):
      "\(name):\(error.position.line):\(error.position.column): byte \(error.position.offset): \(error.problem)"
    case .header(let name, let refusals): refusals.map { "\(name):\($0)" }.joined(separator: "\n")
    case .rows(let name, let refusals, let total):
      refusals.prefix(Self.shown).map { "\(name):\($0)" }.joined(separator: "\n")
        + (total > Self.shown ? "\n… and \(total - Self.shown) more" : "")
        + "\n\(total) row\(total == 1 ? "" : "s") refused; nothing was imported."
        + " `--max-errors \(total) --rejects FILE` imports the others."
    case .givenUp(let name, let refusals):
      Self.list(refusals, of: name, total: refusals.count)
        + "\nReading stopped after \(refusals.count) wrong rows; nothing was imported."
        + " Is the file of another kind? `muster import columns` shows what each has."
    case .tooManyChanges(let changes, let allowed):
      "\(changes) rows would be added or changed, and at most \(allowed) may; nothing was imported."
        + " Look at the file with --dry-run, then raise --max-affected."
    case .notOfVendor(let name, let vendor, let reason): "\(name) is not read as \(vendor.name)'s: \(reason)."
    case .tooManyRejects(let refusals, let allowed):
      refusals.prefix(Self.shown).map { "line \($0.line): byte \($0.offset): \($0.refusal)" }.joined(separator: "\n")
        + "\nMore than \(allowed) records were refused, so the run stopped here. What its earlier steps took stays:"
        + " `muster import runs` shows it, --resume goes on."
    case .unknownZone(let zone, let near):
      "No time zone is called \(zone). "
        + (near.map { "Did you mean \($0)?" } ?? "Write one of IANA's, such as Europe/London.")
    case .notResumable(let run):
      "Run \(run) is none of this source and vendor that was cut off. `muster import runs` shows them."
    case .nothingRefused(let run): "Run \(run) refused nothing from this source. `muster import runs` shows them."
    case .noRun(let run): "No run has the number \(run). `muster import runs` shows them."
    case .otherFile: "This is not the file that the run has read: its first records differ."
    case .nothingLeft: "There is nothing left to read."
    case .exists(let path): "\(path) is there already: name another file, or move it away."
    case .unwritable(let path, let reason): "\(path) cannot be written: \(reason)."
    case .pull(let refusal): refusal.description
    case .workload(let error): error.description
    case .people(let error): error.description
    case .states(let error): error.description
    }
  }

  private static func list(_ refusals: [RefusedRow], of name: String, total: Int) -> String {
    refusals.prefix(shown).map { "\(name):\($0)" }.joined(separator: "\n")
      + (total > shown ? "\n… and \(total - shown) more" : "")
  }
}
