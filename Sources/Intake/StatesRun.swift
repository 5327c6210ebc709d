internal import People
internal import Postgres
internal import Store
internal import Timekeeping
internal import Workload

/// One pass over a feed of agents' states inside one transaction: what was told before stays as it was.
struct StatesRun: Sendable {
  let request: ImportRequest
  let file: InputFile

  private static let chunk = 10_000
  private static let shown = 1000

  func see(in session: Session) throws -> ImportReport {
    var reader = CSVReader(file.bytes(), delimiter: request.delimiter)
    let header = try Header(reading: &reader, columns: StatesFile.columns, mapping: request.mapping)
    let clock = try MappedClock.asked(of: file, request, columns: StatesFile.columns, in: session) {
      row throws(RefusedRow) in _ = try StatesFile.read(row)
    }
    var agents = FeedAgents(source: request.source, states: try Timekeeping.knownStates(in: session))
    var report = ImportReport(kind: .states)
    var seen: [(state: SeenState, person: Person)] = []
    while let record = try reader.next() {
      do {
        let state = try StatesFile.read(try FileRow(record, header, clock: clock))
        seen.append((state, try agents.person(of: state, on: record.position.line, in: session)))
      } catch let refusal as RefusedRow {
        report.refused += 1
        if report.refusals.count < Self.shown { report.refusals.append(refusal) }
      }
      if seen.count == Self.chunk { try take(&seen, into: &report, in: session) }
    }
    try take(&seen, into: &report, in: session)
    report.unclaimedAgents = agents.strangers
    try Timekeeping.note(agents.told, refused: report.refused, source: request.source, in: session)
    guard report.refused <= request.maxErrors else {
      throw IntakeError.rows(file.name, report.refusals, total: report.refused)
    }
    guard report.added <= request.maxAffected else {
      throw IntakeError.tooManyChanges(report.added, allowed: request.maxAffected)
    }
    return report
  }

  private func take(
    _ seen: inout [(state: SeenState, person: Person)], into report: inout ImportReport, in session: Session
  ) throws {
    let added = try Timekeeping.see(
      seen.map(\.state), of: seen.map(\.person), source: request.source, in: session)
    report.added += added
    report.unchanged += seen.count - added
    seen = []
  }
}

/// Whom a feed means: as `muster source agent` says where the feed is a source, else by name, number or `#id`.
private struct FeedAgents {
  private struct Asked: Hashable {
    let name: String
    let day: LocalDate
  }

  let source: String
  /// The states somebody has said the meaning of.
  let states: Set<String>
  /// Whom nobody claims, with how many rows each has.
  private(set) var strangers: [String: Int] = [:]
  /// How many rows were told of people of each entity.
  private(set) var told: [LegalEntity.ID: Int] = [:]
  private var known: [Asked: Person?] = [:]

  init(source: String, states: Set<String>) {
    (self.source, self.states) = (source, states)
  }

  mutating func person(of state: SeenState, on line: Int, in session: Session) throws -> Person {
    guard states.contains(state.state) else {
      throw RefusedRow(
        line: line, field: "state", problem: "nobody has said what “\(state.state)” counts as",
        fix: "muster adherence means '\(state.state)' contact, break, training, meeting or off")
    }
    let asked = Asked(name: state.person, day: state.startsAt.utc.date)
    let found = try known[asked] ?? find(asked, in: session)
    known[asked] = .some(found)
    guard let found else {
      strangers[state.person, default: 0] += 1
      throw RefusedRow(
        line: line, field: "person", problem: "no one person is “\(state.person)”",
        fix: "write a name, a number or #id, or say who it is: muster source agent \(source) REFERENCE PERSON")
    }
    told[found.entity, default: 0] += 1
    return found
  }

  private func find(_ asked: Asked, in session: Session) throws -> Person? {
    let claimed = try session.first(
      Query<Int64>(
        "agent_identity.on_day",
        """
        SELECT identity.person_id
          FROM workload.agent_identity AS identity
          JOIN workload.source ON source.id = identity.source_id
         WHERE source.name = \(source)
           AND identity.reference = \(asked.name)
           AND identity.valid @> \(asked.day)
        """))
    do {
      return try Person.find(claimed.map { "#\($0)" } ?? asked.name, in: session)
    } catch is PeopleError {
      return nil
    }
  }
}
