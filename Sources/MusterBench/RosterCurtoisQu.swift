import Planning

/// An instance of the Curtois–Qu shift-scheduling benchmark, read into the optimiser's own problem.
struct RosterCurtoisQu: RosterFormat {
  let problem: TourProblem
  private let staff: [String]
  private let shifts: [String]

  init(text: String) throws {
    let sections = RosterSections(text)
    guard let days = sections.lines("SECTION_HORIZON").first.flatMap({ Int($0) }) else {
      throw RosterSections.Refusal(section: "SECTION_HORIZON", line: "")
    }
    let shiftLines = try sections.fields("SECTION_SHIFTS", 3)
    let staffLines = try sections.fields("SECTION_STAFF", 8)
    shifts = shiftLines.map { $0[0] }
    staff = staffLines.map { $0[0] }
    let shiftAt = Dictionary(uniqueKeysWithValues: shifts.enumerated().map { ($1, $0) })
    let staffAt = Dictionary(uniqueKeysWithValues: staff.enumerated().map { ($1, $0) })
    let cell = { (day: String, shift: String) in (Int(day) ?? 0) * shiftAt.count + (shiftAt[shift] ?? 0) }

    var prices = staff.map { _ in [Double](repeating: 0, count: days * shiftAt.count) }
    var constants = staff.map { _ in 0.0 }
    for line in try sections.fields("SECTION_SHIFT_ON_REQUESTS", 4) {
      guard let person = staffAt[line[0]] else { continue }
      prices[person][cell(line[1], line[2])] -= Double(line[3]) ?? 0
      constants[person] += Double(line[3]) ?? 0
    }
    for line in try sections.fields("SECTION_SHIFT_OFF_REQUESTS", 4) {
      guard let person = staffAt[line[0]] else { continue }
      prices[person][cell(line[1], line[2])] += Double(line[3]) ?? 0
    }
    var daysOff = staff.map { _ in Set<Int>() }
    for line in try sections.fields("SECTION_DAYS_OFF", 2) {
      guard let person = staffAt[line[0]] else { continue }
      daysOff[person].formUnion(line.dropFirst().compactMap { Int($0) })
    }
    var cover = [CoverGoal](
      repeating: CoverGoal(needed: 0, missing: 0, surplus: 0), count: days * shiftAt.count)
    for line in try sections.fields("SECTION_COVER", 5) {
      cover[cell(line[0], line[1])] = CoverGoal(
        needed: Int(line[2]) ?? 0, missing: Double(line[3]) ?? 0, surplus: Double(line[4]) ?? 0)
    }
    let people = staffLines.enumerated().map { position, line in
      Self.limits(
        line, most: Self.most(line[1], shiftAt), daysOff: daysOff[position], prices: prices[position],
        constant: constants[position])
    }
    let duties = shiftLines.map { line in
      TourProblem.Duty(
        name: line[0], minutes: Int(line[1]) ?? 0,
        notBefore: Set(line[2].split(separator: "|").compactMap { shiftAt[String($0)] }))
    }
    problem = TourProblem(days: days, firstWeekday: 0, duties: duties, people: people, cover: cover)
  }

  private static func limits(
    _ line: [String], most: [Int], daysOff: Set<Int>, prices: [Double], constant: Double
  ) -> TourLimits {
    let numbers = line.dropFirst(2).map { Int($0) ?? 0 }
    return TourLimits(
      name: line[0], most: most, minutes: numbers[1]...max(numbers[1], numbers[0]), longestRun: numbers[2],
      shortestRun: numbers[3], shortestOff: numbers[4], mostWeekends: numbers[5], daysOff: daysOff, prices: prices,
      constant: constant)
  }

  private static func most(_ field: String, _ shiftAt: [String: Int]) -> [Int] {
    var most = [Int](repeating: 0, count: shiftAt.count)
    for item in field.split(separator: "|") {
      let pair = item.split(separator: "=")
      if pair.count == 2, let shift = shiftAt[String(pair[0])] { most[shift] = Int(pair[1]) ?? 0 }
    }
    return most
  }

  /// The roster in the checker's format: employee, day, shift.
  func csv(_ result: TourSearch.Result) -> String {
    var text = "EmployeeID,Day,ShiftID\n"
    for (name, tour) in zip(staff, result.duties) {
      for (day, duty) in tour.enumerated() where duty >= 0 { text += "\(name),\(day),\(shifts[duty])\n" }
    }
    return text
  }
}
