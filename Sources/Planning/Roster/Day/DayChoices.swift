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
      moves(of: person, gap) + rests(of: person, gap) + offers(to: person, gap, shortestCall: shortestCall)
    }
    let sorted = found.map { (change: $0, worth: worth($0, gap)) }.filter { $0.worth > 0 }
      .sorted { ($1.worth, $0.change.person) < ($0.worth, $1.change.person) }.map(\.change)
    // Breaks cost nothing and mend little: the ten best leave room for what mends more.
    let breaks = Set(sorted.filter { $0.kind == .rest }.prefix(10))
    return sorted.filter { $0.kind != .rest || breaks.contains($0) }
  }

  /// Money saved by a change on its own.
  private func worth(_ change: DayChange, _ gap: [[Int]]) -> Double {
    let filled = change.steps.count { $0.agents > 0 && gap[$0.queue][$0.cell] > 0 }
    let opened = change.steps.count { $0.agents < 0 && gap[$0.queue][$0.cell] >= 0 }
    return Double(filled - opened) * missingCost - change.cost
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

  /// Each break at the time at which it hurts least, the nearest of equals.
  private func rests(of person: DayPerson, _ gap: [[Int]]) -> [DayChange] {
    person.breaks.compactMap { pause in
      guard rest.contains(pause.cells.lowerBound) else { return nil }
      let beside = person.work.last { $0.cells.upperBound == pause.cells.lowerBound }
      guard let beside = beside ?? person.work.first(where: { $0.cells.lowerBound == pause.cells.upperBound }) else {
        return nil
      }
      let work = person.work + [DaySpan(queue: beside.queue, cells: pause.cells)]
      let places = pause.starts.clamped(to: rest).filter { $0 != pause.cells.lowerBound }.map { start in
        let cells = start..<start + pause.cells.count
        return DayChange(
          kind: .rest, person: person.id, spans: [DaySpan(queue: beside.queue, cells: pause.cells)], leaves: [],
          place: work.map { DaySpan(queue: $0.queue, cells: $0.cells.clamped(to: cells)) }.filter { !$0.cells.isEmpty },
          cost: 0)
      }
      let whole = places.filter { $0.place.reduce(0) { $0 + $1.cells.count } == pause.cells.count }
      let far = { (change: DayChange) in abs((change.place.first?.cells.lowerBound ?? 0) - pause.cells.lowerBound) }
      return whole.max { (worth($0, gap), far($1)) < (worth($1, gap), far($0)) }
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

  /// Work in some cells on the one queue that it helps most, so that it is one offer.
  private func offer(_ cells: Range<Int>, to person: DayPerson, _ gap: [[Int]]) -> DayChange {
    let filled = person.skills.map { queue in cells.count { gap[queue][$0] > 0 } }
    let most = filled.indices.max { filled[$0] < filled[$1] } ?? 0
    return DayChange(
      kind: .offer, person: person.id, spans: [DaySpan(queue: person.skills[most], cells: cells)], leaves: [],
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
