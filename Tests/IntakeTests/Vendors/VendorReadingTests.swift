import Postgres
import Testing
import Workload

@testable import Intake

/// What each vendor's records tell, and what is refused of them, without a database.
@Suite struct VendorReadingTests {
  private func read(_ text: String, of vendor: Vendor, _ settings: VendorSettings = VendorSettings()) throws -> Harvest
  {
    var harvest = Harvest()
    let record = RecordText(bytes: Array(text.utf8), number: 1, line: 1, offset: 0, stream: "")
    try vendor.format.read(record, settings, into: &harvest)
    return harvest
  }

  private func refusal(_ text: String, of vendor: Vendor) -> RecordRefusal? {
    do {
      _ = try read(text, of: vendor)
      return nil
    } catch {
      return error as? RecordRefusal
    }
  }

  // MARK: - Zendesk

  private static let ticket = """
    {"url":"x","id":35436,"via":{"channel":"native_messaging"},"created_at":"2025-11-28T09:00:00Z",
     "updated_at":"2025-11-28T10:00:00Z","generated_timestamp":1764324060,"type":"question","status":"solved",
     "requester_id":9007199254740993,"submitter_id":9007199254740993,"assignee_id":235323,"group_id":98738,
     "custom_fields":[{"id":360001,"value":"late_parcel"},{"id":360002,"value":" #1001 "},{"id":360003,"value":null}],
     "metric_set":{"reopens":1,"replies":3,"solved_at":"2025-11-28T09:50:00Z",
                   "reply_time_in_minutes":{"calendar":4,"business":0},"reply_time_in_seconds":{"calendar":250}},
     "satisfaction_rating":{"id":77,"score":"bad"}}
    """

  @Test func `a Zendesk ticket becomes a contact, a rating, and no words of the customer`() throws {
    var settings = VendorSettings()
    settings.reasonField = "360001"
    let harvest = try read(Self.ticket, of: .zendesk, settings)
    let contact = try #require(harvest.contacts.first)
    #expect(contact.group == "98738")
    #expect(contact.fact.externalID == "35436")
    #expect(contact.fact.version == 1_764_324_060_000_000)
    #expect(contact.fact.channel == "messaging")
    #expect(contact.fact.customer == "9007199254740993")
    #expect(contact.fact.reason == "late_parcel")
    #expect(contact.fact.isInbound)
    #expect(contact.fact.firstReplyAt == Instant("2025-11-28T09:04:10Z"))
    #expect(contact.fact.solvedAt == Instant("2025-11-28T09:50:00Z"))
    #expect((contact.fact.replies, contact.fact.reopens) == (3, 1))
    let survey = try #require(harvest.surveys.first?.fact)
    #expect((survey.externalID, survey.score, survey.agent) == ("77", -1, "235323"))
  }

  @Test(arguments: [
    ("\"status\":\"solved\"", "\"status\":\"deleted\"", "deleted"),
    ("\"submitter_id\":9007199254740993", "\"submitter_id\":235323", "outbound"),
    ("\"type\":\"question\"", "\"type\":null", "no reason"),
    (
      "\"satisfaction_rating\":{\"id\":77,\"score\":\"bad\"}", "\"satisfaction_rating\":{\"score\":\"unoffered\"}",
      "no survey"
    ),
  ])
  func `a ticket's turns are told`(from: String, to: String, turn: String) throws {
    let harvest = try read(Self.ticket.replacing(from, with: to), of: .zendesk)
    let contact = try #require(harvest.contacts.first?.fact)
    #expect((contact.deletedAt != nil) == (turn == "deleted"))
    #expect(contact.isInbound == (turn != "outbound"))
    #expect((contact.reason == nil) == (turn == "no reason"))
    #expect(harvest.surveys.isEmpty == (turn == "no survey"))
  }

