public import Postgres
public import Store

/// Why postings, counts, forecasts and privacy said no, in the words of whoever asked.
public enum HiringError: Refusal, Equatable {
  /// What can be named and not be there.
  public enum Noun: String, Sendable, Codable {
    case description, posting, requisition, candidate, application, company
    case forecast = "supply forecast"
    case trainingClass = "class"
  }

  /// Nothing of that name that the caller may see.
  case unknown(Noun, String)
  /// More than one, and which.
  case several(Noun, String, [String])
  /// A posting with something that blocks it.
  case lint([PostingFinding])
  /// The same text is the newest version already.
  case unchanged(String)
  /// A rule of the schema, as its constraint's name states it.
  case rule(String, kind: RefusalKind, hint: String?)
  case denied
  case store(String, kind: RefusalKind)

  public init(_ error: PostgresError) {
    let kind = RefusalKind(error)
    self =
      switch (error.constraint, kind) {
      case (let rule?, _): .rule(rule, kind: kind, hint: error.hint)
      case (nil, .denied): .denied
      case (nil, _): .store(error.description, kind: kind)
      }
  }

  public var kind: RefusalKind {
    switch self {
    case .unknown: .missing
    case .several, .lint: .invalid
    case .unchanged: .conflict
    case .rule(_, let kind, _), .store(_, let kind): kind
    case .denied: .denied
    }
  }

  public var description: String {
    switch self {
    case .unknown(let noun, let name): "There is no \(noun.rawValue) “\(name)” that you may see."
    case .several(let noun, let name, let which):
      "There is more than one \(noun.rawValue) “\(name)”: \(which.joined(separator: ", ")). Say which by its number."
    case .lint(let findings):
      "The posting does not go live.\n"
        + findings.filter { $0.weight == .blocks }.map { "\($0.rule): \($0.words)" }.joined(separator: "\n")
    case .unchanged(let code): "The newest version of “\(code)” says exactly this."
    case .rule(let name, _, let hint):
      "Refused: " + name.split(separator: "_").joined(separator: " ") + "." + (hint.map { " " + $0 } ?? "")
    case .denied: "Your role does not allow this. An administrator can grant one: `muster person grant`."
    case .store(let text, _): "The database did not take it: \(text)."
    }
  }
}
