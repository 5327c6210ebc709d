// What could be done about a gap: somebody who has time moves over, somebody stays or comes earlier, somebody comes in.

extension DayBoard {
  /// Every change that would fill some of what is missing, the most helpful for its cost first.
  ///
  /// - Parameter shortestCall: Nobody is called in for fewer cells than this.
  public func choices(shortestCall: Int) -> [DayChange] {
    let there = staffed()
    let gap = needed.indices.map { queue in
      needed[queue].indices.map { rest.contains($0) ? needed[queue][$0] - there[queue][$0] : 0 }
    }
    let found = people.flatMap { person -> [DayChange] in
      moves(of: person, gap) + offers(to: person, gap, shortestCall: shortestCall)
    }
    return found.map { (change: $0, worth: worth($0, gap)) }.filter { $0.worth > 0 }
      .sorted { ($1.worth, $0.change.person) < ($0.worth, $1.change.person) }.map(\.change)
  }

  /// Money saved by a change on its own.
  private func worth(_ change: DayChange, _ gap: [[Int]]) -> Double {
    let filled = change.steps.count { $0.agents > 0 && gap[$0.queue][$0.cell] > 0 }
    return Double(filled) * missingCost - change.cost
  }

  private func moves(of person: DayPerson, _ gap: [[Int]]) -> [DayChange] {
    person.skills.compactMap { target in
      var (spans, leaves): ([DaySpan], [Int]) = ([], [])
      for span in person.work where span.queue != target {
        let helps = { (cell: Int) in gap[target][cell] > 0 && gap[span.queue][cell] < 0 }
        for cells in span.cells.runs(where: helps) where cells.count * cellMinutes >= 30 {
          spans.append(DaySpan(queue: target, cells: cells))
          leaves.append(span.queue)
        }
      }
      return spans.isEmpty
        ? nil : DayChange(kind: .move, person: person.id, spans: spans, leaves: leaves, cost: 0)
    }
  }

  private func offers(to person: DayPerson, _ gap: [[Int]], shortestCall: Int) -> [DayChange] {
    let open = rest.clamped(to: person.reach)
    let lacks = { (cell: Int) in person.skills.contains { gap[$0][cell] > 0 } }
    let runs = open.runs(where: lacks)
    guard let duty = person.duty else {
      return runs.flatMap { run -> [DayChange] in
        // The whole gap, or only its beginning or its end, where a move fills the rest.
        let starts = [run.lowerBound, run.lowerBound, run.upperBound - shortestCall]
        let ends = [max(run.upperBound, run.lowerBound + shortestCall), run.lowerBound + shortestCall, run.upperBound]
        let calls = zip(starts, ends).map { start, end in
          let last = min(open.upperBound, end)
          return max(open.lowerBound, min(start, last - shortestCall))..<last
        }
        return calls.enumerated().filter {
          $0.element.count >= shortestCall && !calls[..<$0.offset].contains($0.element)
        }
        .map { offer($0.element, to: person, gap) }
      }
    }
    let later = runs.filter { $0.upperBound > duty.upperBound && duty.upperBound >= open.lowerBound }
      .map { offer(duty.upperBound..<$0.upperBound, to: person, gap) }
    let earlier = runs.filter { $0.lowerBound < duty.lowerBound && duty.lowerBound <= open.upperBound }
      .map { offer($0.lowerBound..<duty.lowerBound, to: person, gap) }
    return later + earlier
  }

  /// Work in some cells, each on the queue that lacks most of those the person may work on.
  private func offer(_ cells: Range<Int>, to person: DayPerson, _ gap: [[Int]]) -> DayChange {
    var spans: [DaySpan] = []
    for cell in cells {
      let usual = spans.last?.queue ?? person.skills[0]
      let queue = person.skills.max { gap[$0][cell] < gap[$1][cell] } ?? usual
      let chosen = gap[queue][cell] > gap[usual][cell] && gap[queue][cell] > 0 ? queue : usual
      if let last = spans.last, last.queue == chosen {
        spans[spans.count - 1] = DaySpan(queue: chosen, cells: last.cells.lowerBound..<cell + 1)
      } else {
        spans.append(DaySpan(queue: chosen, cells: cell..<cell + 1))
      }
    }
    return DayChange(
      kind: .offer, person: person.id, spans: spans, leaves: [],
      cost: person.pay.cost(ofMinutes: cells.count * cellMinutes))
  }

  /// Who could leave early, because every cell up to the end of their shift has more agents than it needs.
  ///
  /// - Parameter changes: What is done besides; a release never undoes it.
  public func releases(after changes: [DayChange], atMost most: Int) -> [DayChange] {
    var there = staffed(after: changes)
    var found: [DayChange] = []
    let busy = Set(changes.map(\.person))
    for person in people where found.count < most && !busy.contains(person.id) {
      guard let last = person.work.last, last.cells.upperBound == person.duty?.upperBound else { continue }
      let spare = rest.clamped(to: last.cells).runs { there[last.queue][$0] > needed[last.queue][$0] }
      guard let end = spare.last, end.upperBound == last.cells.upperBound, end.count * cellMinutes >= 60 else {
        continue
      }
      for cell in end { there[last.queue][cell] -= 1 }
      found.append(
        DayChange(
          kind: .release, person: person.id, spans: [DaySpan(queue: last.queue, cells: end)], leaves: [],
          cost: -DayPay(hour: person.pay.hour, overtimeHour: person.pay.hour, plainMinutes: 0)
            .cost(ofMinutes: end.count * cellMinutes)))
    }
    return found
  }
}

extension Range<Int> {
  /// The longest stretches in which something holds.
  fileprivate func runs(where holds: (Int) -> Bool) -> [Range<Int>] {
    var (runs, start): ([Range<Int>], Int?) = ([], nil)
    for cell in self {
      if holds(cell) {
        start = start ?? cell
      } else if let first = start {
        runs.append(first..<cell)
        start = nil
      }
    }
    return runs + (start.map { [$0..<upperBound] } ?? [])
  }
}
