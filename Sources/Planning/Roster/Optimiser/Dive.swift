// From the solution of a relaxation to a roster: what is nearly decided is fixed, the rest is priced anew.

extension ColumnGeneration {
  /// The best roster of the dives that were asked for; `nil` when none cost less than the cutoff.
  mutating func dives(isLate: () -> Bool, isLateToDive: () -> Bool) -> [TourColumn]? {
    guard effort.dives > 1 || effort.isFine else { return effort.dives == 0 ? nil : diveByTours(isLateToDive) }
    let before = openDays
    var dice = Dice(seed: effort.seed)
    var best: (tours: [TourColumn], cost: Double)?
    for attempt in 0..<effort.dives where attempt == 0 || !isLate() {
      if attempt > 0 { reopen(area.people.indices, before) }
      guard let tours = diveByDays(below: best?.cost ?? effort.cutoff, &dice, isLateToDive) else { continue }
      best = (tours, master.value + rows.constant)
      if isSettled { return tours }
    }
    // Where the relaxation says little about days, whole tours may say more.
    if effort.dives > 1, (best?.cost ?? .infinity) > outcome.bound + 0.005 * abs(outcome.bound), !isLateToDive() {
      reopen(area.people.indices, before)
      if let tours = diveByTours(isLateToDive), master.value + rows.constant < best?.cost ?? .infinity { return tours }
    }
    return best?.tours
  }

  /// Fixes the tours that are nearly chosen, prices the others anew, and so on until everybody has one.
  private mutating func diveByTours(_ isLate: () -> Bool) -> [TourColumn]? {
    var chosen = [Int?](repeating: nil, count: area.people.count)
    while chosen.contains(where: { $0 == nil }) {
      let values = master.values
      var best: (person: Int, column: Int, value: Double)?
      var near: [(person: Int, column: Int)] = []
      for person in chosen.indices where chosen[person] == nil {
        for column in columnsOf[person] {
          if values[column] >= 0.8 { near.append((person, column)) }
          if values[column] > best?.value ?? 1e-9 { best = (person, column, values[column]) }
        }
      }
      guard let best else { return nil }
      if near.isEmpty { near = [(best.person, best.column)] }
      for (person, column) in near { fix(person, column, &chosen) }
      guard master.solve(.dual) else { return nil }
      var rounds = 0
      while rounds < 4, !isSettled, !isLate() {
        let open = chosen.indices.filter { chosen[$0] == nil }
        if open.isEmpty || price(open, want: 2, smoothing: 0) == 0 { break }
        guard master.solve(.primal) else { return nil }
        rounds += 1
      }
      if master.value + rows.constant > effort.cutoff + 1e-6 { return nil }
    }
    return chosen.compactMap { $0.map { columns[$0 - firstTour] } }
  }

  /// Fixes the days that are nearly decided, prices all tours anew, and so on until every tour is chosen.
  ///
  /// Days that cost much once they are fixed are opened again and fixed fewer at a time; a single day that still costs
  /// much is held to anything else, where that is cheaper.
  private mutating func diveByDays(
    below cutoff: Double, _ dice: inout Dice, _ isLate: () -> Bool
  ) -> [TourColumn]? {
    isDiving = true
    var step = Int.max
    while work < effort.work, !isLate() {
      let values = master.values
      if isWhole(values) { return roster(values) }
      let choices = choices(values, &dice)
      // What is not clear yet is how the duties are worked.
      if choices.isEmpty { return diveByTours(isLate) }
      step = min(step, max(1, choices.count / 20))
      let batch = choices.prefix(3 * step).enumerated().filter { $0 < step || $1.share > 0.999 }.map(\.element)
      let (before, allowed) = (openDays, (master.value + rows.constant) * 1.002 + 1e-6)
      for choice in batch { hold(choice, true) }
      guard var value = settled(isLate) else { return nil }
      if value > allowed, batch.count > 1 {
        reopen(Set(batch.map(\.person)), before)
        step = max(1, min(step, batch.count) / 2)
        continue
      }
      if value > allowed {
        guard let cheaper = cheaperSide(batch[0], costing: value, before, isLate) else { return nil }
        value = cheaper
      }
      if value > cutoff - 1e-6 { return nil }
      step *= 2
    }
    return nil
  }

