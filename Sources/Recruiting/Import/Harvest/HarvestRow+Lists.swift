/// What is shared by all jobs, and the jobs themselves.
extension HarvestRow {
  static func sources(_ told: HarvestValue) throws(UnreadableLine) -> [HarvestRow] {
    [source(try told.required("id"), try told.required("name"), type: told["type"]["name"].text ?? "")]
  }

  static func source(_ number: String, _ name: String, type: String = "") -> HarvestRow {
    let words = type.lowercased()
    let kinds = [
      ("board", "board"), ("referral", "referral"), ("agenc", "agency"), ("event", "event"), ("social", "social"),
      ("market", "advertisement"), ("company", "site"),
    ]
    let kind = kinds.first { words.contains($0.0) }?.1 ?? "other"
    return HarvestRow(.source, number, ["name": .text(String(name.prefix(80))), "kind": .text(kind)])
  }

  static func rejectionReasons(_ told: HarvestValue) throws(UnreadableLine) -> [HarvestRow] {
    [
      HarvestRow(
        .reason, try told.required("id"),
        [
          "kind": .text(reasonKind(told["type"]["name"].text)),
          "name": .text(String(try told.required("name").prefix(120))),
        ])
    ]
  }

  /// “We rejected them” is ours, “They rejected us” is theirs.
  static func reasonKind(_ type: String?) -> String {
    switch type?.lowercased() ?? "" {
    case let words where words.hasPrefix("we "): "org"
    case let words where words.hasPrefix("they "): "candidate"
    default: "admin"
    }
  }

  static func closeReasons(_ told: HarvestValue) throws(UnreadableLine) -> [HarvestRow] {
    [closeReason(try told.required("id"), try told.required("name"))]
  }

  /// Numbers of close reasons and of rejection reasons are counted apart.
  static func closeReason(_ number: String, _ name: String) -> HarvestRow {
    HarvestRow(.reason, "close-\(number)", ["kind": "opening", "name": .text(String(name.prefix(120)))])
  }

  static func tags(_ told: HarvestValue) throws(UnreadableLine) -> [HarvestRow] {
    [HarvestRow(.tag, try told.required("id"), ["name": .text(String(try told.required("name").prefix(60)))])]
  }

  static func prospectPools(_ told: HarvestValue) throws(UnreadableLine) -> [HarvestRow] {
    let stages = told["prospect_stages"].list.compactMap { $0["name"].text }
    return [
      HarvestRow(
        .pool, try told.required("id"),
        [
          "name": .text(String(try told.required("name").prefix(80))),
          "purpose": .text(String(stages.joined(separator: ", ").prefix(500))),
        ])
    ]
  }

  static func demographicData(_ told: HarvestValue) throws(UnreadableLine) -> [HarvestRow] {
    [
      HarvestRow(
        .questionSet, try told.required("id"),
        [
          "title": .text(String(try told.required("title").prefix(120))),
          "words": .text(String((told["description"].plain ?? "").prefix(500))),
          "is_active": .flag(told["active"].flag ?? true),
        ])
    ]
  }

  // MARK: Jobs

  static func jobs(_ told: HarvestValue) throws(UnreadableLine) -> [HarvestRow] {
    let number = try told.required("id")
    let band = told["keyed_custom_fields"]["salary_range"]["value"]
    let unit = band["unit"].text.flatMap { $0.count == 3 && $0.allSatisfy { $0.isUppercase } ? $0 : nil }
    let code = told["requisition_id"].text.flatMap { $0.contains(where: \.isWhitespace) ? nil : $0.prefix(40) }
    let managers = told["hiring_team"]["hiring_managers"].list.compactMap { $0["employee_id"].text }
    var rows = [
      job(
        number, code: code.map(String.init), title: try told.required("name"),
        [
          "family": HarvestValue(told["departments"].list.first?["name"].text(atMost: 80)),
          "why": HarvestValue(told["notes"].plain.map { String($0.prefix(500)) }),
          "managers": .list(managers.map(HarvestValue.text)),
          "currency": HarvestValue(unit), "low": unit == nil ? .null : band["min_value"],
          "high": unit == nil ? .null : band["max_value"],
        ])
    ]
    for opening in told["openings"].list { rows += try jobOpenings(opening, of: number) }
    return rows
  }