  @Test(arguments: [
    (
      "\"created_at\":\"2025-11-28T09:00:00Z\"", "\"created_at\":\"2025-11-28T09:00:00\"", "bad_timestamp",
      "/created_at"
    ),
    ("\"created_at\":\"2025-11-28T09:00:00Z\"", "\"created_at\":null", "missing_key", "/created_at"),
    ("\"id\":35436", "\"id\":3.5", "bad_number", "/id"), ("\"id\":35436", "\"id\":true", "wrong_type", "/id"),
    ("\"replies\":3", "\"replies\":-3", "bad_number", "/metric_set/replies"),
    ("2025-11-28T09:50:00Z", "2024-11-28T09:50:00Z", "bad_timestamp", "/metric_set/solved_at"),
    ("1764324060", "17643240600", "bad_timestamp", "/generated_timestamp"),
    ("\"status\":\"solved\"", "\"status\":\"solved\",\"status\":\"open\"", "repeated_key", "/status"),
  ])
  func `what is wrong with a ticket is told by its pointer`(from: String, to: String, code: String, pointer: String) {
    let told = refusal(Self.ticket.replacing(from, with: to), of: .zendesk)
    #expect(told?.code.rawValue == code)
    #expect(told?.pointer == pointer || code == "repeated_key")
  }

  @Test func `a rating of its own counts as newer than what any ticket says of it`() throws {
    let rating =
      #"{"id":77,"score":"good","ticket_id":35436,"assignee_id":9,"group_id":1,"updated_at":"2020-01-01T00:00:00Z"}"#
    let own = try #require(try read(rating, of: .zendesk).surveys.first?.fact)
    let embedded = try #require(try read(Self.ticket, of: .zendesk).surveys.first?.fact)
    #expect(own.version > embedded.version)
    #expect((own.score, own.agent) == (1, "9"))
    #expect(try read(rating.replacing("good", with: "offered"), of: .zendesk).surveys.isEmpty)
  }

  @Test func `an engagement is a spell of work, in UTC without saying so`() throws {
    let text = """
      {"engagement_id":"a1b2","ticket_id":5,"agent_id":7,"group_id":3,"channel":"MESSAGING",
       "engagement_start_time":"2025-11-28T09:00:00","engagement_end_time":"2025-11-28T09:07:30"}
      """
    let spell = try #require(try read(text, of: .zendesk).spells.first?.fact)
    #expect((spell.externalID, spell.handleSeconds, spell.channel) == ("a1b2", 450, "messaging"))
    #expect(refusal(text.replacing("09:07:30", with: "08:07:30"), of: .zendesk)?.pointer == "/engagement_end_time")
  }

  @Test func `customers among the users are nobody's agents`() throws {
    let user = #"{"id":1,"role":"end-user","email":"c@example.com","name":"C"}"#
    #expect(try read(user, of: .zendesk).agents.isEmpty)
    #expect(try read(user.replacing("end-user", with: "agent"), of: .zendesk).agents == ["1": "c@example.com"])
  }

  // MARK: - Freshdesk

  private static let fresh = """
    {"id":11,"requester_id":4,"priority":1,"source":10,"status":5,"responder_id":9,"group_id":null,"type":"Refund",
     "created_at":"2025-11-28T09:00:00Z","updated_at":"2025-11-28T10:00:00Z","spam":false,
     "stats":{"first_responded_at":null,"resolved_at":"2025-11-28T09:00:00Z"},"custom_fields":{"cf_order":"#7"}}
    """

  @Test func `an outbound e-mail of Freshdesk is work that nobody asked for`() throws {
    var settings = VendorSettings()
    settings.orderField = "cf_order"
    let contact = try #require(try read(Self.fresh, of: .freshdesk, settings).contacts.first?.fact)
    #expect((contact.isInbound, contact.channel, contact.reason, contact.order) == (false, "email", "Refund", "#7"))
    let gone = try read(Self.fresh.replacing("\"spam\":false", with: "\"spam\":true"), of: .freshdesk)
    #expect(gone.contacts.first?.fact.deletedAt != nil)
  }

