public import Postgres

/// What a season's plan takes for granted: the numbers a manager knows and the history cannot tell.
///
/// Written as a JSON file with `snake_case` keys, kept as a version in `scheduling.assumption`.
public struct Assumptions: Codable, Hashable, Sendable {
  /// Orders the shop takes for each order in the history; 1 when the history is the shop's own.
  public let orderScale: Double
  /// ISO 4217 code of every amount below.
  public let currency: String
  /// Length of a planning slot: 15, 30 or 60 minutes.
  public let slotMinutes: Int
  /// When the centre is open, by weekday; a weekday that is missing is closed.
  public let opening: [Opening]
  /// Share of contacts that follow the hours in which orders come in; the rest is spread evenly over opening hours.
  public let contactsFollowOrdersPercent: Double
  public internal(set) var queues: [QueueAssumption]
  public let shifts: [ShiftAssumption]
  /// Share of rostered time that lands where it is needed, since shifts are blocks and demand is a curve.
  public let shiftFitPercent: Double
  /// Paid time away from contacts, applied one after the other.
  public let shrinkage: [ShrinkageAssumption]
  public let hiring: HiringAssumption

  public struct Opening: Codable, Hashable, Sendable {
    public let weekday: String
    /// Local times, `HH:MM`; `24:00` closes at midnight.
    public let opens: String
    public let closes: String
  }
}

/// A reason why paid time goes elsewhere.
public struct ShrinkageAssumption: Codable, Hashable, Sendable {
  public let reason: String
  public let percent: Double
  /// Placed by the roster itself, such as leave and breaks; sickness is not.
  public let isRostered: Bool
}

/// A kind of shift: when it may start, how long it is, where its breaks may fall.
public struct ShiftAssumption: Codable, Hashable, Sendable {
  public let name: String
  public let firstStart: String
  public let lastStart: String
  public let everyMinutes: Int
  /// From start to end, unpaid breaks included.
  public let minutes: Int
  public let breaks: [Break]

  public struct Break: Codable, Hashable, Sendable {
    public let minutes: Int
    public let isPaid: Bool
    /// Earliest and latest start of the break after the shift's start.
    public let earliestAfterMinutes: Int
    public let latestAfterMinutes: Int
  }
}

/// One queue's demand per order, its handle time and the promise made to its customers.
public struct QueueAssumption: Codable, Hashable, Sendable {
  public let code: String
  public let name: String
  /// The skill an agent must hold to work the queue.
  public let skill: String
  /// Contacts that one order causes, by whole days after it.
  public internal(set) var contactsPerOrder: [LaggedContacts]
  /// Mean over all contacts, talking and wrapping up.
  public internal(set) var handleSeconds: Double
  /// Multiples of ``handleSeconds`` by weekday, Monday first, and slot of the day; `nil` when the same always.
  public internal(set) var handlePattern: [[Double]]?
  /// For chats: the handle time with 2, 3, … of them at once; `nil` when agents take one contact at a time.
  public let concurrentHandleSeconds: [Double]?
  /// Mean time customers wait before they hang up; `nil` when they do not.
  public let patienceSeconds: Double?
  /// Share of contacts to be answered within ``goalSeconds`` (or ``answerWithinHours``).
  public let goalPercent: Double
  public let goalSeconds: Double?
  /// For deferred work such as e-mail: open hours until an answer is due; `nil` for live queues.
  public let answerWithinHours: Double?
  public let occupancyLimitPercent: Double

  public struct LaggedContacts: Codable, Hashable, Sendable {
    public let lagDays: Int
    public let contacts: Double
  }
}

/// How new agents come, learn and leave, and what that costs in minor units.
public struct HiringAssumption: Codable, Hashable, Sendable {
  public let hoursPerWeek: Double
  public let trainingWeeks: Int
  /// Share of starters who pass the training.
  public let passPercent: Double
  /// Productivity in each week after training until full.
  public let rampPercent: [Double]
  public let weeklyLeaversNewPercent: Double
  public let weeklyLeaversPercent: Double
  public let classSize: Int
  /// Weeks from an open requisition to a class start.
  public let recruitingWeeks: Int
  public let hireCostMinor: Int
  public let weeklyCostMinor: Int
  /// What a productive agent missing for a week is reckoned to cost in lost orders.
  public let missingAgentWeekCostMinor: Int
  /// The most people in training at once: chairs, trainers; `nil` when only the class size counts.
  public let trainingSeats: Int?
  /// Contracts that end with the season; `nil` when all starters stay.
  public let seasonal: SeasonalContract?
  /// Overtime of the team; `nil` when there is to be none.
  public let overtime: Overtime?
  /// Work given away; `nil` when there is to be none.
  public let outsourcing: Outsourcing?
  /// The most that hiring, everybody's pay, overtime and outsourcing may cost over the plan; `nil` when nobody set it.
  public let budgetMinor: Int?
  /// The stages of recruiting, application first; `nil` when nobody knows them.
  public let funnel: [FunnelStage]?

