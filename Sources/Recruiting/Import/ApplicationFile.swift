/// A file with one line an application: what stands in which column.
public enum ApplicationFile {
  public static let required = ["application", "name", "requisition", "applied_at"]
  public static let optional = [
    "candidate", "title", "family", "email", "phone", "location", "source", "screen_at", "assess_at", "interview_at",
    "offer_at", "accepted_at", "started_at", "end", "ended_at", "reason",
  ]

  private static let stages: [(column: String, kind: Stage.Kind)] = [
    ("screen_at", .screen), ("assess_at", .assess), ("interview_at", .interview), ("offer_at", .offer),
    ("accepted_at", .accepted), ("started_at", .started),
  ]

  /// Reads every line it can.
  public static func read(_ lines: [ImportedLine]) -> ReadApplications {
    var read = ReadApplications()
    for line in lines { read.add(line, line["application"]) { () throws(UnreadableLine) in try application(line) } }
    return read
  }

  private static func application(_ line: ImportedLine) throws(UnreadableLine) -> ImportedApplication {
    let number = try line.required("application")
    let requisition = try line.required("requisition")
    guard let appliedAt = try line.instant("applied_at") else { throw UnreadableLine(reason: "applied_at is missing") }
    guard requisition.utf8.count <= 40, !requisition.contains(where: \.isWhitespace) else {
      throw UnreadableLine(reason: "requisition “\(requisition)” is no code: 1 to 40 characters without blanks")
    }
    var row = ImportedApplication(
      line: line.line, application: number, candidate: line["candidate"] ?? number, name: try line.required("name"),
      requisition: requisition, title: line["title"] ?? requisition, appliedAt: appliedAt)
    row.family = line["family"]
    row.location = line["location"]
    row.source = line["source"]
    row.contacts = try contacts(line)
    for (column, kind) in stages {
      if let at = try line.instant(column) { row.events.append(ImportedEvent(kind, at: at)) }
    }
    if let end = try ending(line, after: row.events) { row.events.append(end) }
    row.offer = offer(row.events)
    return row
  }

  /// What was offered, and what became of it: the events say it.
  private static func offer(_ events: [ImportedEvent]) -> ImportedOffer? {
    guard let sent = events.first(where: { $0.kind == .offer && $0.end == nil }) else { return nil }
    if let yes = events.first(where: { $0.kind == .accepted && $0.end == nil }) {
      return ImportedOffer(.accepted, sentAt: sent.at, answeredAt: yes.at)
    }
    guard let end = events.last, let way = end.end else { return ImportedOffer(.sent, sentAt: sent.at) }
    return ImportedOffer(way == .withdrawn ? .declined : .rescinded, sentAt: sent.at, answeredAt: end.at)
  }

  private static func contacts(_ line: ImportedLine) throws(UnreadableLine) -> [Contact] {
    var contacts: [Contact] = []
    for (column, kind) in [("email", Contact.Kind.email), ("phone", .phone)] {
      guard let text = line[column] else { continue }
      guard let contact = Contact(kind, text) else {
        throw UnreadableLine(reason: "\(column) “\(text)” is none")
      }
      contacts.append(contact)
    }
    return contacts
  }

  /// How it ended: at the stage it stood at last.
  private static func ending(
    _ line: ImportedLine, after events: [ImportedEvent]
  ) throws(UnreadableLine) -> ImportedEvent? {
    guard let word = line["end"] else { return nil }
    guard let end = Application.End(rawValue: word), let last = events.last else {
      throw UnreadableLine(
        reason: "end “\(word)” is none of \(Application.End.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    guard let at = try line.instant("ended_at") else { throw UnreadableLine(reason: "ended_at is missing") }
    return ImportedEvent(last.kind, at: at, end: end, reason: line["reason"])
  }
}
