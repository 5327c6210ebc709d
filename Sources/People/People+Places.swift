public import Postgres
public import Store

extension People {
  /// Founds a company, which opens to its founder.
  public func found(
    _ name: String, country: String, currency: String, fullTimeWeeklyMinutes: Int = 2250, as operation: Operation
  ) async throws(PeopleError) -> Outcome<LegalEntity> {
    try await store.write(operation, or: PeopleError.init) { tx in
      try tx.one(
        LegalEntity.found(
          name: name, country: country, currency: currency, fullTimeWeeklyMinutes: fullTimeWeeklyMinutes))
    }
  }

  /// Adds a site.
  ///
  /// - Throws: ``PeopleError/zone(_:)`` with near names when the zone is not a place of the time zone database.
  public func addSite(
    _ name: String, to entity: String? = nil, zone: String, weekStartsOn: Int = 1, jurisdiction: String,
    as operation: Operation
  ) async throws(PeopleError) -> Outcome<Site> {
    try await store.write(operation, or: PeopleError.init) { tx in
      try tx.one(
        Site.add(
          name, to: try tx.entity(entity).id, zone: zone, weekStartsOn: weekStartsOn, jurisdiction: jurisdiction))
    }
  }

  /// Gives a site its next calendar.
  public func setCalendar(
    of site: String, openings: [Calendar.Opening], days: [Calendar.Day], note: String = "", as operation: Operation
  ) async throws(PeopleError) -> Outcome<Calendar> {
    try await store.write(operation, or: PeopleError.init) { tx in
      let place = try tx.site(site)
      return try Calendar.replace(at: place, openings: openings, days: days, note: note, in: tx)
    }
  }

  /// Adds a team, below another if one is named.
  public func addTeam(
    _ name: String, at site: String, below parent: String? = nil, as operation: Operation
  ) async throws(PeopleError) -> Outcome<Team> {
    try await store.write(operation, or: PeopleError.init) { tx in
      let parent = try parent.map { try tx.team($0).id }
      return try tx.one(Team.with(try tx.one(Team.add(name, at: try tx.site(site), below: parent))))
    }
  }

  /// Puts a team below another, or at the top; a team below itself is refused.
  public func moveTeam(
    _ name: String, below parent: String?, as operation: Operation
  ) async throws(PeopleError) -> Outcome<Team> {
    try await store.write(operation, or: PeopleError.init) { tx in
      let team = try tx.team(name)
      try tx.run(Team.move(team.id, below: try parent.map { try tx.team($0).id }))
      return try tx.one(Team.with(team.id))
    }
  }

  /// Gives a team its lead, as of now; the one before loses sight of it with this transaction.
  ///
  /// - Parameter until: With an end it is a delegate, who stands in beside the lead.
  public func appoint(
    _ person: String, toLead team: String, until: Instant? = nil, as operation: Operation
  ) async throws(PeopleError) -> Outcome<Team> {
    try await store.write(operation, or: PeopleError.init) { tx in
      let led = try tx.team(team)
      if until == nil { try tx.run(Team.relieve(led.id)) }
      try tx.run(Team.appoint(try tx.person(person).id, to: led, until: until))
      return try tx.one(Team.with(led.id))
    }
  }

  /// Adds a skill to a company's list.
  public func addSkill(
    _ name: String, to entity: String? = nil, as operation: Operation
  ) async throws(PeopleError) -> Outcome<Skill> {
    try await store.write(operation, or: PeopleError.init) { tx in
      try tx.one(Skill.add(name, to: try tx.entity(entity).id))
    }
  }

  /// Sets what something costs from a day on; the rate before ends the day before.
  public func setCost(
    _ rate: CostRate, of entity: String? = nil, as operation: Operation
  ) async throws(PeopleError) -> Outcome<CostRate> {
    try await store.write(operation, or: PeopleError.init) { tx in
      try rate.set(for: try tx.entity(entity).id, in: tx)
      return rate
    }
  }
}
