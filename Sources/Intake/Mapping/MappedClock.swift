internal import People
internal import Postgres
internal import Store
internal import Workload

/// Times of a mapped file: noted on a first walk over it, asked of PostgreSQL all at once, known on the second.
final class MappedClock {
  let pattern: TimePattern
  let zone: String
  private(set) var wanted: Set<LocalDateTime> = []
  private var answers: [LocalDateTime: LocalClock.Answer]?

  init(_ pattern: TimePattern, zone: String) {
    self.pattern = pattern
    self.zone = RailsZone.iana(zone)
  }

  /// Whether nothing has been asked yet.
  var isWaiting: Bool { answers == nil }

  /// A clock that knows every time of the file, noted on a walk over it; `nil` where the file needs none.
  static func asked(
    of file: InputFile, _ request: ImportRequest, columns: [Column], in session: Session,
    _ read: (FileRow) throws(RefusedRow) -> Void
  ) throws -> MappedClock? {
    guard let mapping = request.mapping, let pattern = mapping.times else { return nil }
    guard let zone = mapping.zone, !zone.isEmpty else { throw IntakeError.unknownZone("") }
    let clock = MappedClock(pattern, zone: zone)
    var reader = CSVReader(file.bytes(), delimiter: request.delimiter)
    let header = try Header(reading: &reader, columns: columns, mapping: mapping)
    while let record = try reader.next() {
      guard let row = try? FileRow(record, header, clock: clock) else { continue }
      _ = try? read(row)
    }
    try clock.ask(in: session)
    return clock
  }

  /// Lets PostgreSQL say when the clocks showed what was noted.
  func ask(in session: Session) throws {
    guard try session.one(.knowsZone(zone)) else {
      throw IntakeError.unknownZone(zone, near: try session.first(.zoneNear(zone)))
    }
    answers = try LocalClock.ask(Array(wanted), zone: zone, in: session)
  }

  func instant(_ value: FileValue) throws(RefusedRow) -> Instant {
    guard let local = pattern.read(value.text) else {
      throw value.isNot("a time", "the mapping says that times are written \(pattern)")
    }
    guard let answers else {
      wanted.insert(local)
      return Instant(microseconds: 0)
    }
    switch answers[local] {
    case .at(let instant)?: return instant
    case .never(let reason)?: throw value.refused(reason, "write that time with its offset, and leave times out")
    case nil: throw value.refused("never asked for", "import the file again; it changed meanwhile")
    }
  }
}
