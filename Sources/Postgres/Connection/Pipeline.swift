internal import CLibPQ

/// Statements sent without waiting for each other's answers.
///
/// Answers are there when the block has ended. Outside a transaction the server commits after each hundred statements
/// and at the end; inside one, nothing changes. When a statement fails, those behind it are not run, and the block
/// throws the first failure.
public final class Pipeline {
  private static let batch = 100

  private let session: Session
  private var queue: [PendingAnswer] = []
  private(set) var failure: PostgresError?

  init(_ session: Session) {
    self.session = session
  }

  /// Sends `query`; all its rows will be there after the block.
  @inlinable
  @discardableResult
  public func all<R>(_ query: Query<R>) throws(PostgresError) -> Pending<[R]> {
    try send(query.sql, Pending(query.name) { (answer, name) throws(PostgresError) in try answer.rows(name) })
  }

  /// Sends `query`; its only row will be there after the block.
  @inlinable
  @discardableResult
  public func one<R>(_ query: Query<R>) throws(PostgresError) -> Pending<R> {
    try send(query.sql, Pending(query.name) { (answer, name) throws(PostgresError) in try answer.only(name) })
  }

  /// Sends `statement`; the number of rows it touched will be there after the block.
  @discardableResult
  public func run(_ statement: Statement) throws(PostgresError) -> Pending<Int> {
    try send(statement.sql, Pending(statement.name) { (answer, _) in answer.affected })
  }

  @usableFromInline
  func send<Value>(_ sql: SQL, _ pending: Pending<Value>) throws(PostgresError) -> Pending<Value> {
    if let failure { throw failure }
    try session.ready(sql, pending.name)
    switch session.statements.plan(sql) {
    case .unnamed: try check(sendUnnamed(sql), pending.name)
    case .prepared(let statement): try check(sendPrepared(statement, sql), pending.name)
    case .prepare(let statement):
      try check(sendPrepare(statement, sql), pending.name)
      queue.append(Preparation(sql, pending.name, session))
      try check(sendPrepared(statement, sql), pending.name)
    }
    queue.append(pending)
    if queue.count >= Self.batch { try settle() }
    return pending
  }

  private func sendUnnamed(_ sql: SQL) -> CInt {
    unsafe sql.parameters.withPointers { types, values, lengths, formats in
      unsafe PQsendQueryParams(
        session.handle.pointer, sql.text, CInt(sql.parameters.count), types, values, lengths, formats, 1)
    }
  }

  private func sendPrepare(_ statement: String, _ sql: SQL) -> CInt {
    unsafe sql.parameters.types.withUnsafeBufferPointer { types in
      unsafe PQsendPrepare(session.handle.pointer, statement, sql.text, CInt(types.count), types.baseAddress)
    }
  }

  private func sendPrepared(_ statement: String, _ sql: SQL) -> CInt {
    unsafe sql.parameters.withPointers { _, values, lengths, formats in
      unsafe PQsendQueryPrepared(
        session.handle.pointer, statement, CInt(sql.parameters.count), values, lengths, formats, 1)
    }
  }

  private func check(_ sent: CInt, _ name: StaticString) throws(PostgresError) {
    guard sent == 1 else { throw PostgresError(.connection, session.handle.message, query: "\(name)") }
  }

  /// Asks for the answers of what was sent so far, and reads them.
  func settle() throws(PostgresError) {
    if queue.isEmpty { return }
    try check(unsafe PQpipelineSync(session.handle.pointer), "pipeline.sync")
    try flush()
    for pending in queue { try read(pending) }
    queue.removeAll(keepingCapacity: true)
    let sync = unsafe PQgetResult(session.handle.pointer)
    defer { unsafe PQclear(sync) }
    guard unsafe PQresultStatus(sync) == PGRES_PIPELINE_SYNC else {
      throw failure ?? PostgresError(.connection, session.handle.message, query: "pipeline.sync")
    }
  }

