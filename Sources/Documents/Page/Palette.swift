/// The colors of a page, by what they mean; each for light and for dark surroundings.
///
/// Tests hold every pair of text and ground to the contrast that WCAG 2.2 AA asks for.
enum Palette {
  /// A color that means something.
  struct Color: Sendable {
    let name: String
    let light: String
    let dark: String
  }

  static let colors: [Color] = [
    Color(name: "paper", light: "#fcfbf8", dark: "#14191e"),
    Color(name: "card", light: "#ffffff", dark: "#1b2229"),
    Color(name: "ink", light: "#1c2731", dark: "#e8ebed"),
    Color(name: "quiet", light: "#56636e", dark: "#a3afb9"),
    Color(name: "rule", light: "#dcdfdd", dark: "#333d46"),
    Color(name: "accent", light: "#0b5d70", dark: "#6cc3d8"),
    Color(name: "ribbon", light: "#a9d2dc", dark: "#235361"),
    Color(name: "past", light: "#6b7882", dark: "#93a0ab"),
    Color(name: "warm", light: "#b3430b", dark: "#f3954a"),
    Color(name: "layer-1", light: "#3f7f91", dark: "#4f9db2"),
    Color(name: "layer-2", light: "#8fbcc4", dark: "#2c6474"),
    Color(name: "layer-3", light: "#d9b65c", dark: "#c9a344"),
    Color(name: "layer-4", light: "#b9a3c4", dark: "#8d76a0"),
  ]

  /// Grounds of heat map cells with the color of the words on them, from far short to far over.
  static let cells: [(name: String, ground: Color, words: Color)] = [
    cell("short-4", ("#a63c08", "#ffffff"), ("#f79a50", "#1d0f04")),
    cell("short-3", ("#e98a4b", "#2a1002"), ("#b25a1c", "#ffffff")),
    cell("short-2", ("#f7bf95", "#3d1a05"), ("#7d4115", "#ffeadb")),
    cell("short-1", ("#fde5d3", "#5a2708"), ("#4c2c16", "#ffdcc2")),
    cell("even", ("#eef0ec", "#4c5a55"), ("#262f36", "#a9b5bd")),
    cell("over-1", ("#deedf1", "#17485a"), ("#1b343e", "#c4e2ec")),
    cell("over-2", ("#b3d6e0", "#0e3b4b"), ("#22505f", "#dcf0f6")),
    cell("over-3", ("#6fadc1", "#06232e"), ("#347a90", "#ffffff")),
    cell("over-4", ("#1d6178", "#ffffff"), ("#7cc4d8", "#06222b")),
  ]

  private static func cell(
    _ name: String, _ light: (String, String), _ dark: (String, String)
  ) -> (name: String, ground: Color, words: Color) {
    (
      name, Color(name: "\(name)-ground", light: light.0, dark: dark.0),
      Color(name: "\(name)-words", light: light.1, dark: dark.1)
    )
  }

  /// The colors as custom properties of a style sheet.
  static var styleSheet: String {
    let all = colors + cells.flatMap { [$0.ground, $0.words] }
    func block(_ value: (Color) -> String) -> String {
      all.map { "--\($0.name): \(value($0));" }.joined(separator: " ")
    }
    let rules = cells.map { cell in
      ".\(cell.name) rect { fill: var(--\(cell.name)-ground); } .\(cell.name) text { fill: var(--\(cell.name)-words); }\n"
    }
    return """
      :root { color-scheme: light dark; \(block(\.light)) }
      @media (prefers-color-scheme: dark) { :root { \(block(\.dark)) } }
      @media print { :root { color-scheme: light; \(block(\.light)) } }
      \(rules.joined())
      """
  }
}
