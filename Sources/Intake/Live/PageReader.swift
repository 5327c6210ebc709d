internal import Archive
internal import Postgres
internal import Web

/// Reads pages into batches, as a vendor's file is read: the records of all pages are counted and checked as if the
/// saved pages stood behind one another in one file.
struct PageReader {
  private let format: VendorFormat
  private let settings: VendorSettings
  private var records = 0
  private var offset = 0
  private var checksum = Checksum()

  init(_ vendor: Vendor, _ settings: VendorSettings) {
    (format, self.settings) = (vendor.format, settings)
  }

  /// The page's records as a batch, and their names and times; `nil` where the page is damaged and asked for again.
  func read(
    _ answer: WebAnswer, of stream: any LiveStream
  ) throws -> (batch: RecordBatch, page: LivePage, after: PageReader)? {
    var after = self
    var batch = RecordBatch()
    batch.first = records + 1
    var told: [PageRecord] = []
    var splitter = RecordSplitter(HeldBytes(answer.body), words: format.words)
    while let part = try splitter.next() {
      switch part {
      // What is too large is known to end; anything else was damaged on its way.
      case .broken(let refused):
        guard refused.refusal.code == .tooLarge else { return nil }
        after.records += 1
        batch.places.append(RecordBatch.Place(line: refused.line, offset: offset + refused.offset))
        batch.refuse(refused.refusal, after.records, excerpt: refused.excerpt)
        told.append(PageRecord(id: "", updated: nil))
      case .record(let text):
        after.records += 1
        after.checksum.add(text.bytes)
        batch.places.append(RecordBatch.Place(line: text.line, offset: offset + text.offset))
        let envelope = Envelope(text.bytes)
        told.append(
          PageRecord(
            id: envelope[stream.marks.id]?.text ?? "",
            updated: envelope[stream.marks.updated].flatMap { Instant.told($0.text) },
            hasParts: stream.parts.flatMap { envelope[$0]?.first } != nil))
        do throws(RecordRefusal) {
          try format.read(text.numbered(after.records), settings, into: &batch.harvest)
        } catch {
          batch.refuse(error, after.records, excerpt: Excerpt.masked(text.bytes))
        }
      }
    }
    after.offset += answer.body.count
    (batch.records, batch.offset, batch.checksum) = (after.records, after.offset, after.checksum.value)
    return (batch, LivePage(answer: answer, records: told), after)
  }
}

extension RecordText {
  fileprivate func numbered(_ number: Int) -> RecordText {
    RecordText(bytes: bytes, number: number, line: line, offset: offset, stream: stream)
  }
}
