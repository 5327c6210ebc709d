import Foundation
import Postgres
import Store
import Synchronization
import Testing
import Web

@testable import Intake

/// A vendor's account on this machine, over real TLS with a certificate authority of its own.
final class StubAccount: Sendable {
  let address: String
  private let process: Process
  private let input: Pipe

  /// A certificate for this machine, made once; `nil` where the programs for it are not here.
  private static let folder: String? = {
    let folder = FileManager.default.temporaryDirectory.path + "/stub-" + UUID().uuidString
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let made = try? run(
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
        + " -addext subjectAltName=DNS:localhost -keyout \(folder)/key.pem -out \(folder)/cert.pem"
        + " 2>/dev/null && python3 -c 'import ssl'")
    return made == 0 ? folder : nil
  }()

  static let isPossible = folder != nil
  static var authority: String { (folder ?? "") + "/cert.pem" }

  private static func run(_ command: String) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  init(_ vendor: Vendor, _ options: [String]) throws {
    let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Stub/stub.py").path
    process = Process()
    input = Pipe()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-B", script, vendor.rawValue, Self.folder ?? ""] + options
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    let port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
    address = "https://localhost:\(port)"
  }

  func stop() {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// How often each path was asked, and what came to another server.
  func told() async throws -> Told {
    let answer = try await WebClient(authority: Self.authority).answer(to: WebRequest("GET", address + "/stub"))
    return try JSONDecoder().decode(Told.self, from: Data(answer.body))
  }

  struct Told: Decodable {
    let paths: [String: Int]
    let strangers: [String]
  }
}

/// Waits that pass at once, and are remembered.
final class QuickClock: Sendable {
  let waits = Mutex<[Double]>([])

  var clock: PullClock {
    PullClock(now: { Instant(unixSeconds: 1_767_225_600) }) { seconds in self.waits.withLock { $0.append(seconds) } }
  }
}

extension ImportDesk {
  /// Everything a vendor's account at `address` wants.
  func pullRequest(_ vendor: Vendor, _ address: String, _ clock: QuickClock = QuickClock()) throws -> PullRequest {
    let secrets: [Vendor: String] = [
      .zendesk: "email = ops@lantern.example\ntoken = t0k3n", .freshdesk: "key = k3y",
      .shopify: "access_token = shpat_1", .woocommerce: "key = ck_1\nsecret = cs_1",
      .magento: """
      consumer_key = consumer-key
      consumer_secret = consumer-secret
      access_token = token
      access_token_secret = token-secret
      """,
    ]
    var request = PullRequest(
      vendor, from: "shop", at: address, secrets: try secretsFile(secrets[vendor] ?? ""), clock: clock.clock)
    request.settings.queue = "returns"
    request.settings.currency = "GBP"
    request.since = Instant(unixSeconds: 1_735_689_600)
    request.authority = StubAccount.authority
    return request
  }

  func secretsFile(_ text: String) throws -> Secrets {
    let path = try file("secrets", text)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    return try Secrets(file: path)
  }

  @discardableResult
  func pull(_ request: PullRequest, dryRun: Bool = false) async throws(IntakeError) -> PullReport {
    try await intake.pull(request, as: Operation("import.pull", dryRun: dryRun))
  }
}

/// Runs `body` with a desk, and an account beside it.
func withAccount(
  _ vendor: Vendor, _ options: String..., body: (ImportDesk, StubAccount) async throws -> Void
) async throws {
  try await withDesk { desk in
    try await desk.openChannels()
    let account = try StubAccount(vendor, options)
    defer { account.stop() }
    try await body(desk, account)
  }
}
