public import Postgres
public import Store

extension People {
  /// Puts somebody on the books, or back on them.
  ///
  /// - Throws: ``PeopleError/employmentOverlaps`` when they are employed then already,
  ///   ``PeopleError/numberIsTaken``, or what is unknown by name.
  public func hire(_ hire: Hire, as operation: Operation) async throws(PeopleError) -> Outcome<Colleague> {
    try await store.write(operation, or: PeopleError.init) { tx in try hire.make(in: tx) }
  }

  /// Moves somebody to another team as of a day, today if none is given; both leads' sight follows at once.
  public func transfer(
    _ name: String, to team: String, on day: LocalDate? = nil, as operation: Operation
  ) async throws(PeopleError) -> Outcome<Colleague> {
    try await store.write(operation, or: PeopleError.init) { tx in
      let person = try tx.person(name)
      let day = try day ?? tx.today()
      try Membership.transfer(person, to: try tx.team(team).id, on: day, in: tx)
      return try tx.one(Colleague.of(person.id, on: day))
    }
  }

  /// Ends the employment that covers a day, with that day as the last; later published shifts become free.
  public func end(
    _ name: String, on day: LocalDate, reason: Employment.EndReason, as operation: Operation
  ) async throws(PeopleError) -> Outcome<Colleague> {
    try await store.write(operation, or: PeopleError.init) { tx in
      let person = try tx.person(name)
      guard try tx.run(Employment.end(person.id, on: day, reason: reason)) == 1 else {
        throw PeopleError.notEmployed(person.name, on: day)
      }
      try tx.run(Membership.end(person.id, on: day))
      return try tx.one(Colleague.of(person.id, on: day))
    }
  }

  /// Grants a skill from a day, today if none is given; a live grant of it is renewed.
  public func grant(
    _ skill: String, to name: String, level: Int = 3, from day: LocalDate? = nil, until: LocalDate? = nil,
    as operation: Operation
  ) async throws(PeopleError) -> Outcome<Colleague> {
    try await store.write(operation, or: PeopleError.init) { tx in
      let person = try tx.person(name)
      let day = try day ?? tx.today()
      try SkillGrant.renew(
        try tx.skill(skill, of: person.entity).id, of: person, level: level, from: day, until: until, in: tx)
      return try tx.one(Colleague.of(person.id, on: day))
    }
  }

  /// Revokes a skill, as of now.
  public func revoke(
    _ skill: String, of name: String, as operation: Operation
  ) async throws(PeopleError) -> Outcome<Colleague> {
    try await store.write(operation, or: PeopleError.init) { tx in
      let person = try tx.person(name)
      guard try tx.run(SkillGrant.revoke(try tx.skill(skill, of: person.entity).id, of: person.id)) > 0 else {
        throw PeopleError.unknown(.skill, skill, known: [])
      }
      return try tx.one(Colleague.of(person.id, on: try tx.today()))
    }
  }

  /// Writes down what identifies somebody outside the shop; what is left out stays.
  public func keep(_ details: PrivateDetails, as operation: Operation) async throws(PeopleError) -> Outcome<Person> {
    try await store.write(operation, or: PeopleError.init) { tx in
      let person = try tx.person("#\(details.person)")
      try tx.run(details.keep(in: person.entity))
      return person
    }
  }

  /// Plans a class.
  public func addClass(
    _ planned: PlannedClass, as operation: Operation
  ) async throws(PeopleError) -> Outcome<TrainingClass> {
    try await store.write(operation, or: PeopleError.init) { tx in try planned.add(in: tx) }
  }

  /// Replaces everything a source expects in a company, and says how many it expects now.
  public func expect(
    _ arrivals: [ExpectedArrival], from source: String, in entity: String? = nil, as operation: Operation
  ) async throws(PeopleError) -> Outcome<Int> {
    try await store.write(operation, or: PeopleError.init) { tx in
      try Arrival.replace(all: arrivals, source: source, of: try tx.entity(entity).id, in: tx)
    }
  }

  /// Notes when somebody is expected to be ready.
  public func note(_ readiness: Readiness, as operation: Operation) async throws(PeopleError) -> Outcome<Readiness> {
    try await store.write(operation, or: PeopleError.init) { tx in
      try readiness.note(in: tx)
      return readiness
    }
  }
}

extension SkillGrant {
  /// Grants a skill in place of any live grant of it: Onboarding when a certificate is earned.
  public static func renew(
    _ skill: Skill.ID, of person: Person, level: Int, from: LocalDate, until: LocalDate?, in tx: Session
  ) throws(PostgresError) {
    try tx.run(revoke(skill, of: person.id))
    try tx.run(grant(skill, to: person, level: level, from: from, until: until))
  }
}