  @Test(arguments: [("00:15", 900), ("24:00", 86_400), ("1:30", 5400)] as [(String, Int32)])
  func `time spent is hours and minutes`(text: String, seconds: Int32) throws {
    let entry = """
      {"id":1,"time_spent":"\(text)","ticket_id":2,"agent_id":3,"start_time":"2025-11-28T09:00:00Z",
       "updated_at":"2025-11-28T09:30:00Z"}
      """
    #expect(try read(entry, of: .freshdesk).spells.first?.fact.handleSeconds == seconds)
    for wrong in ["90", "1:60", "25:00", "-1:00", "1:2:3", ""] {
      #expect(
        refusal(entry.replacing("\"\(text)\"", with: "\"\(wrong)\""), of: .freshdesk)?.code == .badNumber, "\(wrong)")
    }
  }

  @Test(arguments: [(103, 1), (101, 1), (100, 0), (-101, -1), (-103, -1)] as [(Int, Int16)])
  func `a rating's sign is what the default question says`(answer: Int, score: Int16) throws {
    let text = """
      {"id":1,"ticket_id":2,"agent_id":null,"group_id":null,"created_at":"2025-11-28T09:00:00Z",
       "ratings":{"default_question":\(answer),"question_2":-102}}
      """
    #expect(try read(text, of: .freshdesk).surveys.first?.fact.score == score)
  }

  // MARK: - Shops

  private static let order = """
    {"id":820982911946154508,"name":"#1001","email":"Jon@Example.com","created_at":"2025-11-28T09:00:00-05:00",
     "updated_at":"2025-11-29T09:00:00-05:00","currency":"USD","total_price":"409.94","test":false,"cancelled_at":null,
     "line_items":[{"quantity":1},{"quantity":2}],
     "fulfillments":[{"status":"success","created_at":"2025-11-28T12:00:00-05:00","updated_at":"2025-11-30T08:00:00-05:00",
                      "shipment_status":"delivered"},{"status":"cancelled","created_at":"2025-11-28T10:00:00-05:00"}],
     "refunds":[{"id":5,"created_at":"2025-11-29T09:00:00-05:00","processed_at":null,
       "transactions":[{"kind":"refund","status":"success","amount":"41.94","currency":"USD"},
                       {"kind":"refund","status":"failure","amount":"99.00","currency":"USD"}]}]}
    """

  @Test func `a Shopify order brings its refunds, to the cent`() throws {
    let harvest = try read(Self.order, of: .shopify)
    let order = try #require(harvest.orders.first?.fact)
    #expect((order.externalID, order.number, order.items) == ("820982911946154508", "#1001", 3))
    #expect(order.customer == "jon@example.com")
    #expect(order.value == Money(minor: 40_994, currency: "USD"))
    #expect(order.shippedAt == Instant("2025-11-28T17:00:00Z"))
    #expect(order.deliveredAt == Instant("2025-11-30T13:00:00Z"))
    #expect(harvest.refunds.map(\.fact.amount) == [Money(minor: 4194, currency: "USD")])
    #expect(harvest.refunds.first?.fact.order == "820982911946154508")
  }

  @Test(arguments: [
    ("\"amount\":\"41.94\",\"currency\":\"USD\"", "\"amount\":\"41.94\",\"currency\":\"EUR\"", "two_currencies"),
    ("\"409.94\"", "\"409.945\"", "bad_money"), ("\"409.94\"", "1e400", "bad_money"),
    ("\"currency\":\"USD\",\"total", "\"currency\":\"usd\",\"total", "unknown_currency"),
    ("\"quantity\":1", "\"quantity\":1.5", "bad_number"), ("\"quantity\":1", "\"quantity\":2147483647", "bad_number"),
    ("\"name\":\"#1001\"", "\"name\":\"a\\u202eb\"", "bad_text"),
  ])
  func `what is wrong with an order is told`(from: String, to: String, code: String) {
    #expect(refusal(Self.order.replacing(from, with: to), of: .shopify)?.code.rawValue == code)
  }

  @Test func `a test order is nobody's`() throws {
    let harvest = try read(Self.order.replacing("\"test\":false", with: "\"test\":true"), of: .shopify)
    #expect(harvest.orders.isEmpty && harvest.refunds.isEmpty && harvest.skipped == ["test orders": 1])
  }

  @Test func `GraphQL and bulk lines tell the same by other names`() throws {
    let graph = """
      {"id":"gid://shopify/Order/123","name":"#1","createdAt":"2025-11-28T14:00:00Z","updatedAt":"2025-11-29T14:00:00Z",
       "totalPriceSet":{"shopMoney":{"amount":"10.0","currencyCode":"EUR"}},"subtotalLineItemsQuantity":4,
       "fulfillments":[{"createdAt":"2025-11-28T17:00:00Z","deliveredAt":"2025-11-30T13:00:00Z"}],
       "refunds":[{"id":"gid://shopify/Refund/9","createdAt":"2025-11-29T14:00:00Z",
                   "totalRefundedSet":{"shopMoney":{"amount":"2.50","currencyCode":"EUR"}}}],
       "returns":{"edges":[{"node":{"id":"gid://shopify/Return/7","createdAt":"2025-11-29T14:00:00Z","totalQuantity":2}}]}}
      """
    let harvest = try read(graph, of: .shopify)
    #expect(harvest.orders.first?.fact.externalID == "123")
    #expect(harvest.orders.first?.fact.items == 4)
    #expect(harvest.refunds.first?.fact.amount == Money(minor: 250, currency: "EUR"))
    #expect(harvest.returns.first?.fact.items == 2)
    let line = """
      {"id":"gid://shopify/Refund/9","createdAt":"2025-11-29T14:00:00Z","__parentId":"gid://shopify/Order/123",
       "totalRefundedSet":{"shopMoney":{"amount":"2.50","currencyCode":"EUR"}}}
      """
    #expect(try read(line, of: .shopify).refunds.first?.fact.order == "123")
    #expect(
      try read(#"{"id":"gid://x/LineItem/1","quantity":2,"__parentId":"gid://x/Order/1"}"#, of: .shopify).orders.isEmpty
    )
  }

  @Test func `an answer that says no is an error, whatever its status was`() {
    let denied = #"{"errors":[{"message":"no","extensions":{"code":"ACCESS_DENIED"}}],"data":null}"#
    let told = refusal(denied, of: .shopify)
    #expect(told?.code == .vendorError)
    #expect(told?.problem.contains("protected customer data") == true)
  }

  @Test func `WooCommerce writes UTC without saying so, and refunds without a currency`() throws {
    let order = """
      {"id":727,"number":"727","status":"cancelled","currency":"JPY","total":"1250","customer_id":0,
       "date_created_gmt":"2025-03-22T19:28:02","date_modified_gmt":"2025-03-22T20:00:00","date_completed_gmt":null,
       "line_items":[{"quantity":2,"price":3.5}]}
      """
    let told = try #require(try read(order, of: .woocommerce).orders.first?.fact)
    #expect(told.placedAt == Instant("2025-03-22T19:28:02Z"))
    #expect(told.cancelledAt == Instant("2025-03-22T20:00:00Z"))
    #expect(told.value == Money(minor: 1250, currency: "JPY"))
    #expect(told.customer == nil)
    #expect(try read(order.replacing("cancelled", with: "checkout-draft"), of: .woocommerce).orders.isEmpty)
    let refund =
      #"{"id":726,"date_created_gmt":"2025-03-21T20:07:11","amount":"10.00","refunded_by":1,"parent_id":727}"#
    #expect(refusal(refund, of: .woocommerce)?.code == .unknownCurrency)
    var settings = VendorSettings()
    settings.currency = "EUR"
    #expect(
      try read(refund, of: .woocommerce, settings).refunds.first?.fact.amount == Money(minor: 1000, currency: "EUR"))
  }

  @Test(arguments: [("0.5", 2), ("2.2500", 2), ("3.0", 4), ("\"0.250\"", 2), ("0.0", 1)])
  func `what is sold by measure is one piece`(quantity: String, items: Int32) throws {
    let order = """
      {"id":1,"status":"completed","currency":"EUR","total":"12.50","date_created_gmt":"2025-03-22T19:28:02",
       "date_modified_gmt":"2025-03-22T20:00:00","line_items":[{"quantity":1},{"quantity":\(quantity)}]}
      """
    #expect(try read(order, of: .woocommerce).orders.first?.fact.items == items)
    let other = Self.magento.replacing("\"qty_ordered\":1.0000", with: "\"qty_ordered\":\(quantity)")
    #expect(try read(other, of: .magento).orders.first?.fact.items == items + 1)
    let goods = #"{"entity_id":2,"order_id":9,"date_requested":"2025-11-29 09:00:00","items":[{"qty_requested":Q}]}"#
    #expect(try read(goods.replacing("Q", with: quantity), of: .magento).returns.first?.fact.items == items - 1)
  }

  @Test(arguments: ["-0.5", "0.5.0", "1e-1", "\"half\"", "true", "\".5\"", "\"5.\""])
  func `what is no quantity refuses its order`(quantity: String) {
    let other = Self.magento.replacing("\"qty_ordered\":1.0000", with: "\"qty_ordered\":\(quantity)")
    #expect(refusal(other, of: .magento) != nil)
  }

  private static let magento = """
    {"entity_id":9,"increment_id":"000000009","state":"canceled","grand_total":396.8700,"order_currency_code":"USD",
     "created_at":"2025-11-28 09:00:00","updated_at":"2025-11-28 10:00:00","customer_email":"A@b.example",
     "items":[{"item_id":1,"qty_ordered":2,"product_type":"configurable"},
              {"item_id":2,"qty_ordered":2,"parent_item_id":1,"parent_item":{"item_id":1}},{"item_id":3,"qty_ordered":1.0000}]}
    """

  @Test func `Magento's numbers stay exact, its children are not counted, its edits cancel nothing`() throws {
    let order = try #require(try read(Self.magento, of: .magento).orders.first?.fact)
    #expect(order.value == Money(minor: 39_687, currency: "USD"))
    #expect(order.items == 3)
    #expect(order.cancelledAt == Instant("2025-11-28T10:00:00Z"))
    let edited = Self.magento.replacing("\"entity_id\":9", with: "\"entity_id\":9,\"relation_child_id\":\"10\"")
    #expect(try read(edited, of: .magento).orders.first?.fact.cancelledAt == nil)
  }

  @Test func `credit memos and returns of Magento are refunds and returns`() throws {
    let memo = """
      {"entity_id":4,"order_id":9,"grand_total":10.5,"order_currency_code":"USD","created_at":"2025-11-29 09:00:00",
       "adjustment":0}
      """
    #expect(try read(memo, of: .magento).refunds.first?.fact.amount == Money(minor: 1050, currency: "USD"))
    #expect(refusal(memo.replacing("10.5", with: "-10.5"), of: .magento)?.pointer == "/grand_total")
    let rma = """
      {"entity_id":2,"increment_id":"1","order_id":9,"date_requested":"2025-11-29 09:00:00",
       "items":[{"qty_requested":1},{"qty_requested":2}]}
      """
    #expect(try read(rma, of: .magento).returns.first?.fact.items == 3)
  }

  @Test func `keys that no description has are counted, not refused`() throws {
    let harvest = try read(Self.ticket.replacing("\"url\":\"x\"", with: "\"url\":\"x\",\"mood\":1"), of: .zendesk)
    #expect(harvest.unknownKeys == ["mood": 1])
    #expect(harvest.contacts.count == 1)
  }

  @Test(arguments: [
    ("{}", "unknown_record"), ("[1]", "unknown_record"), ("7", "unknown_record"), (#"{"openapi":"3"}"#, "not_data"),
    (#"{"error":"invalid_grant"}"#, "vendor_error"), (#"{"id":1,"what":2}"#, "unknown_record"),
  ])
  func `what is no record of the vendor's is told as what it is`(text: String, code: String) {
    #expect(refusal(text, of: .magento)?.code.rawValue == code)
  }
}
