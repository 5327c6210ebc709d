import FoundationEssentials
import Postgres
import Store
import StoreTesting
import Testing

/// The package's folder, which sql/ is part of.
func packageFolder(_ file: String = #filePath) -> URL {
  URL(filePath: file).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}

struct ScriptTests {
  private func files(in folder: String) throws -> [(name: String, text: String)] {
    let path = packageFolder().appending(path: "sql/\(folder)").path
    return try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".sql") }.sorted().map {
      file in
      let bytes = try #require(FileManager.default.contents(atPath: path + "/" + file))
      return (String(file.dropLast(4)), String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test func `the program carries sql/ as it is: if not, run scripts/generate`() throws {
    #expect(try files(in: "migrations").map(\.name) == Scripts.carried.migrations.map(\.name))
    #expect(try files(in: "code").map(\.name) == Scripts.carried.code.map(\.name))
    for (file, script) in zip(try files(in: "migrations"), Scripts.carried.migrations) {
      #expect(file.text == script.text, "\(file.name) differs: run scripts/generate")
    }
    for (file, script) in zip(try files(in: "code"), Scripts.carried.code) {
      #expect(file.text == script.text, "\(file.name) differs: run scripts/generate")
    }
  }

  @Test func `checksums are the server's own sha256 of the text`() async throws {
    try await withEmptyStore { test in
      for script in Scripts.carried.migrations + Scripts.carried.code {
        let digest = try await test.asMaster { session in
          try session.one(
            Query<String>("script.digest", "SELECT encode(sha256(convert_to(\(script.text), 'UTF8')), 'hex')"))
        }
        #expect(script.checksum == digest, "\(script.name): run scripts/generate")
      }
    }
  }

  @Test func `migrations are numbered without a gap they did not choose, one room a file`() {
    let versions = Scripts.carried.migrations.map(\.version)
    #expect(versions == versions.sorted())
    #expect(Set(versions).count == versions.count)
  }

  @Test func `sql/schema.sql is the schema of a fresh database: if not, run scripts/generate`() async throws {
    let file = packageFolder().appending(path: "sql/schema.sql").path
    let page = String(decoding: try #require(FileManager.default.contents(atPath: file)), as: UTF8.self)
    let written = page.split(separator: "\n").dropFirst()
    try await withEmptyStore { test in
      let schema = try await test.asMaster { session in
        try session.one(Query<String>("schema.print", "SELECT op.schema()"))
      }
      let stands = schema.split(separator: "\n")
      for (line, now) in zip(written, stands) where line != now {
        Issue.record("sql/schema.sql says “\(line)” where “\(now)” stands: run scripts/generate")
        return
      }
      #expect(written.count == stands.count, "run scripts/generate")
    }
  }
}
