public import People
public import Postgres
public import Store

/// Why Coaching said no, in the words of whoever coaches and of whoever is coached.
public enum CoachingError: Refusal, Equatable {
  /// A name that is nobody's or nothing's, as People says it.
  case people(PeopleError)
  /// There is no such session, note, action or follow-up that the caller may see or change.
  case notThere(String)
  /// The time is taken: by what, and which times are free.
  case busy(Busy)
  /// No published shift holds a session that was to be in one; these times would do.
  case noShift(String, free: [FreeSlot])
  /// A local time that the clocks skip or show twice.
  case time(String, hint: String?)
  /// The session is not where this step starts; what may follow instead.
  case outOfStep(CoachingSession.State, to: CoachingSession.State, next: [CoachingSession.State])
  /// The last day to answer is not over.
  case timeToAnswer(LocalDate?)
  /// Actions that are still open, by id.
  case openActions([Int64])
  /// The session has nothing to share.
  case nothingShared
  /// A note older than 72 hours keeps its words.
  case sealed
  /// A note is seen by more people already than was asked for.
  case narrower
  /// The note can still be edited.
  case notSealed
  /// This was said before, and once is all.
  case answered(String)
  /// A rule of the schema, as its constraint's name states it.
  case rule(String, kind: RefusalKind, hint: String?)
  /// A question of ``ImpactStudy`` that its numbers cannot answer.
  case impact(String)
  case denied
  case store(String, kind: RefusalKind)
}

extension CoachingError {
  /// Reads the violated constraint's name: the schema states each rule once, and this names it.
  public init(_ error: PostgresError) {
    let kind = RefusalKind(error)
    self =
      switch (error.constraint, kind) {
      case ("local_time_exists", _), ("local_time_that_happens_twice_has_a_fold", _):
        .time(error.message, hint: error.hint)
      case ("session_is_shared_with_a_shared_note", _): .nothingShared
      case ("note_is_edited_before_it_is_sealed", _): .sealed
      case ("note_is_only_widened", _): .narrower
      case ("addendum_comes_after_the_seal", _): .notSealed
      case ("note_adds_to_one_of_its_author", _): .notThere("note of yours")
      case ("acknowledgement_is_given_once", _): .answered("You answered this session before")
      case ("acknowledgement_follows_the_sharing", _): .answered("Nothing waits for an answer here")
      case ("action_is_settled_once", _): .answered("This action is settled already")
      case ("follow_up_is_answered_once", _): .answered("This follow-up has its answer")
      case (let rule?, _): .rule(rule, kind: kind, hint: error.hint)
      case (nil, .denied): .denied
      case (nil, _): .store(error.description, kind: kind)
      }
  }

  public var kind: RefusalKind {
    switch self {
    case .people(let error): error.kind
    case .notThere: .missing
    case .busy, .noShift, .outOfStep, .sealed, .narrower, .answered: .conflict
    case .time, .timeToAnswer, .openActions, .nothingShared, .notSealed, .impact: .invalid
    case .denied: .denied
    case .rule(_, let kind, _), .store(_, let kind): kind
    }
  }
}

extension CoachingError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .people(let error): error.description
    case .notThere(let what): "There is no such \(what) that you can see or change. `muster coach list` shows what is."
    case .busy(let busy): busy.description
    case .noShift(let name, let free):
      "\(name) has no published shift that holds it. " + FreeSlot.sentence(free)
    case .time(let what, let hint): what + "." + (hint.map { " " + $0 } ?? "")
    case .outOfStep(let from, let to, let next): Self.outOfStep(from, to, next)
    case .timeToAnswer(let day):
      "It waits for an answer" + (day.map { " until \($0)" } ?? "") + "; only then does it close without one."
    case .openActions(let ids):
      "\(ids.count == 1 ? "An action is" : "\(ids.count) actions are") open:"
        + " \(ids.map { "#\($0)" }.joined(separator: ", "))."
        + " `muster coach action done`, `drop` or `carry` settles them."
    case .nothingShared:
      "No note of it is shared. `muster coach widen NOTE shared`, or write one: `muster coach note --shared`."
    case .sealed: "This note is sealed: 72 hours are over. `muster coach add` puts an addendum to it."
    case .narrower: "A note is only ever widened: from private to hr to shared."
    case .notSealed: "This note is not sealed yet: `muster coach edit` changes it."
    case .answered(let what): "\(what). `muster coach show` tells what was said."
    case .rule(let name, _, let hint): Self.said(name) + (hint.map { " " + $0 } ?? "")
    case .impact(let what): what
    case .denied: "Your role does not allow this. An administrator can grant one: `muster person grant`."
    case .store(let text, _): "The database did not take it: \(text)."
    }
  }

  private static func outOfStep(
    _ from: CoachingSession.State, _ to: CoachingSession.State, _ next: [CoachingSession.State]
  ) -> String {
    let commands = next.map { "`muster coach \($0.verb)`" }.joined(separator: ", ")
    return "The session is \(from.rawValue), so it cannot become \(to.rawValue) now."
      + (commands.isEmpty ? " It is over." : " Next: \(commands).")
  }

  /// Rules that are told with the next command to try; the others are their own sentence.
  private static func said(_ rule: String) -> String {
    switch rule {
    case "session_is_not_with_oneself": "Nobody coaches themselves."
    case "session_person_is_employed_that_day": "Not employed that day. `muster person show` lists the spells."
    case "session_side_by_side_is_in_a_shift": "Side by side happens during a shift: add --in-shift."
    case "session_is_moved_while_it_is_planned": "Only a planned session moves. `muster coach show` tells its state."
    case "session_is_missed_after_it_began": "It has not begun yet. `muster coach cancel` calls it off."
    case "step_gives_its_reason": "Say why: --reason."
    case "conflict_is_held_with_both_sides_and_hr":
      "A conflict is held with both sides and HR: `muster coach invite`, and HR itself by `muster coach join`."
    case "action_is_dropped_for_a_reason": "Say why it is dropped: --reason."
    case "acknowledgement_with_comment_has_one": "Agreeing with a comment needs the comment: --comment."
    case "glass_is_broken_for_a_reason":
      "Give the reason in at least 20 characters: its author and its subject read it."
    default: PeopleError.sentence(rule)
    }
  }
}
