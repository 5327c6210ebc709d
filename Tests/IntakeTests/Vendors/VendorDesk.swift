import Foundation
import Intake
import Postgres
import Store
import StoreTesting
import Testing
import Workload

/// The vendors' files, read in place and never copied here.
enum VendorShelf {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/data/vendors").path

  static let isHere = FileManager.default.fileExists(atPath: folder)

  static func path(_ name: String) -> String { folder + "/" + name }
}

extension ImportDesk {
  /// Adds what every help desk needs, as a planner would before the first import.
  func openChannels() async throws {
    let workload = Workload(store: store)
    for channel in ["web", "chat", "messaging", "phone", "social", "api", "other"] {
      _ = try await workload.addChannel(
        channel, isLive: channel == "phone" || channel == "chat", site: "Leeds", as: Operation("channel.add"))
    }
  }

  /// A request whose contacts without a mapped group go to `returns`.
  func vendorRequest(_ path: String, _ vendor: Vendor) -> VendorRequest {
    var request = VendorRequest(path, of: vendor, from: "shop")
    request.settings.queue = "returns"
    request.settings.currency = "USD"
    request.settings.zone = "Europe/London"
    return request
  }

  @discardableResult
  func run(_ request: VendorRequest, dryRun: Bool = false) async throws(IntakeError) -> VendorReport {
    try await intake.run(request, as: Operation("import.\(request.vendor.rawValue)", dryRun: dryRun)).value
  }

  /// Imports `text` as a vendor's file.
  @discardableResult
  func run(
    _ text: String, of vendor: Vendor, name: String = "page.json", _ change: (inout VendorRequest) -> Void = { _ in }
  ) async throws -> VendorReport {
    var request = vendorRequest(try file(name, text), vendor)
    change(&request)
    return try await run(request)
  }

  /// Which row versions stand in each table of facts and names: whatever is written shows here, were it the same again.
  ///
  /// The server's counters (pg_stat) would say it too, but each connection tells them when it pleases.
  func rowVersions() async throws -> [String] {
    try await lines(
      """
      SELECT relname || ' '
             || query_to_xml(format('SELECT ctid::text, xmin::text FROM %s ORDER BY 1', oid::regclass), true, true, '')
        FROM pg_class
       WHERE relnamespace IN ('workload'::regnamespace, 'people'::regnamespace)
         AND relkind = 'r'
         AND relname NOT IN ('import_run', 'import_step', 'batch', 'source')
       ORDER BY 1
      """)
  }

  /// All facts and origins, a line each, without the numbers that only count imports.
  ///
  /// Nor with customers and digests of them: each database has a key of its own.
  func facts() async throws -> [String] {
    try await lines(
      """
      SELECT line FROM (
          SELECT concat_ws(' ', known.kind, known.external_id, known.version, known.happened_at) AS line
            FROM workload.origin AS known
           UNION ALL
          SELECT (to_jsonb(fact) - 'id' - 'operation_id' - 'customer')::text FROM workload.shop_order AS fact
           UNION ALL
          SELECT (to_jsonb(fact) - 'id' - 'operation_id' - 'customer')::text FROM workload.shop_refund AS fact
           UNION ALL
          SELECT (to_jsonb(fact) - 'id' - 'operation_id' - 'customer')::text FROM workload.shop_return AS fact
           UNION ALL
          SELECT (to_jsonb(fact) - 'id' - 'operation_id' - 'customer')::text FROM workload.contact AS fact
           UNION ALL
          SELECT (to_jsonb(fact) - 'id' - 'operation_id' - 'customer')::text FROM workload.survey AS fact
           UNION ALL
          SELECT (to_jsonb(fact) - 'id' - 'operation_id' - 'customer')::text FROM workload.handle_spell AS fact
           UNION ALL
          SELECT (to_jsonb(fact) - 'id' - 'operation_id')::text FROM workload.metric_event AS fact
           UNION ALL
          SELECT (to_jsonb(fact) - 'id' - 'operation_id')::text FROM workload.desk_hours AS fact
      ) AS told
       ORDER BY line
      """)
  }
}

extension VendorReport {
  /// What came of a file in one line: records, facts, what was skipped, and why others were refused.
  var sentence: String {
    func told(_ counts: [String: Int]) -> String {
      counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    }
    var codes: [String: Int] = [:]
    for refusal in refusals { codes[refusal.refusal.code.rawValue, default: 0] += 1 }
    if refused > refusals.count { codes["more", default: 0] += refused - refusals.count }
    let parts = [
      told(facts), told(names), skipped.isEmpty ? "" : "skipped " + told(skipped),
      codes.isEmpty ? "" : "refused " + told(codes),
    ]
    return "\(records) records: " + (parts.filter { !$0.isEmpty }.joined(separator: "; "))
  }
}
