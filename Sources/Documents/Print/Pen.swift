internal import CPango

/// Lays words out and draws them on a page: every script, from right to left too, as Pango shapes them.
final class Pen {
  enum Weight {
    case plain, bold
  }

  /// Darkness of ink: black, quiet, or a hairline.
  enum Ink: Double {
    case full = 0.1
    case quiet = 0.4
    case hair = 0.78
  }

  let canvas: OpaquePointer?
  private let layout: OpaquePointer?

  init(_ surface: OpaquePointer?) {
    canvas = cairo_create(surface)
    layout = pango_cairo_create_layout(canvas)
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
  }

  deinit {
    g_object_unref(UnsafeMutableRawPointer(layout))
    cairo_destroy(canvas)
  }

  private func set(_ words: String, size: Double, _ weight: Weight, width: Double, right: Bool = false) {
    let font = pango_font_description_new()
    pango_font_description_set_family(font, "DejaVu Sans,Noto Sans,sans-serif")
    pango_font_description_set_size(font, Int32(size * Double(PANGO_SCALE)))
    pango_font_description_set_weight(font, weight == .bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
    pango_layout_set_font_description(layout, font)
    pango_font_description_free(font)
    pango_layout_set_width(layout, Int32(max(1, width) * Double(PANGO_SCALE)))
    pango_layout_set_alignment(layout, right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT)
    let safe = words.utf8.contains(0) ? words.split(separator: "\0").joined() : words
    pango_layout_set_text(layout, safe, -1)
  }

  /// How high the words stand when they are set to a width.
  func height(_ words: String, size: Double, _ weight: Weight = .plain, width: Double) -> Double {
    set(words, size: size, weight, width: width)
    var (across, high) = (Int32(0), Int32(0))
    pango_layout_get_pixel_size(layout, &across, &high)
    return Double(high)
  }

  func write(
    _ words: String, x: Double, y: Double, width: Double, size: Double, _ weight: Weight = .plain, ink: Ink = .full,
    right: Bool = false
  ) {
    set(words, size: size, weight, width: width, right: right)
    color(ink)
    cairo_move_to(canvas, x, y)
    pango_cairo_show_layout(canvas, layout)
  }

  func line(from start: (Double, Double), to end: (Double, Double), width: Double = 0.6, ink: Ink = .hair) {
    color(ink)
    cairo_set_line_width(canvas, width)
    cairo_move_to(canvas, start.0, start.1)
    cairo_line_to(canvas, end.0, end.1)
    cairo_stroke(canvas)
  }

  func dot(x: Double, y: Double, radius: Double) {
    color(.full)
    cairo_arc(canvas, x, y, radius, 0, 2 * Double.pi)
    cairo_fill(canvas)
  }

  func triangle(x: Double, y: Double, side: Double) {
    color(.full)
    cairo_move_to(canvas, x, y - side)
    cairo_line_to(canvas, x + side * 0.6, y)
    cairo_line_to(canvas, x - side * 0.6, y)
    cairo_close_path(canvas)
    cairo_fill(canvas)
  }

  func endPage() { cairo_show_page(canvas) }

  private func color(_ ink: Ink) { cairo_set_source_rgb(canvas, ink.rawValue, ink.rawValue, ink.rawValue) }
}
