import FoundationEssentials
import Postgres
import Store
import StoreTesting
import Testing

/// Who may do what with which rows of every table, declared in matrix.csv and tried through plain libpq.
///
/// A cell reads `select/insert/update/delete`: the number of rows the person sees, or all; of up to forty existing rows, how
/// many they could insert again, change, delete as far as privileges and policies go; a dash where they lack the
/// privilege. Constraints come after the walls: a duplicate key means that the wall was passed.
///
/// After a deliberate change, write the file anew with `MUSTER_WRITE_MATRIX=1 swift test --filter Matrix`, and read
/// the difference before committing it.
struct MatrixTests {
  static let people = ["Ana", "Lev", "Mara", "Hal", "Bruno", "Pia", "Rui", "Tess", "Ada", "Otto"]
  static let file = packageFolder().appending(path: "Tests/StoreTests/matrix.csv").path

  @Test func `every table gives every persona exactly what is declared`() async throws {
    let declared = try Self.declared()
    let found = try await withStore { test in try await Self.tryEverything(test) }
    if ProcessEnvironment.current["MUSTER_WRITE_MATRIX"] != nil { return try Self.write(found) }
    for row in found {
      guard let promise = declared.first(where: { $0.table == row.table }) else {
        Issue.record("\(row.table) is not declared in matrix.csv: declare who may do what with it")
        continue
      }
      for (person, cell, promised) in zip3(Self.people, row.cells, promise.cells) {
        #expect(cell == promised, "\(row.table) for \(person)")
      }
    }
    for promise in declared where !found.contains(where: { $0.table == promise.table }) {
      Issue.record("\(promise.table) is declared in matrix.csv and does not exist")
    }
  }

  struct Line: Equatable {
    let table: String
    let rows: Int
    let cells: [String]
  }

  private static func declared() throws -> [Line] {
    let text = String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
    return text.split(separator: "\n").dropFirst().map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return Line(table: fields[0], rows: Int(fields[1]) ?? -1, cells: Array(fields.dropFirst(2)))
    }
  }

  private static func write(_ lines: [Line]) throws {
    let header = (["table", "rows"] + people).joined(separator: ",")
    let body = lines.map { ([$0.table, String($0.rows)] + $0.cells).joined(separator: ",") }
    try Data(([header] + body + [""]).joined(separator: "\n").utf8).write(to: URL(filePath: file))
  }
}

// MARK: - Trying

extension MatrixTests {
  /// A table and some of its rows, as JSON, with the keys that find them.
  struct Sample: Sendable {
    let table: String
    let number: Int64
    let rows: [String]
    let count: Int
  }

