/// The part of a roster that one step of the search may change: these people, on these days.
struct Neighbourhood: Sendable {
  let people: [Int]
  let days: Range<Int>
  /// Tours to begin from, and to keep outside the days; one a person of the whole problem.
  let tours: [TourColumn]

  /// What is left of the problem once everything else is fixed, as rows of a linear programme.
  struct Rows {
    /// Position of each row of the cover behind the people's rows, or -1.
    let position: [Int]
    let sides: [Double]
    /// The cost of everything that cannot change: other people's tours and the cover of other days.
    let constant: Double
  }

  func rows(_ problem: TourProblem) -> Rows {
    let cover = problem.cover
    let inside = Set(people)
    let others = tours.filter { !inside.contains($0.person) }
    let fixed = problem.covered(others)
    let reached = days.lowerBound..<min(problem.days, days.upperBound + cover.reach)
    var position = [Int](repeating: -1, count: cover.sides.count)
    var sides = [Double](repeating: 1, count: people.count)
    for row in cover.sides.indices where reached.contains(cover.dayOfRow[row]) {
      position[row] = sides.count
      sides.append(cover.sides[row] - fixed[row])
    }
    let constant = others.reduce(cover.loss(problem.covered(tours), outside: reached)) { $0 + $1.cost }
    return Rows(position: position, sides: sides, constant: constant)
  }
}
