internal import Postgres
internal import Workload

/// A stretch of a file: what its records told, where each stands, and how far the reading is.
struct RecordBatch: Sendable {
  /// Where a record stands.
  struct Place: Sendable {
    let line: Int
    let offset: Int
  }

  /// Rows whose times wait for their zone.
  struct Waiting: Sendable {
    let number: Int
    let rows: [SheetRow]
  }

  var harvest = Harvest()
  var refused: [RefusedRecord] = []
  var waiting: [Waiting] = []
  var wanted: Set<LocalDateTime> = []
  /// The number of the first record, and the places of all.
  var first = 1
  var places: [Place] = []
  /// Of the file so far.
  var records = 0
  var offset = 0
  var checksum: UInt32 = 0
  var isLast = false
  /// Where the next pull of the stream begins once this is taken; `nil` in a file, and where it stays.
  var cursor: String?
}

extension RecordBatch {
  mutating func refuse(_ refusal: RecordRefusal, _ number: Int, excerpt: String = "") {
    let place = place(of: number)
    refused.append(
      RefusedRecord(number: number, line: place.line, offset: place.offset, refusal: refusal, excerpt: excerpt))
  }

  func place(of number: Int) -> Place {
    let index = number - first
    return places.indices.contains(index) ? places[index] : Place(line: 1, offset: 0)
  }

  /// Reads the rows that waited, now that their clock has its answers; those that need others wait on.
  mutating func settle(_ clock: LocalClock, _ sheet: any VendorSheet.Type, _ settings: VendorSettings) {
    let rows = waiting
    waiting = []
    for waiting in rows {
      let context = RecordContext(number: Int32(clamping: waiting.number), settings: settings)
      do throws(RecordRefusal) {
        try sheet.read(waiting.rows, clock, context, &harvest)
      } catch  where error == LocalClock.pending {
        self.waiting.append(waiting)
      } catch {
        refuse(error, waiting.number, excerpt: Excerpt.masked(waiting.rows[0].record.bytes))
      }
    }
  }
}
