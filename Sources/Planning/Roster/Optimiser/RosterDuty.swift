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
}
