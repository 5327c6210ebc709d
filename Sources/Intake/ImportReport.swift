internal import People
public import Workload

/// What an import came to.
public struct ImportReport: Sendable, Codable, Equatable {
  public let kind: FileKind
  /// Rows that told something new.
  public var added = 0
  /// Rows that replaced what was known.
  public var changed = 0
  /// Rows that said what was known already; nothing was written for them.
  public var unchanged = 0
  /// Rows older than what is known; the newer stays.
  public var older = 0
  /// Rows that named the same thing as another row of the file.
  public var repeated = 0
  /// Rows that could not be taken.
  public var refused = 0
  /// The first of the refused rows, by line.
  public var refusals: [RefusedRow] = []
  /// Agents the source names and nobody claims yet, with how many rows each has.
  public var unclaimedAgents: [String: Int] = [:]
  /// What became of each row, where the file is one of people.
  public var verdicts: [RowVerdict] = []

  /// How many rows were read.
  public var rows: Int { added + changed + unchanged + older + repeated + refused }
  /// Whether the database is as it was before.
  public var changesNothing: Bool { added + changed == 0 }

  init(kind: FileKind) {
    self.kind = kind
  }
}

/// What became of one row.
public struct RowVerdict: Sendable, Codable, Equatable {
  public let line: Int
  /// What the row is about, such as an employee number.
  public let subject: String
  /// added, changed, unchanged or refused.
  public let ruling: String
  /// What changed, or why not; in words.
  public let reasons: [String]
}

extension ImportReport {
  init(_ batch: BatchReport, kind: FileKind) {
    self.kind = kind
    (added, changed, unchanged) = (batch.added, batch.changed, batch.unchanged)
    (older, repeated, refused) = (batch.older, batch.repeated, batch.refused)
    refusals = batch.refusals
    unclaimedAgents = batch.unclaimedAgents
  }

  /// - Parameters:
  ///   - verdicts: What became of the rows that could be read.
  ///   - lines: The line of each of them.
  ///   - unread: The rows that could not be.
  init(_ verdicts: [PersonVerdict], lines: [Int], unread: [RefusedRow]) {
    kind = .people
    added = verdicts.count { $0.ruling == .added }
    changed = verdicts.count { $0.ruling == .changed }
    unchanged = verdicts.count { $0.ruling == .unchanged }
    let turnedAway = verdicts.filter { $0.ruling == .refused }.map { $0.refusal(on: lines[$0.row]) }
    refusals = (unread + turnedAway).sorted { $0.line < $1.line }
    refused = refusals.count
    self.verdicts = verdicts.map {
      RowVerdict(line: lines[$0.row], subject: $0.number, ruling: $0.ruling.rawValue, reasons: $0.reasons)
    }
  }
}
