/// How a figure differs from the one on the card that was replaced.
public struct FigureChange: Codable, Sendable, Equatable {
  public let metric: String
  public let name: String
  /// As the replaced card had it; `nil` where it had none.
  public let before: Measure?
  /// As it is now; `nil` where there is none any more.
  public let after: Measure?

  /// What is not the same, in the order of the card.
  static func between(_ before: [Measure], _ after: [Measure]) -> [FigureChange] {
    let old = Dictionary(before.map { ($0.metric, $0) }) { first, _ in first }
    let kept = Set(after.map(\.metric))
    let changed = after.filter { old[$0.metric] != $0 }.map {
      FigureChange(metric: $0.metric, name: $0.name, before: old[$0.metric], after: $0)
    }
    let gone = before.filter { !kept.contains($0.metric) }.map {
      FigureChange(metric: $0.metric, name: $0.name, before: $0, after: nil)
    }
    return changed + gone
  }
}
