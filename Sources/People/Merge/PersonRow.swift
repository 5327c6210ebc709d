public import Postgres

/// What a file says about one person, whatever program wrote it: the neutral row of the importer and the exporter.
///
/// The employee number is the key. What is `nil` leaves what is known as it is.
public struct PersonRow: Codable, Sendable, Equatable {
  /// A skill with its level and last day.
  public struct Held: Codable, Sendable, Equatable {
    public let skill: String
    public let level: Int
    public let expiresOn: LocalDate?

    public init(_ skill: String, level: Int = 3, expiresOn: LocalDate? = nil) {
      self.skill = skill
      self.level = level
      self.expiresOn = expiresOn
    }
  }

  public var number: String
  public var name: String
  public var email: String?
  /// A site's name; it says which company the person is of.
  public var site: String
  public var team: String?
  public var kind: Employment.Kind
  /// The first day of the spell; with the number it says which spell is meant.
  public var startsOn: LocalDate
  public var endsOn: LocalDate?
  public var weeklyMinutes: Int
  public var minimumWeeklyMinutes: Int?
  public var maximumWeeklyMinutes: Int?
  /// Skills to hold; others that are held stay.
  public var skills: [Held] = []

  public init(
    number: String, name: String, site: String, kind: Employment.Kind, startsOn: LocalDate, weeklyMinutes: Int
  ) {
    self.number = number
    self.name = name
    self.site = site
    self.kind = kind
    self.startsOn = startsOn
    self.weeklyMinutes = weeklyMinutes
  }
}

extension PersonRow {
  /// The hours this row asks for, within bounds known before where it names none.
  func hours(known: ContractHours? = nil) -> ContractHours {
    ContractHours(
      weeklyMinutes: weeklyMinutes,
      minimum: minimumWeeklyMinutes ?? known.map { min($0.minimumWeeklyMinutes, weeklyMinutes) },
      maximum: maximumWeeklyMinutes ?? known.map { max($0.maximumWeeklyMinutes, weeklyMinutes) })
  }
}
