internal import Postgres
internal import Store

/// One merge: compares each row with the books, writes what differs, and rules on each row.
struct Merge {
  let tx: Session
  let books: Books
  /// Numbers seen in this merge, by company and number.
  private var seen: Set<String> = []
  private var rolls: [LegalEntity.ID: RollCount] = [:]

  init(_ rows: [PersonRow], in tx: Session) throws(PostgresError) {
    self.tx = tx
    books = try Books(
      numbers: rows.map(\.number), withEmail: rows.contains { $0.email != nil }, in: tx)
  }

  /// Takes one row, or says why it cannot be taken; a refused row leaves no trace.
  mutating func take(_ row: PersonRow, number index: Int) throws -> PersonVerdict {
    let verdict = try ruling(on: row, number: index)
    if let entity = try? books.site(row.site).entity { rolls[entity, default: RollCount()].add(verdict.ruling) }
    return verdict
  }

  /// Writes down how the rows of each company fared; where none changed, nothing is written.
  ///
  /// - Parameter refused: How many rows were refused in all; those of no company stand with the first.
  func note(refused: Int) throws(PostgresError) {
    var counts = rolls.filter(\.value.isChange).sorted { $0.key.rawValue < $1.key.rawValue }
    guard !counts.isEmpty else { return }
    counts[0].value.refused += Int64(refused) - counts.reduce(0) { $0 + $1.value.refused }
    for (entity, count) in counts { try tx.run(Roll.note(count, of: entity)) }
  }

  private mutating func ruling(on row: PersonRow, number index: Int) throws -> PersonVerdict {
    func rule(_ ruling: PersonVerdict.Ruling, _ reasons: [String] = []) -> PersonVerdict {
      PersonVerdict(row: index, number: row.number, ruling: ruling, reasons: reasons)
    }
    do {
      let site = try books.site(row.site)
      guard seen.insert("\(site.entity) \(row.number)").inserted else {
        return rule(.refused, ["An earlier row has the same number."])
      }
      let entry = books.entry(row.number, of: site.entity)
      let changes = try row.changes(to: entry, books: books)
      if changes.isEmpty { return rule(.unchanged) }
      try tx.savepoint { try carryOut(changes, of: row, at: site, known: entry) }
      return rule(entry == nil ? .added : .changed, changes.map { $0.words(for: row) })
    } catch let error as PeopleError {
      return rule(.refused, [error.description])
    } catch let error as PostgresError {
      guard let state = error.sqlState, !state.isRetryable else { throw error }
      return rule(.refused, [PeopleError(error).description])
    }
  }

  private func carryOut(_ changes: [Change], of row: PersonRow, at site: Site, known: Books.Entry?) throws {
    let person =
      if let known { known.person } else {
        try tx.one(Person.add(row.name, number: row.number, to: site.entity))
      }
    for change in changes { try carryOut(change, of: row, for: person, at: site, isNew: known == nil) }
  }

  private func carryOut(
    _ change: Change, of row: PersonRow, for person: Person, at site: Site, isNew: Bool
  ) throws {
    switch change {
    case .addPerson: break
    case .rename: try tx.run(Person.rename(person.id, to: row.name))
    case .keepEmail(let email): try tx.run(PrivateDetails(person: person.id, email: email).keep(in: site.entity))
    case .startEmployment:
      try tx.run(
        Employment.start(
          person, at: site.id, kind: row.kind, from: row.startsOn, until: row.endsOn, hours: row.hours()))
    case .changeEmployment(let spell, let until, let hours):
      try tx.run(Employment.change(spell.id, site: site.id, kind: row.kind, until: until, hours: hours))
    case .startMembership(let team):
      try tx.run(Membership.start(person, in: team.id, from: row.startsOn, until: nil))
    case .transfer(let team, _, let day):
      try Membership.transfer(person, to: team.id, on: day, in: tx)
    case .grant(let skill, let held, _):
      // What the file says of somebody new held all along; what it adds for somebody known counts from now on.
      try SkillGrant.renew(
        skill.id, of: person, level: held.level,
        from: isNew ? row.startsOn : max(row.startsOn, books.today(for: held)), until: held.expiresOn, in: tx)
    }
  }
}

extension Books {
  /// From when a skill of a file counts: today, but not after its own last day.
  fileprivate func today(for held: PersonRow.Held) -> LocalDate {
    held.expiresOn.map { min($0, today) } ?? today
  }
}
