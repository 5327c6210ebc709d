public import Postgres
public import Store

/// Why People said no, in the words of whoever keeps the books.
public enum PeopleError: Refusal, Equatable {
  /// What can be named and not be there.
  public enum Noun: String, Sendable, Codable {
    case entity = "legal entity"
    case site, team, skill, person
    case trainingClass = "class"
  }

  /// Nothing of that name that the caller may see.
  case unknown(Noun, String, known: [String])
  /// More than one thing of that name.
  case several(Noun, String, [String])
  /// The caller works on several companies and did not say which.
  case whichEntity([String])
  /// No employment covers the day.
  case notEmployed(String, on: LocalDate)
  /// The employee number belongs to somebody else.
  case numberIsTaken
  /// The spell meets another of the same person.
  case employmentOverlaps
  /// No such time zone; the text says which are near.
  case zone(String)
  /// Rows of a merge that cannot be taken, so none was.
  case refusedRows([PersonVerdict])
  /// More rows would change than were allowed, so none did.
  case tooManyChanges(Int, allowed: Int)
  /// The operation changed nothing here, or was undone.
  case nothingToUndo(Int64)
  /// A later operation changed the same rows again.
  case changedSince(by: Int64)
  /// A row that was added is in use, so it cannot go.
  case inUse(String)
  /// A rule of the schema, as its constraint's name states it.
  case rule(String, kind: RefusalKind, hint: String?)
  case denied
  case store(String, kind: RefusalKind)
}

extension PeopleError {
  /// Reads the violated constraint's name: the schema states each rule once, and this names it.
  public init(_ error: PostgresError) {
    let kind = RefusalKind(error)
    self =
      switch (error.constraint, kind) {
      case ("person_number_is_unique_in_their_entity", _): .numberIsTaken
      case ("employment_does_not_overlap_another_of_the_person", _): .employmentOverlaps
      case ("site_zone_is_a_place_in_tzdata", _): .zone(error.hint ?? "Use a place, such as Europe/London.")
      case (let rule?, _): .rule(rule, kind: kind, hint: error.hint)
      case (nil, .denied): .denied
      case (nil, _): .store(error.description, kind: kind)
      }
  }

  public var kind: RefusalKind {
    switch self {
    case .unknown, .nothingToUndo: .missing
    case .several, .whichEntity, .notEmployed, .zone, .refusedRows, .tooManyChanges: .invalid
    case .numberIsTaken, .employmentOverlaps, .changedSince, .inUse: .conflict
    case .rule(_, let kind, _), .store(_, let kind): kind
    case .denied: .denied
    }
  }
}

extension PeopleError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknown(.person, let name, _): "Nobody you can see is called “\(name)”. `muster person list` shows who is."
    case .unknown(let noun, let name, let known):
      "There is no \(noun.rawValue) “\(name)”. "
        + (known.isEmpty ? "You can see none." : "There are \(known.prefix(12).joined(separator: ", ")).")
    case .several(let noun, let name, let which):
      "There is more than one \(noun.rawValue) “\(name)”"
        + (which.isEmpty ? "." : ": say which by \(which.joined(separator: ", ")).")
    case .whichEntity(let names):
      names.isEmpty
        ? "You work on no company. An administrator can open one to you."
        : "Say which company: \(names.joined(separator: ", "))."
    case .notEmployed(let name, let day): "\(name) is not employed on \(day). `muster person show` lists the spells."
    case .numberIsTaken: "This employee number is somebody else's. `muster person list` shows whose."
    case .employmentOverlaps: "This meets another employment of the same person. `muster person show` lists the spells."
    case .zone(let hint): "There is no such time zone. \(hint)"
    case .refusedRows(let verdicts):
      "\(verdicts.count) \(verdicts.count == 1 ? "row" : "rows") cannot be taken, so none was."
    case .tooManyChanges(let changes, let allowed):
      "\(changes) rows would be added or changed, and at most \(allowed) may, so none was."
    case .nothingToUndo(let operation): "Operation \(operation) left nothing here that could be undone."
    case .changedSince(let later): "Operation \(later) changed some of it again. Undo that one first."
    case .inUse(let what): "What was added is in use by now: \(what)."
    case .rule(let name, _, let hint): Self.sentence(name) + (hint.map { " " + $0 } ?? "")
    case .denied: "Your role does not allow this. An administrator can grant one: `muster person grant`."
    case .store(let text, _): "The database did not take it: \(text)."
    }
  }

  /// What a violated constraint says: its name is a sentence without its blanks.
  public static func sentence(_ constraint: String) -> String {
    let words = constraint.split(separator: "_").joined(separator: " ")
    return "Refused: " + words + "."
  }
}
