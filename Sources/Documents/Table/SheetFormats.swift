internal import CXlsxWriter

/// The looks of cells, one per kind of column, shared by the sheets of a workbook.
final class SheetFormats {
  let header: UnsafeMutablePointer<lxw_format>?
  private let book: UnsafeMutablePointer<lxw_workbook>
  private var formats: [Column.Kind: UnsafeMutablePointer<lxw_format>] = [:]

  init(_ book: UnsafeMutablePointer<lxw_workbook>) {
    self.book = book
    header = workbook_add_format(book)
    format_set_bold(header)
    format_set_font_color(header, 0xFFFFFF)
    format_set_bg_color(header, 0x1F3A4D)
    format_set_align(header, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
  }

  /// The look of values of a kind; `nil` is the workbook's plain one.
  func format(_ kind: Column.Kind) -> UnsafeMutablePointer<lxw_format>? {
    if let format = formats[kind] { return format }
    guard let format = workbook_add_format(book) else { return nil }
    format_set_num_format(format, Self.pattern(kind))
    formats[kind] = format
    return format
  }

  private static func pattern(_ kind: Column.Kind) -> String {
    switch kind {
    case .text: "@"
    case .integer: "#,##0"
    case .number(let places): "#,##0" + fraction(places)
    case .percentage(let places): "0" + fraction(places) + "%"
    case .date: "yyyy-mm-dd"
    case .instant: "yyyy-mm-dd hh:mm"
    case .flag: "General"
    }
  }

  private static func fraction(_ places: Int) -> String {
    places > 0 ? "." + String(repeating: "0", count: places) : ""
  }
}
