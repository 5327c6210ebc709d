/// A drawing made from numbers, with the same numbers as a table for those who read or hear them.
///
/// A drawing is made twice, for a desk and for a phone, and the style sheet shows the one that fits: lines and words
/// keep their size instead of shrinking with the screen. Nothing needs a script.
public protocol Figure: Sendable {
  var title: String { get }
  /// What the drawing shows, in one or two sentences.
  var summary: String { get }
  var legend: [LegendEntry] { get }
  /// The drawing, of a width and a height that suits it.
  func drawing(on canvas: Canvas) -> Markup
  /// The numbers behind the drawing.
  var table: Markup { get }
}

/// The width on which a drawing is made; its height is the drawing's own.
public struct Canvas: Sendable, Hashable {
  public let width: Double

  /// For a desk or for paper.
  public static let wide = Canvas(width: 960)
  /// For a phone.
  public static let narrow = Canvas(width: 340)

  var isNarrow: Bool { width < 600 }

  /// A drawing of the given height, scaled to the space there is.
  func svg(height: Double, _ label: String, @MarkupBuilder _ content: () -> Markup) -> Markup {
    let size = "0 0 \(width.text) \(height.text)"
    let name = isNarrow ? "drawing narrow" : "drawing wide"
    return Markup("svg", ["class": name, "viewBox": size, "role": "img", "aria-label": label], content)
  }
}

/// What a color or line of a drawing stands for.
public struct LegendEntry: Sendable, Hashable {
  enum Sample: Sendable, Hashable {
    case patch, line, dashed, triangle
  }

  let style: String
  let sample: Sample
  let words: String

  fileprivate var markup: Markup {
    Markup("li") {
      Markup("svg", ["viewBox": "0 0 24 12", "aria-hidden": "true"]) {
        switch sample {
        case .patch: Markup("rect", ["class": style, "x": 1, "y": 1, "width": 22, "height": 10])
        case .line, .dashed: Markup("line", ["class": style, "x1": 0, "x2": 24, "y1": 6, "y2": 6])
        case .triangle: Markup("path", ["class": style, "d": "M12 1 L18 11 L6 11 Z"])
        }
      }
      words
    }
  }
}

extension Figure {
  /// The figure's caption alone, for what has nothing to draw.
  public var words: Markup {
    Markup("figure") {
      Markup("figcaption") {
        Markup("strong") { title }
        summary
      }
    }
  }

  /// The figure with its caption, legend, both drawings and the table.
  public var markup: Markup {
    Markup("figure") {
      Markup("figcaption") {
        Markup("strong") { title }
        summary
      }
      if !legend.isEmpty { Markup("ul", ["class": "legend"]) { legend.map(\.markup) } }
      drawing(on: .wide)
      drawing(on: .narrow)
      Markup("details") {
        Markup("summary") { "The numbers" }
        table
      }
    }
  }
}
