public import Postgres
public import Store

/// Why Scheduling said no, in the planner's words.
public enum SchedulingError: Refusal, Equatable {
  case unknownSeason(String)
  case unknownEntity(String)
  case seasonExists(String)
  case badSeason(String)
  case badAssumptions([String])
  case noAssumptions(season: String)
  case noHistory(season: String, upTo: String)
  case nothingYet(step: String, season: String, command: String)
  case nobodyToRoster(String)
  /// The requirement has nothing in the week.
  case nothingNeeded(String, monday: LocalDate)
  case rosterBreaksRules([String])
  case planning(String)
  case unknownQueue(String, known: [String])
  /// No live queue is open then.
  case unknownSlot(String)
  case unknownAdjustment(Int64, season: String)
  case badAdjustment(String)
  case unknownScenario(String, season: String)
  case badScenario(String)
  case unknownForecast(Int64, season: String)
  case alreadyPublished(roster: Int64)
  /// A version of the same days was published after the draft was drawn.
  case overtaken(roster: Int64, by: Int, of: String)
  case unknownRun(Int64)
  case unknownPerson(String)
  /// A thing the caller may not see or that is not there, and the command that lists those that are.
  case notThere(String, Int, String)
  case noPlanFor(String)
  /// No such site or team, or not one to plan.
  case unknownPlace(String)
  case nothingToExplain(String)
  /// A draft that would break rules beside what else is published.
  case conflicts(roster: Int64, [RosterConflict])
  /// A door of the schema said no, in its own words with the next legal move.
  case refused(rule: String, String, RefusalKind)
  /// Timekeeping refused the shifts, in its own words.
  case clashes(String, RefusalKind)
  case notAllowed
  /// The store could not answer, and what sort of no that is.
  case store(String, RefusalKind)

  public init(_ error: PostgresError) {
    self =
      switch error.constraint {
      case "season_code_is_free": .seasonExists("That season code is taken.")
      case "season_ends_after_it_starts": .badSeason("A season ends after it starts and is at most 400 days long.")
      case "season_peak_week_is_a_monday", "season_peak_week_is_inside":
        .badSeason("The peak week is named by its Monday and lies inside the season.")
      case "season_code_is_a_short_word":
        .badSeason("A season code is up to 40 small letters, digits and dashes, such as peak-2011.")
      case "season_name_is_not_blank": .badSeason("A season needs a name of at most 120 characters.")
      case "adjustment_multiple_is_0_to_100": .badAdjustment("A multiple is 0 to 100; 1.2 means a fifth more.")
      case "adjustment_ends_on_or_after_start": .badAdjustment("An adjustment ends on or after the day it starts.")
      case "adjustment_says_why", "adjustment_end_says_why":
        .badAdjustment("Say why in up to 500 characters: whoever reads the plan later will ask.")
      case "scenario_differs_from_the_plan":
        .badScenario("Nothing would differ from the plan. Give --demand, --aht, --pass-rate, --attrition or --late.")
      case "scenario_multiples_are_0_to_10": .badScenario("A multiple is 0 to 10; 1.1 means a tenth more.")
      case "scenario_is_late_0_to_52_weeks": .badScenario("Recruiting is late by 0 to 52 weeks.")
      case "scenario_name_is_1_to_60_letters": .badScenario("A scenario has a name of up to 60 characters.")
      case let rule? where error.schema == "scheduling" || error.schema == "timekeeping": .said(error, rule: rule)
      default: RefusalKind(error) == .denied ? .notAllowed : .store(error.description, RefusalKind(error))
      }
  }

  /// What a constraint or a door says, with its hint; a name without words of its own is read as the sentence it is.
  private static func said(_ error: PostgresError, rule: String) -> SchedulingError {
    let kind: RefusalKind =
      switch error.sqlState?.rawValue {
      case "P0002": .missing
      case "55000": .conflict
      default: RefusalKind(error)
      }
    let isPlain = error.message.contains("violates") || error.message.contains("duplicate key")
    let sentence = rule.replacing("_", with: " ")
    let plain = plainWords[rule] ?? sentence.prefix(1).uppercased() + sentence.dropFirst() + "."
    let words = isPlain ? plain : error.message
    let stop = words.last == "." ? "" : "."
    return .refused(rule: rule, [words + stop, error.hint ?? ""].filter { !$0.isEmpty }.joined(separator: " "), kind)
  }

  /// What a constraint means to whoever met it, where its name alone does not say it.
  private static let plainWords = [
    "availability_weekday_is_iso": "A weekday is 1 for Monday to 7 for Sunday.",
    "availability_ends_later_than_it_starts": "A wish ends later on its day than it starts; one past midnight is two.",
    "availability_without_a_weekday_is_at_most_a_month":
      "A wish for every day is for a month at most. Give --through, or a --weekday.",
    "bid_line_has_seats": "A line has one seat or more.",
    "bid_round_tie_break_ends_in_the_lottery": "What decides ends with the lottery, so that no two stay level.",
    "hours_offer_closes_before_it_starts": "An offer closes before its hours begin. Give an earlier --closes.",
    "hours_offer_has_1_to_10000_places": "An offer has 1 to 10,000 places.",
    "hours_offer_lasts_at_most_12_hours": "From --from to --to are 12 hours at most.",
    "swap_offers_a_shift_once": "The shift is offered already. `muster swap list` shows to whom.",
    "wish_deadline_is_of_a_monday": "A week is named by its Monday.",
  ]

