import Foundation
import Testing

@testable import Intake

/// Bytes that once crashed a reader, and those that fuzzing begins with: `scripts/fuzz` looks for more.
@Suite struct CorpusTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fuzz/Corpus").path

  private static let names = (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []

  private func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: Self.folder + "/" + name)))
  }

  @Test func `there is a corpus`() {
    #expect(Self.names.count >= 4)
  }

  @Test(arguments: names)
  func `bytes of the corpus are tokens or a refusal, and places lie in order`(name: String) throws {
    let bytes = try bytes(name)
    var tokenizer = JSONTokenizer(bytes)
    var last = 0
    do throws(JSONProblem) {
      while let token = try tokenizer.next() {
        guard case .string(let place) = token else { continue }
        #expect(last <= place.start && place.end <= bytes.count)
        last = place.end
      }
      #expect(tokenizer.depth == 0)
    } catch {
      #expect(error.offset <= bytes.count)
    }
  }

  @Test(arguments: names)
  func `bytes of the corpus are the same rows however they are cut`(name: String) throws {
    let bytes = try bytes(name)
    #expect(rows(bytes, chunk: .max) == rows(bytes, chunk: 1))
  }

  private func rows(_ bytes: [UInt8], chunk: Int) -> [[String]] {
    var reader = CSVReader(HeldBytes(bytes, chunk: chunk))
    var rows: [[String]] = []
    do {
      while let record = try reader.next() { rows.append((0..<record.count).map { record[$0] }) }
    } catch {
      rows.append(["\(error)"])
    }
    return rows
  }
}
