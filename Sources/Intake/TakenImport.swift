public import Postgres
internal import Timekeeping
internal import Workload

/// What one operation brought of one kind, whichever room keeps it.
public struct TakenImport: Sendable, Codable, Equatable {
  /// What `muster import undo` takes.
  public let operation: Int64
  public let source: String
  /// The table of the facts.
  public let kind: String
  public let added: Int
  public let changed: Int
  public let unchanged: Int
  public let older: Int
  public let repeated: Int
  public let refused: Int
  public let takenAt: Instant
  /// When it was undone; `nil` while it stands.
  public let undoneAt: Instant?
}

extension Intake {
  /// Imports of facts and feeds of agents' states, the newest first.
  ///
  /// - Throws: ``IntakeError/workload(_:)`` where the caller may see no imports; who may see no feeds is told none.
  public func taken(limit: Int = 50) async throws(IntakeError) -> [TakenImport] {
    let batches: [Batch]
    do { batches = try await Workload(store: store).batches(limit: limit) } catch { throw .workload(error) }
    let feeds = try await feeds(limit: limit)
    let all = batches.map(TakenImport.init) + feeds.map(TakenImport.init)
    return Array(all.sorted { ($0.takenAt, $0.operation) > ($1.takenAt, $1.operation) }.prefix(limit))
  }

  private func feeds(limit: Int) async throws(IntakeError) -> [Feed] {
    do throws(TimekeepingError) { return try await Timekeeping(store: store).feeds(limit: limit) } catch .denied {
      return []
    } catch {
      throw .states(error)
    }
  }
}

extension TakenImport {
  init(_ batch: Batch) {
    (operation, source, kind) = (batch.operation, batch.source, batch.kind.rawValue)
    (added, changed, unchanged) = (batch.added, batch.changed, batch.unchanged)
    (older, repeated, refused) = (batch.older, batch.repeated, batch.refused)
    (takenAt, undoneAt) = (batch.mergedAt, batch.undoneAt)
  }

  init(_ feed: Feed) {
    (operation, source, kind) = (feed.operation, feed.source, "state_spell")
    (added, changed, unchanged) = (feed.added, 0, feed.unchanged)
    (older, repeated, refused) = (0, 0, feed.refused)
    (takenAt, undoneAt) = (feed.takenAt, feed.undoneAt)
  }
}
