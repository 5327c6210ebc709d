internal import CLibPQ

/// What the server answered to one statement; its memory is freed with it.
@safe @usableFromInline
struct Answer: ~Copyable {
  let pointer: OpaquePointer

  /// Takes what libpq returned; refusals are thrown.
  init(_ result: OpaquePointer?, from handle: borrowing Handle, name: StaticString) throws(PostgresError) {
    guard let result = unsafe result else {
      throw PostgresError(.connection, handle.message, query: "\(name)")
    }
    switch unsafe PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_SINGLE_TUPLE, PGRES_COPY_IN, PGRES_COPY_OUT:
      unsafe pointer = unsafe result
    default:
      let error = unsafe PostgresError(result: result, handle: handle, name: name)
      unsafe PQclear(result)
      throw error
    }
  }

  deinit {
    unsafe PQclear(pointer)
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

extension PostgresError {
  /// Reads a refusal field by field.
  init(result: OpaquePointer, handle: borrowing Handle, name: StaticString?) {
    func field(_ letter: Unicode.Scalar) -> String? {
      unsafe PQresultErrorField(result, CInt(letter.value)).map { unsafe String(cString: $0) }
    }
    let state = field("C").map(SQLState.init(rawValue:))
    let isGone = handle.isBroken && state.map { $0.classCode != "57" } ?? true
    self.init(
      Fields(
        kind: isGone ? .connection : state.map(Kind.server) ?? .usage,
        message: field("M") ?? handle.message,
        severity: field("V"), detail: field("D"), hint: field("H"), position: field("P").flatMap { Int($0) },
        schema: field("s"), table: field("t"), column: field("c"), constraint: field("n"), dataType: field("d"),
        context: field("W"), routine: field("R"), query: name.map { "\($0)" }))
  }
}
