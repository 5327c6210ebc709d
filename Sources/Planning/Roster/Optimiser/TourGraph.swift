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

  /// Where the groups that may follow a duty shrink from one succession class to the next: for each group how many
  /// classes it may follow, and the groups in that order; `nil` where classes forbid this and that.
  let ladder: Ladder?

  struct Ladder: Sendable {
    /// Groups by how many of the classes they may follow, from 0 to all.
    let groups: [[Int]]
    /// The first state of each class, those that forbid least first; and of the class each group leads to.
    let first: [Int]
    let home: [Int]
    /// The state of a class after one more day, for each of its states; -1 where the run may not go on.
    let next: [Int]
  }

  /// What graphs depend on beside the tracked duties.
  struct Key: Hashable {
    let allowed: [Bool]
    let numbers: [Int]

    init(_ limits: TourLimits) {
      allowed = limits.most.map { $0 > 0 }
      numbers = [limits.longestRun, limits.shortestRun, limits.shortestOff, limits.before]
    }
  }

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
    let (kinds, kind) = Self.classes(bans)
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
    let next = (0..<width).map { slot in
      let run = slot >= on ? slot - on + 1 : slot + 1
      return run < on ? worked(0, run + 1, slot >= on) - off : -1
    }
    ladder = Self.ladder(kinds, kind, first: off, next: next)
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

  /// The different rows, and which of them each row is.
  private static func classes(_ bans: [[Bool]]) -> (kinds: [[Bool]], kind: [Int]) {
    var positions: [[Bool]: Int] = [:]
    var kinds: [[Bool]] = []
    let kind = bans.map { ban in
      if let position = positions[ban] { return position }
      positions[ban] = kinds.count
      kinds.append(ban)
      return kinds.count - 1
    }
    return (kinds, kind)
  }

  private static func ladder(_ kinds: [[Bool]], _ kind: [Int], first: Int, next: [Int]) -> Ladder? {
    let order = kinds.indices.sorted { (kinds[$0].count(where: \.self), $0) < (kinds[$1].count(where: \.self), $1) }
    let isNested = zip(order, order.dropFirst()).allSatisfy { left, right in
      zip(kinds[left], kinds[right]).allSatisfy { !$0 || $1 }
    }
    guard isNested, kinds.count > 2 else { return nil }
    var groups = [[Int]](repeating: [], count: order.count + 1)
    for group in kinds[0].indices {
      groups[order.firstIndex { kinds[$0][group] } ?? order.count].append(group)
    }
    let home = kind.map { first + $0 * next.count }
    return Ladder(groups: groups, first: order.map { first + $0 * next.count }, home: home, next: next)
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
    var after = [Set<Int>](repeating: [], count: duties.count)
    for (earlier, duty) in duties.enumerated() { for later in duty.notBefore { after[later].insert(earlier) } }
    for duty in allowed {
      let likeness = Likeness(
        minutes: duties[duty].minutes, after: after[duty], before: duties[duty].notBefore,
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
