internal import FoundationEssentials

/// The kinds of record a Greenhouse Harvest export holds, each after those it hangs on.
public enum HarvestObject: String, Codable, Sendable, CaseIterable {
  case sources, tags, jobs, candidates, applications, scorecards, offers, approvals, eeoc
  case rejectionReasons = "rejection_reasons"
  case closeReasons = "close_reasons"
  case prospectPools = "prospect_pools"
  case demographicData = "demographic_data"
  case jobStages = "job_stages"
  case jobPosts = "job_posts"
  case jobOpenings = "job_openings"
  case activityFeed = "activity_feed"
  case scheduledInterviews = "scheduled_interviews"
}

/// One file of an export.
///
/// Its name says what its records are, as in `candidates.json`; a number in it says whose they are where the records do
/// not, as in `activity_feed.53883394.json` and `job_openings.6404.json`.
public struct HarvestFile: Sendable {
  public let name: String
  public let object: HarvestObject
  let whose: String?
  let bytes: [UInt8]

  /// Whether the name is one of the export's.
  public init?(_ name: String, _ bytes: [UInt8]) {
    let parts = name.split(separator: ".").map(String.init)
    guard parts.last == "json", let object = parts.first.flatMap(HarvestObject.init(rawValue:)) else { return nil }
    self.name = name
    self.object = object
    self.bytes = bytes
    whose = parts.dropFirst().first { $0.allSatisfy(\.isNumber) }
  }

  /// The records of the file: one, or a list of them.
  func records() throws(UnreadableLine) -> [HarvestValue] {
    do {
      return try JSONDecoder().decode(HarvestValue.self, from: Data(bytes)).list
    } catch {
      throw UnreadableLine(reason: "this is no JSON")
    }
  }
}

/// The other system's number of a thing: two things of one noun and number are one.
struct HarvestKey: Codable, Hashable, Sendable {
  let noun: String
  let number: String
}

/// A record as ours takes it.
struct HarvestRow: Sendable, Equatable {
  /// What it becomes; one record may become several.
  enum Kind: String, Sendable, CaseIterable {
    case source, reason, tag, pool, questionSet = "question_set", job, kit, stage, description, candidate
    case application, opening, interview, feedback, offer, approval, answer, note
  }

  let kind: Kind
  let key: HarvestKey
  let parents: [HarvestKey]
  let payload: HarvestValue
  /// What was left out of it, in words.
  var remarks: [String] = []
  /// Told only in passing, by a record that names it: it has no verdict of its own.
  var isImplied = false

  init(_ kind: Kind, _ number: String, under parents: [(Kind, String)] = [], _ payload: HarvestValue) {
    self.kind = kind
    key = HarvestKey(noun: kind.rawValue, number: number)
    self.parents = parents.map { HarvestKey(noun: $0.0.rawValue, number: $0.1) }
    self.payload = payload
  }

  func implied() -> HarvestRow {
    var row = self
    row.isImplied = true
    return row
  }

  func remarking(_ remarks: [String]) -> HarvestRow {
    var row = self
    row.remarks += remarks
    return row
  }
}
