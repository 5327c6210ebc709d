internal import CLibPQ

/// One row of a result, read from left to right.
///
/// It borrows the result and cannot be copied, so it cannot outlive the call that lends it.
@safe public struct Row: ~Copyable {
  private let result: OpaquePointer
  private let width: Int32
  private var number: Int32 = 0
  private var column: Int32 = 0

  init(result: OpaquePointer) {
    unsafe self.result = result
    width = unsafe PQnfields(result)
  }

  /// Reads the next column.
  @inlinable
  public mutating func next<Value: PostgresDecodable>(
    _ type: Value.Type = Value.self
  ) throws(PostgresError) -> Value {
    do throws(PostgresError) {
      guard let cell = try nextCell() else { return try Value.decodeNull() }
      return try Value.decode(cell)
    } catch {
      throw inColumn(error)
    }
  }

  /// Takes the place of the row before.
  @usableFromInline
  mutating func move(to number: Int) {
    self.number = Int32(truncatingIfNeeded: number)
    column = 0
  }

  @usableFromInline
  mutating func nextCell() throws(PostgresError) -> Cell? {
    guard column < width else {
      throw PostgresError(.usage, "the row has \(width) columns and more are read")
    }
    let at = column
    column += 1
    let length = unsafe PQgetlength(result, number, at)
    if length == 0, unsafe PQgetisnull(result, number, at) != 0 { return nil }
    guard let value = unsafe PQgetvalue(result, number, at) else { return nil }
    return unsafe Cell(base: UnsafeRawPointer(value), count: Int(length), oid: PQftype(result, at))
  }

  /// Refuses a row type that reads fewer columns than there are: it would read the wrong ones one day.
  @usableFromInline
  func finish() throws(PostgresError) {
    guard column == width else {
      throw PostgresError(.usage, "the row has \(width) columns and \(column) are read")
    }
  }

  @usableFromInline
  func inColumn(_ error: PostgresError) -> PostgresError {
    guard error.kind == .decoding, column > 0, let name = unsafe PQfname(result, column - 1) else { return error }
    return unsafe PostgresError(.decoding, "column \(String(cString: name)): \(error.message)")
  }
}
