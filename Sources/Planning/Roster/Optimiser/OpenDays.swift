/// What one person's days may still become: duties at their prices, or off.
struct OpenDays: Sendable {
  /// Without duals, at `day * duties + duty`; infinite where a day is held to something else.
  private(set) var prices: [Double]
  /// Days that are held to work.
  private(set) var mustWork: [Bool]
  private let count: Int

  /// The days of an area, after decisions that hold.
  init(_ problem: TourProblem, _ person: Int, _ area: Neighbourhood, _ branches: [Branch]) {
    prices = problem.people[person].prices
    mustWork = [Bool](repeating: false, count: problem.days)
    count = problem.duties.count
    for day in 0..<problem.days where !area.days.contains(day) {
      let fixed = area.tours[person].duties[day]
      mustWork[day] = fixed >= 0
      for duty in 0..<count where duty != Int(fixed) { prices[day * count + duty] = .infinity }
    }
    for branch in branches {
      switch branch {
      case .works(person, let day, let works):
        mustWork[day] = works
        if !works { for duty in 0..<count { prices[day * count + duty] = .infinity } }
      case .duty(person, let day, let duty, let works):
        if works {
          mustWork[day] = true
          for other in 0..<count where other != duty { prices[day * count + other] = .infinity }
        } else {
          prices[day * count + duty] = .infinity
        }
      default: break
      }
    }
  }

  /// Whether there is anything left to decide.
  func isOpen(_ day: Int) -> Bool {
    let duties = prices[day * count..<(day + 1) * count].count { $0 < .infinity }
    return mustWork[day] ? duties > 1 : duties > 0
  }

  /// Holds a day to a duty, or to off when -1; or to anything but that.
  mutating func hold(_ day: Int, to duty: Int, _ chosen: Bool) {
    mustWork[day] = (duty >= 0) == chosen || mustWork[day] && !chosen
    for other in 0..<count where (other == duty) != chosen && (chosen || duty >= 0) {
      prices[day * count + other] = .infinity
    }
  }

  /// Whether a tour keeps to what is held.
  func allows(_ tour: TourColumn) -> Bool {
    tour.duties.enumerated().allSatisfy { day, duty in
      duty < 0 ? !mustWork[day] : prices[day * count + Int(duty)] < .infinity
    }
  }
}
