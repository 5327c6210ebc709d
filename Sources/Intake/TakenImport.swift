internal import People
public import Postgres
internal import Store
internal import Timekeeping
internal import Workload

/// What one operation brought of one kind, whichever room keeps it.
public struct TakenImport: Sendable, Codable, Equatable {
  /// What `muster import undo` takes.
  public let operation: Int64
  /// Empty for people, who come from no source.
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
  /// Imports of facts, feeds of agents' states and imports of people, the newest first.
  ///
  /// - Throws: ``IntakeError/workload(_:)`` where the caller may see none; who may not see some is told the others.
  public func taken(limit: Int = 50) async throws(IntakeError) -> [TakenImport] {
    let rolls = try await rolls(limit: limit)
    let facts: [Batch]
    do throws(WorkloadError) { facts = try await Workload(store: store).batches(limit: limit) } catch {
      guard error.kind == .denied, rolls != nil else { throw .workload(error) }
      facts = []
    }
    let feeds = try await feeds(limit: limit)
    let all = facts.map(TakenImport.init) + feeds.map(TakenImport.init) + (rolls ?? []).map(TakenImport.init)
    return Array(all.sorted { ($0.takenAt, $0.operation) > ($1.takenAt, $1.operation) }.prefix(limit))
  }

  /// Imports of people; `nil` for who may see none.
  private func rolls(limit: Int) async throws(IntakeError) -> [Roll]? {
    do throws(PeopleError) { return try await People(store: store).rolls(limit: limit) } catch .denied {
      return nil
    } catch {
      throw .people(error)
    }
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

  init(_ roll: Roll) {
    (operation, source, kind) = (roll.operation, "", "person")
    (added, changed, unchanged) = (roll.added, roll.changed, roll.unchanged)
    (older, repeated, refused) = (0, 0, roll.refused)
    (takenAt, undoneAt) = (roll.takenAt, roll.undoneAt)
  }

  init(_ feed: Feed) {
    (operation, source, kind) = (feed.operation, feed.source, "state_spell")
    (added, changed, unchanged) = (feed.added, 0, feed.unchanged)
    (older, repeated, refused) = (0, 0, feed.refused)
    (takenAt, undoneAt) = (feed.takenAt, feed.undoneAt)
  }
}