  /// Sends all that is queued, reading what already comes back, so that neither side waits for the other.
  private func flush() throws(PostgresError) {
    while true {
      let state = unsafe PQflush(session.handle.pointer)
      if state == 0 { return }
      try check(state < 0 ? 0 : 1, "pipeline.flush")
      var descriptor = pollfd(
        fd: unsafe PQsocket(session.handle.pointer), events: Int16(POLLIN | POLLOUT), revents: 0)
      unsafe poll(&descriptor, 1, -1)
      if descriptor.revents & Int16(POLLIN) != 0 {
        try check(unsafe PQconsumeInput(session.handle.pointer), "pipeline.flush")
      }
    }
  }

  private func read(_ pending: PendingAnswer) throws(PostgresError) {
    guard let result = unsafe PQgetResult(session.handle.pointer) else {
      throw PostgresError(.connection, session.handle.message, query: "\(pending.name)")
    }
    if let failure, unsafe PQresultStatus(result) == PGRES_PIPELINE_ABORTED {
      unsafe PQclear(result)
      pending.fail(failure)
    } else {
      do throws(PostgresError) {
        pending.take(try unsafe Answer(result, from: session.handle, name: pending.name))
      } catch {
        session.lastState = error.sqlState ?? session.lastState
        failure = failure ?? error
        pending.fail(error)
        if session.handle.isBroken { throw error }
      }
    }
    while let rest = unsafe PQgetResult(session.handle.pointer) { unsafe PQclear(rest) }
  }

  /// Leaves after an error of the caller: what was sent is still answered.
  func abandon() {
    try? settle()
  }
}

/// The place of an answer that is still on its way.
public class PendingAnswer {
  @usableFromInline let name: StaticString
  @usableFromInline var answer: Answer?
  @usableFromInline var failure: PostgresError?

  @usableFromInline
  init(_ name: StaticString) {
    self.name = name
  }

  func take(_ answer: consuming Answer) {
    self.answer = consume answer
  }

  func fail(_ error: PostgresError) {
    failure = error
  }

  @usableFromInline
  func unanswered() -> PostgresError {
    failure ?? PostgresError(.usage, "the answer is read before its pipeline has ended", query: "\(name)")
  }
}

/// An answer that is there once its pipeline has ended.
public final class Pending<Value>: PendingAnswer {
  @usableFromInline let decode: (borrowing Answer, StaticString) throws(PostgresError) -> Value

  @usableFromInline
  init(_ name: StaticString, _ decode: @escaping (borrowing Answer, StaticString) throws(PostgresError) -> Value) {
    self.decode = decode
    super.init(name)
  }

  /// The answer, decoded; what the server refused is thrown.
  @inlinable
  public var value: Value {
    get throws(PostgresError) {
      switch answer {
      case .some(let answer): try decode(answer, name)
      case nil: throw unanswered()
      }
    }
  }
}

/// The answer to a preparation, of which only a failure matters.
private final class Preparation: PendingAnswer {
  private let sql: SQL
  private let session: Session

  init(_ sql: SQL, _ name: StaticString, _ session: Session) {
    self.sql = sql
    self.session = session
    super.init(name)
  }

  override func fail(_ error: PostgresError) {
    session.statements.forget(sql)
  }
}

extension Session {
  /// Runs `body`, whose statements travel together.
  ///
  /// ```swift
  /// let (open, late) = try session.pipeline { pipe in
  ///   (try pipe.one(openContacts), try pipe.one(lateContacts))
  /// }
  /// print(try open.value, try late.value)
  /// ```
  @discardableResult
  public func pipeline<T>(_ body: (Pipeline) throws -> T) throws -> T {
    let pipeline = Pipeline(self)
    guard occupation == nil, unsafe PQenterPipelineMode(handle.pointer) == 1 else {
      throw PostgresError(.usage, "the connection is in the middle of \(occupation ?? "a pipeline")")
    }
    unsafe PQsetnonblocking(handle.pointer, 1)
    defer {
      unsafe PQsetnonblocking(handle.pointer, 0)
      unsafe PQexitPipelineMode(handle.pointer)
    }
    let value: T
    do {
      value = try body(pipeline)
      try pipeline.settle()
    } catch {
      pipeline.abandon()
      throw error
    }
    if let failure = pipeline.failure { throw failure }
    return value
  }
}
