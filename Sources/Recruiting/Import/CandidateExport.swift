internal import Postgres

/// An export in two files: one line a candidate with the furthest stage, one line a stage reached with its day.
public enum CandidateExport {
  public static let candidateColumns = [
    "Candidate ID Number", "Position Title", "Department", "Furthest Recruiting Stage Reached", "Application Source",
  ]
  public static let otherColumns = ["Highest Degree", "Years of Experience", "Candidate Type"]
  public static let eventColumns = ["Candidate ID Number", "Stage Name", "Date When Reached the Stage"]

  private static let kinds: [String: Stage.Kind] = [
    "New Application Date": .applied, "Phone Screen Date": .screen, "In-House Interview Date": .interview,
    "Offer Sent Date": .offer,
  ]
  private static let order: [Stage.Kind] = [.applied, .screen, .interview, .offer]

  /// Reads both files; a candidate without a day of application is refused.
  public static func read(candidates: [ImportedLine], events: [ImportedLine]) -> ReadApplications {
    var read = ReadApplications()
    var days: [String: [Stage.Kind: Instant]] = [:]
    for line in events {
      guard let number = line["Candidate ID Number"], let kind = line["Stage Name"].flatMap({ kinds[$0] }),
        let day = line["Date When Reached the Stage"].flatMap(Instant.init(reading:))
      else {
        read.refusals.append(
          ImportVerdict(
            line: line.line, subject: line["Candidate ID Number"] ?? "–", ruling: .refused,
            reasons: ["no stage or no day that can be read"]))
        continue
      }
      days[number, default: [:]][kind] = day
    }
    for line in candidates {
      read.add(line, line["Candidate ID Number"]) { () throws(UnreadableLine) in
        try application(line, days[line["Candidate ID Number"] ?? ""] ?? [:])
      }
    }
    return read
  }

  private static func application(
    _ line: ImportedLine, _ days: [Stage.Kind: Instant]
  ) throws(UnreadableLine) -> ImportedApplication {
    let number = try line.required("Candidate ID Number")
    let title = try line.required("Position Title")
    guard let appliedAt = days[.applied] else { throw UnreadableLine(reason: "no day of application") }
    var row = ImportedApplication(
      line: line.line, application: number, candidate: number, name: "Candidate \(number)",
      requisition: code(of: title),
      title: title, appliedAt: appliedAt)
    row.family = line["Department"]
    row.source = line["Application Source"]
    row.events = order.compactMap { kind in days[kind].map { ImportedEvent(kind, at: $0) } }
    if let sentAt = days[.offer] {
      // The export tells what was answered, but not when.
      switch line["Furthest Recruiting Stage Reached"] {
      case "Offer Accepted": row.offer = ImportedOffer(.accepted, sentAt: sentAt)
      case "Offer Declined": row.offer = ImportedOffer(.declined, sentAt: sentAt)
      default: row.offer = ImportedOffer(.sent, sentAt: sentAt)
      }
    }
    return row
  }

  /// A title as a code: `Sr. Business Analyst` is `SR-BUSINESS-ANALYST`.
  static func code(of title: String) -> String {
    let words = title.uppercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
    return String(words.joined(separator: "-").prefix(40))
  }
}
