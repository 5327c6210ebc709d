internal import Workload

/// What some records told, until it is merged: facts with the numbers of their records, in arrays by kind.
struct Harvest: Sendable {
  /// A fact that may still lack what only the database knows.
  struct Draft<F: Fact>: Sendable {
    /// Which record of the file told it.
    let record: Int32
    var fact: F
    /// The vendor's name of the group, which stands for a queue.
    var group: String?
  }

  var orders: [Draft<Order>] = []
  var refunds: [Draft<Refund>] = []
  var returns: [Draft<GoodsReturn>] = []
  var contacts: [Draft<Contact>] = []
  var surveys: [Draft<Survey>] = []
  var spells: [Draft<HandleSpell>] = []
  var metrics: [Draft<MetricEvent>] = []
  var hours: [Draft<DeskHours>] = []
  /// Agents by the vendor's name, with their addresses.
  var agents: [String: String] = [:]
  /// Groups by the vendor's name, with what people call them.
  var groups: [String: String] = [:]
  /// Records that tell nothing that Muster keeps, by kind.
  var skipped: [String: Int] = [:]
  /// Keys no description has, and how often they came.
  var unknownKeys: [String: Int] = [:]
}

extension Harvest {
  /// Everything an order's record tells comes or stays away together.
  mutating func add(_ order: Order, refunds: [Refund] = [], returns: [GoodsReturn] = [], _ context: RecordContext) {
    orders.append(Draft(record: context.number, fact: order))
    for refund in refunds { add(refund, context) }
    for goods in returns { add(goods, context) }
  }

  mutating func add(_ refund: Refund, _ context: RecordContext) {
    refunds.append(Draft(record: context.number, fact: refund))
  }

  mutating func add(_ goods: GoodsReturn, _ context: RecordContext) {
    returns.append(Draft(record: context.number, fact: goods))
  }

  mutating func add(_ contact: Contact, group: String?, _ context: RecordContext) {
    contacts.append(Draft(record: context.number, fact: contact, group: group))
  }

  mutating func add(_ survey: Survey, group: String?, _ context: RecordContext) {
    surveys.append(Draft(record: context.number, fact: survey, group: group))
  }

  mutating func add(_ spell: HandleSpell, group: String?, _ context: RecordContext) {
    spells.append(Draft(record: context.number, fact: spell, group: group))
  }

  mutating func add(_ metric: MetricEvent, _ context: RecordContext) {
    metrics.append(Draft(record: context.number, fact: metric))
  }

  mutating func add(_ hours: DeskHours, _ context: RecordContext) {
    self.hours.append(Draft(record: context.number, fact: hours))
  }

  mutating func skip(_ kind: String) { skipped[kind, default: 0] += 1 }
}
