internal import Planning
internal import Postgres

extension DayStand {
  /// Looks what mends the day with the fewest changes, and asks the rules of everybody who would work more.
  func advice(people most: Int, in tx: Session) throws -> DayAdvice {
    let queues: [Reforecast]
    do {
      queues = try reforecasts()
    } catch {
      throw SchedulingError.planning("\(error)")
    }
    let published = board(queues, present: false)
    let now = board(queues, present: true)
    let choices = try legal(now.choices(shortestCall: shortestCall), in: tx)
    let repair = DayRepair(of: now, from: choices, people: most)
    let changes = repair.changes + now.releases(after: repair.changes, atMost: max(0, most - repair.changes.count))
    let states = [published.staffed(), now.staffed(), now.staffed(after: changes)]
    return DayAdvice(
      day: day, from: LocalTime(minutes: min(1440, clock.reading(at: from).wall)),
      queues: try outlooks(queues, states, board: now), absent: absent,
      proposals: changes.flatMap(proposals), shortPublished: published.shortMinutes(), shortNow: now.shortMinutes(),
      shortAfter: now.shortMinutes(after: changes),
      currency: pay.values.lazy.compactMap(\.currency).first ?? assumptions.currency)
  }

  /// Nobody comes in for less than the shortest shift there is.
  private var shortestCall: Int { max(1, (assumptions.shifts.map(\.minutes).min() ?? 240) / Self.cell) }

  private var absent: [String] {
    let duty = Set(duties.map(\.person))
    let gone = Set(away.filter { $0.reason == "away" && $0.from < clock.midnights[1] && $0.to > 0 }.map(\.person))
    return people.filter { duty.contains($0.person) && gone.contains($0.person) }.map(\.name)
  }

  /// Moves as they are, and of those who would work more the ones who break no rule by it.
  ///
  /// The best sixty are asked about, each for their best hours, and may then be asked for part of them.
  private func legal(_ choices: [DayChange], in tx: Session) throws -> [DayChange] {
    var asked: [Int64: DayChange] = [:]
    for choice in choices where choice.kind == .offer && asked[choice.person] == nil && asked.count < 60 {
      asked[choice.person] = choice
    }
    let offers = asked.values.sorted { $0.person < $1.person }
    let refused = Set(offers.isEmpty ? [] : try tx.all(weigh(offers)))
    return choices.filter { choice in
      guard choice.kind == .offer else { return true }
      guard let weighed = asked[choice.person], !refused.contains(choice.person) else { return false }
      return weighed.cells.clamped(to: choice.cells) == choice.cells
    }
  }

  /// Whom the rules forbid the hours.
  private func weigh(_ offers: [DayChange]) -> Query<Int64> {
    let sites = Dictionary(people.map { ($0.person, $0.site) }) { first, _ in first }
    let spans = offers.map { $0.cells }
    return Query(
      "day.weigh",
      """
      SELECT DISTINCT finding.person_id FROM scheduling.weigh_hours(\(day), (
        SELECT jsonb_agg(jsonb_build_object('person', offer.person, 'site', offer.site, 'from', offer.from_minute,
                                            'until', offer.until_minute, 'queue', offer.queue))
          FROM unnest(\(offers.map(\.person)), \(offers.map { sites[$0.person] ?? 0 }), \(spans.map { $0.lowerBound * Self.cell }),
                      \(spans.map { $0.upperBound * Self.cell }), \(offers.map { assumptions.queues[$0.spans[0].queue].code }))
               AS offer (person, site, from_minute, until_minute, queue)), \(self.sites.first?.site ?? 0)) AS finding
      """)
  }

