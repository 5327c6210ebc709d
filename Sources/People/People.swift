public import Postgres
public import Store

/// The books: who works here, where, in which team, on what terms, and what they can do.
///
/// Every answer is what the person the store is opened as may see; others may get a longer list for the same question.
public struct People: Sendable {
  let store: Store

  public init(store: Store) {
    self.store = store
  }

  // MARK: Who and where

  /// The people of one day, as the filter narrows them, by name.
  public func list(_ filter: PeopleFilter = PeopleFilter()) async throws(PeopleError) -> [Colleague] {
    try await store.read(or: PeopleError.init) { tx in try tx.all(Colleague.list(filter)) }
  }

  /// The one person somebody means by a name, a number or `#id`.
  ///
  /// - Throws: ``PeopleError/unknown(_:_:known:)``, or ``PeopleError/several(_:_:_:)`` naming each of them.
  public func person(_ text: String) async throws(PeopleError) -> Person {
    try await store.read(or: PeopleError.init) { tx in try tx.person(text) }
  }

  /// Everything on the books about one person, as far as the caller may see it.
  public func history(of text: String) async throws(PeopleError) -> PersonHistory {
    try await store.read(or: PeopleError.init) { tx in
      let person = try tx.person(text)
      return PersonHistory(
        person: person, employments: try tx.all(Employment.of([person.id])),
        memberships: try tx.all(Membership.of([person.id])), skills: try tx.all(SkillGrant.of([person.id])))
    }
  }

  /// What identifies a person outside the shop; only HR may ask.
  public func privateDetails(of text: String) async throws(PeopleError) -> PrivateDetails? {
    try await store.read(or: PeopleError.init) { tx in try tx.first(PrivateDetails.of([try tx.person(text).id])) }
  }

  public func entities() async throws(PeopleError) -> [LegalEntity] {
    try await store.read(or: PeopleError.init) { tx in try tx.all(LegalEntity.all) }
  }

  public func sites() async throws(PeopleError) -> [Site] {
    try await store.read(or: PeopleError.init) { tx in try tx.all(Site.all) }
  }

  public func teams() async throws(PeopleError) -> [Team] {
    try await store.read(or: PeopleError.init) { tx in try tx.all(Team.all) }
  }

  public func skills() async throws(PeopleError) -> [Skill] {
    try await store.read(or: PeopleError.init) { tx in try tx.all(Skill.all) }
  }

  /// The newest calendar of a site; `nil` while it has none.
  public func calendar(of site: String) async throws(PeopleError) -> Calendar? {
    try await store.read(or: PeopleError.init) { tx in try Calendar.read(of: try tx.site(site).id, in: tx) }
  }

  /// What hours, hires and training cost on a day.
  ///
  /// - Parameter entity: The company's name; may be left out by who works on one alone.
  public func costRates(of entity: String? = nil, on day: LocalDate) async throws(PeopleError) -> [CostRate] {
    try await store.read(or: PeopleError.init) { tx in try tx.all(CostRate.of(try tx.entity(entity).id, on: day)) }
  }

  // MARK: Who is coming

  /// Classes that are not cancelled, by first day.
  public func classes() async throws(PeopleError) -> [TrainingClass] {
    try await store.read(or: PeopleError.init) { tx in try tx.all(TrainingClass.all) }
  }

  /// Everybody expected to start in a period.
  public func arrivals(from: LocalDate, through: LocalDate) async throws(PeopleError) -> [Arrival] {
    try await store.read(or: PeopleError.init) { tx in try tx.all(Arrival.expected(from: from, through: through)) }
  }

  /// The newest word on who is ready when.
  public func readiness() async throws(PeopleError) -> [Readiness] {
    try await store.read(or: PeopleError.init) { tx in try tx.all(Readiness.current) }
  }
}

/// One person through time.
public struct PersonHistory: Codable, Sendable, Equatable {
  public let person: Person
  public let employments: [Employment]
  public let memberships: [Membership]
  /// Every grant, the revoked too.
  public let skills: [SkillGrant]
}
