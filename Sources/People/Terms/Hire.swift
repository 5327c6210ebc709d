public import Postgres
internal import Store

/// Everything needed to put somebody on the books.
public struct Hire: Codable, Sendable, Equatable {
  /// Somebody who was here before, by name, number or `#id`; a new person when left out.
  public var returning: String?
  public var name: String
  public var number: String?
  public var email: String?
  public var site: String
  public var team: String?
  public var kind: Employment.Kind
  public var startsOn: LocalDate
  public var endsOn: LocalDate?
  public var hours: ContractHours
  /// Skills granted from the first day, by name.
  public var skills: [String] = []

  public init(
    _ name: String, at site: String, kind: Employment.Kind, from startsOn: LocalDate, hours: ContractHours
  ) {
    self.name = name
    self.site = site
    self.kind = kind
    self.startsOn = startsOn
    self.hours = hours
  }

  /// Hires in a transaction of another room: Recruiting when an offer is accepted.
  ///
  /// - Throws: ``PeopleError``, or the server's no as ``PostgresError``.
  public func make(in tx: Session) throws -> Colleague {
    let place = try tx.site(site)
    let person = try returning.map { try tx.person($0) } ?? tx.one(Person.add(name, number: number, to: place.entity))
    try tx.run(
      Employment.start(person, at: place.id, kind: kind, from: startsOn, until: endsOn, hours: hours))
    if let email { try tx.run(PrivateDetails(person: person.id, email: email).keep(in: place.entity)) }
    if let team {
      try Membership.transfer(person, to: try tx.team(team).id, on: startsOn, in: tx)
    }
    for skill in skills {
      try tx.run(
        SkillGrant.grant(
          try tx.skill(skill, of: place.entity).id, to: person, level: 1, from: startsOn, until: endsOn))
    }
    return try tx.one(Colleague.of(person.id, on: startsOn))
  }
}
