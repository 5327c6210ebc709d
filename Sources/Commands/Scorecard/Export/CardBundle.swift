import Documents
import Glibc
import Scorecards
import Store

/// The kinds of files an export can hold.
enum CardFile: String, CaseIterable {
  case csv, xlsx, jsonl, html, pdf
}

/// A folder of files about a period, with a manifest that names each by its hash.
///
/// Files are made in a draft inside the folder and moved out of it together, once it is written down that they leave.
struct CardBundle {
  let pages: PeriodPages
  let folder: String
  let dialect: CSV.Dialect
  let kinds: Set<CardFile>
  private let replacing: Bool
  /// The draft's folder; `nil` until it is made.
  private var made: String?
  private(set) var files: [(name: String, hash: String, bytes: Int)] = []

  /// An empty bundle for a folder.
  ///
  /// - Throws: ``Failure`` when a file of it is there already and `replacing` is false.
  init(
    _ pages: PeriodPages, in folder: String, dialect: CSV.Dialect, kinds: Set<CardFile>, replacing: Bool
  ) throws(Failure) {
    (self.pages, self.folder, self.dialect, self.kinds) = (pages, folder, dialect, kinds)
    self.replacing = replacing
    guard !replacing else { return }
    for name in names + ["manifest.json"] { try OutputFile.refuse(taken: "\(folder)/\(name)") }
  }

  /// What will be in it, but for the manifest.
  private var names: [String] {
    let sheets = [CardFile.csv, .jsonl, .xlsx].filter(kinds.contains).map { "cards.\($0)" }
    let prints = [CardFile.html, .pdf].filter(kinds.contains)
    return sheets + pages.pages.flatMap { page in prints.map { "people/\(page.card.person).\($0)" } }
  }

  /// Writes the draft.
  ///
  /// - Parameter history: A person's published cards, for the drawings of their page.
  mutating func write(history: (CardPage) async throws -> [CardPage]) async throws {
    try OutputFile.makeFolder(folder)
    let draft = try OutputFile.makeDraftFolder(at: "\(folder)/.draft")
    made = draft
    try OutputFile.makeFolder("\(draft)/people")
    if kinds.contains(.csv) {
      try keep("cards.csv", CSV(CardTable.columns, dialect).document(pages.pages.flatMap(CardTable.rows)), in: draft)
    }
    if kinds.contains(.jsonl) { try keep("cards.jsonl", pages.texts.map { $0 + "\n" }.joined(), in: draft) }
    if kinds.contains(.xlsx) {
      try CardBook(pages: pages).write(to: "\(draft)/cards.xlsx")
      try note("cards.xlsx", in: draft)
    }
    for page in pages.pages {
      let name = "people/\(page.card.person)"
      if kinds.contains(.html) {
        try keep("\(name).html", CardReport(page: page, history: try await history(page)).html, in: draft)
      }
      if kinds.contains(.pdf) {
        try CardPrint(page: page).write(to: "\(draft)/\(name).pdf")
        try note("\(name).pdf", in: draft)
      }
    }
  }

  /// Moves the draft's files into the folder, the manifest last, over what is there where that was asked for.
  func publish(manifest: String) throws(Failure) {
    guard let draft = made else { return }
    if files.contains(where: { $0.name.hasPrefix("people/") }) { try OutputFile.makeFolder("\(folder)/people") }
    for file in files {
      try OutputFile.move("\(draft)/\(file.name)", to: "\(folder)/\(file.name)", replacing: replacing)
    }
    try OutputFile.write(manifest, to: "\(folder)/manifest.json", replacing: replacing)
    discard()
  }

  /// Takes the draft away, and the folder with it when there was nothing else.
  func discard() {
    if let draft = made {
      for name in names { unlink("\(draft)/\(name)") }
      for left in ["\(draft)/people", draft] { rmdir(left) }
    }
    rmdir(folder)
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

  private mutating func keep(_ name: String, _ text: String, in draft: String) throws {
    try OutputFile.write(text, to: "\(draft)/\(name)", replacing: false)
    files.append((name, SHA256.hexadecimal(text.utf8), text.utf8.count))
  }

  private mutating func note(_ name: String, in draft: String) throws {
    let bytes = try WholeFile.bytes("\(draft)/\(name)", atMost: 1 << 30)
    files.append((name, SHA256.hexadecimal(bytes), bytes.count))
  }
}
