import Foundation
import Intake
import Postgres
import Store
import StoreTesting
import Testing
import Workload

/// Many tests run at once, and all of them are Pia.
private let manyConnections = Task {
  try await withStore { store in
    try await store.asMaster { try $0.script("ALTER ROLE u_pia CONNECTION LIMIT -1") }
  }
}

/// Pia at her desk: a folder for files, a database with queues, and the way from one to the other.
struct ImportDesk {
  let test: TestStore
  let store: Store
  let folder: String

  var intake: Intake { Intake(store: store) }

  /// Writes a file and returns its path.
  func file(_ name: String, _ text: String) throws -> String {
    let path = folder + "/" + name
    try Data(text.utf8).write(to: URL(filePath: path))
    return path
  }

  func request(_ text: String, as kind: FileKind, name: String = "in.csv") throws -> ImportRequest {
    ImportRequest(try file(name, text), as: kind, from: "shop")
  }

  /// Imports `text` as someone else.
  func run(_ text: String, as kind: FileKind, by name: String) async throws -> ImportReport {
    let store = try await test.store(as: name)
    defer { Task { await store.close() } }
    return try await Intake(store: store).run(try request(text, as: kind), as: Operation("import.run")).value
  }

  /// Imports `text` and says what it came to.
  @discardableResult
  func run(_ text: String, as kind: FileKind, maxErrors: Int = 0, dryRun: Bool = false) async throws -> ImportReport {
    var request = try request(text, as: kind)
    request.maxErrors = maxErrors
    return try await intake.run(request, as: Operation("import.run", dryRun: dryRun)).value
  }

  /// What an import was refused with.
  func refusal(of text: String, as kind: FileKind) async throws -> String {
    let request = try request(text, as: kind)
    do throws(IntakeError) {
      let report = try await intake.run(request, as: Operation("import.run")).value
      return "imported \(report.rows)"
    } catch {
      return error.description.replacing(folder + "/", with: "")
    }
  }

  /// What a query answers the master of the database, line by line.
  func lines(_ sql: SQL) async throws -> [String] {
    try await test.asMaster { try $0.all(Query<String?>("test.lines", sql)).map { $0 ?? "–" } }
  }
}

/// Runs `body` with a desk of its own.
func withDesk(_ body: (ImportDesk) async throws -> Void) async throws {
  try await manyConnections.value
  let folder = FileManager.default.temporaryDirectory.path + "/intake-" + UUID().uuidString
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try await withStore { test in
    let store = try await test.store(as: "Pia")
    let workload = Workload(store: store)
    _ = try await workload.addSource("shop", site: "Leeds", as: Operation("source.add"))
    _ = try await workload.addQueue("returns", site: "Leeds", as: Operation("queue.add"))
    _ = try await workload.addChannel("email", isLive: false, site: "Leeds", as: Operation("channel.add"))
    try await body(ImportDesk(test: test, store: store, folder: folder))
    await store.close()
  }
}
