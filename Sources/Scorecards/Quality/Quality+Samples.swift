internal import People
internal import Postgres
public import Store

/// A plan and what was drawn by it.
public struct DrawnSample: Codable, Sendable {
  public let plan: SamplingPlan
  public let frames: [SampleFrame]
  public let draws: [SampleDraw]
}

extension Quality {
  /// The sampling plans, the newest first.
  public func samples() async throws(QualityError) -> [SamplingPlan] {
    try await read { tx in try tx.all(SamplingPlan.all) }
  }

  /// One plan, what there was to draw from, and what was drawn.
  public func sample(_ name: String) async throws(QualityError) -> DrawnSample {
    try await read { tx in try Self.sample(try SamplingPlan.find(name, in: tx), in: tx) }
  }

  /// Draws contacts for evaluation, once; the seed lets anyone draw them again.
  ///
  /// HR draws from the whole company, a lead from their people.
  ///
  /// - Throws: ``QualityError/emptyFrame(_:)`` when there is nothing to draw from.
  public func draw(_ planned: PlannedSample, _ operation: Operation) async throws(QualityError) -> Outcome<DrawnSample>
  {
    try await write(operation) { tx in
      let team = try planned.team.map { try Team.find($0, in: tx) }
      let entity = try team?.entity ?? FormVersion.entity(planned.entity, in: tx)
      _ = try tx.one(planned.add(to: entity, team: team?.id))
      let plan = try SamplingPlan.find(planned.name, in: tx)
      guard try tx.run(plan.takeFrame) > 0 else { throw QualityError.emptyFrame(planned.name) }
      try tx.run(plan.draw)
      return try Self.sample(try SamplingPlan.find(planned.name, in: tx), in: tx)
    }
  }

  /// Draws a plan again from today's contacts and compares, agent by agent.
  public func redraw(_ name: String) async throws(QualityError) -> [Redraw] {
    try await read { tx in try tx.all(Redraw.of(try SamplingPlan.find(name, in: tx))) }
  }

  private static func sample(_ plan: SamplingPlan, in tx: Session) throws -> DrawnSample {
    DrawnSample(plan: plan, frames: try tx.all(SampleFrame.of(plan.id)), draws: try tx.all(SampleDraw.of(plan.id)))
  }
}
