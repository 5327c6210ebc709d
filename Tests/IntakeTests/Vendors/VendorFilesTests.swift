import Foundation
import Intake
import Store
import Testing
import Workload

/// Every file of the collection imports, or is refused for the right reason; and a second time nothing changes.
@Suite(.enabled(if: VendorShelf.isHere, "the shared data is not here")) struct VendorFilesTests {
  @Test(arguments: Vendor.allCases)
  func `each file of a vendor comes to what the table says, and twice changes nothing`(vendor: Vendor) async throws {
    try await withDesk { desk in
      try await desk.openChannels()
      var told: [String] = []
      for (number, name) in try files(of: vendor).enumerated() {
        let outcome = try await outcome(of: name, vendor, "f-\(number)", desk)
        told.append("\(name.dropFirst(vendor.rawValue.count + 1)): \(outcome)".trimmingCharacters(in: .whitespaces))
      }
      let table = try #require(VendorTable.rows[vendor.rawValue]).split(separator: "\n").map(String.init)
      #expect(told == table, "\(told.filter { !table.contains($0) })")
    }
  }

  private func files(of vendor: Vendor) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: VendorShelf.path(vendor.rawValue))
      .filter { $0.contains(".") }.sorted().map { vendor.rawValue + "/" + $0 }
  }

  private func outcome(of name: String, _ vendor: Vendor, _ source: String, _ desk: ImportDesk) async throws -> String {
    _ = try await Workload(store: desk.store).addSource(source, site: "Leeds", as: Operation("source.add"))
    var request = desk.vendorRequest(VendorShelf.path(name), vendor)
    request.source = source
    do throws(IntakeError) {
      let first = try await desk.run(request)
      let second = try await desk.run(request)
      return second.changesNothing ? first.sentence : "changed twice: \(second.sentence)"
    } catch {
      return error.description.replacing(VendorShelf.folder + "/" + name, with: "FILE")
    }
  }
}
