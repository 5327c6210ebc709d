import Testing
import Workload

@testable import Intake

@Suite struct HeaderTests {
  private static let columns: [Column] = [
    .required("order_id", "what the shop calls it"), .required("placed_at", "when"), .optional("items", "how many"),
  ]

  private func refusals(_ line: String) throws -> [String] {
    var reader = CSVReader(HeldBytes(line))
    let record = try #require(try reader.next())
    do throws(HeaderRefusal) {
      _ = try Header(record, columns: Self.columns)
      return []
    } catch {
      return error.refusals.map(\.description)
    }
  }

  @Test(arguments: ["order_id,placed_at", "placed_at,order_id,items", "\"order_id\",\"placed_at\""])
  func `columns may stand in any order, quoted or not`(line: String) throws {
    #expect(try refusals(line).isEmpty)
  }

  @Test(arguments: [
    ("order_id,placed_at,item", "1:20: item: no such column: did you mean items?"),
    ("Order ID,placed_at", "1:1: Order ID: no such column: did you mean order_id?"),
    ("order_id,placed_at,items,items", "1:26: items: the column is there twice: remove one of the two"),
    ("order_id,placed_at,", "1:20: : column 3 has no name: name it, or remove the delimiter there"),
    (
      "order_id,placed_at,colour_of_hair",
      "1:20: colour_of_hair: no such column: remove it; understood are order_id, placed_at, items"
    ),
    ("order_id", "1: placed_at: the column is missing: add a column named placed_at: when"),
    ("order_id;placed_at", "1:1: order_id;placed_at: one column only: if “;” parts the values, say so: --delimiter"),
    (
      "order_id,placed_at,\"name\"\"); DROP TABLE app.person;--\"",
      "1:20: name\"); DROP TABLE app.person;--: no such column: remove it; understood are order_id, placed_at, items"
    ),
    ("order_id,placed_at,it\u{202E}ems", "1:20: it<U+202E>ems: no such column: did you mean items?"),
  ])
  func `a column nobody knows is refused with what was meant`(line: String, message: String) throws {
    #expect(try refusals(line).first == message)
  }

  @Test func `two long names that PostgreSQL would cut to one stay two, and both are refused`() throws {
    let stem = String(repeating: "x", count: 63)
    #expect(try refusals("order_id,placed_at,\(stem)a,\(stem)b").count == 2)
  }

  @Test func `everything wrong with a header is told at once`() throws {
    #expect(try refusals("items,items,itms,").count == 5)
  }

  @Test(arguments: [("kitten", "sitting", 3), ("", "abc", 3), ("abc", "abc", 0), ("flaw", "lawn", 2)])
  func `distance is Levenshtein's`(one: String, other: String, distance: Int) {
    #expect(Suggestion.distance(Array(one), Array(other)) == distance)
    #expect(Suggestion.distance(Array(other), Array(one)) == distance)
  }
}
