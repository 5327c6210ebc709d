import Documents

/// A part of a report, said once and set twice: as a page and on paper.
struct ReviewPart {
  struct Listing {
    let caption: String
    let columns: [Documents.Column]
    let rows: [[Cell]]
  }

  let id: String
  let title: String
  let sentences: [String]
  var listing: Listing?
  /// The command that explains the figures.
  let command: String

  var section: Page.Section {
    Page.Section(id, title) {
      sentences.map { words in Markup("p") { words } }
      if let listing, !listing.rows.isEmpty { Markup.table(listing.caption, listing.columns, listing.rows) }
      Markup("p", ["class": "quiet"]) {
        "Explained by "
        Markup("code") { command }
      }
    }
  }

  var blocks: [PrintBlock] {
    var blocks: [PrintBlock] = [.heading(title)] + sentences.map { .paragraph($0) }
    if let listing, !listing.rows.isEmpty {
      let kinds = listing.columns.map(\.kind)
      blocks.append(
        .table(
          header: listing.columns.map(\.title), widths: listing.columns.map { $0.kind == .text ? 3 : 2 },
          rows: listing.rows.map { row in zip(row, kinds).map { $0.words($1) } }))
    }
    return blocks + [.note("Explained by: \(command)")]
  }
}
