internal import Postgres
internal import Workload

/// Zendesk Support: tickets, ratings, engagements, metric events, schedules, and who its users and groups are.
///
/// Dates of the API and the JSON export are in UTC; engagements leave the zone out and mean UTC too.
enum Zendesk {
  static let format = VendorFormat(
    words: PageWords(
      pages: [
        "tickets", "ticket", "users", "user", "groups", "group", "group_memberships", "satisfaction_ratings",
        "satisfaction_rating", "ticket_metric_events", "ticket_metrics", "metric_sets", "audits", "comments", "brands",
        "schedules", "sla_policies", "ticket_fields", "engagements", "results", "data", "body",
      ],
      identities: ["id", "url", "engagement_id", "ticket_id", "created_at", "external_id"]),
    streams: [
      VendorStream("tickets", having: "id", "requester_id", "status", known: knownTicketKeys, read: ticket),
      VendorStream("engagements", having: "engagement_id", read: engagement),
      VendorStream("satisfaction_ratings", having: "id", "score", "ticket_id", read: rating),
      VendorStream("users", having: "id", "role", "email", read: user),
      .skipped("brands", having: "id", "subdomain"),
      .skipped("ticket_fields", having: "id", "raw_title"),
      .skipped("sla_policies", having: "id", "policy_metrics"),
      .skipped("audits", having: "ticket_id", "events"),
      .skipped("comments", having: "author_id", "audit_id"),
      .skipped("comments", having: "author_id", "body"),
      .skipped("group_memberships", having: "user_id", "group_id"),
      .skipped("ticket_metrics", having: "ticket_id", "reopens"),
      VendorStream("ticket_metric_events", having: "metric", "instance_id", read: metricEvent),
      VendorStream("schedules", having: "intervals", "time_zone", read: schedule),
      VendorStream("groups", having: "id", "name", read: group),
    ], sheet: ZendeskSheet.self)

  private static func ticket(
    _ ticket: JSONValue, _ context: RecordContext, _ harvest: inout Harvest
  ) throws(RecordRefusal) {
    let updated = try ticket.required("updated_at").instant()
    let opened = try ticket.required("created_at").instant()
    var contact = Contact(
      try ticket.required("id").id(), version: try ticket["generated_timestamp"]?.epoch().version ?? updated.version,
      openedAt: opened, queue: "", channel: channel(ticket["via"]?["channel"]?.string))
    let requester = try ticket.required("requester_id").id()
    contact.customer = requester
    // Whom an agent wrote to, or whose call an agent noted, did not write to us.
    contact.isInbound = try (ticket["submitter_id"]?.id() ?? requester) == requester
    contact.agent = try ticket["assignee_id"]?.id()
    contact.reason = try reason(ticket, context.settings)
    contact.order = try custom(context.settings.orderField, of: ticket)?.optionalText(upTo: 200)
    if let metrics = ticket["metric_set"] { try read(metrics, into: &contact) }
    if ticket["status"]?.string == "deleted" { contact.deletedAt = updated }
    harvest.add(contact, group: try ticket["group_id"]?.id(), context)
    if let rating = ticket["satisfaction_rating"], rating.has("id") {
      try embedded(rating, of: contact, ticket, updated, context, &harvest)
    }
  }

  /// The metric set that the incremental export lays beside each ticket; minutes are whole.
  private static func read(_ metrics: JSONValue, into contact: inout Contact) throws(RecordRefusal) {
    contact.solvedAt = try metrics["solved_at"]?.instant(notBefore: contact.openedAt)
    contact.replies = try metrics["replies"]?.count()
    contact.reopens = try metrics["reopens"]?.count()
    let seconds = try metrics["reply_time_in_seconds"]?["calendar"]?.count()
    let minutes = try metrics["reply_time_in_minutes"]?["calendar"]?.count()
    if let wait = seconds ?? minutes.map({ $0 * 60 }) {
      contact.firstReplyAt = Instant(microseconds: contact.openedAt.microseconds + Int64(wait) * 1_000_000)
    }
  }

  /// The reason is a field the account chose, else the kind of ticket; never its subject.
  private static func reason(_ ticket: JSONValue, _ settings: VendorSettings) throws(RecordRefusal) -> String? {
    if let field = settings.reasonField { return try custom(field, of: ticket)?.optionalText(upTo: 120) }
    return try ticket["type"]?.optionalText(upTo: 120)
  }

  private static func custom(_ field: String?, of ticket: JSONValue) throws(RecordRefusal) -> JSONValue? {
    guard let field, let fields = ticket["custom_fields"] else { return nil }
    for entry in fields.elements where try entry["id"]?.id() == field { return entry["value"] }
    return nil
  }

