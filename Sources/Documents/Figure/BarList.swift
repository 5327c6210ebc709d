/// A list of names with a bar each: the table and the drawing in one.
public struct BarList: Sendable {
  /// A name and its number.
  public struct Item: Sendable, Hashable {
    public let name: String
    public let value: Double
    /// The number in words: "1,204 contacts".
    public let words: String

    public init(_ name: String, _ value: Double, words: String) {
      self.name = name
      self.value = value
      self.words = words
    }
  }

  public let title: String
  public let items: [Item]

  public init(title: String, items: [Item]) {
    self.title = title
    self.items = items
  }

  /// The list as a table in a figure.
  public var markup: Markup {
    let top = items.map(\.value).filter(\.isFinite).max() ?? 0
    return Markup("figure") {
      Markup("table", ["class": "bars"]) {
        Markup("caption") { title }
        Markup("tbody") { items.map { row($0, top: top) } }
      }
    }
  }

  private func row(_ item: Item, top: Double) -> Markup {
    let share = top > 0 && item.value.isFinite ? max(0, item.value / top * 100) : 0
    return Markup("tr") {
      Markup("th", ["scope": "row"]) { item.name }
      Markup("td") {
        Markup("svg", ["aria-hidden": "true"]) {
          Markup("rect", ["class": "track", "width": "100%", "height": "100%", "rx": 2])
          Markup("rect", ["class": "bar", "width": share.text + "%", "height": "100%", "rx": 2])
        }
      }
      Markup("td", ["class": "number"]) { item.words }
    }
  }
}
