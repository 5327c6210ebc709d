internal import Postgres

/// Who applied, and what became of it.
extension HarvestRow {
  static func candidates(_ told: HarvestValue) throws(UnreadableLine) -> [HarvestRow] {
    let number = try told.required("id")
    let names = [told["first_name"].text, told["last_name"].text].compactMap(\.self)
    guard !names.isEmpty else { throw UnreadableLine(reason: "first_name and last_name are missing") }
    var remarks: [String] = []
    var contacts: [Contact] = []
    let told3: [(Contact.Kind, String)] = [
      (.email, "email_addresses"), (.phone, "phone_numbers"), (.link, "website_addresses"),
      (.link, "social_media_addresses"),
    ]
    for (kind, list) in told3 {
      for text in told[list].list.compactMap({ $0["value"].text }) {
        if let contact = Contact(kind, text) {
          contacts.append(contact)
        } else {
          remarks.append("“\(text)” in \(list) is none")
        }
      }
    }
    let candidate = HarvestRow(
      .candidate, number,
      [
        "name": .text(String(names.joined(separator: " ").prefix(120))),
        "location": HarvestValue(told["addresses"].list.first?["value"].text(atMost: 200)),
        "contacts": .list(contacts.map(contact)),
        "tags": .list(told["tags"].list.compactMap { $0.text(atMost: 60) }.map(HarvestValue.text)),
      ])
    var rows = [candidate.remarking(remarks)]
    for application in told["applications"].list { rows += try applications(application) }
    return rows
  }

  private static func contact(_ contact: Contact) -> HarvestValue {
    [
      "kind": .text(contact.kind.rawValue), "written": .text(contact.written),
      "normalised": .text(contact.normalised),
    ]
  }

  static func applications(_ told: HarvestValue) throws(UnreadableLine) -> [HarvestRow] {
    let number = try told.required("id")
    let candidate = try told.required("candidate_id")
    guard let appliedAt = told["applied_at"].instant else { throw UnreadableLine(reason: "applied_at is missing") }
    guard let job = told["jobs"].list.first, let wanted = job["id"].text else {
      throw UnreadableLine(reason: "a prospect has applied for nothing, and no consent to a pool is told")
    }
    var rows = [HarvestRow.job(wanted, code: nil, title: job["name"].text ?? "Job \(wanted)").implied()]
    if let id = told["source"]["id"].text, let name = told["source"]["public_name"].text {
      rows.append(source(id, name).implied())
    }
    let reason = told["rejection_reason"]
    let kind = reasonKind(reason["type"]["name"].text)
    if let id = reason["id"].text, let name = reason["name"].text(atMost: 120) {
      rows.append(HarvestRow(.reason, id, ["kind": .text(kind), "name": .text(name)]).implied())
    }
    let (events, remarks) = events(told, appliedAt: appliedAt, reason: reason["name"].text(atMost: 120), kind: kind)
    rows.append(
      HarvestRow(
        .application, number, under: [(.candidate, candidate), (.job, wanted)],
        [
          "application": .text(number), "candidate": .text(candidate), "job": .text(wanted),
          "source": HarvestValue(told["source"]["public_name"].text(atMost: 80)), "applied_at": HarvestValue(appliedAt),
          "contacts": [], "events": .list(events),
        ]
      ).remarking(remarks))
    rows += answers(told, of: number, candidate: candidate, at: appliedAt)
    return rows
  }

  /// Applied, where it stands, and how it ended; the day on which it came there is not told, so it is in doubt.
  private static func events(
    _ told: HarvestValue, appliedAt: Instant, reason: String?, kind: String
  ) -> (events: [HarvestValue], remarks: [String]) {
    var events: [HarvestValue] = [["kind": "applied", "at": HarvestValue(appliedAt)]]
    var remarks: [String] = []
    var stands = Stage.Kind.applied
    let ended = told["rejected_at"].instant
    let last = ended ?? told["last_activity_at"].instant ?? appliedAt
    if let name = told["current_stage"]["name"].text {
      let found = Stage.Kind(reading: name)
      if found == nil { remarks.append("“\(name)” is none of our kinds of stage: left at applied") }
      stands = told["status"].text == "hired" ? .accepted : found ?? .applied
    }
    if stands != .applied, stands != .lead {
      let doubt = "the day it came to \(stands.rawValue) is not told"
      remarks.append(doubt)
      events.append(["kind": .text(stands.rawValue), "at": HarvestValue(last), "doubt": .text(doubt)])
    }
    if told["status"].text == "rejected" {
      events.append([
        "kind": .text(stands.rawValue), "at": HarvestValue(last),
        "end_kind": kind == "candidate" ? "withdrawn" : "rejected", "reason": HarvestValue(reason),
      ])
    }
    return (events, remarks)
  }

  /// What they answered when they applied, as a note.
  private static func answers(
    _ told: HarvestValue, of application: String, candidate: String, at instant: Instant
  ) -> [HarvestRow] {
    let lines = told["answers"].list.compactMap { line in
      line["answer"].text.map { "\(line["question"].text ?? "Question"): \($0)" }
    }
    guard !lines.isEmpty else { return [] }
    return [
      note("answers-\(application)", "note", lines.joined(separator: "\n"), of: candidate, by: nil, at: instant)
        .implied()
    ]
  }

  // MARK: Notes

  static func activityFeed(_ told: HarvestValue, of candidate: String?) throws(UnreadableLine) -> [HarvestRow] {
    guard let candidate else {
      throw UnreadableLine(reason: "it does not say whose it is: name the file activity_feed.NUMBER.json")
    }
    var rows: [HarvestRow] = []
    for (list, kind) in [("notes", "note"), ("emails", "email"), ("activities", "activity")] {
      for entry in told[list].list {
        let words = [entry["subject"].text, entry["body"].text].compactMap(\.self).joined(separator: "\n")
        guard !words.isEmpty else { continue }
        guard let at = entry["created_at"].instant else { throw UnreadableLine(reason: "created_at is missing") }
        rows.append(
          note(
            "\(kind)-\(try entry.required("id"))", kind, words, of: candidate,
            by: entry["user"]["name"].text(atMost: 120),
            at: at))
      }
    }
    return rows
  }

  private static func note(
    _ number: String, _ kind: String, _ body: String, of candidate: String, by author: String?, at instant: Instant
  ) -> HarvestRow {
    HarvestRow(
      .note, number, under: [(.candidate, candidate)],
      [
        "candidate": .text(candidate), "kind": .text(kind), "body": .text(String(body.prefix(8_000))),
        "author": HarvestValue(author), "at": HarvestValue(instant),
      ]
    ).remarking(body.count > 8_000 ? ["cut at 8,000 characters"] : [])
  }
}
