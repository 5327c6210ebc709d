import Foundation
import Intake
import Postgres
import Store
import StoreTesting
import Testing
import Workload

/// Every file of the collection imports, or is refused for the right reason; and a second time nothing changes.
@Suite(.enabled(if: VendorShelf.isHere, "the shared data is not here")) struct VendorFilesTests {
  @Test(arguments: Vendor.allCases)
  func `each file of a vendor comes to what the table says, and twice writes nothing`(vendor: Vendor) async throws {
    try await withDesk { desk in
      try await desk.openChannels()
      let names = try files(of: vendor)
      let told = try await atFreshDesk(desk) { desk in
        var told: [String] = []
        for (number, name) in names.enumerated() {
          _ = try await Workload(store: desk.store).addSource("f-\(number)", site: "Leeds", as: Operation("source.add"))
          let outcome = try await outcome(of: name, vendor, number, desk).0
          told.append("\(name.dropFirst(vendor.rawValue.count + 1)): \(outcome)".trimmingCharacters(in: .whitespaces))
        }
        return told
      }
      let table = try #require(VendorTable.rows[vendor.rawValue]).split(separator: "\n").map(String.init)
      #expect(told == table, "\(told.filter { !table.contains($0) })")

      let written = try await desk.lines(Self.written)
      let changing = try await atFreshDesk(desk) { desk in
        var changing: [String] = []
        for (number, name) in names.enumerated() {
          let (sentence, report) = try await outcome(of: name, vendor, number, desk)
          if report?.changesNothing == false { changing.append("\(name): \(sentence)") }
        }
        return changing
      }
      #expect(changing.isEmpty)
      #expect(try await desk.lines(Self.written) == written)
      let brought = told.contains { $0.contains(" contact") || $0.contains(" shop_order") }
      #expect(written.contains("origin 0 0 0") != brought)
    }
  }

  @Test func `the table leaves no file of the collection out`() throws {
    let told = VendorTable.rows.flatMap { vendor, lines in
      lines.split(separator: "\n").compactMap { $0.split(separator: ": ").first.map { "\(vendor)/\($0)" } }
        .map { $0.hasSuffix(":") ? String($0.dropLast()) : $0 }
    }
    let there = try FileManager.default.subpathsOfDirectory(atPath: VendorShelf.folder).filter { name in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: VendorShelf.path(name), isDirectory: &isFolder)
        && !isFolder.boolValue
    }
    #expect((told + VendorTable.noImports.keys).sorted() == there.sorted())
    #expect(VendorTable.noImports.values.allSatisfy { $0.hasPrefix("not an import: ") })
  }

  /// How many rows were ever inserted, updated and deleted in each table of facts and names, as the server counts them.
  private static let written: SQL = """
    SELECT concat_ws(' ', relname, n_tup_ins, n_tup_upd, n_tup_del)
      FROM pg_stat_user_tables
     WHERE schemaname = 'workload'
       AND relname NOT IN ('source', 'channel', 'queue', 'customer_key', 'batch', 'import_run', 'import_step',
                           'import_reject')
     ORDER BY relname
    """

  /// Runs `body` over connections of its own, and waits until they are gone: a connection has told the server's counters
  /// everything by then.
  private func atFreshDesk<Value>(_ desk: ImportDesk, _ body: (ImportDesk) async throws -> Value) async throws -> Value
  {
    var options = desk.test.options(as: "Pia")
    options.applicationName = "fresh"
    let store = try await Store.open(.server(options))
    let value = try await body(ImportDesk(test: desk.test, store: store, folder: desk.folder))
    await store.close()
    while try await desk.lines(Self.connections) != ["0"] { try await Task.sleep(for: .milliseconds(20)) }
    return value
  }

  private static let connections: SQL = """
    SELECT count(*)::text
      FROM pg_stat_activity
     WHERE datname = current_database() AND usename = 'u_pia' AND application_name LIKE 'fresh%'
    """

  private func files(of vendor: Vendor) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: VendorShelf.path(vendor.rawValue))
      .filter { $0.contains(".") }.sorted().map { vendor.rawValue + "/" + $0 }
  }

  private func outcome(
    of name: String, _ vendor: Vendor, _ number: Int, _ desk: ImportDesk
  ) async throws -> (String, VendorReport?) {
    var request = desk.vendorRequest(VendorShelf.path(name), vendor)
    request.source = "f-\(number)"
    do throws(IntakeError) {
      let report = try await desk.run(request)
      return (report.sentence, report)
    } catch {
      return (error.description.replacing(VendorShelf.folder + "/" + name, with: "FILE"), nil)
    }
  }
}
