public import Postgres

/// One application as another system tells it; what it does not tell stays unknown.
public struct ImportedApplication: Codable, Sendable, Equatable {
  /// Where it stood in the file.
  public var line: Int
  /// The other system's numbers of the application and of who applied.
  public var application: String
  public var candidate: String
  public var name: String
  public var preferredName: String?
  public var location: String?
  public var contacts: [Contact]
  /// The requisition's code; one nobody knows is added as a draft.
  public var requisition: String
  public var title: String
  public var family: String?
  public var source: String?
  public var appliedAt: Instant
  /// The stages entered, in the pipeline's order, and how it ended.
  public var events: [ImportedEvent]
  public var offer: ImportedOffer?

  public init(
    line: Int, application: String, candidate: String, name: String, requisition: String, title: String,
    appliedAt: Instant
  ) {
    self.line = line
    self.application = application
    self.candidate = candidate
    self.name = name
    self.requisition = requisition
    self.title = title
    self.appliedAt = appliedAt
    contacts = []
    events = [ImportedEvent(.applied, at: appliedAt)]
  }
}

/// A stage somebody entered, or their end.
public struct ImportedEvent: Codable, Sendable, Equatable {
  public var kind: Stage.Kind
  public var at: Instant
  /// Why the date cannot be trusted.
  public var doubt: String?
  public var end: Application.End?
  public var reason: String?

  public init(_ kind: Stage.Kind, at: Instant, end: Application.End? = nil, reason: String? = nil) {
    self.kind = kind
    self.at = at
    self.end = end
    self.reason = reason
  }
}

/// What was offered, and what was answered.
public struct ImportedOffer: Codable, Sendable, Equatable {
  public var state: Offer.State
  public var version: Int
  public var sentAt: Instant
  /// `nil` when the export does not say on which day they answered.
  public var answeredAt: Instant?
  public var startsOn: LocalDate?

  public init(_ state: Offer.State, version: Int = 1, sentAt: Instant, answeredAt: Instant? = nil) {
    self.state = state
    self.version = version
    self.sentAt = sentAt
    self.answeredAt = answeredAt
  }
}

extension ImportedApplication {
  /// Marks every date that lies before the stage it should follow; answers what was found.
  mutating func doubtReversedDates() -> [String] {
    var found: [String] = []
    for index in events.indices.dropFirst() where events[index].at < events[index - 1].at {
      let doubt = "\(events[index].kind.rawValue) is dated before \(events[index - 1].kind.rawValue)"
      events[index].doubt = doubt
      found.append(doubt)
    }
    return found
  }
}

/// What became of one row of an import.
public struct ImportVerdict: Codable, Sendable, Equatable {
  public enum Ruling: String, Codable, Sendable, CaseIterable {
    /// It is new, and everything it tells is taken.
    case added
    /// It is new, but some of its dates cannot be trusted.
    case doubted
    /// An earlier import brought it.
    case known
    /// It stands in this file twice.
    case repeated
    /// It cannot be taken.
    case refused
  }

  public let line: Int
  public let subject: String
  public let ruling: Ruling
  public let reasons: [String]

  public init(line: Int, subject: String, ruling: Ruling, reasons: [String] = []) {
    self.line = line
    self.subject = subject
    self.ruling = ruling
    self.reasons = reasons
  }
}

/// What an import came to, row by row.
public struct ImportReport: Codable, Sendable, Equatable {
  /// `nil` when nothing was new.
  public let batch: Batch.ID?
  public let verdicts: [ImportVerdict]

  /// How many rows had a ruling.
  public func count(_ ruling: ImportVerdict.Ruling) -> Int { verdicts.count { $0.ruling == ruling } }
}
