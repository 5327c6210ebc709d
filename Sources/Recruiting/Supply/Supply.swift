internal import FoundationEssentials
internal import People
public import Postgres
public import Store

/// The link from the pipeline to the peak: who will start when, kept as a version, written as expected arrivals.
public struct Supply: Sendable {
  let store: Store

  public init(store: Store) {
    self.store = store
  }

  /// Runs the forecast, keeps it, and tells People whom to expect.
  ///
  /// What an earlier run expected is withdrawn; whoever is hired keeps the arrival their hire wrote.
  public func forecast(
    asOf: LocalDate, curve: SupplyCurve, in entity: String? = nil, as operation: Operation
  ) async throws(HiringError) -> Outcome<SupplyRun> {
    try await store.write(operation, or: HiringError.init) { tx in
      let company = try LegalEntity.find(entity, in: tx)
      let id = company.id.rawValue
      var curve = curve
      curve.fullTimeMinutes = company.fullTimeWeeklyMinutes
      let forecast = SupplyForecast(
        try tx.all(OpenApplication.all(in: id)), classes: try tx.all(OpenClass.all(in: id, after: asOf)),
        history: try tx.all(StepHistory.learned(in: id, asOf: asOf)), curve: curve, asOf: asOf)
      let last = try tx.first(SupplyRun.Head.find(nil, in: id))
      let run = try forecast.keep(after: last, in: id, tx: tx)
      try forecast.expect(in: id, tx: tx)
      guard let head = try tx.first(SupplyRun.Head.find(run, in: id)) else {
        throw HiringError.unknown(.forecast, "#\(run)")
      }
      return try SupplyRun.read(head, in: tx)
    }
  }

  /// The newest run, or one by number.
  public func run(_ id: SupplyRun.ID? = nil, in entity: String? = nil) async throws(HiringError) -> SupplyRun {
    try await store.read(or: HiringError.init) { tx in
      let company = try LegalEntity.find(entity, in: tx)
      guard let head = try tx.first(SupplyRun.Head.find(id, in: company.id.rawValue)) else {
        throw HiringError.unknown(.forecast, id.map { "#\($0)" } ?? company.name)
      }
      return try SupplyRun.read(head, in: tx)
    }
  }
}

extension SupplyForecast {
  /// Keeps the run with everything that explains it.
  func keep(after last: SupplyRun.Head?, in entity: Int64, tx: Session) throws -> SupplyRun.ID {
    let names = Dictionary(classes.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    var lines = learned + crowded
    if let last {
      let before = try tx.all(SupplyChanges.Before.all(of: last.id.rawValue))
      let changes = SupplyChanges(from: before, to: chances, names: names).lines
      lines += changes.isEmpty ? ["Nothing changed since run \(last.id) as of \(last.asOf)."] : changes
    } else {
      lines.append("This is the first run: there is nothing to compare it with.")
    }
    let run = try tx.one(
      SupplyRun.add(
        self, curve: try JSONText(encoding: curve),
        conversions: try JSONText(
          encoding: conversions.steps.values.flatMap(\.self).sorted { ($0.pipeline, $0.rank) < ($1.pipeline, $1.rank) }),
        explanation: lines, to: entity))
    try tx.run(SupplyRun.add(outlooks, to: run, of: entity))
    try tx.run(SupplyRun.add(weeks(), to: run, of: entity))
    try tx.run(SupplyRun.add(chances, to: run, of: entity))
    return run
  }

  /// Tells People whom to expect: everybody with a class who is not hired yet.
  ///
  /// More would start than a class has seats: each is then expected with what the seats leave of their chance.
  func expect(in entity: Int64, tx: Session) throws {
    let seatings = self.seatings
    let starts = Dictionary(classes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let coming = chances.compactMap { chance in
      chance.application.isHired ? nil : chance.trainingClass.flatMap { starts[$0] }.map { (chance, $0) }
    }
    try tx.run(
      Statement(
        "arrival.forget_forecast",
        """
        UPDATE people.arrival SET withdrawn_at = now()
         WHERE entity_id = \(entity) AND source = 'recruiting' AND person_id IS NULL AND withdrawn_at IS NULL
        """))
    try tx.run(
      Statement(
        "arrival.forecast",
        """
        INSERT INTO people.arrival
            (source, entity_id, site_id, class_id, skill_id, reference, expected_on, probability, weekly_minutes, kind)
        SELECT 'recruiting', \(entity), told.*
          FROM unnest(
                 \(coming.map { $0.0.application.site }), \(coming.map { $0.1.id }),
                 \(coming.map { $0.1.skill ?? $0.0.application.skill }),
                 \(coming.map { "A-\($0.0.application.id)" }), \(coming.map { $0.1.startsOn }),
                 \(coming.map { $0.0.chance * (seatings[$0.1.id]?.mean ?? 1) }), \(coming.map { Int32($0.0.application.weeklyMinutes) }),
                 \(coming.map { $0.0.application.kind })) AS told
        """))
  }

  /// Classes whose seats are fewer than may start.
  var crowded: [String] {
    let seatings = self.seatings
    return classes.compactMap { open in
      guard let seating = seatings[open.id], seating.mean < 0.995 else { return nil }
      let mean = chances.filter { $0.trainingClass == open.id }.reduce(0) { $0 + $1.chance }
      return
        "\(open.name) has seats for \(open.seats), and \(Self.tenths(mean)) would start: \(Self.tenths(mean * seating.mean)) "
        + "are expected."
    }
  }

  private static func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// What was learned, a line a step; whoever has started has no step before them.
  var learned: [String] {
    let started = Dictionary(chances.map { ($0.application.pipeline, $0.application.startedRank) }) { first, _ in first
    }
    let steps = conversions.steps.values.flatMap(\.self).filter { $0.rank < started[$0.pipeline] ?? .max }
    return steps.sorted { ($0.pipeline, $0.rank) < ($1.pipeline, $1.rank) }.map { step in
      let share = Int((step.rate * 1000).rounded())
      let rate = "\(share / 10).\(share % 10) %"
      return step.isKnown
        ? "\(step.pipeline), from \(step.stage): \(step.onward) of \(step.ripe) went on, \(rate)."
        : "\(step.pipeline), from \(step.stage): nobody has had time yet; \(rate) is assumed."
    }
  }
}

extension JSONText {
  /// A value as JSON with sorted keys.
  fileprivate init(encoding value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    self.init(String(decoding: try encoder.encode(value), as: UTF8.self))
  }
}
