public import Store

extension People {
  /// Merges rows of a file into the books: all of them, or none.
  ///
  /// The same rows a second time change nothing and write nothing.
  ///
  /// - Parameters:
  ///   - allowedRefusals: How many rows may be refused while the others are taken.
  ///   - unread: How many rows of the file could not be read; they are told with the refused.
  ///   - mostChanges: How many rows may add or change somebody; with more, nothing is kept.
  /// - Throws: ``PeopleError/refusedRows(_:)`` with every refused row when there are more.
  public func merge(
    _ rows: [PersonRow], allowedRefusals: Int = 0, unread: Int = 0, mostChanges: Int = .max,
    as operation: Operation
  ) async throws(PeopleError) -> Outcome<MergeReport> {
    try await store.write(operation, or: PeopleError.init) { tx in
      var merge = try Merge(rows, in: tx)
      var verdicts: [PersonVerdict] = []
      for (index, row) in rows.enumerated() { verdicts.append(try merge.take(row, number: index)) }
      let refused = verdicts.filter { $0.ruling == .refused }
      guard refused.count <= allowedRefusals else { throw PeopleError.refusedRows(refused) }
      let changes = verdicts.count { $0.ruling == .added || $0.ruling == .changed }
      guard changes <= mostChanges else { throw PeopleError.tooManyChanges(changes, allowed: mostChanges) }
      try merge.note(refused: refused.count + unread)
      return MergeReport(verdicts: verdicts)
    }
  }

  /// Takes back what an operation did to persons, terms and skills: a merge, a hire, a transfer.
  ///
  /// - Throws: ``PeopleError/changedSince(by:)`` when a later operation changed the same rows,
  ///   ``PeopleError/inUse(_:)`` when an added person has facts by now, or ``PeopleError/nothingToUndo(_:)``.
  public func undo(_ operation: Int64, as undoing: Operation) async throws(PeopleError) -> Outcome<UndoReport> {
    try await store.write(undoing, or: PeopleError.init) { tx in try Undo(operation: operation, tx: tx).carryOut() }
  }

  /// Everybody with a number, as rows that ``merge(_:allowedRefusals:as:)`` would take back unchanged.
  ///
  /// - Parameter withEmail: Only HR may ask for it.
  public func export(withEmail: Bool = false) async throws(PeopleError) -> [PersonRow] {
    try await store.read(or: PeopleError.init) { tx in
      try Books(numbers: nil, withEmail: withEmail, in: tx).everybody.compactMap(PersonRow.init)
    }
  }
}

extension PersonRow {
  /// The newest spell of somebody on the books; `nil` for who never had one.
  init?(_ entry: Books.Entry) {
    guard let number = entry.person.number, let spell = entry.employments.last else { return nil }
    self.init(
      number: number, name: entry.person.name, site: spell.site, kind: spell.kind, startsOn: spell.startsOn,
      weeklyMinutes: spell.hours.weeklyMinutes)
    email = entry.email
    team = entry.memberships.last?.team
    endsOn = spell.endsOn
    minimumWeeklyMinutes = spell.hours.minimumWeeklyMinutes
    maximumWeeklyMinutes = spell.hours.maximumWeeklyMinutes
    skills = entry.skills.map { Held($0.skill, level: $0.level, expiresOn: $0.expiresOn) }
  }
}
