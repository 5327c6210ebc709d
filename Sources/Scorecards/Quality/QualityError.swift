public import People
public import Postgres
public import Store

/// Why quality work was refused, in the words of whoever evaluates.
public enum QualityError: Refusal, Equatable {
  /// A name that is nobody's or nothing's, as People says it.
  case people(PeopleError)
  /// No form of that code that the caller may see.
  case unknownForm(String, known: [String])
  /// The form has no such version.
  case unknownVersion(String, Int)
  /// No version of the form is published.
  case unpublished(String)
  /// Everything that is wrong with a form.
  case badForm([String])
  /// Everything that is wrong with an evaluation's answers.
  case badAnswers([String])
  /// No evaluation, plan, draw or calibration of that name or number that the caller may see.
  case unknown(String, String)
  /// The contact is not known here, so the agent must be named.
  case whoseContact(String)
  /// The contact is somebody else's.
  case othersContact(String)
  /// The evaluation is no draft of the caller's.
  case noDraft
  /// The step does not follow from the state.
  case noSuchStep(from: String)
  /// The step is somebody else's to take.
  case othersStep(String)
  /// A dispute is resolved by someone who did not evaluate.
  case ownDispute
  /// The days to dispute are over, or it was disputed before.
  case tooLate
  /// The days to dispute are not over.
  case tooEarly(String)
  /// What was submitted is not edited, and what is final is not amended.
  case frozen
  /// A plan that finds no contact.
  case emptyFrame(String)
  /// The scores of a calibration are not open before it is revealed.
  case blind(String)
  /// Scores come in no more after the reveal, or not from this person.
  case noRater(String)
  /// A rule of the schema, as its constraint's name states it.
  case rule(String, kind: RefusalKind, hint: String?)
  case denied
  case store(String, kind: RefusalKind)
}

extension QualityError {
  /// Reads the violated constraint's name: the schema states each rule once, and this names it.
  public init(_ error: PostgresError) {
    let kind = RefusalKind(error)
    self =
      switch (error.constraint, kind) {
      case ("evaluation_takes_one_of_its_steps", _): .noSuchStep(from: error.hint ?? "")
      case ("evaluation_step_is_taken_by_whose_it_is", _): .othersStep(error.hint ?? "evaluator")
      case ("dispute_is_resolved_by_someone_else", _): .ownDispute
      case ("dispute_is_raised_once_and_in_time", _): .tooLate
      case ("evaluation_is_final_when_its_days_are_over", _): .tooEarly(error.hint ?? "")
      case ("evaluation_is_not_edited_once_submitted", _), ("evaluation_is_amended_before_it_is_final", _),
        ("evaluation_is_amended_once", _):
        .frozen
      case (let rule?, _): .rule(rule, kind: kind, hint: error.hint)
      case (nil, .denied): .denied
      case (nil, _): .store(error.description, kind: kind)
      }
  }

  public var kind: RefusalKind {
    switch self {
    case .people(let error): error.kind
    case .unknownForm, .unknownVersion, .unknown, .unpublished: .missing
    case .badForm, .badAnswers, .whoseContact, .othersContact, .emptyFrame: .invalid
    case .noDraft, .noSuchStep, .tooLate, .tooEarly, .frozen, .blind: .conflict
    case .othersStep, .ownDispute, .noRater, .denied: .denied
    case .rule(_, let kind, _), .store(_, let kind): kind
    }
  }
}

extension QualityError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .people(let error): error.description
    case .unknownForm(let code, let known):
      "There is no form “\(code)”. "
        + (known.isEmpty ? "`muster form draft` makes one." : "There are \(known.prefix(12).joined(separator: ", ")).")
    case .unknownVersion(let code, let number): "“\(code)” has no version \(number). `muster form list` shows them."
    case .unpublished(let code): "No version of “\(code)” is published. HR can: `muster form publish \(code)`."
    case .badForm(let problems): "This is no form to work with:\n" + Self.lines(problems)
    case .badAnswers(let problems): "These answers do not fit the form:\n" + Self.lines(problems)
    case .unknown(let what, let name): "There is no \(what) \(name) that you can see."
    case .whoseContact(let reference):
      "Contact \(reference) is not among those you can see. Say whose it is: --agent NAME."
    case .othersContact(let name): "That contact was \(name)'s. Leave --agent out, or name \(name)."
    case .noDraft:
      "This is no draft of yours. `muster evaluation list --state draft` shows those; a submitted one is amended."
    case .noSuchStep(let state): Self.next(from: state)
    case .othersStep(let whose): "That is for the \(whose) of this evaluation to do."
    case .ownDispute:
      "Whoever evaluated does not resolve the dispute. Another lead or HR can: `muster evaluation resolve`."
    case .tooLate: "The days to dispute it are over, or it was disputed before. `muster evaluation show` tells."
    case .tooEarly(let day): "It can still be disputed until \(day); after that it is final by itself."
    case .frozen: "It is final, superseded or being amended already, so it stands. `muster evaluation show` tells."
    case .emptyFrame(let name): "No contact of anyone you can see lies in the days of “\(name)”, so nothing was drawn."
    case .blind(let name): "“\(name)” is blind until it is revealed: `muster calibration reveal \(name)`."
    case .noRater(let name): "You rate nothing in “\(name)” now. `muster calibration show \(name)` tells who does."
    case .rule(let name, _, let hint):
      PeopleError.sentence(name) + (hint.map { $0.isEmpty ? "" : " " + $0 } ?? "")
    case .denied: "Your role does not allow this. An administrator can grant one: `muster person grant`."
    case .store(let text, _): "The database did not take it: \(text)."
    }
  }

  private static func lines(_ problems: [String]) -> String { problems.map { "- \($0)" }.joined(separator: "\n") }

  /// What may be done instead, state by state.
  private static func next(from state: String) -> String {
    switch state {
    case "draft": "It is a draft. `muster evaluation submit` comes first."
    case "submitted": "It is submitted. `muster evaluation publish` shows it to the agent."
    case "published", "acknowledged":
      "It is \(state). It can be disputed by the agent, or amended, while its days last."
    case "disputed": "It is disputed. Someone else resolves it: `muster evaluation resolve`."
    default: "It is \(state), and stays so."
    }
  }
}
