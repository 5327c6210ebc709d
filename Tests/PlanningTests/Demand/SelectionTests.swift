import Planning
import Testing

@Suite struct SelectionTests {
  private let first = Day(year: 2010, month: 1, day: 4)

  /// A year of days: weekdays around 100, weekends half, with a little ripple.
  private func year() -> [Double] {
    (0..<371).map { ($0 % 7 < 5 ? 100 : 50) + Double(($0 * 7919) % 11) }
  }

  @Test func `every method that was tried shows its score`() throws {
    let forecast = try Forecast.of(try History("orders", daily: year(), from: first), horizon: 14)
    let methods = Set(forecast.explanation.scores.map(\.method))
    #expect(methods.isSuperset(of: [.regression, .slotAverage, .seasonalNaive, .theta]))
    #expect(forecast.explanation.scores.allSatisfy { $0.origins == 8 && $0.quantileLoss > 0 })
  }

  @Test func `a spike of a million is listed and not believed`() throws {
    var volumes = year()
    volumes[300] = 1_000_000
    let forecast = try Forecast.of(try History("orders", daily: volumes, from: first), horizon: 7)
    let spike = try #require(forecast.explanation.spikes.first { $0.volume == 1_000_000 })
    #expect(spike.day == first + 300 && spike.taken < 300)
    #expect(forecast.days.allSatisfy { $0.total.mean < 200 })
  }

  @Test func `an event seen once returns as large`() throws {
    var volumes = year()
    volumes[200] = 400
    let (past, future) = (first + 200, first + 375)
    let events = [Event("Sale", past...past), Event("Sale", future...future)]
    let forecast = try Forecast.of(try History("orders", daily: volumes, from: first), events: events, horizon: 7)
    #expect(try #require(forecast[future]).total.mean > 250)
    let effect = try #require(forecast.explanation.effects.first { $0.event == "Sale" })
    #expect(effect.days == 1 && effect.multiple > 2.5)
  }

  @Test func `an event never seen leans on its analogue`() throws {
    var volumes = year()
    volumes[200] = 400
    let (past, future) = (first + 200, first + 375)
    let events = [Event("Sale", past...past), Event("Launch", future...future, analogue: "Sale")]
    let forecast = try Forecast.of(try History("orders", daily: volumes, from: first), events: events, horizon: 7)
    #expect(try #require(forecast[future]).total.mean > 250)
  }

  @Test func `a promotion known ahead moves the forecast`() throws {
    let promotion = { (offset: Int) in offset % 10 == 3 ? 1.0 : 0 }
    let volumes = year().enumerated().map { $0.element * (1 + promotion($0.offset)) }
    let values = Dictionary(uniqueKeysWithValues: (0..<400).map { (first + $0, promotion($0)) })
    let forecast = try Forecast.of(
      try History("orders", daily: volumes, from: first), regressors: [Regressor("promotion", values)], horizon: 14)
    let promoted = try #require(forecast[first + 373]).total.mean
    let ordinary = try #require(forecast[first + 374]).total.mean
    #expect(promoted > 1.7 * ordinary)
  }

  @Test func `a regressor with a hole is refused by name and day`() throws {
    let history = try History("orders", daily: year(), from: first)
    let values = Dictionary(uniqueKeysWithValues: (0..<371).map { (first + $0, 1.0) })
    #expect(throws: PlanningError.regressorMissing("promotion", first + 371)) {
      _ = try Forecast.of(history, regressors: [Regressor("promotion", values)], horizon: 7)
    }
  }

  @Test func `an outage that teaches nothing is forgotten`() throws {
    var volumes = year()
    for day in 350..<371 { volumes[day] = 1 }
    let outage = Event("Outage", (first + 350)...(first + 370), teaches: false)
    let forecast = try Forecast.of(try History("orders", daily: volumes, from: first), events: [outage], horizon: 7)
    #expect(forecast.days.reduce(0) { $0 + $1.total.mean } > 400)
  }

  @Test func `closed on a holiday last year, closed this year`() throws {
    var volumes = year()
    volumes[90] = 0
    let (past, future) = (first + 90, first + 374)
    let events = [Event("Good Friday", past...past), Event("Good Friday", future...future)]
    let forecast = try Forecast.of(try History("orders", daily: volumes, from: first), events: events, horizon: 7)
    #expect(try #require(forecast[future]).total.mean == 0)
  }
}
