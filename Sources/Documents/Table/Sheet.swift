internal import CXlsxWriter

/// A sheet of a workbook that is being filled, row after row.
public struct Sheet {
  private let name: String
  private let columns: [Column]
  private let page: UnsafeMutablePointer<lxw_worksheet>
  private let formats: SheetFormats
  /// The row that the next ``append(_:)`` fills, counted from 0; 0 is the header.
  private var row: UInt32 = 0

  init(
    name: String, columns: [Column], page: UnsafeMutablePointer<lxw_worksheet>, formats: SheetFormats
  ) {
    self.name = name
    self.columns = columns
    self.page = page
    self.formats = formats
  }

  mutating func writeHeader() throws(WorkbookError) {
    for (index, column) in columns.enumerated() {
      let place = UInt16(index)
      let width = Double(column.width ?? column.naturalWidth)
      worksheet_set_column(page, place, place, width, formats.format(column.kind))
      try write(column.title, at: place, in: column, formats.header)
    }
    worksheet_freeze_panes(page, 1, columns.count > 1 ? 1 : 0)
    worksheet_repeat_rows(page, 0, 0)
    worksheet_set_landscape(page)
    worksheet_fit_to_pages(page, 1, 0)
    row = 1
  }

  /// Appends a row; an ``Cell/empty`` cell stays blank.
  public mutating func append(_ cells: [Cell]) throws(WorkbookError) {
    precondition(cells.count == columns.count, "a row has one cell a column")
    guard row < 1_048_576 else { throw .tooManyRows(sheet: name) }
    for (index, cell) in cells.enumerated() {
      try write(cell, at: UInt16(index), in: columns[index])
    }
    row += 1
  }

  /// Puts the filter over the header now that the number of rows is known.
  func finish() {
    guard let last = columns.indices.last else { return }
    worksheet_autofilter(page, 0, 0, max(row, 2) - 1, UInt16(last))
  }

  private func write(_ cell: Cell, at place: UInt16, in column: Column) throws(WorkbookError) {
    let format = formats.format(column.kind)
    switch cell {
    case .text(let words): try write(words, at: place, in: column, formats.format(.text))
    case .integer(let number): worksheet_write_number(page, row, place, Double(number), format)
    case .number(let number):
      if number.isFinite { worksheet_write_number(page, row, place, number, format) }
    case .date(let date): worksheet_write_number(page, row, place, date.serial, formats.format(.date))
    case .instant(let instant): worksheet_write_number(page, row, place, instant.serial, formats.format(.instant))
    case .flag(let flag): worksheet_write_boolean(page, row, place, flag ? 1 : 0, format)
    case .empty: break
    }
  }

  private func write(
    _ words: String, at place: UInt16, in column: Column, _ format: UnsafeMutablePointer<lxw_format>?
  ) throws(WorkbookError) {
    guard !words.utf8.contains(0), worksheet_write_string(page, row, place, words, format) == LXW_NO_ERROR else {
      throw .badText(sheet: name, row: Int(row) + 1, column: column.title)
    }
  }
}

extension CivilDate {
  /// Days since 1899-12-30, as spreadsheets count from March 1900 on.
  var serial: Double { Double(daysSince2000 + 36_526) }
}

extension UTCInstant {
  /// The moment in UTC as a spreadsheet's day and fraction.
  var serial: Double { date.serial + Double(microsecondsOfDay) / 86_400_000_000 }
}

extension Column {
  /// A width at which the title and usual values fit.
  fileprivate var naturalWidth: Int {
    let values =
      switch kind {
      case .text: 18
      case .integer, .number, .percentage, .flag: 10
      case .date: 11
      case .instant: 17
      }
    return min(60, max(values, title.displayWidth + 4))
  }
}
