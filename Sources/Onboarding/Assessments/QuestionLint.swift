extension Question {
  /// Something about a question that its author should know.
  public struct Remark: Codable, Sendable, Hashable {
    /// Whether it keeps the question out of a bank.
    public let isFault: Bool
    public let words: String
  }

  /// What is wrong or odd: faults first.
  public var remarks: [Remark] {
    var faults: [String] = [], oddities: [String] = []
    if stem.text.isEmpty { faults.append("it asks nothing: the stem is empty") }
    if let key, key.count > 120 { faults.append("its key is longer than 120 characters") }
    switch body {
    case .description, .essay: break
    case .choice(let options, let several): Self.check(options, several, &faults, &oddities)
    case .trueFalse: break
    case .matching(let pairs): Self.check(pairs, &faults)
    case .short(let answers): Self.check(answers, &faults, &oddities)
    case .numeric(let answers):
      if answers.isEmpty { faults.append("no number is right") }
      if !answers.contains(where: { $0.worth >= 1 }) { oddities.append("no number earns everything") }
    }
    return faults.map { Remark(isFault: true, words: $0) } + oddities.map { Remark(isFault: false, words: $0) }
  }

  public var faults: [String] { remarks.filter(\.isFault).map(\.words) }

  private static func check(_ options: [Option], _ several: Bool, _ faults: inout [String], _ oddities: inout [String])
  {
    if options.count < 2 { faults.append("a choice needs two options") }
    if options.count > 40 { faults.append("a choice has at most 40 options") }
    if options.contains(where: \.text.text.isEmpty) { faults.append("an option is empty") }
    if Set(options.map(\.text)).count < options.count { faults.append("two options are the same") }
    let right = options.map(\.worth).filter { $0 > 0 }
    if right.isEmpty {
      faults.append("no option is right")
    } else if several, !Scoring.isWhole(right.map { $0 * 100 }) {
      oddities.append("the right options do not add up to 100 %")
    } else if !several, !right.contains(where: { $0 >= 1 }) {
      oddities.append("no option earns everything")
    }
  }

  private static func check(_ pairs: [Pair], _ faults: inout [String]) {
    let things = pairs.filter { !$0.misleads }
    if things.count < 2 { faults.append("matching needs two things") }
    if Set(things.map(\.thing)).count < things.count { faults.append("two things are the same") }
    if pairs.contains(where: \.match.isEmpty) { faults.append("a match is empty") }
    if Set(pairs.map(\.match)).count < 2 { faults.append("there is only one match to choose") }
  }

  private static func check(_ answers: [Option], _ faults: inout [String], _ oddities: inout [String]) {
    if answers.isEmpty || answers.contains(where: \.text.text.isEmpty) { faults.append("a foreseen answer is empty") }
    if !answers.contains(where: { $0.worth >= 1 }) { oddities.append("no answer earns everything") }
    if let wide = answers.dropLast().first(where: { $0.text.text == "*" }) {
      oddities.append("“\(wide.text.text)” takes every answer, so those after it never count")
    }
  }
}
