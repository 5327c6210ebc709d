extension Requirement.Step {
  /// The arithmetic from volume to scheduled agents, one line a step.
  public func explained(by requirement: Requirement) -> [String] {
    guard volume > 0 else { return ["No contacts are expected, so nobody is needed."] }
    var lines = [
      "\(volume.tenths) contacts of \(handleSeconds.tenths) s in \(requirement.interval) minutes "
        + "keep \(load.tenths) agents busy (\(volume.tenths) × \(handleSeconds.tenths) / \(requirement.interval * 60))."
    ]
    if carriedLoad - load > 0.05 {
      lines.append("With contacts still in progress from before: \(carriedLoad.tenths).")
    }
    lines.append("\(requirement.goal.words) takes \(agentsForService) agents (\(requirement.queueWords)).")
    if let cap = requirement.goal.occupancyAtMost, agentsForOccupancy > agentsForService {
      lines.append("Nobody busy more than \(cap.percent) of the time takes \(agentsForOccupancy).")
    }
    if let performance {
      lines.append(
        "\(agents) agents answer \(percent(requirement.goal.level(of: performance))) in time, wait "
          + "\(performance.answerSeconds.tenths) s on average, are busy \(percent(performance.occupancy)); "
          + "\(percent(performance.abandoned)) give up.")
    }
    if !requirement.shrinkage.parts.isEmpty {
      let parts = requirement.shrinkage.parts.map { "\($0.name) \($0.share.percent)" }.joined(separator: ", ")
      lines.append(
        "Of paid time \(percent(requirement.shrinkage.productive)) is left (\(parts)): schedule \(scheduled).")
    }
    return lines
  }
}

extension Requirement {
  fileprivate var queueWords: String {
    if atOnce.count > 1, let patienceSeconds {
      return "up to \(atOnce.count) chats at once, patience \(patienceSeconds.tenths) s"
    }
    return patienceSeconds.map { "Erlang A, patience \($0.tenths) s" } ?? "Erlang C, everybody waits"
  }
}

extension ServiceGoal {
  /// The goal in words.
  public var words: String {
    var parts: [String] = []
    if let share { parts.append("answering \(percent(share)) in \(seconds.tenths) s") }
    if let abandonedAtMost { parts.append("losing at most \(percent(abandonedAtMost))") }
    let sentence = parts.isEmpty ? "keeping up" : parts.joined(separator: " and ")
    return sentence.prefix(1).uppercased() + sentence.dropFirst()
  }
}

extension Share {
  var percent: String { Planning.percent(value) }
}

/// A share as a percentage with one digit.
func percent(_ share: Double) -> String { "\((share * 100).tenths) %" }
