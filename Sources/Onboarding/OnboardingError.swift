public import People
public import Postgres
public import Store

/// Why Onboarding said no, in the words of whoever trains and learns.
public enum OnboardingError: Refusal, Equatable {
  /// What can be named and not be there.
  public enum Noun: String, Sendable, Codable {
    case curriculum, version, module, item, cohort, assignment, certification, certificate, policy
    case bank = "question bank"
    case question, assessment, attempt
  }

  /// A name that is nobody's or nothing's, as People says it.
  case people(PeopleError)
  /// Nothing of that name that the caller may see.
  case unknown(Noun, String, known: [String])
  /// More than one thing of that name.
  case several(Noun, String, [String])
  /// A text that is not what it should be: which, where, and what is expected.
  case unreadable(String)
  /// Something waits for itself; the path says how.
  case circle([String])
  /// A prerequisite or rule names what is not in the version.
  case strayKeys([String])
  /// The version is published, so it does not change.
  case published(String)
  /// There is no published version to learn from.
  case nothingPublished(String)
  /// The newest version is being reviewed, so it is not written on.
  case inReview(String)
  /// No version of it can be taken to that state.
  case noVersionToTake(String, to: String)
  /// What the item waits for is not done.
  case locked(String, missing: [String])
  /// Rows of a file or list that cannot be taken, so none was; the first of them in words.
  case refusedRows(Int, [String])
  /// The two cohorts learn different versions.
  case otherVersion(String, String, code: String)
  /// The item has no result that counts.
  case nothingToVoid(String)
  /// The class opens no skill, so there is nothing the plan could count on.
  case noSkill(String)
  /// A rule of the schema, as its constraint's name states it.
  case rule(String, kind: RefusalKind, hint: String?)
  case denied
  case store(String, kind: RefusalKind)
}

extension OnboardingError {
  /// Reads the violated constraint's name: the schema states each rule once, and this names it.
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
    case .people(let error): error.kind
    case .unknown, .nothingPublished, .noVersionToTake, .nothingToVoid: .missing
    case .several, .unreadable, .circle, .strayKeys, .refusedRows, .noSkill: .invalid
    case .published, .inReview, .locked, .otherVersion: .conflict
    case .rule(_, let kind, _), .store(_, let kind): kind
    case .denied: .denied
    }
  }
}

extension OnboardingError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .people(let error): error.description
    case .unknown(let noun, let name, let known):
      "There is no \(noun.rawValue) “\(name)”. "
        + (known.isEmpty ? "You can see none." : "There are \(known.prefix(12).joined(separator: ", ")).")
    case .several(let noun, let name, let which):
      "There is more than one \(noun.rawValue) “\(name)”: say which by \(which.joined(separator: ", "))."
    case .unreadable(let text): text
    case .circle(let path): "Something waits for itself: \(path.joined(separator: " → "))."
    case .strayKeys(let keys):
      "Not in this version: \(keys.joined(separator: ", ")). `muster curriculum show` lists its keys."
    case .published(let code):
      "A published version does not change, so that nobody's progress does. "
        + "`muster curriculum draft \(code)` begins the next one."
    case .nothingPublished(let code):
      "Nothing of \(code) is published yet. `muster curriculum publish \(code)` does that."
    case .inReview(let code):
      "A version of \(code) is in review. `muster curriculum review \(code) --back` lets it be written on."
    case .noVersionToTake(let code, let state):
      "No version of \(code) can become \(state). `muster curriculum show \(code)` says where they stand."
    case .locked(let key, let missing): "\(key) is locked: \(missing.joined(separator: "; "))."
    case .refusedRows(let count, let rows):
      (["\(count) \(count == 1 ? "row" : "rows") cannot be taken, so none was."] + rows).joined(separator: "\n")
    case .otherVersion(let old, let new, let code):
      "\(old) and \(new) learn different versions of \(code). `muster curriculum migrate \(code)` says who keeps what."
    case .nothingToVoid(let key): "\(key) has no result that counts."
    case .noSkill(let name): "\(name) teaches no skill, so no plan counts on it. `muster class add --skill` names one."
    case .rule(let name, _, let hint): PeopleError.sentence(name) + (hint.map { " " + $0 } ?? "")
    case .denied: "Your role does not allow this. An administrator can grant one: `muster person grant`."
    case .store(let text, _): "The database did not take it: \(text)."
    }
  }
}