  public var kind: RefusalKind {
    switch self {
    case .unknownSeason, .unknownEntity, .noAssumptions, .noHistory, .nothingYet, .unknownQueue, .unknownSlot,
      .unknownAdjustment, .unknownScenario, .unknownForecast, .unknownRun, .unknownPlace, .unknownPerson, .noPlanFor,
      .nothingToExplain, .nothingNeeded, .notThere:
      .missing
    case .badSeason, .badAssumptions, .badAdjustment, .badScenario, .planning, .nobodyToRoster: .invalid
    case .seasonExists, .alreadyPublished, .overtaken, .conflicts: .conflict
    case .rosterBreaksRules: .broken
    case .notAllowed: .denied
    case .store(_, let kind), .clashes(_, let kind), .refused(_, _, let kind): kind
    }
  }
}

extension SchedulingError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknownSeason(let code): "No season is called \(code). `muster season list` shows those you may see."
    case .unknownEntity(let code): "No legal entity is called \(code), or it is not yours to plan."
    case .seasonExists(let words), .badSeason(let words), .badAdjustment(let words), .badScenario(let words),
      .planning(let words):
      words
    case .unknownSlot(let season):
      "No live queue of \(season) is open then. `muster staffing list \(season)` shows the slots."
    case .unknownQueue(let code, let known):
      "The season plans no queue called \(code). It plans \(known.joined(separator: ", "))."
    case .unknownAdjustment(let id, let season):
      "No adjustment \(id) of \(season) stands. `muster forecast adjustments \(season)` lists them."
    case .unknownScenario(let name, let season):
      "Season \(season) has no scenario called \(name). `muster season scenario list \(season)` shows them."
    case .unknownForecast(let id, let season):
      "Season \(season) has no forecast \(id). `muster forecast list \(season)` shows them."
    case .badAssumptions(let problems):
      "The assumptions cannot be used:\n" + problems.map { "  - \($0)" }.joined(separator: "\n")
    case .noAssumptions(let season):
      "Season \(season) has no assumptions yet. Try: muster season assume \(season) FILE.json"
    case .noHistory(let season, let day):
      "No orders up to \(day) are on the books to plan \(season) from. Try: muster import orders FILE.csv"
    case .nothingYet(let step, let season, let command):
      "Season \(season) has no \(step) yet. Try: muster season \(command) \(season)"
    case .nobodyToRoster(let season):
      "Nobody employed in that week has a skill that the queues of \(season) ask for. "
        + "`muster person list` shows who is there."
    case .nothingNeeded(let season, let monday):
      "The requirement of \(season) needs nobody in the week from \(monday). "
        + "`muster staffing list \(season)` shows the days it covers."
    case .rosterBreaksRules(let breaches):
      "The roster breaks hard rules, so it is not kept:\n"
        + breaches.prefix(10).map { "  - \($0)" }.joined(separator: "\n")
    case .alreadyPublished(let roster): "Roster \(roster) is published already."
    case .overtaken(let roster, let version, let season):
      "Version \(version) was published after roster \(roster) was drawn; publishing the roster would undo it. "
        + "What would change: muster roster diff \(season). Draw the week again: muster roster run \(season). "
        + "Or undo it knowingly: muster season publish \(season) --seen \(version)"
    case .unknownPlace(let name):
      "No site or team is called \(name). `muster site list` and `muster team list` show them."
    case .notThere(let what, let id, let list):
      "There is no \(what) \(id) of yours to change. `\(list)` shows those there are."
    case .unknownPerson(let name): "Nobody you may see is called \(name). `muster person list` shows who is there."
    case .noPlanFor(let day):
      "No season with a requirement has \(day) in it. Try: muster season staff SEASON, or muster season list"
    case .unknownRun(let id): "There is no run \(id). `muster roster runs SEASON` lists them."
    case .nothingToExplain(let topic):
      "The newest roster says nothing of \(topic). Give a person, or a slot such as calls@2011-11-22T12:00."
    case .conflicts(let roster, let conflicts):
      "Roster \(roster) cannot be published as it is:\n"
        + conflicts.prefix(20).map { "  - \($0)" }.joined(separator: "\n")
        + (conflicts.count > 20 ? "\n  and \(conflicts.count - 20) more: muster roster check" : "")
    case .notAllowed: "You may not do this with your roles. `muster person show me` lists them."
    case .store(let words, _), .clashes(let words, _), .refused(_, let words, _): words
    }
  }
}
