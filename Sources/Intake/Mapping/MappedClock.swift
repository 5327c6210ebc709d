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

  /// Lets PostgreSQL say when the clocks showed what was noted.
  func ask(in session: Session) throws {
    guard try session.one(.knowsZone(zone)) else { throw IntakeError.unknownZone(zone) }
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
