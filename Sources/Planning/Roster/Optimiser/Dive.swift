// From the solution of a relaxation to a roster: what is nearly decided is fixed, the rest is priced anew.

extension ColumnGeneration {
  /// Fixes the tours that are nearly chosen, prices the others anew, and so on until everybody has one.
  mutating func dive(isLate: () -> Bool) -> [TourColumn]? {
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
      while rounds < 4, !isLate() {
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
  mutating func diveByDays(isLate: () -> Bool) -> [TourColumn]? {
    var open = [[Bool]](repeating: Array(repeating: true, count: problem.days), count: area.people.count)
    isDiving = true
    while !isLate() {
      let values = master.values
      if isWhole(values) { return roster(values) }
      var choices = area.people.indices.flatMap { person in
        likeliest(person, values).filter { open[person][$0.day] }
      }
      choices.sort { ($0.share, $1.person, $1.day) > ($1.share, $0.person, $0.day) }
      let step = max(1, choices.count / 20)
      for (position, choice) in choices.prefix(3 * step).enumerated() where position < step || choice.share > 0.999 {
        open[choice.person][choice.day] = false
        decide(choice)
      }
      guard master.solve(.dual), settle(rounds: 8, isLate) else { return nil }
      if master.value + rows.constant > effort.cutoff - 1e-6 { return nil }
    }
    return nil
  }

  /// Prices everybody anew until nothing improves; false when there is no solution.
  private mutating func settle(rounds: Int, _ isLate: () -> Bool) -> Bool {
    for _ in 0..<rounds where !isLate() {
      if price(Array(area.people.indices), want: 3, smoothing: 0) == 0 { break }
      guard master.solve(.primal) else { return false }
    }
    return true
  }

  /// One person's day and the duty the solution gives it most of, -1 for a day off.
  private struct DayChoice {
    let share: Double
    let person: Int
    let day: Int
    let duty: Int
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

  /// Holds a person's day to a duty or off.
  private mutating func decide(_ choice: DayChoice) {
    let count = problem.duties.count
    mustWork[choice.person][choice.day] = choice.duty >= 0
    for other in 0..<count where other != choice.duty {
      basePrices[choice.person][choice.day * count + other] = .infinity
    }
    for column in columnsOf[choice.person]
    where Int(columns[column - firstTour].duties[choice.day]) != choice.duty {
      master.bound(column, 0...0)
    }
  }

  private mutating func fix(_ person: Int, _ column: Int, _ chosen: inout [Int?]) {
    chosen[person] = column
    for other in columnsOf[person] where other != column { master.bound(other, 0...0) }
    master.bound(column, 1...1)
  }
}