  /// A job as a requisition: a draft, since an import approves nothing.
  static func job(_ number: String, code: String?, title: String, _ more: [String: HarvestValue] = [:]) -> HarvestRow {
    let told: [String: HarvestValue] = [
      "code": .text(code ?? "JOB-\(number)"), "title": .text(String(title.prefix(120))),
    ]
    return HarvestRow(.job, number, .record(told.merging(more) { first, _ in first }))
  }

  static func jobOpenings(_ told: HarvestValue, of job: String?) throws(UnreadableLine) -> [HarvestRow] {
    guard let job else {
      throw UnreadableLine(reason: "it does not say of which job: name the file job_openings.NUMBER.json")
    }
    let number = ["\(try told.required("id"))", told["opening_id"].text].compactMap(\.self).joined(separator: "/")
    let reason = told["close_reason"]
    var rows: [HarvestRow] = []
    if let id = reason["id"].text, let name = reason["name"].text { rows.append(closeReason(id, name).implied()) }
    rows.append(
      HarvestRow(
        .opening, number, under: [(.job, job)],
        [
          "job": .text(job), "is_closed": .flag(told["status"].text == "closed"),
          "opened_at": HarvestValue(told["opened_at"].instant), "closed_at": HarvestValue(told["closed_at"].instant),
          "application": HarvestValue(told["application_id"].text),
          "why": HarvestValue(reason["name"].text(atMost: 300)),
        ]
      ).remarking(["it says no first day"]))
    return rows
  }

  static func jobPosts(_ told: HarvestValue) throws(UnreadableLine) -> [HarvestRow] {
    let number = try told.required("id")
    let words = [told["content"].plain, told["internal_content"].plain].compactMap(\.self)
    return [
      HarvestRow(
        .description, number,
        [
          "code": .text("job-post-\(number)"), "title": .text(String(try told.required("title").prefix(120))),
          "brief": .text(String((words.first ?? "").prefix(8_000))),
          "additional": .text(String(words.dropFirst().joined(separator: "\n").prefix(8_000))),
          "note": .text(String("imported; \(told["location"]["name"].text ?? "no place told")".prefix(500))),
        ])
    ]
  }

  static func jobStages(_ told: HarvestValue) throws(UnreadableLine) -> [HarvestRow] {
    let name = try told.required("name")
    var rows: [HarvestRow] = []
    for interview in told["interviews"].list {
      let kit = interview["interview_kit"]
      let title = try interview.required("name")
      let questions = kit["questions"].list.compactMap { $0["question"].text(atMost: 1_000) }.enumerated().map {
        place, text in
        HarvestValue.record([
          "ordinal": .number(Double(place + 1)), "question": .text(text), "competency": .text(String(title.prefix(80))),
        ])
      }
      rows.append(
        HarvestRow(
          .kit, try interview.required("id"),
          [
            "name": .text(String(title.prefix(120))),
            "purpose": .text(String((kit["content"].plain ?? "").prefix(4_000))),
            "minutes": .number(min(480, max(5, interview["estimated_minutes"].number ?? 30))),
            "questions": .list(questions),
          ]
        ).implied())
    }
    let kind = Stage.Kind(reading: name)
    rows.append(
      HarvestRow(.stage, try told.required("id"), ["kind": .text((kind ?? .applied).rawValue)]).remarking(
        kind == nil ? ["“\(name)” is none of our kinds of stage: read as applied"] : []))
    return rows
  }
}

extension Stage.Kind {
  /// What a stage of another system is, by the words in its name.
  init?(reading name: String) {
    let words = name.lowercased()
    let signs: [(Stage.Kind, [String])] = [
      (.offer, ["offer"]), (.screen, ["screen", "phone", "call"]),
      (.assess, ["test", "assess", "assignment", "exercise"]),
      (.interview, ["interview", "face", "onsite", "on-site", "in-house", "meet"]),
      (.accepted, ["hired", "accepted"]), (.applied, ["appli", "review", "new", "inbox"]),
      (.lead, ["lead", "prospect"]),
    ]
    guard let found = signs.first(where: { $0.1.contains { words.contains($0) } }) else { return nil }
    self = found.0
  }
}