  /// One stage that a candidate passes or not.
  public struct FunnelStage: Codable, Hashable, Sendable {
    public let stage: String
    /// Share of those who enter that go on.
    public let percent: Double
    /// Days from entering it to entering the next.
    public let days: Int
  }

  public struct SeasonalContract: Codable, Hashable, Sendable {
    public let lastDay: LocalDate
    public let hireCostMinor: Int
  }

  public struct Overtime: Codable, Hashable, Sendable {
    /// The most, as a share of the team's productive hours.
    public let percent: Double
    /// One productive agent's week worked in overtime.
    public let weeklyCostMinor: Int
  }

  public struct Outsourcing: Codable, Hashable, Sendable {
    /// The most, in productive agents.
    public let agents: Double
    public let weeklyCostMinor: Int
  }
}

// MARK: - Checks

extension Assumptions {
  static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

  /// Opening and closing minute of an ISO weekday (1 is Monday); `nil` when closed.
  public func openMinutes(isoWeekday: Int) -> Range<Int>? {
    guard let day = opening.first(where: { $0.weekday == Self.weekdays[isoWeekday - 1] }),
      let opens = Self.minutes(day.opens), let closes = Self.minutes(day.closes), opens < closes
    else { return nil }
    return opens..<closes
  }

  /// Every problem in words, with the field that has it; empty when the plan may use these.
  public var problems: [String] {
    var found: [String] = []
    func check(_ holds: Bool, _ words: String) { if !holds { found.append(words) } }
    check(orderScale.isFinite && orderScale > 0, "order_scale must be above 0")
    check(
      currency.utf8.count == 3 && currency.utf8.allSatisfy { (65...90).contains($0) },
      "currency is an ISO code such as GBP")
    check([15, 30, 60].contains(slotMinutes), "slot_minutes is 15, 30 or 60")
    check(!queues.isEmpty, "queues is empty: name at least one")
    check(Set(queues.map(\.code)).count == queues.count, "queues: a code is used twice")
    check(!opening.isEmpty, "opening is empty: the centre would never be open")
    check(Set(opening.map(\.weekday)).count == opening.count, "opening: a weekday is given twice")
    for day in opening { found += day.problems(slotMinutes: slotMinutes) }
    for queue in queues { found += queue.problems }
    check((0...100).contains(contactsFollowOrdersPercent), "contacts_follow_orders_percent is 0 to 100")
    check(shiftFitPercent > 0 && shiftFitPercent <= 100, "shift_fit_percent is above 0, at most 100")
    check(!shifts.isEmpty, "shifts is empty: nobody could be rostered")
    check(shrinkage.count <= 8, "shrinkage has more than eight reasons")
    for shift in shifts { found += shift.problems }
    for part in shrinkage {
      check((0..<100).contains(part.percent), "shrinkage \(part.reason): percent is from 0 to below 100")
    }
    return found + hiring.problems
  }

  static func minutes(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let hours = Int(parts[0]), let minutes = Int(parts[1]), minutes < 60, hours * 60 + minutes <= 24 * 60
    else { return nil }
    return hours * 60 + minutes
  }
}

extension Assumptions.Opening {
  fileprivate func problems(slotMinutes: Int) -> [String] {
    guard Assumptions.weekdays.contains(weekday) else { return ["opening: no weekday is called \(weekday)"] }
    guard let opens = Assumptions.minutes(opens), let closes = Assumptions.minutes(closes), opens < closes else {
      return ["opening \(weekday): give opens before closes, as HH:MM"]
    }
    guard slotMinutes > 0, opens % slotMinutes == 0, closes % slotMinutes == 0 else {
      return ["opening \(weekday): times must be whole slots of \(slotMinutes) minutes"]
    }
    return []
  }
}

extension ShiftAssumption {
  fileprivate var problems: [String] {
    guard let first = Assumptions.minutes(firstStart), let last = Assumptions.minutes(lastStart), first <= last,
      everyMinutes > 0
    else { return ["shift \(name): first_start, last_start and every_minutes must make a series of starts"] }
    guard (60...960).contains(minutes) else { return ["shift \(name): minutes is 60 to 960"] }
    let fit = breaks.allSatisfy {
      $0.minutes > 0 && 0 < $0.earliestAfterMinutes && $0.earliestAfterMinutes <= $0.latestAfterMinutes
        && $0.latestAfterMinutes + $0.minutes < minutes
    }
    return fit ? [] : ["shift \(name): a break must start and end inside the shift"]
  }
}

