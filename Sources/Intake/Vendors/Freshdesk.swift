internal import Postgres
internal import Workload

/// Freshdesk: tickets, ratings, time entries, business hours, and who its agents and groups are.
enum Freshdesk {
  static let format = VendorFormat(
    words: PageWords(
      pages: ["results", "tickets", "ticket", "agents", "groups", "data", "body"],
      identities: ["id", "created_at", "cc_email", "cc_emails", "name", "url"]),
    streams: [
      VendorStream("tickets", having: "id", "requester_id", "priority", "source", known: knownTicketKeys, read: ticket),
      VendorStream("time_entries", having: "id", "time_spent", "ticket_id", read: timeEntry),
      VendorStream("satisfaction_ratings", having: "id", "ratings", "ticket_id", read: rating),
      VendorStream("agents", having: "id", "ticket_scope", "contact", read: agent),
      .skipped("conversations", having: "id", "body_text", "ticket_id"),
      .skipped("contacts", having: "id", "email", "mobile"),
      VendorStream("business_hours", having: "id", "time_zone", "business_hours", read: businessHours),
      VendorStream("groups", having: "id", "name", "business_hour_id", read: group),
    ])

  private static func ticket(
    _ ticket: JSONValue, _ context: RecordContext, _ harvest: inout Harvest
  ) throws(RecordRefusal) {
    let updated = try ticket.required("updated_at").instant()
    let source = try ticket.required("source").whole()
    var contact = Contact(
      try ticket.required("id").id(), version: updated.version, openedAt: try ticket.required("created_at").instant(),
      queue: "", channel: channel(source))
    contact.isInbound = source != outbound
    contact.customer = try ticket.required("requester_id").id()
    contact.agent = try ticket["responder_id"]?.id()
    contact.reason = try reason(ticket, context.settings)
    if let field = context.settings.orderField {
      contact.order = try custom(field, of: ticket)?.optionalText(upTo: 200)
    }
    if let stats = ticket["stats"] {
      contact.firstReplyAt = try stats["first_responded_at"]?.instant(notBefore: contact.openedAt)
      contact.solvedAt = try stats["resolved_at"]?.instant(notBefore: contact.openedAt)
    }
    for flag in [ticket["deleted"], ticket["spam"]] where try flag?.flag() == true { contact.deletedAt = updated }
    harvest.add(contact, group: try ticket["group_id"]?.id(), context)
  }

  private static func reason(_ ticket: JSONValue, _ settings: VendorSettings) throws(RecordRefusal) -> String? {
    if let field = settings.reasonField { return try custom(field, of: ticket)?.optionalText(upTo: 120) }
    return try (ticket["type"] ?? ticket["ticket_type"])?.optionalText(upTo: 120)
  }

  /// A custom field by its name, such as `cf_reason`.
  private static func custom(_ field: String, of ticket: JSONValue) -> JSONValue? {
    (ticket["custom_fields"] ?? ticket["custom_field"])?.parts.first { $0.key == field && $0.kind != .null }
  }

  /// An outbound e-mail is born closed: work, but nobody asked for it.
  private static let outbound: Int32 = 10

  private static func channel(_ source: Int32) -> String {
    switch source {
    case 1, outbound: "email"
    case 2, 9: "web"
    case 3: "phone"
    case 7: "chat"
    case 5, 6: "social"
    case 13: "messaging"
    default: "other"
    }
  }

  /// A stretch of work as an agent noted it; its queue and channel are the ticket's.
  private static func timeEntry(
    _ entry: JSONValue, _ context: RecordContext, _ harvest: inout Harvest
  ) throws(RecordRefusal) {
    if try entry["timer_running"]?.flag() == true { return harvest.skip("time entries that run") }
    let spent = try entry.required("time_spent")
    let start = try entry.required("start_time", or: "executed_at").instant()
    var spell = HandleSpell(
      try entry.required("id").id(), version: try entry.required("updated_at").instant().version, startedAt: start,
      handleSeconds: try seconds(spent), queue: "", channel: "")
    spell.contact = try entry.required("ticket_id").id()
    spell.agent = try entry["agent_id"]?.id()
    harvest.add(spell, group: nil, context)
  }

  /// `01:30` is an hour and a half.
  private static func seconds(_ value: JSONValue) throws(RecordRefusal) -> Int32 {
    let parts = (value.string ?? "").split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let hours = Lexeme.whole(parts[0].utf8), let minutes = Lexeme.whole(parts[1].utf8),
      (0...24).contains(hours), (0..<60).contains(minutes), hours * 60 + minutes <= 1440
    else { throw value.refused(.badNumber, "no hours and minutes of at most a day, such as 01:30") }
    return Int32((hours * 60 + minutes) * 60)
  }

  /// The default question's answer: above 100 happy, 100 neutral, below unhappy.
  private static func rating(
    _ rating: JSONValue, _ context: RecordContext, _ harvest: inout Harvest
  ) throws(RecordRefusal) {
    let answer = try rating.required("ratings").required("default_question")
    let value = try answer.whole()
    let updated = try rating.required("updated_at", or: "created_at").instant()
    var survey = Survey(
      try rating.required("id").id(), version: updated.version,
      answeredAt: try rating.required("created_at").instant(), score: value > 100 ? 1 : value == 100 ? 0 : -1)
    survey.rawScore = String(value)
    survey.contact = try rating.required("ticket_id").id()
    survey.agent = try rating["agent_id"]?.id()
    harvest.add(survey, group: try rating["group_id"]?.id(), context)
  }

  private static func agent(
    _ agent: JSONValue, _ context: RecordContext, _ harvest: inout Harvest
  ) throws(RecordRefusal) {
    guard let email = agent["contact"]?["email"]?.string else { return harvest.skip("agents without an address") }
    harvest.agents[try agent.required("id").id()] = email
  }

  private static func group(
    _ group: JSONValue, _ context: RecordContext, _ harvest: inout Harvest
  ) throws(RecordRefusal) {
    harvest.groups[try group.required("id").id()] = try group.required("name").text(upTo: 200)
  }

  /// Freshdesk's keys as two connectors and its samples have them.
  private static let knownTicketKeys: StaticString = """
    associated_tickets_count association_type attachments cc_email cc_emails company_id conversations created_at
    custom_field custom_fields deleted delta description description_html description_text due_by email_config_id
    frDueBy fr_due_by fr_escalated fwd_emails group_id id is_escalated isescalated nr_due_by nr_escalated owner_id
    priority priority_name product_id reply_cc_emails requester requester_id requester_name requester_status_name
    responder_id responder_name source source_name spam stats status status_name subject tags ticket_cc_emails
    ticket_type to_email to_emails trained type updated_at urgent
    """
}
