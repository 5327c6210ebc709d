import Planning

/// The rule books of the drawn season's two sites, with the numbers of British and of German law.
extension RuleBook {
  static var leeds: RuleBook {
    var book = RuleBook()
    book.longestRun = LongestRun(days: 6)
    book.minimumRest = MinimumRest(minutes: 11 * 60, citation: "WTR 1998 reg. 10")
    book.weeklyRest = WeeklyRest(minutes: 24 * 60, citation: "WTR 1998 reg. 11")
    book.longestWeek = LongestWeek(minutes: 48 * 60, citation: "WTR 1998 reg. 4")
    book.breaksByLength = BreaksByLength(steps: [.init(over: 360, owed: 20)], citation: "WTR 1998 reg. 12")
    return book
  }

  static var berlin: RuleBook {
    var book = RuleBook()
    book.longestRun = LongestRun(days: 6)
    book.minimumRest = MinimumRest(minutes: 11 * 60, citation: "ArbZG § 5")
    book.weeklyRest = WeeklyRest(minutes: 35 * 60, citation: "ArbZG §§ 5, 11; Dir. 2003/88/EC art. 5")
    book.longestDay = LongestDay(minutes: 10 * 60, citation: "ArbZG § 3")
    book.longestWeek = LongestWeek(minutes: 48 * 60, citation: "ArbZG § 3")
    book.breaksByLength = BreaksByLength(
      steps: [.init(over: 360, owed: 30), .init(over: 540, owed: 45)], citation: "ArbZG § 4")
    return book
  }
}
