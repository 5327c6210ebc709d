/// The part of a roster that one step of the search may change: these people, on these days.
struct Neighbourhood: Sendable {
  let people: [Int]
  let days: Range<Int>
  /// Tours to begin from, and to keep outside the days; one a person of the whole problem.
  let tours: [TourColumn]

  /// What is left of the problem once everything else is fixed, as rows of a linear programme.
  struct Rows {
    /// Position of the cover row of `day * duties + duty` behind the people's rows, or -1.
    let position: [Int]
    let sides: [Double]
    let goals: [TourProblem.CoverGoal]
  }

  func rows(_ problem: TourProblem) -> Rows {
    let count = problem.duties.count
    let inside = Set(people)
    let fixed = problem.counts(tours.filter { !inside.contains($0.person) })
    let useful = (0..<count).map { duty in people.contains { problem.people[$0].most[duty] > 0 } }
    var position = [Int](repeating: -1, count: problem.cover.count)
    var sides = [Double](repeating: 1, count: people.count)
    var goals: [TourProblem.CoverGoal] = []
    for day in days {
      for duty in 0..<count where useful[duty] {
        let line = day * count + duty
        position[line] = sides.count
        sides.append(Double(problem.cover[line].needed - fixed[line]))
        goals.append(problem.cover[line])
      }
    }
    return Rows(position: position, sides: sides, goals: goals)
  }

  /// The cost of everything that cannot change: other people's tours and the cover of other days and duties.
  func constant(_ problem: TourProblem, _ rows: Rows) -> Double {
    let inside = Set(people)
    var cost = tours.filter { !inside.contains($0.person) }.reduce(0) { $0 + $1.cost }
    for (line, count) in problem.counts(tours).enumerated() where rows.position[line] < 0 {
      let goal = problem.cover[line]
      let missing = Double(max(0, goal.needed - count))
      cost += missing * goal.missing + Double(max(0, count - goal.needed)) * goal.surplus
    }
    return cost
  }
}
