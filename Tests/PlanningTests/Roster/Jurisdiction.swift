@testable import Planning

/// Rule books for tests, with numbers such as laws have; those that bind a site are data in `law.rule` and
/// `scheduling.parameter`.
enum Jurisdiction: CaseIterable {
  case europeanUnion, greatBritain, ireland, germany, california, oregon, seattle, losAngeles, chicago, philadelphia
}

extension RuleBook {
  /// The rules of a jurisdiction, with at most six days in a row as the house's own.
  static func of(_ jurisdiction: Jurisdiction) -> RuleBook {
    var book = RuleBook()
    book.longestRun = LongestRun(days: 6)
    switch jurisdiction {
    case .europeanUnion: book.followTheDirective()
    case .greatBritain: book.followGreatBritain()
    case .ireland: book.followIreland()
    case .germany: book.followGermany()
    case .california: book.followCalifornia()
    case .oregon: book.giveNotice(days: 14, rest: 10, "ORS 653.436, 653.442")
    case .seattle: book.giveNotice(days: 14, rest: 10, "SMC 14.22")
    case .losAngeles: book.giveNotice(days: 14, rest: 10, "LAMC 185")
    case .chicago: book.giveNotice(days: 14, rest: 10, "MCC 6-110")
    case .philadelphia: book.giveNotice(days: 14, rest: 9, "Phila. Code 9-4600")
    }
    return book
  }

  private mutating func followTheDirective() {
    minimumRest = MinimumRest(minutes: 11 * 60, citation: "Dir. 2003/88/EC art. 3")
    weeklyRest = WeeklyRest(minutes: 35 * 60, citation: "Dir. 2003/88/EC art. 5")
    longestWeek = LongestWeek(minutes: 48 * 60, citation: "Dir. 2003/88/EC art. 6")
    breaksByLength = BreaksByLength(steps: [.init(over: 360, owed: 15)], citation: "Dir. 2003/88/EC art. 4")
    youngWorkers = YoungWorkers(citation: "Dir. 94/33/EC arts 8 to 10")
  }

  private mutating func followGreatBritain() {
    minimumRest = MinimumRest(minutes: 11 * 60, citation: "WTR 1998 reg. 10")
    weeklyRest = WeeklyRest(minutes: 24 * 60, citation: "WTR 1998 reg. 11")
    longestWeek = LongestWeek(minutes: 48 * 60, citation: "WTR 1998 reg. 4")
    breaksByLength = BreaksByLength(steps: [.init(over: 360, owed: 20)], citation: "WTR 1998 reg. 12")
    youngWorkers = YoungWorkers(citation: "WTR 1998 regs 5A, 6A, 10(2)")
  }

  private mutating func followIreland() {
    minimumRest = MinimumRest(minutes: 11 * 60, citation: "OWTA 1997 s. 11")
    weeklyRest = WeeklyRest(minutes: 35 * 60, citation: "OWTA 1997 s. 13")
    longestWeek = LongestWeek(minutes: 48 * 60, citation: "OWTA 1997 s. 15")
    breaksByLength = BreaksByLength(
      steps: [.init(over: 270, owed: 15), .init(over: 360, owed: 30)], citation: "OWTA 1997 s. 12")
    youngWorkers = YoungWorkers(citation: "Protection of Young Persons (Employment) Act 1996 s. 6")
  }

  private mutating func followGermany() {
    minimumRest = MinimumRest(minutes: 11 * 60, citation: "ArbZG § 5")
    weeklyRest = WeeklyRest(minutes: 35 * 60, citation: "ArbZG §§ 5, 11; Dir. 2003/88/EC art. 5")
    longestDay = LongestDay(minutes: 10 * 60, citation: "ArbZG § 3")
    longestWeek = LongestWeek(minutes: 48 * 60, citation: "ArbZG § 3")
    breaksByLength = BreaksByLength(
      steps: [.init(over: 360, owed: 30), .init(over: 540, owed: 45)], citation: "ArbZG § 4")
    youngWorkers = YoungWorkers(latest: 20 * 60, citation: "JArbSchG §§ 8, 13, 14")
  }

  private mutating func followCalifornia() {
    longestDay = LongestDay(minutes: 12 * 60, citation: "house, before double time: Lab. Code 510")
    breaksByLength = BreaksByLength(
      steps: [.init(over: 300, owed: 30), .init(over: 600, owed: 60)], citation: "Lab. Code 512")
    weeklyRest = WeeklyRest(minutes: 24 * 60, citation: "Lab. Code 551, 552")
  }

  private mutating func giveNotice(days: Int, rest hours: Int, _ citation: String) {
    noticeWindow = NoticeWindow(days: days, citation: citation)
    minimumRest = MinimumRest(minutes: hours * 60, citation: citation)
  }
}
