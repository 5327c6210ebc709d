internal import Postgres

/// One run of a program, told to the server, so that an error a person saw is found in the server's log.
public struct Request: Sendable {
  /// Stands behind the program's name in the log's lines and in `pg_stat_activity`.
  public let id: String
  /// Hears a line about each statement, with its SQLSTATE when it failed; nil when nobody listens.
  public let hears: (@Sendable (String) -> Void)?

  public init(id: String, hears: (@Sendable (String) -> Void)? = nil) {
    self.id = id
    self.hears = hears
  }
}

extension ConnectionOptions {
  func told(of request: Request?) -> ConnectionOptions {
    guard let request else { return self }
    var told = self
    told.applicationName += " " + request.id
    told.observer = request.hears.map(StatementLines.init) ?? observer
    return told
  }
}

/// What the wrapper notes, in lines for people; values of statements are in none.
private struct StatementLines: PostgresObserver {
  let say: @Sendable (String) -> Void

  func note(_ event: PostgresEvent) {
    switch event {
    case .connected(let duration): say("connected in \(duration.told)")
    case .finished(let query, let rows, let duration, nil): say("\(query): \(rows) rows in \(duration.told)")
    case .finished(let query, _, let duration, let state?):
      say("\(query): SQLSTATE \(state.rawValue) after \(duration.told)")
    case .copied(let query, let rows): say("\(query): \(rows) rows copied")
    case .retried(let failures, let state): say("SQLSTATE \(state.rawValue): begun again, time \(failures + 1)")
    case .prepared, .leased: break
    }
  }
}

extension Duration {
  fileprivate var told: String {
    let tenths = Int((self / .microseconds(100)).rounded())
    return "\(tenths / 10).\(tenths % 10) ms"
  }
}
