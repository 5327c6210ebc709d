internal import Postgres
internal import Workload

/// One contact a row: a ticket, a call, a chat.
enum ContactsFile: FileLayout {
  static let columns: [Column] = [
    .required("contact_id", "what the help desk calls the contact"),
    .required("opened_at", "when it began"),
    .required("queue", "the code of its queue"),
    .required("channel", "the code of its channel"),
    .updated,
    .optional("direction", "in when the customer began, out when we did; in where empty"),
    .reason,
    .optional("customer", "who it was; kept as a keyed hash only"),
    .order, .agent,
    .optional("first_reply_at", "when an agent first answered"),
    .optional("solved_at", "when it was last solved"),
    .optional("replies", "how often agents answered"),
    .optional("reopens", "how often it came back"),
  ]

  static func read(_ row: FileRow) throws(RefusedRow) -> Contact {
    var contact = Contact(
      try row.required("contact_id").key(), version: try row.version(),
      openedAt: try row.required("opened_at").instant(), queue: try row.required("queue").code(),
      channel: try row.required("channel").code())
    contact.isInbound = try row.optional("direction")?.one(of: ["in": true, "out": false]) ?? true
    contact.reason = try row.optional("reason")?.line(upTo: 120)
    contact.customer = try row.optional("customer")?.line(upTo: 254)
    contact.order = try row.optional("order_id")?.key()
    contact.agent = try row.optional("agent")?.key()
    contact.firstReplyAt = try later("first_reply_at", than: contact.openedAt, in: row)
    contact.solvedAt = try later("solved_at", than: contact.openedAt, in: row)
    contact.replies = try row.optional("replies")?.integer(0...1_000_000)
    contact.reopens = try row.optional("reopens")?.integer(0...1_000_000)
    return contact
  }

  private static func later(
    _ column: String, than opening: Instant, in row: FileRow
  ) throws(RefusedRow) -> Instant? {
    guard let value = row.optional(column) else { return nil }
    let instant = try value.instant()
    guard instant >= opening else { throw value.refused("before opened_at", "correct one of the two") }
    return instant
  }
}
