import Testing

@testable import Documents

struct TableMarkupTests {
  @Test(arguments: [
    (Cell.text("Ana"), Column.Kind.text, "Ana"), (.integer(12_400), .integer, "12,400"),
    (.number(0.153), .percentage(places: 1), "15.3 %"), (.number(-1_234.5), .number(places: 1), "-1,234.5"),
    (.number(0.5), .text, "0.5"), (.date(CivilDate(daysSince2000: 4_260)), .date, "Wed 31 Aug 2011"),
    (.instant(UTCInstant(microsecondsSince2000: 0)), .instant, "2000-01-01T00:00:00Z"), (.flag(true), .flag, "yes"),
    (.flag(false), .flag, "no"), (.empty, .integer, "–"), (.number(.nan), .number(places: 1), "–"),
  ])
  func `values are written for a reader`(cell: Cell, kind: Column.Kind, words: String) {
    #expect(cell.words(kind) == words)
  }

  @Test func `absent values are blank, never 0`() {
    #expect(Cell.text(String?.none) == .empty)
    #expect(Cell.integer(Int?.none) == .empty)
    #expect(Cell.number(Double?.none) == .empty)
    #expect(Cell.integer(Int?.some(0)) == .integer(0))
  }

  @Test func `a table has a caption, heads and rows that name themselves`() {
    let source = Markup.table(
      "Teams", [Column("Team"), Column("Agents", .integer)], [[.text("<Returns>"), .integer(7)]]
    )
    .source
    #expect(
      source
        == "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Teams\"><table><caption>Teams</caption>"
        + "<thead><tr><th scope=\"col\">Team</th><th scope=\"col\" class=\"number\">Agents</th></tr></thead>"
        + "<tbody><tr><th scope=\"row\"><bdi>&lt;Returns&gt;</bdi></th><td class=\"number\">7</td></tr></tbody>"
        + "</table></div>")
  }

  @Test func `a heat map with too many times to read stands on its side`() {
    func map(_ times: Int) -> HeatMap {
      HeatMap(
        title: "T", summary: "S", meaning: .gap, days: ["Mon"], times: (0..<times).map { "\($0):00" },
        values: [(0..<times).map { Double($0) }])
    }
    #expect(map(24).drawing(on: .wide).source.contains("viewBox=\"0 0 960 60\""))
    #expect(map(48).drawing(on: .wide).source.contains("viewBox=\"0 0 960 1178\""))
  }
}