extension QueueAssumption {
  /// Whether answers are due within hours rather than seconds.
  public var isDeferred: Bool { answerWithinHours != nil }

  fileprivate var problems: [String] {
    var found: [String] = []
    func check(_ holds: Bool, _ words: String) { if !holds { found.append("queue \(code): \(words)") } }
    check(!code.isEmpty && code.utf8.count <= 80, "code is empty or too long")
    check(!contactsPerOrder.isEmpty, "contacts_per_order is empty")
    check(Set(contactsPerOrder.map(\.lagDays)).count == contactsPerOrder.count, "contacts_per_order gives a lag twice")
    check(
      contactsPerOrder.allSatisfy {
        (0...120).contains($0.lagDays) && $0.contacts.isFinite && (0...100).contains($0.contacts)
      },
      "contacts_per_order needs lag_days 0 to 120 and contacts 0 to 100")
    check(handleSeconds > 0 && handleSeconds <= 86_400, "handle_seconds is above 0, at most a day")
    check(
      (concurrentHandleSeconds ?? []).isEmpty || (patienceSeconds != nil && !isDeferred),
      "concurrent_handle_seconds are for live queues that give patience_seconds")
    if let concurrentHandleSeconds, handleSeconds > 0, (try? handleTime()) == nil {
      check(
        concurrentHandleSeconds.isEmpty,
        "concurrent_handle_seconds: with one chat more at once an agent would finish fewer; leave the last ones out")
    }
    check(
      handlePattern.map { $0.count == 7 && $0.allSatisfy { $0.allSatisfy { $0 > 0 && $0 <= 100 } } } ?? true,
      "handle_pattern is seven lists of multiples above 0, or left out")
    check(patienceSeconds.map { $0 > 0 } ?? true, "patience_seconds is above 0, or left out")
    check(goalPercent > 0 && goalPercent < 100, "goal_percent is between 0 and 100, without both ends")
    check((goalSeconds == nil) != (answerWithinHours == nil), "give goal_seconds or answer_within_hours, one of them")
    check(goalSeconds.map { $0 >= 0 } ?? true, "goal_seconds is not negative")
    check(answerWithinHours.map { $0 > 0 } ?? true, "answer_within_hours is above 0")
    check(occupancyLimitPercent > 0 && occupancyLimitPercent <= 100, "occupancy_limit_percent is above 0, at most 100")
    return found
  }
}

extension HiringAssumption {
  fileprivate var problems: [String] {
    var found: [String] = []
    func check(_ holds: Bool, _ words: String) { if !holds { found.append("hiring: \(words)") } }
    check(hoursPerWeek > 0 && hoursPerWeek <= 60, "hours_per_week is above 0, at most 60")
    check((0...26).contains(trainingWeeks), "training_weeks is 0 to 26")
    check(passPercent > 0 && passPercent <= 100, "pass_percent is above 0, at most 100")
    check(
      rampPercent.count <= 26 && rampPercent.allSatisfy { (0...100).contains($0) },
      "ramp_percent is up to 26 values of 0 to 100")
    check(
      (0..<50).contains(weeklyLeaversNewPercent) && (0..<50).contains(weeklyLeaversPercent),
      "weekly leavers are 0 to below 50 percent")
    check((1...500).contains(classSize), "class_size is 1 to 500")
    check((0...52).contains(recruitingWeeks), "recruiting_weeks is 0 to 52")
    let costs = [
      hireCostMinor, weeklyCostMinor, missingAgentWeekCostMinor, seasonal?.hireCostMinor, overtime?.weeklyCostMinor,
      outsourcing?.weeklyCostMinor, budgetMinor,
    ]
    check(costs.allSatisfy { $0 ?? 0 >= 0 }, "costs are not negative")
    check(trainingSeats.map { (1...5000).contains($0) } ?? true, "training_seats is 1 to 5000, or left out")
    check(overtime.map { $0.percent > 0 && $0.percent <= 50 } ?? true, "overtime.percent is above 0, at most 50")
    for stage in funnel ?? [] {
      check(stage.percent > 0 && stage.percent <= 100, "funnel \(stage.stage): percent is above 0, at most 100")
      check((0...365).contains(stage.days), "funnel \(stage.stage): days is 0 to 365")
    }
    let funnelDays = (funnel ?? []).reduce(0) { $0 + min(365, $1.days) }
    check(
      funnelDays <= 7 * max(0, min(52, recruitingWeeks)) || funnel == nil,
      "funnel takes \(funnelDays) days, more than recruiting_weeks; make one agree with the other")
    check(
      outsourcing.map { $0.agents > 0 && $0.agents <= 10_000 } ?? true, "outsourcing.agents is above 0, at most 10000")
    return found
  }
}
