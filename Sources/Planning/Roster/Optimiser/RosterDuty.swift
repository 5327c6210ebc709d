/// A template's start and length on any day: what the optimiser calls a duty.
struct RosterDuty: Hashable, Sendable {
  let template: Int
  let start: Int
  let length: Int

  static func all(_ templates: [ShiftTemplate]) -> [RosterDuty] {
    let breaks = BreakBook(templates)
    return templates.enumerated().flatMap { position, template in
      template.lengths.filter { breaks.placement(position, $0).isPossible }.flatMap { length in
        template.starts.map { RosterDuty(template: position, start: $0, length: length) }
      }
    }
  }

  func span(day: Int, at site: RosterSite) -> Range<Int> {
    let from = site.clock.minute(day: day, wall: start)
    return from..<from + length
  }

  func shape(day: Int, at site: RosterSite, _ templates: [ShiftTemplate]) -> ShiftShape {
    ShiftShape(
      template: template, day: day, span: span(day: day, at: site),
      paidMinutes: length - templates[template].unpaidMinutes)
  }

  // MARK: - Ways

  /// Each break's place in its window, six bits a break.
  func way(_ starts: [Int], _ templates: [ShiftTemplate]) -> Int64 {
    var way: Int64 = 0
    for (start, pattern) in zip(starts, templates[template].breaks).reversed() {
      way = way << 6 | Int64((start - pattern.window.lowerBound) / pattern.step)
    }
    return way
  }

  /// The minutes after its start at which the breaks begin.
  func starts(_ way: Int64, _ templates: [ShiftTemplate]) -> [Int] {
    templates[template].breaks.enumerated().map { position, pattern in
      pattern.window.lowerBound + Int(way >> Int64(6 * position) & 63) * pattern.step
    }
  }

  func rests(_ way: Int64, _ templates: [ShiftTemplate]) -> [Range<Int>] {
    zip(starts(way, templates), templates[template].breaks).map { $0..<$0 + $1.minutes }
  }
}
