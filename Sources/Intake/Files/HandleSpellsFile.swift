internal import Workload

/// One stretch of an agent's work a row.
enum HandleSpellsFile: FileLayout {
  static let columns: [Column] = [
    .required("spell_id", "what the source calls the stretch"),
    .required("started_at", "when the work began"),
    .required("handle_seconds", "how long it took, hold and wrap-up included"),
    .required("queue", "the code of its queue"),
    .required("channel", "the code of its channel"),
    .updated, .contact, .agent,
  ]

  static func read(_ row: FileRow) throws(RefusedRow) -> HandleSpell {
    var spell = HandleSpell(
      try row.required("spell_id").key(), version: try row.version(),
      startedAt: try row.required("started_at").instant(),
      handleSeconds: try row.required("handle_seconds").integer(0...86_400),
      queue: try row.required("queue").code(), channel: try row.required("channel").code())
    spell.contact = try row.optional("contact_id")?.key()
    spell.agent = try row.optional("agent")?.key()
    return spell
  }
}
