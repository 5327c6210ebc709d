import Planning
import Testing

/// A day mended by few changes: who moves, who stays longer, who comes in, who may go.
@Suite struct DayRepairTests {
  private let pay = DayPay(hour: 1_600, overtimeHour: 2_400, plainMinutes: 120)

  /// Cells of a quarter of an hour, eight to a shift of two hours; queue 0 lacks one agent in the second hour.
  private func board(_ people: [DayPerson], needed: [[Int]], from: Int = 0) -> DayBoard {
    DayBoard(
      cellMinutes: 15, needed: needed, people: people, rest: from..<needed[0].count, missingCost: 1_000)
  }

  private func worker(_ id: Int64, _ queue: Int, skills: [Int], _ cells: Range<Int>) -> DayPerson {
    DayPerson(
      id: id, skills: skills, work: [DaySpan(queue: queue, cells: cells)], duty: cells, reach: 0..<16, pay: pay)
  }

  private let lack = [[Int](repeating: 1, count: 8) + [Int](repeating: 0, count: 8), [Int](repeating: 1, count: 16)]

  @Test func `whoever has time and the skill moves over, and it costs nothing`() {
    let people = [
      worker(1, 1, skills: [1], 0..<16), worker(2, 1, skills: [0, 1], 0..<16), worker(3, 1, skills: [1], 0..<16),
    ]
    let board = board(people, needed: lack)
    let repair = DayRepair(of: board, from: board.choices(shortestCall: 8))
    #expect(board.shortMinutes() == 120 && repair.shortAfter == 0 && repair.cost == 0)
    let change = repair.changes.first
    #expect(repair.changes.count == 1 && change?.kind == .move && change?.person == 2)
    #expect(change?.spans == [DaySpan(queue: 0, cells: 0..<8)] && change?.leaves == [1])
  }

  @Test func `nobody is moved from a queue that would lack them`() {
    let board = board([worker(2, 1, skills: [0, 1], 0..<16)], needed: lack)
    #expect(board.choices(shortestCall: 8).isEmpty)
  }

  @Test func `staying on costs the hours, and beyond the contract the overtime`() throws {
    let needed = [[Int](repeating: 1, count: 16)]
    let board = board([worker(1, 0, skills: [0], 0..<4)], needed: needed)
    let repair = DayRepair(of: board, from: board.choices(shortestCall: 8))
    let change = try #require(repair.changes.first)
    #expect(change.kind == .offer && change.spans == [DaySpan(queue: 0, cells: 4..<16)])
    #expect(repair.cost == 2 * 1_600 + 2_400 && repair.shortAfter == 0)
  }

  @Test func `who is off is called for the shortest shift at least, where that costs less than going without`() throws {
    let off = DayPerson(id: 7, skills: [0], reach: 0..<16, pay: pay)
    let needed = [[Int](repeating: 1, count: 8) + [Int](repeating: 0, count: 8)]
    let called = board([off], needed: needed)
    let change = try #require(DayRepair(of: called, from: called.choices(shortestCall: 8)).changes.first)
    #expect(change.spans == [DaySpan(queue: 0, cells: 0..<8)] && change.cost == 3_200)
    let dear = DayBoard(cellMinutes: 15, needed: needed, people: [off], rest: 0..<16, missingCost: 100)
    #expect(DayRepair(of: dear, from: dear.choices(shortestCall: 8)).changes.isEmpty, "eight cells at 100 are 800")
  }

  @Test func `what is over cannot be mended`() {
    let off = DayPerson(id: 7, skills: [0], reach: 0..<16, pay: pay)
    let late = board([off], needed: [[Int](repeating: 1, count: 8) + [Int](repeating: 0, count: 8)], from: 8)
    #expect(late.shortMinutes() == 0 && late.choices(shortestCall: 4).isEmpty)
  }

  /// Two agents on one queue, one with a break in cells 4 to 6 that may begin in cells 2 to 8.
  private func pausing(needed: [[Int]], from: Int = 0) -> DayBoard {
    let pausing = DayPerson(
      id: 1, skills: [0], work: [DaySpan(queue: 0, cells: 0..<4), DaySpan(queue: 0, cells: 6..<16)], duty: 0..<16,
      reach: 0..<16, breaks: [DayBreak(cells: 4..<6, starts: 2..<9)], pay: pay)
    return board([pausing, worker(2, 0, skills: [0], 0..<16)], needed: needed, from: from)
  }

  @Test func `a break moves to where nobody is missing, the nearest place of equals, and costs nothing`() throws {
    let busy = pausing(needed: [[1, 1, 1, 2, 2, 2] + [Int](repeating: 1, count: 10)])
    let repair = DayRepair(of: busy, from: busy.choices(shortestCall: 8))
    let change = try #require(repair.changes.first)
    #expect(repair.changes.count == 1 && change.kind == .rest && change.cost == 0 && repair.shortAfter == 0)
    #expect(change.spans == [DaySpan(queue: 0, cells: 4..<6)] && change.place == [DaySpan(queue: 0, cells: 6..<8)])
  }

  @Test func `a break stays where every other place would lack somebody, and where it has begun`() {
    let everywhere = pausing(needed: [[Int](repeating: 2, count: 16)])
    #expect(everywhere.choices(shortestCall: 8).allSatisfy { $0.kind != .rest })
    let begun = pausing(needed: [[1, 1, 1, 1, 2, 2] + [Int](repeating: 1, count: 10)], from: 5)
    #expect(begun.choices(shortestCall: 8).allSatisfy { $0.kind != .rest })
  }

  @Test func `a break that moves a little frees only what it leaves`() throws {
    let short = pausing(needed: [[1, 1, 1, 1, 2] + [Int](repeating: 1, count: 1) + [Int](repeating: 2, count: 10)])
    let choices = short.choices(shortestCall: 8).filter { $0.kind == .rest }
    let change = try #require(choices.first)
    #expect(change.place == [DaySpan(queue: 0, cells: 2..<4)], "later places would lack somebody")
    #expect(short.shortMinutes(after: [change]) == 0)
  }

  @Test func `never more people than allowed, and each once`() {
    let needed = [[Int](repeating: 4, count: 16)]
    let off = (1...9).map { DayPerson(id: $0, skills: [0], reach: 0..<16, pay: pay) }
    let board = board(off, needed: needed)
    for most in 0...3 {
      let repair = DayRepair(of: board, from: board.choices(shortestCall: 8), people: most)
      #expect(repair.changes.count == most && Set(repair.changes.map(\.person)).count == most)
      #expect(repair.shortBefore - repair.shortAfter == most * 240)
    }
  }

  @Test func `whoever is not needed up to the end of the shift may go, and never so many that somebody is missing`() {
    let people = (1...3).map { worker($0, 0, skills: [0], 0..<16) }
    let needed = [[Int](repeating: 3, count: 8) + [Int](repeating: 2, count: 8)]
    let board = board(people, needed: needed)
    let free = board.releases(after: [], atMost: 3)
    #expect(free.map(\.person) == [1] && free.map(\.cost) == [-3_200])
    #expect(free.map(\.spans) == [[DaySpan(queue: 0, cells: 8..<16)]])
    #expect(board.shortMinutes(after: free) == 0)
  }
}
