internal import CLibPQ

/// What the server answered to one statement; its memory is freed with it.
@safe @frozen @usableFromInline
struct Answer: ~Copyable {
  @usableFromInline let pointer: OpaquePointer

  /// Takes what libpq returned; refusals are thrown.
  init(_ result: OpaquePointer?, from handle: borrowing Handle, name: StaticString) throws(PostgresError) {
    guard let result = unsafe result else {
      throw PostgresError(.connection, handle.message, query: "\(name)")
    }
    switch unsafe PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_SINGLE_TUPLE, PGRES_COPY_IN, PGRES_COPY_OUT:
      unsafe pointer = unsafe result
    case PGRES_EMPTY_QUERY:
      unsafe PQclear(result)
      throw PostgresError(.usage, "an empty statement", query: "\(name)")
    default:
      let error = unsafe PostgresError(result: result, handle: handle, name: name)
      unsafe PQclear(result)
      throw error
    }
  }

  @inlinable
  deinit {
    unsafe Self.clear(pointer)
  }

  /// Frees a result; apart, because inlined code cannot name libpq.
  @usableFromInline
  static func clear(_ result: OpaquePointer) {
    unsafe PQclear(result)
  }

  @usableFromInline var count: Int { unsafe Int(PQntuples(pointer)) }

  @usableFromInline var first: Row { unsafe Row(result: pointer) }

  /// How many rows the statement touched.
  var affected: Int {
    unsafe PQcmdTuples(pointer).flatMap { unsafe Int(String(cString: $0)) } ?? 0
  }

  /// The command's tag: `COMMIT`, `INSERT 0 1`.
  var tag: String {
    unsafe PQcmdStatus(pointer).map { unsafe String(cString: $0) } ?? ""
  }

  var status: ExecStatusType { unsafe PQresultStatus(pointer) }
}

// MARK: - Rows

// Rows borrow the result, so they are read only inside methods of its answer, which is alive for as long.

extension Answer {
  @inlinable
  func rows<R: RowDecodable>(_ name: StaticString) throws(PostgresError) -> [R] {
    let count = count
    var rows: [R] = []
    rows.reserveCapacity(count)
    var row = first
    do throws(PostgresError) {
      for number in 0..<count {
        row.move(to: number)
        rows.append(try R(row: &row))
        try row.finish()
      }
    } catch {
      throw error.during("\(name)")
    }
    return rows
  }

  @inlinable
  func row<R: RowDecodable>(_ number: Int, _ name: StaticString) throws(PostgresError) -> R {
    var row = first
    row.move(to: number)
    do throws(PostgresError) {
      let value = try R(row: &row)
      try row.finish()
      return value
    } catch {
      throw error.during("\(name)")
    }
  }

  @inlinable
  func tuples<each Value: PostgresDecodable>(
    _ name: StaticString, as type: (repeat each Value).Type
  ) throws(PostgresError) -> [(repeat each Value)] {
    let count = count
    var row = first
    var tuples: [(repeat each Value)] = []
    tuples.reserveCapacity(count)
    do throws(PostgresError) {
      for number in 0..<count {
        row.move(to: number)
        let tuple: (repeat each Value) = (repeat try row.next((each Value).self))
        try row.finish()
        tuples.append(tuple)
      }
    } catch {
      throw error.during("\(name)")
    }
    return tuples
  }

  /// The only row.
  @inlinable
  func only<R: RowDecodable>(_ name: StaticString) throws(PostgresError) -> R {
    guard count == 1 else {
      throw PostgresError(.usage, "\(count) rows where exactly one is read", query: "\(name)")
    }
    return try row(0, name)
  }
}
