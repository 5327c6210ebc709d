internal import People
public import Postgres
internal import Store

/// How starters of a skill get up to speed, and how many stay.
public struct RampCurve: Codable, Sendable, Equatable {
  /// Which form was fitted.
  public enum Form: String, Codable, Sendable, CaseIterable {
    /// Too few finished the way: nothing is fitted.
    case assumed
    case piecewise, exponential
  }

  public let form: Form
  /// The day up to which contacts were looked at.
  public let asOf: LocalDate
  /// How many starters it was learned from.
  public let people: Int
  public let cohorts: Int
  /// Output against a tenured agent's, who is 1, by week since the first contact; the last week's holds on.
  public let proficiency: [Double]
  /// How far cohorts lie apart, as a standard deviation of the same measure.
  public let spread: Double
  /// The share still there by week since the class began; the last week's holds on.
  public let staying: [Double]
  /// How it was chosen, in words.
  public let note: String

  /// From half to full within eight weeks, and one and a half percent leaving each week.
  public static func assumed(asOf: LocalDate, people: Int = 0, cohorts: Int = 0, because note: String) -> RampCurve {
    RampCurve(
      form: .assumed, asOf: asOf, people: people, cohorts: cohorts,
      proficiency: (0...8).map { 0.5 + Double($0) / 16 }, spread: 0.1,
      staying: assumedStaying, note: note)
  }

  static let assumedStaying = (1..<52).reduce(into: [1.0]) { kept, week in kept.append(kept[week - 1] * 0.985) }
  /// How many weeks in production are looked at.
  static let weeks = 26

  func output(inWeek week: Int) -> Double { proficiency[min(max(0, week), proficiency.count - 1)] }

  func stay(inWeek week: Int) -> Double { staying[min(max(0, week), staying.count - 1)] }
}

// MARK: - SQL

extension RampCurve: RowDecodable {
  public static let columns: StaticString =
    "ramp.form, ramp.as_of_on, ramp.people, ramp.cohorts, ramp.proficiency, ramp.spread, ramp.staying, ramp.note"

  public init(row: inout Row) throws(PostgresError) {
    form = try row.word()
    asOf = try row.next()
    people = try row.next()
    cohorts = try row.next()
    proficiency = try row.next()
    spread = try row.next()
    staying = try row.next()
    note = try row.next()
  }

  /// The newest fit for a skill.
  static func newest(of skill: String) -> Query<RampCurve> {
    Query(
      "ramp.newest",
      """
      SELECT \(raw: columns)
        FROM onboarding.ramp
        JOIN people.skill ON skill.id = ramp.skill_id
       WHERE skill.name = \(skill)
       ORDER BY ramp.fitted_at DESC
       LIMIT 1
      """)
  }
}
