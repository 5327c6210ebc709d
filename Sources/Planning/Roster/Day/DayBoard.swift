/// A day that is under way: who works on which queue, cell by cell, and how many each cell needs.
public struct DayBoard: Sendable {
  /// Minutes of a cell.
  public let cellMinutes: Int
  /// Agents needed, by queue and cell.
  public let needed: [[Int]]
  public let people: [DayPerson]
  /// The cells that can still be changed.
  public let rest: Range<Int>
  /// What an agent missing for a cell is reckoned to cost.
  public let missingCost: Double

  public init(cellMinutes: Int, needed: [[Int]], people: [DayPerson], rest: Range<Int>, missingCost: Double) {
    self.cellMinutes = cellMinutes
    self.needed = needed
    self.people = people
    self.rest = rest
    self.missingCost = missingCost
  }

  /// Agents there, by queue and cell, after some changes.
  public func staffed(after changes: [DayChange] = []) -> [[Int]] {
    var there = needed.map { [Int](repeating: 0, count: $0.count) }
    for span in people.flatMap(\.work) { for cell in span.cells { there[span.queue][cell] += 1 } }
    for step in changes.flatMap(\.steps) { there[step.queue][step.cell] += step.agents }
    return there
  }

  /// Agent-minutes that are missing in the rest of the day, after some changes.
  public func shortMinutes(after changes: [DayChange] = []) -> Int {
    let there = staffed(after: changes)
    return needed.indices.reduce(0) { short, queue in
      rest.reduce(short) { $0 + max(0, needed[queue][$1] - there[queue][$1]) }
    } * cellMinutes
  }
}

/// Somebody who works on the day, or could.
public struct DayPerson: Sendable {
  public let id: Int64
  /// The queues they may work on.
  public let skills: [Int]
  /// Contact work, in the order of the day.
  public let work: [DaySpan]
  /// From the first cell of the shift to its last, breaks included; `nil` for whoever is off.
  public let duty: Range<Int>?
  /// The cells in which they could be asked to work.
  public let reach: Range<Int>
  public let breaks: [DayBreak]
  public let pay: DayPay

  public init(
    id: Int64, skills: [Int], work: [DaySpan] = [], duty: Range<Int>? = nil, reach: Range<Int>,
    breaks: [DayBreak] = [], pay: DayPay
  ) {
    self.id = id
    self.skills = skills
    self.work = work
    self.duty = duty
    self.reach = reach
    self.breaks = breaks
    self.pay = pay
  }
}

/// A break that may lie elsewhere.
public struct DayBreak: Hashable, Sendable {
  public let cells: Range<Int>
  /// The cells in which it may begin.
  public let starts: Range<Int>

  public init(cells: Range<Int>, starts: Range<Int>) {
    self.cells = cells
    self.starts = starts
  }
}

/// What an hour more costs, in minor units.
public struct DayPay: Hashable, Sendable {
  public let hour: Double
  public let overtimeHour: Double
  /// Minutes that are left before overtime begins.
  public let plainMinutes: Int

  public init(hour: Double, overtimeHour: Double, plainMinutes: Int) {
    self.hour = hour
    self.overtimeHour = overtimeHour
    self.plainMinutes = plainMinutes
  }

  public func cost(ofMinutes minutes: Int) -> Double {
    let plain = min(max(0, plainMinutes), minutes)
    return (Double(plain) * hour + Double(minutes - plain) * overtimeHour) / 60
  }
}

/// Work on one queue from a cell to before another.
public struct DaySpan: Hashable, Sendable {
  public let queue: Int
  public let cells: Range<Int>

  public init(queue: Int, cells: Range<Int>) {
    self.queue = queue
    self.cells = cells
  }
}

/// One change for one person.
public struct DayChange: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, Codable {
    /// Another queue within the shift.
    case move
    /// Hours beyond the shift, or on a day off, for whoever says yes.
    case offer
    /// Leave before the shift ends, for whoever says yes.
    case release
    /// A break at another time.
    case rest = "break"
  }

  public let kind: Kind
  public let person: Int64
  /// Where the person works instead; of a release, what they leave.
  public let spans: [DaySpan]
  /// The queues that a move leaves, span by span.
  public let leaves: [Int]
  /// Of a break: the contact work in whose place it comes, from its new beginning to its new end.
  public var place: [DaySpan] = []
  /// Minor units; negative where hours are saved.
  public let cost: Double

  /// How the change moves the count of each cell it touches.
  var steps: [(queue: Int, cell: Int, agents: Int)] {
    // Where a break's old and new hours overlap nothing changes.
    let stays = { (cell: Int, spans: [DaySpan]) in spans.contains { $0.cells.contains(cell) } }
    return spans.indices.flatMap { index in
      spans[index].cells.filter { !stays($0, place) }.flatMap { cell -> [(queue: Int, cell: Int, agents: Int)] in
        let own = (queue: spans[index].queue, cell: cell, agents: kind == .release ? -1 : 1)
        return kind == .move ? [own, (queue: leaves[index], cell: cell, agents: -1)] : [own]
      }
    }
      + place.flatMap { span in
        span.cells.filter { !stays($0, spans) }.map { (queue: span.queue, cell: $0, agents: -1) }
      }
  }
}
