import Testing

@testable import Onboarding

/// The templates of ADL's conformance suite for record stores: good ones and bad ones, by their names.
@Suite struct XAPITemplateTests {
  static let templates =
    Shared.files(in: "xapi/test/v1_0_3/templates", ending: ".json")
    + Shared.files(in: "xapi/test/v2_0/templates", ending: ".json")

  /// What is wrong by the specification when the template is taken as it stands.
  ///
  /// Where the suite keeps a part empty
  /// to fill it in (`"object": {"objectType": "Activity"}`), the empty part itself is what is refused.
  static let bad: [String: Set<String>] = [
    "agents": ["account_no_name", "account_no_homepage"],
    "groups": ["anonymous_no_member", "identified_account_no_name", "identified_account_no_homepage"],
    "verbs": ["no_id"],
    "activities": [
      "no_id", "name_invalid", "description_invalid", "string_name", "string_description", "numeric_name",
      "numeric_description", "interaction_type_invalid_iri", "interaction_type_invalid_numeric",
      "interaction_type_invalid_object", "interaction_type_invalid_string",
    ],
    "results": [],
    "contexts": ["instructor", "team", "invalid_activity"],
    "statements": [
      // The actor stands there twice: two readers would take it for two people, so the text itself is refused.
      "multiple_actor",
      "actor", "authority", "verb", "no_actor", "no_verb", "no_object", "object_activity", "object_actor",
      "object_statementref_no_id", "object_substatement",
    ],
    "substatements": [
      "actor", "agent", "group", "activity", "verb", "no_actor", "no_verb", "no_object", "statementref_no_id",
      "verb_invalid", "activity_definition_name_invalid", "activity_definition_description_invalid",
      "context_invalid_language_map", "interaction_component_invalid_language_map",
    ],
  ]

  private func judge(_ value: StrictJSON, as part: String) throws {
    switch part {
    case "agents": try StatementRules.agent(value, at: part)
    case "groups": try StatementRules.group(value, at: part)
    case "verbs": try StatementRules.verb(value, at: part)
    case "activities": try ActivityRules.activity(value, at: part)
    case "results": try StatementRules.result(value, at: part)
    case "contexts": try StatementRules.context(value, at: part, ofActivity: true)
    case "substatements": try StatementRules.target(value, at: part)
    default: try StatementRules.statement(value)
    }
  }

  @Test(.enabled(if: Shared.isThere, Shared.absent)) func `there are two hundred and forty`() {
    #expect(Self.templates.count == 240)
  }

  @Test(.enabled(if: Shared.isThere, Shared.absent), arguments: templates)
  func `a template is told good from bad`(path: String) throws {
    let steps = path.split(separator: "/").map(String.init)
    let (part, name) = (steps[steps.count - 2], String(steps[steps.count - 1].dropLast(5)))
    let text = try Shared.text(path)
    if Self.bad[part]?.contains(name) == true {
      #expect(throws: PackageRefusal.self) { try judge(StrictJSON(text), as: part) }
    } else {
      #expect(throws: Never.self) { try judge(StrictJSON(text), as: part) }
    }
  }
}

/// Statements of our own, each wrong in one way.
@Suite struct XAPIStatementTests {
  private static func statement(_ change: String = "", object: String = #""object":{"id":"http://e.org/a"}"#) -> String
  {
    #"{"actor":{"mbox":"mailto:a@e.org"},"verb":{"id":"http://e.org/passed"},"# + object + change + "}"
  }

  @Test(arguments: [
    (#","extra":1"#, "extra"), (#","result":null"#, "null"), (#","result":{"score":{"scaled":1.1}}"#, "scaled"),
    (#","result":{"score":{"raw":5,"min":6}}"#, "raw"), (#","result":{"success":"yes"}"#, "success"),
    (#","result":{"duration":"1 hour"}"#, "duration"), (#","result":{"extensions":{"x":1}}"#, "extensions"),
    (#","timestamp":"yesterday""#, "timestamp"), (#","timestamp":"2025-02-30T10:00:00Z""#, "day"),
    (#","timestamp":"2025-02-03T10:00:00-00:00""#, "timestamp"), (#","version":"0.9""#, "version"),
    (#","id":"1""#, "UUID"),
    (#","attachments":{}"#, "attachments"), (#","context":{"registration":"x"}"#, "registration"),
    (#","authority":{"objectType":"Group","member":[{"mbox":"mailto:a@e.org"}]}"#, "authority"),
    (
      #","attachments":[{"usageType":"http://e.org/u","display":{"en":"x"},"contentType":"t","length":-1,"sha2":"s"}]"#,
      "length"
    ),
  ])
  func `is refused for that`(change: String, word: String) {
    let refusal = #expect(throws: PackageRefusal.self) { try XAPIStatement(json: Self.statement(change)) }
    #expect(refusal?.reason.contains(word) == true, "\(String(describing: refusal))")
  }

  @Test(arguments: [
    #"{"a":1,"a":2}"#, #"{"a":"\u0000"}"#, #"{"a":"\ud800"}"#, #"{"a":01}"#, #"{"a":1e400}"#, #"{"a":nan}"#,
    #"{"a":1} x"#,
    #"{"a":"x"#, #"[1,"#, "{a:1}", "", String(repeating: "[", count: 100) + String(repeating: "]", count: 100),
    "\"\u{1}\"",
  ])
  func `JSON that two readers could read differently is refused`(text: String) {
    #expect(throws: PackageRefusal.self) { try StrictJSON(text) }
  }

  @Test func `JSON is read as it is meant`() throws {
    let value = try StrictJSON(#" {"a":[1,-2.5e1,true,null,"é\n😀\u00e9"],"b":{}} "#)
    #expect(
      value
        == .object(["a": .list([.number(1), .number(-25), .flag(true), .null, .text("é\n😀é")]), "b": .object([:])]))
  }

  @Test(arguments: [
    (#""verb":{"id":"http://adlnet.gov/expapi/verbs/passed"}"#, "", ["passed"]),
    (
      #""verb":{"id":"http://adlnet.gov/expapi/verbs/completed"}"#, #","result":{"success":false}"#,
      ["completed", "failed"]
    ),
    (
      #""verb":{"id":"http://adlnet.gov/expapi/verbs/failed"}"#, #","result":{"completion":true}"#,
      ["completed", "failed"]
    ),
    (#""verb":{"id":"http://adlnet.gov/expapi/verbs/initialized"}"#, "", ["started"]),
    (#""verb":{"id":"http://adlnet.gov/expapi/verbs/answered"}"#, #","result":{"success":true}"#, []),
  ])
  func `verbs become what is recorded`(verb: String, result: String, expected: [String]) throws {
    let text =
      #"{"actor":{"account":{"homePage":"http://e.org","name":"7"}},"# + verb + #","object":{"id":"http://e.org/a"}"#
    #expect(try XAPIStatement(json: text + result + "}").outcomes.map(\.rawValue) == expected)
  }
}
