public import Postgres
public import Store

/// Something a source has told us of: an order, a contact, a count.
///
/// A fact names itself in its source's words (``externalID``) and says which telling of it this is (``version``), so
/// that it may come twice, late or out of order and still be there once, as it was last.
public protocol Fact: Sendable {
  static var kind: FactKind { get }
  /// The columns of the staging table behind those every fact has.
  static var stagedColumns: [String] { get }
  /// Takes what is staged into the fact's table.
  static var settle: SQL { get }

  var externalID: String { get }
  /// Grows with each change at the source; 0 where the source has no versions, and then the last word counts.
  var version: Int64 { get }
  /// Who it was, in the source's words; `nil` where nobody is told, or where such facts know no customers.
  var customer: String? { get }
  /// Writes the fact behind what every fact has: line, source, external id, version and instant.
  ///
  /// - Parameter hash: What is kept of the customer.
  func stage(
    _ line: Int32, of source: Source.ID, customer hash: [UInt8]?, into writer: inout CopyWriter) throws(PostgresError)
}

/// The kinds of facts, each named like its table.
public enum FactKind: String, Sendable, Codable, CaseIterable {
  case order = "shop_order"
  case refund = "shop_refund"
  case goodsReturn = "shop_return"
  case contact
  case handleSpell = "handle_spell"
  case survey
  case intervalVolume = "interval_volume"
  case seriesVolume = "series_volume"
  case metricEvent = "metric_event"
  case deskHours = "desk_hours"
}

extension FactKind {
  var table: TableName { TableName(schema: "workload", rawValue) }
  var stage: TableName { TableName(schema: "stage", rawValue) }

  /// The column that says when.
  var instant: StaticString {
    switch self {
    case .order: "placed_at"
    case .refund: "refunded_at"
    case .goodsReturn: "requested_at"
    case .contact: "opened_at"
    case .survey: "answered_at"
    case .handleSpell: "started_at"
    case .intervalVolume, .seriesVolume: "starts_at"
    case .metricEvent: "happened_at"
    case .deskHours: "changed_at"
    }
  }

  /// Whether the table is cut by month.
  var isMonthly: Bool {
    switch self {
    case .order, .contact, .handleSpell: true
    case .refund, .goodsReturn, .survey, .intervalVolume, .seriesVolume, .metricEvent, .deskHours: false
    }
  }

  /// Whether rows name a queue or a channel by its code.
  var names: (queue: Bool, channel: Bool, agent: Bool) {
    switch self {
    case .contact, .handleSpell: (true, true, true)
    case .intervalVolume: (true, true, false)
    case .survey: (true, false, true)
    case .order, .refund, .goodsReturn, .seriesVolume, .metricEvent, .deskHours: (false, false, false)
    }
  }
}

// MARK: - SQL

extension Fact {
  public var customer: String? { nil }

  /// The columns every staged row begins with.
  static var stagedHead: [String] { ["line", "source_id", "external_id", "version", "happened_at"] }

  /// What a staged row says, as 32 bytes: the same words give the same digest, on whatever line and in whatever version.
  static var digest: SQL {
    let told = ["external_id", "happened_at"] + stagedColumns
    let words = told.dropFirst().reduce("staged.\(identifier: told[0])" as SQL) { words, column in
      "\(words), staged.\(identifier: column)"
    }
    return "sha256(record_send(ROW(\(words))))"
  }

  /// What a fact takes from its origin: id, entity, source, instant and operation, in this order.
  static var origin: SQL { "known.id, known.entity_id, known.source_id, known.happened_at, known.operation_id" }

  /// Which staged rows this transaction brought.
  ///
  /// Asked by the function behind `=`: of that one the planner expects a third of the rows, of `=` one in two hundred,
  /// and then it would look for agents and queues row by row.
  static var isOurs: SQL { "xid8eq(staged.xid, pg_current_xact_id())" }

  /// The staged rows of this transaction beside their origins, which it has just noted.
  ///
  /// All joins are outer ones, so that no row is ever lost on the way: one without its queue is refused by the table.
  /// Of inner ones the planner expects next to nothing, and then it looks for each row's agent among all of them.
  static var arrived: SQL {
    """
      FROM (SELECT * FROM \(kind.stage) AS staged WHERE \(isOurs)) AS staged
      LEFT JOIN workload.origin AS known
             ON known.source_id = staged.source_id
            AND known.kind = \(kind.rawValue)
            AND known.external_id = staged.external_id
            AND known.operation_id = (SELECT op.current())
    """
  }

  static var itsQueue: SQL {
    "LEFT JOIN workload.queue ON queue.entity_id = known.entity_id AND queue.code = staged.queue"
  }

  static var itsChannel: SQL {
    "LEFT JOIN workload.channel ON channel.entity_id = known.entity_id AND channel.code = staged.channel"
  }

  /// The person a source means on that day; nobody as long as nobody claims the reference.
  static var itsAgent: SQL {
    """
    LEFT JOIN workload.agent_identity AS identity
           ON identity.source_id = known.source_id
          AND identity.reference = staged.agent
          AND identity.valid @> (known.happened_at AT TIME ZONE 'UTC')::date
    """
  }
}
