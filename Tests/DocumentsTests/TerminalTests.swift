import Testing

@testable import Documents

struct TerminalTests {
  @Test(arguments: [
    ("Ana", 3), ("日本", 4), ("e\u{301}", 1), ("é", 1), ("👩🏽‍💻", 2), ("🇬🇧", 2), ("한국", 4), ("ｱ", 1), ("Ａ", 2), ("☕", 2),
    ("▼3", 2), ("\u{200D}", 0), ("❤️", 2), ("नमस्ते", 4), ("", 0), ("\u{AD}", 1),
  ])
  func `widths are those of a terminal`(text: String, width: Int) {
    #expect(text.displayWidth == width)
  }

  @Test(arguments: [
    ("\u{1B}]0;pwn\u{7}", "\\e]0;pwn\\u{7}"), ("a\nb", "a\\nb"), ("a\r\nb", "a\\r\\nb"),
    ("\u{202E}evil", "\\u{202E}evil"),
    ("\u{9B}31m", "\\u{9B}31m"), ("plain é 日", "plain é 日"), ("👩🏽‍💻", "👩🏽‍💻"), ("\0", "\\u{0}"),
  ])
  func `what steers a terminal is made visible`(text: String, shown: String) {
    #expect(text.escapedForTerminal == shown)
  }

  @Test func `text is padded and cut by width`() {
    #expect("日本".padded(to: 6) == "日本  ")
    #expect("7".paddedInFront(to: 3) == "  7")
    #expect("日本語".truncated(to: 5) == "日本…")
    #expect("日本語".truncated(to: 4) == "日…")
    #expect("Ana".truncated(to: 3) == "Ana")
    #expect("Ana".truncated(to: 0).isEmpty)
  }

  @Test func `a sparkline leaves a gap for the unknown`() {
    #expect(TerminalPicture.sparkline([0, 1, nil, 7, .nan]) == "▁▂ █ ")
    #expect(TerminalPicture.sparkline([0, 0]) == "▁▁")
  }

  @Test(arguments: [(0.0, ""), (1, "████"), (0.5, "██"), (0.03125, "▏"), (2, "████"), (-1, ""), (.nan, "")])
  func `a bar is exact to an eighth`(share: Double, bar: String) {
    #expect(TerminalPicture.bar(share, width: 4) == bar)
  }

  @Test func `bars line up behind names of any script`() {
    let items = [BarList.Item("返品", 4, words: "4"), BarList.Item("Delivery", 2, words: "2")]
    #expect(TerminalPicture.bars(items, width: 4) == "返品      ████  4\nDelivery  ██    2")
  }

  @Test func `an interval lies on its scale`() {
    #expect(TerminalPicture.interval(low: 0.2, middle: 0.5, high: 0.8, on: 0...1, width: 11) == "  ├──●──┤  ")
    #expect(TerminalPicture.interval(low: -1, middle: 0.5, high: 2, on: 0...1, width: 5) == "←─●─→")
  }

  @Test func `a heat map without color tells by signs`() {
    let map = HeatMap(
      title: "T", summary: "S", meaning: .gap, days: ["Mon", "Tue"], times: ["08:00", "08:30", "09:00"],
      values: [[-3, 0, 12], [nil, 1, -1]])
    #expect(
      map.terminal(color: false) == """
            08:00   09:00
        Mon  ▼3   • ▲12\u{20}
        Tue   ·  ▲1  ▼1\u{20}
        """)
    #expect(map.terminal(color: true).contains("\u{1B}[48;5;216;38;5;16m▼3 \u{1B}[0m") == false)
    #expect(map.terminal(color: true).contains("\u{1B}[48;5;224;38;5;16m ▼3 \u{1B}[0m"))
  }
}
