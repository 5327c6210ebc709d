internal import Planning
public import Postgres
public import Store

/// A version of a season's assumptions that history taught.
public struct SeasonLesson: Codable, Sendable {
  public let version: AssumptionVersion
  /// What was learnt and what could not be, one sentence each.
  public let words: [String]
}

extension Scheduling {
  /// Puts contacts per order and handle times into a season's assumptions as the queues' own history has them.
  ///
  /// Keeps a new version, unless history says what the newest version says.
  ///
  /// - Parameter asOf: The last day that counts.
  /// - Throws: ``SchedulingError/noHistory(season:upTo:)`` without orders, ``SchedulingError/noAssumptions(season:)``.
  public func learn(
    _ code: String, asOf: LocalDate, as operation: Operation
  ) async throws(SchedulingError) -> Outcome<SeasonLesson> {
    try await store.write(operation, or: SchedulingError.init) { tx in
      let season = try Season.find(code, in: tx)
      let newest = try season.assumptions(in: tx)
      let lesson = try Stages(tx: tx, season: season).lesson(for: newest.body, asOf: asOf)
      guard lesson.assumptions != newest.body else { return SeasonLesson(version: newest, words: lesson.words) }
      let version = try tx.one(
        AssumptionVersion.add(lesson.assumptions, note: "learnt from history up to \(asOf)", to: season))
      return SeasonLesson(version: version, words: lesson.words)
    }
  }
}
