public import People
public import Postgres
public import Store

/// Why Recruiting said no, in the recruiter's words.
public enum RecruitingError: Refusal, Equatable {
  /// What can be named and not be there.
  public enum Noun: String, Sendable, Codable {
    case requisition, pipeline, stage, candidate, application, reason, source, interview, kit, offer, hire, pool, batch
    case opening = "seat"
  }

  /// Nothing of that name that the caller may see.
  case unknown(Noun, String, known: [String])
  /// More than one thing of that name.
  case several(Noun, String, [String])
  /// A bulk change would touch another number of applications than was expected.
  case countChanged(found: Int, expected: Int)
  /// Something that cannot be read as what it should be.
  case unreadable(String)
  /// A rule of the schema, as its name states it, and what may be done instead.
  case rule(String, kind: RefusalKind, hint: String?)
  /// What People cannot find or refuses, in its own words.
  case people(PeopleError)
  case denied
  case store(String, kind: RefusalKind)
}

extension RecruitingError {
  /// Reads the violated rule's name: the schema states each rule once, and this repeats it.
  public init(_ error: PostgresError) {
    let kind = RefusalKind(error)
    self =
      switch (error.constraint, kind) {
      case (let rule?, _): .rule(rule, kind: kind, hint: error.hint?.isEmpty == false ? error.hint : Self.hints[rule])
      case (nil, .denied): .denied
      case (nil, _): .store(error.description, kind: kind)
      }
  }

  /// What to do about constraints that cannot say it themselves.
  private static let hints = [
    "application_is_live_once_a_requisition": "They have applied for it already: muster application list --candidate.",
    "offer_is_live_once_an_application": "There is a live offer: muster offer list; another version supersedes it.",
    "offer_is_live_once_an_opening":
      "The seat is on offer to somebody else: muster opening list shows those that are free.",
    "hire_is_live_once_an_opening": "The seat is taken: muster opening list shows those that are free.",
    "class_seat_is_taken_once": "Somebody took that seat just now: try again.",
    "interviewer_is_in_one_interview_at_a_time":
      "They are in another interview then: muster interview list --interviewer.",
    "employment_does_not_overlap_another_of_the_person": "They are employed then already: muster person show.",
    "person_private_email_is_unique_in_the_entity":
      "Somebody on the books has this address, perhaps the same person: muster candidate link.",
    "referral_is_one_a_season": "They were referred this season already.",
    "candidate_is_one_for_a_person": "Another candidate is this person already: muster candidate merge.",
    "invitation_is_sent_once": "They were invited already.",
    "pool_member_is_in_it_once": "They are in it already.",
    "feedback_is_one_an_interviewer": "You have told of this interview: amend it with --amend.",
  ]

  public var kind: RefusalKind {
    switch self {
    case .unknown: .missing
    case .several, .unreadable: .invalid
    case .countChanged: .conflict
    case .rule(_, let kind, _), .store(_, let kind): kind
    case .people(let error): error.kind
    case .denied: .denied
    }
  }
}

extension RecruitingError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknown(let noun, let name, let known):
      "There is no \(noun.rawValue) “\(name)” that you can see. "
        + (known.isEmpty ? "You can see none." : "There are \(known.prefix(12).joined(separator: ", ")).")
    case .several(let noun, let name, let which):
      "There is more than one \(noun.rawValue) “\(name)”: say which by \(which.joined(separator: ", "))."
    case .countChanged(let found, let expected):
      "\(found) applications match, and \(expected) were expected, so none was touched. Look again, then --expect \(found)."
    case .unreadable(let what): what
    case .rule(let name, _, let hint): PeopleError.sentence(name) + (hint.map { " " + $0 } ?? "")
    case .people(let error): error.description
    case .denied: "Your role does not allow this. An administrator can grant one: `muster person grant`."
    case .store(let text, _): "The database did not take it: \(text)."
    }
  }
}
