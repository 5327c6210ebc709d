internal import CLibPQ

/// One row of a result, read from left to right.
///
/// It borrows the result and cannot be copied, so it cannot outlive the call that lends it. Its cells stand either in
/// libpq's memory or in the layout of COPY, each behind its length.
@safe public struct Row: ~Copyable {
  private let result: OpaquePointer?
  private let shape: Shape?
  private let width: Int32
  private var number: Int32 = 0
  private var column: Int32 = 0
  private var cursor: UnsafeRawPointer?
  private let end: UnsafeRawPointer?

  init(result: OpaquePointer) {
    unsafe self.result = unsafe result
    shape = nil
    width = unsafe PQnfields(result)
    unsafe (cursor, end) = (nil, nil)
  }

  @usableFromInline
  init(shape: Shape, cursor: UnsafeRawPointer, end: UnsafeRawPointer) {
    unsafe result = nil
    self.shape = shape
    width = Int32(shape.types.count)
    unsafe (self.cursor, self.end) = unsafe (cursor, end)
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
    guard let result = unsafe result else { return try nextCopied(at) }
    let length = unsafe PQgetlength(result, number, at)
    if length == 0, unsafe PQgetisnull(result, number, at) != 0 { return nil }
    guard let value = unsafe PQgetvalue(result, number, at) else { return nil }
    return unsafe Cell(base: UnsafeRawPointer(value), count: Int(length), oid: PQftype(result, at))
  }

  private mutating func nextCopied(_ at: Int32) throws(PostgresError) -> Cell? {
    guard let start = unsafe cursor, let end = unsafe end, let shape, unsafe end - start >= 4 else {
      throw PostgresError(.decoding, "a row ends before its columns do")
    }
    let length = unsafe Int(Int32(bigEndian: start.loadUnaligned(as: Int32.self)))
    guard length >= 0 else {
      unsafe cursor = unsafe start + 4
      return nil
    }
    guard unsafe end - start >= 4 + length else {
      throw PostgresError(.decoding, "a row ends before its columns do")
    }
    unsafe cursor = unsafe start + 4 + length
    return unsafe Cell(base: start + 4, count: length, oid: shape.types[Int(at)])
  }

  /// Where the row that follows begins.
  @usableFromInline
  var tail: UnsafeRawPointer? { unsafe cursor }

  /// Refuses a row type that reads fewer columns than there are: it would read the wrong ones one day.
  @usableFromInline
  func finish() throws(PostgresError) {
    guard column == width else {
      throw PostgresError(.usage, "the row has \(width) columns and \(column) are read")
    }
  }

  @usableFromInline
  func inColumn(_ error: PostgresError) -> PostgresError {
    guard error.kind == .decoding, column > 0 else { return error }
    let name = unsafe PQfname(result, column - 1).map { unsafe String(cString: $0) } ?? shape?.names[Int(column) - 1]
    return PostgresError(.decoding, "column \(name ?? "?"): \(error.message)")
  }
}

/// The names and types of a result's columns.
@usableFromInline
final class Shape: Sendable {
  let types: [UInt32]
  let names: [String]

  init(of answer: borrowing Answer) {
    let columns = unsafe 0..<PQnfields(answer.pointer)
    types = columns.map { unsafe PQftype(answer.pointer, $0) }
    names = columns.map { unsafe PQfname(answer.pointer, $0).map { unsafe String(cString: $0) } ?? "" }
  }
}
