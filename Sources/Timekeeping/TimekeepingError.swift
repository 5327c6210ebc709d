public import People
public import Postgres
public import Store

/// Why Timekeeping said no, in the words of whoever plans and takes time.
public enum TimekeepingError: Refusal, Equatable {
  /// A name that is nobody's or nothing's, as People says it.
  case people(PeopleError)
  /// Shifts that cannot stand, each with what is in its way.
  case clashes([Clash])
  /// Something is in the way that the caller may not see, or that was gone when it was looked for.
  case clashesUnseen
  /// A local time that the clocks skip or show twice.
  case time(String, hint: String?)
  /// No such time zone, and the one that was most likely meant.
  case unknownZone(String, near: String? = nil)
  /// A shift lies outside the days, the site or the team it is published for.
  case outsideScope(Int)
  /// The period ends before it starts.
  case endsBeforeItStarts
  /// There is no such version.
  case noSuchVersion(Int)
  /// There is no such shift, absence or training the caller may change.
  case notThere(String)
  /// A shift's local time no longer exists under newer rules.
  case noLongerExists(String)
  /// Nobody decides on their own absence.
  case ownAbsence
  /// The absence was decided or withdrawn before.
  case decidedBefore
  /// Whoever waits for a place on a limited day cannot be approved.
  case noPlace(String, hint: String?)
  /// The same people's days are limited already.
  case limitedAlready(TimeOffLimit)
  /// The absence meets another of the same person.
  case absenceOverlaps
  /// So many explanations stand on the states that were to be taken back.
  case explained(Int)
  /// Not employed on the first day, or not visible.
  case notEmployed(String, on: LocalDate)
  /// A rule of the schema, as its constraint's name states it.
  case rule(String, kind: RefusalKind, hint: String?)
  case denied
  case store(String, kind: RefusalKind)
}

extension TimekeepingError {
  /// Reads the violated constraint's name: the schema states each rule once, and this names it.
  public init(_ error: PostgresError) {
    let kind = RefusalKind(error)
    self =
      switch (error.constraint, kind) {
      case ("local_time_exists", _), ("local_time_that_happens_twice_has_a_fold", _):
        .time(error.message, hint: error.hint)
      case ("absence_is_decided_by_someone_else", _): .ownAbsence
      case ("absence_is_decided_once", _): .decidedBefore
      case ("absence_has_its_place_on_every_limited_day", _): .noPlace(error.message, hint: error.hint)
      case ("absence_does_not_overlap_another_of_the_person", _): .absenceOverlaps
      case (let rule?, _): .rule(rule, kind: kind, hint: error.hint)
      case (nil, .denied): .denied
      case (nil, _): .store(error.description, kind: kind)
      }
  }

  public var kind: RefusalKind {
    switch self {
    case .people(let error): error.kind
    case .clashes(let clashes): clashes.allSatisfy { $0.reason == .notEmployed } ? .invalid : .conflict
    case .time, .unknownZone, .outsideScope, .endsBeforeItStarts, .noLongerExists, .notEmployed: .invalid
    case .noSuchVersion, .notThere: .missing
    case .clashesUnseen, .decidedBefore, .absenceOverlaps, .noPlace, .explained, .limitedAlready: .conflict
    case .ownAbsence, .denied: .denied
    case .rule(_, let kind, _), .store(_, let kind): kind
    }
  }
}

extension TimekeepingError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .people(let error): error.description
    case .clashes(let clashes): clashes.map(\.description).joined(separator: "\n")
    case .explained(let count):
      "\(count) explanation\(count == 1 ? "" : "s") of these minutes would stand without what was seen."
        + " `muster adherence explanations` shows them."
    case .clashesUnseen: "Somebody is busy then with something you cannot see. Ask a planner of the whole company."
    case .time(let what, let hint): what + "." + (hint.map { " " + $0 } ?? "")
    case .unknownZone(let zone, let near):
      "No time zone is called \(zone). "
        + (near.map { "Did you mean \($0)?" } ?? "Write one of IANA's, such as Europe/London.")
    case .outsideScope(let count):
      "\(count) \(count == 1 ? "shift lies" : "shifts lie") outside the days, the site or the team it is published for."
    case .endsBeforeItStarts: "The period ends before it starts."
    case .noSuchVersion(let version): "There is no version \(version). `muster shift versions` lists them."
    case .notThere(let what): "There is no such \(what) that you can change."
    case .noLongerExists(let shift): "Its local time no longer exists, so it must be planned anew: \(shift)."
    case .ownAbsence: "Nobody decides on their own absence. Ask your lead, or HR."
    case .decidedBefore: "This absence is decided or withdrawn already. `muster absence list` shows by whom."
    case .noPlace(let what, let hint): "The absence has " + what + "." + (hint.map { " " + $0 } ?? "")
    case .limitedAlready(let limit):
      "From \(limit.startsOn) through \(limit.endsOn) a limit of \(limit.people) stands already. "
        + "Change it: muster absence relimit \(limit.id) PEOPLE"
    case .absenceOverlaps: "This meets another absence of the same person. `muster absence list` shows it."
    case .notEmployed(let name, let day): "\(name) is not employed on \(day)."
    case .rule(let name, _, let hint):
      PeopleError.sentence(name) + (hint.map { " " + $0 } ?? "")
    case .denied: "Your role does not allow this. An administrator can grant one: `muster person grant`."
    case .store(let text, _): "The database did not take it: \(text)."
    }
  }
}
