internal import Workload

/// What a kind of file holds: its columns, and the fact each row tells.
protocol FileLayout: Sendable {
  associatedtype Told: Fact
  static var columns: [Column] { get }
  /// Reads one row strictly.
  static func read(_ row: FileRow) throws(RefusedRow) -> Told
}

/// Columns several files share.
extension Column {
  static let updated = Column.optional("updated_at", "when the source last changed it; the newer of two rows counts")
  static let agent = Column.optional("agent", "who, as the source names agents")
  static let contact = Column.optional("contact_id", "which contact, as the source names it")
  static let order = Column.optional("order_id", "which order, as the shop names it")
  static let reason = Column.optional("reason", "a code, no free text")
}

extension FileRow {
  func version() throws(RefusedRow) -> Int64 { try optional("updated_at")?.version() ?? 0 }
}