  static func tryEverything(_ test: TestStore) async throws -> [Line] {
    let rows = packageFolder().appending(path: "Tests/StoreTests/matrix.sql").path
    let script = String(decoding: try #require(FileManager.default.contents(atPath: rows)), as: UTF8.self)
    try await test.asMaster { session in try session.transaction { session in try session.script(script) } }
    let samples = try await test.asMaster { session in try Self.samples(session) }
    var columns: [[String]] = []
    for person in people {
      let connection = try await test.raw(as: person)
      columns.append(try await connection.with { session in try samples.map { try cell($0, session) } })
      await connection.close()
    }
    return samples.enumerated().map { number, sample in
      Line(table: sample.table, rows: sample.count, cells: columns.map { $0[number] })
    }
  }

  private static func samples(_ session: Session) throws -> [Sample] {
    let tables = try session.all(
      Query<String>(
        "table.all", "SELECT name FROM sec.our_table WHERE relkind IN ('r', 'p') ORDER BY name COLLATE \"C\""))
    return try tables.map { table in
      let name = identifier(table)
      return Sample(
        table: table,
        number: try session.one(Query<Int64>("table.number", "SELECT \(table)::text::regclass::oid::bigint")),
        rows: try session.all(
          Query<String>(
            "table.rows", "SELECT to_jsonb(sample)::text FROM \(name) AS sample ORDER BY sample.ctid LIMIT 40")),
        count: try session.one(Query<Int>("table.count", "SELECT count(*) FROM \(name)")))
    }
  }

  private static func identifier(_ table: String) -> SQL {
    let parts = table.split(separator: ".").map(String.init)
    return "\(identifier: parts[0]).\(identifier: parts[1])"
  }

  private static func cell(_ sample: Sample, _ session: Session) throws -> String {
    let table = identifier(sample.table)
    return try [
      seen(tried(session) { try session.one(Query<Int>("try.select", "SELECT count(*) FROM \(table)")) }, of: sample),
      insert(sample, session),
      update(sample, session),
      tried(session) { try session.run(Statement("try.delete", "DELETE FROM \(table)")) },
    ].joined(separator: "/")
  }

  /// Everything is told as such, so that a migration more does not change what everyone sees of migrations.
  private static func seen(_ count: String, of sample: Sample) -> String {
    sample.count > 2 && count == String(sample.count) ? "all" : count
  }

  /// The number of rows, a dash without the privilege; a constraint in the way means that the walls were passed.
  private static func tried(_ session: Session, _ body: () throws -> Int) throws -> String {
    var count = 0
    do {
      try session.transaction { _ in
        count = try body()
        throw CancellationError()
      }
    } catch let error as PostgresError {
      if error.sqlState == .insufficientPrivilege { return "-" }
      if error.constraint != nil || error.sqlState == .integrityConstraintViolation { return "some" }
      throw error
    } catch is CancellationError {
      // Rolled back on purpose.
    }
    return String(count)
  }

  private static func insert(_ sample: Sample, _ session: Session) throws -> String {
    let columns = try writable(sample.number, "INSERT", session)
    guard !columns.isEmpty else { return "-" }
    let list = columns.list
    var passed = 0
    for row in sample.rows {
      let table = identifier(sample.table)
      let sql: SQL = """
        INSERT INTO \(table) (\(list))
        SELECT \(list) FROM jsonb_populate_record(NULL::\(table), \(JSONText(row)))
        """
      if try passes(session, Statement("try.insert", sql)) { passed += 1 }
    }
    return String(passed)
  }

  private static func update(_ sample: Sample, _ session: Session) throws -> String {
    let columns = try writable(sample.number, "UPDATE", session)
    guard let column = columns.first else { return "-" }
    return try tried(session) {
      try session.run(
        Statement(
          "try.update",
          "UPDATE \(identifier(sample.table)) SET \(identifier: column) = \(identifier: column)"))
    }
  }

  /// Whether a statement gets past privileges and policies.
  private static func passes(_ session: Session, _ statement: Statement) throws -> Bool {
    do {
      try session.transaction { session in
        try session.run(statement)
        throw CancellationError()
      }
      return true
    } catch let error as PostgresError {
      // A unique key or a foreign key comes behind the walls; a trigger of the room may stand before them.
      return error.sqlState?.classCode == "23" && error.routine != "exec_stmt_raise"
    } catch is CancellationError {
      return true
    }
  }

  /// The columns I may write, generated ones apart.
  private static func writable(_ table: Int64, _ verb: String, _ session: Session) throws -> [String] {
    try session.all(
      Query<String>(
        "try.columns",
        """
        SELECT attname::text
          FROM pg_attribute
         WHERE attrelid = \(table)::oid AND attnum > 0 AND NOT attisdropped
           AND attidentity = '' AND attgenerated = ''
           AND has_column_privilege(attrelid, attnum, \(verb))
         ORDER BY attnum
        """))
  }
}

extension [String] {
  /// The names as a list of columns.
  fileprivate var list: SQL {
    dropFirst().reduce("\(identifier: self[0])" as SQL) { "\($0), \(identifier: $1)" }
  }
}

private func zip3<A, B, C>(_ a: [A], _ b: [B], _ c: [C]) -> [(A, B, C)] {
  zip(zip(a, b), c).map { ($0.0, $0.1, $1) }
}
