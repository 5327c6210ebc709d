internal import Postgres
internal import Store

/// One thing a row asks to be different.
enum Change: Equatable {
  case addPerson
  case rename(from: String)
  case keepEmail(String)
  case startEmployment
  case changeEmployment(Employment, until: LocalDate?, hours: ContractHours)
  case startMembership(Team)
  case transfer(Team, from: String, on: LocalDate)
  case grant(Skill, PersonRow.Held, had: SkillGrant?)
}

extension PersonRow {
  /// What has to change for the books to say what this row says; nothing when they do.
  ///
  /// Pure: it compares and decides, and writes nothing. An empty last day leaves the one known, so that an old file
  /// does not take back a resignation. A different team moves the person as of today.
  func changes(to entry: Books.Entry?, books: Books) throws(PeopleError) -> [Change] {
    let site = try books.site(self.site)
    let team: Team? = if let name = self.team { try books.team(name, of: site.entity) } else { nil }
    guard let entry else {
      var changes: [Change] = [.addPerson, .startEmployment]
      if let email { changes.append(.keepEmail(email)) }
      if let team { changes.append(.startMembership(team)) }
      return changes + (try grants(beyond: [], in: site.entity, books: books))
    }
    var changes: [Change] = []
    if entry.person.name != name { changes.append(.rename(from: entry.person.name)) }
    if let email, email.lowercased() != entry.email { changes.append(.keepEmail(email)) }
    if let change = employment(beyond: entry.employments) { changes.append(change) }
    if let team, let change = membership(of: team, beyond: entry.memberships, today: books.today) {
      changes.append(change)
    }
    return changes + (try grants(beyond: entry.skills, in: site.entity, books: books))
  }

  private func employment(beyond known: [Employment]) -> Change? {
    guard let spell = known.first(where: { $0.startsOn == startsOn }) else { return .startEmployment }
    let until = endsOn ?? spell.endsOn
    let hours = hours(known: spell.hours)
    guard spell.site != site || spell.kind != kind || spell.endsOn != until || spell.hours != hours else { return nil }
    return .changeEmployment(spell, until: until, hours: hours)
  }

  private func membership(of team: Team, beyond known: [Membership], today: LocalDate) -> Change? {
    guard let last = known.last else { return .startMembership(team) }
    guard last.team != team.name else { return nil }
    return .transfer(team, from: last.team, on: max(today, last.startsOn))
  }

  private func grants(
    beyond known: [SkillGrant], in entity: LegalEntity.ID, books: Books
  ) throws(PeopleError) -> [Change] {
    var changes: [Change] = []
    for held in skills {
      let skill = try books.skill(held.skill, of: entity)
      let had = known.first { $0.skill == held.skill }
      if had?.level == held.level, had?.expiresOn == held.expiresOn { continue }
      changes.append(.grant(skill, held, had: had))
    }
    return changes
  }
}

extension Change {
  /// The change as a merge's report tells it.
  func words(for row: PersonRow) -> String {
    switch self {
    case .addPerson: "new: \(row.name)"
    case .rename(let old): "name: \(old) → \(row.name)"
    case .keepEmail: "e-mail"
    case .startEmployment: "employed from \(row.startsOn)"
    case .changeEmployment: "terms of the employment from \(row.startsOn)"
    case .startMembership(let team): "team: \(team.name)"
    case .transfer(let team, let old, let day): "team: \(old) → \(team.name) on \(day)"
    case .grant(let skill, let held, nil): "skill: \(skill.name), level \(held.level)"
    case .grant(let skill, let held, .some): "skill renewed: \(skill.name), level \(held.level)"
    }
  }
}
