internal import CXlsxWriter

/// Why a workbook could not be written.
public enum WorkbookError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The path cannot be created or written.
  case unwritable(path: String)
  /// The sheet's name is empty, too long, used twice or has one of `[ ] : * ? / \`.
  case badSheetName(String)
  /// A text holds a NUL or more than 32,767 characters, which a workbook cannot hold.
  case badText(sheet: String, row: Int, column: String)
  /// More than 1,048,576 rows.
  case tooManyRows(sheet: String)

  public var description: String {
    switch self {
    case .unwritable(let path): "The workbook could not be written to \(path)."
    case .badSheetName(let name):
      "A sheet cannot be called “\(name)”: 1 to 31 characters, none of [ ] : * ? / \\, each name once."
    case .badText(let sheet, let row, let column):
      "Sheet \(sheet), row \(row), column \(column): the text is too long for a workbook or holds a NUL."
    case .tooManyRows(let sheet): "Sheet \(sheet) has more rows than a workbook can hold; write CSV instead."
    }
  }
}

/// Writes .xlsx workbooks: real numbers and dates, words that never become formulas, a header that stays in sight.
///
/// Memory stays constant however many rows there are: each row goes to disk when the next begins.
public struct Workbook: ~Copyable {
  private let path: String
  private let book: UnsafeMutablePointer<lxw_workbook>
  private let formats: SheetFormats
  private var isOpen = true

  /// Writes a workbook to `path`: the file is whole when this returns.
  ///
  /// The same content at the same `created` gives the same bytes, so that a hash of the file means something.
  ///
  /// - Parameters:
  ///   - title: Shown in the file's properties.
  ///   - comment: Shown in the file's properties; Muster puts the content's hash there.
  ///   - created: Shown in the file's properties; the room reads no clock.
  public static func write(
    to path: String, title: String, comment: String = "", created: UTCInstant,
    _ body: (inout Workbook) throws -> Void
  ) throws {
    var workbook = try Workbook(path: path, title: title, comment: comment, created: created)
    try body(&workbook)
    try workbook.close()
  }

  private init(path: String, title: String, comment: String, created: UTCInstant) throws(WorkbookError) {
    guard Self.isWritable(path) else { throw .unwritable(path: path) }
    var options = lxw_workbook_options()
    options.constant_memory = 1
    guard let book = workbook_new_opt(path, &options) else { throw .unwritable(path: path) }
    self.path = path
    self.book = book
    formats = SheetFormats(book)
    Self.describe(book, title: title, comment: comment, created: created)
  }

  /// Adds a sheet and lets `fill` append its rows, which end with the sheet.
  ///
  /// - Throws: ``WorkbookError``, or what `fill` throws.
  public mutating func sheet(_ name: String, _ columns: [Column], _ fill: (inout Sheet) throws -> Void) throws {
    guard !name.isEmpty, workbook_validate_sheet_name(book, name) == LXW_NO_ERROR,
      let page = workbook_add_worksheet(book, name)
    else { throw WorkbookError.badSheetName(name) }
    var sheet = Sheet(name: name, columns: columns, page: page, formats: formats)
    try sheet.writeHeader()
    try fill(&sheet)
    sheet.finish()
  }

  /// Adds a sheet with all its rows at hand.
  public mutating func sheet(_ name: String, _ columns: [Column], rows: some Sequence<[Cell]>) throws {
    try sheet(name, columns) { sheet in
      for cells in rows { try sheet.append(cells) }
    }
  }

  private mutating func close() throws(WorkbookError) {
    isOpen = false
    guard workbook_close(book) == LXW_NO_ERROR else { throw .unwritable(path: path) }
  }

  deinit {
    if isOpen { lxw_workbook_free(book) }
  }

  /// Whether the path can be written; asked before the work, and because the library answers on standard error.
  private static func isWritable(_ path: String) -> Bool {
    guard let file = fopen(path, "ab") else { return false }
    let isNew = ftell(file) == 0
    fclose(file)
    if isNew { remove(path) }
    return true
  }

  private static func describe(
    _ book: UnsafeMutablePointer<lxw_workbook>, title: String, comment: String, created: UTCInstant
  ) {
    var (title, comment, author) = (Array(title.utf8CString), Array(comment.utf8CString), Array("Muster".utf8CString))
    title.withUnsafeMutableBufferPointer { title in
      comment.withUnsafeMutableBufferPointer { comment in
        author.withUnsafeMutableBufferPointer { author in
          var properties = lxw_doc_properties()
          properties.title = title.baseAddress
          properties.comments = comment.baseAddress
          properties.author = author.baseAddress
          properties.created = time_t(created.microsecondsSince2000 / 1_000_000 + 946_684_800)
          workbook_set_properties(book, &properties)
        }
      }
    }
  }
}