  /// What a ticket says of its rating; the rating's own record says it better, and counts as newer.
  private static func embedded(
    _ rating: JSONValue, of contact: Contact, _ ticket: JSONValue, _ updated: Instant, _ context: RecordContext,
    _ harvest: inout Harvest
  ) throws(RecordRefusal) {
    guard let score = score(rating["score"]?.string) else { return }
    var survey = Survey(
      try rating.required("id").id(), version: contact.version, answeredAt: updated, score: score)
    survey.rawScore = rating["score"]?.string
    survey.contact = contact.externalID
    survey.agent = contact.agent
    harvest.add(survey, group: try ticket["group_id"]?.id(), context)
  }

  private static func rating(
    _ rating: JSONValue, _ context: RecordContext, _ harvest: inout Harvest
  ) throws(RecordRefusal) {
    guard let score = score(rating["score"]?.string) else { return harvest.skip("unanswered satisfaction_ratings") }
    let updated = try rating.required("updated_at").instant()
    var survey = Survey(
      try rating.required("id").id(), version: updated.version | 1 << 60, answeredAt: updated, score: score)
    survey.rawScore = rating["score"]?.string
    survey.contact = try rating["ticket_id"]?.id()
    survey.agent = try rating["assignee_id"]?.id()
    harvest.add(survey, group: try rating["group_id"]?.id(), context)
  }

  private static func score(_ word: String?) -> Int16? {
    switch word {
    case "good"?, "good_with_comment"?: 1
    case "bad"?, "bad_with_comment"?: -1
    default: nil
    }
  }

  private static func engagement(
    _ engagement: JSONValue, _ context: RecordContext, _ harvest: inout Harvest
  ) throws(RecordRefusal) {
    let start = try engagement.required("engagement_start_time").instant(isUTC: true)
    guard let end = try engagement["engagement_end_time"]?.instant(isUTC: true) else {
      return harvest.skip("engagements that go on")
    }
    let seconds = (end.microseconds - start.microseconds) / 1_000_000
    guard (0...86_400).contains(seconds) else {
      throw RecordRefusal(.badTimestamp, at: "/engagement_end_time", "not within a day of its start")
    }
    var spell = HandleSpell(
      try engagement.required("engagement_id").id(), version: end.version, startedAt: start,
      handleSeconds: Int32(seconds), queue: "", channel: channel(engagement["channel"]?.string?.lowercased()))
    spell.contact = try engagement["ticket_id"]?.id()
    spell.agent = try engagement["agent_id"]?.id()
    harvest.add(spell, group: try engagement["group_id"]?.id(), context)
  }

  private static func user(_ user: JSONValue, _ context: RecordContext, _ harvest: inout Harvest) throws(RecordRefusal)
  {
    guard let role = user["role"]?.string, role != "end-user" else { return harvest.skip("customers") }
    guard let email = user["email"]?.string else { return harvest.skip("agents without an address") }
    harvest.agents[try user.required("id").id()] = email
  }

  private static func group(
    _ group: JSONValue, _ context: RecordContext, _ harvest: inout Harvest
  ) throws(RecordRefusal) {
    harvest.groups[try group.required("id").id()] = try group.required("name").text(upTo: 200)
  }

  /// Zendesk's many channels in our few words, as the API and the CSV of a view name them.
  static func channel(_ name: String?) -> String {
    if name?.hasPrefix("phone_call") == true { return "phone" }
    return switch name {
    case "email"?, "mail"?: "email"
    case "web"?, "help_center"?, "web_form"?, "web_widget"?: "web"
    case "chat"?: "chat"
    case "native_messaging"?, "messaging"?, "whatsapp"?, "sms"?: "messaging"
    case "voice"?, "phone"?, "voicemail"?: "phone"
    case "facebook"?, "facebook_post"?, "twitter"?, "instagram_dm"?, "any_channel"?: "social"
    case "api"?, "web_service"?: "api"
    default: "other"
    }
  }

  /// Zendesk's published description of a ticket (2.0.0), and what recordings have besides.
  private static let knownTicketKeys: StaticString = """
    allow_attachments allow_channelback assignee_email assignee_id attribute_value_ids brand_id collaborator_ids
    collaborators comment comments created_at custom_fields custom_status_id description due_at email_cc_ids email_ccs
    encoded_id external_id fields follower_ids followers followup_ids forum_topic_id from_messaging_channel
    generated_timestamp group_id has_incidents id is_public macro_id macro_ids metadata metric_set organization_id
    priority problem_id raw_subject recipient requester requester_id result_type safe_update satisfaction_probability
    satisfaction_rating sharing_agreement_ids status subject submitter_id support_type tags ticket_form_id type
    updated_at updated_stamp url via via_followup_source_id via_id voice_comment
    """
}
