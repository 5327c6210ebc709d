internal import Workload

/// One answered survey a row.
enum SurveysFile: FileLayout {
  static let columns: [Column] = [
    .required("survey_id", "what the source calls the answer"),
    .required("answered_at", "when the customer answered"),
    .required("score", "good, neutral or bad"),
    .optional("raw_score", "the score in the source's own scale"),
    .optional("queue", "the code of its queue"),
    .updated, .contact, .agent,
  ]

  static func read(_ row: FileRow) throws(RefusedRow) -> Survey {
    var survey = Survey(
      try row.required("survey_id").key(), version: try row.version(),
      answeredAt: try row.required("answered_at").instant(),
      score: try row.required("score").one(of: ["good": 1, "neutral": 0, "bad": -1]))
    survey.rawScore = try row.optional("raw_score")?.line(upTo: 40)
    survey.queue = try row.optional("queue")?.code()
    survey.contact = try row.optional("contact_id")?.key()
    survey.agent = try row.optional("agent")?.key()
    return survey
  }
}
