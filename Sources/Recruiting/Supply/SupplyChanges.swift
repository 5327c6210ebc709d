internal import Postgres

/// What changed between two runs of the forecast, line by line, the weightiest first.
struct SupplyChanges {
  /// What an application counted for in the run before, and what has become of it.
  struct Before: RowDecodable {
    static let columns: StaticString = """
      chance.application_id, asked.code, chance.class_id, chance.stage, chance.chance, application.end_kind,
      place.kind = 'started'
      """
    let application: Int64
    let requisition: String
    let trainingClass: Int64?
    let stage: String
    let chance: Double
    let endKind: String?
    let hasStarted: Bool

    init(
      application: Int64, requisition: String, trainingClass: Int64?, stage: String, chance: Double, endKind: String?,
      hasStarted: Bool
    ) {
      self.application = application
      self.requisition = requisition
      self.trainingClass = trainingClass
      self.stage = stage
      self.chance = chance
      self.endKind = endKind
      self.hasStarted = hasStarted
    }

    init(row: inout Row) throws(PostgresError) {
      application = try row.next()
      requisition = try row.next()
      trainingClass = try row.next()
      stage = try row.next()
      chance = try row.next()
      endKind = try row.next()
      hasStarted = try row.next(Bool?.self) ?? false
    }

    static func all(of run: Int64) -> Query<Before> {
      Query(
        "supply_chance.before",
        """
        SELECT \(raw: columns)
          FROM recruiting.supply_chance AS chance
          JOIN recruiting.application ON application.id = chance.application_id
          JOIN recruiting.requisition AS asked ON asked.id = application.requisition_id
          LEFT JOIN recruiting.stage AS place ON place.id = application.stage_id
         WHERE chance.run_id = \(run)
        """)
    }
  }

  /// One sort of change in one class.
  private struct Cause: Hashable {
    let trainingClass: Int64?
    let requisition: String
    let words: String
  }

  private var causes: [Cause: (count: Int, starters: Double)] = [:]
  private let names: [Int64: String]

  init(from before: [Before], to now: [SupplyForecast.Chance], names: [Int64: String]) {
    self.names = names
    let old = Dictionary(before.map { ($0.application, $0) }, uniquingKeysWith: { first, _ in first })
    let new = Dictionary(now.map { ($0.application.id, $0) }, uniquingKeysWith: { first, _ in first })
    for was in before where new[was.application] == nil {
      note(was.trainingClass, was.requisition, Self.ending(was), -was.chance)
    }
    for chance in now {
      let requisition = chance.application.requisition
      guard let was = old[chance.application.id] else {
        note(chance.trainingClass, requisition, "applied", chance.chance)
        continue
      }
      if was.trainingClass != chance.trainingClass {
        note(was.trainingClass, requisition, "went to another class", -was.chance)
        note(chance.trainingClass, requisition, "came from another class", chance.chance)
      } else if was.stage != chance.application.stage {
        note(chance.trainingClass, requisition, "moved to \(chance.application.stage)", chance.chance - was.chance)
      } else if (chance.chance - was.chance).magnitude > 1e-9 {
        note(chance.trainingClass, "", "stand where they stood, at rates learned anew", chance.chance - was.chance)
      }
    }
  }

  private static func ending(_ was: Before) -> String {
    if was.hasStarted { return "started" }
    return switch was.endKind {
    case "withdrawn": "withdrew"
    case "rejected": "were rejected"
    case "no_show": "did not show"
    case "closed": "ended with their requisition"
    default: "are out of play"
    }
  }

  private mutating func note(_ trainingClass: Int64?, _ requisition: String, _ words: String, _ starters: Double) {
    let cause = Cause(trainingClass: trainingClass, requisition: requisition, words: words)
    let sum = causes[cause] ?? (0, 0)
    causes[cause] = (sum.count + 1, sum.starters + starters)
  }

  /// One line a sort of change.
  ///
  /// As in “−1.40 starters, November class: 2 of REQ-014 withdrew.”
  var lines: [String] {
    causes.sorted { left, right in
      (-left.value.starters.magnitude, left.key.requisition, left.key.words)
        < (-right.value.starters.magnitude, right.key.requisition, right.key.words)
    }.map { cause, sum in
      let place = cause.trainingClass.map { names[$0] ?? "class \($0)" } ?? "no class"
      let whose = cause.requisition.isEmpty ? "" : " of \(cause.requisition)"
      return "\(Self.signed(sum.starters)) starters, \(place): \(sum.count)\(whose) \(cause.words)."
    }
  }

  private static func signed(_ value: Double) -> String {
    let tenths = Int((value.magnitude * 100).rounded())
    let text = "\(tenths / 100).\(tenths % 100 < 10 ? "0" : "")\(tenths % 100)"
    return (value < 0 && tenths > 0 ? "−" : "+") + text
  }
}
