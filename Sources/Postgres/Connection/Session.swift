/// A conversation with the server, lent to a closure that runs on the connection's own thread.
///
/// Everything here blocks that thread and no other. A session is not `Sendable`: it cannot leave the closure.
public final class Session {
  let handle: Handle
  let thread: ConnectionThread
  let canceller: Canceller
  let notices = Notices()
  @usableFromInline let rowLimit: Int
  let observer: (any PostgresObserver)?
  var statements: StatementCache
  /// How many savepoints are open.
  var depth = 0
  /// The state of the last refusal, for whoever decides about another try.
  var lastState: SQLState?
  /// Whether the last refusal was about a plan that another try would make anew.
  var lastPlanWasStale = false
  /// What the connection is in the middle of, which no statement may interrupt.
  var occupation: String?
  /// How far the stream of rows has come, and since when if somebody wants to know.
  var streamed: (rows: Int, start: ContinuousClock.Instant?) = (0, nil)
  /// The row with which an asynchronous stream begins.
  var firstOfStream: Answer?

  init(_ options: ConnectionOptions, thread: ConnectionThread) throws(PostgresError) {
    let start = ContinuousClock.now
    handle = try Handle.open(options)
    self.thread = thread
    canceller = Canceller(token: CancelToken(of: handle), grace: options.cancelGrace)
    rowLimit = options.rowLimit
    observer = options.observer
    statements = StatementCache(options.statements)
    unsafe notices.listen(to: handle.pointer)
    observer?.note(.connected(.now - start))
  }

  /// Runs `query` and returns all its rows.
  ///
  /// Rows are decoded while the server sends the next: no second copy of the result is ever in memory.
  @inlinable
  public func all<R>(_ query: Query<R>) throws(PostgresError) -> [R] {
    var rows: [R] = []
    var answer = try startStream(query.sql, query.name)
    do throws(PostgresError) {
      while let row = answer.take() {
        // Four times as many, not twice: what is never touched costs nothing, what is copied does.
        if rows.count == rows.capacity { rows.reserveCapacity(max(8, rows.count * 4)) }
        rows.append(try row.row(0, query.name))
        if rows.count > rowLimit { throw tooMany(query.name) }
        answer = try nextOfStream(query.name)
      }
    } catch {
      abandonStream()
      throw error
    }
    return rows
  }

  /// Runs `query` and returns its only row.
  @inlinable
  public func one<R>(_ query: Query<R>) throws(PostgresError) -> R {
    let answer = try execute(query.sql, query.name)
    return try answer.only(query.name)
  }

  /// Runs `query` and returns its first row, if there is any.
  @inlinable
  public func first<R>(_ query: Query<R>) throws(PostgresError) -> R? {
    let answer = try execute(query.sql, query.name)
    return answer.count == 0 ? nil : try answer.row(0, query.name)
  }

  /// Runs `statement` and returns how many rows it touched.
  @discardableResult
  public func run(_ statement: Statement) throws(PostgresError) -> Int {
    try execute(statement.sql, statement.name).affected
  }

  /// Runs several statements without values: migrations and fixtures, never input.
  public func script(_ trusted: String) throws(PostgresError) {
    _ = try simple(trusted, name: "script")
  }

  /// Runs a small query whose rows need no type of their own.
  ///
  /// ```swift
  /// let teams = try session.tuples("team.sizes", "SELECT name, count(*) FROM …", as: (String, Int).self)
  /// ```
  @inlinable
  public func tuples<each Value: PostgresDecodable>(
    _ name: StaticString, _ sql: SQL, as type: (repeat each Value).Type
  ) throws(PostgresError) -> [(repeat each Value)] {
    let answer = try execute(sql.headed(name), name)
    var row = answer.first
    var tuples: [(repeat each Value)] = []
    tuples.reserveCapacity(answer.count)
    for number in 0..<answer.count {
      row.move(to: number)
      do throws(PostgresError) {
        let tuple: (repeat each Value) = (repeat try row.next((each Value).self))
        try row.finish()
        tuples.append(tuple)
      } catch {
        throw error.during("\(name)")
      }
    }
    return tuples
  }

  /// Tells whoever listens to `channel`, once this transaction commits.
  public func notify(_ channel: String, _ payload: String = "") throws(PostgresError) {
    try run(Statement("session.notify", "SELECT pg_notify(\(channel), \(payload))"))
  }
}
