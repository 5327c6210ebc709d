/// The shapes an agent may be given, by day, after everything that does not depend on their other shifts.
struct ShiftMenu: Sendable {
  let shapes: [[ShiftShape]]
  let breaks: BreakBook
  /// The first obstacle of each shape that is not on the menu, for the coverage report.
  let refused: [[(shape: ShiftShape, obstacle: Obstacle)]]

  init(
    of days: [[ShiftShape]], breaks: BreakBook, agent: RosterAgent, limits: Limits, in problem: RosterProblem
  ) {
    self.breaks = breaks
    var shapes: [[ShiftShape]] = []
    var refused: [[(shape: ShiftShape, obstacle: Obstacle)]] = []
    for day in days {
      var kept: [ShiftShape] = []
      var out: [(shape: ShiftShape, obstacle: Obstacle)] = []
      for shape in day where agent.templates?.contains(shape.template) ?? true {
        let rests = problem.templates[shape.template].breaks.reduce(0) { $0 + $1.minutes }
        if !breaks.placement(shape).isPossible { continue }
        if let obstacle = limits.obstacle(to: shape, breakMinutes: rests) {
          out.append((shape, obstacle))
        } else {
          kept.append(shape)
        }
      }
      shapes.append(kept)
      refused.append(out)
    }
    self.shapes = shapes
    self.refused = refused
  }
}

/// The break placement of every template and length, worked out once.
struct BreakBook: Sendable {
  private let placements: [[Int: BreakPlacement]]

  init(_ templates: [ShiftTemplate]) {
    placements = templates.map { template in
      Dictionary(
        template.lengths.map { ($0, BreakPlacement(template, length: $0)) }, uniquingKeysWith: { first, _ in first })
    }
  }

  func placement(_ shape: ShiftShape) -> BreakPlacement { placement(shape.template, shape.span.count) }

  func placement(_ template: Int, _ length: Int) -> BreakPlacement {
    guard let placement = placements[template][length] else {
      preconditionFailure("a shape is as long as its template says")
    }
    return placement
  }
}
