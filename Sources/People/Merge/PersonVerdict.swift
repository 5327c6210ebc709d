/// What became of one row of a merge.
public struct PersonVerdict: Codable, Sendable, Equatable {
  public enum Ruling: String, Codable, Sendable, CaseIterable {
    case added, changed, unchanged, refused
  }

  /// Which row, counted from 0 as they were given.
  public let row: Int
  public let number: String
  public let ruling: Ruling
  /// What changed, or why the row was refused; in words.
  public let reasons: [String]
}

/// What a merge came to, row by row.
public struct MergeReport: Codable, Sendable, Equatable {
  public let verdicts: [PersonVerdict]

  /// How many rows got a ruling.
  public func count(_ ruling: PersonVerdict.Ruling) -> Int {
    verdicts.count { $0.ruling == ruling }
  }

  /// Whether the books are as they were before.
  public var changesNothing: Bool { count(.added) + count(.changed) == 0 }
}

/// What an undo came to.
public struct UndoReport: Codable, Sendable, Equatable {
  public let operation: Int64
  /// Rows it had added, now gone.
  public let removed: Int
  /// Rows it had changed, now what they were.
  public let restored: Int
}
