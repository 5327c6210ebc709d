public import Postgres

/// Why the database itself said no, before any room could.
public enum StoreError: Refusal {
  /// Nothing answers where the database should be.
  case unreachable(String)
  /// The server let the login in, but it is no person of Muster.
  case nobody(String)
  /// The name given to `--as` cannot be a login's.
  case noSuchLogin(String)
  /// The database has never been migrated.
  case empty
  /// The database lacks migrations this program needs.
  case behind(missing: [String])
  /// The database is of a newer program.
  case ahead(of: String)
  /// A landed migration was edited.
  case changed(String)
  /// A migration turned up below one that is applied.
  case outOfOrder(String)
  /// A migration does not run on this database.
  case migrationFailed(String, String)
  /// Another migration holds the turn.
  case busy
  /// The server lacks fixes that Muster's walls stand on.
  case serverTooOld(String)
  /// An idempotency key was used for something else.
  case keyIsTaken
  /// The connection was lost around COMMIT and the server could not be asked.
  case outcomeUnknown(String)
  /// An administrator tried to change their own rights.
  case ownRights
  /// A right was given to someone without a login.
  case noLogin
  /// The person has a login already, or the name is taken.
  case loginExists
  case denied(String)
  /// The private cluster cannot be made, started or reached.
  case local(String)
  case database(PostgresError)

  public init(_ error: PostgresError) {
    self =
      switch (error.constraint, error.kind) {
      case ("operation_key_is_used_for_one_input", _): .keyIsTaken
      case ("rights_are_changed_by_someone_else", _), ("role_is_granted_by_someone_else", _),
        ("entity_is_opened_by_someone_else", _):
        .ownRights
      case ("grant_needs_a_login", _): .noLogin
      case ("login_is_unique", _), ("login_is_the_only_one_of_a_person", _): .loginExists
      case (_, .connection), (_, .server(.cannotConnectNow)), (_, .server(.adminShutdown)),
        (_, .server(.crashShutdown)):
        .unreachable(error.message)
      case (_, .inDoubt), (_, .unreplicated): .outcomeUnknown(error.message)
      case (_, .server(.insufficientPrivilege)), (_, .server(.invalidAuthorization)): .denied(error.message)
      default: .database(error)
      }
  }
}

extension StoreError {
  public var kind: RefusalKind {
    switch self {
    case .unreachable, .local: .unavailable
    case .nobody, .ownRights, .denied: .denied
    case .noSuchLogin, .noLogin: .missing
    case .empty, .behind, .ahead, .changed, .outOfOrder, .serverTooOld: .configuration
    case .migrationFailed: .broken
    case .busy: .temporary
    case .keyIsTaken, .loginExists: .conflict
    case .outcomeUnknown: .outcomeUnknown
    case .database(let error): RefusalKind(error)
    }
  }
}

extension StoreError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unreachable(let why): "The database cannot be reached: \(why). `muster doctor` looks closer."
    case .nobody(let login): "The login \(login) is nobody here. An administrator can add it: `muster person grant`."
    case .noSuchLogin(let name): "There is no login for “\(name)”. `muster person list` shows who there is."
    case .empty: "The database is empty. `muster database migrate` sets it up."
    case .behind(let missing):
      "The database lacks \(missing.joined(separator: ", ")). `muster database migrate` brings it up to date."
    case .ahead(let name): "The database is of a newer Muster: it knows \(name). Update this program."
    case .changed(let name):
      "\(name) is not what was applied: a landed migration is never edited. Put it back, and write a new one."
    case .outOfOrder(let name): "\(name) comes before a migration that is applied. Give it the next number."
    case .migrationFailed(let name, let why): "\(name) does not run: \(why). Nothing of it was kept."
    case .busy: "Another migration has been running for a minute. Try again when it is done."
    case .serverTooOld(let version):
      "PostgreSQL \(version) lacks fixes that privacy here rests on. Update it to 15.20, 16.16, 17.12 or 18.6."
    case .keyIsTaken: "This key was used for another input. `muster op status KEY` shows for what; choose another key."
    case .outcomeUnknown(let why): "What became of the change is not certain: \(why)."
    case .ownRights: "Nobody changes their own rights. Ask another administrator."
    case .noLogin: "This person has no login. `muster person grant NAME --login` makes one."
    case .loginExists: "This person has a login, or the name of the login is taken."
    case .denied(let why): "Not allowed: \(why)."
    case .local(let why): "The private cluster: \(why)."
    case .database(let error): "The database refused: \(error)."
    }
  }
}
