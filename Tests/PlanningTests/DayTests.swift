import Planning
import Testing

@Suite struct DayTests {
  @Test(arguments: [
    ("2000-01-01", 0, Weekday.saturday), ("2000-02-29", 59, .tuesday), ("2011-11-28", 4349, .monday),
    ("1999-12-31", -1, .friday), ("2024-12-25", 9125, .wednesday), ("1900-03-01", -36465, .thursday),
  ])
  func `a date is its number and its weekday`(text: String, number: Int, weekday: Weekday) throws {
    let day = try #require(Day(text))
    #expect(day.number == number)
    #expect(day.weekday == weekday)
    #expect(day.description == text)
  }

  @Test(arguments: ["2011-02-29", "2011-13-01", "11-01-01", "2011-1-1", "yesterday", ""])
  func `a day that does not exist is nil`(text: String) {
    #expect(Day(text) == nil)
  }

  @Test func `a week starts on its Monday`() {
    let cyberMonday = Day(year: 2011, month: 11, day: 28)
    #expect((cyberMonday + 6).monday == cyberMonday)
    #expect(cyberMonday.monday == cyberMonday)
  }

  @Test(arguments: [(2008, "2008-03-23"), (2011, "2011-04-24"), (2019, "2019-04-21"), (2038, "2038-04-25")])
  func `Easter is where the churches put it`(year: Int, date: String) {
    #expect(Day.easter(in: year).description == date)
  }

  @Test(arguments: [
    ("Black Friday", "2011-11-25"), ("Cyber Monday", "2011-11-28"),
  ])
  func `shopping days follow Thanksgiving`(name: String, date: String) throws {
    let holiday = try #require(Holiday.shopping.first { $0.name == name })
    #expect(holiday.day(in: 2011).description == date)
  }

  @Test func `national holidays lie where the calendar says`() {
    let year = Day(year: 2011, month: 1, day: 1)...Day(year: 2011, month: 12, day: 31)
    let days = Holiday.national("GB").flatMap { $0.events(over: year) }.map(\.days.lowerBound.description)
    #expect(days.contains("2011-05-02") && days.contains("2011-05-30") && days.contains("2011-08-29"))
    #expect(Holiday.national("XX").isEmpty)
  }
}
