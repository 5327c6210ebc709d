/// A piece of HTML or SVG in which everything that came from data is escaped.
///
/// Names of elements and attributes are literals of this program; words and values are data and cannot become markup:
/// there is no way to put a string in unescaped.
public struct Markup: Sendable, Hashable {
  /// The markup as text.
  public private(set) var source: String

  private init(source: String) {
    self.source = source
  }

  /// Nothing.
  public static let empty = Markup(source: "")

  /// Words, escaped.
  public init(text: String) {
    var source = ""
    Self.escape(text, into: &source)
    self.init(source: source)
  }

  /// An element with what is inside it.
  ///
  /// - Parameter attributes: Links that could run a script become `#`; an attribute whose value is `nil` is left out.
  public init(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, (any AttributeValue)?> = [:],
    @MarkupBuilder _ content: () -> Markup = { .empty }
  ) {
    let name = name.description
    var source = "<" + name
    for case (let key, let value?) in attributes {
      let key = key.description
      precondition(!key.hasPrefix("on"), "pages carry no scripts")
      source += " \(key)=\""
      Self.escape(key == "href" || key == "src" ? Self.safeLink(value.text) : value.text, into: &source)
      source += "\""
    }
    let inner = content().source
    if Self.voidElements.contains(name) {
      source += ">"
    } else if inner.isEmpty, Self.shapes.contains(name) {
      source += "/>"
    } else {
      source += ">" + inner + "</\(name)>"
    }
    self.init(source: source)
  }

  /// A style sheet of this program.
  static func style(_ sheet: String) -> Markup {
    Markup(source: "<style>\n\(sheet)</style>")
  }

  /// A whole page around its root element.
  static func document(_ root: Markup) -> String {
    "<!DOCTYPE html>\n" + root.source + "\n"
  }

  /// One piece after the other.
  static func joined(_ pieces: [Markup], separator: String = "") -> Markup {
    Markup(source: pieces.map(\.source).joined(separator: separator))
  }

  private static let voidElements: Set<String> = ["br", "hr", "img", "link", "meta", "col"]
  private static let shapes: Set<String> = ["rect", "line", "path", "circle", "polyline", "polygon", "use"]

  private static func escape(_ text: String, into source: inout String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": source += "&amp;"
      case "<": source += "&lt;"
      case ">": source += "&gt;"
      case "\"": source += "&quot;"
      case "'": source += "&#39;"
      case "\n", "\t": source.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): source += "\u{FFFD}"
      default: source.unicodeScalars.append(scalar)
      }
    }
  }

  /// The link itself when it leads to a page, a mail or a place on this page, else `#`.
  private static func safeLink(_ link: String) -> String {
    let head = link.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard head.contains(":") else { return link }
    let scheme = head.prefix { $0 != ":" }.lowercased()
    return ["https", "http", "mailto"].contains(scheme) ? link : "#"
  }
}

/// What may stand in an attribute.
public protocol AttributeValue: Sendable {
  /// The value before escaping.
  var text: String { get }
}

extension String: AttributeValue {
  public var text: String { self }
}

extension Int: AttributeValue {
  public var text: String { String(self) }
}

/// A length of a drawing; a tenth of a unit is finer than any screen.
extension Double: AttributeValue {
  public var text: String { DecimalText.short(self, places: 1) }
}

/// Puts pieces of markup one after the other; bare strings are words and get escaped.
@resultBuilder
public enum MarkupBuilder {
  public static func buildExpression(_ markup: Markup) -> Markup { markup }
  public static func buildExpression(_ words: String) -> Markup { Markup(text: words) }
  public static func buildExpression(_ pieces: [Markup]) -> Markup { .joined(pieces) }
  public static func buildBlock(_ pieces: Markup...) -> Markup { .joined(pieces) }
  public static func buildOptional(_ piece: Markup?) -> Markup { piece ?? .empty }
  public static func buildEither(first piece: Markup) -> Markup { piece }
  public static func buildEither(second piece: Markup) -> Markup { piece }
  public static func buildArray(_ pieces: [Markup]) -> Markup { .joined(pieces) }
}
