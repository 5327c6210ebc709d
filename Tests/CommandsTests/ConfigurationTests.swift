import FoundationEssentials
import Testing

@testable import Commands

/// Settings: a small part of TOML, read strictly, and who wins.
@Suite struct ConfigurationTests {
  @Test func `the part of TOML that settings need is read`() throws {
    let toml = try TOML(
      """
      # a comment
      profile = "shop"   # with a remark
      [profile.shop]
      host = 'C:\\raw'
      dbname = "mu\\u0073ter"
      connect_timeout = 10
      production = true
      "application_name" = "x"
      """)
    #expect(toml["profile"] == .text("shop"))
    #expect(toml["profile.shop.host"] == .text("C:\\raw"))
    #expect(toml["profile.shop.dbname"] == .text("muster"))
    #expect(toml["profile.shop.connect_timeout"] == .whole(10))
    #expect(toml["profile.shop.production"] == .flag(true))
    #expect(toml["profile.shop.application_name"] == .text("x"))
  }

  @Test(arguments: [
    ("a = [1]", 1), ("a = 1.5", 1), ("a = 2011-08-31", 1), ("\na = \"open", 2), ("a = 1\na = 2", 2), ("[a]\n[a]", 2),
    ("[[a]]", 1), ("a", 1), ("= 1", 1), ("a = \"x\" y", 1), ("a = \"\"\"x\"\"\"", 1), ("a = 01", 1), ("a = yes", 1),
    ("a = \"\\q\"", 1), ("a = \"\\u12\"", 1), ("a. = 1", 1), ("a = ", 1), ("a = 99999999999999999999", 1),
  ])
  func `the rest of TOML is refused by its line`(text: String, line: Int) {
    let refused = #expect(throws: TOML.Refused.self) { try TOML(text) }
    #expect(refused?.line == line)
  }

  @Test func `options win over the environment, that over the files`() throws {
    try withFiles(["format = \"csv\"\npager = \"most\"", "format = \"json\"\npager = \"more\""]) { files in
      let environment = Environment(values: ["MUSTER_PAGER": "less"])
      let settings = try Settings(options: ["as": "Ana"], environment: environment, files: files)
      #expect(settings["format"] == Setting(name: "format", value: "csv", origin: files[0] + ":1"))
      #expect(settings["pager"]?.origin == "MUSTER_PAGER")
      #expect(settings["as"]?.origin == "--as")
    }
  }

  @Test func `a profile brings its connection`() throws {
    try withFiles(["[profile.shop]\nhost = \"db\"\nproduction = true"]) { files in
      let settings = try Settings(options: ["profile": "shop"], environment: Environment(values: [:]), files: files)
      #expect(settings.connectionKeywords == ["host": "db"])
      #expect(settings.isProduction)
    }
  }

  @Test(arguments: [
    ("[profile.shop]\nhots = \"db\"", "Did you mean 'host'?"), ("[profile.shop]\npassword = \"x\"", "passwords"),
    ("formt = \"csv\"", "Did you mean 'format'?"), ("format = ", "is not a string"),
  ])
  func `an unknown setting is refused and explained`(text: String, words: String) throws {
    try withFiles([text]) { files in
      let refusal = #expect(throws: Failure.self) { try Settings(environment: Environment(values: [:]), files: files) }
      #expect(refusal?.exit == .configuration)
      #expect(refusal?.message.contains(words) == true)
    }
  }

  @Test func `a profile that no file defines is refused`() {
    let refusal = #expect(throws: Failure.self) {
      try Settings(options: ["profile": "prod"], environment: Environment(values: [:]), files: [])
    }
    #expect(refusal?.message == "There is no profile 'prod' (asked for by --profile).")
  }

  private func withFiles(_ texts: [String], _ body: ([String]) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "muster-settings-\(UInt64.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = texts.indices.map { folder.appending(path: "\($0).toml").path }
    for (path, text) in zip(files, texts) { try text.write(toFile: path, atomically: true, encoding: .utf8) }
    try body(files)
  }
}
