public import Postgres

/// Where a posting stands; the moves between are rows of `recruiting.posting_move`.
public enum PostingState: String, Codable, Sendable, CaseIterable {
  case draft, linted, live, paused, expired, closed
}

/// One step in a posting's life: who, when, why.
public struct PostingStep: Codable, Sendable, Equatable {
  public let state: PostingState
  public let at: Instant
  public let by: String?
  public let reason: String
}
