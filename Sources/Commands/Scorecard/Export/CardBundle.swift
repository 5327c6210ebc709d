import Documents
import Glibc
import Scorecards
import Store

/// The kinds of files an export can hold.
enum CardFile: String, CaseIterable {
  case csv, xlsx, jsonl, html, pdf
}

/// A folder of files about a period, with a manifest that names each by its hash.
struct CardBundle {
  let pages: PeriodPages
  let folder: String
  let dialect: CSV.Dialect
  private(set) var files: [(name: String, hash: String, bytes: Int)] = []

  init(_ pages: PeriodPages, in folder: String, dialect: CSV.Dialect) {
    self.pages = pages
    self.folder = folder
    self.dialect = dialect
  }

  /// Writes the files that were asked for.
  ///
  /// - Parameter history: A person's published cards, for the drawings of their page.
  mutating func write(
    _ kinds: Set<CardFile>, replacing: Bool, history: (CardPage) async throws -> [CardPage]
  ) async throws {
    try OutputFile.makeFolder(folder)
    if kinds.contains(.csv) {
      let csv = CSV(CardTable.columns, dialect)
      try keep("cards.csv", csv.document(pages.pages.flatMap(CardTable.rows)), replacing)
    }
    if kinds.contains(.jsonl) {
      try keep("cards.jsonl", pages.texts.map { $0 + "\n" }.joined(), replacing)
    }
    if kinds.contains(.xlsx) {
      try refuse("cards.xlsx", replacing)
      try CardBook(pages: pages).write(to: "\(folder)/cards.xlsx")
      try note("cards.xlsx")
    }
    if kinds.contains(.html) || kinds.contains(.pdf) { try OutputFile.makeFolder("\(folder)/people") }
    for page in pages.pages {
      let name = "people/\(page.card.person)"
      if kinds.contains(.html) {
        try keep("\(name).html", CardReport(page: page, history: try await history(page)).html, replacing)
      }
      if kinds.contains(.pdf) {
        try refuse("\(name).pdf", replacing)
        try CardPrint(page: page).write(to: "\(folder)/\(name).pdf")
        try note("\(name).pdf")
      }
    }
  }

  /// The manifest: what is in the folder, of what, for whom and what for; keys in a fixed order.
  func manifest(purpose: String, by person: String) -> String {
    let names = ["file", "bytes", "sha256"]
    let listed = files.map { JSON.object(names, [.text($0.name), .whole(Int64($0.bytes)), .text($0.hash)]) }
    let metrics = pages.metrics.map { JSON.object(["metric", "version"], [.text($0.code), $0.version.field]) }
    let head = JSON.object(
      ["period", "cards", "as_of", "purpose", "requested_by"],
      [
        .text(pages.period.code), pages.pages.count.field, Field(pages.pages.map(\.card.asOf).max()), .text(purpose),
        .text(person),
      ])
    return head.dropLast() + ",\"definitions\":[\(metrics.joined(separator: ","))],\"files\":[\n"
      + listed.joined(separator: ",\n") + "\n]}\n"
  }

  /// Takes everything written away again, because it must not leave the house.
  func withdraw() {
    for file in files { unlink("\(folder)/\(file.name)") }
  }

  private mutating func keep(_ name: String, _ text: String, _ replacing: Bool) throws {
    try OutputFile.write(text, to: "\(folder)/\(name)", replacing: replacing)
    files.append((name, SHA256.hexadecimal(text.utf8), text.utf8.count))
  }

  private mutating func note(_ name: String) throws {
    let bytes = try WholeFile.bytes("\(folder)/\(name)", atMost: 1 << 30)
    files.append((name, SHA256.hexadecimal(bytes), bytes.count))
  }

  private func refuse(_ name: String, _ replacing: Bool) throws(Failure) {
    guard !replacing, access("\(folder)/\(name)", F_OK) == 0 else { return }
    throw Failure(exit: .cannotCreate, "\(folder)/\(name) is there already.", next: "add --force to replace it")
  }
}
