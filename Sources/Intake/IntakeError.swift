public import People
public import Postgres
public import Store
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
  case exists(String)
  case unwritable(String, String)
  /// The database's no.
  case workload(WorkloadError)
  case people(PeopleError)
}

extension IntakeError {
  public init(_ error: PostgresError) {
    self = .workload(WorkloadError(error))
  }

  /// An error of reading, which has no other kinds.
  init(reading error: any Error) {
    self = error as? IntakeError ?? .workload(.store(.unexpected, "\(error)"))
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

  public var kind: RefusalKind {
    switch self {
    case .file(_, let error): error.problem.isMissing ? .missing : .invalid
    case .header, .rows, .givenUp, .tooManyChanges: .invalid
    case .exists: .conflict
    case .unwritable: .storage
    case .workload(let error): error.kind
    case .people(let error): error.kind
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
    case .exists(let path): "\(path) is there already: name another file, or move it away."
    case .unwritable(let path, let reason): "\(path) cannot be written: \(reason)."
    case .workload(let error): error.description
    case .people(let error): error.description
    }
  }

  private static func list(_ refusals: [RefusedRow], of name: String, total: Int) -> String {
    refusals.prefix(shown).map { "\(name):\($0)" }.joined(separator: "\n")
      + (total > shown ? "\n… and \(total - shown) more" : "")
  }
}
