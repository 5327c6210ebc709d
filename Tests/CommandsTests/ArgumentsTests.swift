import Store
import Testing

@testable import Commands

/// The words of the command line, and what is said to those that are not there.
@Suite struct ArgumentsTests {
  @Test(arguments: [
    (["--as", "Ana", "config", "show"], ["config", "show", "--as", "Ana"]),
    (["--format=json", "-q", "config", "show"], ["config", "show", "--format=json", "-q"]),
    (["--as", "Ana", "config", "show", "--", "x"], ["config", "show", "--as", "Ana", "--", "x"]),
    (["--help"], ["--help"]), (["config", "--as", "Ana"], ["config", "--as", "Ana"]),
    (["--as", "Ana"], ["--as", "Ana"]),
    (["config", "show", "--json"], ["config", "show", "--json=?"]),
    (["config", "show", "--json", "name", "-q"], ["config", "show", "--json", "name", "-q"]),
    (["config", "show", "--json", "-q"], ["config", "show", "--json=?", "-q"]),
  ])
  func `options may stand before the noun`(given: [String], settled: [String]) {
    #expect(Arguments.settled(given) == settled)
  }

  @Test(arguments: [
    (["cofnig"], "There is no `muster cofnig`. Did you mean `muster config`?"),
    (["config", "shwo"], "There is no `muster config shwo`. Did you mean `muster config show`?"),
    (["zzzzzz"], "There is no `muster zzzzzz`."),
  ])
  func `a mistyped word is answered with the one that is meant`(arguments: [String], words: String) {
    let refusal = #expect(throws: Failure.self) { try Arguments.refuseUnknownNames(arguments, root: Muster.self) }
    #expect(refusal?.message == words)
  }

  @Test(arguments: [
    (["x", "--json"], true), (["x", "--format", "ndjson"], true), (["x", "--format=json"], true),
    (["x", "--", "--json"], false), (["x", "--format", "csv"], false),
  ])
  func `errors are JSON when the result was to be`(arguments: [String], isJSON: Bool) {
    #expect(Arguments.wantJSON(arguments) == isJSON)
  }

  @Test(arguments: [("persn", "person"), ("shfit", "shift"), ("per", "person")])
  func `the nearest word is found`(typed: String, meant: String) {
    #expect(typed.nearest(among: ["shift", "person", "season"]) == meant)
  }

  @Test func `an error object has every field`() {
    let failure = Failure(exit: .conflict, "Ana already works then.", next: "muster shift list --person Ana")
    #expect(
      failure.json
        == #"{"error":{"code":"conflict","message":"Ana already works then.","field":null,"line":null,"#
        + #""hint":"muster shift list --person Ana","retryable":false,"request_id":"\#(Request.id)"}}"#)
    #expect(Request.id.wholeMatch(of: /[0-9a-f]{8}/) != nil)
  }

  @Test func `a name with a blank or a quote is one word on bash's line`() {
    #expect("Amira O'Neil".escapedForBash == #"Amira\\\ O\\\'Neil"#)
    #expect("peak-2011".escapedForBash == "peak-2011")
  }

  @Test func `every topic has a page and no line is wider than 120`() {
    for topic in Topic.allCases {
      #expect(topic.text.split(separator: "\n").allSatisfy { $0.count <= 120 } && topic.text.count > 100)
    }
  }
}
