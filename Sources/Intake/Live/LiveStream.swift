internal import Postgres
internal import Web

/// One kind of records that an account hands out, page by page.
///
/// A stream keeps where it is between two pages. Boundaries repeat records everywhere, which harms nothing: what is
/// known already is not written again. What must never happen is that one is left out.
protocol LiveStream: Sendable {
  /// The vendor's name for it.
  var name: String { get }
  /// Whether some plans or editions lack it, so that a no is a note.
  var isOptional: Bool { get }
  /// The members of a record that name it, and say when it changed last.
  var marks: (id: String, updated: String) { get }
  mutating func first(_ start: StreamStart) throws(PullRefusal) -> PageAsk
  mutating func next(after page: LivePage) throws(PullRefusal) -> PageStep
  /// The part of an answer that is whole records.
  func page(_ answer: WebAnswer) -> WebAnswer
  /// The member of a record that lists what has to be asked for record by record; `nil` where there is none.
  var parts: String? { get }
  /// The status that says that what was asked for is not known there, and something else may be.
  var unknown: Int? { get }
  /// What to ask instead behind ``unknown``, and what to say of it.
  mutating func restart() -> (ask: PageAsk, note: String)?
}

extension LiveStream {
  var isOptional: Bool { false }
  var marks: (id: String, updated: String) { ("id", "updated_at") }
  var parts: String? { nil }
  var unknown: Int? { nil }
  func page(_ answer: WebAnswer) -> WebAnswer { answer }
  mutating func restart() -> (ask: PageAsk, note: String)? { nil }
}

/// Where a pull begins.
struct StreamStart: Sendable {
  /// What the last pull left; `nil` at the first.
  var cursor: String?
  /// From when on; the first pull alone needs it.
  var since: Instant
  var now: Instant
}

extension Vendor {
  /// What is pulled, those first that others refer to.
  func streams() -> [any LiveStream] {
    switch self {
    case .zendesk:
      [
        ZendeskList("groups", "/api/v2/groups.json"),
        ZendeskList("users", "/api/v2/users.json?role[]=agent&role[]=admin"),
        ZendeskTickets(),
        ZendeskList("satisfaction_ratings", "/api/v2/satisfaction_ratings.json", isSince: true, isOptional: true),
        ZendeskEngagements(),
        ZendeskMetricEvents(),
        ZendeskList("schedules", "/api/v2/business_hours/schedules.json", isOptional: true),
      ]
    case .freshdesk:
      [
        FreshdeskList("groups", "/api/v2/groups"),
        FreshdeskList("agents", "/api/v2/agents"),
        FreshdeskTickets(),
        FreshdeskTickets(filter: "deleted"),
        FreshdeskList("satisfaction_ratings", "/api/v2/surveys/satisfaction_ratings", lookBack: 14, isOptional: true),
        FreshdeskList("time_entries", "/api/v2/time_entries", isOptional: true),
        FreshdeskList("business_hours", "/api/v2/business_hours", isOptional: true),
      ]
    case .shopify: [ShopifyOrders(), ShopifyReturns()]
    case .woocommerce: [WooCommerceList("orders"), WooCommerceRefunds()]
    case .magento:
      [
        MagentoList("orders", "/V1/orders"), MagentoList("creditmemos", "/V1/creditmemos"),
        MagentoList("returns", "/V1/returns", updated: "date_requested", isOptional: true),
      ]
    }
  }

  /// What is pulled only where it is named.
  func otherStreams() -> [any LiveStream] { self == .shopify ? [ShopifyBulk()] : [] }

  /// The names of the streams that are pulled unless others are named.
  public var streamNames: [String] { streams().map(\.name) }
}
