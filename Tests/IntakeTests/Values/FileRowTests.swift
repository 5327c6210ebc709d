import Testing
import Workload

@testable import Intake

/// The second line of `text` as a row under the first.
func row(_ text: String) throws -> FileRow {
  var reader = CSVReader(HeldBytes(text))
  let first = try #require(try reader.next())
  let columns = (0..<first.count).map { Column.optional(first[$0], "") }
  let header = try Header(first, columns: columns)
  return try FileRow(try #require(try reader.next()), header)
}

/// The value `text` as it would stand in a file.
func value(_ text: String) throws -> FileValue {
  let quoted = "\"" + text.replacing("\"", with: "\"\"") + "\""
  return try row("v,w\n\(quoted),x\n").required("v")
}

/// What reading a value was refused with.
func refusal<Value>(_ body: () throws(RefusedRow) -> Value) -> RefusedRow? {
  do throws(RefusedRow) {
    _ = try body()
    return nil
  } catch {
    return error
  }
}

@Suite struct FileRowTests {
  @Test(arguments: [
    ("a,b\n1\n", "2:1: row: 1 value where the header names 2: add the missing values"),
    ("a,b\n1,2,\n", "2:1: row: 3 values where the header names 2: remove the delimiter at the end of the row"),
    ("a,b\n1,2,3\n", "2:1: row: 3 values where the header names 2: quote the value that holds a delimiter"),
    ("a,b\n1,2,\"\"\n", "2:1: row: 3 values where the header names 2: quote the value that holds a delimiter"),
  ])
  func `a row that is too short or too long says how to mend it`(text: String, message: String) {
    let error = #expect(throws: RefusedRow.self) { try row(text) }
    #expect(error?.description.hasPrefix(message) == true)
  }

  @Test func `an empty value is absent, and missed only where it is required`() throws {
    let row = try row("a,b,c\n,\"\",x\n")
    #expect(row.optional("a") == nil)
    #expect(row.optional("b") == nil)
    #expect(row.optional("nowhere") == nil)
    #expect(try row.required("c").text == "x")
    #expect(
      refusal { () throws(RefusedRow) in try row.required("b") }?.description
        == "2:2: b: empty: fill it in, or remove the row")
  }
}
