internal import Postgres

/// Interviews, what was heard in them, offers and their approval, and answers about oneself.
extension HarvestRow {
  static func scheduledInterviews(_ told: HarvestValue) throws(UnreadableLine) -> [HarvestRow] {
    let application = try told.required("application_id")
    guard let starts = told["start"]["date_time"].instant, let ends = told["end"]["date_time"].instant, starts < ends
    else { throw UnreadableLine(reason: "start and end are no stretch of time") }
    let people = told["interviewers"].list
    return [
      HarvestRow(
        .interview, try told.required("id"), under: [(.application, application)],
        [
          "application": .text(application), "kit": HarvestValue(told["interview"]["id"].text),
          "starts_at": HarvestValue(starts),
          "ends_at": HarvestValue(ends), "place": HarvestValue(told["location"].text(atMost: 200)),
          "is_over": .flag(told["status"].text != "scheduled"),
          "numbers": .list(people.compactMap { $0["employee_id"].text }.map(HarvestValue.text)),
          "names": .text(people.compactMap { $0["name"].text }.joined(separator: ", ")),
          "scorecards": .list(people.compactMap { $0["scorecard_id"].text }.map(HarvestValue.text)),
        ])
    ]
  }

  /// Four words become our four marks; “mixed” and “no decision” are none of them and stay words.
  static let marks = ["definitely_not": 1, "no": 2, "yes": 3, "strong_yes": 4]

  static func scorecards(_ told: HarvestValue) throws(UnreadableLine) -> [HarvestRow] {
    let application = try told.required("application_id")
    guard let heard = told["interviewed_at"].instant ?? told["submitted_at"].instant else {
      throw UnreadableLine(reason: "interviewed_at is missing")
    }
    let mark = { (word: String?) in
      word.flatMap { marks[$0] }.map { HarvestValue.number(Double($0)) } ?? .null
    }
    let items = told["attributes"].list.compactMap { line -> HarvestValue? in
      guard let name = line["name"].text else { return nil }
      let word = line["rating"].text
      let unmarked = word.flatMap { marks[$0] == nil ? $0.replacing("_", with: " ") : nil }
      let evidence = [unmarked, line["note"].text].compactMap(\.self).joined(separator: ": ")
      return ["competency": .text(name), "rating": mark(word), "evidence": .text(evidence)]
    }
    let answers = told["questions"].list.compactMap { line in
      line["answer"].text.map { "\(line["question"].text ?? "Question"): \($0)" }
    }
    let word = told["overall_recommendation"].text
    let row = HarvestRow(
      .feedback, try told.required("id"), under: [(.application, application)],
      [
        "application": .text(application), "at": HarvestValue(heard),
        "submitted_at": HarvestValue(told["submitted_at"].instant ?? heard), "overall": mark(word),
        "items": .list(items),
        "author": HarvestValue(
          told["interviewer"]["name"].text(atMost: 120) ?? told["submitted_by"]["name"].text(atMost: 120)),
        "summary": .text(String(answers.joined(separator: "\n").prefix(4_000))),
      ])
    return [row.remarking(word != nil && marks[word ?? ""] == nil ? ["“\(word ?? "")” is none of our four marks"] : [])]
  }

  static func offers(_ told: HarvestValue) throws(UnreadableLine) -> [HarvestRow] {
    let application = try told.required("application_id")
    let states = ["unresolved": "sent", "accepted": "accepted", "rejected": "declined", "deprecated": "superseded"]
    let word = try told.required("status")
    guard let state = states[word] else { throw UnreadableLine(reason: "status “\(word)” is none") }
    let made = told["created_at"].instant
    guard let sent = told["sent_at"].instant ?? made else { throw UnreadableLine(reason: "created_at is missing") }
    let answered = told["resolved_at"].instant
    return [
      HarvestRow(
        .offer, try told.required("id"), under: [(.application, application)],
        [
          "application": .text(application), "version": .number(told["version"].number ?? 1), "state": .text(state),
          "made_at": HarvestValue(made ?? sent), "sent_at": HarvestValue(sent), "answered_at": HarvestValue(answered),
          "starts_on": HarvestValue(told["starts_at"].text.flatMap { LocalDate($0) }.map { "\($0)" }),
        ]
      ).remarking(answered.map { $0 < sent ? ["it is answered before it is sent"] : [] } ?? [])
    ]
  }

  /// A group that has decided is a yes in the names of its approvers; one that has not is nothing yet.
  static func approvals(_ told: HarvestValue) throws(UnreadableLine) -> [HarvestRow] {
    let number = try told.required("id")
    guard let offer = told["offer_id"].text else {
      throw UnreadableLine(reason: "it approves a job: an import approves nothing, ask for it anew")
    }
    let groups = told["approver_groups"].list
    let yes = groups.compactMap { group -> HarvestValue? in
      guard let at = group["resolved_at"].instant else { return nil }
      let names = group["approvers"].list.compactMap { $0["name"].text }.joined(separator: ", ")
      return ["at": HarvestValue(at), "author": .text(String(names.prefix(120)))]
    }
    let waiting = groups.count - yes.count
    return [
      HarvestRow(.approval, number, under: [(.offer, offer)], ["offer": .text(offer), "yes": .list(yes)]).remarking(
        waiting > 0 ? ["\(waiting) of \(groups.count) groups have not decided"] : [])
    ]
  }

  // MARK: Answers about oneself

  private static let origins: [(String, String)] = [
    ("hispanic", "hispanic"), ("two or more", "several"), ("hawaiian", "pacific"), ("pacific", "pacific"),
    ("indian", "native"), ("alaska", "native"), ("black", "black"), ("asian", "asian"), ("white", "white"),
  ]

  static func eeoc(_ told: HarvestValue) throws(UnreadableLine) -> [HarvestRow] {
    let application = try told.required("application_id")
    let words = { (name: String) in (told[name]["description"].text ?? told[name]["message"].text ?? "").lowercased() }
    let race = words("race")
    let veteran = words("veteran_status")
    let disability = words("disability_status")
    return [
      HarvestRow(
        .answer, application, under: [(.application, application)],
        [
          "application": .text(application), "sex": HarvestValue(["male", "female"].first { words("gender") == $0 }),
          "ethnicity": HarvestValue(origins.first { race.contains($0.0) }?.1),
          "veteran": HarvestValue(
            veteran.contains("not a protected") ? "no" : veteran.contains("protected") ? "protected" : nil),
          "disability": HarvestValue(disability.hasPrefix("yes") ? "yes" : disability.hasPrefix("no") ? "no" : nil),
        ])
    ]
  }
}