  private func outlooks(_ queues: [Reforecast], _ states: [[[Int]]], board: DayBoard) throws -> [QueueOutlook] {
    try queues.enumerated().map { place, queue in
      let short = { (there: [[Int]]) in
        rest.reduce(0) { $0 + max(0, board.needed[place][$1] - there[place][$1]) } * Self.cell
      }
      return QueueOutlook(
        queue: queue.queue.code, seen: queue.seen, expected: queue.expected, planned: queue.planned, ahead: queue.ahead,
        answeredPublished: try queue.answered(states[0][place], self),
        answeredNow: try queue.answered(states[1][place], self),
        answeredAfter: try queue.answered(states[2][place], self), shortNow: short(states[1]),
        shortAfter: short(states[2]))
    }
  }

  // MARK: - In words

  private func proposals(_ change: DayChange) -> [DayProposal] {
    guard let person = people.first(where: { $0.person == change.person }) else { return [] }
    let site = sites.first { $0.site == person.site } ?? sites[0]
    let duty = duties.first { $0.person == change.person && $0.from >= 0 }
    let rated = pay[change.person]?.plain != nil
    let minutes = change.spans.reduce(0) { $0 + $1.cells.count } * Self.cell
    if change.kind == .rest { return [rest(change, of: person, duty, site)] }
    return change.spans.enumerated().map { index, span in
      let from = LocalTime(minutes: wall(span.cells.lowerBound, site))
      let until = LocalTime(minutes: wall(span.cells.upperBound, site))
      let queue = assumptions.queues[span.queue].code
      let share = Double(span.cells.count * Self.cell) / Double(minutes)
      return DayProposal(
        kind: change.kind.rawValue, person: change.person, name: person.name, site: site.name, shift: duty?.shift,
        from: from, until: until, queue: queue,
        leaves: change.kind == .move ? assumptions.queues[change.leaves[index]].code : nil,
        minutes: span.cells.count * Self.cell,
        costMinor: rated || change.kind == .move ? Int((change.cost * share).rounded()) : nil,
        next: next(change.kind, duty?.shift ?? 0, queue, site.name, from, until))
    }
  }

  /// A break at another time: the hours it comes to lie in, and the queue that has the person instead.
  private func rest(_ change: DayChange, of person: RosterPerson, _ duty: DayDuty?, _ site: SiteWeek) -> DayProposal {
    let old = change.spans[0]
    let first = change.place.map(\.cells.lowerBound).min() ?? old.cells.lowerBound
    let from = LocalTime(minutes: wall(first, site))
    return DayProposal(
      kind: change.kind.rawValue, person: change.person, name: person.name, site: site.name, shift: duty?.shift,
      from: from, until: LocalTime(minutes: wall(first + old.cells.count, site)),
      queue: assumptions.queues[old.queue].code, leaves: nil, minutes: old.cells.count * Self.cell, costMinor: 0,
      next: next(.rest, duty?.shift ?? 0, "", site.name, LocalTime(minutes: wall(old.cells.lowerBound, site)), from))
  }

  /// What a clock reads at the beginning of a cell; 24:00 at the end of the day.
  private func wall(_ cell: Int, _ site: SiteWeek) -> Int {
    let reading = site.clock.reading(at: cell * Self.cell)
    return reading.day > 0 ? 1440 : reading.wall
  }

  private func next(
    _ kind: DayChange.Kind, _ shift: Int64, _ queue: String, _ site: String, _ from: LocalTime, _ until: LocalTime
  ) -> String {
    let hours = "--from \(from) --to \(until)"
    return switch kind {
    case .move: "muster day move \(shift) --queue \(queue) \(hours)"
    case .offer:
      "muster hours offer extra --site '\(site)' --on \(day) \(hours) --queue \(queue) --places 1 --closes INSTANT"
    case .rest: "muster day break \(shift) \(hours)"
    case .release: "muster hours offer release --site '\(site)' --on \(day) \(hours) --places 1 --closes INSTANT"
    }
  }
}

extension DayChange {
  /// From the first cell it touches to the last.
  fileprivate var cells: Range<Int> {
    (spans.first?.cells.lowerBound ?? 0)..<(spans.last?.cells.upperBound ?? 0)
  }
}
