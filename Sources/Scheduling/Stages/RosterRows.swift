internal import Planning
internal import Postgres

// A finished roster as the rows that keep it: local minutes, queues by code, gaps with their reasons.

extension RosterInputs {
  func activities(of draft: RosterDraft) -> [RosterActivity] {
    draft.roster.shifts.enumerated().flatMap { number, shift in
      let isPerson = people.indices.contains(shift.agent)
      let site = isPerson ? sites.firstIndex { $0.site == people[shift.agent].site } ?? 0 : 0
      let clock = sites[site].clock
      func wall(_ minute: Int) -> Int {
        let reading = clock.reading(at: minute)
        return reading.wall + (reading.day - shift.day) * 1440
      }
      return shift.activities.map { activity in
        let (kind, queue) = described(activity.kind)
        return RosterActivity(
          shift: number + 1, person: isPerson ? people[shift.agent].person : nil,
          seat: isPerson ? nil : seats[shift.agent - people.count].name, site: sites[site].site,
          day: week.lowerBound.adding(days: shift.day), startMinute: wall(activity.span.lowerBound),
          endMinute: wall(activity.span.upperBound), kind: kind, queue: queue)
      }
    }
  }

  private func described(_ kind: PlannedActivity.Kind) -> (kind: String, queue: String?) {
    switch kind {
    case .queue(let position): ("contacts", assumptions.queues[position].code)
    case .rest(let isPaid): (isPaid ? "paid break" : "unpaid break", nil)
    }
  }

  func coverage(of draft: RosterDraft, _ problem: RosterProblem) -> [RosterCoverage] {
    let staffed = draft.roster.staffing(in: problem)
    guard let clock = sites.first?.clock else { return [] }
    return problem.queues.enumerated().flatMap { position, queue in
      queue.needed.enumerated().compactMap { interval, needed -> RosterCoverage? in
        let there = Int((staffed[position][interval] + 1e-6).rounded(.down))
        guard needed > 0 || there > 0 else { return nil }
        let reading = clock.reading(at: interval * problem.period.intervalMinutes)
        let gap = draft.coverage.gaps.first { $0.queue == position && $0.interval == interval }
        return RosterCoverage(
          queue: assumptions.queues[position].code, day: week.lowerBound.adding(days: reading.day),
          slot: reading.wall / assumptions.slotMinutes, required: needed, covered: there,
          reason: there < needed ? (gap?.words ?? "a newcomer counts for part of an agent").cut(to: 500) : nil,
          fix: there < needed ? gap?.fix : nil)
      }
    }
  }
}

extension RosterDraft {
  /// Coverage and cost term by term.
  var inWords: [String] {
    let cost = objective
    let terms = [
      ("agents missing", cost.uncovered), ("agents too many", cost.surplus), ("overtime", cost.overtime),
      ("contract hours not given", cost.notGiven), ("undesired times", cost.undesired), ("weekends", cost.weekends),
    ]
    return [
      "\(percent(coverage.share)) of \(rounded(coverage.neededHours)) agent-hours are covered by "
        + "\(roster.shifts.count) shifts."
    ] + terms.filter { $0.1 > 0 }.map { "\($0.0): \(rounded($0.1))" } + unplaced.map(\.words)
  }
}

extension String {
  /// As much of the text as a column holds, with a mark where it was cut.
  fileprivate func cut(to length: Int) -> String { count <= length ? self : prefix(length - 1) + "…" }
}
