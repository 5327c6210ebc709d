import Documents

/// The JSON that every command prints, as JSON Schema: what a program may rely on until `schema_version` is raised.
///
/// `muster help json-schema` prints it. Which fields the objects of a list have, `--json` alone tells for each verb.
enum JSONSchema {
  static let text = """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "What muster prints with --format json, a line of --format ndjson, and on stderr when it fails",
      "anyOf": [
        {"$ref": "#/$defs/list"}, {"$ref": "#/$defs/change"}, {"$ref": "#/$defs/failure"}, {"$ref": "#/$defs/row"}
      ],
      "$defs": {
        "list": {
          "type": "object",
          "properties": {
            "schema_version": {"const": \(JSON.schemaVersion)},
            "kind": {"type": "string", "description": "the singular of what is listed"},
            "tz": {"type": "string", "description": "the time zone in which local times are told"},
            "items": {"type": "array", "items": {"$ref": "#/$defs/row"}}
          },
          "required": ["schema_version", "kind", "items"],
          "additionalProperties": false
        },
        "row": {
          "description": "one thing; a field that is not known is null, never missing",
          "type": "object",
          "propertyNames": {"pattern": "^[a-z][a-z0-9_]*$"},
          "additionalProperties": {"$ref": "#/$defs/field"}
        },
        "field": {
          "description": "instants are ISO 8601 with an offset, money in minor units, numbers beyond 2^53 strings",
          "type": ["null", "string", "number", "boolean", "array"],
          "items": {"$ref": "#/$defs/field"}
        },
        "change": {
          "type": "object",
          "properties": {
    \(properties(change, indent: "        "))
          },
          "required": [\(names(change))],
          "additionalProperties": false
        },
        "failure": {
          "type": "object",
          "properties": {
            "error": {
              "type": "object",
              "properties": {
    \(properties(failure, indent: "            "))
              },
              "required": [\(names(failure))],
              "additionalProperties": false
            }
          },
          "required": ["error"],
          "additionalProperties": false
        }
      }
    }

    """

  private typealias Property = (name: String, schema: String)

  /// The fields of ``Change``, in its order.
  private static let change: [Property] = [
    ("summary", #"{"type": "string"}"#),
    ("ids", #"{"type": "array", "items": {"type": "string"}}"#),
    ("dry_run", #"{"type": "boolean", "description": "the work was done and rolled back"}"#),
    ("replayed", #"{"type": "boolean", "description": "done before under this key, and not again"}"#),
    ("operation", #"{"type": ["string", "null"], "description": "for muster op status and muster audit log"}"#),
    ("next", #"{"type": ["string", "null"], "description": "the next useful command"}"#),
  ]

  /// The fields of ``Failure``, in its order.
  private static let failure: [Property] = [
    ("code", "{\"enum\": [\n                  \(codes)\n                ]}"),
    ("message", #"{"type": "string"}"#),
    ("field", #"{"type": ["string", "null"]}"#),
    ("line", #"{"type": ["integer", "null"]}"#),
    ("hint", #"{"type": ["string", "null"], "description": "what to try next"}"#),
    ("retryable", #"{"type": "boolean", "description": "whether the same command may succeed later as it is"}"#),
    ("request_id", #"{"type": "string", "description": "stands behind the program's name in the server's log"}"#),
  ]

  /// The words for the exit codes, a few on each line.
  private static var codes: String {
    let words = Exit.allCases.map { JSON.string($0.code) }
    return stride(from: 0, to: words.count, by: 6)
      .map { words[$0..<min($0 + 6, words.count)].joined(separator: ", ") }
      .joined(separator: ",\n                  ")
  }

  private static func properties(_ properties: [Property], indent: String) -> String {
    properties.map { "\(indent)\(JSON.string($0.name)): \($0.schema)" }.joined(separator: ",\n")
  }

  private static func names(_ properties: [Property]) -> String {
    properties.map { JSON.string($0.name) }.joined(separator: ", ")
  }
}
