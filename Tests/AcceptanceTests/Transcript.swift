import Foundation
import Testing

/// A session as a person sees it: commands after `$ `, and under each what must be printed.
///
/// Both streams are shown together. A line of `…` stands for any lines, `…` inside a line for any text, and
/// `[exit 64]` for the exit code where it is not 0. Lines before the first command are talk.
struct Transcript: Sendable, CustomTestStringConvertible {
  struct Step: Sendable {
    let line: Int
    let command: String
    var expected: [String] = []
    var exit: Int32 = 0
  }

  let name: String
  let steps: [Step]

  var testDescription: String { name }

  init(name: String, text: String, firstLine: Int = 1) {
    self.name = name
    var steps: [Step] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.hasPrefix("$ ") {
        steps.append(Step(line: firstLine + index, command: String(line.dropFirst(2))))
      } else if !steps.isEmpty, let code = line.wholeMatch(of: /\[exit (\d+)\]/) {
        steps[steps.count - 1].exit = Int32(code.1) ?? -1
      } else if !steps.isEmpty {
        steps[steps.count - 1].expected.append(String(line))
      }
    }
    self.steps = steps.map { step in
      var step = step
      while step.expected.last?.allSatisfy(\.isWhitespace) == true { step.expected.removeLast() }
      return step
    }
  }

  /// The sessions of this folder, each with a private cluster of its own.
  static let all: [Transcript] = {
    let folder = Place.root.appending(path: "Tests/AcceptanceTests/Transcripts")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().filter { $0.hasSuffix(".txt") }.compactMap { name in
      (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)).map { Transcript(name: name, text: $0) }
    }
  }()

  /// The sessions in the README: its blocks of kind `console`.
  static let readme: [Transcript] = {
    let text = (try? String(contentsOf: Place.root.appending(path: "README.md"), encoding: .utf8)) ?? ""
    return text.matches(of: /(?ms)^```console\n(.*?)^```/).map { match in
      let line = text[..<match.output.1.startIndex].count { $0 == "\n" } + 1
      return Transcript(name: "README.md", text: String(match.output.1), firstLine: line)
    }
  }()
}

/// Compares what was printed with what must be.
enum Match {
  /// Whether the lines are those expected, with `…` for what may vary.
  static func lines(_ printed: ArraySlice<String>, _ expected: ArraySlice<String>) -> Bool {
    guard let wanted = expected.first else { return printed.isEmpty }
    if wanted.trimmingCharacters(in: .whitespaces) == "…" {
      return printed.indices.contains { lines(printed[$0...], expected.dropFirst()) }
        || lines(printed[printed.endIndex...], expected.dropFirst())
    }
    guard let line = printed.first, text(line, wanted) else { return false }
    return lines(printed.dropFirst(), expected.dropFirst())
  }

  /// Whether a line is the one expected; runs of blanks count as one, for columns move with their content.
  static func text(_ line: String, _ wanted: String) -> Bool {
    let pieces = squeezed(wanted).components(separatedBy: "…")
    guard pieces.count > 1 else { return squeezed(line) == squeezed(wanted) }
    var rest = squeezed(line)[...]
    guard let first = pieces.first, rest.hasPrefix(first) else { return false }
    rest = rest.dropFirst(first.count)
    for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
      guard let found = rest.range(of: piece) else { return false }
      rest = rest[found.upperBound...]
    }
    return pieces.last.map { rest.hasSuffix($0) } ?? false
  }

  private static func squeezed(_ text: String) -> String {
    text.split(separator: " ").joined(separator: " ")
  }
}
