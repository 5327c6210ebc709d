/// Whose files are read.
public enum Vendor: String, Sendable, Codable, CaseIterable {
  case zendesk
  case freshdesk
  case shopify
  case woocommerce
  case magento

  /// The name as its owner writes it.
  public var name: String {
    switch self {
    case .zendesk: "Zendesk"
    case .freshdesk: "Freshdesk"
    case .shopify: "Shopify"
    case .woocommerce: "WooCommerce"
    case .magento: "Magento"
    }
  }

  /// What is read of it, and what of that no real file was at hand to prove.
  public var scope: String {
    switch self {
    case .zendesk:
      """
      JSON, NDJSON and pages of the API: tickets with metric sets, satisfaction ratings, engagements, metric events, \
      schedules, users, groups; and the CSV of a view. XML is not read. Unproven against real data: the NDJSON of an \
      account export, the CSV, engagements, metric events, schedules.
      """
    case .freshdesk:
      """
      JSON, NDJSON and pages of the API: tickets with stats, satisfaction ratings, time entries, business hours, \
      agents, groups. Unproven against real data: ratings, business hours, and CSV, whose columns everybody chooses: \
      write a mapping for it with import inspect.
      """
    case .shopify:
      """
      JSON, NDJSON and pages of REST and GraphQL: orders, refunds, returns; bulk JSONL; and the admin's order CSV. \
      Unproven against real data: GraphQL, returns and bulk JSONL.
      """
    case .woocommerce:
      """
      JSON, NDJSON and pages of REST v3: orders and refunds, whose currency --currency tells. For CSV, whose columns \
      differ by plugin, write a mapping: import inspect.
      """
    case .magento:
      """
      JSON, NDJSON and pages of REST: orders, credit memos, returns (RMA); and the admin's order CSV. \
      Unproven against real data: orders, credit memos, returns and the CSV; built from Adobe's description.
      """
    }
  }

  var format: VendorFormat {
    switch self {
    case .zendesk: Zendesk.format
    case .freshdesk: Freshdesk.format
    case .shopify: Shopify.format
    case .woocommerce: WooCommerce.format
    case .magento: Magento.format
    }
  }
}

/// How a vendor's files are read.
struct VendorFormat: Sendable {
  let words: PageWords
  /// What a record may be, the most particular first.
  let streams: [VendorStream]
  /// The vendor's own CSV, where it has one.
  var sheet: (any VendorSheet.Type)?
}

/// One kind of a vendor's records: how to know it, and what it tells.
struct VendorStream: Sendable {
  typealias Reading = @Sendable (JSONValue, RecordContext, inout Harvest) throws(RecordRefusal) -> Void

  /// The vendor's name for it, such as `tickets`.
  let name: String
  /// Keys that every record of the kind has.
  let marks: [StaticString]
  /// Keys the vendor documents; any other is counted, unless there are none.
  let known: Set<UInt64>
  /// Nil where the kind tells nothing that Muster keeps.
  let read: Reading?

  init(_ name: String, having marks: StaticString..., known: StaticString = "", read: @escaping Reading) {
    self.name = name
    self.marks = marks
    self.known = Set("\(known)".split(whereSeparator: \.isWhitespace).map { JSONText.hash($0.utf8) })
    self.read = read
  }

  private init(skipping name: String, _ marks: [StaticString]) {
    (self.name, self.marks, known, read) = (name, marks, [], nil)
  }

  /// A kind that is known, and tells nothing that Muster keeps.
  static func skipped(_ name: String, having marks: StaticString...) -> VendorStream {
    VendorStream(skipping: name, marks)
  }
}

/// What a reading needs to know beside the record.
struct RecordContext: Sendable {
  /// Which record of the file it is, from 1.
  let number: Int32
  let settings: VendorSettings
}

/// What the owner of the files has to say, since the files do not.
public struct VendorSettings: Sendable, Equatable {
  /// The currency of amounts that come without one.
  public var currency: String?
  /// The zone of times that come without one, as IANA or as Rails names it.
  public var zone: String?
  /// The queue of contacts whose group nobody has mapped.
  public var queue: String?
  /// The id of the custom field that holds a contact's reason.
  public var reasonField: String?
  /// The id of the custom field that holds the order a contact is about.
  public var orderField: String?

  public init() {}
}

extension VendorFormat {
  /// Reads one record into `harvest`, or refuses it.
  func read(_ text: RecordText, _ settings: VendorSettings, into harvest: inout Harvest) throws(RecordRefusal) {
    let value = try JSONRecord(text.bytes).root
    guard text.stream != "errors", !value.has("errors") || value.has("id") else { throw Self.vendorError(value) }
    guard value.kind == .object else { throw RecordRefusal(.unknownRecord, "neither an order nor a ticket: no object") }
    guard let stream = streams.first(where: { $0.marks.allSatisfy(value.has) }) else { throw Self.stranger(value) }
    guard let read = stream.read else {
      harvest.skipped[stream.name, default: 0] += 1
      return
    }
    try read(value, RecordContext(number: Int32(clamping: text.number), settings: settings), &harvest)
    guard !stream.known.isEmpty else { return }
    for part in value.parts where !stream.known.contains(part.keyHash) {
      harvest.unknownKeys[Visible.text(part.key), default: 0] += 1
    }
  }

  /// What the record is, as far as that can be said.
  private static func stranger(_ value: JSONValue) -> RecordRefusal {
    let isSchema = value.has("$schema") || value.has("$ref") || value.has("properties") && value.has("type")
    if isSchema || value.has("openapi") || value.has("swagger") {
      return RecordRefusal(.notData, "a description of data, no data")
    }
    if value.has("error") || value.has("error_description") { return vendorError(value) }
    let keys = value.parts.prefix(6).map { Visible.text($0.key) }
    return RecordRefusal(
      .unknownRecord,
      keys.isEmpty ? "an empty object" : "no kind of record that is known has \(keys.joined(separator: ", "))")
  }

  /// An answer that says no, whatever its HTTP status was.
  private static func vendorError(_ value: JSONValue) -> RecordRefusal {
    let words = Excerpt.masked(value.record.bytes)
    let isDenied = words.contains("ACCESS_DENIED")
    return RecordRefusal(
      .vendorError,
      isDenied
        ? "the app lacks Shopify's approval for protected customer data: \(words)"
        : "the vendor answered with an error: \(words)")
  }
}
