import ArgumentParser
import Foundation
import Testing

@testable import Commands

/// The manual that is read in the repository is the one that the program prints.
@Suite struct ManualTests {
  static let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources/Commands/Commands.docc/Manual.md")

  @Test func `the manual in the repository is the program's own`() throws {
    let written = try String(contentsOf: Self.page, encoding: .utf8)
    #expect(written == Manual.text, "run: muster help manual > Sources/Commands/Commands.docc/Manual.md")
  }

  @Test func `every verb is in the manual once`() {
    let headings = Manual.text.split(separator: "\n").filter { $0.hasPrefix("## muster") }
    #expect(headings.count > 40 && Set(headings).count == headings.count)
  }

  /// A name worked out from a type costs a search of the whole program, for each verb at each start.
  @Test func `every noun and verb is given its name`() {
    func nameless(_ node: any ParsableCommand.Type) -> [String] {
      (node.configuration.commandName == nil ? ["\(node)"] : []) + node.configuration.subcommands.flatMap(nameless)
    }
    #expect(nameless(Muster.self).isEmpty)
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `a completion script is offered`(shell: String) {
    let script = #expect(throws: (any Error).self) {
      _ = try Muster.parseAsRoot(["--generate-completion-script", shell])
    }
    #expect(script.map { Muster.fullMessage(for: $0).contains("muster") } == true)
  }
}