  /// Holds a day to anything but what it is held to, unless that costs even more; `nil` when there is no solution.
  private mutating func cheaperSide(
    _ choice: DayChoice, costing first: Double, _ before: [OpenDays], _ isLate: () -> Bool
  ) -> Double? {
    reopen([choice.person], before)
    hold(choice, false)
    guard let second = settled(isLate) else { return nil }
    if second <= first { return second }
    reopen([choice.person], before)
    hold(choice, true)
    return settled(isLate)
  }

  /// Whether no other tour could make the roster any cheaper.
  private var isSettled: Bool {
    let (value, bound) = (master.value + rows.constant, outcome.bound)
    return problem.isIntegral ? roundedUp(value, true) <= roundedUp(bound, true) : value <= bound + 1e-6
  }

  /// The relaxation's value after days were held, everybody priced anew; `nil` when there is no solution.
  private mutating func settled(_ isLate: () -> Bool) -> Double? {
    guard master.solve(.dual) else { return nil }
    for _ in 0..<8 where !isSettled && !isLate() {
      if price(Array(area.people.indices), want: 3, smoothing: 0) == 0 { break }
      guard master.solve(.primal) else { return nil }
    }
    return master.value + rows.constant
  }

  /// One person's day and the duty the solution gives it most of, -1 for a day off.
  private struct DayChoice {
    let share: Double
    let person: Int
    let day: Int
    let duty: Int
  }

  /// The days still open, the clearest first, those about as clear in any order.
  private func choices(_ values: [Double], _ dice: inout Dice) -> [DayChoice] {
    var ranks: [(choice: DayChoice, rank: Double)] = []
    for person in area.people.indices {
      for choice in likeliest(person, values) where openDays[person].isOpen(choice.day) {
        let rank = choice.share > 0.999 ? 2 : choice.share + 0.05 * Double(dice.below(1000)) / 1000
        ranks.append((choice, rank))
      }
    }
    return ranks.sorted { ($0.rank, $1.choice.person, $1.choice.day) > ($1.rank, $0.choice.person, $0.choice.day) }
      .map(\.choice)
  }

  private func likeliest(_ person: Int, _ values: [Double]) -> [DayChoice] {
    let kinds = problem.duties.count + 1
    var shares = [Double](repeating: 0, count: problem.days * kinds)
    for column in columnsOf[person] where values[column] > 1e-9 {
      for (day, duty) in columns[column - firstTour].duties.enumerated() {
        shares[day * kinds + Int(duty) + 1] += values[column]
      }
    }
    return (0..<problem.days).map { day in
      let line = day * kinds..<(day + 1) * kinds
      let best = line.max { (shares[$0], $1) < (shares[$1], $0) } ?? line.lowerBound
      return DayChoice(share: shares[best], person: person, day: day, duty: best - line.lowerBound - 1)
    }
  }

  /// Holds a person's day to a choice, or to anything else.
  private mutating func hold(_ choice: DayChoice, _ chosen: Bool) {
    openDays[choice.person].hold(choice.day, to: choice.duty, chosen)
    for column in columnsOf[choice.person]
    where (Int(columns[column - firstTour].duties[choice.day]) == choice.duty) != chosen {
      master.bound(column, 0...0)
    }
  }

  /// Opens what these people's days were held to since.
  private mutating func reopen(_ people: some Sequence<Int>, _ before: [OpenDays]) {
    for person in people {
      openDays[person] = before[person]
      for column in columnsOf[person] where before[person].allows(columns[column - firstTour]) {
        master.bound(column, 0...(.infinity))
      }
    }
    _ = master.solve(.primal)
  }

  private mutating func fix(_ person: Int, _ column: Int, _ chosen: inout [Int?]) {
    chosen[person] = column
    for other in columnsOf[person] where other != column { master.bound(other, 0...0) }
    master.bound(column, 1...1)
  }
}
