internal import CPango

/// Why a document could not be printed.
public enum PrintError: Error, Hashable, Sendable, CustomStringConvertible {
  case unwritable(path: String)

  public var description: String {
    switch self {
    case .unwritable(let path): "The document could not be written to \(path)."
    }
  }
}

/// Prints PDF: pages with a footer that says which of how many, and nothing that depends on the day it was printed.
public struct PrintedDocument: Sendable {
  public let title: String
  /// At the foot of each page: version and hash.
  public let footer: String
  public let paper: Paper
  public let blocks: [PrintBlock]
  /// In the file's properties: the same content at the same moment gives the same bytes.
  public let created: UTCInstant

  public init(title: String, footer: String, created: UTCInstant, paper: Paper = .a4, blocks: [PrintBlock]) {
    self.title = title
    self.footer = footer
    self.created = created
    self.paper = paper
    self.blocks = blocks
  }

  /// Writes the document; the file is whole when this returns.
  public func write(to path: String) throws(PrintError) {
    let surface = cairo_pdf_surface_create(path, paper.width, paper.height)
    defer { cairo_surface_destroy(surface) }
    guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else { throw .unwritable(path: path) }
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Muster")
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, created.description)
    draw(Pen(surface))
    cairo_surface_finish(surface)
    guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else { throw .unwritable(path: path) }
  }

  private func draw(_ pen: Pen) {
    let pages = Flow(paper, pen).pages(blocks)
    for (number, page) in pages.enumerated() {
      for piece in page { piece.draw(pen) }
      foot(pen, number + 1, of: pages.count)
      pen.endPage()
    }
  }

  private func foot(_ pen: Pen, _ number: Int, of count: Int) {
    let y = paper.height - Paper.margin - 12
    pen.line(from: (Paper.margin, y - 6), to: (paper.width - Paper.margin, y - 6))
    pen.write(footer, x: Paper.margin, y: y, width: paper.inner - 90, size: 7, ink: .quiet)
    pen.write(
      "page \(number) of \(count)", x: paper.width - Paper.margin - 80, y: y, width: 80, size: 7, ink: .quiet,
      right: true)
  }
}
