import Planning
import Testing

@Suite struct OfferedLoadTests {
  @Test func `a steady stream keeps the ordinary load`() {
    var load = ModifiedOfferedLoad(intervalMinutes: 30)
    for _ in 0..<10 { #expect(near(load.next(volume: 60, handleSeconds: 900), 30)) }
  }

  @Test func `after closing, contacts in progress fade by the handle time`() {
    var load = ModifiedOfferedLoad(intervalMinutes: 30)
    _ = load.next(volume: 60, handleSeconds: 1800)
    #expect(near(load.next(volume: 0, handleSeconds: 1800), 60))
    #expect(near(load.next(volume: 0, handleSeconds: 1800), 60 / 2.718281828459045))
  }

  @Test func `short contacts make it the load of the interval`() {
    var load = ModifiedOfferedLoad(intervalMinutes: 30)
    _ = load.next(volume: 10, handleSeconds: 60)
    #expect(near(load.next(volume: 100, handleSeconds: 60), 100.0 * 60 / 1800, 1e-9))
  }
}

@Suite struct HandleTimeTests {
  @Test func `handle time is seconds over contacts, by weekday and interval where there are enough`() throws {
    let first = Day(year: 2011, month: 10, day: 3)
    let contacts = try History(
      "contacts", interval: 720, days: (0..<70).map { DayVolumes(first + $0, [100, 1]) })
    let seconds = try History(
      "seconds", interval: 720, days: (0..<70).map { DayVolumes(first + $0, [30_000, 900]) })
    let handle = try HandleTime.of(contacts: contacts, seconds: seconds)
    #expect(near(handle.seconds, 30_900 / 101.0))
    #expect(abs(handle.seconds(on: first, interval: 0) - 300) < 1)
    // Ten contacts at 900 s are too few to be believed outright.
    #expect(handle.seconds(on: first, interval: 1) > 330 && handle.seconds(on: first, interval: 1) < 600)
  }

  @Test func `without a handled contact there is no handle time`() throws {
    let nothing = try History("none", interval: 720, days: [DayVolumes(Day(0), [0, 0])])
    #expect(throws: PlanningError.nothingEverHappened) { _ = try HandleTime.of(contacts: nothing, seconds: nothing) }
  }

  @Test(arguments: [0, -3, Double.infinity])
  func `a handle time that cannot be is refused`(seconds: Double) {
    #expect(throws: PlanningError.handleTimeNotPositive(seconds)) { _ = try HandleTime(seconds: seconds) }
  }
}
