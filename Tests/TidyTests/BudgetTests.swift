import Testing

/// Files that fit a head, functions that fit a glance.
@Suite struct BudgetTests {
  static let sizes = (Tree.swift + Tree.tests.filter(\.isSwift)).map { (path: $0.path, lines: $0.lines.count) }
  static let functions = (Tree.swift + Tree.tests.filter(\.isSwift)).flatMap { Function.all(in: $0) }

  @Test func `no file is longer than 400 lines`() {
    let breaches = Self.sizes.filter { $0.lines > 400 }.map { "\($0.path): \($0.lines) lines" }
    #expect(breaches.isEmpty, "a file that needs scrolling for minutes is two files: split it where its story turns")
  }

  @Test func `most files are short`() {
    let lines = Self.sizes.filter { $0.path.hasPrefix("Sources") }.map(\.lines)
    #expect(lines.quantile(0.5) <= 120, "the median file passed 120 lines; split the ones that you touched last")
    let longest = Self.sizes.sorted { $0.lines > $1.lines }.prefix(8).map { "\($0.path): \($0.lines)" }
    #expect(lines.quantile(0.95) <= 300, "more than one file in twenty passed 300 lines; begin with \(longest)")
  }

  @Test func `no function is longer than 70 lines`() {
    let breaches = Self.functions.filter { $0.lines > 70 }.map(\.description)
    #expect(breaches.isEmpty, "give each step of the function a name of its own")
  }

  @Test func `most functions are short`() {
    let lines = Self.functions.filter { $0.path.hasPrefix("Sources") }.map(\.lines)
    #expect(lines.quantile(0.5) <= 8, "the median function passed 8 lines; give steps names of their own")
    let longest = Self.functions.sorted { $0.lines > $1.lines }.prefix(8).map(\.description)
    #expect(lines.quantile(0.95) <= 40, "more than one function in twenty passed 40 lines; begin with \(longest)")
  }
}

/// A function's place and length, from its first line to its closing brace.
///
/// The formatter guarantees the indentation, so a body ends at the first brace that stands where its declaration began.
struct Function: CustomStringConvertible {
  let path: String
  let line: Int
  let lines: Int

  var description: String { "\(path):\(line) has \(lines) lines" }

  static func all(in file: Tree.File) -> [Function] {
    file.lines.indices.compactMap { first in
      guard let declaration = file.lines[first].prefixMatch(of: declared) else { return nil }
      let indentation = declaration.1
      guard let opening = opening(from: first, indentation: indentation, in: file.lines) else { return nil }
      if file.lines[opening].hasSuffix("}") { return Function(path: file.path, line: first + 1, lines: 1) }
      let closing = file.lines[opening...].firstIndex { $0.hasPrefix(indentation + "}") } ?? opening
      return Function(path: file.path, line: first + 1, lines: closing - first + 1)
    }
  }

  private nonisolated(unsafe) static let declared =
    /(\s*)(@[\w().]+ )*((public|package|internal|private|fileprivate|static|final|override|mutating|nonisolated|isolated|consuming|borrowing|convenience|required|class)(\([a-z]+\))? )*(func |init[?(<]|deinit |subscript[(<])/

  /// The line whose end opens the body; nil for a requirement of a protocol.
  private static func opening(from first: Int, indentation: Substring, in lines: [Substring]) -> Int? {
    for index in lines.indices[first...].prefix(40) {
      let line = lines[index]
      if line.hasSuffix("{") || line.contains("{ ") && line.hasSuffix("}") { return index }
      let depth = line.prefix { $0 == " " }.count
      if index > first, depth <= indentation.count, !line.hasPrefix(indentation + ")") { return nil }
    }
    return nil
  }
}
