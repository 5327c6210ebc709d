/// The states a person's tour can be in at the end of a day, and the steps between them.
///
/// A state is a run: so many days off, or so many days worked, the last of them on a duty of one succession
/// class. Duties that are alike in length, in what may follow them and in what they may follow form a group, of
/// which only the cheapest matters. Duties whose cap must be tracked stand alone.
struct TourGraph: Sendable {
  struct Step: Sendable {
    let from: Int
    let to: Int
    /// Position of the group, or -1 for a day off.
    let group: Int
  }

  let groups: [[Int]]
  /// Length of each group in units.
  let units: [Int]
  /// Position among the tracked duties, or -1.
  let trackedAs: [Int]
  let tracked: [Int]
  /// How far apart the counts of each tracked duty lie, and how many combinations there are.
  let strides: [Int]
  let counts: Int
  let states: Int
  /// States below this one are days off.
  let offStates: Int
  let steps: [[Step]]
  let stepsInto: [[Step]]
  /// Where a tour may be after its first day: the day off, and each group worked, or -1 when the run is too long.
  let firstOff: Int
  let firstWorked: [Int]

  init(_ limits: TourLimits, _ problem: TourProblem, unit: Int, tracked: [Int]) {
    let duties = problem.duties
    let allowed = duties.indices.filter { limits.most[$0] > 0 }
    self.tracked = tracked
    groups = Self.group(allowed, tracked, duties)
    units = groups.map { duties[$0[0]].minutes / unit }
    trackedAs = groups.map { tracked.firstIndex(of: $0[0]) ?? -1 }
    var strides: [Int] = []
    var counts = 1
    for duty in tracked {
      strides.append(counts)
      counts *= limits.most[duty] + 1
    }
    self.strides = strides
    self.counts = counts

    // A succession class: groups that forbid the same groups on the next day.
    let heads = groups.map { $0[0] }
    let bans = heads.map { before in heads.map { duties[before].notBefore.contains($0) } }
    let kinds = bans.reduce(into: [[Bool]]()) { if !$0.contains($1) { $0.append($1) } }
    let kind = bans.map { ban in kinds.firstIndex(of: ban) ?? 0 }
    let off = max(1, limits.shortestOff)
    let on = max(1, limits.longestRun)
    // A run that touches the first day may be shorter than the shortest: it has states of its own until it is not.
    let lead = min(max(0, limits.shortestRun - 1), on)
    let width = on + lead
    let worked = { (kind: Int, run: Int, leads: Bool) in
      off + kind * width + (leads && run <= lead ? on + run - 1 : run - 1)
    }
    var steps: [[Step]] = []
    for state in 0..<off {
      var out = [Step(from: state, to: min(state + 1, off - 1), group: -1)]
      if state == off - 1 {
        out += heads.indices.map { Step(from: state, to: worked(kind[$0], 1, false), group: $0) }
      }
      steps.append(out)
    }
    for (position, ban) in kinds.enumerated() {
      for slot in 0..<width {
        let leads = slot >= on
        let run = leads ? slot - on + 1 : slot + 1
        let state = off + position * width + slot
        var out: [Step] = []
        if leads || run >= limits.shortestRun { out.append(Step(from: state, to: 0, group: -1)) }
        if run < on {
          out += heads.indices.filter { !ban[$0] }.map {
            Step(from: state, to: worked(kind[$0], run + 1, leads), group: $0)
          }
        }
        steps.append(out)
      }
    }
    states = steps.count
    offStates = off
    self.steps = steps
    var into = [[Step]](repeating: [], count: steps.count)
    for step in steps.joined() { into[step.to].append(step) }
    stepsInto = into
    firstOff = off - 1
    // Days in a row before the period go on counting.
    let first = limits.before + 1
    firstWorked = heads.indices.map { first > on ? -1 : worked(kind[$0], first, limits.before == 0) }
  }

  private static func group(_ allowed: [Int], _ tracked: [Int], _ duties: [TourProblem.Duty]) -> [[Int]] {
    struct Likeness: Hashable {
      let minutes: Int
      let after: Set<Int>
      let before: Set<Int>
      let alone: Int?
    }
    var positions: [Likeness: Int] = [:]
    var groups: [[Int]] = []
    for duty in allowed {
      let after = Set(duties.indices.filter { duties[$0].notBefore.contains(duty) })
      let likeness = Likeness(
        minutes: duties[duty].minutes, after: after, before: duties[duty].notBefore,
        alone: tracked.contains(duty) ? duty : nil)
      if let position = positions[likeness] {
        groups[position].append(duty)
      } else {
        positions[likeness] = groups.count
        groups.append([duty])
      }
    }
    return groups
  }
}
