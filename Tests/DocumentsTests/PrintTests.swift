import Documents
import Foundation
import Testing

/// Documents on paper: read back by another program where there is one.
@Suite struct PrintTests {
  static let reader = URL(filePath: "/usr/bin/pdftotext")
  static let hasReader = FileManager.default.isExecutableFile(atPath: reader.path)

  private func printed(_ blocks: [PrintBlock], paper: Paper = .a4) throws -> URL {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString + ".pdf")
    try PrintedDocument(
      title: "A card", footer: "issue 1 · sha256 abc", created: UTCInstant(microsecondsSince2000: 817_000_000_000_000),
      paper: paper, blocks: blocks
    ).write(to: file.path)
    return file
  }

  private func read(_ file: URL) throws -> String {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = Self.reader
    process.arguments = ["-layout", file.path, "-"]
    process.standardOutput = pipe
    try process.run()
    let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }

  static let signature = PrintSignature(role: "Lead", name: "Lev", signed: "signed 2025-12-03")

  @Test func `the same content at the same moment gives the same bytes`() throws {
    let blocks: [PrintBlock] = [.title("Ana"), .paragraph("Scorecard"), .signatures([Self.signature])]
    let files = try [printed(blocks), printed(blocks)]
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    let bytes = try files.map { try Data(contentsOf: $0) }
    #expect(bytes[0].starts(with: Data("%PDF-1".utf8)))
    #expect(bytes[0] == bytes[1])
  }

  @Test(
    .enabled(if: hasReader), arguments: ["Zoë Ångström", "山田太郎", "Ольга", "Nguyễn Văn", "=SUM(A1)", "<b>&amp;</b>"])
  func `names of every script are words on paper`(name: String) throws {
    let file = try printed([.title(name)])
    defer { try? FileManager.default.removeItem(at: file) }
    #expect(try read(file).contains(name))
  }

  @Test(.enabled(if: hasReader)) func `names from right to left are shaped and found`() throws {
    let file = try printed([.title("محمد العربي"), .title("עדן כהן")])
    defer { try? FileManager.default.removeItem(at: file) }
    let text = try read(file)
    #expect(text.contains("محمد") && text.contains("כהן"))
  }

  @Test(.enabled(if: hasReader)) func `a long document has pages, each with its number and the foot`() throws {
    let rows = (1...120).map { ["row \($0)", "\($0 * $0)"] }
    let file = try printed([.heading("Squares"), .table(header: ["Which", "How much"], widths: [3, 1], rows: rows)])
    defer { try? FileManager.default.removeItem(at: file) }
    let text = try read(file)
    let pages = text.split(separator: "\u{0C}").filter { $0.contains { !$0.isWhitespace } }
    #expect(pages.count == 4)
    for (number, page) in pages.enumerated() {
      #expect(page.contains("page \(number + 1) of \(pages.count)"))
      #expect(page.contains("sha256 abc"))
    }
    #expect(text.contains("row 120"))
  }

  @Test func `numbers beyond their line, and none at all, are drawn`() throws {
    let file = try printed([
      .interval(PrintInterval(title: "None", words: "Not enough data")),
      .interval(PrintInterval(title: "Much", words: "Far", low: -1, value: 2, high: 3, peers: 0.5, target: 9)),
    ])
    try FileManager.default.removeItem(at: file)
  }

  @Test func `a path that cannot be written is refused`() {
    #expect(throws: PrintError.unwritable(path: "/nowhere/a.pdf")) {
      try PrintedDocument(
        title: "", footer: "", created: UTCInstant(microsecondsSince2000: 0), blocks: [.title("Ana")]
      ).write(to: "/nowhere/a.pdf")
    }
  }
}

/// Digests as FIPS 180-4 and its examples publish them.
@Suite struct SHA256Tests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (String(repeating: "a", count: 1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
  ])
  func `a digest is the published one`(text: String, digest: String) {
    #expect(SHA256.hexadecimal(text.utf8) == digest)
  }
}

/// A number through several periods.
@Suite struct TrendChartTests {
  @Test func `a period without a number leaves a gap, and the table says so`() {
    let chart = TrendChart(
      title: "Satisfied", summary: "Ana", unit: "percent",
      points: [
        TrendChart.Point("2025-10", n: 40, value: 80, low: 65, high: 90, peers: 84),
        TrendChart.Point("2025-11", n: 3, value: nil, low: nil, high: nil, peers: 83),
      ], target: 85)
    let page = chart.markup.source
    #expect(page.components(separatedBy: "<circle").count == 3)
    #expect(page.contains("–"))
    #expect(chart.legend.count == 3)
  }
}
