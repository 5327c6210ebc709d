public import Postgres

/// Everything a posting tells the world, frozen as it was written.
public struct PostingContent: Codable, Sendable, Hashable {
  /// The words schema.org has for it.
  public enum Hours: String, Codable, Sendable, CaseIterable {
    case fullTime = "full time"
    case partTime = "part time"
    case temporary
    case perDiem = "by the day"
  }

  public var text: JobText
  public var pay: PayRange?
  public var hours: Hours
  /// As text: “30 to 37 hours a week, evenings and weekends”.
  public var workHours: String
  public var city: String
  public var region: String
  /// Two letters of ISO 3166.
  public var country: String
  /// Whether one may work from home, anywhere in ``country``.
  public var isRemote: Bool
  /// Where to apply: a link or an address.
  public var applyTo: String
  /// Two letters of ISO 639.
  public var language: String
  public var startsOn: LocalDate?
  public var opensOn: LocalDate
  public var closesOn: LocalDate?

  public init(
    _ text: JobText, pay: PayRange? = nil, hours: Hours = .fullTime, workHours: String = "", city: String = "",
    region: String = "", country: String, isRemote: Bool = false, applyTo: String = "", language: String = "en",
    startsOn: LocalDate? = nil, opensOn: LocalDate, closesOn: LocalDate? = nil
  ) {
    self.text = text
    self.pay = pay
    self.hours = hours
    self.workHours = workHours
    self.city = city
    self.region = region
    self.country = country
    self.isRemote = isRemote
    self.applyTo = applyTo
    self.language = language
    self.startsOn = startsOn
    self.opensOn = opensOn
    self.closesOn = closesOn
  }

  /// The place in words: `Leeds, GB` or `at home in GB`.
  public var place: String {
    if isRemote { return "at home in \(country)" }
    return [city, region, country].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// What the variables of a description say about this posting; a value given by name goes before.
  func values(beside given: [String: String], company: String) -> [String: String] {
    var values = [
      "company": company, "city": city, "country": country, "place": place, "hours": workHours, "apply": applyTo,
      "language": language,
    ].filter { !$0.value.isEmpty }
    values["pay"] = pay?.words
    values["start"] = startsOn?.description
    values["closes"] = closesOn?.description
    return values.merging(given) { $1 }
  }
}
