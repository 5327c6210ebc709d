import Testing

@testable import Documents

struct MarkupTests {
  @Test func `words and values are escaped`() {
    let name = "<script>alert('x')</script> & \"co\"\u{0}"
    let markup = Markup("p", ["title": name]) { name }
    let escaped = "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;co&quot;\u{FFFD}"
    #expect(markup.source == "<p title=\"\(escaped)\">\(escaped)</p>")
  }

  @Test(arguments: [
    ("https://example.org/a?b=c:d", true), ("#top", true), ("page.html", true), ("/a:b", true),
    ("mailto:hr@example.org", true),
    ("javascript:alert(1)", false), ("JaVaScRiPt:alert(1)", false), (" javascript:alert(1)", false),
    ("java\nscript:alert(1)", false), ("data:text/html,x", false), ("vbscript:x", false),
  ])
  func `a link that could run a script leads nowhere`(link: String, isKept: Bool) {
    let source = Markup("a", ["href": link]) { "x" }.source
    #expect((source == "<a href=\"#\">x</a>") == !isKept)
  }

  @Test func `absent attributes are left out and shapes close themselves`() {
    #expect(Markup("rect", ["x": 1.25, "y": 2, "class": nil]).source == "<rect x=\"1.3\" y=\"2\"/>")
    #expect(Markup("br").source == "<br>")
    #expect(Markup("div").source == "<div></div>")
  }

  @Test func `pieces follow each other`() {
    let markup = Markup("ul") {
      for name in ["Ana", "<Ben>"] { Markup("li") { name } }
      if markupIsLong { "x" } else { "y" }
    }
    #expect(markup.source == "<ul><li>Ana</li><li>&lt;Ben&gt;</li>y</ul>")
  }

  private var markupIsLong: Bool { false }
}

struct PageTests {
  private func page(_ title: String) -> String {
    Page(
      title: title, kind: "Season plan", lead: "Lead.", facts: [Page.Fact("Short", "3", isWarning: true)],
      sections: [
        Page.Section("a", "First") { Markup("p") { "one" } }, Page.Section("b", "Second") { Markup("p") { "two" } },
      ]
    ) { "As of today" }.html
  }

  @Test func `a page says its language, lets readers skip and fetches nothing`() {
    let html = page("Peak")
    #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"))
    #expect(html.contains("<a class=\"skip\" href=\"#main\">"))
    #expect(html.contains("default-src &#39;none&#39;"))
    #expect(!html.contains("<script"))
    #expect(!html.contains("http://") && !html.contains("https://"))
  }

  @Test func `a title from data stays words`() {
    #expect(page("</title><script>").contains("<title>&lt;/title&gt;&lt;script&gt;</title>"))
  }

  @Test func `every element that is opened is closed`() {
    let html = page("Peak").split(separator: "<style>")[0] + page("Peak").split(separator: "</style>")[1]
    var open: [Substring] = []
    for piece in html.split(separator: "<").dropFirst() {
      let tag = piece.prefix { $0 != ">" }
      let name = tag.prefix { $0 != " " }
      if tag.hasSuffix("/") || ["meta", "br", "!DOCTYPE"].contains(name) { continue }
      if name.hasPrefix("/") { #expect(open.popLast() == name.dropFirst()) } else { open.append(name) }
    }
    #expect(open.isEmpty)
  }
}

struct PaletteTests {
  @Test func `words on cells keep a contrast of 4.5 to 1 in light and dark`() {
    for cell in Palette.cells {
      #expect(contrast(cell.ground.light, cell.words.light) >= 4.5, "\(cell.name) light")
      #expect(contrast(cell.ground.dark, cell.words.dark) >= 4.5, "\(cell.name) dark")
    }
  }

  @Test(arguments: ["ink", "quiet", "accent", "warm"], ["paper", "card"])
  func `words on the page keep a contrast of 4.5 to 1`(words: String, ground: String) throws {
    let words = try #require(Palette.colors.first { $0.name == words })
    let ground = try #require(Palette.colors.first { $0.name == ground })
    #expect(contrast(words.light, ground.light) >= 4.5)
    #expect(contrast(words.dark, ground.dark) >= 4.5)
  }

  /// The contrast ratio of WCAG 2.2.
  private func contrast(_ one: String, _ other: String) -> Double {
    let (first, second) = (luminance(one), luminance(other))
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  private func luminance(_ color: String) -> Double {
    let number = Int(color.dropFirst(), radix: 16) ?? 0
    let parts = [16, 8, 0].map { shift -> Double in
      let part = Double(number >> shift & 0xFF) / 255
      return part <= 0.04045 ? part / 12.92 : power((part + 0.055) / 1.055)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  /// x to the power of 2.4, as the square times the fifth root of the square.
  private func power(_ x: Double) -> Double {
    let square = x * x
    var root = 1.0
    for _ in 0..<60 { root -= (root * root * root * root * root - square) / (5 * root * root * root * root) }
    return square * root
  }
}
